//! What the page asks for and what it gets.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router, routing};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::draft::Draft;
use super::edit::{self, Finding};
use super::marks::{Marked, mark};
use super::security::Gate;
use super::store::{Answer, Detail, Filter, Judgement, Progress, Store, StoreError, Verdict};
use super::{Kind, export};
use crate::Glossary;
use crate::glossary::entry::{Pos, tag};
use crate::glossary::lint::Linter;
use crate::glossary::lookup::Analysis;
use crate::tables::{KEYBOARD, TYPING};

/// What all requests share.
pub(super) struct App {
    pub(super) store: Store,
    pub(super) glossary: Glossary,
    pub(super) gate: Gate,
    /// The glossary that is being edited, if one is.
    pub(super) edited: Option<PathBuf>,
    pub(super) reviewer: String,
    pub(super) linter: Mutex<Option<Linter>>,
}

/// Why a candidate is not taken, for those who do not want to write it every time.
const REASONS: [&str; 6] = [
    "not a translation",
    "only part of a term",
    "too special for a glossary",
    "already in the glossary",
    "misspelled or garbled",
    "other",
];

/// No text but a draft needs more characters.
const LONGEST: usize = 1000;

type Shared = State<Arc<App>>;
type Reply = Result<Response, Failure>;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/api/setup", routing::get(setup))
        .route("/api/candidates", routing::get(list))
        .route("/api/candidates/{id}", routing::get(candidate))
        .route("/api/candidates/{id}/judgement", routing::post(judge))
        .route("/api/undo", routing::post(undo))
        .route("/api/lint", routing::post(lint))
        .route("/api/changes", routing::get(changes))
        .route("/api/words", routing::get(words))
        .route("/api/export.csv", routing::get(glossary_csv))
        .route("/api/save", routing::post(save))
}

/// Something went wrong on our side, or the request asks for what cannot be.
pub(super) struct Failure(StatusCode, String);

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

fn refused(why: &str) -> Failure {
    Failure(StatusCode::BAD_REQUEST, why.to_owned())
}

/// Runs `work` where it may wait for the disk.
async fn on_disk<T: Send + 'static>(
    app: Arc<App>,
    work: impl FnOnce(&App) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let done = tokio::task::spawn_blocking(move || work(&app)).await;
    done.unwrap_or_else(|error| {
        Err(Failure(
            StatusCode::INTERNAL_SERVER_ERROR,
            error.to_string(),
        ))
    })
}

async fn setup(State(app): Shared) -> Reply {
    let value = on_disk(app, |app| {
        let typing: Vec<Value> = TYPING
            .iter()
            .map(|t| json!([t.roman, t.start, t.middle, t.end]))
            .collect();
        let keyboard: Vec<Value> = KEYBOARD
            .iter()
            .map(|k| json!({"row": k.row, "letters": k.letters, "name": k.name}))
            .collect();
        let glossary = app.edited.is_some();
        Ok(json!({
            "store": app.store.id()?,
            "source": app.store.source()?,
            "mode": if glossary { "glossary" } else { "candidates" },
            "reviewer": app.reviewer,
            "pos": Pos::ALL.map(Pos::as_str),
            "kinds": Kind::ALL.map(Kind::as_str),
            "tags": tag::KNOWN,
            "reasons": REASONS,
            "typing": typing,
            "keyboard": keyboard,
            "progress": app.store.progress()?,
        }))
    });
    Ok(Json(value.await?).into_response())
}

async fn list(State(app): Shared, Query(filter): Query<Filter>) -> Reply {
    let page = on_disk(app, move |app| Ok(app.store.list(&filter)?));
    Ok(Json(page.await?).into_response())
}

/// A candidate as the page shows it.
#[derive(Serialize)]
struct View {
    id: i64,
    version: i64,
    state: String,
    yiddish: String,
    english: Vec<String>,
    lemma: String,
    pos: String,
    kind: &'static str,
    count: u64,
    score: f64,
    probability: f64,
    romanized: String,
    contexts: Vec<Marked>,
    proposal: Draft,
    draft: Draft,
    findings: Vec<Finding>,
    judgement: Option<super::Event>,
    history: Vec<super::Event>,
    known: Vec<Analysis>,
}

impl App {
    fn view(&self, detail: Detail) -> Result<View, StoreError> {
        let draft = detail.draft().clone();
        let findings = if self.edited.is_some() && draft == detail.proposal {
            detail.findings
        } else {
            self.lint(&draft)
        };
        let candidate = detail.candidate;
        let mark = |context| mark(&candidate, context);
        let known = if self.edited.is_some() {
            Vec::new()
        } else {
            self.glossary.lookup(&candidate.yiddish).analyses
        };
        Ok(View {
            id: detail.id,
            version: detail.version,
            state: detail.state,
            romanized: self.glossary.romanize(&candidate.yiddish),
            contexts: candidate.contexts.iter().map(mark).collect(),
            proposal: detail.proposal,
            draft,
            findings,
            judgement: detail.judgement,
            history: self.store.history(detail.id)?,
            known,
            kind: candidate.kind.as_str(),
            yiddish: candidate.yiddish,
            english: candidate.english,
            lemma: candidate.lemma,
            pos: candidate.pos,
            count: candidate.count,
            score: candidate.score,
            probability: candidate.probability,
        })
    }

    fn lint(&self, draft: &Draft) -> Vec<Finding> {
        match draft.tidied().entry() {
            Err(faults) => faults.iter().map(Finding::numbered).collect(),
            Ok(entry) => {
                let mut linter = self.linter.lock().unwrap_or_else(PoisonError::into_inner);
                let linter = linter.get_or_insert_with(Linter::new);
                linter.entry(&entry).iter().map(Finding::plain).collect()
            }
        }
    }

    /// The candidate and how far the work is, for an answer.
    fn shown(&self, id: i64) -> Result<(View, Progress), Failure> {
        let detail = self.store.detail(id)?;
        let detail = detail.ok_or_else(|| absent(id))?;
        Ok((self.view(detail)?, self.store.progress()?))
    }
}

fn absent(id: i64) -> Failure {
    Failure(
        StatusCode::NOT_FOUND,
        format!("there is no candidate {id} any more"),
    )
}

async fn candidate(State(app): Shared, Path(id): Path<i64>) -> Reply {
    let (view, progress) = on_disk(app, move |app| app.shown(id)).await?;
    Ok(Json(json!({ "candidate": view, "progress": progress })).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    version: i64,
    verdict: Verdict,
    #[serde(default)]
    draft: Option<Draft>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    reviewer: String,
    tab: String,
    key: String,
}

async fn judge(State(app): Shared, Path(id): Path<i64>, Json(asked): Json<Asked>) -> Reply {
    on_disk(app, move |app| {
        let texts = [&asked.reason, &asked.reviewer, &asked.tab, &asked.key];
        if texts.iter().any(|t| t.len() > LONGEST) || asked.key.is_empty() {
            return Err(refused("a text is too long, or the key is missing"));
        }
        let mut draft = asked.draft.map(|d| d.tidied());
        if let Some(given) = &draft
            && asked.verdict == Verdict::Accepted
            && let Err(faults) = given.entry()
        {
            let findings: Vec<_> = faults.iter().map(Finding::numbered).collect();
            let reply = Json(json!({ "findings": findings }));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, reply).into_response());
        }
        let before = app.store.detail(id)?.ok_or_else(|| absent(id))?;
        // A draft that changes nothing is the proposal itself.
        draft = draft.filter(|d| *d != before.proposal);
        let answer = app.store.judge(&Judgement {
            candidate: id,
            version: asked.version,
            verdict: asked.verdict,
            draft,
            reason: asked.reason.trim().to_owned(),
            reviewer: app.reviewer_or(&asked.reviewer),
            tab: asked.tab,
            key: asked.key,
        })?;
        if answer == Answer::Absent {
            return Err(absent(id));
        }
        let (view, progress) = app.shown(id)?;
        let status = if answer == Answer::Saved {
            StatusCode::OK
        } else {
            StatusCode::CONFLICT
        };
        let reply = Json(json!({ "candidate": view, "progress": progress }));
        Ok((status, reply).into_response())
    })
    .await
}

impl App {
    fn reviewer_or(&self, given: &str) -> String {
        let given = given.trim();
        if given.is_empty() {
            self.reviewer.clone()
        } else {
            given.to_owned()
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Undoing {
    #[serde(default)]
    reviewer: String,
    tab: String,
    key: String,
}

async fn undo(State(app): Shared, Json(asked): Json<Undoing>) -> Reply {
    on_disk(app, move |app| {
        let reviewer = app.reviewer_or(&asked.reviewer);
        let undone = app.store.undo(&asked.tab, &reviewer, &asked.key)?;
        let Some(undone) = undone else {
            return Ok(Json(json!({ "undone": null })).into_response());
        };
        let (view, progress) = app.shown(undone.candidate)?;
        let reply = json!({ "undone": undone.event, "candidate": view, "progress": progress });
        Ok(Json(reply).into_response())
    })
    .await
}

async fn lint(State(app): Shared, Json(draft): Json<Draft>) -> Reply {
    let findings = on_disk(app, move |app| Ok(app.lint(&draft)));
    Ok(Json(json!({ "findings": findings.await? })).into_response())
}

#[derive(Deserialize)]
struct Since {
    seq: i64,
}

async fn changes(State(app): Shared, Query(since): Query<Since>) -> Reply {
    let found = on_disk(app, move |app| {
        let progress = app.store.progress()?;
        let rows = if progress.seq > since.seq {
            app.store.changed_since(since.seq)?
        } else {
            Vec::new()
        };
        Ok(json!({ "progress": progress, "rows": rows }))
    });
    Ok(Json(found.await?).into_response())
}

#[derive(Deserialize)]
struct Sounding {
    roman: String,
}

/// Words of the glossary that are spelled by other rules than they sound.
async fn words(State(app): Shared, Query(asked): Query<Sounding>) -> Reply {
    let found = on_disk(app, move |app| {
        let sound = asked.roman.to_lowercase();
        let mut words: Vec<String> = Vec::new();
        let all = app
            .glossary
            .layers()
            .rev()
            .flat_map(|layer| (0..layer.len() as u32).map(move |id| layer.entry(id)));
        for entry in all.filter(|e| !sound.is_empty() && e.romanized() == sound) {
            let lemma = entry.lemma().to_owned();
            if !words.contains(&lemma) {
                words.push(lemma);
            }
        }
        words.truncate(6);
        Ok(words)
    });
    Ok(Json(json!({ "words": found.await? })).into_response())
}

async fn glossary_csv(State(app): Shared) -> Reply {
    let bytes = on_disk(app, |app| {
        let mut bytes = Vec::new();
        export::export(&app.store, &mut bytes)
            .map_err(|e| Failure(StatusCode::INTERNAL_SERVER_ERROR, e.to_string()))?;
        Ok(bytes)
    });
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"glossary.csv\""),
        ),
    ];
    Ok((headers, bytes.await?).into_response())
}

async fn save(State(app): Shared) -> Reply {
    let saved = on_disk(app, |app| {
        let path = app.edited.as_ref();
        let path = path.ok_or_else(|| refused("no glossary is being edited"))?;
        edit::save(&app.store, path).map_err(|notices| {
            let text: Vec<String> = notices.iter().map(ToString::to_string).collect();
            Failure(StatusCode::CONFLICT, text.join("\n"))
        })
    });
    Ok(Json(saved.await?).into_response())
}
