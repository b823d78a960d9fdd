//! Tables: CSV and TSV with the columns `headline`, `body` and perhaps `id`, in any order among others.

use super::checks::{Found, finish};
use super::rows::Rows;
use super::{Lines, ReadOptions, Reading, text};
use crate::error::{Notice, Place};

/// How the cells of a table are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Commas. A quote that makes no sense is an error.
    Csv,
    /// Tabs. Many such files know no quoting at all, so a quote that makes no sense is just a character.
    Tsv,
}

/// Reads a document a row.
pub(super) struct Reader {
    rows: Rows,
    options: ReadOptions,
    columns: Option<Columns>,
    seen: bool,
    ended: bool,
}

impl Reader {
    pub(super) fn new(lines: Lines, dialect: Dialect, options: ReadOptions) -> Self {
        Self {
            rows: Rows::new(lines, dialect, options.max_line),
            options,
            columns: None,
            seen: false,
            ended: false,
        }
    }

    /// Reads the row of column names. Without it nothing can be read.
    fn header(&mut self) -> Result<(), Notice> {
        let Some((number, header)) = self.rows.next_row() else {
            return Err(text::empty(self.rows.name()));
        };
        let place = Place::line(self.rows.name(), number);
        self.columns = Some(Columns::find(&header?, &place)?);
        Ok(())
    }

    /// What is said at the end of a table of which nothing but the column names was there.
    fn end(&mut self) -> Option<Result<Reading, Notice>> {
        self.ended = true;
        (!self.seen).then(|| {
            Err(Notice::warning(
                "empty-file",
                Place::file(self.rows.name()),
                "the table has column names and no row",
                "add a row for each document",
            ))
        })
    }
}

impl Iterator for Reader {
    type Item = Result<Reading, Notice>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        if self.columns.is_none()
            && let Err(notice) = self.header()
        {
            self.ended = true;
            return Some(Err(notice));
        }
        let Some((number, row)) = self.rows.next_row() else {
            return self.end();
        };
        self.seen = true;
        let place = Place::line(self.rows.name(), number);
        let columns = self.columns.as_ref()?;
        let found = row.and_then(|cells| columns.document(cells, place));
        Some(found.and_then(|found| finish(found, &self.options)))
    }
}

/// The names of a table's columns.
pub(super) struct Names<'a> {
    header: &'a [String],
    place: &'a Place,
    names: Vec<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(header: &'a [String], place: &'a Place) -> Self {
        let names = header
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        Self {
            header,
            place,
            names,
        }
    }

    /// The place of the column called so, if there is one.
    pub(super) fn position(&self, wanted: &str) -> Result<Option<usize>, Notice> {
        let mut found = (self.names.iter().enumerate()).filter(|(_, name)| *name == wanted);
        let first = found.next().map(|(at, _)| at);
        match found.next() {
            None => Ok(first),
            Some(_) => Err(Notice::error(
                "duplicate-column",
                self.place.clone(),
                format!("two columns are called `{wanted}`"),
                "give one of them another name",
            )),
        }
    }

    /// The place of a column that must be there.
    pub(super) fn required(&self, wanted: &str) -> Result<usize, Notice> {
        self.position(wanted)?.ok_or_else(|| {
            let header = self.header;
            let separated_otherwise = header.len() == 1 && header[0].contains([';', '\t', ',']);
            let advice = if separated_otherwise {
                "separate the columns with commas in .csv and with tabs in .tsv, or say which with `--from`".into()
            } else {
                format!("name a column `{wanted}`")
            };
            let columns: Vec<_> = header.iter().map(|name| format!("`{name}`")).collect();
            Notice::error(
                "missing-column",
                self.place.clone(),
                format!("no column `{wanted}` among {}", columns.join(", ")),
                advice,
            )
        })
    }
}

/// What is wrong with a row that has not a cell under each column.
pub(super) fn bad_count(cells: usize, columns: usize, place: Place) -> Notice {
    Notice::error(
        "bad-row",
        place,
        format!("{cells} cells under {columns} columns"),
        "put a cell under each column; quote cells that hold the separator",
    )
}

/// Where in a row the parts of a document are.
struct Columns {
    id: Option<usize>,
    headline: usize,
    body: usize,
    count: usize,
}

impl Columns {
    fn find(header: &[String], place: &Place) -> Result<Self, Notice> {
        let names = Names::new(header, place);
        Ok(Self {
            id: names.position("id")?,
            headline: names.required("headline")?,
            body: names.required("body")?,
            count: header.len(),
        })
    }

    fn document(&self, mut cells: Vec<String>, place: Place) -> Result<Found, Notice> {
        if cells.len() != self.count {
            return Err(bad_count(cells.len(), self.count, place));
        }
        let mut take = |at: usize| std::mem::take(&mut cells[at]);
        Ok(Found {
            headline: take(self.headline),
            body: take(self.body),
            id: self
                .id
                .map(&mut take)
                .filter(|id| !id.is_empty())
                .unwrap_or_else(|| place.to_string()),
            place,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read_from};
    use super::*;

    const HEADLINE: &str = "יאפאן צינדט אן אלארעם";

    fn read_with(format: Format, max_line: usize, text: &str) -> Vec<Result<Reading, Notice>> {
        let source = std::io::Cursor::new(text.replace("HEAD", HEADLINE));
        let options = ReadOptions {
            max_line,
            ..ReadOptions::default()
        };
        read_from(source, "t", format, &options).collect()
    }

    fn csv(text: &str) -> Vec<Result<Reading, Notice>> {
        read_with(Format::Csv, 1000, text)
    }

    /// Ids of the documents and codes and places of the errors, in order.
    fn brief(read: Vec<Result<Reading, Notice>>) -> Vec<String> {
        read.into_iter()
            .map(|record| match record {
                Ok(reading) => reading.document.id,
                Err(notice) => format!("{} {}", notice.code, notice.place),
            })
            .collect()
    }

    #[test]
    fn columns_stand_in_any_order_among_others() {
        let read = csv("url,Body,id, headline\r\nu,\"One,\r\ntwo.\",7,HEAD\r\n\r\nu,B,,HEAD\r\n");
        let document = &read[0].as_ref().unwrap().document;
        assert_eq!(
            (document.id.as_str(), document.headline.as_str()),
            ("7", HEADLINE)
        );
        assert_eq!(document.body, "One,\r\ntwo.");
        assert_eq!(brief(read), ["7", "t:5"]);
    }

    #[test]
    fn bad_rows_among_good_ones_are_reported_and_the_others_read() {
        let read = csv(
            "id,headline,body\n1,HEAD,B\n2,HEAD\n3,HEAD,\"a \"b\"\n4,HEAD,B\n5,HEAD,B,C\n6,HEAD,B",
        );
        let expected = [
            "1",
            "bad-row t:3",
            "bad-row t:4:19",
            "4",
            "bad-row t:6",
            "6",
        ];
        let mut found = brief(read);
        // The column counts the letters of the headline.
        let column = "3,,\"a \"".chars().count() + HEADLINE.chars().count();
        assert_eq!(found[2], format!("bad-row t:4:{column}"));
        found[2] = expected[2].to_owned();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_quote_never_closed_loses_no_other_row() {
        let read = csv("id,headline,body\n1,HEAD,\"open\n2,HEAD,B\n3,HEAD,\"B\"\n");
        let column = "3,,\"".chars().count() + HEADLINE.chars().count();
        assert_eq!(
            brief(read),
            [format!("bad-row t:4:{column}"), "2".into(), "3".into()]
        );
        let read = csv("id,headline,body\n1,HEAD,\"open\n2,HEAD,B\n");
        assert_eq!(brief(read), ["bad-row t:2", "2"]);
    }

    #[test]
    fn a_row_is_no_longer_than_a_line_may_be() {
        let text = format!(
            "id,headline,body\n1,HEAD,\"{}\n2,HEAD,B\n",
            "open\n".repeat(30)
        );
        let found = brief(read_with(Format::Csv, 60, &text));
        assert_eq!(found[0], "bad-row t:2");
        assert_eq!(found.last().unwrap(), "2");
    }

    #[test]
    fn lines_that_all_leave_a_cell_open_are_not_each_read_to_the_end() {
        let text = format!("id,headline,body\n{}1,HEAD,B\n", "x\",\"\n".repeat(50_000));
        let begun = std::time::Instant::now();
        for format in [Format::Csv, Format::Tsv] {
            let rows = read_with(
                format,
                text.len(),
                &text.replace(',', if format == Format::Csv { "," } else { "\t" }),
            );
            assert_eq!(rows.len(), 50_001);
            assert_eq!(rows.last().unwrap().as_ref().unwrap().document.id, "1");
        }
        // Each to the end took minutes.
        assert!(begun.elapsed().as_secs() < 10);
    }

    #[test]
    fn a_cell_that_is_open_after_one_that_failed_may_be_closed() {
        let read = csv("id,headline,body\n1,HEAD,\"open\n2,HEAD,\"a \"b\n3,HEAD,\"B\nC\"\n");
        assert_eq!(read.last().unwrap().as_ref().unwrap().document.body, "B\nC");
    }

    #[test]
    fn quotes_in_tsv_may_be_just_characters() {
        let read = read_with(
            Format::Tsv,
            1000,
            "headline\tbody\nHEAD\t\"No\" he said\nHEAD\t\"a\tb\"\n",
        );
        assert_eq!(read[0].as_ref().unwrap().document.body, "\"No\" he said");
        assert_eq!(read[1].as_ref().unwrap().document.body, "a\tb");
    }

    #[test]
    fn a_missing_column_names_the_columns_found() {
        let read = csv("id,titel,body\n1,HEAD,B\n");
        assert_eq!(read.len(), 1);
        let notice = read[0].as_ref().unwrap_err();
        assert_eq!(notice.code, "missing-column");
        assert!(notice.found.contains("`id`, `titel`, `body`"));
        assert_eq!(brief(csv("body,headline,body\n")), ["duplicate-column t:1"]);
        let separated = csv("headline;body\n").remove(0).unwrap_err();
        assert!(separated.advice.contains("commas"));
    }

    #[test]
    fn an_empty_table_is_told_from_an_empty_file() {
        let severity = |text: &str| csv(text).remove(0).unwrap_err().severity;
        assert_eq!(severity(""), crate::error::Severity::Error);
        assert_eq!(severity("headline,body\n"), crate::error::Severity::Warning);
    }
}
