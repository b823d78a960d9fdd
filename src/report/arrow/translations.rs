//! The table of translations: a row a headline.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Float32Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use super::{Batches, lists, push, records, text};
use crate::document::Document;
use crate::translate::Translation;

/// Rows of the table of translations.
#[derive(Debug, Default)]
pub struct Translations {
    document: StringBuilder,
    headline: StringBuilder,
    translation: StringBuilder,
    /// How many alternatives each headline has.
    others: Vec<usize>,
    other: StringBuilder,
    cost: Float32Builder,
    /// How many links each headline has.
    links: Vec<usize>,
    english: StringBuilder,
    yiddish: StringBuilder,
    source: StringBuilder,
    guessed: BooleanBuilder,
}

impl Translations {
    /// Adds the row of one headline.
    pub fn push(&mut self, document: &Document, translation: &Translation) {
        push(&mut self.document, &document.id);
        push(&mut self.headline, &document.headline);
        self.translation.append_value(&translation.text);
        self.others.push(translation.alternatives.len());
        for other in &translation.alternatives {
            self.other.append_value(&other.text);
            self.cost.append_value(other.cost);
        }
        self.links.push(translation.links.len());
        for link in &translation.links {
            self.english.append_value(&link.english);
            self.yiddish.append_value(&link.yiddish);
            self.source.append_value(&link.source);
            self.guessed.append_value(link.guessed);
        }
    }
}

fn alternatives() -> Field {
    let cost = Field::new("cost", DataType::Float32, false);
    records("alternatives", vec![text("text"), cost])
}

fn words() -> Field {
    let guessed = Field::new("guessed", DataType::Boolean, false);
    let fields = vec![text("english"), text("yiddish"), text("source"), guessed];
    records("words", fields)
}

impl Batches for Translations {
    fn schema() -> SchemaRef {
        Arc::new(Schema::new(vec![
            text("document"),
            text("headline"),
            text("translation"),
            alternatives(),
            words(),
        ]))
    }

    fn len(&self) -> usize {
        self.others.len()
    }

    fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        let others: Vec<ArrayRef> =
            vec![Arc::new(self.other.finish()), Arc::new(self.cost.finish())];
        let links: Vec<ArrayRef> = vec![
            Arc::new(self.english.finish()),
            Arc::new(self.yiddish.finish()),
            Arc::new(self.source.finish()),
            Arc::new(self.guessed.finish()),
        ];
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.document.finish()),
            Arc::new(self.headline.finish()),
            Arc::new(self.translation.finish()),
            lists(&alternatives(), std::mem::take(&mut self.others), others)?,
            lists(&words(), std::mem::take(&mut self.links), links)?,
        ];
        RecordBatch::try_new(Self::schema(), columns)
    }
}
