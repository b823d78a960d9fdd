//! The Yiddish side: reading Hebrew script as the press writes it.

pub mod bidi;
pub mod compound;
pub mod hebrew;
pub mod inflect;
pub mod key;
pub mod letters;
pub mod normalize;
pub mod numbers;
pub mod romanize;
pub mod sites;
pub mod spell;
pub mod spelling;
pub mod tokenize;
pub mod vowels;

pub use normalize::{Normalized, normalize};
pub use spelling::Spelling;
pub use tokenize::{Token, TokenKind, tokenize};

/// A headline: as written, normalized, and cut into tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// As it stood in the document.
    pub text: String,
    /// Normalized, with the way back to `text`.
    pub normalized: Normalized,
    /// The tokens of the normalized line.
    pub tokens: Vec<Token>,
}

impl Headline {
    /// Reads a headline.
    ///
    /// ```
    /// let headline = kepl::Headline::parse("צפון קארעא");
    /// assert_eq!(headline.tokens.len(), 2);
    /// ```
    pub fn parse(text: &str) -> Self {
        let normalized = normalize(text);
        let tokens = tokenize(&normalized.text);
        Self {
            text: text.to_owned(),
            normalized,
            tokens,
        }
    }
}
