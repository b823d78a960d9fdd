//! How fast a store of many candidates opens and takes judgements: `cargo bench --bench review`.
//!
//! Disks differ, so a judgement is measured against a bare SQLite write in the same run, with the same
//! journal and the same synchronization: a row into a table of two columns.

#![allow(
    clippy::cast_possible_wrap,
    reason = "rows are counted in hundreds of thousands"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use kepl::review::{Filter, Judgement, Sort, Store, Verdict};
use rusqlite::Connection;

const CANDIDATES: usize = 100_000;
const JUDGEMENTS: usize = 200;

fn main() {
    // `cargo test` runs benches too, to see that they compile.
    if !std::env::args().any(|a| a == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the run");
    let csv = folder.path().join("c.csv");
    std::fs::write(&csv, candidates()).expect("room on the disk");
    let path = folder.path().join("c.review");

    let (store, first) = timed(|| open(&path, &csv));
    store.close();
    let (store, again) = timed(|| open(&path, &csv));
    println!("{CANDIDATES} candidates: first opened in {first:?}, again in {again:?}");
    for (name, filter) in filters() {
        let (page, took) = timed(|| store.list(&filter).expect("a list"));
        println!(
            "list {name}: {} of {} in {took:?}",
            page.rows.len(),
            page.total
        );
    }

    let bare = bare(&folder.path().join("bare.sqlite"));
    let judging = median(|at| {
        let judgement = Judgement {
            candidate: at as i64 + 1,
            version: 0,
            verdict: Verdict::Accepted,
            draft: None,
            reason: String::new(),
            reviewer: "bench".to_owned(),
            tab: "bench".to_owned(),
            key: at.to_string(),
        };
        store.judge(&judgement).expect("a judgement");
        store.progress().expect("the progress");
        store.detail(at as i64 + 2).expect("the next candidate");
    });
    let ratio = judging.as_secs_f64() / bare.as_secs_f64();
    println!(
        "judgement with the next candidate: {judging:?}; a bare write: {bare:?}; ratio {ratio:.2}"
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Opens the store and looks at the first page.
fn open(path: &Path, csv: &Path) -> Store {
    let store = Store::open(path).expect("a store");
    store.import(csv).expect("candidates");
    let limit = 100;
    store
        .list(&Filter {
            limit,
            ..Filter::default()
        })
        .expect("a list");
    store.detail(1).expect("a candidate");
    store
}

fn filters() -> [(&'static str, Filter); 3] {
    let filter = Filter {
        limit: 100,
        state: "open".to_owned(),
        ..Filter::default()
    };
    [
        ("as they came", filter.clone()),
        (
            "by probability",
            Filter {
                sort: Sort::Probability,
                ..filter.clone()
            },
        ),
        (
            "searched",
            Filter {
                text: "word9999".to_owned(),
                ..filter
            },
        ),
    ]
}

fn bare(path: &Path) -> Duration {
    let connection = Connection::open(path).expect("a database");
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .expect("a journal");
    connection
        .pragma_update(None, "synchronous", "FULL")
        .expect("synchronization");
    connection
        .execute_batch("CREATE TABLE t (a, b)")
        .expect("a table");
    median(|at| {
        connection
            .execute("INSERT INTO t VALUES (?1, 'accepted')", [at as i64])
            .expect("a write");
    })
}

/// The median of many runs of `work`.
fn median(mut work: impl FnMut(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..JUDGEMENTS).map(|at| timed(|| work(at)).1).collect();
    times.sort();
    times[JUDGEMENTS / 2]
}

fn candidates() -> String {
    let letters: Vec<char> = ('א'..='ת').collect();
    let mut out = String::from("yiddish,english,lemma,pos,kind,count,score,probability,contexts\n");
    for at in 0..CANDIDATES {
        let word: String = (0..5).map(|i| letters[at / 27_usize.pow(i) % 27]).collect();
        let context = format!(
            "אין {word} איז היינט פרי געפאלן א שניי ⇄ This morning some word{at} fell in the hills"
        );
        let _ = writeln!(
            out,
            "{word},word{at},{word},noun,word,{},{},0.{:03},{context} | {context} | {context}",
            at % 97,
            at % 1009,
            at % 1000,
        );
    }
    out
}
