//! `kepl glossary import`: a glossary from the format of another tool.

use std::path::PathBuf;

use kepl::glossary::exchange::{Format, import};
use kepl::glossary::write::write;

use super::super::diagnostics::Diagnostics;
use super::super::inputs::{Encoded, lines, one_of, output};
use super::super::{Outcome, Stop};

/// Makes a glossary of a file of another tool
///
/// Entries that cannot be used are named with their place; the others are written.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// A file, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The format of the file
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL, Format::as_str))]
    format: Format,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    encoding: Encoded,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary import --format tbx termbase.tbx -o mine.csv
  kepl glossary import --format kaikki - < kaikki.org-dictionary-Yiddish.jsonl > mine.csv";

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let mut text = String::new();
    for line in lines(std::slice::from_ref(&args.file), &args.encoding.options()) {
        match line {
            Ok(line) => {
                text.push_str(&line);
                text.push('\n');
            }
            Err(notice) if notice.code == "unreadable" => return Err(notice.into()),
            Err(notice) => {
                // The line is empty, so that the others keep their numbers.
                diagnostics.notice(&notice);
                text.push('\n');
            }
        }
    }
    let rows = import(args.format, &text, &args.file.display().to_string());
    diagnostics.notices(&rows.notices);
    if rows.entries.is_empty() && diagnostics.errors() > 0 {
        return Ok(Outcome::Clean);
    }
    let mut output = output(args.output.as_ref())?;
    write(&rows.entries, &[], &mut output).map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    Ok(Outcome::Clean)
}
