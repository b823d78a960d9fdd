//! What a key leaves out of a form, kept apart so that forms that differ in letters only share it:
//! where points, spaces and marks stand between the letters.

use crate::yiddish::key;
use crate::yiddish::letters::{is_letter, reshape};

/// The marks a pointing can hold. A pointing stores their place in this list.
const MARKS: [char; 16] = [
    '\u{05B7}', '\u{05B8}', '\u{05BC}', '\u{05BF}', '\u{05B4}', '\u{05C2}', '\u{05C1}', '\u{05B5}',
    '\u{05B6}', '\u{05B0}', '\u{05B9}', ' ', '\u{05BE}', '\u{05F3}', '\u{05F4}', '\u{05BB}',
];

/// The last letter is written in its plain form where its place asks for a final one (`ק״מ`).
const PLAIN_END: u8 = 0xFF;

/// The pointing of `text`: pairs of a place among its letters and a mark.
pub fn of(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut letters = 0u8;
    for c in text.chars() {
        if is_letter(c) || c.is_ascii_alphanumeric() {
            letters = letters.saturating_add(1);
        } else if let Some(mark) = MARKS.iter().position(|&m| m == c) {
            out.extend([letters, mark as u8]);
        }
    }
    if apply(&key::of(text), &out) != text {
        out.extend([0, PLAIN_END]);
    }
    out
}

/// The form with the letters of `key` and the marks of `pointing`.
pub fn apply(key: &[u8], pointing: &[u8]) -> String {
    let mut out = String::with_capacity(key.len() * 2 + pointing.len());
    let mut marks = pointing.chunks_exact(2).peekable();
    let mut plain_end = false;
    for place in 0..=key.len() {
        while let Some(&[at, mark]) = marks.peek() {
            if *mark == PLAIN_END {
                plain_end = true;
            } else if usize::from(*at) > place {
                break;
            } else if let Some(&c) = MARKS.get(usize::from(*mark)) {
                out.push(c);
            }
            marks.next();
        }
        if let Some(&letter) = key.get(place) {
            out.push(key::letter(letter));
        }
    }
    let shaped = reshape(&out);
    if plain_end {
        // Every letter but the last has its form from its place.
        let cut = out.char_indices().next_back().map_or(0, |(i, _)| i);
        let shaped_cut = shaped.char_indices().next_back().map_or(0, |(i, _)| i);
        return format!("{}{}", &shaped[..shaped_cut], &out[cut..]);
    }
    shaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_come_back_whole() {
        for text in [
            "ניו־יאָרק",
            "פֿאַרשפּרייטן",
            "צה״ל",
            "ק״מ",
            "בעל־הבית",
            "ייִדישע",
            "צפֿון קאָרעע",
            "זאַפּ",
        ] {
            assert_eq!(apply(&key::of(text), &of(text)), text);
        }
    }
}
