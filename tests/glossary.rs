//! Keeping a glossary: what it lacks, what is wrong with it, and how it travels.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::path::Path;

use common::{kepl, record};
use serde_json::Value;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

/// The values of one key of JSON Lines.
fn values(lines: &str, key: &str) -> Vec<Value> {
    let parse = |line: &str| serde_json::from_str::<Value>(line).unwrap()[key].clone();
    lines.lines().map(parse).collect()
}

#[test]
fn coverage_counts_lines_of_texts_and_headlines_of_documents() {
    let table = "id,headline,body\n1,קרעקסלבוים און שלום,\"שטערצלקויט\"\n";
    let words = "word\nקרעקסלבוים\n";
    let folder = folder(&[
        ("press.txt", "די צייטונג, און קרעקסלבוים!\nקרעקסלבוים\n"),
        ("news.jsonl", &record("1")),
        ("news.csv", table),
        ("words.csv", words),
    ]);
    let covered = |file: &str, input: &str| -> Value {
        let arguments = ["glossary", "coverage", file, "--format", "json"];
        let run = kepl(folder.path(), &arguments, input.as_bytes());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        serde_json::from_str(&run.stdout).unwrap()
    };
    let press = covered("press.txt", "");
    assert_eq!(
        (press["tokens"].as_u64(), press["known"].as_u64()),
        (Some(5), Some(3))
    );
    assert_eq!(press["unknown"][0]["yiddish"], "קרעקסלבוים");
    assert_eq!(press["unknown"][0]["count"], 2);
    assert_eq!(
        press["unknown"][0]["context"],
        "די צייטונג, און קרעקסלבוים!"
    );
    assert_eq!(covered("news.jsonl", "")["tokens"], 4);
    assert_eq!(covered("news.csv", "")["tokens"], 3);
    assert_eq!(covered("words.csv", "")["tokens"], 1);
    assert_eq!(covered("-", "שלום\n")["known"], 1);
}

#[test]
fn coverage_grows_with_a_glossary_laid_over() {
    let folder = folder(&[("own.csv", "yiddish,english\nקרעקסלבוים,crackle tree\n")]);
    let arguments = [
        "glossary",
        "coverage",
        "-",
        "--glossary",
        "own.csv",
        "--format",
        "csv",
    ];
    let run = kepl(
        folder.path(),
        &arguments,
        "קרעקסלבוים שטערצלקויט".as_bytes(),
    );
    assert_eq!(
        run.stdout,
        "yiddish,count,context\nשטערצלקויט,1,קרעקסלבוים שטערצלקויט\n"
    );
}

#[test]
fn lint_finds_fix_repairs_and_lint_is_content() {
    let before = "yiddish,english,pos,forms,variants\n\
                  צײַטונג,newspaper | Newspaper,noun,pl:צייַטונגען,צייטונג\n\
                  \"צה\"\"ל\",army ,noun,,\n";
    let folder = folder(&[("own.csv", before)]);
    let run = kepl(
        folder.path(),
        &["glossary", "lint", "--format", "jsonl", "own.csv"],
        b"",
    );
    assert_eq!(run.code, Some(1));
    let codes = [
        "unnormalized",
        "repeated-sense",
        "derived-form",
        "derived-variant",
        "look-alike",
        "untrimmed",
    ];
    assert_eq!(values(&run.stdout, "code"), codes);
    assert_eq!(values(&run.stdout, "line"), [2, 2, 2, 2, 3, 3]);
    let run = kepl(
        folder.path(),
        &["glossary", "lint", "--fix", "own.csv"],
        b"",
    );
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert_eq!(run.stderr, "own.csv: 6 cells repaired\n");
    let after = "yiddish,english,pos,forms,variants\nצייַטונג,newspaper,noun,,\nצה״ל,army,noun,,\n";
    assert_eq!(text(folder.path(), "own.csv"), after);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "a temporary file was left");
}

#[test]
fn lint_holds_files_against_each_other() {
    let folder = folder(&[
        ("a.csv", "yiddish,english,pos\nהאָבן,have,verb\n"),
        (
            "b.csv",
            "yiddish,english,pos\nהאָבן,own,verb\nהאבן,possess,verb\n",
        ),
    ]);
    let run = kepl(
        folder.path(),
        &["glossary", "lint", "--format", "sarif", "."],
        b"",
    );
    assert_eq!(run.code, Some(1));
    let log: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let codes: Vec<_> = results.iter().map(|r| &r["ruleId"]).collect();
    assert_eq!(codes, ["duplicate-key", "unpointed"]);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            log["runs"][0]["tool"]["driver"]["rules"][rule]["id"],
            result["ruleId"]
        );
    }
}

#[test]
fn lint_says_which_file_it_cannot_read() {
    let folder = folder(&[("latin1.csv", "")]);
    fs::write(
        folder.path().join("latin1.csv"),
        b"yiddish,english\n\xE0,a\n",
    )
    .unwrap();
    let run = kepl(
        folder.path(),
        &["glossary", "lint", "no.csv", "latin1.csv"],
        b"",
    );
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no.csv: error[unreadable-glossary]"));
    assert!(run.stderr.contains("line 2 is not valid UTF-8"));
}

#[test]
fn merge_takes_what_either_side_changed() {
    let folder = folder(&[
        (
            "base.csv",
            "yiddish,english,note\nטאג,day,\nיאר,year,\nוואך,week,\n",
        ),
        ("a.csv", "yiddish,english,note\nטאָג,day,\nוואך,week,\n"),
        (
            "b.csv",
            "yiddish,english,note\nטאג,day | date,\nיאר,year,\nמאנאט,month,\nוואך,week,\n",
        ),
    ]);
    let arguments = [
        "glossary", "merge", "base.csv", "a.csv", "b.csv", "-o", "ours.csv",
    ];
    let run = kepl(folder.path(), &arguments, b"");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        text(folder.path(), "ours.csv"),
        "yiddish,english,note\nטאָג,day | date,\nמאנאט,month,\nוואך,week,\n"
    );
}

#[test]
fn merge_drops_nothing_and_lists_conflicts() {
    let folder = folder(&[
        ("a.csv", "yiddish,english\nטאָג,day\n"),
        ("b.csv", "yiddish,english\nטאָג,date\n"),
        ("bad.csv", "yiddish,english\nטאָג\n"),
    ]);
    let run = kepl(folder.path(), &["glossary", "merge", "a.csv", "b.csv"], b"");
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stdout, "yiddish,english\nטאָג,day\nטאָג,date\n");
    for part in [
        "a.csv:2",
        "`טאָג` differs in english",
        "a.csv:2: טאָג,day",
        "b.csv:2: טאָג,date",
    ] {
        assert!(run.stderr.contains(part), "{part} in {}", run.stderr);
    }
    let run = kepl(
        folder.path(),
        &["glossary", "merge", "a.csv", "bad.csv", "-o", "c.csv"],
        b"",
    );
    assert_eq!(run.code, Some(2));
    assert!(!folder.path().join("c.csv").exists());
}

#[test]
fn a_glossary_travels_through_every_format() {
    let glossary = "yiddish,english,pos,forms,variants,tags,note,romanized\n\
                    אָנ|צינדן,light | \"set on, fire\",verb,pp:אָנגעצונדן | pres:צינדט,אן צינדן,formal | rare,a <note> & \"more\",\n"
        .replace("\"set on, fire\"", "set on fire")
        .replace("a <note> & \"more\"", "a <note> & more")
        + "שבת,Sabbath,noun,pl:שבתים,,hebrew,,shabes\n\
           קארעא,Korea | South Korea,name.place,,,,,\n\
           וואס,what,,,,forbidden,,\n";
    let folder = folder(&[("own.csv", &glossary)]);
    for format in ["tbx", "tmx", "omegat", "weblate", "kaikki", "anki"] {
        let export = [
            "glossary", "export", "--format", format, "own.csv", "-o", "there",
        ];
        let run = kepl(folder.path(), &export, b"");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{format}");
        let import = ["glossary", "import", "--format", format, "there"];
        let run = kepl(folder.path(), &import, b"");
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{format}");
        assert_eq!(run.stdout, glossary, "{format}");
    }
}

#[test]
fn a_malformed_file_names_the_place() {
    let folder = folder(&[
        (
            "a.tbx",
            "<?xml version=\"1.0\"?>\n<tbx><text>&lol;</text></tbx>\n",
        ),
        ("a.tmx", "<tmx><body>\n<tu></body></tmx>\n"),
        ("a.txt", "טאָג\tday\nקאפ\n"),
        ("a.csv", "source,target\nטאָג\n"),
        ("a.jsonl", "{\"word\":\n"),
        ("anki.txt", "#separator:tab\nטאָג\t\"day\n"),
    ]);
    for (format, file, place) in [
        ("tbx", "a.tbx", "a.tbx:2:12: error[bad-xml]"),
        ("tmx", "a.tmx", "a.tmx:2:5: error[bad-xml]"),
        ("omegat", "a.txt", "a.txt:2: error[bad-row]"),
        ("weblate", "a.csv", "a.csv:2: error[bad-row]"),
        ("kaikki", "a.jsonl", "a.jsonl:1:8: error[bad-json]"),
        ("anki", "anki.txt", "anki.txt:2:6: error[bad-row]"),
    ] {
        let run = kepl(
            folder.path(),
            &["glossary", "import", "--format", format, file],
            b"",
        );
        assert_eq!(run.code, Some(2), "{format}");
        assert!(run.stderr.starts_with(place), "{format}: {}", run.stderr);
    }
}

#[test]
fn stats_count_the_default_glossary_or_files() {
    let folder = folder(&[("own.csv", "yiddish,english,pos\nטאָג,day | date,noun\n")]);
    let stats = |arguments: &[&str]| -> Value {
        let arguments = [&["glossary", "stats", "--format", "json"], arguments].concat();
        let run = kepl(folder.path(), &arguments, b"");
        assert_eq!(run.code, Some(0));
        serde_json::from_str(&run.stdout).unwrap()
    };
    let own = stats(&["own.csv"]);
    assert_eq!(
        (own["entries"].as_u64(), own["senses"].as_u64()),
        (Some(1), Some(2))
    );
    assert_eq!(own["by_file"]["own.csv"], 1);
    let default = stats(&[]);
    assert!(default["entries"].as_u64().unwrap() > 10_000);
    assert!(default["by_pos"]["verb"].as_u64().unwrap() > 1000);
}
