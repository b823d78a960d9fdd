//! `kepl glossary export`: a glossary in the format of another tool.

use std::io::Write;
use std::path::PathBuf;

use kepl::glossary::exchange::{Format, export};

use super::super::diagnostics::Diagnostics;
use super::super::inputs::{one_of, output};
use super::super::{Outcome, Stop};
use super::entries;

/// Writes glossaries in the format of another tool
///
/// tbx: ISO 30042:2019, TBX-Basic. tmx: TMX 1.4. omegat: the tab-separated glossary of OmegaT. weblate: the CSV
/// of Weblate. kaikki: JSON Lines as Wiktextract makes them. anki: notes between tabs.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Glossaries, or folders of them; the default glossary if none is named
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL, Format::as_str))]
    format: Format,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary export --format tbx mine.csv -o mine.tbx
  kepl glossary export --format anki > default.txt";

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let entries = entries(&args.files, diagnostics);
    let mut output = output(args.output.as_ref())?;
    export(args.format, &entries, &mut output)
        .and_then(|()| output.flush())
        .map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    Ok(Outcome::Clean)
}
