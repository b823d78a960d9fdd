//! What goes into a writer comes out of a reader of its format.

use proptest::prelude::*;

use super::*;
use crate::align::{Relation, TermPair};
use crate::error::Place;

const RELATIONS: [Relation; 8] = [
    Relation::Exact,
    Relation::Inflected,
    Relation::Family,
    Relation::Synonym,
    Relation::Number,
    Relation::Transliteration,
    Relation::Unsupported,
    Relation::Function,
];

/// Texts with all that a format could stumble over.
fn text() -> impl Strategy<Value = String> {
    "[a-zא-תְ0-9 =+@,;\"'<>&\\\\\t\n\r|–…\u{202E}\u{200F}-]{0,8}"
}

prop_compose! {
    fn pair()(
        texts in prop::collection::vec(text(), 8),
        relation in prop::sample::select(RELATIONS.to_vec()),
        thousandths in 0_u32..=1000,
        mentions in 0_usize..9,
        sentence in prop::option::of(1_usize..9),
        span in prop::option::of((0_usize..50, 1_usize..9)),
    ) -> TermPair {
        let [yiddish, normalized, romanized, lemma, pos, english, gloss, source] =
            <[String; 8]>::try_from(texts).unwrap();
        TermPair {
            yiddish, normalized, romanized, lemma, pos, english, gloss, source,
            relation,
            confidence: f64::from(thousandths) / 1000.0,
            mentions,
            sentence,
            span: span.map(|(start, length)| start..start + length),
            headline_spans: Vec::new(),
        }
    }
}

prop_compose! {
    fn alignment()(document in text(), pairs in prop::collection::vec(pair(), 0..5)) -> Alignment {
        Alignment { document, pairs }
    }
}

fn write(format: Format, options: Options, alignments: &[Alignment]) -> String {
    let mut output = Vec::new();
    let mut report = writer(format, options, &mut output);
    report.begin().unwrap();
    for alignment in alignments {
        let document = Document {
            id: alignment.document.clone(),
            headline: "קעפּל <b>".to_owned(),
            body: "A story & more".to_owned(),
            place: Place::file("f"),
        };
        report.alignment(&document, alignment).unwrap();
    }
    report.finish().unwrap();
    drop(report);
    String::from_utf8(output).unwrap()
}

/// The cells of a row as the contract has them, made independently of the writer.
fn expected(alignment: &Alignment, options: Options) -> Vec<Vec<String>> {
    let clean = |text: &str| -> String {
        let kept = text
            .chars()
            .filter(|c| !['\u{202E}', '\u{200F}'].contains(c));
        kept.collect()
    };
    let number = |n: Option<usize>| n.map(|n| n.to_string()).unwrap_or_default();
    let pairs = alignment.pairs.iter();
    pairs
        .filter(|pair| options.all || pair.relation != Relation::Function)
        .enumerate()
        .map(|(at, pair)| {
            vec![
                clean(&alignment.document),
                (at + 1).to_string(),
                clean(&pair.yiddish),
                clean(&pair.normalized),
                clean(&pair.romanized),
                clean(&pair.lemma),
                clean(&pair.pos),
                clean(&pair.english),
                clean(&pair.gloss),
                pair.relation.as_str().to_owned(),
                format!("{:.3}", pair.confidence),
                pair.mentions.to_string(),
                number(pair.sentence),
                number(pair.span.as_ref().map(|span| span.start)),
                number(pair.span.as_ref().map(|span| span.end)),
                clean(&pair.source),
            ]
        })
        .collect()
}

fn read_table(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    #[test]
    fn tables_come_back(alignments in prop::collection::vec(alignment(), 0..4), all in any::<bool>(), tabs in any::<bool>()) {
        let (format, delimiter) = if tabs { (Format::Tsv, b'\t') } else { (Format::Csv, b',') };
        let options = Options { all, ..Options::default() };
        let rows: Vec<_> = alignments.iter().flat_map(|a| expected(a, options)).collect();
        prop_assert_eq!(read_table(&write(format, options, &alignments), delimiter), rows);
    }

    #[test]
    fn json_lines_come_back(alignments in prop::collection::vec(alignment(), 0..4)) {
        let written = write(Format::Jsonl, Options::default(), &alignments);
        let lines: Vec<serde_json::Value> = written.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        prop_assert_eq!(lines.len(), alignments.len());
        for (line, alignment) in lines.iter().zip(&alignments) {
            let rows = expected(alignment, Options::default());
            let terms = line["terms"].as_array().unwrap();
            prop_assert_eq!(terms.len(), rows.len());
            for (term, row) in terms.iter().zip(rows) {
                prop_assert_eq!(&line["document"], &row[0]);
                for (column, cell) in COLUMNS[1..].iter().zip(&row[1..]) {
                    let value = match &term[column] {
                        serde_json::Value::Null => String::new(),
                        serde_json::Value::String(text) => text.clone(),
                        number if *column == "confidence" => format!("{:.3}", number.as_f64().unwrap()),
                        number => number.to_string(),
                    };
                    prop_assert_eq!(&value, cell, "{}", column);
                }
            }
        }
    }

    #[test]
    fn a_spreadsheet_finds_no_formula(alignments in prop::collection::vec(alignment(), 1..4)) {
        let options = Options { excel: true, ..Options::default() };
        let written = write(Format::Csv, options, &alignments);
        let table = written.strip_prefix('\u{FEFF}').expect("a byte order mark");
        for (row, plain) in read_table(table, b',').iter().zip(alignments.iter().flat_map(|a| expected(a, options))) {
            for (cell, plain) in row.iter().zip(plain) {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
                let defused = format!("'{plain}");
                prop_assert!(*cell == plain || *cell == defused);
            }
        }
    }

    #[test]
    fn markup_stays_well_formed(alignments in prop::collection::vec(alignment(), 0..4)) {
        for format in [Format::Tbx, Format::Html] {
            let written = write(format, Options::default(), &alignments);
            let body = written.split_once("</style>").map_or(written.as_str(), |(_, body)| body);
            let tags = body.matches('<').count();
            prop_assert_eq!(tags, body.matches('>').count());
            prop_assert!(!body.contains("<b>"));
            let steered = body.contains(['\u{202E}', '\u{200F}']);
            prop_assert!(!steered);
        }
    }
}

fn sample(relation: Relation, confidence: f64) -> TermPair {
    TermPair {
        yiddish: "קעפּל".to_owned(),
        normalized: "קעפּל".to_owned(),
        romanized: "kepl".to_owned(),
        lemma: "אָנ|קעפּלען".to_owned(),
        pos: "noun".to_owned(),
        english: "headline".to_owned(),
        gloss: "headline".to_owned(),
        relation,
        confidence,
        mentions: 1,
        sentence: Some(1),
        span: Some(2..7),
        headline_spans: std::iter::once(0..5).collect(),
        source: "press.csv:1".to_owned(),
    }
}

#[test]
fn a_pair_that_is_not_sure_enough_stays_as_an_unsupported_term() {
    let alignment = Alignment {
        document: "1".to_owned(),
        pairs: vec![
            sample(Relation::Exact, 0.9),
            sample(Relation::Exact, 0.4),
            sample(Relation::Function, 0.0),
        ],
    };
    let options = Options {
        all: true,
        min_confidence: 0.5,
        excel: false,
    };
    let rows: Vec<_> = rows(&alignment, &options).collect();
    assert_eq!(rows[0].english, "headline");
    assert_eq!(rows[1].relation, Relation::Unsupported);
    assert_eq!(
        (rows[1].english.as_ref(), rows[1].start, rows[1].sentence),
        ("", None, None)
    );
    assert_eq!(
        (rows[1].yiddish.as_ref(), rows[1].confidence),
        ("קעפּל", 0.4)
    );
    assert_eq!(rows[2].relation, Relation::Function);
}

#[test]
fn the_termbase_holds_each_pair_once() {
    let alignment = Alignment {
        document: "1".to_owned(),
        pairs: vec![
            sample(Relation::Exact, 0.9),
            sample(Relation::Inflected, 0.8),
        ],
    };
    let written = write(
        Format::Tbx,
        Options::default(),
        &[alignment.clone(), alignment],
    );
    assert_eq!(written.matches("<conceptEntry").count(), 1);
    assert!(written.contains("<term>אָנקעפּלען</term>"));
    assert!(
        written.contains("<term>headline</term><termNote type=\"partOfSpeech\">noun</termNote>")
    );
}

#[test]
fn the_page_lights_up_both_sides_and_loads_nothing() {
    let alignment = Alignment {
        document: "1".to_owned(),
        pairs: vec![sample(Relation::Exact, 0.9)],
    };
    let written = write(Format::Html, Options::default(), &[alignment]);
    assert!(written.contains("<mark class=\"t0 c0\" tabindex=\"0\">קעפּל</mark>"));
    assert!(written.contains("A <mark class=\"t0 c0\" tabindex=\"0\">story</mark> &amp; more"));
    assert!(written.contains(".document:has(.t0:hover, .t0:focus) .t0"));
    assert!(!written.contains("http") && !written.contains("url(") && !written.contains("<script"));
}
