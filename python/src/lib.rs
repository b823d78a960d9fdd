//! The extension module under the Python package `kepl`.
//!
//! What a function finds goes to Python as the JSON that the command line writes, so that both have the same
//! fields; the Python side makes objects of it. Every function works without the interpreter's lock.

mod tables;

use std::io;
use std::path::PathBuf;

use kepl::align::Alignment;
use kepl::check::Checker;
use kepl::document::{Format, ReadOptions, Reading, read_from};
use kepl::error::{Notice, Place, Severity};
use kepl::report::{self, findings};
use kepl::translate::{Style, Translator};
use kepl::yiddish::Spelling;
use kepl::{Aligner, Body, Headline};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::prelude::*;
use serde::Serialize;

/// A glossary, read once and used often.
#[pyclass(frozen, module = "kepl._kepl")]
struct Glossary {
    read: kepl::Glossary,
    /// The files laid over the default one: what they are called and hold. Another process can read them again.
    texts: Vec<(String, Vec<u8>)>,
}

#[pymethods]
impl Glossary {
    fn __len__(&self) -> usize {
        self.read.len()
    }

    #[getter]
    fn texts(&self) -> Vec<(String, Vec<u8>)> {
        self.texts.clone()
    }
}

/// Whether it is an error, then code, file and line, what was found, and what to do.
type Note = (bool, String, String, String, String);

/// What was asked for, unless there was an error, and what is to be said.
type Answer<T> = (Option<T>, Vec<Note>);

fn note(notice: Notice) -> Note {
    (
        notice.severity == Severity::Error,
        notice.code.to_owned(),
        notice.place.to_string(),
        notice.found,
        notice.advice,
    )
}

fn given(glossary: Option<&Bound<'_, Glossary>>) -> kepl::Glossary {
    glossary.map_or_else(kepl::Glossary::builtin, |g| g.get().read.clone())
}

/// What of a pair is wanted.
#[derive(Clone, Copy)]
struct Wanted {
    all: bool,
    min_confidence: f64,
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    headline: &'a str,
    body: &'a str,
}

/// Lets `record` through the reader of the command line, so that it is refused for the same reasons.
fn read(record: &Record, body_optional: bool) -> Result<Reading, Notice> {
    let place = || Place::file(record.id);
    let line = serde_json::to_vec(record).map_err(|error| {
        let advice = "give texts of Unicode characters";
        Notice::error("unreadable-text", place(), error.to_string(), advice)
    })?;
    let options = ReadOptions {
        max_line: usize::MAX,
        body_optional,
        ..ReadOptions::default()
    };
    let mut records = read_from(io::Cursor::new(line), record.id, Format::Jsonl, &options);
    let mut reading = records.next().unwrap_or_else(|| {
        let advice = "give a headline";
        Err(Notice::error("no-headline", place(), "no record", advice))
    });
    // The one line there is says nothing; the document says which it is.
    match &mut reading {
        Ok(reading) => reading.warnings.iter_mut().for_each(|w| w.place = place()),
        Err(notice) => notice.place = place(),
    }
    reading
}

/// Reads `record` and writes what `write` makes of it.
fn answer(
    record: &Record,
    body_optional: bool,
    write: impl FnOnce(&Reading, &mut Vec<u8>) -> io::Result<()>,
) -> Answer<String> {
    let reading = match read(record, body_optional) {
        Ok(reading) => reading,
        Err(notice) => return (None, vec![note(notice)]),
    };
    let mut bytes = Vec::new();
    let written = write(&reading, &mut bytes)
        .and_then(|()| String::from_utf8(bytes).map_err(io::Error::other));
    let mut notes: Vec<Note> = reading.warnings.into_iter().map(note).collect();
    match written {
        Ok(text) => (Some(text), notes),
        Err(error) => {
            let advice = "report this as an error of kepl";
            let place = Place::file(record.id);
            notes.push(note(Notice::error(
                "unwritable",
                place,
                error.to_string(),
                advice,
            )));
            (None, notes)
        }
    }
}

fn aligned(glossary: &kepl::Glossary, record: &Record, wanted: Wanted) -> Answer<String> {
    answer(record, false, |reading, bytes| {
        let options = report::Options {
            all: wanted.all,
            min_confidence: wanted.min_confidence,
            excel: false,
        };
        let alignment = kepl::align_document(glossary, &reading.document);
        let mut writer = report::writer(report::Format::Jsonl, options, bytes);
        writer.begin()?;
        writer.alignment(&reading.document, &alignment)?;
        writer.finish()
    })
}

fn checked(glossary: &kepl::Glossary, record: &Record) -> Answer<String> {
    answer(record, false, |reading, bytes| {
        let document = &reading.document;
        let headline = Headline::parse(&document.headline);
        let body = Body::parse(&document.body);
        let alignment = Alignment {
            document: document.id.clone(),
            pairs: Aligner::new(glossary).align(&headline, &body),
        };
        let report = Checker::new(glossary).check(&headline, &body, &alignment);
        let mut writer = findings::writer(findings::Format::Jsonl, false, bytes);
        writer.begin(&[])?;
        writer.report(findings::Checked {
            document,
            alignment: &alignment,
            report: &report,
        })?;
        writer.finish()
    })
}

fn translated(
    glossary: &kepl::Glossary,
    record: &Record,
    style: Style,
    alternatives: usize,
) -> Answer<String> {
    answer(record, true, |reading, bytes| {
        let document = &reading.document;
        let translation = Translator::new(glossary)
            .style(style)
            .alternatives(alternatives)
            .translate(
                &Headline::parse(&document.headline),
                &Body::parse(&document.body),
            );
        report::translation_object(document, &translation, &[], bytes)
    })
}

/// `f` of each line of `text`.
fn by_lines(text: &str, f: impl Fn(&str) -> String) -> String {
    text.split('\n').map(f).collect::<Vec<_>>().join("\n")
}

/// The one of `all` that is called `name`.
fn named<T: Copy>(
    all: &[T],
    name_of: impl Fn(T) -> &'static str,
    what: &str,
    name: &str,
) -> PyResult<T> {
    let found = all.iter().copied().find(|&one| name_of(one) == name);
    found.ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|&one| name_of(one)).collect();
        let names = names.join(", ");
        PyValueError::new_err(format!("`{name}` is no {what}; there are {names}"))
    })
}

fn spelling_name(spelling: Spelling) -> &'static str {
    match spelling {
        Spelling::Yivo => "yivo",
        Spelling::Unpointed => "unpointed",
        Spelling::AsIs => "asis",
    }
}

/// The default glossary with those at `paths` laid over it.
#[pyfunction]
fn load(py: Python<'_>, paths: Vec<PathBuf>) -> Answer<Glossary> {
    py.detach(|| {
        let mut texts = Vec::with_capacity(paths.len());
        for path in paths {
            let name = path.display().to_string();
            match std::fs::read(&path) {
                Ok(text) => texts.push((name, text)),
                Err(error) => {
                    let found = format!("the glossary cannot be opened: {error}");
                    let place = Place::file(name);
                    let notice =
                        Notice::error("unreadable-glossary", place, found, "check its path");
                    return (None, vec![note(notice)]);
                }
            }
        }
        read_over(texts)
    })
}

/// The same, of files that are read already: what they are called and hold.
#[pyfunction]
fn load_texts(py: Python<'_>, texts: Vec<(String, Vec<u8>)>) -> Answer<Glossary> {
    py.detach(|| read_over(texts))
}

fn read_over(texts: Vec<(String, Vec<u8>)>) -> Answer<Glossary> {
    let mut read = kepl::Glossary::builtin();
    let mut notes = Vec::new();
    for (name, text) in &texts {
        match read.overlay_from(text.as_slice(), name) {
            Ok(warnings) => notes.extend(warnings.into_iter().map(note)),
            Err(errors) => {
                notes.extend(errors.into_iter().map(note));
                return (None, notes);
            }
        }
    }
    (Some(Glossary { read, texts }), notes)
}

/// The pairs of each document, which is an id, a headline and a body; on all processors.
#[pyfunction]
fn align_many(
    py: Python<'_>,
    documents: Vec<(String, String, String)>,
    glossary: Option<&Bound<'_, Glossary>>,
    all: bool,
    min_confidence: f64,
) -> Vec<Answer<String>> {
    let glossary = given(glossary);
    let wanted = Wanted {
        all,
        min_confidence,
    };
    py.detach(|| {
        documents
            .into_par_iter()
            .map(|(id, headline, body)| {
                let record = Record {
                    id: &id,
                    headline: &headline,
                    body: &body,
                };
                aligned(&glossary, &record, wanted)
            })
            .collect()
    })
}

/// The pairs of one document.
#[pyfunction]
fn align(
    py: Python<'_>,
    headline: &str,
    body: &str,
    glossary: Option<&Bound<'_, Glossary>>,
    all: bool,
    min_confidence: f64,
) -> Answer<String> {
    let glossary = given(glossary);
    let id = "document";
    let record = Record { id, headline, body };
    let wanted = Wanted {
        all,
        min_confidence,
    };
    py.detach(|| aligned(&glossary, &record, wanted))
}

/// Score, verdict and findings of one document.
#[pyfunction]
fn check(
    py: Python<'_>,
    headline: &str,
    body: &str,
    glossary: Option<&Bound<'_, Glossary>>,
) -> Answer<String> {
    let glossary = given(glossary);
    let id = "document";
    let record = Record { id, headline, body };
    py.detach(|| checked(&glossary, &record))
}

/// One headline in English.
#[pyfunction]
fn translate(
    py: Python<'_>,
    headline: &str,
    body: &str,
    glossary: Option<&Bound<'_, Glossary>>,
    style: &str,
    alternatives: usize,
) -> PyResult<Answer<String>> {
    let style = named(&Style::ALL, Style::as_str, "style", style)?;
    let glossary = given(glossary);
    let id = "document";
    let record = Record { id, headline, body };
    Ok(py.detach(|| translated(&glossary, &record, style, alternatives)))
}

/// What a word can be.
#[pyfunction]
fn lookup(py: Python<'_>, word: &str, glossary: Option<&Bound<'_, Glossary>>) -> PyResult<String> {
    let glossary = given(glossary);
    let json = py.detach(|| serde_json::to_string(&glossary.lookup(word)));
    json.map_err(|error| PyValueError::new_err(error.to_string()))
}

/// `text` in Latin letters.
#[pyfunction]
fn romanize(py: Python<'_>, text: &str, glossary: Option<&Bound<'_, Glossary>>) -> String {
    let glossary = given(glossary);
    py.detach(|| by_lines(text, |line| glossary.romanize(line)))
}

/// `text` in one spelling.
#[pyfunction]
fn normalize(
    py: Python<'_>,
    text: &str,
    spelling: &str,
    glossary: Option<&Bound<'_, Glossary>>,
) -> PyResult<String> {
    let all = [Spelling::AsIs, Spelling::Unpointed, Spelling::Yivo];
    let spelling = named(&all, spelling_name, "spelling", spelling)?;
    let glossary = given(glossary);
    Ok(py.detach(|| by_lines(text, |line| glossary.normalize_line(line, spelling))))
}

#[pymodule]
mod _kepl {
    #[pymodule_export]
    use super::tables::{Table, align_table, check_table, refused_table, translate_table};
    #[pymodule_export]
    use super::{
        Glossary, align, align_many, check, load, load_texts, lookup, normalize, romanize,
        translate,
    };
}
