//! A headline, the first line, and its story: pairs, findings and translation with places that are in the texts.
#![no_main]

use std::ops::Range;

use kepl::report::{self, findings};
use kepl::translate::Translator;
use kepl::{Body, Checker, Headline, align_document};
use kepl_fuzz::{GLOSSARY, split};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = split(text);
    let (headline, body) = (
        Headline::parse(&document.headline),
        Body::parse(&document.body),
    );
    let length = document.headline.chars().count();
    let inside = |spans: &[Range<usize>]| {
        spans
            .iter()
            .all(|span| span.start < span.end && span.end <= length)
    };
    let says = |span: &Range<usize>| -> String {
        document
            .body
            .chars()
            .skip(span.start)
            .take(span.len())
            .collect()
    };

    let alignment = align_document(&GLOSSARY, &document);
    for pair in &alignment.pairs {
        assert!((0.0..=1.0).contains(&pair.confidence), "{pair:?}");
        assert!(inside(&pair.headline_spans), "{pair:?}");
        match &pair.span {
            None => assert_eq!(pair.english, "", "{pair:?}"),
            Some(span) => {
                assert_eq!(says(span), pair.english, "{pair:?}");
                let sentence = pair.sentence.expect("a mention stands in a sentence");
                assert!(
                    pair.mentions > 0 && (1..=body.sentences()).contains(&sentence),
                    "{pair:?}"
                );
            }
        }
    }

    let checker = Checker::new(&GLOSSARY);
    let found = checker.check(&headline, &body, &alignment);
    assert!((0.0..=1.0).contains(&found.score), "{found:?}");
    for finding in &found.findings {
        assert!(inside(&finding.headline), "{finding:?}");
        if let Some(span) = &finding.span {
            // A finding about a direction mark cannot show it.
            let said = says(span);
            let seen = report::without_bidi_controls(&said);
            let named = report::without_bidi_controls(&finding.english);
            assert_eq!(seen, named, "{finding:?}");
        }
    }

    let translated = Translator::new(&GLOSSARY)
        .alternatives(3)
        .translate(&headline, &body);
    assert!(translated.alternatives.iter().all(|a| !a.cost.is_nan()));

    for format in report::Format::ALL {
        let mut out = Vec::new();
        let options = report::Options {
            all: true,
            ..report::Options::default()
        };
        let mut writer = report::writer(format, options, &mut out);
        writer.begin().expect("memory to write to");
        writer
            .alignment(&document, &alignment)
            .expect("memory to write to");
        writer.finish().expect("memory to write to");
        drop(writer);
        String::from_utf8(out).expect("UTF-8");
    }
    let codes: Vec<_> = checker.codes().copied().collect();
    for format in findings::Format::ALL {
        let mut out = Vec::new();
        let mut writer = findings::writer(format, true, &mut out);
        writer.begin(&codes).expect("memory to write to");
        let checked = findings::Checked {
            document: &document,
            alignment: &alignment,
            report: &found,
        };
        writer.report(checked).expect("memory to write to");
        writer.finish().expect("memory to write to");
        drop(writer);
        String::from_utf8(out).expect("UTF-8");
    }
});
