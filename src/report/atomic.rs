//! Where a report goes: standard output, or a file that appears only when it is complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::compress::Packed;
use super::resume::{Checkpoint, Dependencies, Partial, Progress};
use crate::error::{Notice, Place};

/// An opened output.
///
/// A file is written under another name in the same folder and takes its place in [`Output::commit`]; until
/// then an older file stays as it was, and if the work ends early nothing is left behind.
pub struct Output(Kind);

enum Kind {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A file that is to appear at once.
    File {
        written: Packed<NamedTempFile>,
        target: PathBuf,
    },
    /// A file that a later run can go on with.
    Partial(Box<Partial>),
    /// A device or a named pipe, which cannot be replaced.
    Device {
        written: BufWriter<File>,
        target: PathBuf,
    },
}

impl Output {
    /// Standard output, buffered.
    pub fn stdout() -> Self {
        Self(Kind::Stdout(BufWriter::with_capacity(
            1 << 16,
            io::stdout().lock(),
        )))
    }

    /// The file `path`.
    ///
    /// # Errors
    ///
    /// A [`Notice`] with the code `unwritable`, before any work is done for nothing.
    pub fn file(path: &Path) -> Result<Self, Notice> {
        let failed = |error: io::Error| unwritable(path, &error);
        // Behind a link it is the file that is replaced, not the link.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if target.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if target.exists() {
            // Replacing a file needs no right to write to it; so ask for it here.
            let file = OpenOptions::new()
                .write(true)
                .open(&target)
                .map_err(failed)?;
            if !file.metadata().map_err(failed)?.is_file() {
                let written = BufWriter::new(file);
                return Ok(Self(Kind::Device { written, target }));
            }
        }
        let folder = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        // The error of `tempfile` names its own file, which says nothing to the user.
        fs::metadata(folder).map_err(failed)?;
        let temporary = builder(&target)
            .tempfile_in(folder)
            .map_err(|error| failed(error.kind().into()))?;
        Ok(Self(Kind::File {
            written: Packed::new(temporary, &target).map_err(failed)?,
            target,
        }))
    }

    /// The file `path`, with which a later run can go on if this one ends early, and how far an earlier came.
    ///
    /// What is written so far stands in `path.partial`; it is whole at each flush before which `checkpoint`
    /// was set.
    ///
    /// # Errors
    ///
    /// A [`Notice`] with the code `unwritable`, or `changed` where an earlier run had other `dependencies`.
    pub fn resumable(
        path: &Path,
        dependencies: &Dependencies,
    ) -> Result<(Self, Checkpoint, Progress), Notice> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if target.exists() && !target.is_file() {
            let error = io::Error::other("only a file can be resumed");
            return Err(unwritable(path, &error));
        }
        let (partial, progress) = Partial::open(&target, dependencies)?;
        let checkpoint = partial.checkpoint();
        Ok((Self(Kind::Partial(Box::new(partial))), checkpoint, progress))
    }

    /// Writes what is left and puts the file in its place.
    ///
    /// # Errors
    ///
    /// A [`Notice`] with the code `unwritable`.
    pub fn commit(self) -> Result<(), Notice> {
        match self.0 {
            Kind::Stdout(mut written) => {
                let flushed = written.flush();
                flushed.map_err(|error| unwritable(Path::new("-"), &error))
            }
            Kind::Device {
                mut written,
                target,
            } => written.flush().map_err(|error| unwritable(&target, &error)),
            Kind::Partial(partial) => {
                let target = partial.target().to_owned();
                partial
                    .commit()
                    .map_err(|error| unwritable(&target, &error))
            }
            Kind::File { written, target } => {
                let failed = |error: io::Error| unwritable(&target, &error);
                let temporary = written.finish().map_err(failed)?;
                let persisted = temporary.persist(&target);
                persisted.map(drop).map_err(|error| failed(error.error))
            }
        }
    }

    /// The notice for a failure to write to this output.
    pub fn failure(&self, error: &io::Error) -> Notice {
        match &self.0 {
            Kind::Stdout(_) => unwritable(Path::new("-"), error),
            Kind::Partial(partial) => unwritable(partial.target(), error),
            Kind::File { target, .. } | Kind::Device { target, .. } => unwritable(target, error),
        }
    }
}

/// A temporary file with the permissions that the finished one is to have.
fn builder(target: &Path) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".kepl-tmp");
    if let Ok(metadata) = fs::metadata(target) {
        builder.permissions(metadata.permissions());
    } else {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What any new file gets; the system takes the user's mask off it.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
    }
    builder
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Notice {
    Notice::error(
        "unwritable",
        Place::file(path.display().to_string()),
        format!("cannot be written ({error})"),
        "give a file in a folder that exists and that you may write to",
    )
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::Stdout(written) => written.write(bytes),
            Kind::File { written, .. } => written.write(bytes),
            Kind::Partial(partial) => partial.write(bytes),
            Kind::Device { written, .. } => written.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::Stdout(written) => written.flush(),
            Kind::File { written, .. } => written.flush(),
            Kind::Partial(partial) => partial.flush(),
            Kind::Device { written, .. } => written.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_only_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let mut output = Output::file(&path).unwrap();
        output.write_all(b"new").unwrap();
        output.flush().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        output.commit().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[test]
    fn work_that_ends_early_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let mut output = Output::file(&folder.path().join("out.csv")).unwrap();
        output.write_all(b"half").unwrap();
        drop(output);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_at_once() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().join("no/out.csv"), folder.path().to_owned()] {
            let Err(notice) = Output::file(&path) else {
                panic!("{} was opened", path.display());
            };
            assert_eq!(notice.code, "unwritable");
            assert_eq!(notice.place.file, path.display().to_string());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let mut output = Output::file(&link).unwrap();
        output.write_all(b"new").unwrap();
        output.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }
}
