//! Documents in Arrow tables, and pairs, findings and translations as such: columns go in and out through the
//! Arrow C data interface, and no row becomes a Python object.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use kepl::align::Alignment;
use kepl::check::Checker;
use kepl::document::{Columns, Document, ReadOptions, Reading};
use kepl::error::Notice;
use kepl::report::arrow::{Batches, Findings, Pairs, Translations};
use kepl::translate::{Style, Translator};
use kepl::{Aligner, Body, Headline, align_document, report};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::{PyArrowError, PyArrowResult};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;
use rayon::prelude::*;

use crate::{Answer, Glossary, given, named, note};

/// What the places of errors call a table; rows follow, from 1.
const NAME: &str = "table";
/// Documents that are copied out of the columns and worked on at once.
const AT_ONCE: usize = 512;
/// Rows of a batch of the result, or a few more.
const BATCH: usize = 8192;

/// A table in memory, for whatever reads the Arrow C stream interface.
#[pyclass(frozen, module = "kepl._kepl")]
pub(crate) struct Table {
    batches: Vec<RecordBatch>,
    schema: SchemaRef,
}

#[pymethods]
impl Table {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let records = Field::new_struct("", self.schema.fields().clone(), false);
        let batches: Vec<Result<ArrayRef, ArrowError>> = (self.batches.iter())
            .map(|batch| Ok(Arc::new(StructArray::from(batch.clone())) as ArrayRef))
            .collect();
        let stream = ArrayIterator::new(batches, Arc::new(records));
        to_stream_pycapsule(py, Box::new(stream), requested_schema)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        let rows = self.__len__();
        let s = if rows == 1 { "" } else { "s" };
        format!(
            "<kepl.Table of {rows} row{s}: {}>",
            self.column_names().join(", ")
        )
    }

    #[getter]
    fn column_names(&self) -> Vec<&str> {
        let fields = self.schema.fields();
        fields.iter().map(|field| field.name().as_str()).collect()
    }
}

/// Rows of the result, put into batches.
struct Rows<B> {
    rows: B,
    batches: Vec<RecordBatch>,
}

impl<B: Batches> Rows<B> {
    fn new(rows: B) -> Self {
        let batches = Vec::new();
        Self { rows, batches }
    }

    fn cut(&mut self, least: usize) -> PyResult<()> {
        if self.rows.len() >= least {
            let batch = self.rows.take().map_err(PyArrowError::from)?;
            self.batches.push(batch);
        }
        Ok(())
    }

    fn table(mut self) -> PyResult<Table> {
        self.cut(1)?;
        Ok(Table {
            batches: self.batches,
            schema: B::schema(),
        })
    }
}

/// Reads the documents of a table some hundred at a time and hands them to `take`, until that says no.
fn documents(
    table: AnyRecordBatch,
    options: &ReadOptions,
    mut take: impl FnMut(Vec<Result<Reading, Notice>>) -> PyResult<bool>,
) -> PyResult<Result<(), Notice>> {
    let reader = table.into_reader()?;
    let columns = match Columns::find(&reader.schema(), NAME, options) {
        Ok(columns) => columns,
        Err(notice) => return Ok(Err(notice)),
    };
    let mut first = 1;
    for batch in reader {
        let batch = batch.map_err(PyArrowError::from)?;
        for start in (0..batch.num_rows()).step_by(AT_ONCE) {
            let rows = AT_ONCE.min(batch.num_rows() - start);
            let readings = match columns.documents(&batch.slice(start, rows), first) {
                Ok(readings) => readings,
                Err(notice) => return Ok(Err(notice)),
            };
            first += rows;
            // So that a key press can end long work.
            Python::attach(|py| py.check_signals())?;
            if !take(readings)? {
                return Ok(Ok(()));
            }
        }
    }
    Ok(Ok(()))
}

fn options(body_optional: bool) -> ReadOptions {
    ReadOptions {
        max_line: usize::MAX,
        body_optional,
        ..ReadOptions::default()
    }
}

/// What `work` makes of each document, on all processors, in the order of the table.
///
/// The first document that cannot be used ends it all, unless `keep` is set.
fn table_of<T: Send, B: Batches>(
    table: AnyRecordBatch,
    options: &ReadOptions,
    keep: bool,
    rows: B,
    work: impl Fn(&Document) -> T + Sync,
    push: impl Fn(&mut B, &Document, &T),
) -> PyResult<Answer<Table>> {
    let mut rows = Rows::new(rows);
    let mut notes = Vec::new();
    let mut refused = false;
    let read = documents(table, options, |readings| {
        let mut usable = Vec::with_capacity(readings.len());
        for reading in readings {
            match reading {
                Ok(reading) => {
                    notes.extend(reading.warnings.into_iter().map(note));
                    usable.push(reading.document);
                }
                Err(notice) => {
                    notes.push(note(notice));
                    refused |= !keep;
                }
            }
            if refused {
                return Ok(false);
            }
        }
        let done: Vec<T> = usable.par_iter().map(&work).collect();
        for (document, one) in usable.iter().zip(&done) {
            push(&mut rows.rows, document, one);
            rows.cut(BATCH)?;
        }
        Ok(true)
    })?;
    if let Err(notice) = read {
        notes.push(note(notice));
        return Ok((None, notes));
    }
    let table = if refused { None } else { Some(rows.table()?) };
    Ok((table, notes))
}

/// The pairs of all documents of a table.
#[pyfunction]
pub(crate) fn align_table(
    py: Python<'_>,
    table: AnyRecordBatch,
    glossary: Option<&Bound<'_, Glossary>>,
    all: bool,
    min_confidence: f64,
    keep: bool,
) -> PyResult<Answer<Table>> {
    let glossary = given(glossary);
    let rows = Pairs::new(report::Options {
        all,
        min_confidence,
        excel: false,
    });
    py.detach(|| {
        table_of(
            table,
            &options(false),
            keep,
            rows,
            |document| align_document(&glossary, document),
            |rows, _, alignment| rows.push(alignment),
        )
    })
}

/// Score, verdict and findings of all documents of a table.
#[pyfunction]
pub(crate) fn check_table(
    py: Python<'_>,
    table: AnyRecordBatch,
    glossary: Option<&Bound<'_, Glossary>>,
    keep: bool,
) -> PyResult<Answer<Table>> {
    let glossary = given(glossary);
    py.detach(|| {
        let checker = Checker::new(&glossary);
        table_of(
            table,
            &options(false),
            keep,
            Findings::default(),
            |document| {
                let headline = Headline::parse(&document.headline);
                let body = Body::parse(&document.body);
                let alignment = Alignment {
                    document: document.id.clone(),
                    pairs: Aligner::new(&glossary).align(&headline, &body),
                };
                checker.check(&headline, &body, &alignment)
            },
            |rows, _, report| rows.push(report),
        )
    })
}

/// The headlines of a table in English.
#[pyfunction]
pub(crate) fn translate_table(
    py: Python<'_>,
    table: AnyRecordBatch,
    glossary: Option<&Bound<'_, Glossary>>,
    style: &str,
    alternatives: usize,
    keep: bool,
) -> PyResult<Answer<Table>> {
    let style = named(&Style::ALL, Style::as_str, "style", style)?;
    let glossary = given(glossary);
    py.detach(|| {
        let translator = Translator::new(&glossary)
            .style(style)
            .alternatives(alternatives);
        table_of(
            table,
            &options(true),
            keep,
            Translations::default(),
            |document| {
                let headline = Headline::parse(&document.headline);
                translator.translate(&headline, &Body::parse(&document.body))
            },
            |rows, document, translation| rows.push(document, translation),
        )
    })
}

/// Documents that cannot be used.
#[derive(Default)]
struct Refused {
    row: Int64Builder,
    code: StringBuilder,
    found: StringBuilder,
    advice: StringBuilder,
    count: usize,
}

impl Batches for Refused {
    fn schema() -> SchemaRef {
        let text = |name: &str| Field::new(name, DataType::Utf8, false);
        Arc::new(Schema::new(vec![
            Field::new("row", DataType::Int64, false),
            text("code"),
            text("found"),
            text("advice"),
        ]))
    }

    fn len(&self) -> usize {
        self.count
    }

    fn take(&mut self) -> Result<RecordBatch, ArrowError> {
        self.count = 0;
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.row.finish()),
            Arc::new(self.code.finish()),
            Arc::new(self.found.finish()),
            Arc::new(self.advice.finish()),
        ];
        RecordBatch::try_new(Self::schema(), columns)
    }
}

/// The rows of a table, from 0, that are no documents, and why.
#[pyfunction]
pub(crate) fn refused_table(
    py: Python<'_>,
    table: AnyRecordBatch,
    body_optional: bool,
) -> PyResult<Answer<Table>> {
    py.detach(|| {
        let mut rows = Rows::new(Refused::default());
        let mut row = 0;
        let read = documents(table, &options(body_optional), |readings| {
            for reading in readings {
                if let Err(notice) = reading {
                    rows.rows.row.append_value(row);
                    rows.rows.code.append_value(notice.code);
                    rows.rows.found.append_value(&notice.found);
                    rows.rows.advice.append_value(&notice.advice);
                    rows.rows.count += 1;
                }
                row += 1;
            }
            rows.cut(BATCH)?;
            Ok(true)
        })?;
        Ok(match read {
            Ok(()) => (Some(rows.table()?), Vec::new()),
            Err(notice) => (None, vec![note(notice)]),
        })
    })
}
