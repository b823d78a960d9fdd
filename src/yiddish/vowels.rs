//! Points and vowels restored where the press leaves them out.
//!
//! For a word that no glossary has, each doubtful letter is read as it is read between like
//! neighbours in the glossary's pointed lemmas: alef as a, o or silent; pe as p or f; two yuds as
//! ey or ay. What was counted there is compiled in when the crate is built.

use std::sync::LazyLock;

use fst::raw::Fst;

use super::key;
use super::letters::{fold_final, is_letter, is_point, reshape};
use super::sites::{Context, MARKS, Site, contexts, sites};
use crate::blob::Blob;

static COUNTS: LazyLock<Fst<Blob>> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/vowels.fst"));
    Fst::new(Blob::Borrowed(bytes)).expect("the build script wrote a whole automaton")
});

const DAGESH: char = '\u{05BC}';
const RAFE: char = '\u{05BF}';
/// Longer words, in bytes, are none, and are left as they are.
const LONGEST: usize = 256;

/// `word` with its points restored; a word that has any is left alone.
///
/// ```
/// assert_eq!(kepl::yiddish::vowels::restore("קאלאניזאציע"), "קאָלאָניזאַציע");
/// ```
pub fn restore(word: &str) -> String {
    if word.len() > LONGEST || word.chars().any(is_point) || !word.chars().any(is_letter) {
        return word.to_owned();
    }
    let letters = key::of(word);
    let marks: Vec<(usize, Option<char>)> = sites(&letters)
        .into_iter()
        .filter_map(|site| Some((site.end(), MARKS[site.kind][best(&letters, site)?])))
        .collect();
    let mut out = String::with_capacity(word.len() * 2);
    let mut place = 0;
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        if !is_letter(c) {
            continue;
        }
        place += 1;
        // A pe at the end shows by its form which it is.
        if matches!(c, 'ף' | 'פ') && !chars.peek().copied().is_some_and(is_letter) {
            out.push(if c == 'ף' { RAFE } else { DAGESH });
        } else if let Some((_, Some(mark))) = marks.iter().find(|(end, _)| *end == place) {
            out.push(*mark);
        }
    }
    reshape(&out)
}

/// `word` with the points of `model`, another spelling of the same word, where their letters agree,
/// and with those of its like elsewhere. A he that `model` does not have is silent and left out, as is an
/// alef before a vowel letter.
///
/// ```
/// assert_eq!(kepl::yiddish::vowels::restore_after("מאלטא", "מאַלטע"), "מאַלטאַ");
/// ```
pub fn restore_after(word: &str, model: &str) -> String {
    if word.chars().any(is_point) {
        return word.to_owned();
    }
    let restored = clusters(&restore(word));
    let model = clusters(model);
    let mut out = String::with_capacity(word.len() * 2);
    let last = restored.len().saturating_sub(1);
    for (place, (own, other)) in restored.iter().zip(agreeing(&restored, &model)).enumerate() {
        match other {
            Some(i) => out.push_str(&model[i]),
            None if own == "ה" => {}
            // One that parts vowel letters is silent too (וואוינען).
            None if own.starts_with('א') && parts_vowels(&restored[place..]) => {}
            // At the end the model has another vowel letter for a.
            None if place == last && own.starts_with('א') => out.push_str("אַ"),
            None => out.push_str(own),
        }
    }
    reshape(&out)
}

/// Whether the first cluster stands before a vowel letter.
fn parts_vowels(rest: &[String]) -> bool {
    rest.get(1)
        .is_some_and(|next| next.starts_with(['ו', 'י', 'ע']))
}

/// Letters with the points after each; final letters in their plain form.
fn clusters(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for c in text.chars() {
        match out.last_mut() {
            Some(last) if is_point(c) => last.push(c),
            _ => out.push(fold_final(c).to_string()),
        }
    }
    out
}

/// For each cluster of `a` the one of `b` with the same letter in their longest common subsequence.
fn agreeing(a: &[String], b: &[String]) -> Vec<Option<usize>> {
    let same = |i: usize, j: usize| a[i].chars().next() == b[j].chars().next();
    let mut length = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i][j] = if same(i, j) {
                length[i + 1][j + 1] + 1
            } else {
                length[i + 1][j].max(length[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = vec![None; a.len()];
    while i < a.len() && j < b.len() {
        if same(i, j) {
            out[i] = Some(j);
            (i, j) = (i + 1, j + 1);
        } else if length[i + 1][j] >= length[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// The likeliest reading of a site: letters on both sides count twice, those on one side once.
fn best(letters: &[u8], site: Site) -> Option<usize> {
    let [both, before, after] = contexts(letters, site).map(|row| mixed(row, site.kind));
    (0..MARKS[site.kind].len())
        .map(|label| (label, both[label].powi(2) * before[label] * after[label]))
        // Of equals the first.
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
        .map(|(label, _)| label)
}

/// How likely each reading is: a wider context has the more say the oftener it was met and the
/// fewer readings it had (Witten and Bell's interpolation).
fn mixed(row: impl Iterator<Item = Context>, kind: usize) -> [f64; 3] {
    let readings = MARKS[kind].len();
    let mut out = [1.0 / readings as f64; 3];
    for counts in row.filter_map(|context| COUNTS.get(context)) {
        let count = |label: usize| (counts.value() >> (8 * label) & 0xFF) as f64;
        let all: f64 = (0..readings).map(count).sum();
        let kinds = (0..readings).filter(|&label| count(label) > 0.0).count() as f64;
        for (label, share) in out.iter_mut().enumerate().take(readings) {
            *share = (count(label) + kinds * *share) / (all + kinds);
        }
    }
    out
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
