//! What a glossary holds, in numbers.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::entry::Entry;
use crate::yiddish::inflect::{IrregularVerbs, forms};
use crate::yiddish::key;
use crate::yiddish::letters::is_point;

/// The numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stats {
    /// Rows.
    pub entries: usize,
    /// Different lemmas.
    pub lemmas: usize,
    /// Lemmas with points.
    pub pointed: usize,
    /// Lemmas of several words.
    pub phrases: usize,
    /// Verbs with a particle that stands apart.
    pub separable: usize,
    /// English senses of all entries.
    pub senses: usize,
    /// English senses of an entry, on average.
    pub senses_per_entry: f64,
    /// Different English senses.
    pub distinct_senses: usize,
    /// Entries by their number of senses.
    pub by_senses: BTreeMap<usize, usize>,
    /// Entries by part of speech; the empty one where a row does not say.
    pub by_pos: BTreeMap<String, usize>,
    /// Entries by file.
    pub by_file: BTreeMap<String, usize>,
    /// Entries by tag.
    pub by_tag: BTreeMap<String, usize>,
    /// Listed irregular forms, by label.
    pub forms: BTreeMap<String, usize>,
    /// Listed variants.
    pub variants: usize,
    /// Entries with a romanization of their own.
    pub romanized: usize,
    /// Different words that the rules make of all entries, without points.
    pub word_forms: usize,
}

/// Counts `entries`.
pub fn stats(entries: &[Entry]) -> Stats {
    let irregular = IrregularVerbs::collect(entries);
    let mut made: FxHashSet<Vec<u8>> = FxHashSet::default();
    let mut by_senses = BTreeMap::new();
    let (mut by_pos, mut by_file, mut by_tag, mut listed) = (
        BTreeMap::new(),
        BTreeMap::new(),
        BTreeMap::new(),
        BTreeMap::new(),
    );
    for entry in entries {
        let pos = entry.pos.map_or("", super::entry::Pos::as_str);
        *by_pos.entry(pos.to_owned()).or_default() += 1;
        *by_file.entry(entry.file.clone()).or_default() += 1;
        *by_senses.entry(entry.english.len()).or_default() += 1;
        for tag in &entry.tags {
            *by_tag.entry(tag.clone()).or_default() += 1;
        }
        for (kind, _) in &entry.forms {
            *listed.entry(kind.label().to_owned()).or_default() += 1;
        }
        made.extend(forms(entry, &irregular).iter().map(|f| key::of(&f.text)));
    }
    let count = |holds: fn(&Entry) -> bool| entries.iter().filter(|e| holds(e)).count();
    let lemmas: FxHashSet<&str> = entries.iter().map(|e| e.yiddish.as_str()).collect();
    let senses: usize = entries.iter().map(|e| e.english.len()).sum();
    let distinct: FxHashSet<&str> = entries
        .iter()
        .flat_map(|e| &e.english)
        .map(String::as_str)
        .collect();
    Stats {
        entries: entries.len(),
        lemmas: lemmas.len(),
        pointed: lemmas.iter().filter(|l| l.contains(is_point)).count(),
        phrases: lemmas.iter().filter(|l| l.contains(' ')).count(),
        separable: count(|e| e.yiddish.contains('|')),
        senses,
        senses_per_entry: senses as f64 / entries.len().max(1) as f64,
        distinct_senses: distinct.len(),
        by_senses,
        by_pos,
        by_file,
        by_tag,
        forms: listed,
        variants: entries.iter().map(|e| e.variants.len()).sum(),
        romanized: count(|e| !e.romanized.is_empty()),
        word_forms: made.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    #[test]
    fn everything_is_counted_once() {
        let text = "yiddish,english,pos,forms,variants,tags\n\
                    טאָג,day | date,noun,pl:טעג,,\n\
                    אָנ|צינדן,light,verb,pp:אָנגעצונדן,אן צינדן,\n\
                    שבת,Sabbath | day,noun,,,hebrew | formal\n";
        let found = stats(&read(text.as_bytes(), "own.csv").entries);
        assert_eq!((found.entries, found.lemmas, found.pointed), (3, 3, 2));
        assert_eq!((found.senses, found.distinct_senses), (5, 4));
        assert_eq!((found.separable, found.phrases, found.variants), (1, 0, 1));
        assert_eq!(found.by_pos["noun"], 2);
        assert_eq!(found.by_tag["hebrew"], 1);
        assert_eq!(found.forms["pl"], 1);
        assert_eq!(found.by_senses[&2], 2);
        assert!(found.word_forms > 20);
    }
}
