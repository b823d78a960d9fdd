//! The server of the page.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::{Json, Router, routing};
use serde::Deserialize;
use serde_json::json;

use super::api::{self, App};
use super::assets::{ASSETS, CLOSED, PAGE, START};
use super::security::{Gate, Refusal, headers};
use super::store::Store;
use crate::Glossary;

/// How the server is to be run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen on.
    pub address: IpAddr,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Who judges, where the page does not say.
    pub reviewer: String,
    /// The glossary whose rows the store holds, if it is one.
    pub edited: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            reviewer: String::new(),
            edited: None,
        }
    }
}

/// A server that listens and has not answered yet.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    listener: tokio::net::TcpListener,
    app: Arc<App>,
}

/// No request of the page is longer.
const LONGEST_BODY: usize = 256 * 1024;

impl Server {
    /// Begins to listen.
    ///
    /// # Errors
    /// The address cannot be listened on, or the store not be read.
    pub fn bind(store: Store, glossary: Glossary, settings: &Settings) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let address = SocketAddr::new(settings.address, settings.port);
        let listener = runtime.block_on(tokio::net::TcpListener::bind(address))?;
        let app = app(store, glossary, settings, listener.local_addr()?)?;
        Ok(Self {
            runtime,
            listener,
            app,
        })
    }

    /// What answers, for the fuzz targets: without a listener, and with its start address.
    #[cfg(fuzzing)]
    pub fn unbound(
        store: Store,
        glossary: Glossary,
        settings: &Settings,
    ) -> std::io::Result<(Router, String)> {
        let address = SocketAddr::new(settings.address, settings.port);
        let app = app(store, glossary, settings, address)?;
        let url = app.gate.url();
        Ok((router(app), url))
    }

    /// The address to open in a browser. Whoever has it may judge.
    pub fn url(&self) -> String {
        self.app.gate.url()
    }

    /// Answers until the process is interrupted, then closes the store.
    ///
    /// # Errors
    /// The network does not do what it should.
    pub fn run(self) -> std::io::Result<()> {
        let router = router(self.app.clone());
        let listener = self.listener;
        let result = self.runtime.block_on(async {
            tokio::select! {
                served = axum::serve(listener, router).into_future() => served,
                interrupted = tokio::signal::ctrl_c() => interrupted,
            }
        });
        // Work that has begun is finished before the store is closed.
        drop(self.runtime);
        if let Some(app) = Arc::into_inner(self.app) {
            app.store.close();
        }
        result
    }
}

fn app(
    store: Store,
    glossary: Glossary,
    settings: &Settings,
    address: SocketAddr,
) -> std::io::Result<Arc<App>> {
    let id = store.id().map_err(std::io::Error::other)?;
    let gate = Gate::new(address, id).map_err(std::io::Error::other)?;
    Ok(Arc::new(App {
        store,
        glossary,
        gate,
        edited: settings.edited.clone(),
        reviewer: settings.reviewer.clone(),
        linter: Mutex::new(None),
    }))
}

fn router(app: Arc<App>) -> Router {
    let guarded = api::routes()
        .route("/", routing::get(|| async { Html(PAGE) }))
        .route("/assets/{name}", routing::get(asset))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(middleware::from_fn_with_state(app.clone(), guard));
    Router::new()
        .route("/start", routing::get(start))
        .merge(guarded)
        .layer(middleware::map_response(dressed))
        .with_state(app)
}

/// Every answer has the headers that make it safe.
async fn dressed(mut response: Response) -> Response {
    for (name, value) in headers() {
        response.headers_mut().insert(name, value);
    }
    response
}

async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match app.gate.admit(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => turned_away(refusal, request.uri().path()),
    }
}

fn turned_away(refusal: Refusal, path: &str) -> Response {
    let status = match refusal {
        Refusal::OtherStore => StatusCode::GONE,
        _ => StatusCode::FORBIDDEN,
    };
    if refusal == Refusal::Stranger && !path.starts_with("/api/") {
        return (status, Html(CLOSED)).into_response();
    }
    let why = match refusal {
        Refusal::Host => "this is not the name of this server",
        Refusal::Origin => "the request does not come from the page",
        Refusal::Stranger => "open the address that kepl printed when it was started",
        Refusal::OtherStore => "kepl has another file open now; reload the page",
    };
    (status, Json(json!({ "error": why }))).into_response()
}

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    token: String,
}

async fn start(
    State(app): State<Arc<App>>,
    Query(given): Query<Token>,
    request: Request,
) -> Response {
    if let Err(refusal) = app.gate.host(request.headers()) {
        return turned_away(refusal, "/start");
    }
    let cookie = app.gate.cookie(&given.token);
    match cookie.and_then(|c| HeaderValue::from_str(&c).ok()) {
        Some(cookie) => ([(header::SET_COOKIE, cookie)], Html(START)).into_response(),
        None => turned_away(Refusal::Stranger, "/start"),
    }
}

async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|asset| asset.0 == name) {
        Some((_, kind, text)) => ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
