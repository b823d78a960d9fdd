//! What a letter of a Hebrew word stands among. Hebrew writes few vowels; which one follows a
//! consonant shows in the pattern of the word: where its own letters for vowels stand, how it ends,
//! and which vowels were heard before.

use crate::yiddish::key;

/// The last two vowels heard, the later one last; `0` for a letter without one.
pub type Heard = [u8; 2];

/// Nothing heard yet.
pub const SILENCE: Heard = [b'^'; 2];

/// The vowels heard after `sound` too.
pub fn hear(heard: Heard, sound: &str) -> Heard {
    let vowel = sound.bytes().rev().find(|b| b"aeiou".contains(b));
    [heard[1], vowel.unwrap_or(b'0')]
}

/// The letters of a word with all but those that may write a vowel made alike.
pub fn shape(letters: &[u8]) -> Vec<u8> {
    letters
        .iter()
        .map(|&b| {
            if matches!(key::letter(b), 'א' | 'ה' | 'ו' | 'י') {
                b
            } else {
                b'c'
            }
        })
        .collect()
}

/// The contexts of the letter at `at`, narrowest last. `shape` is that of `letters`.
pub fn contexts(letters: &[u8], shape: &[u8], at: usize, heard: Heard) -> Vec<Vec<u8>> {
    let own = letters[at];
    let last = heard[1];
    let place = |of: &[u8], from: isize| -> u8 {
        match at.checked_add_signed(from) {
            None => b'^',
            Some(i) => of.get(i).copied().unwrap_or(b'$'),
        }
    };
    let run = |of: &[u8], before: isize, after: isize| -> Vec<u8> {
        (-before..=after)
            .map(|i| if i == 0 { own } else { place(of, i) })
            .collect()
    };
    let with =
        |name: u8, parts: &[&[u8]]| -> Vec<u8> { [&[name], parts.concat().as_slice()].concat() };
    let whole = [
        &shape[..at],
        &[own],
        &shape[at + 1..],
        &[b'0' + at.min(9) as u8],
    ]
    .concat();
    vec![
        with(b'0', &[&run(letters, 2, 4), &[last]]),
        with(b'1', &[&whole, &heard]),
        with(b'2', &[&run(shape, 3, 4), &heard]),
        with(
            b'3',
            &[
                &run(letters, 0, 2),
                &[place(shape, 3), place(shape, -1)],
                &heard,
            ],
        ),
        with(b'4', &[&run(shape, 1, 3), &[last]]),
        with(
            b'5',
            &[
                &run(letters, 0, 1),
                &[place(shape, -1), place(shape, 2), last],
            ],
        ),
        with(b'6', &[&run(letters, 0, 1), &[last]]),
        with(b'7', &[&run(letters, 0, 1)]),
        with(b'8', &[&[own]]),
    ]
}
