//! Prepositions that go with a word: `וואַרטן אויף` is *wait for*, `געשטאָרבן פֿון הונגער` *died of hunger*.
//!
//! Which English word has which is in `glossaries/english/governed.csv`.

use super::clause::{Clauses, Slot};
use super::options::{Choice, senses};
use super::tag::Tag;
use super::unit::{Origin, Unit};
use crate::tables::{GOVERNED, Governed};

/// What the preposition that goes with the word gains over the others.
const GAIN: f32 = 2.0;

/// A word that may govern the preposition after it.
#[derive(Clone, Copy)]
struct Governor<'u, 'g> {
    unit: &'u Unit<'g>,
    pos: &'static str,
}

impl<'u, 'g> Governor<'u, 'g> {
    fn of(unit: &'u Unit<'g>) -> Option<Self> {
        let pos = match unit.tag() {
            Tag::Finite | Tag::Participle | Tag::Infinitive => "verb",
            Tag::Noun => "noun",
            Tag::Adjective => "adj",
            _ => return None,
        };
        matches!(unit.analysis().origin, Origin::Entry(_)).then_some(Self { unit, pos })
    }
}

impl Clauses<'_, '_> {
    /// Gives prepositions the English that goes with the word they belong to: the verb of the clause, or the noun or
    /// adjective right before them.
    pub(super) fn governed(&self, mut slots: Vec<Slot>) -> Vec<Slot> {
        let mut verb: Option<Governor> = None;
        let mut before: Option<Governor> = None;
        for slot in &mut slots {
            let units: Vec<&Unit> = slot.units.iter().map(|&u| &self.units[u]).collect();
            let ends = |u: &&Unit| matches!(u.tag(), Tag::Conjunction | Tag::Subordinator);
            if slot.mark || units.iter().any(ends) {
                verb = None;
            }
            let [unit] = units[..] else {
                verb = units.iter().find_map(|u| Governor::of(u)).or(verb);
                before = None;
                continue;
            };
            if unit.tag() == Tag::Preposition {
                let mut governors = [before, verb].into_iter().flatten();
                if let Some(english) = governors.find_map(|g| self.english(g, unit)) {
                    govern(slot, english);
                }
            }
            match Governor::of(unit) {
                Some(governor) if governor.pos == "verb" => {
                    verb = Some(governor);
                    before = None;
                }
                found => before = found,
            }
        }
        slots
    }

    /// The English preposition that goes with a word, empty where there is none or the sense has it: `wait for`.
    fn english(&self, governor: Governor, preposition: &Unit) -> Option<&'static str> {
        // One that an article leans on begins with its letters: `אויפן`.
        let leans = preposition.class() == "prep.article";
        let same = |row: &Governed| {
            preposition.key == row.key || leans && preposition.key.starts_with(row.key)
        };
        let mut rows = GOVERNED
            .iter()
            .filter(|row| row.pos == governor.pos && same(row))
            .peekable();
        rows.peek()?;
        let (sense, ..) = senses(governor.unit, self.witness).into_iter().next()?;
        let row = rows.find(|row| {
            let rest = sense.strip_prefix(row.word);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })?;
        let said = sense
            .rsplit_once(' ')
            .is_some_and(|(_, last)| last == row.english);
        Some(if said { "" } else { row.english })
    }
}

/// Puts the preposition `english` first.
fn govern(slot: &mut Slot, english: &str) {
    let cheapest = slot
        .choices
        .iter()
        .map(|c| c.cost)
        .fold(f32::INFINITY, f32::min);
    let article = slot.choices.iter().any(|c| c.text.ends_with(" the"));
    let text = match (english, article) {
        ("", true) => "the".to_owned(),
        (english, true) => format!("{english} the"),
        (english, false) => english.to_owned(),
    };
    slot.choices.retain(|c| c.text != text);
    slot.choices
        .push(Choice::new(text, cheapest - GAIN, "rule:governed"));
}
