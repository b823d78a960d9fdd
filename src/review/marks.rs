//! Marking a term in the contexts where it was met.

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::candidate::{Candidate, Context};
use crate::english::lexicon::form_hashes;
use crate::english::{Body, fold, is_function_word};
use crate::yiddish::{Headline, TokenKind, key};

/// A run of text, marked or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it is the term.
    pub mark: bool,
}

/// A context with the term marked on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Marked {
    pub yiddish: Vec<Run>,
    pub english: Vec<Run>,
}

/// Marks `candidate` in `context`.
pub fn mark(candidate: &Candidate, context: &Context) -> Marked {
    Marked {
        yiddish: runs(&context.yiddish, &yiddish(candidate, &context.yiddish)),
        english: runs(&context.english, &english(candidate, &context.english)),
    }
}

/// Whether two keys are taken for one word.
type Comparison = fn(&[u8], &[u8]) -> bool;

/// A word with an ending more or less is the same word if this many letters are common.
const STEM: usize = 3;
/// Letters that an ending may have.
const ENDING: usize = 3;

fn yiddish(candidate: &Candidate, text: &str) -> Vec<Range<usize>> {
    let line = Headline::parse(text);
    let words: Vec<(Vec<u8>, Range<usize>)> = line
        .tokens
        .iter()
        .filter(|t| t.kind != TokenKind::Punctuation)
        .map(|t| {
            let span = line.normalized.source_span(t.range.clone());
            (key::of(&t.text), span)
        })
        .collect();
    let same: [Comparison; 2] = [|a, b| a == b, inflected];
    for same in same {
        for term in [&candidate.yiddish, &candidate.lemma] {
            let mut out = Vec::new();
            // The halves of a split verb are looked for one by one.
            for part in term.split(['…', '|']) {
                let keys: Vec<Vec<u8>> = Headline::parse(part)
                    .tokens
                    .iter()
                    .filter(|t| t.kind != TokenKind::Punctuation)
                    .map(|t| key::of(&t.text))
                    .collect();
                if keys.is_empty() {
                    continue;
                }
                for run in words.windows(keys.len()) {
                    if run.iter().zip(&keys).all(|(word, key)| same(&word.0, key)) {
                        out.push(run[0].1.start..run[run.len() - 1].1.end);
                    }
                }
            }
            if !out.is_empty() {
                return out;
            }
        }
    }
    Vec::new()
}

fn inflected(a: &[u8], b: &[u8]) -> bool {
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    common >= STEM && a.len().max(b.len()) - common <= ENDING
}

fn english(candidate: &Candidate, text: &str) -> Vec<Range<usize>> {
    let body = Body::parse(text);
    let mut out = Vec::new();
    for sense in &candidate.english {
        let words: Vec<FxHashSet<u32>> = sense
            .split(|c: char| !(c.is_alphanumeric() || c == '\''))
            .filter(|w| !w.is_empty())
            .map(|w| form_hashes(&fold(w)).into_iter().collect())
            .collect();
        if words.is_empty() {
            continue;
        }
        for (at, run) in body.words.windows(words.len()).enumerate() {
            if run
                .iter()
                .zip(&words)
                .all(|(w, forms)| forms.contains(&w.hash))
            {
                out.push(body.chars(&(at..at + words.len())));
            }
        }
    }
    if out.is_empty() {
        // Words of a phrase that do not stand together in the story.
        for word in candidate.english.iter().flat_map(|s| s.split(' ')) {
            let word = fold(word);
            if word.len() > 2 && !is_function_word(&word) {
                let forms = form_hashes(&word);
                let places = forms.iter().flat_map(|&hash| body.find(hash));
                out.extend(places.map(|&at| body.words[at as usize].chars.clone()));
            }
        }
    }
    out
}

/// `text` cut at the borders of `marks`, which count characters and may come in any order.
fn runs(text: &str, marks: &[Range<usize>]) -> Vec<Run> {
    let marked = |at: usize| marks.iter().any(|m| m.contains(&at));
    let mut out: Vec<Run> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let mark = marked(at);
        match out.last_mut() {
            Some(run) if run.mark == mark => run.text.push(c),
            _ => out.push(Run {
                text: c.to_string(),
                mark,
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(runs: &[Run]) -> Vec<&str> {
        let runs = runs.iter().filter(|r| r.mark);
        runs.map(|r| r.text.as_str()).collect()
    }

    fn found(yiddish: &str, lemma: &str, english: &str, context: &str) -> Marked {
        let candidate = Candidate {
            yiddish: yiddish.into(),
            lemma: lemma.into(),
            english: vec![english.into()],
            ..Candidate::default()
        };
        mark(&candidate, &Context::parse(context)[0])
    }

    #[test]
    fn both_sides_are_marked_in_any_form() {
        let m = found(
            "דאָרף",
            "",
            "village",
            "דאס דארף, און דערפער ⇄ The villages and the town",
        );
        assert_eq!(marked(&m.yiddish), ["דארף"]);
        assert_eq!(marked(&m.english), ["villages"]);
        let whole: String = m.yiddish.iter().map(|r| r.text.as_str()).collect();
        assert_eq!(whole, "דאס דארף, און דערפער");
    }

    #[test]
    fn terms_of_several_words_and_halves_of_verbs() {
        let m = found(
            "צינדט … אן",
            "",
            "sound the alarm",
            "יאפאן צינדט היינט אן ⇄ Japan sounded the alarm",
        );
        assert_eq!(marked(&m.yiddish), ["צינדט", "אן"]);
        assert_eq!(marked(&m.english), ["sounded the alarm"]);
        let m = found("שנייען", "", "fall of snow", "עס שנייעט ⇄ Snow will fall");
        assert_eq!(marked(&m.yiddish), ["שנייעט"]);
        assert_eq!(marked(&m.english), ["Snow", "fall"]);
    }
}
