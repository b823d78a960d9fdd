//! Reading glossary files: CSV with a header, columns by name.

use std::io::Read;

use super::entry::{Entry, Pos, parse_form, split_values};
use super::sheet;
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
pub fn read(mut input: impl Read, file: &str) -> Rows {
    let mut rows = Rows::default();
    let mut bytes = Vec::new();
    if let Err(error) = input.read_to_end(&mut bytes) {
        let found = format!("the file cannot be read ({error})");
        let notice = Notice::error("bad-row", Place::file(file), found, "check the file");
        rows.notices.push(notice);
        return rows;
    }
    rows_of(&bytes, file, &mut rows);
    count_characters(&mut rows.notices, &bytes);
    rows
}

/// Puts columns of characters into notices that have those of cells.
fn count_characters(notices: &mut [Notice], bytes: &[u8]) {
    if notices.is_empty() {
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    let sheet = sheet::split(&text, sheet::Dialect::of_glossary(&text));
    for place in notices.iter_mut().map(|notice| &mut notice.place) {
        let Some((line, cell)) = place.line.zip(place.column) else {
            continue;
        };
        let row = sheet.binary_search_by_key(&line, |row| row.line);
        let found = row.ok().and_then(|row| sheet[row].cells.get(cell - 1));
        place.line = found.map_or(place.line, |cell| Some(cell.line));
        place.column = found.map(|cell| cell.column);
    }
}

fn rows_of(bytes: &[u8], file: &str, rows: &mut Rows) {
    let mut lines = LineCount::new(bytes);
    let dialect = sheet::Dialect::of_glossary(&String::from_utf8_lossy(bytes));
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .delimiter(dialect.delimiter as u8)
        .from_reader(bytes);
    let columns = match reader.headers() {
        Ok(header) => match Columns::of(header, file, &mut rows.notices) {
            Ok(columns) => columns,
            Err(notice) => {
                rows.notices.push(*notice);
                return;
            }
        },
        Err(error) => {
            rows.notices.push(csv_notice(&error, file, &mut lines));
            return;
        }
    };
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = lines.of(record.position());
                match columns.entry(&record, line, file, &mut rows.notices) {
                    Ok(entry) => rows.entries.push(entry),
                    Err(notice) => rows.notices.push(*notice),
                }
            }
            Err(error) => rows.notices.push(csv_notice(&error, file, &mut lines)),
        }
    }
}

/// Counts lines. The reader's own count is that before the line ends which it skips before a row.
struct LineCount<'b> {
    bytes: &'b [u8],
    at: usize,
    line: usize,
}

impl<'b> LineCount<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            line: 1,
        }
    }

    /// The line of a row; rows come in their order.
    fn of(&mut self, position: Option<&csv::Position>) -> usize {
        let start = position.map_or(0, |p| p.byte() as usize);
        let blank = |b: &&u8| matches!(**b, b'\r' | b'\n');
        let rest = self.bytes.get(start..).unwrap_or_default();
        let start = start + rest.iter().take_while(blank).count();
        let passed = self.bytes.get(self.at..start).unwrap_or_default();
        // A carriage return alone ends a row too.
        let ends = |&at: &usize| match passed[at] {
            b'\n' => true,
            b'\r' => passed.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.line += (0..passed.len()).filter(ends).count();
        self.at = start.max(self.at);
        self.line
    }
}

fn csv_notice(error: &csv::Error, file: &str, lines: &mut LineCount) -> Notice {
    let place = match error.position() {
        Some(position) => Place::line(file, lines.of(Some(position))),
        None => Place::file(file),
    };
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
    fn of(
        header: &csv::StringRecord,
        file: &str,
        notices: &mut Vec<Notice>,
    ) -> Result<Self, Box<Notice>> {
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
                None => notices.push(Notice::warning(
                    "unknown-column",
                    Place::line(file, 1).at(i + 1),
                    format!("there is no glossary column `{name}`, and it is left out"),
                    format!("use some of {}", COLUMNS.join(", ")),
                )),
            }
        }
        if at[0].is_none() || at[1].is_none() {
            return Err(Box::new(Notice::error(
                "missing-column",
                Place::line(file, 1),
                "a glossary needs the columns `yiddish` and `english`",
                "name them in the first line, with a comma, semicolon or tab between them",
            )));
        }
        Ok(Self(at))
    }

    fn entry(
        &self,
        record: &csv::StringRecord,
        line: usize,
        file: &str,
        notices: &mut Vec<Notice>,
    ) -> Result<Entry, Box<Notice>> {
        let place = |column: usize| Place::line(file, line).at(self.0[column].map_or(0, |c| c + 1));
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
                Place::line(file, line),
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
                ("empty-cell", "own.csv:3:6".to_owned()),
                ("unknown-pos", "own.csv:4:10".to_owned()),
            ]
        );
    }

    #[test]
    fn lines_are_counted_however_they_end() {
        for (text, lines) in [
            ("yiddish,english\r\n\u{5D0},a\r\n\u{5D1},b\r\n", [2, 3]),
            ("yiddish,english\r\u{5D0},a\r\r\n\u{5D1},b\r", [2, 4]),
            ("yiddish,english\n\n\n\u{5D0},\"a\nb\"\n\u{5D1},b\n", [4, 6]),
        ] {
            let rows = read(text.as_bytes(), "own.csv");
            let found: Vec<u32> = rows.entries.iter().map(|e| e.line).collect();
            assert_eq!(found, lines, "{text:?}");
        }
    }

    #[test]
    fn cells_may_be_split_by_semicolons_and_tabs() {
        for delimiter in [';', '\t'] {
            let text = "\u{FEFF}yiddish;english;pos\nטאָג;\"day, date\";noun\nטאָג;day;nuon\n";
            let text = text.replace(';', &delimiter.to_string());
            let rows = read(text.as_bytes(), "own.csv");
            assert_eq!(rows.entries[0].english, ["day, date"]);
            assert_eq!(rows.notices[0].place.to_string(), "own.csv:3:10");
        }
    }

    #[test]
    fn a_surplus_column_is_left_out_with_a_warning() {
        let rows = read("yiddish,url,english\nטאָג,u,day\n".as_bytes(), "own.csv");
        assert_eq!(rows.entries[0].english, ["day"]);
        assert_eq!(rows.notices.len(), 1);
        assert_eq!(rows.notices[0].severity, crate::error::Severity::Warning);
        assert_eq!(rows.notices[0].place.to_string(), "own.csv:1:9");
    }

    #[test]
    fn headers_are_checked() {
        for (header, code) in [
            ("yiddish,english,url", "unknown-column"),
            ("yiddish,pos", "missing-column"),
            ("yiddish,english,english", "duplicate-column"),
        ] {
            let rows = read(format!("{header}\n").as_bytes(), "own.csv");
            assert_eq!(rows.notices[0].code, code);
        }
    }
}
