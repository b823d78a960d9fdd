//! English words made from others: who does a thing, what a quality is called.
//!
//! The lexicon's families are asked first; a regular ending is put on where they have no such word.

use super::generate::{VerbForm, adverb, verb};
use super::lexicon::Lexicon;

const QUALITIES: &[&str] = &[
    "ity", "ness", "ency", "ancy", "ence", "ance", "acy", "dom", "th",
];
const ADJECTIVES: &[&str] = &["ic", "al", "ous", "ful", "ish", "ive", "ary"];
const AGENTS: &[&str] = &["er", "or"];
const ACTIONS: &[&str] = &["tion", "sion", "ment", "ance", "ence"];

/// A word of `word`'s family that has one of `endings`, the first of them if it can be.
fn relative(word: &str, endings: &[&str]) -> Option<&'static str> {
    let lexicon = Lexicon::get();
    let id = lexicon.find(word)?;
    endings.iter().find_map(|ending| {
        let mut family = lexicon.family(id).map(|f| lexicon.word(f));
        family.find(|w| w.ends_with(ending))
    })
}

/// The quality that an adjective names: `possible` → `possibility`.
pub fn quality(adjective: &str) -> String {
    match relative(adjective, QUALITIES) {
        Some(word) => word.to_owned(),
        None => match adjective.strip_suffix('y') {
            Some(stem) => format!("{stem}iness"),
            None => format!("{adjective}ness"),
        },
    }
}

/// The adjective of a noun: `hero` → `heroic`. Else the noun, which can stand before another.
pub fn adjectival(noun: &str) -> String {
    let stem = noun.strip_suffix(['e', 'y']).unwrap_or(noun);
    relative(noun, ADJECTIVES)
        .or_else(|| relative(noun, &[&format!("{stem}y")]))
        .unwrap_or(noun)
        .to_owned()
}

/// Who does what a verb says: `work` → `worker`.
pub fn agent(verb_phrase: &str) -> String {
    let head = verb_phrase.split(' ').next().unwrap_or(verb_phrase);
    if let Some(word) = relative(head, AGENTS) {
        return word.to_owned();
    }
    let gerund = verb(head, VerbForm::Gerund);
    format!("{}er", gerund.strip_suffix("ing").unwrap_or(head))
}

/// What a verb says, as a noun: `contribute` → `contribution`.
pub fn action(verb_phrase: &str) -> String {
    match relative(verb_phrase, ACTIONS) {
        Some(word) => word.to_owned(),
        None => verb(verb_phrase, VerbForm::Gerund),
    }
}

/// A sense with the English counterpart of a Yiddish suffix, by the name of its rule.
pub fn suffixed(sense: &str, rule: &str) -> String {
    let base = rule.split('-').next().unwrap_or(rule);
    match base {
        "quality" | "state" => quality(sense),
        "without" => format!("{sense}less"),
        "in" => adverb(sense),
        "fold" => format!("{sense}fold"),
        "having" | "like" => adjectival(sense),
        _ => sense.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualities_have_their_usual_name() {
        assert_eq!(quality("active"), "activity");
        assert_eq!(quality("muddy"), "muddiness");
    }

    #[test]
    fn agents_are_named_after_the_head_of_a_phrase() {
        assert_eq!(agent("trade"), "trader");
        assert_eq!(agent("act"), "actor");
        assert_eq!(agent("run away"), "runner");
    }

    #[test]
    fn actions_are_nouns() {
        assert_eq!(action("contribute"), "contribution");
        assert_eq!(action("set up"), "setting up");
    }

    #[test]
    fn suffixes_have_counterparts() {
        assert_eq!(suffixed("home", "without-er"), "homeless");
        assert_eq!(suffixed("hero", "like-e"), "heroic");
        assert_eq!(suffixed("lamp", "having"), "lamp");
    }
}
