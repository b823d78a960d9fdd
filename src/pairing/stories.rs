//! The English side: what each story says, and in which stories each thing is said.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::english::{Body, Word, fold, hash_word, is_function_word};

/// A feature of a story: a word, a number by its value, or that something is asked.
pub type Feature = u32;

/// Stories that are read at once.
const CHUNK: usize = 4096;

/// The hash that stands for a question mark. No word has a mark in it.
pub const QUESTION: &str = "?";

/// A word that only serves others says less than its rarity makes believe.
const FUNCTION_WEIGHT: f32 = 0.85;
/// Features before this one are as good as those of the lead.
const LEAD: usize = 60;
/// After so many more features one counts half.
const HALF: f32 = 120.0;

/// A feature as a story is read, before it has its number.
#[derive(Clone, Copy)]
enum Raw<'a> {
    Word {
        hash: u32,
        text: &'a str,
        name: bool,
    },
    Number {
        value: u64,
        ordinal: bool,
        alias: Option<u32>,
    },
}

/// What is known of a word of the stories for finding names by their sound.
#[derive(Debug, Clone)]
pub struct Spelling {
    /// The word, lower case without diacritics.
    pub folded: String,
    /// Whether it has a capital letter somewhere inside of a sentence.
    pub name: bool,
}

/// All stories.
#[derive(Debug)]
pub struct Stories {
    features: Vec<Feature>,
    ends: Vec<u32>,
    by_hash: FxHashMap<u32, Feature>,
    by_number: FxHashMap<(u64, bool), Feature>,
    spellings: Vec<Option<Spelling>>,
    posting_ends: Vec<u32>,
    postings: Vec<u32>,
    weights: Vec<f32>,
    mass: Vec<f32>,
}

impl Stories {
    /// Reads stories.
    pub fn read(texts: &[&str]) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (mut features, mut ends) = (Vec::new(), Vec::with_capacity(texts.len()));
        let mut seen = FxHashSet::default();
        for chunk in texts.chunks(CHUNK) {
            let raw: Vec<Vec<Raw>> = chunk.par_iter().map(|text| raw_features(text)).collect();
            for story in raw {
                seen.clear();
                let ids = story.into_iter().map(|r| vocabulary.id(r));
                features.extend(ids.filter(|&id| seen.insert(id)));
                ends.push(features.len() as u32);
            }
        }
        Self::index(vocabulary, features, ends)
    }

    fn index(vocabulary: Vocabulary, features: Vec<Feature>, ends: Vec<u32>) -> Self {
        let count = vocabulary.spellings.len();
        let mut posting_ends = vec![0_u32; count];
        for &f in &features {
            posting_ends[f as usize] += 1;
        }
        let stories = ends.len() as f32;
        let weights: Vec<f32> = posting_ends
            .iter()
            .zip(&vocabulary.function)
            .map(|(&df, &function)| {
                let rarity = (1.0 + (stories - df as f32 + 0.5).max(0.5) / (df as f32 + 0.5)).ln();
                rarity * if function { FUNCTION_WEIGHT } else { 1.0 }
            })
            .collect();
        let mut next = 0;
        let mut cursors: Vec<u32> = Vec::with_capacity(count);
        for end in &mut posting_ends {
            cursors.push(next);
            next += *end;
            *end = next;
        }
        let mut postings = vec![0; features.len()];
        let mut mass = Vec::with_capacity(ends.len());
        let mut start = 0;
        for (story, &end) in ends.iter().enumerate() {
            let mut total = 0.0;
            for (at, &f) in features[start..end as usize].iter().enumerate() {
                let cursor = &mut cursors[f as usize];
                postings[*cursor as usize] = story as u32;
                *cursor += 1;
                total += weights[f as usize] * lead(at);
            }
            mass.push(total);
            start = end as usize;
        }
        Self {
            features,
            ends,
            by_hash: vocabulary.by_hash,
            by_number: vocabulary.by_number,
            spellings: vocabulary.spellings,
            posting_ends,
            postings,
            weights,
            mass,
        }
    }

    /// How many stories there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many different features they have.
    pub fn vocabulary(&self) -> usize {
        self.spellings.len()
    }

    /// The feature of the word with this hash, where any story has it.
    pub fn word(&self, hash: u32) -> Option<Feature> {
        self.by_hash.get(&hash).copied()
    }

    /// The feature of a number, where any story has it.
    pub fn number(&self, value: f64, ordinal: bool) -> Option<Feature> {
        self.by_number.get(&(value.to_bits(), ordinal)).copied()
    }

    /// The words whose sound may matter, with their features.
    pub fn spellings(&self) -> impl Iterator<Item = (Feature, &Spelling)> {
        let all = self.spellings.iter().enumerate();
        all.filter_map(|(f, s)| Some((f as Feature, s.as_ref()?)))
    }

    /// How a feature is spelled, unless its sound does not matter.
    pub fn spelling(&self, feature: Feature) -> Option<&Spelling> {
        self.spellings[feature as usize].as_ref()
    }

    /// The features of a story, each once, in the order of the text.
    pub fn features(&self, story: u32) -> &[Feature] {
        let story = story as usize;
        let start = story.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start as usize..self.ends[story] as usize]
    }

    /// The stories that have a feature, in order.
    pub fn postings(&self, feature: Feature) -> &[u32] {
        let feature = feature as usize;
        let start = feature
            .checked_sub(1)
            .map_or(0, |before| self.posting_ends[before]);
        &self.postings[start as usize..self.posting_ends[feature] as usize]
    }

    /// How much a feature says: the rarer, the more.
    pub fn weight(&self, feature: Feature) -> f32 {
        self.weights[feature as usize]
    }

    /// The sum of what the features of a story say.
    pub fn mass(&self, story: u32) -> f32 {
        self.mass[story as usize]
    }

    /// The mean of the masses.
    pub fn mean_mass(&self) -> f32 {
        self.mass.iter().sum::<f32>() / self.mass.len().max(1) as f32
    }
}

/// How much the feature at this place of a story counts: the lead outranks the tail.
pub fn lead(at: usize) -> f32 {
    HALF / (HALF + at.saturating_sub(LEAD) as f32)
}

#[derive(Default)]
struct Vocabulary {
    by_hash: FxHashMap<u32, Feature>,
    by_number: FxHashMap<(u64, bool), Feature>,
    spellings: Vec<Option<Spelling>>,
    function: Vec<bool>,
}

impl Vocabulary {
    fn id(&mut self, raw: Raw) -> Feature {
        let next = self.spellings.len() as Feature;
        match raw {
            Raw::Word { hash, text, name } => {
                let id = *self.by_hash.entry(hash).or_insert(next);
                if id == next {
                    let folded = fold(text);
                    let function = is_function_word(&folded);
                    let sounds = !function
                        && folded.len() > 2
                        && folded.bytes().all(|b| b.is_ascii_lowercase());
                    self.spellings
                        .push(sounds.then_some(Spelling { folded, name }));
                    self.function.push(function);
                } else if name && let Some(spelling) = &mut self.spellings[id as usize] {
                    spelling.name = true;
                }
                id
            }
            Raw::Number {
                value,
                ordinal,
                alias,
            } => {
                let id = *self.by_number.entry((value, ordinal)).or_insert(next);
                if id == next {
                    self.spellings.push(None);
                    self.function.push(false);
                }
                if let Some(hash) = alias {
                    self.by_hash.entry(hash).or_insert(id);
                }
                id
            }
        }
    }
}

/// What is left of a word before a contracted one, and the word that is contracted.
const CONTRACTED: [(&str, &str); 6] = [
    ("n't", "not"),
    ("'m", "am"),
    ("'re", "are"),
    ("'ll", "will"),
    ("'ve", "have"),
    ("'d", "would"),
];

fn raw_features(text: &str) -> Vec<Raw<'_>> {
    let body = Body::parse(text);
    let mut out = Vec::with_capacity(body.words.len() + 1);
    let mut numbers = body.numbers.iter().peekable();
    let mut at = 0;
    while let Some(word) = body.words.get(at) {
        if let Some(number) = numbers.next_if(|n| n.words.start == at) {
            out.push(Raw::Number {
                value: number.value.to_bits(),
                ordinal: number.ordinal,
                alias: (number.words.len() == 1).then_some(word.hash),
            });
            at = number.words.end.max(at + 1);
            continue;
        }
        at += 1;
        push_word(text, word, &mut out);
    }
    if text.contains(['?', '؟']) {
        out.push(Raw::Word {
            hash: hash_word(QUESTION),
            text: QUESTION,
            name: false,
        });
    }
    out
}

fn push_word<'a>(text: &'a str, word: &Word, out: &mut Vec<Raw<'a>>) {
    let whole = &text[word.bytes.clone()];
    let name = word.capital && !word.opens;
    if let Some((before, after)) = whole.split_once(['\'', '’']) {
        let lower = after.to_ascii_lowercase();
        let found = CONTRACTED.iter().find_map(|(ending, other)| {
            let (left, right) = ending.split_once('\'')?;
            (lower == right).then_some((before.strip_suffix(left)?, *other))
        });
        if let Some((stem, other)) = found {
            let stem = match stem {
                "ca" | "Ca" => "can",
                "wo" | "Wo" => "will",
                "sha" | "Sha" => "shall",
                stem => stem,
            };
            out.push(Raw::Word {
                hash: hash_word(stem),
                text: stem,
                name: false,
            });
            out.push(Raw::Word {
                hash: hash_word(other),
                text: other,
                name: false,
            });
            return;
        }
    }
    out.push(Raw::Word {
        hash: word.hash,
        text: whole,
        name,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contractions_are_two_words_and_numbers_one_value() {
        let stories = Stories::read(&["Can't you pay fifteen dollars?", "I paid $15."]);
        for word in ["can", "not", "pay", QUESTION] {
            assert_eq!(
                stories.postings(stories.word(hash_word(word)).unwrap()),
                [0]
            );
        }
        let fifteen = stories.number(15.0, false).unwrap();
        assert_eq!(stories.postings(fifteen), [0, 1]);
        assert_eq!(stories.word(hash_word("fifteen")), Some(fifteen));
    }

    #[test]
    fn the_rarer_a_word_the_more_it_says() {
        let stories = Stories::read(&["The dog barked.", "The cat slept.", "The dog slept."]);
        let weight = |word: &str| stories.weight(stories.word(hash_word(word)).unwrap());
        assert!(weight("cat") > weight("dog"));
        assert!(weight("dog") > weight("the"));
        assert!(stories.mass(1) > stories.mass(2));
    }
}
