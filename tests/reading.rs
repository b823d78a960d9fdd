//! The same document is read from every format and encoding, and from folders and standard input.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::path::Path;

use common::{HEADLINE, documents, kepl, record};
use encoding_rs::Encoding;
use kepl::document::{Document, Format, Input, ReadOptions, Reading, read, read_from};
use kepl::error::Notice;
use proptest::prelude::*;

const BODY: &str = "Japan’s minister sounds the “alarm”.\nMore follows, he said.";

fn read_file(
    name: &str,
    content: impl AsRef<[u8]>,
    options: &ReadOptions,
) -> Vec<Result<Reading, Notice>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    read(&Input::File(path), options).collect()
}

/// Reads a file with one document and nothing to warn of.
fn read_one(name: &str, content: impl AsRef<[u8]>, options: &ReadOptions) -> Document {
    let mut read = read_file(name, content, options);
    assert_eq!(read.len(), 1, "{name}");
    let reading = read.remove(0).unwrap();
    assert_eq!(reading.warnings, [], "{name}");
    reading.document
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = std::iter::once(0xFEFF);
    mark.chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn one_document_in_every_format() {
    let json_body = BODY.replace('\n', "\\n");
    let paragraphs = BODY.replace('\n', "</p><p>");
    let files = [
        ("d.txt", format!("{HEADLINE}\n{BODY}\n")),
        (
            "d.jsonl",
            format!("{{\"id\":\"d\",\"headline\":\"{HEADLINE}\",\"body\":\"{json_body}\"}}\n"),
        ),
        (
            "d.csv",
            format!("body,id,headline\n\"{BODY}\",d,{HEADLINE}\n"),
        ),
        (
            "d.tsv",
            format!("headline\tid\tbody\n{HEADLINE}\td\t\"{BODY}\"\n"),
        ),
        (
            "d.html",
            format!("<title>x</title><h1>{HEADLINE}</h1><article><p>{paragraphs}</p></article>"),
        ),
    ];
    for (name, content) in files {
        for (bytes, how) in [
            (content.clone().into_bytes(), "plain"),
            (format!("\u{FEFF}{content}").into_bytes(), "with a mark"),
            (utf16(&content, u16::to_le_bytes), "UTF-16LE"),
            (utf16(&content, u16::to_be_bytes), "UTF-16BE"),
        ] {
            let document = read_one(name, bytes, &ReadOptions::default());
            assert_eq!(document.id, "d", "{name} {how}");
            assert_eq!(document.headline, HEADLINE, "{name} {how}");
            assert_eq!(document.body, BODY, "{name} {how}");
        }
    }
}

#[test]
fn old_encodings_are_read_when_named_or_declared() {
    let text = format!("{HEADLINE}\n{BODY}\n");
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1255.encode(&text);
    assert!(!lossy);
    let options = ReadOptions {
        encoding: Encoding::for_label(b"windows-1255"),
        ..ReadOptions::default()
    };
    assert_eq!(read_one("d.txt", &bytes, &options).body, BODY);
    let refused = read_file("d.txt", &bytes, &ReadOptions::default()).remove(0);
    assert_eq!(refused.unwrap_err().code, "invalid-utf8");

    let page = format!("<meta charset=windows-1255><h1>{HEADLINE}</h1><p>{BODY}</p>");
    let (bytes, _, _) = encoding_rs::WINDOWS_1255.encode(&page);
    assert_eq!(
        read_one("d.html", &bytes, &ReadOptions::default()).headline,
        HEADLINE
    );
}

#[test]
fn a_table_is_read_row_by_row() {
    // A reader that wanted the whole table first would never come back.
    let rows = format!("headline,body\n{HEADLINE},B\n").into_bytes();
    let endless = Endless { rows, at: 0 };
    let options = ReadOptions::default();
    let mut records = read_from(endless, "t", Format::Csv, &options);
    assert_eq!(records.next().unwrap().unwrap().document.body, "B");
    assert_eq!(records.next().unwrap().unwrap_err().code, "bad-row");
}

/// Yields its rows and then one-cell rows for ever.
struct Endless {
    rows: Vec<u8>,
    at: usize,
}

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in &mut *buffer {
            *byte = self
                .rows
                .get(self.at)
                .copied()
                .unwrap_or(b"x\n"[self.at % 2]);
            self.at += 1;
        }
        Ok(buffer.len())
    }
}

#[test]
fn folders_files_and_standard_input_come_in_order() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("news/old")).unwrap();
    fs::write(
        folder.path().join("news/b.txt"),
        format!("{HEADLINE}\nStory."),
    )
    .unwrap();
    fs::write(
        folder.path().join("news/old/a.jsonl"),
        record("a1") + &record("a2"),
    )
    .unwrap();
    fs::write(folder.path().join("news/readme.md"), "not a document").unwrap();
    let piped = record("piped");
    let run = kepl(folder.path(), &["align", "-", "news"], piped.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(documents(&run.stdout), ["piped", "b", "a1", "a2"]);
}

#[test]
fn a_pipe_is_taken_for_what_it_looks_like_or_is_said_to_be() {
    let table = format!("headline,id,body\n{HEADLINE},t,B\n");
    let page = format!("<h1>{HEADLINE}</h1><p>Story.</p>");
    for (input, arguments, id) in [
        (record("j"), &["align"][..], "j"),
        (page, &["align", "-"], "stdin"),
        (table, &["align", "--from", "csv"], "t"),
    ] {
        let run = kepl(Path::new("."), arguments, input.as_bytes());
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{id}");
        assert_eq!(documents(&run.stdout), [id]);
    }
}

proptest! {
    /// Readers meet anything: each yields documents with both parts or notices with a place, and ends.
    #[test]
    fn whatever_comes_in_documents_or_notices_come_out(
        parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..24),
        max_line in prop::sample::select(vec![20_usize, 1 << 20]),
    ) {
        let bytes = parts.concat();
        let options = ReadOptions { max_line, ..ReadOptions::default() };
        for format in Format::ALL {
            let source = std::io::Cursor::new(bytes.clone());
            let lines = bytes.split(|&b| b == b'\n').count();
            let records: Vec<_> = read_from(source, "any", format, &options).collect();
            prop_assert!((1..=lines + 1).contains(&records.len()), "{format:?} yields {}", records.len());
            for record in records {
                match record {
                    Ok(Reading { document, .. }) => {
                        prop_assert!(!document.headline.trim().is_empty());
                        prop_assert!(!document.body.trim().is_empty());
                    }
                    Err(notice) => prop_assert_eq!(notice.place.file, "any"),
                }
            }
        }
    }
}

/// Pieces that mean something to one reader or another.
const PARTS: [&[u8]; 18] = [
    HEADLINE.as_bytes(),
    b"Story.",
    b"\n",
    b"\r\n",
    b"headline,body,id\n",
    b"headline\tbody\n",
    b",",
    b"\t",
    b"\"",
    b"{\"headline\":\"",
    b"\",\"body\":\"",
    b"\"}",
    b"<article><h1>",
    b"</h1><p>",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\0",
    b"\xD7",
];
