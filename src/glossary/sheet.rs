//! Tables as text: their cells, each with its place, so that a message can point to it and a repair
//! can change it and leave the rest of the file as it was.

use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its text without quoting.
    pub text: String,
    /// The line in which it begins, counted from 1.
    pub line: usize,
    /// The column of its first character, counted from 1 in characters.
    pub column: usize,
    /// Its bytes in the text, quotes included.
    pub bytes: Range<usize>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line in which it begins, counted from 1.
    pub line: usize,
    /// Its cells, at least one.
    pub cells: Vec<Cell>,
    /// Where a quote stands that nothing closes.
    pub unclosed: Option<(usize, usize)>,
}

/// How the cells of a table are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between cells.
    pub delimiter: char,
    /// Whether a cell may stand in double quotes.
    pub quoted: bool,
}

impl Dialect {
    /// Comma-separated values.
    pub const CSV: Self = Self {
        delimiter: ',',
        quoted: true,
    };

    /// How the cells of the glossary `text` are told apart: by what stands between the names of its columns.
    ///
    /// Spreadsheets write semicolons instead of commas wherever the comma is the decimal sign.
    pub fn of_glossary(text: &str) -> Self {
        let header = text.trim_start_matches('\u{FEFF}').trim_start();
        let header = header.lines().next().unwrap_or_default();
        let names = |delimiter: &char| {
            header.split(*delimiter).any(|name| {
                let name = name.trim().trim_matches('"');
                ["yiddish", "english"]
                    .iter()
                    .any(|n| n.eq_ignore_ascii_case(name))
            })
        };
        let delimiter = [',', ';', '\t'].into_iter().find(names).unwrap_or(',');
        Self {
            delimiter,
            ..Self::CSV
        }
    }
}

/// The rows of `text`, blank lines left out.
///
/// ```
/// use kepl::glossary::sheet::{Dialect, split};
///
/// let rows = split("yiddish,english\nטאָג,\"day, date\"\n", Dialect::CSV);
/// assert_eq!(rows[1].cells[1].text, "day, date");
/// assert_eq!((rows[1].cells[1].line, rows[1].cells[1].column), (2, 6));
/// ```
pub fn split(text: &str, dialect: Dialect) -> Vec<Row> {
    let mut scanner = Scanner {
        chars: text.char_indices().peekable(),
        end: text.len(),
        line: 1,
        column: 1,
    };
    if scanner.peek() == Some('\u{FEFF}') {
        scanner.chars.next();
    }
    let mut rows = Vec::new();
    while let Some(row) = scanner.row(dialect) {
        rows.push(row);
    }
    rows
}

/// `text` as a cell: in quotes where it needs them.
pub fn quoted(text: &str, dialect: Dialect) -> String {
    let needs = dialect.quoted
        && (text.contains(['"', '\n', '\r', dialect.delimiter]) || text.starts_with('#'));
    if needs {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

struct Scanner<'t> {
    chars: Peekable<CharIndices<'t>>,
    end: usize,
    line: usize,
    column: usize,
}

impl Scanner<'_> {
    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, c)| *c)
    }

    fn byte(&mut self) -> usize {
        self.chars.peek().map_or(self.end, |(at, _)| *at)
    }

    fn next(&mut self) -> Option<char> {
        let (_, c) = self.chars.next()?;
        if c == '\n' || c == '\r' && self.peek() != Some('\n') {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(c)
    }

    /// Takes an end of line, if one is there.
    fn line_end(&mut self) -> bool {
        match self.peek() {
            Some('\r') => {
                self.next();
                if self.peek() == Some('\n') {
                    self.next();
                }
                true
            }
            Some('\n') => {
                self.next();
                true
            }
            _ => false,
        }
    }

    fn row(&mut self, dialect: Dialect) -> Option<Row> {
        while self.line_end() {}
        self.peek()?;
        let mut row = Row {
            line: self.line,
            cells: Vec::new(),
            unclosed: None,
        };
        loop {
            let cell = self.cell(dialect, &mut row.unclosed);
            row.cells.push(cell);
            if self.peek() == Some(dialect.delimiter) {
                self.next();
            } else {
                self.line_end();
                return Some(row);
            }
        }
    }

    fn cell(&mut self, dialect: Dialect, unclosed: &mut Option<(usize, usize)>) -> Cell {
        let (line, column, start) = (self.line, self.column, self.byte());
        let mut text = String::new();
        if dialect.quoted && self.peek() == Some('"') {
            self.next();
            loop {
                match self.next() {
                    Some('"') if self.peek() == Some('"') => {
                        self.next();
                        text.push('"');
                    }
                    Some('"') => break,
                    Some(c) => text.push(c),
                    None => {
                        *unclosed = Some((line, column));
                        break;
                    }
                }
            }
        }
        while let Some(c) = self.peek() {
            if c == dialect.delimiter || c == '\n' || c == '\r' {
                break;
            }
            text.push(c);
            self.next();
        }
        Cell {
            text,
            line,
            column,
            bytes: start..self.byte(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let rows = split(text, Dialect::CSV).into_iter();
        rows.map(|r| r.cells.into_iter().map(|c| c.text).collect())
            .collect()
    }

    #[test]
    fn cells_know_their_places() {
        let text = "a,b\r\n\r\n\"x\ny\",טאָג,\"1 \"\"2\"\"\"\n";
        let rows = split(text, Dialect::CSV);
        assert_eq!(texts(text)[1], ["x\ny", "טאָג", "1 \"2\""]);
        assert_eq!(rows[1].line, 3);
        let places: Vec<_> = rows[1].cells.iter().map(|c| (c.line, c.column)).collect();
        assert_eq!(places, [(3, 1), (4, 4), (4, 9)]);
        assert_eq!(&text[rows[1].cells[0].bytes.clone()], "\"x\ny\"");
    }

    #[test]
    fn a_quote_never_closed_is_told() {
        assert_eq!(split("a,\"b\nc", Dialect::CSV)[0].unclosed, Some((1, 3)));
    }

    #[test]
    fn without_quoting_a_quote_is_a_character() {
        let plain = Dialect {
            delimiter: '\t',
            quoted: false,
        };
        let rows = split("\"a\tb\"\n", plain);
        assert_eq!(rows[0].cells[1].text, "b\"");
    }

    proptest! {
        #[test]
        fn quoted_cells_come_back(cells in prop::collection::vec("[a-z\",\n\rא#]{1,5}", 1..5)) {
            let line: Vec<String> = cells.iter().map(|c| quoted(c, Dialect::CSV)).collect();
            prop_assert_eq!(&texts(&line.join(","))[0], &cells);
        }
    }
}
