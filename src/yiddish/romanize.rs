//! YIVO romanization: `glossaries/tables/romanization.csv` applied to pointed text.
//!
//! The points decide the vowels, so a word is first led back to the glossary's pointed form;
//! words of Hebrew origin have their sound beside them there. What no glossary has is read by
//! the letters alone.

use std::sync::LazyLock;

use super::letters::{is_letter, is_point};
use super::tokenize::TokenKind;
use super::{key, normalize, tokenize, vowels};
use crate::glossary::Glossary;
use crate::glossary::analyse::{Derivation, Reading, contraction};
use crate::tables::{PREFIXES, ROMANIZATION, Romanization, SUFFIXES};

/// Romanizes `text` by its letters and points alone.
///
/// ```
/// assert_eq!(kepl::yiddish::romanize::letters("צײַטונג"), "tsaytung");
/// ```
pub fn letters(text: &str) -> String {
    let text = normalize(text).text;
    // Where some alef has its point, one that has none is silent before a vowel.
    let pointed = text.contains("אַ") || text.contains("אָ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    let mut previous = ' ';
    while let Some(c) = rest.chars().next() {
        if !is_letter(c) {
            match c {
                super::normalize::GERESH => out.push('\''),
                super::normalize::MAQAF => out.push('-'),
                c if is_point(c) || c == super::normalize::GERSHAYIM => {}
                c => out.push(c),
            }
            previous = c;
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if let Some(after) = consonant_yud(rest, previous) {
            out.push('y');
            previous = 'י';
            rest = after;
            continue;
        }
        let at_start = !is_letter(previous) && !is_point(previous);
        let rule = rules(c).iter().find(|r| {
            rest.starts_with(r.letters)
                    && ends_letter(&rest[r.letters.len()..])
                    // A bare alef before a vowel is silent only at the beginning of a word.
                    && (at_start
                        || pointed
                        || !(r.letters.starts_with("או") || r.letters.starts_with("אי"))
                        || silent_inside(&out))
        });
        let used = if let Some(rule) = rule {
            out.push_str(rule.roman);
            previous = rule.letters.chars().next_back().unwrap_or(c);
            rule.letters.len()
        } else {
            previous = c;
            c.len_utf8()
        };
        rest = &rest[used..];
    }
    out
}

/// The rules for each letter, longest first.
static RULES: LazyLock<[Vec<&'static Romanization>; 32]> = LazyLock::new(|| {
    let mut by: [Vec<&'static Romanization>; 32] = Default::default();
    for rule in ROMANIZATION {
        if let Some(first) = rule.letters.chars().next() {
            by[slot(first)].push(rule);
        }
    }
    for rules in &mut by {
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.letters.len()));
    }
    by
});

/// The rules that may begin with `letter`.
fn rules(letter: char) -> &'static [&'static Romanization] {
    &RULES[slot(letter)]
}

fn slot(letter: char) -> usize {
    letter as usize & 31
}

/// Whether `rest` begins a new letter: no point of the letter before is left over.
fn ends_letter(rest: &str) -> bool {
    !rest.starts_with(is_point)
}

/// Inside a word a silent alef only stands between vowels (`רואיק`).
fn silent_inside(out: &str) -> bool {
    out.ends_with(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// What follows a yud that is a consonant: before a vowel, unless it is doubled or has its point.
fn consonant_yud(rest: &str, previous: char) -> Option<&str> {
    let after = rest.strip_prefix('י')?;
    let next = after.chars().next()?;
    let doubled = previous == 'ו' || next == 'י' && !after.starts_with("יִ");
    // ייִ: the first yud is the consonant of "yid".
    if after.starts_with("יִ") {
        return Some(after);
    }
    let vowel = match next {
        'א' => {
            after.chars().nth(1).is_some_and(is_point)
                || after.chars().nth(1).is_some_and(is_letter)
        }
        'ע' => true,
        'ו' => !after.starts_with("וו"),
        _ => false,
    };
    (vowel && !doubled).then_some(after)
}

/// Romanizes a word by one of its readings.
pub fn reading(reading: &Reading) -> String {
    let base = form(reading);
    match &reading.derivation {
        Derivation::None => base,
        Derivation::Suffix(i) => base + &letters(SUFFIXES[*i].text),
        Derivation::Prefix(i) => letters(PREFIXES[*i].prefix) + &base,
        Derivation::Compound(before) => {
            let mut out = String::new();
            for modifier in before {
                let part = Reading {
                    posting: modifier.posting,
                    key: modifier.form.clone(),
                    spelling: Vec::new(),
                    derivation: Derivation::None,
                    ..reading.clone()
                };
                out.push_str(&form(&part));
                out.push_str(&letters(&key::show(&modifier.link)));
            }
            out + &base
        }
    }
}

/// Romanizes the form of the entry that a reading rests on.
fn form(reading: &Reading) -> String {
    let entry = reading.entry();
    let sound = entry.romanized();
    let text = reading.form();
    if sound.is_empty() {
        let variant = reading.posting.flags & crate::glossary::compile::VARIANT != 0;
        // A variant is another spelling of the same word, and stands in the glossary without its
        // points as a rule.
        return if variant {
            letters(&vowels::restore_after(
                &text,
                &entry.lemma().replace('|', ""),
            ))
        } else {
            letters(&text)
        };
    }
    let lemma = entry.lemma().replace('|', "");
    let (form_key, lemma_key) = (key::of(&text), key::of(&lemma));
    if form_key == lemma_key {
        return sound.to_owned();
    }
    if let Some(ending) = form_key.strip_prefix(lemma_key.as_slice()) {
        return format!("{sound}{}", ending_sound(&key::show(ending)));
    }
    // The first words of a phrase: those of its sound.
    if lemma_key.starts_with(&form_key) && lemma.contains(' ') {
        let words = text.split(' ').count();
        let heard: Vec<&str> = sound.split(' ').take(words).collect();
        return heard.join(" ");
    }
    // A final he gives way to the plural: מלחמה, מלחמות.
    if let Some(stem) = lemma_key.strip_suffix(key::of("ה").as_slice())
        && let Some(ending) = form_key.strip_prefix(stem)
    {
        let sound = sound.strip_suffix(['e', 'o']).unwrap_or(sound);
        return format!("{sound}{}", ending_sound(&key::show(ending)));
    }
    if reading.posting.flags & crate::glossary::compile::VARIANT != 0 {
        return sound.to_owned();
    }
    letters(&text)
}

/// Endings of Hebrew origin by their sound, others by their letters.
fn ending_sound(ending: &str) -> String {
    match ending {
        "ימ" => "im".to_owned(),
        "ות" => "es".to_owned(),
        other => letters(&super::letters::reshape(other)),
    }
}

impl Glossary {
    /// YIVO romanization of a line: words by their likeliest reading, unknown ones by letters.
    ///
    /// ```
    /// let glossary = kepl::Glossary::builtin();
    /// assert_eq!(glossary.romanize("שבת אין שטאט"), "shabes in shtot");
    /// ```
    pub fn romanize(&self, line: &str) -> String {
        let text = normalize(line).text;
        let whole = self.exact(&key::of(&text));
        if let Some(best) = whole
            .first()
            .filter(|_| text.contains([' ', super::normalize::MAQAF]))
        {
            return reading(best);
        }
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for token in tokenize(&text) {
            out.extend(&chars[at..token.range.start]);
            at = token.range.end;
            if token.kind == TokenKind::Word {
                out.push_str(&self.romanize_word(&token.text));
            } else {
                out.push_str(&token.text);
            }
        }
        out.extend(&chars[at..]);
        out.replace(super::normalize::MAQAF, "-")
    }

    /// YIVO romanization of one word.
    pub fn romanize_word(&self, word: &str) -> String {
        let found = self.readings(&key::of(word));
        // Points decide between readings that only differ in them.
        let pointed = word.chars().any(is_point);
        let best = if pointed {
            found
                .iter()
                .find(|r| r.spelling.is_empty() && r.form() == word)
                .or_else(|| {
                    // A word of Hebrew origin may be pointed more or less fully.
                    found
                        .iter()
                        .find(|r| r.spelling.is_empty() && !r.entry().romanized().is_empty())
                })
        } else {
            found.first()
        };
        match best {
            Some(best) => reading(best),
            None => match contraction(word) {
                Some(rest) => {
                    let (before, after) = word
                        .split_once(super::normalize::GERESH)
                        .unwrap_or((word, ""));
                    if rest == after {
                        format!("{}'{}", letters(before), self.romanize_word(rest))
                    } else {
                        format!("{}'{}", self.romanize_word(rest), letters(after))
                    }
                }
                None => letters(&vowels::restore(word)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointed_text() {
        for (yiddish, roman) in [
            ("ייִדיש", "yidish"),
            ("יאָר", "yor"),
            ("פֿאַמיליע", "familye"),
            ("הויז", "hoyz"),
            ("וווּ", "vu"),
            ("צייַט", "tsayt"),
            ("איז", "iz"),
            ("אויב", "oyb"),
            ("טשעך", "tshekh"),
            ("ווייַסער", "vayser"),
            ("אינגל", "ingl"),
            ("זשורנאַל", "zhurnal"),
            ("רויִק", "ruik"),
        ] {
            assert_eq!(letters(yiddish), roman, "{yiddish}");
        }
    }
}
