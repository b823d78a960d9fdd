//! How well whole headlines are paired, by hand-made pairs of seventy documents of our own.
//!
//! `tests/documents/gold.jsonl` has, for each term of a headline, the story's words that are right
//! for it; no words where the story has none. The floors stand a little under what kepl reaches.
//! `cargo test --test gold -- --nocapture` prints the figures and every miss.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::collections::BTreeSet;

use common::{GoldDocument, gold};
use kepl::{Glossary, TermPair, align_document};
use unicode_normalization::UnicodeNormalization;

const LEAST_PRECISION: f64 = 0.94;
const LEAST_RECALL: f64 = 0.85;
const LEAST_F1: f64 = 0.89;

/// Letters and digits only, without points and final forms.
fn fold(text: &str) -> String {
    let letters = text.nfkd().filter(|c| c.is_alphanumeric());
    let folded = letters.map(|c| match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        other => other,
    });
    folded
        .collect::<String>()
        .replace('װ', "וו")
        .replace('ױ', "וי")
        .replace('ײ', "יי")
}

/// A word without its commonest endings, so that `vote`, `votes` and `voted` are the same.
fn stem(word: &str) -> String {
    let mut word: String = word
        .to_lowercase()
        .nfkd()
        .filter(|c| c.is_alphanumeric())
        .collect();
    for ending in ["ing", "ed", "es", "s", "ly"] {
        if word.ends_with(ending) && word.len() >= ending.len() + 3 {
            word.truncate(word.len() - ending.len());
            break;
        }
    }
    if word.ends_with('e') && word.len() > 3 {
        word.pop();
    }
    word
}

fn stems(phrase: &str) -> BTreeSet<String> {
    let plain = phrase.replace("'s", "").replace("’s", "");
    plain
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/'))
        .map(stem)
        .filter(|s| !matches!(s.as_str(), "" | "the" | "a" | "an" | "to" | "of"))
        .collect()
}

/// The pairs that are about the term: itself, its words, or a longer term around it.
fn about<'p>(term: &str, pairs: &'p [TermPair]) -> Vec<&'p TermPair> {
    let key = fold(term);
    let of = |p: &TermPair| fold(&p.yiddish.replace('…', ""));
    let words: Vec<String> = term.split([' ', '-']).map(fold).collect();
    let tries: [&dyn Fn(&TermPair) -> bool; 3] =
        [&|p| of(p) == key, &|p| words.contains(&of(p)), &|p| {
            of(p).contains(&key)
        }];
    let found = |is: &&dyn Fn(&TermPair) -> bool| -> Vec<&'p TermPair> {
        pairs.iter().filter(|p| is(p)).collect()
    };
    tries
        .iter()
        .map(found)
        .find(|hit| !hit.is_empty())
        .unwrap_or_default()
}

#[derive(Default)]
struct Score {
    right: f64,
    predicted: f64,
    positives: f64,
    nulls: usize,
    nulls_right: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right / self.predicted
    }

    fn recall(&self) -> f64 {
        self.right / self.positives
    }

    fn f1(&self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall())
    }

    fn add(&mut self, document: &GoldDocument, pairs: &[TermPair]) {
        for (term, gold) in &document.gold {
            let found: Vec<&str> = about(term, pairs)
                .iter()
                .map(|p| p.english.as_str())
                .filter(|english| !english.is_empty())
                .collect();
            let guess: BTreeSet<String> = found.iter().flat_map(|e| stems(e)).collect();
            let right = gold.iter().any(|g| guess == stems(g));
            self.predicted += f64::from(u8::from(!found.is_empty()));
            self.right += f64::from(u8::from(right));
            self.positives += f64::from(u8::from(!gold.is_empty()));
            self.nulls += usize::from(gold.is_empty());
            self.nulls_right += usize::from(gold.is_empty() && found.is_empty());
            let nothing = gold.is_empty() && found.is_empty();
            if !(right || nothing) {
                println!("{} {term}: {found:?}, right would be {gold:?}", document.id);
            }
        }
    }
}

#[test]
fn headlines_are_paired_as_well_as_they_were() {
    let glossary = Glossary::builtin();
    let mut score = Score::default();
    for document in gold() {
        score.add(
            &document,
            &align_document(&glossary, &document.document()).pairs,
        );
    }
    let (precision, recall, f1) = (score.precision(), score.recall(), score.f1());
    println!(
        "{} terms: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}; {} of {} without counterpart right",
        score.positives, score.nulls_right, score.nulls
    );
    assert!(precision >= LEAST_PRECISION, "precision is {precision:.4}");
    assert!(recall >= LEAST_RECALL, "recall is {recall:.4}");
    assert!(f1 >= LEAST_F1, "F1 is {f1:.4}");
}

#[test]
fn offsets_slice_the_words_of_the_story() {
    let glossary = Glossary::builtin();
    let mut checked = 0;
    for document in gold() {
        for pair in align_document(&glossary, &document.document()).pairs {
            let Some(span) = pair.span else {
                assert_eq!(pair.english, "", "{} {}", document.id, pair.yiddish);
                continue;
            };
            let sliced: String = document
                .body
                .chars()
                .skip(span.start)
                .take(span.len())
                .collect();
            assert_eq!(sliced, pair.english, "{} {}", document.id, pair.yiddish);
            checked += 1;
        }
    }
    assert!(
        checked > 300,
        "only {checked} pairs have words of the story"
    );
}

#[test]
fn the_gold_is_about_its_documents() {
    for document in gold() {
        for (term, gold) in &document.gold {
            let headline = fold(&document.headline);
            for word in term.split(' ') {
                assert!(
                    headline.contains(&fold(word)),
                    "{}: {word} is not in the headline",
                    document.id
                );
            }
            for words in gold {
                assert!(
                    document.body.contains(words.as_str()),
                    "{}: {words} is not in the story",
                    document.id
                );
            }
        }
    }
}
