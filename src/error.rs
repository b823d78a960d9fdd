//! What can go wrong with input, and where.

use std::fmt;

/// A place in an input file. Lines and columns count from 1; columns count characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file as the user named it; `-` for standard input.
    pub file: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// The column in that line, where it is known.
    pub column: Option<usize>,
}

impl Place {
    /// The whole of `file`.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: None,
            column: None,
        }
    }

    /// Line `line` of `file`.
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Self {
            file: file.into(),
            line: Some(line),
            column: None,
        }
    }

    /// The same place with a column.
    #[must_use]
    pub fn at(mut self, column: usize) -> Self {
        self.column = Some(column);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// How bad a [`Notice`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document is used, but a person should look at it.
    Warning,
    /// The document or row could not be used.
    Error,
}

/// One thing found wrong in an input: what, where, and what to do about it.
///
/// Readers yield these beside the documents, so that one bad record never stops the others.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {found}; {advice}")]
pub struct Notice {
    /// A stable, machine-readable code in kebab case, such as `no-headline`.
    pub code: &'static str,
    /// Whether the record could be used.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What was found, as a clause without a full stop.
    pub found: String,
    /// What to do, as an imperative clause without a full stop.
    pub advice: String,
}

impl Notice {
    /// An error: the record could not be used.
    pub fn error(
        code: &'static str,
        place: Place,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place,
            found: found.into(),
            advice: advice.into(),
        }
    }

    /// The same as an error, where what is only a warning elsewhere keeps the work from being done.
    #[must_use]
    pub fn graver(self) -> Self {
        Self {
            severity: Severity::Error,
            ..self
        }
    }

    /// An error: this build of kepl cannot do it.
    pub fn lacking_feature(feature: &str, place: Place) -> Self {
        Self::error(
            "lacking-feature",
            place,
            format!("this kepl was built without the feature `{feature}`"),
            format!(
                "build it with `cargo install --path . --features {feature}`, or use CSV or JSON Lines"
            ),
        )
    }

    /// A warning: the record is used all the same.
    pub fn warning(
        code: &'static str,
        place: Place,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, found, advice)
        }
    }
}
