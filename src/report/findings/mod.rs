//! Writers of what a check found: for people, for programs, for forges and for build servers.
//!
//! A format is a file here with a type that implements [`Findings`]; [`writer`] picks it.

mod jsonl;
mod text;

use std::io::{self, Write};

use crate::align::Alignment;
use crate::check::{Code, Report};
use crate::document::Document;

/// A format that findings can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: each finding with headline and story, the words marked.
    Text,
    /// A JSON object a document.
    Jsonl,
}

impl Format {
    /// All formats, in the order the help lists them.
    pub const ALL: [Self; 2] = [Self::Text, Self::Jsonl];

    /// The format's name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }
}

/// A document with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its pairs.
    pub alignment: &'a Alignment,
    /// What was found.
    pub report: &'a Report,
}

/// Writes reports one after another.
pub trait Findings {
    /// Writes what comes before the first document; `codes` are all that could be found.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn begin(&mut self, codes: &[Code]) -> io::Result<()>;

    /// Writes what was found in one document.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn report(&mut self, checked: Checked) -> io::Result<()>;

    /// Writes what comes after the last document, and flushes the output.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    fn finish(&mut self) -> io::Result<()>;
}

/// The writer of a format; `colour` is for a terminal.
pub fn writer<'w>(format: Format, colour: bool, output: impl Write + 'w) -> Box<dyn Findings + 'w> {
    match format {
        Format::Text => Box::new(text::Diagnostics::new(output, colour)),
        Format::Jsonl => Box::new(jsonl::Lines::new(output)),
    }
}
