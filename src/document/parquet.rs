//! Parquet files with the columns `headline`, `body` and perhaps `id`, read some rows at a time.

use std::fs::File;
use std::io::{self, Read};

use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;

use super::{Columns, ReadOptions, Reading, Records, source};
use crate::error::{Notice, Place};

/// Rows that are decoded at once: a few megabytes of news.
const ROWS: usize = 256;

/// The documents of a file.
pub(super) fn of_file(file: File, name: &str, options: &ReadOptions) -> Records {
    match Reader::open(file, name, options) {
        Ok(reader) => Box::new(reader.flatten()),
        Err(notice) => Box::new(std::iter::once(Err(notice))),
    }
}

/// The documents of what can only be read from its beginning to its end, as standard input.
///
/// The table of contents of a Parquet file stands at its end; so all of it is put into a nameless file first.
pub(super) fn of_stream(
    mut source: impl Read + Send + 'static,
    name: &str,
    options: &ReadOptions,
) -> Records {
    let copied = tempfile::tempfile().and_then(|mut file| {
        io::copy(&mut source, &mut file)?;
        Ok(file)
    });
    match copied {
        Ok(file) => of_file(file, name, options),
        Err(error) => Box::new(std::iter::once(Err(source::unreadable(name, &error)))),
    }
}

/// Whether the file has a column called like one of `columns`; true for files that cannot be read.
pub(super) fn has_column(file: File, columns: &[&str]) -> bool {
    let Ok(builder) = builder(file) else {
        return true;
    };
    let fields = builder.schema().fields();
    let meant = |name: &str| columns.iter().any(|c| name.to_lowercase().contains(c));
    fields.iter().any(|field| meant(field.name()))
}

/// Without the schema that Arrow itself left in the file, so that all texts come as the same type.
fn builder(file: File) -> Result<ParquetRecordBatchReaderBuilder<File>, ParquetError> {
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
}

/// Yields the documents of some rows at a time.
struct Reader {
    name: String,
    columns: Columns,
    batches: ParquetRecordBatchReader,
    /// Rows that are read.
    rows: usize,
    ended: bool,
}

impl Reader {
    fn open(file: File, name: &str, options: &ReadOptions) -> Result<Self, Notice> {
        let failed = |error| broken(&error, Place::file(name));
        let builder = builder(file).map_err(failed)?;
        let all = Columns::find(builder.schema(), name, options)?;
        let wanted = ProjectionMask::roots(builder.parquet_schema(), all.positions());
        let batches = builder
            .with_projection(wanted)
            .with_batch_size(ROWS)
            .build()
            .map_err(failed)?;
        let schema = arrow_array::RecordBatchReader::schema(&batches);
        Ok(Self {
            name: name.to_owned(),
            columns: Columns::find(&schema, name, options)?,
            batches,
            rows: 0,
            ended: false,
        })
    }
}

impl Iterator for Reader {
    type Item = Vec<Result<Reading, Notice>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let Some(batch) = self.batches.next() else {
            self.ended = true;
            return (self.rows == 0).then(|| vec![Err(empty(&self.name))]);
        };
        let first = self.rows + 1;
        let read = batch
            .map_err(|error| broken(&error.into(), Place::line(&self.name, first)))
            .and_then(|batch| {
                self.rows += batch.num_rows();
                self.columns.documents(&batch, first)
            });
        Some(read.unwrap_or_else(|notice| {
            // Where a page cannot be decoded nothing says where the next one begins.
            self.ended = true;
            vec![Err(notice)]
        }))
    }
}

fn empty(name: &str) -> Notice {
    Notice::warning(
        "empty-file",
        Place::file(name),
        "the table has no row",
        "add a row for each document",
    )
}

fn broken(error: &ParquetError, place: Place) -> Notice {
    Notice::error(
        "bad-parquet",
        place,
        format!("cannot be read as Parquet from here on ({error})"),
        "check that the file was written to its end, unencrypted, and packed with snappy, zstd or nothing",
    )
}
