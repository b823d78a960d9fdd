//! A person, a place or an organization of the headline that the story does not have.

use std::ops::Range;

use crate::align::sound;
use crate::check::case::{Case, Kind, Term};
use crate::check::finding::{Finding, Severity};
use crate::check::places;
use crate::check::rules::{Code, Rule};
use crate::english::fold;
use crate::yiddish::key;

/// Finds names that differ or are missing.
pub struct Names;

const NAME_DIFFERS: Code = Code {
    name: "name-differs",
    severity: Severity::Error,
    says: "a name of the headline is another one in the story",
};
const NAME_MISSING: Code = Code {
    name: "name-unsupported",
    severity: Severity::Warning,
    says: "a name of the headline is not in the story",
};
const PLACE_DIFFERS: Code = Code {
    name: "place-differs",
    severity: Severity::Error,
    says: "a place of the headline is another one in the story",
};
const PLACE_MISSING: Code = Code {
    name: "place-unsupported",
    severity: Severity::Warning,
    says: "a place of the headline is not in the story",
};

/// A word of the story that sounds this much like the term may be it, misspelled.
const NEAR_SOUND: f32 = 0.52;
/// A word that the glossary does not know needs less to be explained: it need not be a name.
const NEAR_SOUND_UNKNOWN: f32 = 0.42;
/// The shortest unknown word that is worth a finding.
const LEAST_LETTERS: usize = 4;

impl Rule for Names {
    fn codes(&self) -> &[Code] {
        &[NAME_DIFFERS, PLACE_DIFFERS, NAME_MISSING, PLACE_MISSING]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for (at, term) in case.content() {
            if term.is_unsupported() && is_missing(case, at, term) {
                findings.push(judge(case, at, term));
            }
        }
    }
}

/// Whether the term names something, and nothing in the story could be meant by it.
pub fn is_missing(case: &Case, at: usize, term: &Term) -> bool {
    match term.kind {
        Kind::Person | Kind::Org => {
            !is_part_of_name(case, at) && !sounds_near(case, term, NEAR_SOUND)
        }
        Kind::Place => {
            !term.senses().any(|s| places::is_near(s, case.body))
                && !sounds_near(case, term, NEAR_SOUND)
        }
        Kind::Unknown => {
            key::of(&term.pair.normalized).len() >= LEAST_LETTERS
                && !is_part_of_name(case, at)
                && !sounds_near(case, term, NEAR_SOUND_UNKNOWN)
        }
        _ => false,
    }
}

/// Whether the name beside it is in the story: stories leave out first names, and headlines titles.
fn is_part_of_name(case: &Case, at: usize) -> bool {
    let beside = |i: Option<usize>| {
        i.and_then(|i| case.terms.get(i)).is_some_and(|t| {
            matches!(t.kind, Kind::Person | Kind::Unknown)
                && t.words
                    .as_ref()
                    .is_some_and(|w| case.is_name(w.start) && !has_free_neighbour(case, w))
        })
    };
    beside(at.checked_sub(1)) || beside(Some(at + 1))
}

/// Whether a name stands with another part that is not in the headline.
fn has_free_neighbour(case: &Case, words: &Range<usize>) -> bool {
    let free = |i: usize| case.is_name(i) && case.explained[i].is_none();
    let before = words
        .start
        .checked_sub(1)
        .is_some_and(|i| free(i) && case.touch(i, words.start));
    before || (free(words.end) && case.touch(words.end - 1, words.end))
}

fn sounds_near(case: &Case, term: &Term, least: f32) -> bool {
    let key = key::of(&term.pair.normalized);
    let unknown = term.kind == Kind::Unknown;
    case.body.words.iter().enumerate().any(|(i, word)| {
        if !(word.capital || unknown) || word.number {
            return false;
        }
        let english = fold(case.word(i));
        sound::can_begin(&key, english.as_bytes())
            && sound::similarity(&key, english.as_bytes()) >= least
    })
}

fn judge(case: &Case, at: usize, term: &Term) -> Finding {
    let yiddish = &term.pair.yiddish;
    let place = term.kind == Kind::Place;
    let (differs, missing) = if place {
        (&PLACE_DIFFERS, &PLACE_MISSING)
    } else {
        (&NAME_DIFFERS, &NAME_MISSING)
    };
    let rival = if place {
        place_instead(case)
    } else {
        name_instead(case, at)
    };
    if let Some(words) = rival {
        let english = case.body.slice(&words);
        let message = format!("the headline says {yiddish} where the story says {english}");
        let advice = "correct the name, or mention it in the story";
        return case.about_term(differs, term, Some(words), message, advice);
    }
    let message = format!("{yiddish} is not in the story");
    let advice = "check the name, or mention it in the story";
    let mut finding = case.about_term(missing, term, None, message, advice);
    if term.kind == Kind::Unknown {
        "the glossary does not know the word either; check its spelling, or add it to a glossary"
            .clone_into(&mut finding.advice);
    }
    finding
}

/// A place of the story that the headline does not have, where most of its terms meet.
fn place_instead(case: &Case) -> Option<Range<usize>> {
    let sentence = case.sentence(case.focus()?);
    let free = |i: &usize| {
        case.is_name(*i)
            && case.explained[*i].is_none()
            && places::is_place(case.body.words[*i].hash)
    };
    sentence.clone().find(free).map(|at| case.whole_name(at))
}

/// The name of the story that stands beside the counterpart of a neighbour: President Biden.
fn name_instead(case: &Case, at: usize) -> Option<Range<usize>> {
    let free = |i: usize| {
        case.is_name(i) && case.explained[i].is_none() && !places::is_place(case.body.words[i].hash)
    };
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    for term in neighbours
        .into_iter()
        .flatten()
        .filter_map(|i| case.terms.get(i))
    {
        let Some(words) = &term.words else { continue };
        if free(words.end) && case.touch(words.end - 1, words.end) {
            return Some(case.whole_name(words.end));
        }
        let before = words.start.checked_sub(1);
        if let Some(before) = before.filter(|&b| free(b) && case.touch(b, words.start)) {
            return Some(case.whole_name(before));
        }
    }
    None
}
