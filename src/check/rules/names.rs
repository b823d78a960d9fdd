//! A person, a place or an organization of the headline that the story does not have.

use std::ops::Range;

use crate::align::sound;
use crate::check::case::{Case, Kind, Term};
use crate::check::finding::{Finding, Severity};
use crate::check::places;
use crate::check::rules::{Code, Rule};
use crate::english::{fold, hash_word};
use crate::glossary::Glossary;
use crate::glossary::entry::Pos;
use crate::yiddish::{TokenKind, key};

/// Finds names that differ or are missing.
pub struct Names {
    glossary: Glossary,
}

pub(super) const NAME_DIFFERS: Code = Code {
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

/// Readings dearer than the best by more than this do not count.
const MARGIN: f32 = 0.3;

impl Names {
    /// Names as `glossary` knows them.
    pub fn new(glossary: &Glossary) -> Self {
        Self {
            glossary: glossary.clone(),
        }
    }

    /// Whether the glossary also has the word as something else than a name.
    fn is_ambiguous(&self, term: &Term) -> bool {
        let readings = self.glossary.readings(&key::of(&term.pair.normalized));
        let least = readings.first().map_or(0.0, |r| r.cost);
        readings.iter().any(|r| {
            let name = r.pos().is_some_and(Pos::is_name)
                || r.entry().gloss().starts_with(char::is_uppercase);
            !name && !r.entry().is_function() && r.cost <= least + MARGIN
        })
    }

    /// Whether the glossary also has the word as a place.
    fn may_be_place(&self, term: &Term) -> bool {
        let readings = self.glossary.readings(&key::of(&term.pair.normalized));
        let mut near = readings.iter().filter(|r| r.cost <= MARGIN);
        near.any(|r| r.pos() == Some(Pos::Place))
    }
}

impl Rule for Names {
    fn codes(&self) -> &[Code] {
        &[NAME_DIFFERS, PLACE_DIFFERS, NAME_MISSING, PLACE_MISSING]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for (at, term) in case.content().filter(|(_, t)| t.is_unsupported()) {
            let may_be_name = term.kind.is_name() || term.kind == Kind::Word;
            if may_be_name && (term.kind == Kind::Word || self.is_ambiguous(term)) {
                // "In Texas" and "in taxes" are spelled alike; another place there tells.
                if follows_in(case, term)
                    && self.may_be_place(term)
                    && is_missing(case, at, term, Kind::Place)
                {
                    let rival = place_instead(case);
                    findings.extend(rival.map(|w| differs(case, term, &PLACE_DIFFERS, w)));
                }
            } else if is_missing(case, at, term, term.kind) {
                findings.push(judge(case, at, term));
            }
        }
    }
}

/// Whether `אין` stands before the term.
fn follows_in(case: &Case, term: &Term) -> bool {
    let before = term.tokens.start.checked_sub(1);
    before.is_some_and(|t| matches!(case.headline.tokens[t].text.as_str(), "אין" | "קיין"))
}

/// Whether the term, taken for this kind of name, is nothing that the story could mean.
fn is_missing(case: &Case, at: usize, term: &Term, kind: Kind) -> bool {
    let is_latin = |t: usize| case.headline.tokens[t].kind == TokenKind::Latin;
    if term.tokens.clone().all(is_latin) {
        let has = |t: usize| {
            let hash = hash_word(&case.headline.tokens[t].text);
            !case.body.find(hash).is_empty()
        };
        return kind == Kind::Unknown && !term.tokens.clone().any(has);
    }
    match kind {
        Kind::Person | Kind::Org => {
            !is_part_of_name(case, at) && !sounds_near(case, term, NEAR_SOUND)
        }
        Kind::Place => {
            !term.senses().any(|s| places::is_near(s, case.body))
                && !sounds_near(case, term, NEAR_SOUND)
        }
        Kind::Unknown => {
            looks_like_name(&term.pair.normalized)
                && !is_part_of_name(case, at)
                && !sounds_near(case, term, NEAR_SOUND_UNKNOWN)
        }
        _ => false,
    }
}

/// Endings that words have and names hardly ever do.
const ENDINGS: [&str; 16] = [
    "ען", "טן", "ערן", "עם", "ע", "ט", "ה", "ים", "ות", "יג", "יק", "ליך", "לעך", "ונג", "קייט",
    "ישן",
];

/// Whether an unknown word may well be a name.
fn looks_like_name(word: &str) -> bool {
    let own = key::of(word);
    own.len() >= LEAST_LETTERS
        && !word.contains(['״', '׳'])
        && !ENDINGS.iter().any(|e| own.ends_with(&key::of(e)))
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
        let near = |english: &str| {
            sound::can_begin(&key, english.as_bytes())
                && sound::similarity(&key, english.as_bytes()) >= least
        };
        // "La Guardia" is one word in the headline.
        let two = case.body.words.get(i + 1).filter(|w| w.capital);
        near(&english) || two.is_some() && near(&(english.clone() + &fold(case.word(i + 1))))
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
        return self::differs(case, term, differs, words);
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

/// A finding that the story has another name.
pub(super) fn differs(case: &Case, term: &Term, code: &Code, words: Range<usize>) -> Finding {
    let (yiddish, english) = (&term.pair.yiddish, case.body.slice(&words));
    let message = format!("the headline says {yiddish} where the story says {english}");
    let advice = "correct the name, or mention it in the story";
    case.about_term(code, term, Some(words), message, advice)
}

/// A place of the story that the headline does not have, where most of its terms meet.
fn place_instead(case: &Case) -> Option<Range<usize>> {
    let sentence = case.sentence(case.focus()?);
    let free = |i: &usize| {
        case.is_name(*i) && is_free(case, *i) && places::is_place(case.body.words[*i].hash)
    };
    sentence.clone().find(free).map(|at| case.whole_name(at))
}

/// Whether no mention of a word of the story stands for a term of the headline.
fn is_free(case: &Case, word: usize) -> bool {
    let mentions = case.body.find(case.body.words[word].hash);
    mentions
        .iter()
        .all(|&at| case.explained[at as usize].is_none())
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
