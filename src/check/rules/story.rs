//! The headline is about another story, or in another language.

use crate::check::case::{Case, Kind};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::document::seems_hebrew;

/// Finds headlines that do not belong here at all.
pub struct Story;

const OTHER_STORY: Code = Code {
    name: "other-story",
    severity: Severity::Error,
    says: "hardly anything of the headline is in the story",
};
const OTHER_LANGUAGE: Code = Code {
    name: "other-language",
    severity: Severity::Error,
    says: "the headline is not in Yiddish",
};

/// A headline with fewer terms tells too little.
const LEAST_TERMS: usize = 4;
/// A story that has less than this of the headline is another one.
const LEAST_SHARE: f64 = 0.34;

impl Rule for Story {
    fn codes(&self) -> &[Code] {
        &[OTHER_LANGUAGE, OTHER_STORY]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let tokens = 0..case.headline.tokens.len();
        if seems_hebrew(&case.headline.text) {
            let message = "the headline seems to be in Hebrew, not in Yiddish".to_owned();
            let advice = "write it in Yiddish";
            findings.push(case.about_tokens(&OTHER_LANGUAGE, &tokens, None, message, advice));
            return;
        }
        let terms = case.content().count();
        let name = case
            .content()
            .any(|(_, t)| t.words.is_some() && (t.kind.is_name() || t.kind == Kind::Number));
        let supported: f64 = case
            .content()
            .filter(|(_, t)| t.words.is_some())
            .map(|(_, t)| t.pair.confidence)
            .sum();
        // Two terms that meet in a sentence are not chance.
        let together = case.meeting().iter().copied().fold(0.0, f32::max) > 1.7;
        if terms >= LEAST_TERMS && !name && !together && supported < LEAST_SHARE * terms as f64 {
            let message = "hardly anything of the headline is in the story".to_owned();
            let advice = "see whether the headline stands over the right story";
            findings.push(case.about_tokens(&OTHER_STORY, &tokens, None, message, advice));
        }
    }
}
