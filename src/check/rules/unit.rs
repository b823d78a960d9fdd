//! The same number of something else: dollars and euros, miles and kilometers, days and weeks.

use crate::check::case::Case;
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::{Finding, Severity};
use crate::check::numbers::agrees;
use crate::check::rules::{Code, Rule};
use crate::english::hash_word;
use crate::english::numbers::Number as BodyNumber;
use crate::yiddish::key;

/// Finds units that differ.
pub struct Unit;

const DIFFERS: Code = Code {
    name: "unit-differs",
    severity: Severity::Error,
    says: "a number of the headline counts something else in the story",
};

impl Rule for Unit {
    fn codes(&self) -> &[Code] {
        &[DIFFERS]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for number in &case.numbers {
            let end = number.token + number.tokens;
            let Some((unit, tokens)) = headline_unit(case, number.token, end) else {
                continue;
            };
            let equal: Vec<(&BodyNumber, Option<(&str, usize)>)> = case
                .body
                .numbers
                .iter()
                .filter(|n| agrees(number.value, n.value))
                .map(|n| (n, story_unit(case, n)))
                .collect();
            // Every mention of the number must count something else.
            let differs =
                |found: &Option<(&str, usize)>| found.is_some_and(|(other, _)| !same(unit, other));
            if equal.is_empty() || !equal.iter().all(|(_, found)| differs(found)) {
                continue;
            }
            let (first, found) = &equal[0];
            let Some((other, at)) = *found else { continue };
            let words = first.words.start.min(at)..first.words.end.max(at + 1);
            let message = format!(
                "the headline counts in {}s what the story counts in {}s",
                readable(unit),
                readable(other)
            );
            let advice = "use the story's unit, or convert the number";
            findings.push(case.about_tokens(&DIFFERS, &tokens, Some(words), message, advice));
        }
    }
}

fn readable(unit: &str) -> String {
    unit.replace('-', " ")
}

/// Units that one word may mean both of.
fn same(one: &str, other: &str) -> bool {
    let pair = [one, other];
    one == other || pair.contains(&"pound") && pair.contains(&"pound-sterling")
}

/// The unit beside a number of the headline, and the tokens of both.
fn headline_unit(
    case: &Case,
    start: usize,
    end: usize,
) -> Option<(&'static str, std::ops::Range<usize>)> {
    if let Some(unit) = case.headline_cue(end, Cue::Unit) {
        // A hundred years may be written in two words.
        let hundred = (end + 1..end + 3).find(|&t| begins_with_hundred(case, t));
        if let Some(last) = hundred.filter(|_| unit == "year") {
            return Some(("century", start..last + 1));
        }
        return Some((unit, start..end + 1));
    }
    let before = start.checked_sub(1)?;
    // Only a sign stands before its number.
    let sign = case.headline.tokens[before].text.chars().next()?;
    Some((cues::sign(sign)?, before..end))
}

/// Whether token `at` is "hundred" in any form.
fn begins_with_hundred(case: &Case, at: usize) -> bool {
    let Some(token) = case.headline.tokens.get(at) else {
        return false;
    };
    key::of(&token.text).starts_with(&key::of("הונדערט"))
}

/// The unit beside a number of the story, and a word near it.
fn story_unit(case: &Case, number: &BodyNumber) -> Option<(&'static str, usize)> {
    let words = &case.body.words;
    let first = words.get(number.words.start)?;
    let sign = case.body.text[..first.bytes.start].chars().next_back();
    if let Some(unit) = sign.and_then(cues::sign) {
        return Some((unit, number.words.start));
    }
    let last = words.get(number.words.end.checked_sub(1)?)?;
    let after = case.body.text[last.bytes.end..].chars().next();
    if let Some(unit) = after.and_then(cues::sign) {
        return Some((unit, number.words.end - 1));
    }
    // "90kg" is one word.
    let digits = case.word(number.words.end - 1);
    let glued = digits.trim_start_matches(|c: char| !c.is_alphabetic());
    if let Some(unit) = cues::english(hash_word(glued), Cue::Unit).filter(|_| last.number) {
        return Some((unit, number.words.end - 1));
    }
    let at = number.words.end;
    let unit = case.cue(at, Cue::Unit)?;
    (words[at].sentence == first.sentence).then_some((unit, at))
}
