//! Words of Hebrew origin spelled by their sound, as Soviet orthography does: `שאבעס` for `שבת`.
//!
//! Which spelling stands for which word is worked out from the glossary's romanizations when the
//! crate is built.

use std::sync::LazyLock;

use fst::{IntoStreamer, Set, Streamer};

use super::analyse::{Derivation, Reading, exact};
use super::compile::VARIANT;
use super::index::Index;
use crate::tables::INFLECTION;
use crate::yiddish::key;

static SPELLED: LazyLock<Option<Set<&'static [u8]>>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/soviet.fst"));
    Set::new(bytes).ok()
});

/// Shortest word that is taken for one spelled by sound: shorter ones are too easily others.
const LEAST: usize = 5;
/// What spelling by sound costs.
const COST: f32 = 0.6;
/// What it costs with an ending.
const ENDING_COST: f32 = 0.7;
/// The dearest ending that is looked for.
const ENDING: f32 = 0.12;

/// Endings that a word may have beyond its lemma: those of nouns and adjectives.
static ENDINGS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut endings: Vec<Vec<u8>> = INFLECTION
        .iter()
        .filter(|rule| {
            matches!(rule.base, "lemma" | "hebrew")
                && matches!(rule.pos, "noun" | "adj")
                && rule.cost <= ENDING
        })
        .map(|rule| key::of(rule.suffix))
        .filter(|ending| !ending.is_empty())
        .collect();
    endings.sort();
    endings.dedup();
    endings
});

/// Readings of `key` as a word of Hebrew origin that is spelled by its sound.
pub fn readings<'a>(index: &'a Index, key: &[u8]) -> Vec<Reading<'a>> {
    if key.len() < LEAST {
        return Vec::new();
    }
    let out = lemmas(index, key, COST);
    if !out.is_empty() {
        return out;
    }
    ENDINGS
        .iter()
        .filter_map(|ending| key.strip_suffix(ending.as_slice()))
        .filter(|stem| stem.len() >= LEAST)
        .flat_map(|stem| lemmas(index, stem, ENDING_COST))
        .collect()
}

/// Readings of a word that is a form of another already: `עמעס` for `אמת`, as `עם` with an ending.
pub fn besides<'a>(index: &'a Index, key: &[u8]) -> Vec<Reading<'a>> {
    lemmas(index, key, COST)
}

/// Whether a reading was found by its sound and not by its letters.
pub fn is_by_sound(reading: &Reading, key: &[u8]) -> bool {
    reading.derivation == Derivation::None && reading.spelling.is_empty() && reading.key != key
}

fn lemmas<'a>(index: &'a Index, spelled: &[u8], cost: f32) -> Vec<Reading<'a>> {
    let Some(set) = SPELLED.as_ref() else {
        return Vec::new();
    };
    if !begins(set, spelled) {
        return Vec::new();
    }
    let from = [spelled, b">"].concat();
    let to = [spelled, b"?"].concat();
    let mut stream = set.range().ge(&from).lt(to).into_stream();
    let mut out: Vec<Reading<'a>> = Vec::new();
    while let Some(found) = stream.next() {
        for mut reading in exact(index, &found[from.len()..]) {
            if reading.entry().is_hebrew() && reading.cost <= 0.0 {
                reading.posting.flags |= VARIANT;
                reading.cost = cost;
                out.push(reading);
            }
        }
    }
    out
}

/// Whether anything in `set` is spelled so. Most words are not, and a walk is quicker than a search.
fn begins(set: &Set<&'static [u8]>, spelled: &[u8]) -> bool {
    let fst = set.as_fst();
    let mut node = fst.root();
    spelled.iter().chain(b">").all(|&byte| {
        let next = node.find_input(byte).map(|i| node.transition_addr(i));
        next.is_some_and(|addr| {
            node = fst.node(addr);
            true
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::Glossary;

    #[test]
    fn words_spelled_by_sound_are_led_back() {
        let glossary = Glossary::builtin();
        for (word, english) in [
            ("שאבעס", "Sabbath"),
            ("כאווער", "friend"),
            ("מישפאכע", "family"),
            ("כאסענע", "wedding"),
        ] {
            let found = glossary.lookup(word);
            let senses: Vec<&String> = found.analyses.iter().flat_map(|a| &a.english).collect();
            assert!(senses.iter().any(|s| *s == english), "{word}: {senses:?}");
        }
    }
}
