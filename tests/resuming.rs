//! Long work that is cut short: it can be gone on with, and leaves nothing half-done under the final name.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use common::{command, documents, kepl, record};

/// Documents enough that the work can be cut short in the middle.
const MANY: usize = 6000;

fn corpus(folder: &Path) {
    let records: String = (0..MANY).map(|n| record(&format!("d{n}"))).collect();
    fs::write(folder.join("in.jsonl"), records).unwrap();
}

/// The unpacked bytes of a file.
fn unpacked(path: &Path) -> Vec<u8> {
    let file = File::open(path).unwrap();
    let mut bytes = Vec::new();
    match path.extension().unwrap().to_str() {
        Some("gz") => flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes),
        Some("zst") => zstd::stream::read::Decoder::new(file)
            .unwrap()
            .read_to_end(&mut bytes),
        _ => { file }.read_to_end(&mut bytes),
    }
    .unwrap();
    bytes
}

/// The next of a sequence that is always the same (`SplitMix64`).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Kills the command at so many moments, each time going on with what was left, over and over.
fn killed(arguments: &[&str], output: &str, moments: usize) {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    let whole = [arguments, &["in.jsonl", "-o", "whole"]].concat();
    let begun = Instant::now();
    let expected_code = kepl(home.path(), &whole, b"").code;
    let takes = begun.elapsed();
    let expected = fs::read(home.path().join("whole")).unwrap();

    let resumed = [arguments, &["in.jsonl", "-o", output, "--resume"]].concat();
    let target = home.path().join(output);
    let partial = home.path().join(format!("{output}.partial"));
    let (mut state, mut kills, mut cut) = (7, 0, 0);
    while kills < moments {
        let mut child = command(home.path(), &resumed)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let most = takes.as_micros() as u64 * 3 / 4;
        thread::sleep(Duration::from_micros(next(&mut state) % most));
        child.kill().unwrap();
        let killed = child.wait().unwrap().code().is_none();
        kills += usize::from(killed);
        cut += usize::from(killed && partial.exists() && partial.metadata().unwrap().len() > 0);
        assert!(
            killed || target.exists(),
            "it ended by itself without output"
        );
        if target.exists() {
            assert_eq!(unpacked(&target), expected, "after {kills} kills");
            fs::remove_file(&target).unwrap();
        }
    }
    let run = kepl(home.path(), &resumed, b"");
    assert_eq!(run.code, expected_code, "{}", run.stderr);
    assert_eq!(unpacked(&target), expected);
    let left = fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left, 3, "only the input and the outputs are left");
    assert!(cut > moments / 4, "{cut} of {moments} kills left a part");
}

#[test]
fn alignment_killed_at_any_moment_goes_on_without_a_row_lost_or_doubled() {
    killed(&["align"], "out.csv", 50);
}

#[test]
fn compressed_outputs_go_on_too() {
    killed(&["align", "--format", "jsonl"], "out.jsonl.gz", 8);
    killed(&["align"], "out.csv.zst", 8);
}

#[test]
fn checks_and_translations_go_on_too() {
    killed(
        &["check", "--no-config", "--format", "jsonl"],
        "out.jsonl",
        8,
    );
    killed(&["translate"], "out.csv", 8);
}

/// Leaves a part of the work on `in.jsonl` in `folder`.
fn interrupt(folder: &Path, arguments: &[&str]) {
    corpus(folder);
    let mut child = command(folder, arguments).spawn().unwrap();
    let journal = folder.join("out.csv.journal");
    while fs::read_to_string(&journal).map_or(0, |j| j.lines().count()) < 2 {
        assert!(child.try_wait().unwrap().is_none(), "it was too quick");
        thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_changed_input_glossary_or_option_is_refused_with_the_reason() {
    let home = tempfile::tempdir().unwrap();
    fs::write(
        home.path().join("g.csv"),
        "yiddish,english\nקעפּל,headline\n",
    )
    .unwrap();
    let same = [
        "align",
        "in.jsonl",
        "-o",
        "out.csv",
        "--resume",
        "--glossary",
        "g.csv",
    ];
    interrupt(home.path(), &same);
    let refused = |arguments: &[&str], reason: &str| {
        let run = kepl(home.path(), arguments, b"");
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("error[changed]"), "{}", run.stderr);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
        assert!(home.path().join("out.csv.partial").exists());
    };
    refused(
        &[&same[..], &["--all"]].concat(),
        "--all was false, and is true",
    );
    fs::write(home.path().join("g.csv"), "yiddish,english\nקעפּל,title\n").unwrap();
    refused(&same, "the glossary was ");
    fs::write(
        home.path().join("g.csv"),
        "yiddish,english\nקעפּל,headline\n",
    )
    .unwrap();
    let mut input = fs::OpenOptions::new()
        .append(true)
        .open(home.path().join("in.jsonl"))
        .unwrap();
    input.write_all(record("more").as_bytes()).unwrap();
    refused(&same, "input in.jsonl was ");
}

#[test]
fn what_cannot_be_taken_up_in_the_middle_is_refused_at_once() {
    let home = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| kepl(home.path(), arguments, record("1").as_bytes());
    for (arguments, reason) in [
        (
            &["align", "-", "-o", "o.csv", "--resume"][..],
            "standard input",
        ),
        (&["align", "-", "--resume"], "--output"),
        (
            &["align", "-", "-o", "o", "--format", "html", "--resume"],
            "--format html",
        ),
    ] {
        let run = run(arguments);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn without_resume_a_kill_leaves_nothing_under_the_final_name() {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    let mut child = command(home.path(), &["align", "in.jsonl", "-o", "out.csv"])
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_millis(60));
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    assert!(ended.code().is_none(), "it was too quick");
    assert!(!home.path().join("out.csv").exists());
}

#[test]
fn a_full_disk_is_told() {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    for arguments in [["align"], ["check"], ["translate"]] {
        let arguments = [&arguments[..], &["in.jsonl", "-o", "/dev/full"]].concat();
        let run = kepl(home.path(), &arguments, b"");
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("error[unwritable]"), "{}", run.stderr);
        assert!(run.stderr.contains("No space left"), "{}", run.stderr);
    }
}

#[test]
fn a_file_that_cannot_be_read_in_the_middle_costs_only_itself() {
    let home = tempfile::tempdir().unwrap();
    for name in ["a", "c"] {
        fs::write(home.path().join(format!("{name}.jsonl")), record(name)).unwrap();
    }
    fs::write(home.path().join("b.jsonl.gz"), b"\x1f\x8b but no more").unwrap();
    let files = [
        "align",
        "a.jsonl",
        "b.jsonl.gz",
        "no.jsonl",
        "c.jsonl",
        "-o",
        "out.csv",
    ];
    for arguments in [&files[..], &[&files[..], &["--resume"]].concat()] {
        let run = kepl(home.path(), arguments, b"");
        assert_eq!(run.code, Some(2));
        assert_eq!(
            run.stderr.matches("error[unreadable]").count(),
            2,
            "{}",
            run.stderr
        );
        let out = fs::read_to_string(home.path().join("out.csv")).unwrap();
        assert_eq!(documents(&out), ["a", "c"]);
        fs::remove_file(home.path().join("out.csv")).unwrap();
    }
}

#[test]
fn a_reader_that_has_had_enough_ends_the_work_quietly() {
    let home = tempfile::tempdir().unwrap();
    corpus(home.path());
    let mut child = command(home.path(), &["align", "in.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 4096];
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut some).unwrap();
    drop(output);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stderr), (Some(0), Vec::new()));
}

#[test]
fn what_is_compressed_is_read_and_written_by_its_ending() {
    let home = tempfile::tempdir().unwrap();
    let records = record("1") + &record("2");
    fs::write(home.path().join("in.jsonl"), &records).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(records.as_bytes()).unwrap();
    fs::write(home.path().join("in.jsonl.gz"), gzip.finish().unwrap()).unwrap();
    let zstd = zstd::stream::encode_all(records.as_bytes(), 3).unwrap();
    fs::write(home.path().join("in.jsonl.zst"), zstd).unwrap();
    let plain = kepl(home.path(), &["align", "in.jsonl"], b"").stdout;
    assert_eq!(documents(&plain), ["1", "2"]);
    for input in ["in.jsonl.gz", "in.jsonl.zst"] {
        for output in ["out.csv", "out.csv.gz", "out.csv.zst"] {
            let run = kepl(home.path(), &["align", input, "-o", output], b"");
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
            let written = unpacked(&home.path().join(output));
            assert_eq!(String::from_utf8(written).unwrap(), plain);
        }
    }
    let gzipped = fs::read(home.path().join("out.csv.gz")).unwrap();
    assert_eq!(gzipped[..2], [0x1f, 0x8b]);
}
