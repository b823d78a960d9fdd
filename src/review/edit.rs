//! A glossary as something to judge: its rows with the findings of the linter, and the way back.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::glossary_file::{Edits, GlossaryFile};
use super::store::{Store, StoreError};
use crate::error::{Notice, Place};
use crate::glossary::lint;
use crate::glossary::read::COLUMNS;

/// Something that the linter found in an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its code.
    pub code: String,
    /// The column it is about, where it is about one.
    pub column: String,
    /// What was found.
    pub found: String,
    /// What to do.
    pub advice: String,
}

impl Finding {
    /// The finding with a column by its number, as in [`Draft::entry`].
    pub fn numbered(notice: &Notice) -> Self {
        let column = notice.place.column.and_then(|c| COLUMNS.get(c - 1));
        Self {
            code: notice.code.to_owned(),
            column: column.map(|c| (*c).to_owned()).unwrap_or_default(),
            found: notice.found.clone(),
            advice: notice.advice.clone(),
        }
    }

    /// The finding without a column: its place counts characters.
    pub fn plain(notice: &Notice) -> Self {
        Self {
            column: String::new(),
            ..Self::numbered(notice)
        }
    }
}

/// A row of a glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its cells.
    pub draft: Draft,
    /// Its line.
    pub line: u32,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// What writing back came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Saved {
    /// Rows with other cells now.
    pub changed: usize,
    /// Rows that are gone.
    pub deleted: usize,
    /// Rows that were to change and are not in the file any more.
    pub missing: usize,
    /// The copy of the glossary as it was.
    pub backup: Option<PathBuf>,
}

/// Brings `store` to what the glossary at `path` holds now.
///
/// # Errors
/// The glossary cannot be read, or the store not written.
pub fn take(store: &Store, path: &Path) -> Result<(), Vec<Notice>> {
    let file = GlossaryFile::open(path)?;
    let mut notices: FxHashMap<usize, Vec<Finding>> = FxHashMap::default();
    let lines: Vec<u32> = file.entries.iter().map(|e| e.line).collect();
    if !lines.is_empty() {
        for notice in lint(&[path.to_owned()])? {
            // A cell may begin below the line of its row.
            let line = notice.place.line.unwrap_or(0) as u32;
            let row = lines.partition_point(|&l| l <= line);
            if let Some(at) = row.checked_sub(1) {
                notices.entry(at).or_default().push(Finding::plain(&notice));
            }
        }
    }
    let found: Vec<Found> = file
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| Found {
            draft: Draft::of(entry),
            line: entry.line,
            findings: notices.remove(&at).unwrap_or_default(),
        })
        .collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    store
        .take_glossary(&found, &name)
        .map_err(|error| vec![unusable(path, &error)])
}

/// Writes what was changed and deleted into the glossary at `path`, after a copy of it.
///
/// # Errors
/// The glossary cannot be read or written; it stays as it was then.
pub fn save(store: &Store, path: &Path) -> Result<Saved, Vec<Notice>> {
    let failed = |error: StoreError| vec![unusable(path, &error)];
    let file = GlossaryFile::open(path)?;
    let mut rows: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    let cells = |draft: &Draft| serde_json::to_string(draft).unwrap_or_default();
    for entry in file.entries.iter().rev() {
        let row = rows.entry(cells(&Draft::of(entry))).or_default();
        row.push(entry.line);
    }
    let mut edits = Edits::default();
    let mut saved = Saved::default();
    let mut written = Vec::new();
    for detail in store.decided().map_err(failed)? {
        let deleted = detail.state == "rejected";
        if !deleted && *detail.draft() == detail.proposal {
            continue;
        }
        let line = rows.get_mut(&cells(&detail.proposal)).and_then(Vec::pop);
        let Some(line) = line else {
            saved.missing += 1;
            continue;
        };
        if deleted {
            saved.deleted += 1;
            edits.rows.insert(line, None);
        } else {
            saved.changed += 1;
            let draft = detail.draft().tidied();
            edits.rows.insert(line, Some(draft.clone()));
            written.push((detail.id, draft));
        }
    }
    if !edits.rows.is_empty() {
        saved.backup = file.save(&edits).map_err(|notice| vec![notice])?;
        store.rows_written(&written).map_err(failed)?;
    }
    take(store, path)?;
    Ok(saved)
}

fn unusable(path: &Path, error: &StoreError) -> Notice {
    let place = Place::file(path.display().to_string());
    Notice::error(
        "unusable-store",
        place,
        error.to_string(),
        "check the store",
    )
}
