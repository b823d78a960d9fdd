//! Requests to the page, a line each: method, path, body and further headers, with tabs between.
#![no_main]

use std::cell::RefCell;
use std::sync::LazyLock;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderName, HeaderValue, Request, StatusCode, header};
use kepl::review::{Server, Settings, Store};
use kepl_fuzz::{GLOSSARY, fresh, scratch};
use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};
use tower_service::Service;

const CANDIDATES: &str = "yiddish,english,pos,kind,count,contexts\n\
    שניי,snow | snowfall,noun,word,7,שניי אין יאפאן ⇄ Snow in Japan\n\
    טײגער,tiger,noun,variant,2,\n\
    ניו־יאָרק,New York,name.place,name,1,\n";

/// Inputs that one page answers before it is made anew.
const MOST: usize = 100;
/// Requests of one input.
const REQUESTS: usize = 8;

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = Builder::new_current_thread();
    builder.build().expect("a runtime")
});

struct Page {
    router: axum::Router,
    host: String,
    cookie: String,
    store: String,
    used: usize,
}

thread_local! {
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

impl Page {
    fn new() -> Self {
        let folder = fresh("review");
        let store = Store::open(&folder.join("s.sqlite")).expect("a store");
        store
            .import(&scratch("c.csv", CANDIDATES.as_bytes()))
            .expect("candidates");
        let id = store.id().expect("a store");
        let settings = Settings {
            port: 8000,
            ..Settings::default()
        };
        let served = Server::unbound(store, GLOSSARY.clone(), &settings);
        let (router, url) = served.expect("random numbers");
        let rest = url.strip_prefix("http://").expect("a plain address");
        let (host, start) = rest.split_once('/').expect("a path");
        let mut page = Self {
            router,
            host: host.to_owned(),
            cookie: String::new(),
            store: id,
            used: 0,
        };
        let (_, cookie) = page
            .answer("GET", &format!("/{start}"), "", &[])
            .expect("a request");
        let cookie = cookie.expect("a cookie");
        page.cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        page
    }

    /// The status and the cookie that is set; nothing if it is no request at all.
    fn answer(
        &mut self,
        method: &str,
        path: &str,
        body: &str,
        more: &[&str],
    ) -> Option<(StatusCode, Option<String>)> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .body(Body::from(body.to_owned()))
            .ok()?;
        let origin = format!("http://{}", self.host);
        let own = [
            ("host", self.host.as_str()),
            ("cookie", &self.cookie),
            ("origin", &origin),
            ("x-kepl-store", &self.store),
            ("content-type", "application/json"),
        ];
        let more = more.iter().filter_map(|line| line.split_once(':'));
        for (name, value) in own.into_iter().chain(more) {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            request
                .headers_mut()
                .insert(name, HeaderValue::from_str(value).ok()?);
        }
        RUNTIME.block_on(async {
            let response = self
                .router
                .call(request)
                .await
                .unwrap_or_else(|never| match never {});
            let status = response.status();
            assert!(
                response
                    .headers()
                    .contains_key(header::CONTENT_SECURITY_POLICY)
            );
            let json = response
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|kind| kind == "application/json");
            let cookie = response.headers().get(header::SET_COOKIE);
            let cookie = cookie.and_then(|c| c.to_str().ok()).map(str::to_owned);
            let body = to_bytes(response.into_body(), usize::MAX)
                .await
                .expect("a whole body");
            if json {
                serde_json::from_slice::<serde_json::Value>(&body).expect("JSON");
            }
            Some((status, cookie))
        })
    }
}

fuzz_target!(|text: &str| {
    PAGE.with_borrow_mut(|slot| {
        if slot.as_ref().is_none_or(|page| page.used >= MOST) {
            *slot = None;
            *slot = Some(Page::new());
        }
        let Some(page) = slot else { return };
        page.used += 1;
        for line in text.lines().take(REQUESTS) {
            let mut fields = line.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            let (method, path, body) = (field(), field(), field());
            let more: Vec<&str> = fields.collect();
            let stranger = more.iter().any(|header| {
                let name = header.split_once(':').map(|(name, _)| name);
                name.is_some_and(|name| name.eq_ignore_ascii_case("cookie"))
            });
            if let Some((status, _)) = page.answer(method, path, body, &more) {
                // What is asked for may be wrong; that is no fault of ours.
                assert!(!status.is_server_error(), "{status}: {line:?}");
                // Nobody guesses the cookie, nor the token that it is given for.
                assert!(!stranger || !status.is_success(), "{line:?}");
            }
        }
    });
});
