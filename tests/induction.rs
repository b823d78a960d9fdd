//! The candidates of a corpus do not depend on the order of its documents, nor on the number of threads.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::sync::LazyLock;

use kepl::error::Place;
use kepl::induce::{Candidate, Inducer, Options};
use kepl::{Document, Glossary};
use proptest::prelude::*;

static GLOSSARY: LazyLock<Glossary> =
    LazyLock::new(|| Glossary::builtin().without(["קאַץ", "פֿענצטער", "מילך"]));

fn documents() -> Vec<Document> {
    include_str!("cmd/induce.in/news.jsonl")
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |field: &str| record[field].as_str().unwrap().to_owned();
            Document {
                id: text("id"),
                headline: text("headline"),
                body: text("body"),
                place: Place::default(),
            }
        })
        .collect()
}

fn candidates(documents: &[Document], threads: usize) -> Vec<Candidate> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        let mut inducer = Inducer::new(&GLOSSARY).unwrap();
        for document in documents {
            inducer.add(document).unwrap();
        }
        inducer.candidates(&Options::default()).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn order_and_threads_change_nothing(
        shuffled in Just(documents()).prop_shuffle(),
        threads in 1..4_usize,
    ) {
        static EXPECTED: LazyLock<Vec<Candidate>> = LazyLock::new(|| candidates(&documents(), 1));
        prop_assert!(EXPECTED.len() >= 4);
        prop_assert_eq!(&candidates(&shuffled, threads), &*EXPECTED);
    }
}
