//! A glossary file as the checks see it: its text, its cells, and its entries.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::entry::Entry;
use super::super::read::{COLUMNS, read};
use super::super::sheet::{Cell, Dialect, Row, split};
use crate::error::{Notice, Place};

pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) entries: Vec<Entry>,
    /// What keeps rows from being entries.
    pub(super) notices: Vec<Notice>,
    pub(super) dialect: Dialect,
    rows: Vec<Row>,
    /// Where each column stands.
    columns: [Option<usize>; COLUMNS.len()],
}

impl File {
    pub(super) fn open(path: &Path) -> Result<Self, Notice> {
        let name = path.display().to_string();
        let unreadable = |found: String, advice: &str| {
            Notice::error("unreadable-glossary", Place::file(&name), found, advice)
        };
        let bytes = fs::read(path).map_err(|e| {
            unreadable(format!("the file cannot be opened ({e})"), "check its path")
        })?;
        let text = String::from_utf8(bytes).map_err(|e| {
            let good = &e.as_bytes()[..e.utf8_error().valid_up_to()];
            let line = good.split(|b| *b == b'\n').count();
            let found = format!("line {line} is not valid UTF-8");
            unreadable(found, "save the file as UTF-8")
        })?;
        Ok(Self::new(path, text))
    }

    pub(super) fn new(path: &Path, text: String) -> Self {
        let name = path.display().to_string();
        let dialect = Dialect::of_glossary(&text);
        let rows = split(&text, dialect);
        let read = read(text.as_bytes(), &name);
        let header = rows.first().map(|r| r.cells.as_slice()).unwrap_or_default();
        let columns = COLUMNS.map(|column| {
            let same = |cell: &Cell| cell.text.trim().eq_ignore_ascii_case(column);
            header.iter().position(same)
        });
        let mut file = Self {
            path: path.to_owned(),
            name,
            text,
            entries: read.entries,
            notices: read.notices,
            dialect,
            rows,
            columns,
        };
        let unclosed = file.rows.iter().find_map(|r| r.unclosed);
        if let Some((line, column)) = unclosed {
            file.notices.push(Notice::error(
                "bad-row",
                Place::line(&file.name, line).at(column),
                "a quoted cell that is never closed",
                "close the cell with a quote, and double the quotes inside it",
            ));
        }
        file
    }

    /// The row that begins in `line`.
    fn row(&self, line: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&(line as usize), |r| r.line);
        self.rows.get(at.ok()?)
    }

    pub(super) fn cell(&self, line: u32, column: usize) -> Option<&Cell> {
        self.row(line)?.cells.get(self.columns[column]?)
    }

    pub(super) fn place(&self, line: u32, column: usize) -> Place {
        match self.cell(line, column) {
            Some(cell) => Place::line(&self.name, cell.line).at(cell.column),
            None => Place::line(&self.name, line as usize),
        }
    }
}
