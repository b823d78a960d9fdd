//! A termbase of the distinct pairs: TBX-Basic in the DCA style, ISO 30042:2019.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::markup::Escaped;
use super::row::selected;
use super::{Options, Report};
use crate::align::Alignment;
use crate::document::Document;

/// The names that TBX-Basic has for the parts of speech.
const PARTS_OF_SPEECH: [(&str, &str); 6] = [
    ("noun", "noun"),
    ("verb", "verb"),
    ("adj", "adjective"),
    ("adv", "adverb"),
    ("num", "other"),
    ("phrase", "other"),
];

pub(super) struct Termbase<W> {
    output: W,
    options: Options,
    /// Yiddish and English terms already written. Only this grows, with the vocabulary.
    written: FxHashSet<(String, String)>,
}

impl<W: Write> Termbase<W> {
    pub(super) fn new(output: W, options: Options) -> Self {
        Self {
            output,
            options,
            written: FxHashSet::default(),
        }
    }
}

impl<W: Write> Report for Termbase<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.output.write_all(
            br#"<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader>
<fileDesc><sourceDesc><p>Terms of Yiddish headlines with their counterparts in English stories, paired by kepl.</p></sourceDesc></fileDesc>
</tbxHeader>
<text><body>
"#,
        )
    }

    fn alignment(&mut self, document: &Document, alignment: &Alignment) -> io::Result<()> {
        for (pair, sure) in selected(alignment, &self.options) {
            if !sure || pair.english.is_empty() {
                continue;
            }
            // The bar in the lemma of a separable verb is the glossary's, not the language's.
            let yiddish = if pair.lemma.is_empty() {
                pair.normalized.clone()
            } else {
                pair.lemma.replace('|', "")
            };
            let english = pair
                .english
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if !self
                .written
                .insert((yiddish.clone(), english.to_lowercase()))
            {
                continue;
            }
            let number = self.written.len();
            let romanized = match pair.romanized.as_str() {
                "" => String::new(),
                romanized => format!("<note>{}</note>", Escaped(romanized)),
            };
            let pos = part_of_speech(&pair.pos);
            write!(
                self.output,
                "<conceptEntry id=\"c{number}\">\n\
                 <langSec xml:lang=\"yi\"><termSec><term>{}</term>\
                 <termNote type=\"partOfSpeech\">{pos}</termNote>\
                 <descrip type=\"context\">{}</descrip>\
                 {romanized}</termSec></langSec>\n\
                 <langSec xml:lang=\"en\"><termSec><term>{}</term>\
                 <termNote type=\"partOfSpeech\">{pos}</termNote></termSec></langSec>\n\
                 </conceptEntry>\n",
                Escaped(&yiddish),
                Escaped(&document.headline),
                Escaped(&english),
            )?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.output.write_all(b"</body></text>\n</tbx>\n")?;
        self.output.flush()
    }
}

fn part_of_speech(pos: &str) -> &'static str {
    if pos.starts_with("name") {
        return "properNoun";
    }
    PARTS_OF_SPEECH
        .iter()
        .find_map(|(ours, theirs)| (*ours == pos).then_some(*theirs))
        .unwrap_or("other")
}
