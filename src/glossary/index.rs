//! A compiled glossary: which entries a key can be a form of.

use std::str;

use fst::raw::{CompiledAddr, Fst};

use super::compile::{
    ENGLISH, FORBIDDEN, FUNCTION, GAP, HEBREW, RECORD, REFLEXIVE, RUN, SELDOM, STRING_END,
};
use super::entry::{Pos, split_values, tag};
use super::pointing;
use super::postings::Postings;
use crate::blob::{self, Blob};

pub use super::postings::Posting;

/// A compiled glossary, in the binary or built from a user's file.
pub struct Index {
    blob: Blob,
    automaton: Fst<Blob>,
    postings: Postings,
    records: std::ops::Range<usize>,
    heap: std::ops::Range<usize>,
    pointing_ends: std::ops::Range<usize>,
    pointings: std::ops::Range<usize>,
    files: Vec<String>,
    runs: std::ops::Range<usize>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.len())
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Reads a compiled block. `None` where it is none.
    pub fn new(blob: Blob) -> Option<Self> {
        let automaton_at = blob::section(&blob, 0);
        let automaton: Blob = match &blob {
            Blob::Borrowed(all) => Blob::Borrowed(all.get(automaton_at)?),
            Blob::Owned(all) => Blob::Owned(all.get(automaton_at)?.to_vec()),
        };
        Some(Self {
            automaton: Fst::new(automaton).ok()?,
            records: blob::section(&blob, 1),
            heap: blob::section(&blob, 2),
            pointing_ends: blob::section(&blob, 3),
            pointings: blob::section(&blob, 4),
            files: blob
                .get(blob::section(&blob, 5))
                .and_then(|names| str::from_utf8(names).ok())
                .unwrap_or_default()
                .split('\n')
                .map(str::to_owned)
                .collect(),
            runs: blob::section(&blob, 6),
            postings: Postings::new(&blob, 7),
            blob,
        })
    }

    /// All its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.blob
    }

    /// The automaton over the keys, for searches that walk it.
    pub fn automaton(&self) -> &Fst<Blob> {
        &self.automaton
    }

    /// Where a walk over the automaton begins.
    pub fn root(&self) -> CompiledAddr {
        self.automaton.root().addr()
    }

    /// The postings of `key`.
    pub fn get(&self, key: &[u8]) -> impl Iterator<Item = Posting> + '_ {
        let value = self.automaton.get(key).map_or(0, fst::raw::Output::value);
        self.at(value)
    }

    /// Whether any key begins with `prefix`.
    pub fn has_prefix(&self, prefix: &[u8]) -> bool {
        let mut node = self.automaton.root();
        for &byte in prefix {
            let Some(i) = node.find_input(byte) else {
                return false;
            };
            node = self.automaton.node(node.transition_addr(i));
        }
        true
    }

    /// The postings that a value of the automaton stands for.
    pub fn at(&self, value: u64) -> impl Iterator<Item = Posting> + '_ {
        self.postings
            .range(&self.blob, (value >> 8) as u32, (value & 0xFF) as u32)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Entry `id`.
    pub fn entry(&self, id: u32) -> EntryRef<'_> {
        EntryRef { index: self, id }
    }

    /// The text of a posting's form, whose key is `key`, pointed as far as the glossary is.
    pub fn form(&self, key: &[u8], posting: &Posting) -> String {
        let letters = key.split(|&b| b == GAP).next().unwrap_or_default();
        let ends = self
            .blob
            .get(self.pointing_ends.clone())
            .unwrap_or_default();
        let which = usize::from(posting.pointing);
        let start = which.checked_sub(1).map_or(0, |i| blob::number(ends, i)) as usize;
        let end = blob::number(ends, which) as usize;
        let all = self.blob.get(self.pointings.clone()).unwrap_or_default();
        pointing::apply(letters, all.get(start..end).unwrap_or_default())
    }

    fn heap_bytes(&self) -> &[u8] {
        self.blob.get(self.heap.clone()).unwrap_or_default()
    }

    fn record(&self, id: u32) -> [u8; RECORD] {
        let records = self.blob.get(self.records.clone()).unwrap_or_default();
        records
            .get(id as usize * RECORD..)
            .and_then(|rest| rest.first_chunk().copied())
            .unwrap_or_default()
    }

    /// The file and the line of entry `id`.
    fn place(&self, id: u32) -> (&str, u32) {
        let runs = self.blob.get(self.runs.clone()).unwrap_or_default();
        let number = |run: usize, field: usize| blob::number(runs, run * RUN + field);
        let (mut first, mut end) = (0, runs.len() / 4 / RUN);
        while end - first > 1 {
            let middle = usize::midpoint(first, end);
            if number(middle, 0) <= id {
                first = middle;
            } else {
                end = middle;
            }
        }
        let file = self.files.get(number(first, 1) as usize);
        let line = number(first, 2) + id.saturating_sub(number(first, 0));
        (file.map_or("", String::as_str), line)
    }
}

/// An entry of an [`Index`], read in place.
#[derive(Debug, Clone, Copy)]
pub struct EntryRef<'a> {
    index: &'a Index,
    id: u32,
}

impl<'a> EntryRef<'a> {
    fn string(self, which: usize) -> &'a str {
        let [a, b, c, d, ..] = self.index.record(self.id);
        let start = u32::from_le_bytes([a, b, c, d]) as usize;
        let mut rest = self.index.heap_bytes().get(start..).unwrap_or_default();
        for _ in 0..which {
            rest = memchr::memchr(STRING_END, rest).map_or(&[], |end| &rest[end + 1..]);
        }
        let end = memchr::memchr(STRING_END, rest).unwrap_or(0);
        str::from_utf8(&rest[..end]).unwrap_or_default()
    }

    fn flags(self) -> u16 {
        let [.., low, high] = self.index.record(self.id);
        u16::from_le_bytes([low, high])
    }

    /// The lemma as the glossary spells it, with the bar of separable verbs.
    pub fn lemma(self) -> &'a str {
        self.string(0)
    }

    /// The senses in one string, split by ` | `.
    pub fn gloss(self) -> &'a str {
        self.string(1)
    }

    /// The senses, best first.
    pub fn senses(self) -> impl Iterator<Item = &'a str> {
        split_values(self.gloss())
    }

    /// The cell of irregular forms.
    pub fn forms(self) -> &'a str {
        self.string(2)
    }

    /// The cell of variant spellings.
    pub fn variants(self) -> &'a str {
        self.string(3)
    }

    /// The tags, those that we know first.
    pub fn tags(self) -> impl Iterator<Item = &'a str> {
        let packed = self.string(4);
        let others = packed.trim_start_matches(|c: char| c < ' ');
        let known = packed[..packed.len() - others.len()].bytes();
        known
            .filter_map(|number| tag::KNOWN.get(usize::from(number).checked_sub(1)?).copied())
            .chain(split_values(others))
    }

    /// YIVO romanization, where the spelling does not show it.
    pub fn romanized(self) -> &'a str {
        super::entry::sound(self.string(5))
    }

    /// YIVO romanization of the plural, where it has other vowels than the lemma.
    pub fn plural_sound(self) -> Option<&'a str> {
        super::entry::plural_sound(self.string(5))
    }

    /// Part of speech.
    pub fn pos(self) -> Option<Pos> {
        Pos::ALL.get((self.flags() & 0xFF) as usize).copied()
    }

    /// Whether the word only serves others.
    pub fn is_function(self) -> bool {
        self.flags() & FUNCTION != 0
    }

    /// Whether the word is of Hebrew or Aramaic origin.
    pub fn is_hebrew(self) -> bool {
        self.flags() & HEBREW != 0
    }

    /// Whether the pair must not be used.
    pub fn is_forbidden(self) -> bool {
        self.flags() & FORBIDDEN != 0
    }

    /// Whether the word is a recent English loan.
    pub fn is_english(self) -> bool {
        self.flags() & ENGLISH != 0
    }

    /// Whether the word is seldom met.
    pub fn is_rare(self) -> bool {
        self.flags() & SELDOM != 0
    }

    /// Whether the lemma is a reflexive verb.
    pub fn is_reflexive(self) -> bool {
        self.flags() & REFLEXIVE != 0
    }

    /// The entry as its row says it, without the note, which is not compiled.
    pub fn to_entry(self) -> super::entry::Entry {
        use super::entry::parse_form;
        let values = |cell| split_values(cell).map(str::to_owned).collect();
        let (file, line) = self.index.place(self.id);
        super::entry::Entry {
            yiddish: self.lemma().to_owned(),
            english: values(self.gloss()),
            pos: self.pos(),
            forms: split_values(self.forms())
                .filter_map(|f| parse_form(f).ok())
                .collect(),
            variants: values(self.variants()),
            tags: self.tags().map(str::to_owned).collect(),
            note: String::new(),
            romanized: self.string(5).to_owned(),
            file: file.to_owned(),
            line,
        }
    }

    /// The glossary file and line: `verbs.csv:12`.
    pub fn source(self) -> String {
        let (file, line) = self.index.place(self.id);
        format!("{file}:{line}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::Glossary;
    use super::super::entry::Entry;
    use super::*;

    #[test]
    fn entries_come_back_with_their_tags_and_lines() {
        let entry = |line, tags: &[&str]| Entry {
            yiddish: "קרעקסל".to_owned(),
            english: vec!["squirrel".to_owned(), "chipmunk".to_owned()],
            pos: Some(Pos::Noun),
            tags: tags.iter().map(|&t| t.to_owned()).collect(),
            file: "own.csv".to_owned(),
            line,
            forms: Vec::new(),
            variants: Vec::new(),
            note: String::new(),
            romanized: String::new(),
        };
        // Lines are left out, and tags are not all ours.
        let entries = [
            entry(2, &[]),
            entry(3, &["old", "rare"]),
            entry(7, &["rare", "our own", "\u{1}"]),
            entry(8, &["our own"]),
        ];
        let mut glossary = Glossary::builtin();
        glossary.overlay_entries(&entries);
        let layer = glossary.layers().next_back().unwrap();
        let back: Vec<Entry> = (0..4).map(|id| layer.entry(id).to_entry()).collect();
        assert_eq!(back, entries);
        assert_eq!(layer.entry(2).source(), "own.csv:7");
    }
}
