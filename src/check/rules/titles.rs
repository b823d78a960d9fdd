//! A title whose holder is somebody else in the story: Governor Hochul, where the governor is Murphy.

use crate::check::case::{Case, Kind, Term};
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::Finding;
use crate::check::rules::{Code, Rule, names};
use crate::english::hash_word;

/// Finds titles given to somebody else.
pub struct Titles;

/// How far a title may stand from its holder.
const NEAR: usize = 8;
/// Pairs less sure than this tell nothing.
const SURE: f64 = 0.6;

impl Rule for Titles {
    fn codes(&self) -> &[Code] {
        // They are findings of the rule of names.
        &[]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        for (at, term) in case.content() {
            findings.extend(other_holder(case, at, term));
        }
    }
}

/// The name that the story gives to the holder of the title before `term`, where `term` is not it.
fn other_holder(case: &Case, at: usize, term: &Term) -> Option<Finding> {
    let name = term.words.as_ref()?;
    let person = matches!(term.kind, Kind::Person | Kind::Unknown);
    if !person || !term.is_sure(SURE) || !case.is_name(name.start) {
        return None;
    }
    let title = case.terms.get(at.checked_sub(1)?)?;
    let held = title
        .words
        .as_ref()
        .filter(|w| w.len() == 1 && title.is_sure(SURE))?;
    let is_title = |sense: &str| cues::english(hash_word(sense), Cue::Title).is_some();
    let adjacent = title.kind == Kind::Word && title.tokens.end == term.tokens.start;
    if !adjacent || !title.senses().any(is_title) {
        return None;
    }
    let class = case.cue(held.start, Cue::Title);
    let hash = case.body.words[held.start].hash;
    let titles: Vec<usize> = (0..case.body.words.len())
        .filter(|&i| {
            case.body.words[i].hash == hash || class.is_some() && case.cue(i, Cue::Title) == class
        })
        .collect();
    let mentions = case.body.find(case.body.words[name.start].hash);
    // Anywhere near the name the title may be meant for it.
    let near = |t: &usize| mentions.iter().any(|&n| t.abs_diff(n as usize) <= NEAR);
    if titles.iter().any(near) {
        return None;
    }
    let free = |i: usize| case.is_name(i) && case.explained[i].is_none();
    let other = titles
        .iter()
        .map(|t| t + 1)
        .find(|&i| free(i) && touches(case, i))?;
    let words = case.whole_name(other);
    Some(names::differs(case, term, &names::NAME_DIFFERS, words))
}

/// Whether only a space, or the full stop of an abbreviation, parts the title from the name.
fn touches(case: &Case, name: usize) -> bool {
    let before = &case.body.words[name - 1];
    let between = &case.body.text[before.bytes.end..case.body.words[name].bytes.start];
    matches!(between, " " | ". ")
}
