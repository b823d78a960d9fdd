//! `kepl glossary lookup`: what is known of words.

use std::io::{self, Write};
use std::path::PathBuf;

use kepl::error::Notice;
use kepl::glossary::{Analysis, Lookup};
use kepl::report::Output;

use super::super::chunks::{Limit, in_order};
use super::super::diagnostics::Diagnostics;
use super::super::inputs::{Encoded, Glossaries, lines, one_of};
use super::super::{Outcome, Stop};

/// Says what the glossary and the rules of the language know of words
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
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
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(Format::ALL, Format::name))]
    format: Format,

    #[command(flatten)]
    encoding: Encoded,

    #[command(flatten)]
    glossaries: Glossaries,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary lookup WORD
  kepl glossary lookup --glossary mine.csv WORD
  kepl glossary lookup --words words.txt --format jsonl > analyses.jsonl";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Jsonl,
}

impl Format {
    const ALL: [Self; 2] = [Self::Text, Self::Jsonl];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }
}

/// Words that are looked up at once.
const LIMIT: Limit = Limit {
    items: 1024,
    bytes: 1 << 20,
};

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let glossary = args.glossaries.load()?;
    let words: Box<dyn Iterator<Item = Result<String, Notice>> + Send> = match &args.file {
        Some(file) => Box::new(lines(std::slice::from_ref(file), &args.encoding.options())),
        None => Box::new(args.words.clone().into_iter().map(Ok)),
    };
    let render = match args.format {
        Format::Text => text,
        Format::Jsonl => json_line,
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
