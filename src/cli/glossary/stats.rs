//! `kepl glossary stats`: what a glossary holds, in numbers.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;

use kepl::glossary::stats::{Stats, stats};
use kepl::report::Output;

use super::super::diagnostics::Diagnostics;
use super::super::inputs::one_of;
use super::super::{Outcome, Stop};
use super::entries;

/// Counts the entries of glossaries by part of speech, file, tag and more
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(in crate::cli) struct Args {
    /// Glossaries, or folders of them; the default glossary if none is named
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(Shape::ALL, Shape::name))]
    format: Shape,
}

const EXAMPLES: &str = "\
Examples:
  kepl glossary stats
  kepl glossary stats --format json mine.csv";

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Json,
}

impl Shape {
    const ALL: [Self; 2] = [Self::Text, Self::Json];

    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
        }
    }
}

pub(in crate::cli) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let stats = stats(&entries(&args.files, diagnostics));
    let mut output = Output::stdout();
    let written = match args.format {
        Shape::Text => text(&stats, &mut output),
        Shape::Json => serde_json::to_writer_pretty(&mut output, &stats)
            .map_err(io::Error::from)
            .and_then(|()| writeln!(output)),
    };
    written
        .and_then(|()| output.flush())
        .map_err(|error| Stop::writing(&output, &error))?;
    Ok(Outcome::Clean)
}

fn text(stats: &Stats, output: &mut Output) -> io::Result<()> {
    for (count, what) in [
        (stats.entries, "entries"),
        (stats.lemmas, "lemmas"),
        (stats.pointed, "of them with points"),
        (stats.phrases, "of several words"),
        (stats.separable, "separable verbs"),
        (stats.senses, "English senses"),
        (stats.distinct_senses, "different ones"),
        (stats.variants, "variants"),
        (stats.romanized, "romanized"),
        (stats.word_forms, "word forms that the rules make"),
    ] {
        writeln!(output, "{count:8}  {what}")?;
    }
    table("by part of speech", &stats.by_pos, output)?;
    table("by number of senses", &stats.by_senses, output)?;
    table("irregular forms", &stats.forms, output)?;
    table("by tag", &stats.by_tag, output)?;
    table("by file", &stats.by_file, output)
}

fn table<K: Display>(
    title: &str,
    counts: &BTreeMap<K, usize>,
    output: &mut Output,
) -> io::Result<()> {
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(output, "\n{title}")?;
    for (name, count) in counts {
        let name = name.to_string();
        let name = if name.is_empty() { "(none)" } else { &name };
        writeln!(output, "{count:8}  {name}")?;
    }
    Ok(())
}
