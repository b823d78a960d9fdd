//! A web page that shows each headline over its story with the pairs marked in both.
//!
//! The page needs nothing but itself: no script, no font, no address. Pointing at a term, or reaching it with
//! the tab key, lights up its counterpart by CSS alone.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::markup::Escaped;
use super::row::selected;
use super::{Options, Report, rows};
use crate::align::Alignment;
use crate::document::Document;

pub(super) const STYLE: &str = include_str!("page.css");

/// Terms of one headline that can be lit up by themselves; no headline has as many words.
pub(super) const LIT: usize = 64;

/// Colours in the style sheet.
pub(super) const COLOURS: usize = 12;

pub(super) struct Page<W> {
    output: W,
    options: Options,
}

impl<W: Write> Page<W> {
    pub(super) fn new(output: W, options: Options) -> Self {
        Self { output, options }
    }

    fn table(&mut self, alignment: &Alignment) -> io::Result<()> {
        self.output.write_all(
            b"<table><thead><tr><th>Yiddish</th><th>read as</th><th>story</th><th>glossary</th>\
              <th>relation</th><th>confidence</th></tr></thead><tbody>\n",
        )?;
        for row in rows(alignment, &self.options) {
            writeln!(
                self.output,
                "<tr><td lang=\"yi\" dir=\"rtl\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{:.2}</td></tr>",
                Escaped(&row.yiddish),
                Escaped(&row.romanized),
                Escaped(&row.english),
                Escaped(&row.gloss),
                row.relation.as_str(),
                row.confidence,
            )?;
        }
        self.output.write_all(b"</tbody></table>\n")
    }
}

impl<W: Write> Report for Page<W> {
    fn begin(&mut self) -> io::Result<()> {
        write!(
            self.output,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>Yiddish headlines and their stories</title>\n<style>\n{STYLE}{}",
            light()
        )?;
        self.output.write_all(b"</style>\n</head>\n<body>\n")
    }

    fn alignment(&mut self, document: &Document, alignment: &Alignment) -> io::Result<()> {
        let mut headline = Vec::new();
        let mut story = Vec::new();
        for (term, (pair, sure)) in selected(alignment, &self.options).enumerate() {
            let mention = pair
                .span
                .clone()
                .filter(|_| sure && !pair.english.is_empty());
            let found = mention.is_some();
            headline.extend(pair.headline_spans.iter().cloned().map(|span| Mark {
                span,
                term,
                found,
            }));
            story.extend(mention.map(|span| Mark { span, term, found }));
        }
        writeln!(
            self.output,
            "<article class=\"document\">\n<p class=\"name\"><bdi>{}</bdi></p>\n\
             <h2 lang=\"yi\" dir=\"rtl\">{}</h2>\n<div class=\"story\">{}</div>",
            Escaped(&document.id),
            marked(&document.headline, headline),
            marked(&document.body, story),
        )?;
        self.table(alignment)?;
        self.output.write_all(b"</article>\n")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.output.write_all(b"</body>\n</html>\n")?;
        self.output.flush()
    }
}

/// The rules by which pointing at a term, or focusing it, lights its counterpart.
pub(super) fn light() -> String {
    (0..LIT)
        .map(|term| {
            format!(
                ".document:has(.t{term}:hover, .t{term}:focus) .t{term} {{ outline: 2px solid currentColor; outline-offset: 1px }}\n"
            )
        })
        .collect()
}

/// A stretch of text, in Unicode scalar values, that belongs to a term.
struct Mark {
    span: Range<usize>,
    term: usize,
    /// Whether the story has a counterpart of the term.
    found: bool,
}

/// The text as markup. Of marks that overlap the first stays, since elements cannot cross.
fn marked(text: &str, mut marks: Vec<Mark>) -> String {
    marks.sort_by_key(|mark| mark.span.start);
    // Byte offsets of the characters, to cut at.
    let bytes: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut html = String::with_capacity(text.len() * 2);
    let mut done = 0;
    // Writing to a string cannot fail.
    for Mark { span, term, found } in marks {
        if span.start < done || span.end >= bytes.len() || span.is_empty() {
            continue;
        }
        let before = &text[bytes[done]..bytes[span.start]];
        let inside = &text[bytes[span.start]..bytes[span.end]];
        let (lit, colour) = (term % LIT, term % COLOURS);
        let _ = if found {
            write!(
                html,
                "{}<mark class=\"t{lit} c{colour}\" tabindex=\"0\">{}</mark>",
                Escaped(before),
                Escaped(inside)
            )
        } else {
            write!(
                html,
                "{}<span class=\"none\" title=\"not in the story\">{}</span>",
                Escaped(before),
                Escaped(inside)
            )
        };
        done = span.end;
    }
    let _ = write!(html, "{}", Escaped(&text[bytes[done]..]));
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(span: Range<usize>, term: usize) -> Mark {
        let found = true;
        Mark { span, term, found }
    }

    #[test]
    fn marks_stand_around_characters_and_never_cross() {
        let html = marked(
            "é<b> & c",
            vec![mark(5..6, 1), mark(0..2, 0), mark(1..4, 2), mark(7..99, 3)],
        );
        assert_eq!(
            html,
            "<mark class=\"t0 c0\" tabindex=\"0\">é&lt;</mark>b&gt; \
             <mark class=\"t1 c1\" tabindex=\"0\">&amp;</mark> c"
        );
    }

    #[test]
    fn terms_without_a_counterpart_are_told_apart() {
        let mut without = mark(0..1, 0);
        without.found = false;
        assert!(marked("a b", vec![without]).starts_with("<span class=\"none\""));
    }
}
