//! Numbers in English text: `15`, `fifteen`, `10,000`, `$58 billion`, `60th`, `twenty-one`.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lexicon::hash_word;
use super::tokenize::Word;
use crate::tables::{ENGLISH_CUES, ENGLISH_NUMBERS, EnglishNumber};

/// A number that stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The words it is written in.
    pub words: Range<usize>,
    /// Its value.
    pub value: f64,
    /// Whether it is an ordinal (`60th`, `third`).
    pub ordinal: bool,
    /// What it measures.
    pub measure: Measure,
}

/// What a number measures, where that shows in the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    /// Anything.
    #[default]
    Count,
    /// A time of day, in hours of the half day: `7:30` is 7.5.
    Clock,
    /// Ten years: `1990s`; 90 where the century is not said.
    Decade,
}

impl Measure {
    /// Whether `own` of this measure is the same as `value` of `other`.
    pub fn same(self, own: f64, other: Self, value: f64) -> bool {
        let equal = (own - value).abs() <= 1e-6 * own.abs().max(1.0);
        match (self, other) {
            (Self::Decade, Self::Decade) => {
                equal || own.min(value) < 100.0 && own % 100.0 == value % 100.0
            }
            // A bare 8 may be the hour.
            (Self::Clock, Self::Count) | (Self::Count, Self::Clock) => equal && own.fract() == 0.0,
            // "1930 years" may be written for the decade.
            (Self::Decade, Self::Count) | (Self::Count, Self::Decade) => equal && own >= 1000.0,
            _ => equal && self == other,
        }
    }
}

/// The time of day that hours and minutes say, in hours of the half day: `19:30` is 7.5.
pub fn clock(hours: &str, minutes: &str) -> Option<f64> {
    let (h, m): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours.len() <= 2 && minutes.len() == 2 && h <= 24 && m < 60).then(|| {
        let half = if h > 12 { h - 12 } else { h };
        f64::from(half) + f64::from(m) / 60.0
    })
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
    let known = matches!(rest, "" | "s" | "k" | "K" | "M" | "m" | "bn" | "B");
    if number.is_empty() || !(known || ordinal || is_unit(rest)) {
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

/// Whether a number and `word` may be written as one: `90kg`.
fn is_unit(word: &str) -> bool {
    ENGLISH_CUES
        .iter()
        .any(|cue| cue.kind == "unit" && cue.word == word)
}

/// The value of a Roman number after a name: `World War II`, `Elizabeth II`.
fn roman(text: &str, words: &[Word], start: usize) -> Option<f64> {
    let before = &words[start.checked_sub(1)?];
    let word = &words[start];
    let named = before.capital && before.sentence == word.sentence;
    // "I", "V" and "X" are words.
    if !word.acronym || !named || &text[before.bytes.end..word.bytes.start] != " " {
        return None;
    }
    let mut total = 0;
    let mut last = 0;
    for letter in text[word.bytes.clone()].chars().rev() {
        let value = match letter {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        total += if value < last { -value } else { value };
        last = last.max(value);
    }
    (total > 0).then(|| f64::from(total))
}

/// What the first word of a number says.
enum Opening {
    /// The whole number.
    Whole(Number),
    /// The group below the next thousand, and whether it is an ordinal.
    Group(f64, bool),
}

fn opening(text: &str, words: &[Word], start: usize) -> Option<Opening> {
    let word = words.get(start)?;
    let first = &text[word.bytes.clone()];
    let whole = |value, ordinal, measure| {
        Opening::Whole(Number {
            words: start..start + 1,
            value,
            ordinal,
            measure,
        })
    };
    if word.number {
        let (group, ordinal) = digits(first)?;
        return Some(Opening::Group(group, ordinal));
    }
    if let Some(value) = roman(text, words, start) {
        return Some(whole(value, false, Measure::Count));
    }
    let n = named(word)?;
    match n.kind {
        "unit" | "ten" | "fraction" => Some(Opening::Group(n.value, false)),
        "hundred" | "thousand" if first.ends_with('s') => Some(Opening::Group(n.value, false)),
        "decade" => Some(whole(n.value, false, Measure::Decade)),
        "ordinal" => Some(whole(n.value, true, Measure::Count)),
        _ => None,
    }
}

/// The number that begins at word `start`.
fn read(text: &str, words: &[Word], start: usize) -> Option<Number> {
    let word = |i: usize| words.get(i).map(|w| &text[w.bytes.clone()]);
    let first = word(start)?;
    let mut end = start + 1;
    // Total so far, and the group below the next thousand.
    let mut total = 0.0;
    let (mut group, mut ordinal) = match opening(text, words, start)? {
        Opening::Whole(number) => return Some(number),
        Opening::Group(group, ordinal) => (group, ordinal),
    };
    if let Some(time) = time(text, words, start) {
        return Some(time);
    }
    let decade = words[start].number && is_decade(first, group);
    // "hundreds of thousands"
    if !words[start].number && first.ends_with('s') && word(end) == Some("of") {
        let scale = words.get(end + 1).and_then(named);
        if let Some(scale) = scale.filter(|n| n.kind == "thousand" && n.word.ends_with('s')) {
            return Some(Number {
                words: start..end + 2,
                value: group * scale.value,
                ordinal: false,
                measure: Measure::Count,
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
        measure: if decade {
            Measure::Decade
        } else {
            Measure::Count
        },
    })
}

/// Whether digits say a decade: `1990s`, `90s`.
fn is_decade(word: &str, value: f64) -> bool {
    let digits = word.strip_suffix('s');
    digits.is_some_and(|d| d.ends_with(|c: char| c.is_ascii_digit()))
        && value >= 10.0
        && value % 10.0 == 0.0
}

/// The time of day that begins at word `start`: `7:30`, `half past seven`, `quarter to eight`.
fn time(text: &str, words: &[Word], start: usize) -> Option<Number> {
    let word = |i: usize| words.get(i).map(|w| &text[w.bytes.clone()]);
    let time = |words: Range<usize>, value: f64| Number {
        words,
        value: if value < 1.0 { value + 12.0 } else { value },
        ordinal: false,
        measure: Measure::Clock,
    };
    let first = words.get(start)?;
    let second = words.get(start + 1)?;
    if first.number && second.number && &text[first.bytes.end..second.bytes.start] == ":" {
        return Some(time(
            start..start + 2,
            clock(word(start)?, word(start + 1)?)?,
        ));
    }
    let part = named(first).filter(|n| n.kind == "fraction")?.value;
    let side = named(second)?.kind;
    let hour = words.get(start + 2)?;
    let hour = if hour.number {
        digits(word(start + 2)?)?.0
    } else {
        named(hour).filter(|n| n.kind == "unit")?.value
    };
    let value = match side {
        "past" => hour + part,
        "to" => hour - part,
        _ => return None,
    };
    ((1.0..=12.0).contains(&hour) && hour.fract() == 0.0).then(|| time(start..start + 3, value))
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn times_of_day_and_decades_have_a_value() {
        let found = |text: &str| {
            let body = Body::parse(text);
            let numbers = body.numbers.iter();
            numbers.map(|n| (n.value, n.measure, n.words.len())).next()
        };
        for (text, number) in [
            ("at 7:30 p.m.", (7.5, Measure::Clock, 2)),
            ("at 19:30", (7.5, Measure::Clock, 2)),
            ("half past seven", (7.5, Measure::Clock, 3)),
            ("a quarter to one", (12.75, Measure::Clock, 3)),
            ("in the 1990s", (1990.0, Measure::Decade, 1)),
            ("the nineties", (90.0, Measure::Decade, 1)),
        ] {
            assert_eq!(found(text), Some(number), "{text}");
        }
        assert!(Measure::Decade.same(90.0, Measure::Decade, 1990.0));
        assert!(!Measure::Decade.same(1890.0, Measure::Decade, 1990.0));
        assert!(!Measure::Clock.same(7.5, Measure::Count, 7.5));
    }
}
