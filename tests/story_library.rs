//! A program in Rust reads documents, aligns them and writes the pairs, without the command.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use kepl::align::Relation;
use kepl::document::{Format, ReadOptions, read_from};
use kepl::glossary::read;
use kepl::report::{self, Options, writer};
use kepl::{Aligner, Body, Glossary, Headline, align_document};

const RECORDS: &str = "\
{\"id\": \"1\", \"headline\": \"יאפאן צינדט אן אלארעם\", \"body\": \"Japan sounds the alarm.\"}
{\"id\": \"2\", \"headline\": \"no Yiddish\", \"body\": \"Nothing.\"}
{\"id\": \"3\", \"headline\": \"רוסלאנד שווייגט\", \"body\": \"Russia is silent.\"}
";

#[test]
fn documents_flow_from_a_reader_through_the_aligner_to_a_writer() {
    let glossary = Glossary::builtin();
    let (mut output, mut refused) = (Vec::new(), Vec::new());
    let mut report = writer(report::Format::Jsonl, Options::default(), &mut output);
    report.begin().unwrap();
    for record in read_from(
        RECORDS.as_bytes(),
        "news.jsonl",
        Format::Jsonl,
        &ReadOptions::default(),
    ) {
        match record {
            Ok(reading) => {
                let alignment = align_document(&glossary, &reading.document);
                report.alignment(&reading.document, &alignment).unwrap();
            }
            Err(notice) => refused.push(notice.place.to_string()),
        }
    }
    report.finish().unwrap();
    drop(report);
    assert_eq!(refused, ["news.jsonl:2"]);
    let output = String::from_utf8(output).unwrap();
    assert_eq!(output.lines().count(), 2);
    assert!(output.contains("\"Russia\""));
}

#[test]
fn one_headline_can_be_held_against_several_stories() {
    let glossary = Glossary::builtin();
    let aligner = Aligner::new(&glossary);
    let headline = Headline::parse("רוסלאנד און יאפאן");
    let supported = |story: &str| {
        let pairs = aligner.align(&headline, &Body::parse(story));
        pairs.iter().filter(|p| p.span.is_some()).count()
    };
    assert_eq!(supported("Russia and Japan signed."), 2);
    assert_eq!(supported("Russia signed."), 1);
    assert_eq!(supported("France signed."), 0);
}

#[test]
fn a_split_verb_is_one_term_with_two_places() {
    let glossary = Glossary::builtin();
    let headline = Headline::parse("ריכטער לייגט אפ פראצעס");
    let body = Body::parse("The judge postponed the trial.");
    let pairs = Aligner::new(&glossary).align(&headline, &body);
    let verb = pairs.iter().find(|p| p.english == "postponed").unwrap();
    assert_eq!(verb.yiddish, "לייגט … אפ");
    assert_eq!(verb.lemma, "אָפּ|לייגן");
    assert_eq!(verb.headline_spans, [7..12, 13..15]);
}

#[test]
fn entries_can_be_laid_over_the_default_glossary() {
    let mut glossary = Glossary::builtin();
    let before = glossary.len();
    let rows = read::read(
        "yiddish,english\nקעפלאניע,Keplonia\n".as_bytes(),
        "mine.csv",
    );
    assert_eq!(rows.notices, []);
    glossary.overlay_entries(&rows.entries);
    assert_eq!(glossary.len(), before + 1);
    assert!(glossary.lookup("קעפלאניע").known);
    let pairs = Aligner::new(&glossary).align(
        &Headline::parse("קעפלאניע"),
        &Body::parse("Officials in Keplonia agreed."),
    );
    assert_eq!(
        (pairs[0].english.as_str(), pairs[0].relation),
        ("Keplonia", Relation::Exact)
    );
}
