//! Somebody who reads no Yiddish wants to know what a headline says, and an editor wants a draft to mend.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]
#![allow(clippy::cast_precision_loss, reason = "counts of letters are small")]

mod common;

use std::collections::HashMap;
use std::fs;
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
fn prepositions_go_with_their_word() {
    for (yiddish, english_) in [
        ("זי ווארט אויף א באן.", "She waits for a train."),
        ("זי ווארט אויפן באן.", "She waits for the train."),
        ("זיי זענען געשטארבן פון הונגער.", "They died of hunger."),
        (
            "די רעגירונג ווארנט פאר א שטורעם.",
            "The government warns of a storm.",
        ),
        ("די קאץ שלאפט אויף א טיש.", "The cat sleeps on a table."),
    ] {
        assert_eq!(english(yiddish, ""), english_);
    }
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
fn running_text_has_articles_that_yiddish_leaves_out() {
    let glossary = Glossary::builtin();
    let with = |style, line| {
        Translator::new(&glossary)
            .style(style)
            .translate(&Headline::parse(line), &Body::parse(""))
            .text
    };
    let teacher = "ער איז לערער";
    assert_eq!(with(Style::Sentence, teacher), "He is a teacher");
    assert_eq!(with(Style::Headline, teacher), "He is teacher");
    let water = "איך טרינק וואסער";
    assert_eq!(with(Style::Sentence, water), "I drink water");
    let hospital = "די רעגירונג האט געבויט א שפיטאל";
    assert_eq!(
        with(Style::Auto, hospital),
        "The government built a hospital"
    );
    assert_eq!(with(Style::Headline, hospital), "Government built hospital");
}

#[test]
fn what_is_said_once_in_english() {
    assert_eq!(english("קיינער קומט נישט.", ""), "No one comes.");
    assert_eq!(english("ביסט הונגעריק?", ""), "Are you hungry?");
    assert_eq!(english("א גלאז וואסער", ""), "A glass of water");
    assert_eq!(
        english("עס איז דא פינף מענטשן", ""),
        "There are five people"
    );
    assert_eq!(english("ער וויל קומען", ""), "He wants to come");
}

/// chrF2 of all lines together: the F-score of character n-grams up to six letters, recall counting twice.
fn chrf(pairs: &[(String, String)]) -> f64 {
    let grams = |text: &str, n: usize| {
        let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut counts: HashMap<Vec<char>, usize> = HashMap::new();
        for gram in letters.windows(n) {
            *counts.entry(gram.to_vec()).or_default() += 1;
        }
        counts
    };
    let (mut precision, mut recall) = (0.0, 0.0);
    for n in 1..=6 {
        let (mut hits, mut said, mut wanted) = (0, 0, 0);
        for (line, reference) in pairs {
            let (line, reference) = (grams(line, n), grams(reference, n));
            said += line.values().sum::<usize>();
            wanted += reference.values().sum::<usize>();
            hits += line
                .iter()
                .map(|(gram, &count)| count.min(reference.get(gram).copied().unwrap_or(0)))
                .sum::<usize>();
        }
        precision += hits as f64 / said.max(1) as f64 / 6.0;
        recall += hits as f64 / wanted.max(1) as f64 / 6.0;
    }
    100.0 * 5.0 * precision * recall / (4.0 * precision + recall)
}

/// What the headlines of `tests/documents/` score at least, given their stories, against our own English.
const LEAST: f64 = 77.0;

#[test]
fn headlines_with_their_stories_come_close_to_an_editors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let mut references = csv::Reader::from_path(folder.join("translations.csv")).unwrap();
    let mut pairs = Vec::new();
    for row in references.records() {
        let row = row.unwrap();
        let text = fs::read_to_string(folder.join(format!("{}.txt", &row[0]))).unwrap();
        let (headline, body) = text.split_once("\n\n").unwrap();
        pairs.push((english(headline, body), row[1].to_owned()));
    }
    assert_eq!(pairs.len(), 12);
    let score = chrf(&pairs);
    println!("chrF2 of {} headlines: {score:.1}", pairs.len());
    assert!(score >= LEAST, "{score:.1}: {pairs:#?}");
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
