//! Where inputs come from: files, folders of files, standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::rows::Rows;
use super::table::Dialect;
use super::{Format, Lines, Packing, ReadOptions, parquet};
use crate::error::{Notice, Place, Severity};

/// One input to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, called `-`.
    Stdin,
}

impl Input {
    /// The input that a command-line argument stands for.
    pub fn from_argument(argument: &Path) -> Self {
        if argument == Path::new("-") {
            Self::Stdin
        } else {
            Self::File(argument.to_owned())
        }
    }

    /// What notices call it.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// The format its name stands for.
    pub fn format(&self) -> Option<Format> {
        match self {
            Self::File(path) => Format::of_path(path),
            Self::Stdin => None,
        }
    }

    /// The file as it is, if it is one and not compressed.
    pub(super) fn plain_file(&self) -> Option<Result<File, Notice>> {
        match self {
            Self::File(path) if Packing::of_path(path).is_none() => {
                let file = File::open(path).and_then(|file| {
                    // Opening a folder or a pipe succeeds; a place in it cannot be gone to.
                    let kind = file.metadata()?;
                    if kind.is_dir() {
                        return Err(io::ErrorKind::IsADirectory.into());
                    }
                    Ok(kind.is_file().then_some(file))
                });
                file.map_err(|error| unreadable(&self.name(), &error))
                    .transpose()
            }
            _ => None,
        }
    }

    /// Opens it.
    pub(super) fn open(&self) -> Result<Source, Notice> {
        let bytes: Box<dyn Read + Send> = match self {
            Self::File(path) => {
                let failed = |error: io::Error| unreadable(&self.name(), &error);
                let file = File::open(path).map_err(failed)?;
                match Packing::of_path(path) {
                    None => Box::new(file),
                    Some(packing) => packing.unpack(file).map_err(failed)?,
                }
            }
            Self::Stdin => Box::new(io::stdin()),
        };
        let mut source = Source(BufReader::with_capacity(1 << 16, bytes));
        let head = source.peek();
        let head = head.map_err(|error| unreadable(&self.name(), &error))?;
        match no_text(head, self) {
            Some(notice) => Err(notice),
            None => Ok(source),
        }
    }
}

/// The notice for a file of an office program, by its first bytes.
fn no_text(head: &[u8], input: &Input) -> Option<Notice> {
    const PROGRAMS: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "a zip file, as Word and Excel write"),
        (b"%PDF-", "a PDF file"),
        (b"\xD0\xCF\x11\xE0", "a file of an older Word or Excel"),
        (b"{\\rtf", "a rich text file"),
    ];
    let (_, what) = PROGRAMS.iter().find(|(start, _)| head.starts_with(start))?;
    let ending = match input {
        Input::File(path) => path.extension().and_then(|e| e.to_str()).unwrap_or(""),
        Input::Stdin => "",
    };
    let what = match ending.to_ascii_lowercase().as_str() {
        "docx" | "doc" => "a Word file",
        "xlsx" | "xls" => "an Excel file",
        "odt" => "an OpenDocument text",
        _ => what,
    };
    Some(Notice::error(
        "wrong-format",
        Place::file(input.name()),
        format!("{what}, not plain text"),
        "open it in its program, save it as plain text in UTF-8 (a spreadsheet as CSV), and give that",
    ))
}

/// An opened input whose first bytes can be looked at before it is read.
pub(super) struct Source(BufReader<Box<dyn Read + Send>>);

impl Source {
    /// The first bytes, which stay to be read. A pipe may yield only a few of them.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

/// The notice for an input that the operating system would not let us read.
pub(super) fn unreadable(name: &str, error: &io::Error) -> Notice {
    let advice = match error.kind() {
        io::ErrorKind::NotFound => "check the spelling of the path",
        io::ErrorKind::PermissionDenied => "check the permissions of the file",
        io::ErrorKind::IsADirectory => "give the files in it; this command takes no folders",
        _ => "check that it is a file that can be read",
    };
    Notice::error(
        "unreadable",
        Place::file(name),
        format!("cannot be read ({error})"),
        advice,
    )
}

/// The inputs that the arguments stand for: files and `-` as they are, folders as the files in them.
///
/// Folders are gone through to the bottom in the order of the names, so that outputs are the same on every
/// machine; files whose ending names no [`Format`] and hidden files are left out. So are, with a warning,
/// tables that have none of `columns`; without any `columns` all tables are taken.
pub fn expand(arguments: &[PathBuf], columns: &[&str]) -> Vec<Result<Input, Notice>> {
    let mut inputs = Vec::new();
    for argument in arguments {
        if !argument.is_dir() {
            inputs.push(Ok(Input::from_argument(argument)));
            continue;
        }
        let before = inputs.len();
        walk(argument, columns, &mut inputs);
        let skipped = |found: &Result<Input, Notice>| matches!(found, Err(notice) if notice.severity == Severity::Warning);
        if inputs[before..].iter().all(skipped) {
            inputs.push(Err(Notice::error(
                "empty-folder",
                Place::file(argument.display().to_string()),
                "the folder holds no file that can be read as documents",
                "put files ending in .txt, .jsonl, .csv, .tsv, .html or .parquet there, or name the files themselves",
            )));
        }
    }
    inputs
}

fn walk(folder: &Path, columns: &[&str], inputs: &mut Vec<Result<Input, Notice>>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            inputs.push(Err(unreadable(&folder.display().to_string(), &error)));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = entry.path();
        // The entry's own type does not follow links, so a link to a folder above cannot make a loop.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, columns, inputs);
        } else if let Some(format) = Format::of_path(&path).filter(|_| path.is_file()) {
            let input = Input::File(path);
            inputs.push(match other_table(&input, format, columns) {
                Some(notice) => Err(notice),
                None => Ok(input),
            });
        }
    }
}

/// The notice for a table without any of `columns`. Of one that cannot be read its reader will tell.
fn other_table(input: &Input, format: Format, columns: &[&str]) -> Option<Notice> {
    if columns.is_empty() {
        return None;
    }
    let (place, meant) = match format {
        Format::Csv => header_means(input, Dialect::Csv, columns)?,
        Format::Tsv => header_means(input, Dialect::Tsv, columns)?,
        Format::Parquet => {
            let file = input.plain_file()?.ok()?;
            let meant = parquet::has_column(file, columns);
            (Place::file(input.name()), meant)
        }
        _ => return None,
    };
    (!meant).then(|| {
        Notice::warning(
            "other-table",
            place,
            format!(
                "a table without a column `{}`, left out",
                columns.join("` or `")
            ),
            "name the column if it holds documents; else nothing needs to be done",
        )
    })
}

/// Where the names of a table's columns stand, and whether one of them is called like one of `columns`.
fn header_means(input: &Input, dialect: Dialect, columns: &[&str]) -> Option<(Place, bool)> {
    let options = ReadOptions::default();
    let lines = Lines::new(input.open().ok()?, &input.name(), &options, false);
    let mut rows = Rows::new(lines, dialect, options.max_line);
    let (number, header) = rows.next_row()?;
    let names: Vec<String> = header.ok()?.iter().map(|n| n.to_lowercase()).collect();
    // A header with the wrong separator is a mistake, which its reader explains.
    let meant = names.iter().any(|n| columns.iter().any(|c| n.contains(c)));
    Some((Place::line(input.name(), number), meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_the_files_in_it_in_order() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("b")).unwrap();
        for name in [
            "c.txt",
            "b/z.html",
            "b/a.jsonl",
            "a.csv",
            "notes.md",
            ".hidden.txt",
        ] {
            fs::write(root.path().join(name), "x").unwrap();
        }
        let found: Vec<_> = expand(&[root.path().to_owned(), PathBuf::from("-")], &[])
            .into_iter()
            .map(|input| input.unwrap().name())
            .collect();
        let expected = ["a.csv", "b/a.jsonl", "b/z.html", "c.txt"]
            .map(|name| root.path().join(name).display().to_string());
        assert_eq!(found[..4], expected);
        assert_eq!(found[4..], ["-"]);
    }

    #[test]
    fn a_folder_without_documents_is_an_error() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("notes.md"), "x").unwrap();
        let found = expand(&[root.path().to_owned()], &[]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].as_ref().unwrap_err().code, "empty-folder");
    }

    #[test]
    fn a_missing_file_is_unreadable() {
        let Err(notice) = Input::File("no/such.txt".into()).open() else {
            panic!("opened a file that is not there");
        };
        assert_eq!(notice.code, "unreadable");
        assert_eq!(notice.place.file, "no/such.txt");
    }

    #[test]
    fn tables_of_something_else_are_left_out_of_folders() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(root.path().join(name), text).unwrap();
        write("glossary.csv", "yiddish,english\n");
        let columns = ["headline"];
        let brief = || -> Vec<String> {
            let found = expand(&[root.path().to_owned()], &columns).into_iter();
            found
                .map(|input| match input {
                    Ok(input) => Path::new(&input.name())
                        .file_name()
                        .unwrap()
                        .display()
                        .to_string(),
                    Err(notice) => notice.code.to_owned(),
                })
                .collect()
        };
        assert_eq!(brief(), ["other-table", "empty-folder"]);
        write("news.csv", "\u{FEFF}id,\"Headline\",body\n");
        write("news2.csv", "headline;body\n");
        assert_eq!(brief(), ["other-table", "news.csv", "news2.csv"]);
        let named = [root.path().join("glossary.csv")];
        assert!(expand(&named, &columns)[0].is_ok());
    }

    #[test]
    fn files_of_office_programs_are_called_what_they_are() {
        let root = tempfile::tempdir().unwrap();
        for (name, bytes, what) in [
            ("a.docx", &b"PK\x03\x04\x14\0\x06\0"[..], "a Word file"),
            ("a.txt", b"PK\x03\x04\x14\0\x06\0", "a zip file"),
            ("a.pdf", b"%PDF-1.7\n", "a PDF file"),
        ] {
            let path = root.path().join(name);
            fs::write(&path, bytes).unwrap();
            let notice = Input::File(path).open().err().unwrap();
            assert_eq!(notice.code, "wrong-format");
            assert!(notice.found.starts_with(what), "{}", notice.found);
        }
    }
}
