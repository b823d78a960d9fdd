//! Arrow tables: the columns `headline`, `body` and perhaps `id`, in any order among others.
//!
//! ```
//! use std::sync::Arc;
//! use arrow_array::{ArrayRef, RecordBatch, StringArray};
//! use kepl::document::{Columns, ReadOptions};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let column = |text: &str| Arc::new(StringArray::from(vec![text])) as ArrayRef;
//! let batch = RecordBatch::try_from_iter([
//!     ("headline", column("סאלדאטן")),
//!     ("body", column("Soldiers came.")),
//! ])?;
//! let columns = Columns::find(&batch.schema(), "news", &ReadOptions::default())?;
//! let readings = columns.documents(&batch, 1)?;
//! assert_eq!(readings[0].as_ref().unwrap().document.id, "news:1");
//! # Ok(())
//! # }
//! ```

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, LargeStringArray, RecordBatch, StringArray, StringViewArray, downcast_integer_array,
};
use arrow_schema::{DataType, Schema};

use super::checks::{Found, finish};
use super::table::Names;
use super::{ReadOptions, Reading};
use crate::error::{Notice, Place};

/// Where in the batches of a table the parts of a document are.
#[derive(Debug, Clone)]
pub struct Columns {
    name: String,
    options: ReadOptions,
    id: Option<usize>,
    headline: usize,
    /// None where a document may be without a story.
    body: Option<usize>,
}

impl Columns {
    /// Finds them by their names, of which the case does not matter; `name` is what notices call the table.
    ///
    /// # Errors
    ///
    /// A [`Notice`] with the code `missing-column`, `duplicate-column` or `bad-column`.
    pub fn find(schema: &Schema, name: &str, options: &ReadOptions) -> Result<Self, Notice> {
        let header: Vec<String> = schema.fields().iter().map(|f| f.name().clone()).collect();
        let place = Place::file(name);
        let names = Names::new(&header, &place);
        let body = if options.body_optional {
            names.position("body")?
        } else {
            Some(names.required("body")?)
        };
        let columns = Self {
            name: name.to_owned(),
            options: options.clone(),
            id: names.position("id")?,
            headline: names.required("headline")?,
            body,
        };
        let texts = [Some(columns.headline), columns.body];
        for at in texts.into_iter().flatten() {
            columns.check(schema, at, is_text, "text")?;
        }
        if let Some(at) = columns.id {
            let fits = |kind: &DataType| is_text(kind) || kind.is_integer();
            columns.check(schema, at, fits, "text or whole numbers")?;
        }
        Ok(columns)
    }

    fn check(
        &self,
        schema: &Schema,
        at: usize,
        fits: impl Fn(&DataType) -> bool,
        wanted: &str,
    ) -> Result<(), Notice> {
        let field = schema.field(at);
        if fits(field.data_type()) {
            return Ok(());
        }
        let (column, kind) = (field.name(), field.data_type());
        Err(Notice::error(
            "bad-column",
            Place::file(&self.name),
            format!("the column `{column}` is of the type {kind}, where {wanted} is needed"),
            "write the column as a string",
        ))
    }

    /// The columns that are needed, in the order of the table.
    pub fn positions(&self) -> Vec<usize> {
        let mut all: Vec<usize> = [self.id, Some(self.headline), self.body]
            .into_iter()
            .flatten()
            .collect();
        all.sort_unstable();
        all
    }

    /// The documents of a batch, whose first row is row `first` of the table, from 1.
    ///
    /// Only the texts are copied; the batch may be a slice of a greater one.
    ///
    /// # Errors
    ///
    /// A [`Notice`] with the code `bad-column` if the batch is not of the schema that the columns were found in.
    pub fn documents(
        &self,
        batch: &RecordBatch,
        first: usize,
    ) -> Result<Vec<Result<Reading, Notice>>, Notice> {
        let headlines = self.cells(batch, Some(self.headline))?;
        let bodies = self.cells(batch, self.body)?;
        let ids = self.cells(batch, self.id)?;
        let rows = 0..batch.num_rows();
        Ok(rows
            .map(|row| {
                let place = Place::line(&self.name, first + row);
                let (headline, body) = (headlines.get(row), bodies.get(row));
                let length = [&headline, &body].map(|text| text.as_ref().map_or(0, |t| t.len()));
                if length.iter().sum::<usize>() > self.options.max_line {
                    return Err(too_long(self.options.max_line, place));
                }
                let text = |cell: Option<Cow<str>>| cell.map(Cow::into_owned).unwrap_or_default();
                let id = ids.get(row).filter(|id| !id.is_empty());
                let found = Found {
                    id: id.map_or_else(|| place.to_string(), Cow::into_owned),
                    headline: text(headline),
                    body: text(body),
                    place,
                };
                finish(found, &self.options)
            })
            .collect())
    }

    fn cells<'a>(&self, batch: &'a RecordBatch, at: Option<usize>) -> Result<Cells<'a>, Notice> {
        let Some(at) = at else {
            return Ok(Cells::Nothing);
        };
        let column = batch.columns().get(at);
        column.and_then(|c| Cells::of(c)).ok_or_else(|| {
            Notice::error(
                "bad-column",
                Place::file(&self.name),
                "a part of the table has other columns than its beginning",
                "write all parts of it with the same columns",
            )
        })
    }
}

fn too_long(most: usize, place: Place) -> Notice {
    Notice::error(
        "line-too-long",
        place,
        format!("a document of more than the {most} bytes that are allowed"),
        "put one document into a row",
    )
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// The cells of a column that are texts or can be written as such.
enum Cells<'a> {
    /// All are null.
    Nothing,
    Text(&'a StringArray),
    LargeText(&'a LargeStringArray),
    View(&'a StringViewArray),
    Dictionary {
        keys: Vec<usize>,
        array: &'a dyn Array,
        values: Box<Cells<'a>>,
    },
    Written(Vec<Option<String>>),
}

impl<'a> Cells<'a> {
    fn of(array: &'a dyn Array) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Null => Self::Nothing,
            DataType::Utf8 => Self::Text(array.as_string_opt()?),
            DataType::LargeUtf8 => Self::LargeText(array.as_string_opt()?),
            DataType::Utf8View => Self::View(array.as_string_view_opt()?),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary_opt()?;
                if dictionary.values().is_empty() {
                    Self::Nothing
                } else {
                    Self::Dictionary {
                        keys: dictionary.normalized_keys(),
                        array,
                        values: Box::new(Self::of(dictionary.values())?),
                    }
                }
            }
            _ => Self::Written(integers(array)?),
        })
    }

    fn get(&self, row: usize) -> Option<Cow<'a, str>> {
        match self {
            Self::Nothing => None,
            Self::Text(texts) => texts.is_valid(row).then(|| texts.value(row).into()),
            Self::LargeText(texts) => texts.is_valid(row).then(|| texts.value(row).into()),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row).into()),
            Self::Dictionary {
                keys,
                array,
                values,
            } => {
                let key = keys.get(row).filter(|_| array.is_valid(row))?;
                values.get(*key)
            }
            Self::Written(texts) => texts.get(row)?.clone().map(Cow::Owned),
        }
    }
}

fn integers(array: &dyn Array) -> Option<Vec<Option<String>>> {
    downcast_integer_array!(
        array => Some(array.iter().map(|n| n.map(|n| n.to_string())).collect()),
        _ => None
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::types::Int8Type;
    use arrow_array::{ArrayRef, DictionaryArray, Int64Array};

    use super::*;

    const HEADLINE: &str = "יאפאן צינדט אן אלארעם";

    /// Id or code of each row of a table with these columns.
    fn read(columns: Vec<(&str, ArrayRef)>, options: &ReadOptions) -> Vec<String> {
        let batch = RecordBatch::try_from_iter_with_nullable(
            columns.into_iter().map(|(name, array)| (name, array, true)),
        )
        .unwrap();
        let columns = match Columns::find(&batch.schema(), "t", options) {
            Ok(columns) => columns,
            Err(notice) => return vec![notice.to_string()],
        };
        let readings = columns.documents(&batch, 1).unwrap();
        readings
            .into_iter()
            .map(|reading| match reading {
                Ok(reading) => format!("{}={}", reading.document.id, reading.document.body),
                Err(notice) => format!("{} {}", notice.code, notice.place),
            })
            .collect()
    }

    fn headlines() -> ArrayRef {
        Arc::new(StringArray::from(vec![
            Some(HEADLINE),
            None,
            Some(HEADLINE),
        ]))
    }

    #[test]
    fn texts_of_every_kind_are_read() {
        let texts = vec![Some("One."), Some("Two."), Some("One.")];
        let dictionary: DictionaryArray<Int8Type> = texts.clone().into_iter().collect();
        let kinds: [ArrayRef; 4] = [
            Arc::new(StringArray::from(texts.clone())),
            Arc::new(LargeStringArray::from(texts.clone())),
            Arc::new(StringViewArray::from(texts)),
            Arc::new(dictionary),
        ];
        for bodies in kinds {
            let ids = Arc::new(Int64Array::from(vec![Some(-7), Some(8), None]));
            let columns: Vec<(&str, ArrayRef)> =
                vec![("Body", bodies), ("ID", ids), ("headline", headlines())];
            let read = read(columns, &ReadOptions::default());
            assert_eq!(read, ["-7=One.", "no-headline t:2", "t:3=One."]);
        }
    }

    #[test]
    fn a_slice_keeps_the_rows_of_its_table() {
        let texts = vec![Some("One."), None, Some("Three.")];
        let dictionary: DictionaryArray<Int8Type> = texts.into_iter().collect();
        let batch = RecordBatch::try_from_iter_with_nullable([
            ("headline", headlines(), true),
            ("body", Arc::new(dictionary) as ArrayRef, true),
        ])
        .unwrap();
        let columns = Columns::find(&batch.schema(), "t", &ReadOptions::default()).unwrap();
        let readings = columns.documents(&batch.slice(2, 1), 3).unwrap();
        let document = &readings[0].as_ref().unwrap().document;
        assert_eq!((&*document.id, &*document.body), ("t:3", "Three."));
    }

    #[test]
    fn columns_that_are_missing_or_hold_no_text_are_named() {
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3]));
        let options = ReadOptions::default();
        let missing = read(
            vec![("id", numbers.clone()), ("headline", headlines())],
            &options,
        );
        assert_eq!(
            missing,
            ["t: no column `body` among `id`, `headline`; name a column `body`"]
        );
        let number = read(vec![("headline", headlines()), ("body", numbers)], &options);
        assert!(
            number[0].starts_with("t: the column `body` is of the type Int64, where text"),
            "{}",
            number[0]
        );
    }

    #[test]
    fn stories_may_be_optional_and_are_not_endless() {
        let options = ReadOptions {
            body_optional: true,
            max_line: HEADLINE.len(),
            ..ReadOptions::default()
        };
        assert_eq!(read(vec![("headline", headlines())], &options)[0], "t:1=");
        let bodies: ArrayRef = Arc::new(StringArray::from(vec!["A"; 3]));
        let read = read(vec![("headline", headlines()), ("body", bodies)], &options);
        assert_eq!(read[0], "line-too-long t:1");
    }
}
