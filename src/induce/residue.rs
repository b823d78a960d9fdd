//! What a document leaves unexplained: the terms for which the glossary has no word in the story,
//! and the words of the story that no known term stands for.

use crate::align::candidates::candidates;
use crate::align::choose::{choose, weigh};
use crate::align::confidence::confidence;
use crate::align::pairs::evidence;
use crate::align::terms::{Kind, Term, terms};
use crate::document::Document;
use crate::english::{Body, fold, is_function_word};
use crate::glossary::Glossary;
use crate::glossary::entry::Pos;
use crate::yiddish::{Headline, TokenKind, key};

use super::words::class;

/// Words of a story that are looked at; what comes later says little of the headline.
const MOST_WORDS: usize = 240;
/// A reading dearer than this may be chance.
const DOUBTFUL: f32 = 0.3;
/// From this confidence on a pair explains its words.
const SURE: f64 = 0.55;

/// Why a term is left over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// The glossary and the rules do not know the word.
    Unknown,
    /// The only readings are dear ones, and the story supports none of them.
    Doubtful,
    /// A known word, but the story has none of its senses.
    Unsupported,
}

/// A term left over.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The word, normalized.
    pub form: String,
    /// The lemma of its likeliest reading, empty where there is none.
    pub lemma: String,
    /// Part of speech of that reading.
    pub pos: Option<Pos>,
    /// Why it is left.
    pub state: State,
    /// Its token in the headline.
    pub at: u16,
    /// Unicode scalar values of the headline as written, end exclusive.
    pub span: (u32, u32),
    /// The nearest explained term on either side: how many tokens away, and at which word of the story.
    pub anchors: [Option<(u16, u16)>; 2],
}

/// A word of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// All its forms are one class: see [`class`].
    pub class: String,
    /// Its place among the words of the story.
    pub at: u16,
    /// How far no known term explains it, 255 for not at all.
    pub free: u8,
    /// Written with a capital where that says something.
    pub capital: bool,
    /// Stands at the beginning of a sentence.
    pub opens: bool,
    /// Unicode scalar values of the story, end exclusive.
    pub span: (u32, u32),
}

/// What is left of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Residue {
    /// The document's id.
    pub id: String,
    /// Its headline, as written.
    pub headline: String,
    /// Its story, as written.
    pub body: String,
    /// How many tokens the headline has.
    pub tokens: u16,
    /// Terms left over.
    pub left: Vec<Left>,
    /// Lemmas of known terms that the story supports.
    pub supported: Vec<String>,
    /// The story's words, as far as they are looked at.
    pub words: Vec<Word>,
}

/// Takes what `glossary` explains out of `document`.
pub fn residue(glossary: &Glossary, document: &Document) -> Residue {
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    let found = terms(&headline, glossary);
    let weighed = weigh(found.iter().map(|t| candidates(t, &body)).collect(), &body);
    let chosen = choose(&weighed);
    let mut free = vec![255u8; body.words.len()];
    // For each explained term its token and its word.
    let mut anchors: Vec<(u16, u16)> = Vec::new();
    let mut left: Vec<(usize, State)> = Vec::new();
    let mut supported = Vec::new();
    for (i, term) in found.iter().enumerate() {
        let pick = chosen.get(i).copied().flatten().map(|c| &weighed[i][c]);
        let sure = pick.map_or(0.0, |w| confidence(&evidence(w, &weighed[i])));
        if let Some(w) = pick.filter(|_| sure >= SURE) {
            let words = &w.candidate.words;
            anchors.push((term.start() as u16, words.start as u16));
            // A name taken by its sound alone is what a glossary lacks.
            if !term.is_unknown() {
                for word in words.clone() {
                    free[word] = free[word].min(((1.0 - sure) * 255.0) as u8);
                }
                supported.extend(
                    w.candidate
                        .reading
                        .and_then(|r| term.readings.get(r))
                        .map(|r| r.entry().lemma().to_owned()),
                );
                continue;
            }
        }
        let state = match term.readings.first() {
            None => State::Unknown,
            Some(r) if r.cost > DOUBTFUL => State::Doubtful,
            Some(_) => State::Unsupported,
        };
        if wanted(term, &headline) {
            left.push((i, state));
        }
    }
    anchors.sort_unstable();
    let left = left
        .into_iter()
        .map(|(i, state)| leave(&found[i], state, &headline, &anchors))
        .collect();
    Residue {
        id: document.id.clone(),
        headline: document.headline.clone(),
        body: document.body.clone(),
        tokens: headline.tokens.len() as u16,
        left,
        supported,
        words: words(&body, &free),
    }
}

/// Whether a term can become an entry: one word, in Hebrew script.
fn wanted(term: &Term, headline: &Headline) -> bool {
    let word = |t: usize| headline.tokens[t].kind == TokenKind::Word;
    term.kind == Kind::Word
        && term.parts.len() == 1
        && term.parts[0].len() == 1
        && word(term.parts[0].start)
        && key::of(&headline.tokens[term.parts[0].start].text).len() >= 2
}

fn leave(term: &Term, state: State, headline: &Headline, anchors: &[(u16, u16)]) -> Left {
    let at = term.parts[0].start;
    let token = &headline.tokens[at];
    let span = headline.normalized.source_span(token.range.clone());
    let here = at as u16;
    let before = anchors.iter().rev().find(|a| a.0 < here);
    let after = anchors.iter().find(|a| a.0 > here);
    let reading = term.readings.first();
    Left {
        form: token.text.clone(),
        lemma: reading
            .map(|r| r.entry().lemma().to_owned())
            .unwrap_or_default(),
        pos: reading.and_then(crate::glossary::analyse::Reading::pos),
        state,
        at: here,
        span: (span.start as u32, span.end as u32),
        anchors: [
            before.map(|&(t, w)| (here - t, w)),
            after.map(|&(t, w)| (t - here, w)),
        ],
    }
}

fn words(body: &Body, free: &[u8]) -> Vec<Word> {
    body.words
        .iter()
        .take(MOST_WORDS)
        .enumerate()
        .filter(|(_, w)| !w.number)
        .map(|(at, w)| {
            let text = &body.text[w.bytes.clone()];
            Word {
                class: class(text),
                at: at as u16,
                free: free[at],
                capital: w.capital && (!w.opens || w.acronym) && !is_function_word(&fold(text)),
                opens: w.opens,
                span: (w.chars.start as u32, w.chars.end as u32),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;

    fn document(headline: &str, body: &str) -> Document {
        Document {
            id: "1".to_owned(),
            headline: headline.to_owned(),
            body: body.to_owned(),
            place: Place::default(),
        }
    }

    #[test]
    fn known_pairs_are_taken_out() {
        let d = document(
            "רוסלאנד ווארנט קרעקסלבוים",
            "Russia warned the chestnut growers.",
        );
        let r = residue(&Glossary::builtin(), &d);
        let left: Vec<&str> = r.left.iter().map(|l| l.form.as_str()).collect();
        assert_eq!(left, ["קרעקסלבוים"]);
        assert_eq!(r.left[0].state, State::Unknown);
        let free = |class: &str| r.words.iter().find(|w| w.class == class).map(|w| w.free);
        assert!(free("russia").is_some_and(|f| f < 100));
        assert_eq!(free("chestnut"), Some(255));
        assert_eq!(r.left[0].anchors[0], Some((1, 1)));
    }
}
