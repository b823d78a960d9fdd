//! Counts how the doubtful letters of unpointed Yiddish are read in the glossary's pointed lemmas.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use crate::glossary::entry::{Entry, tag};
use crate::yiddish::key;
use crate::yiddish::sites::{MARKS, contexts, sites};

/// What a context has before its letters.
const HEAD: usize = 3;
/// A context of more letters than these is wide.
const WIDE: usize = 3;

/// An automaton from contexts to the counts of each reading, eight bits a count.
pub fn train(entries: &[Entry]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut counts: BTreeMap<Vec<u8>, [u64; 3]> = BTreeMap::new();
    for entry in entries {
        // Hebrew spelling follows other rules; a lemma without points says nothing.
        let pointed = entry.yiddish.chars().any(crate::yiddish::letters::is_point);
        if entry.has_tag(tag::HEBREW) || !pointed {
            continue;
        }
        for word in entry.yiddish.replace('|', "").split([' ', '\u{05BE}']) {
            learn(word, &mut counts);
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (context, [a, b, c]) in counts {
        // A wide context met once is chance.
        if a + b + c > 1 || context.len() <= HEAD + WIDE {
            let [a, b, c] = fitted([a, b, c]);
            map.insert(context, a | b << 8 | c << 16)?;
        }
    }
    Ok(map.into_inner()?)
}

/// Counts in the same proportion that fit into eight bits each; one that is there does not vanish.
fn fitted(counts: [u64; 3]) -> [u64; 3] {
    let most = counts.into_iter().max().unwrap_or_default().max(255);
    counts.map(|n| (n * 255).div_ceil(most))
}

fn learn(word: &str, counts: &mut BTreeMap<Vec<u8>, [u64; 3]>) {
    let letters = key::of(word);
    for site in sites(&letters) {
        let marks: Vec<char> = marks_behind(word, site.end());
        let label = MARKS[site.kind]
            .iter()
            .position(|m| m.is_some_and(|m| marks.contains(&m)))
            .or_else(|| MARKS[site.kind].iter().position(Option::is_none));
        let Some(label) = label else { continue };
        let contexts: BTreeSet<Vec<u8>> = contexts(&letters, site)
            .into_iter()
            .flatten()
            .map(|c| c.as_ref().to_vec())
            .collect();
        for context in contexts {
            counts.entry(context).or_default()[label] += 1;
        }
    }
}

/// The marks that follow the `count`th letter of `word`.
fn marks_behind(word: &str, count: usize) -> Vec<char> {
    let mut seen = 0;
    let mut out = Vec::new();
    for c in word.chars() {
        if crate::yiddish::letters::is_letter(c) {
            seen += 1;
        } else if seen == count {
            out.push(c);
        }
    }
    out
}
