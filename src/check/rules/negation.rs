//! One side denies what the other says.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::check::case::{Case, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule, mentions};
use crate::english::hash_word;

/// Finds negations on one side only.
pub struct Negation;

const NEGATION: Code = Code {
    name: "negation",
    severity: Severity::Error,
    says: "the headline denies what the story says, or the other way round",
};

/// Pairs less sure than this tell nothing.
const SURE: f64 = 0.75;
/// How many words a negation reaches in the headline.
const REACH: usize = 3;
/// How far from a negation inside it the parts of a verb may stand.
const PARTED: usize = 6;

impl Rule for Negation {
    fn codes(&self) -> &[Code] {
        &[NEGATION]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let negators: Vec<usize> = (0..case.headline.tokens.len())
            .filter(|&t| is_negator(case, t))
            .collect();
        if negators.is_empty() {
            if !case
                .terms
                .iter()
                .any(|t| t.kind != Kind::Function && denies(t) && !is_same(case, t))
            {
                findings.extend(only_in_story(case));
            }
            return;
        }
        let mut denials = Denials::of(case);
        for &at in &negators {
            findings.extend(only_in_headline(case, at, &mut denials));
        }
    }
}

/// What the story denies.
struct Denials {
    /// Whether each sentence has a negation.
    sentences: Vec<bool>,
    /// Whether any mention of a word is denied, by its hash, where that has been asked.
    words: FxHashMap<u32, bool>,
}

impl Denials {
    fn of(case: &Case) -> Self {
        let mut sentences = vec![false; case.body.sentences()];
        for (at, word) in case.body.words.iter().enumerate() {
            sentences[word.sentence as usize] |=
                case.cue(at, Cue::Negation).is_some() || is_contraction(case.word(at));
        }
        Self {
            sentences,
            words: FxHashMap::default(),
        }
    }

    /// Whether the story denies any mention of the word at `at`.
    fn any(&mut self, case: &Case, at: usize) -> bool {
        let hash = case.body.words[at].hash;
        if let Some(&known) = self.words.get(&hash) {
            return known;
        }
        let mut mentions = case.body.find(hash).iter();
        let denied = mentions.any(|&m| self.is_denied(case, m as usize));
        self.words.insert(hash, denied);
        denied
    }

    /// Whether the sentence of word `at` denies something, or a word of refusal stands near it.
    fn is_denied(&self, case: &Case, at: usize) -> bool {
        let sentence = case.sentence_of(at);
        let near = at.saturating_sub(REACH).max(sentence.start)..(at + REACH + 1).min(sentence.end);
        self.sentences[case.body.words[at].sentence as usize]
            || near.into_iter().any(|i| case.cue(i, Cue::Denial).is_some())
    }
}

/// Whether the token denies. `קיין` before a place is "to", and `אן` may be part of a verb.
fn is_negator(case: &Case, at: usize) -> bool {
    let Some(class) = case.headline_cue(at, Cue::Negation) else {
        return false;
    };
    let Some(term) = case.term_at(at) else {
        return false;
    };
    let next = case.term_at(at + 1);
    match class {
        "no" => next.is_none_or(|t| !t.kind.is_name()),
        "without" => {
            term.kind == Kind::Function
                && term.tokens.len() == 1
                && next.is_some_and(|t| t.kind == Kind::Word)
        }
        _ => true,
    }
}

/// Whether a term says no in its own way: refuse, prevent, fail.
fn denies(term: &Term) -> bool {
    let mut senses = term.senses().take(4);
    senses.any(|sense| {
        sense.split([' ', '-']).any(|w| {
            let hash = hash_word(w);
            cues::english(hash, Cue::Denial).is_some()
                || cues::english(hash, Cue::Negation).is_some()
        })
    })
}

/// Whether the story has a term of refusal in the same words, and denies it if at all besides.
fn is_same(case: &Case, term: &Term) -> bool {
    let words = term.words.as_ref().filter(|_| term.is_sure(SURE));
    words.is_some_and(|w| case.cue(w.start, Cue::Denial).is_some())
}

/// What the negation at token `at` is about: the next verb or other term, or the one before.
fn scope<'c, 'a>(case: &'c Case<'a>, at: usize) -> Option<&'c Term<'a>> {
    let own = case.term_at(at).filter(|t| t.kind != Kind::Function);
    if own.is_some() {
        return own;
    }
    let content = |t: &&Term| matches!(t.kind, Kind::Verb | Kind::Word);
    let end = case.span_of_tokens(&(at..at + 1)).end;
    let after = (at + 1..=at + REACH)
        .filter_map(|t| case.term_at(t))
        .filter(content)
        .find(|t| t.pair.headline_spans.first().map_or(0, |s| s.start) >= end);
    let before = (at.saturating_sub(PARTED)..=at + PARTED)
        .rev()
        .filter_map(|t| case.term_at(t))
        .filter(content)
        .filter(|t| t.tokens.start < at && at <= t.tokens.end + 1)
        .max_by_key(|t| t.tokens.start);
    // "Takes not on": the negation stands inside its verb.
    before
        .filter(|t| t.kind == Kind::Verb && t.tokens.contains(&at))
        .or(after.filter(|t| t.words.is_some()))
        .or(before)
        .or(after)
}

fn only_in_headline(case: &Case, at: usize, denials: &mut Denials) -> Option<Finding> {
    let term = scope(case, at)?;
    let words = term.words.clone().filter(|_| term.is_sure(SURE))?;
    // Any mention of the thing that is denied will do.
    if denials.any(case, words.start) || has_negative_prefix(case.word(words.start)) {
        return None;
    }
    let first = at.min(term.tokens.start);
    let last = (at + 1).max(term.tokens.end);
    let tokens: Range<usize> = if last - first <= REACH + 1 {
        first..last
    } else {
        at..at + 1
    };
    let (yiddish, english) = (&case.headline.tokens[at].text, case.body.slice(&words));
    let message = format!("the headline denies ({yiddish}) what the story says: {english}");
    let advice = "take the negation out of the headline, or show in the story what it rests on";
    Some(case.about_tokens(&NEGATION, &tokens, Some(words), message, advice))
}

/// English prefixes that deny.
fn has_negative_prefix(word: &str) -> bool {
    let word = word.to_lowercase();
    ["un", "in", "im", "non", "dis", "ir", "il"]
        .iter()
        .any(|p| word.starts_with(p))
}

fn is_contraction(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}

/// A verb that the story denies and the headline does not.
fn only_in_story(case: &Case) -> Option<Finding> {
    let (term, words) = mentions::always_after(case, |at| negation_before(case, at))?;
    let (yiddish, english) = (&term.pair.yiddish, case.body.slice(&words));
    let message = format!("the headline says {yiddish}, which the story denies: {english}");
    let advice = "say in the headline that it is not so";
    Some(case.about_term(&NEGATION, term, Some(words), message, advice))
}

/// The negation directly before a verb: did not say, has never been seen.
fn negation_before(case: &Case, at: usize) -> Option<usize> {
    let sentence = case.sentence_of(at);
    let start = at.saturating_sub(3).max(sentence.start);
    let not = (start..at).rev().find(|&i| {
        let class = case.cue(i, Cue::Negation);
        matches!(class, Some("not" | "never")) && fold_is_not(case.word(i))
            || is_contraction(case.word(i))
    })?;
    // "Not only", and a comma between, deny something else.
    let only = case.cue(not + 1, Cue::Denial) == Some("only");
    let between = &case.body.text[case.body.words[not].bytes.end..case.body.words[at].bytes.start];
    // Only words that go with a verb may stand between: "did not immediately say".
    let light = (not + 1..at).all(|i| {
        let word = crate::english::fold(case.word(i));
        matches!(
            word.as_str(),
            "be" | "been" | "yet" | "immediately" | "have" | "to" | "being"
        ) || word.ends_with("ly")
    });
    (!only && light && !between.contains([',', ';', '—'])).then_some(not)
}

/// "No" denies a noun, not a verb.
fn fold_is_not(word: &str) -> bool {
    !word.eq_ignore_ascii_case("no")
}
