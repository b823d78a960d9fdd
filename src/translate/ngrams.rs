//! How likely English words are one after the other: an n-gram model with stupid back-off.
//!
//! `glossaries/english/ngrams.bin` is made by `scripts/ngrams.py`, which says what is in it.

use crate::blob;

static MODEL: &[u8] = include_bytes!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/glossaries/english/ngrams.bin"
));

/// A word of the model; `UNKNOWN` where it has none.
pub type Id = u32;

/// A word that the model does not have.
pub const UNKNOWN: Id = u32::MAX;

/// What backing off to a shorter history costs, in powers of ten.
const BACK_OFF: f32 = 0.4;
/// What a word costs that the model does not have.
const UNSEEN: f32 = 6.5;

mod at {
    pub const WORDS: usize = 0;
    pub const ENDS: usize = 1;
    pub const ONE: usize = 2;
    pub const NAMES: usize = 3;
    pub const TWO_STARTS: usize = 4;
    pub const TWO: usize = 5;
    pub const THREE_STARTS: usize = 6;
    pub const THREE: usize = 7;
}

/// The model, with its sections found once.
#[derive(Debug, Clone, Copy)]
pub struct Ngrams {
    words: &'static [u8],
    ends: &'static [u8],
    one: &'static [u8],
    names: &'static [u8],
    two_starts: &'static [u8],
    two: &'static [u8],
    three_starts: &'static [u8],
    three: &'static [u8],
}

impl Ngrams {
    /// The model inside the binary.
    pub fn get() -> Self {
        let part = |i| MODEL.get(blob::section(MODEL, i)).unwrap_or_default();
        Self {
            words: part(at::WORDS),
            ends: part(at::ENDS),
            one: part(at::ONE),
            names: part(at::NAMES),
            two_starts: part(at::TWO_STARTS),
            two: part(at::TWO),
            three_starts: part(at::THREE_STARTS),
            three: part(at::THREE),
        }
    }

    /// The boundary of a sentence or clause.
    pub fn edge(&self) -> Id {
        self.find("<s>")
    }

    /// Any number.
    pub fn number(&self) -> Id {
        self.find("#")
    }

    /// `word`, which must be lower case.
    pub fn find(&self, word: &str) -> Id {
        let (mut low, mut high) = (0, self.ends.len() / 4);
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.word(middle as Id).cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return middle as Id,
            }
        }
        UNKNOWN
    }

    fn word(&self, id: Id) -> &'static [u8] {
        let start = id
            .checked_sub(1)
            .map_or(0, |i| blob::number(self.ends, i as usize));
        let end = blob::number(self.ends, id as usize);
        self.words
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// The range of all words.
    pub fn all(&self) -> (Id, Id) {
        (0, (self.ends.len() / 4) as Id)
    }

    /// The part of `range` whose words begin with `prefix`.
    pub fn narrow(&self, range: (Id, Id), prefix: &[u8]) -> (Id, Id) {
        let head = |id: Id| {
            let word = self.word(id);
            &word[..word.len().min(prefix.len())]
        };
        let first = partition(range, |id| head(id) < prefix);
        (first, partition((first, range.1), |id| head(id) <= prefix))
    }

    /// The word `text`, which begins all words of `range`.
    pub fn whole(&self, text: &[u8], range: (Id, Id)) -> Option<Id> {
        (range.0 < range.1 && self.word(range.0) == text).then_some(range.0)
    }

    /// Whether the word is written with a capital wherever it stands.
    pub fn is_name(&self, id: Id) -> bool {
        self.names.get(id as usize).is_some_and(|&f| f == 1)
    }

    /// The cost of `word` by itself.
    pub fn alone(&self, word: Id) -> f32 {
        self.one
            .get(word as usize)
            .map_or(UNSEEN, |&b| f32::from(b) / 16.0)
    }

    /// The cost of `word` after `before` and `last`: minus the logarithm, to base ten, of its probability.
    pub fn cost(&self, before: Id, last: Id, word: Id) -> f32 {
        if word == UNKNOWN {
            return UNSEEN;
        }
        if let Some(pair) = lookup(self.two_starts, self.two, before, last)
            && let Some(triple) = lookup(self.three_starts, self.three, pair, word)
        {
            return probability(self.three, triple);
        }
        match lookup(self.two_starts, self.two, last, word) {
            Some(pair) => BACK_OFF + probability(self.two, pair),
            None => 2.0 * BACK_OFF + self.alone(word),
        }
    }
}

/// The first of a sorted range for which `before` no longer holds.
fn partition((mut low, mut high): (Id, Id), before: impl Fn(Id) -> bool) -> Id {
    while low < high {
        let middle = Id::midpoint(low, high);
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Where the gram of `context` that ends in `word` stands.
fn lookup(starts: &[u8], grams: &[u8], context: u32, word: Id) -> Option<u32> {
    if context == UNKNOWN || word == UNKNOWN {
        return None;
    }
    let mut low = blob::number(starts, context as usize);
    let mut high = blob::number(starts, context as usize + 1);
    while low < high {
        let middle = u32::midpoint(low, high);
        match (blob::number(grams, middle as usize) & 0x00FF_FFFF).cmp(&word) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

fn probability(grams: &[u8], at: u32) -> f32 {
    (blob::number(grams, at as usize) >> 24) as f32 / 16.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likely_words_cost_less() {
        let n = Ngrams::get();
        let cost = |a: &str, b: &str, c: &str| n.cost(n.find(a), n.find(b), n.find(c));
        assert!(cost("in", "the", "world") < cost("in", "the", "went"));
        assert!(cost("<s>", "he", "was") < cost("<s>", "he", "were"));
        assert_eq!(n.find("qwxyzzy"), UNKNOWN);
        assert_eq!(n.cost(UNKNOWN, UNKNOWN, UNKNOWN), UNSEEN);
    }

    #[test]
    fn names_are_told_from_words() {
        let n = Ngrams::get();
        assert!(n.is_name(n.find("russia")));
        assert!(!n.is_name(n.find("house")));
    }
}
