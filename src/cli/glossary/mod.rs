//! `kepl glossary`: questions about the glossary, and the tools to keep one's own.

mod coverage;
mod export;
mod import;
mod lint;
mod lookup;
mod merge;
mod stats;

use std::path::PathBuf;

use clap::Subcommand;
use kepl::Glossary;
use kepl::glossary::entry::Entry;
use kepl::glossary::files::read_files;

use super::diagnostics::Diagnostics;
use super::{Outcome, Stop};

/// Looks words up in the glossary, and keeps glossaries of your own
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Lookup(lookup::Args),
    Coverage(coverage::Args),
    Stats(stats::Args),
    Lint(lint::Args),
    Merge(merge::Args),
    Export(export::Args),
    Import(import::Args),
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary lookup WORD
  kepl glossary coverage press.txt
  kepl glossary lint --fix mine.csv
  kepl glossary merge base.csv mine.csv yours.csv -o ours.csv
  kepl glossary export --format tbx mine.csv -o mine.tbx";

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    match &args.command {
        Command::Lookup(args) => lookup::run(args, diagnostics),
        Command::Coverage(args) => coverage::run(args, diagnostics),
        Command::Stats(args) => stats::run(args, diagnostics),
        Command::Lint(args) => lint::run(args),
        Command::Merge(args) => merge::run(args, diagnostics),
        Command::Export(args) => export::run(args, diagnostics),
        Command::Import(args) => import::run(args, diagnostics),
    }
}

/// The entries of the files, or those inside the binary if none is named. Bad rows are reported.
fn entries(files: &[PathBuf], diagnostics: &mut Diagnostics) -> Vec<Entry> {
    if files.is_empty() {
        return Glossary::builtin().entries();
    }
    let rows = read_files(files);
    diagnostics.notices(&rows.notices);
    rows.entries
}
