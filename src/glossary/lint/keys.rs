//! Checks that compare entries: duplicates, entries that hide others, twins with points.

use rustc_hash::FxHashMap;

use super::super::entry::{Pos, tag};
use super::{Row, column};
use crate::error::{Notice, Severity};
use crate::yiddish::key;
use crate::yiddish::letters::is_point;
use crate::yiddish::normalize::{MAQAF, unpointed as without_points};

type Groups<'a, 'r> = FxHashMap<(Vec<u8>, Option<Pos>), Vec<&'r Row<'a>>>;

/// The rows of each word and part of speech, in their order.
fn groups<'a, 'r>(rows: &'r [Row<'a>]) -> Groups<'a, 'r> {
    let mut groups: Groups = FxHashMap::default();
    for row in rows {
        // A pair that is forbidden disagrees with the others on purpose.
        if !row.entry.has_tag(tag::FORBIDDEN) {
            let word = (key::of(&row.entry.yiddish), row.entry.pos);
            groups.entry(word).or_default().push(row);
        }
    }
    groups
}

fn source(row: &Row) -> String {
    format!("{}:{}", row.file.name, row.entry.line)
}

/// `duplicate-key`, `shadowed`: of entries with one lemma and part of speech only the first is shown.
pub(super) fn same_word(rows: &[Row], out: &mut Vec<Notice>) {
    for group in groups(rows).values() {
        for (at, row) in group.iter().enumerate() {
            let same = |other: &&&Row| other.entry.yiddish == row.entry.yiddish;
            let Some(first) = group[..at].iter().find(same) else {
                continue;
            };
            let said = |sense: &String| {
                let sense = sense.to_lowercase();
                first
                    .entry
                    .english
                    .iter()
                    .any(|s| s.to_lowercase() == sense)
            };
            let lemma = &row.entry.yiddish;
            if row.entry.english.iter().all(said) {
                let found = format!(
                    "`{lemma}` is never reached: {} says all it says",
                    source(first)
                );
                let advice = "delete the row, and move what else it has to the other";
                out.push(row.warn(column::YIDDISH, "shadowed", found, advice));
            } else {
                let found = format!("`{lemma}` already has another meaning in {}", source(first));
                let advice = "put all senses in one row, split by ` | `";
                let mut notice = row.warn(column::YIDDISH, "duplicate-key", found, advice);
                if first.file.name == row.file.name {
                    // Such a file cannot be laid over the glossary.
                    notice.severity = Severity::Error;
                }
                out.push(notice);
            }
        }
    }
}

/// `unpointed`: the letters of both are the same, and one has points where the other has none.
pub(super) fn unpointed(rows: &[Row], out: &mut Vec<Notice>) {
    for group in groups(rows).values() {
        for row in group {
            let lemma = &row.entry.yiddish;
            if lemma.contains(is_point) {
                continue;
            }
            let bare = |text: &str| without_points(text).replace([MAQAF, '|'], " ");
            let twin = group.iter().find(|other| {
                other.entry.yiddish.contains(is_point) && bare(&other.entry.yiddish) == bare(lemma)
            });
            if let Some(twin) = twin {
                let pointed = &twin.entry.yiddish;
                let found = format!(
                    "`{lemma}` has no points where {} has `{pointed}`",
                    source(twin)
                );
                let advice = "point the lemma, or put its senses there";
                out.push(row.warn(column::YIDDISH, "unpointed", found, advice));
            }
        }
    }
}
