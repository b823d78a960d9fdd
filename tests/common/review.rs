//! A running `kepl review`, and a client that has been at its start address.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use super::command;

/// The server, which ends with the test.
pub struct Served {
    child: Child,
    /// The start address.
    pub url: String,
    /// The address of the page.
    pub base: String,
}

impl Served {
    /// Starts `kepl review` with these arguments in `folder`.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut all = vec!["review", "--reviewer", "Rivke"];
        all.extend(arguments);
        let mut child = command(folder, &all)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut url)
            .unwrap();
        let url = url.trim().to_owned();
        let base = url.split("/start").next().unwrap().to_owned();
        assert!(base.starts_with("http://"), "the server did not start");
        Self { child, url, base }
    }

    /// As `kill -9` does it.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// As Ctrl+C does it.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-INT", &id])
            .status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub text: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|h| h.0 == name);
        found.map(|h| h.1.as_str())
    }
}

/// A request with exactly these headers. `None` if the server does not answer.
pub fn request(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Option<Reply> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let mut request = ureq::http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    // A request without a body has none, not an empty one.
    let sent = if body.is_empty() {
        agent.run(request.body(()).unwrap())
    } else {
        agent.run(request.body(body.to_owned()).unwrap())
    };
    let mut response = sent.ok()?;
    let headers = response.headers().iter();
    Some(Reply {
        status: response.status().as_u16(),
        headers: headers
            .map(|(n, v)| (n.to_string(), v.to_str().unwrap().to_owned()))
            .collect(),
        text: response.body_mut().read_to_string().ok()?,
    })
}

/// A tab of a browser that was at the start address.
pub struct Client {
    base: String,
    cookie: String,
    store: String,
    tab: String,
    acts: usize,
}

impl Client {
    pub fn new(served: &Served, tab: &str) -> Self {
        let reply = request("GET", &served.url, &[], "").unwrap();
        assert_eq!(reply.status, 200);
        let cookie = reply.header("set-cookie").unwrap();
        let mut client = Self {
            base: served.base.clone(),
            cookie: cookie.split(';').next().unwrap().to_owned(),
            store: String::new(),
            tab: tab.to_owned(),
            acts: 0,
        };
        let setup = client.get("/api/setup").json();
        client.store.push_str(setup["store"].as_str().unwrap());
        client
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub fn store(&self) -> &str {
        &self.store
    }

    pub fn get(&self, path: &str) -> Reply {
        let url = format!("{}{path}", self.base);
        request("GET", &url, &[("cookie", &self.cookie)], "").unwrap()
    }

    /// `None` if the server does not answer.
    pub fn post(&self, path: &str, body: &Value) -> Option<Reply> {
        let headers = [
            ("cookie", self.cookie.as_str()),
            ("origin", self.base.as_str()),
            ("x-kepl-store", self.store.as_str()),
            ("content-type", "application/json"),
        ];
        let url = format!("{}{path}", self.base);
        request("POST", &url, &headers, &body.to_string())
    }

    pub fn candidate(&self, id: i64) -> Value {
        self.get(&format!("/api/candidates/{id}")).json()["candidate"].clone()
    }

    /// Judges the version that is there now, with what `more` adds.
    pub fn judge(&mut self, id: i64, verdict: &str, more: &Value) -> Reply {
        let version = self.candidate(id)["version"].clone();
        self.acts += 1;
        let mut body = json!({
            "version": version, "verdict": verdict, "tab": self.tab, "key": format!("{}-{}", self.tab, self.acts),
        });
        for (key, value) in more.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        let path = format!("/api/candidates/{id}/judgement");
        self.post(&path, &body).unwrap()
    }

    pub fn undo(&mut self) -> Value {
        self.acts += 1;
        let body = json!({"tab": self.tab, "key": format!("{}-{}", self.tab, self.acts)});
        self.post("/api/undo", &body).unwrap().json()
    }
}
