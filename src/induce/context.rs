//! Contexts: where a candidate was met, with both sides.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::residue::Residue;
use super::store::content;
use crate::english::Body;

/// A place where a candidate was met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Context {
    /// The document's id.
    pub document: String,
    /// The headline.
    pub yiddish: String,
    /// The sentence of the story.
    pub english: String,
    /// The word in `yiddish`: Unicode scalar values, end exclusive.
    pub yiddish_span: (usize, usize),
    /// The word in `english`, likewise.
    pub english_span: (usize, usize),
}

/// A context with what ranks it.
#[derive(Debug, Clone)]
pub struct Found {
    /// How unclear it is, then what orders equals whatever the order of the documents.
    pub rank: (u64, u64),
    /// The word as the story writes it.
    pub written: String,
    /// The context.
    pub context: Context,
}

/// A place of `residue` that is `value` clear, 0 to 1.
pub fn found(residue: &Residue, value: f64, left: (u32, u32), word: (u32, u32)) -> Found {
    let clear = (value * 1e6) as u64;
    let rank = (u64::MAX - clear, content(&residue.headline, &residue.body));
    let body = Body::parse(&residue.body);
    let (start, end) = (word.0 as usize, word.1 as usize);
    let sentence = body
        .words
        .iter()
        .find(|w| w.chars.start == start)
        .map_or(0, |w| w.sentence);
    let mut words = body.words.iter().filter(|w| w.sentence == sentence);
    let first = words.next().map_or(0, |w| w.chars.start);
    let last = body
        .words
        .iter()
        .rfind(|w| w.sentence == sentence)
        .map_or(end, |w| w.chars.end);
    let slice = |from: usize, to: usize| -> String {
        residue
            .body
            .chars()
            .skip(from)
            .take(to.saturating_sub(from))
            .collect()
    };
    Found {
        rank,
        written: slice(start, end),
        context: Context {
            document: residue.id.clone(),
            yiddish: residue.headline.clone(),
            english: slice(first.min(start), last.max(end)),
            yiddish_span: (left.0 as usize, left.1 as usize),
            english_span: (start - first.min(start), end - first.min(start)),
        },
    }
}

/// The clearest contexts of each row.
#[derive(Debug)]
pub struct Contexts {
    rows: FxHashMap<u64, Vec<Found>>,
    most: usize,
}

impl Contexts {
    /// Keeps `most` of each row.
    pub fn new(most: usize) -> Self {
        Self {
            rows: FxHashMap::default(),
            most,
        }
    }

    /// Adds one of row `row`.
    pub fn add(&mut self, row: u64, found: Found) {
        let list = self.rows.entry(row).or_default();
        let at = list.partition_point(|f| f.rank < found.rank);
        if at < self.most {
            list.insert(at, found);
            list.truncate(self.most);
        }
    }

    /// Those of row `row`, the clearest first.
    pub fn take(&mut self, row: u64) -> Vec<Found> {
        self.rows.remove(&row).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_the_sentence_with_the_word() {
        let residue = Residue {
            id: "7".to_owned(),
            headline: "די קרעקסל".to_owned(),
            body: "It rained. The squirrel slept! Nobody saw.".to_owned(),
            tokens: 2,
            left: Vec::new(),
            supported: Vec::new(),
            confirmed: Vec::new(),
            words: Vec::new(),
        };
        let found = found(&residue, 0.5, (3, 9), (15, 23));
        assert_eq!(found.written, "squirrel");
        assert_eq!(found.context.english, "The squirrel slept");
        assert_eq!(found.context.english_span, (4, 12));
    }
}
