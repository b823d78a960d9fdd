//! The page of `kepl review` in a real Chromium. These tests need `chromium` and `chromedriver`, and
//! the source of axe-core in the file that `KEPL_AXE` names; so they run when they are asked for:
//! `cargo test --test review_browser -- --ignored`. With `KEPL_SHOTS` they leave pictures in that folder.

#![cfg(feature = "review")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::path::PathBuf;

use common::browser::Browser;
use common::review::{Client, Served};

const CANDIDATES: &str = "yiddish,english,lemma,pos,kind,count,score,probability,contexts\n\
    שניימאן,snowman,שנייַמאַן,noun,word,7,12.5,0.93,א שניימאן אין פארק ⇄ Children built a snowman in the park\n\
    קעפלאניע,Keplonia,קעפּלאָניע,name.place,name,3,9.1,0.88,קעפלאניע שווייגט ⇄ Keplonia had no comment on Monday\n\
    טאג,weekday,טאָג,noun,sense,2,4,0.4,א טאג ⇄ on a weekday\n\
    שנייבאל,snowball,,noun,word,1,2,0.3,א שנייבאל ⇄ a snowball\n\
    <script>document.title='x'</script>,<img src=x onerror=alert(1)>,,noun,word,1,2,0.3,\u{202E}gad\u{202C} ⇄ <b>b</b>\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.csv"), CANDIDATES).unwrap();
    folder
}

/// The card shows this candidate.
fn shows(browser: &Browser, term: &str) {
    browser.wait_text("#term", term);
}

#[test]
#[ignore = "needs a browser"]
fn a_session_by_mouse() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let browser = Browser::start(1200, 900);
    browser.open(&served.url);
    assert!(
        !browser
            .script("return location.href")
            .to_string()
            .contains("token")
    );
    shows(&browser, "שניימאן");
    assert_eq!(browser.text(".context [lang=en] mark"), "snowman");
    browser.click("#accept");
    shows(&browser, "קעפלאניע");
    browser.wait_text("#counts", "1 of 5 done");
    browser.click("#change");
    browser.click("#screen summary");
    browser.script("document.querySelector('#f-yiddish').value = ''");
    browser.click("#f-yiddish");
    for name in ["kuf", "ayen", "pey", "lamed"] {
        browser.click(&format!(".key[title='{name}']"));
    }
    assert_eq!(browser.value("#f-yiddish"), "קעפּל");
    browser.click("#form-save");
    shows(&browser, "טאג");
    browser.click("#reject");
    browser.click("[data-reason='2']");
    shows(&browser, "שנייבאל");
    // A reload in the middle stays where it was, and so does what was judged.
    browser.reload();
    shows(&browser, "שנייבאל");
    browser.wait_text("#counts", "2 accepted, 1 rejected");
    browser.click("#later");
    shows(&browser, "<script>");
    for term in ["שנייבאל", "טאג", "קעפלאניע", "שניימאן"] {
        browser.click("#undo");
        shows(&browser, term);
    }
    browser.wait_text("#counts", "0 of 5 done");
    for done in 1..=3 {
        browser.click("#redo");
        browser.wait_text("#counts", &format!("{done} of 5 done"));
    }
    let tab = Client::new(&served, "x");
    assert_eq!(tab.candidate(2)["draft"]["yiddish"], "קעפּל");
    assert_eq!(
        tab.candidate(3)["judgement"]["reason"],
        "only part of a term"
    );
}

#[test]
#[ignore = "needs a browser"]
fn a_session_by_keyboard_alone() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let browser = Browser::start(1200, 900);
    browser.open(&served.url);
    shows(&browser, "שניימאן");
    browser.keys(&["a"]);
    shows(&browser, "קעפלאניע");
    browser.keys(&["c"]);
    browser.wait("the form is open", |b| {
        b.script("return document.activeElement.id") == "f-yiddish"
    });
    // Back to the box that says how letters are typed, and to the field again.
    browser.keys(&["Shift+Tab", " ", "Tab", "Control+a", "Backspace"]);
    browser.type_text("keplonye");
    browser.wait("the letters are Yiddish", |b| {
        b.value("#f-yiddish") == "קעפּלאָניע"
    });
    browser.keys(&["Control+Enter"]);
    shows(&browser, "טאג");
    browser.keys(&["r"]);
    browser.wait_text("#panel", "Why not?");
    browser.keys(&["1"]);
    shows(&browser, "שנייבאל");
    browser.keys(&["l"]);
    shows(&browser, "<script>");
    browser.keys(&["u"]);
    shows(&browser, "שנייבאל");
    browser.keys(&["Shift+U"]);
    shows(&browser, "<script>");
    browser.keys(&["/"]);
    browser.type_text("img");
    browser.wait_text("#total", "1 candidate");
    browser.keys(&["Enter"]);
    browser.wait("the field is left", |b| {
        b.script("return document.activeElement.id") == "term"
    });
}

#[test]
#[ignore = "needs a browser"]
fn latin_letters_become_yiddish_ones() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let browser = Browser::start(1200, 900);
    browser.open(&served.url);
    for (roman, yiddish) in [
        ("tsaytung", "צייַטונג"),
        ("yidish", "ייִדיש"),
        ("sholem", "שאָלעם"),
        ("oyfn", "אויפֿן"),
        ("vu", "וווּ"),
        ("pruvn", "פּרוּוון"),
        ("ruik", "רויִק"),
        ("eynikeyt", "אייניקייט"),
        ("zhurnal", "זשורנאַל"),
        ("tshekh", "טשעך"),
        ("barg", "באַרג"),
        ("nyu-york", "ניו־יאָרק"),
    ] {
        let made = browser.script_async(&format!(
            "const done = arguments[0]; import('/assets/typing.js').then((m) => done(m.convert('{roman}')))"
        ));
        assert_eq!(made, yiddish, "{roman}");
    }
}

#[test]
#[ignore = "needs a browser"]
fn two_tabs_and_a_killed_server() {
    let folder = folder();
    let mut served = Served::start(folder.path(), &["c.csv"]);
    let port = served.base.rsplit(':').next().unwrap().to_owned();
    let browser = Browser::start(1200, 900);
    browser.open(&served.url);
    shows(&browser, "שניימאן");
    let first = browser.tab();
    browser.new_tab();
    browser.open(&served.base);
    shows(&browser, "שניימאן");
    browser.keys(&["a"]);
    shows(&browser, "קעפלאניע");
    browser.switch(&first);
    // What the first tab shows is old now; its judgement is refused, and it sees why.
    assert!(browser.text("#judged").contains("to do"));
    browser.keys(&["l"]);
    browser.wait_text("#alert-text", "meanwhile");
    browser.wait_text("#judged", "accepted");
    assert_eq!(Client::new(&served, "x").candidate(1)["state"], "accepted");
    browser.keys(&["j"]);
    shows(&browser, "קעפלאניע");
    served.kill();
    browser.keys(&["a"]);
    browser.wait_text("#alert-text", "Not saved");
    shows(&browser, "קעפלאניע");
    // kepl is started again, and its new address opened beside; the old tab goes on.
    let served = Served::start(folder.path(), &["c.csv", "--port", &port]);
    browser.new_tab();
    browser.open(&served.url);
    browser.wait_text("#counts", "1 of 5 done");
    browser.switch(&first);
    browser.click("#retry");
    shows(&browser, "טאג");
    assert_eq!(Client::new(&served, "x").candidate(2)["state"], "accepted");
}

#[test]
#[ignore = "needs a browser"]
fn hostile_candidates_show_as_text() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let browser = Browser::start(1200, 900);
    browser.open(&format!("{}#5", served.url));
    browser.keys(&["End"]);
    browser.click("#row-5");
    shows(&browser, "<script>document.title='x'</script>");
    assert_eq!(
        browser.script("return document.title"),
        "c.csv – kepl review"
    );
    assert_eq!(
        browser
            .script("return document.querySelectorAll('main img, main script, .context b').length"),
        0
    );
    assert_eq!(browser.text(".context .hidden-character"), "U+202E");
}

#[test]
#[ignore = "needs a browser"]
fn everyone_can_use_it_at_any_width_in_any_light() {
    let axe = fs::read_to_string(std::env::var("KEPL_AXE").unwrap()).unwrap();
    let shots = std::env::var("KEPL_SHOTS").ok().map(PathBuf::from);
    let folder = folder();
    let glossary = "yiddish,english,pos\nטאָג,day (24 hours),noun\nנאַכט,night,noun\n";
    fs::write(folder.path().join("mine.csv"), glossary).unwrap();
    let served = Served::start(folder.path(), &["c.csv"]);
    let editing = Served::start(folder.path(), &["--edit", "mine.csv"]);
    for width in [1200, 375] {
        let browser = Browser::start(width, 900);
        for dark in [false, true] {
            browser.dark(dark);
            let look = |name: &str| {
                let light = if dark { "dark" } else { "light" };
                if let Some(folder) = &shots {
                    browser.screenshot(&folder.join(format!("{name}-{width}-{light}.png")));
                }
                assert_eq!(
                    browser.axe(&axe),
                    Vec::<String>::new(),
                    "{name} {width} {light}"
                );
                let wide =
                    browser.script("return document.documentElement.scrollWidth - innerWidth");
                assert!(
                    wide.as_i64() <= Some(0),
                    "{name} is {wide} too wide at {width}"
                );
            };
            browser.open(&served.url);
            browser.click("#row-1");
            shows(&browser, "שניימאן");
            look("card");
            browser.click("#change");
            browser.click("#screen summary");
            look("form");
            browser.click("#cancel");
            browser.click("#reject");
            look("reject");
            browser.click("#row-5");
            shows(&browser, "<script>");
            look("hostile");
            browser.click("#help-open");
            look("help");
            browser.open(&editing.url);
            shows(&browser, "טאָג");
            look("edit");
        }
    }
}
