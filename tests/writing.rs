//! Outputs keep their order and shape whatever goes in, and files appear whole or not at all.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::path::Path;

use common::{HEADLINE, documents, kepl, record};

const COLUMNS: &str = "document,term,yiddish,normalized,romanized,lemma,pos,english,gloss,relation,confidence,mentions,sentence,start,end,source";

#[test]
fn many_documents_come_out_in_the_order_they_went_in() {
    let ids: Vec<String> = (0..2000).map(|n| format!("d{n}")).collect();
    let records: String = ids.iter().map(|id| record(id)).collect();
    let run = kepl(Path::new("."), &["align", "-"], records.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(run.stdout.lines().next(), Some(COLUMNS));
    assert_eq!(documents(&run.stdout), ids);
}

#[test]
fn offsets_count_characters_of_the_story() {
    let body = "Prime Minister Shinjirō of Japan “sounds” the alarm.";
    let record = format!("{{\"id\":\"1\",\"headline\":\"{HEADLINE}\",\"body\":\"{body}\"}}");
    let run = kepl(Path::new("."), &["align", "-"], record.as_bytes());
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let mut checked = 0;
    for row in reader.records().map(Result::unwrap) {
        let (Ok(start), Ok(end)) = (row[13].parse::<usize>(), row[14].parse::<usize>()) else {
            continue;
        };
        let found: String = body.chars().skip(start).take(end - start).collect();
        assert_eq!(&row[7], found);
        checked += 1;
    }
    assert!(checked > 0, "{}", run.stdout);
}

#[test]
fn a_document_is_a_json_line_even_without_terms() {
    let input = record("1") + &record("2");
    let run = kepl(
        Path::new("."),
        &["align", "-", "--format", "jsonl"],
        input.as_bytes(),
    );
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let names: Vec<_> = COLUMNS.split(',').skip(1).collect();
    for (line, id) in lines.iter().zip(["1", "2"]) {
        assert_eq!(line["document"], id);
        let terms = line["terms"].as_array().unwrap();
        assert!(!terms.is_empty());
        for (at, term) in terms.iter().enumerate() {
            assert_eq!(term["term"], at + 1);
            assert!(names.iter().all(|name| term.get(name).is_some()), "{term}");
        }
    }
}

#[test]
fn a_spreadsheet_gets_a_mark_and_no_formula() {
    let input = record("=1+1");
    let plain = kepl(Path::new("."), &["align", "-"], input.as_bytes());
    assert_eq!(documents(&plain.stdout), ["=1+1"]);
    let excel = kepl(Path::new("."), &["align", "-", "--excel"], input.as_bytes());
    let table = excel.stdout.strip_prefix('\u{FEFF}').unwrap();
    assert_eq!(table.lines().next(), Some(COLUMNS));
    assert_eq!(documents(table), ["'=1+1"]);
}

#[test]
fn nothing_is_surer_than_a_pair_must_be() {
    let run = kepl(
        Path::new("."),
        &["align", "-", "--min-confidence", "1"],
        record("1").as_bytes(),
    );
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert!(!rows.is_empty());
    for row in rows.iter().filter(|row| &row[10] != "1.000") {
        assert_eq!((&row[7], &row[9], &row[13]), ("", "unsupported", ""));
    }
}

#[test]
fn a_file_takes_the_place_of_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("out.csv"), "old").unwrap();
    let run = kepl(
        folder.path(),
        &["align", "-", "-o", "out.csv"],
        record("1").as_bytes(),
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    let written = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert_eq!(documents(&written), ["1"]);
    let names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(names, ["out.csv"], "no temporary file is left");
}

#[test]
fn a_refused_run_leaves_the_older_file_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("out.csv"), "old").unwrap();
    let arguments = ["align", "-", "-o", "out.csv", "--glossary", "no.csv"];
    assert_eq!(
        kepl(folder.path(), &arguments, record("1").as_bytes()).code,
        Some(2)
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("out.csv")).unwrap(),
        "old"
    );
}

#[test]
fn a_line_is_normalized_for_each_line_that_goes_in() {
    let input = [HEADLINE.as_bytes(), b"\n\nplain\n\xFF\nlast"].concat();
    for arguments in [&["normalize", "-"][..], &["normalize", "--romanize"]] {
        let run = kepl(Path::new("."), arguments, &input);
        assert_eq!(run.code, Some(2));
        assert!(
            run.stderr.contains("-:4:1: error[invalid-utf8]"),
            "{}",
            run.stderr
        );
        let lines: Vec<_> = run.stdout.split('\n').collect();
        assert_eq!(lines.len(), 6, "{}", run.stdout);
        assert!(!lines[0].is_empty());
        assert_eq!(
            (lines[1], lines[2], lines[3], lines[4]),
            ("", "plain", "", "last")
        );
    }
}

#[test]
fn a_word_is_looked_up_for_each_line_that_goes_in() {
    let words: Vec<String> = (0..20_000)
        .map(|n| format!("{HEADLINE}{n}").replace(' ', ""))
        .collect();
    let run = kepl(
        Path::new("."),
        &["glossary", "lookup", "--words", "-", "--format", "jsonl"],
        (words.join("\n") + "\n").as_bytes(),
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let found: Vec<String> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .inspect(|line| assert!(line["known"].is_boolean() && line["analyses"].is_array()))
        .map(|line| line["word"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(found, words);
}

#[test]
fn what_is_piped_has_no_colours() {
    let run = kepl(Path::new("."), &["align", "-"], b"No headline.");
    assert!(run.stderr.contains("error[no-headline]"));
    assert!(!run.stderr.contains('\u{1B}'));
}

#[test]
fn completions_and_manual_pages_know_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = kepl(Path::new("."), &["completions", shell], b"");
        assert!(run.stdout.contains("min-confidence"), "{shell}");
    }
    assert!(
        kepl(Path::new("."), &["man"], b"")
            .stdout
            .contains(".TH kepl")
    );
    let folder = tempfile::tempdir().unwrap();
    let run = kepl(folder.path(), &["man", "--folder", "."], b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(folder.path().join("kepl-align.1").is_file());
}
