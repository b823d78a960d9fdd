//! Compounds: cutting a word that the glossary does not have at words that it has.

use super::spell::{Extent, respell};
use crate::glossary::compile::{SPLIT, VARIANT};
use crate::glossary::entry::Pos;
use crate::glossary::index::{Index, Posting};
use crate::tables::{LINKS, SPELLING};

/// A part of a compound: which entry it is a form of.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The reading of the part.
    pub posting: Posting,
    /// Where it begins and ends in the key.
    pub start: usize,
    /// End, exclusive, without the linking element.
    pub end: usize,
    /// The key of the part as the glossary spells it.
    pub form: Vec<u8>,
}

/// A compound and how likely it is to be cut so.
#[derive(Debug, Clone, PartialEq)]
pub struct Compound {
    /// At least two parts; the last is the head.
    pub parts: Vec<Part>,
    /// Sum of the costs of parts, links and cuts.
    pub cost: f32,
}

/// What each cut costs. Two parts of good fit stay under [`MOST`].
const CUT: f32 = 0.55;
/// What short parts cost besides, by their length in letters: they are found by chance.
const SHORT: [f32; 5] = [9.0, 9.0, 1.2, 0.8, 0.15];
/// What a part of Hebrew origin costs besides.
const HEBREW: f32 = 0.3;
/// What a verb costs besides: few compounds begin with one.
const VERB: f32 = 0.25;
/// Compounds dearer than this are chance.
const MOST: f32 = 1.35;
/// Spelling rules within parts may cost this much in all.
const SPELLING_BUDGET: f32 = 0.25;
/// Longer compounds are chance.
const MOST_PARTS: usize = 3;
/// Words shorter than this are not cut.
const SHORTEST: usize = 6;

/// Names shorter than this stand in too many words by chance.
const SHORTEST_NAME: usize = 5;

/// The cheapest way to cut `key` into forms of `index`.
pub fn split(index: &Index, key: &[u8]) -> Option<Compound> {
    if key.len() < SHORTEST || key.len() > 60 {
        return None;
    }
    // best[at]: the cheapest cut of the first `at` letters into whole parts, links included.
    let mut best: Vec<Option<Cut>> = Vec::new();
    best.resize_with(key.len() + 1, || None);
    best[0] = Some(Cut::default());
    for start in 0..key.len() {
        let Some((so_far, parts)) = best[start].as_ref().map(|c| (c.cost, c.parts)) else {
            continue;
        };
        if parts == MOST_PARTS {
            continue;
        }
        for found in respell(
            index.automaton(),
            &key[start..],
            SPELLING_BUDGET,
            Extent::Prefixes,
        ) {
            let end = start + found.end;
            let last = end == key.len();
            if start == 0 && last {
                continue;
            }
            let Some(posting) = index
                .at(found.value)
                .filter(|p| can_be_part(index, p, last, found.end))
                .min_by_key(|p| p.cost)
            else {
                continue;
            };
            let rules: f32 = found
                .rules
                .iter()
                .map(|&r| SPELLING[usize::from(r)].cost)
                .sum();
            let short = SHORT.get(found.end).copied().unwrap_or(0.0);
            let cut = if start == 0 { 0.0 } else { CUT };
            let entry = index.entry(posting.entry);
            let mut cost = so_far;
            // Words of Hebrew origin are joined by maqaf as a rule, not written together.
            if entry.is_hebrew() {
                cost += HEBREW;
            }
            if entry.pos() == Some(Pos::Verb) {
                cost += VERB;
            }
            let cost = cost + f32::from(posting.cost) / 100.0 + rules + short + cut;
            for link in LINKS {
                let next = end + link.element.len();
                let fits = key[end..].starts_with(link.element)
                    && (link.element.is_empty() || next < key.len());
                let cost = cost + link.cost;
                if !fits || cost > MOST {
                    continue;
                }
                if best[next].as_ref().is_none_or(|b| cost < b.cost) {
                    best[next] = Some(Cut {
                        cost,
                        parts: parts + 1,
                        last: Some(Part {
                            posting,
                            start,
                            end,
                            form: found.form.clone(),
                        }),
                    });
                }
            }
        }
    }
    let cost = best.last()?.as_ref().filter(|c| c.parts > 1)?.cost;
    let mut parts = Vec::new();
    let mut at = key.len();
    while let Some(part) = best[at].take().and_then(|c| c.last) {
        at = part.start;
        parts.push(part);
    }
    parts.reverse();
    Some(Compound { parts, cost })
}

/// A cut on the way: its cost, how many parts it has, and the last of them.
#[derive(Default)]
struct Cut {
    cost: f32,
    parts: usize,
    last: Option<Part>,
}

/// Whether a form can stand inside a compound, or be its head.
fn can_be_part(index: &Index, posting: &Posting, head: bool, letters: usize) -> bool {
    let entry = index.entry(posting.entry);
    if posting.flags & (SPLIT | VARIANT) != 0 || entry.is_function() || entry.is_forbidden() {
        return false;
    }
    let inflected = posting.cost > 15;
    match entry.pos() {
        Some(Pos::Noun | Pos::Adj) | None => head || !inflected,
        Some(Pos::Verb | Pos::Num | Pos::Adv) => !inflected && !head,
        Some(Pos::Place | Pos::Org) => !inflected && !head && letters >= SHORTEST_NAME,
        _ => false,
    }
}
