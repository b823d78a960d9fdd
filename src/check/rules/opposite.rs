//! The headline says the opposite of the story: rose and fell, won and lost, confirmed and denied.

use rustc_hash::FxHashMap;

use crate::align::Relation;
use crate::check::case::{Case, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::english::is_function_word;

/// Finds opposites.
pub struct Opposite;

const OPPOSITE: Code = Code {
    name: "opposite",
    severity: Severity::Error,
    says: "the headline says the opposite of the story",
};

/// Pairs less sure than this may hide an opposite.
const SURE: f64 = 0.7;

impl Rule for Opposite {
    fn codes(&self) -> &[Code] {
        &[OPPOSITE]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let negated =
            (0..case.headline.tokens.len()).any(|t| case.headline_cue(t, Cue::Negation).is_some());
        let mut candidates = None;
        for (_, term) in case.content() {
            let open = term.is_unsupported()
                || term.pair.relation == Relation::Synonym && !term.is_sure(SURE);
            if open && matches!(term.kind, Kind::Verb | Kind::Word) && !negated {
                let candidates = candidates.get_or_insert_with(|| candidates_of(case));
                findings.extend(judge(case, term, candidates));
            }
        }
        order(case, findings);
    }
}

/// Words of the story that may say the opposite of something, with the first place of each.
type Candidates = FxHashMap<u32, usize>;

/// The candidates in the sentences where the terms of the headline meet.
fn candidates_of(case: &Case) -> Candidates {
    let meeting = case.meeting();
    let most = meeting.iter().copied().fold(0.0, f32::max);
    let mut out = Candidates::default();
    if most <= 0.0 {
        return out;
    }
    let sentences = (0..meeting.len()).filter(|&s| meeting[s] >= 0.7 * most);
    for at in sentences.flat_map(|s| case.sentence(s)) {
        let stands_denied =
            (at.saturating_sub(3)..at).any(|i| case.cue(i, Cue::Negation).is_some());
        if case.explained[at].is_none() && !stands_denied && !is_particle(case, at) {
            out.entry(case.body.words[at].hash).or_insert(at);
        }
    }
    out
}

/// The first word of the opposite meaning.
fn judge(case: &Case, term: &Term, candidates: &Candidates) -> Option<Finding> {
    if candidates.is_empty() || term.senses().any(|s| has(case, s)) {
        return None;
    }
    // A word with several senses must not be taken by one that is far-fetched.
    let at = term
        .senses()
        .take(SENSES)
        .flat_map(|sense| cues::opposites(sense.strip_prefix("be ").unwrap_or(sense)))
        .filter_map(|hash| candidates.get(hash).copied())
        .min()?;
    let (yiddish, english) = (&term.pair.yiddish, case.word(at));
    let message =
        format!("the headline says {yiddish} where the story says the opposite, {english}");
    let advice = "put the headline the way the story has it";
    Some(case.about_term(&OPPOSITE, term, Some(at..at + 1), message, advice))
}

/// Senses of a term that count.
const SENSES: usize = 5;

fn has(case: &Case, sense: &str) -> bool {
    let last = sense.rsplit(' ').next().unwrap_or(sense);
    crate::english::lexicon::form_hashes(&crate::english::fold(last))
        .iter()
        .any(|&h| !case.body.find(h).is_empty())
}

/// Words such as "up" and "like" that serve others.
fn is_particle(case: &Case, at: usize) -> bool {
    let word = crate::english::fold(case.word(at));
    is_function_word(&word) && !matches!(word.as_str(), "before" | "after" | "up" | "down")
}

/// After in the headline, before in the story, in front of the same thing.
fn order(case: &Case, findings: &mut Vec<Finding>) {
    for at in 0..case.headline.tokens.len() {
        let Some(said) = case.headline_cue(at, Cue::Order) else {
            continue;
        };
        if case.term_at(at).is_none_or(|t| t.kind != Kind::Function) {
            continue;
        }
        // "Still more" and "another" are spelled like "after".
        let Some(term) = case.content_after(at, 2).filter(|t| t.is_sure(SURE)) else {
            continue;
        };
        let Some(words) = &term.words else { continue };
        let start = words.start.saturating_sub(3);
        let found = (start..words.start)
            .rev()
            .find_map(|i| case.cue(i, Cue::Order).map(|class| (i, class)));
        let Some((before, class)) = found else {
            continue;
        };
        let clause = case.body.text
            [case.body.words[before].bytes.end..case.body.words[words.start].bytes.start]
            .contains([',', '.', ';']);
        if class != said && !clause {
            let yiddish = &case.headline.tokens[at].text;
            let english = case.word(before);
            let message =
                format!("the headline says {yiddish} ({said}) where the story says {english}");
            findings.push(case.about_tokens(
                &OPPOSITE,
                &(at..at + 1),
                Some(before..before + 1),
                message,
                "put the headline the way the story has it",
            ));
        }
    }
}
