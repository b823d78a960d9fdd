//! What the targets share: scratch files, and what holds of everything that a reader yields.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use kepl::Glossary;
use kepl::document::{Document, Format, ReadOptions, Reading, read_from};
use kepl::error::{Notice, Place, Severity};
use kepl::glossary::exchange;

/// The default glossary.
pub static GLOSSARY: LazyLock<Glossary> = LazyLock::new(Glossary::builtin);

/// A folder that goes away with the process; in memory, if `TMPDIR` is.
pub static SCRATCH: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for scratch files"));

/// Writes a scratch file.
pub fn scratch(name: &str, bytes: &[u8]) -> PathBuf {
    let path = SCRATCH.path().join(name);
    std::fs::write(&path, bytes).expect("a scratch file");
    path
}

/// Makes a document of a text whose first line is the headline.
pub fn split(text: &str) -> Document {
    let (headline, body) = text.split_once('\n').unwrap_or((text, ""));
    Document {
        id: "1".to_owned(),
        headline: headline.to_owned(),
        body: body.to_owned(),
        place: Place::file("1.txt"),
    }
}

/// Reads `bytes` as a file of documents, and checks what comes.
pub fn read_documents(bytes: &[u8], format: Format) {
    for options in [
        ReadOptions::default(),
        ReadOptions {
            max_line: 64,
            body_optional: true,
            ..ReadOptions::default()
        },
    ] {
        let records = read_from(Cursor::new(bytes.to_vec()), "d", format, &options);
        check_records(records, bytes.len(), &options);
    }
}

/// Checks what a reader of `length` bytes yields.
pub fn check_records(
    records: impl Iterator<Item = Result<Reading, Notice>>,
    length: usize,
    options: &ReadOptions,
) {
    let mut count = 0;
    for record in records {
        count += 1;
        // Each record takes a byte at least; a file of nothing yields that it is empty.
        assert!(count <= length + 1, "more records than bytes");
        match record {
            Ok(reading) => {
                check_document(&reading.document, options);
                reading.warnings.iter().for_each(check_notice);
            }
            Err(notice) => check_notice(&notice),
        }
    }
}

fn check_document(document: &Document, options: &ReadOptions) {
    let hebrew = |c: char| matches!(c, '\u{05D0}'..='\u{05F2}' | '\u{FB1D}' | '\u{FB1F}'..='\u{FB28}' | '\u{FB2A}'..='\u{FB4F}');
    assert!(document.headline.contains(hebrew), "{document:?}");
    assert!(options.body_optional || !document.body.trim().is_empty());
    assert!(!document.headline.contains('\0') && !document.body.contains('\0'));
    check_place(&document.place);
}

/// Checks that a notice says where and what.
pub fn check_notice(notice: &Notice) {
    check_place(&notice.place);
    assert!(!notice.code.is_empty() && !notice.found.is_empty() && !notice.advice.is_empty());
}

fn check_place(place: &Place) {
    assert!(place.line != Some(0), "{place}");
    assert!(place.column != Some(0), "{place}");
    assert!(place.column.is_none() || place.line.is_some(), "{place}");
}

/// Checks that a notice about `text` points into it.
pub fn check_inside(notice: &Notice, text: &str) {
    check_notice(notice);
    let lines = 1 + text.matches(['\n', '\r']).count();
    assert!(
        notice.place.line.is_none_or(|line| line <= lines),
        "{notice}"
    );
}

/// Empties a folder of scratch files and returns its path.
pub fn fresh(name: &str) -> PathBuf {
    let path = SCRATCH.path().join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a scratch folder");
    path
}

/// What a file holds.
pub fn contents(path: &Path) -> Vec<u8> {
    std::fs::read(path).expect("a scratch file")
}

/// Reads `text` as a glossary in `formats`, and checks that what was read survives being written.
pub fn import(text: &str, formats: &[exchange::Format]) {
    for &format in formats {
        let rows = exchange::import(format, text, "x");
        rows.notices
            .iter()
            .for_each(|notice| check_inside(notice, text));
        for entry in &rows.entries {
            assert!(
                !entry.yiddish.is_empty() && !entry.english.is_empty(),
                "{entry:?}"
            );
        }
        let mut written = Vec::new();
        exchange::export(format, &rows.entries, &mut written).expect("memory to write to");
        let written = String::from_utf8(written).expect("UTF-8");
        let again = exchange::import(format, &written, "x");
        assert!(
            again
                .notices
                .iter()
                .all(|n| n.severity == Severity::Warning),
            "{format:?}: {:?} in {written:?}",
            again.notices
        );
    }
}
