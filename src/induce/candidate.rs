//! Candidates: the pairs that are probable enough to show to a person, with their contexts.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::census::{Class, Unit};
use super::context::{Context, Contexts, Found, found};
use super::features::{among_rivals, odds, probability};
use super::link::{place_key, places};
use super::residue::State;
use super::store::{Store, StoreError};
use super::words::{classes_of_sense, family};
use super::{Counted, Options, confirmed, suggest};
use crate::glossary::Glossary;

/// What a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A word the glossary does not have.
    Word,
    /// A further sense of a word it has.
    Sense,
    /// A name it does not have.
    Name,
    /// A term of several words.
    Phrase,
    /// Another spelling of a word it has.
    Variant,
}

impl Kind {
    /// The name used in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Sense => "sense",
            Self::Name => "name",
            Self::Phrase => "phrase",
            Self::Variant => "variant",
        }
    }
}

/// What the glossary may lack.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// The commonest form, as written.
    pub yiddish: String,
    /// What it seems to mean.
    pub english: String,
    /// The lemma, pointed where the rules can.
    pub lemma: String,
    /// The part of speech it seems to be.
    pub pos: String,
    /// What the candidate is.
    pub kind: Kind,
    /// Documents in which the two meet.
    pub count: u64,
    /// Log odds that the pair is right.
    pub score: f64,
    /// The same as a probability: of pairs given 0.9, nine in ten are right.
    pub probability: f64,
    /// The glossary file it would go to.
    pub file: String,
    /// Places where the two meet, the clearest first.
    pub contexts: Vec<Context>,
}

/// Of the candidates that `counted` came to those that `options` ask for, best first.
pub fn candidates(
    glossary: &Glossary,
    store: &mut Store,
    counted: &Counted,
    options: &Options,
) -> Result<Vec<Candidate>, StoreError> {
    let census = &counted.census;
    let mut rows: Vec<(f64, u32, u32, u64)> = Vec::new();
    for run in counted
        .scored
        .chunk_by(|a, b| counted.pairs[a.pair].unit == counted.pairs[b.pair].unit)
    {
        let unit = &census.units[counted.pairs[run[0].pair].unit as usize];
        let known = known_classes(glossary, unit);
        let mut own: Vec<(f64, u32, u32, u64)> = run
            .iter()
            .map(|s| {
                let pair = &counted.pairs[s.pair];
                let odds = odds(&s.features);
                (odds, pair.unit, pair.class, pair.documents)
            })
            .filter(|row| !known.contains(&census.classes[row.2 as usize].word))
            .filter(|row| probability(row.0) >= LEAST_RIVAL)
            .collect();
        own.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        own.truncate(RIVALS);
        let before: Vec<f64> = own.iter().map(|row| row.0).collect();
        for (rank, row) in own.iter_mut().enumerate() {
            row.0 = among_rivals(&before, rank);
        }
        own.retain(|row| probability(row.0) >= options.min_probability);
        own.truncate(options.per_word);
        rows.extend(own);
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let wanted: FxHashMap<u64, u32> = rows
        .iter()
        .enumerate()
        .map(|(i, row)| (place_key(row.1, row.2), i as u32))
        .collect();
    let mut contexts = Contexts::new(options.contexts.max(1));
    store.pass(
        |residue| {
            places(census, &residue, &wanted)
                .into_iter()
                .map(|(row, value, left, word)| (row, found(&residue, value, left.span, word.span)))
                .collect::<Vec<_>>()
        },
        |done| {
            for (row, found) in done.into_iter().flatten() {
                contexts.add(u64::from(row), found);
            }
        },
    )?;
    let mut out: Vec<Candidate> = rows
        .iter()
        .enumerate()
        .map(|(i, &(odds, unit, class, count))| {
            let unit = &census.units[unit as usize];
            let class = &census.classes[class as usize];
            let found = contexts.take(i as u64);
            candidate(unit, class, odds, count, found, options)
        })
        .collect();
    out.extend(confirmed::candidates(store, options)?);
    out.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| {
            let key = |c: &Candidate| {
                (
                    c.yiddish.clone(),
                    c.english.clone(),
                    c.lemma.clone(),
                    c.kind,
                )
            };
            key(a).cmp(&key(b))
        })
    });
    out.dedup_by(|b, a| (&a.yiddish, &a.english, &a.lemma) == (&b.yiddish, &b.english, &b.lemma));
    Ok(out)
}

/// A pair less probable is nobody's rival.
const LEAST_RIVAL: f64 = 0.005;
/// Candidates of a word that are each other's rivals, as when the model was fitted.
const RIVALS: usize = 10;

/// What the glossary says already of a known unit.
fn known_classes(glossary: &Glossary, unit: &Unit) -> FxHashSet<String> {
    let mut out = FxHashSet::default();
    if unit.state != State::Unsupported {
        return out;
    }
    for reading in glossary.exact(&unit.key) {
        for sense in reading.entry().senses().flat_map(classes_of_sense) {
            out.extend(family(&sense));
            out.insert(sense);
        }
    }
    out
}

fn candidate(
    unit: &Unit,
    class: &Class,
    odds: f64,
    count: u64,
    found: Vec<Found>,
    options: &Options,
) -> Candidate {
    let name = class.is_name();
    // A name is written as the story writes it.
    let written = found.first().filter(|_| name).map(|f| f.written.clone());
    let kind = match unit.state {
        State::Unsupported => Kind::Sense,
        _ if name => Kind::Name,
        _ => Kind::Word,
    };
    let pos = suggest::pos(unit, class);
    let kind = match kind {
        Kind::Name if !pos.is_name() => Kind::Word,
        kind => kind,
    };
    Candidate {
        yiddish: unit.form.clone(),
        english: written.unwrap_or_else(|| class.word.clone()),
        lemma: suggest::lemma(unit),
        pos: pos.as_str().to_owned(),
        kind,
        count,
        score: odds,
        probability: probability(odds),
        file: suggest::file(pos).to_owned(),
        contexts: contexts_of(found, options),
    }
}

/// The contexts themselves, as many as are asked for.
pub fn contexts_of(found: Vec<Found>, options: &Options) -> Vec<Context> {
    let contexts = found.into_iter().map(|f| f.context);
    contexts.take(options.contexts).collect()
}
