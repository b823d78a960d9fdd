//! A translation as a line of JSON: what `kepl translate --format jsonl` writes and the Python package reads.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::cell::without_bidi_controls;
use crate::document::Document;
use crate::translate::gloss::Gloss;
use crate::translate::{Alternative, Link, Translation};

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    headline: Cow<'a, str>,
    translation: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternatives: &'a [Alternative],
    words: &'a [Link],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    glosses: &'a [Gloss],
}

/// Writes the object of `document`, without the end of the line.
///
/// # Errors
///
/// Where `output` cannot be written.
pub fn translation_object(
    document: &Document,
    translation: &Translation,
    glosses: &[Gloss],
    output: impl Write,
) -> io::Result<()> {
    let line = Line {
        document: &document.id,
        headline: without_bidi_controls(&document.headline),
        translation: &translation.text,
        alternatives: &translation.alternatives,
        words: &translation.links,
        glosses,
    };
    Ok(serde_json::to_writer(output, &line)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;

    #[test]
    fn what_is_empty_is_left_out() {
        let document = Document {
            id: "7".to_owned(),
            headline: "\u{202b}קעפּל\u{202c}".to_owned(),
            body: String::new(),
            place: Place::file("7.txt"),
        };
        let translation = Translation {
            text: "Headline".to_owned(),
            alternatives: Vec::new(),
            links: Vec::new(),
        };
        let mut out = Vec::new();
        assert!(translation_object(&document, &translation, &[], &mut out).is_ok());
        let expected = "{\"document\":\"7\",\"headline\":\"קעפּל\",\
            \"translation\":\"Headline\",\"words\":[]}";
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }
}
