//! Writing a line in one spelling throughout.

use super::letters::is_point;
use super::normalize::unpointed;
use super::{TokenKind, key, normalize, tokenize};
use crate::glossary::Glossary;
use crate::glossary::analyse::Derivation;

/// The spelling a line is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// YIVO standard spelling with points, as far as the glossary knows the words.
    Yivo,
    /// Without points, as the press writes.
    Unpointed,
    /// As it was, in standard characters.
    AsIs,
}

impl Glossary {
    /// `line` in standard characters and one spelling.
    ///
    /// ```
    /// use kepl::yiddish::Spelling;
    /// let glossary = kepl::Glossary::builtin();
    /// assert_eq!(glossary.normalize_line("צײַטונג", Spelling::Unpointed), "צייטונג");
    /// ```
    pub fn normalize_line(&self, line: &str, spelling: Spelling) -> String {
        let text = normalize(line).text;
        match spelling {
            Spelling::AsIs => text,
            Spelling::Unpointed => unpointed(&text),
            Spelling::Yivo => self.yivo(&text),
        }
    }

    fn yivo(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len() * 2);
        let mut at = 0;
        for token in tokenize(text) {
            out.extend(&chars[at..token.range.start]);
            at = token.range.end;
            let known = (token.kind == TokenKind::Word && !token.text.chars().any(is_point))
                .then(|| self.readings(&key::of(&token.text)).into_iter().next())
                .flatten()
                .filter(|r| r.derivation == Derivation::None && !r.form().contains(' '));
            match known {
                Some(reading) => out.push_str(&reading.form()),
                None => out.push_str(&token.text),
            }
        }
        out.extend(&chars[at..]);
        out
    }
}
