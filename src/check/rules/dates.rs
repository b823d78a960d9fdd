//! Another day of the week or month than the story's.

use crate::check::case::{Case, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::english::hash_word;

/// Finds days and months that differ.
pub struct Dates;

const DIFFERS: Code = Code {
    name: "date-differs",
    severity: Severity::Error,
    says: "a weekday or month of the headline is another one in the story",
};

impl Rule for Dates {
    fn codes(&self) -> &[Code] {
        &[DIFFERS]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for (_, term) in case.content() {
            if term.kind == Kind::Date && term.is_unsupported() {
                findings.extend(
                    [Cue::Weekday, Cue::Month]
                        .iter()
                        .find_map(|&kind| judge(case, term, kind)),
                );
            }
        }
    }
}

/// Which day or month a term of the headline is.
fn class(term: &Term, kind: Cue) -> Option<&'static str> {
    term.senses()
        .find_map(|sense| cues::english(hash_word(sense), kind))
}

/// Whether a class is a weekday or a month of the civil calendar, not one of the Jewish calendar.
fn is_civil(class: &str) -> bool {
    class.starts_with(|c: char| c.is_ascii_digit())
}

fn judge(case: &Case, term: &Term, kind: Cue) -> Option<Finding> {
    let own = class(term, kind)?;
    let said = |class: &str| {
        case.terms
            .iter()
            .any(|t| t.kind == Kind::Date && self::class(t, kind) == Some(class))
    };
    let mut others = Vec::new();
    for at in 0..case.body.words.len() {
        let Some(found) = case.cue(at, kind) else {
            continue;
        };
        if found == own {
            return None;
        }
        // A day has a date in each calendar.
        if is_civil(found) != is_civil(own) {
            continue;
        }
        // "May" and "March" begin sentences without being months.
        if !said(found) && (!case.body.words[at].opens || !matches!(found, "3" | "5")) {
            others.push(at);
        }
    }
    let focus = case.focus().map(|s| case.sentence(s));
    let nearest = others
        .iter()
        .copied()
        .find(|at| focus.as_ref().is_some_and(|f| f.contains(at)))
        .or_else(|| others.first().copied())?;
    let (yiddish, english) = (&term.pair.yiddish, case.word(nearest));
    let message = format!("the headline says {yiddish} where the story says {english}");
    let advice = "correct the date";
    Some(case.about_term(&DIFFERS, term, Some(nearest..nearest + 1), message, advice))
}
