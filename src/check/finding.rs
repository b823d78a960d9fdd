//! What a check comes to: findings, a score and a verdict.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look; often a matter of wording.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong, as far as the story tells.
    Error,
}

impl Severity {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The name used in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a headline says what its story says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing speaks against it.
    Consistent,
    /// A person should look.
    Doubtful,
    /// It does not.
    Inconsistent,
}

impl Verdict {
    /// The name used in every output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Doubtful => "doubtful",
            Self::Inconsistent => "inconsistent",
        }
    }
}

/// One thing in a headline that its story does not bear out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable, machine-readable code in kebab case, such as `number-differs`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The headline's words, as written; empty where the whole headline is meant.
    pub yiddish: String,
    /// Where they stand: Unicode scalar values of the headline, end exclusive.
    pub headline: Vec<Range<usize>>,
    /// The story's words, empty where it has none.
    pub english: String,
    /// Where they stand: Unicode scalar values of the story, end exclusive.
    pub span: Option<Range<usize>>,
    /// One sentence that says what is wrong.
    pub message: String,
    /// One sentence that says what to do.
    pub advice: String,
}

/// What the check of one document came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The document's id.
    pub document: String,
    /// The probability that the headline fits its story, 0 to 1.
    pub score: f64,
    /// What the score and the findings come to.
    pub verdict: Verdict,
    /// What lowers the score most, as a clause.
    pub reason: &'static str,
    /// The findings, in the order of the headline.
    pub findings: Vec<Finding>,
}

/// Of findings about the same words only the gravest stays; then they come in the order of the headline.
///
/// The first of equally grave ones wins: the rules stand in the order of how much they say.
pub(super) fn settle(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    let end = findings
        .iter()
        .flat_map(|f| &f.headline)
        .map(|span| span.end);
    let mut taken = vec![false; end.max().unwrap_or(0)];
    findings.retain(|finding| {
        let mut spans = finding.headline.iter();
        if spans.any(|span| taken[span.clone()].contains(&true)) {
            return false;
        }
        for span in &finding.headline {
            taken[span.clone()].fill(true);
        }
        true
    });
    findings.sort_by_key(|f| f.headline.first().map_or(0, |r| r.start));
    findings
}
