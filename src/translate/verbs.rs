//! Verb groups: an auxiliary, what belongs to it further on, and the English that says so.

use super::options::{Choice, senses};
use super::tag::Tag;
use super::unit::{Form, Origin, Unit};
use super::witness::Witness;
use crate::english::generate::{VerbForm, verb};

/// A finite verb with the participles and infinitives that belong to it.
#[derive(Debug)]
pub struct Group<'u, 'g> {
    /// The finite verb.
    pub finite: &'u Unit<'g>,
    /// What belongs to it, in the order of the headline.
    pub others: Vec<&'u Unit<'g>>,
    /// The subject is known not to be of the third person singular.
    pub not_third: bool,
}

/// English for a verb group: an auxiliary that adverbs and subjects may follow, and the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct English {
    /// `has`, `will`, `is` …; none where a verb stands alone.
    pub auxiliary: Option<String>,
    /// The main verb in its form, with the auxiliaries after the first.
    pub rest: Vec<Choice>,
    /// Whole groups of another tense, taken where nothing stands between.
    pub whole: Vec<Choice>,
}

/// What a group is made of.
#[derive(Default)]
struct Parts<'u, 'g> {
    main: Option<&'u Unit<'g>>,
    been: bool,
    become_past: bool,
    had: bool,
    modal_past: Option<&'static str>,
    infinitive: Option<&'static str>,
}

impl<'u, 'g> Group<'u, 'g> {
    fn parts(&self) -> Parts<'u, 'g> {
        let mut parts = Parts::default();
        for unit in &self.others {
            match (&unit.analysis().origin, unit.class()) {
                (_, "been") => parts.been = true,
                (_, "become.past") => parts.become_past = true,
                (_, "had") => parts.had = true,
                (Origin::Closed(row), "modal.past") => {
                    parts.modal_past = row.english.split(" | ").next();
                }
                (Origin::Closed(row), "infinitive") => parts.infinitive = Some(row.english),
                _ => parts.main = Some(unit),
            }
        }
        parts
    }

    /// The group in English; `denied` where a negation goes with it, `asked` in a question.
    #[allow(
        clippy::too_many_lines,
        reason = "a table: an arm for each kind of group"
    )]
    pub fn english(&self, witness: &Witness, denied: bool, asked: bool) -> English {
        let parts = self.parts();
        let apart = denied || asked;
        let main: Vec<(String, f32, String)> = match parts.main {
            Some(unit) => main_senses(unit, witness),
            None => Vec::new(),
        };
        let say = |before: &str, form: VerbForm, extra: f32| -> Vec<Choice> {
            main.iter()
                .map(|(sense, cost, source)| {
                    let word = verb(sense, form);
                    let text = if before.is_empty() {
                        word
                    } else {
                        format!("{before} {word}")
                    };
                    Choice::new(text, cost + extra, source.clone())
                })
                .collect()
        };
        let plain = |text: &str| vec![Choice::new(text, 0.0, "closed.csv")];
        let some = |auxiliary: &str, rest: Vec<Choice>| English {
            auxiliary: Some(auxiliary.to_owned()),
            rest,
            whole: Vec::new(),
        };
        let (present, past) = self.auxiliary_forms();
        let class = self.finite.class();
        // What `been`, `become` and their like make of the rest after an auxiliary.
        let bare = |parts: &Parts| -> Vec<Choice> {
            match (parts.infinitive, parts.main) {
                (Some("become"), Some(unit)) if unit.tag() == Tag::Participle => {
                    say("be", VerbForm::Participle, 0.0)
                }
                (Some("have"), Some(unit)) if unit.tag() == Tag::Participle => {
                    say("have", VerbForm::Participle, 0.0)
                }
                (Some("be"), Some(unit)) if unit.tag() == Tag::Participle => {
                    say("be", VerbForm::Participle, 0.0)
                }
                (Some(word), None) => {
                    let mut out = plain(word);
                    if word == "become" {
                        out.push(Choice::new("be", 0.5, "closed.csv"));
                    }
                    out
                }
                (Some(word), Some(_)) => say(word, VerbForm::Base, 0.0),
                (None, _) if parts.been && parts.main.is_none() => plain("be"),
                (None, _) if parts.been || parts.become_past => {
                    say("be", VerbForm::Participle, 0.0)
                }
                (None, None) if parts.had => plain("have"),
                (None, _) => say("", VerbForm::Base, 0.0),
            }
        };
        match class {
            "have" | "be" if parts.modal_past.is_some() => {
                let modal = parts.modal_past.unwrap_or_default();
                modal_group(modal, bare(&parts), apart, false)
            }
            "be" if parts.become_past => match parts.main {
                Some(_) => some(past, say("", VerbForm::Participle, 0.0)),
                None => English {
                    auxiliary: None,
                    rest: vec![
                        Choice::new("became", 0.0, "closed.csv"),
                        Choice::new(past, 0.4, "closed.csv"),
                    ],
                    whole: Vec::new(),
                },
            },
            "be" if parts.been => some(past, say("", VerbForm::Participle, 0.0)),
            "have" if parts.had && parts.main.is_some() => {
                some("had", say("", VerbForm::Participle, 0.0))
            }
            "have" if parts.had => lone("have", VerbForm::Past, apart, "did"),
            "have" | "be"
                if parts
                    .main
                    .is_some_and(|m| class == "have" || goes_with_be(m)) =>
            {
                if apart {
                    some("did", say("", VerbForm::Base, 0.0))
                } else {
                    let have = if matches!(present, "has" | "is") {
                        "has"
                    } else {
                        "have"
                    };
                    English {
                        auxiliary: None,
                        rest: say("", VerbForm::Past, 0.0),
                        whole: say(have, VerbForm::Participle, 1.3),
                    }
                }
            }
            "have" => match present {
                "has" => lone("have", VerbForm::Third, apart, "does"),
                _ => lone("have", VerbForm::Base, apart, "do"),
            },
            "be" if parts.main.is_some() => some(present, say("", VerbForm::Participle, 0.0)),
            "be" => some(present, Vec::new()),
            "become" if parts.main.is_some_and(|m| m.tag() == Tag::Participle) => {
                some(present, say("", VerbForm::Participle, 0.0))
            }
            "become" => {
                let word = if present == "is" {
                    VerbForm::Third
                } else {
                    VerbForm::Base
                };
                let mut group = lone(
                    "become",
                    word,
                    apart,
                    if present == "is" { "does" } else { "do" },
                );
                if !apart {
                    group.whole.push(Choice::new(present, 0.6, "closed.csv"));
                }
                group
            }
            "would" if parts.modal_past.is_some() => match parts.modal_past {
                Some("had to") => some("would", prefixed("have to", bare(&parts))),
                Some("wanted to") => some("would", prefixed("want to", bare(&parts))),
                Some("needed to") => some("would", prefixed("need to", bare(&parts))),
                other => some(other.unwrap_or(present), bare(&parts)),
            },
            "will" | "would" => some(present, bare(&parts)),
            "modal" => {
                let third = !self.not_third && !self.finite.text.ends_with('ן');
                modal_group(present, bare(&parts), apart, third)
            }
            _ => self.lexical(witness, apart),
        }
    }

    /// A verb with a meaning of its own.
    fn lexical(&self, witness: &Witness, apart: bool) -> English {
        let third = self.finite.analysis().form == Form::Third && !self.not_third;
        // `האט חתונה געהאט`: the participle says that it is past.
        let past = !self.others.is_empty();
        let form = match (apart, past, third) {
            (false, true, _) => VerbForm::Past,
            (false, false, true) => VerbForm::Third,
            _ => VerbForm::Base,
        };
        // `be cancelled` with a subject in the plural.
        let plural = form == VerbForm::Base && !apart && self.finite.analysis().form == Form::Base;
        let say = |sense: &str| match sense.strip_prefix("be ").filter(|_| plural) {
            Some(rest) => format!("are {rest}"),
            None => verb(sense, form),
        };
        let rest = main_senses(self.finite, witness)
            .into_iter()
            .map(|(sense, cost, source)| Choice::new(say(&sense), cost, source))
            .collect();
        English {
            auxiliary: apart.then(|| form_of_do(past, third).to_owned()),
            rest,
            whole: Vec::new(),
        }
    }

    fn auxiliary_forms(&self) -> (&'static str, &'static str) {
        match self.finite.analysis().origin {
            Origin::Closed(row) => {
                let (present, past) = row
                    .english
                    .split_once(" | ")
                    .unwrap_or((row.english, row.english));
                (present, past.split(" | ").next().unwrap_or(past))
            }
            _ => ("", ""),
        }
    }
}

fn form_of_do(past: bool, third: bool) -> &'static str {
    match (past, third) {
        (true, _) => "did",
        (false, true) => "does",
        (false, false) => "do",
    }
}

/// Verbs after words that govern them.
fn prefixed(word: &str, mut verbs: Vec<Choice>) -> Vec<Choice> {
    for choice in &mut verbs {
        choice.text = format!("{word} {}", choice.text);
    }
    verbs
}

/// `can see`, `wants to see`: a modal that English has, or a verb with `to` that needs `do`.
fn modal_group(modal: &str, bare: Vec<Choice>, apart: bool, third: bool) -> English {
    let Some(verb_word) = modal.strip_suffix(" to").filter(|w| *w != "used") else {
        return English {
            auxiliary: Some(modal.to_owned()),
            rest: bare,
            whole: Vec::new(),
        };
    };
    let prefix = |word: &str| {
        if bare.is_empty() {
            return vec![Choice::new(word, 0.0, "closed.csv")];
        }
        bare.iter()
            .map(|c| Choice::new(format!("{word} to {}", c.text), c.cost, c.source.clone()))
            .collect()
    };
    let (past, stem) = match verb_word {
        "had" => (true, "have"),
        "needed" => (true, "need"),
        "wanted" => (true, "want"),
        other => (false, other),
    };
    English {
        auxiliary: apart.then(|| form_of_do(past, third).to_owned()),
        rest: if apart {
            prefix(stem)
        } else if third && !past {
            prefix(&verb(verb_word, VerbForm::Third))
        } else {
            prefix(verb_word)
        },
        whole: Vec::new(),
    }
}

/// `have` and `become` as verbs of their own.
fn lone(word: &str, form: VerbForm, apart: bool, helper: &str) -> English {
    English {
        auxiliary: apart.then(|| helper.to_owned()),
        rest: vec![Choice::new(
            verb(word, if apart { VerbForm::Base } else { form }),
            0.0,
            "closed.csv",
        )],
        whole: Vec::new(),
    }
}

/// The senses of a verb, as infinitives; of an unknown one, its sound.
pub fn main_senses(unit: &Unit, witness: &Witness) -> Vec<(String, f32, String)> {
    let known: Vec<_> = senses(unit, witness)
        .into_iter()
        .map(|(sense, cost, source, _)| (sense, cost, source))
        .collect();
    if known.is_empty() {
        let text = super::options::unknown_verb(unit);
        return vec![(text, 0.0, "rule:sound".to_owned())];
    }
    known
}

/// Whether the past of the verb is made with `זײַן`, so that `is gone` means `went`.
fn goes_with_be(unit: &Unit) -> bool {
    match &unit.analysis().origin {
        Origin::Entry(reading) => reading.entry().tags().any(|tag| tag == "aux-zayn"),
        _ => false,
    }
}
