//! Writing a line in one spelling throughout.

use super::letters::is_point;
use super::normalize::unpointed;
use super::romanize::is_abbreviation;
use super::{Token, TokenKind, key, normalize, tokenize};
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
        let tokens = tokenize(text);
        let (mut at, mut next) = (0, 0);
        while let Some(token) = tokens.get(next) {
            out.extend(&chars[at..token.range.start]);
            let pointed = token.text.chars().any(is_point);
            let phrase = self
                .phrase(&chars, &tokens[next..])
                .filter(|_| !pointed && token.kind == TokenKind::Word);
            let used = if let Some((reading, used)) = phrase {
                out.push_str(&reading.form());
                used
            } else {
                match self.standard(token).filter(|_| !pointed) {
                    Some(form) => out.push_str(&form),
                    None => out.push_str(&token.text),
                }
                1
            };
            next += used;
            at = tokens[next - 1].range.end;
        }
        out.extend(&chars[at..]);
        out
    }

    /// A word as the glossary spells it, where it has the word itself and not a part or an
    /// abbreviation of it.
    fn standard(&self, token: &Token) -> Option<String> {
        if token.kind != TokenKind::Word {
            return None;
        }
        self.readings(&key::of(&token.text))
            .into_iter()
            .find(|r| !is_abbreviation(r, &token.text))
            .filter(|r| r.derivation == Derivation::None && !r.form().contains(' '))
            .map(|r| r.form())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_do_not_become_abbreviations() {
        let glossary = Glossary::builtin();
        for (line, standard) in [("ניו", "ניו"), ("אין ניו יארק סיטי", "אין ניו יאָרק סיטי")]
        {
            assert_eq!(glossary.normalize_line(line, Spelling::Yivo), standard);
        }
    }
}
