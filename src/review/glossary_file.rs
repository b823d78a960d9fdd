//! Changing a glossary file so that what is not changed stays as it was, byte by byte.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::draft::Draft;
use crate::error::{Notice, Place};
use crate::glossary::entry::Entry;
use crate::glossary::read::{COLUMNS, read};
use crate::glossary::sheet::{Cell, Dialect, quoted, split};
use crate::glossary::write;
use crate::report::Output;

/// A glossary file that was read without a fault.
#[derive(Debug)]
pub(super) struct GlossaryFile {
    path: PathBuf,
    text: String,
    pub(super) entries: Vec<Entry>,
}

/// What is to become of its rows.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// New cells, or deletion, by the line of the row.
    pub(super) rows: FxHashMap<u32, Option<Draft>>,
    /// Rows that come after all others.
    pub(super) new: Vec<Draft>,
}

impl GlossaryFile {
    /// Reads the glossary at `path`; one that is not there is empty.
    pub(super) fn open(path: &Path) -> Result<Self, Vec<Notice>> {
        let name = path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(vec![Notice::error(
                    "unreadable-glossary",
                    Place::file(name),
                    format!("the glossary cannot be read ({error})"),
                    "give a glossary in UTF-8",
                )]);
            }
        };
        let mut entries = Vec::new();
        if !text.is_empty() {
            let rows = read(text.as_bytes(), &name);
            // A row or column that cannot be read could be lost when the file is written.
            if !rows.notices.is_empty() {
                return Err(rows.notices.into_iter().map(Notice::graver).collect());
            }
            entries = rows.entries;
        }
        Ok(Self {
            path: path.to_owned(),
            text,
            entries,
        })
    }

    /// Writes the glossary with `edits`, and before that a copy of it as it was. Returns the copy's path
    /// if there was something to copy.
    pub(super) fn save(&self, edits: &Edits) -> Result<Option<PathBuf>, Notice> {
        let text = self.edited(edits);
        let backup = if self.path.exists() {
            Some(back_up(&self.path)?)
        } else {
            None
        };
        let mut output = Output::file(&self.path)?;
        output
            .write_all(text.as_bytes())
            .map_err(|error| output.failure(&error))?;
        output.commit()?;
        Ok(backup)
    }

    fn edited(&self, edits: &Edits) -> String {
        let dialect = Dialect::of_glossary(&self.text);
        let between = dialect.delimiter.to_string();
        let sheet = split(&self.text, dialect);
        let header = sheet.first().map_or(&[][..], |row| &row.cells);
        let columns = COLUMNS.map(|column| {
            let same = |cell: &Cell| cell.text.trim().eq_ignore_ascii_case(column);
            header.iter().position(same)
        });
        let drafts = edits.rows.values().flatten().chain(&edits.new);
        let fits = !header.is_empty()
            && drafts.clone().all(|draft| {
                let cells = cells(draft);
                (0..COLUMNS.len()).all(|at| columns[at].is_some() || cells[at].is_empty())
            });
        if !fits {
            return self.rewritten(edits, &columns);
        }
        let end = if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        };
        let mut out = String::with_capacity(self.text.len());
        let mut copied = 0;
        for (at, row) in sheet.iter().enumerate().skip(1) {
            let Some(edit) = edits.rows.get(&(row.line as u32)) else {
                continue;
            };
            let start = row.cells[0].bytes.start;
            out.push_str(&self.text[copied..start]);
            let next = sheet.get(at + 1).map(|r| r.cells[0].bytes.start);
            copied = next.unwrap_or(self.text.len());
            if let Some(draft) = edit {
                let wanted = cells(draft);
                let mut line: Vec<String> = Vec::new();
                for at in 0..row.cells.len().max(header.len()) {
                    let old = row.cells.get(at);
                    let column = columns.iter().position(|c| *c == Some(at));
                    line.push(match (old, column) {
                        (Some(old), Some(column)) if old.text.trim() == wanted[column] => {
                            self.text[old.bytes.clone()].to_owned()
                        }
                        (_, Some(column)) => quoted(&wanted[column], dialect),
                        (Some(old), None) => self.text[old.bytes.clone()].to_owned(),
                        (None, None) => String::new(),
                    });
                }
                out.push_str(&line.join(&between));
                let last = row.cells.last().map_or(start, |cell| cell.bytes.end);
                out.push_str(&self.text[last..copied]);
            }
        }
        out.push_str(&self.text[copied..]);
        for draft in &edits.new {
            if !out.ends_with('\n') {
                out.push_str(end);
            }
            let wanted = cells(draft);
            let line: Vec<String> = (0..header.len())
                .map(|at| columns.iter().position(|c| *c == Some(at)))
                .map(|column| column.map_or_else(String::new, |c| quoted(&wanted[c], dialect)))
                .collect();
            out.push_str(&line.join(&between));
            out.push_str(end);
        }
        out
    }

    /// The whole file written anew, where it lacks a column that is needed now.
    fn rewritten(&self, edits: &Edits, columns: &[Option<usize>; COLUMNS.len()]) -> String {
        let kept = self
            .entries
            .iter()
            .filter_map(|entry| match edits.rows.get(&entry.line) {
                None => Some(entry.clone()),
                Some(edit) => edit.as_ref().and_then(|draft| draft.entry().ok()),
            });
        let new = edits.new.iter().filter_map(|draft| draft.entry().ok());
        let entries: Vec<Entry> = kept.chain(new).collect();
        let names: Vec<&str> = (0..COLUMNS.len())
            .filter(|&at| columns[at].is_some())
            .map(|at| COLUMNS[at])
            .collect();
        let mut out = Vec::new();
        // Writing to memory does not fail, and what it writes is UTF-8.
        let _ = write::write(&entries, &names, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }
}

fn cells(draft: &Draft) -> [String; COLUMNS.len()] {
    [
        draft.yiddish.clone(),
        draft.english.join(" | "),
        draft.pos.clone(),
        draft.forms.join(" | "),
        draft.variants.join(" | "),
        draft.tags.join(" | "),
        draft.note.clone(),
        draft.romanized.clone(),
    ]
}

/// Copies the file to the first of `x.bak`, `x.bak2`, `x.bak3` and so on that is free.
fn back_up(path: &Path) -> Result<PathBuf, Notice> {
    let failed = |backup: &Path, error: &io::Error| {
        let found = format!("the copy of the glossary cannot be written ({error})");
        let advice = "make room; the glossary itself was not changed";
        Notice::error(
            "unwritable",
            Place::file(backup.display().to_string()),
            found,
            advice,
        )
    };
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(".bak");
        if number > 1 {
            name.push(number.to_string());
        }
        let backup = PathBuf::from(name);
        let made = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&backup);
        match made {
            Ok(mut file) => {
                let copied = fs::File::open(path)
                    .and_then(|mut from| io::copy(&mut from, &mut file))
                    .and_then(|_| file.sync_all());
                return match copied {
                    Ok(()) => Ok(backup),
                    Err(error) => Err(failed(&backup, &error)),
                };
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(failed(&backup, &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(yiddish: &str, english: &str, pos: &str) -> Draft {
        Draft {
            yiddish: yiddish.into(),
            english: vec![english.into()],
            pos: pos.into(),
            ..Draft::default()
        }
    }

    fn edited(text: &str, edits: &Edits) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        fs::write(&path, text).unwrap();
        let backup = GlossaryFile::open(&path).unwrap().save(edits).unwrap();
        assert_eq!(fs::read_to_string(backup.unwrap()).unwrap(), text);
        fs::read_to_string(&path).unwrap()
    }

    #[test]
    fn other_rows_stay_byte_by_byte() {
        let before = "english,yiddish,pos\r\n\"day\",טאָג,noun\r\n\r\nnight,נאַכט,\r\nweek,וואָך,noun";
        let mut edits = Edits::default();
        edits.rows.insert(4, None);
        edits
            .rows
            .insert(5, Some(draft("וואָך", "week, all of it", "noun")));
        edits.new.push(draft("יאָר", "year", ""));
        let after = "english,yiddish,pos\r\n\"day\",טאָג,noun\r\n\r\n\"week, all of it\",וואָך,noun\r\nyear,יאָר,\r\n";
        assert_eq!(edited(before, &edits), after);
    }

    #[test]
    fn a_row_that_a_carriage_return_ends_is_a_row() {
        let mut edits = Edits::default();
        edits.rows.insert(3, None);
        assert_eq!(
            edited("yiddish,english\nטאָג,day\rיאָר,year\nוואָך,week\n", &edits),
            "yiddish,english\nטאָג,day\rוואָך,week\n"
        );
    }

    #[test]
    fn a_column_that_is_missing_is_added() {
        let mut edits = Edits::default();
        edits.new.push(draft("יאָר", "year", "noun"));
        assert_eq!(
            edited("yiddish,english\nטאָג,day\n", &edits),
            "yiddish,english,pos\nטאָג,day,\nיאָר,year,noun\n"
        );
    }

    #[test]
    fn copies_do_not_overwrite_one_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        fs::write(&path, "1").unwrap();
        assert!(back_up(&path).unwrap().ends_with("own.csv.bak"));
        fs::write(&path, "2").unwrap();
        let second = back_up(&path).unwrap();
        assert!(second.ends_with("own.csv.bak2"));
        assert_eq!(fs::read_to_string(second).unwrap(), "2");
    }
}
