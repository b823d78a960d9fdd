//! How a word of Hebrew origin sounds that no glossary has.
//!
//! Its spelling hardly shows the vowels. They are guessed letter by letter, as those of the glossary's
//! words of Hebrew origin stand in like patterns; what was counted there is compiled in when the
//! crate is built. Of words of the glossary that were left out of the counting, one in three comes
//! out right throughout.

pub mod pattern;
#[cfg(test)]
mod train;

use std::sync::LazyLock;

use fst::raw::Fst;

use self::pattern::{Heard, SILENCE, contexts, hear, shape};
use super::key;
use super::letters::{is_letter, is_point, is_vowel};
use crate::blob::{self, Blob};
use crate::tables::ROMANIZATION;

/// What the glossary's words of Hebrew origin teach.
struct Model {
    blob: Blob,
    sounds: Vec<String>,
    automaton: Fst<Blob>,
}

static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| {
    Model::new(Blob::Borrowed(include_bytes!(concat!(
        env!("OUT_DIR"),
        "/hebrew.bin"
    ))))
});

/// How many ways of reading the beginning of a word are followed.
const BEAM: usize = 6;
/// How much a narrower context counts against a wider one, for each sound met there.
const NARROW: f64 = 3.0;

impl Model {
    fn new(blob: Blob) -> Option<Self> {
        let names = blob.get(blob::section(&blob, 0))?;
        let sounds = String::from_utf8_lossy(names)
            .split('\n')
            .map(str::to_owned)
            .collect();
        let at = blob::section(&blob, 3);
        let automaton: Blob = match &blob {
            Blob::Borrowed(all) => Blob::Borrowed(all.get(at)?),
            Blob::Owned(all) => Blob::Owned(all.get(at)?.to_vec()),
        };
        Some(Self {
            automaton: Fst::new(automaton).ok()?,
            sounds,
            blob,
        })
    }

    /// The sounds met in a context, and how often.
    fn met(&self, context: &[u8]) -> Option<&[u8]> {
        let place = self.automaton.get(context)?.value() as usize;
        let ends = self.blob.get(blob::section(&self.blob, 1))?;
        let start = place.checked_sub(1).map_or(0, |i| blob::number(ends, i));
        let end = blob::number(ends, place);
        let pairs = self.blob.get(blob::section(&self.blob, 2))?;
        pairs.get(start as usize..end as usize)
    }

    /// How likely each sound is for the letter at `at`.
    fn likely(&self, letters: &[u8], shape: &[u8], at: usize, heard: Heard) -> Vec<(u8, f64)> {
        let mut out: Vec<(u8, f64)> = Vec::new();
        for context in contexts(letters, shape, at, heard).iter().rev() {
            let Some(met) = self.met(context) else {
                continue;
            };
            let all: f64 = met.chunks_exact(2).map(|p| f64::from(p[1])).sum();
            let narrow = NARROW * (met.len() / 2) as f64;
            for (_, share) in &mut out {
                *share *= narrow / (all + narrow);
            }
            for pair in met.chunks_exact(2) {
                let more = f64::from(pair[1]) / (all + narrow);
                match out.iter_mut().find(|(sound, _)| *sound == pair[0]) {
                    Some((_, share)) => *share += more,
                    None => out.push((pair[0], more)),
                }
            }
        }
        out
    }

    /// The likeliest sound of a word; `written` holds what the points say of each letter.
    fn read(&self, letters: &[u8], written: &[Option<&str>]) -> Option<String> {
        let shape = shape(letters);
        let mut ways = vec![(0.0, String::new(), SILENCE)];
        for at in 0..letters.len() {
            let mut next = Vec::new();
            for (so_far, sound, heard) in &ways {
                for (which, share) in self.likely(letters, &shape, at, *heard) {
                    let own = self.sounds.get(usize::from(which))?;
                    let against = written
                        .get(at)
                        .copied()
                        .flatten()
                        .is_some_and(|w| !own.starts_with(w));
                    // What the points speak against is still better than nothing.
                    let share = if against { share * 1e-6 } else { share };
                    next.push((
                        so_far + share.ln(),
                        format!("{sound}{own}"),
                        hear(*heard, own),
                    ));
                }
            }
            next.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            next.truncate(BEAM);
            ways = next;
        }
        ways.into_iter().next().map(|(_, sound, _)| sound)
    }
}

/// Words of one letter that Hebrew writes together with the next one, and their sound.
static PREFIXES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/hebrew.rs"));

/// The ways to part a word of one letter from the beginning of `word`: its sound, and the rest.
pub fn prefixed(word: &str) -> impl Iterator<Item = (&'static str, &str)> {
    PREFIXES.iter().filter_map(move |(prefix, sound)| {
        let rest = word.strip_prefix(prefix)?;
        (rest.starts_with(is_letter) && rest.chars().filter(|&c| is_letter(c)).count() > 2)
            .then_some((*sound, rest))
    })
}

/// The sound of `word`, read as Hebrew in the Ashkenazic manner. `None` where a letter of it is unheard of.
///
/// ```
/// let sound = kepl::yiddish::hebrew::read("מלחמה").unwrap();
/// assert!(sound.starts_with("mil") && sound.ends_with("me"));
/// assert_eq!(kepl::yiddish::hebrew::read("war"), None);
/// ```
pub fn read(word: &str) -> Option<String> {
    let letters = key::of(word);
    MODEL.as_ref()?.read(&letters, &written(word))
}

/// What the points of a word say of the sound of each letter.
fn written(word: &str) -> Vec<Option<&'static str>> {
    let mut out: Vec<(String, Option<&'static str>)> = Vec::new();
    for c in word.chars() {
        if is_letter(c) {
            out.push((c.to_string(), None));
        } else if let Some((cluster, sound)) = out.last_mut().filter(|_| is_point(c)) {
            cluster.push(c);
            *sound = ROMANIZATION
                .iter()
                .find(|r| r.letters == cluster)
                .map(|r| r.roman);
        }
    }
    out.into_iter().map(|(_, sound)| sound).collect()
}

/// Whether a word is spelled as only Hebrew spells: with letters that no other word has, with a
/// silent he at its end, without any letter for a vowel, or beginning as no syllable does.
///
/// ```
/// use kepl::yiddish::hebrew::is_spelled;
/// assert!(is_spelled("מחלוקת") && is_spelled("גנבֿ") && is_spelled("הרשע"));
/// assert!(!is_spelled("מענטש"));
/// ```
pub fn is_spelled(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|&c| is_letter(c)).collect();
    let [first, second, .., last] = letters[..] else {
        return false;
    };
    if word.contains(super::normalize::GERSHAYIM) {
        return false;
    }
    let own = word.contains(['ח', 'ת', '\u{05C2}']) || word.contains("בֿ") || word.contains("כּ");
    let he = last == 'ה' && !word.contains('ע');
    // An ayin is silent in Hebrew; a word with two has one for a vowel.
    let unwritten = letters[1..].iter().all(|&c| !is_vowel(c));
    let bare = unwritten && !matches!(first, 'א' | 'ו' | 'י') && !matches!(last, 'ן' | 'ל');
    let onset = letters.len() > 3
        && matches!(first, 'ה' | 'ל' | 'ר' | 'נ')
        && !is_vowel(second)
        && second != first;
    let points = word.contains("פֿ") || word.contains("פּ");
    own || he || bare && !points || onset
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Glossary;
    use crate::glossary::entry::tag;

    #[test]
    fn points_are_heeded() {
        assert!(read("תּלבושת").unwrap().starts_with('t'));
        assert!(read("כתבֿנים").unwrap().contains('v'));
    }

    #[test]
    fn words_left_out_are_read_as_their_like() {
        let glossary = Glossary::builtin();
        let words: BTreeSet<(String, String)> = glossary
            .entries()
            .into_iter()
            .filter(|e| e.has_tag(tag::HEBREW))
            .flat_map(|e| {
                let lemma = e.yiddish.replace('|', "");
                train::words(&lemma, e.sound())
                    .into_iter()
                    .map(|(word, sound)| (word.to_owned(), sound.to_lowercase()))
                    .collect::<Vec<_>>()
            })
            .filter(|(_, sound)| !sound.is_empty())
            .collect();
        let table = include_str!("../../../glossaries/tables/hebrew-letters.csv");
        let letters = csv::Reader::from_reader(table.as_bytes())
            .records()
            .map(|row| row.map(|row| train::letter(&row[0], &row[1])).unwrap())
            .collect();
        // Every fifth key, so that a word is either learnt or asked, never both.
        let asked = |word: &str| key::of(word).iter().map(|&b| u32::from(b)).sum::<u32>() % 5 == 0;
        let learnt = words.iter().filter(|(word, _)| !asked(word));
        let blob = train::train(learnt.map(|(w, s)| (w.as_str(), s.as_str())), &letters).unwrap();
        let model = Model::new(Blob::Owned(blob)).unwrap();
        let (mut right, mut all) = (0, 0);
        for (word, sound) in words.iter().filter(|(word, _)| asked(word)) {
            all += 1;
            right +=
                usize::from(model.read(&key::of(word), &written(word)).as_ref() == Some(sound));
        }
        assert!(right * 100 > all * 30, "{right} of {all}");
    }
}
