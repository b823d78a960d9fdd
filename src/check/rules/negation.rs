//! One side denies what the other says.

use std::ops::Range;

use crate::check::case::{Case, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
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

impl Rule for Negation {
    fn codes(&self) -> &[Code] {
        &[NEGATION]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let negators: Vec<usize> = (0..case.headline.tokens.len())
            .filter(|&t| is_negator(case, t))
            .collect();
        for &at in &negators {
            findings.extend(only_in_headline(case, at));
        }
        if negators.is_empty() && !case.terms.iter().any(denies) {
            findings.extend(only_in_story(case));
        }
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

/// What the negation at token `at` is about: the next verb or other term, or the one before.
fn scope<'c, 'a>(case: &'c Case<'a>, at: usize) -> Option<&'c Term<'a>> {
    let own = case.term_at(at).filter(|t| t.kind != Kind::Function);
    if own.is_some() {
        return own;
    }
    let content = || {
        case.terms
            .iter()
            .filter(|t| matches!(t.kind, Kind::Verb | Kind::Word))
    };
    let after = content().find(|t| {
        let first = t.pair.headline_spans.first().map_or(0, |s| s.start);
        first >= case.span_of_tokens(&(at..at + 1)).end && t.tokens.start <= at + REACH
    });
    let before = content().rfind(|t| t.tokens.start < at && at <= t.tokens.end + 1);
    // "Takes not on": the negation stands inside its verb.
    before
        .filter(|t| t.kind == Kind::Verb && t.tokens.contains(&at))
        .or(after.filter(|t| t.words.is_some()))
        .or(before)
        .or(after)
}

fn only_in_headline(case: &Case, at: usize) -> Option<Finding> {
    let term = scope(case, at)?;
    let words = term.words.clone().filter(|_| term.is_sure(SURE))?;
    // Any mention of the thing that is denied will do.
    let hash = case.body.words[words.start].hash;
    for &mention in case.body.find(hash) {
        if is_denied(case, mention as usize) {
            return None;
        }
    }
    if is_denied(case, words.start) || has_negative_prefix(case.word(words.start)) {
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

/// Whether the sentence of word `at` denies something, or a word of refusal stands near it.
fn is_denied(case: &Case, at: usize) -> bool {
    case.sentence_of(at).any(|i| {
        let near = i + REACH >= at && i <= at + REACH;
        case.cue(i, Cue::Negation).is_some()
            || is_contraction(case.word(i))
            || near && case.cue(i, Cue::Denial).is_some()
    })
}

fn is_contraction(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}

/// A verb that the story denies and the headline does not.
fn only_in_story(case: &Case) -> Option<Finding> {
    let verbs = case
        .terms
        .iter()
        .filter(|t| t.kind == Kind::Verb && t.is_sure(SURE));
    for term in verbs {
        let Some(words) = &term.words else { continue };
        let all = case.body.find(case.body.words[words.start].hash);
        // Where the story also says it without denying it, the headline may have it from there.
        let denied: Vec<usize> = all
            .iter()
            .filter_map(|&at| negation_before(case, at as usize))
            .collect();
        if denied.len() == all.len()
            && let Some(&not) = denied.first()
        {
            let yiddish = &term.pair.yiddish;
            let found = not..words.end.max(not + 1);
            let found = if found.len() <= 6 {
                found
            } else {
                not..not + 1
            };
            let english = case.body.slice(&found);
            let message = format!("the headline says {yiddish}, which the story denies: {english}");
            let advice = "say in the headline that it is not so";
            return Some(case.about_term(&NEGATION, term, Some(found), message, advice));
        }
    }
    None
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
