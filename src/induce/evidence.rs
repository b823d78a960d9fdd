//! How alike a Yiddish unit and an English class are by themselves, whatever the corpus says.

use rustc_hash::FxHashMap;

use super::census::{Class, Unit};
use super::kin::Kin;
use super::words::commonness;
use crate::align::sound::{can_begin, kinship, similarity};
use crate::english::{Lexicon, hash_word, is_function_word};
use crate::glossary::Glossary;
use crate::glossary::entry::Pos;
use crate::yiddish::key;

/// How alike a pair is, each 0 to 1 but for `relatives`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// By sound, as names and loans are.
    pub sound: f32,
    /// As inherited from one Germanic word.
    pub kinship: f32,
    /// How much the known words of the same root suggest it.
    pub relatives: f32,
}

impl Likeness {
    /// What the likeness is worth in linking: 1 where there is none.
    pub fn prior(self) -> f32 {
        let over = |x: f32, least: f32| ((x - least) / (1.0 - least)).max(0.0);
        let sound = over(self.sound, 0.5);
        let kin = over(self.kinship, 0.55);
        1.0 + 12.0 * sound * sound + 5.0 * kin * kin + 8.0 * self.relatives.min(1.5)
    }
}

/// What is known beside the corpus.
#[derive(Debug)]
pub struct Evidence {
    kin: Kin,
}

impl Evidence {
    /// Collects it from `glossary`.
    pub fn new(glossary: &Glossary) -> Self {
        Self {
            kin: Kin::new(glossary),
        }
    }

    /// What is known of `unit`.
    pub fn of<'u>(&self, unit: &'u Unit) -> Judge<'u> {
        let mut keys = unit.forms.clone();
        if !keys.contains(&unit.key) {
            keys.push(unit.key.clone());
        }
        let relatives = self.kin.suggest(&keys);
        Judge {
            unit,
            keys,
            relatives,
        }
    }
}

/// Judges how alike a unit and English classes are.
#[derive(Debug)]
pub struct Judge<'u> {
    unit: &'u Unit,
    keys: Vec<Vec<u8>>,
    relatives: FxHashMap<String, f32>,
}

/// Endings without which a word may be compared, as letters.
const ENDINGS: [&str; 5] = ["ן", "ען", "ע", "ער", "ס"];

impl Judge<'_> {
    /// How alike the unit and `class` are.
    pub fn likeness(&self, class: &Class) -> Likeness {
        let english = class.word.as_bytes();
        let mut out = Likeness {
            relatives: self.relatives.get(&class.word).copied().unwrap_or(0.0),
            ..Likeness::default()
        };
        if english.len() < 3 || is_function_word(&class.word) {
            return out;
        }
        let short = self.unit.forms.first().map_or(0, Vec::len) < 3;
        for word in self.keys.iter().take(4) {
            if can_begin(word, english) {
                out.sound = out.sound.max(similarity(word, english));
            }
            out.kinship = out.kinship.max(kinship(word, english));
            for ending in ENDINGS {
                let ending = key::of(ending);
                if let Some(stem) = word.strip_suffix(ending.as_slice())
                    && stem.len() >= 3
                {
                    out.kinship = out.kinship.max(kinship(stem, english) - 0.02);
                    if can_begin(stem, english) {
                        out.sound = out.sound.max(similarity(stem, english) - 0.05);
                    }
                }
            }
        }
        if short {
            out.sound *= 0.8;
            out.kinship *= 0.8;
        }
        out
    }
}

/// Whether English uses the class as this part of speech, as far as its forms tell.
pub fn can_be(class: &str, pos: Pos) -> Option<bool> {
    let lexicon = Lexicon::get();
    let id = lexicon.find(class)?;
    let has = |endings: &[&str]| {
        let stem = class.strip_suffix('e').unwrap_or(class);
        let doubled = class.chars().last().map(|c| format!("{class}{c}"));
        let stems = [Some(class.to_owned()), Some(stem.to_owned()), doubled];
        lexicon.forms(id).any(|hash| {
            stems.iter().flatten().any(|s| {
                endings
                    .iter()
                    .any(|e| hash_word(&format!("{s}{e}")) == hash)
            })
        })
    };
    match pos {
        Pos::Verb => Some(has(&["ing"])),
        Pos::Adj => Some(has(&["ly", "er"])),
        Pos::Noun => Some(has(&["s", "es"])),
        _ => None,
    }
}

/// How frequent the class is in English at large, 0 to 1.
pub fn common(class: &Class) -> f64 {
    commonness(&class.word).min(1.0)
}
