//! Interlinear glosses: the words of a headline, their sound, and word for word what they are, by the
//! abbreviations of the Leipzig rules.

use super::expand::expand;
use super::ngrams::Ngrams;
use super::options::choices;
use super::read::units;
use super::tag::Tag;
use super::unit::{Form, Origin, Unit};
use super::witness::Witness;
use crate::glossary::Glossary;
use crate::yiddish::Headline;

/// A word of a headline in three lines.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Gloss {
    /// As written.
    pub yiddish: String,
    /// YIVO romanization.
    pub romanized: String,
    /// Meaning and form: `newspaper-PL`, `say.3SG`.
    pub gloss: String,
}

/// The glosses of a headline, word by word.
///
/// ```
/// use kepl::translate::gloss::glosses;
/// use kepl::{Glossary, Headline};
///
/// let found = glosses(&Headline::parse("צייטונגען"), &Glossary::builtin());
/// assert_eq!(found[0].gloss, "newspaper-PL");
/// ```
pub fn glosses(headline: &Headline, glossary: &Glossary) -> Vec<Gloss> {
    let tokens = expand(&headline.tokens, glossary);
    let witness = Witness::default();
    units(&tokens, glossary)
        .iter()
        .map(|unit| Gloss {
            yiddish: unit.text.clone(),
            romanized: glossary.romanize(&unit.text),
            gloss: gloss(unit, &witness),
        })
        .collect()
}

fn gloss(unit: &Unit, witness: &Witness) -> String {
    let (meaning, category) = match &unit.analysis().origin {
        Origin::Closed(row) => match row.class {
            "article" => return "DEF".to_owned(),
            "indefinite" => return "INDF".to_owned(),
            "neg" => return "NEG".to_owned(),
            "reflexive" => return "REFL".to_owned(),
            "relative" => return "REL".to_owned(),
            "have" | "be" => return format!("{}.AUX", row.class),
            _ => (
                row.english
                    .split(" | ")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
                "",
            ),
        },
        Origin::Entry(reading) => {
            let sense = reading
                .entry()
                .senses()
                .next()
                .unwrap_or_default()
                .to_owned();
            (sense, category(unit))
        }
        _ => {
            let all = choices(unit, witness, false, Ngrams::get());
            (
                all.into_iter().next().map_or_else(String::new, |c| c.text),
                "",
            )
        }
    };
    // A gloss of several words is one gloss: its words are joined by full stops.
    format!("{}{category}", meaning.replace(' ', "."))
}

fn category(unit: &Unit) -> &'static str {
    match (unit.tag(), unit.analysis().form) {
        (_, Form::Plural | Form::Agents) => "-PL",
        (_, Form::Possessive) => "-POSS",
        (_, Form::Third) => "-3SG",
        (_, Form::Comparative) => "-CMPR",
        (_, Form::Superlative) => "-SUP",
        (Tag::Participle | Tag::Adjective, Form::Participle) => ".PTCP",
        (_, Form::TsuInfinitive) | (Tag::Infinitive, _) => ".INF",
        _ => "",
    }
}
