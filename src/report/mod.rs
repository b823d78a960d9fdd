//! Writers: the term pairs of the documents as a table, JSON Lines, a web page or a termbase.
//!
//! A format is a file here with a type that implements [`Report`]; [`writer`] picks it.
//!
//! ```
//! use kepl::align::Alignment;
//! use kepl::document::Document;
//! use kepl::error::Place;
//! use kepl::report::{Format, Options, writer};
//!
//! # fn main() -> std::io::Result<()> {
//! let document = Document {
//!     id: "1".into(),
//!     headline: "קעפּל".into(),
//!     body: "A headline.".into(),
//!     place: Place::file("1.txt"),
//! };
//! let mut output = Vec::new();
//! let mut report = writer(Format::Csv, Options::default(), &mut output);
//! report.begin()?;
//! report.alignment(&document, &Alignment::default())?;
//! report.finish()?;
//! drop(report);
//! assert!(output.starts_with(b"document,term,yiddish,"));
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "arrow")]
pub mod arrow;
mod atomic;
mod cell;
mod compress;
mod csv;
pub mod findings;
mod html;
mod jsonl;
pub(crate) mod markup;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod resume;
mod row;
pub mod sarif;
mod tbx;
mod translation;

use std::io::{self, Write};

use crate::align::Alignment;
use crate::document::Document;

pub use atomic::Output;
pub use cell::{defused, without_bidi_controls};
pub use parquet::TranslationFile;
pub use resume::{Checkpoint, Dependencies, Progress};
pub use row::{COLUMNS, Row, rows};
pub use translation::translation_object;

/// A format that term pairs can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A table with a row a term, separated by commas.
    Csv,
    /// The same, separated by tabs.
    Tsv,
    /// A JSON object a document.
    Jsonl,
    /// A web page with the headlines and stories and the pairs marked in them.
    Html,
    /// A termbase of the distinct pairs (TBX-Basic, ISO 30042:2019).
    Tbx,
    /// A Parquet file with the table; only with the feature `parquet`.
    Parquet,
}

impl Format {
    /// All formats, in the order the help lists them.
    pub const ALL: [Self; 6] = [
        Self::Csv,
        Self::Tsv,
        Self::Jsonl,
        Self::Html,
        Self::Tbx,
        Self::Parquet,
    ];

    /// The format's name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
            Self::Tbx => "tbx",
            Self::Parquet => "parquet",
        }
    }
}

/// Which rows are written, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Options {
    /// Write function words too.
    pub all: bool,
    /// Pairs less sure than this are written as terms that the story does not support.
    pub min_confidence: f64,
    /// Write tables so that a spreadsheet program opens them rightly and runs nothing in them.
    pub excel: bool,
}

/// Writes alignments one after another; a document is written before the next is needed.
pub trait Report {
    /// Writes what comes before the first document.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn begin(&mut self) -> io::Result<()>;

    /// Writes the pairs of one document.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn alignment(&mut self, document: &Document, alignment: &Alignment) -> io::Result<()>;

    /// Hands all that is written so far to the output, and flushes that.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn flush(&mut self) -> io::Result<()>;

    /// Writes what comes after the last document, and flushes the output.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn finish(&mut self) -> io::Result<()>;
}

/// The writer of a format.
pub fn writer<'w>(
    format: Format,
    options: Options,
    output: impl Write + 'w,
) -> Box<dyn Report + 'w> {
    match format {
        Format::Csv => Box::new(csv::Table::new(output, b',', options)),
        Format::Tsv => Box::new(csv::Table::new(output, b'\t', options)),
        Format::Jsonl => Box::new(jsonl::Lines::new(output, options)),
        Format::Html => Box::new(html::Page::new(output, options)),
        Format::Tbx => Box::new(tbx::Termbase::new(output, options)),
        Format::Parquet => Box::new(parquet::Pairs::new(output, options)),
    }
}

#[cfg(test)]
mod tests;
