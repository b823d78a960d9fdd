//! Places that stand for one another: a country and its capital, a city and what lies in it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::english::{Body, fold, hash_word, is_function_word};
use crate::glossary::Glossary;
use crate::glossary::entry::{Pos, split_values};
use crate::tables::REGIONS;

/// The telling words of the senses of all places that the default glossary has, as hashes, and whether they are
/// all of a sense.
static PLACES: LazyLock<FxHashMap<u32, bool>> = LazyLock::new(|| {
    let glossary = Glossary::builtin();
    let mut out = FxHashMap::default();
    for layer in glossary.layers() {
        for id in 0..layer.len() as u32 {
            let entry = layer.entry(id);
            if entry.pos() == Some(Pos::Place) {
                for sense in entry.senses() {
                    // "New York" is known by its second word: "New" says nothing.
                    let words: Vec<&str> = sense.split([' ', '-']).collect();
                    let telling = match words[..] {
                        [one] => one,
                        [_, second, ..] => second,
                        [] => continue,
                    };
                    let whole = out.entry(hash_word(telling)).or_default();
                    *whole |= words.len() == 1 && !is_function_word(&fold(telling));
                }
            }
        }
    }
    out
});

/// Whether the word of a story with this hash is known to name a place.
pub fn is_place(hash: u32) -> bool {
    PLACES.contains_key(&hash)
}

/// Whether the word alone is known to name a place.
pub fn is_whole_place(hash: u32) -> bool {
    PLACES.get(&hash).is_some_and(|whole| *whole)
}

/// Where `body` has a place that `sense` may stand for, or the other way round.
pub fn near(sense: &str, body: &Body) -> Option<usize> {
    let sense = fold(sense);
    REGIONS.iter().find_map(|region| {
        let own = fold(region.place) == sense;
        let seat = || split_values(region.seat);
        let parts = || split_values(region.parts);
        if own {
            // The whole is said where the story has a part.
            return seat().chain(parts()).find_map(|part| find(body, part));
        }
        // The capital speaks for its country; a part does not speak for the whole.
        let is_seat = seat().any(|s| fold(s) == sense);
        is_seat
            .then(|| names(region.place).find_map(|n| find(body, n)))
            .flatten()
    })
}

/// Whether `body` has such a place.
pub fn is_near(sense: &str, body: &Body) -> bool {
    near(sense, body).is_some()
}

fn names(place: &'static str) -> impl Iterator<Item = &'static str> {
    let others = crate::english::Lexicon::get().equivalents(&fold(place));
    std::iter::once(place).chain(others)
}

/// Where the story has `phrase`, with a capital.
fn find(body: &Body, phrase: &str) -> Option<usize> {
    let mut words = phrase.split([' ', '-']);
    let first = words.next()?;
    let rest: Vec<&str> = words.collect();
    let mut places = body.find(hash_word(first)).iter().map(|&at| at as usize);
    places.find(|&at| {
        body.words[at].capital
            && rest
                .iter()
                .zip(at + 1..)
                .all(|(word, i)| body.words.get(i).is_some_and(|w| w.hash == hash_word(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_speaks_for_its_country_and_a_part_is_in_the_whole() {
        let body = Body::parse("Moscow denied it, said an American in Brooklyn.");
        assert!(is_near("Russia", &body));
        assert!(is_near("Washington", &body));
        assert!(is_near("New York", &body));
        assert!(!is_near("Texas", &body));
        let whole = Body::parse("It happened in New York.");
        assert!(!is_near("Brooklyn", &whole));
    }
}
