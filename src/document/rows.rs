//! The rows of a table, a row at a time, and what becomes of quoted cells that are never closed.

use std::collections::VecDeque;

use super::Lines;
use super::quoting::{Row, Splitter};
use super::table::Dialect;
use crate::error::{Notice, Place};

/// Lines of a row at most; even empty ones take room.
const MOST_LINES: usize = 1 << 20;

/// The rows of a table, blank lines left out.
pub(super) struct Rows {
    lines: Lines,
    dialect: Dialect,
    /// The most bytes a row may have.
    longest: usize,
    /// Lines that were taken for the inside of a quoted cell and turned out not to be.
    waiting: VecDeque<(usize, String)>,
    failed: Option<Failed>,
}

/// How a quoted cell failed to end, and the last line that was taken for its inside.
///
/// A cell that is open at the end of one of those lines goes on as that cell did. Without knowing that, many such
/// lines would each be read to the same end.
#[derive(Debug, Clone, Copy)]
struct Failed {
    last: usize,
    /// Line and column of the quote that does not fit; nothing if none came.
    broken: Option<(usize, usize)>,
}

impl Rows {
    pub(super) fn new(lines: Lines, dialect: Dialect, longest: usize) -> Self {
        Self {
            lines,
            dialect,
            longest,
            waiting: VecDeque::new(),
            failed: None,
        }
    }

    /// What the table is called.
    pub(super) fn name(&self) -> &str {
        self.lines.name()
    }

    fn next_line(&mut self) -> Option<(usize, Result<String, Notice>)> {
        if let Some((number, line)) = self.waiting.pop_front() {
            return Some((number, Ok(line)));
        }
        let line = self.lines.next()?;
        Some((self.lines.number(), line))
    }

    /// The cells of the next row and the number of its first line.
    pub(super) fn next_row(&mut self) -> Option<(usize, Result<Vec<String>, Notice>)> {
        let (number, first) = loop {
            match self.next_line()? {
                (_, Ok(line)) if line.trim_matches([' ', '\r']).is_empty() => {}
                (number, Ok(line)) => break (number, line),
                (number, Err(notice)) => return Some((number, Err(notice))),
            }
        };
        let mut splitter = Splitter::new(self.delimiter());
        let mut row = splitter.line(&first);
        let mut length = first.len();
        let mut taken = Vec::new();
        let known = self.failed.filter(|failed| number < failed.last);
        if row == Row::Open
            && let Some(failed) = known
        {
            return Some((number, self.failure(&first, number, failed)));
        }
        while row == Row::Open && length <= self.longest && taken.len() < MOST_LINES {
            match self.next_line() {
                Some((number, Ok(line))) => {
                    row = splitter.line(&line);
                    length += line.len() + 1;
                    taken.push((number, line));
                }
                // Whether the cell is closed in a line that cannot be read nobody knows; so the row ends here.
                Some((_, Err(notice))) => return Some((number, Err(notice))),
                None => break,
            }
        }
        let last = taken.last().map_or(number, |line| line.0);
        let failed = match row {
            Row::Complete(cells) => return Some((number, Ok(cells))),
            Row::Open => Failed { last, broken: None },
            Row::Broken(column) => Failed {
                last,
                broken: Some((last, column)),
            },
        };
        self.failed = Some(failed);
        for line in taken.into_iter().rev() {
            self.waiting.push_front(line);
        }
        Some((number, self.failure(&first, number, failed)))
    }

    /// What comes of a row whose quoted cell failed to end.
    fn failure(&self, line: &str, number: usize, failed: Failed) -> Result<Vec<String>, Notice> {
        match self.dialect {
            Dialect::Csv => Err(self.bad_quote(number, failed.broken)),
            Dialect::Tsv => {
                let line = line.strip_suffix('\r').unwrap_or(line);
                Ok(line.split('\t').map(str::to_owned).collect())
            }
        }
    }

    fn delimiter(&self) -> char {
        match self.dialect {
            Dialect::Csv => ',',
            Dialect::Tsv => '\t',
        }
    }

    fn bad_quote(&self, number: usize, broken: Option<(usize, usize)>) -> Notice {
        let name = self.lines.name();
        let (place, found) = match broken {
            Some((line, column)) => (
                Place::line(name, line).at(column),
                if line == number {
                    "a quote inside a quoted cell that is not doubled".to_owned()
                } else {
                    format!("a quote that does not fit the quoted cell begun in line {number}")
                },
            ),
            None => (
                Place::line(name, number),
                "a quoted cell that is never closed".to_owned(),
            ),
        };
        Notice::error(
            "bad-row",
            place,
            found,
            "double the quotes inside a cell and close the cell with one",
        )
    }
}
