//! What to look for in a story when an English sense is given: worked out once, and remembered.

use std::cell::RefCell;
use std::rc::Rc;

use super::Relation;
use super::candidates::{Found, fit};
use crate::english::{Body, Lexicon, fold, hash_word, is_function_word, lexicon::form_hashes};
use crate::memo::Memo;

/// A word tagged more often than this in WordNet's corpora is too vague to be anyone's synonym.
const VAGUE: u32 = 500;

/// Senses longer than this in bytes are not remembered.
const LONGEST_REMEMBERED: usize = 64;

thread_local! {
    /// The senses met last.
    static SENSES: RefCell<Memo<String, Rc<Sense>>> = RefCell::new(Memo::new(1 << 13));
}

/// An English sense as it is looked for.
pub(super) struct Sense {
    /// Its words one after the other, where they are to be found so.
    pub(super) phrase: Option<Phrase>,
    /// Single words that say the same or nearly, by their hashes, with how well they fit.
    pub(super) single: Vec<(u32, Relation, f32)>,
    /// What is left of the fit of a single word.
    pub(super) share: f32,
    /// The hash of a name that is spelled like a function word: May.
    pub(super) capital: Option<u32>,
    /// Other ways to say it.
    pub(super) equivalents: Vec<Equivalent>,
}

impl Sense {
    /// What `sense` is looked for by.
    pub(super) fn of(sense: &str) -> Rc<Self> {
        if let Some(known) = SENSES.with_borrow(|memo| memo.get(sense)) {
            return known;
        }
        let new = Rc::new(Self::new(sense));
        if sense.len() <= LONGEST_REMEMBERED {
            SENSES.with_borrow_mut(|memo| memo.put(sense.to_owned(), new.clone()));
        }
        new
    }

    fn new(sense: &str) -> Self {
        let folded = fold(sense);
        let words: Vec<&str> = folded
            .split([' ', '-', '/'])
            .filter(|w| !w.is_empty())
            .collect();
        let mut content: Vec<&str> = words.clone();
        if words.len() > 1 {
            content.retain(|w| !is_function_word(w));
        }
        let name = sense.starts_with(char::is_uppercase);
        let served = words.len() == 1 && is_function_word(words[0]);
        let capital = (served && name).then(|| hash_word(words[0]));
        let (phrase, single, share) = match content[..] {
            [] => (Phrase::new(&words), Vec::new(), 1.0),
            [word] if words.len() == 1 => {
                (None, if served { Vec::new() } else { single(word) }, 1.0)
            }
            _ => {
                // "Airport" alone is not LaGuardia.
                let head = content.last().filter(|_| !name);
                let single = head.map(|head| single(head)).unwrap_or_default();
                (Phrase::new(&words), single, fit::HEAD)
            }
        };
        let equivalents = Lexicon::get().equivalents(&folded);
        Self {
            phrase,
            single,
            share,
            capital,
            equivalents: equivalents.filter_map(Equivalent::new).collect(),
        }
    }
}

/// The forms of `word`, of its family and of its synonyms.
fn single(word: &str) -> Vec<(u32, Relation, f32)> {
    let lexicon = Lexicon::get();
    let id = lexicon.find(word).or_else(|| lexicon.base(word));
    let word = id.map_or(word, |id| lexicon.word(id));
    let mut out = vec![(hash_word(word), Relation::Exact, fit::EXACT)];
    let mut add = |hash: u32, relation, fit: f32| out.push((hash, relation, fit));
    let Some(id) = id else {
        for hash in form_hashes(word) {
            add(hash, Relation::Inflected, fit::INFLECTED);
        }
        return out;
    };
    for hash in lexicon.forms(id) {
        add(hash, Relation::Inflected, fit::INFLECTED);
    }
    for kin in lexicon.family(id) {
        for hash in lexicon.forms(kin) {
            add(hash, Relation::Family, fit::FAMILY);
        }
    }
    for (rank, near) in lexicon.synonyms(id).enumerate() {
        // Words like "say" and "get" are near everything.
        if lexicon.count(near) > VAGUE {
            continue;
        }
        let fit = fit::SYNONYM - fit::SYNONYM_STEP * rank as f32;
        for hash in lexicon.forms(near) {
            add(hash, Relation::Synonym, fit);
        }
    }
    out
}

/// Words that the story is to have one after the other.
pub(super) struct Phrase {
    /// Hashes that may begin it.
    starts: Vec<(u32, Relation)>,
    /// The words after the first.
    rest: Vec<Next>,
}

/// A further word of a phrase.
struct Next {
    word: String,
    hash: u32,
    forms: Vec<u32>,
}

impl Phrase {
    /// The phrase of these words, which must be folded; none of no words.
    pub(super) fn new(words: &[&str]) -> Option<Self> {
        let (first, rest) = words.split_first()?;
        let mut starts = vec![(hash_word(first), Relation::Exact)];
        let forms = form_hashes(first);
        starts.extend(forms.into_iter().map(|h| (h, Relation::Inflected)));
        let rest = rest.iter().map(|word| Next {
            word: (*word).to_owned(),
            hash: hash_word(word),
            forms: form_hashes(word),
        });
        Some(Self {
            starts,
            rest: rest.collect(),
        })
    }

    /// Adds where the story has the phrase.
    pub(super) fn find(&self, scale: f32, reading: usize, body: &Body, found: &mut Found) {
        for &(hash, start) in &self.starts {
            for &at in found.places(body.find(hash)) {
                let at = at as usize;
                let mut relation = start;
                let fits = self.rest.iter().zip(at + 1..).all(|(next, at)| {
                    let stands = body.words.get(at).and_then(|w| next.relation(w.hash));
                    relation = stands.map_or(relation, |r| weaker(relation, r));
                    stands.is_some()
                });
                if fits {
                    let fit = match relation {
                        Relation::Exact => fit::EXACT,
                        Relation::Inflected => fit::INFLECTED,
                        _ => fit::FAMILY + 0.1,
                    } + fit::WORD * self.rest.len() as f32;
                    let end = at + 1 + self.rest.len();
                    found.add(at..end, relation, fit * scale, Some(reading));
                }
            }
        }
    }
}

impl Next {
    /// What a word of the story with this hash is to this one, if anything.
    fn relation(&self, hash: u32) -> Option<Relation> {
        if hash == self.hash {
            return Some(Relation::Exact);
        }
        if self.forms.contains(&hash) {
            return Some(Relation::Inflected);
        }
        let lexicon = Lexicon::get();
        let id = lexicon.find(&self.word)?;
        let kin = lexicon
            .family(id)
            .any(|k| lexicon.forms(k).any(|h| h == hash));
        kin.then_some(Relation::Family)
    }
}

/// The weaker of two relations that words of a phrase stand in.
fn weaker(a: Relation, b: Relation) -> Relation {
    match (a, b) {
        (Relation::Family, _) | (_, Relation::Family) => Relation::Family,
        (Relation::Inflected, _) | (_, Relation::Inflected) => Relation::Inflected,
        _ => a,
    }
}

/// Another way to say a sense: `US` for `United States`, `%` for `percent`.
pub(super) struct Equivalent {
    first: u32,
    rest: Vec<u32>,
    /// It is written with a capital.
    name: bool,
    /// It is a name of two letters.
    short: bool,
}

impl Equivalent {
    fn new(text: &'static str) -> Option<Self> {
        let folded = fold(text);
        let mut words = folded.split([' ', '-']).filter(|w| !w.is_empty());
        let first = hash_word(words.next()?);
        let name = text.starts_with(char::is_uppercase);
        Some(Self {
            first,
            rest: words.map(hash_word).collect(),
            name,
            short: text.len() == 2 && name,
        })
    }

    /// Adds where the story says it so.
    pub(super) fn find(&self, scale: f32, reading: usize, body: &Body, found: &mut Found) {
        for &at in found.places(body.find(self.first)) {
            let start = at as usize;
            let word = &body.words[start];
            // "us" is not the US.
            if self.name && !word.capital || self.short && !word.acronym {
                continue;
            }
            let stands =
                |(i, hash): (usize, &u32)| body.words.get(i).is_some_and(|w| w.hash == *hash);
            if (start + 1..).zip(&self.rest).all(stands) {
                let words = start..start + 1 + self.rest.len();
                let fit = fit::EQUIVALENT * scale;
                found.add(words, Relation::Family, fit, Some(reading));
            }
        }
    }
}
