//! A number of the headline that the story does not have.

use crate::check::case::{Case, HeadlineNumber, Kind, Term};
use crate::check::cues::Kind as Cue;
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::english::numbers::Number as BodyNumber;
use crate::english::{fold, is_function_word};

/// Finds numbers that differ.
pub struct Number;

const DIFFERS: Code = Code {
    name: "number-differs",
    severity: Severity::Error,
    says: "a number of the headline is another one in the story",
};
const MISSING: Code = Code {
    name: "number-unsupported",
    severity: Severity::Warning,
    says: "the story has no such number",
};

impl Rule for Number {
    fn codes(&self) -> &[Code] {
        &[DIFFERS, MISSING]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for number in &case.numbers {
            // "One" is an article as often as a number.
            if number.value == 1.0 {
                continue;
            }
            if number.supported {
                findings.extend(counts_another(case, number));
                continue;
            }
            let Some(term) = case.term_at(number.token).filter(|t| t.words.is_none()) else {
                continue;
            };
            findings.push(judge(case, number, term));
        }
    }
}

/// The story has the number, but counts something else with it, and has another number of this.
fn counts_another(case: &Case, number: &HeadlineNumber) -> Option<Finding> {
    let after = number.token + number.tokens;
    if number.ordinal || case.headline_cue(after, Cue::Unit).is_some() {
        return None;
    }
    let counted = case
        .term_at(after)
        .filter(|t| t.kind == Kind::Word && t.is_sure(0.7))?;
    let thing = counted.words.as_ref()?.end - 1;
    let is_thing = |at: usize| {
        let word = case.body.words.get(at);
        word.is_some_and(|w| w.hash == case.body.words[thing].hash)
    };
    let before =
        |n: &&BodyNumber| !n.ordinal && (is_thing(n.words.end) || is_thing(n.words.end + 1));
    let counts: Vec<&BodyNumber> = case.body.numbers.iter().filter(before).collect();
    let other = *counts.first()?;
    let agreeing = |n: &&BodyNumber| number.is(n);
    if counts.iter().any(agreeing) || number.otherwise {
        return None;
    }
    // Only where the number itself clearly counts something else.
    let elsewhere = case.body.numbers.iter().filter(agreeing).all(|n| {
        let next = n.words.end;
        let same = case.body.words.get(next).is_some_and(|w| {
            w.sentence == case.body.words[n.words.start].sentence && case.touch(next - 1, next)
        });
        same && !is_function_word(&fold(case.word(next))) && case.explained[next].is_none()
    });
    let term = case.term_at(number.token)?;
    elsewhere.then(|| {
        let (yiddish, english) = (&term.pair.yiddish, case.body.slice(&other.words));
        let thing = &counted.pair.yiddish;
        let message = format!("the headline says {yiddish} {thing} where the story says {english}");
        let advice = "correct the number, or say where it comes from";
        case.about_term(&DIFFERS, term, Some(other.words.clone()), message, advice)
    })
}

fn judge(case: &Case, number: &HeadlineNumber, term: &Term) -> Finding {
    let yiddish = &term.pair.yiddish;
    if let Some(rival) = rival(case, number) {
        let english = case.body.slice(&rival.words);
        let message = format!("the headline says {yiddish} where the story says {english}");
        let advice = "correct the number, or say where it comes from";
        return case.about_term(&DIFFERS, term, Some(rival.words.clone()), message, advice);
    }
    if let Some(at) = worded(case, number) {
        let message = format!(
            "the headline says {yiddish} where the story says {}",
            case.word(at)
        );
        let advice = "correct the number, or say where it comes from";
        return case.about_term(&DIFFERS, term, Some(at..at + 1), message, advice);
    }
    let message = format!("the story has no number {yiddish}");
    let advice = "check the number against the story";
    case.about_term(&MISSING, term, None, message, advice)
}

/// A word such as "both" before the thing that the headline counts.
fn worded(case: &Case, number: &HeadlineNumber) -> Option<usize> {
    let counted = case.term_at(number.token + number.tokens)?.words.clone()?;
    (counted.start.saturating_sub(2)..counted.start)
        .rev()
        .find(|&i| {
            matches!(
                case.word(i).to_lowercase().as_str(),
                "both" | "couple" | "trio"
            )
        })
}

/// The number of the story that stands where the headline's should: beside the same thing counted.
fn rival<'c>(case: &'c Case, number: &HeadlineNumber) -> Option<&'c BodyNumber> {
    let body = case.body;
    let free = |(n, said): &(&BodyNumber, &bool)| {
        n.ordinal == number.ordinal
            && n.words.clone().all(|w| case.explained[w].is_none())
            && !**said
    };
    let free = || {
        body.numbers
            .iter()
            .zip(&case.said)
            .filter(free)
            .map(|(n, _)| n)
    };
    // What the headline counts, and where the story has it.
    let after = number.token + number.tokens;
    let counted = (after..(after + 2).min(case.headline.tokens.len()))
        .filter_map(|t| case.term_at(t))
        .chain(number.token.checked_sub(1).and_then(|t| case.term_at(t)))
        .find_map(|t| t.words.clone());
    if let Some(counted) = counted {
        let distance = |n: &BodyNumber| {
            (counted.start.saturating_sub(n.words.end))
                .max(n.words.start.saturating_sub(counted.end))
        };
        let near = free()
            .filter(|n| {
                let sentence = body.words[n.words.start].sentence;
                sentence == body.words[counted.start].sentence
            })
            .min_by_key(|n| distance(n));
        if let Some(near) = near.filter(|n| distance(n) <= 3) {
            return Some(near);
        }
    }
    let focus = case.focus()?;
    let mut there = free().filter(|n| body.words[n.words.start].sentence as usize == focus);
    let only = there.next()?;
    there.next().is_none().then_some(only)
}
