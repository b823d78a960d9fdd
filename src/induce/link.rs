//! Linking: which English word of a story each left-over term stands for, over the whole corpus.
//!
//! Every term competes for the words of its story, and every word for the terms, by how often the two
//! were linked elsewhere (both directions of a translation model multiplied, as in alignment by
//! agreement), by how the pair sounds, by its relatives, and by where the term's neighbours are. The
//! expected counts of one round are the model of the next.
//!
//! All sums are of whole numbers, so that neither order nor threads change the result.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::census::Census;
use super::evidence::{Evidence, Likeness};
use super::hash::mix;
use super::residue::{Left, Residue, Word};
use super::store::{Store, StoreError};

/// One, in the whole numbers in which parts of links are summed.
pub const ONE: f64 = 65_536.0;
/// Rounds of linking.
const ROUNDS: usize = 5;
/// Pairs held at most.
const MOST_PAIRS: usize = 2_500_000;
/// Weight of leaving a term without a word, against its words.
const NOTHING: f64 = 0.25;

/// A Yiddish unit beside an English class.
#[derive(Debug)]
pub struct Pair {
    /// Number of the unit.
    pub unit: u32,
    /// Number of the class.
    pub class: u32,
    /// How alike they are by themselves.
    pub like: Likeness,
    /// Documents in which they meet.
    pub documents: u64,
    /// Sum of nearness to where the term's neighbours are.
    pub near: u64,
    /// Sum of how far the word is free.
    pub free: u64,
    /// Expected links.
    pub links: u64,
}

#[derive(Default)]
struct Sums {
    documents: AtomicU32,
    near: AtomicU64,
    free: AtomicU64,
    links: AtomicU64,
}

/// The pairs that are counted.
struct Table {
    at: FxHashMap<u64, u32>,
    sums: Vec<Sums>,
    links: Vec<u64>,
    prior: Vec<f32>,
}

fn packed(unit: u32, class: u32) -> u64 {
    u64::from(unit) << 32 | u64::from(class)
}

/// A term of a document with the words it meets.
struct Meeting<'r> {
    unit: u32,
    left: &'r Left,
}

/// A document in numbers.
struct Numbered<'r> {
    terms: Vec<Meeting<'r>>,
    words: Vec<(u32, &'r Word)>,
    tokens: f64,
}

fn numbered<'r>(census: &Census, residue: &'r Residue) -> Numbered<'r> {
    Numbered {
        terms: residue
            .left
            .iter()
            .filter_map(|left| {
                Some(Meeting {
                    unit: census.unit(left)?,
                    left,
                })
            })
            .collect(),
        words: residue
            .words
            .iter()
            .filter_map(|w| Some((census.class(&w.class)?, w)))
            .collect(),
        tokens: f64::from(residue.tokens.max(1)),
    }
}

impl Numbered<'_> {
    /// How near a word is to where the term's neighbours lead, 0 to 1.
    fn near(&self, left: &Left, word: &Word) -> f64 {
        let at = f64::from(word.at);
        let mut near = 0.0;
        let mut count = 0.0;
        for (tokens, anchor) in left.anchors.iter().flatten() {
            let away = (at - f64::from(*anchor)).abs() - f64::from(*tokens) - 0.5;
            let weight = 1.0 / f64::from(*tokens);
            near += weight * (-away.max(0.0) / 3.0).exp();
            count += weight;
        }
        // By itself the place in the sentence says something too.
        let words = self.words.last().map_or(1.0, |w| f64::from(w.1.at) + 1.0);
        let apart = (at / words - f64::from(left.at) / self.tokens).abs();
        (near + 0.3 * (1.0 - apart)) / (count + 0.3)
    }
}

/// Links the terms of `store` and says what every pair came to, in the order of unit and class.
pub fn link(
    store: &mut Store,
    census: &Census,
    evidence: &Evidence,
) -> Result<Vec<Pair>, StoreError> {
    let mut table = meet(store, census)?;
    let keys = sorted_keys(&table);
    table.prior = vec![0.0; keys.len()];
    let likes: Vec<Likeness> = likenesses(&keys, census, evidence);
    for (key, like) in keys.iter().zip(&likes) {
        table.prior[table.at[key] as usize] = like.prior();
    }
    for round in 0..ROUNDS {
        let weights = Weights::new(&table, &keys, census, round);
        store.pass(|r| weights.share(census, &table, &r), |_| ())?;
        for (links, sums) in table.links.iter_mut().zip(&table.sums) {
            *links = sums.links.swap(0, Ordering::Relaxed);
        }
    }
    // The map is most of the memory: it goes before the pairs come.
    let Table {
        at, sums, links, ..
    } = table;
    let order: Vec<u32> = keys.iter().map(|key| at[key]).collect();
    drop(at);
    Ok(keys
        .into_iter()
        .zip(likes)
        .zip(order)
        .map(|((key, like), i)| {
            let i = i as usize;
            let sums = &sums[i];
            Pair {
                unit: (key >> 32) as u32,
                class: key as u32,
                like,
                documents: u64::from(sums.documents.load(Ordering::Relaxed)),
                near: sums.near.load(Ordering::Relaxed),
                free: sums.free.load(Ordering::Relaxed),
                links: links[i],
            }
        })
        .collect())
}

fn sorted_keys(table: &Table) -> Vec<u64> {
    let mut keys: Vec<u64> = table.at.keys().copied().collect();
    keys.sort_unstable();
    keys
}

/// The likeness of every pair; `keys` are sorted, so that those of a unit stand together.
fn likenesses(keys: &[u64], census: &Census, evidence: &Evidence) -> Vec<Likeness> {
    let runs: Vec<&[u64]> = keys.chunk_by(|a, b| a >> 32 == b >> 32).collect();
    runs.into_par_iter()
        .flat_map_iter(|run| {
            let unit = &census.units[(run[0] >> 32) as usize];
            let judge = evidence.of(unit);
            run.iter()
                .map(|&key| judge.likeness(&census.classes[key as u32 as usize]))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The pairs that meet often enough to be counted, with how often they do.
fn meet(store: &mut Store, census: &Census) -> Result<Table, StoreError> {
    // Too many pairs: those that meet in a small part of a unit's documents are left out, by counters
    // that several pairs share and that are never too low.
    let sieve = PairSieve::fill(store, census)?;
    let mut at: FxHashMap<u64, u32> = FxHashMap::default();
    store.pass(
        |residue| {
            let doc = numbered(census, &residue);
            pairs_of(&doc)
                .into_iter()
                .filter(|&key| sieve.keeps(census, key))
                .collect::<Vec<u64>>()
        },
        |done| {
            for key in done.into_iter().flatten() {
                let next = at.len() as u32;
                at.entry(key).or_insert(next);
            }
        },
    )?;
    let sums: Vec<Sums> = at.iter().map(|_| Sums::default()).collect();
    store.pass(
        |residue| {
            let doc = numbered(census, &residue);
            for key in pairs_of(&doc) {
                if let Some(&i) = at.get(&key) {
                    sums[i as usize].documents.fetch_add(1, Ordering::Relaxed);
                }
            }
            for term in &doc.terms {
                let mut best: FxHashMap<u32, (f64, u64)> = FxHashMap::default();
                for &(class, word) in &doc.words {
                    let near = doc.near(term.left, word);
                    let slot = best.entry(class).or_insert((0.0, 0));
                    slot.0 = slot.0.max(near);
                    slot.1 = slot.1.max(u64::from(word.free));
                }
                for (class, (near, free)) in best {
                    if let Some(&i) = at.get(&packed(term.unit, class)) {
                        let sum = &sums[i as usize];
                        sum.near.fetch_add((near * ONE) as u64, Ordering::Relaxed);
                        sum.free.fetch_add(free, Ordering::Relaxed);
                    }
                }
            }
        },
        |_| (),
    )?;
    // Before anything is known, a term is linked to all its words alike.
    let links = sums
        .iter()
        .map(|s| s.near.load(Ordering::Relaxed))
        .collect();
    Ok(Table {
        at,
        sums,
        links,
        prior: Vec::new(),
    })
}

/// The pairs of a document, each once.
fn pairs_of(doc: &Numbered) -> Vec<u64> {
    let mut out: Vec<u64> = doc
        .terms
        .iter()
        .flat_map(|t| doc.words.iter().map(move |w| packed(t.unit, w.0)))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Counters of how often pairs meet, several pairs to one.
struct PairSieve {
    counters: Vec<AtomicU32>,
    /// Pairs that meet in less than this part of the unit's documents are left out.
    part: f64,
}

impl PairSieve {
    const SIZE: u64 = 1 << 23;

    fn fill(store: &mut Store, census: &Census) -> Result<Self, StoreError> {
        let counters: Vec<AtomicU32> = (0..Self::SIZE).map(|_| AtomicU32::new(0)).collect();
        store.pass(
            |residue| {
                for key in pairs_of(&numbered(census, &residue)) {
                    counters[Self::slot(key)].fetch_add(1, Ordering::Relaxed);
                }
            },
            |_| (),
        )?;
        let mut sieve = Self {
            counters,
            part: 0.0,
        };
        let used = sieve
            .counters
            .iter()
            .filter(|c| c.load(Ordering::Relaxed) > 0);
        if used.count() > MOST_PAIRS {
            sieve.part = LEAST_PART;
        }
        Ok(sieve)
    }

    fn slot(key: u64) -> usize {
        (mix(key) % Self::SIZE) as usize
    }

    fn keeps(&self, census: &Census, key: u64) -> bool {
        let unit = &census.units[(key >> 32) as usize];
        let least = (self.part * unit.left as f64).max(if self.part > 0.0 { 2.0 } else { 0.0 });
        f64::from(self.counters[Self::slot(key)].load(Ordering::Relaxed)) >= least
    }
}

/// See [`PairSieve`].
const LEAST_PART: f64 = 0.06;

/// The model of a round: what each pair is worth wherever it meets.
struct Weights {
    worth: Vec<f32>,
}

impl Weights {
    fn new(table: &Table, keys: &[u64], census: &Census, round: usize) -> Self {
        let mut worth = vec![0.0; table.links.len()];
        for &key in keys {
            let i = table.at[&key] as usize;
            let unit = &census.units[(key >> 32) as usize];
            let class = &census.classes[key as u32 as usize];
            let links = table.links[i] as f64 / ONE;
            let (n, m) = (unit.left as f64, class.free as f64 / 255.0);
            // How much of both is explained by the other, counts that could be chance discounted.
            let dice = if round == 0 {
                links / ((n + 1.0) * (m + 1.0)).sqrt()
            } else {
                (links + 0.05) / ((n + 0.5) * (m + 0.5)).sqrt()
            };
            worth[i] = (dice * dice * f64::from(table.prior[i])) as f32;
        }
        Self { worth }
    }

    /// Shares the terms of a document out among its words.
    fn share(&self, census: &Census, table: &Table, residue: &Residue) {
        let doc = numbered(census, residue);
        for (t, row) in self.links(table, &doc).into_iter().enumerate() {
            for (i, link) in row {
                let whole = (link * ONE) as u64;
                if whole > 0 {
                    table.sums[i as usize]
                        .links
                        .fetch_add(whole, Ordering::Relaxed);
                }
            }
            let _ = t;
        }
    }

    /// For each term the pairs it makes with words, and how much of it goes to each.
    fn links(&self, table: &Table, doc: &Numbered) -> Vec<Vec<(u32, f64)>> {
        let mut taken = vec![0.0; doc.words.len()];
        let mut rows: Vec<Vec<(usize, u32, f64)>> = Vec::with_capacity(doc.terms.len());
        for term in &doc.terms {
            let mut row: Vec<(usize, u32, f64)> = Vec::new();
            let mut best: f64 = 0.0;
            for (w, &(class, word)) in doc.words.iter().enumerate() {
                let Some(&i) = table.at.get(&packed(term.unit, class)) else {
                    continue;
                };
                let free = f64::from(word.free) / 255.0;
                let near = doc.near(term.left, word);
                let value = f64::from(self.worth[i as usize]) * free.powi(2) * (0.15 + near);
                best = best.max(value);
                row.push((w, i, value));
            }
            let total: f64 = row.iter().map(|r| r.2).sum::<f64>() + NOTHING * best;
            if total > 0.0 {
                for (w, _, value) in &mut row {
                    *value /= total;
                    taken[*w] += *value;
                }
            }
            rows.push(row);
        }
        // A word stands for one term.
        rows.into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(w, i, value)| (i, value / taken[w].max(1.0)))
                    .collect()
            })
            .collect()
    }
}

#[allow(
    clippy::implicit_hasher,
    reason = "nobody outside asks with another map"
)]
/// Where a pair of `wanted` meets in a document: for each its best place.
pub fn places<'r>(
    census: &Census,
    residue: &'r Residue,
    wanted: &FxHashMap<u64, u32>,
) -> Vec<(u32, f64, &'r Left, &'r Word)> {
    let doc = numbered(census, residue);
    let mut out: Vec<(u32, f64, &Left, &Word)> = Vec::new();
    for term in &doc.terms {
        for &(class, word) in &doc.words {
            let Some(&row) = wanted.get(&packed(term.unit, class)) else {
                continue;
            };
            let value = doc.near(term.left, word) * f64::from(word.free) / 255.0;
            match out.iter_mut().find(|o| o.0 == row) {
                Some(old) if old.1 >= value => {}
                Some(old) => *old = (row, value, term.left, word),
                None => out.push((row, value, term.left, word)),
            }
        }
    }
    out
}

/// The number under which `places` wants a pair.
pub fn place_key(unit: u32, class: u32) -> u64 {
    packed(unit, class)
}
