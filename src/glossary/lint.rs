//! What is wrong with a glossary file, row by row.

use std::fs::File;
use std::path::Path;

use rustc_hash::FxHashSet;

use super::entry::{Entry, tag};
use super::{disagreements, read};
use crate::error::{Notice, Place};
use crate::yiddish::letters::{fold_final, is_final, is_hebrew_script, is_letter, is_point};
use crate::yiddish::normalize;
use crate::yiddish::normalize::is_invisible;

/// All findings in the glossary at `path`, in the order of its lines.
pub fn lint(path: &Path) -> Vec<Notice> {
    let name = path.display().to_string();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => {
            return vec![Notice::error(
                "unreadable-glossary",
                Place::file(name),
                format!("the file cannot be opened: {error}"),
                "check its path",
            )];
        }
    };
    let rows = read::read(file, &name);
    let mut notices = rows.notices;
    notices.extend(disagreements(&rows.entries));
    for entry in &rows.entries {
        for rule in RULES {
            rule(entry, &mut notices);
        }
    }
    notices.sort_by_key(|n| n.place.line);
    notices
}

/// The checks of a row, in the order in which they report.
const RULES: &[fn(&Entry, &mut Vec<Notice>)] = &[
    mixed_scripts,
    unnormalized,
    misplaced_finals,
    repeated_senses,
    unknown_tags,
    english_shape,
    hebrew_without_sound,
];

fn warn(entry: &Entry, column: usize, code: &'static str, found: String, advice: &str) -> Notice {
    let place = Place::line(&entry.file, entry.line as usize).at(column);
    Notice::warning(code, place, found, advice)
}

fn mixed_scripts(entry: &Entry, out: &mut Vec<Notice>) {
    let alien = entry
        .yiddish
        .chars()
        .find(|&c| c.is_alphabetic() && !is_hebrew_script(c) && !is_point(c));
    if let Some(c) = alien {
        out.push(warn(
            entry,
            1,
            "mixed-scripts",
            format!(
                "`{}` has the letter `{c}`, which is not Hebrew script",
                entry.yiddish
            ),
            "write the word in one script",
        ));
    }
    let alien = entry
        .english
        .iter()
        .find(|s| s.chars().any(is_hebrew_script));
    if let Some(sense) = alien {
        out.push(warn(
            entry,
            2,
            "mixed-scripts",
            format!("the sense `{sense}` has Hebrew letters"),
            "write it in English",
        ));
    }
}

fn unnormalized(entry: &Entry, out: &mut Vec<Notice>) {
    for variant in &entry.variants {
        if variant.chars().any(is_invisible) || normalize(variant).text != *variant {
            out.push(warn(
                entry,
                5,
                "unnormalized",
                format!("the variant `{variant}` is not in standard characters"),
                "pass it through kepl normalize",
            ));
        }
    }
}

fn misplaced_finals(entry: &Entry, out: &mut Vec<Notice>) {
    let letters: Vec<char> = entry.yiddish.chars().filter(|&c| !is_point(c)).collect();
    for pair in letters.windows(2) {
        let joins = is_letter(pair[1]) || pair[1] == '|';
        if is_final(pair[0]) && joins {
            out.push(warn(
                entry,
                1,
                "final-inside",
                format!(
                    "`{}` has the final letter `{}` inside",
                    entry.yiddish, pair[0]
                ),
                &format!("write `{}` there", fold_final(pair[0])),
            ));
        }
    }
}

fn repeated_senses(entry: &Entry, out: &mut Vec<Notice>) {
    let mut seen = FxHashSet::default();
    for sense in &entry.english {
        if !seen.insert(sense.to_lowercase()) {
            out.push(warn(
                entry,
                2,
                "repeated-sense",
                format!("the sense `{sense}` stands twice"),
                "keep one of them",
            ));
        }
    }
}

fn unknown_tags(entry: &Entry, out: &mut Vec<Notice>) {
    for t in &entry.tags {
        if !tag::KNOWN.contains(&t.as_str()) {
            out.push(warn(
                entry,
                6,
                "unknown-tag",
                format!("`{t}` is not a tag that kepl knows"),
                &format!("use some of {}", tag::KNOWN.join(" ")),
            ));
        }
    }
}

fn english_shape(entry: &Entry, out: &mut Vec<Notice>) {
    for sense in &entry.english {
        if sense.contains(['(', ')', ';']) {
            out.push(warn(
                entry,
                2,
                "explained-sense",
                format!("the sense `{sense}` explains instead of translating"),
                "keep only words that a story could use and put the rest into `note`",
            ));
        }
    }
}

fn hebrew_without_sound(entry: &Entry, out: &mut Vec<Notice>) {
    if entry.has_tag(tag::HEBREW) && entry.romanized.is_empty() {
        out.push(warn(
            entry,
            8,
            "no-sound",
            format!(
                "`{}` is of Hebrew origin and has no romanization",
                entry.yiddish
            ),
            "fill the column `romanized`, since the spelling does not show the sound",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(row: &str) -> Vec<&'static str> {
        let text = format!("yiddish,english,pos,forms,variants,tags,note,romanized\n{row}\n");
        let rows = read::read(text.as_bytes(), "own.csv");
        let mut out = rows.notices;
        for entry in &rows.entries {
            for rule in RULES {
                rule(entry, &mut out);
            }
        }
        out.into_iter().map(|n| n.code).collect()
    }

    #[test]
    fn each_fault_has_its_code() {
        for (row, code) in [
            ("טאgג,day,noun", "mixed-scripts"),
            ("טאָג,דay,noun", "mixed-scripts"),
            ("טאָג,day,noun,,טײג", "unnormalized"),
            ("מענטשןדיק,humane,adj", "final-inside"),
            ("טאָג,day | Day,noun", "repeated-sense"),
            ("טאָג,day,noun,,,shiny", "unknown-tag"),
            ("טאָג,day (of the week),noun", "explained-sense"),
            ("שבת,Sabbath,noun,,,hebrew", "no-sound"),
        ] {
            assert_eq!(codes(row), [code], "{row}");
        }
        assert_eq!(codes("טאָג,day,noun,pl:טעג"), Vec::<&str>::new());
    }
}
