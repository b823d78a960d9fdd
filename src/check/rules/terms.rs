//! A word of the headline that nothing in the story stands for. Headlines put things their own way, and so this is
//! off unless the settings ask for it.

use crate::check::case::{Case, Kind};
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};

/// Finds words without a counterpart.
pub struct Terms;

/// The code of [`Terms`].
pub const UNSUPPORTED: Code = Code {
    name: "term-unsupported",
    severity: Severity::Note,
    says: "nothing in the story stands for a word of the headline",
};

impl Rule for Terms {
    fn codes(&self) -> &[Code] {
        &[UNSUPPORTED]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let words = case
            .terms
            .iter()
            .filter(|t| matches!(t.kind, Kind::Word | Kind::Verb | Kind::Unknown));
        for term in words.filter(|t| t.is_unsupported()) {
            let message = format!("nothing in the story stands for {}", term.pair.yiddish);
            let advice = "see whether the story says it in other words";
            findings.push(case.about_term(&UNSUPPORTED, term, None, message, advice));
        }
    }
}
