//! Bringing two glossaries together that grew apart.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Entry, Pos};
use super::write::cells;
use crate::yiddish::key;

/// Two glossaries in one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The rows, in the order of the first glossary; new ones of the second stand after the row that
    /// they followed there. Of a conflict both rows are here.
    pub entries: Vec<Entry>,
    /// Where the two cannot both be right.
    pub conflicts: Vec<Conflict>,
}

/// A word on which two glossaries disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The columns in question; none where one side deleted the row.
    pub columns: Vec<&'static str>,
    /// The row of the first glossary, if it still has it.
    pub ours: Option<Entry>,
    /// The row of the second glossary, if it still has it.
    pub theirs: Option<Entry>,
}

/// Merges `ours` and `theirs`, which both come from `base`; with no `base`, what only one has is new.
///
/// A word is the same in both if its letters and its part of speech are: corrected points are a
/// change of the row, not another row. Rows that both changed are merged cell by cell, and lists of
/// forms, variants and tags value by value.
///
/// ```
/// use kepl::glossary::{merge::merge, read::read};
///
/// let rows = |text: &str| read(text.as_bytes(), "x.csv").entries;
/// let base = rows("yiddish,english,tags\nטאג,day,\n");
/// let ours = rows("yiddish,english,tags\nטאָג,day,\n");
/// let theirs = rows("yiddish,english,tags\nטאג,day | date,formal\n");
/// let merged = merge(&base, &ours, &theirs);
/// assert_eq!(merged.conflicts, []);
/// assert_eq!(merged.entries[0].yiddish, "טאָג");
/// assert_eq!(merged.entries[0].english, ["day", "date"]);
/// ```
pub fn merge(base: &[Entry], ours: &[Entry], theirs: &[Entry]) -> Merged {
    let in_base = Twins::find(ours, base);
    let in_theirs = Twins::find(ours, theirs);
    let base_of_theirs = Twins::find(theirs, base);
    let mut merged = Merged::default();
    // New rows of theirs, by the row of theirs that they follow.
    let mut new: FxHashMap<Option<usize>, Vec<Resolved>> = FxHashMap::default();
    let mut after = None;
    for (at, entry) in theirs.iter().enumerate() {
        if in_theirs.taken.contains(&at) {
            after = Some(at);
            continue;
        }
        let old = base_of_theirs.of[at].map(|b| &base[b]);
        new.entry(after)
            .or_default()
            .push(resolve(old, None, Some(entry)));
    }
    let mut add = |resolved: Resolved| {
        merged.entries.extend(resolved.rows);
        merged.conflicts.extend(resolved.conflict);
    };
    new.remove(&None).into_iter().flatten().for_each(&mut add);
    for (at, entry) in ours.iter().enumerate() {
        let other = in_theirs.of[at];
        let old = in_base.of[at].or_else(|| base_of_theirs.of[other?]);
        add(resolve(
            old.map(|b| &base[b]),
            Some(entry),
            other.map(|t| &theirs[t]),
        ));
        if other.is_some() {
            new.remove(&other).into_iter().flatten().for_each(&mut add);
        }
    }
    merged
}

/// Which row of another glossary is the same word.
struct Twins {
    of: Vec<Option<usize>>,
    taken: FxHashSet<usize>,
}

impl Twins {
    fn find(rows: &[Entry], others: &[Entry]) -> Self {
        let mut words: FxHashMap<(Vec<u8>, Option<Pos>), VecDeque<usize>> = FxHashMap::default();
        for (at, entry) in others.iter().enumerate() {
            words.entry(word(entry)).or_default().push_back(at);
        }
        let mut twins = Self {
            of: vec![None; rows.len()],
            taken: FxHashSet::default(),
        };
        // Of homographs, those that are most alike go together.
        let alike: [fn(&Entry, &Entry) -> bool; 4] = [
            |a, b| cells(a) == cells(b),
            |a, b| a.yiddish == b.yiddish && a.english == b.english,
            |a, b| a.yiddish == b.yiddish,
            |_, _| true,
        ];
        for same in alike {
            for (at, entry) in rows.iter().enumerate() {
                if twins.of[at].is_some() {
                    continue;
                }
                let Some(candidates) = words.get_mut(&word(entry)) else {
                    continue;
                };
                let found = candidates.iter().position(|&c| same(entry, &others[c]));
                if let Some(found) = found.and_then(|f| candidates.remove(f)) {
                    twins.of[at] = Some(found);
                    twins.taken.insert(found);
                }
            }
        }
        twins
    }
}

fn word(entry: &Entry) -> (Vec<u8>, Option<Pos>) {
    (key::of(&entry.yiddish), entry.pos)
}

/// What becomes of a word.
#[derive(Default)]
struct Resolved {
    rows: Vec<Entry>,
    conflict: Option<Conflict>,
}

impl Resolved {
    fn row(entry: &Entry) -> Self {
        Self {
            rows: vec![entry.clone()],
            conflict: None,
        }
    }
}

fn resolve(base: Option<&Entry>, ours: Option<&Entry>, theirs: Option<&Entry>) -> Resolved {
    match (base, ours, theirs) {
        (None, Some(only), None) | (None, None, Some(only)) => Resolved::row(only),
        // One side deleted the row: that stands if the other left it alone.
        (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
            if cells(base) == cells(left) {
                return Resolved::default();
            }
            Resolved {
                rows: vec![left.clone()],
                conflict: Some(Conflict {
                    columns: Vec::new(),
                    ours: ours.cloned(),
                    theirs: theirs.cloned(),
                }),
            }
        }
        (_, Some(ours), Some(theirs)) => both(base, ours, theirs),
        (_, None, None) => Resolved::default(),
    }
}

fn both(base: Option<&Entry>, ours: &Entry, theirs: &Entry) -> Resolved {
    let mut columns = Vec::new();
    let mut one = |name, base: Option<&String>, ours: &String, theirs: &String| {
        choose(base.or(Some(&String::new())), ours, theirs).unwrap_or_else(|| {
            columns.push(name);
            ours.clone()
        })
    };
    let mut merged = Entry {
        yiddish: one(
            "yiddish",
            base.map(|b| &b.yiddish),
            &ours.yiddish,
            &theirs.yiddish,
        ),
        note: one("note", base.map(|b| &b.note), &ours.note, &theirs.note),
        romanized: one(
            "romanized",
            base.map(|b| &b.romanized),
            &ours.romanized,
            &theirs.romanized,
        ),
        forms: values(base.map(|b| &b.forms), &ours.forms, &theirs.forms),
        variants: values(base.map(|b| &b.variants), &ours.variants, &theirs.variants),
        tags: values(base.map(|b| &b.tags), &ours.tags, &theirs.tags),
        ..ours.clone()
    };
    // The order of senses says which is best, so they are not merged one by one.
    match choose(base.map(|b| &b.english), &ours.english, &theirs.english) {
        Some(english) => merged.english = english,
        None => columns.insert(0, "english"),
    }
    if columns.is_empty() {
        return Resolved::row(&merged);
    }
    Resolved {
        rows: vec![ours.clone(), theirs.clone()],
        conflict: Some(Conflict {
            columns,
            ours: Some(ours.clone()),
            theirs: Some(theirs.clone()),
        }),
    }
}

/// The value that one side changed, or that both have. `None` where both changed it, each its way.
fn choose<T: Clone + PartialEq>(base: Option<&T>, ours: &T, theirs: &T) -> Option<T> {
    if ours == theirs || base == Some(theirs) {
        Some(ours.clone())
    } else if base == Some(ours) {
        Some(theirs.clone())
    } else {
        None
    }
}

/// The values of both sides without those that one of them took out.
fn values<T: Clone + PartialEq>(base: Option<&Vec<T>>, ours: &[T], theirs: &[T]) -> Vec<T> {
    let base = base.map(Vec::as_slice).unwrap_or_default();
    let mut out: Vec<T> = ours
        .iter()
        .filter(|v| theirs.contains(v) || !base.contains(v))
        .cloned()
        .collect();
    for value in theirs {
        if !ours.contains(value) && !base.contains(value) {
            out.push(value.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;
    use proptest::prelude::*;

    fn rows(rows: &[&str]) -> Vec<Entry> {
        let text = format!(
            "yiddish,english,pos,variants,tags,note\n{}\n",
            rows.join("\n")
        );
        read(text.as_bytes(), "x.csv").entries
    }

    fn brief(merged: &Merged) -> Vec<String> {
        merged
            .entries
            .iter()
            .map(|e| format!("{} {}", e.yiddish, e.english.join("|")))
            .collect()
    }

    #[test]
    fn changes_of_one_side_stand() {
        let base = rows(&["א,a", "ב,b", "ג,c", "ד,d"]);
        let ours = rows(&["א,a2", "ב,b", "ד,d", "ו,f"]);
        let theirs = rows(&["א,a", "ב,b2", "ה,e", "ג,c", "ד,d"]);
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.conflicts, []);
        assert_eq!(brief(&merged), ["א a2", "ב b2", "ה e", "ד d", "ו f"]);
    }

    #[test]
    fn both_sides_may_change_other_cells_of_a_row() {
        let base = rows(&["טאג,day,noun,טוג | דאג,old,n"]);
        let ours = rows(&["טאָג,day,noun,טוג,old | formal,n"]);
        let theirs = rows(&["טאג,day | date,noun,טוג | דאג | טאגע,,n"]);
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.conflicts, []);
        let row = &merged.entries[0];
        assert_eq!(row.yiddish, "טאָג");
        assert_eq!(row.english, ["day", "date"]);
        assert_eq!(row.variants, ["טוג", "טאגע"]);
        assert_eq!(row.tags, ["formal"]);
    }

    #[test]
    fn conflicts_keep_both_rows() {
        let base = rows(&["א,a"]);
        let merged = merge(&base, &rows(&["א,b"]), &rows(&["א,c"]));
        assert_eq!(brief(&merged), ["א b", "א c"]);
        assert_eq!(merged.conflicts[0].columns, ["english"]);
        let merged = merge(&base, &[], &rows(&["א,c"]));
        assert_eq!(brief(&merged), ["א c"]);
        assert_eq!(merged.conflicts[0].ours, None);
        let merged = merge(&[], &rows(&["א,b,noun,,,n"]), &rows(&["א,b,noun,,,m"]));
        assert_eq!(merged.conflicts[0].columns, ["note"]);
    }

    #[test]
    fn without_a_base_both_are_joined() {
        let merged = merge(
            &[],
            &rows(&["א,a,noun,,old", "ב,b"]),
            &rows(&["א,a,noun,,formal,n"]),
        );
        assert_eq!(merged.conflicts, []);
        assert_eq!(merged.entries[0].tags, ["old", "formal"]);
        assert_eq!(merged.entries[0].note, "n");
        assert_eq!(brief(&merged), ["א a", "ב b"]);
    }

    proptest! {
        #[test]
        fn no_row_is_lost_and_equals_merge_to_themselves(
            base in prop::collection::vec("[אבגד],[ab]", 0..6),
            ours in prop::collection::vec("[אבגד],[ab]", 0..6),
            theirs in prop::collection::vec("[אבגד],[ab]", 0..6),
        ) {
            let parse = |lines: &[String]| rows(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            let (base, ours, theirs) = (parse(&base), parse(&ours), parse(&theirs));
            let same = |merged: &Merged, rows: &[Entry]| {
                merged.conflicts.is_empty() && brief(merged) == brief(&Merged { entries: rows.to_vec(), conflicts: Vec::new() })
            };
            prop_assert!(same(&merge(&base, &ours, &ours), &ours));
            prop_assert!(same(&merge(&base, &ours, &base), &ours));
            prop_assert_eq!(brief(&merge(&base, &base, &theirs)).len(), theirs.len());
            // What is new on either side is there.
            let merged = brief(&merge(&[], &ours, &theirs));
            for row in brief(&Merged { entries: [ours, theirs].concat(), conflicts: Vec::new() }) {
                prop_assert!(merged.contains(&row));
            }
        }
    }
}
