//! Points and vowels restored where the press leaves them out.
//!
//! For a word that no glossary has, each doubtful letter is read as it is read between the same
//! neighbours in the glossary's pointed lemmas: alef as a, o or silent; pe as p or f; two yuds as
//! ey or ay. What was counted there is compiled in when the crate is built.

use std::sync::LazyLock;

use fst::raw::Fst;

use super::key;
use super::letters::{is_letter, is_point, reshape};
use super::sites::{MARKS, Site, contexts, sites};
use crate::blob::Blob;

static COUNTS: LazyLock<Fst<Blob>> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/vowels.fst"));
    Fst::new(Blob::Borrowed(bytes)).expect("the build script wrote a whole automaton")
});

/// `word` with its points restored; a word that has any is left alone.
///
/// ```
/// assert_eq!(kepl::yiddish::vowels::restore("קאלאניזאציע"), "קאָלאָניזאַציע");
/// ```
pub fn restore(word: &str) -> String {
    if word.chars().any(is_point) || !word.chars().any(is_letter) {
        return word.to_owned();
    }
    let letters = key::of(word);
    let marks: Vec<(usize, Option<char>)> = sites(&letters)
        .into_iter()
        .filter_map(|site| Some((site.end(), MARKS[site.kind][best(&letters, &site)?])))
        .collect();
    let mut out = String::with_capacity(word.len() * 2);
    let mut place = 0;
    for c in word.chars() {
        out.push(c);
        if !is_letter(c) {
            continue;
        }
        place += 1;
        if let Some((_, Some(mark))) = marks.iter().find(|(end, _)| *end == place) {
            out.push(*mark);
        }
    }
    reshape(&out)
}

/// The commonest reading of a site in the widest context that was met.
fn best(letters: &[u8], site: &Site) -> Option<usize> {
    let counts = contexts(letters, site)
        .into_iter()
        .find_map(|context| COUNTS.get(context))?
        .value();
    (0..MARKS[site.kind].len()).max_by_key(|&label| {
        let count = counts >> (20 * label) & 0xF_FFFF;
        // Of equals the first.
        (count, usize::MAX - label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yiddish::romanize::letters;

    #[test]
    fn unknown_words_are_read_as_their_like() {
        for (word, roman) in [
            ("קאלאניזאציע", "kolonizatsye"),
            ("פסיכאלאגיש", "psikhologish"),
            ("שרייבעריי", "shrayberay"),
        ] {
            assert_eq!(letters(&restore(word)), roman);
        }
    }

    #[test]
    fn points_that_are_there_stay() {
        assert_eq!(restore("אָבאַ"), "אָבאַ");
    }
}
