//! English inflection: the forms a word takes in running text.

/// Parts of speech whose forms differ. A word may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes {
    /// Takes -s.
    pub noun: bool,
    /// Takes -s, -ed, -ing.
    pub verb: bool,
    /// Takes -er, -est, -ly.
    pub adj: bool,
}

impl Classes {
    /// Any class: for words no list has.
    pub const ANY: Self = Self {
        noun: true,
        verb: true,
        adj: false,
    };

    /// From part-of-speech names split by spaces.
    pub fn parse(names: &str) -> Self {
        Self {
            noun: names.contains("noun"),
            verb: names.contains("verb"),
            adj: names.split(' ').any(|n| n == "adj"),
        }
    }
}

/// The regular forms of `word`, lower case, the word itself first.
pub fn regular_forms(word: &str, classes: Classes) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    let sibilant = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| word.ends_with(e));
    let consonant_y = word.strip_suffix('y').filter(|s| !s.ends_with(is_vowel));
    let silent_e = word
        .strip_suffix('e')
        .filter(|s| !s.ends_with(['e', 'o', 'y']));
    if classes.noun || classes.verb {
        out.push(match consonant_y {
            Some(stem) => format!("{stem}ies"),
            None if sibilant => format!("{word}es"),
            None => format!("{word}s"),
        });
    }
    let doubled = doubles_final(word).then(|| format!("{word}{}", &word[word.len() - 1..]));
    let stem = doubled.as_deref().or(silent_e).unwrap_or(word);
    if classes.verb {
        out.push(match (consonant_y, word.ends_with('e')) {
            (Some(stem), _) => format!("{stem}ied"),
            (None, true) => format!("{word}d"),
            (None, false) => format!("{stem}ed"),
        });
        out.push(match word.strip_suffix("ie") {
            Some(stem) => format!("{stem}ying"),
            None => format!("{stem}ing"),
        });
    }
    if classes.adj {
        let (er, est) = match (consonant_y, word.ends_with('e')) {
            (Some(stem), _) => (format!("{stem}ier"), format!("{stem}iest")),
            (None, true) => (format!("{word}r"), format!("{word}st")),
            (None, false) => (format!("{stem}er"), format!("{stem}est")),
        };
        out.extend([er, est]);
        out.push(
            match (consonant_y, word.strip_suffix("le"), word.ends_with("ic")) {
                (Some(stem), _, _) => format!("{stem}ily"),
                (None, Some(stem), _) if !stem.ends_with(is_vowel) => format!("{stem}ly"),
                (None, _, true) => format!("{word}ally"),
                _ => format!("{word}ly"),
            },
        );
    }
    out
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// One syllable ending in consonant, vowel, consonant: `plan`, `stop`, not `rain`, `fix`, `open`.
fn doubles_final(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., a, b, c] = letters[..] else {
        return false;
    };
    let groups = word
        .split(|ch: char| !(is_vowel(ch) || ch == 'y'))
        .filter(|g| !g.is_empty())
        .count();
    groups == 1
        && !is_vowel(a)
        && is_vowel(b)
        && !is_vowel(c)
        && !matches!(c, 'w' | 'x' | 'y' | 'h')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(word: &str, classes: &str) -> Vec<String> {
        regular_forms(word, Classes::parse(classes))
    }

    #[test]
    fn spelling_of_endings() {
        assert_eq!(
            forms("warn", "verb"),
            ["warn", "warns", "warned", "warning"]
        );
        assert_eq!(
            forms("accuse", "verb"),
            ["accuse", "accuses", "accused", "accusing"]
        );
        assert_eq!(
            forms("plan", "verb noun"),
            ["plan", "plans", "planned", "planning"]
        );
        assert_eq!(
            forms("deny", "verb"),
            ["deny", "denies", "denied", "denying"]
        );
        assert_eq!(
            forms("open", "verb"),
            ["open", "opens", "opened", "opening"]
        );
        assert_eq!(forms("see", "verb")[3], "seeing");
        assert_eq!(forms("attack", "noun"), ["attack", "attacks"]);
        assert_eq!(
            forms("heavy", "adj")[1..],
            ["heavier", "heaviest", "heavily"]
        );
        assert_eq!(forms("tragic", "adj")[3], "tragically");
    }
}
