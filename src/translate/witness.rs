//! The story as witness: its words decide between senses, and its names give theirs their spelling.

use std::ops::Range;

use super::options::capitalized;
use super::tag::Tag;
use super::unit::{Origin, Unit};
use crate::align::{Relation, TermPair};
use crate::english::lexicon::form_hashes;
use crate::english::{Body, fold, hash_word};

/// A name in capitals of more letters is no acronym.
const LONGEST_ACRONYM: usize = 5;
/// How sure a pair must be for its words to be taken.
const SURE: f64 = 0.5;
/// What a sense gains that the story has.
const SUPPORT: f32 = 1.5;

/// What a story says of its headline.
#[derive(Debug, Default)]
pub struct Witness<'a> {
    body: Option<&'a Body<'a>>,
    pairs: Vec<TermPair>,
    /// Where each token stands in the headline as it was given.
    places: Vec<Range<usize>>,
}

impl<'a> Witness<'a> {
    /// A witness that has seen `body`; `places` are the characters of the headline's tokens.
    pub fn new(body: &'a Body<'a>, pairs: Vec<TermPair>, places: Vec<Range<usize>>) -> Self {
        Self {
            body: (!body.words.is_empty()).then_some(body),
            pairs,
            places,
        }
    }

    /// What `sense` gains by standing in the story.
    pub fn supports(&self, sense: &str) -> f32 {
        let Some(body) = self.body else { return 0.0 };
        let mut words = 0;
        let mut found = 0;
        for word in sense
            .split([' ', '-'])
            .filter(|w| !crate::english::is_function_word(w))
        {
            words += 1;
            let folded = fold(word);
            found += usize::from(
                form_hashes(&folded)
                    .iter()
                    .any(|&h| !body.find(h).is_empty()),
            );
        }
        if words > 0 && words == found {
            SUPPORT
        } else {
            0.0
        }
    }

    /// The story's words that are paired with `unit`, where that is sure.
    pub fn paired(&self, unit: &Unit) -> Option<&str> {
        self.body?;
        let (first, last) = (unit.parts.first()?, unit.parts.last()?);
        let from = self.places.get(first.start)?.start;
        let to = self.places.get(last.end.checked_sub(1)?)?.end;
        let pair = self.pairs.iter().find(|p| {
            p.confidence >= SURE
                && matches!(p.relation, Relation::Exact | Relation::Inflected)
                && p.headline_spans.first().is_some_and(|s| s.start == from)
                && p.headline_spans.last().is_some_and(|s| s.end == to)
        })?;
        Some(&pair.english)
    }

    /// What `sense` gains where the story has it in the place of `unit`.
    pub fn prefers(&self, paired: Option<&str>, sense: &str) -> f32 {
        let Some(paired) = paired else { return 0.0 };
        let hashes: Vec<u32> = paired.split([' ', '-']).map(hash_word).collect();
        let mut words = sense
            .split([' ', '-'])
            .filter(|w| !crate::english::is_function_word(w))
            .peekable();
        let all = words.peek().is_some()
            && words.all(|w| form_hashes(&fold(w)).iter().any(|h| hashes.contains(h)));
        if all { SUPPORT } else { 0.0 }
    }

    /// The story's spelling of a name, or of a word that nothing else explains.
    pub fn name(&self, unit: &Unit) -> Option<String> {
        self.body?;
        let unexplained = matches!(unit.analysis().origin, Origin::Unknown);
        let (first, last) = (unit.parts.first()?, unit.parts.last()?);
        let from = self.places.get(first.start)?.start;
        let to = self.places.get(last.end.checked_sub(1)?)?.end;
        let pair = self.pairs.iter().find(|p| {
            p.confidence >= SURE
                && !matches!(p.relation, Relation::Function | Relation::Family)
                && !p.english.is_empty()
                && p.headline_spans.first().is_some_and(|s| s.start <= from)
                && p.headline_spans.last().is_some_and(|s| s.end >= to)
        })?;
        let by_sound = pair.relation == Relation::Transliteration
            && pair.english.starts_with(char::is_uppercase);
        if !(unexplained || unit.tag() == Tag::Name || by_sound) {
            return None;
        }
        let text = pair.english.trim_end_matches("'s").trim_end_matches("’s");
        // Of a name in several words, each word of the headline has its own.
        let (yiddish, english): (Vec<&str>, Vec<&str>) =
            (pair.yiddish.split(' ').collect(), text.split(' ').collect());
        let starts_pair = pair.headline_spans.first().is_some_and(|s| s.start == from);
        if starts_pair && pair.headline_spans.last().is_some_and(|s| s.end <= to + 2) {
            return Some(out_of_capitals(text));
        }
        let at = yiddish.iter().position(|w| w.starts_with(&unit.text))?;
        (yiddish.len() == english.len()).then(|| out_of_capitals(english[at]))
    }
}

/// A place name as it is written outside the dateline: `MONTREAL` is Montreal, `NATO` stays.
fn out_of_capitals(name: &str) -> String {
    let shouted = |word: &str| word.len() > LONGEST_ACRONYM && word.chars().all(char::is_uppercase);
    let words: Vec<String> = name
        .split(' ')
        .map(|word| {
            if shouted(word) {
                capitalized(&word.to_lowercase())
            } else {
                word.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_datelines_are_written_as_elsewhere() {
        assert_eq!(out_of_capitals("MONTREAL"), "Montreal");
        assert_eq!(out_of_capitals("NATO"), "NATO");
        assert_eq!(out_of_capitals("McAllister"), "McAllister");
    }
}
