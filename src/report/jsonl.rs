//! JSON Lines: an object a document, with its terms.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::cell::without_bidi_controls;
use super::{Options, Report, Row, rows};
use crate::align::Alignment;
use crate::document::Document;

pub(super) struct Lines<W> {
    output: W,
    options: Options,
}

#[derive(Serialize)]
struct Line<'a> {
    document: Cow<'a, str>,
    terms: Vec<Row<'a>>,
}

impl<W: Write> Lines<W> {
    pub(super) fn new(output: W, options: Options) -> Self {
        Self { output, options }
    }
}

impl<W: Write> Report for Lines<W> {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn alignment(&mut self, document: &Document, alignment: &Alignment) -> io::Result<()> {
        let line = Line {
            document: without_bidi_controls(&document.id),
            terms: rows(alignment, &self.options).collect(),
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
