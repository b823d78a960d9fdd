//! What is said to the person at the terminal: notices, progress, and a count at the end.

use std::io::{IsTerminal, Write};

use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use kepl::error::{Notice, Severity};

/// From this many documents on a person wants to see that something is going on.
const MANY: usize = 500;

/// Prints to standard error, in colour if that is a terminal and `NO_COLOR` is not set.
pub(super) struct Diagnostics {
    errors: usize,
    warnings: usize,
    done: usize,
    /// Documents that yielded an error instead.
    unread: usize,
    /// What is counted, in the plural, and what was done to it; no count without.
    counted: Option<(&'static str, &'static str)>,
    progress: Option<ProgressBar>,
}

impl Diagnostics {
    pub(super) fn new() -> Self {
        Self {
            errors: 0,
            warnings: 0,
            done: 0,
            unread: 0,
            counted: None,
            progress: None,
        }
    }

    /// Counts documents or the like from now on.
    pub(super) fn count(&mut self, thing: &'static str, done: &'static str) {
        self.counted = Some((thing, done));
    }

    /// Errors printed so far.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// One more is done.
    pub(super) fn done(&mut self) {
        self.done += 1;
        if self.done == MANY && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal()
        {
            let style = ProgressStyle::with_template("{spinner} {human_pos} {msg} in {elapsed}");
            let bar = ProgressBar::new_spinner()
                .with_message(self.counted.map_or("", |(thing, _)| thing));
            self.progress =
                Some(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner())));
        }
        if let Some(bar) = &self.progress {
            bar.set_position(self.done as u64);
        }
    }

    /// A record could not be used.
    pub(super) fn unread(&mut self, notice: &Notice) {
        self.unread += usize::from(notice.severity == Severity::Error);
        self.notice(notice);
    }

    /// Prints a notice.
    pub(super) fn notice(&mut self, notice: &Notice) {
        match notice.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        let text = render(notice);
        self.print(&text);
    }

    /// Prints notices.
    pub(super) fn notices(&mut self, notices: &[Notice]) {
        for notice in notices {
            self.notice(notice);
        }
    }

    /// Prints how many were done and how many not, if that needs saying.
    pub(super) fn summary(&mut self) {
        if let Some(bar) = self.progress.take() {
            bar.finish_and_clear();
        }
        let Some((thing, done)) = self.counted else {
            return;
        };
        // Those who pipe and have nothing to worry about are left alone.
        let long_at_terminal = self.done >= MANY && std::io::stderr().is_terminal();
        if self.unread == 0 && self.warnings == 0 && !long_at_terminal {
            return;
        }
        let thing = if self.done == 1 {
            thing.trim_end_matches('s')
        } else {
            thing
        };
        let mut parts = vec![format!("{} {thing} {done}", self.done)];
        if self.unread > 0 {
            parts.push(format!("{} could not be read", self.unread));
        }
        if self.warnings > 0 {
            let s = if self.warnings == 1 { "" } else { "s" };
            parts.push(format!("{} warning{s}", self.warnings));
        }
        self.print(&(parts.join(", ") + "\n"));
    }

    fn print(&self, text: &str) {
        // Where standard error is closed there is nobody to tell.
        let write = || {
            let _ = anstream::stderr().lock().write_all(text.as_bytes());
        };
        match &self.progress {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}

/// A notice in two lines: what is where, and what to do about it.
///
/// The colours are taken out where the output is no terminal.
pub(super) fn render(notice: &Notice) -> String {
    let bold = Style::new().bold();
    let (word, colour) = match notice.severity {
        Severity::Error => ("error", AnsiColor::Red),
        Severity::Warning => ("warning", AnsiColor::Yellow),
    };
    let colour = bold.fg_color(Some(colour.into()));
    let Notice {
        code,
        place,
        found,
        advice,
        ..
    } = notice;
    format!(
        "{bold}{place}{bold:#}: {colour}{word}[{code}]{colour:#}: {found}\n  {bold}help{bold:#}: {advice}\n"
    )
}

#[cfg(test)]
mod tests {
    use kepl::error::Place;

    use super::*;

    #[test]
    fn a_notice_names_the_place_the_code_and_the_remedy() {
        let place = Place::line("a.csv", 3).at(7);
        let text = render(&Notice::warning(
            "some-code",
            place,
            "something odd",
            "do this",
        ));
        let plain = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(
            plain,
            "a.csv:3:7: warning[some-code]: something odd\n  help: do this\n"
        );
    }
}
