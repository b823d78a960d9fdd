//! The articles in `tests/documents/` come out as a reader of Yiddish would have them.
//!
//! Beside `NN-name.txt` lies `NN-name.expected.csv`, what `kepl align` is to print for it. Of its
//! columns `confidence` and `source` are not compared: the one moves whenever the calibration does,
//! the other whenever a line is added to a glossary.
//!
//! A cell that begins with `?` holds what would be right where kepl does not get it right yet; such
//! a cell is not compared. `KEPL_BLESS=1 cargo test --test articles` writes what kepl says today,
//! keeps the marks that are still needed and takes off those that are not. Read the difference
//! before you keep it.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kepl::document::{Input, ReadOptions, read};
use kepl::report::{COLUMNS, Format, Options, writer};
use kepl::{Glossary, align_document};

type Row = Vec<String>;

/// The sign of a cell that says what would be right.
const MARK: char = '?';
/// The columns that are not compared.
const FREE: [&str; 2] = ["confidence", "source"];
const YIDDISH: usize = 2;

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let files = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let mut articles: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    articles.sort();
    articles
}

/// What the library writes for the article.
fn aligned(glossary: &Glossary, article: &Path) -> String {
    let mut table = Vec::new();
    let mut report = writer(Format::Csv, Options::default(), &mut table);
    report.begin().unwrap();
    for reading in read(&Input::File(article.to_owned()), &ReadOptions::default()) {
        let reading = reading.unwrap();
        assert_eq!(reading.warnings, [], "{}", article.display());
        let alignment = align_document(glossary, &reading.document);
        report.alignment(&reading.document, &alignment).unwrap();
    }
    report.finish().unwrap();
    drop(report);
    String::from_utf8(table).unwrap()
}

fn rows(table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert!(reader.headers().unwrap().iter().eq(COLUMNS));
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

/// What is different, a line a cell, or empty.
fn differences(expected: &[Row], found: &[Row]) -> String {
    let mut out = String::new();
    let terms = |rows: &[Row]| -> Vec<String> { rows.iter().map(|r| r[YIDDISH].clone()).collect() };
    if terms(expected) != terms(found) {
        let _ = writeln!(out, "  expected the terms {}", terms(expected).join(" / "));
        let _ = writeln!(out, "  found the terms    {}", terms(found).join(" / "));
        return out;
    }
    for (expected, found) in expected.iter().zip(found) {
        let term = &found[YIDDISH];
        for (column, (expected, found)) in COLUMNS.iter().zip(expected.iter().zip(found)) {
            if expected != found && !expected.starts_with(MARK) && !FREE.contains(column) {
                let _ = writeln!(
                    out,
                    "  {term}\n    {column}: `{expected}` expected, `{found}` found"
                );
            }
        }
    }
    out
}

/// The table as found, with the marks of the expected one that are still needed.
fn blessed(expected: &[Row], found: Vec<Row>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).unwrap();
    for row in found {
        let before = expected.iter().find(|e| e[YIDDISH] == row[YIDDISH]);
        let cells = row.into_iter().enumerate().map(|(column, cell)| {
            let marked = before.and_then(|e| Some((&e[column], e[column].strip_prefix(MARK)?)));
            match marked {
                Some((kept, right)) if right != cell => kept.clone(),
                _ => cell,
            }
        });
        writer.write_record(cells).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn articles_come_out_as_expected() {
    let glossary = Glossary::builtin();
    let bless = std::env::var_os("KEPL_BLESS").is_some();
    let (mut compared, mut report) = (0, String::new());
    for article in articles() {
        let file = article.with_extension("expected.csv");
        let found = rows(&aligned(&glossary, &article));
        let expected = fs::read_to_string(&file).map_or_else(|_| Vec::new(), |table| rows(&table));
        if bless {
            fs::write(&file, blessed(&expected, found)).unwrap();
        } else {
            assert!(file.exists(), "{} is missing", file.display());
            let differences = differences(&expected, &found);
            if !differences.is_empty() {
                let _ = writeln!(report, "{}\n{differences}", article.display());
            }
        }
        compared += 1;
    }
    assert!(compared >= 10, "only {compared} articles");
    assert!(
        report.is_empty(),
        "\n{report}KEPL_BLESS=1 writes what is found"
    );
}

#[test]
fn the_articles_are_of_different_spellings() {
    // With points, without them, and the older one with a silent ה.
    let headlines: Vec<String> = articles()
        .iter()
        .map(|a| {
            fs::read_to_string(a)
                .unwrap()
                .lines()
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    let pointed = |h: &&String| h.contains('\u{05B7}') || h.contains('\u{05B8}');
    assert!(headlines.iter().filter(pointed).count() >= 3);
    assert!(headlines.iter().filter(|h| !pointed(h)).count() >= 5);
    assert!(headlines.iter().any(|h| h.contains("ערקלעהרען")));
}
