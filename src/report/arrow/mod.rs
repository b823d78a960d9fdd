//! Pairs, findings and translations as batches of Arrow tables, with the names that the other formats have.
//!
//! Whole numbers have 32 bits and a sign, since Java and all that is built on it knows no others. A text that is
//! not there is empty, a number that is not there is null.
//!
//! ```
//! use kepl::report::arrow::{Batches, Pairs};
//! use kepl::{Aligner, Alignment, Body, Glossary, Headline};
//!
//! let glossary = Glossary::builtin();
//! let (headline, body) = (Headline::parse("סאלדאטן"), Body::parse("Soldiers came."));
//! let pairs = Aligner::new(&glossary).align(&headline, &body);
//! let mut table = Pairs::default();
//! table.push(&Alignment { document: "1".into(), pairs });
//! let batch = table.take().unwrap();
//! assert_eq!((batch.num_rows(), batch.num_columns()), (1, 16));
//! ```

mod findings;
mod pairs;
mod translations;

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, StringBuilder};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, SchemaRef};

pub use findings::Findings;
pub use pairs::Pairs;
pub use translations::Translations;

use super::without_bidi_controls;

/// Rows that become batches.
pub trait Batches {
    /// The columns.
    fn schema() -> SchemaRef;

    /// How many rows there are that [`Batches::take`] would give.
    fn len(&self) -> usize;

    /// All rows so far, which are gone then.
    ///
    /// # Errors
    ///
    /// Where they are too many for one batch: its texts hold two gigabytes at most.
    fn take(&mut self) -> Result<RecordBatch, ArrowError>;
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn integer(name: &str) -> Field {
    Field::new(name, DataType::Int32, false)
}

fn perhaps_integer(name: &str) -> Field {
    Field::new(name, DataType::Int32, true)
}

/// A column with a list of records in each row.
fn records(name: &str, fields: Vec<Field>) -> Field {
    Field::new(name, DataType::List(element(fields.into())), false)
}

fn element(fields: Fields) -> FieldRef {
    Arc::new(Field::new("element", DataType::Struct(fields), false))
}

/// The lists of a column that [`records`] made, so long each.
fn lists(
    field: &Field,
    lengths: Vec<usize>,
    columns: Vec<ArrayRef>,
) -> Result<ArrayRef, ArrowError> {
    let DataType::List(element) = field.data_type() else {
        return Err(ArrowError::SchemaError(format!("no list: {field}")));
    };
    let DataType::Struct(fields) = element.data_type() else {
        return Err(ArrowError::SchemaError(format!("no records: {field}")));
    };
    let records = StructArray::try_new(fields.clone(), columns, None)?;
    let offsets = OffsetBuffer::from_lengths(lengths);
    let lists = ListArray::try_new(element.clone(), offsets, Arc::new(records), None)?;
    Ok(Arc::new(lists))
}

fn push(column: &mut StringBuilder, text: &str) {
    column.append_value(without_bidi_controls(text));
}

/// Counts of what stands in one document, which never come near the limit.
fn number(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn push_perhaps(column: &mut Int32Builder, n: Option<usize>) {
    column.append_option(n.map(number));
}
