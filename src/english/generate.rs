//! English generation: the form of a word that a place in a sentence asks for.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::inflect::{Classes, regular_forms};
use super::lexicon::Lexicon;
use crate::tables::{IRREGULAR, Irregular, PRINCIPAL_PARTS, PrincipalParts};

static VERBS: LazyLock<FxHashMap<&'static str, &'static PrincipalParts>> =
    LazyLock::new(|| PRINCIPAL_PARTS.iter().map(|p| (p.verb, p)).collect());

static OTHERS: LazyLock<FxHashMap<(&'static str, &'static str), &'static Irregular>> =
    LazyLock::new(|| IRREGULAR.iter().map(|i| ((i.word, i.pos), i)).collect());

/// A form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// `see`
    Base,
    /// `sees`
    Third,
    /// `saw`
    Past,
    /// `seen`
    Participle,
    /// `seeing`
    Gerund,
}

/// A phrase whose first word is a verb, in `form`: `set on fire` → `sets on fire`.
///
/// ```
/// use kepl::english::generate::{VerbForm, verb};
/// assert_eq!(verb("take part", VerbForm::Past), "took part");
/// assert_eq!(verb("refer", VerbForm::Gerund), "referring");
/// ```
pub fn verb(phrase: &str, form: VerbForm) -> String {
    let (head, rest) = cut(phrase);
    format!("{}{rest}", verb_word(head, form))
}

fn verb_word(word: &str, form: VerbForm) -> String {
    let regular = |i: usize| {
        let classes = Classes {
            verb: true,
            ..Classes::default()
        };
        regular_forms(word, classes).swap_remove(i)
    };
    let listed = VERBS.get(word);
    let own = |pick: fn(&PrincipalParts) -> &'static str| {
        listed.map(|p| pick(p)).filter(|f| !f.is_empty())
    };
    match form {
        VerbForm::Base => word.to_owned(),
        VerbForm::Third => match word {
            "be" => "is".to_owned(),
            "have" => "has".to_owned(),
            "do" | "go" | "undergo" | "veto" => format!("{word}es"),
            _ => regular(1),
        },
        VerbForm::Past => own(|p| p.past).map_or_else(|| regular(2), str::to_owned),
        VerbForm::Participle => own(|p| p.participle).map_or_else(|| regular(2), str::to_owned),
        VerbForm::Gerund => own(|p| p.gerund).map_or_else(|| regular(3), str::to_owned),
    }
}

/// The first word and what follows it, with the space.
fn cut(phrase: &str) -> (&str, &str) {
    phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()))
}

/// Words after which the head of a noun phrase has ended: `member of parliament`.
const AFTER_HEAD: [&str; 6] = [" of ", " in ", " for ", " to ", " on ", "-in-"];

/// A noun phrase in the plural.
///
/// ```
/// use kepl::english::generate::plural;
/// assert_eq!(plural("prime minister"), "prime ministers");
/// assert_eq!(plural("member of parliament"), "members of parliament");
/// assert_eq!(plural("policeman"), "policemen");
/// assert_eq!(plural("brother-in-law"), "brothers-in-law");
/// ```
pub fn plural(phrase: &str) -> String {
    let end = AFTER_HEAD
        .iter()
        .filter_map(|p| phrase.find(p))
        .min()
        .unwrap_or(phrase.len());
    let (np, rest) = phrase.split_at(end);
    let start = np.rfind([' ', '-']).map_or(0, |i| i + 1);
    let (before, head) = np.split_at(start);
    format!("{before}{}{rest}", plural_word(head))
}

fn plural_word(word: &str) -> String {
    if let Some(forms) = OTHERS.get(&(word, "noun"))
        && let Some(first) = forms.forms.split(' ').next().filter(|f| !f.is_empty())
    {
        return first.to_owned();
    }
    for (one, many) in [("man", "men"), ("child", "children")] {
        if let Some(stem) = word.strip_suffix(one).filter(|s| s.len() >= 3) {
            return format!("{stem}{many}");
        }
    }
    if word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("is")
    {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("sis") {
        return format!("{stem}ses");
    }
    let classes = Classes {
        noun: true,
        ..Classes::default()
    };
    regular_forms(word, classes).swap_remove(1)
}

/// A degree of an adjective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Degree {
    /// `bigger`
    Comparative,
    /// `biggest`
    Superlative,
}

/// An adjective in a degree: `bigger`, `most important`.
///
/// ```
/// use kepl::english::generate::{Degree, compare};
/// assert_eq!(compare("good", Degree::Superlative), "best");
/// assert_eq!(compare("heavy", Degree::Comparative), "heavier");
/// assert_eq!(compare("important", Degree::Comparative), "more important");
/// ```
pub fn compare(word: &str, degree: Degree) -> String {
    let which = usize::from(degree == Degree::Superlative);
    if let Some(forms) = OTHERS.get(&(word, "adj"))
        && let Some(form) = forms.forms.split(' ').nth(which)
    {
        return form.to_owned();
    }
    let syllables = word
        .split(|c: char| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        .filter(|g| !g.is_empty())
        .count()
        - usize::from(word.ends_with('e') && word.len() > 3);
    // `strongly` is made of an adjective, `early` is not.
    let made = word
        .strip_suffix("ly")
        .is_some_and(|adjective| Lexicon::get().find(adjective).is_some());
    if made {
        return format!("{} {word}", ["more", "most"][which]);
    }
    if syllables <= 1 || (syllables == 2 && word.ends_with('y')) {
        let classes = Classes {
            adj: true,
            ..Classes::default()
        };
        return regular_forms(word, classes).swap_remove(1 + which);
    }
    format!("{} {word}", ["more", "most"][which])
}

/// The adverb of an adjective: `quick` → `quickly`. Phrases and adverbs stay as they are.
pub fn adverb(word: &str) -> String {
    if word.contains(' ') || word.ends_with("ly") || word.len() < 4 {
        return word.to_owned();
    }
    match word {
        "good" => "well".to_owned(),
        "fast" | "hard" | "long" | "early" | "late" | "high" | "well" => word.to_owned(),
        _ => {
            let classes = Classes {
                adj: true,
                ..Classes::default()
            };
            regular_forms(word, classes).swap_remove(3)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_in_all_forms() {
        let all = |w: &str| {
            [
                VerbForm::Third,
                VerbForm::Past,
                VerbForm::Participle,
                VerbForm::Gerund,
            ]
            .map(|f| verb(w, f))
            .join(" ")
        };
        assert_eq!(all("go"), "goes went gone going");
        assert_eq!(all("accuse"), "accuses accused accused accusing");
        assert_eq!(all("cut off"), "cuts off cut off cut off cutting off");
        assert_eq!(all("become"), "becomes became become becoming");
        assert_eq!(all("be able"), "is able was able been able being able");
    }

    #[test]
    fn plurals() {
        assert_eq!(plural("analysis"), "analyses");
        assert_eq!(plural("news"), "news");
        assert_eq!(plural("city"), "cities");
    }

    #[test]
    fn degrees_and_adverbs() {
        assert_eq!(compare("large", Degree::Superlative), "largest");
        assert_eq!(adverb("automatic"), "automatically");
        assert_eq!(adverb("quickly"), "quickly");
    }
}
