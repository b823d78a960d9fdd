//! Compiles `glossaries/english/` into the block that the crate's `english::lexicon` reads.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use crate::blob::BlobWriter;
use crate::codegen::rows;

#[path = "../src/english/inflect.rs"]
#[allow(dead_code)]
mod inflect;

#[derive(Default)]
struct Word {
    count: u32,
    classes: String,
    family: BTreeSet<String>,
    synonyms: Vec<String>,
    antonyms: Vec<String>,
    irregular: Vec<String>,
}

/// The hash of a lower-case ASCII word; the crate's `hash_word` for such words.
fn hash(word: &str) -> u32 {
    word.bytes()
        .filter(|&b| b != b'\'')
        .fold(0x811C_9DC5, |h: u32, b| {
            (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
        })
}

/// The compiled lexicon.
pub fn compile(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let words = read_words(folder)?;
    let ids: BTreeMap<&str, u32> = words
        .keys()
        .zip(0..)
        .map(|(w, i)| (w.as_str(), i))
        .collect();
    let mut automaton = fst::MapBuilder::memory();
    let (mut records, mut hashes, mut lists, mut names) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (id, (name, word)) in words.iter().enumerate() {
        automaton.insert(name, id as u64)?;
        hashes.extend(forms(name, word));
        records.push(hashes.len() as u32);
        let mut add = |others: &mut dyn Iterator<Item = &String>| {
            lists.extend(others.filter_map(|w| ids.get(w.as_str())));
            records.push(lists.len() as u32);
        };
        add(&mut word.family.iter());
        add(&mut word.synonyms.iter());
        add(&mut word.antonyms.iter());
        records.push(word.count);
        names.extend(name.bytes());
        records.push(names.len() as u32);
    }
    let (phrases, texts) = phrases(folder)?;
    let mut writer = BlobWriter::default();
    writer.bytes(automaton.into_inner()?);
    writer.bytes(phrases);
    writer.numbers(&records);
    writer.numbers(&hashes);
    writer.numbers(&lists);
    writer.bytes(texts);
    writer.bytes(names);
    Ok(writer.finish())
}

fn read_words(folder: &Path) -> Result<BTreeMap<String, Word>, Box<dyn Error>> {
    let mut words: BTreeMap<String, Word> = BTreeMap::new();
    let columns = ["word", "count", "pos", "family", "synonyms", "antonyms"];
    for row in rows(&folder.join("wordnet.csv"), &columns)? {
        let list = |cell: &str| {
            cell.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let word = Word {
            count: row[1].parse()?,
            classes: row[2].clone(),
            family: list(&row[3]).into_iter().collect(),
            synonyms: list(&row[4]),
            antonyms: list(&row[5]),
            irregular: Vec::new(),
        };
        words.insert(row[0].clone(), word);
    }
    for row in rows(&folder.join("irregular.csv"), &["word", "pos", "forms"])? {
        let word = words.entry(row[0].clone()).or_default();
        if !word.classes.contains(&row[1]) {
            word.classes = format!("{} {}", word.classes, row[1]);
        }
        word.irregular
            .extend(row[2].split_whitespace().map(str::to_owned));
    }
    for row in rows(
        &folder.join("demonyms.csv"),
        &["place", "adjectives", "people"],
    )? {
        let place = row[0].to_lowercase();
        if place.contains(' ') || !place.is_ascii() {
            continue;
        }
        let kin = row[1].split(" | ").chain(row[2].split(" | "));
        for other in kin
            .map(str::to_lowercase)
            .filter(|o| !o.is_empty() && o.is_ascii() && !o.contains(' '))
        {
            if other != place {
                words
                    .entry(place.clone())
                    .or_default()
                    .family
                    .insert(other.clone());
                words.entry(other).or_default().family.insert(place.clone());
            }
        }
    }
    Ok(words)
}

fn forms(name: &str, word: &Word) -> Vec<u32> {
    let mut classes = inflect::Classes::parse(&word.classes);
    if word.classes.trim().is_empty() {
        classes.noun = true;
    }
    let mut all = inflect::regular_forms(name, classes);
    all.extend(word.irregular.iter().cloned());
    let mut out: Vec<u32> = Vec::new();
    for form in all {
        let h = hash(&form);
        if !out.contains(&h) {
            out.push(h);
        }
    }
    out
}

fn phrases(folder: &Path) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
    let mut phrases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |phrase: &str, others: &str| {
        let list = phrases.entry(phrase.to_lowercase()).or_default();
        for other in others.split(" | ").filter(|o| !o.is_empty()) {
            if other != phrase && !list.iter().any(|l| l == other) {
                list.push(other.to_owned());
            }
        }
    };
    for row in rows(&folder.join("equivalents.csv"), &["phrase", "equivalents"])? {
        add(&row[0], &row[1]);
    }
    for row in rows(
        &folder.join("demonyms.csv"),
        &["place", "adjectives", "people"],
    )? {
        add(&row[0], &row[1]);
        add(&row[0], &row[2]);
        for adjective in row[1].split(" | ").filter(|a| !a.is_empty()) {
            add(adjective, &row[0]);
            add(adjective, &row[2]);
        }
    }
    let mut automaton = fst::MapBuilder::memory();
    let mut texts = Vec::new();
    for (phrase, others) in &phrases {
        let text = others.join(" | ");
        automaton.insert(phrase, (texts.len() as u64) << 16 | text.len() as u64)?;
        texts.extend(text.bytes());
    }
    Ok((automaton.into_inner()?, texts))
}
