//! What is wrong with glossaries, row by row: [`lint`] says it, [`fix`] repairs what is safe to repair.
//!
//! The codes are listed in [`codes`]. A check is a function in the file of its subject; those of one
//! row alone are listed in `ROW_RULES`, those that compare rows in `SHEET_RULES`.

mod characters;
pub mod codes;
mod file;
pub(crate) mod fixing;
mod forms;
mod keys;
mod senses;
mod spelling;
mod tags;

use std::path::PathBuf;

use super::Glossary;
use super::entry::Entry;
use super::files::expand;
use crate::error::Notice;
use crate::yiddish::inflect::IrregularVerbs;
use file::File;
use senses::EnglishWords;

pub use fixing::{Fixed, fix};

/// The columns in the order of [`super::read::COLUMNS`].
mod column {
    pub const YIDDISH: usize = 0;
    pub const ENGLISH: usize = 1;
    pub const FORMS: usize = 3;
    pub const VARIANTS: usize = 4;
    pub const TAGS: usize = 5;
    pub const ROMANIZED: usize = 7;
}

/// A row: its cells as they stand in the file, and what they say.
#[derive(Clone, Copy)]
struct Row<'a> {
    file: &'a File,
    entry: &'a Entry,
}

impl<'a> Row<'a> {
    /// The text of a cell as it stands in the file.
    fn cell(self, column: usize) -> &'a str {
        self.file
            .cell(self.entry.line, column)
            .map_or("", |c| c.text.as_str())
    }

    fn warn(self, column: usize, code: &'static str, found: String, advice: &str) -> Notice {
        let place = self.file.place(self.entry.line, column);
        Notice::warning(code, place, found, advice)
    }
}

/// What the checks need to know besides the row.
struct Context {
    irregular: IrregularVerbs,
    english: EnglishWords,
}

impl Context {
    fn new(files: &[File]) -> Self {
        let mut irregular = Glossary::builtin().irregular_verbs();
        irregular.extend(IrregularVerbs::collect(
            files.iter().flat_map(|f| &f.entries),
        ));
        Self {
            irregular,
            english: EnglishWords::new(),
        }
    }
}

type RowRule = fn(Row, &mut Context, &mut Vec<Notice>);
type SheetRule = fn(&[Row], &mut Vec<Notice>);

/// The checks of a row, in the order in which they report.
const ROW_RULES: &[RowRule] = &[
    characters::scripts,
    characters::encoding,
    spelling::finals,
    spelling::points,
    spelling::half_pointed,
    senses::repeated,
    senses::explained,
    senses::misspelled,
    forms::derived_forms,
    forms::derived_variants,
    tags::unknown,
    tags::no_sound,
    tags::odd_sound,
];

/// The checks that compare all rows of all files.
const SHEET_RULES: &[SheetRule] = &[keys::same_word, keys::unpointed];

/// All findings in the glossaries at `paths`, file by file in the order of the lines.
///
/// A folder stands for the CSV files in it. The files are held against each other too: what is
/// missing in one may be in another.
///
/// # Errors
/// The files that cannot be read.
pub fn lint(paths: &[PathBuf]) -> Result<Vec<Notice>, Vec<Notice>> {
    let files = open(paths)?;
    let mut context = Context::new(&files);
    let rows: Vec<Row> = files
        .iter()
        .flat_map(|file| file.entries.iter().map(move |entry| Row { file, entry }))
        .collect();
    let mut notices: Vec<Notice> = files.iter().flat_map(|f| f.notices.clone()).collect();
    for row in &rows {
        for rule in ROW_RULES {
            rule(*row, &mut context, &mut notices);
        }
    }
    for rule in SHEET_RULES {
        rule(&rows, &mut notices);
    }
    let position = |n: &Notice| files.iter().position(|f| f.name == n.place.file);
    notices.sort_by_key(|n| (position(n), n.place.line, n.place.column));
    Ok(notices)
}

/// Checks entries that stand in no file yet, each by itself.
pub struct Linter {
    context: Context,
}

impl Linter {
    /// A linter that knows the default glossary.
    pub fn new() -> Self {
        Self {
            context: Context::new(&[]),
        }
    }

    /// The findings in `entry`; their places have the columns of a row that holds all cells.
    pub fn entry(&mut self, entry: &Entry) -> Vec<Notice> {
        let mut text = Vec::new();
        // Writing to memory does not fail, and what it writes is UTF-8.
        let _ = super::write::write([entry], &super::read::COLUMNS, &mut text);
        let text = String::from_utf8(text).unwrap_or_default();
        let file = File::new(std::path::Path::new(""), text);
        let mut notices = file.notices.clone();
        for entry in &file.entries {
            for rule in ROW_RULES {
                rule(Row { file: &file, entry }, &mut self.context, &mut notices);
            }
        }
        notices
    }
}

impl Default for Linter {
    fn default() -> Self {
        Self::new()
    }
}

fn open(paths: &[PathBuf]) -> Result<Vec<File>, Vec<Notice>> {
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for path in expand(paths) {
        match File::open(&path) {
            Ok(file) => files.push(file),
            Err(notice) => failures.push(notice),
        }
    }
    if failures.is_empty() {
        Ok(files)
    } else {
        Err(failures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes found in a glossary with these rows.
    pub(super) fn codes(rows: &str) -> Vec<&'static str> {
        let text = format!("yiddish,english,pos,forms,variants,tags,note,romanized\n{rows}\n");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        std::fs::write(&path, text).unwrap();
        lint(&[path]).unwrap().into_iter().map(|n| n.code).collect()
    }

    #[test]
    fn each_fault_has_its_code() {
        for (row, code) in [
            ("טאָג,day,nuon", "unknown-pos"),
            ("טאָג,day,noun,plural:טעג", "unknown-form"),
            ("טאgג,day,noun", "mixed-scripts"),
            ("טאָג,דay,noun", "mixed-scripts"),
            ("\"צה\"\"ל\",army,noun", "look-alike"),
            ("ניו-יאָרק,New York,name.place", "look-alike"),
            ("טאָג,day’s,noun", "look-alike"),
            ("טאָג,day,noun,,טײג", "unnormalized"),
            ("טאָג,day ,noun", "untrimmed"),
            ("טאָג,day|date,noun", "untrimmed"),
            ("טאָג,day,noun,,דוג |  | טוגע", "untrimmed"),
            ("מענטשןדיק,humane,adj", "final-inside"),
            ("זוכנ,search,verb", "no-final"),
            ("טאָָג,day,noun", "impossible-point"),
            ("טאָגאַג,day,noun,,,shiny", "unknown-tag"),
            ("טאָג,day | Day,noun", "repeated-sense"),
            ("טאָג,day (of the week),noun", "explained-sense"),
            ("טאָג,recieve,noun", "misspelled-english"),
            ("צייטונג,newspaper,noun,pl:צייטונגען", "derived-form"),
            ("טאָג,day,noun,,טאג", "derived-variant"),
            ("שבת,Sabbath,noun,,,hebrew", "no-sound"),
            ("האָבן,have,verb\nהאָבן,own,verb", "duplicate-key"),
            ("האָבן,have | own,verb\nהאָבן,own,verb", "shadowed"),
            ("האָבן,have,verb\nהאבן,own,verb", "unpointed"),
        ] {
            assert_eq!(codes(row), [code], "{row}");
        }
        assert_eq!(codes("טאָג,day,noun,pl:טעג"), Vec::<&str>::new());
    }

    #[test]
    fn places_are_lines_and_columns_of_characters() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.csv");
        std::fs::write(
            &path,
            "yiddish,english,pos\n\"טאָג\",day (24 h),noun\nטאָג,day,x\n",
        )
        .unwrap();
        let places: Vec<_> = lint(&[path])
            .unwrap()
            .into_iter()
            .map(|n| (n.code, n.place.line, n.place.column))
            .collect();
        assert_eq!(
            places,
            [
                ("explained-sense", Some(2), Some(8)),
                ("unknown-pos", Some(3), Some(10))
            ]
        );
    }
}
