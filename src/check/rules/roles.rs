//! Who did it to whom, and from where to where: the same words on both sides, in swapped places.

use std::ops::Range;

use crate::check::case::{Case, Kind, Term};
use crate::check::cues::Kind as Cue;
use crate::check::finding::{Finding, Severity};
use crate::check::places;
use crate::check::rules::{Code, Rule};
use crate::english::{fold, is_function_word};

/// Finds swapped roles and places.
pub struct Roles;

const ROLES: Code = Code {
    name: "roles-swapped",
    severity: Severity::Error,
    says: "the story has who did it and whom it was done to the other way round",
};
const PLACES: Code = Code {
    name: "places-swapped",
    severity: Severity::Error,
    says: "the story has whence and whither the other way round",
};

/// Pairs less sure than this tell nothing.
const SURE: f64 = 0.75;
/// Most words between a verb and those it is about.
const NEAR: usize = 4;

impl Rule for Roles {
    fn codes(&self) -> &[Code] {
        &[ROLES, PLACES]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for verb in case.terms.iter().filter(|t| t.kind == Kind::Verb) {
            findings.extend(swapped(case, verb));
        }
        findings.extend(direction(case));
    }
}

/// The agent and the patient of a verb, as indices of terms.
type Roles2 = (usize, usize);

fn swapped(case: &Case, verb: &Term) -> Option<Finding> {
    let words = verb.words.as_ref().filter(|_| verb.is_sure(SURE))?;
    let (agent, patient) = in_headline(case, verb)?;
    let told = in_story(case, words)?;
    if told != (patient, agent) {
        return None;
    }
    let (one, other) = (&case.terms[agent].pair, &case.terms[patient].pair);
    let ends = [&case.terms[agent].words, &case.terms[patient].words];
    let start = ends.iter().filter_map(|w| Some(w.as_ref()?.start)).min()?;
    let end = ends.iter().filter_map(|w| Some(w.as_ref()?.end)).max()?;
    let first = case.terms[agent]
        .tokens
        .start
        .min(case.terms[patient].tokens.start);
    let last = case.terms[agent]
        .tokens
        .end
        .max(case.terms[patient].tokens.end);
    let message = format!(
        "in the headline {} does it to {}, in the story it is the other way round",
        one.yiddish, other.yiddish
    );
    let advice = "put who did it first, as the story has it";
    let tokens = first..last;
    Some(case.about_tokens(&ROLES, &tokens, Some(start..end), message, advice))
}

/// Who does it to whom in the headline: A verb B, or A is verbed by B.
fn in_headline(case: &Case, verb: &Term) -> Option<Roles2> {
    let before = case
        .terms
        .iter()
        .rposition(|t| t.tokens.end <= verb.tokens.start && t.kind != Kind::Function)?;
    let split = verb.pair.headline_spans.len() > 1;
    let verb_end = if split {
        verb.tokens.start + 1
    } else {
        verb.tokens.end
    };
    let after = case.terms.iter().position(|t| {
        t.tokens.start >= verb_end && t.kind != Kind::Function && !std::ptr::eq(t, verb)
    })?;
    let (a, b) = (&case.terms[before], &case.terms[after]);
    if !is_party(a) || !is_party(b) {
        return None;
    }
    let tokens =
        |range: Range<usize>, kind| range.clone().any(|t| case.headline_cue(t, kind).is_some());
    // Nothing may stand between but the words of a passive.
    let first_gap = a.tokens.end..verb.tokens.start;
    let gap = verb_end..b.tokens.start;
    if is_broken(case, &first_gap) || is_broken(case, &gap) {
        return None;
    }
    let passive = tokens(gap.clone(), Cue::Agent);
    if passive {
        return Some((after, before));
    }
    let helps = tokens(first_gap.clone(), Cue::Passive) || tokens(gap.clone(), Cue::Passive);
    // A preposition makes something else of what follows; only an article may stand there.
    let articles = ["די", "דער", "דעם", "דאס", "א", "אן", "זיין", "איר"];
    let bare = gap
        .clone()
        .all(|t| articles.contains(&case.headline.tokens[t].text.as_str()));
    // "Him" first would be an object: דעם פרעזידענט קריטיקירט …
    let object_first = a
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|t| case.headline.tokens[t].text == "דעם");
    (!helps && bare && first_gap.is_empty() && !object_first).then_some((before, after))
}

fn is_broken(case: &Case, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|t| {
        let text = &case.headline.tokens[t].text;
        text.chars()
            .all(|c| c.is_ascii_punctuation() || matches!(c, '–' | '—' | '״'))
    })
}

/// Somebody or something that can do and suffer things, and that the story has.
fn is_party(term: &Term) -> bool {
    let somebody = term.kind.is_name() || matches!(term.kind, Kind::Unknown | Kind::Word);
    somebody && term.is_sure(SURE)
}

/// Who does it to whom where the story has the verb.
fn in_story(case: &Case, verb: &Range<usize>) -> Option<Roles2> {
    let sentence = case.sentence_of(verb.start);
    let before = (sentence.start.max(verb.start.saturating_sub(NEAR))..verb.start).rev();
    let mut passive = false;
    let mut first = None;
    for at in before {
        if let Some(term) = case.explained[at] {
            first = Some(term);
            break;
        }
        let word = fold(case.word(at));
        passive |= matches!(
            word.as_str(),
            "was" | "were" | "is" | "are" | "been" | "being" | "be"
        );
        // Another noun may be who it is about.
        let light = is_function_word(&word) || word.ends_with("ly");
        if !light || !case.touch(at, at + 1) {
            return None;
        }
    }
    let first = first?;
    let mut by = false;
    let mut second = None;
    for at in verb.end..sentence.end.min(verb.end + NEAR) {
        if !case.touch(at - 1, at) {
            return None;
        }
        if let Some(term) = case.explained[at] {
            second = Some(term);
            break;
        }
        let word = fold(case.word(at));
        by |= word == "by";
        let article = matches!(
            word.as_str(),
            "the" | "a" | "an" | "by" | "his" | "her" | "its" | "their"
        );
        if !article && !case.body.words[at].capital {
            return None;
        }
    }
    let second = second?;
    let parties = is_party(&case.terms[first]) && is_party(&case.terms[second]);
    match (passive, by) {
        (true, true) if parties => Some((second, first)),
        (false, false) if parties => Some((first, second)),
        _ => None,
    }
}

/// From A to B in the headline, from B to A in the story.
fn direction(case: &Case) -> Option<Finding> {
    let is_place = |t: &Term| {
        // Israel is a name of people, too.
        let told = t.words.as_ref().map(|w| case.body.words[w.start].hash);
        t.kind == Kind::Place || t.kind.is_name() && told.is_some_and(places::is_place)
    };
    let led = |kind: Cue| {
        case.terms.iter().position(|t| {
            let before = t.tokens.start.checked_sub(1);
            let led = before.is_some_and(|at| case.headline_cue(at, kind).is_some());
            led && is_place(t) && t.is_sure(SURE)
        })
    };
    let (from, to) = (led(Cue::From)?, led(Cue::To)?);
    let (whence, whither) = (
        case.terms[from].words.as_ref()?,
        case.terms[to].words.as_ref()?,
    );
    let led_by = |words: &Range<usize>, kind: Cue| {
        let mentions = case.body.find(case.body.words[words.start].hash);
        mentions.iter().any(|&at| {
            let before = (at as usize).checked_sub(1);
            before.is_some_and(|i| case.cue(i, kind).is_some())
        })
    };
    let same = case.body.words[whence.start].sentence == case.body.words[whither.start].sentence;
    // Who goes there and back goes both ways.
    let as_told = led_by(whence, Cue::From) || led_by(whither, Cue::To);
    if !same || as_told || !led_by(whence, Cue::To) || !led_by(whither, Cue::From) {
        return None;
    }
    let tokens = case.terms[from]
        .tokens
        .start
        .min(case.terms[to].tokens.start)
        ..case.terms[from].tokens.end.max(case.terms[to].tokens.end);
    let words = whence.start.min(whither.start)..whence.end.max(whither.end);
    let message = format!(
        "the headline goes from {} to {}, the story the other way",
        case.terms[from].pair.yiddish, case.terms[to].pair.yiddish
    );
    Some(case.about_tokens(&PLACES, &tokens, Some(words), message, "swap the places"))
}
