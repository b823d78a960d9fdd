//! What every reader asks of a document before it is handed on.

use unicode_bidi::{BidiInfo, Level};

use super::{Document, ReadOptions, Reading, hebrew, is_bidi_control, is_hebrew_letter};
use crate::error::{Notice, Place};

/// The parts of a document as a reader found them; what was not there is empty.
pub(super) struct Found {
    pub(super) id: String,
    pub(super) headline: String,
    pub(super) body: String,
    pub(super) place: Place,
}

/// Makes a document of the parts, or says what keeps it from being one.
pub(super) fn finish(found: Found, options: &ReadOptions) -> Result<Reading, Notice> {
    let Found {
        id,
        headline,
        body,
        place,
    } = found;
    if !headline.chars().any(is_hebrew_letter) {
        let found = if headline.trim().is_empty() {
            "no headline in Hebrew script"
        } else {
            "the headline has no letter of the Hebrew script"
        };
        let advice = "give the Yiddish headline in Hebrew letters";
        return Err(Notice::error("no-headline", place, found, advice));
    }
    if body.trim().is_empty() && !options.body_optional {
        let advice = "give the English story that belongs to the headline";
        return Err(Notice::error("no-body", place, "no story", advice));
    }
    for (part, text) in [("headline", &headline), ("story", &body)] {
        if let Some(byte) = memchr::memchr(0, text.as_bytes()) {
            let at = text[..byte].chars().count();
            return Err(Notice::error(
                "nul-byte",
                place,
                format!("a NUL character as character {} of the {part}", at + 1),
                "take it out; text never holds one",
            ));
        }
    }
    let mut warnings = Vec::new();
    if hebrew::seems_hebrew(&headline) {
        warnings.push(Notice::warning(
            "hebrew-language",
            place.clone(),
            "the headline seems to be in Hebrew, not in Yiddish",
            "check the headline; terms of the Hebrew language are not looked for",
        ));
    }
    let misleading = [
        ("headline", &headline, Level::rtl()),
        ("story", &body, Level::ltr()),
    ];
    for (part, text, level) in misleading {
        if let Some(control) = misleading_control(text, level) {
            warnings.push(Notice::warning(
                "bidi-override",
                place.clone(),
                format!(
                    "U+{:04X} makes the {part} read in another order than its letters are stored in",
                    u32::from(control)
                ),
                "take the direction marks out of the text; they are left out of the output",
            ));
        }
    }
    Ok(Reading {
        document: Document {
            id,
            headline,
            body,
            place,
        },
        warnings,
    })
}

/// The first bytes of all direction controls in UTF-8.
const CONTROL_LEADS: [u8; 2] = [0xD8, 0xE2];

/// The first direction control of a line whose letters and digits stand in another order than without them.
///
/// Marks beside punctuation are everywhere in Yiddish texts and harmless; so only a change in the order of
/// letters and digits counts, as an override makes one.
pub(crate) fn misleading_control(text: &str, level: Level) -> Option<char> {
    // A text without any, as most are, is looked through as bytes.
    let mut leads = memchr::memchr2_iter(CONTROL_LEADS[0], CONTROL_LEADS[1], text.as_bytes());
    let begins = |at: usize| text[at..].starts_with(is_bidi_control);
    if !leads.any(begins) {
        return None;
    }
    text.lines().find_map(|line| {
        let control = line.chars().find(|&c| is_bidi_control(c))?;
        let bare: String = line.chars().filter(|&c| !is_bidi_control(c)).collect();
        (visible_order(line, level) != visible_order(&bare, level)).then_some(control)
    })
}

/// The letters and digits of a line in the order in which a reader sees them.
fn visible_order(line: &str, level: Level) -> String {
    let info = BidiInfo::new(line, Some(level));
    let paragraphs = info.paragraphs.iter();
    paragraphs
        .map(|paragraph| info.reorder_line(paragraph, paragraph.range.clone()))
        .flat_map(|shown| {
            shown
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headline: &str, body: &str) -> Result<Vec<&'static str>, &'static str> {
        let found = Found {
            id: "1".into(),
            headline: headline.into(),
            body: body.into(),
            place: Place::file("f"),
        };
        match finish(found, &ReadOptions::default()) {
            Ok(reading) => Ok(reading.warnings.iter().map(|w| w.code).collect()),
            Err(notice) => Err(notice.code),
        }
    }

    const HEADLINE: &str = "טראמפ זאגט";

    #[test]
    fn an_override_is_reported_wherever_it_stands() {
        let hidden = format!("{HEADLINE} \u{202D}לארעט\u{202C}");
        assert_eq!(check(&hidden, "Story."), Ok(vec!["bidi-override"]));
        assert_eq!(
            check(HEADLINE, "Pay \u{202E}100\u{202C} now."),
            Ok(vec!["bidi-override"])
        );
    }

    #[test]
    fn marks_that_change_no_order_are_let_pass() {
        let marked = format!("\u{200F}\u{202B}{HEADLINE}\u{202C}: \u{200E}FBI\u{200E}!");
        assert_eq!(
            check(&marked, "The \u{2068}name\u{2069} stays.\u{200E}"),
            Ok(vec![])
        );
    }

    #[test]
    fn a_story_may_be_optional() {
        let options = ReadOptions {
            body_optional: true,
            ..ReadOptions::default()
        };
        let found = Found {
            id: "1".into(),
            headline: HEADLINE.into(),
            body: String::new(),
            place: Place::file("f"),
        };
        assert!(finish(found, &options).is_ok());
        assert_eq!(check(HEADLINE, " \n"), Err("no-body"));
    }
}
