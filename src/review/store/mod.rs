//! Where candidates and judgements are kept: one SQLite file, and in it a log of all that was decided.
//!
//! A judgement is an event. What holds of a candidate is what its last event that was not undone says;
//! undoing is an event too. A judgement is answered only when the event is on the disk (write-ahead log,
//! full synchronization), so that whatever the page has shown as saved outlives a crash.

mod events;
mod import;
mod list;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

pub use events::{Answer, Event, Judgement, Undone, Verdict};
pub use import::Imported;
pub use list::{Detail, Filter, Page, Progress, RowView, Sort};

use crate::error::{Notice, Place};

/// Says in the file's header that it is one of ours: "kepl".
const APPLICATION: i64 = 0x6B65_706C;
/// The form of the tables.
const VERSION: i64 = 1;
/// How long another process may hold the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// What keeps the store from doing its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite says no.
    #[error("the store cannot be used: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// What the store holds is not what it should.
    #[error("the store holds what cannot be read: {0}")]
    Content(#[from] serde_json::Error),
}

type Result<T> = std::result::Result<T, StoreError>;

/// An opened store.
#[derive(Debug)]
pub struct Store {
    /// For judging.
    writer: Mutex<Connection>,
    /// For looking, so that a long search does not hold up a judgement.
    reader: Mutex<Connection>,
}

/// Whether the file at `path` is an SQLite database.
pub fn is_database(path: &Path) -> bool {
    let mut head = [0; 16];
    std::fs::File::open(path)
        .and_then(|mut file| std::io::Read::read_exact(&mut file, &mut head))
        .is_ok_and(|()| &head == b"SQLite format 3\0")
}

impl Store {
    /// Opens the store at `path`, which comes into being if it is not there.
    ///
    /// # Errors
    /// The file is none of ours, or cannot be used.
    pub fn open(path: &Path) -> std::result::Result<Self, Notice> {
        let name = path.display().to_string();
        let notice = |found: String, advice: &str| {
            Notice::error("unusable-store", Place::file(&name), found, advice)
        };
        let failed = |error: rusqlite::Error| {
            let advice = "give the path of a store, or of a file that may be made";
            notice(format!("the store cannot be opened ({error})"), advice)
        };
        let writer = Connection::open(path).map_err(failed)?;
        prepare(&writer).map_err(failed)?;
        let number = |pragma| writer.query_row(pragma, [], |row| row.get::<_, i64>(0));
        let tables = "SELECT COUNT(*) FROM sqlite_master";
        if number(tables).map_err(failed)? == 0 {
            create(&writer).map_err(failed)?;
        }
        if number("PRAGMA application_id").map_err(failed)? != APPLICATION {
            let found = "the file is a database, but not one of judgements";
            return Err(notice(found.to_owned(), "give another file"));
        }
        let version = number("PRAGMA user_version").map_err(failed)?;
        if version != VERSION {
            let found = format!("the store has form {version}, and this kepl knows form {VERSION}");
            return Err(notice(found, "use the kepl that made it, or a newer one"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(path, flags).map_err(failed)?;
        reader.busy_timeout(PATIENCE).map_err(failed)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
        })
    }

    /// A name that no other store has.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn id(&self) -> Result<String> {
        Ok(self.meta("id")?.unwrap_or_default())
    }

    /// What is noted under `name`.
    fn meta(&self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM meta WHERE name = ?1";
        let reader = self.reader();
        let found = reader.query_row(sql, [name], |row| row.get(0)).optional();
        Ok(found?)
    }

    /// Makes one file of the store again: what is in the write-ahead log goes into the database.
    pub fn close(self) {
        drop(self.reader);
        let writer = self
            .writer
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        // If it fails, the log stays beside the database, and nothing is lost.
        let _ = writer.close();
    }

    // A thread that panicked has not left a transaction open: it was rolled back as it unwound.
    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn create(connection: &Connection) -> rusqlite::Result<()> {
    let schema = include_str!("schema.sql");
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; {schema}
         INSERT INTO meta VALUES ('id', lower(hex(randomblob(16))));
         INSERT INTO progress SELECT value, 0 FROM json_each('[\"open\",\"accepted\",\"rejected\",\"later\"]');
         PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_known_by_its_header() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        let id = {
            let store = Store::open(&path).unwrap();
            let id = store.id().unwrap();
            store.close();
            id
        };
        assert!(is_database(&path));
        assert_eq!(id.len(), 32);
        assert_eq!(Store::open(&path).unwrap().id().unwrap(), id);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1 + 2);
    }

    #[test]
    fn other_files_are_refused_and_left_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("a.csv");
        std::fs::write(&text, "yiddish,english\n".repeat(50)).unwrap();
        assert_eq!(Store::open(&text).unwrap_err().code, "unusable-store");
        assert!(!is_database(&text));
        let other = folder.path().join("other.sqlite");
        let connection = Connection::open(&other).unwrap();
        connection.execute_batch("CREATE TABLE a (b)").unwrap();
        let notice = Store::open(&other).unwrap_err();
        assert!(notice.found.contains("not one of judgements"), "{notice}");
    }
}
