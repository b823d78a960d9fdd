//! The page of `kepl check` in a real browser: pointing, keyboard, filters, two widths, and accessibility.
//!
//! Needs `chromium`, `chromedriver` and axe-core, and is therefore run only when asked for, as `.ci/run` does:
//!
//! ```sh
//! KEPL_AXE=node_modules/axe-core/axe.min.js cargo test --test browser_check -- --ignored
//! ```

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use common::{altered, gold, kepl};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

/// Ends the driver, and with it the browser, however the test ends.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn browser() -> (Driver, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let driver = Command::new("chromedriver")
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .spawn()
        .expect("chromedriver is installed");
    let driver = Driver(driver);
    for _ in 0..100 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let options = json!({"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]});
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .unwrap();
    (driver, client)
}

async fn script(client: &Client, code: &str) -> Value {
    client.execute(code, Vec::new()).await.unwrap()
}

/// How many headlines are to be seen.
async fn shown(client: &Client) -> u64 {
    let code = "return [...document.querySelectorAll('.document')].filter(a => a.checkVisibility()).length";
    script(client, code).await.as_u64().unwrap()
}

async fn violations(client: &Client) -> Vec<String> {
    let axe = std::env::var("KEPL_AXE").expect("KEPL_AXE names axe.min.js");
    let axe = fs::read_to_string(axe).unwrap();
    client.execute(&axe, Vec::new()).await.unwrap();
    let run = "const done = arguments[arguments.length - 1];\
               axe.run().then(r => done(r.violations.map(v => v.id + ': ' + v.nodes[0].html)));";
    let found = client.execute_async(run, Vec::new()).await.unwrap();
    serde_json::from_value(found).unwrap()
}

/// Twelve headlines, every other one altered, as a page.
fn page(folder: &std::path::Path) -> usize {
    let gold = gold();
    let mut lines = String::new();
    for altered in altered().iter().step_by(7) {
        let right = gold.iter().find(|d| d.id == altered.of).unwrap();
        for (id, headline) in [
            (&altered.of, &right.headline),
            (&altered.id, &altered.headline),
        ] {
            let line = json!({"id": id, "headline": headline, "body": right.body});
            lines += &line.to_string();
            lines.push('\n');
        }
    }
    fs::write(folder.join("news.jsonl"), &lines).unwrap();
    let arguments = ["check", "news.jsonl", "--format", "html", "-o", "page.html"];
    assert_eq!(kepl(folder, &arguments, b"").code, Some(1));
    lines.lines().count()
}

#[tokio::test]
#[ignore = "needs chromium, chromedriver and axe-core"]
async fn the_page_works_with_pointer_and_keyboard_at_two_widths() {
    let folder = tempfile::tempdir().unwrap();
    let headlines = page(folder.path()) as u64;
    let (_driver, client) = browser().await;
    let url = format!("file://{}/page.html", folder.path().display());
    client.set_window_size(1280, 900).await.unwrap();
    client.goto(&url).await.unwrap();
    assert_eq!(shown(&client).await, headlines);

    // A term leads to its counterpart.
    let term = client.find(Locator::Css("h2 .term")).await.unwrap();
    let aim = term.attr("href").await.unwrap().unwrap();
    term.click().await.unwrap();
    assert!(client.current_url().await.unwrap().as_str().ends_with(&aim));
    let there = client.find(Locator::Css(&aim)).await.unwrap();
    assert!(there.is_displayed().await.unwrap());

    // The keyboard reaches a term, and its counterpart lights up.
    client.goto(&url).await.unwrap();
    client.refresh().await.unwrap();
    let body = client.find(Locator::Css("body")).await.unwrap();
    let mut reached = false;
    for _ in 0..12 {
        let tab = Key::Tab.to_string();
        let active = client
            .active_element()
            .await
            .unwrap_or_else(|_| body.clone());
        active.send_keys(&tab).await.unwrap();
        let code = "const e = document.activeElement; if (!e.classList.contains('term')) return null;\
                    return getComputedStyle(document.querySelector(e.getAttribute('href'))).outlineStyle";
        if script(&client, code).await == json!("solid") {
            reached = true;
            break;
        }
    }
    assert!(reached, "no term was reached with the keyboard");

    // Filters.
    let consistent = client.find(Locator::Css("#show-consistent")).await.unwrap();
    consistent.click().await.unwrap();
    let code = "return document.querySelectorAll('.document[data-verdict=consistent]').length";
    let wanted = script(&client, code).await.as_u64().unwrap();
    assert!(wanted > 0 && wanted < headlines);
    assert_eq!(shown(&client).await, wanted);
    let all = client.find(Locator::Css("#show-all")).await.unwrap();
    all.click().await.unwrap();
    let search = client.find(Locator::Css("#search")).await.unwrap();
    search.send_keys("place-differs").await.unwrap();
    let found = shown(&client).await;
    assert!(found > 0 && found < headlines);
    let count = client.find(Locator::Css("#count")).await.unwrap();
    let text = count.text().await.unwrap();
    assert_eq!(text, format!("{found} of {headlines} headlines"));

    // Two widths, nothing beyond the edge, nothing that bars anybody.
    for width in [1280, 500] {
        client.set_window_size(width, 900).await.unwrap();
        client.goto(&url).await.unwrap();
        client.refresh().await.unwrap();
        let code = "return document.documentElement.scrollWidth <= window.innerWidth";
        assert_eq!(script(&client, code).await, json!(true), "{width}");
        let picture = client.screenshot().await.unwrap();
        if let Ok(keep) = std::env::var("KEPL_SCREENSHOTS") {
            fs::write(format!("{keep}/check-{width}.png"), &picture).unwrap();
        }
        assert!(picture.len() > 20_000, "an empty picture at {width}");
        assert_eq!(violations(&client).await, Vec::<String>::new(), "{width}");
    }
    client.close().await.unwrap();
}
