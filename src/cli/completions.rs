//! `kepl completions`: what a shell needs to complete arguments.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Outcome, Stop, print};

/// Prints a completion script for a shell
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  kepl completions bash > ~/.local/share/bash-completion/completions/kepl
  kepl completions fish > ~/.config/fish/completions/kepl.fish
  kepl completions zsh > ~/.zfunc/_kepl";

pub(super) fn run(args: &Args) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "kepl", &mut script);
    print(&script)
}
