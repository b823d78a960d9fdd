//! `kepl translate`: headlines in, English lines out.

use std::io::{self, Write};

use kepl::document::Reading;
use kepl::error::Notice;
use kepl::report::{Output, TranslationFile, translation_object, without_bidi_controls};
use kepl::translate::gloss::{Gloss, glosses};
use kepl::translate::{Style, Translation, Translator};
use kepl::{Body, Glossary, Headline};

use super::chunks::in_order;
use super::diagnostics::Diagnostics;
use super::inputs::{DOCUMENTS_AT_ONCE, Documents, Glossaries, Numbered, one_of, size};
use super::resume::{Begun, Cause, Destination};
use super::{Outcome, Stop};

/// Translates Yiddish headlines into English, with the stories as witnesses
///
/// Inputs are those of `align`; a headline without a story is translated by the glossary and the grammar
/// alone. A word that no entry knows is spelled by its sound.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    documents: Documents,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = one_of(Format::ALL, Format::as_str))]
    format: Format,

    #[command(flatten)]
    destination: Destination,

    #[command(flatten)]
    glossaries: Glossaries,

    /// A headline or running text; `auto` goes by how the line ends
    #[arg(long, value_name = "STYLE", default_value = "auto", value_parser = one_of(Style::ALL, Style::as_str))]
    style: Style,

    /// Show so many other translations, the likelier first
    #[arg(long, value_name = "N", default_value = "0")]
    alternatives: usize,

    /// Say for each English word which Yiddish words, entry or rule it comes from (text and jsonl)
    #[arg(long)]
    explain: bool,

    /// Gloss each headline word by word in the linguists' manner (text and jsonl)
    #[arg(long)]
    interlinear: bool,
}

const EXAMPLES: &str = "\
Examples:
  kepl translate news.jsonl -o english.csv
  kepl translate story.txt --format text --explain
  kepl translate headlines.csv --style headline --alternatives 3 --format jsonl
  kepl translate story.txt --format text --interlinear";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Jsonl,
    Text,
    Parquet,
}

impl Format {
    const ALL: [Self; 4] = [Self::Csv, Self::Jsonl, Self::Text, Self::Parquet];

    fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Text => "text",
            Self::Parquet => "parquet",
        }
    }
}

/// A document with its translation.
struct Translated {
    reading: Reading,
    translation: Translation,
    glosses: Vec<Gloss>,
}

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    let format = (args.destination).format(args.format, Format::Csv, Format::Parquet)?;
    if matches!(format, Format::Csv | Format::Parquet) && (args.explain || args.interlinear) {
        return Err(Stop::usage(
            "--explain and --interlinear go with --format text or jsonl only",
        ));
    }
    (args.destination).check_format(format.as_str(), format != Format::Parquet)?;
    let records = args.documents.read_headlines()?;
    let glossary = args.glossaries.load()?;
    let cause = Cause {
        documents: &args.documents,
        glossary: &glossary,
        options: vec![
            ("the command", "translate".to_owned()),
            ("--format", format.as_str().to_owned()),
            ("--style", args.style.as_str().to_owned()),
            ("--alternatives", args.alternatives.to_string()),
            ("--explain", args.explain.to_string()),
            ("--interlinear", args.interlinear.to_string()),
        ],
        files: Vec::new(),
    };
    let Begun {
        mut output,
        mut steps,
    } = args.destination.open(&cause)?;
    diagnostics.count("headlines", "translated");
    let before = steps.done();
    let work = |(number, record): Numbered| -> Result<Done, Notice> {
        let reading = record?;
        Ok(if number < before {
            Done::Before(reading)
        } else {
            Done::Now(translate(args, &glossary, reading))
        })
    };
    let written = Printer::begin(args, format, before == 0, &mut output).and_then(|mut printer| {
        let records = records.enumerate();
        in_order(
            records,
            DOCUMENTS_AT_ONCE,
            size,
            work,
            |done| -> io::Result<()> {
                match &done {
                    Ok(Done::Before(reading)) => tell(reading, diagnostics),
                    Ok(Done::Now(translated)) => {
                        printer.write(translated, &mut output)?;
                        tell(&translated.reading, diagnostics);
                    }
                    Err(notice) => diagnostics.unread(notice),
                }
                if steps.step(false) {
                    output.flush()?;
                }
                Ok(())
            },
        )?;
        printer.finish(&mut output)
    });
    written.map_err(|error| Stop::writing(&output, &error))?;
    output.commit()?;
    Ok(Outcome::Clean)
}

/// A document that is done with.
enum Done {
    /// By an earlier run.
    Before(Reading),
    Now(Translated),
}

fn tell(reading: &Reading, diagnostics: &mut Diagnostics) {
    diagnostics.notices(&reading.warnings);
    diagnostics.done();
}

fn translate(args: &Args, glossary: &Glossary, reading: Reading) -> Translated {
    let headline = Headline::parse(&reading.document.headline);
    let body = Body::parse(&reading.document.body);
    let translation = Translator::new(glossary)
        .style(args.style)
        .alternatives(args.alternatives)
        .translate(&headline, &body);
    let glosses = if args.interlinear {
        glosses(&headline, glossary)
    } else {
        Vec::new()
    };
    Translated {
        reading,
        translation,
        glosses,
    }
}

/// Writes translations in the format that was asked for.
enum Printer<'a> {
    Csv,
    Jsonl,
    Text(&'a Args),
    Parquet(Box<TranslationFile>),
}

impl<'a> Printer<'a> {
    /// Writes what comes before the first headline, unless that is there already.
    fn begin(
        args: &'a Args,
        format: Format,
        afresh: bool,
        output: &mut Output,
    ) -> io::Result<Self> {
        Ok(match format {
            Format::Csv => {
                if afresh {
                    writeln!(output, "document,headline,translation,alternatives")?;
                }
                Self::Csv
            }
            Format::Jsonl => Self::Jsonl,
            Format::Text => Self::Text(args),
            Format::Parquet => Self::Parquet(Box::new(TranslationFile::begin(output)?)),
        })
    }

    fn write(&mut self, done: &Translated, output: &mut Output) -> io::Result<()> {
        match self {
            Self::Csv => row(done, output),
            Self::Jsonl => {
                let document = &done.reading.document;
                translation_object(document, &done.translation, &done.glosses, &mut *output)?;
                writeln!(output)
            }
            Self::Text(args) => text(args, done, output),
            Self::Parquet(file) => {
                file.translation(&done.reading.document, &done.translation, output)
            }
        }
    }

    fn finish(self, output: &mut Output) -> io::Result<()> {
        match self {
            Self::Parquet(file) => file.finish(output),
            _ => output.flush(),
        }
    }
}

fn row(done: &Translated, output: &mut Output) -> io::Result<()> {
    let document = &done.reading.document;
    let translation = &done.translation;
    let others: Vec<&str> = translation
        .alternatives
        .iter()
        .map(|a| a.text.as_str())
        .collect();
    let mut row = csv::Writer::from_writer(Vec::new());
    row.write_record([
        document.id.as_str(),
        &without_bidi_controls(&document.headline),
        &translation.text,
        &others.join(" | "),
    ])
    .map_err(io::Error::other)?;
    output.write_all(&row.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn text(args: &Args, done: &Translated, output: &mut Output) -> io::Result<()> {
    let translation = &done.translation;
    if args.interlinear {
        let columns: [fn(&Gloss) -> &str; 3] = [|g| &g.yiddish, |g| &g.romanized, |g| &g.gloss];
        for column in columns {
            let words: Vec<&str> = done.glosses.iter().map(column).collect();
            writeln!(output, "{}", words.join("\t"))?;
        }
        writeln!(output, "‘{}’\n", translation.text)?;
    } else {
        writeln!(output, "{}", translation.text)?;
    }
    for other in &translation.alternatives {
        writeln!(output, "  or: {}  [{:.2}]", other.text, other.cost)?;
    }
    if args.explain {
        for link in &translation.links {
            let mark = if link.guessed { "?" } else { "" };
            let english = if link.english.is_empty() {
                "–"
            } else {
                &link.english
            };
            writeln!(
                output,
                "  {english}{mark}\t{}\t{}",
                link.yiddish, link.source
            )?;
        }
    }
    Ok(())
}
