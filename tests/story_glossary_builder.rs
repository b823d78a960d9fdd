//! A glossary builder puts thousands of headlines with their stories in, and takes a table out in
//! which each term can be traced to its story; what is wrong in the default glossary, the builder's
//! own overrules.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{gold, kepl};

type Row = BTreeMap<String, String>;

fn rows(csv: &str) -> Vec<Row> {
    csv::Reader::from_reader(csv.as_bytes())
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

/// The one row about this term.
fn about<'r>(rows: &'r [Row], yiddish: &str) -> &'r Row {
    let mut hits = rows.iter().filter(|r| r["yiddish"] == yiddish);
    let hit = hits
        .next()
        .unwrap_or_else(|| panic!("no row about {yiddish}"));
    assert!(hits.next().is_none(), "several rows about {yiddish}");
    hit
}

const STORY: &str = "יאפאן צינדט ווידער אן אלארעם; קעפלאניע שווייגט\n\
    Japan is again sounding the alarm over missiles. Keplonia had no comment, and two shmendriks left.\n";

#[test]
fn a_corpus_becomes_a_table_that_leads_back_to_the_stories() {
    let corpus: String = gold()
        .iter()
        .map(|d| {
            serde_json::json!({"id": d.id, "headline": d.headline, "body": d.body}).to_string()
                + "\n"
        })
        .collect();
    let run = kepl(Path::new("."), &["align", "-"], corpus.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let rows = rows(&run.stdout);
    for document in gold() {
        let of_document: Vec<_> = rows
            .iter()
            .filter(|r| r["document"] == document.id)
            .collect();
        assert!(of_document.len() >= 4, "{} has few terms", document.id);
        for (row, number) in of_document.iter().zip(1..) {
            assert_eq!(row["term"], number.to_string());
            if row["start"].is_empty() {
                assert_eq!(
                    (row["english"].as_str(), row["mentions"].as_str()),
                    ("", "0")
                );
                continue;
            }
            let (start, end): (usize, usize) =
                (row["start"].parse().unwrap(), row["end"].parse().unwrap());
            let words: String = document
                .body
                .chars()
                .skip(start)
                .take(end - start)
                .collect();
            assert_eq!(words, row["english"], "{} {}", document.id, row["yiddish"]);
        }
    }
}

#[test]
fn ones_own_glossary_overrules_the_default_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.txt"), STORY).unwrap();
    fs::write(
        folder.path().join("mine.csv"),
        "yiddish,english\nקעפלאניע,shmendrik\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("later.csv"),
        "yiddish,english,pos\nקעפלאניע,Keplonia,name.place\n",
    )
    .unwrap();

    let run = kepl(folder.path(), &["align", "story.txt"], b"");
    let plain = rows(&run.stdout);
    assert_eq!(about(&plain, "יאפאן")["english"], "Japan");
    assert_eq!(about(&plain, "קעפלאניע")["lemma"], "");

    let run = kepl(
        folder.path(),
        &["align", "story.txt", "--glossary", "mine.csv"],
        b"",
    );
    let mine = rows(&run.stdout);
    assert_eq!(about(&mine, "קעפלאניע")["english"], "shmendriks");
    assert_eq!(about(&mine, "יאפאן")["english"], "Japan");
    let source = &about(&mine, "קעפלאניע")["source"];
    assert!(source.starts_with("mine.csv:2"), "{source}");

    let both = [
        "align",
        "story.txt",
        "--glossary",
        "mine.csv",
        "--glossary",
        "later.csv",
    ];
    let later = rows(&kepl(folder.path(), &both, b"").stdout);
    assert_eq!(about(&later, "קעפלאניע")["english"], "Keplonia");
    assert_eq!(about(&later, "קעפלאניע")["pos"], "name.place");
}

#[test]
fn a_glossary_with_a_wrong_row_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("story.txt"), STORY).unwrap();
    fs::write(
        folder.path().join("mine.csv"),
        "yiddish,english\nקעפלאניע\n",
    )
    .unwrap();
    let run = kepl(
        folder.path(),
        &["align", "story.txt", "--glossary", "mine.csv"],
        b"",
    );
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("mine.csv:2"), "{}", run.stderr);
    assert!(run.stderr.contains("help: "), "{}", run.stderr);
}

#[test]
fn words_that_are_not_known_can_be_listed() {
    let words = "צייטונגען\nקעפלאניע\nצינדט\n";
    let run = kepl(
        Path::new("."),
        &["glossary", "lookup", "--words", "-", "--format", "jsonl"],
        words.as_bytes(),
    );
    let unknown: Vec<String> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .filter(|line| line["known"] == false)
        .map(|line| line["word"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(unknown, ["קעפלאניע"]);
}

#[test]
fn lint_finds_what_is_wrong_in_a_glossary_and_is_silent_about_a_good_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("good.csv"),
        "yiddish,english,pos\nקעפּל,headline,noun\nאָנ|צינדן,light | ignite,verb\n",
    )
    .unwrap();
    fs::write(
        folder.path().join("bad.csv"),
        "yiddish,english,pos\nקעפּל,headline,noun\nקעפּל,caption,noun\nצינדן,light | light,verb\n",
    )
    .unwrap();
    let good = kepl(folder.path(), &["glossary", "lint", "good.csv"], b"");
    assert_eq!((good.code, good.stdout.as_str()), (Some(0), ""));
    let bad = kepl(folder.path(), &["glossary", "lint", "bad.csv"], b"");
    assert_eq!(bad.code, Some(1));
    for finding in [
        "bad.csv:3:1: error[duplicate-key]",
        "bad.csv:4:7: warning[repeated-sense]",
    ] {
        assert!(bad.stdout.contains(finding), "{}", bad.stdout);
    }
}
