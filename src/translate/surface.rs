//! From words to a line: spaces, capitals, `a` and `an`, punctuation as English has it.

use super::Style;
use super::options::capitalized;

/// A piece of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words, or the mark.
    pub text: &'a str,
    /// A punctuation mark.
    pub mark: bool,
    /// Whether a space stood before it in the headline.
    pub spaced: bool,
}

/// The line that `pieces` make.
pub fn line(pieces: &[Piece], style: Style) -> String {
    let mut out = String::new();
    let mut quote_open = false;
    let mut glue = true;
    let mut opens = true;
    for (i, piece) in pieces.iter().enumerate() {
        if piece.text.is_empty() {
            continue;
        }
        if piece.mark {
            let text = match piece.text {
                "״" | "“" | "”" | "„" => "\"",
                "׳" | "‘" | "’" => "'",
                other => other,
            };
            let (before, after) = match text {
                "\"" => {
                    quote_open = !quote_open;
                    (quote_open, !quote_open)
                }
                "(" | "[" | "$" | "£" | "€" | "#" => (true, false),
                "/" | "-" => (false, false),
                "–" | "—" | "&" | "+" | "=" => (true, true),
                _ => (false, true),
            };
            if before && !glue {
                out.push(' ');
            }
            out.push_str(text);
            glue = !after;
            let abbreviation = i > 0 && {
                let before = pieces[i - 1].text;
                before.len() <= 3 && before.starts_with(char::is_uppercase)
            };
            opens |= matches!(text, "?" | "!") || (text == "." && !abbreviation);
            continue;
        }
        if !glue {
            out.push(' ');
        }
        glue = false;
        let next = pieces[i + 1..].iter().find(|p| !p.text.is_empty());
        let mut word = piece.text.to_owned();
        if word == "a" || word.ends_with(" a") {
            let vowel = next.is_some_and(|n| !n.mark && begins_with_vowel(n.text));
            if vowel {
                word.push('n');
            }
        }
        if opens {
            word = capitalized(&word);
            opens = false;
        }
        out.push_str(&word);
    }
    if style == Style::Headline {
        return out.trim_end_matches('.').to_owned();
    }
    out
}

/// Whether `an` stands before the word: by its sound, as far as the letters tell.
pub(super) fn begins_with_vowel(word: &str) -> bool {
    let lower = word.to_lowercase();
    let silent = ["hour", "honest", "honor", "heir"];
    let consonant = ["uni", "eu", "use", "usu", "one", "once", "ura", "uti"];
    if silent.iter().any(|s| lower.starts_with(s)) {
        return true;
    }
    lower.starts_with(['a', 'e', 'i', 'o', 'u'])
        && !(consonant.iter().any(|c| lower.starts_with(c))
            && !lower.starts_with("unin")
            && !lower.starts_with("unim"))
        || lower.starts_with('8')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(words: &[&str]) -> String {
        let pieces: Vec<Piece> = words
            .iter()
            .map(|w| Piece {
                text: w,
                mark: !w.starts_with(char::is_alphanumeric),
                spaced: true,
            })
            .collect();
        line(&pieces, Style::Sentence)
    }

    #[test]
    fn articles_and_capitals() {
        assert_eq!(say(&["a", "old", "university", "."]), "An old university.");
        assert_eq!(
            say(&["a", "university", "and", "a", "hour"]),
            "A university and an hour"
        );
    }

    #[test]
    fn marks_stand_where_english_has_them() {
        assert_eq!(
            say(&["he", "said", ":", "\"", "no", "\"", ",", "twice"]),
            "He said: \"no\", twice"
        );
        assert_eq!(say(&["cost", "(", "now", ")", "$", "5"]), "Cost (now) $5");
    }
}
