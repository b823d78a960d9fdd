//! What the terms of a headline are: names, dates, numbers, verbs, other words.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::align::{Relation, TermPair};
use crate::check::cues::{self, Kind as Cue};
use crate::english::{Lexicon, fold};
use crate::glossary::entry::{Pos, split_values};
use crate::tables::IRREGULAR;
use crate::yiddish::key;

/// What a term of the headline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Serves other words.
    Function,
    /// A number.
    Number,
    /// A day of the week or a month.
    Date,
    /// A person.
    Person,
    /// A place, or its people, or what belongs to it.
    Place,
    /// An organization.
    Org,
    /// A word that the glossary does not know: most often a name.
    Unknown,
    /// A verb.
    Verb,
    /// Any other word.
    Word,
}

impl Kind {
    /// Whether it names somebody or something.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Person | Self::Place | Self::Org)
    }
}

/// A term of the headline with the places of both sides.
#[derive(Debug, Clone)]
pub struct Term<'a> {
    /// The pair it comes from.
    pub pair: &'a TermPair,
    /// What it is.
    pub kind: Kind,
    /// From its first token to its last, others between included where it is in parts.
    pub tokens: Range<usize>,
    /// Words of the story, where it has a counterpart.
    pub words: Option<Range<usize>>,
}

impl Term<'_> {
    /// The glossary's senses.
    pub fn senses(&self) -> impl Iterator<Item = &str> {
        split_values(&self.pair.gloss)
    }

    /// Whether it should have a counterpart and has none.
    pub fn is_unsupported(&self) -> bool {
        self.pair.relation == Relation::Unsupported
    }

    /// Whether it has a counterpart that is surer than `least`.
    pub fn is_sure(&self, least: f64) -> bool {
        self.words.is_some() && self.pair.confidence >= least
    }
}

/// What the term of `pair` is.
pub(super) fn kind(pair: &TermPair) -> Kind {
    if pair.relation == Relation::Function {
        return Kind::Function;
    }
    if pair.source == "rule:number" {
        return Kind::Number;
    }
    match pair.pos.parse::<Pos>() {
        Ok(Pos::Person) => Kind::Person,
        Ok(Pos::Place) => Kind::Place,
        Ok(Pos::Org) => Kind::Org,
        Ok(Pos::Verb) => Kind::Verb,
        // "Confirmed" is an adjective of the glossary, and in a headline a verb.
        Ok(Pos::Adj) if says_participle(pair) => Kind::Verb,
        Ok(_) => word_kind(pair),
        Err(()) if pair.lemma.is_empty() => Kind::Unknown,
        Err(()) => Kind::Word,
    }
}

/// Whether the first sense is a participle: weak in -ט, such as "confirmed", or strong in -ן, such as "lost".
fn says_participle(pair: &TermPair) -> bool {
    let Some(first) = split_values(&pair.gloss).next() else {
        return false;
    };
    if pair.normalized.ends_with('ט') {
        return first.ends_with("ed") && !first.contains(' ');
    }
    // An ending makes any adjective look like one.
    let bare = key::of(&pair.lemma) == key::of(&pair.normalized);
    bare && pair.normalized.ends_with('ן') && STRONG.contains(first)
}

/// The irregular participles and pasts of English verbs.
static STRONG: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let verbs = IRREGULAR.iter().filter(|row| row.pos == "verb");
    verbs.flat_map(|row| row.forms.split(' ')).collect()
});

/// Dates and the people of places are words with a capital in English.
fn word_kind(pair: &TermPair) -> Kind {
    let sense = split_values(&pair.gloss).next().unwrap_or_default();
    if !sense.starts_with(char::is_uppercase) {
        return Kind::Word;
    }
    let hash = crate::english::hash_word(sense);
    let is_date = [Cue::Weekday, Cue::Month]
        .iter()
        .any(|&k| cues::english(hash, k).is_some());
    if is_date {
        Kind::Date
    } else if Lexicon::get().equivalents(&fold(sense)).next().is_some() {
        Kind::Place
    } else {
        Kind::Word
    }
}
