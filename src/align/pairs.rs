//! From an assignment to the rows that users see.

use std::cell::RefCell;
use std::ops::Range;

use super::candidates::Candidate;
use super::choose::Weighed;
use super::confidence::{FEATURES, confidence, features};
use super::terms::{Kind, Term};
use super::{Relation, TermPair};
use crate::english::Body;
use crate::glossary::Glossary;
use crate::glossary::analyse::{Derivation, Reading};
use crate::glossary::entry::Pos;
use crate::glossary::index::Posting;
use crate::memo::Memo;
use crate::yiddish::letters::is_point;
use crate::yiddish::{Headline, normalize, romanize};

/// Between the parts of a split verb.
pub const PART_SEPARATOR: &str = " … ";

/// One row in the making: the terms it covers and the words it stands for.
pub struct Link {
    /// Terms, one after the other in the headline.
    terms: Vec<usize>,
    /// Of the first term, the candidate chosen.
    candidate: Option<usize>,
    /// Words of the body.
    words: Option<Range<usize>>,
}

/// One link a term, but names that stand side by side on both sides are one: first name and surname.
pub fn link(
    body: &Body,
    terms: &[Term],
    weighed: &[Vec<Weighed>],
    chosen: &[Option<usize>],
) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::new();
    for (i, term) in terms.iter().enumerate() {
        let candidate = chosen.get(i).copied().flatten();
        let words = candidate.map(|c| whole_word(body, weighed[i][c].candidate.words.clone()));
        if let (Some(last), Some(words)) = (out.last_mut(), &words)
            && let Some(before) = &mut last.words
            && before.end == words.start
            && let Some(&t) = last.terms.last()
            && let (Some(a), Some(b)) = (chosen[t], candidate)
            && is_name(&terms[t], &weighed[t][a].candidate)
            && is_name(term, &weighed[i][b].candidate)
            && terms[t].parts[0].end == term.start()
        {
            before.end = words.end;
            last.terms.push(i);
            continue;
        }
        out.push(Link {
            terms: vec![i],
            candidate,
            words,
        });
    }
    out
}

/// `words` with the number joined to them by a hyphen, which is part of the name: `COVID-19`.
fn whole_word(body: &Body, mut words: Range<usize>) -> Range<usize> {
    if body
        .words
        .get(words.end)
        .is_some_and(|w| w.hyphenated && w.number)
    {
        words.end += 1;
    }
    words
}

/// Whether the term is taken for a person's name here: by its entry, or by its sound.
fn is_name(term: &Term, candidate: &Candidate) -> bool {
    let by_entry = candidate
        .reading
        .and_then(|r| term.readings.get(r))
        .is_some_and(|r| r.entry().pos() == Some(Pos::Person));
    term.parts.len() == 1 && (by_entry || candidate.relation == Relation::Transliteration)
}

/// The features of a row's pair, where it has one.
pub type Evidence = Option<[f32; FEATURES.len()]>;

/// A pair less probable than this is none.
const LEAST_CONFIDENCE: f64 = 0.4;

/// `pair`, without the story's words where they are improbable.
#[must_use]
pub fn keep_probable(mut pair: TermPair) -> TermPair {
    let has_words = pair.span.is_some();
    if has_words && pair.confidence < LEAST_CONFIDENCE {
        pair.english.clear();
        pair.relation = Relation::Unsupported;
        pair.confidence = 1.0 - pair.confidence;
        pair.mentions = 0;
        pair.sentence = None;
        pair.span = None;
    }
    pair
}

/// The rows of `links`, each with what speaks for its pair.
pub fn rows(
    headline: &Headline,
    body: &Body,
    terms: &[Term],
    weighed: &[Vec<Weighed>],
    links: Vec<Link>,
) -> Vec<(TermPair, Evidence)> {
    let texts = Texts {
        written: Characters::of(&headline.text),
        normalized: Characters::of(&headline.normalized.text),
    };
    links
        .into_iter()
        .map(|link| {
            let first = link.terms[0];
            let seen = link
                .candidate
                .map(|c| evidence(&weighed[first][c], &weighed[first]));
            (row(headline, &texts, body, terms, weighed, &link), seen)
        })
        .collect()
}

/// The headline as written and as normalized.
struct Texts<'a> {
    written: Characters<'a>,
    normalized: Characters<'a>,
}

/// A text that can be cut by the numbers of its characters without going through it.
struct Characters<'a> {
    text: &'a str,
    /// Where each character begins, and where the text ends.
    bytes: Vec<usize>,
}

impl<'a> Characters<'a> {
    fn of(text: &'a str) -> Self {
        let begins = text.char_indices().map(|(at, _)| at);
        Self {
            text,
            bytes: begins.chain([text.len()]).collect(),
        }
    }

    fn slice(&self, range: &Range<usize>) -> &'a str {
        let at = |n: usize| self.bytes.get(n).copied().unwrap_or(self.text.len());
        &self.text[at(range.start)..at(range.end.max(range.start))]
    }
}

fn row(
    headline: &Headline,
    texts: &Texts,
    body: &Body,
    terms: &[Term],
    weighed: &[Vec<Weighed>],
    link: &Link,
) -> TermPair {
    let first = link.terms[0];
    let term = &terms[first];
    let chosen = link.candidate.map(|c| &weighed[first][c]);
    let reading = chosen
        .and_then(|w| w.candidate.reading)
        .and_then(|r| term.readings.get(r))
        .or_else(|| term.readings.first());
    let last = &terms[link.terms[link.terms.len() - 1]];
    let parts: Vec<Range<usize>> = if link.terms.len() > 1 {
        vec![term.start()..last.parts.last().map_or(term.start() + 1, |p| p.end)]
    } else {
        term.parts.clone()
    };
    let normalized_ranges: Vec<Range<usize>> =
        parts.iter().map(|p| token_range(headline, p)).collect();
    let spans: Vec<Range<usize>> = normalized_ranges
        .iter()
        .map(|r| headline.normalized.source_span(r.clone()))
        .collect();
    let normalized = join(&normalized_ranges, &texts.normalized);
    let relation = match (&term.kind, chosen) {
        (Kind::Function, None) => Relation::Function,
        (_, None) => Relation::Unsupported,
        (_, Some(w)) => w.candidate.relation,
    };
    let merged = link.terms.len() > 1;
    TermPair {
        yiddish: join(&spans, &texts.written),
        romanized: romanized(&normalized, reading.filter(|_| !merged)),
        normalized,
        lemma: if merged {
            String::new()
        } else {
            reading.map(Reading::lemma).unwrap_or_default()
        },
        pos: pos(term, reading, merged),
        english: link
            .words
            .as_ref()
            .map(|w| body.slice(w).to_owned())
            .unwrap_or_default(),
        gloss: if merged {
            String::new()
        } else {
            gloss(term, reading)
        },
        relation,
        confidence: chosen.map_or_else(
            || unsupported_confidence(weighed.get(first)),
            |w| confidence(&evidence(w, &weighed[first])),
        ),
        mentions: chosen.map_or(0, |w| mentions(w, &weighed[first])),
        sentence: link
            .words
            .as_ref()
            .map(|w| body.words[w.start].sentence as usize + 1),
        span: link.words.as_ref().map(|w| body.chars(w)),
        headline_spans: spans,
        source: source(term, reading, relation),
    }
}

fn token_range(headline: &Headline, part: &Range<usize>) -> Range<usize> {
    let tokens = &headline.tokens[part.clone()];
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => 0..0,
    }
}

fn join(ranges: &[Range<usize>], text: &Characters) -> String {
    let mut out = String::new();
    for range in ranges {
        if !out.is_empty() {
            out.push_str(PART_SEPARATOR);
        }
        out.push_str(text.slice(range));
    }
    out
}

thread_local! {
    /// The sounds of the terms met last.
    static SOUNDS: RefCell<Memo<Sounded, String>> = RefCell::new(Memo::new(1 << 13));
}

/// What the sound of a term follows from, where its reading is one of the built-in glossary.
#[derive(PartialEq, Eq, Hash)]
struct Sounded {
    normalized: String,
    /// Of the reading: the form, its entry, and how it was derived.
    reading: Option<(Vec<u8>, Posting, Derivation)>,
}

/// Terms longer than this in bytes are not remembered.
const LONGEST_REMEMBERED: usize = 128;

/// The sound of the term, remembered where it may be.
fn romanized(normalized: &str, reading: Option<&Reading>) -> String {
    let builtin = reading.is_none_or(|r| Glossary::is_builtin(r.index));
    if !builtin || normalized.len() > LONGEST_REMEMBERED {
        return sound(normalized, reading);
    }
    let key = Sounded {
        normalized: normalized.to_owned(),
        reading: reading.map(|r| (r.key.clone(), r.posting, r.derivation.clone())),
    };
    if let Some(known) = SOUNDS.with_borrow(|memo| memo.get(&key)) {
        return known;
    }
    let sound = sound(normalized, reading);
    SOUNDS.with_borrow_mut(|memo| memo.put(key, sound.clone()));
    sound
}

/// The sound of the term: by its reading where that is of the very form, else word by word.
fn sound(normalized: &str, reading: Option<&Reading>) -> String {
    let by_word = |text: &str| Glossary::builtin().romanize(&normalize(text).text);
    let Some(reading) = reading.filter(|_| !normalized.chars().any(is_point)) else {
        return by_word(normalized);
    };
    let Some((verb, _)) = normalized.split_once(PART_SEPARATOR) else {
        return romanize::reading(reading);
    };
    // Alone, a particle may be read as another word (אן: a, an); the lemma shows its points.
    let Some((particle, _)) = reading.entry().lemma().split_once('|') else {
        return by_word(normalized);
    };
    let verb = if verb.contains(' ') {
        by_word(verb)
    } else {
        romanize::reading(reading)
    };
    verb + PART_SEPARATOR + &romanize::letters(particle)
}

fn pos(term: &Term, reading: Option<&Reading>, merged: bool) -> String {
    if merged {
        return Pos::Person.as_str().to_owned();
    }
    match (&term.kind, reading.and_then(Reading::lemma_pos)) {
        (Kind::Number(_), _) => Pos::Num.as_str().to_owned(),
        (Kind::Acronym(_), None) => Pos::Org.as_str().to_owned(),
        (_, pos) => pos.map(|p| p.as_str().to_owned()).unwrap_or_default(),
    }
}

fn gloss(term: &Term, reading: Option<&Reading>) -> String {
    match (&term.kind, reading) {
        (Kind::Number(n), None) => n.english(),
        (Kind::Acronym(letters), None) => letters.clone(),
        (_, Some(r)) => r.gloss(),
        _ => String::new(),
    }
}

fn source(term: &Term, reading: Option<&Reading>, relation: Relation) -> String {
    match (&term.kind, relation, reading) {
        (Kind::Number(_), _, _) => "rule:number".to_owned(),
        (Kind::Acronym(_), _, _) => "rule:acronym".to_owned(),
        (_, Relation::Transliteration, _) => "rule:sound".to_owned(),
        (_, _, Some(r)) => {
            let rule = r.rule();
            match rule.as_str() {
                "base" | "infinitive" | "singular" => r.entry().source(),
                _ => format!("{} {rule}", r.entry().source()),
            }
        }
        _ => String::new(),
    }
}

/// Candidates of the same term that fit as well and say the same thing.
fn mentions(chosen: &Weighed, all: &[Weighed]) -> usize {
    all.iter()
        .filter(|w| w.candidate.fit >= 0.75 * chosen.candidate.fit)
        .count()
}

/// What speaks for a pair, its rivals included.
pub fn evidence(chosen: &Weighed, all: &[Weighed]) -> [f32; FEATURES.len()] {
    let rivals = all
        .iter()
        .filter(|w| w.candidate.fit > 0.85 * chosen.candidate.fit)
        .count()
        .saturating_sub(1);
    features(chosen, rivals)
}

/// How sure it is that the story has nothing: the better the best word would have been, the less.
fn unsupported_confidence(all: Option<&Vec<Weighed>>) -> f64 {
    let best = all.and_then(|l| l.first()).map_or(0.0, |w| w.candidate.fit);
    UNSUPPORTED * f64::from(1.0 - best).clamp(0.0, 1.0)
}

/// How often a term for which nothing at all was found has indeed nothing in the story.
const UNSUPPORTED: f64 = 0.4;
