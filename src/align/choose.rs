//! One assignment for all terms together.
//!
//! A beam search over the terms: no English word twice, terms of one headline tend to meet in one
//! sentence, the lead outranks the tail, rare words say more than common ones.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

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

/// For each sentence the fit of the best candidate that one term has there.
struct Bests {
    of: Vec<f32>,
    /// The sentences that have one.
    met: Vec<usize>,
}

impl Bests {
    fn read(&mut self, list: &[Candidate], body: &Body) {
        for c in list {
            let sentence = body.words[c.words.start].sentence as usize;
            let best = &mut self.of[sentence];
            if *best == 0.0 {
                self.met.push(sentence);
            }
            *best = best.max(c.fit);
        }
    }

    fn clear(&mut self) {
        for sentence in self.met.drain(..) {
            self.of[sentence] = 0.0;
        }
    }
}

/// Weighs the candidates of all terms against each other, the best of each term first.
pub fn weigh(candidates: Vec<Vec<Candidate>>, body: &Body) -> Vec<Vec<Weighed>> {
    let sentences = body.sentences().max(1);
    let mut bests = Bests {
        of: vec![0.0; sentences],
        met: Vec::new(),
    };
    // For each sentence, how good the candidates are that the terms have there.
    let mut all = vec![0.0_f32; sentences];
    for list in &candidates {
        bests.read(list, body);
        for sentence in bests.met.drain(..) {
            all[sentence] += std::mem::take(&mut bests.of[sentence]);
        }
    }
    let terms = candidates.iter().filter(|l| !l.is_empty()).count();
    let mut rarity: FxHashMap<u32, f32> = FxHashMap::default();
    candidates
        .into_iter()
        .map(|list| {
            bests.clear();
            bests.read(&list, body);
            let mut weighed: Vec<Weighed> = list
                .into_iter()
                .map(|candidate| {
                    let words = candidate.words.clone();
                    let sentence = body.words[words.start].sentence as usize;
                    let others = all[sentence] - bests.of[sentence];
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

/// A state of the beam and what the next term takes there.
struct Step {
    worth: f32,
    state: usize,
    /// The number of the candidate, or [`NONE`].
    pick: u8,
    /// Of steps of the same worth the earlier one comes first.
    number: usize,
}

/// A pick that takes no candidate.
const NONE: u8 = u8::MAX;
/// So many terms are assigned together. Longer headlines, which nobody writes, go part by part, so that the
/// time is in proportion to their length.
pub(super) const TOGETHER: usize = 64;

/// The best assignment: for each term the index of its candidate, or none.
pub fn choose(weighed: &[Vec<Weighed>]) -> Vec<Option<usize>> {
    // Terms with the surest candidate first, so that the beam does not lose them.
    let mut order: Vec<usize> = (0..weighed.len()).collect();
    order.retain(|&t| !weighed[t].is_empty());
    let top = |t: usize| weighed[t].first().map_or(0.0, |w| w.worth);
    order.sort_by(|&a, &b| top(b).total_cmp(&top(a)).then(a.cmp(&b)));
    let mut chosen = vec![None; weighed.len()];
    let mut taken = FxHashSet::default();
    for terms in order.chunks(TOGETHER) {
        let search = Search::new(weighed, terms, &chosen, &taken);
        for (&term, pick) in terms.iter().zip(search.best()) {
            if let Some(candidate) = weighed[term].get(usize::from(pick)) {
                chosen[term] = Some(usize::from(pick));
                taken.extend(candidate.candidate.words.clone());
            }
        }
    }
    chosen
}

/// What stands beside a term in the headline.
enum Neighbour<'a> {
    Nothing,
    /// A term that has these words for good.
    Settled(&'a Range<usize>),
    /// A term of the same search.
    Slot(usize),
}

/// The search for the best picks of some terms, which are called slots here.
struct Search<'a> {
    /// For each slot the words of the candidates tried.
    tried: Vec<Vec<&'a Range<usize>>>,
    /// Their worth.
    worth: Vec<Vec<f32>>,
    neighbours: Vec<[Neighbour<'a>; 2]>,
    /// Numbers in a set of words.
    width: usize,
    /// For each candidate of each slot, the set of its words.
    sets: Vec<u64>,
    /// Candidates whose words are given away.
    gone: Vec<[bool; TRIED]>,
}

/// Partial assignments, the best first.
#[derive(Default)]
struct Beam {
    worth: Vec<f32>,
    /// A row of picks a state.
    picks: Vec<u8>,
    /// A set of words a state.
    used: Vec<u64>,
}

impl<'a> Search<'a> {
    fn new(
        weighed: &'a [Vec<Weighed>],
        terms: &[usize],
        chosen: &[Option<usize>],
        taken: &FxHashSet<usize>,
    ) -> Self {
        let tried: Vec<Vec<&Range<usize>>> = terms
            .iter()
            .map(|&t| {
                let tried = weighed[t].iter().take(TRIED);
                tried.map(|w| &w.candidate.words).collect()
            })
            .collect();
        let worth = terms.iter().map(|&t| {
            let tried = weighed[t].iter().take(TRIED);
            tried.map(|w| w.worth).collect()
        });
        let mut words: Vec<usize> = tried.iter().flatten().flat_map(|&w| w.clone()).collect();
        words.sort_unstable();
        words.dedup();
        let width = words.len().div_ceil(64);
        let mut sets = vec![0; terms.len() * TRIED * width];
        let mut gone = vec![[false; TRIED]; terms.len()];
        for (slot, ranges) in tried.iter().enumerate() {
            for (i, range) in ranges.iter().enumerate() {
                let set = &mut sets[(slot * TRIED + i) * width..][..width];
                // Those of a run stand one after the other among all.
                let first = words.partition_point(|&w| w < range.start);
                for bit in first..first + range.len() {
                    set[bit / 64] |= 1 << (bit % 64);
                }
                gone[slot][i] = !taken.is_empty() && (*range).clone().any(|w| taken.contains(&w));
            }
        }
        let mut slots = vec![None; weighed.len()];
        for (slot, &term) in terms.iter().enumerate() {
            slots[term] = Some(slot);
        }
        let neighbour = |term: Option<usize>| {
            let Some(term) = term.filter(|&t| t < weighed.len()) else {
                return Neighbour::Nothing;
            };
            match (slots[term], chosen[term]) {
                (Some(slot), _) => Neighbour::Slot(slot),
                (None, Some(i)) => Neighbour::Settled(&weighed[term][i].candidate.words),
                (None, None) => Neighbour::Nothing,
            }
        };
        let neighbours = terms.iter();
        Self {
            worth: worth.collect(),
            neighbours: neighbours
                .map(|&t| [neighbour(t.checked_sub(1)), neighbour(Some(t + 1))])
                .collect(),
            tried,
            width,
            sets,
            gone,
        }
    }

    /// The best picks, one for each slot.
    fn best(&self) -> Vec<u8> {
        let slots = self.tried.len();
        let mut beam = Beam {
            worth: vec![0.0],
            picks: vec![NONE; slots],
            used: vec![0; self.width],
        };
        let mut next = Beam::default();
        let mut steps: Vec<Step> = Vec::new();
        for slot in 0..slots {
            self.steps(slot, &beam, &mut steps);
            let better = |a: &Step, b: &Step| {
                let worth = b.worth.total_cmp(&a.worth);
                worth.then(a.number.cmp(&b.number))
            };
            if steps.len() > BEAM {
                steps.select_nth_unstable_by(BEAM - 1, better);
                steps.truncate(BEAM);
            }
            steps.sort_unstable_by(better);
            self.take(slot, &steps, &beam, &mut next);
            std::mem::swap(&mut beam, &mut next);
        }
        beam.picks.truncate(slots);
        beam.picks
    }

    /// All that the term of `slot` can take in each state.
    fn steps(&self, slot: usize, beam: &Beam, steps: &mut Vec<Step>) {
        steps.clear();
        let mut push = |worth, state, pick| {
            let number = steps.len();
            steps.push(Step {
                worth,
                state,
                pick,
                number,
            });
        };
        for (state, &so_far) in beam.worth.iter().enumerate() {
            push(so_far + NULL, state, NONE);
            let used = &beam.used[state * self.width..][..self.width];
            let beside = self.neighbours[slot].each_ref().map(|n| match n {
                Neighbour::Nothing => None,
                Neighbour::Settled(words) => Some(*words),
                Neighbour::Slot(other) => {
                    let pick = beam.picks[state * self.tried.len() + other];
                    self.tried[*other].get(usize::from(pick)).copied()
                }
            });
            for (i, &words) in self.tried[slot].iter().enumerate() {
                let set = &self.sets[(slot * TRIED + i) * self.width..][..self.width];
                if self.gone[slot][i] || set.iter().zip(used).any(|(a, b)| a & b != 0) {
                    continue;
                }
                let touch = |n: &Range<usize>| n.end == words.start || n.start == words.end;
                let adjacent = beside.into_iter().flatten().any(touch);
                let bonus = if adjacent { weight::ADJACENT } else { 0.0 };
                push(so_far + self.worth[slot][i] + bonus, state, i as u8);
            }
        }
    }

    /// The states after `steps`.
    fn take(&self, slot: usize, steps: &[Step], beam: &Beam, next: &mut Beam) {
        let slots = self.tried.len();
        next.worth.clear();
        next.picks.clear();
        next.used.clear();
        for step in steps {
            next.worth.push(step.worth);
            let row = next.picks.len();
            next.picks
                .extend_from_slice(&beam.picks[step.state * slots..][..slots]);
            next.picks[row + slot] = step.pick;
            let row = next.used.len();
            next.used
                .extend_from_slice(&beam.used[step.state * self.width..][..self.width]);
            if step.pick != NONE {
                let at = (slot * TRIED + usize::from(step.pick)) * self.width;
                for (used, bits) in next.used[row..].iter_mut().zip(&self.sets[at..]) {
                    *used |= bits;
                }
            }
        }
    }
}
