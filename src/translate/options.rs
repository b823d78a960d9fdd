//! Transfer: what a word can be in English, with the form its place asks for.

use super::names;
use super::ngrams::{Ngrams, UNKNOWN};
use super::tag::Tag;
use super::unit::{Analysis, Form, Origin, Unit};
use super::witness::Witness;
use crate::english::Lexicon;
use crate::english::derive::{action, agent, quality};
use crate::english::generate::{Degree, VerbForm, adverb, compare, plural, verb};
use crate::glossary::analyse::{Derivation, Reading};
use crate::glossary::entry::Pos;

/// One way to say a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The English words.
    pub text: String,
    /// How unlikely.
    pub cost: f32,
    /// The entry or rule.
    pub source: String,
    /// Not in the glossary: guessed by sound.
    pub guessed: bool,
}

impl Choice {
    pub(super) fn new(text: impl Into<String>, cost: f32, source: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            cost,
            source: source.into(),
            guessed: false,
        }
    }
}

/// What the second, third … sense costs more than the first.
const RANKS: [f32; 8] = [0.0, 0.55, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0];
/// Most ways to say one word.
const MOST: usize = 10;

fn rank(i: usize) -> f32 {
    RANKS.get(i).copied().unwrap_or(2.2)
}

/// The senses of the analyses that do what the chosen one does: (sense, cost, source, form).
pub fn senses(unit: &Unit, witness: &Witness) -> Vec<(String, f32, String, Form)> {
    let chosen = unit.analysis();
    let mut out: Vec<(String, f32, String, Form)> = Vec::new();
    let same = |a: &&Analysis| a.tag == chosen.tag;
    let paired = witness.paired(unit);
    let cheapest = unit
        .analyses
        .iter()
        .filter(same)
        .map(|a| a.cost)
        .fold(f32::INFINITY, f32::min);
    for analysis in unit.analyses.iter().filter(same) {
        let Origin::Entry(reading) = &analysis.origin else {
            continue;
        };
        let extra = 0.8 * (analysis.cost - cheapest)
            + if analysis.form == chosen.form {
                0.0
            } else {
                0.3
            };
        let source = || format!("{} {}", reading.entry().source(), reading.rule());
        for (i, sense) in reading_senses(reading).into_iter().enumerate() {
            let cost = extra + rank(i) - witness.supports(&sense) - witness.prefers(paired, &sense);
            match out
                .iter_mut()
                .find(|o| o.0 == sense && o.3 == analysis.form)
            {
                Some(known) => known.1 = known.1.min(cost),
                None => out.push((sense, cost, source(), analysis.form)),
            }
        }
    }
    out.sort_by(|a, b| a.1.total_cmp(&b.1));
    out.truncate(MOST);
    out
}

fn reading_senses(reading: &Reading) -> Vec<String> {
    let most = match reading.derivation {
        Derivation::Compound(_) => MOST_HEADS,
        _ => usize::MAX,
    };
    let senses = reading.entry().senses().take(most);
    reading.put_together(senses.map(str::to_owned))
}

/// Senses of a compound's head that are tried.
const MOST_HEADS: usize = 3;

/// All ways to say `unit` as the word it is; verbs as infinitives without `to`.
pub fn choices(unit: &Unit, witness: &Witness, many: bool, ngrams: Ngrams) -> Vec<Choice> {
    if let Some(name) = witness.name(unit) {
        let text = if unit.possessive {
            possessive(&name)
        } else {
            name
        };
        return vec![Choice::new(text, 0.0, "story")];
    }
    let analysis = unit.analysis();
    let mut out = match &analysis.origin {
        Origin::Closed(row) => row
            .english
            .split('|')
            .enumerate()
            .map(|(i, e)| Choice::new(e.trim(), 0.7 * rank(i), format!("closed.csv {}", row.class)))
            .collect(),
        Origin::Entry(_) => entry_choices(unit, witness, many),
        Origin::Number(number) => vec![Choice::new(
            super::numbers::render(unit, number),
            0.0,
            "rule:number",
        )],
        Origin::Acronym(letters) => vec![Choice::new(letters.clone(), 0.0, "rule:acronym")],
        Origin::Verbatim => vec![Choice::new(unit.text.clone(), 0.0, "as written")],
        Origin::Unknown => unknown(unit, ngrams),
    };
    if unit.possessive {
        for choice in &mut out {
            choice.text = possessive(&choice.text);
        }
    }
    out
}

fn possessive(text: &str) -> String {
    if text.ends_with('s') {
        format!("{text}'")
    } else {
        format!("{text}'s")
    }
}

fn entry_choices(unit: &Unit, witness: &Witness, many: bool) -> Vec<Choice> {
    let tag = unit.tag();
    let pos = match &unit.analysis().origin {
        Origin::Entry(reading) => reading.pos(),
        _ => None,
    };
    let mut out: Vec<Choice> = Vec::new();
    for (sense, cost, source, form) in senses(unit, witness) {
        let mut add = |text: String, extra: f32| {
            let cost = cost + extra;
            match out.iter_mut().find(|o| o.text == text) {
                Some(known) => known.cost = known.cost.min(cost),
                None => out.push(Choice::new(text, cost, source.clone())),
            }
        };
        match (tag, form) {
            (Tag::Noun | Tag::Name, Form::Plural) => add(plural(&sense), 0.0),
            (Tag::Noun | Tag::Name, Form::Possessive) => add(possessive(&sense), 0.0),
            (Tag::Noun, Form::Agent) => add(agent(&sense), 0.0),
            (Tag::Noun, Form::Agents) => add(plural(&agent(&sense)), 0.0),
            (Tag::Noun, Form::Quality) if pos == Some(Pos::Adj) => add(quality(&sense), 0.0),
            (Tag::Noun | Tag::Adjective | Tag::Adverb, Form::Gerund) if pos == Some(Pos::Verb) => {
                if tag == Tag::Noun {
                    add(action(&sense), 0.0);
                }
                add(verb(&sense, VerbForm::Gerund), 0.0);
            }
            (Tag::Adjective | Tag::Noun, Form::Gerund) => {
                let folded = sense.to_lowercase();
                let kin = Lexicon::get().equivalents(&folded).find(|e| *e != sense);
                add(kin.unwrap_or(&sense).to_owned(), 0.0);
            }
            (Tag::Adjective, Form::Participle) => add(verb(&sense, VerbForm::Participle), 0.0),
            (_, Form::Comparative) => add(compare(&sense, Degree::Comparative), 0.0),
            (_, Form::Superlative) => add(compare(&sense, Degree::Superlative), 0.0),
            (Tag::Noun, Form::Base) if many => {
                add(plural(&sense), 0.0);
                add(sense.clone(), 1.0);
            }
            (Tag::Adverb, _) if pos == Some(Pos::Adj) => {
                add(sense.clone(), 0.1);
                add(adverb(&sense), 0.2);
            }
            _ => add(sense.clone(), 0.0),
        }
    }
    out
}

/// What a word is taken for that the glossary does not know.
fn unknown(unit: &Unit, ngrams: Ngrams) -> Vec<Choice> {
    let mut out: Vec<Choice> = names::spellings(&unit.key, ngrams)
        .into_iter()
        .map(|s| {
            let is_name = ngrams.is_name(ngrams.find(&s.text))
                || (unit.tag() == Tag::Name && !is_common(&s.text));
            let text = if is_name {
                capitalized(&s.text)
            } else {
                s.text
            };
            Choice::new(text, s.cost, "rule:sound")
        })
        .collect();
    if out.is_empty() {
        let text = names::by_letters(&unit.key);
        let text = if ngrams.find(&text) == UNKNOWN {
            capitalized(&text)
        } else {
            text
        };
        out.push(Choice::new(text, 0.0, "rule:letters"));
    }
    let first = out[0].cost;
    for choice in &mut out {
        choice.cost -= first;
        choice.guessed = true;
    }
    out
}

/// Whether the lexicon has the word, in whatever form.
fn is_common(word: &str) -> bool {
    let lexicon = Lexicon::get();
    let stems = ["", "s", "es", "ed", "d", "ing", "ly"];
    stems.iter().any(|ending| {
        word.strip_suffix(ending)
            .is_some_and(|stem| lexicon.find(stem).is_some())
    })
}

/// `text` with its first letter a capital.
pub fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// The infinitive of a verb that the glossary does not know: its sound, without the ending.
pub fn unknown_verb(unit: &Unit) -> String {
    use crate::yiddish::key;
    let whole: &[u8] = if unit.tag() == Tag::Participle {
        let prefix = key::of("גע");
        unit.key
            .strip_prefix(prefix.as_slice())
            .unwrap_or(&unit.key)
    } else {
        &unit.key
    };
    let stem = ["ירט", "ירן", "ט", "ן"]
        .iter()
        .find_map(|ending| whole.strip_suffix(key::of(ending).as_slice()))
        .unwrap_or(whole);
    names::spellings(stem, Ngrams::get())
        .into_iter()
        .next()
        .map_or_else(|| names::by_letters(&unit.key), |s| s.text)
}
