//! What a word can be: every reading of a form, with the path of rules that leads to its lemma.

use std::sync::LazyLock;

use super::compile::{SPLIT, VARIANT};
use super::entry::Pos;
use super::index::{EntryRef, Index, Posting};
use crate::tables::{CONTRACTIONS, INFLECTION, PREFIXES, SPELLING, SUFFIXES};
use crate::yiddish::compound;
use crate::yiddish::key;
use crate::yiddish::spell::{Extent, respell};

/// How a reading came about, beyond inflection.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Derivation {
    /// The form is in the index.
    None,
    /// A suffix of `suffixes.csv`, by its index, on the entry.
    Suffix(usize),
    /// A prefix of `prefixes.csv`, by its index, before the entry.
    Prefix(usize),
    /// A compound; the entry is its head, and this is what stands before it.
    Compound(Vec<Modifier>),
}

/// A part of a compound before its head.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Modifier {
    /// The form of the part.
    pub posting: Posting,
    /// Its key as the glossary spells it.
    pub form: Vec<u8>,
    /// The linking element after it, as a key.
    pub link: Vec<u8>,
}

/// One reading of a word in one index.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The index it was found in.
    pub index: &'a Index,
    /// The form of the entry.
    pub posting: Posting,
    /// The key of the form as the glossary spells it.
    pub key: Vec<u8>,
    /// Spelling rules applied, as indices into [`SPELLING`].
    pub spelling: Vec<u8>,
    /// What else was done.
    pub derivation: Derivation,
    /// How unlikely the reading is; 0 for the lemma itself as the glossary spells it.
    pub cost: f32,
}

impl<'a> Reading<'a> {
    /// The entry.
    pub fn entry(&self) -> EntryRef<'a> {
        self.index.entry(self.posting.entry)
    }

    /// The form's text, pointed as far as the glossary is. Of a derived word, its base or head.
    pub fn form(&self) -> String {
        self.index.form(&self.key, &self.posting)
    }

    /// Part of speech of the word as it stands.
    pub fn pos(&self) -> Option<Pos> {
        match self.derivation {
            Derivation::Suffix(i) => SUFFIXES[i].to.parse().ok(),
            _ => self.entry().pos(),
        }
    }

    /// The inflection rule's name.
    pub fn inflection(&self) -> &'static str {
        INFLECTION
            .get(usize::from(self.posting.rule))
            .map_or("base", |r| r.rule)
    }

    /// The path of rules from the form to the lemma: `participle + spelling:ig`.
    pub fn rule(&self) -> String {
        let mut path = self.inflection().to_owned();
        let mut step = |kind: &str, name: &str| {
            path.push_str(" + ");
            path.push_str(kind);
            path.push_str(name);
        };
        if self.posting.flags & VARIANT != 0 {
            step("variant", "");
        }
        if self.posting.flags & SPLIT != 0 {
            step("split", "");
        }
        match &self.derivation {
            Derivation::None => {}
            Derivation::Suffix(i) => step("suffix:", SUFFIXES[*i].rule),
            Derivation::Prefix(i) => step("prefix:", PREFIXES[*i].prefix),
            Derivation::Compound(before) => {
                let parts: Vec<&str> = before
                    .iter()
                    .map(|m| self.index.entry(m.posting.entry).lemma())
                    .collect();
                step("compound:", &parts.join("+"));
            }
        }
        for &r in &self.spelling {
            step("spelling:", SPELLING[usize::from(r)].rule);
        }
        path
    }
}

/// How much spelling may differ in a word of `letters` letters: short words are too easily others.
fn spelling_budget(letters: usize) -> f32 {
    match letters {
        0..=2 => 0.0,
        3 => 0.4,
        4 => 0.5,
        5 => 0.6,
        6 => 0.75,
        _ => 0.9,
    }
}

/// The part of the budget that may be spent on a word of Hebrew origin.
const HEBREW_SHARE: f32 = 0.5;

/// A derived word's base may be spelled so much otherwise.
const DERIVED_FROM: f32 = 0.3;
const SUFFIX_COST: f32 = 0.35;
const PREFIX_COST: f32 = 0.35;

/// A longer run of letters is no word, and no rule is tried on it.
const LONGEST_WORD: usize = 128;

/// All readings of the key in `index`, cheapest first. Empty where the word is not known.
///
/// The readings are looked for in the order of their likelihood, and a later kind only where the
/// earlier ones found nothing: forms as the glossary spells them; other spellings; derivations;
/// compounds.
pub fn readings<'a>(index: &'a Index, key: &[u8]) -> Vec<Reading<'a>> {
    let mut out = exact(index, key);
    if out.is_empty() && key.len() <= LONGEST_WORD {
        out = respelled(index, key, f32::INFINITY);
        if out.iter().all(|r| r.cost > 0.5) {
            out.extend(super::soviet::readings(index, key));
            derived(index, key, &mut out);
        }
    } else if out.iter().all(|r| r.cost > 0.0) {
        out.extend(super::soviet::besides(index, key));
    }
    out.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    out
}

/// Forms that are spelled as the glossary spells them.
pub fn exact<'a>(index: &'a Index, key: &[u8]) -> Vec<Reading<'a>> {
    index
        .get(key)
        .map(|posting| reading(index, posting, key, Vec::new(), 0.0))
        .collect()
}

fn reading<'a>(
    index: &'a Index,
    posting: Posting,
    key: &[u8],
    spelling: Vec<u8>,
    extra: f32,
) -> Reading<'a> {
    Reading {
        index,
        posting,
        key: key.to_vec(),
        spelling,
        derivation: Derivation::None,
        cost: f32::from(posting.cost) / 100.0 + extra,
    }
}

/// Forms of another spelling whose readings cost no more than `most`.
fn respelled<'a>(index: &'a Index, key: &[u8], most: f32) -> Vec<Reading<'a>> {
    let budget = spelling_budget(key.len());
    if budget == 0.0 {
        return Vec::new();
    }
    let mut out: Vec<Reading<'a>> = Vec::new();
    for found in respell(index.automaton(), key, budget.min(most), Extent::Whole) {
        for posting in index.at(found.value) {
            let r = reading(index, posting, &found.form, found.rules.clone(), found.cost);
            // Words of Hebrew origin keep their spelling: far ones are met by chance.
            if r.entry().is_hebrew() && found.cost > HEBREW_SHARE * budget {
                continue;
            }
            if r.cost <= budget.min(most) && !out.iter().any(|o| o.posting.entry == posting.entry) {
                out.push(r);
            }
        }
    }
    out
}

/// The suffixes by their last letter.
static SUFFIXES_BY_LETTER: LazyLock<[Vec<usize>; 32]> = LazyLock::new(|| {
    let mut by: [Vec<usize>; 32] = Default::default();
    for (i, suffix) in SUFFIXES.iter().enumerate() {
        if let Some(last) = suffix.suffix.last() {
            by[usize::from(last & 31)].push(i);
        }
    }
    by
});

/// The prefixes that make words, by their index, with their keys.
static WORD_PREFIXES: LazyLock<Vec<(usize, Vec<u8>)>> = LazyLock::new(|| {
    let all = PREFIXES.iter().enumerate();
    all.filter(|(_, prefix)| prefix.kind == "derivation")
        .map(|(i, prefix)| (i, key::of(prefix.prefix)))
        .collect()
});

fn derived<'a>(index: &'a Index, key: &[u8], out: &mut Vec<Reading<'a>>) {
    let last = key.last().copied().unwrap_or_default();
    for &i in &SUFFIXES_BY_LETTER[usize::from(last & 31)] {
        let suffix = &SUFFIXES[i];
        let Some(stem) = key.strip_suffix(suffix.suffix).filter(|s| s.len() >= 3) else {
            continue;
        };
        let base = exact(index, stem)
            .into_iter()
            .filter(|r| r.posting.cost <= 15)
            .chain(respelled(index, stem, DERIVED_FROM));
        for mut r in base {
            let fits = r
                .entry()
                .pos()
                .is_some_and(|p| suffix.from.split(' ').any(|f| f == p.as_str()));
            let bare = matches!(r.inflection(), "base" | "singular" | "stem" | "infinitive");
            if fits && (bare || suffix.base != "lemma") {
                r.cost += suffix.cost + SUFFIX_COST;
                r.derivation = Derivation::Suffix(i);
                out.push(r);
            }
        }
    }
    for (i, prefix) in WORD_PREFIXES.iter() {
        let Some(rest) = key.strip_prefix(prefix.as_slice()).filter(|s| s.len() >= 4) else {
            continue;
        };
        let base = exact(index, rest)
            .into_iter()
            .chain(respelled(index, rest, DERIVED_FROM));
        for mut r in base {
            if matches!(r.entry().pos(), Some(Pos::Noun | Pos::Adj)) {
                r.cost += PREFIX_COST;
                r.derivation = Derivation::Prefix(*i);
                out.push(r);
            }
        }
    }
    if let Some(cut) = compound::split(index, key)
        && let Some((head, _)) = cut.parts.split_last()
    {
        let before = cut
            .parts
            .windows(2)
            .map(|pair| Modifier {
                posting: pair[0].posting,
                form: pair[0].form.clone(),
                link: key[pair[0].end..pair[1].start].to_vec(),
            })
            .collect();
        let mut r = reading(index, head.posting, &head.form, Vec::new(), 0.0);
        r.cost = cut.cost;
        r.derivation = Derivation::Compound(before);
        out.push(r);
    }
}

/// A word with a contracted one before or after it: `ס׳איז`, `פאר׳ן`. What is left of the word
/// without the contracted part, and whether a row of `contractions.csv` explains the cut.
pub fn contraction(word: &str) -> Option<&str> {
    let (before, after) = word.split_once(crate::yiddish::normalize::GERESH)?;
    if before.is_empty() || after.is_empty() {
        return None;
    }
    CONTRACTIONS.iter().find_map(|c| {
        let side = if c.side == "before" { before } else { after };
        let rest = if c.side == "before" { after } else { before };
        (key::of(side) == c.part && !rest.contains(crate::yiddish::normalize::GERESH))
            .then_some(rest)
    })
}
