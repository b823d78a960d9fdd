//! Counts how the doubtful letters of unpointed Yiddish are read in the glossary's pointed lemmas.

use std::collections::BTreeMap;
use std::error::Error;

use crate::glossary::entry::{Entry, tag};
use crate::yiddish::key;
use crate::yiddish::sites::{MARKS, contexts, sites};

/// An automaton from contexts to the counts of each reading, twenty bits a count.
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
        if a + b + c > 1 || context.len() <= 5 {
            map.insert(context, a | b << 20 | c << 40)?;
        }
    }
    Ok(map.into_inner()?)
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
        for context in contexts(&letters, &site) {
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
