//! Bad input gets an error that says where and what to do, and nothing else is lost.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use common::{HEADLINE, Run, command, documents, kepl, record};

/// Aligns one file of this name and content.
fn align(name: &str, content: &[u8]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), content).unwrap();
    kepl(folder.path(), &["align", name], b"")
}

/// Asserts that the input is refused with this code at this place.
fn refused(name: &str, content: impl AsRef<[u8]>, notice: &str) {
    let run = align(name, content.as_ref());
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert!(
        run.stderr.contains(notice),
        "{notice} is not in:\n{}",
        run.stderr
    );
    assert!(run.stderr.contains("help: "), "{}", run.stderr);
    assert!(
        run.stderr
            .ends_with("0 documents aligned, 1 could not be read\n"),
        "{}",
        run.stderr
    );
    assert_eq!(
        run.stdout.lines().count(),
        1,
        "only the names of the columns"
    );
}

#[test]
fn documents_that_lack_a_part() {
    refused(
        "a.txt",
        "A story.\nOnly English.\n",
        "a.txt:1: error[no-headline]",
    );
    refused("a.txt", HEADLINE, "a.txt:1: error[no-body]");
    refused("a.txt", "", "a.txt: error[empty-file]");
    refused("a.jsonl", "\n\n", "a.jsonl: error[empty-file]");
    refused(
        "a.html",
        "<h1>English</h1><p>Story.</p>",
        "a.html: error[no-headline]",
    );
}

#[test]
fn bytes_that_are_not_text() {
    let before = format!("{HEADLINE}\nAn \u{e9}");
    refused(
        "a.txt",
        [before.as_bytes(), b"\xE9x"].concat(),
        "a.txt:2:5: error[invalid-utf8]: the byte 0xE9",
    );
    refused(
        "a.txt",
        format!("{HEADLINE}\nA\0"),
        "a.txt:2:2: error[nul-byte]",
    );
}

#[test]
fn a_table_without_its_columns() {
    refused(
        "a.csv",
        format!("id,titel,body\n1,{HEADLINE},B\n"),
        "a.csv:1: error[missing-column]: no column `headline` among `id`, `titel`, `body`",
    );
}

#[test]
fn a_file_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.jsonl"), record("good")).unwrap();
    let run = kepl(folder.path(), &["align", "missing.txt", "good.jsonl"], b"");
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("missing.txt: error[unreadable]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .ends_with("1 document aligned, 1 could not be read\n"),
        "{}",
        run.stderr
    );
    assert_eq!(documents(&run.stdout), ["good"]);
}

#[test]
fn a_broken_json_line_among_good_ones() {
    let run = align(
        "a.jsonl",
        (record("1") + "{\"id\":\"2\",\n" + &record("3") + &record("4")).as_bytes(),
    );
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("a.jsonl:2:10: error[bad-json]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .ends_with("3 documents aligned, 1 could not be read\n"),
        "{}",
        run.stderr
    );
    assert_eq!(documents(&run.stdout), ["1", "3", "4"]);
}

#[test]
fn broken_rows_among_good_ones() {
    let rows = format!(
        "id,headline,body\n1,{HEADLINE},B\n2,{HEADLINE}\n3,{HEADLINE},\"open\n4,{HEADLINE},B\n"
    );
    let run = align("a.csv", rows.as_bytes());
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr
            .contains("a.csv:3: error[bad-row]: 2 cells under 3 columns"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("a.csv:4: error[bad-row]: a quoted cell that is never closed"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .ends_with("2 documents aligned, 2 could not be read\n"),
        "{}",
        run.stderr
    );
    assert_eq!(documents(&run.stdout), ["1", "4"]);
}

#[test]
fn a_line_of_a_hundred_megabytes_among_good_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = fs::File::create(folder.path().join("a.jsonl")).unwrap();
    file.write_all(record("1").as_bytes()).unwrap();
    for _ in 0..100 {
        file.write_all(&vec![b'x'; 1 << 20]).unwrap();
    }
    file.write_all(("\n".to_owned() + &record("3")).as_bytes())
        .unwrap();
    drop(file);
    let run = kepl(folder.path(), &["align", "a.jsonl"], b"");
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr
            .contains("a.jsonl:2: error[line-too-long]: a line of 104857600 bytes"),
        "{}",
        run.stderr
    );
    assert_eq!(documents(&run.stdout), ["1", "3"]);
}

#[test]
fn a_headline_in_hebrew_is_a_warning() {
    let headline = "ראש הממשלה נפגש עם נשיא ארצות הברית";
    let run = align(
        "a.txt",
        format!("{headline}\nThe prime minister met the president.").as_bytes(),
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("a.txt:1: warning[hebrew-language]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.ends_with("1 document aligned, 1 warning\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn direction_overrides_are_reported_and_stripped() {
    let page = format!("{HEADLINE} \u{202D}לארעט\u{202C}\nJapan sounds the \u{202E}mrala\u{202C}.");
    for format in ["csv", "tsv", "jsonl", "html", "tbx"] {
        let run = {
            let folder = tempfile::tempdir().unwrap();
            kepl(
                folder.path(),
                &["align", "-", "--format", format],
                page.as_bytes(),
            )
        };
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(
            run.stderr.matches("warning[bidi-override]").count(),
            2,
            "{}",
            run.stderr
        );
        assert!(
            !run.stdout.contains(['\u{202D}', '\u{202E}', '\u{202C}']),
            "{format}"
        );
    }
}

#[test]
fn a_glossary_that_is_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let run = kepl(
        folder.path(),
        &["align", "-", "--glossary", "no.csv"],
        HEADLINE.as_bytes(),
    );
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no.csv"), "{}", run.stderr);
    assert_eq!(run.stdout, "");
}

#[test]
fn an_output_that_cannot_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let run = kepl(
        folder.path(),
        &["align", "-", "-o", "no/out.csv"],
        record("1").as_bytes(),
    );
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("no/out.csv: error[unwritable]"),
        "{}",
        run.stderr
    );
}

#[test]
fn arguments_that_do_not_go_together() {
    for arguments in [
        &["align", "-", "--excel", "--format", "html"][..],
        &["align", "-", "--min-confidence", "2"],
        &["align", "-", "--encoding", "windows-9999"],
        &["align", "-", "--from", "docx"],
        &["normalize", "-", "--romanize", "--spelling", "yivo"],
        &["glossary", "lookup"],
        &["no-such-command"],
    ] {
        let run = kepl(Path::new("."), arguments, b"");
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(
            run.stderr.starts_with("error: "),
            "{arguments:?}: {}",
            run.stderr
        );
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_reader_that_has_had_enough_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let records: String = (0..20_000).map(|n| record(&n.to_string())).collect();
    fs::write(folder.path().join("a.jsonl"), records).unwrap();
    fs::write(
        folder.path().join("words"),
        format!("{HEADLINE}\n").repeat(50_000),
    )
    .unwrap();
    for arguments in [
        &["align", "a.jsonl"][..],
        &["normalize", "words"],
        &["glossary", "lookup", "--words", "words"],
    ] {
        let mut child = command(folder.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!line.is_empty());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "",
            "{arguments:?}"
        );
    }
}

#[test]
fn arguments_that_do_not_go_together_show_the_usage_of_their_command() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, usage) in [
        (
            &["align", "--excel", "--format", "jsonl", "a"][..],
            "kepl align",
        ),
        (&["check", "--watch", "-o", "x", "a"], "kepl check"),
        (&["translate", "--explain", "a"], "kepl translate"),
        (&["glossary", "merge", "a"], "kepl glossary merge"),
    ] {
        let run = kepl(folder.path(), arguments, b"");
        assert_eq!(run.code, Some(2));
        let usage = format!("Usage: {usage} [OPTIONS]");
        assert!(run.stderr.contains(&usage), "{}", run.stderr);
    }
}

#[test]
fn files_of_office_programs() {
    refused(
        "a.docx",
        b"PK\x03\x04\x14\0",
        "a.docx: error[wrong-format]: a Word file",
    );
    refused(
        "a.pdf",
        b"%PDF-1.7\n",
        "a.pdf: error[wrong-format]: a PDF file",
    );
}

#[test]
fn tables_of_something_else_in_a_folder_are_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("house.csv", "yiddish,english\n");
    write(
        "story.txt",
        &format!("{HEADLINE}\nJapan sounded an alarm.\n"),
    );
    let run = kepl(folder.path(), &["check", ".", "--fail-on", "never"], b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(
        run.stderr.contains("house.csv:1: warning[other-table]"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains("1 headline:"), "{}", run.stdout);
    let run = kepl(folder.path(), &["check", "house.csv"], b"");
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("error[missing-column]"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_glossary_from_a_spreadsheet_is_used_and_its_other_columns_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let lemma = "בליפּס";
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "mine.csv",
        &format!("yiddish;english;url\r\n{lemma};gadget;x\r\n"),
    );
    write("a.txt", &format!("{lemma}\nA gadget.\n"));
    let run = kepl(
        folder.path(),
        &["align", "a.txt", "--glossary", "mine.csv"],
        b"",
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains(",gadget,"), "{}", run.stdout);
    assert!(
        run.stderr
            .contains("mine.csv:1:17: warning[unknown-column]"),
        "{}",
        run.stderr
    );
    let merge = ["glossary", "merge", "mine.csv", "mine.csv"];
    assert_eq!(
        kepl(folder.path(), &merge, b"").code,
        Some(2),
        "a column would be lost"
    );
}

#[test]
fn nothing_to_count_and_nowhere_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let run = kepl(
        folder.path(),
        &["glossary", "coverage", "-"],
        b"English only.\n",
    );
    assert_eq!(run.stdout, "no word of Yiddish found\n");
    for command in [&["glossary", "coverage"][..], &["normalize"]] {
        let run = kepl(folder.path(), &[command, &["."]].concat(), b"");
        assert!(run.stderr.contains("takes no folders"), "{}", run.stderr);
    }
    let run = kepl(folder.path(), &["man", "--folder", "share/man1"], b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(folder.path().join("share/man1/kepl-align.1").exists());
}

#[test]
fn nobody_is_told_to_remove_a_file_that_is_no_store() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.csv"), "yiddish,english\n").unwrap();
    let arguments = ["induce", "-", "--store", "mine.csv", "--from", "jsonl"];
    let run = kepl(folder.path(), &arguments, record("1").as_bytes());
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("unusable-store"), "{}", run.stderr);
    assert!(run.stderr.contains("name another file"), "{}", run.stderr);
    assert!(!run.stderr.contains("remove"), "{}", run.stderr);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn what_this_build_cannot_do_is_named_with_its_feature() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("news.parquet"), "PAR1").unwrap();
    fs::write(folder.join("news.jsonl"), record("1")).unwrap();
    for (arguments, input) in [
        (&["align", "news.parquet"][..], &b""[..]),
        (&["align", "."], b""),
        (&["translate", "-"], b"PAR1"),
        (&["align", "news.jsonl", "-o", "pairs.parquet"], b""),
        (&["check", "news.jsonl", "--format", "parquet"], b""),
    ] {
        let run = kepl(folder, arguments, input);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        let told = "error[lacking-feature]: this kepl was built without the feature `parquet`";
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("--features parquet"), "{}", run.stderr);
    }
    assert!(!folder.join("pairs.parquet").exists());
}
