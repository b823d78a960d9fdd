//! What an entry made of a candidate would look like: part of speech, pointed lemma, file.

use super::census::{Class, Unit};
use super::evidence::can_be;
use super::residue::State;
use super::score::guess_pos;
use crate::english::Lexicon;
use crate::glossary::entry::Pos;
use crate::yiddish::letters::{is_point, is_vowel};
use crate::yiddish::{key, vowels};

/// The part of speech that both sides suggest.
pub fn pos(unit: &Unit, class: &Class) -> Pos {
    if unit.state == State::Unsupported
        && let Some(known) = unit.pos
    {
        return known;
    }
    if class.is_name() {
        return match guess_pos(unit) {
            Some(Pos::Adj) => Pos::Adj,
            _ => name(class),
        };
    }
    if let Some(pos) = guess_pos(unit) {
        return pos;
    }
    let can = |pos| can_be(&class.word, pos) == Some(true);
    if unit.key.ends_with(&key::of("ן")) && can(Pos::Verb) {
        Pos::Verb
    } else if can(Pos::Adj) && !can(Pos::Noun) {
        Pos::Adj
    } else if can(Pos::Verb) && !can(Pos::Noun) {
        Pos::Verb
    } else {
        Pos::Noun
    }
}

/// A place where English has a word for its people, a person otherwise.
fn name(class: &Class) -> Pos {
    if Lexicon::get().equivalents(&class.word).next().is_some() {
        Pos::Place
    } else {
        Pos::Person
    }
}

/// The lemma with the points that its letters suggest. Words of Hebrew origin are written without
/// their vowels, so that nothing can be restored.
pub fn lemma(unit: &Unit) -> String {
    let hebrew = key::of("חתש");
    let consonants = unit
        .key
        .split(|&b| key::is_vowel(b))
        .map(<[u8]>::len)
        .max()
        .unwrap_or(0);
    let origin = unit.key.iter().any(|b| hebrew[..2].contains(b)) || consonants > 3;
    if origin || unit.lemma.chars().any(is_point) || !unit.lemma.chars().any(is_vowel) {
        unit.lemma.clone()
    } else {
        vowels::restore(&unit.lemma)
    }
}

/// The file of the default glossary that holds entries of this kind.
pub fn file(pos: Pos) -> &'static str {
    match pos {
        Pos::Verb => "verbs.csv",
        Pos::Adj => "adjectives.csv",
        Pos::Adv => "adverbs.csv",
        Pos::Place => "places.csv",
        Pos::Person => "people.csv",
        Pos::Org => "organizations.csv",
        Pos::Num => "numbers.csv",
        Pos::Phrase => "phrases.csv",
        Pos::Prep | Pos::Conj | Pos::Pron | Pos::Part => "function.csv",
        Pos::Noun | Pos::Interj => "nouns.csv",
    }
}
