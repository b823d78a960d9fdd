//! Numbers as English headlines write them.

use super::unit::Unit;
use crate::english::numbers::Measure;
use crate::tables::ENGLISH_NUMBERS;
use crate::yiddish::key;
use crate::yiddish::numbers::{Number, plural_value};

/// `number` in English: digits as they are written, small number words as words, large ones in digits.
pub fn render(unit: &Unit, number: &Number) -> String {
    let digits = unit
        .text
        .split(' ')
        .next()
        .filter(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    if unit.is_age {
        return format!(
            "{}-year-old",
            digits.map_or_else(|| plain(number.value), str::to_owned)
        );
    }
    if number.measure != Measure::Count {
        return number.english();
    }
    if number.ordinal {
        return ordinal(number.value);
    }
    if let Some(digits) = digits {
        let words = unit.text.split(' ').count();
        return if words == 1 {
            digits.to_owned()
        } else {
            plain(number.value)
        };
    }
    if let Some(many) = indefinite(&unit.text) {
        return if unit.is_count {
            format!("{many} of")
        } else {
            many
        };
    }
    word(number.value, false).map_or_else(|| plain(number.value), str::to_owned)
}

/// A number that nobody has counted, in plurals only: `thousands`, `hundreds of thousands`.
fn indefinite(text: &str) -> Option<String> {
    let scales = text.split(' ').map(|word| {
        let value = plural_value(&key::of(word))?;
        ENGLISH_NUMBERS
            .iter()
            .find(|n| {
                n.value == value
                    && matches!(n.kind, "hundred" | "thousand")
                    && n.word.ends_with('s')
            })
            .map(|n| n.word)
    });
    let scales: Option<Vec<&str>> = scales.collect();
    scales.map(|scales| scales.join(" of "))
}

fn word(value: f64, ordinal: bool) -> Option<&'static str> {
    ENGLISH_NUMBERS
        .iter()
        .find(|n| {
            n.value == value
                && n.value <= 100.0
                && (n.kind == "ordinal") == ordinal
                && !matches!(n.kind, "fraction" | "decade" | "past" | "to")
        })
        .map(|n| n.word)
}

fn ordinal(value: f64) -> String {
    if let Some(word) = word(value, true) {
        return word.to_owned();
    }
    let whole = value as u64;
    let ending = match (whole % 10, whole % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{whole}{ending}")
}

/// Digits with commas, or a number of millions.
fn plain(value: f64) -> String {
    for (scale, name) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if value >= scale {
            let many = (value / scale * 1000.0).round() / 1000.0;
            return format!("{many} {name}");
        }
    }
    if value.fract() != 0.0 {
        return value.to_string();
    }
    let digits = (value as u64).to_string();
    if digits.len() < 4 || (digits.len() == 4 && (1000.0..2100.0).contains(&value)) {
        return digits;
    }
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_english_writes_them() {
        assert_eq!(plain(118e9), "118 billion");
        assert_eq!(plain(1_500_000.0), "1.5 million");
        assert_eq!(plain(30_000.0), "30,000");
        assert_eq!(plain(1998.0), "1998");
        assert_eq!(ordinal(42.0), "42nd");
        assert_eq!(ordinal(3.0), "third");
    }

    #[test]
    fn plurals_are_numbers_that_nobody_has_counted() {
        for (yiddish, english) in [
            ("טויזנטער", Some("thousands")),
            ("הונדערטער", Some("hundreds")),
            ("מיליאנען", Some("millions")),
            ("הונדערטער טויזנטער", Some("hundreds of thousands")),
            ("טויזנט", None),
            ("צוויי מיליאנען", None),
        ] {
            assert_eq!(indefinite(yiddish).as_deref(), english, "{yiddish}");
        }
    }

    #[test]
    fn plurals_take_of_before_what_they_count() {
        use crate::{Body, Glossary, Headline};
        let glossary = Glossary::builtin();
        let translator = crate::translate::Translator::new(&glossary);
        let none = Body::parse("");
        for (yiddish, english) in [
            ("טויזנטער מענטשן אן עסן", "Thousands of people without food"),
            ("טויזנטער אן עסן", "Thousands without food"),
            ("הונדערטער אידישע קינדער", "Hundreds of Jewish children"),
            (
                "מיליאנען דאלאר פאר שולעס",
                "Millions of dollars for schools",
            ),
        ] {
            let found = translator.translate(&Headline::parse(yiddish), &none);
            assert_eq!(found.text, english);
        }
    }
}
