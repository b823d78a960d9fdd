//! `kepl induce`: many headlines and stories in, what the glossary lacks out.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kepl::Glossary;
use kepl::error::{Notice, Place};
use kepl::induce::{Candidate, Inducer, Options, StoreError, residue::residue};
use kepl::report::{Output, without_bidi_controls};

use super::chunks::{Limit, in_order};
use super::diagnostics::Diagnostics;
use super::inputs::{Documents, Glossaries, fraction, one_of, output, size};
use super::{Outcome, Stop};

/// Finds what the glossary lacks, from many Yiddish headlines with their English stories
///
/// Words, names and senses that the glossary does not have are paired with the English words that come
/// with them again and again, that sound like them, or that known words of the same root suggest. Sentences
/// with their translations serve as well as headlines with stories.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = one_of(Shape::ALL, Shape::as_str))]
    format: Shape,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Keep what is read in this file, and go on from what earlier runs have kept there
    #[arg(long, value_name = "FILE")]
    store: Option<PathBuf>,

    /// Treat the entries with these lemmas, one a line, as absent from the glossary
    #[arg(long, value_name = "FILE")]
    hide: Option<PathBuf>,

    /// Leave out candidates less probable than this
    #[arg(long, value_name = "X", default_value = "0.01", value_parser = fraction)]
    min_probability: f64,

    /// Show so many candidates for each Yiddish word at most
    #[arg(long, value_name = "N", default_value = "10")]
    per_word: usize,

    #[command(flatten)]
    glossaries: Glossaries,
}

const EXAMPLES: &str = "\
Examples:
  kepl induce news.jsonl
  kepl induce archive/ --min-probability 0.5 -o candidates.csv
  kepl induce today.jsonl --store news.kepl --format jsonl -o candidates.jsonl
  kepl induce news.jsonl --glossary mine.csv --hide doubtful.txt";

/// The formats of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Csv,
    Jsonl,
}

impl Shape {
    const ALL: [Self; 2] = [Self::Csv, Self::Jsonl];

    fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }
}

/// Documents that are read at once; the bytes keep very long ones from filling the memory.
const LIMIT: Limit = Limit {
    items: 512,
    bytes: 8 << 20,
};

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let records = args.documents.read()?;
    let mut glossary = args.glossaries.load()?;
    if let Some(path) = &args.hide {
        glossary = hide(glossary, path)?;
    }
    let mut output = output(args.output.as_ref())?;
    let mut inducer = match &args.store {
        Some(path) => Inducer::open(&glossary, path),
        None => Inducer::new(&glossary),
    }
    .map_err(|error| failure(args, &error))?;
    diagnostics.count("documents", "read");
    in_order(
        records.enumerate(),
        LIMIT,
        size,
        |(_, record)| {
            record.map(|reading| (residue(&glossary, &reading.document), reading.warnings))
        },
        |result| -> Result<(), Stop> {
            match result {
                Ok((residue, warnings)) => {
                    diagnostics.notices(&warnings);
                    diagnostics.done();
                    inducer
                        .keep(&residue)
                        .map_err(|error| failure(args, &error))?;
                }
                Err(notice) => diagnostics.unread(&notice),
            }
            Ok(())
        },
    )?;
    let options = Options {
        min_probability: args.min_probability,
        per_word: args.per_word,
        ..Options::default()
    };
    let candidates = inducer
        .candidates(&options)
        .map_err(|error| failure(args, &error))?;
    let written = match args.format {
        Shape::Csv => write_csv(&candidates, &mut output),
        Shape::Jsonl => write_jsonl(&candidates, &mut output),
    };
    written
        .and_then(|()| output.flush())
        .map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    Ok(Outcome::Clean)
}

fn failure(args: &Args, error: &StoreError) -> Stop {
    let (place, advice) = match &args.store {
        Some(path) => (
            path.display().to_string(),
            "name another file with --store; this one stays as it is",
        ),
        None => (
            "temporary file".to_owned(),
            "see that the folder for temporary files has space, or name a file with --store",
        ),
    };
    Stop::from(Notice::error(
        "unusable-store",
        Place::file(place),
        error.to_string(),
        advice,
    ))
}

/// `glossary` without the entries whose lemmas stand in the file at `path`.
fn hide(glossary: Glossary, path: &Path) -> Result<Glossary, Stop> {
    let text = fs::read_to_string(path).map_err(|error| {
        Stop::from(Notice::error(
            "unreadable-list",
            Place::file(path.display().to_string()),
            format!("the list of lemmas cannot be read: {error}"),
            "check the path given with --hide; the file must be UTF-8 text",
        ))
    })?;
    let lemmas = text.lines().map(str::trim).filter(|l| !l.is_empty());
    Ok(glossary.without(lemmas))
}

fn write_csv(candidates: &[Candidate], output: &mut Output) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(output);
    writer.write_record([
        "yiddish",
        "english",
        "lemma",
        "pos",
        "kind",
        "count",
        "score",
        "probability",
        "contexts",
    ])?;
    for c in candidates {
        writer.write_record([
            without_bidi_controls(&c.yiddish).as_ref(),
            without_bidi_controls(&c.english).as_ref(),
            c.lemma.as_str(),
            &c.pos,
            c.kind.as_str(),
            &c.count.to_string(),
            &format!("{:.2}", c.score),
            &format!("{:.3}", c.probability),
            &contexts(c),
        ])?;
    }
    writer.flush()
}

/// The contexts in one cell: headline and sentence with ` ⇄ ` between, split by ` | `.
fn contexts(candidate: &Candidate) -> String {
    let clean = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        without_bidi_controls(&words.join(" ")).replace(" | ", " / ")
    };
    candidate
        .contexts
        .iter()
        .map(|c| format!("{} ⇄ {}", clean(&c.yiddish), clean(&c.english)))
        .collect::<Vec<_>>()
        .join(" | ")
}

fn write_jsonl(candidates: &[Candidate], output: &mut Output) -> io::Result<()> {
    for candidate in candidates {
        serde_json::to_writer(&mut *output, candidate)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}
