//! YIVO romanization: `glossaries/tables/romanization.csv` applied to pointed text.
//!
//! The points decide the vowels, so a word is first led back to the glossary's pointed form;
//! words of Hebrew origin have their sound beside them there. What no glossary has is read by
//! the letters alone.

use std::sync::LazyLock;

use super::letters::{fold_final, is_letter, is_point};
use super::tokenize::{Token, TokenKind};
use super::{hebrew, key, normalize, tokenize, vowels};
use crate::glossary::Glossary;
use crate::glossary::analyse::{Derivation, Reading, contraction};
use crate::glossary::soviet;
use crate::tables::{PREFIXES, ROMANIZATION, Romanization, SUFFIXES};

/// Romanizes `text` by its letters and points alone.
///
/// ```
/// assert_eq!(kepl::yiddish::romanize::letters("צײַטונג"), "tsaytung");
/// ```
pub fn letters(text: &str) -> String {
    spell_out(&normalize(text).text)
}

/// Romanizes text that is normalized already.
fn spell_out(text: &str) -> String {
    // Where some alef has its point, one that has none is silent before a vowel.
    let pointed = text.contains("אַ") || text.contains("אָ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
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
        // A vov before it is a vowel, two are a consonant.
        let after_vowel = previous == 'ו' && !out.ends_with('v');
        if let Some(after) = consonant_yud(rest, after_vowel) {
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
fn consonant_yud(rest: &str, after_vowel: bool) -> Option<&str> {
    let after = rest.strip_prefix('י')?;
    let next = after.chars().next()?;
    let doubled = after_vowel || next == 'י' && !after.starts_with("יִ");
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

/// Most words of a phrase that is looked for.
const PHRASE: usize = 6;

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
    if let Some(plural) = plural_sound(reading, &text) {
        return plural.to_owned();
    }
    if sound.is_empty() {
        let variant = is_variant(reading);
        // A variant is another spelling of the same word, and stands in the glossary without its
        // points as a rule.
        return if variant {
            spell_out(&vowels::restore_after(
                &text,
                &entry.lemma().replace('|', ""),
            ))
        } else {
            spell_out(&text)
        };
    }
    let lemma = entry.lemma().replace('|', "");
    if let Some(words) = word_by_word(&text, &lemma, sound) {
        return words;
    }
    // A variant that spells by sound shows its own.
    let hebrew = || hebrew::is_spelled(&text) || same_consonants(&text, &lemma);
    if is_variant(reading) && !(entry.is_hebrew() && hebrew()) {
        return spell_out(&vowels::restore_after(&text, &lemma));
    }
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
    if is_variant(reading) {
        return sound.to_owned();
    }
    if let Some(sound) = other_ending(&form_key, &lemma_key, sound) {
        return sound;
    }
    if entry.is_hebrew() && hebrew::is_spelled(&text) {
        return hebrew::read(&text).unwrap_or_else(|| spell_out(&text));
    }
    spell_out(&text)
}

/// The sound of a plural that the glossary gives beside that of the lemma: `ספֿרים` sforim, of `ספֿר` seyfer.
/// A word may have several plurals; the sound is that of the one with its ending.
fn plural_sound<'a>(reading: &Reading<'a>, form: &str) -> Option<&'a str> {
    let sound = reading.entry().plural_sound()?;
    let endings = [
        ("im", "ים"),
        ("em", "ים"),
        ("es", "ות"),
        ("s", "ס"),
        ("n", "ן"),
    ];
    let (_, ending) = endings.iter().find(|(heard, _)| sound.ends_with(heard))?;
    let plural = reading.inflection().starts_with("plural");
    (plural && form.ends_with(ending)).then_some(sound)
}

/// The sound of a form that has another ending than the lemma, and perhaps a ge- before it:
/// `געגנבֿעט` of `גנבֿענען`.
fn other_ending(form: &[u8], lemma: &[u8], sound: &str) -> Option<String> {
    let ge = key::of("גע");
    let bare = form.strip_prefix(ge.as_slice());
    let (before, form) = match bare.filter(|_| !lemma.starts_with(&ge)) {
        Some(rest) => ("ge", rest),
        None => ("", form),
    };
    let common = form.iter().zip(lemma).take_while(|(a, b)| a == b).count();
    (2..=common).rev().find_map(|cut| {
        let stem = sound.strip_suffix(&*ending_sound(&key::show(&lemma[cut..])))?;
        let ending = ending_sound(&key::show(&form[cut..]));
        (!stem.is_empty()).then(|| format!("{before}{stem}{ending}"))
    })
}

/// The sound of a phrase whose form or variant has some words of the lemma, and others in the place
/// of the rest: `חתונה געהאַט` of `חתונה האָבן`.
fn word_by_word(text: &str, lemma: &str, sound: &str) -> Option<String> {
    let gaps = [' ', super::normalize::MAQAF];
    let sounds: Vec<&str> = sound.split([' ', '-']).collect();
    let lemmas: Vec<&str> = lemma.split(gaps).collect();
    let words: Vec<&str> = text.split(gaps).collect();
    if words.len() < 2 || words.len() != lemmas.len() || words.len() != sounds.len() {
        return None;
    }
    let same = |i: usize| key::of(words[i]) == key::of(lemmas[i]);
    // Where nothing differs, the sound as it stands has the right marks between.
    if (0..words.len()).all(same) {
        return None;
    }
    let heard: Vec<String> = (0..words.len())
        .map(|i| {
            if same(i) {
                sounds[i].to_owned()
            } else {
                spell_out(&vowels::restore_after(words[i], lemmas[i]))
            }
        })
        .collect();
    Some(heard.join(" "))
}

/// Whether two spellings of a Hebrew word differ in no more than the letters that Hebrew may leave out: דבור, דיבור.
fn same_consonants(a: &str, b: &str) -> bool {
    let consonants = |text: &str| -> Vec<char> {
        let letters = text.chars().filter(|&c| is_letter(c)).map(fold_final);
        letters.filter(|c| !matches!(c, 'א' | 'ו' | 'י')).collect()
    };
    consonants(a) == consonants(b)
}

fn is_variant(reading: &Reading) -> bool {
    reading.posting.flags & crate::glossary::compile::VARIANT != 0
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
        let chars: Vec<char> = text.chars().collect();
        let tokens = tokenize(&text);
        let mut out = String::with_capacity(text.len());
        let (mut at, mut next) = (0, 0);
        while let Some(token) = tokens.get(next) {
            out.extend(&chars[at..token.range.start]);
            let (end, used) = match self.phrase(&chars, &tokens[next..]) {
                Some((phrase, used)) => {
                    out.push_str(&reading(&phrase));
                    (tokens[next + used - 1].range.end, used)
                }
                None if token.kind == TokenKind::Word => {
                    out.push_str(&self.romanize_word(&token.text));
                    (token.range.end, 1)
                }
                None => {
                    out.push_str(&token.text);
                    (token.range.end, 1)
                }
            };
            at = end;
            next += used;
        }
        out.extend(&chars[at..]);
        out.replace(super::normalize::MAQAF, "-")
    }

    /// The longest phrase of the glossary that `tokens` begin with, and how many of them it takes.
    pub(super) fn phrase(&self, chars: &[char], tokens: &[Token]) -> Option<(Reading<'_>, usize)> {
        let gap = |at: usize| {
            let pair = tokens.get(at..at + 2)?;
            let between = chars.get(pair[0].range.end..pair[1].range.start)?;
            matches!(between, [' ' | super::normalize::MAQAF]).then_some(())
        };
        let words = tokens.iter().take(PHRASE);
        let mut longest = words.take_while(|t| t.kind == TokenKind::Word).count();
        if let Some(cut) = (0..longest.saturating_sub(1)).find(|&at| gap(at).is_none()) {
            longest = cut + 1;
        }
        (2..=longest).rev().find_map(|used| {
            let start = tokens[0].range.start;
            let text: String = chars[start..tokens[used - 1].range.end].iter().collect();
            let gaps = [' ', super::normalize::MAQAF];
            let found = self.exact(&key::of(&text)).into_iter().find(|r| {
                r.form().split(gaps).count() == used && r.entry().lemma().contains(gaps)
            })?;
            // A word with other points than the phrase has is another word.
            let other = text.chars().any(is_point)
                && (found.entry().romanized().is_empty() || is_variant(&found))
                && found.form() != text;
            (!other).then_some((found, used))
        })
    }

    /// YIVO romanization of one word.
    pub fn romanize_word(&self, word: &str) -> String {
        let found = self.readings(&key::of(word));
        let best = found
            .iter()
            .find(|r| r.spelling.is_empty() && r.form() == word)
            .filter(|_| word.chars().any(is_point))
            .or_else(|| found.iter().find(|r| explains(r, word)));
        if let Some(best) = best {
            return spelled(best, word);
        }
        if let Some(rest) = contraction(word) {
            let (before, after) = word
                .split_once(super::normalize::GERESH)
                .unwrap_or((word, ""));
            return if rest == after {
                format!("{}'{}", letters(before), self.romanize_word(rest))
            } else {
                format!("{}'{}", self.romanize_word(rest), letters(after))
            };
        }
        if hebrew::is_spelled(word) {
            if let Some(sound) = self.prefixed(word) {
                return sound;
            }
            if let Some(sound) = hebrew::read(word) {
                return sound;
            }
        }
        spell_out(&vowels::restore(word))
    }

    /// The sound of a word of Hebrew origin that the glossary has without its article or preposition.
    fn prefixed(&self, word: &str) -> Option<String> {
        hebrew::prefixed(word).find_map(|(before, rest)| {
            let found = self.exact(&key::of(rest));
            let known = found
                .iter()
                .find(|r| r.entry().is_hebrew() && r.posting.cost == 0 && !is_variant(r))?;
            Some(format!("{before}{}", reading(known)))
        })
    }
}

/// Whether a reading can be that of `word` with the points and marks it has.
fn explains(reading: &Reading, word: &str) -> bool {
    // What is spelled by its sound shows it.
    if is_abbreviation(reading, word) || soviet::is_by_sound(reading, &key::of(word)) {
        return false;
    }
    let exact = reading.spelling.is_empty();
    if !word.chars().any(is_point) || exact && reading.form() == word {
        return true;
    }
    // Points that no glossary has are followed, but for a word of Hebrew origin, which may be
    // pointed more or less fully.
    let entry = reading.entry();
    let sound = entry.romanized();
    if !exact || !entry.is_hebrew() || sound.is_empty() || disagrees(word, sound) {
        return false;
    }
    let phonetic = word.contains("אַ") || word.contains("אָ") || word.contains("ייַ");
    hebrew::is_spelled(word) || !phonetic || key::of(entry.lemma()) == key::of(word)
}

/// Whether the reading is an abbreviation and the word has no sign of one.
pub(super) fn is_abbreviation(reading: &Reading, word: &str) -> bool {
    let signs = [super::normalize::GERSHAYIM, super::normalize::GERESH];
    !word.contains(signs) && reading.form().contains(super::normalize::GERSHAYIM)
}

/// Whether the point of its first letter says another vowel than the sound begins with.
fn disagrees(word: &str, sound: &str) -> bool {
    [("אַ", 'a'), ("אָ", 'o')]
        .iter()
        .any(|(letter, vowel)| word.starts_with(letter) && !sound.starts_with(*vowel))
}

/// Romanizes `word` by one of its readings: another spelling by its own letters, with the points of
/// the glossary's.
fn spelled(best: &Reading, word: &str) -> String {
    if best.spelling.is_empty()
        || best.derivation != Derivation::None
        || hebrew::is_spelled(word)
        || best.form().contains(' ')
    {
        return reading(best);
    }
    spell_out(&vowels::restore_after(word, &best.form()))
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

    #[test]
    fn hebrew_words_sound_alike_however_fully_they_are_written() {
        let glossary = Glossary::builtin();
        for (word, roman) in [("גיבור", "giber"), ("גבור", "giber"), ("כח", "koyekh")] {
            let found = glossary.lookup(word).analyses;
            assert!(!found.is_empty());
            assert!(found.iter().all(|a| a.romanized == roman), "{found:?}");
        }
    }
}
