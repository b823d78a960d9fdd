//! `kepl glossary coverage`: how much of a text the glossary knows.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kepl::document::{self, Format, Input, ReadOptions, Records};
use kepl::error::Notice;
use kepl::glossary::{Coverage, Covered};
use kepl::report::Output;

use super::super::diagnostics::Diagnostics;
use super::super::inputs::{Encoded, Glossaries, files_or_stdin, lines, one_of};
use super::super::{Outcome, Stop};

/// Counts the words of texts that the glossary knows, and lists those it does not
///
/// Every line of a text counts. Of JSON Lines, and of CSV and TSV with a column `headline`, the headlines do.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Files, or `-` for standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(Shape::ALL, Shape::name))]
    format: Shape,

    #[command(flatten)]
    encoding: Encoded,

    #[command(flatten)]
    glossaries: Glossaries,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary coverage press.txt
  kepl glossary coverage --format json headlines.jsonl
  kepl glossary coverage --glossary mine.csv --format csv - < press.txt > unknown.csv";

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Json,
    Csv,
}

impl Shape {
    const ALL: [Self; 3] = [Self::Text, Self::Json, Self::Csv];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// Lines and bytes counted at once.
const LINES: usize = 8192;
const BYTES: usize = 8 << 20;

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let glossary = args.glossaries.load()?;
    let options = args.encoding.options();
    let mut coverage = Coverage::new(&glossary);
    for file in files_or_stdin(&args.files)? {
        let mut batch = Vec::new();
        let mut bytes = 0;
        for line in texts(&file, &options) {
            match line {
                Ok(line) => {
                    bytes += line.len();
                    batch.push(line);
                }
                Err(notice) => diagnostics.notice(&notice),
            }
            if batch.len() >= LINES || bytes >= BYTES {
                coverage.add(&batch);
                batch.clear();
                bytes = 0;
            }
        }
        coverage.add(&batch);
    }
    let covered = coverage.finish();
    let mut output = Output::stdout();
    let written = match args.format {
        Shape::Text => text(&covered, &mut output),
        Shape::Json => json(&covered, &mut output),
        Shape::Csv => csv(&covered, &mut output),
    };
    written
        .and_then(|()| output.flush())
        .map_err(|error| Stop::writing(&output, &error))?;
    Ok(Outcome::Clean)
}

/// What is counted of a file: its headlines if it holds documents, else its lines.
fn texts(file: &Path, options: &ReadOptions) -> Box<dyn Iterator<Item = Result<String, Notice>>> {
    let input = Input::from_argument(file);
    let options = ReadOptions {
        body_optional: true,
        ..options.clone()
    };
    let all_lines = |options: &ReadOptions| Box::new(lines(&[file.to_owned()], options));
    match input.format() {
        Some(Format::Jsonl | Format::Parquet) => headlines(document::read(&input, &options)),
        Some(Format::Csv | Format::Tsv) => {
            let mut records = document::read(&input, &options).peekable();
            let table_of_something_else =
                matches!(records.peek(), Some(Err(notice)) if notice.code == "missing-column");
            if table_of_something_else {
                all_lines(&options)
            } else {
                headlines(Box::new(records))
            }
        }
        _ => all_lines(&options),
    }
}

fn headlines(records: Records) -> Box<dyn Iterator<Item = Result<String, Notice>>> {
    Box::new(records.map(|record| record.map(|reading| reading.document.headline)))
}

fn text(covered: &Covered, output: &mut Output) -> io::Result<()> {
    let Covered {
        tokens,
        known,
        unknown,
    } = covered;
    if *tokens == 0 {
        return writeln!(output, "no word of Yiddish found");
    }
    let share = 100.0 * covered.share();
    writeln!(output, "{known} of {tokens} words known ({share:.1} %)")?;
    for word in unknown {
        writeln!(
            output,
            "{:7}  {}  {}",
            word.count, word.yiddish, word.context
        )?;
    }
    Ok(())
}

fn json(covered: &Covered, output: &mut Output) -> io::Result<()> {
    serde_json::to_writer(&mut *output, covered)?;
    writeln!(output)
}

fn csv(covered: &Covered, output: &mut Output) -> io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(output);
    writer.write_record(["yiddish", "count", "context"])?;
    for word in &covered.unknown {
        writer.write_record([&word.yiddish, &word.count.to_string(), &word.context])?;
    }
    writer.flush()
}
