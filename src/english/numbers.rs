//! Numbers in English text: `15`, `fifteen`, `10,000`, `$58 billion`, `60th`, `twenty-one`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::hash_word;
use super::tokenize::Word;
use crate::tables::{ENGLISH_NUMBERS, EnglishNumber};

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The words it is written in.
    pub words: Range<usize>,
    /// Its value.
    pub value: f64,
    /// Whether it is an ordinal (`60th`, `third`).
    pub ordinal: bool,
}

/// All numbers among `words`.
pub fn find(text: &str, words: &[Word]) -> Vec<Number> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match read(text, words, i) {
            Some(number) => {
                i = number.words.end;
                out.push(number);
            }
            None => i += 1,
        }
    }
    out
}

/// Number words by the hash of the word.
static NAMED: LazyLock<FxHashMap<u32, &EnglishNumber>> = LazyLock::new(|| {
    ENGLISH_NUMBERS
        .iter()
        .map(|n| (hash_word(n.word), n))
        .collect()
});

fn named(word: &Word) -> Option<&'static EnglishNumber> {
    NAMED.get(&word.hash).copied()
}

/// The value of digits with separators and an ordinal ending: `10,000`, `2.5`, `60th`.
pub fn digits(word: &str) -> Option<(f64, bool)> {
    let end = word
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    let ordinal = matches!(
        rest.to_ascii_lowercase().as_str(),
        "st" | "nd" | "rd" | "th"
    );
    if number.is_empty()
        || !(rest.is_empty() || ordinal || matches!(rest, "s" | "k" | "K" | "M" | "m" | "bn" | "B"))
    {
        return None;
    }
    let scale = match rest {
        "k" | "K" => 1e3,
        "M" | "m" => 1e6,
        "bn" | "B" => 1e9,
        _ => 1.0,
    };
    let plain: String = number.chars().filter(|&c| c != ',').collect();
    plain
        .trim_end_matches('.')
        .parse::<f64>()
        .ok()
        .map(|v| (v * scale, ordinal))
}

/// The number that begins at word `start`.
fn read(text: &str, words: &[Word], start: usize) -> Option<Number> {
    let word = |i: usize| words.get(i).map(|w| &text[w.bytes.clone()]);
    let first = word(start)?;
    let mut end = start + 1;
    let mut ordinal;
    // Total so far, and the group below the next thousand.
    let (mut total, mut group);
    if words[start].number {
        (group, ordinal) = digits(first)?;
        total = 0.0;
    } else {
        let n = named(&words[start])?;
        match n.kind {
            "unit" | "ten" | "fraction" => group = n.value,
            "hundred" | "thousand" if first.ends_with('s') => group = n.value,
            "ordinal" => {
                return Some(Number {
                    words: start..end,
                    value: n.value,
                    ordinal: true,
                });
            }
            _ => return None,
        }
        total = 0.0;
        ordinal = false;
    }
    // "hundreds of thousands"
    if !words[start].number && first.ends_with('s') && word(end) == Some("of") {
        let scale = words.get(end + 1).and_then(named);
        if let Some(scale) = scale.filter(|n| n.kind == "thousand" && n.word.ends_with('s')) {
            return Some(Number {
                words: start..end + 2,
                value: group * scale.value,
                ordinal: false,
            });
        }
    }
    while let Some(next) = word(end) {
        let same_sentence = words[end].sentence == words[start].sentence;
        let Some(n) = named(&words[end]).filter(|_| same_sentence && !ordinal) else {
            // "two hundred and five"
            let and =
                next == "and" && group >= 100.0 && group % 100.0 == 0.0 && !words[start].number;
            if and
                && words
                    .get(end + 1)
                    .and_then(named)
                    .is_some_and(|n| matches!(n.kind, "unit" | "ten"))
            {
                end += 1;
                continue;
            }
            break;
        };
        match n.kind {
            "unit" | "ordinal"
                if !words[start].number
                    && n.value < 10.0
                    && group % 100.0 >= 20.0
                    && group % 10.0 == 0.0 =>
            {
                group += n.value;
                ordinal = n.kind == "ordinal";
            }
            "unit" | "ten" if !words[start].number && group >= 100.0 && group % 100.0 == 0.0 => {
                group += n.value;
            }
            "unit" | "ten" if !words[start].number && group == 0.0 && total > 0.0 => {
                group = n.value;
            }
            "hundred" if group < 100.0 && !next.ends_with('s') => group *= 100.0,
            "thousand" => {
                total += group * n.value;
                group = 0.0;
            }
            _ => break,
        }
        end += 1;
    }
    Some(Number {
        words: start..end,
        value: total + group,
        ordinal,
    })
}

#[cfg(test)]
mod tests {

    use crate::Body;

    fn values(text: &str) -> Vec<(String, f64)> {
        let body = Body::parse(text);
        body.numbers
            .iter()
            .map(|n| (body.slice(&n.words).to_owned(), n.value))
            .collect()
    }

    #[test]
    fn digits_and_words_have_one_value() {
        assert_eq!(
            values("10,000 men, fifteen women, $58 billion and the 60th day"),
            [
                ("10,000".to_owned(), 10_000.0),
                ("fifteen".to_owned(), 15.0),
                ("58 billion".to_owned(), 58e9),
                ("60th".to_owned(), 60.0),
            ]
        );
        assert_eq!(values("twenty-one and two hundred and five")[0].1, 21.0);
        assert_eq!(values("twenty-one and two hundred and five")[1].1, 205.0);
        assert_eq!(
            values("three million two hundred thousand")[0].1,
            3_200_000.0
        );
    }
}
