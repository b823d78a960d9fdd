//! `kepl glossary`: questions about the glossary, and the tools to keep one's own.

mod coverage;
mod lint;
mod lookup;

use clap::Subcommand;

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
    Lint(lint::Args),
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary lookup WORD
  kepl glossary coverage press.txt
  kepl glossary lint --fix mine.csv";

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    match &args.command {
        Command::Lookup(args) => lookup::run(args, diagnostics),
        Command::Coverage(args) => coverage::run(args, diagnostics),
        Command::Lint(args) => lint::run(args),
    }
}
