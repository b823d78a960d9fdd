//! The linguistic tables of `glossaries/tables/`, compiled into the binary as static data.

/// An ending and what it does: a row of `inflection.csv`.
#[derive(Debug, Clone, Copy)]
pub struct InflectionRule {
    /// Part of speech, as in the glossary.
    pub pos: &'static str,
    /// Name of the form, as rule paths show it.
    pub rule: &'static str,
    /// What the ending attaches to.
    pub base: &'static str,
    /// The ending.
    pub suffix: &'static str,
    /// How much less likely than the lemma itself.
    pub cost: f32,
    /// The part of speech of the word it makes; empty where it makes a form of the same word.
    pub makes: &'static str,
}

/// How an infinitive ends and what is left as its stem: a row of `stems.csv`.
#[derive(Debug, Clone, Copy)]
pub struct StemRule {
    /// End of the infinitive.
    pub ending: &'static str,
    /// What stands there in the stem.
    pub stem: &'static str,
}

/// A prefix: a row of `prefixes.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Prefix {
    /// The prefix, pointed.
    pub prefix: &'static str,
    /// `inseparable` verb prefix, or `derivation`.
    pub kind: &'static str,
    /// English prefixes of the same meaning, split by ` | `.
    pub english: &'static str,
}

/// A spelling correspondence: a row of `spelling.csv`.
#[derive(Debug, Clone, Copy)]
pub struct SpellingRule {
    /// Name, as rule paths show it.
    pub rule: &'static str,
    /// Letters of the press, as a key.
    pub from: &'static [u8],
    /// Letters of the glossary, as a key.
    pub to: &'static [u8],
    /// What must stand before: empty for anything, `^` start, `V` vowel letter, `C` consonant.
    pub before: &'static str,
    /// What must follow: empty for anything, `$` end, `V` vowel letter, `C` consonant.
    pub after: &'static str,
    /// How unlikely.
    pub cost: f32,
}

/// A linking element between the parts of a compound: a row of `linking.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The element as a key; empty for none.
    pub element: &'static [u8],
    /// How unlikely.
    pub cost: f32,
}

/// A suffix that makes words of others with a regular meaning: a row of `suffixes.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Suffix {
    /// Name, as rule paths show it.
    pub rule: &'static str,
    /// The suffix as a key.
    pub suffix: &'static [u8],
    /// The suffix with its points.
    pub text: &'static str,
    /// The suffix without endings, as headwords have it.
    pub lemma: &'static str,
    /// Parts of speech it attaches to, split by a space.
    pub from: &'static str,
    /// `lemma` where it does not attach to plurals and other forms.
    pub base: &'static str,
    /// Part of speech of the result.
    pub to: &'static str,
    /// How unlikely.
    pub cost: f32,
}

/// A word that contracts with its neighbour: a row of `contractions.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Contraction {
    /// What is left of the word, as a key.
    pub part: &'static [u8],
    /// `before` or `after` the word it leans on.
    pub side: &'static str,
    /// What it means, split by ` | `.
    pub english: &'static str,
}

/// A number word: a row of `numbers.csv`.
#[derive(Debug, Clone, Copy)]
pub struct NumberWord {
    /// The word as a key.
    pub key: &'static [u8],
    /// Its value.
    pub value: f64,
    /// `unit`, `ten`, `hundred`, `thousand` (any scale word), `ordinal`, `fraction`, `and`; in a time of
    /// day `past` and `to`, after it `clock`; after a decade `year`.
    pub kind: &'static str,
}

/// How letters sound and how English spells that: a row of `sounds.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Sound {
    /// Yiddish letters as a key.
    pub yiddish: &'static [u8],
    /// English letters, lower case without diacritics.
    pub english: &'static [u8],
    /// How unlikely: minus a log probability.
    pub cost: f32,
}

/// An English number word: a row of `english/numbers.csv`.
#[derive(Debug, Clone, Copy)]
pub struct EnglishNumber {
    /// The word, lower case.
    pub word: &'static str,
    /// Its value.
    pub value: f64,
    /// `unit`, `ten`, `hundred`, `thousand` (any scale word), `ordinal`, `fraction`, `times`, `decade`; in a
    /// time of day `past` and `to`.
    pub kind: &'static str,
}

/// A word of an English word list.
#[derive(Debug, Clone, Copy)]
pub struct EnglishWord {
    /// The word.
    pub word: &'static str,
}

/// How letters are romanized: a row of `romanization.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Romanization {
    /// Letters with their points.
    pub letters: &'static str,
    /// Their YIVO romanization.
    pub roman: &'static str,
}

/// What Latin letters stand for in typing: a row of `typing.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Typing {
    /// Latin letters; capitals differ from small ones.
    pub roman: &'static str,
    /// What they make at the beginning of a word.
    pub start: &'static str,
    /// What they make inside it.
    pub middle: &'static str,
    /// What they make at its end.
    pub end: &'static str,
}

/// A key of the keyboard on the screen: a row of `keyboard.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The row, counted from 1.
    pub row: f64,
    /// What the key writes.
    pub letters: &'static str,
    /// What the letters are called.
    pub name: &'static str,
}

/// A coefficient of a logistic model: a row of `confidence.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Coefficient {
    /// What it weighs.
    pub feature: &'static str,
    /// How much.
    pub weight: f32,
}

/// A particle that stands apart from its verb: a row of `particles.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Particle {
    /// The particle as a key.
    pub key: &'static [u8],
    /// `yes` where the word is nothing else in a sentence.
    pub only: &'static str,
}

/// The name of a Latin letter in Hebrew script: a row of `letter-names.csv`.
#[derive(Debug, Clone, Copy)]
pub struct LetterName {
    /// The name as a key.
    pub key: &'static [u8],
    /// The letter, upper case.
    pub letter: char,
}

/// A word that tells something of the words beside it: a row of `cues.csv`, Yiddish or English.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// The word.
    pub word: &'static str,
    /// What it tells, such as `negation`, `hedge`, `quantity`, `unit`.
    pub kind: &'static str,
    /// Which of that kind; words of one class mean the same.
    pub class: &'static str,
}

/// A place, where it is governed, and what lies in it: a row of `english/regions.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Region {
    /// The place.
    pub place: &'static str,
    /// Names of the seat of its government, which speak for it, split by ` | `.
    pub seat: &'static str,
    /// Places that are part of it, split by ` | `.
    pub parts: &'static str,
}

/// Words and their opposites: a row of `english/opposites.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Opposites {
    /// Words of one meaning, split by ` | `.
    pub one: &'static str,
    /// Words of the opposite meaning, split by ` | `.
    pub other: &'static str,
}

/// A word of a closed class and what it is in English: a row of `closed.csv`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClosedWord {
    /// The word as a key.
    pub key: &'static [u8],
    /// What it does in a sentence.
    pub class: &'static str,
    /// What it is in English, best first, split by ` | `; of an auxiliary, present and past.
    pub english: &'static str,
    /// `rare` where the word is more often another one, `singular` where it goes with no plural.
    pub note: &'static str,
}

impl ClosedWord {
    /// Whether the word is more often one of an open class.
    pub fn is_rare(&self) -> bool {
        self.note == "rare"
    }
}

/// How unlikely each function in a sentence is after another: a row of `tags.csv`.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // the names are those of the tags
pub struct TagCosts {
    pub before: &'static str,
    pub det: f32,
    pub noun: f32,
    pub name: f32,
    pub adj: f32,
    pub adv: f32,
    pub fin: f32,
    pub inf: f32,
    pub ptc: f32,
    pub prep: f32,
    pub conj: f32,
    pub sub: f32,
    pub pron: f32,
    pub neg: f32,
    pub num: f32,
    pub tsu: f32,
    pub punct: f32,
}

/// The forms of an English verb that no rule gives: a row of `english/principal-parts.csv`.
#[derive(Debug, Clone, Copy)]
pub struct PrincipalParts {
    /// The infinitive.
    pub verb: &'static str,
    /// The past.
    pub past: &'static str,
    /// The past participle.
    pub participle: &'static str,
    /// The form in -ing, empty where regular.
    pub gerund: &'static str,
}

/// The preposition that an English word takes where Yiddish has another: a row of `english/governed.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Governed {
    /// The English word, or the first words of a phrase.
    pub word: &'static str,
    /// Its part of speech.
    pub pos: &'static str,
    /// The Yiddish preposition, as a key.
    pub key: &'static [u8],
    /// The English one, empty where there is none.
    pub english: &'static str,
}

/// Irregular forms of an English word: a row of `english/irregular.csv`.
#[derive(Debug, Clone, Copy)]
pub struct Irregular {
    /// The word.
    pub word: &'static str,
    /// Its part of speech.
    pub pos: &'static str,
    /// The forms, split by spaces.
    pub forms: &'static str,
}

mod generated {
    // Generated: figures stand as the tables have them.
    #![allow(clippy::unreadable_literal, clippy::excessive_precision)]
    use super::{
        ClosedWord, Coefficient, Contraction, Cue, EnglishNumber, EnglishWord, Governed,
        InflectionRule, Irregular, Key, LetterName, Link, NumberWord, Opposites, Particle, Prefix,
        PrincipalParts, Region, Romanization, Sound, SpellingRule, StemRule, Suffix, TagCosts,
        Typing,
    };

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use generated::*;
