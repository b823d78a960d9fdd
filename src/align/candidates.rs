//! Candidates: every run of words of the story that a term could stand for.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Relation;
use super::names::Spoken;
use super::senses::{Phrase, Sense};
use super::terms::{Kind, Term};
use crate::english::{Body, Lexicon, fold, hash_word, is_function_word};
use crate::glossary::analyse::{Derivation, Modifier, Reading};
use crate::glossary::entry::Pos;

/// A run of words that a term could stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Words of the body.
    pub words: Range<usize>,
    /// How it was found.
    pub relation: Relation,
    /// How well it fits by itself, 0 to 1.
    pub fit: f32,
    /// The reading it rests on, where there is one.
    pub reading: Option<usize>,
}

/// How well each relation speaks for a pair, before anything else is known.
pub(super) mod fit {
    pub const EXACT: f32 = 1.0;
    pub const INFLECTED: f32 = 0.97;
    pub const EQUIVALENT: f32 = 0.9;
    pub const FAMILY: f32 = 0.78;
    pub const SYNONYM: f32 = 0.5;
    /// A synonym further down the list.
    pub const SYNONYM_STEP: f32 = 0.02;
    /// Only the head of a sense of several words.
    pub const HEAD: f32 = 0.5;
    /// Each further word of a sense that the story has whole.
    pub const WORD: f32 = 0.02;
    /// A sense further down the entry.
    pub const SENSE_STEP: f32 = 0.025;
    /// A reading per unit of its cost.
    pub const READING: f32 = 0.12;
}

/// The candidates of `term` in `body`, one for each run of words, the best reading of it.
///
/// Of each English word only so many `places` are looked at, the first ones.
pub fn candidates(term: &Term, body: &Body, spoken: &Spoken, places: usize) -> Vec<Candidate> {
    let mut found = Found::new(places);
    match &term.kind {
        Kind::Function => return homograph(term, body, found),
        Kind::Number(number) => {
            for n in &body.numbers {
                let same = n.measure.same(n.value, number.measure, number.value);
                // "May 5" is the fifth of May, but "one" is not "first".
                let digits = body.words[n.words.start].number;
                if found.list.len() < places && same && (n.ordinal == number.ordinal || digits) {
                    let fit = if n.ordinal == number.ordinal {
                        fit::EXACT
                    } else {
                        0.85
                    };
                    found.add(
                        with_age(n.words.clone(), term, body),
                        Relation::Number,
                        fit,
                        None,
                    );
                }
            }
        }
        Kind::Acronym(letters) => {
            for &at in found.places(body.find(hash_word(letters))) {
                let at = at as usize;
                found.add(at..at + 1, Relation::Transliteration, 0.95, None);
            }
            initials(letters, body, &mut found);
        }
        Kind::Word => {}
    }
    for (i, reading) in term.readings.iter().enumerate() {
        by_reading(i, reading, body, &mut found);
    }
    if found.best() < 0.6 {
        spoken.like(term, &mut found);
    }
    found.list
}

/// A function word that is spelled like a content word (`וואסער`: which, water) is one only where
/// the story has that very word.
fn homograph(term: &Term, body: &Body, mut found: Found) -> Vec<Candidate> {
    let content = |r: &Reading| {
        let e = r.entry();
        !e.is_function() && matches!(e.pos(), Some(Pos::Noun | Pos::Verb | Pos::Adj))
    };
    let least = term.readings.first().map_or(0.0, |r| r.cost);
    for (i, reading) in term.readings.iter().enumerate() {
        if content(reading) && reading.cost <= least + HOMOGRAPH_MARGIN {
            by_reading(i, reading, body, &mut found);
        }
    }
    found.list.retain(|c| c.fit >= HOMOGRAPH_FIT);
    found.list
}

/// A content word must be about as likely a reading as the function word.
const HOMOGRAPH_MARGIN: f32 = 0.005;
/// And the story must have a sense of it in so many words.
const HOMOGRAPH_FIT: f32 = 0.9;

/// The words of a number that says an age, with `year-old` where the term says so.
fn with_age(words: Range<usize>, term: &Term, body: &Body) -> Range<usize> {
    let year = body
        .words
        .get(words.end)
        .is_some_and(|w| w.hash == hash_word("year"));
    let old = body
        .words
        .get(words.end + 1)
        .is_some_and(|w| w.hash == hash_word("old"));
    if term.is_age && year && old {
        words.start..words.end + 2
    } else {
        words
    }
}

/// The candidates of one term so far.
pub(super) struct Found {
    list: Vec<Candidate>,
    at: FxHashMap<(usize, usize), usize>,
    places: usize,
}

impl Found {
    fn new(places: usize) -> Self {
        Self {
            list: Vec::new(),
            at: FxHashMap::default(),
            places,
        }
    }

    /// The places of a word that are looked at.
    pub(super) fn places<'b>(&self, all: &'b [u32]) -> &'b [u32] {
        &all[..all.len().min(self.places)]
    }

    /// Adds a candidate; of those with the same words the best fit stays.
    pub(super) fn add(
        &mut self,
        words: Range<usize>,
        relation: Relation,
        fit: f32,
        reading: Option<usize>,
    ) {
        let slot = *self
            .at
            .entry((words.start, words.end))
            .or_insert(self.list.len());
        let candidate = Candidate {
            words,
            relation,
            fit,
            reading,
        };
        match self.list.get_mut(slot) {
            Some(old) if old.fit >= fit => {}
            Some(old) => *old = candidate,
            None => self.list.push(candidate),
        }
    }

    fn best(&self) -> f32 {
        self.list.iter().map(|c| c.fit).fold(0.0, f32::max)
    }
}

/// Candidates that a reading's senses find.
fn by_reading(index: usize, reading: &Reading, body: &Body, found: &mut Found) {
    let entry = reading.entry();
    let dear = fit::READING * reading.cost.max(0.0);
    for (rank, sense) in entry.senses().enumerate() {
        let scale = 1.0 - fit::SENSE_STEP * rank.min(8) as f32 - dear;
        if reading.inflection().starts_with("agent") {
            agents(sense, scale, index, body, found);
        }
        if let Derivation::Compound(before) = &reading.derivation {
            compound_phrases(before, reading, sense, scale, index, body, found);
        }
        by_sense(sense, scale, index, body, found);
    }
    if let Derivation::Compound(before) = &reading.derivation {
        // The parts of a compound each find their word where the whole has none.
        let first = before.first().map(|m| reading.index.entry(m.posting.entry));
        for sense in first.iter().flat_map(|e| e.senses()).take(2) {
            by_sense(sense, 0.5 - dear, index, body, found);
        }
    }
}

/// A compound as English says it: the sense of the first part before that of the head.
fn compound_phrases(
    before: &[Modifier],
    reading: &Reading,
    head: &str,
    scale: f32,
    index: usize,
    body: &Body,
    found: &mut Found,
) {
    let Some(first) = before.first() else { return };
    for sense in reading.index.entry(first.posting.entry).senses().take(3) {
        let folded = fold(&format!("{sense} {head}"));
        let words: Vec<&str> = folded.split([' ', '-']).filter(|w| !w.is_empty()).collect();
        if let Some(phrase) = Phrase::new(&words) {
            phrase.find((scale + 0.1).min(1.0), index, body, found);
        }
    }
}

/// English endings of those who do what a verb says.
const AGENT_ENDINGS: [&str; 4] = ["er", "or", "ant", "ist"];

/// Who does what the sense says: `driver` for `drive`.
fn agents(sense: &str, scale: f32, reading: usize, body: &Body, found: &mut Found) {
    let lexicon = Lexicon::get();
    let Some(id) = lexicon.find(&fold(sense)) else {
        return;
    };
    for kin in lexicon.family(id) {
        if !AGENT_ENDINGS.iter().any(|e| lexicon.word(kin).ends_with(e)) {
            continue;
        }
        for hash in lexicon.forms(kin) {
            for &at in found.places(body.find(hash)) {
                let at = at as usize;
                found.add(
                    at..at + 1,
                    Relation::Family,
                    fit::EXACT * scale,
                    Some(reading),
                );
            }
        }
    }
}

/// A name that is spelled like a function word: May. At the beginning of a sentence it is one only
/// before a number.
fn capital(hash: u32, scale: f32, reading: usize, body: &Body, found: &mut Found) {
    for &at in found.places(body.find(hash)) {
        let at = at as usize;
        let dated = body.words.get(at + 1).is_some_and(|next| next.number);
        if body.words[at].capital && (dated || !body.words[at].opens) {
            found.add(
                at..at + 1,
                Relation::Exact,
                fit::EXACT * scale,
                Some(reading),
            );
        }
    }
}

/// Candidates that one English sense finds.
fn by_sense(sense: &str, scale: f32, reading: usize, body: &Body, found: &mut Found) {
    let sense = Sense::of(sense);
    if let Some(phrase) = &sense.phrase {
        phrase.find(scale, reading, body, found);
    }
    if let Some(hash) = sense.capital {
        capital(hash, scale, reading, body, found);
    }
    for &(hash, relation, fit) in &sense.single {
        for &at in found.places(body.find(hash)) {
            let at = at as usize;
            found.add(
                at..at + 1,
                relation,
                fit * (scale * sense.share),
                Some(reading),
            );
        }
    }
    for other in &sense.equivalents {
        other.find(scale, reading, body, found);
    }
}

/// A name written out of which the acronym takes the initials: `NBA`, National Basketball Association.
fn initials(letters: &str, body: &Body, found: &mut Found) {
    let wanted: Vec<char> = letters.chars().collect();
    for start in 0..body.words.len() {
        let mut at = start;
        let mut next = 0;
        while let (Some(word), Some(letter)) = (body.words.get(at), wanted.get(next)) {
            let text = &body.text[word.bytes.clone()];
            if word.capital && text.starts_with(*letter) {
                next += 1;
            } else if next == 0 || !is_function_word(text) {
                break;
            }
            at += 1;
        }
        if next == wanted.len() {
            found.add(start..at, Relation::Transliteration, 0.85, None);
        }
    }
}
