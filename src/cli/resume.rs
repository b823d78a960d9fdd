//! `--resume`: going on with an output that an earlier run left half-written.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use kepl::Glossary;
use kepl::document::{self, Input, Packing};
use kepl::error::{Notice, Place};
use kepl::report::{Checkpoint, Dependencies, Output, Progress};

use super::Stop;
use super::inputs::{Documents, output};

/// Records after which the work is noted; so many at most are done twice.
const STEP: usize = 512;

/// Where the output goes.
#[derive(clap::Args)]
pub(super) struct Destination {
    /// Write to this file, which appears when all is done; compressed if it ends in .gz or .zst, Parquet if it
    /// ends in .parquet
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Go on with what an earlier run with --resume left beside the output as FILE.partial, if it did
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
}

/// An opened output and how far an earlier run came with it.
pub(super) struct Begun {
    pub(super) output: Output,
    pub(super) steps: Steps,
}

/// What an output depends on besides its inputs.
pub(super) struct Cause<'a> {
    pub(super) documents: &'a Documents,
    pub(super) glossary: &'a Glossary,
    /// Names and values of the options.
    pub(super) options: Vec<(&'static str, String)>,
    /// Files of settings.
    pub(super) files: Vec<PathBuf>,
}

impl Destination {
    /// Opens the output.
    pub(super) fn open(&self, cause: &Cause) -> Result<Begun, Stop> {
        let Some(path) = self.output.as_ref().filter(|_| self.resume) else {
            return Ok(Begun {
                output: output(self.output.as_ref())?,
                steps: Steps::default(),
            });
        };
        let (output, checkpoint, before) = Output::resumable(path, &cause.dependencies()?)?;
        let steps = Steps {
            before,
            now: Progress::default(),
            checkpoint: Some(checkpoint),
        };
        Ok(Begun { output, steps })
    }

    /// The format of the output: Parquet where its name says so, else what was `asked` for.
    ///
    /// `usual` is the format of those who ask for none.
    pub(super) fn format<F: Copy + PartialEq>(
        &self,
        asked: F,
        usual: F,
        parquet: F,
    ) -> Result<F, Stop> {
        let named = self.output.as_deref().and_then(document::Format::of_path)
            == Some(document::Format::Parquet);
        if asked != parquet && !named {
            return Ok(asked);
        }
        if asked != usual && asked != parquet {
            return Err(Stop::usage(
                "the name after -o ends in .parquet; leave --format out, or give another name",
            ));
        }
        let file = self.output.as_deref().unwrap_or(Path::new("-"));
        if !cfg!(feature = "parquet") {
            let place = Place::file(file.display().to_string());
            return Err(Notice::lacking_feature("parquet", place).into());
        }
        if self.output.is_none() && std::io::stdout().is_terminal() {
            return Err(Stop::usage("--format parquet needs -o FILE"));
        }
        if Packing::of_path(file).is_some() {
            return Err(Stop::usage(
                "a Parquet file is compressed inside; give a name that ends in .parquet",
            ));
        }
        Ok(parquet)
    }

    /// Refuses formats that cannot be taken up in the middle.
    pub(super) fn check_format(&self, format: &str, lines: bool) -> Result<(), Stop> {
        if self.resume && !lines {
            let message = format!(
                "--resume does not go with --format {format}, which only makes sense as a whole"
            );
            return Err(Stop::usage(&message));
        }
        Ok(())
    }
}

impl Cause<'_> {
    fn dependencies(&self) -> Result<Dependencies, Stop> {
        let mut all = vec![
            ("kepl".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
            (
                "the glossary".to_owned(),
                format!("{:016x}", self.glossary.mark()),
            ),
        ];
        let options = self.options.iter();
        all.extend(options.map(|(name, value)| ((*name).to_owned(), value.clone())));
        all.extend(self.documents.options());
        let inputs = self.documents.inputs()?;
        let names: Vec<String> = inputs
            .iter()
            .map(|i| {
                i.as_ref()
                    .map_or_else(|n| n.place.file.clone(), Input::name)
            })
            .collect();
        if names.iter().any(|name| name == "-") {
            return Err(Stop::usage(
                "--resume needs files; standard input cannot be read a second time",
            ));
        }
        let files = names
            .iter()
            .map(|n| (format!("input {n}"), state(Path::new(n))));
        all.extend(files);
        let settings = self.files.iter();
        all.extend(settings.map(|f| (format!("file {}", f.display()), contents(f))));
        all.push(("the list of inputs".to_owned(), names.join(", ")));
        Ok(all)
    }
}

/// The size of a file and when it was changed.
fn state(path: &Path) -> String {
    match fs::metadata(path) {
        Ok(metadata) => {
            let changed = metadata.modified().ok();
            let since = changed.and_then(|t| t.duration_since(UNIX_EPOCH).ok());
            let nanos = since.map_or(0, |s| s.as_nanos());
            format!("{} bytes of {nanos}", metadata.len())
        }
        Err(error) => error.to_string(),
    }
}

/// What a small file holds, as a number.
fn contents(path: &Path) -> String {
    match fs::read(path) {
        Ok(bytes) => {
            let mut hasher = DefaultHasher::new();
            hasher.write(&bytes);
            format!("{:016x}", hasher.finish())
        }
        Err(error) => error.to_string(),
    }
}

/// The records one after the other, of which an earlier run may have done some.
#[derive(Default)]
pub(super) struct Steps {
    before: Progress,
    now: Progress,
    checkpoint: Option<Checkpoint>,
}

impl Steps {
    /// How many records are done already.
    pub(super) fn done(&self) -> usize {
        self.before.records
    }

    /// Whether an earlier run found what the exit code tells of.
    pub(super) fn failed(&self) -> bool {
        self.before.failed
    }

    /// One more record is written, or was before. Says whether the output is to be flushed now.
    pub(super) fn step(&mut self, failed: bool) -> bool {
        self.now.records += 1;
        self.now.failed = failed;
        let due = self.now.records > self.before.records && self.now.records.is_multiple_of(STEP);
        match &self.checkpoint {
            Some(checkpoint) if due => {
                checkpoint.set(self.now);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_records_are_noted_and_not_each() {
        let mut steps = Steps {
            before: Progress {
                records: 2 * STEP,
                failed: false,
            },
            now: Progress::default(),
            checkpoint: Some(Checkpoint::default()),
        };
        let noted: Vec<usize> = (1..=4 * STEP).filter(|_| steps.step(false)).collect();
        assert_eq!(noted, [3 * STEP, 4 * STEP]);
        assert!(!(0..2 * STEP).any(|_| Steps::default().step(true)));
    }
}
