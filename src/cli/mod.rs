//! The command line: a file for each subcommand, which parses, calls the library and prints.

mod align;
mod check;
mod chunks;
mod completions;
mod diagnostics;
mod glossary;
mod induce;
mod inputs;
mod man;
mod match_;
mod normalize;
mod resume;
#[cfg(feature = "review")]
mod review;
mod translate;

use std::io;
use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use kepl::error::Notice;
use kepl::report::Output;

use diagnostics::Diagnostics;

/// Pairs the terms of a Yiddish headline with the words of the English story under it.
#[derive(Parser)]
#[command(name = "kepl", version, after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  kepl align story.txt                   the pairs of one document, as CSV
  kepl align news/ -o pairs.csv          those of all documents in a folder
  kepl check story.txt                   what the headline says and the story does not
  kepl match --headlines F --bodies F    which story belongs to which headline
  kepl induce news.jsonl                 words that the glossary lacks
  kepl translate news.jsonl              English for the headlines
  kepl normalize --romanize lines.txt    Yiddish lines in Latin letters
  kepl glossary lookup WORD              what the glossary knows of a word

Exit codes: 0 all well, 1 findings, 2 wrong usage or input that could not be read.";

#[derive(Subcommand)]
enum Command {
    Align(align::Args),
    Check(check::Args),
    Match(match_::Args),
    Induce(induce::Args),
    Translate(translate::Args),
    Normalize(normalize::Args),
    Glossary(glossary::Args),
    #[cfg(feature = "review")]
    Review(review::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a subcommand ended, if it came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about.
    Clean,
    /// The work is done, and what it found is not as it should be.
    Findings,
}

/// Why a subcommand could not go on.
enum Stop {
    /// The reader of the output has had enough, which is no error.
    ClosedPipe,
    /// The arguments do not go together, for this reason.
    Usage(String),
    /// Things without which nothing can be done, such as a missing glossary.
    Notices(Vec<Notice>),
}

impl Stop {
    /// What a failure to write to `output` means.
    fn writing(output: &Output, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::Notices(vec![output.failure(error)])
        }
    }

    fn usage(message: &str) -> Self {
        Self::Usage(message.to_owned())
    }
}

impl From<Notice> for Stop {
    fn from(notice: Notice) -> Self {
        Self::Notices(vec![notice])
    }
}

/// Runs the command that the process was started with.
pub(crate) fn run() -> ExitCode {
    let mut command = Cli::command();
    let parsed = command
        .try_get_matches_from_mut(std::env::args_os())
        .and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches)));
    let (cli, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error),
    };
    let mut diagnostics = Diagnostics::new();
    let result = match cli.command {
        Command::Align(args) => align::run(&args, &mut diagnostics),
        Command::Check(args) => check::run(&args, &mut diagnostics),
        Command::Match(args) => match_::run(&args, &mut diagnostics),
        Command::Induce(args) => induce::run(&args, &mut diagnostics),
        Command::Translate(args) => translate::run(&args, &mut diagnostics),
        Command::Normalize(args) => normalize::run(&args, &mut diagnostics),
        Command::Glossary(args) => glossary::run(&args, &mut diagnostics),
        #[cfg(feature = "review")]
        Command::Review(args) => review::run(&args, &mut diagnostics),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match result {
        Err(Stop::ClosedPipe) => return ExitCode::SUCCESS,
        Err(Stop::Usage(ref reason)) => return refuse(&misused(&mut command, &matches, reason)),
        Err(Stop::Notices(ref notices)) => diagnostics.notices(notices),
        Ok(_) => {}
    }
    diagnostics.summary();
    if diagnostics.errors() > 0 {
        ExitCode::from(2)
    } else if let Ok(Outcome::Findings) = result {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

/// The error for arguments that do not go together, with the usage of the subcommand they were given to.
fn misused(command: &mut clap::Command, matches: &ArgMatches, reason: &str) -> clap::Error {
    if let Some((name, below)) = matches.subcommand() {
        let mut all = command.get_subcommands_mut();
        if let Some(found) = all.find(|c| c.get_name() == name) {
            return misused(found, below, reason);
        }
    }
    command.error(clap::error::ErrorKind::ArgumentConflict, reason)
}

/// Prints what clap has to say: help and version, or what is wrong with the arguments.
fn refuse(error: &clap::Error) -> ExitCode {
    // There is nobody to tell that the message could not be printed.
    let _ = error.print();
    ExitCode::from(u8::from(error.use_stderr()) * 2)
}

/// Prints a text that is all there is to print.
fn print(text: &[u8]) -> Result<Outcome, Stop> {
    let mut output = Output::stdout();
    let written =
        io::Write::write_all(&mut output, text).and_then(|()| io::Write::flush(&mut output));
    written.map_err(|error| Stop::writing(&output, &error))?;
    Ok(Outcome::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_defined() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_subcommand_shows_an_example() {
        fn check(command: &clap::Command) {
            let subcommands: Vec<_> = command.get_subcommands().collect();
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                help.contains("kepl "),
                "{} has no example",
                command.get_name()
            );
            subcommands.into_iter().for_each(check);
        }
        check(&Cli::command());
    }
}
