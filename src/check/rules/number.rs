//! A number of the headline that the story does not have.

use crate::check::case::{Case, HeadlineNumber, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::english::numbers::{Measure, Number as BodyNumber};
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
            if is_supported(case, number) {
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
    let mentions = case.body.find(case.body.words[thing].hash);
    let before = |n: &&BodyNumber| {
        mentions.iter().any(|&m| {
            let m = m as usize;
            n.words.end <= m && m <= n.words.end + 1 && !n.ordinal
        })
    };
    let counts: Vec<&BodyNumber> = case.body.numbers.iter().filter(before).collect();
    let other = *counts.first()?;
    let agreeing = |n: &&BodyNumber| is_same(number, n);
    if counts.iter().any(agreeing) || is_sum(case, number.value) {
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

/// Whether the story has the number, or others that come to it.
pub fn is_supported(case: &Case, number: &HeadlineNumber) -> bool {
    let body = case.body;
    if body.numbers.iter().any(|n| is_same(number, n)) {
        return true;
    }
    // "Both", "a decade".
    let says = |at: &&[u32]| {
        let word = &body.words[at[0] as usize];
        cues::english(word.hash, Cue::Number)
            .and_then(|c| c.parse::<f64>().ok())
            .is_some_and(|value| value == number.value)
    };
    body.vocabulary().any(|places| says(&places)) || is_sum(case, number.value)
}

/// Whether a number of the story is the headline's, or one that the headline rounds.
fn is_same(headline: &HeadlineNumber, story: &BodyNumber) -> bool {
    if headline.measure == Measure::Count && story.measure == Measure::Count {
        return agrees(headline.value, story.value);
    }
    // Nobody rounds the time of day or a decade.
    headline
        .measure
        .same(headline.value, story.measure, story.value)
}

/// Whether `headline` is the number `story`, or a rounding of it.
pub fn agrees(headline: f64, story: f64) -> bool {
    if (headline - story).abs() <= 1e-6 * headline.abs().max(1.0) {
        return true;
    }
    let (h, s) = (headline.abs(), story.abs());
    if h < 10.0 || s < 10.0 {
        // 2.6 million is nearly 3 million, but 2 is not 3.
        return false;
    }
    let close = (h - s).abs() <= 0.05 * s;
    close && digits(h) < digits(s)
}

/// How many digits of a number say something: 2 of 46,000.
fn digits(value: f64) -> usize {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.contains('.') {
        return text.trim_start_matches(['0', '.']).len() - 1;
    }
    text.trim_end_matches('0').len()
}

/// Whether two or three numbers of one sentence add up to `value`: two men and a woman.
fn is_sum(case: &Case, value: f64) -> bool {
    let numbers = &case.body.numbers;
    let sentence = |n: &BodyNumber| case.body.words[n.words.start].sentence;
    let usable = |n: &&BodyNumber| !n.ordinal && n.value >= 1.0;
    numbers.iter().filter(usable).enumerate().any(|(i, a)| {
        let rest = || {
            numbers
                .iter()
                .filter(usable)
                .skip(i + 1)
                .take_while(|b| sentence(b) == sentence(a))
        };
        rest().enumerate().any(|(j, b)| {
            a.value + b.value == value
                || rest()
                    .skip(j + 1)
                    .any(|c| a.value + b.value + c.value == value)
        })
    })
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
    let free = |n: &&BodyNumber| {
        n.ordinal == number.ordinal
            && n.words.clone().all(|w| case.explained[w].is_none())
            && !case.numbers.iter().any(|h| is_same(h, n))
    };
    // What the headline counts, and where the story has it.
    let after = number.token + number.tokens;
    let counted = (after..(after + 2).min(case.headline.tokens.len()))
        .filter_map(|t| case.term_at(t))
        .chain(number.token.checked_sub(1).and_then(|t| case.term_at(t)))
        .find_map(|t| t.words.clone());
    if let Some(counted) = counted {
        let near = body
            .numbers
            .iter()
            .filter(free)
            .filter(|n| {
                let sentence = body.words[n.words.start].sentence;
                sentence == body.words[counted.start].sentence
            })
            .min_by_key(|n| {
                (counted.start.saturating_sub(n.words.end))
                    .max(n.words.start.saturating_sub(counted.end))
            });
        let distance = |n: &BodyNumber| {
            (counted.start.saturating_sub(n.words.end))
                .max(n.words.start.saturating_sub(counted.end))
        };
        if let Some(near) = near.filter(|n| distance(n) <= 3) {
            return Some(near);
        }
    }
    let focus = case.focus()?;
    let mut there = body
        .numbers
        .iter()
        .filter(free)
        .filter(|n| body.words[n.words.start].sentence as usize == focus);
    let only = there.next()?;
    there.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roundings_agree_and_other_numbers_do_not() {
        for (headline, story) in [
            (40_000.0, 40_000.0),
            (3e6, 2.94e6),
            (150.0, 147.0),
            (10_000.0, 10_240.0),
            (46.0, 45.7),
        ] {
            assert!(agrees(headline, story), "{headline} {story}");
        }
        for (headline, story) in [(46.0, 64.0), (3.0, 2.0), (147.0, 150.0), (20.0, 25.0)] {
            assert!(!agrees(headline, story), "{headline} {story}");
        }
    }
}
