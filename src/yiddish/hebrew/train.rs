//! Learns how Hebrew words sound in Yiddish from words whose sound is known.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{self, contexts, hear, shape};
use crate::blob::BlobWriter;
use crate::yiddish::key;

/// The consonants that each letter may stand for, the usual ones first; empty where it may be silent.
pub type Letters = BTreeMap<u8, Vec<String>>;

/// Counts of the sounds that a letter had in each context.
type Counts = BTreeMap<Vec<u8>, BTreeMap<String, u32>>;

const VOWELS: [&str; 9] = ["", "a", "e", "i", "o", "u", "ey", "oy", "ay"];
/// The longest sound of one letter: a consonant of two letters, a vowel of two, and one stolen in.
const LONGEST: usize = 5;
/// What it costs that a letter is not heard that should be.
const UNHEARD: f32 = 3.0;
/// Most sounds of one context that are kept.
const MOST: usize = 8;

/// The row of `hebrew-letters.csv` for `letter`.
pub fn letter(letter: &str, sounds: &str) -> (u8, Vec<String>) {
    let key = key::of(letter).first().copied().unwrap_or_default();
    let sounds = sounds.split(" | ").map(|s| s.trim_matches('-').to_owned());
    (key, sounds.collect())
}

/// The words of an entry with the sound of each, where they go together one by one.
pub fn words<'a>(yiddish: &'a str, romanized: &'a str) -> Vec<(&'a str, &'a str)> {
    let words: Vec<&str> = yiddish.split([' ', '\u{05BE}']).collect();
    let sounds: Vec<&str> = romanized.split([' ', '-']).collect();
    if words.len() != sounds.len() || romanized.contains('\'') {
        return Vec::new();
    }
    words.into_iter().zip(sounds).collect()
}

/// A block with what was learnt: the sounds, how often they were met together, and an automaton
/// from contexts to that.
///
/// # Errors
///
/// Fails where the automaton cannot be built, which would be a defect of this function.
pub fn train<'a>(
    words: impl IntoIterator<Item = (&'a str, &'a str)>,
    letters: &Letters,
) -> Result<Vec<u8>, fst::Error> {
    let words: BTreeSet<(Vec<u8>, Vec<String>)> = words
        .into_iter()
        .filter_map(|(word, sound)| {
            let word: Vec<u8> = key::of(word);
            let sounds = align(&word, &sound.to_lowercase(), letters)?;
            Some((word, sounds))
        })
        .collect();
    let mut counts = Counts::new();
    for_each(&words, |contexts, sound| {
        for context in contexts {
            let sounds = counts.entry(context).or_default();
            *sounds.entry(sound.to_owned()).or_default() += 1;
        }
    });
    let mut kept = BTreeSet::new();
    for_each(&words, |contexts, _| {
        for (i, context) in contexts.iter().enumerate() {
            if tells(&contexts[i..], &counts) {
                kept.insert(context.clone());
            }
        }
    });
    write(&counts, &kept)
}

fn for_each(words: &BTreeSet<(Vec<u8>, Vec<String>)>, mut see: impl FnMut(Vec<Vec<u8>>, &str)) {
    for (word, sounds) in words {
        let shape = shape(word);
        let mut heard = pattern::SILENCE;
        for (at, sound) in sounds.iter().enumerate() {
            see(contexts(word, &shape, at, heard), sound);
            heard = hear(heard, sound);
        }
    }
}

/// Whether the first context says something that the narrower ones after it do not: one that was
/// met once or twice and had the usual sound says nothing.
fn tells(contexts: &[Vec<u8>], counts: &Counts) -> bool {
    let [own, narrower, ..] = contexts else {
        return true;
    };
    let (Some(own), Some(narrower)) = (counts.get(own), counts.get(narrower)) else {
        return true;
    };
    own.values().sum::<u32>() > 2 || usual(own) != usual(narrower)
}

fn usual(sounds: &BTreeMap<String, u32>) -> Option<&String> {
    let most = sounds.iter().max_by_key(|(_, n)| **n)?;
    Some(most.0)
}

fn write(counts: &Counts, kept: &BTreeSet<Vec<u8>>) -> Result<Vec<u8>, fst::Error> {
    let mut often: BTreeMap<&str, u32> = BTreeMap::new();
    for (sound, n) in counts.values().flatten() {
        *often.entry(sound).or_default() += n;
    }
    let mut sounds: Vec<(&str, u32)> = often.into_iter().collect();
    sounds.sort_by_key(|&(sound, n)| (std::cmp::Reverse(n), sound));
    sounds.truncate(256);
    let number: BTreeMap<&str, u8> = sounds
        .iter()
        .enumerate()
        .map(|(i, &(sound, _))| (sound, i as u8))
        .collect();
    let mut rows: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let (mut ends, mut pairs) = (Vec::new(), Vec::new());
    let mut map = fst::MapBuilder::memory();
    for context in kept {
        let mut met: Vec<(u8, u32)> = counts[context]
            .iter()
            .filter_map(|(sound, &n)| Some((*number.get(sound.as_str())?, n)))
            .collect();
        met.sort_by_key(|&(sound, n)| (std::cmp::Reverse(n), sound));
        let row: Vec<u8> = met
            .iter()
            .take(MOST)
            .flat_map(|&(sound, n)| [sound, n.min(255) as u8])
            .collect();
        let next = rows.len() as u64;
        let place = *rows.entry(row.clone()).or_insert_with(|| {
            pairs.extend(&row);
            ends.push(pairs.len() as u32);
            next
        });
        map.insert(context, place)?;
    }
    let names: Vec<&str> = sounds.iter().map(|(sound, _)| *sound).collect();
    let mut blob = BlobWriter::default();
    blob.bytes(names.join("\n").into_bytes());
    blob.numbers(&ends);
    blob.bytes(pairs);
    blob.bytes(map.into_inner()?);
    Ok(blob.finish())
}

/// The sound of each letter of `word`, cut out of the sound of the whole as cheaply as can be.
fn align(word: &[u8], sound: &str, letters: &Letters) -> Option<Vec<String>> {
    if word.is_empty() || !sound.is_ascii() {
        return None;
    }
    // The cheapest way to each pair of places, and the place in the sound it came from.
    let mut ways: Vec<Vec<Option<(f32, usize)>>> =
        vec![vec![None; sound.len() + 1]; word.len() + 1];
    ways[0][0] = Some((0.0, 0));
    for (i, letter) in word.iter().enumerate() {
        let options = letters.get(letter)?;
        for from in 0..=sound.len() {
            let Some((so_far, _)) = ways[i][from] else {
                continue;
            };
            for to in from..=sound.len().min(from + LONGEST) {
                let Some(own) = cost(*letter, &sound[from..to], options) else {
                    continue;
                };
                let way = &mut ways[i + 1][to];
                if way.is_none_or(|(best, _)| so_far + own < best) {
                    *way = Some((so_far + own, from));
                }
            }
        }
    }
    let mut out = vec![String::new(); word.len()];
    let mut to = sound.len();
    for i in (0..word.len()).rev() {
        let (_, from) = ways[i + 1][to]?;
        sound[from..to].clone_into(&mut out[i]);
        to = from;
    }
    Some(out)
}

/// How unlikely it is that `letter` has the sound `chunk`.
fn cost(letter: u8, chunk: &str, options: &[String]) -> Option<f32> {
    let consonant = options
        .iter()
        .enumerate()
        .filter_map(|(i, option)| Some((i, option, chunk.strip_prefix(option.as_str())?)))
        .filter(|(_, _, vowel)| VOWELS.contains(vowel))
        .max_by_key(|(_, option, _)| option.len());
    let Some((i, option, vowel)) = consonant else {
        return VOWELS.contains(&chunk).then_some(UNHEARD);
    };
    let unusual = if i < 2 { 0.0 } else { 0.6 };
    let vowel = match (key::letter(letter), option.as_str(), vowel) {
        ('ו', "", "u" | "oy") | ('י', "", "i") => 0.0,
        ('ו', "", "o") => 0.3,
        ('י', "", "ey") => 0.1,
        ('י', "", "ay") | ('א' | 'ע', _, "") => 0.2,
        ('י', "", "e") | ('ה', "", _) => 0.5,
        ('י', "", "") => 0.6,
        ('ו', "", "e") => 0.8,
        ('ו' | 'י', "", _) => 1.3,
        ('ו' | 'י', _, vowel) if !vowel.is_empty() => 0.4,
        ('א' | 'ע', ..) | (_, _, "") => 0.0,
        _ => 0.3,
    };
    Some(unusual + vowel)
}
