//! Outputs that a later run can go on with: what is written so far, and a journal beside it.
//!
//! For `out.csv` these are `out.csv.partial` and `out.csv.journal`. The journal begins with a line that names
//! all the output depends on; each further line says up to which byte the output is whole, and how many records
//! it holds up to there. What stands after the last such byte is cut off and written anew, so that no row is
//! lost or doubled wherever the work ended.

use std::cell::{Cell, RefCell};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::compress::Packed;
use crate::error::{Notice, Place};

/// All that an output depends on: names with their values, such as an option or the size of an input.
pub type Dependencies = Vec<(String, String)>;

/// How far the work is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Records that are written.
    pub records: usize,
    /// Whether anything was found so far that the exit code tells of.
    pub failed: bool,
}

/// Asks an output to note how far the work is.
///
/// The output is usually lent to a writer; so this is what is held of it meanwhile.
#[derive(Debug, Clone, Default)]
pub struct Checkpoint(Rc<Cell<Option<Progress>>>);

impl Checkpoint {
    /// At its next flush the output is whole with this.
    pub fn set(&self, progress: Progress) {
        self.0.set(Some(progress));
    }
}

/// An output half-written.
pub(super) struct Partial {
    written: Packed<Counted>,
    length: Rc<Cell<u64>>,
    journal: RefCell<File>,
    checkpoint: Checkpoint,
    paths: Paths,
}

struct Paths {
    target: PathBuf,
    partial: PathBuf,
    journal: PathBuf,
}

impl Paths {
    fn of(target: &Path) -> Self {
        let beside = |ending: &str| {
            let mut name = target.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        Self {
            target: target.to_owned(),
            partial: beside(".partial"),
            journal: beside(".journal"),
        }
    }
}

impl Partial {
    /// Goes on with what is there for `target`, or begins.
    pub(super) fn open(
        target: &Path,
        dependencies: &Dependencies,
    ) -> Result<(Self, Progress), Notice> {
        let paths = Paths::of(target);
        let failed = |error: io::Error| super::atomic::unwritable(target, &error);
        let header = serde_json::to_string(dependencies).map_err(|e| failed(e.into()))?;
        let (progress, length) = match fs::read_to_string(&paths.journal) {
            Ok(journal) if paths.partial.exists() => {
                let there = fs::metadata(&paths.partial).map_err(failed)?.len();
                earlier(&journal, there, dependencies, &paths)?
            }
            _ => (Progress::default(), 0),
        };
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).read(true).write(true);
        let mut journal = options.open(&paths.journal).map_err(failed)?;
        let mut partial = options.open(&paths.partial).map_err(failed)?;
        partial.set_len(length).map_err(failed)?;
        partial.seek(SeekFrom::End(0)).map_err(failed)?;
        if length == 0 {
            journal.set_len(0).map_err(failed)?;
            journal
                .write_all((header + "\n").as_bytes())
                .map_err(failed)?;
        } else {
            cut_last_line(&mut journal).map_err(failed)?;
        }
        let length = Rc::new(Cell::new(length));
        let counted = Counted {
            file: partial,
            length: length.clone(),
        };
        let partial = Self {
            written: Packed::new(counted, target).map_err(failed)?,
            length,
            journal: RefCell::new(journal),
            checkpoint: Checkpoint::default(),
            paths,
        };
        Ok((partial, progress))
    }

    pub(super) fn checkpoint(&self) -> Checkpoint {
        self.checkpoint.clone()
    }

    pub(super) fn target(&self) -> &Path {
        &self.paths.target
    }

    /// Puts the file in its place.
    pub(super) fn commit(self) -> io::Result<()> {
        self.written.finish()?.file.sync_all()?;
        fs::rename(&self.paths.partial, &self.paths.target)?;
        fs::remove_file(&self.paths.journal)
    }
}

/// A file that knows how long it is.
struct Counted {
    file: File,
    length: Rc<Cell<u64>>,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.length.set(self.length.get() + written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written.write(bytes)
    }

    /// Notes how far the work is, if that was asked for.
    fn flush(&mut self) -> io::Result<()> {
        let Some(progress) = self.checkpoint.0.take() else {
            return self.written.flush();
        };
        self.written.part()?;
        let Progress { records, failed } = progress;
        let line = format!("{}\t{records}\t{}\n", self.length.get(), u8::from(failed));
        self.journal.borrow_mut().write_all(line.as_bytes())
    }
}

/// How far the earlier work came, and the bytes of the output up to there.
fn earlier(
    journal: &str,
    there: u64,
    dependencies: &Dependencies,
    paths: &Paths,
) -> Result<(Progress, u64), Notice> {
    let mut lines = journal.split_inclusive('\n').filter(|l| l.ends_with('\n'));
    // A journal without its first line is one that was hardly begun.
    let Some(header) = lines.next() else {
        return Ok((Progress::default(), 0));
    };
    let before: Dependencies = serde_json::from_str(header).unwrap_or_default();
    if let Some(change) = difference(&before, dependencies) {
        return Err(Notice::error(
            "changed",
            Place::file(paths.partial.display().to_string()),
            format!("was begun with something else: {change}"),
            format!(
                "undo the change, or delete this file and {} to begin anew",
                paths.journal.display()
            ),
        ));
    }
    let mut notes = lines.filter_map(note);
    let whole = notes.rfind(|&(_, bytes)| bytes <= there);
    Ok(whole.unwrap_or_default())
}

/// A line of the journal after its first.
fn note(line: &str) -> Option<(Progress, u64)> {
    let mut fields = line.trim_end().split('\t');
    let bytes = fields.next()?.parse().ok()?;
    let records = fields.next()?.parse().ok()?;
    let failed = fields.next()? == "1";
    Some((Progress { records, failed }, bytes))
}

/// The first thing that is not as it was, in words.
fn difference(before: &Dependencies, now: &Dependencies) -> Option<String> {
    let value = |all: &Dependencies, name: &str| {
        let found = all.iter().find(|(n, _)| n == name);
        found.map_or_else(|| "nothing".to_owned(), |(_, v)| v.clone())
    };
    let mut names = now.iter().chain(before).map(|(name, _)| name);
    let changed = names.find(|name| value(before, name) != value(now, name))?;
    let (was, is) = (value(before, changed), value(now, changed));
    Some(format!("{changed} was {was}, and is {is}"))
}

/// Cuts off the end of the journal that is no whole line, and stands at its end.
fn cut_last_line(journal: &mut File) -> io::Result<()> {
    let mut text = Vec::new();
    journal.seek(SeekFrom::Start(0))?;
    journal.read_to_end(&mut text)?;
    let whole = memchr::memrchr(b'\n', &text).map_or(0, |at| at + 1);
    journal.set_len(whole as u64)?;
    journal.seek(SeekFrom::End(0)).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(value: &str) -> Dependencies {
        vec![("--format".to_owned(), value.to_owned())]
    }

    fn open(target: &Path, value: &str) -> Result<(Partial, Progress), Notice> {
        Partial::open(target, &named(value))
    }

    fn progress(records: usize) -> Progress {
        Progress {
            records,
            failed: records == 2,
        }
    }

    #[test]
    fn what_was_whole_stays_and_the_rest_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["o.csv", "o.csv.gz", "o.csv.zst"] {
            let target = folder.path().join(name);
            let (mut output, begun) = open(&target, "csv").unwrap();
            assert_eq!(begun, Progress::default());
            output.write_all(b"one\ntwo\n").unwrap();
            output.checkpoint().set(progress(2));
            output.flush().unwrap();
            output.write_all(b"half a ro").unwrap();
            output.flush().unwrap();
            drop(output);
            // The journal, too, may end anywhere.
            let journal = Paths::of(&target).journal;
            let torn = fs::read_to_string(&journal).unwrap() + "99999";
            fs::write(&journal, torn).unwrap();

            let (mut output, begun) = open(&target, "csv").unwrap();
            assert_eq!(begun, progress(2), "{name}");
            output.write_all(b"three\n").unwrap();
            output.checkpoint().set(progress(3));
            output.flush().unwrap();
            assert!(!target.exists());
            output.commit().unwrap();
            let input = crate::document::Input::File(target.clone());
            let options = crate::document::ReadOptions::default();
            let lines = crate::document::lines(&input, &options).unwrap();
            let lines: Vec<String> = lines.map(Result::unwrap).collect();
            assert_eq!(lines, ["one", "two", "three"], "{name}");
            fs::remove_file(target).unwrap();
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_was_begun_with_something_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("o.csv");
        drop(open(&target, "csv").unwrap());
        let Err(notice) = open(&target, "tsv") else {
            panic!("another format went on");
        };
        assert_eq!(notice.code, "changed");
        assert!(notice.found.ends_with("--format was csv, and is tsv"));
    }
}
