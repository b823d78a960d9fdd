//! What kepl knows of English words: their forms, families, synonyms and how common they are.
//!
//! Compiled from `glossaries/english/` at build time. A word of a story is known only by its hash,
//! so that reading a story allocates nothing a word.

use std::sync::LazyLock;

use fst::raw::Fst;

use super::inflect::{Classes, regular_forms};
use crate::blob::{self, Blob};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.bin"));

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let part = |i| Blob::Borrowed(BYTES.get(blob::section(BYTES, i)).unwrap_or_default());
    let fst = |i| Fst::new(part(i)).expect("the build script wrote whole automata");
    Lexicon {
        words: fst(0),
        phrases: fst(1),
    }
});

/// The compiled lexicon.
pub struct Lexicon {
    words: Fst<Blob>,
    phrases: Fst<Blob>,
}

/// Sections of the compiled block, after the two automata.
mod at {
    pub const RECORDS: usize = 2;
    pub const HASHES: usize = 3;
    pub const IDS: usize = 4;
    pub const PHRASES: usize = 5;
    pub const NAMES: usize = 6;
}

/// Numbers a word's record has: ends of its forms, family, synonyms, antonyms; count; name end.
pub const RECORD: usize = 6;

fn section(index: usize) -> &'static [u8] {
    BYTES.get(blob::section(BYTES, index)).unwrap_or_default()
}

/// The hash of a word in lower case without diacritics.
///
/// ```
/// use kepl::english::hash_word;
/// assert_eq!(hash_word("Erdoğan"), hash_word("erdogan"));
/// ```
pub fn hash_word(word: &str) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    let mut add = |b: u8| hash = (hash ^ u32::from(b)).wrapping_mul(0x0100_0193);
    if word.is_ascii() {
        word.bytes().for_each(|b| {
            if !matches!(b, b'\'' | b'.') {
                add(b.to_ascii_lowercase());
            }
        });
    } else {
        fold(word).bytes().for_each(add);
    }
    hash
}

/// `word` in lower case without diacritics, apostrophes and full stops.
pub fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if word.is_ascii() {
        let mut folded = word.replace(['\'', '.'], "");
        folded.make_ascii_lowercase();
        return folded;
    }
    word.nfkd()
        .filter(|c| !matches!(c, '\u{0300}'..='\u{036F}' | '\'' | '’' | '.'))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            other => other,
        })
        .collect()
}

/// A word of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

impl Lexicon {
    /// The lexicon inside the binary.
    pub fn get() -> &'static Self {
        &LEXICON
    }

    /// `word`, which must be folded, where the lexicon has it.
    pub fn find(&self, word: &str) -> Option<WordId> {
        self.words.get(word).map(|v| WordId(v.value() as u32))
    }

    /// The word that `word`, which must be folded, is another form of: `canceled` → `cancel`.
    pub fn base(&self, word: &str) -> Option<WordId> {
        let hash = hash_word(word);
        ["ed", "d", "ing", "s", "es"]
            .iter()
            .filter_map(|end| word.strip_suffix(end))
            // The lexicon has no others; and so a letter is a byte.
            .filter(|stem| stem.len() > 2 && stem.is_ascii())
            .flat_map(|stem| {
                let undoubled = stem[..stem.len() - 1].to_owned();
                [stem.to_owned(), format!("{stem}e"), undoubled]
            })
            .filter_map(|stem| self.find(&stem))
            .find(|&id| self.forms(id).any(|form| form == hash))
    }

    /// All its words.
    pub fn words(&self) -> impl Iterator<Item = WordId> + use<> {
        (0..section(at::RECORDS).len() / 4 / RECORD).map(|id| WordId(id as u32))
    }

    fn field(id: WordId, field: usize) -> usize {
        blob::number(section(at::RECORDS), id.0 as usize * RECORD + field) as usize
    }

    /// Where a list of word `id` begins: where that of the word before it ends.
    fn start(id: WordId, field: usize) -> usize {
        match id.0.checked_sub(1) {
            None => 0,
            Some(before) => Self::field(WordId(before), field),
        }
    }

    /// Hashes of the inflected forms of `id`, the word itself first.
    pub fn forms(&self, id: WordId) -> impl Iterator<Item = u32> + use<> {
        (Self::start(id, 0)..Self::field(id, 0)).map(|i| blob::number(section(at::HASHES), i))
    }

    fn ids(id: WordId, list: usize) -> impl Iterator<Item = WordId> {
        // The three lists of a word stand one after the other.
        let start = if list == 1 {
            Self::start(id, 3)
        } else {
            Self::field(id, list - 1)
        };
        (start..Self::field(id, list)).map(|i| WordId(blob::number(section(at::IDS), i)))
    }

    /// Words derived from `id`, or it from them.
    pub fn family(&self, id: WordId) -> impl Iterator<Item = WordId> + use<> {
        Self::ids(id, 1)
    }

    /// Synonyms of `id`, those of its commonest sense first.
    pub fn synonyms(&self, id: WordId) -> impl Iterator<Item = WordId> + use<> {
        Self::ids(id, 2)
    }

    /// Words of the opposite meaning.
    pub fn antonyms(&self, id: WordId) -> impl Iterator<Item = WordId> + use<> {
        Self::ids(id, 3)
    }

    /// How often the word was met in tagged text; 0 for rare ones.
    pub fn count(&self, id: WordId) -> u32 {
        Self::field(id, 4) as u32
    }

    /// The word itself.
    pub fn word(&self, id: WordId) -> &'static str {
        section(at::NAMES)
            .get(Self::start(id, 5)..Self::field(id, 5))
            .and_then(|b| std::str::from_utf8(b).ok())
            .unwrap_or_default()
    }

    /// Other ways to say `phrase`, which must be folded: `united states` → `US`, `American`.
    pub fn equivalents(&self, phrase: &str) -> impl Iterator<Item = &'static str> + use<> {
        let text = self.phrases.get(phrase).map_or("", |value| {
            let value = value.value();
            let (start, len) = ((value >> 16) as usize, (value & 0xFFFF) as usize);
            section(at::PHRASES)
                .get(start..start + len)
                .and_then(|b| std::str::from_utf8(b).ok())
                .unwrap_or_default()
        });
        text.split(" | ").filter(|e| !e.is_empty())
    }
}

/// Hashes of the forms of any word: the lexicon's, or the regular ones where it does not have it.
pub fn form_hashes(folded: &str) -> Vec<u32> {
    match Lexicon::get().find(folded) {
        Some(id) => Lexicon::get().forms(id).collect(),
        None => regular_forms(folded, Classes::ANY)
            .iter()
            .map(|f| hash_word(f))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_families_and_opposites() {
        let l = Lexicon::get();
        let warn = l.find("warn").unwrap();
        assert!(l.forms(warn).any(|h| h == hash_word("Warned")));
        assert!(l.family(warn).any(|w| l.word(w) == "warning"));
        let go = l.find("go").unwrap();
        assert!(l.forms(go).any(|h| h == hash_word("went")));
        let rise = l.find("rise").unwrap();
        assert!(l.antonyms(rise).any(|w| l.word(w) == "fall"));
        assert!(
            l.synonyms(l.find("big").unwrap())
                .any(|w| l.word(w) == "large")
        );
    }

    #[test]
    fn forms_lead_back_to_their_word() {
        let l = Lexicon::get();
        let base = |word| l.base(word).map(|id| l.word(id));
        assert_eq!(base("canceled"), Some("cancel"));
        assert_eq!(base("stopped"), Some("stop"));
        assert_eq!(base("xyzzied"), None);
        assert_eq!(base("טאָגָd"), None);
    }

    #[test]
    fn places_and_their_people() {
        let l = Lexicon::get();
        assert!(l.equivalents("united states").any(|e| e == "US"));
        assert!(l.equivalents("russia").any(|e| e == "Russian"));
        assert!(l.find("xyzzy").is_none());
    }
}
