//! Reading candidates: a CSV or JSON Lines as `kepl induce` writes them.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;

use super::candidate::{Candidate, Context, Kind, senses};
use crate::error::{Notice, Place};

/// The columns of a table of candidates. Only the first two must be there.
pub const COLUMNS: [&str; 9] = [
    "yiddish",
    "english",
    "lemma",
    "pos",
    "kind",
    "count",
    "score",
    "probability",
    "contexts",
];

/// One record after another.
pub type Candidates = Box<dyn Iterator<Item = Result<Candidate, Notice>>>;

/// The candidates in the file at `path`. A file whose first character is `{` is JSON Lines, any other CSV.
///
/// # Errors
/// The file cannot be opened, or its header is not that of a table of candidates.
pub fn read(path: &Path) -> Result<Candidates, Notice> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| {
        Notice::error(
            "unreadable",
            Place::file(&name),
            format!("the candidates cannot be opened ({error})"),
            "give a file that `kepl induce` wrote",
        )
    };
    let mut input = BufReader::with_capacity(1 << 16, File::open(path).map_err(unreadable)?);
    let start = input.fill_buf().map_err(unreadable)?;
    let mark = start.strip_prefix("\u{FEFF}".as_bytes());
    let marked = mark.is_some();
    let json = mark.unwrap_or(start).trim_ascii_start().starts_with(b"{");
    if marked {
        input.consume("\u{FEFF}".len());
    }
    if json {
        Ok(Box::new(json_lines(input, name)))
    } else {
        table(input, name)
    }
}

/// A field of JSON that holds one text or several.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "`english` is neither a text nor a list of texts"
)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

/// The contexts of a record, in any of the ways they may be given.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "`contexts` is neither a text nor a list of texts or of objects with `document`, `yiddish` and `english`"
)]
enum Contexts {
    Cell(String),
    Cells(Vec<String>),
    Pairs(Vec<Context>),
}

#[derive(Deserialize)]
struct Record {
    yiddish: String,
    english: Texts,
    #[serde(default)]
    lemma: Option<String>,
    #[serde(default)]
    pos: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    count: Option<u64>,
    #[serde(default)]
    score: Option<f64>,
    #[serde(default)]
    probability: Option<f64>,
    #[serde(default)]
    contexts: Option<Contexts>,
}

fn json_lines(
    input: impl Read + 'static,
    name: String,
) -> impl Iterator<Item = Result<Candidate, Notice>> {
    let lines = BufReader::new(input).lines().enumerate();
    lines.filter_map(move |(at, line)| {
        let bad = |found: String| {
            let advice = "write an object a line, with `yiddish` and `english`";
            Notice::error("bad-record", Place::line(&name, at + 1), found, advice)
        };
        let line = match line {
            Ok(line) => line,
            Err(error) => return Some(Err(bad(format!("the line cannot be read ({error})")))),
        };
        if line.trim().is_empty() {
            return None;
        }
        let record: Record = match serde_json::from_str(&line) {
            Ok(record) => record,
            Err(error) => return Some(Err(bad(format!("not a candidate ({error})")))),
        };
        Some(record.candidate().map_err(bad))
    })
}

impl Record {
    fn candidate(self) -> Result<Candidate, String> {
        let english = match self.english {
            Texts::One(cell) => senses(&cell),
            Texts::Many(list) => list.iter().flat_map(|cell| senses(cell)).collect(),
        };
        let contexts = match self.contexts {
            None => Vec::new(),
            Some(Contexts::Cell(cell)) => Context::parse(&cell),
            Some(Contexts::Cells(cells)) => cells.iter().flat_map(|c| Context::parse(c)).collect(),
            Some(Contexts::Pairs(pairs)) => pairs,
        };
        checked(Candidate {
            yiddish: self.yiddish.trim().to_owned(),
            english,
            lemma: self.lemma.unwrap_or_default(),
            pos: self.pos.unwrap_or_default(),
            kind: kind(self.kind.as_deref().unwrap_or_default())?,
            count: self.count.unwrap_or_default(),
            score: self.score.unwrap_or_default(),
            probability: self.probability.unwrap_or_default(),
            contexts,
        })
    }
}

fn kind(name: &str) -> Result<Kind, String> {
    if name.is_empty() {
        return Ok(Kind::default());
    }
    name.parse()
        .map_err(|()| format!("there is no kind `{name}`"))
}

fn checked(candidate: Candidate) -> Result<Candidate, String> {
    if candidate.yiddish.is_empty() {
        Err("the Yiddish is empty".to_owned())
    } else if candidate.english.is_empty() {
        Err("the English is empty".to_owned())
    } else {
        Ok(candidate)
    }
}

fn table(input: impl Read + 'static, name: String) -> Result<Candidates, Notice> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let header = reader
        .headers()
        .map_err(|error| row_notice(&error, &name))?
        .clone();
    let at = COLUMNS.map(|column| {
        let same = |cell: &str| cell.trim().eq_ignore_ascii_case(column);
        header.iter().position(same)
    });
    if at[0].is_none() || at[1].is_none() {
        return Err(Notice::error(
            "missing-column",
            Place::line(&name, 1),
            "a table of candidates needs the columns `yiddish` and `english`",
            "give a file that `kepl induce` wrote",
        ));
    }
    let records = reader.into_records();
    Ok(Box::new(records.map(move |record| {
        let record = record.map_err(|error| row_notice(&error, &name))?;
        let line = record.position().map_or(0, csv::Position::line) as usize;
        candidate_of(&record, at).map_err(|found| {
            let advice = "correct or delete the row";
            Notice::error("bad-record", Place::line(&name, line), found, advice)
        })
    })))
}

fn candidate_of(
    record: &csv::StringRecord,
    at: [Option<usize>; COLUMNS.len()],
) -> Result<Candidate, String> {
    let cell = |column: usize| {
        let cell = at[column].and_then(|i| record.get(i));
        cell.unwrap_or_default().trim()
    };
    let number = |column: usize| match cell(column) {
        "" => Ok(0.0),
        text => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(format!("`{text}` in `{}` is no number", COLUMNS[column])),
        },
    };
    checked(Candidate {
        yiddish: cell(0).to_owned(),
        english: senses(cell(1)),
        lemma: cell(2).to_owned(),
        pos: cell(3).to_owned(),
        kind: kind(cell(4))?,
        count: number(5)?.max(0.0) as u64,
        score: number(6)?,
        probability: number(7)?,
        contexts: Context::parse(cell(8)),
    })
}

fn row_notice(error: &csv::Error, name: &str) -> Notice {
    let place = match error.position() {
        Some(position) => Place::line(name, position.line() as usize),
        None => Place::file(name),
    };
    let advice = "save the file as UTF-8 CSV";
    Notice::error("bad-record", place, error.to_string(), advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Result<Candidate, Notice>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("candidates");
        std::fs::write(&path, text).unwrap();
        read(&path).unwrap().collect()
    }

    #[test]
    fn both_forms_say_the_same() {
        let csv = all(
            "\u{FEFF}yiddish,english,lemma,pos,kind,count,score,probability,contexts\n\
             שניי,snow | snowfall,שניי,noun,word,7,12.5,0.9,שניי אין יאפאן ⇄ Snow in Japan\n",
        );
        let jsonl = all(
            "{\"yiddish\":\"שניי\",\"english\":[\"snow\",\"snowfall\"],\"lemma\":\"שניי\",\"pos\":\"noun\",\
             \"kind\":\"word\",\"count\":7,\"score\":12.5,\"probability\":0.9,\
             \"contexts\":[{\"yiddish\":\"שניי אין יאפאן\",\"english\":\"Snow in Japan\"}]}\n\n",
        );
        assert_eq!(csv, jsonl);
        let candidate = csv[0].as_ref().unwrap();
        assert_eq!(candidate.english, ["snow", "snowfall"]);
        assert_eq!((candidate.count, candidate.probability), (7, 0.9));
        let cells = all(
            "{\"yiddish\":\"שניי\",\"english\":\"snow\",\"contexts\":[\"שניי ⇄ Snow\"],\"pos\":null}\n",
        );
        assert_eq!(cells[0].as_ref().unwrap().contexts[0].english, "Snow");
    }

    #[test]
    fn a_bad_record_is_told_and_the_others_come() {
        let found = all(
            "english,yiddish,kind,score\nsnow,שניי,wrod,\nsnow,,word,\nsnow,שניי,,x\nsnow,שניי,,\n",
        );
        let faults: Vec<_> = found.iter().map(Result::is_err).collect();
        assert_eq!(faults, [true, true, true, false]);
        let notice = found[0].as_ref().unwrap_err();
        assert_eq!(notice.place.line, Some(2));
        assert!(notice.found.contains("`wrod`"));
    }

    #[test]
    fn a_table_of_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.csv");
        std::fs::write(&path, "a,b\n1,2\n").unwrap();
        let Err(notice) = read(&path) else {
            panic!("it was read");
        };
        assert_eq!(notice.code, "missing-column");
    }
}
