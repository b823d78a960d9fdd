//! What is to be judged: a pair that may become an entry, with the places where it was met.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::glossary::entry::split_values;

/// What would be new about a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// A word the glossary lacks.
    #[default]
    Word,
    /// Another meaning of a word it has.
    Sense,
    /// A name.
    Name,
    /// A term of several words.
    Phrase,
    /// Another spelling of a word it has.
    Variant,
    /// Nothing: an entry that stands in a glossary already.
    Entry,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Word,
        Self::Sense,
        Self::Name,
        Self::Phrase,
        Self::Variant,
        Self::Entry,
    ];

    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Sense => "sense",
            Self::Name => "name",
            Self::Phrase => "phrase",
            Self::Variant => "variant",
            Self::Entry => "entry",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|k| k.as_str() == text).ok_or(())
    }
}

/// A place where a candidate was met: a headline or sentence, and what stands over against it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Context {
    /// The Yiddish side.
    pub yiddish: String,
    /// The English side.
    pub english: String,
}

/// What stands between the sides of a context in a cell.
const SIDES: &str = " ⇄ ";
/// What stands between the contexts of a cell.
const CONTEXTS: &str = " | ";

impl Context {
    /// The contexts of a cell: ` ⇄ ` between the sides, ` | ` between contexts.
    ///
    /// A bar inside a side is no border: the piece after it has no second side.
    ///
    /// ```
    /// use kepl::review::Context;
    ///
    /// let contexts = Context::parse("שניי אין יאפאן ⇄ Snow in Japan | שניי ⇄ It snows | again");
    /// assert_eq!(contexts.len(), 2);
    /// assert_eq!(contexts[1].english, "It snows | again");
    /// ```
    pub fn parse(cell: &str) -> Vec<Self> {
        let mut contexts: Vec<Self> = Vec::new();
        for piece in cell.split(CONTEXTS) {
            match (piece.split_once(SIDES), contexts.last_mut()) {
                (Some((yiddish, english)), _) => contexts.push(Self {
                    yiddish: yiddish.trim().to_owned(),
                    english: english.trim().to_owned(),
                }),
                (None, Some(last)) => {
                    last.english.push_str(CONTEXTS);
                    last.english.push_str(piece.trim());
                }
                (None, None) if piece.trim().is_empty() => {}
                (None, None) => contexts.push(Self {
                    yiddish: piece.trim().to_owned(),
                    english: String::new(),
                }),
            }
        }
        contexts
    }
}

/// A candidate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Candidate {
    /// The Yiddish as it was met.
    pub yiddish: String,
    /// English senses, best first.
    pub english: Vec<String>,
    /// The lemma it seems to belong to; empty where nothing says it.
    pub lemma: String,
    /// The part of speech it seems to be; empty where nothing says it.
    pub pos: String,
    /// What would be new.
    pub kind: Kind,
    /// How often it was met.
    pub count: u64,
    /// How strong the evidence is.
    pub score: f64,
    /// How likely it is right.
    pub probability: f64,
    /// Where it was met.
    pub contexts: Vec<Context>,
}

impl Candidate {
    /// The entry that accepting the candidate as it is would make.
    pub fn proposal(&self) -> Draft {
        let lemma = if self.lemma.is_empty() {
            &self.yiddish
        } else {
            &self.lemma
        };
        let other = self.kind == Kind::Variant && *lemma != self.yiddish;
        Draft {
            yiddish: lemma.clone(),
            english: self.english.clone(),
            pos: self.pos.clone(),
            variants: other.then(|| self.yiddish.clone()).into_iter().collect(),
            ..Draft::default()
        }
        .tidied()
    }
}

/// The senses of a cell.
pub(super) fn senses(cell: &str) -> Vec<String> {
    split_values(cell).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_without_a_second_side_belongs_to_the_context_before() {
        assert_eq!(Context::parse(""), []);
        assert_eq!(Context::parse("only Yiddish")[0].english, "");
        let bars = Context::parse("a ⇄ b | c | d ⇄ e");
        assert_eq!(bars[0].english, "b | c");
        assert_eq!(bars[1].yiddish, "d");
    }

    #[test]
    fn a_variant_becomes_another_spelling_of_its_lemma() {
        let candidate = Candidate {
            yiddish: "טײגער".into(),
            lemma: "טיגער".into(),
            english: vec!["tiger".into()],
            kind: Kind::Variant,
            ..Candidate::default()
        };
        let draft = candidate.proposal();
        assert_eq!(draft.yiddish, "טיגער");
        assert_eq!(draft.variants, ["טייגער"]);
        let word = Candidate {
            kind: Kind::Word,
            ..candidate
        };
        assert_eq!(word.proposal().variants, Vec::<String>::new());
    }
}
