//! Numbers in a headline: digits, number words and Hebrew letters, cardinal and ordinal, times of
//! day and decades, to values.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::key;
use super::letters::fold_final;
use super::normalize::GERSHAYIM;
use super::tokenize::{Token, TokenKind};
use crate::english::numbers::{Measure, clock, digits};
use crate::tables::{ENGLISH_NUMBERS, NUMBER_WORDS, NumberWord};

/// A number that stands in a headline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// How many tokens it takes.
    pub tokens: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is an ordinal.
    pub ordinal: bool,
    /// What it measures.
    pub measure: Measure,
}

impl Number {
    fn plain(tokens: usize, value: f64, ordinal: bool) -> Self {
        Self {
            tokens,
            value,
            ordinal,
            measure: Measure::Count,
        }
    }

    fn clock(tokens: usize, hours: f64) -> Self {
        Self {
            tokens,
            // Half past twelve is half of one.
            value: if hours < 1.0 { hours + 12.0 } else { hours },
            ordinal: false,
            measure: Measure::Clock,
        }
    }

    /// The value as English writes it, in digits but for a decade without its century: `7:30`, `1990s`,
    /// `nineties`.
    pub fn english(&self) -> String {
        match self.measure {
            Measure::Count => self.value.to_string(),
            Measure::Clock => {
                let minutes = (self.value * 60.0).round() as u64;
                format!("{}:{:02}", minutes / 60, minutes % 60)
            }
            Measure::Decade => ENGLISH_NUMBERS
                .iter()
                .find(|n| n.kind == "decade" && n.value == self.value)
                .map_or_else(|| format!("{}s", self.value), |n| n.word.to_owned()),
        }
    }
}

/// Endings of ordinals and of number words used as adjectives, as keys.
static ENDINGS: LazyLock<[Vec<u8>; 6]> =
    LazyLock::new(|| ["", "ע", "ער", "ן", "טן", "ס"].map(key::of));
/// What makes an ordinal of a number from twenty on, as keys.
static ORDINAL: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| ["סט", "ט"].map(key::of));

/// The number words by their keys.
static WORDS: LazyLock<FxHashMap<&'static [u8], Vec<&'static NumberWord>>> = LazyLock::new(|| {
    let mut words: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for word in NUMBER_WORDS {
        words.entry(word.key).or_default().push(word);
    }
    words
});

/// Whether a word with this key has to do with numbers.
pub fn is_number_word(key: &[u8]) -> bool {
    WORDS.contains_key(key)
}

fn word(key: &[u8], kinds: &[&str]) -> Option<&'static NumberWord> {
    let words = WORDS.get(key)?;
    words.iter().copied().find(|n| kinds.contains(&n.kind))
}

/// The value of a plural such as `טויזנטער` and `מיליאנען`, alone an uncounted number of them.
pub fn plural_value(key: &[u8]) -> Option<f64> {
    let scales = ["hundred", "thousand"];
    let many = word(key, &scales)?;
    ["ער", "ען"]
        .iter()
        .filter_map(|ending| key.strip_suffix(key::of(ending).as_slice()))
        .find_map(|stem| word(stem, &scales).filter(|one| one.value == many.value))
        .map(|one| one.value)
}

/// The ordinal that `key` is a form of: `צווייטער`, `צוואנציגסטן`, `פופצנטן`.
fn ordinal(key: &[u8]) -> Option<f64> {
    for ending in ENDINGS.iter() {
        let Some(stem) = key.strip_suffix(ending.as_slice()) else {
            continue;
        };
        if let Some(n) = word(stem, &["ordinal"]) {
            return Some(n.value);
        }
        for suffix in ORDINAL.iter() {
            if let Some(base) = stem.strip_suffix(suffix.as_slice())
                && let Some(n) = word(base, &["unit", "ten", "hundred", "thousand"])
                && (n.value > 12.0)
            {
                return Some(n.value);
            }
        }
    }
    None
}

/// The number that begins at the first of `tokens`.
pub fn read(tokens: &[Token]) -> Option<Number> {
    if let Some(mut number) = measured(tokens) {
        let next = tokens.get(number.tokens).map(|t| key::of(&t.text));
        let clock = next.is_some_and(|key| word(&key, &["clock"]).is_some());
        number.tokens += usize::from(clock && number.measure == Measure::Clock);
        return Some(number);
    }
    let first = tokens.first()?;
    let mut state = State::default();
    let mut used = match first.kind {
        TokenKind::Number => {
            let (value, ordinal) = digits(&first.text)?;
            state.group = value;
            if ordinal {
                return Some(Number::plain(1, value, ordinal));
            }
            if makes_ordinal(first, tokens.get(1)) {
                return Some(Number::plain(2, value, true));
            }
            1
        }
        TokenKind::Word => {
            if !state.take(&key::of(&first.text)) {
                return ordinal(&key::of(&first.text))
                    .map(|value| Number::plain(1, value, true))
                    .or_else(|| Some(Number::plain(1, letters(&first.text)?, false)));
            }
            1
        }
        _ => return None,
    };
    let digits_first = first.kind == TokenKind::Number;
    while let Some(next) = tokens.get(used).filter(|t| t.kind == TokenKind::Word) {
        let next_key = key::of(&next.text);
        // "five and twenty": a unit, and, a ten.
        if word(&next_key, &["and"]).is_some() && !digits_first {
            let Some(after) = tokens.get(used + 1).filter(|t| t.kind == TokenKind::Word) else {
                break;
            };
            let after_key = key::of(&after.text);
            if state.group < 10.0
                && let Some(ten) = word(&after_key, &["ten"])
            {
                state.group += ten.value;
                used += 2;
                continue;
            }
            if state.group < 10.0
                && let Some(value) = ordinal(&after_key).filter(|v| *v >= 20.0 && *v < 100.0)
            {
                let value = state.total + state.group + value;
                return Some(Number::plain(used + 2, value, true));
            }
            if state.group >= 100.0 && state.take(&after_key) {
                used += 2;
                continue;
            }
            break;
        }
        if digits_first && word(&next_key, &["hundred", "thousand"]).is_none() {
            break;
        }
        if !state.take(&next_key) {
            break;
        }
        used += 1;
    }
    Some(Number::plain(used, state.total + state.group, false))
}

/// The value of a number in Hebrew letters, up to 99 or a year: `כ״ח`, `תשפ״ו`.
fn letters(word: &str) -> Option<f64> {
    let (before, last) = word.split_once(GERSHAYIM)?;
    let mut values = Vec::new();
    for c in before.chars().chain(last.chars()) {
        values.push(letter_value(fold_final(c))?);
    }
    let own: u32 = values.iter().sum();
    // Fifteen and sixteen are written nine and six, nine and seven.
    let descending = values
        .windows(2)
        .all(|pair| pair[0] > pair[1] || pair == [400, 400])
        || matches!(values[..], [.., 9, 6 | 7]);
    if last.chars().count() != 1 || !descending {
        return None;
    }
    match own {
        1..=99 => Some(f64::from(own)),
        // A year of the sixth thousand, written without it.
        400..=899 if values.len() > 2 => Some(f64::from(5000 + own)),
        _ => None,
    }
}

fn letter_value(letter: char) -> Option<u32> {
    const ORDER: &str = "אבגדהוזחטיכלמנסעפצקרשת";
    let place = ORDER.chars().position(|c| c == letter)? as u32;
    Some(10_u32.pow(place / 9) * (place % 9 + 1))
}

/// A time of day or a decade that begins at the first of `tokens`: `האלב אכט`, `8:30`, `פערטל נאך
/// אכט`, `ניינציקער יארן`, `1990ער`.
fn measured(tokens: &[Token]) -> Option<Number> {
    let first = tokens.first()?;
    if first.kind == TokenKind::Number {
        if let Some((hours, minutes)) = first.text.split_once(':') {
            return Some(Number::clock(1, clock(hours, minutes)?));
        }
        return decade(tokens);
    }
    let first_key = key::of(&first.text);
    if let Some(ten) = first_key
        .strip_suffix(key::of("ער").as_slice())
        .and_then(|stem| word(stem, &["ten"]))
        && is_year(tokens.get(1))
    {
        return Some(Number {
            measure: Measure::Decade,
            ..Number::plain(2, ten.value, false)
        });
    }
    let part = word(&first_key, &["fraction"])
        .filter(|n| n.value < 1.0)?
        .value;
    if let Some(hour) = tokens.get(1).and_then(hour) {
        let scale = tokens
            .get(2)
            .is_some_and(|t| word(&key::of(&t.text), &["hundred", "thousand"]).is_some());
        return (part == 0.5 && !scale).then(|| Number::clock(2, hour - part));
    }
    let side = word(&key::of(&tokens.get(1)?.text), &["past", "to"])?.kind;
    let hour = hour(tokens.get(2)?)?;
    // Half an hour is told from the hour to come, and in no other way.
    (part == 0.25).then(|| {
        Number::clock(
            3,
            if side == "past" {
                hour + part
            } else {
                hour - part
            },
        )
    })
}

/// The hour of the day that a token says.
fn hour(token: &Token) -> Option<f64> {
    let value = match token.kind {
        TokenKind::Number => digits(&token.text)?.0,
        TokenKind::Word => word(&key::of(&token.text), &["unit"])?.value,
        _ => return None,
    };
    ((1.0..=12.0).contains(&value) && value.fract() == 0.0).then_some(value)
}

/// `1990ער יארן`, `90־ער יאר`, `1990'ס`, `1990 יארן`.
fn decade(tokens: &[Token]) -> Option<Number> {
    let [years, ending, ..] = tokens else {
        return None;
    };
    let (value, _) = digits(&years.text).filter(|(v, _)| *v >= 10.0 && v % 10.0 == 0.0)?;
    let joined = ending.glued || ending.range.start == years.range.end;
    let ends = |with: &str| joined && key::of(&ending.text) == key::of(with);
    let used = if ends("ער") && is_year(tokens.get(2)) {
        3
    } else if ends("ס") && ending.kind == TokenKind::Word
        || is_century(value) && is_year(Some(ending))
    {
        2
    } else {
        return None;
    };
    Some(Number {
        measure: Measure::Decade,
        ..Number::plain(used, value, false)
    })
}

/// Whether a number before "years" is one of the calendar, and no count of years.
fn is_century(value: f64) -> bool {
    (1500.0..2100.0).contains(&value)
}

fn is_year(token: Option<&Token>) -> bool {
    token.is_some_and(|t| word(&key::of(&t.text), &["year"]).is_some())
}

/// Whether `ending` makes an ordinal of the digits right before it: `5טן`, `21סטער`.
fn makes_ordinal(digits: &Token, ending: Option<&Token>) -> bool {
    ending.is_some_and(|ending| {
        let joined = ending.glued || ending.range.start == digits.range.end;
        let key = key::of(&ending.text);
        joined
            && ORDINAL.iter().any(|suffix| {
                key.strip_prefix(suffix.as_slice())
                    .is_some_and(|rest| ENDINGS.iter().any(|e| e == rest))
            })
    })
}

#[derive(Default)]
struct State {
    total: f64,
    group: f64,
}

impl State {
    /// Takes one more number word where it fits what stands before it.
    fn take(&mut self, key: &[u8]) -> bool {
        let kinds = ["unit", "ten", "hundred", "thousand", "fraction"];
        let Some(n) = word(key, &kinds) else {
            return false;
        };
        let empty = self.group == 0.0;
        match n.kind {
            "unit" | "ten" if empty || (self.group >= 100.0 && self.group % 100.0 == 0.0) => {
                self.group += n.value;
            }
            "fraction" if empty && self.total == 0.0 => self.group = n.value,
            "hundred" if self.group < 100.0 => self.group = self.group.max(1.0) * n.value,
            "thousand" => {
                self.total += if empty { 1.0 } else { self.group } * n.value;
                self.group = 0.0;
            }
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Headline;

    fn value(text: &str) -> Option<(f64, bool, usize)> {
        read(&Headline::parse(text).tokens).map(|n| (n.value, n.ordinal, n.tokens))
    }

    #[test]
    fn cardinals() {
        assert_eq!(value("פופצן"), Some((15.0, false, 1)));
        assert_eq!(value("פיר און צוואנציק"), Some((24.0, false, 3)));
        assert_eq!(value("צוויי הונדערט מענטשן"), Some((200.0, false, 2)));
        assert_eq!(
            value("דריי טויזנט הונדערט און פינף"),
            Some((3105.0, false, 5))
        );
        assert_eq!(value("58 ביליאן"), Some((58e9, false, 2)));
        assert_eq!(value("10,000"), Some((10_000.0, false, 1)));
        assert_eq!(value("הויז"), None);
    }

    #[test]
    fn ordinals() {
        assert_eq!(value("צווייטער"), Some((2.0, true, 1)));
        assert_eq!(value("זעכציגסטן"), Some((60.0, true, 1)));
        assert_eq!(value("איין און צוואנציגסטן"), Some((21.0, true, 3)));
    }

    #[test]
    fn hebrew_letters() {
        for (text, number) in [
            ("ט״ו", Some(15.0)),
            ("כ״ח", Some(28.0)),
            ("תשפ״ו", Some(5786.0)),
            ("צ״ט", Some(99.0)),
            ("ק״מ", None),
            ("צה״ל", None),
        ] {
            assert_eq!(value(text).map(|n| n.0), number, "{text}");
        }
    }

    #[test]
    fn times_and_decades() {
        let read = |text: &str| {
            read(&Headline::parse(text).tokens).map(|n| (n.english(), n.measure, n.tokens))
        };
        for (text, digits, measure, tokens) in [
            ("האלב אכט", "7:30", Measure::Clock, 2),
            ("האלב איינס", "12:30", Measure::Clock, 2),
            ("פערטל נאך אכט", "8:15", Measure::Clock, 3),
            ("פערטל צו 8", "7:45", Measure::Clock, 3),
            ("8:30 אזייגער", "8:30", Measure::Clock, 2),
            ("1930'ס", "1930s", Measure::Decade, 2),
            ("ניינציקער יארן", "nineties", Measure::Decade, 2),
            ("1980ער יארן", "1980s", Measure::Decade, 3),
            ("האלב מיליאן", "500000", Measure::Count, 2),
        ] {
            assert_eq!(
                read(text),
                Some((digits.to_owned(), measure, tokens)),
                "{text}"
            );
        }
        assert_eq!(value("5טן מאי"), Some((5.0, true, 2)));
    }
}
