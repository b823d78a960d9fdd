//! `kepl glossary lint`: what is wrong with glossaries.

use std::io::{self, Write};
use std::path::PathBuf;

use kepl::error::{Notice, Severity};
use kepl::glossary::lint::codes::CODES;
use kepl::glossary::{fix, lint};
use kepl::report::{Output, sarif};
use serde::Serialize;

use super::super::diagnostics::render;
use super::super::inputs::one_of;
use super::super::{Outcome, Stop};

/// Checks glossaries and says what is wrong in which line
///
/// A folder stands for the CSV files in it. All files are held against each other.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Glossaries
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(Shape::ALL, Shape::name))]
    format: Shape,

    /// First repair what is safe to repair, and report what is left
    #[arg(long)]
    fix: bool,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary lint mine.csv
  kepl glossary lint --fix mine.csv
  kepl glossary lint --format sarif glossaries > findings.sarif

Exit codes: 0 nothing found, 1 something found, 2 a file could not be read.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Jsonl,
    Sarif,
}

impl Shape {
    const ALL: [Self; 3] = [Self::Text, Self::Jsonl, Self::Sarif];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
        }
    }
}

pub(in crate::cli) fn run(args: &Args) -> Result<Outcome, Stop> {
    if args.fix {
        for fixed in fix(&args.files).map_err(Stop::Notices)? {
            let s = if fixed.cells == 1 { "" } else { "s" };
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(
                io::stderr(),
                "{}: {} cell{s} repaired",
                fixed.file,
                fixed.cells
            );
        }
    }
    let notices = lint(&args.files).map_err(Stop::Notices)?;
    let written = match args.format {
        Shape::Text => notices
            .iter()
            .try_for_each(|n| anstream::stdout().write_all(render(n).as_bytes())),
        Shape::Jsonl => jsonl(&notices),
        Shape::Sarif => {
            let rules = CODES.iter().map(|c| (c.name, c.says));
            let mut output = Output::stdout();
            sarif::write(&notices, rules, &mut output).and_then(|()| output.flush())
        }
    };
    written.map_err(|error| Stop::writing(&Output::stdout(), &error))?;
    Ok(if notices.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// A finding as JSON.
#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    advice: &'a str,
}

fn jsonl(notices: &[Notice]) -> io::Result<()> {
    let mut output = Output::stdout();
    for notice in notices {
        let line = Finding {
            file: &notice.place.file,
            line: notice.place.line,
            column: notice.place.column,
            code: notice.code,
            severity: match notice.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &notice.found,
            advice: &notice.advice,
        };
        serde_json::to_writer(&mut output, &line)?;
        output.write_all(b"\n")?;
    }
    output.flush()
}
