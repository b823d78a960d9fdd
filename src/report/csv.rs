//! Tables, separated by commas or tabs: a row a term.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cell::{defused, without_bidi_controls};
use super::{COLUMNS, Options, Report, Row, rows};
use crate::align::Alignment;
use crate::document::Document;

/// Without it a spreadsheet program takes the file for one in an encoding of its country.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

pub(super) struct Table<W: Write> {
    writer: csv::Writer<W>,
    options: Options,
}

impl<W: Write> Table<W> {
    pub(super) fn new(output: W, delimiter: u8, options: Options) -> Self {
        Self {
            writer: csv::WriterBuilder::new()
                .delimiter(delimiter)
                .from_writer(output),
            options,
        }
    }

    fn row(&mut self, document: &str, row: Row<'_>) -> io::Result<()> {
        let number = |number: Option<usize>| -> Cow<'static, str> {
            number.map_or(Cow::Borrowed(""), |n| Cow::Owned(n.to_string()))
        };
        let cells: [Cow<'_, str>; COLUMNS.len()] = [
            without_bidi_controls(document),
            row.term.to_string().into(),
            row.yiddish,
            row.normalized,
            row.romanized,
            row.lemma,
            row.pos,
            row.english,
            row.gloss,
            row.relation.as_str().into(),
            format!("{:.3}", row.confidence).into(),
            row.mentions.to_string().into(),
            number(row.sentence),
            number(row.start),
            number(row.end),
            row.source,
        ];
        for cell in cells {
            let cell = if self.options.excel {
                defused(cell)
            } else {
                cell
            };
            self.writer.write_field(cell.as_bytes()).map_err(into_io)?;
        }
        self.end_row()
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(into_io)
    }
}

impl<W: Write> Report for Table<W> {
    fn begin(&mut self) -> io::Result<()> {
        let [first, others @ ..] = COLUMNS;
        let first = if self.options.excel {
            format!("{BYTE_ORDER_MARK}{first}")
        } else {
            first.to_owned()
        };
        self.writer.write_field(first).map_err(into_io)?;
        for name in others {
            self.writer.write_field(name).map_err(into_io)?;
        }
        self.end_row()
    }

    fn alignment(&mut self, document: &Document, alignment: &Alignment) -> io::Result<()> {
        let options = self.options;
        rows(alignment, &options).try_for_each(|row| self.row(&document.id, row))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of the output below; the `csv` crate has none of its own here.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
