//! What the endings of nouns, adjectives and names attach to.

use super::{join, of_kind};
use crate::glossary::entry::{FormKind, Pos};
use crate::yiddish::letters::{fold_final, is_letter, is_point, is_vowel};

/// The form adjective endings attach to: e returns between a consonant and final l, n or r
/// (געשריבן: געשריבענע; איידל: איידעלע).
pub(super) fn adjective_stem(word: &str) -> String {
    let Some((at, last)) = word.char_indices().next_back() else {
        return String::new();
    };
    let mut letters = word[..at].chars().rev().filter(|&c| !is_point(c));
    let (before, third) = (letters.next(), letters.next());
    // געבוירן: געבוירענע, but מאָדערן: מאָדערנע.
    let own_vowel =
        matches!(before, Some('א' | 'ע' | 'ו' | 'י')) || before == Some('ר') && third == Some('ע');
    let syllabic = matches!(last, 'ל' | 'ן') && before.is_some_and(is_letter) && !own_vowel;
    if syllabic {
        format!("{}ע{}", &word[..at], fold_final(last))
    } else {
        word.to_owned()
    }
}

/// The same of an adjective's lemma, which may end in the very e of the endings (מאָדנע: מאָדנער).
fn ending_stem(lemma: &str) -> String {
    lemma
        .strip_suffix('ע')
        .map_or_else(|| adjective_stem(lemma), str::to_owned)
}

pub(super) fn nominal_bases(base: &str, lemma: &str, listed: &[(FormKind, String)]) -> Vec<String> {
    match base {
        "lemma" | "hebrew" => vec![lemma.to_owned()],
        // Shorter words would run into others.
        "long" if lemma.chars().filter(|&c| is_letter(c)).count() >= 3 => vec![lemma.to_owned()],
        "adj" => {
            let stem = ending_stem(lemma);
            if stem == lemma {
                vec![stem]
            } else {
                vec![stem, lemma.to_owned()]
            }
        }
        "case" => of_kind(listed, FormKind::Case),
        "drop-he" => lemma
            .strip_suffix('ה')
            .map(str::to_owned)
            .into_iter()
            .collect(),
        "plural" => of_kind(listed, FormKind::Plural),
        "diminutive" => of_kind(listed, FormKind::Diminutive),
        // הייַזל: הייַזעלע; בייגל, which ends like one: בייגעלע.
        "diminutive-stem" => of_kind(listed, FormKind::Diminutive)
            .into_iter()
            .chain([lemma.to_owned()])
            .filter_map(|d| Some(d.strip_suffix('ל')?.to_owned()))
            .filter(|stem| {
                let last = stem.chars().rev().find(|&c| !is_point(c));
                last.is_some_and(|c| is_letter(c) && !is_vowel(c))
            })
            .collect(),
        "comparative" => {
            let irregular = of_kind(listed, FormKind::Comparative);
            if irregular.is_empty() {
                vec![format!("{}ער", ending_stem(lemma))]
            } else {
                irregular
            }
        }
        "superlative" => {
            let irregular = of_kind(listed, FormKind::Comparative);
            if irregular.is_empty() {
                vec![join(lemma, "סט")]
            } else {
                irregular
                    .iter()
                    .map(|c| join(c.strip_suffix("ער").unwrap_or(c), "סט"))
                    .collect()
            }
        }
        _ => Vec::new(),
    }
}

/// A term of several words whose first word is an adjective agrees in case:
/// `ווייַסע הויז`, `ווייַסן הויז`, `ווייַסער הויז`.
pub(super) fn agreement_variants(lemma: &str, pos: Pos) -> Vec<String> {
    let mut out = vec![lemma.to_owned()];
    if !(matches!(pos, Pos::Noun) || pos.is_name()) {
        return out;
    }
    let Some((first, rest)) = lemma.split_once(' ') else {
        return out;
    };
    let stem = first.strip_suffix("ער").or_else(|| first.strip_suffix('ע'));
    if let Some(stem) = stem.filter(|s| s.chars().filter(|&c| is_letter(c)).count() >= 3) {
        for ending in ["ע", "ער", "ן", "ען", "עם", "ס"] {
            let other = format!("{stem}{ending} {rest}");
            if !out.contains(&other) {
                out.push(other);
            }
        }
    }
    out
}
