//! Checks of single characters: scripts, look-alikes, encoding.

use super::super::entry::split_values;
use super::fixing::{english_text, yiddish_text};
use super::{Context, Row, column};
use crate::error::Notice;
use crate::yiddish::letters::{is_hebrew_script, is_point};
use crate::yiddish::normalize::{GERESH, GERSHAYIM, MAQAF};

/// Letters of other scripts with the Hebrew letters that they look like.
const LOOK_ALIKES: [(&str, char); 9] = [
    ("oOоОοΟ0ه", 'ס'),
    ("lIıا|", 'ן'),
    ("nпח", 'ח'),
    ("\u{2135}", 'א'),
    ("\u{2136}", 'ב'),
    ("\u{2137}", 'ג'),
    ("\u{2138}", 'ד'),
    ("uU", 'ט'),
    ("y", 'ץ'),
];

/// Letters of other scripts with the Latin letters that they look like.
const LATIN_LOOK_ALIKES: [(&str, char); 12] = [
    ("аα", 'a'),
    ("еε", 'e'),
    ("оο", 'o'),
    ("рρ", 'p'),
    ("сϲ", 'c'),
    ("хχ", 'x'),
    ("уγ", 'y'),
    ("іι", 'i'),
    ("АΑ", 'A'),
    ("ВΒ", 'B'),
    ("ЕΕ", 'E'),
    ("ОΟ", 'O'),
];

fn look_alike(table: &[(&str, char)], c: char) -> Option<char> {
    let found = table.iter().find(|(others, _)| others.contains(c));
    found
        .map(|(_, letter)| *letter)
        .filter(|&letter| letter != c)
}

/// The values of the columns in Hebrew script: the lemma, the forms, the variants.
pub(super) fn yiddish_values(row: Row<'_>) -> impl Iterator<Item = (usize, &str)> {
    let forms = split_values(row.cell(column::FORMS)).map(|v| {
        (
            column::FORMS,
            v.split_once(':').map_or(v, |(_, form)| form.trim()),
        )
    });
    let variants = split_values(row.cell(column::VARIANTS)).map(|v| (column::VARIANTS, v));
    std::iter::once((column::YIDDISH, row.cell(column::YIDDISH).trim()))
        .chain(forms)
        .chain(variants)
}

/// `mixed-scripts`, and `look-alike` for letters.
pub(super) fn scripts(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for (at, value) in yiddish_values(row) {
        let alien = value
            .chars()
            .find(|&c| c.is_alphabetic() && !is_hebrew_script(c) && !is_point(c));
        let Some(c) = alien else { continue };
        let found = format!("`{value}` has the letter `{c}`, which is not Hebrew script");
        let hebrew = value.chars().any(is_hebrew_script);
        out.push(match look_alike(&LOOK_ALIKES, c).filter(|_| hebrew) {
            Some(letter) => {
                let advice = format!("if it should be the `{letter}` it looks like, type that");
                row.warn(at, "look-alike", found, &advice)
            }
            None => row.warn(
                at,
                "mixed-scripts",
                found,
                "write the word in Hebrew letters",
            ),
        });
    }
    for sense in &row.entry.english {
        if sense.chars().any(is_hebrew_script) {
            let found = format!("the sense `{sense}` has Hebrew letters");
            out.push(row.warn(
                column::ENGLISH,
                "mixed-scripts",
                found,
                "write it in English",
            ));
        } else if let Some((c, letter)) = sense
            .chars()
            .find_map(|c| Some((c, look_alike(&LATIN_LOOK_ALIKES, c)?)))
        {
            let found = format!("the sense `{sense}` has a `{c}` that is not the Latin `{letter}`");
            out.push(row.warn(
                column::ENGLISH,
                "look-alike",
                found,
                "type the Latin letter",
            ));
        }
    }
}

/// `look-alike` for marks, `unnormalized`, `untrimmed`: what [`super::fix`] writes otherwise.
pub(super) fn encoding(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for (at, name) in super::super::read::COLUMNS.iter().enumerate() {
        let cell = row.cell(at);
        let spaced = spaced(cell, at);
        if spaced != cell {
            let found = format!("the column `{name}` has spaces or empty values where none belong");
            let advice = "write values without spaces around them, split by ` | `; --fix does";
            out.push(row.warn(at, "untrimmed", found, advice));
        }
        let fixed = if is_yiddish(at) {
            yiddish_text(&spaced)
        } else {
            english_text(&spaced)
        };
        if fixed == spaced {
            continue;
        }
        let mark = fixed.chars().find(|&c| {
            matches!(c, GERESH | GERSHAYIM | MAQAF | '\'' | '"')
                && fixed.matches(c).count() != spaced.matches(c).count()
        });
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphabetic())
                .collect::<String>()
        };
        out.push(
            if let Some(mark) = mark.filter(|_| letters(&fixed) == letters(&spaced)) {
                let found = format!("`{spaced}` has a mark that only looks like `{mark}`");
                let advice = format!("write `{fixed}`; --fix does");
                row.warn(at, "look-alike", found, &advice)
            } else {
                let found = format!("`{spaced}` is not in standard characters");
                let advice = "pass it through kepl normalize, or use --fix";
                row.warn(at, "unnormalized", found, advice)
            },
        );
    }
}

/// Whether a column holds words in Hebrew script.
pub(super) fn is_yiddish(at: usize) -> bool {
    matches!(at, column::YIDDISH | column::FORMS | column::VARIANTS)
}

/// The cell with single spaces only, and around the bars of a list.
pub(super) fn spaced(cell: &str, at: usize) -> String {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let values: Vec<String> = match at {
        column::ENGLISH | column::TAGS => cell.split('|').map(words).collect(),
        // In Yiddish a bar without spaces sets off the particle of a verb.
        column::FORMS | column::VARIANTS => {
            let cell = words(cell);
            let bars = cell.trim_start_matches("| ").trim_end_matches(" |");
            bars.split(" | ").map(words).collect()
        }
        _ => return words(cell),
    };
    let values = values.into_iter().filter(|v| !v.is_empty());
    values.collect::<Vec<_>>().join(" | ")
}
