//! Looking a word up as a person does: which lemmas it can be a form of, and what they mean.

use serde::Serialize;

use super::Glossary;
use super::analyse::{Reading, contraction};
use crate::yiddish::numbers::is_number_word;
use crate::yiddish::{TokenKind, key, normalize, romanize, tokenize};

/// One analysis of a word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// The lemma as the glossary spells it; of a compound or derived word, put together from its parts.
    pub lemma: String,
    /// Part of speech of the lemma, empty where a user's glossary does not say.
    pub pos: String,
    /// English senses, best first.
    pub english: Vec<String>,
    /// YIVO romanization of the word as it stands.
    pub romanized: String,
    /// The rules that lead from the word to the lemma.
    pub rule: String,
    /// How unlikely the analysis is; not part of the output.
    #[serde(skip)]
    pub cost: f32,
}

/// What is known of a word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lookup {
    /// The word as given.
    pub word: String,
    /// Whether the glossary and the rules explain the whole of it.
    pub known: bool,
    /// Its analyses, cheapest first.
    pub analyses: Vec<Analysis>,
}

/// Analyses shown for one word.
const MOST: usize = 12;

impl Glossary {
    /// Looks `word` up; it may have several parts joined by maqaf or spaces.
    ///
    /// ```
    /// let glossary = kepl::Glossary::builtin();
    /// let found = glossary.lookup("צייטונגען");
    /// assert!(found.known);
    /// assert_eq!(found.analyses[0].english[0], "newspaper");
    /// ```
    pub fn lookup(&self, word: &str) -> Lookup {
        let normalized = normalize(word).text;
        let mut readings = self.readings_once(&key::of(&normalized));
        if readings.is_empty()
            && let Some(rest) = contraction(&normalized)
        {
            readings = self.readings_once(&key::of(rest));
        }
        let mut analyses: Vec<Analysis> = Vec::new();
        for reading in readings {
            let found = self.analysis(&reading);
            let same = analyses
                .iter()
                .any(|a| a.lemma == found.lemma && a.pos == found.pos);
            if !same && analyses.len() < MOST {
                analyses.push(found);
            }
        }
        let known = !analyses.is_empty() || self.parts_known(&normalized);
        Lookup {
            word: word.to_owned(),
            known,
            analyses,
        }
    }

    /// Whether every part of a word joined by maqaf, or beside digits, is known.
    fn parts_known(&self, normalized: &str) -> bool {
        let tokens = tokenize(normalized);
        let words: Vec<_> = tokens
            .iter()
            .filter(|t| t.kind != TokenKind::Punctuation)
            .collect();
        if words.is_empty() {
            return false;
        }
        words.iter().all(|t| match t.kind {
            TokenKind::Number => true,
            TokenKind::Latin => false,
            _ => {
                let key = key::of(&t.text);
                is_number_word(&key) || (words.len() > 1 && !self.readings(&key).is_empty())
            }
        })
    }

    /// `reading` as shown to people.
    pub fn analysis(&self, reading: &Reading) -> Analysis {
        Analysis {
            lemma: reading.lemma(),
            pos: reading
                .lemma_pos()
                .map(|p| p.as_str().to_owned())
                .unwrap_or_default(),
            english: reading.lemma_senses(),
            romanized: romanize::reading(reading),
            rule: reading.rule(),
            cost: reading.cost,
        }
    }
}
