//! Looking: one candidate, lists of them, and how far the work is.

use std::fmt::Write as _;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};
use serde::{Deserialize, Serialize};

use super::super::candidate::Candidate;
use super::super::draft::Draft;
use super::super::edit::Finding;
use super::events::{COLUMNS, Event};
use super::{Result, Store, import};

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// As they came in: the file has the best first.
    #[default]
    File,
    /// The likeliest first.
    Probability,
    /// Those with the strongest evidence first.
    Score,
    /// The most frequent first.
    Count,
    /// By the alphabet.
    Yiddish,
    /// By the alphabet of the English.
    English,
    /// Those with findings first.
    Findings,
    /// Those judged last first.
    Recent,
}

impl Sort {
    fn column(self) -> (&'static str, bool) {
        match self {
            Self::File => ("id", false),
            Self::Probability => ("probability", true),
            Self::Score => ("score", true),
            Self::Count => ("count", true),
            Self::Yiddish => ("folded", false),
            Self::English => ("english COLLATE NOCASE", false),
            Self::Findings => ("findings", true),
            Self::Recent => ("version", true),
        }
    }
}

/// Which candidates a list has.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// `open`, `accepted`, `rejected` or `later`; empty for all.
    pub state: String,
    /// A kind; empty for all.
    pub kind: String,
    /// A part of speech, or `name` for all names; empty for all.
    pub pos: String,
    /// What must stand somewhere in the Yiddish, the lemma or the English; points do not matter.
    pub text: String,
    /// Only those with findings.
    pub findings: bool,
    /// The order.
    pub sort: Sort,
    /// Those that follow this candidate in the order.
    pub after: Option<i64>,
    /// How many at most.
    pub limit: usize,
}

/// A line of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)] // as in `Candidate`
pub struct RowView {
    pub id: i64,
    pub yiddish: String,
    pub english: String,
    pub pos: String,
    pub kind: String,
    pub state: String,
    pub version: i64,
    pub findings: i64,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Page {
    /// How many the whole list has.
    pub total: i64,
    /// The lines.
    pub rows: Vec<RowView>,
}

/// How many candidates are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Progress {
    pub open: i64,
    pub accepted: i64,
    pub rejected: i64,
    pub later: i64,
    /// The last event.
    pub seq: i64,
}

/// All there is to know of a candidate.
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// Its number.
    pub id: i64,
    /// Its last event.
    pub version: i64,
    /// Its state.
    pub state: String,
    /// What came in.
    pub candidate: Candidate,
    /// The entry that accepting it unchanged makes.
    pub proposal: Draft,
    /// What is wrong with the row of a glossary.
    pub findings: Vec<Finding>,
    /// The judgement in force.
    pub judgement: Option<Event>,
}

impl Detail {
    /// The entry as it was judged, or as it is proposed.
    pub fn draft(&self) -> &Draft {
        let judged = self.judgement.as_ref().and_then(|e| e.draft.as_ref());
        judged.unwrap_or(&self.proposal)
    }
}

/// No list is read further in one go.
const MOST: usize = 500;
/// Words that are looked for at most; SQLite refuses conditions without end.
const WORDS: usize = 20;

impl Store {
    /// The candidate with this number.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn detail(&self, id: i64) -> Result<Option<Detail>> {
        let reader = self.reader();
        let mut statement = reader.prepare_cached(
            "SELECT c.*, d.contexts, d.draft, d.findings AS faults
             FROM candidates c JOIN details d ON d.candidate = c.id WHERE c.id = ?1 AND c.state <> 'gone'",
        )?;
        let mut rows = statement.query_and_then([id], detail)?;
        let Some(mut found) = rows.next().transpose()? else {
            return Ok(None);
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM events e JOIN candidates c ON c.judgement = e.seq WHERE c.id = ?1"
        );
        let mut statement = reader.prepare_cached(&sql)?;
        found.judgement = statement
            .query_and_then([id], Event::of)?
            .next()
            .transpose()?;
        Ok(Some(found))
    }

    /// The accepted candidates in the order in which they came in.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn accepted(&self) -> Result<Vec<Detail>> {
        self.in_states("c.state = 'accepted'")
    }

    /// All candidates, or rows of a glossary, that were decided on.
    pub(in crate::review) fn decided(&self) -> Result<Vec<Detail>> {
        self.in_states("c.state IN ('accepted', 'rejected')")
    }

    fn in_states(&self, condition: &str) -> Result<Vec<Detail>> {
        let reader = self.reader();
        let mut statement = reader.prepare(&format!(
            "SELECT c.*, d.contexts, d.draft, d.findings AS faults, {COLUMNS}
             FROM candidates c JOIN details d ON d.candidate = c.id JOIN events e ON e.seq = c.judgement
             WHERE {condition} ORDER BY c.id"
        ))?;
        let first = statement.column_count() - 7;
        let rows = statement.query_and_then([], |row| {
            let mut found = detail(row)?;
            let cells: Option<String> = row.get(first + 3)?;
            found.judgement = Some(Event {
                seq: row.get(first)?,
                action: row.get(first + 1)?,
                state: row.get(first + 2)?,
                draft: cells.map(|d| serde_json::from_str(&d)).transpose()?,
                reason: row.get(first + 4)?,
                reviewer: row.get(first + 5)?,
                at: row.get(first + 6)?,
            });
            Ok(found)
        })?;
        rows.collect()
    }

    /// A part of the list that `filter` describes.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn list(&self, filter: &Filter) -> Result<Page> {
        let mut conditions = vec!["state <> 'gone'".to_owned()];
        let mut values: Vec<Value> = Vec::new();
        let mut equal = |condition: &str, value: &str| {
            if !value.is_empty() {
                values.push(value.to_owned().into());
                conditions.push(condition.replace('?', &format!("?{}", values.len())));
            }
        };
        equal("state = ?", &filter.state);
        equal("kind = ?", &filter.kind);
        if filter.pos == "name" {
            equal("pos GLOB ?", "name.*");
        } else {
            equal("pos = ?", &filter.pos);
        }
        for word in import::fold(&filter.text).split_whitespace().take(WORDS) {
            equal("instr(folded, ?) > 0", word);
        }
        if filter.findings {
            conditions.push("findings > 0".to_owned());
        }
        let reader = self.reader();
        let all = conditions.join(" AND ");
        let total = reader
            .prepare_cached(&format!("SELECT COUNT(*) FROM candidates WHERE {all}"))?
            .query_row(params_from_iter(&values), |row| row.get(0))?;
        let (column, falling) = filter.sort.column();
        let order = if falling { "DESC" } else { "ASC" };
        let mut part = all;
        if let Some(after) = filter.after {
            let sql = format!("SELECT {column} FROM candidates WHERE id = ?1");
            let from: Option<Value> = reader
                .prepare_cached(&sql)?
                .query_row([after], |row| row.get(0))
                .optional()?;
            if let Some(from) = from {
                values.extend([from, after.into()]);
                let (value, id) = (values.len() - 1, values.len());
                let beyond = if falling { '<' } else { '>' };
                let _ = write!(
                    part,
                    " AND ({column} {beyond} ?{value} OR {column} = ?{value} AND id > ?{id})"
                );
            }
        }
        let limit = filter.limit.clamp(1, MOST);
        let mut statement = reader.prepare_cached(&format!(
            "SELECT id, yiddish, english, pos, kind, state, version, findings FROM candidates
             WHERE {part} ORDER BY {column} {order}, id LIMIT {limit}"
        ))?;
        let rows = statement.query_map(params_from_iter(&values), row_view)?;
        Ok(Page {
            total,
            rows: rows.collect::<rusqlite::Result<_>>()?,
        })
    }

    /// The candidates that something was decided on after the event `seq`, at most `MOST` of them.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn changed_since(&self, seq: i64) -> Result<Vec<RowView>> {
        let reader = self.reader();
        let mut statement = reader.prepare_cached(
            "SELECT id, yiddish, english, pos, kind, state, version, findings FROM candidates
             WHERE id IN (SELECT candidate FROM events WHERE seq > ?1) AND state <> 'gone'
             ORDER BY version LIMIT ?2",
        )?;
        let rows = statement.query_map(
            params![seq, i64::try_from(MOST).unwrap_or(i64::MAX)],
            row_view,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How far the work is.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn progress(&self) -> Result<Progress> {
        let reader = self.reader();
        let mut progress = Progress::default();
        let mut statement = reader.prepare_cached("SELECT state, count FROM progress")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let count = row.get(1)?;
            match row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)? {
                "open" => progress.open = count,
                "accepted" => progress.accepted = count,
                "rejected" => progress.rejected = count,
                "later" => progress.later = count,
                _ => {}
            }
        }
        let last = "SELECT COALESCE(MAX(seq), 0) FROM events";
        progress.seq = reader
            .prepare_cached(last)?
            .query_row([], |row| row.get(0))?;
        Ok(progress)
    }

    /// The name of the file that the candidates came from.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn source(&self) -> Result<String> {
        Ok(self.meta("source")?.unwrap_or_default())
    }
}

fn row_view(row: &Row) -> rusqlite::Result<RowView> {
    Ok(RowView {
        id: row.get(0)?,
        yiddish: row.get(1)?,
        english: row.get(2)?,
        pos: row.get(3)?,
        kind: row.get(4)?,
        state: row.get(5)?,
        version: row.get(6)?,
        findings: row.get(7)?,
    })
}

fn detail(row: &Row) -> Result<Detail> {
    let contexts: String = row.get("contexts")?;
    let cells: Option<String> = row.get("draft")?;
    let faults: Option<String> = row.get("faults")?;
    let candidate = import::candidate(row, &contexts)?;
    let proposal = import::proposal(&candidate, cells.as_deref())?;
    let faults = faults.map(|f| serde_json::from_str(&f)).transpose()?;
    Ok(Detail {
        id: row.get("id")?,
        version: row.get("version")?,
        state: row.get("state")?,
        candidate,
        proposal,
        findings: faults.unwrap_or_default(),
        judgement: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &std::path::Path) -> Store {
        let csv = folder.join("c.csv");
        let rows = "yiddish,english,pos,kind,count,probability\n\
                    שניי,snow,noun,word,3,0.5\n\
                    דאָרף,village,noun,word,9,0.9\n\
                    באָסטאָן,Boston,name.place,name,9,0.7\n\
                    חן,charm,noun,word,1,0.7\n";
        std::fs::write(&csv, rows).unwrap();
        let store = Store::open(&folder.join("s.sqlite")).unwrap();
        store.import(&csv).unwrap();
        store
    }

    fn found(store: &Store, filter: Filter) -> Vec<i64> {
        let limit = 10;
        let page = store.list(&Filter { limit, ..filter }).unwrap();
        assert_eq!(usize::try_from(page.total), Ok(page.rows.len()));
        page.rows.iter().map(|r| r.id).collect()
    }

    #[test]
    fn lists_are_searched_without_points_and_sorted() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        let text = |text: &str| Filter {
            text: text.into(),
            ..Filter::default()
        };
        assert_eq!(found(&store, text("דארפ")), [2]);
        assert_eq!(found(&store, text("BOS")), [3]);
        assert_eq!(found(&store, text("%")), [0; 0]);
        assert_eq!(found(&store, text(&"o ".repeat(5000))), [1, 3]);
        let pos = Filter {
            pos: "name".into(),
            ..Filter::default()
        };
        assert_eq!(found(&store, pos), [3]);
        for (sort, expected) in [
            (Sort::Probability, [2, 3, 4, 1]),
            (Sort::Count, [2, 3, 1, 4]),
            (Sort::Yiddish, [3, 2, 4, 1]),
            (Sort::English, [3, 4, 1, 2]),
        ] {
            let filter = Filter {
                sort,
                ..Filter::default()
            };
            assert_eq!(found(&store, filter), expected, "{sort:?}");
        }
    }

    #[test]
    fn a_list_goes_on_where_it_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path());
        for sort in [Sort::Probability, Sort::Yiddish, Sort::English, Sort::File] {
            let whole = found(
                &store,
                Filter {
                    sort,
                    ..Filter::default()
                },
            );
            let mut parts = Vec::new();
            loop {
                let filter = Filter {
                    sort,
                    limit: 1,
                    after: parts.last().copied(),
                    ..Filter::default()
                };
                let page = store.list(&filter).unwrap();
                match page.rows.first() {
                    Some(row) => parts.push(row.id),
                    None => break,
                }
            }
            assert_eq!(parts, whole, "{sort:?}");
        }
    }
}
