//! The likeliest way to fill the places of a sentence: a beam over the choices, weighed by the n-gram model.

use super::clause::Slot;
use super::ngrams::{Id, Ngrams};
use super::surface::begins_with_vowel;

/// Ways kept at each place.
const BEAM: usize = 16;
/// How much the language model weighs beside the costs of the choices.
const FLUENCY: f32 = 0.4;
/// What each word gains, so that short sentences are not preferred for being short.
const WORD: f32 = 0.6;

/// A way through: which choice of each slot, and its cost.
#[derive(Debug, Clone)]
pub struct Way {
    /// Index of the choice of each slot.
    pub picks: Vec<usize>,
    /// What it costs.
    pub cost: f32,
    before: Id,
    last: Id,
}

/// The best ways through `slots`, cheapest first.
pub fn search(slots: &[Slot], ngrams: Ngrams) -> Vec<Way> {
    let edge = ngrams.edge();
    let (a, an) = (ngrams.find("a"), ngrams.find("an"));
    let mut beam = vec![Way {
        picks: Vec::with_capacity(slots.len()),
        cost: 0.0,
        before: edge,
        last: edge,
    }];
    for slot in slots {
        let spoken: Vec<(Vec<(Id, bool)>, f32)> = slot
            .choices
            .iter()
            .map(|c| (ids(&c.text, slot.mark, ngrams), c.cost))
            .collect();
        let mut next: Vec<Way> = Vec::with_capacity(beam.len() * spoken.len());
        for way in &beam {
            for (k, (words, cost)) in spoken.iter().enumerate() {
                let mut new = way.clone();
                new.picks.push(k);
                new.cost += cost;
                for &(word, vowel) in words {
                    if vowel && new.last == a {
                        new.last = an;
                    }
                    if slot.mark {
                        new.cost += if new.last == edge {
                            0.0
                        } else {
                            FLUENCY * ngrams.cost(new.before, new.last, edge)
                        };
                        (new.before, new.last) = (edge, edge);
                    } else {
                        new.cost += FLUENCY * ngrams.cost(new.before, new.last, word) - WORD;
                        (new.before, new.last) = (new.last, word);
                    }
                }
                next.push(new);
            }
        }
        next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        // Of ways that go on alike only the cheapest can win; a few others are kept for alternatives.
        let mut kept: Vec<Way> = Vec::with_capacity(BEAM);
        for way in next {
            let alike = kept
                .iter()
                .filter(|k| k.before == way.before && k.last == way.last)
                .count();
            if alike < 3 {
                kept.push(way);
                if kept.len() == BEAM {
                    break;
                }
            }
        }
        beam = kept;
    }
    beam
}

/// The words of a choice, as the model knows them, and whether each is one that *an* stands before.
fn ids(text: &str, mark: bool, ngrams: Ngrams) -> Vec<(Id, bool)> {
    if mark {
        return if text.starts_with(['"', '״', '“', '”', '\'', '$', '%', '/', '-']) {
            Vec::new()
        } else {
            vec![(ngrams.edge(), false)]
        };
    }
    text.split([' ', '-'])
        .filter(|w| !w.is_empty())
        .map(|w| {
            let id = if w.starts_with(|c: char| c.is_ascii_digit()) {
                ngrams.number()
            } else {
                ngrams.find(&w.to_lowercase())
            };
            (id, begins_with_vowel(w))
        })
        .collect()
}
