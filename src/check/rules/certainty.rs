//! The story says that something may be so, is alleged or planned; the headline says that it is so.

use crate::check::case::{Case, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule, mentions};
use crate::english::{fold, hash_word, is_function_word};

/// Finds certainty that the story does not have.
pub struct Certainty;

const CERTAINTY: Code = Code {
    name: "certainty",
    severity: Severity::Warning,
    says: "the headline states as a fact what the story only supposes",
};

/// How far before a verb its hedge may stand.
const REACH: usize = 3;

impl Rule for Certainty {
    fn codes(&self) -> &[Code] {
        &[CERTAINTY]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        if is_hedged(case) {
            return;
        }
        if let Some((term, words)) = mentions::always_after(case, |at| hedge_before(case, at)) {
            let (yiddish, english) = (&term.pair.yiddish, case.body.slice(&words));
            let message =
                format!("the headline states {yiddish} as a fact, the story says {english}");
            let advice = "say in the headline that it is not certain, or who says it";
            findings.push(case.about_term(&CERTAINTY, term, Some(words), message, advice));
        }
    }
}

/// Whether the headline itself says that something is not certain, or whose words it gives.
fn is_hedged(case: &Case) -> bool {
    let tokens = &case.headline.tokens;
    let cue = (0..tokens.len()).any(|t| case.headline_cue(t, Cue::Hedge).is_some());
    let asks = tokens
        .iter()
        .any(|t| matches!(t.text.as_str(), "?" | "״" | "\"" | "“" | "„"));
    // A colon or dash names who says it.
    let attributed = tokens
        .iter()
        .any(|t| matches!(t.text.as_str(), ":" | "–" | "—" | "-"));
    cue || asks || attributed || case.terms.iter().any(speaks)
}

/// Whether a term says that somebody says, wants or expects something.
fn speaks(term: &Term) -> bool {
    term.senses().take(3).any(|sense| {
        sense.split([' ', '-']).any(|w| {
            let hash = hash_word(w);
            cues::english(hash, Cue::Speech).is_some() || cues::english(hash, Cue::Hedge).is_some()
        })
    })
}

/// The hedge before a verb, with nothing but light words between.
fn hedge_before(case: &Case, at: usize) -> Option<usize> {
    let sentence = case.sentence_of(at);
    let start = at.saturating_sub(REACH).max(sentence.start);
    for i in (start..at).rev() {
        if !case.touch(i, i + 1) {
            return None;
        }
        let word = fold(case.word(i));
        // A capital is the month of May.
        let lower = !case.body.words[i].capital || case.body.words[i].opens;
        if lower && case.cue(i, Cue::Hedge).is_some() && word != "alleged" {
            return Some(i);
        }
        if !(is_function_word(&word) || word.ends_with("ly")) {
            return None;
        }
    }
    None
}
