//! A glossary builder puts a corpus in and takes out what the glossary lacks, to be judged; new
//! documents are added from day to day.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::kepl;

type Row = BTreeMap<String, String>;

const CORPUS: &str = include_str!("cmd/induce.in/news.jsonl");
const ABSENT: &str = include_str!("cmd/induce.in/absent.txt");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("news.jsonl"), CORPUS).unwrap();
    fs::write(folder.path().join("absent.txt"), ABSENT).unwrap();
    folder
}

fn induce(folder: &Path, arguments: &[&str]) -> String {
    let all = [&["induce"], arguments].concat();
    let run = kepl(folder, &all, b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

fn rows(csv: &str) -> Vec<Row> {
    csv::Reader::from_reader(csv.as_bytes())
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

#[test]
fn absent_words_come_back_with_their_meaning() {
    let folder = folder();
    let rows = rows(&induce(
        folder.path(),
        &["news.jsonl", "--hide", "absent.txt"],
    ));
    for (yiddish, english, kind) in [
        ("קאץ", "cat", "word"),
        ("מילך", "milk", "word"),
        ("פענצטער", "window", "word"),
        ("קרעפלאנסקי", "Kreplansky", "name"),
    ] {
        let best = rows.iter().find(|r| r["yiddish"] == yiddish);
        let best = best.unwrap_or_else(|| panic!("no row about {yiddish}"));
        assert_eq!(
            (best["english"].as_str(), best["kind"].as_str()),
            (english, kind),
            "{yiddish}"
        );
    }
    let scores: Vec<f64> = rows.iter().map(|r| r["score"].parse().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_candidate_shows_where_it_comes_from() {
    let folder = folder();
    let arguments = ["news.jsonl", "--hide", "absent.txt", "--format", "jsonl"];
    let output = induce(folder.path(), &arguments);
    let cat = output
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .find(|c| c["yiddish"] == "קאץ" && c["english"] == "cat")
        .unwrap();
    assert_eq!(cat["count"], 3);
    assert_eq!(cat["file"], "nouns.csv");
    let contexts = cat["contexts"].as_array().unwrap();
    assert_eq!(contexts.len(), 3);
    for context in contexts {
        for (side, word) in [("yiddish", "קאץ"), ("english", "cat")] {
            let text: Vec<char> = context[side].as_str().unwrap().chars().collect();
            let span = &context[format!("{side}_span")];
            let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
            assert_eq!(text[at(0)..at(1)].iter().collect::<String>(), word);
        }
    }
}

#[test]
fn a_store_grows_from_day_to_day() {
    let folder = folder();
    let lines: Vec<&str> = CORPUS.split_inclusive('\n').collect();
    let (first, second) = lines.split_at(3);
    fs::write(folder.path().join("monday.jsonl"), first.concat()).unwrap();
    fs::write(folder.path().join("tuesday.jsonl"), second.concat()).unwrap();
    let with_store = |file: &str| {
        let arguments = [file, "--store", "words.kepl", "--hide", "absent.txt"];
        induce(folder.path(), &arguments)
    };
    let monday = with_store("monday.jsonl");
    let tuesday = with_store("tuesday.jsonl");
    let again = with_store("tuesday.jsonl");
    let at_once = induce(folder.path(), &["news.jsonl", "--hide", "absent.txt"]);
    assert_ne!(monday, at_once);
    assert_eq!(tuesday, at_once);
    // Documents that are there already do not count twice.
    assert_eq!(again, at_once);
}

#[test]
fn accepted_words_are_not_asked_for_again() {
    let folder = folder();
    let mine = "yiddish,english,pos\nקרעפלאנסקי,Kreplansky,name.person\n";
    fs::write(folder.path().join("mine.csv"), mine).unwrap();
    let about = |csv: &str| {
        let rows = rows(csv);
        rows.iter().filter(|r| r["yiddish"] == "קרעפלאנסקי").count()
    };
    let store = ["news.jsonl", "--store", "words.kepl"];
    assert!(about(&induce(folder.path(), &store)) > 0);
    // The store was read by another glossary: it is read again.
    let with_mine = [&store[..], &["--glossary", "mine.csv"]].concat();
    assert_eq!(about(&induce(folder.path(), &with_mine)), 0);
}

#[test]
fn another_file_is_not_taken_for_a_store() {
    let folder = folder();
    let arguments = ["induce", "news.jsonl", "--store", "absent.txt"];
    let run = kepl(folder.path(), &arguments, b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no store"), "{}", run.stderr);
    let left = fs::read_to_string(folder.path().join("absent.txt")).unwrap();
    assert_eq!(left, ABSENT);
}
