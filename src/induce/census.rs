//! The first count: which words are left over how often, and which English words there are.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::hash::{hash_bytes, hash_text};
use super::pool::{Form, pools};
use super::residue::{Left, Residue, State};
use super::store::{Store, StoreError};
use crate::english::Lexicon;
use crate::glossary::entry::Pos;
use crate::yiddish::key;
use crate::yiddish::letters::{is_point, reshape};

/// What is counted together on the Yiddish side.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The lemma: the glossary's where it is known, otherwise what the forms suggest.
    pub lemma: String,
    /// The key of the lemma.
    pub key: Vec<u8>,
    /// Part of speech, where the glossary or the forms tell.
    pub pos: Option<Pos>,
    /// The commonest form, as written.
    pub form: String,
    /// All its forms as keys, the commonest first.
    pub forms: Vec<Vec<u8>>,
    /// Times it is left over.
    pub left: u64,
    /// Times the story supports it.
    pub supported: u64,
    /// Why it is left over.
    pub state: State,
}

/// An English class.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its base form, in lower case.
    pub word: String,
    /// Times it was met.
    pub count: u64,
    /// Times with a capital that says something, and times in lower case.
    pub capital: u64,
    /// See `capital`.
    pub lower: u64,
    /// Sum of how far it is free, in 255ths.
    pub free: u64,
}

impl Class {
    /// Whether the stories write it as a name. One that only ever opens sentences is one if English
    /// has no such word.
    pub fn is_name(&self) -> bool {
        let only_opens = self.capital == 0 && self.lower == 0;
        self.capital > self.lower || only_opens && Lexicon::get().find(&self.word).is_none()
    }
}

/// Both sides of the corpus, numbered.
#[derive(Debug, Default)]
pub struct Census {
    /// The Yiddish side.
    pub units: Vec<Unit>,
    /// The English side.
    pub classes: Vec<Class>,
    /// Documents counted.
    pub documents: u64,
    unit_of: FxHashMap<u64, u32>,
    class_of: FxHashMap<u64, u32>,
}

impl Census {
    /// The unit of a term left over.
    pub fn unit(&self, left: &Left) -> Option<u32> {
        self.unit_of.get(&type_hash(left)).copied()
    }

    /// The class of an English word.
    pub fn class(&self, word: &str) -> Option<u32> {
        self.class_of.get(&hash_text(word)).copied()
    }
}

/// What tells a form with its reading from others.
fn type_hash(left: &Left) -> u64 {
    hash_bytes(&key::of(&left.form)) ^ hash_text(&left.lemma).rotate_left(9)
}

/// A form with its reading.
#[derive(Debug, Clone)]
struct Type {
    key: Vec<u8>,
    lemma: String,
    pos: Option<Pos>,
    state: State,
    count: u64,
    surface: String,
}

#[derive(Default)]
struct Counts {
    types: FxHashMap<u64, Type>,
    classes: FxHashMap<u64, Class>,
    supported: FxHashMap<u64, u64>,
    documents: u64,
}

/// Counts the residues of `store`. A form or class met less than `least` times is left out where
/// `sieve` says so, before it takes memory.
pub fn census(store: &mut Store, sieve: &Sieve) -> Result<Census, StoreError> {
    let mut counts = Counts::default();
    store.pass(|r| r, |done| done.iter().for_each(|r| counts.add(r, sieve)))?;
    Ok(counts.finish())
}

impl Counts {
    fn add(&mut self, residue: &Residue, sieve: &Sieve) {
        self.documents += 1;
        for left in &residue.left {
            let hash = type_hash(left);
            if !sieve.keeps(hash) {
                continue;
            }
            let slot = self.types.entry(hash).or_insert_with(|| Type {
                key: key::of(&left.form),
                lemma: left.lemma.clone(),
                pos: left.pos,
                state: left.state,
                count: 0,
                surface: left.form.clone(),
            });
            slot.count += 1;
            slot.state = slot.state.min(left.state);
            // Of several ways to write it the one with most points, whatever the order.
            let rank = |s: &str| s.chars().filter(|&c| is_point(c)).count();
            let better = (rank(&left.form), slot.surface.as_str())
                > (rank(&slot.surface), left.form.as_str());
            if better {
                slot.surface.clone_from(&left.form);
            }
        }
        for lemma in &residue.supported {
            *self.supported.entry(hash_text(lemma)).or_default() += 1;
        }
        for word in &residue.words {
            let hash = hash_text(&word.class);
            if !sieve.keeps(hash) {
                continue;
            }
            let slot = self.classes.entry(hash).or_insert_with(|| Class {
                word: word.class.clone(),
                count: 0,
                capital: 0,
                lower: 0,
                free: 0,
            });
            slot.count += 1;
            slot.free += u64::from(word.free);
            slot.capital += u64::from(word.capital);
            slot.lower += u64::from(!word.capital && !word.opens);
        }
    }

    fn finish(self) -> Census {
        let mut types: Vec<(u64, Type)> = self.types.into_iter().collect();
        types.sort_by(|(_, a), (_, b)| (&a.key, &a.lemma).cmp(&(&b.key, &b.lemma)));
        let mut classes: Vec<(u64, Class)> = self.classes.into_iter().collect();
        classes.sort_by(|(_, a), (_, b)| a.word.cmp(&b.word));
        let mut out = Census {
            documents: self.documents,
            ..Census::default()
        };
        for (hash, class) in classes {
            out.class_of.insert(hash, out.classes.len() as u32);
            out.classes.push(class);
        }
        for group in groups(&types) {
            let id = out.units.len() as u32;
            for &t in &group.types {
                out.unit_of.insert(types[t].0, id);
            }
            out.units.push(unit(&group, &types, &self.supported));
        }
        out
    }
}

/// Types that make a unit.
struct Group {
    types: Vec<usize>,
    lemma: Option<(Vec<u8>, Pos)>,
    known: bool,
}

fn groups(types: &[(u64, Type)]) -> Vec<Group> {
    let mut out = Vec::new();
    let mut single: Vec<usize> = Vec::new();
    let mut by_lemma: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, (_, t)) in types.iter().enumerate() {
        if t.state == State::Unsupported || t.state == State::Unknown && !t.lemma.is_empty() {
            by_lemma.entry(&t.lemma).or_default().push(i);
        } else {
            single.push(i);
        }
    }
    for (lemma, members) in by_lemma {
        let lemma_key = key::of(lemma);
        if members.iter().all(|&i| types[i].1.state == State::Unknown) {
            // Forms of a verb that is known with זיך only.
            out.push(Group {
                types: members,
                lemma: Some((lemma_key, Pos::Verb)),
                known: false,
            });
            continue;
        }
        let own = members.iter().any(|&i| types[i].1.key == lemma_key);
        if own || members.len() > 1 {
            out.push(Group {
                types: members,
                lemma: None,
                known: true,
            });
        } else {
            // One form only, and not the lemma's own: perhaps another word that looks like it.
            single.extend(members);
        }
    }
    let unknown: Vec<usize> = single
        .iter()
        .copied()
        .filter(|&i| types[i].1.state == State::Unknown)
        .collect();
    let forms: Vec<Form> = unknown
        .iter()
        .map(|&i| Form {
            key: types[i].1.key.clone(),
            count: types[i].1.count,
        })
        .collect();
    let mut pooled = vec![false; types.len()];
    for pool in pools(&forms) {
        let members: Vec<usize> = pool.forms.iter().map(|&f| unknown[f]).collect();
        members.iter().for_each(|&i| pooled[i] = true);
        out.push(Group {
            types: members,
            lemma: Some((pool.lemma, pool.pos)),
            known: false,
        });
    }
    out.extend(single.into_iter().filter(|&i| !pooled[i]).map(|i| Group {
        types: vec![i],
        lemma: None,
        known: false,
    }));
    out
}

fn unit(group: &Group, types: &[(u64, Type)], supported: &FxHashMap<u64, u64>) -> Unit {
    let mut members: Vec<&Type> = group.types.iter().map(|&i| &types[i].1).collect();
    members.sort_by(|a, b| (b.count, &a.key).cmp(&(a.count, &b.key)));
    let first = members[0];
    let known = group.known;
    let (lemma, pos) = match &group.lemma {
        Some((lemma_key, pos)) => {
            let written = members.iter().find(|t| t.key == *lemma_key);
            let text =
                written.map_or_else(|| reshape(&key::show(lemma_key)), |t| t.surface.clone());
            (text, Some(*pos))
        }
        None if known => (first.lemma.clone(), first.pos),
        None => (first.surface.clone(), None),
    };
    Unit {
        key: key::of(&lemma),
        pos,
        form: first.surface.clone(),
        forms: members.iter().map(|t| t.key.clone()).collect(),
        left: members.iter().map(|t| t.count).sum(),
        supported: supported
            .get(&hash_text(&first.lemma))
            .copied()
            .filter(|_| known)
            .unwrap_or(0),
        state: if known {
            State::Unsupported
        } else {
            members
                .iter()
                .map(|t| t.state)
                .max()
                .unwrap_or(State::Unknown)
        },
        lemma,
    }
}

/// Keeps what is met once only from taking memory, where there is too much of it.
///
/// A table of small counters, several words to one of them; a word whose counter stays below the
/// least number cannot have been met as often.
#[derive(Debug, Default)]
pub struct Sieve {
    counters: Vec<u8>,
    least: u8,
}

impl Sieve {
    /// Counters; a power of two.
    const SIZE: usize = 1 << 24;

    /// Lets through everything.
    pub fn open() -> Self {
        Self::default()
    }

    /// Lets through what `store` has at least `least` times.
    pub fn fill(store: &mut Store, least: u8) -> Result<Self, StoreError> {
        let mut counters = vec![0u8; Self::SIZE];
        store.pass(
            |r| {
                let left = r.left.iter().map(type_hash);
                let words = r.words.iter().map(|w| hash_text(&w.class));
                left.chain(words).collect::<Vec<u64>>()
            },
            |done| {
                for hash in done.into_iter().flatten() {
                    let slot = &mut counters[hash as usize % Self::SIZE];
                    *slot = slot.saturating_add(1);
                }
            },
        )?;
        Ok(Self { counters, least })
    }

    fn keeps(&self, hash: u64) -> bool {
        self.counters
            .get(hash as usize % Self::SIZE)
            .is_none_or(|&n| n >= self.least)
    }
}
