//! Writes the tables of `glossaries/tables/` as Rust source.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use crate::yiddish::key;

type Row = Vec<String>;

/// The rows of a table, in the order of `columns`.
pub fn rows(path: &Path, columns: &[&str]) -> Result<Vec<Row>, Box<dyn Error>> {
    let fault = |what: String| format!("{}: {what}", path.display());
    let mut reader = csv::Reader::from_path(path).map_err(|e| fault(e.to_string()))?;
    let header = reader.headers()?.clone();
    let at: Vec<usize> = columns
        .iter()
        .map(|c| {
            header
                .iter()
                .position(|h| h == *c)
                .ok_or_else(|| fault(format!("no column `{c}`")))
        })
        .collect::<Result<_, _>>()?;
    let mut out = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| fault(e.to_string()))?;
        out.push(at.iter().map(|&i| record[i].to_owned()).collect());
    }
    Ok(out)
}

/// How a cell is written in the source.
#[derive(Clone, Copy)]
pub enum Kind {
    Text,
    Key,
    Latin,
    Number,
    Letter,
}

fn literal(cell: &str, kind: Kind) -> Result<String, Box<dyn Error>> {
    Ok(match kind {
        Kind::Text => format!("{cell:?}"),
        Kind::Key => format!("&{:?}", key::of(cell)),
        Kind::Latin => format!("&{:?}", cell.as_bytes()),
        Kind::Number => format!(
            "{:?}",
            cell.parse::<f64>()
                .map_err(|_| format!("`{cell}` is not a number"))?
        ),
        Kind::Letter => format!("{:?}", cell.chars().next().ok_or("empty letter")?),
    })
}

/// A table: the name of its static, the type of a row, its file, and for each column its name, the
/// field it fills and how it is written.
type Spec = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, Kind)],
);

use Kind::{Key, Latin, Letter, Number, Text};

const SPECS: &[Spec] = &[
    (
        "INFLECTION",
        "InflectionRule",
        "inflection",
        &[
            ("pos", "pos", Text),
            ("rule", "rule", Text),
            ("base", "base", Text),
            ("suffix", "suffix", Text),
            ("cost", "cost", Number),
            ("makes", "makes", Text),
        ],
    ),
    (
        "STEMS",
        "StemRule",
        "stems",
        &[("ending", "ending", Text), ("stem", "stem", Text)],
    ),
    (
        "PREFIXES",
        "Prefix",
        "prefixes",
        &[
            ("prefix", "prefix", Text),
            ("kind", "kind", Text),
            ("english", "english", Text),
        ],
    ),
    (
        "SPELLING",
        "SpellingRule",
        "spelling",
        &[
            ("rule", "rule", Text),
            ("from", "from", Key),
            ("to", "to", Key),
            ("before", "before", Text),
            ("after", "after", Text),
            ("cost", "cost", Number),
        ],
    ),
    (
        "LINKS",
        "Link",
        "linking",
        &[("element", "element", Key), ("cost", "cost", Number)],
    ),
    (
        "SUFFIXES",
        "Suffix",
        "suffixes",
        &[
            ("rule", "rule", Text),
            ("suffix", "suffix", Key),
            ("suffix", "text", Text),
            ("lemma", "lemma", Text),
            ("from", "from", Text),
            ("base", "base", Text),
            ("to", "to", Text),
            ("cost", "cost", Number),
        ],
    ),
    (
        "CONTRACTIONS",
        "Contraction",
        "contractions",
        &[
            ("part", "part", Key),
            ("side", "side", Text),
            ("english", "english", Text),
        ],
    ),
    (
        "NUMBER_WORDS",
        "NumberWord",
        "numbers",
        &[
            ("yiddish", "key", Key),
            ("value", "value", Number),
            ("kind", "kind", Text),
        ],
    ),
    (
        "SOUNDS",
        "Sound",
        "sounds",
        &[
            ("yiddish", "yiddish", Key),
            ("english", "english", Latin),
            ("cost", "cost", Number),
        ],
    ),
    (
        "COGNATES",
        "Sound",
        "cognates",
        &[
            ("yiddish", "yiddish", Key),
            ("english", "english", Latin),
            ("cost", "cost", Number),
        ],
    ),
    (
        "INDUCTION",
        "Coefficient",
        "induction",
        &[("feature", "feature", Text), ("weight", "weight", Number)],
    ),
    (
        "ENGLISH_NUMBERS",
        "EnglishNumber",
        "../english/numbers",
        &[
            ("word", "word", Text),
            ("value", "value", Number),
            ("kind", "kind", Text),
        ],
    ),
    (
        "TYPING",
        "Typing",
        "typing",
        &[
            ("roman", "roman", Text),
            ("start", "start", Text),
            ("middle", "middle", Text),
            ("end", "end", Text),
        ],
    ),
    (
        "KEYBOARD",
        "Key",
        "keyboard",
        &[
            ("row", "row", Number),
            ("letters", "letters", Text),
            ("name", "name", Text),
        ],
    ),
    (
        "ROMANIZATION",
        "Romanization",
        "romanization",
        &[("letters", "letters", Text), ("roman", "roman", Text)],
    ),
    (
        "CONFIDENCE",
        "Coefficient",
        "confidence",
        &[("feature", "feature", Text), ("weight", "weight", Number)],
    ),
    (
        "CONSISTENCY",
        "Coefficient",
        "consistency",
        &[("feature", "feature", Text), ("weight", "weight", Number)],
    ),
    (
        "YIDDISH_CUES",
        "Cue",
        "cues",
        &[
            ("yiddish", "word", Text),
            ("kind", "kind", Text),
            ("class", "class", Text),
        ],
    ),
    (
        "ENGLISH_CUES",
        "Cue",
        "../english/cues",
        &[
            ("word", "word", Text),
            ("kind", "kind", Text),
            ("class", "class", Text),
        ],
    ),
    (
        "REGIONS",
        "Region",
        "../english/regions",
        &[
            ("place", "place", Text),
            ("seat", "seat", Text),
            ("parts", "parts", Text),
        ],
    ),
    (
        "OPPOSITES",
        "Opposites",
        "../english/opposites",
        &[("one", "one", Text), ("other", "other", Text)],
    ),
    (
        "PARTICLES",
        "Particle",
        "particles",
        &[("particle", "key", Key), ("only", "only", Text)],
    ),
    (
        "LETTER_NAMES",
        "LetterName",
        "letter-names",
        &[("yiddish", "key", Key), ("letter", "letter", Letter)],
    ),
    (
        "LOAN_ENDINGS",
        "Sound",
        "loan-endings",
        &[
            ("yiddish", "yiddish", Key),
            ("english", "english", Latin),
            ("cost", "cost", Number),
        ],
    ),
    (
        "CLOSED_CLASS",
        "ClosedWord",
        "closed",
        &[
            ("yiddish", "key", Key),
            ("class", "class", Text),
            ("english", "english", Text),
            ("note", "note", Text),
        ],
    ),
    (
        "TAG_COSTS",
        "TagCosts",
        "tags",
        &[
            ("before", "before", Text),
            ("det", "det", Number),
            ("noun", "noun", Number),
            ("name", "name", Number),
            ("adj", "adj", Number),
            ("adv", "adv", Number),
            ("fin", "fin", Number),
            ("inf", "inf", Number),
            ("ptc", "ptc", Number),
            ("prep", "prep", Number),
            ("conj", "conj", Number),
            ("sub", "sub", Number),
            ("pron", "pron", Number),
            ("neg", "neg", Number),
            ("num", "num", Number),
            ("tsu", "tsu", Number),
            ("punct", "punct", Number),
        ],
    ),
    (
        "PRINCIPAL_PARTS",
        "PrincipalParts",
        "../english/principal-parts",
        &[
            ("verb", "verb", Text),
            ("past", "past", Text),
            ("participle", "participle", Text),
            ("gerund", "gerund", Text),
        ],
    ),
    (
        "GOVERNED",
        "Governed",
        "../english/governed",
        &[
            ("word", "word", Text),
            ("pos", "pos", Text),
            ("yiddish", "key", Key),
            ("english", "english", Text),
        ],
    ),
    (
        "IRREGULAR",
        "Irregular",
        "../english/irregular",
        &[
            ("word", "word", Text),
            ("pos", "pos", Text),
            ("forms", "forms", Text),
        ],
    ),
];

/// The source of all tables.
pub fn tables(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut out = String::new();
    for (name, ty, file, columns) in SPECS {
        let path = folder.join(format!("{file}.csv"));
        let names: Vec<&str> = columns.iter().map(|c| c.0).collect();
        writeln!(
            out,
            "/// The rows of `{file}.csv`.\npub static {name}: &[{ty}] = &["
        )?;
        for row in rows(&path, &names)? {
            write!(out, "    {ty} {{ ")?;
            for (cell, (_, field, kind)) in row.iter().zip(*columns) {
                let value = literal(cell, *kind).map_err(|e| format!("{}: {e}", path.display()))?;
                write!(out, "{field}: {value}, ")?;
            }
            writeln!(out, "}},")?;
        }
        writeln!(out, "];")?;
    }
    for (name, file, column) in [
        ("ENGLISH_FUNCTION", "function", "word"),
        ("ABBREVIATIONS", "abbreviations", "abbreviation"),
        ("MASS_NOUNS", "mass", "word"),
        ("MEASURES", "measures", "word"),
    ] {
        let path = folder.with_file_name("english").join(format!("{file}.csv"));
        let mut words: Vec<String> = rows(&path, &[column])?.into_iter().flatten().collect();
        words.sort();
        words.dedup();
        writeln!(
            out,
            "/// The rows of `{file}.csv`, sorted.\npub static {name}: &[EnglishWord] = &["
        )?;
        for word in words {
            writeln!(out, "    EnglishWord {{ word: {word:?} }},")?;
        }
        writeln!(out, "];")?;
    }
    Ok(out)
}
