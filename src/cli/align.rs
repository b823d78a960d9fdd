//! `kepl align`: headlines and stories in, term pairs out.

use std::io;

use kepl::align::Alignment;
use kepl::align_document;
use kepl::document::{Reading, Records};
use kepl::error::Notice;
use kepl::report::{self, Format, Options};

use super::chunks::in_order;
use super::diagnostics::Diagnostics;
use super::inputs::{DOCUMENTS_AT_ONCE, Documents, Glossaries, Numbered, fraction, one_of, size};
use super::resume::{Begun, Cause, Destination};
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

    #[command(flatten)]
    destination: Destination,

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
  kepl align archive.jsonl.zst -o pairs.csv.gz --resume
  kepl align archive/ --glossary mine.csv --min-confidence 0.5
  kepl align page.html --encoding windows-1255 --format html -o pairs.html
  cat news.csv | kepl align - --from csv --excel > pairs.csv";

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let format = (args.destination).format(args.format, Format::Csv, Format::Parquet)?;
    if args.excel && !matches!(format, Format::Csv | Format::Tsv) {
        return Err(Stop::usage("--excel goes with --format csv or tsv only"));
    }
    let lines = matches!(format, Format::Csv | Format::Tsv | Format::Jsonl);
    args.destination.check_format(format.as_str(), lines)?;
    let records = args.documents.read()?;
    let glossary = args.glossaries.load()?;
    let cause = Cause {
        documents: &args.documents,
        glossary: &glossary,
        options: vec![
            ("the command", "align".to_owned()),
            ("--format", format.as_str().to_owned()),
            ("--min-confidence", args.min_confidence.to_string()),
            ("--all", args.all.to_string()),
            ("--excel", args.excel.to_string()),
        ],
        files: Vec::new(),
    };
    let mut begun = args.destination.open(&cause)?;
    diagnostics.count("documents", "aligned");
    let done = begun.steps.done();
    let align = |(number, record): Numbered| -> Result<Aligned, Notice> {
        let reading = record?;
        let alignment = (number >= done).then(|| align_document(&glossary, &reading.document));
        Ok(Aligned { reading, alignment })
    };
    write(args, format, records, align, &mut begun, diagnostics)
        .map_err(|error| Stop::writing(&begun.output, &error))?;
    begun.output.commit()?;
    Ok(Outcome::Clean)
}

/// A document with its warnings and its pairs.
struct Aligned {
    reading: Reading,
    /// None if an earlier run wrote them.
    alignment: Option<Alignment>,
}

fn write(
    args: &Args,
    format: Format,
    records: Records,
    align: impl Fn(Numbered) -> Result<Aligned, Notice> + Sync + Send,
    begun: &mut Begun,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let options = Options {
        all: args.all,
        min_confidence: args.min_confidence,
        excel: args.excel,
    };
    let Begun { output, steps } = begun;
    let mut report = report::writer(format, options, output);
    if steps.done() == 0 {
        report.begin()?;
    }
    in_order(
        records.enumerate(),
        DOCUMENTS_AT_ONCE,
        size,
        align,
        |aligned| -> io::Result<()> {
            match aligned {
                Ok(Aligned { reading, alignment }) => {
                    if let Some(alignment) = alignment {
                        report.alignment(&reading.document, &alignment)?;
                    }
                    diagnostics.notices(&reading.warnings);
                    diagnostics.done();
                }
                Err(notice) => diagnostics.unread(&notice),
            }
            if steps.step(false) {
                report.flush()?;
            }
            Ok(())
        },
    )?;
    report.finish()
}
