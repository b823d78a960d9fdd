//! `kepl match`: headlines and stories in, which belongs to which out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kepl::document::{self, Format, Side, Text};
use kepl::error::Notice;
use kepl::pairing::{self, Pairing, pair};
use kepl::report::{Output, without_bidi_controls};
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::diagnostics::Diagnostics;
use super::inputs::{Encoded, Glossaries, one_of, output};
use super::{Outcome, Stop};

/// Finds the English story of each Yiddish headline among many
///
/// Headlines and stories come as tables or JSON Lines with a column or field `text` (or `headline` and
/// `body`) and perhaps `id`, or as text files with one a line, which are called by their line. In a folder
/// each text file is one, called by its name.
#[derive(clap::Args)]
#[command(name = "match", after_help = EXAMPLES)]
pub(super) struct Args {
    /// A file or folder of Yiddish headlines; may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    headlines: Vec<PathBuf>,

    /// A file or folder of English stories; may be given several times
    #[arg(long, value_name = "FILE", required = true)]
    bodies: Vec<PathBuf>,

    /// The format of the inputs, where the file's ending does not tell
    #[arg(long, value_name = "FORMAT", value_parser = one_of(INPUTS, Format::as_str))]
    from: Option<Format>,

    #[command(flatten)]
    encoding: Encoded,

    /// The format of the output
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = one_of(Shape::ALL, Shape::as_str))]
    format: Shape,

    /// Write to this file, which appears when all is done
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Show so many stories for each headline, the best ones
    #[arg(long, value_name = "K", default_value = "1", value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,

    /// Leave out pairs whose score is not this much higher than that of the headline's best other story
    #[arg(long, value_name = "X", value_parser = margin, allow_negative_numbers = true)]
    min_margin: Option<f64>,

    /// Give each story to one headline only, as is best for all of them together
    #[arg(long, conflicts_with = "top")]
    assign: bool,

    #[command(flatten)]
    glossaries: Glossaries,
}

const EXAMPLES: &str = "\
Examples:
  kepl match --headlines headlines.csv --bodies stories.csv
  kepl match --headlines yiddish.txt --bodies archive/ --top 3
  kepl match --headlines feed.jsonl --bodies wire.jsonl --assign --min-margin 0.2 -o pairs.csv";

const INPUTS: [Format; 4] = [Format::Text, Format::Jsonl, Format::Csv, Format::Tsv];

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

fn margin(given: &str) -> Result<f64, String> {
    match given.parse() {
        Ok(number) if (-1.0..=1.0).contains(&number) => Ok(number),
        _ => Err("give a number from -1 to 1, such as 0.2".to_owned()),
    }
}

pub(super) fn run(args: &Args, diagnostics: &mut Diagnostics) -> Result<Outcome, Stop> {
    if [&args.headlines, &args.bodies]
        .iter()
        .all(|files| files.iter().any(|f| f == Path::new("-")))
    {
        return Err(Stop::usage(
            "only one of --headlines and --bodies can come from standard input",
        ));
    }
    let glossary = args.glossaries.load()?;
    let mut output = output(args.output.as_ref())?;
    diagnostics.count("headlines", "matched");
    let headlines = read(args, Side::Headlines, diagnostics);
    let bodies = read(args, Side::Bodies, diagnostics);
    let options = pairing::Options {
        top: args.top as usize,
        min_margin: args.min_margin.unwrap_or(f64::NEG_INFINITY),
        assign: args.assign,
    };
    let pairs = pair(&glossary, &strings(&headlines), &strings(&bodies), options);
    let written = match args.format {
        Shape::Csv => write_csv(&headlines, &bodies, &pairs, &mut output),
        Shape::Jsonl => write_jsonl(&headlines, &bodies, &pairs, &mut output),
    };
    written
        .and_then(|()| output.flush())
        .map_err(|error| Stop::writing(&output, &error))?;
    headlines.iter().for_each(|_| diagnostics.done());
    output.commit()?;
    Ok(Outcome::Clean)
}

fn strings(texts: &[Text]) -> Vec<&str> {
    texts.iter().map(|text| text.text.as_str()).collect()
}

/// The texts of one side; what is wrong with some of them is printed.
fn read(args: &Args, side: Side, diagnostics: &mut Diagnostics) -> Vec<Text> {
    let options = document::ReadOptions {
        format: args.from,
        ..args.encoding.options()
    };
    let files = match side {
        Side::Headlines => &args.headlines,
        Side::Bodies => &args.bodies,
    };
    let mut out: Vec<Text> = Vec::new();
    let mut ids = FxHashSet::default();
    for file in files {
        let whole = file.is_dir();
        for input in document::expand(std::slice::from_ref(file), &[]) {
            let input = match input {
                Ok(input) => input,
                Err(notice) => {
                    diagnostics.unread(&notice);
                    continue;
                }
            };
            for text in document::texts(&input, side, whole, &options) {
                match text {
                    Ok(text) => {
                        if !ids.insert(text.id.clone()) {
                            diagnostics.notice(&same_id(&text));
                        }
                        out.push(text);
                    }
                    Err(notice) => diagnostics.unread(&notice),
                }
            }
        }
    }
    out
}

fn same_id(text: &Text) -> Notice {
    Notice::warning(
        "duplicate-id",
        text.place.clone(),
        format!("another text is called `{}` too", text.id),
        "give each its own id, or the output will not tell which is meant",
    )
}

fn write_csv(
    headlines: &[Text],
    bodies: &[Text],
    pairs: &[Vec<Pairing>],
    output: &mut Output,
) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(output);
    table.write_record(["headline", "body", "score", "margin"])?;
    for (headline, pairs) in headlines.iter().zip(pairs) {
        for pairing in pairs {
            table.write_record([
                &*without_bidi_controls(&headline.id),
                &*without_bidi_controls(&bodies[pairing.body].id),
                &format!("{:.4}", pairing.score),
                &format!("{:.4}", pairing.margin),
            ])?;
        }
    }
    table.flush()
}

#[derive(Serialize)]
struct Line<'a> {
    headline: &'a str,
    bodies: Vec<Found<'a>>,
}

#[derive(Serialize)]
struct Found<'a> {
    body: &'a str,
    score: f64,
    margin: f64,
}

/// An object a headline, those that have no story too.
fn write_jsonl(
    headlines: &[Text],
    bodies: &[Text],
    pairs: &[Vec<Pairing>],
    output: &mut Output,
) -> io::Result<()> {
    let rounded = |number: f64| (number * 1e4).round() / 1e4;
    for (headline, pairs) in headlines.iter().zip(pairs) {
        let found = pairs.iter().map(|pairing| Found {
            body: &bodies[pairing.body].id,
            score: rounded(pairing.score),
            margin: rounded(pairing.margin),
        });
        let line = Line {
            headline: &headline.id,
            bodies: found.collect(),
        };
        serde_json::to_writer(&mut *output, &line)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}
