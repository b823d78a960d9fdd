//! What a user can set: thresholds of the verdict, and codes turned off or given another severity.

use std::collections::BTreeMap;

use super::finding::{Finding, Severity, Verdict};
use super::rules::terms::UNSUPPORTED;

/// Thresholds and severities.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// A headline scored less than this is not consistent.
    pub doubtful: f64,
    /// A headline scored less than this is inconsistent.
    pub inconsistent: f64,
    /// Codes with another severity than their own, or none to turn them off.
    pub codes: BTreeMap<String, Option<Severity>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            doubtful: 0.5,
            inconsistent: 0.2,
            codes: BTreeMap::from([(UNSUPPORTED.name.to_owned(), None)]),
        }
    }
}

impl Settings {
    /// Gives the finding its severity. `false` where its code is turned off.
    pub(super) fn apply(&self, finding: &mut Finding) -> bool {
        match self.codes.get(finding.code) {
            Some(None) => return false,
            Some(Some(severity)) => finding.severity = *severity,
            None => {}
        }
        true
    }

    /// The verdict on a score and the findings that are left.
    ///
    /// An error makes a headline at least doubtful, whatever its score.
    pub fn verdict(&self, score: f64, findings: &[Finding]) -> Verdict {
        let error = findings.iter().any(|f| f.severity == Severity::Error);
        if score < self.inconsistent {
            Verdict::Inconsistent
        } else if score < self.doubtful || error {
            Verdict::Doubtful
        } else {
            Verdict::Consistent
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_decides_unless_an_error_speaks_against_it() {
        let settings = Settings::default();
        assert_eq!(settings.verdict(0.9, &[]), Verdict::Consistent);
        assert_eq!(settings.verdict(0.4, &[]), Verdict::Doubtful);
        assert_eq!(settings.verdict(0.1, &[]), Verdict::Inconsistent);
        let error = Finding {
            code: "number-differs",
            severity: Severity::Error,
            yiddish: String::new(),
            headline: Vec::new(),
            english: String::new(),
            span: None,
            message: String::new(),
            advice: String::new(),
        };
        assert_eq!(settings.verdict(0.9, &[error]), Verdict::Doubtful);
    }
}
