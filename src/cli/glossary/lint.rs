//! `kepl glossary lint`: what is wrong with glossaries.

use std::io::{self, Write};
use std::path::PathBuf;

use kepl::glossary::lint;
use kepl::report::Output;

use super::super::diagnostics::{Diagnostics, render};
use super::super::{Outcome, Stop};

/// Checks glossaries of your own and says what is wrong in which line
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Glossaries
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary lint mine.csv
  kepl glossary lint glossaries/*.csv

Exit codes: 0 nothing found, 1 something found, 2 a file could not be read.";

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let mut output = anstream::stdout();
    let mut outcome = Outcome::Clean;
    for file in &args.files {
        for notice in lint(file) {
            if notice.code.starts_with("unreadable") {
                diagnostics.notice(&notice);
                continue;
            }
            outcome = Outcome::Findings;
            match output.write_all(render(&notice).as_bytes()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                    return Err(Stop::ClosedPipe);
                }
                Err(error) => return Err(Output::stdout().failure(&error).into()),
                Ok(()) => {}
            }
        }
    }
    Ok(outcome)
}
