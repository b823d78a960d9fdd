//! One assignment for all terms together.
//!
//! A beam search over the terms: no English word twice, terms of one headline tend to meet in one
//! sentence, the lead outranks the tail, rare words say more than common ones.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::candidates::Candidate;
use crate::english::{Body, Lexicon, fold};

/// How many partial assignments are kept.
const BEAM: usize = 24;
/// How many candidates of a term are tried.
const TRIED: usize = 8;
/// What leaving a term without words is worth: candidates below it are not taken.
const NULL: f32 = 0.42;

/// Weights of what speaks for a candidate beside its own fit.
mod weight {
    /// All other terms have a candidate in the same sentence.
    pub const TOGETHER: f32 = 0.16;
    /// The story's first sentence against its last.
    pub const LEAD: f32 = 0.06;
    /// A word that is rare in English against the commonest.
    pub const RARE: f32 = 0.08;
    /// The word before or after belongs to the neighbouring term.
    pub const ADJACENT: f32 = 0.05;
}

/// A candidate with what the whole headline makes of it.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// The candidate.
    pub candidate: Candidate,
    /// Its worth, the sum of fit and weights.
    pub worth: f32,
    /// Share of the other terms that meet in its sentence.
    pub together: f32,
    /// How rare its words are, 0 to 1.
    pub rare: f32,
}

/// Weighs the candidates of all terms against each other, the best of each term first.
pub fn weigh(candidates: Vec<Vec<Candidate>>, body: &Body) -> Vec<Vec<Weighed>> {
    let sentences = body.sentences().max(1);
    // For each sentence, a row of how good a candidate each term has there.
    let width = candidates.len();
    let mut by_sentence = vec![0.0_f32; sentences * width];
    for (term, list) in candidates.iter().enumerate() {
        for c in list {
            let sentence = body.words[c.words.start].sentence as usize;
            let best = &mut by_sentence[sentence * width + term];
            *best = best.max(c.fit);
        }
    }
    let terms = candidates.iter().filter(|l| !l.is_empty()).count();
    let mut rarity: FxHashMap<u32, f32> = FxHashMap::default();
    candidates
        .into_iter()
        .enumerate()
        .map(|(term, list)| {
            let mut weighed: Vec<Weighed> = list
                .into_iter()
                .map(|candidate| {
                    let words = candidate.words.clone();
                    let sentence = body.words[words.start].sentence as usize;
                    let row = &by_sentence[sentence * width..][..width];
                    let others = row.iter().sum::<f32>() - row[term];
                    let together = others / terms.saturating_sub(1).max(1) as f32;
                    let rare = words
                        .map(|w| {
                            let word = &body.words[w];
                            *rarity
                                .entry(word.hash)
                                .or_insert_with(|| rareness(&body.text[word.bytes.clone()]))
                        })
                        .fold(0.0, f32::max);
                    let lead = 1.0 - sentence as f32 / sentences as f32;
                    let worth = candidate.fit
                        + weight::TOGETHER * together
                        + weight::LEAD * lead
                        + weight::RARE * (rare - 1.0);
                    Weighed {
                        candidate,
                        worth,
                        together,
                        rare,
                    }
                })
                .collect();
            weighed.sort_by(|a, b| {
                b.worth
                    .total_cmp(&a.worth)
                    .then(a.candidate.words.start.cmp(&b.candidate.words.start))
            });
            weighed
        })
        .collect()
}

/// How rare an English word is: 1 for one that no list has, towards 0 for the commonest.
pub(crate) fn rareness(word: &str) -> f32 {
    let lexicon = Lexicon::get();
    let folded = fold(word);
    let count = lexicon.find(&folded).map_or(0, |id| lexicon.count(id));
    1.0 - (1.0 + count as f32).ln() / 10.0
}

/// A partial assignment.
#[derive(Clone)]
struct State {
    worth: f32,
    chosen: Vec<Option<usize>>,
    used: Vec<(usize, usize)>,
}

/// A state of the beam and what the next term takes there.
struct Step {
    worth: f32,
    state: usize,
    candidate: Option<usize>,
}

/// The best assignment: for each term the index of its candidate, or none.
pub fn choose(weighed: &[Vec<Weighed>]) -> Vec<Option<usize>> {
    let mut beam = vec![State {
        worth: 0.0,
        chosen: vec![None; weighed.len()],
        used: Vec::new(),
    }];
    // Terms with the surest candidate first, so that the beam does not lose them.
    let mut order: Vec<usize> = (0..weighed.len()).collect();
    order.retain(|&t| !weighed[t].is_empty());
    order.sort_by(|&a, &b| {
        let top = |t: usize| weighed[t].first().map_or(0.0, |w| w.worth);
        top(b).total_cmp(&top(a)).then(a.cmp(&b))
    });
    let mut steps: Vec<Step> = Vec::new();
    for term in order {
        steps.clear();
        for (index, state) in beam.iter().enumerate() {
            steps.push(Step {
                worth: state.worth + NULL,
                state: index,
                candidate: None,
            });
            for (i, w) in weighed[term].iter().take(TRIED).enumerate() {
                let words = &w.candidate.words;
                let overlaps = |&(s, e): &(usize, usize)| words.start < e && s < words.end;
                if !state.used.iter().any(overlaps) {
                    let adjacent = adjoins(weighed, state, term, words);
                    steps.push(Step {
                        worth: state.worth
                            + w.worth
                            + if adjacent { weight::ADJACENT } else { 0.0 },
                        state: index,
                        candidate: Some(i),
                    });
                }
            }
        }
        steps.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        steps.truncate(BEAM);
        beam = steps
            .iter()
            .map(|step| take(&beam[step.state], step, term, &weighed[term]))
            .collect();
    }
    beam.into_iter()
        .next()
        .map(|s| s.chosen)
        .unwrap_or_default()
}

/// Whether `words` stand beside those of the term before or after.
fn adjoins(weighed: &[Vec<Weighed>], state: &State, term: usize, words: &Range<usize>) -> bool {
    let neighbour = |t: Option<usize>| {
        let t = t?;
        let candidate = (*state.chosen.get(t)?)?;
        Some(&weighed[t].get(candidate)?.candidate.words)
    };
    let touch = |n: &Range<usize>| n.end == words.start || n.start == words.end;
    neighbour(term.checked_sub(1)).is_some_and(touch)
        || neighbour(Some(term + 1)).is_some_and(touch)
}

/// `state` after `step`.
fn take(state: &State, step: &Step, term: usize, candidates: &[Weighed]) -> State {
    let mut state = state.clone();
    state.worth = step.worth;
    if let Some(i) = step.candidate {
        let words = &candidates[i].candidate.words;
        state.chosen[term] = Some(i);
        state.used.push((words.start, words.end));
    }
    state
}
