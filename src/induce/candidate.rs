//! Candidates: the pairs that are probable enough to show to a person, with their contexts.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::census::{Class, Unit};
use super::features::{odds, probability};
use super::link::{place_key, places};
use super::residue::{Residue, State};
use super::store::{Store, StoreError, content};
use super::words::{classes_of_sense, family};
use super::{Counted, Options, suggest};
use crate::english::Body;
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

/// A place where a candidate was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Context {
    /// The document's id.
    pub document: String,
    /// The headline.
    pub yiddish: String,
    /// The sentence of the story.
    pub english: String,
    /// The word in `yiddish`: Unicode scalar values, end exclusive.
    pub yiddish_span: (usize, usize),
    /// The word in `english`, likewise.
    pub english_span: (usize, usize),
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
            .filter(|row| probability(row.0) >= options.min_probability)
            .collect();
        own.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        own.truncate(options.per_word);
        rows.extend(own);
    }
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let wanted: FxHashMap<u64, u32> = rows
        .iter()
        .enumerate()
        .map(|(i, row)| (place_key(row.1, row.2), i as u32))
        .collect();
    let mut contexts = contexts(store, counted, &wanted, options.contexts)?;
    Ok(rows
        .iter()
        .enumerate()
        .map(|(i, &(odds, unit, class, count))| {
            let unit = &census.units[unit as usize];
            let class = &census.classes[class as usize];
            let found = contexts.remove(&(i as u32)).unwrap_or_default();
            candidate(unit, class, odds, count, found)
        })
        .collect())
}

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

fn candidate(unit: &Unit, class: &Class, odds: f64, count: u64, found: Vec<Found>) -> Candidate {
    let name = class.capital > class.lower;
    // A name is written as the story writes it.
    let written = found.first().filter(|_| name).map(|f| f.written.clone());
    let kind = match unit.state {
        State::Unsupported => Kind::Sense,
        _ if name => Kind::Name,
        _ => Kind::Word,
    };
    let pos = suggest::pos(unit, class);
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
        contexts: found.into_iter().map(|f| f.context).collect(),
    }
}

/// A context with what ranks it.
#[derive(Debug, Clone)]
struct Found {
    rank: (u64, u64),
    written: String,
    context: Context,
}

fn contexts(
    store: &mut Store,
    counted: &Counted,
    wanted: &FxHashMap<u64, u32>,
    most: usize,
) -> Result<FxHashMap<u32, Vec<Found>>, StoreError> {
    let mut out: FxHashMap<u32, Vec<Found>> = FxHashMap::default();
    store.pass(
        |residue| {
            places(&counted.census, &residue, wanted)
                .into_iter()
                .map(|(row, value, left, word)| {
                    let clear = (value * 1e6) as u64;
                    let rank = (u64::MAX - clear, content(&residue.headline, &residue.body));
                    (row, found(&residue, rank, left.span, word.span))
                })
                .collect::<Vec<_>>()
        },
        |done| {
            for (row, found) in done.into_iter().flatten() {
                let list = out.entry(row).or_default();
                let at = list.partition_point(|f| f.rank < found.rank);
                if at < most {
                    list.insert(at, found);
                    list.truncate(most);
                }
            }
        },
    )?;
    Ok(out)
}

fn found(residue: &Residue, rank: (u64, u64), left: (u32, u32), word: (u32, u32)) -> Found {
    let body = Body::parse(&residue.body);
    let (start, end) = (word.0 as usize, word.1 as usize);
    let sentence = body
        .words
        .iter()
        .find(|w| w.chars.start == start)
        .map_or(0, |w| w.sentence);
    let mut words = body.words.iter().filter(|w| w.sentence == sentence);
    let first = words.next().map_or(0, |w| w.chars.start);
    let last = body
        .words
        .iter()
        .rfind(|w| w.sentence == sentence)
        .map_or(end, |w| w.chars.end);
    let slice = |from: usize, to: usize| -> String {
        residue.body.chars().skip(from).take(to - from).collect()
    };
    Found {
        rank,
        written: slice(start, end),
        context: Context {
            document: residue.id.clone(),
            yiddish: residue.headline.clone(),
            english: slice(first.min(start), last.max(end)),
            yiddish_span: (left.0 as usize, left.1 as usize),
            english_span: (start - first.min(start), end - first.min(start)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_the_sentence_with_the_word() {
        let residue = Residue {
            id: "7".to_owned(),
            headline: "די קרעקסל".to_owned(),
            body: "It rained. The squirrel slept! Nobody saw.".to_owned(),
            tokens: 2,
            left: Vec::new(),
            supported: Vec::new(),
            words: Vec::new(),
        };
        let found = found(&residue, (0, 0), (3, 9), (15, 23));
        assert_eq!(found.written, "squirrel");
        assert_eq!(found.context.english, "The squirrel slept");
        assert_eq!(found.context.english_span, (4, 12));
    }
}
