//! Splits table rows into cells, a line at a time.
//!
//! The `csv` crate reads a whole record at once, so a quote that is never closed swallows the rest of the
//! file, without limit and without a word. This splitter stops at the first quote that makes no sense, and
//! the reader goes on from the next line.

/// What a row is after one more line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Complete, with these cells.
    Complete(Vec<String>),
    /// A quoted cell is still open; it goes on in the next line.
    Open,
    /// A quote inside a quoted cell is not doubled: its place in the line, counted from 1.
    Broken(usize),
}

/// Cells of a row at most; of a row with more the last are left out, since no table has as many columns.
const MOST_CELLS: usize = 10_000;

/// The state of a row between its lines.
pub(super) struct Splitter {
    delimiter: char,
    cells: Vec<String>,
    /// The text so far of the quoted cell that is open.
    open: Option<String>,
}

impl Splitter {
    pub(super) fn new(delimiter: char) -> Self {
        Self {
            delimiter,
            cells: Vec::new(),
            open: None,
        }
    }

    /// Takes in the first line of a row, or the next one while the row is [`Row::Open`].
    pub(super) fn line(&mut self, line: &str) -> Row {
        let mut rest = line;
        if let Some(open) = &mut self.open {
            open.push('\n');
        }
        loop {
            if self.open.is_none()
                && let Some(inside) = rest.strip_prefix('"')
            {
                self.open = Some(String::new());
                rest = inside;
            }
            if let Some(mut cell) = self.open.take() {
                match quoted(rest, &mut cell, self.delimiter) {
                    Quoted::Ends(after) => {
                        self.add(cell);
                        rest = after;
                    }
                    Quoted::EndsRow => return self.complete(cell),
                    Quoted::GoesOn => {
                        self.open = Some(cell);
                        return Row::Open;
                    }
                    Quoted::Broken(after) => {
                        let before = &line[..line.len() - after.len()];
                        return Row::Broken(before.chars().count());
                    }
                }
            } else if let Some((cell, after)) = rest.split_once(self.delimiter) {
                self.add(cell.to_owned());
                rest = after;
            } else {
                let last = rest.strip_suffix('\r').unwrap_or(rest);
                return self.complete(last.to_owned());
            }
        }
    }

    fn add(&mut self, cell: String) {
        if self.cells.len() < MOST_CELLS {
            self.cells.push(cell);
        }
    }

    fn complete(&mut self, last: String) -> Row {
        self.add(last);
        Row::Complete(std::mem::take(&mut self.cells))
    }
}

/// How the inside of a quoted cell ends.
enum Quoted<'a> {
    /// With a quote and the delimiter, after which this is left.
    Ends(&'a str),
    /// With a quote at the end of the line.
    EndsRow,
    /// Not in this line.
    GoesOn,
    /// With a quote that neither ends the cell nor is doubled; this is left after it.
    Broken(&'a str),
}

/// Reads the inside of a quoted cell into `cell`.
fn quoted<'a>(mut rest: &'a str, cell: &mut String, delimiter: char) -> Quoted<'a> {
    while let Some((before, after)) = rest.split_once('"') {
        cell.push_str(before);
        if let Some(after) = after.strip_prefix('"') {
            cell.push('"');
            rest = after;
        } else if let Some(after) = after.strip_prefix(delimiter) {
            return Quoted::Ends(after);
        } else if after.is_empty() || after == "\r" {
            return Quoted::EndsRow;
        } else {
            return Quoted::Broken(after);
        }
    }
    cell.push_str(rest);
    Quoted::GoesOn
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(line: &str) -> Row {
        Splitter::new(',').line(line)
    }

    fn cells<const N: usize>(cells: [&str; N]) -> Row {
        Row::Complete(cells.map(str::to_owned).into())
    }

    #[test]
    fn quotes_hold_delimiters_and_doubled_quotes() {
        assert_eq!(split("a,,\"b,\"\"c\"\"\"\r"), cells(["a", "", "b,\"c\""]));
        assert_eq!(split("5\" pipe,x\r"), cells(["5\" pipe", "x"]));
        assert_eq!(split("\"\""), cells([""]));
    }

    #[test]
    fn a_quoted_cell_goes_on_in_the_next_line() {
        let mut splitter = Splitter::new('\t');
        assert_eq!(splitter.line("1\t\"a\r"), Row::Open);
        assert_eq!(splitter.line(""), Row::Open);
        assert_eq!(splitter.line("b\"\tc"), cells(["1", "a\r\n\nb", "c"]));
    }

    #[test]
    fn a_row_of_nothing_but_delimiters_does_not_fill_the_memory() {
        for rows in [",".repeat(1_000_000), "\"\",".repeat(1_000_000)] {
            let Row::Complete(cells) = split(&rows) else {
                panic!("it is complete");
            };
            assert_eq!(cells.len(), MOST_CELLS);
        }
    }

    #[test]
    fn a_quote_that_makes_no_sense_is_placed() {
        assert_eq!(split("x,\"a \"b\" c\""), Row::Broken(6));
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_comes_back(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\n\rא\t ]{0,6}", 3), 1..4),
            tabs in any::<bool>(),
        ) {
            let delimiter = if tabs { b'\t' } else { b',' };
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let mut splitter = Splitter::new(char::from(delimiter));
            let read: Vec<Vec<String>> = text
                .strip_suffix('\n')
                .unwrap()
                .split('\n')
                .filter_map(|line| match splitter.line(line) {
                    Row::Complete(cells) => Some(cells),
                    Row::Open => None,
                    Row::Broken(at) => panic!("{text:?} is broken at {at}"),
                })
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}
