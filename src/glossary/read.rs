//! Reading glossary files: CSV with a header, columns by name.

use std::io::Read;

use super::entry::{Entry, Pos, parse_form, split_values};
use crate::error::{Notice, Place};

/// The columns of a glossary, in their usual order. Only the first two must be there.
pub const COLUMNS: [&str; 8] = [
    "yiddish",
    "english",
    "pos",
    "forms",
    "variants",
    "tags",
    "note",
    "romanized",
];

/// What a glossary file holds: its good rows, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Rows {
    /// The rows that could be read.
    pub entries: Vec<Entry>,
    /// What is wrong, a notice a cell or row.
    pub notices: Vec<Notice>,
}

/// Reads the glossary `input`, which messages call `file`.
pub fn read(input: impl Read, file: &str) -> Rows {
    let mut rows = Rows::default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input);
    let columns = match reader.headers() {
        Ok(header) => match Columns::of(header, file) {
            Ok(columns) => columns,
            Err(notice) => {
                rows.notices.push(*notice);
                return rows;
            }
        },
        Err(error) => {
            rows.notices.push(csv_notice(&error, file));
            return rows;
        }
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => match columns.entry(&record, file, &mut rows.notices) {
                Ok(entry) => rows.entries.push(entry),
                Err(notice) => rows.notices.push(*notice),
            },
            Err(error) => {
                rows.notices.push(csv_notice(&error, file));
                if error.is_io_error() {
                    break;
                }
            }
        }
    }
    rows
}

fn csv_notice(error: &csv::Error, file: &str) -> Notice {
    let place = error.position().map_or_else(
        || Place::file(file),
        |p| Place::line(file, p.line() as usize),
    );
    let found = match error.kind() {
        csv::ErrorKind::Utf8 { err, .. } => {
            format!("field {} is not valid UTF-8", err.field() + 1)
        }
        _ => error.to_string(),
    };
    Notice::error("bad-row", place, found, "save the file as UTF-8 CSV")
}

/// Where each column stands in the file at hand.
struct Columns([Option<usize>; 8]);

impl Columns {
    fn of(header: &csv::StringRecord, file: &str) -> Result<Self, Box<Notice>> {
        let mut at = [None; 8];
        for (i, name) in header.iter().enumerate() {
            let name = name.trim().trim_start_matches('\u{FEFF}').to_lowercase();
            match COLUMNS.iter().position(|c| *c == name) {
                Some(column) if at[column].is_none() => at[column] = Some(i),
                Some(_) => {
                    return Err(Box::new(Notice::error(
                        "duplicate-column",
                        Place::line(file, 1).at(i + 1),
                        format!("the column `{name}` is there twice"),
                        "keep one of them",
                    )));
                }
                None => {
                    return Err(Box::new(Notice::error(
                        "unknown-column",
                        Place::line(file, 1).at(i + 1),
                        format!("there is no glossary column `{name}`"),
                        format!("use some of {}", COLUMNS.join(", ")),
                    )));
                }
            }
        }
        if at[0].is_none() || at[1].is_none() {
            return Err(Box::new(Notice::error(
                "missing-column",
                Place::line(file, 1),
                "a glossary needs the columns `yiddish` and `english`",
                "name them in the first line",
            )));
        }
        Ok(Self(at))
    }

    fn entry(
        &self,
        record: &csv::StringRecord,
        file: &str,
        notices: &mut Vec<Notice>,
    ) -> Result<Entry, Box<Notice>> {
        let line = record.position().map_or(0, csv::Position::line);
        let place = |column: usize| {
            Place::line(file, line as usize).at(self.0[column].map_or(0, |c| c + 1))
        };
        let cell = |column: usize| {
            self.0[column]
                .and_then(|at| record.get(at))
                .unwrap_or_default()
                .trim()
        };
        let needed = self.0[0].max(self.0[1]).unwrap_or(0) + 1;
        if record.len() < needed {
            return Err(Box::new(Notice::error(
                "too-few-columns",
                Place::line(file, line as usize),
                format!(
                    "the row has {} columns where {needed} are needed",
                    record.len()
                ),
                "give at least the Yiddish and the English",
            )));
        }
        for (column, name) in [(0, "Yiddish"), (1, "English")] {
            if cell(column).is_empty() {
                return Err(Box::new(Notice::error(
                    "empty-cell",
                    place(column),
                    format!("the {name} is empty"),
                    "fill it or delete the row",
                )));
            }
        }
        let pos = match cell(2) {
            "" => None,
            text => Some(text.parse::<Pos>().map_err(|()| {
                Box::new(Notice::error(
                    "unknown-pos",
                    place(2),
                    format!("`{text}` is not a part of speech"),
                    format!("use one of {}", Pos::ALL.map(Pos::as_str).join(" ")),
                ))
            })?),
        };
        let mut forms = Vec::new();
        for value in split_values(cell(3)) {
            match parse_form(value) {
                Ok(form) => forms.push(form),
                Err(label) => notices.push(Notice::error(
                    "unknown-form",
                    place(3),
                    format!("`{label}` is not a label of irregular forms"),
                    "write pl: pp: pres: cmp: or dim: before the form",
                )),
            }
        }
        let values = |column: usize| split_values(cell(column)).map(str::to_owned).collect();
        Ok(Entry {
            yiddish: crate::yiddish::normalize::normalize(cell(0)).text,
            english: values(1),
            pos,
            forms,
            variants: values(4),
            tags: values(5),
            note: cell(6).to_owned(),
            romanized: cell(7).to_owned(),
            file: file.to_owned(),
            line: line as u32,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_row() {
        let rows = read(
            "english,yiddish,pos,forms\nday,טאָג,noun,pl:טעג\n".as_bytes(),
            "own.csv",
        );
        assert_eq!(rows.notices, []);
        assert_eq!(rows.entries[0].english, ["day"]);
        assert_eq!(rows.entries[0].forms.len(), 1);
        assert_eq!(rows.entries[0].line, 2);
    }

    #[test]
    fn every_fault_names_its_place() {
        let text = "yiddish,english,pos\nטאָג\nטאָג,,noun\nטאָג,day,nuon\nטאָג,day,noun\n";
        let rows = read(text.as_bytes(), "own.csv");
        assert_eq!(rows.entries.len(), 1);
        let found: Vec<_> = rows
            .notices
            .iter()
            .map(|n| (n.code, n.place.to_string()))
            .collect();
        assert_eq!(
            found,
            [
                ("too-few-columns", "own.csv:2".to_owned()),
                ("empty-cell", "own.csv:3:2".to_owned()),
                ("unknown-pos", "own.csv:4:3".to_owned()),
            ]
        );
    }

    #[test]
    fn headers_are_checked() {
        for (header, code) in [
            ("yiddish,engish", "unknown-column"),
            ("yiddish,pos", "missing-column"),
            ("yiddish,english,english", "duplicate-column"),
        ] {
            let rows = read(format!("{header}\n").as_bytes(), "own.csv");
            assert_eq!(rows.notices[0].code, code);
        }
    }
}
