//! Stand-ins for the library calls that the command line makes. To be deleted when the real ones are in.
#![allow(missing_docs, clippy::missing_errors_doc, clippy::unused_self)]

use std::path::Path;

use crate::align::{Alignment, Relation, TermPair};
use crate::document::Document;
use crate::error::{Notice, Place};

#[derive(Debug, Clone, Default)]
pub struct Glossary;

#[derive(Debug, Clone, serde::Serialize)]
pub struct Lookup {
    pub word: String,
    pub known: bool,
    pub analyses: Vec<Analysis>,
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct Analysis {
    pub lemma: String,
    pub pos: String,
    pub english: Vec<String>,
    pub romanized: String,
    pub rule: String,
    #[serde(skip)]
    pub cost: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    Yivo,
    Unpointed,
    AsIs,
}

impl Glossary {
    pub fn builtin() -> Self {
        Self
    }

    pub fn overlay(&mut self, path: &Path) -> Result<(), Vec<Notice>> {
        if path.exists() {
            return Ok(());
        }
        let place = Place::file(path.display().to_string());
        Err(vec![Notice::error(
            "unreadable",
            place,
            "cannot be read",
            "check the spelling of the path",
        )])
    }

    pub fn romanize(&self, text: &str) -> String {
        text.to_owned()
    }

    pub fn lookup(&self, word: &str) -> Lookup {
        let analysis = Analysis {
            lemma: word.to_owned(),
            pos: "noun".to_owned(),
            english: vec!["word".to_owned()],
            romanized: "vort".to_owned(),
            rule: "stub".to_owned(),
            cost: 0.0,
        };
        let known = !word.is_empty();
        Lookup {
            word: word.to_owned(),
            known,
            analyses: if known { vec![analysis] } else { Vec::new() },
        }
    }
}

/// Pairs every word of the headline with nothing, the first with the first word of the story.
pub fn align_document(_: &Glossary, document: &Document) -> Alignment {
    let mut pairs: Vec<TermPair> = document
        .headline
        .split_whitespace()
        .map(|word| TermPair {
            yiddish: word.to_owned(),
            normalized: word.to_owned(),
            romanized: String::new(),
            lemma: String::new(),
            pos: String::new(),
            english: String::new(),
            gloss: String::new(),
            relation: Relation::Unsupported,
            confidence: 0.5,
            mentions: 0,
            sentence: None,
            span: None,
            headline_spans: Vec::new(),
            source: "stub".to_owned(),
        })
        .collect();
    let first = document.body.split_whitespace().next().unwrap_or_default();
    if let Some(pair) = pairs.first_mut() {
        pair.relation = Relation::Exact;
        pair.english = first.into();
        pair.span = Some(0..first.chars().count());
    }
    Alignment {
        document: document.id.clone(),
        pairs,
    }
}

pub fn normalize_line(line: &str, _: Spelling) -> String {
    line.to_owned()
}

pub fn lint(path: &Path) -> Vec<Notice> {
    let mut glossary = Glossary;
    glossary.overlay(path).err().unwrap_or_default()
}
