//! `kepl.toml`: what a newsroom has settled for its folders.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use kepl::check::{Settings, Severity};
use kepl::error::{Notice, Place};
use serde::Deserialize;
use toml::Spanned;

/// The name of the file.
pub(super) const NAME: &str = "kepl.toml";

/// The settings, and where they are from.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The folder that its paths are relative to.
    folder: PathBuf,
    file: File,
    /// What the file is called, and what it says.
    shown: String,
    text: String,
}

// Flattening would lose the places.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    /// Glossaries to lay over the default one, the last wins.
    glossaries: Vec<PathBuf>,
    /// From which severity on the command fails.
    fail_on: Option<Spanned<String>>,
    doubtful: Threshold,
    inconsistent: Threshold,
    codes: Codes,
    /// Settings for some of the folders.
    folder: Vec<Folder>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Folder {
    path: PathBuf,
    #[serde(default)]
    doubtful: Threshold,
    #[serde(default)]
    inconsistent: Threshold,
    #[serde(default)]
    codes: Codes,
}

type Threshold = Option<Spanned<f64>>;
type Codes = BTreeMap<Spanned<String>, Level>;

/// What can be set for a folder as well as for the whole.
struct Section<'a> {
    doubtful: &'a Threshold,
    inconsistent: &'a Threshold,
    codes: &'a Codes,
}

impl File {
    fn own(&self) -> Section<'_> {
        Section {
            doubtful: &self.doubtful,
            inconsistent: &self.inconsistent,
            codes: &self.codes,
        }
    }

    fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        std::iter::once(self.own()).chain(self.folder.iter().map(Folder::own))
    }
}

impl Folder {
    fn own(&self) -> Section<'_> {
        Section {
            doubtful: &self.doubtful,
            inconsistent: &self.inconsistent,
            codes: &self.codes,
        }
    }
}

/// A severity, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Off,
    Note,
    Warning,
    Error,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl Section<'_> {
    fn lay_over(&self, settings: &mut Settings) {
        let set = |threshold: &Threshold| threshold.as_ref().map(|t| *t.get_ref());
        settings.doubtful = set(self.doubtful).unwrap_or(settings.doubtful);
        settings.inconsistent = set(self.inconsistent).unwrap_or(settings.inconsistent);
        let codes = self.codes.iter();
        settings
            .codes
            .extend(codes.map(|(c, l)| (c.get_ref().clone(), l.severity())));
    }
}

impl Config {
    /// The settings of the nearest `kepl.toml` at or above `start`, or those that `given` names.
    pub(super) fn find(given: Option<&Path>, start: &Path) -> Result<Self, Notice> {
        let found = match given {
            Some(path) => Some(path.to_owned()),
            None => start
                .ancestors()
                .map(|folder| folder.join(NAME))
                .find(|path| path.is_file()),
        };
        let Some(path) = found else {
            return Ok(Self::default());
        };
        let shown = path
            .strip_prefix(start)
            .unwrap_or(&path)
            .display()
            .to_string();
        let wrong = |place: Place, found: String| {
            let advice = "see docs/check.md for what can stand in it";
            Notice::error("bad-settings", place, found, advice)
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|e| wrong(Place::file(&shown), format!("cannot be read ({e})")))?;
        let file: File = toml::from_str(&text).map_err(|error| {
            let place = match error.span() {
                Some(span) => place(&shown, &text, &span),
                None => Place::file(&shown),
            };
            wrong(place, error.message().replace('\n', " "))
        })?;
        let config = Self {
            folder: path.parent().unwrap_or(Path::new("")).to_owned(),
            file,
            shown,
            text,
        };
        match config.bad_threshold() {
            Some(place) => Err(wrong(
                place,
                "the threshold is not between 0 and 1".to_owned(),
            )),
            None => Ok(config),
        }
    }

    /// Where a threshold stands that is well-formed and senseless.
    fn bad_threshold(&self) -> Option<Place> {
        self.file
            .sections()
            .flat_map(|s| [s.doubtful, s.inconsistent])
            .flatten()
            .find(|threshold| !(0.0..=1.0).contains(threshold.get_ref()))
            .map(|threshold| self.place(&threshold.span()))
    }

    fn place(&self, span: &Range<usize>) -> Place {
        place(&self.shown, &self.text, span)
    }

    /// The glossaries, as paths that can be opened.
    pub(super) fn glossaries(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.file.glossaries.iter().map(|g| self.folder.join(g))
    }

    /// All that is settled, in a form to be compared.
    pub(super) fn shown(&self) -> String {
        format!("{:?}", self.file)
    }

    /// From which severity on the command fails, and where that is said.
    pub(super) fn fail_on(&self) -> Option<(&str, Place)> {
        let name = self.file.fail_on.as_ref()?;
        Some((name.get_ref(), self.place(&name.span())))
    }

    /// The codes that are set, to be held against those there are, and where.
    pub(super) fn codes(&self) -> impl Iterator<Item = (&str, Place)> {
        self.file
            .sections()
            .flat_map(|s| s.codes.keys())
            .map(|code| (code.get_ref().as_str(), self.place(&code.span())))
    }

    /// Where `kepl.ignore` is looked for.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The settings for a file: those of the whole, with those of its folders laid over, the nearest last.
    pub(super) fn settings(&self, file: &str, base: &Settings) -> Settings {
        let mut settings = base.clone();
        self.file.own().lay_over(&mut settings);
        let path = std::path::absolute(file).unwrap_or_else(|_| PathBuf::from(file));
        let mut folders: Vec<&Folder> = self
            .file
            .folder
            .iter()
            .filter(|f| path.starts_with(self.folder.join(&f.path)))
            .collect();
        folders.sort_by_key(|f| f.path.components().count());
        for folder in folders {
            folder.own().lay_over(&mut settings);
        }
        settings
    }
}

/// The line of `text` in which `span` begins.
fn place(shown: &str, text: &str, span: &Range<usize>) -> Place {
    let before = text.get(..span.start).unwrap_or_default();
    Place::line(shown, before.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_folder_wins() {
        let home = tempfile::tempdir().unwrap();
        let below = home.path().join("news/today");
        std::fs::create_dir_all(&below).unwrap();
        std::fs::write(
            home.path().join(NAME),
            "glossaries = [\"house.csv\"]\ndoubtful = 0.6\ncodes = { quantity = \"off\" }\n\
             [[folder]]\npath = \"news/today\"\ndoubtful = 0.7\ncodes = { certainty = \"error\" }\n\
             [[folder]]\npath = \"news\"\ndoubtful = 0.4\n",
        )
        .unwrap();
        let config = Config::find(None, &below).unwrap();
        assert_eq!(
            config.glossaries().next(),
            Some(home.path().join("house.csv"))
        );
        let base = Settings::default();
        let inside = below.join("a.txt");
        let settings = config.settings(inside.to_str().unwrap(), &base);
        assert_eq!(settings.doubtful, 0.7);
        assert_eq!(settings.codes["quantity"], None);
        assert_eq!(settings.codes["certainty"], Some(Severity::Error));
        let outside = config.settings("/elsewhere/a.txt", &base);
        assert_eq!(outside.doubtful, 0.6);
    }

    #[test]
    fn mistakes_are_told_with_their_line() {
        let home = tempfile::tempdir().unwrap();
        for (text, line) in [
            ("doubtful = 0.5\ndoubtfull = 1\n", Some(2)),
            ("\ncodes = { certainty = \"loud\" }\n", Some(2)),
            ("doubtful = 0.5\ninconsistent =\n", Some(2)),
            ("doubtful = 2\n", Some(1)),
            ("[[folder]]\npath = \"a\"\ninconsistent = -1\n", Some(3)),
            ("[[folder]]\npath = \"a\"\ndoubtfull = 0.5\n", Some(3)),
        ] {
            std::fs::write(home.path().join(NAME), text).unwrap();
            let notice = Config::find(None, home.path()).unwrap_err();
            assert_eq!(notice.code, "bad-settings", "{text}");
            assert_eq!(notice.place.line, line, "{text}");
        }
    }

    #[test]
    fn codes_and_severities_have_their_places() {
        let home = tempfile::tempdir().unwrap();
        let text = "fail-on = \"loud\"\n[codes]\nquantity = \"off\"\n\n[[folder]]\npath = \"a\"\n\
                    codes = { certanty = \"off\" }\n";
        std::fs::write(home.path().join(NAME), text).unwrap();
        let config = Config::find(None, home.path()).unwrap();
        let codes: Vec<_> = config.codes().map(|(c, p)| (c, p.line)).collect();
        assert_eq!(codes, [("quantity", Some(3)), ("certanty", Some(7))]);
        assert_eq!(config.fail_on().map(|f| f.1.line), Some(Some(1)));
    }
}
