//! Where inputs come from: files, folders of files, standard input.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{Format, Packing};
use crate::error::{Notice, Place};

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
        Ok(Source(BufReader::with_capacity(1 << 16, bytes)))
    }
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
        io::ErrorKind::IsADirectory => "give the files in it, or the folder itself to `kepl align`",
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
/// machine; files whose ending names no [`Format`] and hidden files are left out.
pub fn expand(arguments: &[PathBuf]) -> Vec<Result<Input, Notice>> {
    let mut inputs = Vec::new();
    for argument in arguments {
        if !argument.is_dir() {
            inputs.push(Ok(Input::from_argument(argument)));
            continue;
        }
        let before = inputs.len();
        walk(argument, &mut inputs);
        if inputs.len() == before {
            inputs.push(Err(Notice::error(
                "empty-folder",
                Place::file(argument.display().to_string()),
                "the folder holds no file that can be read as documents",
                "put files ending in .txt, .jsonl, .csv, .tsv or .html there, or name the files themselves",
            )));
        }
    }
    inputs
}

fn walk(folder: &Path, inputs: &mut Vec<Result<Input, Notice>>) {
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
            walk(&path, inputs);
        } else if Format::of_path(&path).is_some() && path.is_file() {
            inputs.push(Ok(Input::File(path)));
        }
    }
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
        let found: Vec<_> = expand(&[root.path().to_owned(), PathBuf::from("-")])
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
        let found = expand(&[root.path().to_owned()]);
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
}
