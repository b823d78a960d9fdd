//! The English side: a story as sentences and words that can be found quickly.

pub mod generate;
pub mod inflect;
pub mod lexicon;
pub mod numbers;
pub mod tokenize;

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

pub use lexicon::{Lexicon, fold, hash_word};
pub use tokenize::Word;

use crate::tables::{ABBREVIATIONS, ENGLISH_FUNCTION};

/// A story: its words, and where each stands.
#[derive(Debug, Clone)]
pub struct Body<'a> {
    /// The text as given.
    pub text: &'a str,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Numbers the words amount to.
    pub numbers: Vec<numbers::Number>,
    /// Indices into `words`, those of one word together and in order.
    places: Vec<u32>,
    /// For each word, by its hash, its run of `places`.
    runs: FxHashMap<u32, (u32, u32)>,
}

impl<'a> Body<'a> {
    /// Reads a story.
    ///
    /// ```
    /// let body = kepl::Body::parse("Russia warned Japan. Japan replied.");
    /// assert_eq!(body.sentences(), 2);
    /// assert_eq!(body.find(kepl::english::hash_word("japan")).len(), 2);
    /// ```
    pub fn parse(text: &'a str) -> Self {
        let words = tokenize::words(text, |w| ABBREVIATIONS.iter().any(|a| a.word == w));
        let mut places: Vec<u32> = (0..words.len() as u32).collect();
        places.sort_by_key(|&i| words[i as usize].hash);
        let mut runs = FxHashMap::with_capacity_and_hasher(words.len(), FxBuildHasher);
        let mut start = 0;
        for run in places.chunk_by(|&a, &b| words[a as usize].hash == words[b as usize].hash) {
            let end = start + run.len() as u32;
            runs.insert(words[run[0] as usize].hash, (start, end));
            start = end;
        }
        let numbers = numbers::find(text, &words);
        Self {
            text,
            words,
            numbers,
            places,
            runs,
        }
    }

    /// Where the word with this hash stands: indices into `words`.
    pub fn find(&self, hash: u32) -> &[u32] {
        self.runs.get(&hash).map_or(&[], |&run| self.run(run))
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.words.last().map_or(0, |w| w.sentence as usize + 1)
    }

    /// The text of a run of words, end exclusive.
    pub fn slice(&self, words: &Range<usize>) -> &'a str {
        match (
            self.words.get(words.start),
            self.words.get(words.end.wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) if words.start < words.end => {
                &self.text[first.bytes.start..last.bytes.end]
            }
            _ => "",
        }
    }

    /// The Unicode scalar values of a run of words, end exclusive.
    pub fn chars(&self, words: &Range<usize>) -> Range<usize> {
        match (
            self.words.get(words.start),
            self.words.get(words.end.wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) if words.start < words.end => {
                first.chars.start..last.chars.end
            }
            _ => 0..0,
        }
    }

    /// The different words with the places of each, in no order.
    pub fn vocabulary(&self) -> impl Iterator<Item = &[u32]> {
        self.runs.values().map(|&run| self.run(run))
    }

    fn run(&self, (start, end): (u32, u32)) -> &[u32] {
        &self.places[start as usize..end as usize]
    }
}

/// Whether `word`, lower case, only serves other words.
pub fn is_function_word(word: &str) -> bool {
    ENGLISH_FUNCTION
        .binary_search_by(|w| w.word.cmp(word))
        .is_ok()
}
