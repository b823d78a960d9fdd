//! Somebody who reads no Yiddish wants to know what a headline says, and an editor wants a draft to mend.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::path::Path;

use common::kepl;
use kepl::translate::{Style, Translator};
use kepl::{Body, Glossary, Headline};
use serde_json::Value;

fn english(headline: &str, body: &str) -> String {
    let glossary = Glossary::builtin();
    Translator::new(&glossary)
        .translate(&Headline::parse(headline), &Body::parse(body))
        .text
}

#[test]
fn participles_come_to_their_auxiliary() {
    let line = "די רעגירונג האט נעכטן די נייע געזעץ אנגענומען.";
    let said = english(line, "");
    let verb = said.find("government").unwrap();
    assert!(said.starts_with("The government "), "{said}");
    assert!(said.find("law").unwrap() > verb, "{said}");
    assert!(!said.contains(" has the "), "{said}");
}

#[test]
fn the_subject_goes_before_the_verb() {
    let said = english("היינט וועט דער פרעזידענט קומען קיין לאנדאן.", "");
    assert!(said.contains("the president will come"), "{said}");
    assert!(said.ends_with("London."), "{said}");
}

#[test]
fn questions_and_negations_have_their_auxiliaries() {
    assert_eq!(english("פארוואס קומט ער?", ""), "Why does he come?");
    assert_eq!(english("ער קומט נישט.", ""), "He does not come.");
    assert_eq!(english("ער האט נישט געגעסן.", ""), "He did not eat.");
}

#[test]
fn the_story_spells_names_and_decides_between_senses() {
    let headline = "שומאכער געווינט";
    let story = "Michael Schumacher won again. Schumacher said he was glad.";
    assert_eq!(english(headline, story), "Schumacher wins");
}

#[test]
fn unknown_words_are_spelled_by_sound_and_marked() {
    let glossary = Glossary::builtin();
    let headline = Headline::parse("די גרעבלוקס שטאט");
    let translation = Translator::new(&glossary).translate(&headline, &Body::parse(""));
    let guessed: Vec<&str> = translation
        .links
        .iter()
        .filter(|l| l.guessed)
        .map(|l| l.yiddish.as_str())
        .collect();
    assert_eq!(guessed, ["גרעבלוקס"]);
}

#[test]
fn every_word_of_the_headline_has_its_link() {
    let glossary = Glossary::builtin();
    for line in [
        "די פאליציי האט ארעסטירט צוויי מענטשן",
        "גרעבלוקס פליט קיין מארס",
        "נייע שולעס ווערן געבויט אין דער שטאט",
    ] {
        let headline = Headline::parse(line);
        let links = Translator::new(&glossary)
            .translate(&headline, &Body::parse(""))
            .links;
        for word in line.split(' ') {
            assert!(
                links.iter().any(|l| l.yiddish.contains(word)),
                "{word}: {links:?}"
            );
        }
    }
}

#[test]
fn styles_differ_in_the_full_stop() {
    let glossary = Glossary::builtin();
    let headline = Headline::parse("ער קומט היינט.");
    let with = |style| {
        Translator::new(&glossary)
            .style(style)
            .translate(&headline, &Body::parse(""))
            .text
    };
    assert!(with(Style::Sentence).ends_with('.'));
    assert!(!with(Style::Headline).ends_with('.'));
}

#[test]
fn the_command_writes_a_row_or_an_object_a_headline() {
    let input = r#"{"id":"a","headline":"די פאליציי האט ארעסטירט צוויי מענטשן"}
{"id":"b","headline":"ער קומט נישט."}
"#;
    let csv = kepl(
        Path::new("."),
        &["translate", "-", "--from", "jsonl"],
        input.as_bytes(),
    );
    assert_eq!(csv.code, Some(0), "{}", csv.stderr);
    let lines: Vec<&str> = csv.stdout.lines().collect();
    assert_eq!(lines[0], "document,headline,translation,alternatives");
    assert_eq!(lines.len(), 3);
    assert!(lines[2].ends_with(",He does not come.,"), "{}", lines[2]);

    let arguments = [
        "translate",
        "-",
        "--from",
        "jsonl",
        "--format",
        "jsonl",
        "--alternatives",
        "2",
    ];
    let run = kepl(Path::new("."), &arguments, input.as_bytes());
    let first: Value = serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(first["document"], "a");
    assert!(first["words"].as_array().unwrap().len() >= 5);
    assert_eq!(first["alternatives"].as_array().unwrap().len(), 2);
}

#[test]
fn explanations_need_a_format_that_has_room_for_them() {
    let run = kepl(Path::new("."), &["translate", "-", "--explain"], b"");
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("--format text or jsonl"),
        "{}",
        run.stderr
    );
}
