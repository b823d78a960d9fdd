//! Words that tell something of those beside them: negations, hedges, quantities, units, dates.
//!
//! They are the tables `cues.csv` of both languages; here they are looked up, English ones in every form.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::english::lexicon::form_hashes;
use crate::english::{Lexicon, fold, hash_word};
use crate::tables::{Cue, ENGLISH_CUES, OPPOSITES, YIDDISH_CUES};
use crate::yiddish::{Token, key};

/// What a cue tells; the names are those of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Turns a statement into its contrary: not, never, without.
    Negation,
    /// A word of refusal or failure, which says no in its own way.
    Denial,
    /// Says that something is not certain.
    Hedge,
    /// Says who says, wants or expects it.
    Speech,
    /// How many of them: all, most, some, few.
    Quantity,
    /// What a number counts.
    Unit,
    /// A day of the week.
    Weekday,
    /// A month.
    Month,
    /// A number in other words: both, decade.
    Number,
    /// Before or after.
    Order,
    /// Who does it in a passive sentence.
    Agent,
    /// The verb of the passive.
    Passive,
    /// What somebody is: governor, rabbi.
    Title,
    /// Whence.
    From,
    /// Whither.
    To,
}

impl Kind {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "negation" => Self::Negation,
            "denial" => Self::Denial,
            "hedge" => Self::Hedge,
            "speech" => Self::Speech,
            "quantity" => Self::Quantity,
            "unit" => Self::Unit,
            "weekday" => Self::Weekday,
            "month" => Self::Month,
            "number" => Self::Number,
            "order" => Self::Order,
            "agent" => Self::Agent,
            "passive" => Self::Passive,
            "title" => Self::Title,
            "from" => Self::From,
            "to" => Self::To,
            _ => return None,
        })
    }

    /// Kinds whose English words are looked for in every form they take.
    fn inflects(self) -> bool {
        matches!(self, Self::Denial | Self::Speech | Self::Unit)
    }
}

type Classes = Vec<(Kind, &'static str)>;

fn by<K: std::hash::Hash + Eq>(
    rows: &'static [Cue],
    keys: impl Fn(&'static str, Kind) -> Vec<K>,
) -> FxHashMap<K, Classes> {
    let mut out: FxHashMap<K, Classes> = FxHashMap::default();
    for row in rows {
        let Some(kind) = Kind::parse(row.kind) else {
            continue;
        };
        for key in keys(row.word, kind) {
            let list = out.entry(key).or_default();
            if !list.contains(&(kind, row.class)) {
                list.push((kind, row.class));
            }
        }
    }
    out
}

static YIDDISH: LazyLock<FxHashMap<Vec<u8>, Classes>> = LazyLock::new(|| {
    by(YIDDISH_CUES, |word, _| {
        let key = key::of(word);
        // A sign such as `$` has no key.
        vec![if key.is_empty() {
            word.as_bytes().to_vec()
        } else {
            key
        }]
    })
});

static ENGLISH: LazyLock<FxHashMap<u32, Classes>> = LazyLock::new(|| {
    by(ENGLISH_CUES, |word, kind| {
        if kind.inflects() {
            form_hashes(&fold(word))
        } else {
            vec![hash_word(word)]
        }
    })
});

/// Which of `kind` a word of the headline is.
pub fn yiddish(token: &Token, kind: Kind) -> Option<&'static str> {
    let key = key::of(&token.text);
    let found = if key.is_empty() {
        YIDDISH.get(token.text.as_bytes())
    } else {
        YIDDISH.get(&key)
    };
    class(found, kind)
}

/// Which of `kind` the word of a story with this hash is.
pub fn english(hash: u32, kind: Kind) -> Option<&'static str> {
    class(ENGLISH.get(&hash), kind)
}

fn class(found: Option<&Classes>, kind: Kind) -> Option<&'static str> {
    let (_, class) = found?.iter().find(|(k, _)| *k == kind)?;
    Some(class)
}

/// Which unit a sign before or after a number is: `$`, `%`.
pub fn sign(sign: char) -> Option<&'static str> {
    let mut bytes = [0; 4];
    let text = sign.encode_utf8(&mut bytes);
    class(YIDDISH.get(text.as_bytes()), Kind::Unit)
}

/// For each form of a word, by its hash, the hashes of the words that say the opposite, in all their forms.
static OPPOSITE: LazyLock<FxHashMap<u32, Vec<u32>>> = LazyLock::new(|| {
    let mut out: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for row in OPPOSITES {
        for (from, to) in [(row.one, row.other), (row.other, row.one)] {
            let mut hashes: Vec<u32> = to
                .split(" | ")
                .filter(|w| !w.contains(' '))
                .flat_map(form_hashes)
                .collect();
            hashes.sort_unstable();
            for word in from.split(" | ") {
                let forms = if word.contains(' ') {
                    vec![hash_word(word)]
                } else {
                    form_hashes(word)
                };
                for form in forms {
                    out.entry(form).or_default().extend(&hashes);
                }
            }
        }
    }
    for hashes in out.values_mut() {
        hashes.sort_unstable();
        hashes.dedup();
    }
    out
});

/// The hashes of the words that say the opposite of `sense`, in all their forms.
pub fn opposites(sense: &str) -> &'static [u32] {
    OPPOSITE.get(&hash_word(sense)).map_or(&[], Vec::as_slice)
}

/// Whether a word of this hash is a form of `sense`, a single word.
pub fn is_form(sense: &str, hash: u32) -> bool {
    let folded = fold(sense);
    match Lexicon::get().find(&folded) {
        Some(id) => Lexicon::get().forms(id).any(|h| h == hash),
        None => hash_word(&folded) == hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_of_a_known_kind() {
        for cue in YIDDISH_CUES.iter().chain(ENGLISH_CUES) {
            assert!(
                Kind::parse(cue.kind).is_some(),
                "{}: {}",
                cue.word,
                cue.kind
            );
        }
    }

    #[test]
    fn opposites_go_both_ways_and_in_every_form() {
        let opposite = |sense, word| opposites(sense).contains(&hash_word(word));
        assert!(opposite("rise", "fell"));
        assert!(opposite("fall", "risen"));
        assert!(opposite("deny", "confirmed"));
        assert!(!opposite("rise", "climbed"));
    }

    #[test]
    fn a_word_may_tell_several_things() {
        let may = hash_word("May");
        assert_eq!(english(may, Kind::Month), Some("5"));
        assert_eq!(english(may, Kind::Hedge), Some("may"));
        assert_eq!(sign('$'), Some("dollar"));
    }
}
