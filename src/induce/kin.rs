//! Relatives: what the known words of the same root say about an unknown one.
//!
//! A word that no glossary has may be the noun of a known verb, the first part of a known compound, or the
//! base of a known derivative. The senses of its relatives then name its own, or a word of their family.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{classes_of_sense, family};
use crate::english::Lexicon;
use crate::glossary::Glossary;
use crate::tables::{PARTICLES, PREFIXES, SUFFIXES};
use crate::yiddish::key;

/// The known words by their roots.
#[derive(Debug)]
pub struct Kin {
    by_root: FxHashMap<Vec<u8>, Vec<u32>>,
    /// Keys of lemmas with their entries, sorted, and the same read from the end.
    forward: Vec<(Vec<u8>, u32)>,
    backward: Vec<(Vec<u8>, u32)>,
    senses: Vec<Vec<String>>,
    particles: Vec<Vec<u8>>,
    endings: Vec<Vec<u8>>,
}

/// A root is at least so long, in letters.
const SHORTEST_ROOT: usize = 3;
/// A part of a compound is at least so long.
const SHORTEST_PART: usize = 4;
/// A root with more entries than this is a chance likeness.
const MOST_RELATIVES: usize = 60;
/// Of each entry so many senses count.
const SENSES: usize = 5;

/// Endings that are taken off before words are compared, besides the suffixes of the tables.
const ENDINGS: [&str; 9] = ["ן", "ען", "ונג", "ער", "ט", "ע", "ס", "נדיק", "ערס"];

impl Kin {
    /// Collects the roots of all entries of `glossary` that are not treated as absent.
    pub fn new(glossary: &Glossary) -> Self {
        let mut particles: Vec<Vec<u8>> = PARTICLES
            .iter()
            .map(|p| p.key.to_vec())
            .chain(PREFIXES.iter().map(|p| key::of(p.prefix)))
            .filter(|k| k.len() >= 2)
            .collect();
        particles.sort();
        particles.dedup();
        let mut endings: Vec<Vec<u8>> = ENDINGS
            .iter()
            .map(|e| key::of(e))
            .chain(SUFFIXES.iter().map(|s| s.suffix.to_vec()))
            .collect();
        endings.sort();
        endings.dedup();
        let mut out = Self {
            by_root: FxHashMap::default(),
            forward: Vec::new(),
            backward: Vec::new(),
            senses: Vec::new(),
            particles,
            endings,
        };
        for entry in glossary.shown() {
            if entry.is_function() || entry.is_forbidden() {
                continue;
            }
            let id = out.senses.len() as u32;
            let senses: Vec<String> = entry
                .senses()
                .take(SENSES)
                .flat_map(classes_of_sense)
                .collect();
            out.senses.push(senses);
            let words = entry.lemma().split(|c: char| c.is_whitespace() || c == '־');
            for word in words {
                let word_key = key::of(word);
                if word_key.len() < SHORTEST_ROOT || word == "זיך" {
                    continue;
                }
                for (root, _) in out.roots(&word_key) {
                    out.by_root.entry(root).or_default().push(id);
                }
                let mut reversed = word_key.clone();
                reversed.reverse();
                out.backward.push((reversed, id));
                out.forward.push((word_key, id));
            }
        }
        out.forward.sort();
        out.backward.sort();
        out
    }

    /// What `word` may be built on, with how sure it is that the rest is no part of the root.
    fn roots(&self, word: &[u8]) -> Vec<(Vec<u8>, f64)> {
        let mut bases = vec![(word, 1.0)];
        for particle in &self.particles {
            if let Some(rest) = word.strip_prefix(particle.as_slice())
                && rest.len() > SHORTEST_ROOT
            {
                bases.push((rest, 0.6));
            }
        }
        let mut out: Vec<(Vec<u8>, f64)> = Vec::new();
        for (base, sure) in bases {
            let mut add = |root: &[u8], sure: f64| {
                if root.len() >= SHORTEST_ROOT && !out.iter().any(|(r, _)| r == root) {
                    out.push((root.to_vec(), sure));
                }
            };
            add(base, sure);
            // gebn: a participle has the root after ge-.
            for ending in &self.endings {
                if let Some(root) = base.strip_suffix(ending.as_slice()) {
                    add(root, sure * if root.len() > 3 { 0.9 } else { 0.7 });
                }
            }
        }
        out
    }

    /// For the words `keys`, forms of one lemma, the English classes that their relatives suggest.
    pub fn suggest(&self, keys: &[Vec<u8>]) -> FxHashMap<String, f32> {
        let mut relatives: FxHashMap<u32, f64> = FxHashMap::default();
        let mut relate = |id: u32, sure: f64| {
            let slot = relatives.entry(id).or_default();
            *slot = slot.max(sure);
        };
        for word in keys {
            for (root, sure) in self.roots(word) {
                let ids = self.by_root.get(&root).map_or(&[][..], Vec::as_slice);
                if ids.len() <= MOST_RELATIVES {
                    ids.iter().for_each(|&id| relate(id, sure));
                }
                if root.len() >= SHORTEST_PART {
                    let mut reversed = root.clone();
                    reversed.reverse();
                    for (list, part) in [(&self.forward, &root), (&self.backward, &reversed)] {
                        let from = list.partition_point(|(k, _)| k < part);
                        list[from..]
                            .iter()
                            .take_while(|(k, _)| k.starts_with(part))
                            .take(MOST_RELATIVES)
                            .for_each(|&(_, id)| relate(id, 0.5 * sure));
                    }
                }
            }
            // Known words that this one begins or ends with.
            for cut in SHORTEST_PART..word.len().saturating_sub(2) {
                for part in [&word[..cut], &word[cut..]] {
                    if part.len() < SHORTEST_PART {
                        continue;
                    }
                    let from = self.forward.partition_point(|(k, _)| k.as_slice() < part);
                    self.forward[from..]
                        .iter()
                        .take_while(|(k, _)| k == part)
                        .for_each(|&(_, id)| relate(id, 0.5));
                }
            }
        }
        let mut relatives: Vec<(u32, f64)> = relatives.into_iter().collect();
        relatives.sort_unstable_by_key(|r| r.0);
        let total: f64 = relatives.iter().map(|r| r.1).sum();
        let mut out: FxHashMap<String, f64> = FxHashMap::default();
        for (id, sure) in relatives {
            let mut own: FxHashMap<String, f64> = FxHashMap::default();
            let mut say = |word: String, weight: f64| {
                let slot = own.entry(word).or_default();
                *slot = slot.max(weight);
            };
            for sense in &self.senses[id as usize] {
                for kin in family(sense) {
                    say(kin, 0.7);
                }
                for part in parts(sense) {
                    say(part, 0.6);
                }
                say(sense.clone(), 1.0);
            }
            for (word, weight) in own {
                *out.entry(word).or_default() += weight * sure;
            }
        }
        // Of many relatives a few may agree by chance.
        out.into_iter()
            .map(|(word, weight)| (word, (weight / (1.0 + total).sqrt()) as f32))
            .collect()
    }
}

/// The words an English compound is made of: `hand` and `ball` of `handball`.
fn parts(word: &str) -> Vec<String> {
    let lexicon = Lexicon::get();
    let mut out = FxHashSet::default();
    if word.is_ascii() && word.len() >= 7 {
        for cut in 3..word.len() - 2 {
            let (a, b) = word.split_at(cut);
            if lexicon.find(a).is_some() && lexicon.find(b).is_some() {
                out.extend([a.to_owned(), b.to_owned()]);
            }
        }
    }
    let mut out: Vec<String> = out.into_iter().collect();
    out.sort();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_name_the_word() {
        let glossary = Glossary::builtin().without(["האַנט"]);
        let found = Kin::new(&glossary).suggest(&[key::of("האנט")]);
        assert!(found.get("hand").is_some_and(|&w| w > 0.5), "{found:?}");
    }

    #[test]
    fn english_compounds_come_apart() {
        assert!(parts("handball").contains(&"hand".to_owned()));
        assert!(parts("hand").is_empty());
    }
}
