//! Where each word of a story stands.

use super::Word;

/// The places of all words, by the words' hashes.
///
/// Most of what is asked for is not there, as a headline's senses have many synonyms; so a word that no story
/// has must be found missing at the first look.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// Indices of words, those of one word together and in order.
    order: Vec<u32>,
    /// The different words in the order in which they first stand.
    runs: Vec<Run>,
    /// An open hash table of indices into `runs`, at most half full.
    slots: Vec<u32>,
    /// How far a mixed hash is shifted to make an index into `slots`.
    shift: u32,
}

/// One word with its part of `order`.
#[derive(Debug, Clone)]
struct Run {
    hash: u32,
    start: u32,
    end: u32,
}

const FREE: u32 = u32::MAX;

impl Places {
    pub(super) fn of(words: &[Word]) -> Self {
        let size = (2 * words.len()).next_power_of_two().max(16);
        let mut places = Self {
            order: vec![0; words.len()],
            runs: Vec::with_capacity(words.len() / 2),
            slots: vec![FREE; size],
            shift: 32 - size.trailing_zeros().min(32),
        };
        // Count, add up, and put each in its place.
        let run_of: Vec<u32> = words.iter().map(|w| places.count(w.hash)).collect();
        let mut start = 0;
        for run in &mut places.runs {
            let count = run.end;
            (run.start, run.end) = (start, start);
            start += count;
        }
        for (word, run) in (0..).zip(run_of) {
            let run = &mut places.runs[run as usize];
            places.order[run.end as usize] = word;
            run.end += 1;
        }
        places
    }

    /// Counts a word in its run's `end`, and says which run it is.
    fn count(&mut self, hash: u32) -> u32 {
        let slot = self.slot(hash);
        if self.slots[slot] == FREE {
            self.slots[slot] = self.runs.len() as u32;
            self.runs.push(Run {
                hash,
                start: 0,
                end: 0,
            });
        }
        let run = self.slots[slot];
        self.runs[run as usize].end += 1;
        run
    }

    /// The slot of the word with this hash, or the free one where it would be.
    fn slot(&self, hash: u32) -> usize {
        let mixed = u64::from(hash.wrapping_mul(0x9E37_79B1));
        let mut slot = (mixed >> self.shift) as usize;
        loop {
            match self.slots[slot] {
                FREE => return slot,
                run if self.runs[run as usize].hash == hash => return slot,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// Where the word with this hash stands.
    pub(super) fn find(&self, hash: u32) -> &[u32] {
        match self.slots[self.slot(hash)] {
            FREE => &[],
            run => self.part(&self.runs[run as usize]),
        }
    }

    /// The different words with the places of each.
    pub(super) fn vocabulary(&self) -> impl Iterator<Item = &[u32]> {
        self.runs.iter().map(|run| self.part(run))
    }

    fn part(&self, run: &Run) -> &[u32] {
        &self.order[run.start as usize..run.end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{hash_word, tokenize};
    use super::*;

    #[test]
    fn each_word_is_found_wherever_it_stands_and_no_other() {
        let text: String = (0..500).map(|n| format!("w{} ", n % 37 * n % 91)).collect();
        let words = tokenize::words(&text, |_| false);
        let places = Places::of(&words);
        let mut seen = 0;
        for n in 0..200 {
            let hash = hash_word(&format!("w{n}"));
            let expected: Vec<u32> = (0..)
                .zip(&words)
                .filter(|(_, w)| w.hash == hash)
                .map(|(i, _)| i)
                .collect();
            assert_eq!(places.find(hash), expected, "w{n}");
            seen += expected.len();
        }
        assert_eq!(seen, words.len());
        assert!(places.vocabulary().all(|run| !run.is_empty()));
        assert!(Places::of(&[]).find(7).is_empty());
    }
}
