//! Glossary files given by name.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::read::{Rows, read};
use crate::error::{Notice, Place};

/// The files that the paths stand for: a folder is the CSV files in it, by name.
pub fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| expand_one(path)).collect()
}

fn expand_one(path: &Path) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut files: Vec<PathBuf> = folder
        .filter_map(|f| Some(f.ok()?.path()))
        .filter(|f| f.extension().is_some_and(|e| e == "csv"))
        .collect();
    files.sort();
    files
}

/// The rows of all files, and what is wrong with them.
pub fn read_files(paths: &[PathBuf]) -> Rows {
    let mut all = Rows::default();
    for path in expand(paths) {
        let name = path.display().to_string();
        match File::open(&path) {
            Ok(file) => {
                let rows = read(file, &name);
                all.entries.extend(rows.entries);
                all.notices.extend(rows.notices);
            }
            Err(error) => all.notices.push(Notice::error(
                "unreadable-glossary",
                Place::file(name),
                format!("the file cannot be opened ({error})"),
                "check its path",
            )),
        }
    }
    all
}
