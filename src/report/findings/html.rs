//! A web page: each headline over its story, counterparts in one colour, and beside them what was found.
//!
//! The page needs nothing but itself. Terms are links to their counterparts, so that keyboard and screen reader
//! reach them; pointing at one or focusing it lights the other by CSS alone. Filtering by verdict is CSS, too;
//! only the search field needs the few lines of script that the page holds.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::{Checked, Findings};
use crate::check::{Code, Finding, Report};
use crate::report::html::{COLOURS, LIT, STYLE, light};
use crate::report::markup::Escaped;

const OWN_STYLE: &str = include_str!("check.css");
const SCRIPT: &str = include_str!("check.js");

pub(super) struct Page<W> {
    output: W,
    documents: usize,
}

impl<W: Write> Page<W> {
    pub(super) fn new(output: W) -> Self {
        Self {
            output,
            documents: 0,
        }
    }

    fn findings(&mut self, number: usize, report: &Report) -> io::Result<()> {
        if report.findings.is_empty() {
            return writeln!(self.output, "<p class=\"clean\">Nothing found.</p>");
        }
        self.output.write_all(b"<ul class=\"findings\">\n")?;
        for (i, finding) in report.findings.iter().enumerate() {
            let severity = finding.severity.as_str();
            write!(
                self.output,
                "<li id=\"f{number}-{i}\" class=\"{severity}\"><p><strong>{severity}</strong> <code>{}</code></p>\
                 <p dir=\"auto\">{}</p>",
                Escaped(finding.code),
                Escaped(&finding.message),
            )?;
            if !finding.yiddish.is_empty() || !finding.english.is_empty() {
                write!(
                    self.output,
                    "<p class=\"words\"><bdi lang=\"yi\">{}</bdi> <bdi lang=\"en\">{}</bdi></p>",
                    Escaped(&finding.yiddish),
                    Escaped(&finding.english)
                )?;
            }
            writeln!(
                self.output,
                "<p class=\"advice\" dir=\"auto\">{}</p></li>",
                Escaped(&finding.advice)
            )?;
        }
        self.output.write_all(b"</ul>\n")
    }
}

impl<W: Write> Findings for Page<W> {
    fn begin(&mut self, _codes: &[Code]) -> io::Result<()> {
        write!(
            self.output,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Headlines checked against their stories</title>\n<style>\n{STYLE}{}{OWN_STYLE}</style>\n</head>\n<body>\n\
             <header>\n<h1>Headlines checked against their stories</h1>\n\
             <form class=\"filter\" role=\"search\">\n<fieldset>\n<legend>Show</legend>\n",
            light()
        )?;
        for (id, name) in [
            ("all", "all"),
            ("found", "with findings"),
            ("doubtful", "doubtful"),
            ("inconsistent", "inconsistent"),
            ("consistent", "consistent"),
        ] {
            let checked = if id == "all" { " checked" } else { "" };
            writeln!(
                self.output,
                "<label><input type=\"radio\" name=\"show\" id=\"show-{id}\" value=\"{id}\"{checked}> {name}</label>"
            )?;
        }
        writeln!(
            self.output,
            "</fieldset>\n<label>Search <input type=\"search\" id=\"search\" autocomplete=\"off\"></label>\n\
             <p id=\"count\" role=\"status\"></p>\n</form>\n</header>\n<main>"
        )
    }

    fn report(&mut self, checked: Checked) -> io::Result<()> {
        let Checked {
            document,
            alignment,
            report,
        } = checked;
        self.documents += 1;
        let number = self.documents;
        let mut headline = Marks::default();
        let mut story = Marks::default();
        for (term, pair) in alignment.pairs.iter().enumerate() {
            let Some(span) = pair.span.clone() else {
                continue;
            };
            for part in &pair.headline_spans {
                headline.terms.push((part.clone(), term));
            }
            story.terms.push((span, term));
        }
        for (i, finding) in report.findings.iter().enumerate() {
            let Finding {
                headline: own,
                span,
                ..
            } = finding;
            headline.findings.extend(own.iter().map(|s| (s.clone(), i)));
            story.findings.extend(span.clone().map(|s| (s, i)));
        }
        let found = if report.findings.is_empty() {
            "no"
        } else {
            "yes"
        };
        writeln!(
            self.output,
            "<article class=\"document\" data-verdict=\"{verdict}\" data-found=\"{found}\" aria-labelledby=\"d{number}\">\n\
             <p class=\"name\"><bdi>{}</bdi> <span class=\"verdict {verdict}\">{verdict}</span> \
             <span class=\"score\">{:.2}</span></p>\n\
             <h2 id=\"d{number}\" lang=\"yi\" dir=\"rtl\">{}</h2>\n<div class=\"sides\">\n\
             <div class=\"story\" dir=\"auto\">{}</div>\n<aside aria-label=\"Findings of headline {number}\">",
            Escaped(&document.id),
            report.score,
            headline.render(&document.headline, "h", "s", number),
            story.render(&document.body, "s", "h", number),
            verdict = report.verdict.as_str(),
        )?;
        self.findings(number, report)?;
        self.output.write_all(b"</aside>\n</div>\n</article>\n")
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        write!(
            self.output,
            "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
        )?;
        self.output.flush()
    }
}

/// What is to be marked in a text: terms that have a counterpart, and findings.
#[derive(Default)]
struct Marks {
    terms: Vec<(Range<usize>, usize)>,
    findings: Vec<(Range<usize>, usize)>,
}

impl Marks {
    /// The text as markup; `own` and `other` begin the names of the places on this side and the other.
    fn render(&self, text: &str, own: &str, other: &str, number: usize) -> String {
        let at = |marks: &[(Range<usize>, usize)], i: usize| {
            marks.iter().find(|(s, _)| s.contains(&i)).map(|(_, m)| *m)
        };
        let mut html = String::with_capacity(text.len() * 2);
        let mut named: Vec<usize> = Vec::new();
        let chars: Vec<char> = text.chars().collect();
        let mut start = 0;
        while start < chars.len() {
            let kind = (at(&self.terms, start), at(&self.findings, start));
            let end = (start + 1..chars.len())
                .find(|&i| (at(&self.terms, i), at(&self.findings, i)) != kind)
                .unwrap_or(chars.len());
            let piece: String = chars[start..end].iter().collect();
            let piece = Escaped(&piece);
            // Writing to a string cannot fail.
            let _ = match kind {
                (None, None) => write!(html, "{piece}"),
                (None, Some(finding)) => {
                    write!(
                        html,
                        "<a class=\"bad\" href=\"#f{number}-{finding}\">{piece}</a>"
                    )
                }
                (Some(term), finding) => {
                    let bad = if finding.is_some() { " bad" } else { "" };
                    let (lit, colour) = (term % LIT, term % COLOURS);
                    // The halves of a split verb share one place.
                    let id = if named.contains(&term) {
                        String::new()
                    } else {
                        named.push(term);
                        format!(" id=\"{own}{number}-{term}\"")
                    };
                    write!(
                        html,
                        "<a class=\"term t{lit} c{colour}{bad}\"{id} href=\"#{other}{number}-{term}\">{piece}</a>"
                    )
                }
            };
            start = end;
        }
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_link_to_their_counterparts_and_other_findings_to_their_text() {
        let marks = Marks {
            terms: vec![(0..2, 0), (5..6, 0)],
            findings: vec![(3..4, 1), (5..6, 0)],
        };
        assert_eq!(
            marks.render("ab<c d", "h", "s", 7),
            "<a class=\"term t0 c0\" id=\"h7-0\" href=\"#s7-0\">ab</a>&lt;\
             <a class=\"bad\" href=\"#f7-1\">c</a> \
             <a class=\"term t0 c0 bad\" href=\"#s7-0\">d</a>"
        );
    }
}
