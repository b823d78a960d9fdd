//! Whatever the README and the guides of `docs/` show is what happens.
//!
//! Every command in a `console` block, and the first `cargo run` line, is run in the repository's
//! folder and its output compared. Two things are not compared, because they move
//! with every change to the data: numbers with a point, such as confidences, and line numbers of
//! glossary files. `KEPL_BLESS=1 cargo test --test readme` writes today's output into
//! the pages.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::path::Path;

use common::kepl;

const CARGO_RUN: &str = "cargo run --release -- ";

fn readme() -> (std::path::PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

/// A fenced block: what it is marked as, and its lines.
struct Block {
    kind: String,
    lines: Vec<String>,
    /// The line of the README that its first line is.
    first: usize,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (number, line) in text.lines().enumerate() {
        if let Some(kind) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push(Block {
                    kind: kind.to_owned(),
                    lines: Vec::new(),
                    first: number + 1,
                });
            }
        } else if open {
            blocks.last_mut().unwrap().lines.push(line.to_owned());
        }
    }
    assert!(!open, "a block is not closed");
    blocks
}

/// A command of the README with the lines it is said to print.
struct Example {
    command: String,
    output: Vec<String>,
    first: usize,
}

fn examples(blocks: &[Block]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        if block.kind == "console" {
            for (number, line) in (block.first..).zip(&block.lines) {
                if let Some(command) = line.strip_prefix("$ ") {
                    examples.push(Example {
                        command: command.to_owned(),
                        output: Vec::new(),
                        first: number + 1,
                    });
                } else {
                    let example = examples.last_mut().expect("a block begins with `$ `");
                    example.output.push(line.clone());
                }
            }
        }
        for line in &block.lines {
            if let Some(arguments) = line.strip_prefix(CARGO_RUN) {
                let output = &blocks[at + 1];
                assert_eq!(output.kind, "text", "the output of `{line}` follows it");
                examples.push(Example {
                    command: format!("kepl {arguments}"),
                    output: output.lines.clone(),
                    first: output.first,
                });
            }
        }
    }
    examples
}

/// What the command prints: its output and then its messages.
fn run(command: &str) -> Vec<String> {
    let mut words = shell_words(command);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut input = Vec::new();
    if let Some(at) = words.iter().position(|word| word == "|") {
        let (before, after) = (words[..at].to_vec(), words[at + 1..].to_vec());
        assert_eq!(before[0], "echo", "{command}");
        input = (before[1..].join(" ") + "\n").into_bytes();
        words = after;
    }
    let (program, arguments) = words.split_first().unwrap();
    assert_eq!(program, "kepl", "{command}");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = kepl(folder, &arguments, &input);
    assert!(matches!(run.code, Some(0 | 1)), "{command}\n{}", run.stderr);
    let printed = run.stdout + &run.stderr;
    printed.lines().map(str::to_owned).collect()
}

/// The words of a command, of which some stand in single quotes.
fn shell_words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, part) in command.split('\'').enumerate() {
        if number % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The line without numbers that move.
fn settled(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        let digits = |from: usize| {
            chars[from..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .count()
        };
        if chars[at] == '.' && at > 0 && chars[at - 1].is_ascii_digit() && digits(at + 1) == 3 {
            out.pop();
            out.push('#');
            at += 4;
        } else if chars[at] == ':' && out.ends_with(".csv") && digits(at + 1) > 0 {
            out.push_str(":#");
            at += 1 + digits(at + 1);
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// The README and every guide, in order.
fn pages() -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut guides: Vec<_> = fs::read_dir(root.join("docs"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    guides.sort();
    guides.insert(0, root.join("README.md"));
    guides
}

#[test]
fn every_command_prints_what_is_shown() {
    let bless = std::env::var_os("KEPL_BLESS").is_some();
    let mut count = 0;
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        let blocks = blocks(&text);
        let examples = examples(&blocks);
        count += examples.len();
        if bless {
            write_output(&path, &text, &examples);
        } else {
            examples.iter().for_each(|e| compare(&path, e));
        }
    }
    assert!(count >= 10, "only {count} examples");
}

fn write_output(page: &Path, text: &str, examples: &[Example]) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut from_the_end: Vec<&Example> = examples.iter().collect();
    from_the_end.sort_by_key(|e| std::cmp::Reverse(e.first));
    for example in from_the_end {
        let end = example.first + example.output.len();
        lines.splice(example.first..end, run(&example.command));
    }
    fs::write(page, lines.join("\n") + "\n").unwrap();
}

fn compare(page: &Path, example: &Example) {
    let (shown, found) = (&example.output, run(&example.command));
    let settle = |lines: &[String]| {
        let lines: Vec<String> = lines.iter().map(|l| settled(l)).collect();
        lines.join("\n")
    };
    assert!(
        settle(shown) == settle(&found),
        "$ {}\n-- {} shows\n{}\n-- it prints\n{}\n",
        example.command,
        page.display(),
        shown.join("\n"),
        found.join("\n")
    );
}

#[test]
fn the_table_of_pairs_says_what_the_first_example_prints() {
    let (_, text) = readme();
    let blocks = blocks(&text);
    let first = &examples(&blocks)[0];
    let mut reader = csv::ReaderBuilder::new();
    let output = first.output.join("\n");
    let mut pairs: Vec<(String, String)> = Vec::new();
    for row in reader
        .flexible(false)
        .from_reader(output.as_bytes())
        .records()
    {
        let row = row.unwrap();
        pairs.push((row[2].to_owned(), row[7].to_owned()));
    }
    let rows: Vec<(String, String)> = text
        .lines()
        .skip_while(|line| !line.starts_with("| Headline term"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            (cells[1].to_owned(), cells[2].to_owned())
        })
        .collect();
    assert_eq!(rows, pairs);
}

#[test]
fn what_others_rely_on_stands_on_lines_of_its_own() {
    let (_, text) = readme();
    for line in [
        "cargo test",
        "cargo run --release -- align tests/documents/01-budget.txt",
    ] {
        assert!(text.lines().any(|l| l == line), "no line `{line}`");
    }
}

#[test]
fn the_example_in_rust_is_the_one_that_the_crate_is_tested_with() {
    let (_, text) = readme();
    let crate_docs: String = include_str!("../src/lib.rs")
        .lines()
        .filter_map(|line| line.strip_prefix("//!"))
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect();
    let examples: Vec<Block> = blocks(&text)
        .into_iter()
        .filter(|b| b.kind == "rust")
        .collect();
    assert_eq!(examples.len(), 1);
    assert!(crate_docs.contains(&examples[0].lines.join("\n")));
}
