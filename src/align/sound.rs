//! Names and loans by sound: how well an English spelling fits Yiddish letters.
//!
//! `glossaries/tables/sounds.csv` lists which letters sound like which and what each pair costs.
//! The best way through both words decides: a weighted edit distance over letter groups.

use std::sync::LazyLock;

use crate::tables::{COGNATES, SOUNDS, Sound};
use crate::yiddish::key;

/// Rows of [`Sounds`]: the low bits of a key byte.
const YIDDISH: usize = 32;
/// Columns of [`Sounds`]: the letters of English, and one for what has no letter there.
const ENGLISH: usize = 27;
const SILENT: usize = 26;

/// Sounds by the first letter of either side, so that few of them are tried at each pair of letters.
struct Sounds(Vec<Vec<&'static Sound>>);

/// How the letters of today's names and loans sound.
static LOANS: LazyLock<Sounds> = LazyLock::new(|| Sounds::collect(SOUNDS));

/// The same with what the two languages made of one Germanic sound.
static KINDRED: LazyLock<Sounds> = LazyLock::new(|| Sounds::collect(SOUNDS.iter().chain(COGNATES)));

impl Sounds {
    fn collect(sounds: impl IntoIterator<Item = &'static Sound>) -> Self {
        let mut by = vec![Vec::new(); YIDDISH * ENGLISH];
        for sound in sounds {
            if let Some(&first) = sound.yiddish.first() {
                let column = sound.english.first().map_or(SILENT, |&b| column(b));
                by[row(first) * ENGLISH + column].push(sound);
            }
        }
        Self(by)
    }

    fn at(&self, yiddish: u8, column: usize) -> &[&'static Sound] {
        &self.0[row(yiddish) * ENGLISH + column]
    }
}

fn row(yiddish: u8) -> usize {
    usize::from(yiddish & 31)
}

/// Letters outside a to z begin no sound; they share a column with the silent ones.
fn column(english: u8) -> usize {
    usize::from(english.wrapping_sub(b'a')).min(SILENT)
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
    similarity_above(yiddish, english, 0.0)
}

/// [`similarity`] where it is at least `least`; 0 where it is not, which is found out sooner.
pub fn similarity_above(yiddish: &[u8], english: &[u8], least: f32) -> f32 {
    alike(&LOANS, yiddish, english, least)
}

/// How well the words fit as inherited from one Germanic word: `וואסער` and `water`.
///
/// ```
/// use kepl::{align::sound::kinship, yiddish::key};
/// assert!(kinship(&key::of("וואסער"), b"water") > 0.75);
/// ```
pub fn kinship(yiddish: &[u8], english: &[u8]) -> f32 {
    alike(&KINDRED, yiddish, english, 0.0)
}

fn alike(sounds: &Sounds, yiddish: &[u8], english: &[u8], least: f32) -> f32 {
    let (n, m) = (yiddish.len(), english.len());
    if n == 0 || m == 0 || n > LONGEST || m > LONGEST || m * 5 < n * 3 || m > n * 2 + 3 {
        return 0.0;
    }
    // A cost of one whole letter in five is as much as a name can bear.
    let worst = n.max(m) as f32;
    let dearest = least.ln() * worst / -STEEPNESS;
    let mut best = [[f32::INFINITY; LONGEST + 1]; LONGEST + 1];
    best[0][0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            let here = best[i][j];
            if !here.is_finite() || here > dearest {
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
                let voiced = english.get(j).map_or(SILENT, |&b| column(b));
                let silent = (voiced != SILENT).then(|| sounds.at(yiddish[i], SILENT));
                for sound in silent
                    .into_iter()
                    .chain([sounds.at(yiddish[i], voiced)])
                    .flatten()
                {
                    if begins(&yiddish[i..], sound.yiddish) && begins(&english[j..], sound.english)
                    {
                        relax(i + sound.yiddish.len(), j + sound.english.len(), sound.cost);
                    }
                }
            }
        }
    }
    let like = (-STEEPNESS * best[n][m] / worst).exp();
    if like >= least { like } else { 0.0 }
}

/// How fast likeness falls with the cost of a letter.
const STEEPNESS: f32 = 2.2;

/// `starts_with` for the one to four bytes of a sound, where a call to compare memory costs more than comparing.
fn begins(word: &[u8], sound: &[u8]) -> bool {
    word.len() >= sound.len() && word.iter().zip(sound).all(|(a, b)| a == b)
}

/// Whether the words can sound alike at all, judged by how they begin.
pub fn can_begin(yiddish: &[u8], english: &[u8]) -> bool {
    let (Some(&y), Some(&e)) = (yiddish.first(), english.first()) else {
        return false;
    };
    let mute = matches!(e, b'h' | b'k' | b'w' | b'p');
    mute || y == b'A'
        || [SILENT, column(e)]
            .iter()
            .any(|&column| !LOANS.at(y, column).is_empty())
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
