//! Candidates on their way into the store.

use std::hash::Hasher;
use std::path::Path;

use rusqlite::{Connection, Transaction, params};
use rustc_hash::{FxHashMap, FxHasher};

use super::super::candidate::{Candidate, Kind, senses};
use super::super::draft::Draft;
use super::super::edit::Found;
use super::{Result, Store};
use crate::error::Notice;
use crate::yiddish::letters::fold_final;
use crate::yiddish::normalize::unpointed;
use crate::yiddish::{key, normalize};

/// What became of a file of candidates.
#[derive(Debug, Default, PartialEq)]
pub struct Imported {
    /// Candidates that the store did not have.
    pub new: usize,
    /// Candidates that it had: their figures and contexts are those of the file now, their judgements stay.
    pub known: usize,
    /// What was wrong with records.
    pub notices: Vec<Notice>,
}

/// What makes two records the same candidate, whatever their figures.
fn identity(yiddish: &str, english: &str, pos: &str, kind: &str) -> String {
    [kind, yiddish, english, pos].join("\u{0}")
}

/// What a search looks through: without points, final forms and capitals.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_lowercase();
    }
    unpointed(&normalize(text).text.to_lowercase())
        .chars()
        .map(fold_final)
        .collect()
}

/// The Yiddish comes first, so that what is folded sorts by it.
fn folded(yiddish: &str, lemma: &str, english: &str) -> String {
    let lemma_key = key::of(lemma);
    let mut out = fold(yiddish);
    if !lemma.is_empty() && lemma_key != key::of(yiddish) {
        out.push('\n');
        out.push_str(&fold(lemma));
    }
    out.push('\n');
    out.push_str(&fold(english));
    out
}

/// A number that changes whenever the file does.
fn fingerprint(path: &Path) -> std::io::Result<String> {
    let bytes = std::fs::read(path)?;
    let mut hasher = FxHasher::default();
    hasher.write(&bytes);
    Ok(format!("{}-{:016x}", bytes.len(), hasher.finish()))
}

impl Store {
    /// Takes in the candidates of the file at `path`; nothing is read if that very file came in last.
    ///
    /// # Errors
    /// The file cannot be read, or the store not written; nothing has come in then.
    pub fn import(&self, path: &Path) -> std::result::Result<Imported, Notice> {
        let failed = |error: super::StoreError| {
            Notice::error(
                "unusable-store",
                crate::error::Place::file(path.display().to_string()),
                format!("the candidates cannot be stored ({error})"),
                "check the store and the room on the disk",
            )
        };
        // A file that cannot be read is told by the reader below.
        let print = fingerprint(path).unwrap_or_default();
        if self.meta("imported").map_err(failed)?.as_ref() == Some(&print) {
            return Ok(Imported::default());
        }
        let candidates = super::super::read::read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.import_all(candidates, &name, &print).map_err(failed)
    }

    fn import_all(
        &self,
        candidates: impl Iterator<Item = std::result::Result<Candidate, Notice>>,
        name: &str,
        print: &str,
    ) -> Result<Imported> {
        let mut writer = self.writer();
        let transaction = writer.transaction()?;
        let mut known = identities(&transaction)?;
        let mut out = Imported::default();
        {
            let mut insert = transaction.prepare(
                "INSERT INTO candidates (id, yiddish, english, lemma, pos, kind, count, score, probability, folded)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?;
            let mut update = transaction.prepare(
                "UPDATE candidates SET lemma = ?2, count = ?3, score = ?4, probability = ?5, folded = ?6
                 WHERE id = ?1",
            )?;
            let mut detail = transaction
                .prepare("INSERT OR REPLACE INTO details VALUES (?1, ?2, NULL, NULL)")?;
            let mut next = last_id(&transaction)? + 1;
            for candidate in candidates {
                let candidate = match candidate {
                    Ok(candidate) => candidate,
                    Err(notice) => {
                        out.notices.push(notice);
                        continue;
                    }
                };
                let Candidate {
                    yiddish,
                    lemma,
                    pos,
                    score,
                    probability,
                    ..
                } = &candidate;
                let english = candidate.english.join(" | ");
                let count = i64::try_from(candidate.count).unwrap_or(i64::MAX);
                let kind = candidate.kind.as_str();
                let folded = folded(yiddish, lemma, &english);
                let same = known.get(&identity(yiddish, &english, pos, kind));
                let id = if let Some(&id) = same {
                    out.known += 1;
                    update.execute(params![id, lemma, count, score, probability, folded])?;
                    id
                } else {
                    out.new += 1;
                    insert.execute(params![
                        next,
                        yiddish,
                        english,
                        lemma,
                        pos,
                        kind,
                        count,
                        score,
                        probability,
                        folded
                    ])?;
                    known.insert(identity(yiddish, &english, pos, kind), next);
                    next += 1;
                    next - 1
                };
                detail.execute(params![id, serde_json::to_string(&candidate.contexts)?])?;
            }
        }
        note(&transaction, "imported", print)?;
        note(&transaction, "source", name)?;
        recount(&transaction)?;
        transaction.commit()?;
        Ok(out)
    }

    /// Brings the store to what a glossary holds now: `found` are its rows in their order. Judgements
    /// stay with their rows; those of rows that are gone stay in the log alone.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn take_glossary(&self, found: &[Found], name: &str) -> Result<()> {
        let mut writer = self.writer();
        let transaction = writer.transaction()?;
        let mut known = glossary_rows(&transaction)?;
        {
            let mut insert = transaction.prepare(
                "INSERT INTO candidates (yiddish, english, lemma, pos, kind, count, score, probability, folded, findings)
                 VALUES (?1, ?2, '', ?3, 'entry', ?4, 0, 1, ?5, ?6)",
            )?;
            let mut update = transaction.prepare(
                "UPDATE candidates SET yiddish = ?2, english = ?3, pos = ?4, count = ?5, folded = ?6,
                 findings = ?7, kind = 'entry' WHERE id = ?1",
            )?;
            let mut detail =
                transaction.prepare("INSERT OR REPLACE INTO details VALUES (?1, '[]', ?2, ?3)")?;
            for row in found {
                let draft = &row.draft;
                let english = draft.english.join(" | ");
                let folded = folded(&draft.yiddish, &draft.variants.join(" "), &english);
                let cells = serde_json::to_string(draft)?;
                let findings = i64::try_from(row.findings.len()).unwrap_or(i64::MAX);
                let old = known.get_mut(&cells).and_then(Vec::pop);
                let id = if let Some(id) = old {
                    update.execute(params![
                        id,
                        draft.yiddish,
                        english,
                        draft.pos,
                        row.line,
                        folded,
                        findings
                    ])?;
                    id
                } else {
                    insert.execute(params![
                        draft.yiddish,
                        english,
                        draft.pos,
                        row.line,
                        folded,
                        findings
                    ])?;
                    transaction.last_insert_rowid()
                };
                detail.execute(params![id, cells, serde_json::to_string(&row.findings)?])?;
            }
            let mut gone = transaction
                .prepare("UPDATE candidates SET kind = 'gone', state = 'gone' WHERE id = ?1")?;
            for id in known.into_values().flatten() {
                gone.execute([id])?;
            }
        }
        note(&transaction, "source", name)?;
        recount(&transaction)?;
        transaction.commit()?;
        Ok(())
    }
}

impl Store {
    /// Notes that rows of a glossary hold these cells now.
    pub(in crate::review) fn rows_written(&self, rows: &[(i64, Draft)]) -> Result<()> {
        let mut writer = self.writer();
        let transaction = writer.transaction()?;
        for (id, draft) in rows {
            let cells = serde_json::to_string(draft)?;
            let sql = "UPDATE details SET draft = ?2 WHERE candidate = ?1";
            transaction.execute(sql, params![id, cells])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// The rows of a glossary that the store has, by their cells.
fn glossary_rows(transaction: &Transaction) -> Result<FxHashMap<String, Vec<i64>>> {
    let mut out: FxHashMap<String, Vec<i64>> = FxHashMap::default();
    let mut rows = transaction.prepare(
        "SELECT id, d.draft FROM candidates JOIN details d ON d.candidate = id
         WHERE kind = 'entry' ORDER BY id DESC",
    )?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        out.entry(row.get(1)?).or_default().push(row.get(0)?);
    }
    Ok(out)
}

fn identities(transaction: &Transaction) -> Result<FxHashMap<String, i64>> {
    let mut out = FxHashMap::default();
    let mut rows = transaction.prepare("SELECT id, yiddish, english, pos, kind FROM candidates")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let text = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
        out.insert(
            identity(text(1)?, text(2)?, text(3)?, text(4)?),
            row.get(0)?,
        );
    }
    Ok(out)
}

fn last_id(connection: &Connection) -> Result<i64> {
    let sql = "SELECT COALESCE(MAX(id), 0) FROM candidates";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

pub(super) fn note(connection: &Connection, name: &str, value: &str) -> Result<()> {
    let sql = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)";
    connection.execute(sql, [name, value])?;
    Ok(())
}

fn recount(connection: &Connection) -> Result<()> {
    connection.execute_batch(
        "UPDATE progress SET count =
             (SELECT COUNT(*) FROM candidates WHERE candidates.state = progress.state)",
    )?;
    Ok(())
}

/// The candidate as it came in.
pub(super) fn candidate(row: &rusqlite::Row, contexts: &str) -> Result<Candidate> {
    let kind: String = row.get("kind")?;
    Ok(Candidate {
        yiddish: row.get("yiddish")?,
        english: senses(&row.get::<_, String>("english")?),
        lemma: row.get("lemma")?,
        pos: row.get("pos")?,
        kind: kind.parse().unwrap_or(Kind::Entry),
        count: row.get::<_, i64>("count")?.unsigned_abs(),
        score: row.get("score")?,
        probability: row.get("probability")?,
        contexts: serde_json::from_str(contexts)?,
    })
}

/// The cells that accepting the candidate unchanged would make: those of the row in a glossary, or
/// those proposed.
pub(super) fn proposal(candidate: &Candidate, row: Option<&str>) -> Result<Draft> {
    Ok(match row {
        Some(cells) => serde_json::from_str(cells)?,
        None => candidate.proposal(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_points_finals_and_capitals() {
        assert_eq!(fold("אַחרוֹן"), fold("אחרונ"));
        assert_eq!(fold("Snow"), "snow");
    }
}
