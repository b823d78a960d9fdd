//! JSON Lines: an object a document, with its score, verdict and findings.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::{Checked, Findings};
use crate::check::{Code, Finding, Severity, Verdict};
use crate::report::without_bidi_controls;

pub(super) struct Lines<W> {
    output: W,
}

#[derive(Serialize)]
struct Line<'a> {
    document: Cow<'a, str>,
    score: f64,
    verdict: Verdict,
    findings: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: Severity,
    yiddish: Cow<'a, str>,
    /// Where in the headline, as pairs of characters.
    headline: Vec<[usize; 2]>,
    english: Cow<'a, str>,
    message: Cow<'a, str>,
    advice: Cow<'a, str>,
    start: Option<usize>,
    end: Option<usize>,
}

fn row(finding: &Finding) -> Row<'_> {
    let pair = |range: &Range<usize>| [range.start, range.end];
    Row {
        code: finding.code,
        severity: finding.severity,
        yiddish: without_bidi_controls(&finding.yiddish),
        headline: finding.headline.iter().map(pair).collect(),
        english: without_bidi_controls(&finding.english),
        message: without_bidi_controls(&finding.message),
        advice: without_bidi_controls(&finding.advice),
        start: finding.span.as_ref().map(|s| s.start),
        end: finding.span.as_ref().map(|s| s.end),
    }
}

impl<W: Write> Lines<W> {
    pub(super) fn new(output: W) -> Self {
        Self { output }
    }
}

impl<W: Write> Findings for Lines<W> {
    fn begin(&mut self, _codes: &[Code]) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, checked: Checked) -> io::Result<()> {
        let report = checked.report;
        let line = Line {
            document: without_bidi_controls(&report.document),
            score: (report.score * 1e6).round() / 1e6,
            verdict: report.verdict,
            findings: report.findings.iter().map(row).collect(),
        };
        serde_json::to_writer(&mut self.output, &line)?;
        self.output.write_all(b"\n")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
