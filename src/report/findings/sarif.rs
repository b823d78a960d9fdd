//! SARIF 2.1.0, for forges and editors.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Checked, Findings, fingerprint};
use crate::check::{Code, Finding};
use crate::document::Document;
use crate::report::{sarif, without_bidi_controls};

pub(super) struct Log<W> {
    output: W,
    codes: Vec<Code>,
    results: Vec<Value>,
}

impl<W: Write> Log<W> {
    pub(super) fn new(output: W) -> Self {
        Self {
            output,
            codes: Vec::new(),
            results: Vec::new(),
        }
    }

    fn result(&self, document: &Document, finding: &Finding, score: f64) -> Value {
        let words = if finding.yiddish.is_empty() {
            String::new()
        } else {
            format!("{}: ", finding.yiddish)
        };
        let text = format!("{words}{}; {}", finding.message, finding.advice);
        let mut result = json!({
            "ruleId": finding.code,
            "level": finding.severity.as_str(),
            "message": {"text": without_bidi_controls(&text)},
            "locations": [{
                "physicalLocation": sarif::location(&document.place),
                "logicalLocations": [{"name": document.id, "kind": "document"}],
            }],
            "partialFingerprints": {"keplFinding/v1": fingerprint(&document.id, finding)},
            "properties": {"score": (score * 1e6).round() / 1e6},
        });
        if let Some(index) = self.codes.iter().position(|c| c.name == finding.code) {
            result["ruleIndex"] = index.into();
        }
        result
    }
}

impl<W: Write> Findings for Log<W> {
    fn begin(&mut self, codes: &[Code]) -> io::Result<()> {
        self.codes = codes.to_vec();
        Ok(())
    }

    fn report(&mut self, checked: Checked) -> io::Result<()> {
        for finding in &checked.report.findings {
            let result = self.result(checked.document, finding, checked.report.score);
            self.results.push(result);
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        let rules: Vec<Value> = self
            .codes
            .iter()
            .map(|code| {
                json!({
                    "id": code.name,
                    "shortDescription": {"text": code.says},
                    "defaultConfiguration": {"level": code.severity.as_str()},
                })
            })
            .collect();
        sarif::write_log(&self.results, &rules, &mut self.output)?;
        self.output.flush()
    }
}
