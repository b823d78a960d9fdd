//! Cutting a normalized line into words, numbers and punctuation.

use std::ops::Range;

use super::letters::{is_letter, is_point};
use super::normalize::{GERESH, GERSHAYIM, MAQAF};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Hebrew script.
    Word,
    /// Digits, with their separators.
    Number,
    /// Letters of another script.
    Latin,
    /// Anything else but space.
    Punctuation,
}

/// A token of a normalized line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The characters of the normalized line.
    pub text: String,
    /// What it is made of.
    pub kind: TokenKind,
    /// Unicode scalar values of the normalized line, end exclusive.
    pub range: Range<usize>,
    /// Joined to the token before it by a maqaf, without space.
    pub glued: bool,
}

/// The tokens of `line`, which must be normalized.
///
/// Words joined by a maqaf are separate tokens of which the later are `glued`.
pub fn tokenize(line: &str) -> Vec<Token> {
    let chars: Vec<char> = line.chars().collect();
    let mut tokens = Vec::new();
    let mut i = 0;
    let mut after_maqaf = false;
    while i < chars.len() {
        let c = chars[i];
        if c.is_whitespace() {
            i += 1;
            after_maqaf = false;
            continue;
        }
        if c == MAQAF && !tokens.is_empty() {
            i += 1;
            after_maqaf = true;
            continue;
        }
        let (kind, end) = extent(&chars, i);
        tokens.push(Token {
            text: chars[i..end].iter().collect(),
            kind,
            range: i..end,
            glued: std::mem::take(&mut after_maqaf),
        });
        i = end;
    }
    tokens
}

fn extent(chars: &[char], start: usize) -> (TokenKind, usize) {
    let c = chars[start];
    let run = |ok: &dyn Fn(usize) -> bool| {
        (start + 1..chars.len())
            .find(|&i| !ok(i))
            .unwrap_or(chars.len())
    };
    let opens_word = c == GERESH && chars.get(start + 1).copied().is_some_and(is_letter);
    if is_letter(c) || opens_word {
        let end = run(&|i| {
            is_letter(chars[i]) || is_point(chars[i]) || matches!(chars[i], GERESH | GERSHAYIM)
        });
        return (TokenKind::Word, end);
    }
    if c.is_numeric() {
        let end = run(&|i| {
            chars[i].is_numeric()
                || (matches!(chars[i], '.' | ',' | ':' | '/')
                    && chars.get(i + 1).is_some_and(|n| n.is_numeric()))
        });
        return (TokenKind::Number, end);
    }
    if c.is_alphabetic() {
        let end = run(&|i| {
            chars[i].is_alphanumeric()
                || (matches!(chars[i], '\'' | '’' | '-' | '.' | '&')
                    && chars
                        .get(i + 1)
                        .is_some_and(|n| n.is_alphanumeric() && !is_letter(*n)))
        });
        return (TokenKind::Latin, end);
    }
    (TokenKind::Punctuation, start + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        tokenize(line).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn contractions_and_abbreviations_are_one_token() {
        assert_eq!(texts("ס׳איז צה״ל."), ["ס׳איז", "צה״ל", "."]);
    }

    #[test]
    fn maqaf_glues() {
        let tokens = tokenize("28־יעריגער ען־בי־עי");
        assert_eq!(tokens.len(), 5);
        assert_eq!(
            tokens.iter().map(|t| t.glued).collect::<Vec<_>>(),
            [false, true, false, true, true]
        );
    }

    #[test]
    fn numbers_keep_their_separators() {
        assert_eq!(
            texts("$1,500.25, 3:45."),
            ["$", "1,500.25", ",", "3:45", "."]
        );
    }
}
