//! `kepl align`: headlines and stories in, term pairs out.

use std::io;
use std::path::PathBuf;

use kepl::align::Alignment;
use kepl::align_document;
use kepl::document::{Reading, Records};
use kepl::error::Notice;
use kepl::report::{self, Format, Options, Output};

use super::chunks::in_order;
use super::diagnostics::Diagnostics;
use super::inputs::{DOCUMENTS_AT_ONCE, Documents, Glossaries, fraction, one_of, output, size};
use super::{Outcome, Stop};

/// Pairs the terms of Yiddish headlines with the words of the English stories under them
///
/// A text file is one document: its first line in Hebrew script is the headline, the rest the story. JSON
/// Lines, CSV and TSV hold many, with the fields or columns `headline`, `body` and perhaps `id`. Of a web
/// page the article is taken.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = one_of(Format::ALL, Format::as_str))]
    format: Format,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    glossaries: Glossaries,

    /// Show pairs less sure than this as terms that the story does not support
    #[arg(long, value_name = "X", default_value = "0", value_parser = fraction)]
    min_confidence: f64,

    /// Write the function words too
    #[arg(long)]
    all: bool,

    /// Write CSV or TSV for a spreadsheet: a byte order mark, and no cell that would be run as a formula
    #[arg(long)]
    excel: bool,
}

const EXAMPLES: &str = "\
Examples:
  kepl align story.txt
  kepl align news.jsonl --format tsv -o pairs.tsv
  kepl align archive/ --glossary mine.csv --min-confidence 0.5
  kepl align page.html --encoding windows-1255 --format html -o pairs.html
  cat news.csv | kepl align - --from csv --excel > pairs.csv";

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    if args.excel && !matches!(args.format, Format::Csv | Format::Tsv) {
        return Err(Stop::usage("--excel goes with --format csv or tsv only"));
    }
    let records = args.documents.read()?;
    let glossary = args.glossaries.load()?;
    let mut output = output(args.output.as_ref())?;
    diagnostics.count("documents", "aligned");
    let align = |record: Result<Reading, Notice>| -> Result<Aligned, Notice> {
        let reading = record?;
        let alignment = align_document(&glossary, &reading.document);
        Ok(Aligned { reading, alignment })
    };
    write(args, records, align, &mut output, diagnostics)
        .map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    Ok(Outcome::Clean)
}

/// A document with its warnings and its pairs.
struct Aligned {
    reading: Reading,
    alignment: Alignment,
}

fn write(
    args: &Args,
    records: Records,
    align: impl Fn(Result<Reading, Notice>) -> Result<Aligned, Notice> + Sync + Send,
    output: &mut Output,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let options = Options {
        all: args.all,
        min_confidence: args.min_confidence,
        excel: args.excel,
    };
    let mut report = report::writer(args.format, options, output);
    report.begin()?;
    in_order(
        records,
        DOCUMENTS_AT_ONCE,
        size,
        align,
        |aligned| -> io::Result<()> {
            match aligned {
                Ok(Aligned { reading, alignment }) => {
                    report.alignment(&reading.document, &alignment)?;
                    diagnostics.notices(&reading.warnings);
                    diagnostics.done();
                }
                Err(notice) => diagnostics.unread(&notice),
            }
            Ok(())
        },
    )?;
    report.finish()
}
