//! `kepl normalize`: lines of Yiddish in, the same lines in one spelling or in Latin letters out.

use std::io::{self, Write};
use std::path::PathBuf;

use kepl::error::Notice;
use kepl::report::Output;
use kepl::yiddish::Spelling;

use super::chunks::{Limit, in_order};
use super::diagnostics::Diagnostics;
use super::inputs::{Encoded, Glossaries, files_or_stdin, lines, one_of};
use super::{Outcome, Stop};

/// Puts lines of Yiddish into standard characters, one spelling, or Latin letters
///
/// A line comes out for each line that goes in; for a line that cannot be read, an empty one.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Files, or `-` for standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    /// The spelling of the output
    #[arg(long, value_name = "SPELLING", default_value = "asis", value_parser = one_of(SPELLINGS, name))]
    spelling: Spelling,

    /// Write the YIVO romanization
    #[arg(long, conflicts_with = "spelling")]
    romanize: bool,

    #[command(flatten)]
    encoding: Encoded,

    #[command(flatten)]
    glossaries: Glossaries,
}

const EXAMPLES: &str = "\
Examples:
  kepl normalize lines.txt
  kepl normalize --spelling unpointed lines.txt
  kepl normalize --romanize - < lines.txt";

const SPELLINGS: [Spelling; 3] = [Spelling::Yivo, Spelling::Unpointed, Spelling::AsIs];

fn name(spelling: Spelling) -> &'static str {
    match spelling {
        Spelling::Yivo => "yivo",
        Spelling::Unpointed => "unpointed",
        Spelling::AsIs => "asis",
    }
}

/// Lines that are worked on at once.
const LIMIT: Limit = Limit {
    items: 4096,
    bytes: 4 << 20,
};

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let files = files_or_stdin(&args.files)?;
    let input = lines(&files, &args.encoding.options());
    let glossary = args.glossaries.load()?;
    let work = |line: Result<String, Notice>| {
        let line = line?;
        if args.romanize {
            Ok(glossary.romanize(&line))
        } else {
            Ok(glossary.normalize_line(&line, args.spelling))
        }
    };
    let mut output = Output::stdout();
    let size = |line: &Result<String, Notice>| line.as_ref().map_or(0, String::len);
    let written = in_order(input, LIMIT, size, work, |line: Result<String, Notice>| {
        let line = line.unwrap_or_else(|notice| {
            diagnostics.notice(&notice);
            String::new()
        });
        output.write_all(line.as_bytes())?;
        output.write_all(b"\n")
    });
    let written: io::Result<()> = written.and_then(|()| output.flush());
    written.map_err(|error| Stop::writing(&output, &error))?;
    Ok(Outcome::Clean)
}
