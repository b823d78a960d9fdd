//! Repairs that cannot change what a glossary says.

use std::io::Write;
use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::super::entry::split_values;
use super::super::read::COLUMNS;
use super::super::sheet::quoted;
use super::characters::{is_yiddish, spaced};
use super::file::File;
use super::{Context, Row, column, forms, open};
use crate::error::Notice;
use crate::report::Output;
use crate::yiddish::normalize;
use crate::yiddish::normalize::is_invisible;

/// What was repaired in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The file.
    pub file: String,
    /// How many of its cells were written anew.
    pub cells: usize,
}

/// Repairs the glossaries at `paths`: characters, spaces, repeated senses, and forms and variants that
/// the rules derive. A file is replaced at once, and only if something in it changes; cells that need
/// no repair stay as they were, byte by byte.
///
/// # Errors
/// The files that cannot be read or written.
pub fn fix(paths: &[PathBuf]) -> Result<Vec<Fixed>, Vec<Notice>> {
    let files = open(paths)?;
    let mut context = Context::new(&files);
    let mut out = Vec::new();
    for file in &files {
        let (text, cells) = repaired(file, &mut context);
        if cells == 0 {
            continue;
        }
        write(file, &text).map_err(|notice| vec![notice])?;
        out.push(Fixed {
            file: file.name.clone(),
            cells,
        });
    }
    Ok(out)
}

fn write(file: &File, text: &str) -> Result<(), Notice> {
    let mut output = Output::file(&file.path)?;
    output
        .write_all(text.as_bytes())
        .map_err(|error| output.failure(&error))?;
    output.commit()
}

/// The text of the file with its repairs, and how many cells they change.
fn repaired(file: &File, context: &mut Context) -> (String, usize) {
    let mut text = String::with_capacity(file.text.len());
    let (mut copied, mut cells) = (0, 0);
    for entry in &file.entries {
        let row = Row { file, entry };
        let mut edits = Vec::new();
        for at in 0..COLUMNS.len() {
            let Some(cell) = file.cell(entry.line, at) else {
                continue;
            };
            let fixed = fixed_cell(row, at, context);
            if fixed != cell.text {
                edits.push((cell.bytes.clone(), fixed));
            }
        }
        // The columns may stand in any order.
        edits.sort_by_key(|(bytes, _)| bytes.start);
        for (bytes, fixed) in edits {
            text.push_str(&file.text[copied..bytes.start]);
            text.push_str(&quoted(&fixed, file.dialect));
            copied = bytes.end;
            cells += 1;
        }
    }
    text.push_str(&file.text[copied..]);
    (text, cells)
}

fn fixed_cell(row: Row, at: usize, context: &mut Context) -> String {
    let cell = spaced(row.cell(at), at);
    let cell = if is_yiddish(at) {
        yiddish_text(&cell)
    } else {
        english_text(&cell)
    };
    match at {
        column::ENGLISH => {
            let mut seen = FxHashSet::default();
            list(split_values(&cell).filter(|v| seen.insert(v.to_lowercase())))
        }
        column::FORMS => {
            let derived = forms::derived(row.entry, &mut context.irregular);
            list(split_values(&cell).filter(|v| {
                super::super::entry::parse_form(v).map_or(true, |form| {
                    !derived
                        .iter()
                        .any(|d| d.0 == form.0 && normalize(&d.1).text == form.1)
                })
            }))
        }
        column::VARIANTS => {
            let derived = forms::same_key(row.entry, &context.irregular);
            list(split_values(&cell).filter(|v| !derived.iter().any(|d| normalize(d).text == **v)))
        }
        _ => cell,
    }
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.collect::<Vec<_>>().join(" | ")
}

/// A cell in Hebrew script in standard characters. What is said of a value holds for it alone, so
/// each is put into them by itself.
pub(crate) fn yiddish_text(cell: &str) -> String {
    cell.split(" | ")
        .map(|v| normalize(v).text)
        .collect::<Vec<_>>()
        .join(" | ")
}

/// A cell in English in standard characters: composed, with typewriter quotes, nothing invisible.
pub(crate) fn english_text(cell: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    cell.nfc()
        .filter(|&c| !is_invisible(c))
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2032}' => '\'',
            '\u{201C}' | '\u{201D}' | '\u{2033}' => '"',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_needs_repair_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        let before = "english,yiddish,pos,forms,variants\r\n\
                      \"day\" ,טאָג,noun,pl:טעג,טאג | טוג\r\n\
                      newspaper | Newspaper,צײַטונג,noun,pl:צייַטונגען,\r\n\
                      \"a, b\",שבת,noun,,\r\n";
        let after = "english,yiddish,pos,forms,variants\r\n\
                     day,טאָג,noun,pl:טעג,טוג\r\n\
                     newspaper,צייַטונג,noun,,\r\n\
                     \"a, b\",שבת,noun,,\r\n";
        std::fs::write(&path, before).unwrap();
        let fixed = fix(std::slice::from_ref(&path)).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), after);
        assert_eq!(fixed[0].cells, 5);
        assert_eq!(fix(&[path]).unwrap(), []);
    }
}
