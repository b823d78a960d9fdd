//! Normalization: one spelling for every way of typing the same text.
//!
//! Lossless for a reader: letters, points and punctuation stay, only their encoding becomes
//! uniform. What lookup may forget besides is in [`super::key`]. Every character of the result
//! knows the characters of the input it came from.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use super::bidi;
use super::letters::{is_final, is_hebrew_script, is_letter, is_point};

/// Geresh, as written after a letter or in a contraction: `ס׳איז`.
pub const GERESH: char = '\u{05F3}';
/// Gershayim, as written before the last letter of an abbreviation: `צה״ל`.
pub const GERSHAYIM: char = '\u{05F4}';
/// Maqaf, the Hebrew-script hyphen.
pub const MAQAF: char = '\u{05BE}';

/// A character with the input characters it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    /// The character.
    pub c: char,
    /// Unicode scalar values of the input, end exclusive.
    pub span: Range<usize>,
}

/// Normalized text and the way back to the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Normalized {
    /// The text.
    pub text: String,
    /// For each Unicode scalar value of `text`, the input's scalar values it came from.
    pub spans: Vec<Range<usize>>,
}

impl Normalized {
    /// The input span of the characters `range` of the normalized text.
    ///
    /// Reordered text can make a run of characters come from scattered places; the span then
    /// reaches from the first to the last of them.
    pub fn source_span(&self, range: Range<usize>) -> Range<usize> {
        let spans = self.spans.get(range).unwrap_or_default();
        let start = spans.iter().map(|s| s.start).min().unwrap_or(0);
        let end = spans.iter().map(|s| s.end).max().unwrap_or(start);
        start..end
    }
}

/// A step of normalization.
type Step = fn(&[Mapped]) -> Vec<Mapped>;

/// The steps, in their order. Each takes and returns mapped characters, so that a step can be
/// added here without the others knowing.
const STEPS: &[Step] = &[
    drop_invisible,
    bidi::to_logical_order,
    compose,
    unify_quotes,
    unify_dashes,
    unify_spaces,
];

/// Normalizes `text`. Doing it twice changes nothing more.
///
/// ```
/// let n = kepl::yiddish::normalize("\u{202B}צה\"ל\u{202C}");
/// assert_eq!(n.text, "צה״ל");
/// assert_eq!(n.spans[0], 1..2);
/// ```
pub fn normalize(text: &str) -> Normalized {
    if is_plain(text) {
        return Normalized {
            text: text.to_owned(),
            spans: (0..text.chars().count()).map(|i| i..i + 1).collect(),
        };
    }
    let mut chars: Vec<Mapped> = text
        .chars()
        .enumerate()
        .map(|(i, c)| Mapped { c, span: i..i + 1 })
        .collect();
    for step in STEPS {
        chars = step(&chars);
    }
    Normalized {
        text: chars.iter().map(|m| m.c).collect(),
        spans: chars.into_iter().map(|m| m.span).collect(),
    }
}

/// Whether `text` is of letters and spaces only, with final letters at the ends of words alone:
/// most words are, and no step changes anything in them.
fn is_plain(text: &str) -> bool {
    let mut after_final = false;
    let mut at_start = true;
    text.chars().all(|c| {
        let plain = c == ' ' || is_letter(c) && !after_final && !(at_start && is_final(c));
        at_start = c == ' ';
        after_final = is_letter(c) && is_final(c);
        plain
    })
}

/// `text` without its points.
pub fn unpointed(text: &str) -> String {
    text.chars().filter(|&c| !is_point(c)).collect()
}

/// Characters that are there but show nothing: bidi controls, zero-width marks, soft hyphens.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
    )
}

fn drop_invisible(chars: &[Mapped]) -> Vec<Mapped> {
    chars
        .iter()
        .filter(|m| !is_invisible(m.c))
        .cloned()
        .collect()
}

/// Takes presentation forms and ligatures apart and puts marks in canonical order, a base letter
/// with its marks at a time. Text that is not Hebrew script gets plain NFC.
fn compose(chars: &[Mapped]) -> Vec<Mapped> {
    let mut out: Vec<Mapped> = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        let mut end = i + 1;
        while end < chars.len() && canonical_combining_class(chars[end].c) != 0 {
            end += 1;
        }
        let cluster = &chars[i..end];
        i = end;
        if let [only] = cluster
            && (only.c.is_ascii() || is_letter(only.c))
        {
            out.push(only.clone());
            continue;
        }
        let span = cluster[0]
            .span
            .start
            .min(cluster[cluster.len() - 1].span.start)
            ..cluster.iter().map(|m| m.span.end).max().unwrap_or(0);
        let text = cluster.iter().map(|m| m.c);
        let rewritten: Vec<char> = if cluster.iter().any(|m| is_hebrew_script(m.c)) {
            // Ligatures have no canonical decomposition that normalization would apply.
            text.nfkd().flat_map(split_ligature).nfc().collect()
        } else {
            text.nfc().collect()
        };
        out.extend(rewritten.into_iter().map(|c| Mapped {
            c,
            span: span.clone(),
        }));
    }
    out
}

fn split_ligature(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'װ' => ('ו', Some('ו')),
        'ױ' => ('ו', Some('י')),
        'ײ' => ('י', Some('י')),
        'ℵ' => ('א', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

fn is_single_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‚' | '‛' | 'ʹ' | 'ʼ' | '′' | '＇' | GERESH
    )
}

fn is_double_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '″' | '＂' | '〃' | '«' | '»' | GERSHAYIM
    )
}

/// Every disguise of geresh and gershayim inside or at the edge of a Hebrew-script word becomes the
/// character itself; all other quotation marks become plain ones.
fn unify_quotes(chars: &[Mapped]) -> Vec<Mapped> {
    let mut out: Vec<Mapped> = Vec::with_capacity(chars.len());
    let word = |m: Option<&Mapped>| m.is_some_and(|m| is_letter(m.c) || is_point(m.c));
    let mut i = 0;
    while i < chars.len() {
        let m = &chars[i];
        let after_word = word(out.last());
        if is_single_quote(m.c) {
            let twin = chars.get(i + 1).filter(|n| is_single_quote(n.c));
            if let Some(twin) = twin
                && after_word
                && word(chars.get(i + 2))
            {
                out.push(Mapped {
                    c: GERSHAYIM,
                    span: m.span.start.min(twin.span.start)..m.span.end.max(twin.span.end),
                });
                i += 2;
                continue;
            }
            let geresh = after_word || word(chars.get(i + 1));
            out.push(Mapped {
                c: if geresh { GERESH } else { '\'' },
                span: m.span.clone(),
            });
        } else if is_double_quote(m.c) {
            let gershayim = after_word && word(chars.get(i + 1));
            out.push(Mapped {
                c: if gershayim { GERSHAYIM } else { '"' },
                span: m.span.clone(),
            });
        } else {
            out.push(m.clone());
        }
        i += 1;
    }
    out
}

/// A hyphen of any kind that joins a Hebrew-script word to something is a maqaf; dashes between
/// words stay dashes.
fn unify_dashes(chars: &[Mapped]) -> Vec<Mapped> {
    let hyphen = |c: char| {
        matches!(
            c,
            '-' | '\u{2010}'
                | '\u{2011}'
                | '\u{2012}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{FE63}'
                | '\u{FF0D}'
                | MAQAF
        )
    };
    let joins = |m: Option<&Mapped>| {
        m.is_some_and(|m| {
            m.c.is_alphanumeric() || is_point(m.c) || matches!(m.c, GERESH | GERSHAYIM | '%')
        })
    };
    let hebrew = |m: Option<&Mapped>| {
        m.is_some_and(|m| is_letter(m.c) || is_point(m.c) || matches!(m.c, GERESH | GERSHAYIM))
    };
    let mut out = chars.to_vec();
    for (i, m) in chars.iter().enumerate() {
        if !hyphen(m.c) {
            continue;
        }
        let before = i.checked_sub(1).and_then(|p| chars.get(p));
        let after = chars.get(i + 1);
        let within = joins(before) && joins(after) && (hebrew(before) || hebrew(after));
        out[i].c = if within { MAQAF } else { '-' };
    }
    out
}

fn unify_spaces(chars: &[Mapped]) -> Vec<Mapped> {
    chars
        .iter()
        .cloned()
        .map(|mut m| {
            if m.c != '\n' && m.c.is_whitespace() {
                m.c = ' ';
            }
            m
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> String {
        normalize(input).text
    }

    #[test]
    fn ligatures_and_presentation_forms_are_taken_apart() {
        assert_eq!(text("װײַס"), "ווייַס");
        assert_eq!(text("\u{FB2F}\u{FB4C}"), "אָבֿ");
        assert_eq!(text("\u{FB1F}ן"), "ייַן");
    }

    #[test]
    fn gershayim_are_found_in_every_disguise() {
        for disguise in ["צה\"ל", "צה”ל", "צה''ל", "צה״ל", "צה׳׳ל", "צה’’ל"]
        {
            assert_eq!(text(disguise), "צה״ל", "{disguise}");
        }
    }

    #[test]
    fn quotation_marks_around_words_stay_quotation_marks() {
        assert_eq!(text("„שלום“"), "\"שלום\"");
    }

    #[test]
    fn hyphens_inside_words_become_maqaf_and_dashes_stay() {
        assert_eq!(text("יו-ען"), "יו־ען");
        assert_eq!(text("28-יעריגער"), "28־יעריגער");
        assert_eq!(text("היינט - מארגן"), "היינט - מארגן");
        assert_eq!(text("co-op"), "co-op");
    }

    #[test]
    fn controls_vanish_and_spans_remember_them() {
        let n = normalize("\u{200F}א\u{202E}ב");
        assert_eq!(n.text, "אב");
        assert_eq!(n.spans, vec![1..2, 3..4]);
        assert_eq!(n.source_span(0..2), 1..4);
    }

    #[test]
    fn plain_words_are_left_as_they_are() {
        for word in ["נייעס", "ווילן זיי", "ק ל"] {
            let n = normalize(word);
            assert_eq!(n.text, word);
            assert_eq!(n.source_span(1..2), 1..2);
            assert!(is_plain(word));
        }
        for word in ["ןיא", "אוןער", "ס׳איז"] {
            assert!(!is_plain(word), "{word}");
        }
    }

    #[test]
    fn latin_text_gets_nfc() {
        assert_eq!(text("Erdog\u{0306}an"), "Erdoğan");
    }
}
