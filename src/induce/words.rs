//! English words as the counting sees them: all forms of one word are one class.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::english::lexicon::{Lexicon, WordId};
use crate::english::{fold, hash_word, is_function_word};

/// For the hash of each form the word it belongs to: of several the commonest.
static WORD_OF_FORM: LazyLock<FxHashMap<u32, WordId>> = LazyLock::new(|| {
    let lexicon = Lexicon::get();
    let mut out: FxHashMap<u32, WordId> = FxHashMap::default();
    for id in lexicon.words() {
        for hash in lexicon.forms(id) {
            let slot = out.entry(hash).or_insert(id);
            let rank = |w: WordId| (lexicon.count(w), hash_word(lexicon.word(w)) == hash);
            if rank(id) > rank(*slot) {
                *slot = id;
            }
        }
    }
    out
});

/// The class of a word of a story: its base form, in lower case without diacritics.
///
/// ```
/// use kepl::induce::words::class;
/// assert_eq!(class("Warned"), "warn");
/// assert_eq!(class("Erdoğan"), "erdogan");
/// ```
pub fn class(word: &str) -> String {
    let folded = fold(word);
    if is_function_word(&folded) {
        return folded;
    }
    match WORD_OF_FORM.get(&hash_word(&folded)) {
        Some(&id) => Lexicon::get().word(id).to_owned(),
        None => folded,
    }
}

/// The classes of the words of a glossary's sense that mean something.
pub fn classes_of_sense(sense: &str) -> Vec<String> {
    let folded = fold(sense);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let content: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| !is_function_word(w))
        .collect();
    let kept = if content.is_empty() { words } else { content };
    kept.into_iter().map(class).collect()
}

/// The classes of the same family as `class`: `announcement` for `announce`, `Russian` for `Russia`.
pub fn family(class: &str) -> Vec<String> {
    let lexicon = Lexicon::get();
    let mut out: Vec<String> = lexicon
        .find(class)
        .into_iter()
        .flat_map(|id| lexicon.family(id))
        .map(|id| lexicon.word(id).to_owned())
        .collect();
    out.extend(lexicon.equivalents(class).map(self::class));
    out
}

/// How frequent a class is in English at large: 0 for a word no list has, towards 1 for the commonest.
pub fn commonness(class: &str) -> f64 {
    let lexicon = Lexicon::get();
    let count = lexicon.find(class).map_or(0, |id| lexicon.count(id));
    f64::from(1 + count).ln() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_share_a_class() {
        assert_eq!(class("went"), class("going"));
        assert_eq!(class("Cities"), "city");
        assert_eq!(class("Zelensky"), "zelensky");
    }

    #[test]
    fn senses_are_taken_apart() {
        assert_eq!(classes_of_sense("set on fire"), ["set", "fire"]);
        assert_eq!(classes_of_sense("would"), ["would"]);
    }

    #[test]
    fn families_reach_from_verb_to_noun() {
        assert!(family("announce").iter().any(|w| w == "announcement"));
    }
}
