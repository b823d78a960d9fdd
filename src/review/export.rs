//! What was accepted, as a glossary of its own or merged into the user's.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::glossary_file::{Edits, GlossaryFile};
use super::store::{Detail, Store};
use crate::error::{Notice, Place, Severity};
use crate::glossary::entry::Entry;
use crate::glossary::lint::Linter;
use crate::glossary::write::write;
use crate::yiddish::key;

/// What merging came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// Rows that the glossary did not have.
    pub added: usize,
    /// Rows that have a sense, spelling or form more.
    pub extended: usize,
    /// Entries that the glossary had already.
    pub known: usize,
    /// The copy of the glossary as it was.
    pub backup: Option<PathBuf>,
    /// What is wrong with accepted entries. If there is something, nothing was written, unless the
    /// caller wanted it so.
    pub findings: Vec<Notice>,
    /// Whether the glossary was written.
    pub written: bool,
}

/// The accepted entries; those of one word in one.
pub fn accepted(details: &[Detail]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut words: FxHashMap<(Vec<u8>, String), usize> = FxHashMap::default();
    for detail in details {
        let draft = detail.draft().tidied();
        let word = (key::of(&draft.yiddish), draft.pos.clone());
        if let Some(&at) = words.get(&word) {
            unite(&mut out[at], &draft);
        } else {
            words.insert(word, out.len());
            out.push(draft);
        }
    }
    out
}

/// Adds to `draft` what `other` has more; whether there was something.
fn unite(draft: &mut Draft, other: &Draft) -> bool {
    let before = draft.clone();
    let lists = [
        (&mut draft.english, &other.english),
        (&mut draft.forms, &other.forms),
        (&mut draft.variants, &other.variants),
        (&mut draft.tags, &other.tags),
    ];
    for (mine, others) in lists {
        for value in others {
            if !mine.iter().any(|m| m.eq_ignore_ascii_case(value)) {
                mine.push(value.clone());
            }
        }
    }
    if !other.note.is_empty() && !draft.note.contains(&other.note) {
        if !draft.note.is_empty() {
            draft.note.push_str("; ");
        }
        draft.note.push_str(&other.note);
    }
    if draft.romanized.is_empty() {
        draft.romanized.clone_from(&other.romanized);
    }
    *draft != before
}

/// Writes the accepted entries of `store` as a glossary.
///
/// # Errors
/// The store cannot be read, or the output not written.
pub fn export(store: &Store, output: impl Write) -> io::Result<()> {
    let details = store.accepted().map_err(io::Error::other)?;
    let entries: Vec<Entry> = accepted(&details)
        .iter()
        .filter_map(|draft| draft.entry().ok())
        .collect();
    write(&entries, &["pos"], output)
}

/// Merges the accepted entries of `store` into the glossary at `path`: first they are checked, and if
/// something is found nothing is written, unless `anyway`; then the glossary is copied; then it is replaced
/// at once.
///
/// Rows of the glossary are the same word as an entry if letters and part of speech are the same, or if
/// they name no part of speech. They get the senses, spellings and forms that they lack.
///
/// # Errors
/// The glossary has rows that cannot be read, or it cannot be written; it stays as it was then.
pub fn apply(store: &Store, path: &Path, anyway: bool) -> Result<Applied, Vec<Notice>> {
    let details = store.accepted().map_err(|error| {
        let place = Place::file(path.display().to_string());
        let advice = "check the store";
        vec![Notice::error(
            "unusable-store",
            place,
            error.to_string(),
            advice,
        )]
    })?;
    let drafts = accepted(&details);
    let file = GlossaryFile::open(path)?;
    let mut applied = Applied {
        findings: check(&drafts),
        ..Applied::default()
    };
    let broken = |n: &Notice| n.severity == Severity::Error;
    if applied.findings.iter().any(broken) || !applied.findings.is_empty() && !anyway {
        return Ok(applied);
    }
    let mut rows: FxHashMap<Vec<u8>, Vec<&Entry>> = FxHashMap::default();
    for entry in &file.entries {
        rows.entry(key::of(&entry.yiddish)).or_default().push(entry);
    }
    let mut edits = Edits::default();
    for draft in drafts {
        let same = rows.get(&key::of(&draft.yiddish)).and_then(|rows| {
            let pos = draft.pos.parse().ok();
            let exact = rows.iter().find(|e| e.pos == pos);
            exact.or_else(|| rows.iter().find(|e| e.pos.is_none() || pos.is_none()))
        });
        let Some(row) = same else {
            applied.added += 1;
            edits.new.push(draft);
            continue;
        };
        let edit = edits.rows.entry(row.line);
        let mut united = match &edit {
            std::collections::hash_map::Entry::Occupied(slot) => slot.get().clone(),
            std::collections::hash_map::Entry::Vacant(_) => None,
        }
        .unwrap_or_else(|| Draft::of(row));
        if unite(&mut united, &draft) {
            applied.extended += 1;
            edit.insert_entry(Some(united));
        } else {
            applied.known += 1;
        }
    }
    if edits.new.is_empty() && edits.rows.is_empty() {
        return Ok(applied);
    }
    applied.backup = file.save(&edits).map_err(|notice| vec![notice])?;
    applied.written = true;
    Ok(applied)
}

/// What is wrong with entries that stand in no file; the place of a finding is the entry.
fn check(drafts: &[Draft]) -> Vec<Notice> {
    let mut linter = Linter::new();
    let mut out = Vec::new();
    for draft in drafts {
        let found = match draft.entry() {
            Ok(entry) => linter.entry(&entry),
            Err(faults) => faults,
        };
        out.extend(found.into_iter().map(|notice| Notice {
            place: Place::file(draft.yiddish.clone()),
            ..notice
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uniting_adds_only_what_is_new() {
        let mut draft = Draft {
            yiddish: "טאָג".into(),
            english: vec!["day".into()],
            note: "a".into(),
            ..Draft::default()
        };
        let other = Draft {
            english: vec!["Day".into(), "date".into()],
            note: "b".into(),
            ..draft.clone()
        };
        assert!(unite(&mut draft, &other));
        assert_eq!(draft.english, ["day", "date"]);
        assert_eq!(draft.note, "a; b");
        assert!(!unite(&mut draft, &other));
    }
}
