//! What a term can be in English: the features of stories that speak for it.

use rustc_hash::FxHashMap;

use super::names::Names;
use super::stories::{Feature, Stories};
use crate::align::terms::{Kind, Term};
use crate::english::lexicon::form_hashes;
use crate::english::numbers::Measure;
use crate::english::{Lexicon, fold, hash_word, is_function_word};
use crate::glossary::analyse::{Derivation, Reading};
use crate::glossary::entry::{Pos, split_values};
use crate::tables::PREFIXES;

/// How well each relation speaks for a term.
mod fit {
    pub const EXACT: f32 = 1.0;
    pub const INFLECTED: f32 = 0.96;
    pub const EQUIVALENT: f32 = 0.9;
    pub const FAMILY: f32 = 0.75;
    pub const SYNONYM: f32 = 0.45;
    /// A synonym further down the list.
    pub const SYNONYM_STEP: f32 = 0.02;
    /// A sense further down the entry.
    pub const SENSE_STEP: f32 = 0.03;
    /// A reading per unit of its cost above the best one.
    pub const READING: f32 = 0.35;
    /// The least that a sense and reading are worth.
    pub const FLOOR: f32 = 0.3;
    /// An ordinal where the term has the cardinal, or the other way round.
    pub const OTHER_NUMBER: f32 = 0.7;
    pub const ACRONYM: f32 = 0.95;
}

/// Words tagged more often than this in WordNet's corpora are too vague to be anyone's synonym.
const VAGUE: u32 = 500;
/// The share of a function word in a sense of several words, against 1 for a content word.
const FUNCTION_SHARE: f32 = 0.25;
/// Senses that a compound's parts are taken in.
const PART_SENSES: usize = 4;

/// One part of a way to say a term, and the features that would be it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// How much of the term it is; the shares of a way make up 1.
    pub share: f32,
    /// Features, each once and in order, and how well each fits.
    pub hits: Vec<(Feature, f32)>,
}

/// The ways to say a term in English, each with its parts. The first has all single words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Expansion {
    /// The ways.
    pub ways: Vec<Vec<Slot>>,
    /// Whether the glossary knows the term.
    pub known: bool,
}

impl Expansion {
    /// Whether no story has anything that would be the term.
    pub fn is_empty(&self) -> bool {
        self.ways.iter().flatten().all(|slot| slot.hits.is_empty())
    }
}

/// Features with the best fit of each.
type Hits = FxHashMap<Feature, f32>;

fn add(hits: &mut Hits, feature: Option<Feature>, fit: f32) {
    if let Some(feature) = feature {
        let best = hits.entry(feature).or_default();
        *best = best.max(fit);
    }
}

fn sorted(hits: Hits) -> Vec<(Feature, f32)> {
    let mut out: Vec<_> = hits.into_iter().collect();
    out.sort_unstable_by_key(|hit| hit.0);
    out
}

/// Looks terms up in the stories.
pub struct Senses<'s> {
    stories: &'s Stories,
    names: Names<'s>,
}

impl<'s> Senses<'s> {
    /// For terms of headlines that may belong to `stories`.
    pub fn new(stories: &'s Stories) -> Self {
        Self {
            stories,
            names: Names::new(stories),
        }
    }

    /// What `term` can be.
    pub fn expand(&self, term: &Term) -> Expansion {
        let mut single = Hits::default();
        let mut ways: Vec<Vec<Slot>> = Vec::new();
        match &term.kind {
            Kind::Number(n) => {
                add(
                    &mut single,
                    self.stories.number(n.value, n.ordinal),
                    fit::EXACT,
                );
                add(
                    &mut single,
                    self.stories.number(n.value, !n.ordinal),
                    fit::OTHER_NUMBER,
                );
                // A decade is said without its century.
                if n.measure == Measure::Decade && n.value < 100.0 {
                    add(
                        &mut single,
                        self.stories.number(1900.0 + n.value, false),
                        fit::EXACT,
                    );
                }
            }
            Kind::Acronym(letters) => add(
                &mut single,
                self.stories.word(hash_word(letters)),
                fit::ACRONYM,
            ),
            Kind::Word | Kind::Function => {}
        }
        let least = term.readings.first().map_or(0.0, |r| r.cost);
        for reading in &term.readings {
            let scale = 1.0 - fit::READING * (reading.cost - least).max(0.0);
            self.reading(reading, scale, &mut single, &mut ways);
        }
        let certain = single.values().any(|&f| f >= fit::EQUIVALENT);
        if !certain {
            for (feature, like) in self.names.find(term) {
                add(&mut single, Some(feature), like);
            }
        }
        ways.retain(|way| way.iter().any(|slot| !slot.hits.is_empty()));
        if !single.is_empty() || ways.is_empty() {
            ways.insert(
                0,
                vec![Slot {
                    share: 1.0,
                    hits: sorted(single),
                }],
            );
        }
        Expansion {
            ways,
            known: !term.readings.is_empty() || term.kind != Kind::Word,
        }
    }

    /// What a word with these English senses can be, which are split by ` | `.
    pub fn expand_words(&self, english: &str) -> Expansion {
        let mut hits = Hits::default();
        split_values(english).for_each(|sense| self.word(&fold(sense), fit::EXACT, &mut hits));
        Expansion {
            ways: vec![vec![Slot {
                share: 1.0,
                hits: sorted(hits),
            }]],
            known: true,
        }
    }

    fn reading(&self, reading: &Reading, scale: f32, single: &mut Hits, ways: &mut Vec<Vec<Slot>>) {
        let entry = reading.entry();
        match &reading.derivation {
            Derivation::Compound(before) => {
                let mut slots: Vec<Slot> = Vec::new();
                let parts = before.iter().map(|m| reading.index.entry(m.posting.entry));
                for part in parts.chain([entry]) {
                    let mut hits = Hits::default();
                    for (rank, sense) in part.senses().take(PART_SENSES).enumerate() {
                        let scale = (scale - fit::SENSE_STEP * rank as f32).max(fit::FLOOR);
                        for word in content_words(&fold(sense)) {
                            self.word(word, scale, &mut hits);
                        }
                    }
                    slots.push(Slot {
                        share: 1.0,
                        hits: sorted(hits),
                    });
                }
                let share = 1.0 / slots.len() as f32;
                slots.iter_mut().for_each(|slot| slot.share = share);
                ways.push(slots);
            }
            Derivation::Prefix(i) => {
                for sense in entry.senses().take(PART_SENSES) {
                    for prefix in split_values(PREFIXES[*i].english) {
                        self.word(&fold(&format!("{prefix}{sense}")), scale, single);
                    }
                    self.word(&fold(sense), scale * fit::FAMILY, single);
                }
            }
            Derivation::None | Derivation::Suffix(_) => {
                for (rank, sense) in entry.senses().enumerate() {
                    let scale = (scale - fit::SENSE_STEP * rank.min(8) as f32).max(fit::FLOOR);
                    let verb = entry.pos() == Some(Pos::Verb);
                    self.sense(sense, scale, verb, single, ways);
                }
            }
        }
    }

    fn sense(
        &self,
        sense: &str,
        scale: f32,
        verb: bool,
        single: &mut Hits,
        ways: &mut Vec<Vec<Slot>>,
    ) {
        let folded = fold(sense);
        let mut words: Vec<&str> = folded
            .split([' ', '-', '/', ',', '(', ')'])
            .filter(|w| !w.is_empty())
            .collect();
        if verb && words.len() > 1 && words[0] == "be" {
            words.remove(0);
        }
        if let [word] = words[..] {
            self.word(word, scale, single);
        } else if !words.is_empty() {
            let slots = words.iter().map(|word| {
                let mut hits = Hits::default();
                self.word(word, scale, &mut hits);
                let share = if is_function_word(word) {
                    FUNCTION_SHARE
                } else {
                    1.0
                };
                Slot {
                    share,
                    hits: sorted(hits),
                }
            });
            let mut slots: Vec<Slot> = slots.collect();
            let whole: f32 = slots.iter().map(|s| s.share).sum();
            slots.iter_mut().for_each(|s| s.share /= whole);
            ways.push(slots);
        }
        for other in Lexicon::get().equivalents(&folded) {
            let folded = fold(other);
            let words: Vec<&str> = folded.split([' ', '-']).filter(|w| !w.is_empty()).collect();
            if let [word] = words[..] {
                add(
                    single,
                    self.stories.word(hash_word(word)),
                    fit::EQUIVALENT * scale,
                );
            }
        }
    }

    /// A word of a sense, folded, and its relatives.
    fn word(&self, word: &str, scale: f32, hits: &mut Hits) {
        let mut see = |hash: u32, fit: f32| add(hits, self.stories.word(hash), fit * scale);
        see(hash_word(word), fit::EXACT);
        let lexicon = Lexicon::get();
        let Some(id) = lexicon.find(word).or_else(|| lexicon.base(word)) else {
            form_hashes(word)
                .into_iter()
                .for_each(|hash| see(hash, fit::INFLECTED));
            return;
        };
        lexicon.forms(id).for_each(|hash| see(hash, fit::INFLECTED));
        if is_function_word(word) {
            return;
        }
        for kin in lexicon.family(id) {
            lexicon.forms(kin).for_each(|hash| see(hash, fit::FAMILY));
        }
        for (rank, near) in lexicon.synonyms(id).enumerate() {
            // Words like "say" and "get" are near everything.
            if lexicon.count(near) <= VAGUE {
                let fit = fit::SYNONYM - fit::SYNONYM_STEP * rank as f32;
                lexicon.forms(near).for_each(|hash| see(hash, fit));
            }
        }
    }
}

fn content_words(folded: &str) -> impl Iterator<Item = &str> {
    let words = folded.split([' ', '-', '/']).filter(|w| !w.is_empty());
    words.filter(|w| !is_function_word(w))
}
