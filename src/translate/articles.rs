//! Articles that English has and Yiddish has not: a headline drops them, and a noun after *to be*, `ווי` or a
//! number of prepositions has none in either style of Yiddish.
//!
//! Running text gets a place for one before each singular noun that can be counted and has no other determiner;
//! the n-gram model fills it. A headline in the English manner loses what articles it has.

use super::Articles;
use super::clause::{Clauses, Slot};
use super::ngrams::{Ngrams, UNKNOWN};
use super::options::Choice;
use super::tag::Tag;
use super::unit::{Form, Origin};
use crate::english::{is_mass_noun, is_measure};

/// What `the` costs more than `a` where nothing has been said of the thing.
const DEFINITE: f32 = 0.3;
/// What either costs more than none.
const ARTICLE: f32 = 0.6;
/// What `a` after the verb to be gains, or `the` before what there is one of.
const EXPECTED: f32 = 1.0;
/// What an article costs more after a preposition, where English often does without: `by car`, `of age`.
const AFTER_PREPOSITION: f32 = 0.5;
/// What a headline gains by an article left out.
const DROPPED: f32 = 4.0;
/// A noun is seldom counted if its plural is so many powers of ten rarer than it is.
const RARE_PLURAL: f32 = 1.6;

/// Adjectives of which there is one: `the same`, `the first`.
const UNIQUE: [&str; 10] = [
    "same",
    "only",
    "next",
    "last",
    "latest",
    "first",
    "entire",
    "whole",
    "following",
    "former",
];

impl Clauses<'_, '_> {
    /// Puts `of` between a measure and what it measures: `אַ גלאָז וואַסער`.
    pub(super) fn measures(&self, slots: Vec<Slot>) -> Vec<Slot> {
        let mut out: Vec<Slot> = Vec::with_capacity(slots.len());
        let mut quantity = false;
        for slot in slots {
            let kind = self.kind(&slot);
            let measured = matches!(kind, Some(Tag::Noun | Tag::Adjective))
                && quantity
                && out.last().is_some_and(|measure| {
                    self.kind(measure) == Some(Tag::Noun)
                        && measure.choices.first().is_some_and(|c| measures(&c.text))
                });
            if measured {
                out.push(Slot {
                    choices: vec![Choice::new("of", 0.0, "rule:of")],
                    units: Vec::new(),
                    mark: false,
                });
            }
            quantity = match kind {
                Some(Tag::Determiner | Tag::Number) => true,
                Some(Tag::Adjective | Tag::Noun) => quantity && !measured,
                _ => false,
            };
            out.push(slot);
        }
        out
    }

    /// Puts articles before nouns that want one, or takes them out, as `articles` says.
    pub(super) fn articles(&self, slots: Vec<Slot>, articles: Articles) -> Vec<Slot> {
        match articles {
            Articles::AsWritten => slots,
            Articles::Dropped => dropped(slots),
            Articles::Inserted => self.inserted(slots),
        }
    }

    fn inserted(&self, slots: Vec<Slot>) -> Vec<Slot> {
        let wanted: Vec<Option<Vec<Choice>>> = (0..slots.len())
            .map(|i| self.article_before(&slots, i))
            .collect();
        let mut out = Vec::with_capacity(slots.len());
        for (slot, wanted) in slots.into_iter().zip(wanted) {
            if let Some(choices) = wanted {
                out.push(Slot {
                    choices,
                    units: Vec::new(),
                    mark: false,
                });
            }
            out.push(slot);
        }
        out
    }

    /// The tag of what stands in a slot of one word.
    fn kind(&self, slot: &Slot) -> Option<Tag> {
        match slot.units[..] {
            [unit] => Some(self.units[unit].tag()),
            _ => None,
        }
    }

    /// The articles that can stand before the slot at `i`, if a noun phrase without determiner begins there.
    fn article_before(&self, slots: &[Slot], i: usize) -> Option<Vec<Choice>> {
        let modifies = |tag| matches!(tag, Tag::Adjective | Tag::Participle);
        let first = self.kind(&slots[i])?;
        if !(first == Tag::Noun || first == Tag::Adjective) {
            return None;
        }
        let before = i.checked_sub(1).map(|b| &slots[b]);
        let before_tag = before.and_then(|slot| self.kind(slot));
        if matches!(
            before_tag,
            Some(
                Tag::Determiner
                    | Tag::Number
                    | Tag::Adjective
                    | Tag::Noun
                    | Tag::Name
                    | Tag::Adverb
                    | Tag::Negation
                    | Tag::Pronoun
                    | Tag::Conjunction
            )
        ) || before.is_some_and(|slot| slot.mark)
            || before.is_some_and(ends_in_determiner)
        {
            return None;
        }
        let mut head = i;
        while head < slots.len() && self.kind(&slots[head]).is_some_and(modifies) {
            head += 1;
        }
        while head + 1 < slots.len()
            && self.kind(slots.get(head)?) == Some(Tag::Noun)
            && self.kind(&slots[head + 1]) == Some(Tag::Noun)
        {
            head += 1;
        }
        let noun = slots.get(head)?;
        if self.kind(noun) != Some(Tag::Noun) {
            return None;
        }
        let unit = &self.units[*noun.units.first()?];
        if unit.possessive || !matches!(unit.analysis().form, Form::Base | Form::Agent) {
            return None;
        }
        let best = noun
            .choices
            .iter()
            .min_by(|a, b| a.cost.total_cmp(&b.cost))?;
        if !is_counted(&best.text, self.ngrams) {
            return None;
        }
        let after_preposition = before_tag == Some(Tag::Preposition)
            && before.is_some_and(|slot| slot.choices.iter().all(|c| c.text != "as"));
        let predicate = before.is_some_and(|slot| {
            slot.units.iter().any(|&u| {
                matches!(
                    self.units[u].class(),
                    "be" | "become" | "been" | "become.past"
                )
            })
        });
        let unique = slots[i..head].iter().any(|slot| self.is_unique(slot));
        let (mut indefinite, mut definite) = (ARTICLE, ARTICLE + DEFINITE);
        if after_preposition {
            indefinite += AFTER_PREPOSITION;
            definite += AFTER_PREPOSITION;
        }
        if unique {
            definite -= EXPECTED;
            indefinite += EXPECTED;
        } else if predicate {
            indefinite -= EXPECTED;
        }
        Some(vec![
            Choice::new("", 0.0, "rule:no article"),
            Choice::new("a", indefinite, "rule:article"),
            Choice::new("the", definite, "rule:article"),
        ])
    }

    /// Whether a modifier says that there is only one: a superlative, an ordinal, `same`.
    fn is_unique(&self, slot: &Slot) -> bool {
        let Some(&unit) = slot.units.first() else {
            return false;
        };
        let analysis = self.units[unit].analysis();
        analysis.form == Form::Superlative
            || matches!(&analysis.origin, Origin::Number(n) if n.ordinal)
            || slot
                .choices
                .first()
                .is_some_and(|c| UNIQUE.contains(&c.text.as_str()))
    }
}

/// Articles cost more than their absence.
fn dropped(mut slots: Vec<Slot>) -> Vec<Slot> {
    for slot in &mut slots {
        if slot
            .choices
            .iter()
            .any(|c| c.text == "the" || c.text == "a")
        {
            let choices = &mut slot.choices;
            match choices.iter_mut().find(|c| c.text.is_empty()) {
                Some(none) => none.cost -= DROPPED,
                None => choices.push(Choice::new("", -DROPPED, "rule:no article")),
            }
        }
        for choice in &mut slot.choices {
            if let Some(bare) = choice.text.strip_suffix(" the") {
                choice.text = bare.to_owned();
            }
        }
    }
    slots
}

/// Whether what stands there says which: `the`, `in the`, `such a`.
fn ends_in_determiner(slot: &Slot) -> bool {
    slot.choices.first().is_some_and(|c| {
        let last = c.text.rsplit(' ').next().unwrap_or_default();
        matches!(last, "the" | "a" | "an" | "no" | "any")
            || last.ends_with("'s")
            || last.ends_with("s'")
    })
}

/// Whether an English noun, singular or plural, measures something.
fn measures(phrase: &str) -> bool {
    is_measure(phrase)
        || phrase.strip_suffix('s').is_some_and(is_measure)
        || phrase.strip_suffix("es").is_some_and(is_measure)
}

/// Whether an English noun is counted: `a house`, but not `a money`. What the model has heard after
/// *a* or has heard in the plural often enough is, unless it is known for a mass.
fn is_counted(phrase: &str, ngrams: Ngrams) -> bool {
    let head = phrase.rsplit([' ', '-']).next().unwrap_or(phrase);
    if head.is_empty() || head.starts_with(char::is_uppercase) || is_mass_noun(head) {
        return false;
    }
    let word = ngrams.find(head);
    if word == UNKNOWN {
        return false;
    }
    let many = crate::english::generate::plural(head);
    if many == head {
        return false;
    }
    let often = |text: &str| ngrams.alone(ngrams.find(text));
    let after = |article: &str| ngrams.follows(ngrams.find(article), word);
    after("a") || after("an") || often(&many) - ngrams.alone(word) < RARE_PLURAL
}
