//! Judging and undoing.

use std::fmt;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::super::draft::Draft;
use super::{Result, Store};

/// What a person says of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It becomes an entry, as it is or changed.
    Accepted,
    /// It does not.
    Rejected,
    /// That will be decided another time.
    Later,
}

impl Verdict {
    /// The state that the verdict puts a candidate in.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Later => "later",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Verdict {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        [Self::Accepted, Self::Rejected, Self::Later]
            .into_iter()
            .find(|v| v.as_str() == text)
            .ok_or(())
    }
}

/// A judgement on its way into the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What is judged.
    pub candidate: i64,
    /// The version that the person saw.
    pub version: i64,
    /// What the person says.
    pub verdict: Verdict,
    /// The entry as the person would have it; nothing if it is right as proposed.
    pub draft: Option<Draft>,
    /// Why.
    pub reason: String,
    /// Who.
    pub reviewer: String,
    /// The browser tab.
    pub tab: String,
    /// A name for this very act: sent twice it counts once.
    pub key: String,
}

/// What the store says to a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is on the disk.
    Saved,
    /// The candidate has been judged since the person saw it; nothing was changed.
    Conflict,
    /// There is no such candidate.
    Absent,
}

/// What was undone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Undone {
    /// The candidate.
    pub candidate: i64,
    /// The judgement that no longer holds.
    pub event: Event,
}

/// An event of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// Its place in the log.
    pub seq: i64,
    /// `judge` or `undo`.
    pub action: String,
    /// The state of the candidate since.
    pub state: String,
    /// The entry as the person would have it, where it differs from what was proposed.
    pub draft: Option<Draft>,
    /// Why.
    pub reason: String,
    /// Who.
    pub reviewer: String,
    /// When, in universal time.
    pub at: String,
}

/// The columns that [`Event::of`] reads.
pub(super) const COLUMNS: &str = "e.seq, e.action, e.state, e.draft, e.reason, e.reviewer, e.at";

impl Event {
    pub(super) fn of(row: &Row) -> Result<Self> {
        let draft: Option<String> = row.get(3)?;
        Ok(Self {
            seq: row.get(0)?,
            action: row.get(1)?,
            state: row.get(2)?,
            draft: draft.map(|d| serde_json::from_str(&d)).transpose()?,
            reason: row.get(4)?,
            reviewer: row.get(5)?,
            at: row.get(6)?,
        })
    }
}

const NOW: &str = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

impl Store {
    /// Writes a judgement down. It is on the disk when this returns.
    ///
    /// # Errors
    /// The store cannot be written; the judgement does not hold then.
    pub fn judge(&self, judgement: &Judgement) -> Result<Answer> {
        let mut writer = self.writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let draft = judgement.draft.as_ref();
        let draft = draft.map(serde_json::to_string).transpose()?;
        if known(&transaction, &judgement.key)?.is_some() {
            let same: bool = transaction.query_row(
                "SELECT candidate = ?2 AND state = ?3 AND draft IS ?4 AND reason = ?5
                 FROM events WHERE key = ?1",
                params![
                    judgement.key,
                    judgement.candidate,
                    judgement.verdict.as_str(),
                    draft,
                    judgement.reason
                ],
                |row| row.get(0),
            )?;
            let answer = if same {
                Answer::Saved
            } else {
                Answer::Conflict
            };
            return Ok(answer);
        }
        let current: Option<(i64, i64)> = transaction
            .prepare_cached(
                "SELECT version, judgement FROM candidates WHERE id = ?1 AND state <> 'gone'",
            )?
            .query_row([judgement.candidate], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((version, before)) = current else {
            return Ok(Answer::Absent);
        };
        if version != judgement.version {
            return Ok(Answer::Conflict);
        }
        transaction
            .prepare_cached(&format!(
                "INSERT INTO events (key, candidate, action, state, draft, reason, reviewer, tab, at, before)
                 VALUES (?1, ?2, 'judge', ?3, ?4, ?5, ?6, ?7, {NOW}, ?8)"
            ))?
            .execute(params![
                judgement.key,
                judgement.candidate,
                judgement.verdict.as_str(),
                draft,
                judgement.reason,
                judgement.reviewer,
                judgement.tab,
                before
            ])?;
        let seq = transaction.last_insert_rowid();
        transaction
            .prepare_cached(
                "UPDATE candidates SET state = ?2, version = ?3, judgement = ?3 WHERE id = ?1",
            )?
            .execute(params![
                judgement.candidate,
                judgement.verdict.as_str(),
                seq
            ])?;
        transaction.commit()?;
        Ok(Answer::Saved)
    }

    /// Takes back the last judgement that was made in `tab` and is in force; if there is none, the last
    /// one of `reviewer`. As often as there are any.
    ///
    /// # Errors
    /// The store cannot be written; all holds as it did then.
    pub fn undo(&self, tab: &str, reviewer: &str, key: &str) -> Result<Option<Undone>> {
        let mut writer = self.writer();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if let Some(seq) = known(&transaction, key)? {
            // What it undid then is what came before it.
            return undone_by(&transaction, seq);
        }
        let last = |column: &str, value: &str| {
            transaction
                .prepare_cached(&format!(
                    "SELECT {COLUMNS}, e.candidate, e.before FROM events e
                     JOIN candidates c ON c.id = e.candidate AND c.judgement = e.seq AND c.state <> 'gone'
                     WHERE e.{column} = ?1 ORDER BY e.seq DESC LIMIT 1"
                ))?
                .query_and_then([value], |row| -> Result<(Event, i64, i64)> {
                    Ok((Event::of(row)?, row.get::<_, i64>(7)?, row.get::<_, i64>(8)?))
                })?
                .next()
                .transpose()
        };
        let found = match last("tab", tab)? {
            Some(found) => Some(found),
            None => last("reviewer", reviewer)?,
        };
        let Some((event, candidate, before)) = found else {
            return Ok(None);
        };
        let state: String = transaction
            .query_row("SELECT state FROM events WHERE seq = ?1", [before], |row| {
                row.get(0)
            })
            .optional()?
            .unwrap_or_else(|| "open".to_owned());
        transaction
            .prepare_cached(&format!(
                "INSERT INTO events (key, candidate, action, state, reason, reviewer, tab, at, before)
                 VALUES (?1, ?2, 'undo', ?3, '', ?4, ?5, {NOW}, ?6)"
            ))?
            .execute(params![key, candidate, state, reviewer, tab, event.seq])?;
        let seq = transaction.last_insert_rowid();
        transaction
            .prepare_cached(
                "UPDATE candidates SET state = ?2, version = ?3, judgement = ?4 WHERE id = ?1",
            )?
            .execute(params![candidate, state, seq, before])?;
        transaction.commit()?;
        Ok(Some(Undone { candidate, event }))
    }

    /// All that was decided about a candidate, in its order.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn history(&self, candidate: i64) -> Result<Vec<Event>> {
        let reader = self.reader();
        let sql = format!("SELECT {COLUMNS} FROM events e WHERE e.candidate = ?1 ORDER BY e.seq");
        let mut statement = reader.prepare_cached(&sql)?;
        statement.query_and_then([candidate], Event::of)?.collect()
    }
}

/// The event that is known by `key`.
fn known(connection: &Connection, key: &str) -> Result<Option<i64>> {
    let sql = "SELECT seq FROM events WHERE key = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

fn undone_by(connection: &Connection, seq: i64) -> Result<Option<Undone>> {
    let sql = format!(
        "SELECT {COLUMNS}, e.candidate FROM events e
         WHERE e.seq = (SELECT before FROM events WHERE seq = ?1 AND action = 'undo')"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement
        .query_and_then([seq], |row| {
            Ok(Undone {
                candidate: row.get(7)?,
                event: Event::of(row)?,
            })
        })?
        .next()
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &std::path::Path) -> Store {
        let csv = folder.join("c.csv");
        std::fs::write(&csv, "yiddish,english\nאלף,one\nבית,two\nגימל,three\n").unwrap();
        let store = Store::open(&folder.join("s.sqlite")).unwrap();
        assert_eq!(store.import(&csv).unwrap().new, 3);
        store
    }

    fn judge(store: &Store, candidate: i64, verdict: Verdict, tab: &str) -> Answer {
        let version = store.detail(candidate).unwrap().unwrap().version;
        let key = format!("{candidate}{verdict}{tab}{version}");
        let judgement = Judgement {
            candidate,
            version,
            verdict,
            draft: None,
            reason: String::new(),
            reviewer: "r".into(),
            tab: tab.into(),
            key,
        };
        store.judge(&judgement).unwrap()
    }

    fn states(store: &Store) -> Vec<String> {
        (1..=3)
            .map(|id| store.detail(id).unwrap().unwrap().state)
            .collect()
    }

    #[test]
    fn undo_goes_back_step_by_step_to_the_beginning() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        judge(&store, 1, Verdict::Accepted, "a");
        judge(&store, 2, Verdict::Rejected, "a");
        judge(&store, 1, Verdict::Later, "a");
        assert_eq!(states(&store), ["later", "rejected", "open"]);
        for (at, expected) in [
            ["accepted", "rejected", "open"],
            ["accepted", "open", "open"],
            ["open", "open", "open"],
        ]
        .iter()
        .enumerate()
        {
            let undone = store.undo("a", "r", &format!("u{at}")).unwrap();
            assert!(undone.is_some());
            assert_eq!(states(&store), *expected);
        }
        assert_eq!(store.undo("a", "r", "u9").unwrap(), None);
        assert_eq!(store.history(1).unwrap().len(), 4);
        assert_eq!(store.progress().unwrap().open, 3);
    }

    #[test]
    fn a_tab_undoes_its_own_judgements_first_and_none_that_another_overruled() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        judge(&store, 1, Verdict::Accepted, "a");
        judge(&store, 2, Verdict::Accepted, "a");
        judge(&store, 2, Verdict::Rejected, "b");
        assert_eq!(store.undo("a", "r", "1").unwrap().unwrap().candidate, 1);
        assert_eq!(states(&store), ["open", "rejected", "open"]);
        // Nothing of its own is left; what the same person did elsewhere comes next.
        assert_eq!(store.undo("a", "r", "2").unwrap().unwrap().candidate, 2);
        assert_eq!(store.undo("c", "somebody", "3").unwrap(), None);
    }

    #[test]
    fn an_act_sent_twice_counts_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        let judgement = Judgement {
            candidate: 1,
            version: 0,
            verdict: Verdict::Accepted,
            draft: None,
            reason: String::new(),
            reviewer: "r".into(),
            tab: "a".into(),
            key: "k".into(),
        };
        assert_eq!(store.judge(&judgement).unwrap(), Answer::Saved);
        assert_eq!(store.judge(&judgement).unwrap(), Answer::Saved);
        assert_eq!(store.history(1).unwrap().len(), 1);
        let another = Judgement {
            verdict: Verdict::Rejected,
            ..judgement.clone()
        };
        assert_eq!(store.judge(&another).unwrap(), Answer::Conflict);
        let first = store.undo("a", "r", "u").unwrap();
        assert_eq!(store.undo("a", "r", "u").unwrap(), first);
        let other = Judgement {
            key: "other".into(),
            ..judgement
        };
        assert_eq!(store.judge(&other).unwrap(), Answer::Conflict);
        let absent = Judgement {
            candidate: 99,
            ..other
        };
        assert_eq!(store.judge(&absent).unwrap(), Answer::Absent);
    }
}
