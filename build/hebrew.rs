//! Learns from the glossary how words of Hebrew origin sound.

#[path = "../src/yiddish/hebrew/pattern.rs"]
mod pattern;
#[path = "../src/yiddish/hebrew/train.rs"]
mod train;

use std::error::Error;
use std::path::Path;

use crate::codegen;
use crate::glossary::entry::{Entry, tag};

/// What [`train::train`] learns from the entries of Hebrew origin.
pub fn train(entries: &[Entry], tables: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let rows = codegen::rows(&tables.join("hebrew-letters.csv"), &["letter", "sounds"])?;
    let letters = rows
        .iter()
        .map(|row| train::letter(&row[0], &row[1]))
        .collect();
    let lemmas: Vec<(String, &str)> = entries
        .iter()
        .filter(|e| e.has_tag(tag::HEBREW) && !e.sound().is_empty())
        .map(|e| (e.yiddish.replace('|', ""), e.sound()))
        .collect();
    let words = lemmas
        .iter()
        .flat_map(|(lemma, sound)| train::words(lemma, sound));
    Ok(train::train(words, &letters)?)
}

/// `hebrew-prefixes.csv` as Rust source.
pub fn prefixes(tables: &Path) -> Result<String, Box<dyn Error>> {
    let rows = codegen::rows(&tables.join("hebrew-prefixes.csv"), &["prefix", "roman"])?;
    let pairs: Vec<(&str, &str)> = rows.iter().map(|row| (&*row[0], &*row[1])).collect();
    Ok(format!("&{pairs:?}"))
}
