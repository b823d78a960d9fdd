//! Names and loans that no glossary has, written as English would write them.
//!
//! A beam goes through the letters and spells each by `sounds.csv`; what it spells must be the
//! beginning of a word that the n-gram model knows, and how common that word is counts too. Endings that
//! international words have in both languages are in `loan-endings.csv`. What leads to no known word is
//! spelled letter by letter.

use std::sync::LazyLock;

use super::ngrams::{Id, Ngrams};
use crate::tables::{LOAN_ENDINGS, SOUNDS, Sound};
use crate::yiddish::key;

/// An English spelling of a word.
#[derive(Debug, Clone, PartialEq)]
pub struct Spelling {
    /// The spelling, lower case.
    pub text: String,
    /// How unlikely.
    pub cost: f32,
}

static BY_LETTER: LazyLock<[Vec<&'static Sound>; 32]> = LazyLock::new(|| {
    let mut by: [Vec<&'static Sound>; 32] = Default::default();
    for sound in SOUNDS {
        if let Some(first) = sound.yiddish.first() {
            by[usize::from(first & 31)].push(sound);
        }
    }
    by
});

/// Hypotheses kept at each letter.
const BEAM: usize = 48;
/// How much the cost of the sounds weighs beside that of the word.
const SOUND: f32 = 2.5;
/// What a word may cost, per letter of the Yiddish, to be taken for it.
const WORST: f32 = 0.28;

#[derive(Clone)]
struct Hypothesis {
    text: Vec<u8>,
    range: (Id, Id),
    cost: f32,
}

/// The likeliest English words that sound like `word`, best first.
pub fn spellings(word: &[u8], ngrams: Ngrams) -> Vec<Spelling> {
    let n = word.len();
    if !(3..=20).contains(&n) {
        return Vec::new();
    }
    let mut at: Vec<Vec<Hypothesis>> = vec![Vec::new(); n + 1];
    at[0].push(Hypothesis {
        text: Vec::new(),
        range: ngrams.all(),
        cost: 0.0,
    });
    for i in 0..=n {
        // English letters that write no sound come in beside those that do.
        let mut here = std::mem::take(&mut at[i]);
        let silent: Vec<Hypothesis> = here
            .iter()
            .flat_map(|h| {
                [
                    (b'e', 0.35),
                    (b'h', 0.5),
                    (b'a', 0.6),
                    (b'i', 0.6),
                    (b'u', 0.7),
                    (b'o', 0.7),
                ]
                .into_iter()
                .filter_map(move |(letter, cost)| extend(h, &[letter], cost, ngrams))
            })
            .collect();
        here.extend(silent);
        here.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        here.truncate(BEAM);
        if i < n {
            for h in &here {
                for sound in &BY_LETTER[usize::from(word[i] & 31)] {
                    if word[i..].starts_with(sound.yiddish)
                        && let Some(next) = extend(h, sound.english, sound.cost, ngrams)
                    {
                        at[i + sound.yiddish.len()].push(next);
                    }
                    // A consonant that sounds once may be written twice.
                    if word[i..].starts_with(sound.yiddish)
                        && let [letter] = sound.english
                        && !matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
                        && let Some(next) =
                            extend(h, &[*letter, *letter], sound.cost + 0.15, ngrams)
                    {
                        at[i + 1].push(next);
                    }
                }
                for ending in LOAN_ENDINGS {
                    if i >= 2
                        && word[i..] == *ending.yiddish
                        && let Some(next) = extend(h, ending.english, ending.cost, ngrams)
                    {
                        at[n].push(next);
                    }
                }
                if key::is_vowel(word[i]) {
                    let mut next = h.clone();
                    next.cost += 0.6;
                    at[i + 1].push(next);
                }
            }
        } else {
            at[n] = here;
        }
    }
    let mut out: Vec<Spelling> = Vec::new();
    for h in &at[n] {
        let Some(id) = ngrams.whole(&h.text, h.range) else {
            continue;
        };
        let cost = SOUND * h.cost + 0.35 * (ngrams.alone(id) - 4.0).max(0.0);
        let Ok(text) = String::from_utf8(h.text.clone()) else {
            continue;
        };
        if h.cost <= WORST * n as f32 && !out.iter().any(|o| o.text == text) {
            out.push(Spelling { text, cost });
        }
    }
    out.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    out.truncate(4);
    out
}

fn extend(h: &Hypothesis, letters: &[u8], cost: f32, ngrams: Ngrams) -> Option<Hypothesis> {
    let range = ngrams.narrow(h.range, h.text.len(), letters);
    (range.0 < range.1).then(|| Hypothesis {
        text: [&h.text, letters].concat(),
        range,
        cost: h.cost + cost,
    })
}

/// The cheapest spelling of each letter group: what is written where no word is known.
pub fn by_letters(word: &[u8]) -> String {
    let mut out = String::new();
    let mut i = 0;
    while i < word.len() {
        let best = BY_LETTER[usize::from(word[i] & 31)]
            .iter()
            .filter(|s| word[i..].starts_with(s.yiddish) && !s.english.is_empty())
            .min_by(|a, b| {
                b.yiddish
                    .len()
                    .cmp(&a.yiddish.len())
                    .then(a.cost.total_cmp(&b.cost))
            });
        match best {
            Some(sound) => {
                out.push_str(&String::from_utf8_lossy(sound.english));
                i += sound.yiddish.len();
            }
            None => i += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_out_as_english_spells_them() {
        for (yiddish, english) in [
            ("סטענפארד", "stanford"),
            ("וואשינגטאן", "washington"),
            ("קאליפארניע", "california"),
            ("פרינטערס", "printers"),
        ] {
            let found = spellings(&key::of(yiddish), Ngrams::get());
            assert!(
                found.first().is_some_and(|s| s.text == english),
                "{english}: {found:?}"
            );
        }
    }

    #[test]
    fn what_is_no_word_has_letters() {
        assert!(!by_letters(&key::of("גרעבלוקס")).is_empty());
    }
}
