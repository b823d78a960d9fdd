//! Checks of the Yiddish spelling: final letters and points.

use super::super::entry::tag;
use super::characters::yiddish_values;
use super::{Context, Row, column};
use crate::error::Notice;
use crate::yiddish::letters::{fold_final, is_final, is_letter, is_point, to_final};
use crate::yiddish::normalize::{GERESH, GERSHAYIM, MAQAF, normalize};

const DAGESH: char = '\u{05BC}';
const RAFE: char = '\u{05BF}';
const PATAH: char = '\u{05B7}';
const QAMATS: char = '\u{05B8}';
const HIRIQ: char = '\u{05B4}';
const SIN_DOT: char = '\u{05C2}';

/// A letter with its points and the letter before it.
struct Cluster {
    before: Option<char>,
    letter: char,
    points: Vec<char>,
    after: Option<char>,
}

fn clusters(text: &str) -> Vec<Cluster> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<Cluster> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let end = (i + 1..chars.len())
            .find(|&j| !is_point(chars[j]))
            .unwrap_or(chars.len());
        out.push(Cluster {
            before: out.last().map(|c| c.letter),
            letter: chars[i],
            points: chars[i + 1..end].to_vec(),
            after: chars.get(end).copied(),
        });
        i = end;
    }
    out
}

fn inside(after: Option<char>) -> bool {
    after.is_some_and(|c| is_letter(c) || matches!(c, GERESH | GERSHAYIM | MAQAF | '|'))
}

/// `final-inside`, `no-final`.
pub(super) fn finals(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for (at, value) in yiddish_values(row) {
        let value = normalize(value).text;
        for cluster in clusters(&value) {
            let letter = cluster.letter;
            let letter_follows = cluster.after.is_some_and(|c| is_letter(c) || c == '|');
            if is_final(letter) && letter_follows {
                let found = format!("`{value}` has the final letter `{letter}` inside");
                let advice = format!("write `{}` there", fold_final(letter));
                out.push(row.warn(at, "final-inside", found, &advice));
            }
            // The press may write what it likes; the lemma is in standard spelling.
            let ends = at == column::YIDDISH && !inside(cluster.after);
            let alone = cluster.before.is_none_or(|c| !is_letter(c));
            let abbreviated = cluster.before == Some(GERSHAYIM) || cluster.before == Some(GERESH);
            if ends
                && !alone
                && !abbreviated
                && to_final(letter) != letter
                && !cluster.points.contains(&DAGESH)
                && !row.entry.has_tag("abbrev")
            {
                let found = format!("`{value}` ends in `{letter}`, which has a final form");
                let advice = if matches!(letter, 'פ' | 'כ') {
                    format!(
                        "write `{}`, or `{letter}{DAGESH}` for the hard sound",
                        to_final(letter)
                    )
                } else {
                    format!("write `{}`", to_final(letter))
                };
                out.push(row.warn(at, "no-final", found, &advice));
            }
        }
    }
}

/// `impossible-point`.
pub(super) fn points(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for (at, value) in yiddish_values(row) {
        let value = normalize(value).text;
        let impossible = clusters(&value).into_iter().find_map(|c| {
            let point =
                c.points.iter().enumerate().find(|(i, p)| {
                    c.points[..*i].contains(p) || !can_carry(c.before, c.letter, **p)
                });
            point.map(|(_, p)| (c.letter, *p))
        });
        if let Some((letter, point)) = impossible {
            let found = format!(
                "`{value}` has the point U+{:04X} on `{letter}`, where it cannot stand",
                u32::from(point)
            );
            let advice = "take the point out, or put it on the letter it belongs to";
            out.push(row.warn(at, "impossible-point", found, advice));
        }
    }
}

/// Whether `letter` after `before` can carry `point` in Yiddish. Points that only Hebrew has may
/// stand anywhere but on what is no letter.
fn can_carry(before: Option<char>, letter: char, point: char) -> bool {
    if !is_letter(letter) {
        return false;
    }
    match point {
        PATAH => {
            letter == 'א' || letter == 'י' && before == Some('י') || !matches!(letter, 'ו' | 'ע')
        }
        QAMATS => !matches!(letter, 'ו' | 'י' | 'ע'),
        HIRIQ => !matches!(letter, 'א' | 'ו' | 'ע'),
        RAFE => matches!(letter, 'ב' | 'כ' | 'ך' | 'פ' | 'ף' | 'ת' | 'ג' | 'ד' | 'ה'),
        SIN_DOT | '\u{05C1}' => letter == 'ש',
        _ => true,
    }
}

/// `half-pointed`: standard spelling points every alef that is a vowel, and every pe.
pub(super) fn half_pointed(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    if row.entry.has_tag(tag::HEBREW) {
        return;
    }
    let lemma = &row.entry.yiddish;
    for word in lemma.split([' ', '־']) {
        let all = clusters(word);
        let vowels = all.iter().any(|c| c.letter == 'א' && !c.points.is_empty());
        if word.contains([GERESH, GERSHAYIM]) {
            continue;
        }
        let bare = all.iter().find(|c| {
            vowels
                && c.points.is_empty()
                && match c.letter {
                    'א' => c.after.is_some_and(|after| !matches!(after, 'ו' | 'י')),
                    'פ' => true,
                    _ => false,
                }
        });
        if let Some(bare) = bare {
            let found = format!("`{lemma}` has points, but its `{}` has none", bare.letter);
            let advice = "point every vowel alef and every pe, as YIVO spelling does";
            out.push(row.warn(column::YIDDISH, "half-pointed", found, advice));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::codes;

    #[test]
    fn standard_spelling_passes() {
        for row in [
            "זאַפּ,juice,noun",
            "ק״מ,km,noun",
            "אָנ|צינדן,light,verb",
            "ייִדיש,Yiddish,noun",
            "הויף,court,noun",
            "אויף,on,prep",
            "טעאַטער,theatre,noun",
        ] {
            assert_eq!(codes(row), Vec::<&str>::new(), "{row}");
        }
    }

    #[test]
    fn missing_and_misplaced_points() {
        assert_eq!(codes("קאָרעאנער,Korean,noun"), ["half-pointed"]);
        assert_eq!(codes("פאַפּיר,paper,noun"), ["half-pointed"]);
        assert_eq!(codes("קעָפּל,headline,noun"), ["impossible-point"]);
        assert_eq!(codes("אָןהייבן,begin,verb"), ["final-inside"]);
    }
}
