//! A person, a place or an organization of the headline that the story does not have.

use std::ops::Range;

use crate::align::sound;
use crate::check::case::{Case, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
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
const NAME_NEAR: Code = Code {
    name: "name-near",
    severity: Severity::Warning,
    says: "a name of the headline is nearly one of the story, and not quite",
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
/// A name that sounds this much like another is easily taken for it.
const NEAR_NAME: f32 = 0.35;
/// The shortest unknown word that is worth a finding.
const LEAST_LETTERS: usize = 4;

/// So many terms of a headline are looked for among the names of the story: no headline has more.
const MOST: usize = 100;

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
        &[
            NAME_DIFFERS,
            PLACE_DIFFERS,
            NAME_NEAR,
            NAME_MISSING,
            PLACE_MISSING,
        ]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let missing = case.content().filter(|(_, t)| t.is_unsupported());
        for (at, term) in missing.take(MOST) {
            let may_be_name = term.kind.is_name() || term.kind == Kind::Word;
            if may_be_name && (term.kind == Kind::Word || self.is_ambiguous(term)) {
                // "In Texas" and "in taxes" are spelled alike; another place there tells.
                if follows_in(case, term)
                    && self.may_be_place(term)
                    && is_missing(case, at, term, Kind::Place)
                {
                    let rival = place_instead(case);
                    findings.extend(rival.map(|w| differs(case, term, &PLACE_DIFFERS, w)));
                } else if follows_title(case, at) && is_missing(case, at, term, Kind::Person) {
                    // "Black" and "cat" are names, too.
                    let rival = name_after(case, at - 1);
                    findings.extend(rival.map(|w| differs(case, term, &NAME_DIFFERS, w)));
                } else if term.kind != Kind::Word {
                    findings.extend(near(case, at, term));
                }
            } else if is_missing(case, at, term, term.kind) {
                findings.push(judge(case, at, term));
            } else {
                findings.extend(near(case, at, term));
            }
        }
    }
}

/// Whether `אין` stands before the term.
fn follows_in(case: &Case, term: &Term) -> bool {
    let before = term.tokens.start.checked_sub(1);
    before.is_some_and(|t| matches!(case.headline.tokens[t].text.as_str(), "אין" | "קיין"))
}

/// Whether the term stands between a title and a verb, where a name stands: Judge Black rules.
fn follows_title(case: &Case, at: usize) -> bool {
    let Some(title) = at.checked_sub(1).map(|i| &case.terms[i]) else {
        return false;
    };
    let is_title = |sense: &str| cues::english(hash_word(sense), Cue::Title).is_some();
    let tokens = &case.terms[at].tokens;
    let verb = case.terms.get(at + 1).filter(|t| t.kind == Kind::Verb);
    title.kind == Kind::Word
        && title.senses().any(is_title)
        && title.tokens.end == tokens.start
        && verb.is_some_and(|v| v.tokens.start == tokens.end)
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
        // "La Guardia" is one word in the headline.
        let two = case.body.words.get(i + 1).filter(|w| w.capital);
        similarity(&key, &english) >= least
            || two.is_some() && similarity(&key, &(english + &fold(case.word(i + 1)))) >= least
    })
}

fn similarity(key: &[u8], english: &str) -> f32 {
    if sound::can_begin(key, english.as_bytes()) {
        sound::similarity(key, english.as_bytes())
    } else {
        0.0
    }
}

/// The name of the story that sounds most like a term, at least so much, and stands for no other.
fn nearest(case: &Case, term: &Term, least: f32) -> Option<Range<usize>> {
    let key = key::of(&term.pair.normalized);
    (0..case.body.words.len())
        .filter(|&i| case.is_name(i) && !case.body.words[i].number && !case.is_told(i))
        .map(|i| (similarity(&key, &fold(case.word(i))), i))
        .filter(|&(likeness, _)| likeness >= least)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, at)| case.whole_name(at))
}

/// A name that the story has nearly, too unlike to be a pair.
fn near(case: &Case, at: usize, term: &Term) -> Option<Finding> {
    let is_latin = |t: usize| case.headline.tokens[t].kind == TokenKind::Latin;
    let is_name =
        term.kind.is_name() || term.kind == Kind::Unknown && looks_like_name(&term.pair.normalized);
    let stands = is_part_of_name(case, at)
        || term.kind == Kind::Place && term.senses().any(|s| places::is_near(s, case.body));
    if !is_name || stands || term.tokens.clone().any(is_latin) {
        return None;
    }
    let words = nearest(case, term, NEAR_SOUND)?;
    Some(nearly(case, term, words))
}

fn nearly(case: &Case, term: &Term, words: Range<usize>) -> Finding {
    let (yiddish, english) = (&term.pair.yiddish, case.body.slice(&words));
    let message = format!("{yiddish} is nearly {english} of the story, but not quite");
    let advice = "check whether the same name is meant, and its spelling";
    case.about_term(&NAME_NEAR, term, Some(words), message, advice)
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
    if let Some(words) = nearest(case, term, NEAR_NAME).filter(|_| !place) {
        return nearly(case, term, words);
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
        let word = &case.body.words[*i];
        // A place that opens a sentence has its capital by right.
        let named = case.is_name(*i) && places::is_place(word.hash);
        let opens = word.opens && word.capital && places::is_whole_place(word.hash);
        (named || opens) && !case.is_told(*i)
    };
    sentence.clone().find(free).map(|at| case.whole_name(at))
}

/// The name of the story that stands beside the counterpart of a neighbour: President Biden.
fn name_instead(case: &Case, at: usize) -> Option<Range<usize>> {
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    neighbours.into_iter().flatten().find_map(|neighbour| {
        name_after(case, neighbour).or_else(|| {
            let words = case.terms.get(neighbour)?.words.as_ref()?;
            let before = words.start.checked_sub(1)?;
            let found = is_free_name(case, before) && case.touch(before, words.start);
            found.then(|| case.whole_name(before))
        })
    })
}

/// The name of the story directly after the counterpart of a term.
fn name_after(case: &Case, term: usize) -> Option<Range<usize>> {
    let end = case.terms.get(term)?.words.as_ref()?.end;
    let found = is_free_name(case, end) && case.touch(end - 1, end);
    found.then(|| case.whole_name(end))
}

/// Whether a word of the story looks like a name of somebody that stands for no term.
fn is_free_name(case: &Case, at: usize) -> bool {
    case.is_name(at) && case.explained[at].is_none() && !places::is_place(case.body.words[at].hash)
}
