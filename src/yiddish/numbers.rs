//! Numbers in a headline: digits and number words, cardinal and ordinal, to values.

use super::key;
use super::tokenize::{Token, TokenKind};
use crate::english::numbers::digits;
use crate::tables::{NUMBER_WORDS, NumberWord};

/// A number that stands in a headline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// How many tokens it takes.
    pub tokens: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is an ordinal.
    pub ordinal: bool,
}

/// Endings of ordinals and of number words used as adjectives, as keys.
const ENDINGS: [&str; 6] = ["", "ע", "ער", "ן", "טן", "ס"];

fn word(key: &[u8], kinds: &[&str]) -> Option<&'static NumberWord> {
    NUMBER_WORDS
        .iter()
        .find(|n| n.key == key && kinds.contains(&n.kind))
}

/// The ordinal that `key` is a form of: `צווייטער`, `צוואנציגסטן`, `פופצנטן`.
fn ordinal(key: &[u8]) -> Option<f64> {
    for ending in ENDINGS {
        let Some(stem) = key.strip_suffix(key::of(ending).as_slice()) else {
            continue;
        };
        if let Some(n) = word(stem, &["ordinal"]) {
            return Some(n.value);
        }
        for suffix in ["סט", "ט"] {
            if let Some(base) = stem.strip_suffix(key::of(suffix).as_slice())
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
    let first = tokens.first()?;
    let mut state = State::default();
    let mut used = match first.kind {
        TokenKind::Number => {
            let (value, ordinal) = digits(&first.text)?;
            state.group = value;
            if ordinal {
                return Some(Number {
                    tokens: 1,
                    value,
                    ordinal,
                });
            }
            1
        }
        TokenKind::Word => {
            if !state.take(&key::of(&first.text)) {
                return ordinal(&key::of(&first.text)).map(|value| Number {
                    tokens: 1,
                    value,
                    ordinal: true,
                });
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
                return Some(Number {
                    tokens: used + 2,
                    value: state.total + state.group + value,
                    ordinal: true,
                });
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
    Some(Number {
        tokens: used,
        value: state.total + state.group,
        ordinal: false,
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
}
