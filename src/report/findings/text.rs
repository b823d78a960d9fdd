//! For people: each finding like a compiler's diagnostic, with headline and story and the words marked.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use anstyle::{AnsiColor, Style};

use super::{Checked, Findings};
use crate::align::Relation;
use crate::check::{Code, Finding, Severity, Verdict};
use crate::document::Document;
use crate::english::Body;
use crate::report::without_bidi_controls;

/// Turns what follows into a right-to-left line, whatever stands around it, up to [`POP`].
const RTL: char = '\u{2067}';
const POP: char = '\u{2069}';

pub(super) struct Diagnostics<W> {
    output: W,
    colour: bool,
    documents: usize,
    verdicts: [usize; 3],
    findings: usize,
}

impl<W: Write> Diagnostics<W> {
    pub(super) fn new(output: W, colour: bool) -> Self {
        Self {
            output,
            colour,
            documents: 0,
            verdicts: [0; 3],
            findings: 0,
        }
    }

    /// A bold style, where there is colour at all.
    fn style(&self, colour: Option<AnsiColor>) -> Style {
        if self.colour {
            Style::new().bold().fg_color(colour.map(Into::into))
        } else {
            Style::new()
        }
    }

    fn finding(&mut self, document: &Document, finding: &Finding) -> io::Result<()> {
        let bold = self.style(None);
        let colour = self.style(Some(colour(finding.severity)));
        writeln!(
            self.output,
            "{colour}{}[{}]{colour:#}{bold}: {}{bold:#}",
            finding.severity.as_str(),
            finding.code,
            without_bidi_controls(&finding.message),
        )?;
        let headline = marked(&document.headline, &finding.headline, colour);
        writeln!(self.output, "  headline: {RTL}{headline}{POP}")?;
        if let Some(span) = &finding.span {
            let (sentence, within) = sentence(&document.body, span);
            let cyan = self.style(Some(AnsiColor::Cyan));
            writeln!(
                self.output,
                "  story:    {}",
                marked(&sentence, &[within], cyan)
            )?;
        }
        writeln!(
            self.output,
            "  {bold}help{bold:#}: {}",
            without_bidi_controls(&finding.advice)
        )
    }
}

impl<W: Write> Findings for Diagnostics<W> {
    fn begin(&mut self, _codes: &[Code]) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, checked: Checked) -> io::Result<()> {
        let Checked {
            document, report, ..
        } = checked;
        self.documents += 1;
        self.verdicts[report.verdict as usize] += 1;
        self.findings += report.findings.len();
        if report.verdict == Verdict::Consistent && report.findings.is_empty() {
            return Ok(());
        }
        let bold = self.style(None);
        writeln!(
            self.output,
            "{bold}{}{bold:#}: {} ({:.2})",
            without_bidi_controls(&report.document),
            report.verdict.as_str(),
            report.score
        )?;
        for finding in &report.findings {
            self.finding(document, finding)?;
        }
        if report.findings.is_empty() {
            writeln!(self.output, "  because {}", report.reason)?;
            let missing: Vec<_> = checked
                .alignment
                .pairs
                .iter()
                .filter(|p| p.relation == Relation::Unsupported)
                .map(|p| without_bidi_controls(&p.yiddish))
                .collect();
            if !missing.is_empty() {
                let missing = missing.join(", ");
                writeln!(self.output, "  not found in the story: {RTL}{missing}{POP}")?;
            }
        }
        writeln!(self.output)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        writeln!(
            self.output,
            "{} headline{}: {} consistent, {} doubtful, {} inconsistent; {} finding{}",
            self.documents,
            s(self.documents),
            self.verdicts[0],
            self.verdicts[1],
            self.verdicts[2],
            self.findings,
            s(self.findings),
        )?;
        self.output.flush()
    }
}

fn colour(severity: Severity) -> AnsiColor {
    match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    }
}

/// The text with the characters of `spans` between brackets and in colour.
///
/// A line of marks under a right-to-left line would stand under other words than it means; brackets turn
/// with the line.
fn marked(text: &str, spans: &[Range<usize>], style: Style) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut open = false;
    // Writing to a string cannot fail.
    for (at, c) in text.chars().enumerate() {
        let inside = spans.iter().any(|s| s.contains(&at));
        if inside != open {
            if inside {
                let _ = write!(out, "{style}[");
            } else {
                let _ = write!(out, "]{style:#}");
            }
            open = inside;
        }
        if !crate::document::is_bidi_control(c) {
            out.push(if c.is_control() { ' ' } else { c });
        }
    }
    if open {
        let _ = write!(out, "]{style:#}");
    }
    out
}

/// The longest a quoted sentence may be, in characters.
const WIDEST: usize = 240;

/// The sentence around `span`, cut short on both sides where it is long, and where `span` is in it.
fn sentence(body: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let chars: Vec<char> = body.chars().collect();
    let words = Body::parse(body).words;
    let within = |at: usize| words.iter().rfind(|w| w.chars.start <= at);
    let first = within(span.start).map_or(0, |w| w.sentence);
    let last = within(span.end.saturating_sub(1)).map_or(0, |w| w.sentence);
    let start = words.iter().find(|w| w.sentence == first);
    let start = start.map_or(0, |w| w.chars.start).min(span.start);
    let end = words.iter().find(|w| w.sentence > last);
    let end = end.map_or(chars.len(), |w| w.chars.start);
    let start = start.max(span.start.saturating_sub(WIDEST / 2));
    // Cut between words.
    let starts = |i: usize| !chars[i].is_whitespace() && (i == 0 || chars[i - 1].is_whitespace());
    let start = (start..span.start)
        .find(|&i| starts(i))
        .unwrap_or(span.start);
    let most = end.min(span.end + WIDEST / 2);
    let end = (span.end..=most)
        .rev()
        .find(|&i| i == chars.len() || i == end || chars[i].is_whitespace())
        .unwrap_or(most);
    let text: String = chars[start..end].iter().collect();
    (
        text.trim_end().to_owned(),
        span.start - start..span.end - start,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_full_stop() {
        let body = "One. Mr. A. Cohen paid $5.20 in May. Three.";
        let at = body.find("paid").unwrap();
        let (sentence, within) = sentence(body, &(at..at + 4));
        assert_eq!(sentence, "Mr. A. Cohen paid $5.20 in May.");
        assert_eq!(&sentence[within], "paid");
    }

    #[test]
    fn marks_go_around_words() {
        let plain = marked("a bc d", &[2..4], Style::new());
        assert_eq!(plain, "a [bc] d");
    }
}
