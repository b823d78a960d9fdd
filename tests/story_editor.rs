//! An editor sees which words of a headline the story does not bear out.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;

use common::{altered, gold, kepl};
use kepl::align::Relation;
use kepl::yiddish::key;
use kepl::{Document, Glossary, TermPair, align_document};

/// Of the headlines with a wrong place, person, number, organisation or date, so many are caught.
const LEAST_CAUGHT: usize = 22;

/// Whether some word of the term is the wrong one, or part of it.
fn is_about(pair: &TermPair, wrong: &str) -> bool {
    let (term, wrong) = (key::of(&pair.yiddish.replace('…', "")), key::of(wrong));
    let within = |long: &[u8], short: &[u8]| long.windows(short.len().max(1)).any(|w| w == short);
    !term.is_empty() && (within(&term, &wrong) || within(&wrong, &term))
}

#[test]
fn a_wrong_name_or_number_has_no_support_in_the_story() {
    let glossary = Glossary::builtin();
    let gold = gold();
    let (mut tried, mut caught) = (0, 0);
    for altered in altered() {
        // What is turned into its opposite or denied is for a check of the whole sentence.
        if matches!(altered.kind.as_str(), "opposite" | "negation") {
            continue;
        }
        let original = gold.iter().find(|d| d.id == altered.of).unwrap();
        let document = Document {
            headline: altered.headline.clone(),
            ..original.document()
        };
        let pairs = align_document(&glossary, &document).pairs;
        let about: Vec<_> = pairs
            .iter()
            .filter(|p| is_about(p, &altered.wrong))
            .collect();
        assert!(
            !about.is_empty(),
            "{}: no term is {}",
            altered.id,
            altered.wrong
        );
        tried += 1;
        if about.iter().any(|p| p.relation == Relation::Unsupported) {
            caught += 1;
        } else {
            let english: Vec<_> = about.iter().map(|p| &p.english).collect();
            println!("{} {}: {english:?}", altered.id, altered.wrong);
        }
    }
    println!("{caught} of {tried} caught");
    assert!(tried >= 30);
    assert!(caught >= LEAST_CAUGHT, "{caught} of {tried} caught");
}

#[test]
fn what_is_not_sure_enough_is_shown_as_unsupported() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("story.txt"),
        "יאפאן צינדט אן אלארעם\nJapan sounds the alarm.\n",
    )
    .unwrap();
    let count = |threshold: &str| {
        let arguments = ["align", "story.txt", "--min-confidence", threshold];
        let run = kepl(folder.path(), &arguments, b"");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let unsupported = rows.iter().filter(|row| &row[9] == "unsupported").count();
        (rows.len(), unsupported)
    };
    let (terms, none) = count("0");
    assert_eq!(none, 0);
    assert_eq!(count("1"), (terms, terms));
}

#[test]
fn a_page_shows_headline_and_story_with_the_pairs() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("story.txt"),
        "יאפאן צינדט אן אלארעם\nJapan sounds the <alarm>.\n",
    )
    .unwrap();
    let arguments = ["align", "story.txt", "--format", "html", "-o", "page.html"];
    assert_eq!(kepl(folder.path(), &arguments, b"").code, Some(0));
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(
        page.contains("dir=\"rtl\"") && page.contains("Japan"),
        "{page}"
    );
    assert!(!page.contains("<alarm>"), "{page}");
}
