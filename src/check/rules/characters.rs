//! Letters that only look like others, and marks that make a text read in another order.

use unicode_bidi::Level;

use crate::check::case::{Case, slice};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::document::misleading_control;

/// Finds characters that deceive the eye.
pub struct Characters;

const SPOOFED: Code = Code {
    name: "spoofed-characters",
    severity: Severity::Error,
    says: "letters of two scripts in one word, or marks that turn the order of the text around",
};

/// A script whose letters may pass for those of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
}

fn script(c: char) -> Option<Script> {
    Some(match c {
        // Mathematical and full-width letters pass for plain ones, too.
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => Script::Latin,
        '\u{370}'..='\u{3FF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{5D0}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}' => Script::Hebrew,
        '\u{620}'..='\u{64A}' => Script::Arabic,
        _ => return None,
    })
}

/// The first word of `text` that mixes scripts, as characters.
fn mixed(text: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    let mut first: Option<Script> = None;
    let mut spoiled = false;
    let mut length = 0;
    for (at, c) in text.chars().enumerate() {
        length = at + 1;
        if !c.is_alphabetic() {
            if spoiled {
                return Some(start..at);
            }
            first = None;
            start = at + 1;
            continue;
        }
        match (first, script(c)) {
            (None, found) => {
                first = found;
                start = if first.is_some() { at } else { start };
            }
            (Some(one), Some(other)) if one != other => spoiled = true,
            _ => {}
        }
    }
    spoiled.then_some(start..length)
}

impl Rule for Characters {
    fn codes(&self) -> &[Code] {
        &[SPOOFED]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let advice = "type the word anew";
        let finding = |yiddish: String, headline, english: String, span, message: String| Finding {
            code: SPOOFED.name,
            severity: SPOOFED.severity,
            yiddish,
            headline,
            english,
            span,
            message,
            advice: advice.to_owned(),
        };
        let (headline, body) = (&case.headline.text, case.body.text);
        if let Some(span) = mixed(headline) {
            let word = slice(headline, &span);
            let message = format!("{word} has letters of two scripts");
            findings.push(finding(word, vec![span], String::new(), None, message));
        }
        if let Some(span) = mixed(body) {
            let word = slice(body, &span);
            let message = format!("{word} in the story has letters of two scripts");
            findings.push(finding(
                String::new(),
                Vec::new(),
                word,
                Some(span),
                message,
            ));
        }
        for (text, level, name) in [
            (headline.as_str(), Level::rtl(), "headline"),
            (body, Level::ltr(), "story"),
        ] {
            if let Some(control) = misleading_control(text, level) {
                let at = text.chars().position(|c| c == control).unwrap_or(0);
                let message = format!(
                    "U+{:04X} makes the {name} read in another order than its letters are stored in",
                    u32::from(control)
                );
                let mut found = finding(String::new(), Vec::new(), String::new(), None, message);
                "take the direction marks out".clone_into(&mut found.advice);
                if name == "headline" {
                    found.headline = vec![at..at + 1];
                } else {
                    found.span = Some(at..at + 1);
                }
                findings.push(found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_scripts_is_found_and_a_text_of_two_is_not() {
        let cyrillic_a = "p\u{430}y now";
        assert_eq!(mixed(cyrillic_a), Some(0..3));
        assert_eq!(mixed("say Москва, Erdoğan"), None);
        assert_eq!(mixed("די FBI־אגענטן"), None);
        assert_eq!(mixed("טr"), Some(0..2));
    }
}
