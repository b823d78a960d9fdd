//! A compiled glossary: which entries a key can be a form of.

use std::str;

use fst::raw::{CompiledAddr, Fst};

use super::compile::{
    ENGLISH, ENTRY_FIELDS, ENTRY_STRINGS, FORBIDDEN, FUNCTION, GAP, HEBREW, POSTING_BYTES,
    REFLEXIVE,
};
use super::entry::Pos;
use super::pointing;
use crate::blob::{self, Blob};

/// A compiled glossary, in the binary or built from a user's file.
pub struct Index {
    blob: Blob,
    automaton: Fst<Blob>,
    postings: std::ops::Range<usize>,
    records: std::ops::Range<usize>,
    heap: std::ops::Range<usize>,
    pointing_ends: std::ops::Range<usize>,
    pointings: std::ops::Range<usize>,
    files: std::ops::Range<usize>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("entries", &self.len())
            .finish_non_exhaustive()
    }
}

/// One way in which a key is a form of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Posting {
    /// The entry's number in its index.
    pub entry: u32,
    /// Index into the inflection table.
    pub rule: u8,
    /// [`super::compile::VARIANT`] and the like.
    pub flags: u8,
    /// In hundredths.
    pub cost: u8,
    pointing: u16,
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
            postings: blob::section(&blob, 1),
            records: blob::section(&blob, 2),
            heap: blob::section(&blob, 3),
            pointing_ends: blob::section(&blob, 4),
            pointings: blob::section(&blob, 5),
            files: blob::section(&blob, 6),
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
        let first = (value >> 8) as usize;
        let count = (value & 0xFF) as usize;
        let all = self.blob.get(self.postings.clone()).unwrap_or_default();
        all.get(first * POSTING_BYTES..(first + count) * POSTING_BYTES)
            .unwrap_or_default()
            .chunks_exact(POSTING_BYTES)
            .map(|p| Posting {
                entry: u32::from_le_bytes([p[0], p[1], p[2], 0]),
                rule: p[3],
                flags: p[4],
                cost: p[5],
                pointing: u16::from_le_bytes([p[6], p[7]]),
            })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.records.len() / 4 / ENTRY_FIELDS
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

    fn field(&self, id: u32, field: usize) -> u32 {
        let records = self.blob.get(self.records.clone()).unwrap_or_default();
        blob::number(records, id as usize * ENTRY_FIELDS + field)
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
        let start = self.index.field(self.id, which) as usize;
        let end = self.index.field(self.id, which + 1) as usize;
        self.index
            .heap_bytes()
            .get(start..end)
            .and_then(|b| str::from_utf8(b).ok())
            .unwrap_or_default()
    }

    fn flags(self) -> u32 {
        self.index.field(self.id, ENTRY_STRINGS + 1)
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
        super::entry::split_values(self.gloss())
    }

    /// The cell of irregular forms.
    pub fn forms(self) -> &'a str {
        self.string(2)
    }

    /// The cell of variant spellings.
    pub fn variants(self) -> &'a str {
        self.string(3)
    }

    /// The cell of tags.
    pub fn tags(self) -> &'a str {
        self.string(4)
    }

    /// YIVO romanization, where the spelling does not show it.
    pub fn romanized(self) -> &'a str {
        self.string(5)
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

    /// Whether the lemma is a reflexive verb.
    pub fn is_reflexive(self) -> bool {
        self.flags() & REFLEXIVE != 0
    }

    /// The entry as its row says it, without the note, which is not compiled.
    pub fn to_entry(self) -> super::entry::Entry {
        use super::entry::{parse_form, split_values};
        let values = |cell| split_values(cell).map(str::to_owned).collect();
        let source = self.source();
        let (file, line) = source.rsplit_once(':').unwrap_or((&source, "0"));
        super::entry::Entry {
            yiddish: self.lemma().to_owned(),
            english: values(self.gloss()),
            pos: self.pos(),
            forms: split_values(self.forms())
                .filter_map(|f| parse_form(f).ok())
                .collect(),
            variants: values(self.variants()),
            tags: values(self.tags()),
            note: String::new(),
            romanized: self.romanized().to_owned(),
            file: file.to_owned(),
            line: line.parse().unwrap_or(0),
        }
    }

    /// The glossary file and line: `verbs.csv:12`.
    pub fn source(self) -> String {
        let files = self
            .index
            .blob
            .get(self.index.files.clone())
            .unwrap_or_default();
        let file = self.index.field(self.id, ENTRY_STRINGS + 2) as usize;
        let name = str::from_utf8(files)
            .ok()
            .and_then(|f| f.split('\n').nth(file))
            .unwrap_or_default();
        format!("{name}:{}", self.index.field(self.id, ENTRY_STRINGS + 3))
    }
}
