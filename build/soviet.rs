//! Words of Hebrew origin as Soviet orthography spells them: by their sound.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use crate::codegen;
use crate::glossary::entry::{Entry, Pos, tag};
use crate::yiddish::key;

/// Shorter spellings are too easily other words.
const LEAST: usize = 4;

/// A set of the spelling by sound, a `>`, and the spelling of the glossary, as keys.
pub fn compile(entries: &[Entry], tables: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut typing = codegen::rows(&tables.join("typing.csv"), &["roman", "start", "middle"])?;
    typing.sort_by_key(|row| std::cmp::Reverse(row[0].len()));
    let mut out = BTreeSet::new();
    for entry in entries {
        let marked = entry
            .yiddish
            .contains([' ', '\u{05BE}', '|', '\u{05F3}', '\u{05F4}']);
        // Names and prepositions of Hebrew origin sound like too many other words.
        let common = !matches!(
            entry.pos,
            Some(Pos::Person | Pos::Place | Pos::Org | Pos::Prep | Pos::Conj)
        );
        if !entry.has_tag(tag::HEBREW) || entry.sound().is_empty() || marked || !common {
            continue;
        }
        let Some(mut spelled) = by_sound(&entry.sound().to_lowercase(), &typing) else {
            continue;
        };
        let lemma = key::of(&entry.yiddish);
        if spelled.len() < LEAST || spelled == lemma {
            continue;
        }
        spelled.push(b'>');
        spelled.extend(lemma);
        out.insert(spelled);
    }
    let mut set = fst::SetBuilder::memory();
    set.extend_iter(out)?;
    Ok(set.into_inner()?)
}

/// The key of the letters that write `sound`.
fn by_sound(sound: &str, typing: &[Vec<String>]) -> Option<Vec<u8>> {
    let mut out = String::new();
    let mut rest = sound;
    while !rest.is_empty() {
        let row = typing
            .iter()
            .find(|row| !row[0].is_empty() && rest.starts_with(&row[0]))?;
        out.push_str(if out.is_empty() { &row[1] } else { &row[2] });
        rest = &rest[row[0].len()..];
    }
    Some(key::of(&out))
}
