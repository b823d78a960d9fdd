//! Alignment: which English words of the story each term of the headline stands for.

pub mod candidates;
pub mod choose;
pub mod confidence;
pub mod names;
pub mod pairs;
mod senses;
pub mod sound;
pub mod terms;

use std::ops::Range;

use serde::Serialize;

use crate::english::Body;
use crate::glossary::Glossary;
use crate::yiddish::Headline;

/// How the English words of a pair were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// A sense of the glossary, word for word.
    Exact,
    /// A sense of the glossary in another inflected form (`warn` / `warned`).
    Inflected,
    /// A word of the same family (`Japan` / `Japanese`, `announce` / `announcement`).
    Family,
    /// Another word of the same meaning.
    Synonym,
    /// A number of the same value (`פופצן` / `15`).
    Number,
    /// Letters that sound alike: names and English loans.
    Transliteration,
    /// Nothing in the story stands for this term.
    Unsupported,
    /// A function word, which carries no term of its own.
    Function,
}

impl Relation {
    /// The name used in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Inflected => "inflected",
            Self::Family => "family",
            Self::Synonym => "synonym",
            Self::Number => "number",
            Self::Transliteration => "transliteration",
            Self::Unsupported => "unsupported",
            Self::Function => "function",
        }
    }
}

/// One row of the result: a headline term and what it stands for in the story.
#[derive(Debug, Clone, PartialEq)]
pub struct TermPair {
    /// The term as written; the parts of a split verb joined by ` … `.
    pub yiddish: String,
    /// The term after normalization: letters, points and punctuation in their standard form.
    pub normalized: String,
    /// YIVO romanization.
    pub romanized: String,
    /// The glossary's lemma, empty where the term is not known.
    pub lemma: String,
    /// Part of speech of the lemma, empty where the term is not known.
    pub pos: String,
    /// The story's own words, empty where it has none.
    pub english: String,
    /// The glossary's senses, joined by ` | `.
    pub gloss: String,
    /// How `english` was found.
    pub relation: Relation,
    /// Probability that the pair is right, 0 to 1.
    pub confidence: f64,
    /// How often the story mentions the same thing, this mention included.
    pub mentions: usize,
    /// The sentence of the chosen mention, counted from 1.
    pub sentence: Option<usize>,
    /// The chosen mention: Unicode scalar values into the body, end exclusive.
    pub span: Option<Range<usize>>,
    /// The term's parts in the headline: Unicode scalar values, end exclusive.
    pub headline_spans: Vec<Range<usize>>,
    /// The glossary file and line, or the rule, that the pair rests on.
    pub source: String,
}

/// All term pairs of one document, in headline order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alignment {
    /// The document's id.
    pub document: String,
    /// The pairs, function words included; writers leave those out unless asked.
    pub pairs: Vec<TermPair>,
}

/// What alignment decides before it writes rows.
pub struct Assignment<'g> {
    /// The terms of the headline.
    pub terms: Vec<terms::Term<'g>>,
    /// For each term its candidates, the best first.
    pub weighed: Vec<Vec<choose::Weighed>>,
    /// For each term the index of the candidate that was chosen.
    pub chosen: Vec<Option<usize>>,
}

/// Of a headline of very many terms, which nobody writes, so many places of each English word are looked at, so
/// that the time is in proportion to its length.
const PLACES_OF_MANY: usize = 64;

/// Pairs headlines with stories by one glossary.
#[derive(Debug, Clone, Copy)]
pub struct Aligner<'g> {
    glossary: &'g Glossary,
}

impl<'g> Aligner<'g> {
    /// An aligner that knows `glossary`.
    pub fn new(glossary: &'g Glossary) -> Self {
        Self { glossary }
    }

    /// The terms of `headline`, each with the words of `body` it stands for, in headline order.
    pub fn align(&self, headline: &Headline, body: &Body) -> Vec<TermPair> {
        self.align_with_features(headline, body)
            .into_iter()
            .map(|(pair, _)| pairs::keep_probable(pair))
            .collect()
    }

    /// The same with the [`confidence::FEATURES`] of each pair, also of those that were too
    /// improbable to keep: for fitting the model.
    pub fn align_with_features(
        &self,
        headline: &Headline,
        body: &Body,
    ) -> Vec<(TermPair, pairs::Evidence)> {
        let Assignment {
            terms,
            weighed,
            chosen,
        } = self.assign(headline, body);
        let links = pairs::link(body, &terms, &weighed, &chosen);
        pairs::rows(headline, body, &terms, &weighed, links)
    }

    /// The terms of `headline` with their candidates in `body`, and which of them were chosen.
    pub fn assign(&self, headline: &Headline, body: &Body) -> Assignment<'g> {
        let terms = terms::terms(headline, self.glossary);
        let spoken = names::Spoken::new(body);
        let places = if terms.len() > choose::TOGETHER {
            PLACES_OF_MANY
        } else {
            usize::MAX
        };
        let found = terms
            .iter()
            .map(|t| candidates::candidates(t, body, &spoken, places))
            .collect();
        let weighed = choose::weigh(found, body);
        let chosen = choose::choose(&weighed);
        Assignment {
            terms,
            weighed,
            chosen,
        }
    }
}
