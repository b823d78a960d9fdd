//! The CSV of Weblate: `source` and `target` by name among other columns. A unit is known by its source
//! and context, so the senses of a word have numbered contexts: `noun`, `noun #2`.

use std::io::{self, Write};

use super::super::entry::Entry;
use super::super::sheet::{Dialect, Row, split};
use super::{Import, fields};
use crate::error::Place;

const COLUMNS: [&str; 4] = ["source", "target", "context", "developer_comments"];

pub(super) fn write(entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(COLUMNS)?;
    for entry in entries {
        let pos = entry.pos.map_or("", super::super::entry::Pos::as_str);
        for (at, sense) in entry.english.iter().enumerate() {
            let context = match at {
                0 => pos.to_owned(),
                _ => format!("{pos} #{}", at + 1).trim().to_owned(),
            };
            let (source, remark) = (fields::written(entry), fields::remark(entry));
            writer.write_record([source, sense.clone(), context, remark])?;
        }
    }
    writer.flush()
}

pub(super) fn read(text: &str, import: &mut Import) {
    let rows = split(text, Dialect::CSV);
    let Some((header, rows)) = rows.split_first() else {
        let place = Place::file(import.file);
        return import.fail(
            "missing-column",
            place,
            "the file is empty",
            "give a CSV file",
        );
    };
    let column = |name: &str| {
        header
            .cells
            .iter()
            .position(|c| c.text.trim().eq_ignore_ascii_case(name))
    };
    let (Some(source), Some(target)) = (column("source"), column("target")) else {
        return import.fail(
            "missing-column",
            Place::line(import.file, header.line),
            "no columns `source` and `target`",
            "export the glossary from Weblate as CSV",
        );
    };
    let (context, developer, translator) = (
        column("context"),
        column("developer_comments"),
        column("translator_comments"),
    );
    for row in rows {
        if let Some((line, at)) = row.unclosed {
            return import.fail(
                "bad-row",
                Place::line(import.file, line).at(at),
                "a quoted cell that is never closed",
                "close the cell with a quote, and double the quotes inside it",
            );
        }
        if row.cells.len() <= source.max(target) {
            import.fail(
                "bad-row",
                Place::line(import.file, row.line),
                format!(
                    "{} cells under {} columns",
                    row.cells.len(),
                    header.cells.len()
                ),
                "put a cell under each column",
            );
            continue;
        }
        let cell = |at: Option<usize>| cell(row, at);
        let mut entry = import.blank(row.line);
        cell(Some(source)).clone_into(&mut entry.yiddish);
        entry.english.push(cell(Some(target)).to_owned());
        let pos = cell(context).split('#').next().unwrap_or_default().trim();
        fields::set(&mut entry, "pos", pos);
        fields::read_remark(&mut entry, cell(developer));
        if entry.note.is_empty() {
            cell(translator).clone_into(&mut entry.note);
        }
        import.add(entry, row.cells[source].column);
    }
}

fn cell(row: &Row, at: Option<usize>) -> &str {
    at.and_then(|at| row.cells.get(at))
        .map_or("", |c| c.text.trim())
}

#[cfg(test)]
mod tests {
    use super::super::{Format, import};

    #[test]
    fn columns_go_by_name() {
        let text = "\"location\",\"target\",\"source\",\"translator_comments\"\n\"x\",\"day\",\"טאָג\",\"ask\"\n";
        let rows = import(Format::Weblate, text, "x");
        assert_eq!(rows.entries[0].yiddish, "טאָג");
        assert_eq!(rows.entries[0].note, "ask");
    }
}
