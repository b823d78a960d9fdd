//! Cutting English text into words, with sentences marked.

use std::ops::Range;

use super::lexicon::hash_word;

/// An English word or number of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// Unicode scalar values of the text.
    pub chars: Range<usize>,
    /// Hash of the word in lower case without diacritics: see [`hash_word`].
    pub hash: u32,
    /// Begins with a capital letter.
    pub capital: bool,
    /// All its letters are capitals, and there are at least two.
    pub acronym: bool,
    /// Begins with a digit.
    pub number: bool,
    /// The sentence, counted from 0.
    pub sentence: u32,
    /// First word of its sentence, where a capital says nothing.
    pub opens: bool,
    /// Joined to the word before it by a hyphen.
    pub hyphenated: bool,
}

/// The words of `text`. `is_abbreviation` says after which words a full stop ends no sentence.
pub fn words(text: &str, is_abbreviation: impl Fn(&str) -> bool) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut chars = 0;
    let mut sentence = 0;
    let mut opens = true;
    let mut ended = false;
    let mut hyphen = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let byte = at;
        at += c.len_utf8();
        let start = chars;
        chars += 1;
        if !c.is_alphanumeric() && c != '%' {
            match c {
                '.' => {
                    let last = out.last().map(|w: &Word| &text[w.bytes.clone()]);
                    ended |= !last.is_some_and(|w| is_abbreviation(w) || is_initial(w));
                }
                '!' | '?' => ended = true,
                '\'' | '’'
                    if is_possessive(&text[byte..])
                        && out.last().is_some_and(|w| w.bytes.end == byte) =>
                {
                    // The ending belongs to no word and is not one.
                    at += 1;
                    chars += 1;
                }
                '\n' => {
                    ended = true;
                    sentence_break(&mut sentence, &mut ended, &mut opens, &out);
                }
                _ => {}
            }
            hyphen =
                matches!(c, '-' | '‐' | '‑') && out.last().is_some_and(|w| w.bytes.end == byte);
            continue;
        }
        // A sentence ends where a capital or digit follows its stop; "e.g. this" goes on.
        if ended && !c.is_lowercase() {
            sentence_break(&mut sentence, &mut ended, &mut opens, &out);
        }
        ended = false;
        let number = c.is_ascii_digit();
        let mut inner_dot = false;
        loop {
            if c == '%' {
                break;
            }
            // Most letters are plain, and need no thought.
            let plain = bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric());
            let plain = plain.count();
            at += plain;
            chars += plain;
            let Some(next) = char_at(text, at) else { break };
            let after = char_at(text, at + next.len_utf8());
            let joins = match next {
                '\'' | '’' => {
                    c.is_alphabetic()
                        && after.is_some_and(char::is_alphabetic)
                        && !is_possessive(&text[at..])
                }
                ',' => number && after.is_some_and(|a| a.is_ascii_digit()),
                '.' => {
                    let initials = !number
                        && (at - byte == c.len_utf8() || inner_dot)
                        && after.is_some_and(char::is_alphabetic);
                    inner_dot |= initials;
                    initials || (number && after.is_some_and(|a| a.is_ascii_digit()))
                }
                _ => next.is_alphanumeric() || is_mark(next),
            };
            if !joins {
                break;
            }
            at += next.len_utf8();
            chars += 1;
        }
        let end = at;
        let word = &text[byte..end];
        out.push(Word {
            bytes: byte..end,
            chars: start..chars,
            hash: hash_word(word),
            capital: c.is_uppercase(),
            acronym: word.len() > 1
                && !word.chars().any(char::is_lowercase)
                && word.chars().filter(|l| l.is_uppercase()).count() > 1,
            number,
            sentence,
            opens: std::mem::take(&mut opens),
            hyphenated: std::mem::take(&mut hyphen),
        });
    }
    out
}

/// The character that begins at byte `at`, if any.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn sentence_break(sentence: &mut u32, ended: &mut bool, opens: &mut bool, words: &[Word]) {
    if *ended && words.last().is_some_and(|w| w.sentence == *sentence) {
        *sentence += 1;
        *opens = true;
    }
    *ended = false;
}

/// Whether `rest`, which begins with an apostrophe, is a possessive ending.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// A single letter, as in `J. D. Vance`.
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word.starts_with(char::is_uppercase)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(&str, u32)> {
        words(text, |w| w == "Mr" || w == "U.S")
            .iter()
            .map(|w| (&text[w.bytes.clone()], w.sentence))
            .collect()
    }

    #[test]
    fn possessives_hyphens_and_numbers() {
        assert_eq!(
            shown("Maui's co-driver isn't 10,000.5"),
            [
                ("Maui", 0),
                ("co", 0),
                ("driver", 0),
                ("isn't", 0),
                ("10,000.5", 0)
            ]
        );
    }

    #[test]
    fn sentences_end_where_they_end() {
        let found = shown("Mr. Adams of the U.S. Senate left. He won 3. More\nNew");
        let starts: Vec<&str> = found
            .iter()
            .scan(None, |last, &(w, s)| {
                let new = *last != Some(s);
                *last = Some(s);
                Some((w, new))
            })
            .filter(|&(_, new)| new)
            .map(|(w, _)| w)
            .collect();
        assert_eq!(starts, ["Mr", "He", "More", "New"]);
    }

    #[test]
    fn char_offsets_count_scalar_values() {
        let text = "Erdoğan met Biden";
        let found = words(text, |_| false);
        let all: Vec<char> = text.chars().collect();
        for word in &found {
            let by_chars: String = all[word.chars.clone()].iter().collect();
            assert_eq!(by_chars, &text[word.bytes.clone()]);
        }
        assert_eq!(found.len(), 3);
    }
}
