//! The lookup key: what is left of a word when everything the press leaves out is left out.
//!
//! Lossy on purpose, and kept apart from `super::normalize`, which loses nothing a reader needs.
//! Points, final forms, ligatures, geresh, gershayim, maqaf and spaces are dropped, so that
//! `ניו־יאָרק`, `ניו יארק` and `ניויארק` share one key. Each letter becomes one byte, which keeps
//! the automata of the glossary small.

use unicode_normalization::UnicodeNormalization;

use super::letters::{fold_final, is_letter};

/// The key byte of a Hebrew letter (final forms folded), `None` for anything else.
pub fn byte(c: char) -> Option<u8> {
    is_letter(c).then(|| b'A' + (fold_final(c) as u32 - 0x05D0) as u8)
}

/// The letter a key byte stands for.
pub fn letter(byte: u8) -> char {
    match byte {
        b'A'..=b'[' => char::from_u32(0x05D0 + u32::from(byte - b'A')).unwrap_or('\u{FFFD}'),
        other => char::from(other),
    }
}

/// Appends the key of `text` to `key`.
pub fn push(text: &str, key: &mut Vec<u8>) {
    for c in text.chars() {
        if let Some(b) = byte(c) {
            key.push(b);
            continue;
        }
        match c {
            '0'..='9' | 'a'..='z' => key.push(c as u8),
            'A'..='Z' => key.push(c.to_ascii_lowercase() as u8),
            'װ' => key.extend([b'F', b'F']),
            'ױ' => key.extend([b'F', b'J']),
            'ײ' => key.extend([b'J', b'J']),
            '\u{FB1D}'..='\u{FB4F}' => {
                key.extend(std::iter::once(c).nfkd().filter_map(byte));
            }
            _ => {}
        }
    }
}

/// The key of `text`.
///
/// ```
/// # use kepl::yiddish::key;
/// assert_eq!(key::of("ייִדישע"), key::of("יידישע"));
/// ```
pub fn of(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() / 2);
    push(text, &mut key);
    key
}

/// The key written in plain letters again, for messages.
pub fn show(key: &[u8]) -> String {
    key.iter().map(|&b| letter(b)).collect()
}

/// Whether a key byte is a letter that writes a vowel.
pub fn is_vowel(byte: u8) -> bool {
    super::letters::is_vowel(letter(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_finals_ligatures_and_separators_do_not_count() {
        let bare = of("ניויארק");
        for same in ["ניו־יאָרק", "ניו יארק", "ניו-יאָרק"] {
            assert_eq!(of(same), bare, "{same}");
        }
        assert_eq!(of("װײַסער"), of("ווייסער"));
        assert_eq!(of("צה״ל"), of("צהל"));
        assert_eq!(of("\u{FB2F}ן"), of("אן"));
    }

    #[test]
    fn keys_can_be_read_back() {
        assert_eq!(show(&of("שלום")), "שלומ");
    }
}
