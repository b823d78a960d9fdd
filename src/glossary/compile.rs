//! From entries to a compiled [`Index`](super::index::Index): an automaton over the keys of all forms.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::entry::{Entry, FormKind, Pos, tag};
use super::pointing;
use super::postings::{self, Posting};
use crate::blob::BlobWriter;
use crate::yiddish::inflect::{Form, IrregularVerbs, forms};
use crate::yiddish::key;

/// Set in a posting whose form was made from a variant spelling.
pub const VARIANT: u8 = 1;
/// Set in a posting whose form stands in two places.
pub const SPLIT: u8 = 2;

/// Set in an entry whose words serve others.
pub const FUNCTION: u16 = 1 << 8;
/// Set in an entry of Hebrew or Aramaic origin.
pub const HEBREW: u16 = 1 << 9;
/// Set in an entry that forbids its pair.
pub const FORBIDDEN: u16 = 1 << 10;
/// Set in an entry of a reflexive verb.
pub const REFLEXIVE: u16 = 1 << 11;
/// Set in an entry of an English loan.
pub const ENGLISH: u16 = 1 << 12;
/// Set in an entry of a word that is seldom met.
pub const SELDOM: u16 = 1 << 13;
/// The code of an entry without part of speech.
pub const NO_POS: u16 = 0xFF;

/// Bytes of an entry record: four say where its strings begin, two are its flags.
pub const RECORD: usize = 6;
/// Numbers of a run of rows, one a line: the first entry, its file and its line.
pub const RUN: usize = 3;
/// Ends each string of an entry: a byte that UTF-8 never has.
pub const STRING_END: u8 = 0xFF;

/// How much less likely a rare word is than another: so much that it takes no part in compounds.
const RARE: f32 = 0.2;
/// Added to the forms of a word that has a more common look-alike, which so comes first.
const SECOND: f32 = 0.02;

/// Between the parts of a split form in its key.
pub const GAP: u8 = b'|';

/// Compiles `entries`. Irregular verbs of `known` serve verbs whose base is not among the entries.
pub fn compile(entries: &[Entry], known: IrregularVerbs) -> Vec<u8> {
    let mut irregular = known;
    irregular.extend(IrregularVerbs::collect(entries));
    let mut heap = Heap::default();
    heap.pointing("");
    let mut records: Vec<u8> = Vec::with_capacity(entries.len() * RECORD);
    let mut runs: Vec<u32> = Vec::new();
    let mut files: Vec<&str> = Vec::new();
    let mut postings: BTreeMap<Vec<u8>, Vec<Posting>> = BTreeMap::new();
    for (id, entry) in entries.iter().enumerate() {
        let file = files
            .iter()
            .position(|f| *f == entry.file)
            .unwrap_or_else(|| {
                files.push(&entry.file);
                files.len() - 1
            });
        records.extend(heap.record(entry).to_le_bytes());
        records.extend(flags(entry).to_le_bytes());
        let run = [id as u32, file as u32, entry.line];
        if !runs.last_chunk().is_some_and(|last| goes_on(*last, run)) {
            runs.extend(run);
        }
        let costs = [(tag::RARE, RARE), (tag::SECOND, SECOND)];
        let dear: f32 = costs
            .iter()
            .filter(|(tag, _)| entry.has_tag(tag))
            .map(|(_, cost)| cost)
            .sum();
        for mut form in forms(entry, &irregular) {
            form.cost += dear;
            add(&mut postings, &mut heap, id as u32, &form);
        }
    }
    assemble(postings, heap, records, &runs, &files)
}

/// Whether the row `next` stands where a run of rows that began with `first` would have it.
fn goes_on(first: [u32; RUN], next: [u32; RUN]) -> bool {
    let [entry, file, line] = first;
    file == next[1] && next[2].checked_sub(line) == Some(next[0] - entry)
}

fn add(postings: &mut BTreeMap<Vec<u8>, Vec<Posting>>, heap: &mut Heap, entry: u32, form: &Form) {
    let mut form_key = key::of(&form.text);
    if form_key.is_empty() {
        return;
    }
    let mut flags = if form.variant { VARIANT } else { 0 };
    if let Some(apart) = &form.apart {
        form_key.push(GAP);
        key::push(apart, &mut form_key);
        flags |= SPLIT;
    }
    let cost = (form.cost * 100.0).round().clamp(0.0, 255.0) as u8;
    let rule = u8::try_from(form.rule).unwrap_or(u8::MAX);
    let list = postings.entry(form_key).or_default();
    // The same form by several rules: the cheapest speaks for all.
    if let Some(same) = list.iter_mut().find(|p| p.entry == entry) {
        if cost < same.cost {
            same.cost = cost;
            same.rule = rule;
            same.flags = flags;
            same.pointing = heap.pointing(&form.text);
        }
        return;
    }
    list.push(Posting {
        entry,
        rule,
        flags,
        cost,
        pointing: heap.pointing(&form.text),
    });
}

fn assemble(
    postings: BTreeMap<Vec<u8>, Vec<Posting>>,
    heap: Heap,
    records: Vec<u8>,
    runs: &[u32],
    files: &[&str],
) -> Vec<u8> {
    let mut all: Vec<Posting> = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (form_key, mut list) in postings {
        list.sort_by_key(|p| (p.cost, p.entry));
        list.truncate(255);
        let value = (all.len() as u64) << 8 | list.len() as u64;
        // Keys of a BTreeMap come sorted and once each, which is all that insertion can fail on.
        if map.insert(&form_key, value).is_ok() {
            all.extend(list);
        }
    }
    let mut writer = BlobWriter::default();
    writer.bytes(map.into_inner().unwrap_or_default());
    writer.bytes(records);
    writer.bytes(heap.bytes);
    writer.numbers(&heap.pointing_ends);
    writer.bytes(heap.pointing_bytes);
    writer.bytes(files.join("\n").into_bytes());
    writer.numbers(runs);
    postings::write(&all, &mut writer);
    writer.finish()
}

fn flags(entry: &Entry) -> u16 {
    let mut flags = entry.pos.map_or(NO_POS, |p| p as u16);
    let function = entry.pos.is_some_and(Pos::is_function) || entry.has_tag(tag::FUNCTION);
    for (set, flag) in [
        (function, FUNCTION),
        (entry.has_tag(tag::HEBREW), HEBREW),
        (entry.has_tag(tag::FORBIDDEN), FORBIDDEN),
        (entry.yiddish.split(' ').any(|w| w == "זיך"), REFLEXIVE),
        (entry.has_tag(tag::ENGLISH), ENGLISH),
        (entry.has_tag(tag::RARE), SELDOM),
    ] {
        if set {
            flags |= flag;
        }
    }
    flags
}

/// Tags in few bytes: a known one is its number among them, from 1; others follow a space, as the row has them.
fn packed(tags: &[String]) -> String {
    let number = |t: &String| tag::KNOWN.iter().position(|known| known == t);
    let known = tags.iter().filter_map(number);
    let mut out: String = known.map(|i| char::from(i as u8 + 1)).collect();
    let others: Vec<&str> = tags
        .iter()
        .filter(|t| number(t).is_none())
        .map(String::as_str)
        .collect();
    if !others.is_empty() {
        out.push(' ');
        out.push_str(&others.join(" | "));
    }
    out
}

/// All strings, one after the other, and all pointings, each once.
#[derive(Default)]
struct Heap {
    bytes: Vec<u8>,
    pointings: FxHashMap<Vec<u8>, u16>,
    pointing_ends: Vec<u32>,
    pointing_bytes: Vec<u8>,
}

impl Heap {
    /// Stores the strings of `entry`; where they begin.
    fn record(&mut self, entry: &Entry) -> u32 {
        let start = self.bytes.len() as u32;
        let forms: Vec<String> = entry
            .forms
            .iter()
            .map(|(kind, form): &(FormKind, String)| format!("{}:{form}", kind.label()))
            .collect();
        for string in [
            &entry.yiddish,
            &entry.english.join(" | "),
            &forms.join(" | "),
            &entry.variants.join(" | "),
            &packed(&entry.tags),
            &entry.romanized,
        ] {
            self.bytes.extend(string.as_bytes());
            self.bytes.push(STRING_END);
        }
        start
    }

    /// Stores the pointing of a form. When there are too many, a form is shown without points.
    fn pointing(&mut self, text: &str) -> u16 {
        let pointing = pointing::of(text);
        if let Some(&at) = self.pointings.get(&pointing) {
            return at;
        }
        let next = u16::try_from(self.pointing_ends.len()).ok();
        let Some(at) = next.filter(|&at| at < postings::POINTINGS) else {
            return self.pointing("");
        };
        self.pointing_bytes.extend(&pointing);
        self.pointing_ends.push(self.pointing_bytes.len() as u32);
        self.pointings.insert(pointing, at);
        at
    }
}
