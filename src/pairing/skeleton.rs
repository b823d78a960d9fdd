//! Consonant skeletons: a coarse key under which a name and its English spelling meet.
//!
//! Comparing every unknown word with every word of many stories would take hours. So only words are
//! compared that begin with the same three classes of consonants: `ערדאגאן` and `erdogan` both
//! have R T K. A letter that may sound in several ways gives a word several skeletons.

use crate::yiddish::key;

/// A skeleton: up to `LENGTH` classes, four bits each.
pub type Skeleton = u16;

/// Classes in a skeleton.
const LENGTH: usize = 3;
/// The most skeletons of one word.
const MOST: usize = 12;

const P: u8 = 1;
const T: u8 = 2;
const K: u8 = 3;
const S: u8 = 4;
const M: u8 = 5;
const N: u8 = 6;
const L: u8 = 7;
const R: u8 = 8;

/// What one sound can be: each option is a run of classes.
type Options = &'static [&'static [u8]];

const NOTHING: Options = &[&[]];

/// The skeletons of an English word in lower case.
pub fn english(word: &str) -> Vec<Skeleton> {
    let word = word.as_bytes();
    collect(word.len(), |at| english_sound(word, at))
}

/// The skeletons of a Yiddish word, which is given as a key.
pub fn yiddish(key: &[u8]) -> Vec<Skeleton> {
    collect(key.len(), |at| yiddish_sound(key, at))
}

/// Letters that have one sound together, the longer ones first.
const GROUPS: [(&[u8], Options); 16] = [
    (b"sch", &[&[S], &[S, K]]),
    (b"tch", &[&[S]]),
    (b"sh", &[&[S]]),
    (b"zh", &[&[S]]),
    (b"cz", &[&[S]]),
    (b"ch", &[&[S], &[K]]),
    (b"gh", &[&[], &[K]]),
    (b"kh", &[&[K]]),
    (b"ck", &[&[K]]),
    (b"ph", &[&[P]]),
    (b"th", &[&[T]]),
    (b"tio", &[&[S], &[T]]),
    (b"tia", &[&[S], &[T]]),
    (b"ce", &[&[S]]),
    (b"ci", &[&[S]]),
    (b"cy", &[&[S]]),
];

fn english_sound(word: &[u8], at: usize) -> (usize, Options) {
    let rest = &word[at..];
    if let Some((letters, options)) = GROUPS.iter().find(|(letters, _)| rest.starts_with(letters)) {
        return (letters.len(), options);
    }
    let next = rest.get(1).copied().unwrap_or_default();
    let options: Options = match rest[0] {
        b'b' | b'p' | b'f' | b'v' => &[&[P]],
        b'd' | b't' => &[&[T]],
        b'g' if matches!(next, b'e' | b'i' | b'y') => &[&[K], &[S]],
        b'c' | b'g' | b'k' | b'q' => &[&[K]],
        b'x' => &[&[K, S], &[S]],
        b's' | b'z' => &[&[S]],
        b'j' => &[&[S], &[]],
        b'm' => &[&[M]],
        b'n' => &[&[N]],
        b'l' => &[&[L]],
        b'r' => &[&[R]],
        b'w' => &[&[P], &[]],
        b'u' if at > 0 && matches!(word[at - 1], b'q' | b'g') => &[&[], &[P]],
        _ => NOTHING,
    };
    (1, options)
}

fn yiddish_sound(word: &[u8], at: usize) -> (usize, Options) {
    let letter = key::letter(word[at]);
    if letter == 'ו' && word.get(at + 1) == Some(&word[at]) {
        return (2, &[&[P]]);
    }
    let options: Options = match letter {
        'ב' | 'פ' => &[&[P]],
        'ד' | 'ט' => &[&[T]],
        'ת' => &[&[T], &[S]],
        'ג' | 'ק' => &[&[K]],
        'כ' | 'ח' => &[&[K], &[]],
        'ז' | 'ס' | 'צ' | 'ש' => &[&[S]],
        'מ' => &[&[M]],
        'נ' => &[&[N]],
        'ל' => &[&[L]],
        'ר' => &[&[R]],
        _ => NOTHING,
    };
    (1, options)
}

/// All ways through the sounds of a word of `length` letters.
fn collect(length: usize, sound: impl Fn(usize) -> (usize, Options)) -> Vec<Skeleton> {
    let mut ways: Vec<(Skeleton, usize)> = vec![(0, 0)];
    let mut at = 0;
    while at < length && ways.iter().any(|(_, n)| *n < LENGTH) {
        let (letters, options) = sound(at);
        at += letters;
        if options.len() == 1 && options[0].is_empty() {
            continue;
        }
        let mut next: Vec<(Skeleton, usize)> = Vec::with_capacity(ways.len() * options.len());
        for way in &ways {
            for option in options {
                let longer = option.iter().fold(*way, |w, &class| append(w, class));
                if next.len() < MOST && !next.contains(&longer) {
                    next.push(longer);
                }
            }
        }
        ways = next;
    }
    let mut out: Vec<Skeleton> = ways
        .into_iter()
        .map(|(s, _)| s)
        .filter(|&s| s != 0)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn append((skeleton, length): (Skeleton, usize), class: u8) -> (Skeleton, usize) {
    let last = (skeleton & 15) as u8;
    if length > 0 && last == class {
        return (skeleton, length);
    }
    // `ts` and `dzh` are one sound.
    if length > 0 && last == T && class == S {
        return append((skeleton >> 4, length - 1), S);
    }
    if length == LENGTH {
        return (skeleton, length);
    }
    ((skeleton << 4) | Skeleton::from(class), length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_their_english_spelling() {
        for (press, name) in [
            ("ערדאגאן", "erdogan"),
            ("קואמא", "cuomo"),
            ("זשאו", "zhao"),
            ("שיקאגא", "chicago"),
            ("ווענס", "vance"),
            ("שומאכער", "schumacher"),
            ("דזשאבס", "jobs"),
            ("וואשינגטאן", "washington"),
            ("אקספארד", "oxford"),
        ] {
            let english = english(name);
            let found = yiddish(&key::of(press)).iter().any(|s| english.contains(s));
            assert!(found, "{press} {name}");
        }
    }

    #[test]
    fn other_names_stay_apart() {
        let english = english("putin");
        assert!(
            yiddish(&key::of("ביידן"))
                .iter()
                .any(|s| english.contains(s)),
            "P T N both"
        );
        assert!(
            !yiddish(&key::of("טראמפ"))
                .iter()
                .any(|s| english.contains(s))
        );
    }
}
