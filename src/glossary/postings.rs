//! Postings, packed: which forms of which entries stand behind the keys of an index.
//!
//! Keys in alphabetical order bring the forms of one word together, and two words of one paradigm
//! have the same forms in the same order. So the postings are kept as runs of one entry, and what
//! a run says of its forms is kept once for all words that share it.

use std::ops::Range;

use crate::blob::{self, BlobWriter};

/// Bytes of a run: its entry (u24), where its template begins (u24), how many postings it has.
const RUN_BYTES: usize = 7;
/// What a run can have at most.
const LONGEST_RUN: usize = u8::MAX as usize;
/// Bytes of a form in a template: its kind and, in the lowest bits, its pointing.
const FORM_BYTES: usize = 3;
/// Bits of a pointing.
const POINTING_BITS: u32 = 14;
/// So many kinds of forms can be told apart, three times as many as the rules of inflection make.
const KINDS: u32 = 1 << (8 * FORM_BYTES as u32 - POINTING_BITS);
/// So many pointings can be told apart.
pub const POINTINGS: u16 = 1 << POINTING_BITS;
/// So many postings are found by one step into the runs.
const BLOCK: u32 = 64;

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
    /// Which of the index's pointings the form has.
    pub pointing: u16,
}

/// Where the sections of the postings lie in their block.
#[derive(Debug, Clone)]
pub struct Postings {
    runs: Range<usize>,
    blocks: Range<usize>,
    templates: Range<usize>,
    kinds: Range<usize>,
}

impl Postings {
    /// The postings in `blob`, whose first section is `section`.
    pub fn new(blob: &[u8], section: usize) -> Self {
        Self {
            runs: blob::section(blob, section),
            blocks: blob::section(blob, section + 1),
            templates: blob::section(blob, section + 2),
            kinds: blob::section(blob, section + 3),
        }
    }

    /// The `count` postings from number `first` on.
    pub fn range<'a>(
        &self,
        blob: &'a [u8],
        first: u32,
        count: u32,
    ) -> impl Iterator<Item = Posting> + use<'a> {
        let part = |r: &Range<usize>| blob.get(r.clone()).unwrap_or_default();
        let (runs, templates, kinds) = (part(&self.runs), part(&self.templates), part(&self.kinds));
        let block = (first / BLOCK) as usize * 2;
        let mut run = Run::read(runs, blob::number(part(&self.blocks), block));
        let mut start = blob::number(part(&self.blocks), block + 1);
        (first..first + count).map_while(move |at| {
            let mut now = run?;
            while at - start >= now.length {
                start += now.length;
                now = Run::read(runs, now.number + 1)?;
            }
            run = Some(now);
            let form = (now.template + at - start) as usize * FORM_BYTES;
            let form = small_number(templates.get(form..form + FORM_BYTES)?);
            let kind = kinds.get((form >> POINTING_BITS) as usize * 3..)?;
            Some(Posting {
                entry: now.entry,
                rule: *kind.first()?,
                flags: *kind.get(1)?,
                cost: *kind.get(2)?,
                pointing: (form & ((1 << POINTING_BITS) - 1)) as u16,
            })
        })
    }
}

/// Postings of one entry that follow each other.
#[derive(Clone, Copy)]
struct Run {
    number: u32,
    entry: u32,
    template: u32,
    length: u32,
}

impl Run {
    fn read(runs: &[u8], number: u32) -> Option<Self> {
        let start = number as usize * RUN_BYTES;
        let bytes = runs.get(start..start + RUN_BYTES)?;
        Some(Self {
            number,
            entry: small_number(bytes),
            template: small_number(&bytes[3..]),
            length: u32::from(bytes[6]),
        })
    }
}

/// A number of three bytes.
fn small_number(bytes: &[u8]) -> u32 {
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0])
}

/// Packs `postings` into four sections of `writer`.
pub fn write(postings: &[Posting], writer: &mut BlobWriter) {
    let mut kinds = Numbering::default();
    let mut templates: Numbering<Vec<u32>> = Numbering::default();
    let (mut runs, mut blocks): (Vec<u8>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut starts = Vec::new();
    let mut flat: Vec<u8> = Vec::new();
    let mut at = 0u32;
    let of_one_entry = postings.chunk_by(|a, b| a.entry == b.entry);
    for run in of_one_entry.flat_map(|r| r.chunks(LONGEST_RUN)) {
        let forms: Vec<u32> = run
            .iter()
            .map(|p| {
                let kind = kinds.of([p.rule, p.flags, p.cost]).min(KINDS - 1);
                kind << POINTING_BITS | u32::from(p.pointing % POINTINGS)
            })
            .collect();
        let template = templates.of(forms.clone()) as usize;
        if template == starts.len() {
            starts.push((flat.len() / FORM_BYTES) as u32);
            flat.extend(
                forms
                    .iter()
                    .flat_map(|f| f.to_le_bytes().into_iter().take(FORM_BYTES)),
            );
        }
        let end = at + run.len() as u32;
        while blocks.len() as u32 / 2 * BLOCK < end {
            blocks.extend([(runs.len() / RUN_BYTES) as u32, at]);
        }
        runs.extend(&run[0].entry.to_le_bytes()[..3]);
        runs.extend(&starts[template].to_le_bytes()[..3]);
        runs.push(run.len() as u8);
        at = end;
    }
    writer.bytes(runs);
    writer.numbers(&blocks);
    writer.bytes(flat);
    writer.bytes(kinds.values.concat());
}

/// Numbers values in the order in which they come.
struct Numbering<T> {
    numbers: rustc_hash::FxHashMap<T, u32>,
    values: Vec<T>,
}

impl<T> Default for Numbering<T> {
    fn default() -> Self {
        Self {
            numbers: rustc_hash::FxHashMap::default(),
            values: Vec::new(),
        }
    }
}

impl<T: std::hash::Hash + Eq + Clone> Numbering<T> {
    fn of(&mut self, value: T) -> u32 {
        let next = self.values.len() as u32;
        *self.numbers.entry(value).or_insert_with_key(|v| {
            self.values.push(v.clone());
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(all: &[Posting]) -> (Vec<u8>, Postings) {
        let mut writer = BlobWriter::default();
        write(all, &mut writer);
        let blob = writer.finish();
        let postings = Postings::new(&blob, 0);
        (blob, postings)
    }

    #[test]
    fn every_range_comes_back() {
        let all: Vec<Posting> = (0..1000u32)
            .map(|i| Posting {
                entry: i / 7 * (i % 3),
                rule: (i % 5) as u8,
                flags: (i % 2) as u8,
                cost: (i % 11) as u8,
                pointing: (i % 300) as u16,
            })
            .collect();
        let (blob, postings) = packed(&all);
        for (first, count) in [(0, 1000), (0, 1), (63, 3), (64, 64), (517, 90), (999, 1)] {
            let back: Vec<Posting> = postings.range(&blob, first, count).collect();
            assert_eq!(back, all[first as usize..(first + count) as usize]);
        }
        assert_eq!(postings.range(&blob, 0, 0).count(), 0);
    }

    #[test]
    fn words_of_one_paradigm_share_their_forms() {
        let word = |entry| {
            (0..20u8).map(move |rule| Posting {
                entry,
                rule,
                flags: 0,
                cost: rule,
                pointing: 3,
            })
        };
        let one = packed(&word(0).collect::<Vec<_>>()).0.len();
        let many = packed(&(0..50).flat_map(word).collect::<Vec<_>>()).0.len();
        assert!(many < one + 50 * 2 * RUN_BYTES);
    }

    #[test]
    fn nothing_packs_into_nothing() {
        let (blob, postings) = packed(&[]);
        assert_eq!(postings.range(&blob, 0, 5).count(), 0);
    }
}
