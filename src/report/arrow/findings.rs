//! The table of findings: a row a document, with a list of what was found.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use super::{Batches, integer, lists, number, perhaps_integer, push, push_perhaps, records, text};
use crate::check::{Finding, Report};

/// Rows of the table of findings.
#[derive(Debug, Default)]
pub struct Findings {
    document: StringBuilder,
    score: Float64Builder,
    verdict: StringBuilder,
    /// How many findings each document has.
    found: Vec<usize>,
    code: StringBuilder,
    severity: StringBuilder,
    yiddish: StringBuilder,
    /// How many places of the headline each finding is about.
    places: Vec<usize>,
    place_start: Int32Builder,
    place_end: Int32Builder,
    english: StringBuilder,
    message: StringBuilder,
    advice: StringBuilder,
    start: Int32Builder,
    end: Int32Builder,
}

impl Findings {
    /// Adds the row of one document.
    pub fn push(&mut self, report: &Report) {
        push(&mut self.document, &report.document);
        self.score.append_value((report.score * 1e6).round() / 1e6);
        self.verdict.append_value(report.verdict.as_str());
        self.found.push(report.findings.len());
        for finding in &report.findings {
            self.finding(finding);
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.code.append_value(finding.code);
        self.severity.append_value(finding.severity.as_str());
        push(&mut self.yiddish, &finding.yiddish);
        self.places.push(finding.headline.len());
        for place in &finding.headline {
            self.place_start.append_value(number(place.start));
            self.place_end.append_value(number(place.end));
        }
        push(&mut self.english, &finding.english);
        push(&mut self.message, &finding.message);
        push(&mut self.advice, &finding.advice);
        let span = finding.span.as_ref();
        push_perhaps(&mut self.start, span.map(|s| s.start));
        push_perhaps(&mut self.end, span.map(|s| s.end));
    }
}

fn places() -> Field {
    records("headline", vec![integer("start"), integer("end")])
}

fn findings() -> Field {
    let fields = vec![
        text("code"),
        text("severity"),
        text("yiddish"),
        places(),
        text("english"),
        text("message"),
        text("advice"),
        perhaps_integer("start"),
        perhaps_integer("end"),
    ];
    records("findings", fields)
}

impl Batches for Findings {
    fn schema() -> SchemaRef {
        Arc::new(Schema::new(vec![
            text("document"),
            Field::new("score", DataType::Float64, false),
            text("verdict"),
            findings(),
        ]))
    }

    fn len(&self) -> usize {
        self.found.len()
    }

    fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let ends: Vec<ArrayRef> = vec![
            Arc::new(self.place_start.finish()),
            Arc::new(self.place_end.finish()),
        ];
        let headline = lists(&places(), std::mem::take(&mut self.places), ends)?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.code.finish()),
            Arc::new(self.severity.finish()),
            Arc::new(self.yiddish.finish()),
            headline,
            Arc::new(self.english.finish()),
            Arc::new(self.message.finish()),
            Arc::new(self.advice.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
        ];
        let found = lists(&findings(), std::mem::take(&mut self.found), columns)?;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.document.finish()),
            Arc::new(self.score.finish()),
            Arc::new(self.verdict.finish()),
            found,
        ];
        RecordBatch::try_new(Self::schema(), columns)
    }
}
