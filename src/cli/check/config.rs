//! `kepl.toml`: what a newsroom has settled for its folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kepl::check::{Settings, Severity};
use kepl::error::{Notice, Place};
use serde::Deserialize;

/// The name of the file.
pub(super) const NAME: &str = "kepl.toml";

/// The settings, and where they are from.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The folder that its paths are relative to.
    folder: PathBuf,
    file: File,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    /// Glossaries to lay over the default one, the last wins.
    glossaries: Vec<PathBuf>,
    /// From which severity on the command fails.
    fail_on: Option<String>,
    #[serde(flatten)]
    own: Section,
    /// Settings for some of the folders.
    folder: Vec<Folder>,
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
struct Section {
    doubtful: Option<f64>,
    inconsistent: Option<f64>,
    codes: BTreeMap<String, Level>,
}

#[derive(Debug, Deserialize)]
struct Folder {
    path: PathBuf,
    #[serde(flatten)]
    own: Section,
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

impl Section {
    fn lay_over(&self, settings: &mut Settings) {
        settings.doubtful = self.doubtful.unwrap_or(settings.doubtful);
        settings.inconsistent = self.inconsistent.unwrap_or(settings.inconsistent);
        let codes = self.codes.iter().map(|(c, l)| (c.clone(), l.severity()));
        settings.codes.extend(codes);
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
            // Of what is well-formed and wrong, the whole file is said to be at fault.
            let line = error
                .span()
                .filter(|s| s.start > 0)
                .map(|s| text[..s.start].matches('\n').count() + 1);
            let place = Place {
                file: shown.clone(),
                line,
                column: None,
            };
            wrong(place, error.message().replace('\n', " "))
        })?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let config = Self { folder, file };
        config
            .complain()
            .map_or(Ok(()), |found| Err(wrong(Place::file(&shown), found)))?;
        Ok(config)
    }

    /// What is well-formed and senseless.
    fn complain(&self) -> Option<String> {
        let sections = self.file.folder.iter().map(|f| &f.own);
        let mut all = std::iter::once(&self.file.own).chain(sections);
        let bad = |x: &Option<f64>| x.is_some_and(|x| !(0.0..=1.0).contains(&x));
        if all.any(|s| bad(&s.doubtful) || bad(&s.inconsistent)) {
            return Some("a threshold is not between 0 and 1".to_owned());
        }
        None
    }

    /// The glossaries, as paths that can be opened.
    pub(super) fn glossaries(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.file.glossaries.iter().map(|g| self.folder.join(g))
    }

    /// All that is settled, in a form to be compared.
    pub(super) fn shown(&self) -> String {
        format!("{:?}", self.file)
    }

    /// From which severity on the command fails.
    pub(super) fn fail_on(&self) -> Option<&str> {
        self.file.fail_on.as_deref()
    }

    /// The codes that are set, to be held against those there are.
    pub(super) fn codes(&self) -> impl Iterator<Item = &str> {
        let folders = self.file.folder.iter().flat_map(|f| f.own.codes.keys());
        self.file
            .own
            .codes
            .keys()
            .chain(folders)
            .map(String::as_str)
    }

    /// Where `kepl.ignore` is looked for.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The settings for a file: those of the whole, with those of its folders laid over, the nearest last.
    pub(super) fn settings(&self, file: &str, base: &Settings) -> Settings {
        let mut settings = base.clone();
        self.file.own.lay_over(&mut settings);
        let path = std::path::absolute(file).unwrap_or_else(|_| PathBuf::from(file));
        let mut folders: Vec<&Folder> = self
            .file
            .folder
            .iter()
            .filter(|f| path.starts_with(self.folder.join(&f.path)))
            .collect();
        folders.sort_by_key(|f| f.path.components().count());
        for folder in folders {
            folder.own.lay_over(&mut settings);
        }
        settings
    }
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
            ("doubtful = 0.5\ndoubtfull = 1\n", None),
            ("\ncodes = { certainty = \"loud\" }\n", None),
            ("doubtful = 0.5\ninconsistent =\n", Some(2)),
            ("doubtful = 2\n", None),
        ] {
            std::fs::write(home.path().join(NAME), text).unwrap();
            let notice = Config::find(None, home.path()).unwrap_err();
            assert_eq!(notice.code, "bad-settings", "{text}");
            assert_eq!(notice.place.line, line, "{text}");
        }
    }
}
