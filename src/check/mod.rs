//! Does the headline say what its story says?
//!
//! [`Checker`] takes an [`Alignment`] and returns a [`Report`]: a probability that the headline fits the story,
//! a verdict, and findings, each with its code, place and advice. A rule is a file in `rules/`.
//!
//! ```
//! use kepl::{Checker, Document, Glossary, check_document};
//! use kepl::error::Place;
//!
//! let glossary = Glossary::builtin();
//! let document = Document {
//!     id: "1".into(),
//!     headline: "צוועלף סאלדאטן פארוואונדעט אין כארקיוו".into(),
//!     body: "Twenty soldiers were wounded in Kharkiv on Monday.".into(),
//!     place: Place::file("1.txt"),
//! };
//! let report = check_document(&Checker::new(&glossary), &document);
//! assert_eq!(report.findings[0].code, "number-differs");
//! assert_eq!(report.findings[0].english, "Twenty");
//! ```

pub mod case;
pub mod cues;
pub mod finding;
pub mod numbers;
pub mod places;
pub mod rules;
pub mod score;
pub mod settings;
pub mod term;

pub use case::Case;
pub use finding::{Finding, Report, Severity, Verdict};
pub use rules::{Code, Rule};
pub use settings::Settings;

use crate::align::{Aligner, Alignment};
use crate::document::Document;
use crate::english::Body;
use crate::glossary::Glossary;
use crate::yiddish::Headline;

/// Checks headlines by a glossary, rules and thresholds.
pub struct Checker<'g> {
    glossary: &'g Glossary,
    rules: Vec<Box<dyn Rule>>,
    settings: Settings,
}

impl<'g> Checker<'g> {
    /// A checker with all rules of kepl and the default settings.
    pub fn new(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            rules: rules::all(glossary),
            settings: Settings::default(),
        }
    }

    /// The same with other thresholds and severities.
    #[must_use]
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// The same with one rule more.
    #[must_use]
    pub fn with_rule(mut self, rule: impl Rule + 'static) -> Self {
        self.rules.push(Box::new(rule));
        self
    }

    /// The glossary it goes by.
    pub fn glossary(&self) -> &'g Glossary {
        self.glossary
    }

    /// The codes of all its rules.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.rules.iter().flat_map(|rule| rule.codes())
    }

    /// What the score of an aligned headline is computed from, for fitting the model.
    pub fn features(
        &self,
        headline: &Headline,
        body: &Body,
        alignment: &Alignment,
    ) -> score::Features {
        let case = Case::new(headline, body, &alignment.pairs);
        score::features(&case, &self.found(&case))
    }

    /// What the rules find, before the settings apply.
    fn found(&self, case: &Case) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in &self.rules {
            rule.find(case, &mut findings);
        }
        finding::settle(findings)
    }

    /// Checks a headline that has been aligned with the story under it.
    pub fn check(&self, headline: &Headline, body: &Body, alignment: &Alignment) -> Report {
        self.check_by(&self.settings, headline, body, alignment)
    }

    /// The same by other settings than its own.
    pub fn check_by(
        &self,
        settings: &Settings,
        headline: &Headline,
        body: &Body,
        alignment: &Alignment,
    ) -> Report {
        let case = Case::new(headline, body, &alignment.pairs);
        let mut findings = self.found(&case);
        let features = score::features(&case, &findings);
        let score = score::score(&features);
        findings.retain_mut(|finding| settings.apply(finding));
        Report {
            document: alignment.document.clone(),
            score,
            verdict: settings.verdict(score, &findings),
            reason: score::reason(&features),
            findings,
        }
    }
}

/// Aligns and checks one document.
pub fn check_document(checker: &Checker, document: &Document) -> Report {
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    let alignment = Alignment {
        document: document.id.clone(),
        pairs: Aligner::new(checker.glossary).align(&headline, &body),
    };
    checker.check(&headline, &body, &alignment)
}
