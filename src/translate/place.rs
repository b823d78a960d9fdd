//! Single words in their places: what each is in English where it stands.

use super::clause::{Clauses, Slot};
use super::options::{Choice, choices};
use super::tag::Tag;
use super::unit::{Form, Origin, Unit, closed};
use super::verbs::{Group, main_senses};
use super::witness::Witness;
use crate::english::generate::{VerbForm, verb};
use crate::english::numbers::Measure;

impl Clauses<'_, '_> {
    /// A second participle, which shares the auxiliary of the first.
    pub(super) fn emit_conjunct(&self, i: usize, finite: usize, out: &mut Vec<Slot>) {
        let group = Group {
            finite: &self.units[finite],
            others: vec![&self.units[i]],
            not_third: false,
        };
        push(out, group.english(self.witness, false, false).rest, vec![i]);
    }

    /// One word as it stands; `subject` says which case a pronoun has.
    pub(super) fn emit(&self, i: usize, subject: bool, out: &mut Vec<Slot>) {
        let unit = &self.units[i];
        if unit.tag() == Tag::Mark {
            out.push(Slot {
                choices: vec![Choice::new(unit.text.clone(), 0.0, "as written")],
                units: vec![i],
                mark: true,
            });
            return;
        }
        let before = i.checked_sub(1).map(|b| &self.units[b]);
        let after_preposition =
            before.is_some_and(|b| b.tag() == Tag::Preposition || b.text.ends_with(" פון"));
        let found = match unit.tag() {
            Tag::Pronoun => self.pronoun(unit, subject && !after_preposition),
            Tag::Determiner if unit.class() == "article" => vec![
                Choice::new("the", 0.0, "closed.csv article"),
                Choice::new("", 1.0, "rule:no article"),
            ],
            Tag::Infinitive => self.infinitive(unit, before),
            Tag::Participle => forms(
                unit,
                self.witness,
                &[(VerbForm::Participle, 0.0), (VerbForm::Past, 0.6)],
            ),
            Tag::Finite => {
                let group = Group {
                    finite: unit,
                    others: Vec::new(),
                    not_third: false,
                };
                let english = group.english(self.witness, false, false);
                if let Some(auxiliary) = english.auxiliary {
                    vec![Choice::new(auxiliary, 0.0, "closed.csv")]
                } else {
                    english.rest
                }
            }
            Tag::Preposition if before.is_some_and(is_comparative) => {
                let mut all = choices(unit, self.witness, false, self.ngrams);
                if all.iter().any(|c| c.text == "than") {
                    all.retain(|c| c.text == "than");
                }
                all
            }
            // `אריין אין`: *in* has been said.
            Tag::Preposition if says_preposition(out.last(), unit) => {
                vec![Choice::new("", 0.0, "rule:once")]
            }
            Tag::Tsu => {
                // `על מנת צו`, *in order to*, says it already.
                if let Some(last) = out.last_mut().filter(|last| !last.mark) {
                    for choice in &mut last.choices {
                        if let Some(without) = choice.text.strip_suffix(" to") {
                            choice.text = without.to_owned();
                        }
                    }
                }
                choices(unit, self.witness, false, self.ngrams)
            }
            _ => {
                let many = before.is_some_and(is_many);
                choices(unit, self.witness, many, self.ngrams)
            }
        };
        push(out, found, vec![i]);
    }

    fn pronoun(&self, unit: &Unit, subject: bool) -> Vec<Choice> {
        let wanted = if subject { "subject" } else { "object" };
        let rows = closed(&unit.key);
        let row = rows.iter().find(|r| r.class == wanted).or_else(|| {
            rows.iter()
                .find(|r| matches!(r.class, "subject" | "object" | "reflexive"))
        });
        match row {
            Some(row) => row
                .english
                .split('|')
                .enumerate()
                .map(|(k, e)| {
                    Choice::new(
                        e.trim(),
                        0.6 * k as f32,
                        format!("closed.csv {}", row.class),
                    )
                })
                .collect(),
            None => choices(unit, self.witness, false, self.ngrams),
        }
    }

    fn infinitive(&self, unit: &Unit, before: Option<&Unit>) -> Vec<Choice> {
        if let Origin::Closed(row) = unit.analysis().origin {
            // `צו געשאפן ווערן`: what makes the passive is *be*.
            let passive =
                row.english == "become" && before.is_some_and(|b| b.tag() == Tag::Participle);
            let english = if passive { "be" } else { row.english };
            return vec![Choice::new(english, 0.0, "closed.csv infinitive")];
        }
        if unit.analysis().form == Form::TsuInfinitive {
            let mut out = forms(unit, self.witness, &[(VerbForm::Base, 0.0)]);
            for choice in &mut out {
                choice.text.insert_str(0, "to ");
            }
            return out;
        }
        match before.map(Unit::tag) {
            Some(Tag::Tsu) => forms(unit, self.witness, &[(VerbForm::Base, 0.0)]),
            Some(Tag::Preposition | Tag::Determiner) => {
                forms(unit, self.witness, &[(VerbForm::Gerund, 0.0)])
            }
            _ => {
                let mut out = forms(
                    unit,
                    self.witness,
                    &[(VerbForm::Base, 0.2), (VerbForm::Gerund, 0.8)],
                );
                let with_to: Vec<Choice> = forms(unit, self.witness, &[(VerbForm::Base, 0.5)])
                    .into_iter()
                    .map(|c| Choice {
                        text: format!("to {}", c.text),
                        ..c
                    })
                    .collect();
                out.extend(with_to);
                out
            }
        }
    }
}

/// The senses of a verb in some forms.
fn forms(unit: &Unit, witness: &Witness, wanted: &[(VerbForm, f32)]) -> Vec<Choice> {
    if let Origin::Closed(row) = unit.analysis().origin {
        return row
            .english
            .split(" | ")
            .enumerate()
            .map(|(i, e)| Choice::new(e, 0.5 * i as f32, "closed.csv"))
            .collect();
    }
    let senses = main_senses(unit, witness);
    wanted
        .iter()
        .flat_map(|&(form, extra)| {
            senses.iter().map(move |(sense, cost, source)| {
                Choice::new(verb(sense, form), cost + extra, source.clone())
            })
        })
        .collect()
}

/// Whether the adverb before a preposition has its meaning: `אריין אין`, *into*.
fn says_preposition(before: Option<&Slot>, unit: &Unit) -> bool {
    let Origin::Closed(row) = unit.analysis().origin else {
        return false;
    };
    let Some(word) = row
        .english
        .split(" | ")
        .next()
        .filter(|_| row.class == "prep")
    else {
        return false;
    };
    before.is_some_and(|slot| {
        let ends = |c: &Choice| {
            c.text
                .rsplit(' ')
                .next()
                .is_some_and(|w| w == word || w.strip_suffix("to") == Some(word))
        };
        !slot.mark && !slot.choices.is_empty() && slot.choices.iter().all(ends)
    })
}

/// Whether a word compares, so that *than* goes on from it.
fn is_comparative(unit: &Unit) -> bool {
    let analysis = unit.analysis();
    let senses = match &analysis.origin {
        Origin::Closed(row) => row.english.split(" | ").next(),
        Origin::Entry(reading) => reading.entry().senses().next(),
        _ => None,
    };
    analysis.form == Form::Comparative
        || matches!(senses, Some("more" | "less" | "fewer" | "other" | "rather"))
}

/// Whether a number or quantity asks for a plural after it.
fn is_many(unit: &Unit) -> bool {
    match &unit.analysis().origin {
        // `a $118 billion budget` is one.
        Origin::Number(number) => {
            !number.ordinal
                && !unit.is_age
                && number.value != 1.0
                && number.measure == Measure::Count
        }
        Origin::Entry(reading) => {
            matches!(
                unit.tag(),
                Tag::Determiner | Tag::Pronoun | Tag::Number | Tag::Adjective
            ) && reading
                .entry()
                .senses()
                .any(|s| matches!(s, "several" | "many" | "few"))
        }
        _ => false,
    }
}

/// Adds a place, if there is anything to say in it.
pub(super) fn push(out: &mut Vec<Slot>, choices: Vec<Choice>, units: Vec<usize>) {
    if !choices.is_empty() {
        out.push(Slot {
            choices,
            units,
            mark: false,
        });
    }
}
