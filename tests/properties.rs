//! What holds for every text, tried with texts that nobody would write.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::sync::LazyLock;

use kepl::align::{Alignment, Relation};
use kepl::document::Document;
use kepl::error::Place;
use kepl::report::{COLUMNS, Format, Options, rows, without_bidi_controls, writer};
use kepl::yiddish::bidi::is_visual_order;
use kepl::yiddish::letters::is_point;
use kepl::yiddish::normalize::{is_invisible, unpointed};
use kepl::yiddish::{key, normalize};
use kepl::{Aligner, Body, Glossary, Headline, TermPair};
use proptest::prelude::*;

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(Glossary::builtin);

/// Hebrew letters, points, presentation forms, quotation marks, dashes, controls, and anything else.
fn mixed() -> impl Strategy<Value = String> {
    let letter = prop::char::range('א', 'ת');
    let piece = prop_oneof![
        6 => letter.prop_map(String::from),
        2 => prop::sample::select(vec!["ַ", "ָ", "ּ", "ֿ", "ִ", "ׂ", "װ", "ױ", "ײ", "ײַ", "אָ", "שׂ", "ﭏ"])
            .prop_map(String::from),
        2 => prop::sample::select(vec![
            " ", "\n", "\t", "'", "\"", "״", "׳", "”", "’", "-", "־", "–", "…", "|", "(", ")", "%", "$",
        ])
        .prop_map(String::from),
        1 => prop::sample::select(vec!["\u{200F}", "\u{202E}", "\u{202C}", "\u{2067}", "\u{AD}", "\u{FEFF}"])
            .prop_map(String::from),
        1 => "[a-zA-Z0-9,.]{1,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Words that the aligner knows, in no order, and others between them.
fn headline() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "יאפאן", "צינדט", "אן", "אלארעם", "רוסלאנד", "צפון", "קארעא", "נעמט", "קערן", "זיך", "אום", "דריי",
            "טויזנט", "118", "$3.25", "ביליאן", "געשטאָרבן", "און", "פון", "ביבליאטעקן", "19", "יעריגן", "צה\"ל",
            "דריי־טאגיגען", "ס'איז", "ניו־יאָרק", "יו־ען", "ערדאגאן", "54-45", "20%",
        ])
        .prop_map(String::from),
        1 => mixed(),
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn story() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => prop::sample::select(vec![
            "Japan", "Japanese", "warned", "the", "alarm.", "Russia’s", "North", "Korea", "Mr.", "three", "thousand",
            "118", "$118", "billion", "U.N.", "19-year-old", "died", "libraries", "Erdoğan", "approved", "—", "New",
            "York,", "3.25", "percent", "\n\n", "“Sunday,”", "he", "said.", "returned", "54", "to", "45",
        ])
        .prop_map(String::from),
        1 => any::<String>(),
    ];
    prop::collection::vec(word, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn normalizing_twice_is_normalizing_once(text in mixed()) {
        let once = normalize(&text).text;
        prop_assert_eq!(&normalize(&once).text, &once);
    }

    #[test]
    fn every_character_maps_back_into_the_input(text in mixed()) {
        let length = text.chars().count();
        let normalized = normalize(&text);
        prop_assert_eq!(normalized.text.chars().count(), normalized.spans.len());
        for span in &normalized.spans {
            prop_assert!(span.start < span.end && span.end <= length, "{span:?} of {length}");
        }
        let whole = normalized.source_span(0..normalized.spans.len());
        prop_assert!(whole.end <= length);
    }

    #[test]
    fn characters_keep_their_order_where_nothing_was_reversed(text in mixed()) {
        prop_assume!(!text.split('\n').any(|line| {
            let seen: String = line.chars().filter(|&c| !is_invisible(c)).collect();
            is_visual_order(&seen)
        }));
        let spans = normalize(&text).spans;
        prop_assert!(spans.is_sorted_by(|a, b| a.start <= b.start && a.end <= b.end), "{spans:?}");
    }

    #[test]
    fn nothing_invisible_is_left(text in mixed()) {
        prop_assert!(!normalize(&text).text.contains(is_invisible));
    }

    #[test]
    fn the_key_ignores_points(text in mixed()) {
        let normalized = normalize(&text).text;
        prop_assert_eq!(key::of(&normalized), key::of(&unpointed(&normalized)));
        let more: String = normalized
            .chars()
            .flat_map(|c| std::iter::once(c).chain(is_point(c).then_some('\u{05B7}')))
            .collect();
        prop_assert_eq!(key::of(&more), key::of(&normalized));
    }

    #[test]
    fn tokens_slice_the_normalized_line(text in mixed()) {
        let headline = Headline::parse(&text);
        let chars: Vec<char> = headline.normalized.text.chars().collect();
        for token in &headline.tokens {
            let slice: String = chars[token.range.clone()].iter().collect();
            prop_assert_eq!(&slice, &token.text);
        }
    }

    #[test]
    fn romanizing_keeps_lines_apart_and_never_panics(text in mixed()) {
        let line = text.replace('\n', " ");
        prop_assert!(!GLOSSARY.romanize(&line).contains('\n'));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn spans_slice_to_the_words_of_the_story(headline in headline(), story in story()) {
        let pairs = Aligner::new(&GLOSSARY).align(&Headline::parse(&headline), &Body::parse(&story));
        let length = headline.chars().count();
        for pair in &pairs {
            prop_assert!((0.0..=1.0).contains(&pair.confidence), "{pair:?}");
            for span in &pair.headline_spans {
                prop_assert!(span.start < span.end && span.end <= length, "{pair:?}");
            }
            match &pair.span {
                None => prop_assert_eq!(&pair.english, ""),
                Some(span) => {
                    let slice: String = story.chars().skip(span.start).take(span.len()).collect();
                    prop_assert_eq!(&slice, &pair.english);
                    prop_assert!(pair.mentions > 0 && pair.sentence.is_some(), "{pair:?}");
                }
            }
        }
    }

    #[test]
    fn aligning_takes_any_two_texts(headline in any::<String>(), story in any::<String>()) {
        Aligner::new(&GLOSSARY).align(&Headline::parse(&headline), &Body::parse(&story));
    }

    #[test]
    fn a_table_reads_back_as_it_was_written(pairs in prop::collection::vec(pair(), 0..5)) {
        for (format, delimiter) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let (document, alignment) = aligned(&pairs);
            let written = write(format, &document, &alignment);
            let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(&written[..]);
            prop_assert!(reader.headers().unwrap().iter().eq(COLUMNS));
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(read, cells(&document, &alignment));
        }
    }

    #[test]
    fn a_json_line_reads_back_as_it_was_written(pairs in prop::collection::vec(pair(), 0..5)) {
        let (document, alignment) = aligned(&pairs);
        let written = String::from_utf8(write(Format::Jsonl, &document, &alignment)).unwrap();
        prop_assert_eq!(written.matches('\n').count(), 1);
        let line: serde_json::Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(line["document"].as_str().unwrap(), &*without_bidi_controls(&document.id));
        let terms = line["terms"].as_array().unwrap();
        let expected = cells(&document, &alignment);
        prop_assert_eq!(terms.len(), expected.len());
        for (term, cells) in terms.iter().zip(expected) {
            for (column, cell) in COLUMNS.iter().zip(cells).skip(1) {
                let value = &term[column];
                let text = match value {
                    serde_json::Value::String(text) => text.clone(),
                    serde_json::Value::Null => String::new(),
                    number if *column == "confidence" => format!("{:.3}", number.as_f64().unwrap()),
                    number => number.to_string(),
                };
                prop_assert_eq!(text, cell, "{}", column);
            }
        }
    }
}

fn relation() -> impl Strategy<Value = Relation> {
    prop::sample::select(vec![
        Relation::Exact,
        Relation::Inflected,
        Relation::Family,
        Relation::Synonym,
        Relation::Number,
        Relation::Transliteration,
        Relation::Unsupported,
        Relation::Function,
    ])
}

/// A pair with anything in its texts.
fn pair() -> impl Strategy<Value = TermPair> {
    let texts = prop::collection::vec(prop_oneof![mixed(), any::<String>()], 8);
    let span = prop::option::of((0..500_usize, 1..20_usize));
    (texts, relation(), 0.0..=1.0_f64, 0..9_usize, span).prop_map(
        |(texts, relation, confidence, mentions, span)| {
            let mut texts = texts.into_iter();
            let mut text = || texts.next().unwrap();
            TermPair {
                yiddish: text(),
                normalized: text(),
                romanized: text(),
                lemma: text(),
                pos: text(),
                english: text(),
                gloss: text(),
                relation,
                confidence,
                mentions,
                sentence: span.map(|(start, _)| start / 20 + 1),
                span: span.map(|(start, length)| start..start + length),
                headline_spans: Vec::new(),
                source: text(),
            }
        },
    )
}

fn aligned(pairs: &[TermPair]) -> (Document, Alignment) {
    let id = pairs.first().map_or("id", |pair| &pair.source);
    let document = Document {
        id: id.to_owned(),
        headline: "קעפּל".into(),
        body: "A headline.".into(),
        place: Place::default(),
    };
    let alignment = Alignment {
        document: id.to_owned(),
        pairs: pairs.to_vec(),
    };
    (document, alignment)
}

fn write(format: Format, document: &Document, alignment: &Alignment) -> Vec<u8> {
    let mut written = Vec::new();
    let mut report = writer(format, Options::default(), &mut written);
    report.begin().unwrap();
    report.alignment(document, alignment).unwrap();
    report.finish().unwrap();
    drop(report);
    written
}

/// What the cells of the written rows are to be.
fn cells(document: &Document, alignment: &Alignment) -> Vec<Vec<String>> {
    let number = |number: Option<usize>| number.map(|n| n.to_string()).unwrap_or_default();
    rows(alignment, &Options::default())
        .map(|row| {
            vec![
                without_bidi_controls(&document.id).into_owned(),
                row.term.to_string(),
                row.yiddish.into_owned(),
                row.normalized.into_owned(),
                row.romanized.into_owned(),
                row.lemma.into_owned(),
                row.pos.into_owned(),
                row.english.into_owned(),
                row.gloss.into_owned(),
                row.relation.as_str().to_owned(),
                format!("{:.3}", row.confidence),
                row.mentions.to_string(),
                number(row.sentence),
                number(row.start),
                number(row.end),
                row.source.into_owned(),
            ]
        })
        .collect()
}
