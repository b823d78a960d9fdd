//! `--watch`: check again whenever an input changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use kepl::error::{Notice, Place};
use notify::{Event, EventKind, RecursiveMode, Watcher};

/// Editors write a file in several steps; so long nothing more must happen before it is read.
const QUIET: Duration = Duration::from_millis(250);

/// Watches files and folders.
pub(super) struct Watch {
    changes: Receiver<notify::Result<Event>>,
    /// Dropping it ends the watching.
    _watcher: notify::RecommendedWatcher,
}

impl Watch {
    /// Begins to watch `paths`.
    pub(super) fn new(paths: &[PathBuf]) -> Result<Self, Notice> {
        let (sender, changes) = channel();
        let failed = |path: &Path, error: &notify::Error| {
            let place = Place::file(path.display().to_string());
            let found = format!("cannot be watched ({error})");
            Notice::error(
                "unwatchable",
                place,
                found,
                "name files and folders that exist",
            )
        };
        let first = paths.first().map_or(Path::new("-"), PathBuf::as_path);
        let mut watcher = notify::recommended_watcher(sender).map_err(|e| failed(first, &e))?;
        for path in paths {
            let watched = watcher.watch(path, RecursiveMode::Recursive);
            watched.map_err(|e| failed(path, &e))?;
        }
        Ok(Self {
            changes,
            _watcher: watcher,
        })
    }

    /// Waits for a change and the quiet after it. `false` where there will be none any more.
    pub(super) fn wait(&self) -> bool {
        loop {
            match self.changes.recv() {
                Ok(event) if is_change(&event) => break,
                Ok(_) => {}
                Err(_) => return false,
            }
        }
        while !matches!(
            self.changes.recv_timeout(QUIET),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
        ) {}
        true
    }
}

/// Reading a file is an event, too, and must not make it be read again.
fn is_change(event: &notify::Result<Event>) -> bool {
    event.as_ref().is_ok_and(|e| {
        matches!(
            e.kind,
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_file_is_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let watch = Watch::new(&[folder.path().to_owned()]).unwrap();
        std::fs::write(folder.path().join("a.txt"), "x").unwrap();
        assert!(watch.wait());
    }

    #[test]
    fn what_is_not_there_cannot_be_watched() {
        let missing = PathBuf::from("/no/such/folder");
        assert!(Watch::new(&[missing]).is_err_and(|n| n.code == "unwatchable"));
    }
}
