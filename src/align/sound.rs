//! Names and loans by sound: how well an English spelling fits Yiddish letters.
//!
//! `glossaries/tables/sounds.csv` lists which letters sound like which and what each pair costs.
//! The best way through both words decides: a weighted edit distance over letter groups.

use std::sync::LazyLock;

use crate::tables::{COGNATES, SOUNDS, Sound};
use crate::yiddish::key;

/// Sounds by the first letter of the Yiddish side.
type ByLetter = [Vec<&'static Sound>; 32];

static BY_LETTER: LazyLock<ByLetter> = LazyLock::new(|| by_letter(SOUNDS));

/// The same with what the two languages made of one Germanic sound.
static KINDRED: LazyLock<ByLetter> = LazyLock::new(|| by_letter(SOUNDS.iter().chain(COGNATES)));

fn by_letter(sounds: impl IntoIterator<Item = &'static Sound>) -> ByLetter {
    let mut by = ByLetter::default();
    for sound in sounds {
        if let Some(first) = sound.yiddish.first() {
            by[usize::from(first & 31)].push(sound);
        }
    }
    by
}

/// Letters that may stand in one word and not in the other.
fn skip_english(b: u8, last: bool) -> f32 {
    match b {
        b'e' if last => 0.15,
        b'h' => 0.45,
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'w' => 0.6,
        _ => 1.0,
    }
}

fn skip_yiddish(b: u8) -> f32 {
    if key::is_vowel(b) { 0.6 } else { 1.1 }
}

/// Words longer than this are no names.
const LONGEST: usize = 24;

/// How well `english`, lower case without diacritics, sounds like the letters of `yiddish`:
/// 1 for a perfect fit, falling towards 0.
///
/// ```
/// use kepl::{align::sound::similarity, yiddish::key};
/// assert!(similarity(&key::of("ערדאגאן"), b"erdogan") > 0.8);
/// assert!(similarity(&key::of("ערדאגאן"), b"london") < 0.4);
/// ```
pub fn similarity(yiddish: &[u8], english: &[u8]) -> f32 {
    alike(&BY_LETTER, yiddish, english)
}

/// How well the words fit as inherited from one Germanic word: `וואסער` and `water`.
///
/// ```
/// use kepl::{align::sound::kinship, yiddish::key};
/// assert!(kinship(&key::of("וואסער"), b"water") > 0.75);
/// ```
pub fn kinship(yiddish: &[u8], english: &[u8]) -> f32 {
    alike(&KINDRED, yiddish, english)
}

fn alike(sounds: &ByLetter, yiddish: &[u8], english: &[u8]) -> f32 {
    let (n, m) = (yiddish.len(), english.len());
    if n == 0 || m == 0 || n > LONGEST || m > LONGEST || m * 5 < n * 3 || m > n * 2 + 3 {
        return 0.0;
    }
    let mut best = [[f32::INFINITY; LONGEST + 1]; LONGEST + 1];
    best[0][0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            let here = best[i][j];
            if !here.is_finite() {
                continue;
            }
            let mut relax = |i: usize, j: usize, cost: f32| {
                let cell = &mut best[i][j];
                *cell = cell.min(here + cost);
            };
            if j < m {
                relax(i, j + 1, skip_english(english[j], j + 1 == m));
            }
            if i < n {
                relax(i + 1, j, skip_yiddish(yiddish[i]));
                for sound in &sounds[usize::from(yiddish[i] & 31)] {
                    if yiddish[i..].starts_with(sound.yiddish)
                        && english[j..].starts_with(sound.english)
                    {
                        relax(i + sound.yiddish.len(), j + sound.english.len(), sound.cost);
                    }
                }
            }
        }
    }
    // A cost of one whole letter in five is as much as a name can bear.
    let worst = n.max(m) as f32;
    (-2.2 * best[n][m] / worst).exp()
}

/// Whether the words can sound alike at all, judged by how they begin.
pub fn can_begin(yiddish: &[u8], english: &[u8]) -> bool {
    let (Some(&y), Some(&e)) = (yiddish.first(), english.first()) else {
        return false;
    };
    let silent = matches!(e, b'h' | b'k' | b'w' | b'p');
    silent
        || y == b'A'
        || BY_LETTER[usize::from(y & 31)]
            .iter()
            .any(|s| s.english.first().is_none_or(|&first| first == e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sim(yiddish: &str, english: &str) -> f32 {
        let english = crate::english::fold(english);
        similarity(&key::of(yiddish), english.as_bytes())
    }

    #[test]
    fn press_names_are_recognized() {
        for (yiddish, english) in [
            ("ערדאגאן", "Erdoğan"),
            ("קואמא", "Cuomo"),
            ("זשאו", "Zhao"),
            ("שיקאגא", "Chicago"),
            ("ווענס", "Vance"),
            ("שומאכער", "Schumacher"),
            ("אוועטשקין", "Ovechkin"),
            ("דזשאבס", "Jobs"),
            ("זעלענסקי", "Zelensky"),
            ("מאקראן", "Macron"),
        ] {
            assert!(
                sim(yiddish, english) > 0.6,
                "{yiddish} {english} {}",
                sim(yiddish, english)
            );
            assert!(can_begin(
                &key::of(yiddish),
                crate::english::fold(english).as_bytes()
            ));
        }
    }

    #[test]
    fn other_names_are_not() {
        for (yiddish, english) in [
            ("ערדאגאן", "Austin"),
            ("קואמא", "Adams"),
            ("ביידן", "Putin"),
            ("ווענס", "Voters"),
        ] {
            assert!(
                sim(yiddish, english) < 0.5,
                "{yiddish} {english} {}",
                sim(yiddish, english)
            );
        }
    }
}
