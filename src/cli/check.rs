//! `kepl check`: does each headline say what its story says?

use std::io;
use std::path::PathBuf;

use kepl::align::Alignment;
use kepl::check::{Checker, Code, Report, Settings, Severity};
use kepl::document::Reading;
use kepl::error::Notice;
use kepl::report::Output;
use kepl::report::findings::{Checked, Format, writer};
use kepl::{Aligner, Body, Headline};

use super::chunks::{Limit, in_order};
use super::diagnostics::Diagnostics;
use super::inputs::{Documents, Glossaries, fraction, one_of};
use super::{Outcome, Stop};

/// Says what in a headline its story does not bear out
///
/// Each headline gets a score from 0 to 1, the probability that it fits its story, a verdict, and findings with
/// the words that do not fit. The inputs are those of `kepl align`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(Format::ALL, Format::as_str))]
    format: Format,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    glossaries: Glossaries,

    /// Exit with 1 where a finding is at least this grave
    #[arg(long, value_name = "SEVERITY", default_value = "warning", value_parser = one_of(FailOn::ALL, FailOn::name))]
    fail_on: FailOn,

    /// A headline scored less than this is doubtful
    #[arg(long, value_name = "X", value_parser = fraction)]
    doubtful: Option<f64>,

    /// A headline scored less than this is inconsistent
    #[arg(long, value_name = "X", value_parser = fraction)]
    inconsistent: Option<f64>,
}

const EXAMPLES: &str = "\
Examples:
  kepl check story.txt
  kepl check news/ --format jsonl -o findings.jsonl
  kepl check today.jsonl --fail-on error

Exit codes: 0 nothing found, 1 findings at or above --fail-on, 2 wrong usage or input that could not be read.";

/// From which severity on findings make the command fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailOn {
    At(Severity),
    Never,
}

impl FailOn {
    const ALL: [Self; 4] = [
        Self::At(Severity::Note),
        Self::At(Severity::Warning),
        Self::At(Severity::Error),
        Self::Never,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::At(severity) => severity.as_str(),
            Self::Never => "never",
        }
    }
}

/// Documents that are checked at once.
const LIMIT: Limit = Limit {
    items: 256,
    bytes: 8 << 20,
};

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let records = args.documents.read()?;
    let glossary = args.glossaries.load()?;
    let mut settings = Settings::default();
    settings.doubtful = args.doubtful.unwrap_or(settings.doubtful);
    settings.inconsistent = args.inconsistent.unwrap_or(settings.inconsistent);
    let checker = Checker::new(&glossary).with_settings(settings);
    let mut output = match &args.output {
        Some(path) => Output::file(path)?,
        None => Output::stdout(),
    };
    diagnostics.count("headlines", "checked");
    let mut failed = false;
    let written = write(
        args,
        &checker,
        records,
        &mut output,
        &mut failed,
        diagnostics,
    );
    written.map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    Ok(if failed {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// A document with its warnings, its pairs and what was found.
struct Done {
    reading: Reading,
    alignment: Alignment,
    report: Report,
}

fn check(checker: &Checker, reading: Reading) -> Done {
    let document = &reading.document;
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    let alignment = Alignment {
        document: document.id.clone(),
        pairs: Aligner::new(checker.glossary()).align(&headline, &body),
    };
    let report = checker.check(&headline, &body, &alignment);
    Done {
        reading,
        alignment,
        report,
    }
}

fn write(
    args: &Args,
    checker: &Checker,
    records: kepl::document::Records,
    output: &mut Output,
    failed: &mut bool,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let codes: Vec<Code> = checker.codes().copied().collect();
    let colour = args.output.is_none()
        && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let mut writer = writer(args.format, colour, output);
    writer.begin(&codes)?;
    let size = |record: &Result<Reading, Notice>| {
        record.as_ref().map_or(0, |reading| {
            reading.document.headline.len() + reading.document.body.len()
        })
    };
    let work = |record: Result<Reading, Notice>| record.map(|reading| check(checker, reading));
    in_order(records, LIMIT, size, work, |done| -> io::Result<()> {
        match done {
            Ok(done) => {
                *failed |= fails(args.fail_on, &done.report);
                writer.report(Checked {
                    document: &done.reading.document,
                    alignment: &done.alignment,
                    report: &done.report,
                })?;
                diagnostics.notices(&done.reading.warnings);
                diagnostics.done();
            }
            Err(notice) => diagnostics.unread(&notice),
        }
        Ok(())
    })?;
    writer.finish()
}

fn fails(fail_on: FailOn, report: &Report) -> bool {
    match fail_on {
        FailOn::At(severity) => report.findings.iter().any(|f| f.severity >= severity),
        FailOn::Never => false,
    }
}
