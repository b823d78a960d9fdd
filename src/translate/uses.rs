//! What words can do in a sentence: by their class, by a reading of the glossary, or by their look.

use super::tag::Tag;
use super::unit::Form;
use crate::glossary::analyse::{Derivation, Reading};
use crate::glossary::entry::Pos;
use crate::tables::{ClosedWord, PREFIXES};

/// The tags that words of a closed class can have.
pub(super) fn tags_of_class(row: &ClosedWord) -> &'static [(Tag, f32)] {
    match row.class {
        "article" | "indefinite" | "negative" | "possessive" => &[(Tag::Determiner, 0.0)],
        "subject" | "object" | "reflexive" => &[(Tag::Pronoun, 0.0)],
        "relative" | "subord" | "question" | "whether" => &[(Tag::Subordinator, 0.0)],
        "quantity" => &[(Tag::Determiner, 0.0), (Tag::Adverb, 0.1)],
        "conj" => &[(Tag::Conjunction, 0.0)],
        "neg" => &[(Tag::Negation, 0.0)],
        "prep" | "prep.article" => &[(Tag::Preposition, 0.0)],
        "tsu" => &[(Tag::Tsu, 0.3)],
        "infinitive" => &[(Tag::Infinitive, 0.3)],
        "had" | "been" | "become.past" | "modal.past" => &[(Tag::Participle, 0.0)],
        "have" | "be" | "become" | "will" | "would" | "modal" => &[(Tag::Finite, 0.0)],
        _ => &[(Tag::Adverb, 0.2)],
    }
}

/// What a reading can do in a sentence, its form, and what that costs.
pub(super) fn uses(reading: &Reading) -> Vec<(Tag, Form, f32)> {
    use Form::{
        Agent, Agents, Base, Comparative, Gerund, Participle, Plural, Possessive, Quality, Stem,
        Superlative, Third, TsuInfinitive,
    };
    let rule = reading.inflection();
    let plural = rule.starts_with("plural") || rule.ends_with(".pl") || rule.ends_with("-pl");
    let pos = reading.pos();
    let derived = matches!(reading.derivation, Derivation::Suffix(_));
    match pos {
        Some(Pos::Noun) if derived => vec![(Tag::Noun, Quality, 0.0)],
        Some(Pos::Noun) if rule.starts_with("with-dik") => vec![(Tag::Adjective, Base, 0.0)],
        Some(Pos::Noun) if plural => vec![(Tag::Noun, Plural, 0.0)],
        Some(Pos::Noun) if rule == "possessive" => vec![(Tag::Noun, Possessive, 0.3)],
        Some(Pos::Noun) | None => vec![(Tag::Noun, Base, 0.0)],
        Some(Pos::Verb) => match rule {
            "infinitive" | "infinitive-v" => {
                vec![(Tag::Infinitive, Base, 0.0), (Tag::Finite, Base, 0.1)]
            }
            "tsu-infinitive" => vec![(Tag::Infinitive, TsuInfinitive, 0.0)],
            "3sg" | "3sg-old" if same_participle(reading.entry().lemma()) => vec![
                (Tag::Finite, Third, 0.0),
                (Tag::Participle, Participle, 0.1),
            ],
            "3sg" | "3sg-old" => vec![(Tag::Finite, Third, 0.0)],
            "stem" => vec![(Tag::Finite, Stem, 1.0)],
            "2sg" | "2sg-du" => vec![(Tag::Finite, Base, 0.4)],
            "alone" => vec![
                (Tag::Finite, Third, 0.3),
                (Tag::Participle, Participle, 0.3),
            ],
            "participle" => vec![(Tag::Participle, Participle, 0.0)],
            "present"
                if reading
                    .form()
                    .split(' ')
                    .any(|w| w.ends_with('ט') || w == "איז") =>
            {
                vec![(Tag::Finite, Third, 0.0)]
            }
            "present" => vec![(Tag::Finite, Base, 0.0)],
            "agent" | "agent.f" => vec![(Tag::Noun, Agent, 0.0)],
            "agent.pl" | "agent.f-pl" => vec![(Tag::Noun, Agents, 0.0)],
            _ if rule.starts_with("participle.") => vec![(Tag::Adjective, Participle, 0.0)],
            _ if rule.starts_with("present-participle") => {
                let manner = matches!(rule, "present-participle" | "present-participle-v");
                vec![(
                    if manner { Tag::Adverb } else { Tag::Adjective },
                    Gerund,
                    0.0,
                )]
            }
            _ => vec![(Tag::Noun, Gerund, 0.0)],
        },
        Some(Pos::Adj) => {
            if rule.starts_with("comparative") {
                vec![(Tag::Adjective, Comparative, 0.0)]
            } else if rule.starts_with("superlative") {
                vec![(Tag::Adjective, Superlative, 0.0)]
            } else if rule.starts_with("quality") {
                vec![(Tag::Noun, Quality, 0.0)]
            } else if rule == "base" {
                vec![(Tag::Adjective, Base, 0.2), (Tag::Adverb, Base, 0.3)]
            } else {
                vec![(Tag::Adjective, Base, 0.0), (Tag::Noun, Base, 1.2)]
            }
        }
        Some(Pos::Adv) if rule == "comparative" => vec![(Tag::Adverb, Comparative, 0.0)],
        Some(Pos::Adv | Pos::Interj | Pos::Part) => vec![(Tag::Adverb, Base, 0.0)],
        Some(Pos::Phrase) => vec![(Tag::Adverb, Base, 0.0), (Tag::Noun, Base, 0.5)],
        Some(Pos::Place) if rule.starts_with("inhabitant") => {
            vec![(Tag::Adjective, Gerund, 0.0), (Tag::Noun, Gerund, 0.3)]
        }
        Some(Pos::Person | Pos::Place | Pos::Org) => {
            let form = match rule {
                "possessive" => Possessive,
                "plural" => Plural,
                _ => Base,
            };
            vec![(Tag::Name, form, 0.0)]
        }
        Some(Pos::Num) => vec![(Tag::Number, Base, 0.0)],
        Some(Pos::Prep) => vec![(Tag::Preposition, Base, 0.0)],
        Some(Pos::Conj) => {
            let coordinates = reading
                .entry()
                .senses()
                .next()
                .is_some_and(|s| matches!(s, "and" | "or" | "but"));
            let tag = if coordinates {
                Tag::Conjunction
            } else {
                Tag::Subordinator
            };
            vec![(tag, Base, 0.0)]
        }
        // The usual pronouns are in `closed.csv`; those that only the glossary has are rarer.
        Some(Pos::Pron) => vec![(Tag::Determiner, Base, 0.6), (Tag::Pronoun, Base, 0.6)],
    }
}

/// Whether the participle of a verb is its third person: `באַצאָלט`, `אַרעסטירט`.
fn same_participle(lemma: &str) -> bool {
    lemma.ends_with("ירן")
        || PREFIXES
            .iter()
            .any(|p| p.kind == "inseparable" && lemma.starts_with(p.prefix))
}

/// What a word can be that the glossary does not know.
pub(super) fn guesses(text: &str) -> impl Iterator<Item = (Tag, Form, f32)> + use<> {
    let ends = |endings: &[&str]| endings.iter().any(|e| text.ends_with(e));
    let adjective = ends(&["ע", "ער"]).then_some((Tag::Adjective, Form::Base, 1.0));
    let finite = ends(&["ט", "ן"]).then_some((Tag::Finite, Form::Third, 2.2));
    let infinitive = ends(&["ן"]).then_some((Tag::Infinitive, Form::Base, 1.8));
    let participle = (text.starts_with("גע") && ends(&["ט", "ן"])).then_some((
        Tag::Participle,
        Form::Participle,
        0.2,
    ));
    [
        Some((Tag::Name, Form::Base, 0.3)),
        Some((Tag::Noun, Form::Base, 0.3)),
        adjective,
        finite,
        infinitive,
        participle,
    ]
    .into_iter()
    .flatten()
}
