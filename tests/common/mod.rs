//! What the tests of the command line have in common.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

#[cfg(feature = "review")]
pub mod browser;
#[cfg(feature = "review")]
pub mod review;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use kepl::Document;
use kepl::error::Place;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A headline whose every letter is Yiddish.
pub const HEADLINE: &str = "יאפאן צינדט אן אלארעם";

/// What a run of kepl came to.
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// The command, to be run in `folder`.
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kepl"));
    command.args(arguments).current_dir(folder);
    command
}

/// Runs kepl in `folder` with `input` on standard input.
pub fn kepl(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = command(folder, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // In a thread of its own, or both sides could wait for each other.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    // A run that refuses its arguments does not read its input.
    let _ = writer.join().unwrap();
    let run = Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run
}

/// A JSON line of a document with [`HEADLINE`].
pub fn record(id: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"headline\":\"{HEADLINE}\",\"body\":\"Japan sounds the alarm.\"}}\n"
    )
}

/// The documents that a CSV of pairs is about, in order, each once.
pub fn documents(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let mut ids: Vec<String> = reader
        .records()
        .map(|row| row.unwrap()[0].to_owned())
        .collect();
    ids.dedup();
    ids
}

/// A document with the pairs that a person found.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldDocument {
    pub id: String,
    pub headline: String,
    pub body: String,
    /// For each term of the headline the story's words that are right for it.
    pub gold: BTreeMap<String, Vec<String>>,
}

impl GoldDocument {
    /// The document as the library takes it.
    pub fn document(&self) -> Document {
        Document {
            id: self.id.clone(),
            headline: self.headline.clone(),
            body: self.body.clone(),
            place: Place::file("gold.jsonl"),
        }
    }
}

/// A headline of a gold document in which something was made wrong.
#[derive(Debug, Clone, Deserialize)]
pub struct Altered {
    pub id: String,
    /// The id of the gold document.
    pub of: String,
    pub headline: String,
    /// What is wrong in the headline.
    pub wrong: String,
    /// What kind of thing that is, such as `place` or `number`.
    pub kind: String,
}

/// The documents of `tests/documents/gold.jsonl`.
pub fn gold() -> Vec<GoldDocument> {
    json_lines(include_str!("../documents/gold.jsonl"))
}

/// The headlines of `tests/documents/altered.jsonl`.
pub fn altered() -> Vec<Altered> {
    json_lines(include_str!("../documents/altered.jsonl"))
}

fn json_lines<T: DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
