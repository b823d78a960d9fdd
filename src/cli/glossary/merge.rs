//! `kepl glossary merge`: two glossaries in one.

use std::fs;
use std::path::{Path, PathBuf};

use kepl::error::{Notice, Place};
use kepl::glossary::entry::Entry;
use kepl::glossary::files::read_files;
use kepl::glossary::merge::{Conflict, merge};
use kepl::glossary::read::COLUMNS;
use kepl::glossary::sheet::{Dialect, Row, split};
use kepl::glossary::write::{cells, write};

use super::super::diagnostics::Diagnostics;
use super::super::inputs::output;
use super::super::{Outcome, Stop};

/// Merges two glossaries, or two that grew apart from a common base
///
/// What only one side changed stands. Where both changed the same cell of a word, each its way, or one
/// deleted what the other changed, both rows are kept and listed.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, override_usage = USAGE)]
pub(in crate::cli) struct Args {
    /// The glossaries A and B, before them the common BASE if there is one
    #[arg(value_name = "FILE", num_args = 1..=3, required = true)]
    files: Vec<PathBuf>,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const USAGE: &str = "\
kepl glossary merge [OPTIONS] <A> <B>
       kepl glossary merge [OPTIONS] <BASE> <A> <B>";

const EXAMPLES: &str = "\
Examples:
  kepl glossary merge mine.csv yours.csv > ours.csv
  kepl glossary merge base.csv mine.csv yours.csv -o ours.csv

Exit codes: 0 merged, 1 conflicts, 2 a file could not be read.";

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let (base, sides) = match args.files.as_slice() {
        [base, a, b] => (read(base)?, [a, b]),
        [a, b] => (Vec::new(), [a, b]),
        _ => {
            return Err(Stop::usage(
                "give two glossaries, or a base and two glossaries",
            ));
        }
    };
    let (ours, theirs) = (read(sides[0])?, read(sides[1])?);
    let merged = merge(&base, &ours, &theirs);
    let columns = columns(sides);
    let mut output = output(args.output.as_ref())?;
    write(&merged.entries, &columns, &mut output)
        .map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    for conflict in &merged.conflicts {
        diagnostics.notice(&notice(conflict, sides));
    }
    Ok(if merged.conflicts.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

/// The rows of a glossary, all of which must be good: a bad one, or a column of another name, would be lost.
fn read(file: &Path) -> Result<Vec<Entry>, Stop> {
    let rows = read_files(&[file.to_owned()]);
    if rows.notices.is_empty() {
        Ok(rows.entries)
    } else {
        let notices = rows.notices.into_iter().map(Notice::graver).collect();
        Err(Stop::Notices(notices))
    }
}

/// The columns that either side has.
fn columns(sides: [&PathBuf; 2]) -> Vec<&'static str> {
    let headers: Vec<Row> = sides
        .into_iter()
        .filter_map(|file| {
            let text = fs::read_to_string(file).ok()?;
            split(&text, Dialect::of_glossary(&text)).into_iter().next()
        })
        .collect();
    let named = |column: &&str| {
        headers
            .iter()
            .flat_map(|row| &row.cells)
            .any(|name| name.text.trim().eq_ignore_ascii_case(column))
    };
    COLUMNS.into_iter().filter(named).collect()
}

fn notice(conflict: &Conflict, sides: [&PathBuf; 2]) -> Notice {
    let side = |entry: Option<&Entry>, file: &PathBuf| match entry {
        Some(entry) => format!("{}:{}: {}", file.display(), entry.line, row(entry)),
        None => format!("{}: deleted", file.display()),
    };
    let Conflict {
        columns,
        ours,
        theirs,
    } = conflict;
    let place = ours.as_ref().or(theirs.as_ref()).map_or_else(
        || Place::file(sides[0].display().to_string()),
        |entry| Place::line(&entry.file, entry.line as usize),
    );
    let lemma = ours
        .as_ref()
        .or(theirs.as_ref())
        .map_or("", |e| e.yiddish.as_str());
    let what = if columns.is_empty() {
        "is deleted on one side and changed on the other".to_owned()
    } else {
        format!("differs in {}", columns.join(", "))
    };
    Notice::warning(
        "merge-conflict",
        place,
        format!(
            "`{lemma}` {what}\n  {}\n  {}",
            side(ours.as_ref(), sides[0]),
            side(theirs.as_ref(), sides[1])
        ),
        "the result has every row that is left; keep the right one",
    )
}

/// The row as it would stand in a file.
fn row(entry: &Entry) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let text = writer
        .write_record(cells(entry))
        .ok()
        .and_then(|()| writer.into_inner().ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default();
    text.trim_end().to_owned()
}
