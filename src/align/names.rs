//! Candidates by sound: the words of the story that a name or loan could be the spelling of.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::Relation;
use super::candidates::Found;
use super::sound;
use super::terms::{Kind, Term};
use crate::english::{Body, fold, is_function_word};
use crate::glossary::analyse::Reading;
use crate::glossary::entry::Pos;
use crate::yiddish::key;

/// Names must fit this well.
const LEAST: f32 = 0.62;
/// A common word must fit better than a name.
const LEAST_COMMON: f32 = 0.74;
/// A word that means something else must fit nearly wholly to be a name.
const LEAST_HOMOGRAPH: f32 = 0.85;

/// Readings dearer than this may be chance, so that the word may be a name all the same.
const DOUBTFUL: f32 = 0.3;

/// How far a term may be looked for by its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sounds {
    /// Names, English loans and what nobody knows.
    Freely,
    /// Words that mean something else, but could be somebody's name (`גליק`).
    AsName,
    /// Not at all.
    No,
}

fn sounds(term: &Term) -> Sounds {
    let name = |r: &Reading| {
        let e = r.entry();
        e.pos().is_some_and(Pos::is_name) || e.is_english()
    };
    if term.kind != Kind::Word || term.key.len() < 2 || term.parts.len() > 1 {
        Sounds::No
    } else if term.readings.iter().any(name) || term.readings.iter().all(|r| r.cost > DOUBTFUL) {
        Sounds::Freely
    } else {
        Sounds::AsName
    }
}

/// Endings that a name or loan may carry.
const ENDINGS: [&str; 7] = ["ס", "ער", "ן", "ישע", "ישער", "ישן", "ערס"];
/// What an ending takes from the likeness.
const ENDING: f32 = 0.04;

/// A word of the story as it sounds.
struct SpokenWord<'b> {
    /// Lower case, without diacritics.
    folded: String,
    /// Where it stands: words of the body.
    places: &'b [u32],
    /// Whether it is capital somewhere within a sentence.
    name: bool,
    /// Whether it is capital anywhere.
    capital: bool,
}

/// The words of a story as they sound; worked out when the first term asks for them.
pub struct Spoken<'b> {
    body: &'b Body<'b>,
    words: OnceCell<Vec<SpokenWord<'b>>>,
}

impl<'b> Spoken<'b> {
    /// The words of `body`.
    pub fn new(body: &'b Body<'b>) -> Self {
        Self {
            body,
            words: OnceCell::new(),
        }
    }

    fn words(&self) -> &[SpokenWord<'b>] {
        self.words.get_or_init(|| {
            let body = self.body;
            body.vocabulary()
                .filter_map(|places| spoken(body, places))
                .collect()
        })
    }

    /// Adds the words that `term` sounds like.
    pub(super) fn like(&self, term: &Term, found: &mut Found) {
        let freedom = sounds(term);
        if freedom == Sounds::No {
            return;
        }
        let stems = stems(&term.key);
        let loan = term.is_unknown() || term.readings.iter().any(|r| r.entry().is_english());
        for word in self.words() {
            let least = match freedom {
                Sounds::AsName if word.name => LEAST_HOMOGRAPH,
                Sounds::Freely if word.capital => LEAST,
                Sounds::Freely if loan => LEAST_COMMON,
                _ => continue,
            };
            let spelled = word.folded.as_bytes();
            if !sound::can_begin(&term.key, spelled) {
                continue;
            }
            let like = stems
                .iter()
                .map(|(stem, less)| sound::similarity_above(stem, spelled, least + less) - less)
                .fold(0.0, f32::max);
            if like >= least {
                let fit = like * if word.name { 1.0 } else { NO_NAME };
                for &at in found.places(word.places) {
                    let at = at as usize;
                    found.add(at..at + 1, Relation::Transliteration, fit, None);
                }
            }
        }
    }
}

/// What is left of the fit where the story does not show the word to be a name.
const NO_NAME: f32 = 0.93;

fn spoken<'b>(body: &Body, places: &'b [u32]) -> Option<SpokenWord<'b>> {
    let all = || places.iter().filter_map(|&p| body.words.get(p as usize));
    let word = all().next()?;
    if word.number || (word.bytes.len() < 3 && !word.acronym) {
        return None;
    }
    let folded = fold(&body.text[word.bytes.clone()]);
    (!is_function_word(&folded)).then(|| SpokenWord {
        folded,
        places,
        name: all().any(|w| w.capital && !w.opens),
        capital: all().any(|w| w.capital),
    })
}

/// The key, and what is left of it without an ending, each with what that costs.
pub(crate) fn stems(key: &[u8]) -> Vec<(&[u8], f32)> {
    let mut stems = vec![(key, 0.0)];
    for ending in &*ENDING_KEYS {
        if let Some(stem) = key.strip_suffix(ending.as_slice()).filter(|s| s.len() >= 3) {
            stems.push((stem, ENDING));
        }
    }
    stems
}

static ENDING_KEYS: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| ENDINGS.iter().map(|e| key::of(e)).collect());
