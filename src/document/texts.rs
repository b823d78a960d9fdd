//! Headlines without their stories, and stories without their headlines: what pairing begins with.

use std::path::Path;

use serde::Deserialize;

use super::jsonl::{Id, bad_json};
use super::rows::Rows;
use super::table::{Dialect, Names, bad_count};
use super::{Format, Input, Lines, ReadOptions, id_of_file, is_hebrew_letter, source, text};
use crate::error::{Notice, Place};

/// One headline or one story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What the outputs call it: the record's `id`, or else its line or file.
    pub id: String,
    /// The text, unchanged.
    pub text: String,
    /// Where it was read from.
    pub place: Place,
}

/// Which half of documents is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Yiddish headlines.
    Headlines,
    /// English stories.
    Bodies,
}

impl Side {
    /// The column or field that holds the text where none is called `text`.
    pub fn column(self) -> &'static str {
        match self {
            Self::Headlines => "headline",
            Self::Bodies => "body",
        }
    }

    /// `text`, or what keeps it from being of this side.
    fn check(self, text: Text) -> Result<Text, Notice> {
        match self {
            Self::Headlines if !text.text.chars().any(is_hebrew_letter) => Err(Notice::error(
                "no-headline",
                text.place,
                "the headline has no letter of the Hebrew script",
                "give the Yiddish headline in Hebrew letters",
            )),
            Self::Bodies if text.text.trim().is_empty() => Err(Notice::error(
                "no-body",
                text.place,
                "no story",
                "give the English story",
            )),
            _ => Ok(text),
        }
    }
}

/// Texts and, in their place among them, the records that could not be used.
pub type Texts = Box<dyn Iterator<Item = Result<Text, Notice>> + Send>;

/// Reads the headlines or the stories of one input.
///
/// Tables and JSON Lines have them in a column or field `text`, or `headline` or `body`, and perhaps an `id`.
/// A text file has one a line, which is called by its number; with `whole` it is one text, called by the
/// file's name.
pub fn texts(input: &Input, side: Side, whole: bool, options: &ReadOptions) -> Texts {
    let name = input.name();
    let failed = |notice| -> Texts { Box::new(std::iter::once(Err(notice))) };
    let mut source = match input.open() {
        Ok(source) => source,
        Err(notice) => return failed(notice),
    };
    let format = match options.format.or_else(|| input.format()) {
        Some(format) => format,
        None => match source.peek() {
            Ok(head) => Format::sniff(head),
            Err(error) => return failed(source::unreadable(&name, &error)),
        },
    };
    let lines = Lines::new(source, &name, options, false);
    let read: Texts = match format {
        Format::Csv => table(Rows::new(lines, Dialect::Csv, options.max_line), side),
        Format::Tsv => table(Rows::new(lines, Dialect::Tsv, options.max_line), side),
        Format::Jsonl => jsonl(lines, side),
        Format::Text if whole => {
            let longest = options.max_line;
            Box::new(std::iter::once_with(move || file(lines, longest)))
        }
        Format::Text => text_lines(lines),
        Format::Html | Format::Parquet => failed(Notice::error(
            "wrong-format",
            Place::file(name),
            "web pages and Parquet files cannot be paired",
            "give a table, JSON Lines or text; `kepl align` reads the others",
        )),
    };
    Box::new(read.map(move |text| side.check(text?)))
}

fn table(mut rows: Rows, side: Side) -> Texts {
    let mut columns: Option<(Option<usize>, usize, usize)> = None;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        if columns.is_none() {
            match header(&mut rows, side) {
                Ok(found) => columns = Some(found),
                Err(notice) => {
                    ended = true;
                    return Some(Err(notice));
                }
            }
        }
        let (id, text, count) = columns?;
        let (number, row) = rows.next_row()?;
        let place = Place::line(rows.name(), number);
        Some(row.and_then(|mut cells| {
            if cells.len() != count {
                return Err(bad_count(cells.len(), count, place));
            }
            let id = id.map(|at| cells[at].clone()).filter(|id| !id.is_empty());
            Ok(Text {
                id: id.unwrap_or_else(|| place.to_string()),
                text: std::mem::take(&mut cells[text]),
                place,
            })
        }))
    }))
}

/// Where in a row the id and the text are, and how many cells it has.
fn header(rows: &mut Rows, side: Side) -> Result<(Option<usize>, usize, usize), Notice> {
    let Some((number, header)) = rows.next_row() else {
        return Err(text::empty(rows.name()));
    };
    let header = header?;
    let place = Place::line(rows.name(), number);
    let names = Names::new(&header, &place);
    let text = match names.position(side.column())? {
        Some(at) => at,
        None => names.required("text")?,
    };
    Ok((names.position("id")?, text, header.len()))
}

#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    text: Option<String>,
    headline: Option<String>,
    body: Option<String>,
}

fn jsonl(mut lines: Lines, side: Side) -> Texts {
    Box::new(std::iter::from_fn(move || {
        loop {
            let number = lines.number() + 1;
            let parsed = match lines.next_line()? {
                Err(notice) => return Some(Err(notice)),
                Ok(line) if line.trim().is_empty() => continue,
                Ok(line) => {
                    serde_json::from_str::<Record>(line).map_err(|error| (error, line.to_owned()))
                }
            };
            let place = Place::line(lines.name(), number);
            return Some(match parsed {
                Ok(record) => Ok(of_record(record, side, place)),
                Err((error, line)) => Err(bad_json(&error, &line, place, &["text"])),
            });
        }
    }))
}

fn of_record(record: Record, side: Side, place: Place) -> Text {
    let own = match side {
        Side::Headlines => record.headline,
        Side::Bodies => record.body,
    };
    Text {
        id: record.id.map_or_else(|| place.to_string(), Id::into_string),
        text: own.or(record.text).unwrap_or_default(),
        place,
    }
}

fn text_lines(mut lines: Lines) -> Texts {
    Box::new(std::iter::from_fn(move || {
        loop {
            let line = match lines.next_line()? {
                Err(notice) => return Some(Err(notice)),
                Ok(line) if line.trim().is_empty() => continue,
                Ok(line) => line.trim_end_matches('\r').to_owned(),
            };
            return Some(Ok(Text {
                id: lines.number().to_string(),
                text: line,
                place: Place::line(lines.name(), lines.number()),
            }));
        }
    }))
}

/// A whole file.
fn file(mut lines: Lines, longest: usize) -> Result<Text, Notice> {
    let mut text = lines.whole(longest)?.replace("\r\n", "\n");
    text.truncate(text.trim_end().len());
    Ok(Text {
        id: id_of_file(Path::new(lines.name()).to_str().unwrap_or_default()),
        text,
        place: Place::file(lines.name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADLINE: &str = "יאפאן צינדט אן אלארעם";

    fn read(
        name: &str,
        content: &str,
        side: Side,
        whole: bool,
    ) -> Vec<Result<(String, String), String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, content.replace("HEAD", HEADLINE)).unwrap();
        let prefix = format!("{}/", folder.path().display());
        texts(&Input::File(path), side, whole, &ReadOptions::default())
            .map(|text| match text {
                Ok(text) => Ok((text.id.replace(&prefix, ""), text.text)),
                Err(n) => Err(format!("{} {}", n.code, n.place).replace(&prefix, "")),
            })
            .collect()
    }

    #[allow(clippy::unnecessary_wraps)] // to be compared with what reading gives
    fn ok(id: &str, text: &str) -> Result<(String, String), String> {
        Ok((id.to_owned(), text.to_owned()))
    }

    #[test]
    fn tables_have_a_column_for_the_text() {
        let expected = [ok("a", HEADLINE), ok("t.tsv:3", HEADLINE)];
        assert_eq!(
            read(
                "t.tsv",
                "text\tid\nHEAD\ta\nHEAD\t\n",
                Side::Headlines,
                false
            ),
            expected
        );
        let both = "id,headline,body\n1,HEAD,\"One, two.\"\n";
        assert_eq!(
            read("t.csv", both, Side::Bodies, false),
            [ok("1", "One, two.")]
        );
        let missing = read("t.csv", "id,title\n1,HEAD\n", Side::Headlines, false);
        assert_eq!(missing, [Err("missing-column t.csv:1".to_owned())]);
    }

    #[test]
    fn bad_records_do_not_stop_the_others() {
        let table = read(
            "t.csv",
            "id,text\n1,Latin\n2\n3,HEAD\n",
            Side::Headlines,
            false,
        );
        let codes: Vec<&str> = table
            .iter()
            .filter_map(|r| r.as_ref().err())
            .map(String::as_str)
            .collect();
        assert_eq!(codes, ["no-headline t.csv:2", "bad-row t.csv:3"]);
        assert_eq!(table[2], ok("3", HEADLINE));
        let lines = read(
            "t.jsonl",
            "{\"id\":7,\"text\":\"One.\"}\n[]\n{\"body\":\" \"}\n",
            Side::Bodies,
            false,
        );
        assert_eq!(lines[0], ok("7", "One."));
        assert!(
            lines[1]
                .as_ref()
                .is_err_and(|n| n.starts_with("bad-json t.jsonl:2"))
        );
        assert_eq!(lines[2], Err("no-body t.jsonl:3".to_owned()));
    }

    #[test]
    fn a_text_file_has_one_a_line_or_is_one() {
        let content = "First.\r\n\nThird.\n";
        let lines = [ok("1", "First."), ok("3", "Third.")];
        assert_eq!(read("t.txt", content, Side::Bodies, false), lines);
        assert_eq!(
            read("t.txt", content, Side::Bodies, true),
            [ok("t", "First.\n\nThird.")]
        );
        assert_eq!(
            read("t.txt", "", Side::Bodies, true),
            [Err("no-body t.txt".to_owned())]
        );
    }
}
