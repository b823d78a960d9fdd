//! `kepl check`: does each headline say what its story says?

mod config;
mod ignore;
mod watch;

use std::io::{self, Write as _};
use std::path::PathBuf;

use kepl::align::Alignment;
use kepl::check::{Checker, Code, Report, Settings, Severity};
use kepl::document::Reading;
use kepl::error::{Notice, Place};
use kepl::report::findings::{Checked, Findings, Format, writer};
use kepl::{Aligner, Body, Headline};

use super::chunks::in_order;
use super::diagnostics::Diagnostics;
use super::inputs::{DOCUMENTS_AT_ONCE, Documents, Glossaries, Numbered, fraction, one_of, size};
use super::resume::{Begun, Cause, Destination};
use super::{Outcome, Stop};
use config::Config;
use ignore::Ignored;
use watch::Watch;

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

    #[command(flatten)]
    destination: Destination,

    #[command(flatten)]
    glossaries: Glossaries,

    /// Exit with 1 where a finding is at least this grave; warning, unless kepl.toml says otherwise
    #[arg(long, value_name = "SEVERITY", value_parser = one_of(FailOn::ALL, FailOn::name))]
    fail_on: Option<FailOn>,

    /// A headline scored less than this is doubtful
    #[arg(long, value_name = "X", value_parser = fraction)]
    doubtful: Option<f64>,

    /// A headline scored less than this is inconsistent
    #[arg(long, value_name = "X", value_parser = fraction)]
    inconsistent: Option<f64>,

    /// The settings; without it the nearest kepl.toml in this folder or above
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Look for no kepl.toml and no kepl.ignore
    #[arg(long, conflicts_with = "config")]
    no_config: bool,

    /// Findings not to be shown, besides those of kepl.ignore: a table document,code,reason,until
    #[arg(long, value_name = "FILE")]
    ignore: Vec<PathBuf>,

    /// Show only findings that are not in this output of `kepl check --format jsonl`
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Check again whenever a file changes
    #[arg(long)]
    watch: bool,
}

const EXAMPLES: &str = "\
Examples:
  kepl check story.txt
  kepl check news/ --format jsonl -o findings.jsonl
  kepl check today.jsonl --fail-on error
  kepl check news/ --format html -o findings.html
  kepl check news/ --baseline yesterday.jsonl
  kepl check drafts/ --watch

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

    fn parse(name: &str, place: Place) -> Result<Self, Notice> {
        let found = Self::ALL.into_iter().find(|f| f.name() == name);
        found.ok_or_else(|| {
            let found = format!("fail-on is `{name}`");
            Notice::error(
                "bad-settings",
                place,
                found,
                "give note, warning, error or never",
            )
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::At(severity) => severity.as_str(),
            Self::Never => "never",
        }
    }
}

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    if !args.watch {
        return once(args, diagnostics);
    }
    let files = args.documents.files();
    if files.is_empty()
        || files.iter().any(|f| f.as_os_str() == "-")
        || args.destination.output.is_some()
    {
        return Err(Stop::usage(
            "--watch needs files or folders, and goes without -o",
        ));
    }
    let watch = Watch::new(files)?;
    loop {
        // Not among the findings, which may go to a program.
        let _ = writeln!(io::stderr(), "── {} UTC ──", ignore::time());
        match once(args, diagnostics) {
            // A file may be gone for a moment while it is saved.
            Err(Stop::Notices(notices)) => diagnostics.notices(&notices),
            Err(stop) => return Err(stop),
            Ok(_) => {}
        }
        if !watch.wait() {
            return Ok(Outcome::Clean);
        }
    }
}

/// What is settled before a document is read.
struct Desk {
    format: Format,
    config: Config,
    ignored: Ignored,
    fail_on: FailOn,
}

impl Desk {
    fn settings(&self, file: &str, args: &Args) -> Settings {
        let mut settings = self.config.settings(file, &Settings::default());
        settings.doubtful = args.doubtful.unwrap_or(settings.doubtful);
        settings.inconsistent = args.inconsistent.unwrap_or(settings.inconsistent);
        settings
    }
}

fn once(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let format = (args.destination).format(args.format, Format::Text, Format::Parquet)?;
    let lines = format == Format::Jsonl;
    args.destination.check_format(format.as_str(), lines)?;
    let here = std::env::current_dir().unwrap_or_default();
    let config = if args.no_config {
        Config::default()
    } else {
        Config::find(args.config.as_deref(), &here)?
    };
    let records = args.documents.read()?;
    let glossary = args.glossaries.load_over(config.glossaries())?;
    let checker = Checker::new(&glossary);
    let mut ignored = Ignored::default();
    let codes: Vec<Code> = checker.codes().copied().collect();
    let mut notices = unknown_codes(&config, &codes);
    let listed = config.folder().join(ignore::NAME);
    let mut files: Vec<PathBuf> = args.ignore.iter().chain(&args.baseline).cloned().collect();
    if !args.no_config && listed.is_file() {
        ignored.read(&listed, &codes, &mut notices);
        files.push(listed);
    }
    for file in &args.ignore {
        ignored.read(file, &codes, &mut notices);
    }
    if let Some(file) = &args.baseline {
        ignored.read_baseline(file)?;
    }
    diagnostics.notices(&notices);
    let fail_on = match (args.fail_on, config.fail_on()) {
        (Some(fail_on), _) => fail_on,
        (None, Some((name, place))) => FailOn::parse(name, place)?,
        (None, None) => FailOn::At(Severity::Warning),
    };
    let desk = Desk {
        format,
        config,
        ignored,
        fail_on,
    };
    let cause = Cause {
        documents: &args.documents,
        glossary: &glossary,
        options: vec![
            ("the command", "check".to_owned()),
            ("--format", format.as_str().to_owned()),
            ("--fail-on", desk.fail_on.name().to_owned()),
            ("--doubtful", format!("{:?}", args.doubtful)),
            ("--inconsistent", format!("{:?}", args.inconsistent)),
            ("kepl.toml", desk.config.shown()),
        ],
        files,
    };
    let mut begun = args.destination.open(&cause)?;
    diagnostics.count("headlines", "checked");
    let mut failed = begun.steps.failed();
    let written = write(
        args,
        &desk,
        &checker,
        records,
        &mut begun,
        &mut failed,
        diagnostics,
    );
    written.map_err(|error| Stop::writing(&begun.output, &error))?;
    begun.output.commit()?;
    Ok(if failed {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// Warns of codes in the settings that no rule has.
fn unknown_codes(config: &Config, codes: &[Code]) -> Vec<Notice> {
    config
        .codes()
        .filter(|(code, _)| !codes.iter().any(|c| c.name == *code))
        .map(|(code, place)| unknown_code(place, code))
        .collect()
}

fn unknown_code(place: Place, code: &str) -> Notice {
    Notice::warning(
        "unknown-code",
        place,
        format!("there is no code `{code}`"),
        "see docs/check.md for the codes",
    )
}

/// A document that is done with.
enum Done {
    /// By an earlier run.
    Before(Reading),
    Now(Examined),
}

/// A document with its warnings, its pairs and what was found.
struct Examined {
    reading: Reading,
    alignment: Alignment,
    report: Report,
}

fn check(args: &Args, desk: &Desk, checker: &Checker, reading: Reading) -> Examined {
    let document = &reading.document;
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    let alignment = Alignment {
        document: document.id.clone(),
        pairs: Aligner::new(checker.glossary()).align(&headline, &body),
    };
    let settings = desk.settings(&document.place.file, args);
    let mut report = checker.check_by(&settings, &headline, &body, &alignment);
    let shown = |f: &kepl::Finding| desk.ignored.shows(&document.id, f);
    report.findings.retain(shown);
    report.verdict = settings.verdict(report.score, &report.findings);
    Examined {
        reading,
        alignment,
        report,
    }
}

fn write(
    args: &Args,
    desk: &Desk,
    checker: &Checker,
    records: kepl::document::Records,
    begun: &mut Begun,
    failed: &mut bool,
    diagnostics: &mut Diagnostics,
) -> io::Result<()> {
    let codes: Vec<Code> = checker.codes().copied().collect();
    let colour = args.destination.output.is_none()
        && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let Begun { output, steps } = begun;
    let before = steps.done();
    let mut writer = writer(desk.format, colour, output);
    if before == 0 {
        writer.begin(&codes)?;
    }
    let work = |(number, record): Numbered| -> Result<Done, Notice> {
        let reading = record?;
        Ok(if number < before {
            Done::Before(reading)
        } else {
            Done::Now(check(args, desk, checker, reading))
        })
    };
    in_order(
        records.enumerate(),
        DOCUMENTS_AT_ONCE,
        size,
        work,
        |done| -> io::Result<()> {
            let reading = match &done {
                Ok(Done::Before(reading)) => reading,
                Ok(Done::Now(done)) => {
                    *failed |= fails(desk.fail_on, &done.report);
                    writer.report(Checked {
                        document: &done.reading.document,
                        alignment: &done.alignment,
                        report: &done.report,
                    })?;
                    &done.reading
                }
                Err(notice) => {
                    diagnostics.unread(notice);
                    return flush_if(steps.step(*failed), &mut *writer);
                }
            };
            diagnostics.notices(&reading.warnings);
            diagnostics.done();
            flush_if(steps.step(*failed), &mut *writer)
        },
    )?;
    writer.finish()
}

fn flush_if(due: bool, writer: &mut dyn Findings) -> io::Result<()> {
    if due { writer.flush() } else { Ok(()) }
}

fn fails(fail_on: FailOn, report: &Report) -> bool {
    match fail_on {
        FailOn::At(severity) => report.findings.iter().any(|f| f.severity >= severity),
        FailOn::Never => false,
    }
}
