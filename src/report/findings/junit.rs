//! `JUnit` XML, for build servers: a test case a headline, which fails by its findings.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Checked, Findings};
use crate::check::{Code, Severity};
use crate::report::markup::Escaped;

pub(super) struct Suite<W> {
    output: W,
    cases: String,
    tests: usize,
    failures: usize,
}

impl<W: Write> Suite<W> {
    pub(super) fn new(output: W) -> Self {
        Self {
            output,
            cases: String::new(),
            tests: 0,
            failures: 0,
        }
    }
}

impl<W: Write> Findings for Suite<W> {
    fn begin(&mut self, _codes: &[Code]) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, checked: Checked) -> io::Result<()> {
        let Checked {
            document, report, ..
        } = checked;
        self.tests += 1;
        // Writing to a string cannot fail.
        let _ = write!(
            self.cases,
            "    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
            Escaped(&document.id),
            Escaped(&document.place.file)
        );
        let grave = || {
            let findings = report.findings.iter();
            findings.filter(|f| f.severity > Severity::Note)
        };
        if report.findings.is_empty() {
            self.cases.push_str("/>\n");
            return Ok(());
        }
        self.cases.push_str(">\n");
        if let Some(first) = grave().next() {
            self.failures += 1;
            let _ = write!(
                self.cases,
                "      <failure type=\"{}\" message=\"{}\">",
                first.code,
                Escaped(&first.message)
            );
            for finding in grave() {
                let _ = writeln!(
                    self.cases,
                    "{}[{}]: {}; {}",
                    finding.severity.as_str(),
                    finding.code,
                    Escaped(&finding.message),
                    Escaped(&finding.advice)
                );
            }
            self.cases.push_str("</failure>\n");
        }
        let notes: Vec<_> = report
            .findings
            .iter()
            .filter(|f| f.severity == Severity::Note)
            .collect();
        if !notes.is_empty() {
            self.cases.push_str("      <system-out>");
            for note in notes {
                let _ = writeln!(
                    self.cases,
                    "note[{}]: {}",
                    note.code,
                    Escaped(&note.message)
                );
            }
            self.cases.push_str("</system-out>\n");
        }
        self.cases.push_str("    </testcase>\n");
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        let (tests, failures) = (self.tests, self.failures);
        write!(
            self.output,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <testsuites tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n  \
             <testsuite name=\"kepl check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">\n\
             {}  </testsuite>\n</testsuites>\n",
            self.cases
        )?;
        self.output.flush()
    }
}
