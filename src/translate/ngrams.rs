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

/// So many words are found by one step into their text.
const WORDS_A_STEP: Id = 4;

/// The model, with its sections found once.
#[derive(Debug, Clone, Copy)]
pub struct Ngrams {
    words: &'static [u8],
    steps: &'static [u8],
    one: &'static [u8],
    names: &'static [u8],
    two: Grams,
    three: Grams,
}

/// The n-grams of one length, by their contexts.
#[derive(Debug, Clone, Copy)]
struct Grams {
    members: &'static [u8],
    starts: &'static [u8],
    grams: &'static [u8],
}

impl Ngrams {
    /// The model inside the binary.
    pub fn get() -> Self {
        let part = |i| MODEL.get(blob::section(MODEL, i)).unwrap_or_default();
        let grams = |i| Grams {
            members: part(i),
            starts: part(i + 1),
            grams: part(i + 2),
        };
        Self {
            words: part(0),
            steps: part(1),
            one: part(2),
            names: part(3),
            two: grams(4),
            three: grams(7),
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
        let at = self.first(self.all(), |w| w < word.as_bytes());
        self.whole(word.as_bytes(), (at, self.one.len() as Id))
            .unwrap_or(UNKNOWN)
    }

    /// The first word of `range` for which `before` no longer holds.
    fn first(&self, range: (Id, Id), before: impl Fn(&[u8]) -> bool) -> Id {
        let steps = (
            range.0.div_ceil(WORDS_A_STEP),
            range.1.div_ceil(WORDS_A_STEP),
        );
        let step = partition(steps, |step| before(self.word(step * WORDS_A_STEP)));
        let begin = range
            .0
            .max((step * WORDS_A_STEP).saturating_sub(WORDS_A_STEP));
        let end = range.1.min(step * WORDS_A_STEP).max(begin);
        (begin..end)
            .find(|&id| !before(self.word(id)))
            .unwrap_or(end)
    }

    fn word(&self, id: Id) -> &'static [u8] {
        let step = blob::number(self.steps, (id / WORDS_A_STEP) as usize);
        let mut at = step as usize;
        for _ in 0..id % WORDS_A_STEP {
            at += 1 + self.length(at);
        }
        self.words
            .get(at + 1..at + 1 + self.length(at))
            .unwrap_or_default()
    }

    fn length(&self, at: usize) -> usize {
        self.words.get(at).map_or(0, |&n| usize::from(n))
    }

    /// The range of all words.
    pub fn all(&self) -> (Id, Id) {
        (0, self.one.len() as Id)
    }

    /// The part of `range` whose words go on with `letters` after their first `known` bytes, in
    /// which all words of `range` agree.
    pub fn narrow(&self, range: (Id, Id), known: usize, letters: &[u8]) -> (Id, Id) {
        // Few bytes are compared at a time: a loop is quicker than a call.
        let next = |word: &[u8]| {
            let rest = word.get(known..).unwrap_or_default();
            rest.iter().take(letters.len()).cmp(letters)
        };
        let first = self.first(range, |w| next(w).is_lt());
        let end = self.first((first, range.1), |w| next(w).is_le());
        (first, end)
    }

    /// The word `text`, which begins all words of `range`.
    pub fn whole(&self, text: &[u8], range: (Id, Id)) -> Option<Id> {
        (range.0 < range.1 && self.word(range.0) == text).then_some(range.0)
    }

    /// Whether the word is written with a capital wherever it stands.
    pub fn is_name(&self, id: Id) -> bool {
        blob::number(self.names, id as usize / 32) >> (id % 32) & 1 == 1
    }

    /// The cost of `word` by itself.
    pub fn alone(&self, word: Id) -> f32 {
        self.one
            .get(word as usize)
            .map_or(UNSEEN, |&b| f32::from(b) / 16.0)
    }

    /// Whether `word` is likelier after `last` than by itself.
    pub fn follows(&self, last: Id, word: Id) -> bool {
        self.two
            .find(last, word)
            .is_some_and(|pair| self.two.cost(pair) < self.alone(word))
    }

    /// The cost of `word` after `before` and `last`: minus the logarithm, to base ten, of its probability.
    pub fn cost(&self, before: Id, last: Id, word: Id) -> f32 {
        if word == UNKNOWN {
            return UNSEEN;
        }
        if let Some(pair) = self.two.find(before, last)
            && let Some(triple) = self.three.find(pair, word)
        {
            return self.three.cost(triple);
        }
        match self.two.find(last, word) {
            Some(pair) => BACK_OFF + self.two.cost(pair),
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

impl Grams {
    /// Where the gram of `context` that ends in `word` stands.
    fn find(&self, context: u32, word: Id) -> Option<u32> {
        if context == UNKNOWN || word == UNKNOWN {
            return None;
        }
        let set = context as usize / 32 * 2;
        let below = blob::number(self.members, set) & (u32::MAX >> (31 - context % 32));
        if below >> (context % 32) == 0 {
            return None;
        }
        let rank = (blob::number(self.members, set + 1) + below.count_ones() - 1) as usize;
        let range = (
            blob::number(self.starts, rank),
            blob::number(self.starts, rank + 1),
        );
        let ends_in = |at: u32| blob::number(self.grams, at as usize) & 0x00FF_FFFF;
        let at = partition(range, |at| ends_in(at) < word);
        (at < range.1 && ends_in(at) == word).then_some(at)
    }

    /// The cost of the gram that stands there.
    fn cost(&self, at: u32) -> f32 {
        (blob::number(self.grams, at as usize) >> 24) as f32 / 16.0
    }
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
