//! A glossary entry, as its row says it.

use std::fmt;
use std::str::FromStr;

/// Part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names say it
pub enum Pos {
    Noun,
    Verb,
    Adj,
    Adv,
    Place,
    Person,
    Org,
    Num,
    Prep,
    Conj,
    Pron,
    Part,
    Interj,
    Phrase,
}

impl Pos {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 14] = [
        Self::Noun,
        Self::Verb,
        Self::Adj,
        Self::Adv,
        Self::Place,
        Self::Person,
        Self::Org,
        Self::Num,
        Self::Prep,
        Self::Conj,
        Self::Pron,
        Self::Part,
        Self::Interj,
        Self::Phrase,
    ];

    /// The name used in glossary files and outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Noun => "noun",
            Self::Verb => "verb",
            Self::Adj => "adj",
            Self::Adv => "adv",
            Self::Place => "name.place",
            Self::Person => "name.person",
            Self::Org => "name.org",
            Self::Num => "num",
            Self::Prep => "prep",
            Self::Conj => "conj",
            Self::Pron => "pron",
            Self::Part => "part",
            Self::Interj => "interj",
            Self::Phrase => "phrase",
        }
    }

    /// A person, place or organization.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Place | Self::Person | Self::Org)
    }

    /// A word that only serves others: it carries no term of its own.
    pub fn is_function(self) -> bool {
        matches!(self, Self::Prep | Self::Conj | Self::Pron | Self::Part)
    }
}

impl fmt::Display for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Pos {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|p| p.as_str() == text).ok_or(())
    }
}

/// Irregular forms are labelled; the label says what is irregular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormKind {
    /// `pl:` plural.
    Plural,
    /// `pp:` past participle.
    Participle,
    /// `pres:` a present or imperative form.
    Present,
    /// `cmp:` comparative.
    Comparative,
    /// `dim:` diminutive.
    Diminutive,
    /// `case:` a pronoun in another case, gender or number.
    Case,
}

impl FormKind {
    /// The label in glossary files.
    pub fn label(self) -> &'static str {
        match self {
            Self::Plural => "pl",
            Self::Participle => "pp",
            Self::Present => "pres",
            Self::Comparative => "cmp",
            Self::Diminutive => "dim",
            Self::Case => "case",
        }
    }

    fn from_label(label: &str) -> Option<Self> {
        [
            Self::Plural,
            Self::Participle,
            Self::Present,
            Self::Comparative,
            Self::Diminutive,
            Self::Case,
        ]
        .into_iter()
        .find(|k| k.label() == label)
    }
}

/// The tags that code acts on; others are for people.
pub mod tag {
    /// Hebrew or Aramaic origin, spelled traditionally.
    pub const HEBREW: &str = "hebrew";
    /// Seldom met.
    pub const RARE: &str = "rare";
    /// The less common of words that look alike without their points.
    pub const SECOND: &str = "second";
    /// An English loan: the story may have the very word.
    pub const ENGLISH: &str = "english";
    /// Plural only.
    pub const PLURAL: &str = "plural";
    /// An adjective without endings.
    pub const INDECLINABLE: &str = "indecl";
    /// The pair must not be used; a headline term rendered so is a finding.
    pub const FORBIDDEN: &str = "forbidden";
    /// Serves other words and carries no term of its own, whatever its part of speech.
    pub const FUNCTION: &str = "function";

    /// Every tag a glossary of ours may carry.
    pub const KNOWN: &[&str] = &[
        HEBREW,
        ENGLISH,
        PLURAL,
        INDECLINABLE,
        FORBIDDEN,
        FUNCTION,
        "hasidic",
        "daytshmerish",
        "old",
        "soviet",
        RARE,
        SECOND,
        "formal",
        "colloquial",
        "vulgar",
        "offensive",
        "abbrev",
        "aux-zayn",
        "preferred",
    ];
}

/// One row of a glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The lemma; `|` after the particle of a separable verb.
    pub yiddish: String,
    /// English senses, best first.
    pub english: Vec<String>,
    /// Part of speech; `None` where a user's file does not say.
    pub pos: Option<Pos>,
    /// Irregular forms.
    pub forms: Vec<(FormKind, String)>,
    /// Spellings that no rule derives.
    pub variants: Vec<String>,
    /// Origin, register and instructions.
    pub tags: Vec<String>,
    /// For people.
    pub note: String,
    /// YIVO romanization where the spelling does not show the sound; after ` | pl:` that of the plural,
    /// where it has other vowels (`seyfer | pl:sforim`).
    pub romanized: String,
    /// The file's name, without folders.
    pub file: String,
    /// The line of the row, counted from 1.
    pub line: u32,
}

impl Entry {
    /// Whether the entry carries `tag`.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|t| t == tag)
    }

    /// The romanization of the lemma, empty where there is none.
    pub fn sound(&self) -> &str {
        sound(&self.romanized)
    }

    /// The lemma without the bar of separable verbs.
    pub fn lemma(&self) -> String {
        self.yiddish.replace('|', "")
    }
}

/// Splits a cell into its values.
pub fn split_values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(" | ").map(str::trim).filter(|v| !v.is_empty())
}

/// What stands before the plural's sound in the `romanized` column.
pub const PLURAL_SOUND: &str = "pl:";

/// The lemma's sound in a cell of the `romanized` column; empty where there is none.
pub fn sound(cell: &str) -> &str {
    split_values(cell)
        .next()
        .filter(|v| !v.starts_with(PLURAL_SOUND))
        .unwrap_or_default()
}

/// The plural's sound in a cell of the `romanized` column.
pub fn plural_sound(cell: &str) -> Option<&str> {
    split_values(cell).find_map(|v| v.strip_prefix(PLURAL_SOUND))
}

/// Reads one value of the `forms` column: `pl:טעג`. The error is the label that is not known.
pub fn parse_form(value: &str) -> Result<(FormKind, String), String> {
    let (label, form) = value.split_once(':').ok_or_else(|| value.to_owned())?;
    let kind = FormKind::from_label(label.trim()).ok_or_else(|| label.to_owned())?;
    Ok((kind, form.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_speech_round_trip() {
        for pos in Pos::ALL {
            assert_eq!(pos.as_str().parse(), Ok(pos));
        }
        assert_eq!("nuon".parse::<Pos>(), Err(()));
    }

    #[test]
    fn forms_need_a_known_label() {
        assert_eq!(
            parse_form("pl:טעג"),
            Ok((FormKind::Plural, "טעג".to_owned()))
        );
        assert!(parse_form("plural:טעג").is_err());
        assert!(parse_form("טעג").is_err());
    }
}
