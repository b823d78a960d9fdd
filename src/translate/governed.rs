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
struct Governor {
    /// The English sense, in its base form.
    sense: String,
    pos: &'static str,
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
                verb = units.iter().find_map(|u| self.governor(u)).or(verb);
                before = None;
                continue;
            };
            if unit.tag() == Tag::Preposition {
                let mut governors = [&before, &verb].into_iter().flatten();
                if let Some((governor, row)) = governors.find_map(|g| Some((g, row(g, unit)?))) {
                    govern(slot, governor, row);
                }
            }
            let found = self.governor(unit);
            match found {
                Some(governor) if governor.pos == "verb" => {
                    verb = Some(governor);
                    before = None;
                }
                found => before = found,
            }
        }
        slots
    }

    fn governor(&self, unit: &Unit) -> Option<Governor> {
        let pos = match unit.tag() {
            Tag::Finite | Tag::Participle | Tag::Infinitive => "verb",
            Tag::Noun => "noun",
            Tag::Adjective => "adj",
            _ => return None,
        };
        if !matches!(unit.analysis().origin, Origin::Entry(_)) {
            return None;
        }
        let (sense, ..) = senses(unit, self.witness).into_iter().next()?;
        Some(Governor { sense, pos })
    }
}

/// The row for a word and the preposition after it.
fn row(governor: &Governor, preposition: &Unit) -> Option<&'static Governed> {
    let says = |row: &Governed| {
        governor
            .sense
            .strip_prefix(row.word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    // One that an article leans on begins with its letters: `אויפן`.
    let leans = match preposition.analysis().origin {
        Origin::Closed(row) => row.class == "prep.article",
        _ => false,
    };
    GOVERNED.iter().find(|row| {
        let same = preposition.key == row.key || leans && preposition.key.starts_with(row.key);
        row.pos == governor.pos && same && says(row)
    })
}

/// Puts the English preposition of `row` first, unless the sense has it already: `wait for`.
fn govern(slot: &mut Slot, governor: &Governor, row: &Governed) {
    let said = governor
        .sense
        .rsplit_once(' ')
        .is_some_and(|(_, last)| last == row.english);
    let english = if said { "" } else { row.english };
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
