//! The English side: a story as sentences and words that can be found quickly.

pub mod derive;
pub mod generate;
pub mod inflect;
pub mod lexicon;
pub mod numbers;
mod places;
pub mod tokenize;

use std::ops::Range;

pub use lexicon::{Lexicon, fold, hash_word};
pub use tokenize::Word;

use places::Places;

use crate::tables::{ABBREVIATIONS, ENGLISH_FUNCTION, MASS_NOUNS, MEASURES};

/// A story: its words, and where each stands.
#[derive(Debug, Clone)]
pub struct Body<'a> {
    /// The text as given.
    pub text: &'a str,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Numbers the words amount to.
    pub numbers: Vec<numbers::Number>,
    /// Where each word stands.
    places: Places,
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
        let places = Places::of(&words);
        let numbers = numbers::find(text, &words);
        Self {
            text,
            words,
            numbers,
            places,
        }
    }

    /// Where the word with this hash stands: indices into `words`.
    pub fn find(&self, hash: u32) -> &[u32] {
        self.places.find(hash)
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
        self.places.vocabulary()
    }
}

/// Whether `word`, lower case, is a noun that has no plural and takes no *a*, at least in its usual meaning.
pub fn is_mass_noun(word: &str) -> bool {
    MASS_NOUNS.binary_search_by(|w| w.word.cmp(word)).is_ok()
}

/// Whether `word`, lower case, measures what stands after it: a *glass* of water.
pub fn is_measure(word: &str) -> bool {
    MEASURES.binary_search_by(|w| w.word.cmp(word)).is_ok()
}

/// Whether `word`, lower case, only serves other words.
pub fn is_function_word(word: &str) -> bool {
    ENGLISH_FUNCTION
        .binary_search_by(|w| w.word.cmp(word))
        .is_ok()
}
