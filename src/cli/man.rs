//! `kepl man`: the manual pages.

use std::path::{Path, PathBuf};

use clap::CommandFactory;
use kepl::error::{Notice, Place};

use super::{Cli, Outcome, Stop, print};

/// Prints the manual page, or writes those of all subcommands into a folder
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Write the pages of all subcommands into this folder, which is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  kepl man | man -l -
  kepl man --folder ~/.local/share/man/man1";

pub(super) fn run(args: &Args) -> Result<Outcome, Stop> {
    let command = Cli::command();
    if let Some(folder) = &args.folder {
        let made = std::fs::create_dir_all(folder);
        let written = made.and_then(|()| clap_mangen::generate_to(command, folder));
        written.map_err(|error| unwritable(folder, &error))?;
        return Ok(Outcome::Clean);
    }
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(command).render(&mut page);
    rendered.map_err(|error| unwritable(Path::new("-"), &error))?;
    print(&page)
}

fn unwritable(path: &Path, error: &std::io::Error) -> Notice {
    Notice::error(
        "unwritable",
        Place::file(path.display().to_string()),
        format!("the manual pages cannot be written ({error})"),
        "give a folder that you may write to",
    )
}
