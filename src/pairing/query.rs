//! The Yiddish side: headlines as lists of terms, each looked up in the stories once.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};

use super::senses::{Expansion, Senses, Slot};
use super::stories::{QUESTION, Stories};
use crate::align::terms::{Kind, Term, terms};
use crate::english::hash_word;
use crate::glossary::Glossary;
use crate::tables::{CONTRACTIONS, Contraction};
use crate::yiddish::normalize::GERESH;
use crate::yiddish::{Headline, TokenKind, key};

/// Headlines that are read at once: their terms are held until all of them are looked up.
const CHUNK: usize = 1024;

/// What a term counts that no story has, though the glossary knows it.
const UNHEARD: f32 = 0.6;
/// What a term counts that nobody knows.
const UNKNOWN: f32 = 0.35;
/// A word that only serves others says less than its rarity makes believe.
const FUNCTION: f32 = 0.85;
/// Terms from this one on are numbered when all others are: contracted words, and that something is asked.
const LATER: u32 = 1 << 31;

/// All headlines.
pub struct Queries {
    /// The different terms.
    expansions: Vec<Expansion>,
    /// How much each says: the rarer among the headlines, the more.
    weights: Vec<f32>,
    /// For each headline its terms.
    terms: Vec<Vec<u32>>,
}

impl Queries {
    /// Reads headlines and looks their terms up in `stories`.
    pub fn read(glossary: &Glossary, headlines: &[&str], stories: &Stories) -> Self {
        let senses = Senses::new(stories);
        let mut known: FxHashMap<u64, u32> = FxHashMap::default();
        let mut expansions: Vec<Expansion> = Vec::new();
        let mut function: Vec<bool> = Vec::new();
        let mut all: Vec<Vec<u32>> = Vec::with_capacity(headlines.len());
        let question = question(stories);
        for chunk in headlines.chunks(CHUNK) {
            let read: Vec<(Vec<Term>, Vec<usize>)> = chunk
                .par_iter()
                .map(|text| {
                    let headline = Headline::parse(text);
                    (terms(&headline, glossary), contracted(&headline))
                })
                .collect();
            let mut fresh: Vec<&Term> = Vec::new();
            for ((terms, contracted), text) in read.iter().zip(chunk) {
                let mut ids: Vec<u32> = Vec::with_capacity(terms.len() + 1);
                for term in terms {
                    let next = (expansions.len() + fresh.len()) as u32;
                    let id = *known.entry(signature(term)).or_insert(next);
                    if id == next {
                        fresh.push(term);
                        function.push(term.kind == Kind::Function);
                    }
                    ids.push(id);
                }
                ids.extend(contracted.iter().map(|&row| LATER + row as u32));
                if text.contains(['?', '؟']) {
                    ids.push(LATER + CONTRACTIONS.len() as u32);
                }
                all.push(ids);
            }
            expansions.par_extend(fresh.par_iter().map(|term| senses.expand(term)));
        }
        let first = expansions.len() as u32;
        expansions.extend(CONTRACTIONS.iter().map(|c| senses.expand_words(c.english)));
        expansions.push(question);
        function.extend(CONTRACTIONS.iter().map(|_| true));
        function.push(false);
        for id in all.iter_mut().flatten().filter(|id| **id >= LATER) {
            *id = *id - LATER + first;
        }
        let weights = weights(&expansions, &function, &all);
        Self {
            expansions,
            weights,
            terms: all,
        }
    }

    /// The terms of a headline, each with what it says.
    pub fn terms(&self, headline: usize) -> impl Iterator<Item = (&Expansion, f32)> {
        let ids = self.terms[headline].iter();
        ids.map(|&id| (&self.expansions[id as usize], self.weights[id as usize]))
    }

    /// The sum of what the terms of a headline say.
    pub fn mass(&self, headline: usize) -> f32 {
        self.terms(headline).map(|(_, weight)| weight).sum()
    }

    /// How many headlines there are.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// The mean of the masses.
    pub fn mean_mass(&self) -> f32 {
        (0..self.len()).map(|h| self.mass(h)).sum::<f32>() / self.len().max(1) as f32
    }
}

/// The rows of `contractions.csv` for the words that lean on others in `headline`: `ס׳איז` has an `עס`.
fn contracted(headline: &Headline) -> Vec<usize> {
    let words = headline.tokens.iter().filter(|t| t.kind == TokenKind::Word);
    words
        .filter_map(|word| word.text.split_once(GERESH))
        .filter(|(before, after)| !before.is_empty() && !after.is_empty())
        .filter_map(|(before, after)| {
            CONTRACTIONS.iter().position(|c: &Contraction| {
                let part = if c.side == "before" { before } else { after };
                !c.english.is_empty() && key::of(part) == c.part
            })
        })
        .collect()
}

fn question(stories: &Stories) -> Expansion {
    let hits = stories
        .word(hash_word(QUESTION))
        .map(|f| (f, 1.0))
        .into_iter()
        .collect();
    Expansion {
        ways: vec![vec![Slot { share: 1.0, hits }]],
        known: true,
    }
}

/// How much each term says, by the number of headlines that have it.
fn weights(expansions: &[Expansion], function: &[bool], headlines: &[Vec<u32>]) -> Vec<f32> {
    let mut count = vec![0_u32; expansions.len()];
    let mut last = vec![usize::MAX; expansions.len()];
    for (headline, ids) in headlines.iter().enumerate() {
        for &id in ids {
            if std::mem::replace(&mut last[id as usize], headline) != headline {
                count[id as usize] += 1;
            }
        }
    }
    let total = headlines.len() as f32;
    expansions
        .iter()
        .zip(function)
        .zip(count)
        .map(|((expansion, &function), df)| {
            let df = df as f32;
            let rarity = (1.0 + (total - df + 0.5).max(0.5) / (df + 0.5)).ln();
            let heard = match (expansion.is_empty(), expansion.known) {
                (false, _) => 1.0,
                (true, true) => UNHEARD,
                (true, false) => UNKNOWN,
            };
            rarity * heard * if function { FUNCTION } else { 1.0 }
        })
        .collect()
}

/// Terms with the same signature are the same to every story.
fn signature(term: &Term) -> u64 {
    let mut hasher = FxHasher::default();
    term.key.hash(&mut hasher);
    (term.parts.len() > 1).hash(&mut hasher);
    match &term.kind {
        Kind::Word => 0_u8.hash(&mut hasher),
        Kind::Function => 1_u8.hash(&mut hasher),
        Kind::Acronym(letters) => letters.hash(&mut hasher),
        Kind::Number(n) => (n.value.to_bits(), n.ordinal).hash(&mut hasher),
    }
    for reading in &term.readings {
        (
            reading.posting.entry,
            reading.posting.rule,
            reading.cost.to_bits(),
        )
            .hash(&mut hasher);
        std::ptr::from_ref(reading.index).hash(&mut hasher);
    }
    hasher.finish()
}
