//! A real Chromium, driven through `chromedriver` by the WebDriver protocol.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::review::request;

/// The name under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// No page takes longer for anything.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with one window.
pub struct Browser {
    driver: Child,
    session: String,
}

impl Browser {
    /// Starts a browser whose window has this size.
    pub fn start(width: u32, height: u32) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .find_map(|line| {
                let line = line.unwrap();
                let port = line
                    .split("successfully on port ")
                    .nth(1)?
                    .trim_end_matches('.');
                port.parse::<u16>().ok()
            })
            .unwrap();
        // What else it has to say must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let options = json!({"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]});
        let wanted = json!({"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options,
            "unhandledPromptBehavior": "accept"}}});
        let mut browser = Self {
            driver,
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let id = browser.post("", &wanted)["sessionId"]
            .as_str()
            .unwrap()
            .to_owned();
        browser.session = format!("{}/{id}", browser.session);
        browser.cdp(
            "Emulation.setDeviceMetricsOverride",
            &json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        browser
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let url = format!("{}{path}", self.session);
        let headers = [("content-type", "application/json")];
        let body = if matches!(method, "GET" | "DELETE") {
            String::new()
        } else {
            body.to_string()
        };
        let reply = request(method, &url, &headers, &body).unwrap();
        let value = reply.json()["value"].clone();
        if reply.status == 200 {
            Ok(value)
        } else {
            Err(value["message"].to_string())
        }
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.send("POST", path, body)
            .unwrap_or_else(|error| panic!("{path} {body}: {error}"))
    }

    fn cdp(&self, command: &str, params: &Value) {
        self.post(
            "/goog/cdp/execute",
            &json!({"cmd": command, "params": params}),
        );
    }

    /// Whether the page is to be dark.
    pub fn dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        self.cdp(
            "Emulation.setEmulatedMedia",
            &json!({"features": [{"name": "prefers-color-scheme", "value": value}]}),
        );
    }

    pub fn open(&self, url: &str) {
        self.post("/url", &json!({"url": url}));
        self.ready();
    }

    pub fn reload(&self) {
        self.post("/refresh", &json!({}));
        self.ready();
    }

    fn ready(&self) {
        self.wait("the page is ready", |b| {
            b.script("return document.documentElement.dataset.ready === 'yes'") == true
        });
    }

    /// Another tab, which is the current one then.
    pub fn new_tab(&self) -> String {
        let tab = self.post("/window/new", &json!({"type": "tab"}))["handle"].clone();
        let tab = tab.as_str().unwrap().to_owned();
        self.switch(&tab);
        tab
    }

    pub fn tab(&self) -> String {
        let tab = self.send("GET", "/window", &Value::Null).unwrap();
        tab.as_str().unwrap().to_owned()
    }

    pub fn switch(&self, tab: &str) {
        self.post("/window", &json!({"handle": tab}));
    }

    pub fn script(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// A script that calls `arguments[0]` when it is done.
    pub fn script_async(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({"script": script, "args": []}))
    }

    pub fn wait(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            if start.elapsed() > PATIENCE {
                let page = self.script("return document.body.innerText");
                panic!("waited in vain until {what}: {page}");
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    fn find(&self, css: &str) -> Option<String> {
        let query = json!({"using": "css selector", "value": css});
        let found = self.send("POST", "/element", &query).ok()?;
        Some(found[ELEMENT].as_str()?.to_owned())
    }

    pub fn click(&self, css: &str) {
        self.wait(&format!("{css} can be clicked"), |b| {
            b.find(css).is_some_and(|id| {
                b.send("POST", &format!("/element/{id}/click"), &json!({}))
                    .is_ok()
            })
        });
    }

    /// The text of an element, empty if there is none.
    pub fn text(&self, css: &str) -> String {
        let script = format!("return document.querySelector({css:?})?.textContent ?? ''");
        self.script(&script).as_str().unwrap_or_default().to_owned()
    }

    pub fn wait_text(&self, css: &str, part: &str) {
        self.wait(&format!("{css} says {part}"), |b| {
            b.text(css).contains(part)
        });
    }

    pub fn value(&self, css: &str) -> String {
        let script = format!("return document.querySelector({css:?}).value");
        self.script(&script).as_str().unwrap().to_owned()
    }

    /// Presses keys one after another, wherever the focus is. `+` joins those held together.
    pub fn keys(&self, keys: &[&str]) {
        let mut actions = Vec::new();
        for key in keys {
            let held: Vec<&str> = if *key == "+" {
                vec!["+"]
            } else {
                key.split('+').collect()
            };
            let codes: Vec<&str> = held.iter().map(|k| code(k)).collect();
            actions.extend(codes.iter().map(|c| json!({"type": "keyDown", "value": c})));
            actions.extend(
                codes
                    .iter()
                    .rev()
                    .map(|c| json!({"type": "keyUp", "value": c})),
            );
        }
        self.post(
            "/actions",
            &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}),
        );
    }

    /// Types a text, wherever the focus is.
    pub fn type_text(&self, text: &str) {
        let keys: Vec<String> = text.chars().map(String::from).collect();
        self.keys(&keys.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Writes what the window shows to a PNG.
    pub fn screenshot(&self, path: &Path) {
        let text = self.send("GET", "/screenshot", &Value::Null).unwrap();
        std::fs::write(path, base64(text.as_str().unwrap())).unwrap();
    }

    /// What axe-core, whose source is given, finds wrong with the page.
    pub fn axe(&self, source: &str) -> Vec<String> {
        self.script(source);
        let found = self.script_async(
            "const done = arguments[0];\
             axe.run(document, {resultTypes: ['violations']}).then(\
                 (r) => done(r.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`))),\
                 (e) => done([String(e)]))",
        );
        let found = found.as_array().unwrap().iter();
        found.map(|v| v.as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = request("DELETE", &self.session, &[], "");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The code of a key by its name.
fn code(name: &str) -> &str {
    match name {
        "Enter" => "\u{E007}",
        "Escape" => "\u{E00C}",
        "Tab" => "\u{E004}",
        "Shift" => "\u{E008}",
        "Control" => "\u{E009}",
        "Down" => "\u{E015}",
        "Up" => "\u{E013}",
        "End" => "\u{E010}",
        "Backspace" => "\u{E003}",
        other => other,
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut out = Vec::new();
    let digits: Vec<u8> = text.bytes().filter(|b| *b != b'=').map(value).collect();
    for group in digits.chunks(4) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, d| bits << 6 | u32::from(*d))
            << (6 * (4 - group.len()));
        out.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    out
}
