//! `kepl review`: candidates judged by a person in a browser.

use std::io::Write;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use kepl::error::{Notice, Place, Severity};
use kepl::report::Output;
use kepl::review::{Server, Settings, Store, edit, export, is_database};

use super::diagnostics::Diagnostics;
use super::inputs::Glossaries;
use super::{Outcome, Stop};

/// Opens a page in the browser on which a person judges candidates for the glossary
///
/// Candidates are a CSV or JSON Lines as `kepl induce` writes them. Judgements are kept in a store, a file beside
/// the candidates; given again, or given the store itself, the work goes on where it was. With --export or
/// --apply no page is opened.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Candidates, or the store of a work begun earlier
    #[arg(
        value_name = "CANDIDATES|STORE",
        required_unless_present = "edit",
        conflicts_with = "edit"
    )]
    input: Option<PathBuf>,

    /// Where judgements are kept; without it beside the input, with the ending .review
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,

    /// Judge the rows of this glossary instead, with what the linter says of them
    #[arg(long, value_name = "GLOSSARY")]
    edit: Option<PathBuf>,

    /// Write the accepted entries to this file as a glossary
    #[arg(long, value_name = "FILE", conflicts_with = "edit")]
    export: Option<PathBuf>,

    /// Merge the accepted entries into this glossary; with --edit, write the changes into it
    #[arg(long, value_name = "GLOSSARY")]
    apply: Option<PathBuf>,

    /// Merge although the linter finds something
    #[arg(long, requires = "apply")]
    anyway: bool,

    /// The port of the page; without it any that is free
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,

    /// The address to listen on; any other than a loopback lets others on the network judge who have the
    /// start address
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    bind: IpAddr,

    /// Who judges; without it the name of the user
    #[arg(long, value_name = "NAME")]
    reviewer: Option<String>,

    #[command(flatten)]
    glossaries: Glossaries,
}

const EXAMPLES: &str = "\
Examples:
  kepl review candidates.csv
  kepl review candidates.csv --export accepted.csv
  kepl review candidates.csv --apply mine.csv
  kepl review --edit mine.csv

Exit codes: 0 all well, 1 findings kept --apply from merging, 2 something could not be read or written.";

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let store = open(args, diagnostics)?;
    if args.export.is_some() || args.apply.is_some() {
        return headless(args, &store, diagnostics);
    }
    let settings = Settings {
        address: args.bind,
        port: args.port,
        reviewer: args.reviewer.clone().unwrap_or_else(user),
        edited: args.edit.clone(),
    };
    let failed = |error: std::io::Error| {
        Stop::from(Notice::error(
            "no-server",
            Place::file(format!("{}:{}", args.bind, args.port)),
            format!("the page cannot be served there ({error})"),
            "give another --port or --bind",
        ))
    };
    let glossary = args.glossaries.load()?;
    let server = Server::bind(store, glossary, &settings).map_err(failed)?;
    let mut output = Output::stdout();
    writeln!(output, "{}", server.url())
        .and_then(|()| output.flush())
        .map_err(|error| Stop::writing(&output, &error))?;
    // The lock on standard output is not needed any more.
    drop(output);
    let loopback = if args.bind.is_loopback() {
        ""
    } else {
        "Whoever on the network has the address can judge, and what is sent can be read on its way.\n"
    };
    // Where standard error is closed there is nobody to tell.
    let _ = write!(
        std::io::stderr(),
        "Open the address in a browser. Ctrl+C ends the work; all that the page shows as saved is kept.\n{loopback}"
    );
    server.run().map_err(failed)?;
    Ok(Outcome::Clean)
}

/// The store, with the candidates in it.
fn open(args: &Args, diagnostics: &mut Diagnostics) -> Result<Store, Stop> {
    let input = args.input.as_ref().or(args.edit.as_ref());
    let input = input.ok_or_else(|| Stop::usage("give candidates, a store, or --edit"))?;
    if args.edit.is_none() && is_database(input) {
        if args.store.is_some() {
            return Err(Stop::usage(
                "the input is a store itself; leave --store out",
            ));
        }
        return Ok(Store::open(input)?);
    }
    // A store must not come into being for a file that is not there.
    if let Err(error) = std::fs::metadata(input) {
        return Err(Stop::from(Notice::error(
            "unreadable",
            Place::file(input.display().to_string()),
            format!("the file cannot be opened ({error})"),
            "check the path",
        )));
    }
    let beside = || {
        let mut name = input.as_os_str().to_owned();
        name.push(".review");
        PathBuf::from(name)
    };
    let path = args.store.clone().unwrap_or_else(beside);
    let store = Store::open(&path)?;
    if args.edit.is_some() {
        edit::take(&store, input).map_err(Stop::Notices)?;
    } else {
        let imported = store.import(input)?;
        diagnostics.notices(&imported.notices);
    }
    Ok(store)
}

fn headless(args: &Args, store: &Store, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    if let Some(path) = &args.export {
        let mut output = if path == Path::new("-") {
            Output::stdout()
        } else {
            Output::file(path)?
        };
        export::export(store, &mut output).map_err(|error| Stop::writing(&output, &error))?;
        output.commit()?;
    }
    let Some(path) = &args.apply else {
        return Ok(Outcome::Clean);
    };
    if let Some(edited) = &args.edit {
        if edited != path {
            return Err(Stop::usage(
                "with --edit, --apply must name the same glossary",
            ));
        }
        let saved = edit::save(store, path).map_err(Stop::Notices)?;
        say(&format!(
            "{}: {} changed, {} deleted{}\n",
            path.display(),
            saved.changed,
            saved.deleted,
            copied(saved.backup.as_ref())
        ));
        return Ok(Outcome::Clean);
    }
    let applied = export::apply(store, path, args.anyway).map_err(Stop::Notices)?;
    diagnostics.notices(&applied.findings);
    let broken = applied
        .findings
        .iter()
        .any(|n| n.severity == Severity::Error);
    if broken || !applied.findings.is_empty() && !args.anyway {
        say("nothing was merged; change these entries on the page, or give --anyway\n");
        return Ok(Outcome::Findings);
    }
    say(&format!(
        "{}: {} added, {} extended, {} known already{}\n",
        path.display(),
        applied.added,
        applied.extended,
        applied.known,
        copied(applied.backup.as_ref())
    ));
    Ok(Outcome::Clean)
}

fn copied(backup: Option<&PathBuf>) -> String {
    let name = |path: &PathBuf| format!("; as it was: {}", path.display());
    backup.map(name).unwrap_or_default()
}

fn say(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// The name of the user, as the system knows it.
fn user() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|n| !n.is_empty()))
        .unwrap_or_else(|| "reviewer".to_owned())
}
