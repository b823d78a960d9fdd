//! `kepl glossary`: questions about the glossary, and checks of one's own.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Subcommand;
use kepl::error::Notice;
use kepl::glossary::{Analysis, Lookup, lint};
use kepl::report::Output;

use super::chunks::{Limit, in_order};
use super::diagnostics::{Diagnostics, render};
use super::inputs::{Encoded, Glossaries, lines, one_of};
use super::{Outcome, Stop};

/// Looks words up in the glossary, or checks a glossary of your own
#[derive(clap::Args)]
#[command(after_help = EXAMPLES, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Lookup(LookupArgs),
    Lint(LintArgs),
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary lookup WORD
  kepl glossary lookup --words words.txt --format jsonl
  kepl glossary lint mine.csv";

/// Says what the glossary and the rules of the language know of words
#[derive(clap::Args)]
#[command(after_help = LOOKUP_EXAMPLES)]
struct LookupArgs {
    /// Words
    #[arg(value_name = "WORD", required_unless_present = "file")]
    words: Vec<String>,

    /// A file with a word a line, or `-` for standard input
    #[arg(
        long = "words",
        value_name = "FILE",
        id = "file",
        conflicts_with = "words"
    )]
    file: Option<PathBuf>,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(LookupFormat::ALL, LookupFormat::name))]
    format: LookupFormat,

    #[command(flatten)]
    encoding: Encoded,

    #[command(flatten)]
    glossaries: Glossaries,
}

const LOOKUP_EXAMPLES: &str = "\
Examples:
  kepl glossary lookup WORD
  kepl glossary lookup --glossary mine.csv WORD
  kepl glossary lookup --words words.txt --format jsonl > analyses.jsonl";

/// Checks glossaries of your own and says what is wrong in which line
#[derive(clap::Args)]
#[command(after_help = LINT_EXAMPLES)]
struct LintArgs {
    /// Glossaries
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

const LINT_EXAMPLES: &str = "\
Examples:
  kepl glossary lint mine.csv
  kepl glossary lint glossaries/*.csv

Exit codes: 0 nothing found, 1 something found, 2 a file could not be read.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum LookupFormat {
    Text,
    Jsonl,
}

impl LookupFormat {
    const ALL: [Self; 2] = [Self::Text, Self::Jsonl];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }
}

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    match &args.command {
        Command::Lookup(args) => look_up(args, diagnostics),
        Command::Lint(args) => check(args, diagnostics),
    }
}

/// Words that are looked up at once.
const LIMIT: Limit = Limit {
    items: 8192,
    bytes: 1 << 20,
};

fn look_up(args: &LookupArgs, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let glossary = args.glossaries.load()?;
    let words: Box<dyn Iterator<Item = Result<String, Notice>> + Send> = match &args.file {
        Some(file) => Box::new(lines(std::slice::from_ref(file), &args.encoding.options())),
        None => Box::new(args.words.clone().into_iter().map(Ok)),
    };
    let render = match args.format {
        LookupFormat::Text => text,
        LookupFormat::Jsonl => json_line,
    };
    let work = |word: Result<String, Notice>| {
        // A line that cannot be read still gets its line, so that lines out match lines in.
        let (word, notice) =
            word.map_or_else(|notice| (String::new(), Some(notice)), |word| (word, None));
        (render(&glossary.lookup(word.trim())), notice)
    };
    let mut output = Output::stdout();
    let size = |word: &Result<String, Notice>| word.as_ref().map_or(0, String::len);
    let written = in_order(words, LIMIT, size, work, |(lines, notice)| {
        if let Some(notice) = notice {
            diagnostics.notice(&notice);
        }
        output.write_all(lines?.as_slice())
    });
    let written: io::Result<()> = written.and_then(|()| output.flush());
    written.map_err(|error| Stop::writing(&output, &error))?;
    Ok(Outcome::Clean)
}

fn json_line(lookup: &Lookup) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(lookup)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn text(lookup: &Lookup) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let unknown = if lookup.known { "" } else { "  (not known)" };
    writeln!(bytes, "{}{unknown}", lookup.word)?;
    for analysis in &lookup.analyses {
        let Analysis {
            lemma,
            pos,
            english,
            romanized,
            rule,
            ..
        } = analysis;
        writeln!(
            bytes,
            "  {lemma}  {romanized}  {pos}  {}  [{rule}]",
            english.join(" | ")
        )?;
    }
    Ok(bytes)
}

fn check(args: &LintArgs, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
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
