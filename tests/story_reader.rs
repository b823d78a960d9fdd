//! Somebody who works with Yiddish text brings it into one spelling, into Latin letters, and asks
//! what a word is.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::path::Path;

use common::kepl;

fn normalized(arguments: &[&str], input: &str) -> String {
    let arguments = [&["normalize"], arguments].concat();
    let run = kepl(Path::new("."), &arguments, input.as_bytes());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn every_way_of_typing_a_line_comes_out_the_same() {
    let line = "ייִדישע צייטונג";
    for typed in [
        "ייִדישע צייטונג",
        "י\u{FB1D}דישע צײטונג",
        "\u{202B}ייִדישע צײטונג\u{202C}",
        "ייִדישע\u{A0}צייטונג",
    ] {
        assert_eq!(
            normalized(&[], &format!("{typed}\n")),
            format!("{line}\n"),
            "{typed}"
        );
    }
}

#[test]
fn spellings_of_the_press_become_standard_and_back() {
    for (press, standard) in [("געזעהן", "געזען"), ("רוסלאנד", "רוסלאַנד"), ("האט", "האָט")]
    {
        assert_eq!(
            normalized(&["--spelling", "yivo"], press).trim_end(),
            standard
        );
    }
    assert_eq!(
        normalized(&["--spelling", "unpointed"], "האָט װײַס").trim_end(),
        "האט ווייס"
    );
}

#[test]
fn lines_are_romanized_as_they_are_read_aloud() {
    for (line, romanized) in [
        ("ייִדישע צײַטונג", "yidishe tsaytung"),
        ("די מלחמה", "di milkhome"),
        ("שבת", "shabes"),
        ("ייִראת־הכּבֿוד", "yires-hakoved"),
        ("נאָרט דאַקאָטאַ", "nort dakota"),
        ("חתונה געהאַט", "khasene gehat"),
        ("געגנבֿעט", "geganvet"),
    ] {
        let found = normalized(&["--romanize"], line);
        assert_eq!(found.trim_end(), romanized);
    }
}

#[test]
fn a_word_is_led_back_to_its_lemma() {
    for (word, lemma, sense) in [
        ("צייטונגען", "צייַטונג", "newspaper"),
        ("אנגעצונדן", "אָנ|צינדן", "light"),
        ("הייזער", "הויז", "house"),
    ] {
        let arguments = ["glossary", "lookup", "--format", "jsonl", word];
        let run = kepl(Path::new("."), &arguments, b"");
        let line: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(line["known"], true, "{word}");
        let analyses = line["analyses"].as_array().unwrap();
        let analysis = analyses.iter().find(|a| a["lemma"] == lemma);
        let analysis = analysis.unwrap_or_else(|| panic!("{word}: {analyses:?}"));
        let senses = analysis["english"].as_array().unwrap();
        assert!(senses.contains(&sense.into()), "{word}: {senses:?}");
    }
}
