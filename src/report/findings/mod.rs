//! Writers of what a check found: for people, for programs, for forges and for build servers.
//!
//! A format is a file here with a type that implements [`Findings`]; [`writer`] picks it.

mod html;
mod jsonl;
mod junit;
mod sarif;
mod text;

use std::io::{self, Write};

use crate::align::Alignment;
use crate::check::{Code, Finding, Report};
use crate::document::Document;

/// A format that findings can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people: each finding with headline and story, the words marked.
    Text,
    /// A JSON object a document.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// `JUnit` XML, for build servers.
    Junit,
    /// A web page.
    Html,
    /// A Parquet file with a row a document; only with the feature `parquet`.
    Parquet,
}

impl Format {
    /// All formats, in the order the help lists them.
    pub const ALL: [Self; 6] = [
        Self::Text,
        Self::Jsonl,
        Self::Sarif,
        Self::Junit,
        Self::Html,
        Self::Parquet,
    ];

    /// The format's name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Html => "html",
            Self::Parquet => "parquet",
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

/// What stays the same of a finding when the story is edited elsewhere: document, code and words.
pub fn fingerprint(document: &str, finding: &Finding) -> String {
    fingerprint_of(document, finding.code, &finding.yiddish, &finding.english)
}

/// The [`fingerprint`] of a finding that is known by its fields.
pub fn fingerprint_of(document: &str, code: &str, yiddish: &str, english: &str) -> String {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for part in [document, code, yiddish, english] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
    format!("{hash:016x}")
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

    /// Flushes the output.
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

/// The writer of a format; `colour` is for a terminal.
pub fn writer<'w>(format: Format, colour: bool, output: impl Write + 'w) -> Box<dyn Findings + 'w> {
    match format {
        Format::Text => Box::new(text::Diagnostics::new(output, colour)),
        Format::Jsonl => Box::new(jsonl::Lines::new(output)),
        Format::Sarif => Box::new(sarif::Log::new(output)),
        Format::Junit => Box::new(junit::Suite::new(output)),
        Format::Html => Box::new(html::Page::new(output)),
        Format::Parquet => Box::new(super::parquet::Reports::new(output)),
    }
}
