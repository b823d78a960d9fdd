//! The rows that the table and the JSON Lines have in common.

use std::borrow::Cow;

use serde::Serialize;

use super::Options;
use super::cell::without_bidi_controls;
use crate::align::{Alignment, Relation, TermPair};

/// The columns of the table, in order.
pub const COLUMNS: [&str; 16] = [
    "document",
    "term",
    "yiddish",
    "normalized",
    "romanized",
    "lemma",
    "pos",
    "english",
    "gloss",
    "relation",
    "confidence",
    "mentions",
    "sentence",
    "start",
    "end",
    "source",
];

/// One term as it is written: the columns after `document`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row<'a> {
    /// The number of the term among those written of its document, from 1.
    pub term: usize,
    /// As written in the headline.
    pub yiddish: Cow<'a, str>,
    /// After normalization.
    pub normalized: Cow<'a, str>,
    /// In Latin letters.
    pub romanized: Cow<'a, str>,
    /// The glossary's lemma.
    pub lemma: Cow<'a, str>,
    /// The lemma's part of speech.
    pub pos: Cow<'a, str>,
    /// The story's words.
    pub english: Cow<'a, str>,
    /// The glossary's senses.
    pub gloss: Cow<'a, str>,
    /// How the two were found to belong together.
    pub relation: Relation,
    /// How sure that is, rounded to three decimals.
    pub confidence: f64,
    /// How often the story mentions it.
    pub mentions: usize,
    /// The sentence of the chosen mention.
    pub sentence: Option<usize>,
    /// Where the chosen mention begins.
    pub start: Option<usize>,
    /// Where it ends.
    pub end: Option<usize>,
    /// What the pair rests on.
    pub source: Cow<'a, str>,
}

/// The rows of an alignment, without function words unless the options ask for them.
///
/// A pair that is not sure enough stays a row, so that no term of the headline gets lost, but one that the
/// story does not support; its confidence remains to say why.
pub fn rows<'a>(alignment: &'a Alignment, options: &Options) -> impl Iterator<Item = Row<'a>> {
    selected(alignment, options)
        .zip(1..)
        .map(|((pair, sure), term)| row(term, pair, sure))
}

/// The pairs that become rows, each with whether it is sure enough.
pub(super) fn selected<'a>(
    alignment: &'a Alignment,
    options: &Options,
) -> impl Iterator<Item = (&'a TermPair, bool)> {
    let (all, least) = (options.all, options.min_confidence);
    let pairs = alignment.pairs.iter();
    pairs
        .filter(move |pair| all || pair.relation != Relation::Function)
        .map(move |pair| (pair, pair.confidence >= least))
}

fn row(term: usize, pair: &TermPair, sure: bool) -> Row<'_> {
    let kept = pair.span.as_ref().filter(|_| sure);
    let relation = match pair.relation {
        Relation::Function => Relation::Function,
        _ if !sure => Relation::Unsupported,
        relation => relation,
    };
    Row {
        term,
        yiddish: without_bidi_controls(&pair.yiddish),
        normalized: without_bidi_controls(&pair.normalized),
        romanized: without_bidi_controls(&pair.romanized),
        lemma: without_bidi_controls(&pair.lemma),
        pos: without_bidi_controls(&pair.pos),
        english: without_bidi_controls(if sure { &pair.english } else { "" }),
        gloss: without_bidi_controls(&pair.gloss),
        relation,
        confidence: (pair.confidence * 1000.0).round() / 1000.0,
        mentions: if sure { pair.mentions } else { 0 },
        sentence: pair.sentence.filter(|_| sure),
        start: kept.map(|span| span.start),
        end: kept.map(|span| span.end),
        source: without_bidi_controls(&pair.source),
    }
}
