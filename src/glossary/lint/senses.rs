//! Checks of the English side.

use rustc_hash::FxHashSet;

use super::{Context, Row, column};
use crate::english::inflect::{Classes, regular_forms};
use crate::english::{Lexicon, fold, hash_word, is_function_word};
use crate::error::Notice;

/// `repeated-sense`.
pub(super) fn repeated(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    let mut seen = FxHashSet::default();
    for sense in &row.entry.english {
        if !seen.insert(sense.to_lowercase()) {
            let found = format!("the sense `{sense}` stands twice");
            out.push(row.warn(
                column::ENGLISH,
                "repeated-sense",
                found,
                "keep one of them; --fix does",
            ));
        }
    }
}

/// `explained-sense`.
pub(super) fn explained(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for sense in &row.entry.english {
        if sense.contains(['(', ')', ';']) {
            let found = format!("the sense `{sense}` explains instead of translating");
            let advice = "keep only words that a story could use and put the rest into `note`";
            out.push(row.warn(column::ENGLISH, "explained-sense", found, advice));
        }
    }
}

/// `misspelled-english`: names and other words with a capital or a digit are left alone.
pub(super) fn misspelled(row: Row, context: &mut Context, out: &mut Vec<Notice>) {
    for sense in &row.entry.english {
        for word in sense.split(|c: char| !(c.is_alphanumeric() || c == '\'')) {
            let word = word.trim_matches('\'');
            let plain = word.chars().all(|c| c.is_ascii_lowercase());
            let fits = (SHORTEST..=LONGEST).contains(&word.len());
            if !fits || !plain || RARE.contains(&word) || context.english.has(word) {
                continue;
            }
            if let Some(near) = meant(word) {
                let found = format!("English has no word `{word}`");
                let advice = format!("write `{near}` if that is meant");
                out.push(row.warn(column::ENGLISH, "misspelled-english", found, &advice));
            }
        }
    }
}

/// The words of English with all their forms.
pub(super) struct EnglishWords(FxHashSet<u32>);

/// Endings and beginnings that make words no list need have.
const ENDINGS: [&str; 9] = [
    "ness", "less", "ful", "like", "able", "ly", "er", "ish", "ship",
];
const BEGINNINGS: [&str; 9] = [
    "un", "re", "non", "anti", "pre", "over", "under", "co", "mis",
];

impl EnglishWords {
    pub(super) fn new() -> Self {
        let lexicon = Lexicon::get();
        Self(lexicon.words().flat_map(|id| lexicon.forms(id)).collect())
    }

    fn listed(&self, word: &str) -> bool {
        self.0.contains(&hash_word(word))
    }

    fn has(&self, word: &str) -> bool {
        if self.listed(word) || is_function_word(word) {
            return true;
        }
        let derived = ENDINGS.iter().any(|e| {
            word.strip_suffix(e).is_some_and(|stem| {
                stem.len() > 2
                    && (self.listed(stem)
                        || self.listed(&format!("{stem}e"))
                        || stem
                            .strip_suffix('i')
                            .is_some_and(|s| self.listed(&format!("{s}y"))))
            })
        });
        let prefixed = BEGINNINGS.iter().any(|b| {
            word.strip_prefix(b)
                .is_some_and(|rest| rest.len() > 2 && self.listed(rest))
        });
        let compound = (3..word.len().saturating_sub(2))
            .any(|cut| self.listed(&word[..cut]) && self.listed(&word[cut..]));
        derived || prefixed || compound || self.is_form(word)
    }

    /// Whether the word is a regular form of a listed one.
    fn is_form(&self, word: &str) -> bool {
        (1..=4).any(|cut| {
            word.get(..word.len().saturating_sub(cut))
                .is_some_and(|stem| {
                    stem.len() > 2
                        && self.listed(stem)
                        && regular_forms(stem, Classes::ANY).iter().any(|f| f == word)
                })
        })
    }
}

/// The common word that `word` is a usual slip of the pen for.
fn meant(word: &str) -> Option<String> {
    let word = fold(word);
    let lexicon = Lexicon::get();
    slips(&word)
        .into_iter()
        .filter(|t| *t != word)
        .filter_map(|t| Some((lexicon.count(lexicon.find(&t)?), t)))
        .filter(|(count, _)| *count >= COMMON)
        .max_by_key(|(count, _)| *count)
        .map(|(_, t)| t)
}

/// Shorter words are too easily others.
const SHORTEST: usize = 7;
/// Longer words are none, and have too many slips to be tried.
const LONGEST: usize = 40;
/// Words that the list lacks and that are a slip away from commoner ones.
const RARE: [&str; 1] = ["prefect"];
/// A rarer word is no likelier to be meant than one that the list lacks.
const COMMON: u32 = 5;
/// In shorter words a letter left out too often makes another word.
const LONG: usize = 9;

/// What `word` may stand for if one slip was made: letters exchanged, doubled or not doubled, and in
/// long words a letter left out; or an `a`, `e` or `i` inside written for another.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut out: Vec<Vec<char>> = Vec::new();
    for at in 1..letters.len() {
        let mut exchanged = letters.clone();
        exchanged.swap(at - 1, at);
        out.push(exchanged);
        let mut doubled = letters.clone();
        doubled.insert(at, letters[at]);
        out.push(doubled);
        if letters[at - 1] == letters[at] {
            let mut single = letters.clone();
            single.remove(at);
            out.push(single);
        }
        if letters.len() >= LONG {
            for c in 'a'..='z' {
                let mut more = letters.clone();
                more.insert(at, c);
                out.push(more);
            }
        }
        if at + 1 < letters.len() && "aei".contains(letters[at]) {
            for c in "aei".chars() {
                let mut other = letters.clone();
                other[at] = c;
                out.push(other);
            }
        }
    }
    out.into_iter().map(String::from_iter).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::codes;

    #[test]
    fn slips_of_the_pen_are_told_from_rare_words() {
        for slip in ["recieve", "goverment", "seperate", "occassion", "comittee"] {
            assert_eq!(
                codes(&format!("טאָג,{slip},noun")),
                ["misspelled-english"],
                "{slip}"
            );
        }
        // With all its slips this would fill the memory.
        let endless = "hous".repeat(20_000);
        for word in [
            &endless,
            "spicy",
            "wombat",
            "Recieve",
            "restitution",
            "overachievers",
            "sleeplessness",
        ] {
            assert_eq!(
                codes(&format!("טאָג,{word},noun")),
                Vec::<&str>::new(),
                "{word}"
            );
        }
    }
}
