//! A word of the headline and what it can be.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::tag::Tag;
use crate::glossary::analyse::Reading;
use crate::tables::{CLOSED_CLASS, ClosedWord};
use crate::yiddish::numbers::Number;

static CLOSED: LazyLock<FxHashMap<&'static [u8], Vec<&'static ClosedWord>>> = LazyLock::new(|| {
    let mut out: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for word in CLOSED_CLASS {
        out.entry(word.key).or_default().push(word);
    }
    out
});

/// The rows of `closed.csv` for a key.
pub fn closed(key: &[u8]) -> &'static [&'static ClosedWord] {
    CLOSED.get(key).map_or(&[], Vec::as_slice)
}

/// The inflection of a word, as far as English cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Form {
    Base,
    Plural,
    Possessive,
    /// The bare stem: of the first person, or an imperative.
    Stem,
    Third,
    Participle,
    /// An infinitive with צו in it.
    TsuInfinitive,
    Gerund,
    Comparative,
    Superlative,
    /// Somebody who does what the verb says.
    Agent,
    Agents,
    /// A quality, of an adjective.
    Quality,
}

/// Where an analysis comes from.
#[derive(Debug, Clone)]
pub enum Origin<'g> {
    /// A row of `closed.csv`.
    Closed(&'static ClosedWord),
    /// An entry.
    Entry(Reading<'g>),
    /// A number.
    Number(Number),
    /// Letters by their names.
    Acronym(String),
    /// What is written as it is: Latin letters, punctuation.
    Verbatim,
    /// A word that the glossary does not know.
    Unknown,
}

/// One thing that a word can be.
#[derive(Debug, Clone)]
pub struct Analysis<'g> {
    /// What it does.
    pub tag: Tag,
    /// Its inflection.
    pub form: Form,
    /// How unlikely.
    pub cost: f32,
    /// Where this comes from.
    pub origin: Origin<'g>,
}

/// A word or phrase of the headline.
#[derive(Debug, Clone)]
pub struct Unit<'g> {
    /// Its tokens.
    pub parts: Vec<Range<usize>>,
    /// As it is written, its parts joined by spaces.
    pub text: String,
    /// Its letters.
    pub key: Vec<u8>,
    /// What it can be.
    pub analyses: Vec<Analysis<'g>>,
    /// The likeliest of them in this sentence.
    pub chosen: usize,
    /// A number that is somebody's age.
    pub is_age: bool,
    /// A number before what it counts.
    pub is_count: bool,
    /// With a possessive ending after geresh.
    pub possessive: bool,
}

impl<'g> Unit<'g> {
    /// The analysis taken.
    pub fn analysis(&self) -> &Analysis<'g> {
        &self.analyses[self.chosen]
    }

    /// What it does.
    pub fn tag(&self) -> Tag {
        self.analysis().tag
    }

    /// Its closed class, empty for words of open classes.
    pub fn class(&self) -> &'static str {
        match self.analysis().origin {
            Origin::Closed(row) => row.class,
            _ => "",
        }
    }

    /// Takes it for something else, where it can be that. Whether it could.
    pub fn retag(&mut self, wanted: impl Fn(&Analysis) -> bool) -> bool {
        let best = (0..self.analyses.len())
            .filter(|&i| wanted(&self.analyses[i]))
            .min_by(|&a, &b| self.analyses[a].cost.total_cmp(&self.analyses[b].cost));
        if let Some(best) = best {
            self.chosen = best;
        }
        best.is_some()
    }

    /// Whether it can do this in a sentence.
    pub fn can_be(&self, tag: Tag) -> bool {
        self.analyses.iter().any(|a| a.tag == tag)
    }

    /// Whether it is one of the punctuation marks.
    pub fn is_mark(&self, marks: &[char]) -> bool {
        self.tag() == Tag::Mark && self.text.starts_with(marks)
    }
}
