//! Candidates that the story confirms: words that the glossary explains by a rule only, so that they have no
//! entry of their own, spellings that it leads back by rules, and senses that it reaches by kinship.

use rustc_hash::FxHashMap;

use super::candidate::{Candidate, Kind, contexts_of};
use super::context::{Contexts, found};
use super::features::probability;
use super::hash::hash_text;
use super::residue::{Confirmed, Way};
use super::store::{Store, StoreError};
use super::{Options, suggest};
use crate::glossary::entry::Pos;
use crate::yiddish::letters::is_point;

/// What one meeting says less than the aligner's confidence, in log odds, by the way it was explained.
fn doubt(way: Way) -> f64 {
    match way {
        Way::Respelled => 0.0,
        Way::Derived => 1.0,
        Way::Family => 2.3,
        Way::Synonym => 2.0,
    }
}

/// What a further meeting adds, for each doubling.
const DOUBLING: f64 = 0.7;

#[derive(Debug)]
struct Row {
    first: Confirmed,
    count: u64,
    sure: u64,
}

fn row_key(c: &Confirmed) -> u64 {
    hash_text(&c.form) ^ hash_text(&c.lemma).rotate_left(11) ^ hash_text(&c.english).rotate_left(23)
}

/// The candidates of this kind in `store`.
pub fn candidates(store: &mut Store, options: &Options) -> Result<Vec<Candidate>, StoreError> {
    let mut rows: FxHashMap<u64, Row> = FxHashMap::default();
    store.pass(
        |residue| residue.confirmed,
        |done| {
            for c in done.into_iter().flatten() {
                let row = rows.entry(row_key(&c)).or_insert_with(|| Row {
                    first: c.clone(),
                    count: 0,
                    sure: 0,
                });
                row.count += 1;
                row.sure += u64::from(c.sure);
                row.first.way = row.first.way.min(c.way);
            }
        },
    )?;
    rows.retain(|_, row| probability(odds(row)) >= options.min_probability);
    let mut contexts = Contexts::new(options.contexts);
    store.pass(
        |residue| {
            residue
                .confirmed
                .iter()
                .filter(|c| rows.contains_key(&row_key(c)))
                .map(|c| {
                    let sure = f64::from(c.sure) / 255.0;
                    (row_key(c), found(&residue, sure, c.span, c.word_span))
                })
                .collect::<Vec<_>>()
        },
        |done| {
            for (row, found) in done.into_iter().flatten() {
                contexts.add(row, found);
            }
        },
    )?;
    Ok(rows
        .into_iter()
        .map(|(key, row)| {
            let odds = odds(&row);
            let found = contexts.take(key);
            candidate(row, odds, contexts_of(found, options))
        })
        .collect())
}

fn odds(row: &Row) -> f64 {
    let sure = (row.sure as f64 / row.count as f64 / 255.0).clamp(0.01, 0.99);
    (sure / (1.0 - sure)).ln() + DOUBLING * (row.count as f64).log2() - doubt(row.first.way)
}

fn candidate(row: Row, odds: f64, contexts: Vec<super::Context>) -> Candidate {
    let Confirmed {
        form,
        built,
        lemma,
        pos,
        way,
        english,
        ..
    } = row.first;
    let kind = match way {
        Way::Respelled => Kind::Variant,
        Way::Derived if english.contains(' ') => Kind::Phrase,
        Way::Derived | Way::Family => Kind::Word,
        Way::Synonym => Kind::Sense,
    };
    let lemma = match way {
        Way::Derived | Way::Family if form.chars().any(is_point) => form.clone(),
        Way::Derived | Way::Family => built,
        _ => lemma,
    };
    let pos = pos.unwrap_or(Pos::Noun);
    Candidate {
        yiddish: form,
        english,
        lemma,
        pos: pos.as_str().to_owned(),
        kind,
        count: row.count,
        score: odds,
        probability: probability(odds),
        file: suggest::file(pos).to_owned(),
        contexts,
    }
}
