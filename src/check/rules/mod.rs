//! The rules: each a file that finds one kind of mistake.
//!
//! A rule looks at a [`Case`] and adds what it finds. Where two find something about the same words the graver
//! one stays, and of equally grave ones the rule that stands first in [`all`].

mod certainty;
mod characters;
mod dates;
mod mentions;
mod names;
mod negation;
mod number;
mod opposite;
mod quantity;
mod rendering;
mod roles;
mod story;
pub mod terms;
mod titles;
mod unit;

use super::case::Case;
use super::finding::{Finding, Severity};
use crate::glossary::Glossary;

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Stable and machine-readable, in kebab case.
    pub name: &'static str,
    /// How bad it is unless the user says otherwise.
    pub severity: Severity,
    /// What it says, for lists of codes.
    pub says: &'static str,
}

/// Something that can be wrong with a headline.
pub trait Rule: Send + Sync {
    /// The codes of what it finds.
    fn codes(&self) -> &[Code];

    /// Adds to `findings` what is wrong.
    fn find(&self, case: &Case, findings: &mut Vec<Finding>);
}

/// All rules of kepl, those that say most first.
pub fn all(glossary: &Glossary) -> Vec<Box<dyn Rule>> {
    vec![
        Box::new(story::Story),
        Box::new(characters::Characters),
        Box::new(rendering::Rendering::new(glossary)),
        Box::new(roles::Roles),
        Box::new(dates::Dates),
        Box::new(unit::Unit),
        Box::new(number::Number),
        Box::new(names::Names::new(glossary)),
        Box::new(titles::Titles),
        Box::new(opposite::Opposite),
        Box::new(negation::Negation),
        Box::new(certainty::Certainty),
        Box::new(quantity::Quantity),
        Box::new(terms::Terms),
    ]
}
