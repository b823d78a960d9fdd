//! JSON Lines: an object a line, with `headline`, `body` and perhaps `id`; other fields are left alone.

use serde::Deserialize;

use super::checks::{Found, finish};
use super::{Lines, ReadOptions, Reading, text};
use crate::error::{Notice, Place};

#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    headline: Option<String>,
    body: Option<String>,
}

/// An id as records have them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "the `id` is neither a text nor a number")]
pub(super) enum Id {
    Text(String),
    Number(serde_json::Number),
}

impl Id {
    pub(super) fn into_string(self) -> String {
        match self {
            Self::Text(id) => id,
            Self::Number(id) => id.to_string(),
        }
    }
}

/// Reads a document a line.
pub(super) struct Reader {
    lines: Lines,
    options: ReadOptions,
    /// Whether any line had anything on it.
    seen: bool,
    ended: bool,
}

impl Reader {
    pub(super) fn new(lines: Lines, options: ReadOptions) -> Self {
        Self {
            lines,
            options,
            seen: false,
            ended: false,
        }
    }
}

impl Iterator for Reader {
    type Item = Result<Reading, Notice>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // The number is known only once the line is read, while the line is borrowed.
            let number = self.lines.number() + 1;
            let line = match self.lines.next_line() {
                None => break,
                Some(Err(notice)) => {
                    self.seen = true;
                    return Some(Err(notice));
                }
                Some(Ok(line)) => line,
            };
            if line.trim().is_empty() {
                continue;
            }
            self.seen = true;
            let parsed =
                serde_json::from_str::<Record>(line).map_err(|error| (error, line.to_owned()));
            let place = Place::line(self.lines.name(), number);
            return Some(match parsed {
                Ok(record) => finish(found(record, place), &self.options),
                Err((error, line)) => Err(bad_json(&error, &line, place, &["headline", "body"])),
            });
        }
        let empty = !self.seen && !self.ended;
        self.ended = true;
        empty.then(|| Err(text::empty(self.lines.name())))
    }
}

fn found(record: Record, place: Place) -> Found {
    let id = record.id.map_or_else(|| place.to_string(), Id::into_string);
    Found {
        id,
        headline: record.headline.unwrap_or_default(),
        body: record.body.unwrap_or_default(),
        place,
    }
}

/// What is wrong with a line that is no object with these texts.
pub(super) fn bad_json(
    error: &serde_json::Error,
    line: &str,
    place: Place,
    texts: &[&str],
) -> Notice {
    // serde_json counts bytes and appends the place, always in its line 1, to the message.
    let column = line
        .get(..error.column().saturating_sub(1))
        .map_or(error.column(), |before| before.chars().count() + 1);
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or(&message);
    let advice = if line.trim_start().starts_with('[') {
        "write one object a line, without the brackets of a list around them".to_owned()
    } else {
        let fields: Vec<String> = texts.iter().map(|t| format!("\"{t}\": \"…\"")).collect();
        format!(
            "write one object a line, such as {{\"id\": \"1\", {}}}",
            fields.join(", ")
        )
    };
    let named: Vec<String> = texts.iter().map(|t| format!("`{t}`")).collect();
    let s = if named.len() == 1 { "" } else { "s" };
    let wanted = format!("text{s} {}", named.join(" and "));
    Notice::error(
        "bad-json",
        place.at(column),
        format!("not a JSON object with the {wanted} ({reason})"),
        advice,
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read_from};
    use super::*;

    const HEADLINE: &str = "יאפאן צינדט אן אלארעם";

    fn read(text: String) -> Vec<Result<Reading, Notice>> {
        let source = std::io::Cursor::new(text);
        read_from(source, "d.jsonl", Format::Jsonl, &ReadOptions::default()).collect()
    }

    #[test]
    fn ids_are_texts_or_numbers_or_the_place() {
        let read = read(format!(
            "{{\"id\":\"x\",\"headline\":\"{HEADLINE}\",\"body\":\"B\",\"url\":[1]}}\r\n\n\
             {{\"body\":\"B\",\"headline\":\"{HEADLINE}\",\"id\":7}}\n\
             {{\"headline\":\"{HEADLINE}\",\"body\":\"B\"}}"
        ));
        let ids: Vec<_> = read
            .iter()
            .map(|r| r.as_ref().unwrap().document.id.as_str())
            .collect();
        assert_eq!(ids, ["x", "7", "d.jsonl:4"]);
    }

    #[test]
    fn a_broken_line_is_placed_and_the_next_is_read() {
        let read = read(format!(
            "{{\"headline\":\"{HEADLINE}\",\"body\":}}\n{{\"headline\":\"{HEADLINE}\",\"body\":\"B\"}}\n"
        ));
        let notice = read[0].as_ref().unwrap_err();
        assert_eq!(notice.code, "bad-json");
        let column = "{\"headline\":\"\",\"body\":}".chars().count() + HEADLINE.chars().count();
        assert_eq!(notice.place, Place::line("d.jsonl", 1).at(column));
        assert!(read[1].is_ok());
    }

    #[test]
    fn fields_that_are_missing_or_of_another_kind_are_errors() {
        let codes: Vec<_> = read(format!(
            "{{\"body\":\"B\"}}\n{{\"headline\":\"{HEADLINE}\",\"body\":null}}\n\
             {{\"headline\":5,\"body\":\"B\"}}\n[1]\n{{\"headline\":\"{HEADLINE}\",\"body\":\"a\\u0000\"}}\n"
        ))
        .into_iter()
        .map(|r| r.unwrap_err().code)
        .collect();
        assert_eq!(
            codes,
            ["no-headline", "no-body", "bad-json", "bad-json", "nul-byte"]
        );
    }

    #[test]
    fn an_id_of_another_kind_is_called_by_its_name() {
        let read = read(format!(
            "{{\"id\":[1],\"headline\":\"{HEADLINE}\",\"body\":\"B\"}}"
        ));
        let notice = read[0].as_ref().unwrap_err();
        assert_eq!(notice.code, "bad-json");
        let reason = "(the `id` is neither a text nor a number)";
        assert!(notice.found.ends_with(reason), "{}", notice.found);
    }

    #[test]
    fn a_file_of_blank_lines_is_empty() {
        let read = read("\n  \n".to_owned());
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].as_ref().unwrap_err().code, "empty-file");
    }
}
