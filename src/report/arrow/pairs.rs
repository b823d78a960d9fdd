//! The table of pairs: a row a term.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use super::{Batches, integer, number, perhaps_integer, push, push_perhaps, text};
use crate::align::Alignment;
use crate::report::{COLUMNS, Options, rows};

/// Rows of the table of pairs.
#[derive(Debug, Default)]
pub struct Pairs {
    options: Options,
    document: StringBuilder,
    term: Int32Builder,
    yiddish: StringBuilder,
    normalized: StringBuilder,
    romanized: StringBuilder,
    lemma: StringBuilder,
    pos: StringBuilder,
    english: StringBuilder,
    gloss: StringBuilder,
    relation: StringBuilder,
    confidence: Float64Builder,
    mentions: Int32Builder,
    sentence: Int32Builder,
    start: Int32Builder,
    end: Int32Builder,
    source: StringBuilder,
    count: usize,
}

impl Pairs {
    /// Rows as the options want them.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            ..Self::default()
        }
    }

    /// Adds the rows of one document.
    pub fn push(&mut self, alignment: &Alignment) {
        let options = self.options;
        for row in rows(alignment, &options) {
            push(&mut self.document, &alignment.document);
            self.term.append_value(number(row.term));
            self.yiddish.append_value(row.yiddish);
            self.normalized.append_value(row.normalized);
            self.romanized.append_value(row.romanized);
            self.lemma.append_value(row.lemma);
            self.pos.append_value(row.pos);
            self.english.append_value(row.english);
            self.gloss.append_value(row.gloss);
            self.relation.append_value(row.relation.as_str());
            self.confidence.append_value(row.confidence);
            self.mentions.append_value(number(row.mentions));
            push_perhaps(&mut self.sentence, row.sentence);
            push_perhaps(&mut self.start, row.start);
            push_perhaps(&mut self.end, row.end);
            self.source.append_value(row.source);
            self.count += 1;
        }
    }
}

impl Batches for Pairs {
    fn schema() -> SchemaRef {
        let field = |name: &'static str| match name {
            "term" | "mentions" => integer(name),
            "sentence" | "start" | "end" => perhaps_integer(name),
            "confidence" => Field::new(name, DataType::Float64, false),
            _ => text(name),
        };
        Arc::new(Schema::new(COLUMNS.map(field).to_vec()))
    }

    fn len(&self) -> usize {
        self.count
    }

    fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.count = 0;
        let columns: [ArrayRef; COLUMNS.len()] = [
            Arc::new(self.document.finish()),
            Arc::new(self.term.finish()),
            Arc::new(self.yiddish.finish()),
            Arc::new(self.normalized.finish()),
            Arc::new(self.romanized.finish()),
            Arc::new(self.lemma.finish()),
            Arc::new(self.pos.finish()),
            Arc::new(self.english.finish()),
            Arc::new(self.gloss.finish()),
            Arc::new(self.relation.finish()),
            Arc::new(self.confidence.finish()),
            Arc::new(self.mentions.finish()),
            Arc::new(self.sentence.finish()),
            Arc::new(self.start.finish()),
            Arc::new(self.end.finish()),
            Arc::new(self.source.finish()),
        ];
        RecordBatch::try_new(Self::schema(), columns.to_vec())
    }
}
