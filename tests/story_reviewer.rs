//! A person who is no programmer judges candidates on a page, at leisure and in several tabs, and takes
//! a glossary home. Nothing that was shown as saved is ever lost, and nobody else gets in.

#![cfg(feature = "review")]
#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs;
use std::path::Path;

use common::kepl;
use common::review::{Client, Served, request};
use serde_json::{Value, json};

const CANDIDATES: &str = "yiddish,english,lemma,pos,kind,count,score,probability,contexts\n\
    שניימאן,snowman,שנייַמאַן,noun,word,7,12.5,0.93,א שניימאן אין פארק ⇄ A snowman stood in the park\n\
    קעפלאניע,Keplonia,קעפּלאָניע,name.place,name,3,9.1,0.88,קעפלאניע שווייגט ⇄ Keplonia had no comment\n\
    טאג,weekday,טאָג,noun,sense,2,4,0.4,א טאג ⇄ on a weekday\n\
    שנייבאל,snowball,,noun,word,1,2,0.3,א שנייבאל ⇄ a snowball\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("c.csv"), CANDIDATES).unwrap();
    folder
}

fn states(client: &Client) -> Vec<String> {
    (1..=4)
        .map(|id| client.candidate(id)["state"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn judgements_become_a_glossary() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let mut tab = Client::new(&served, "tab");
    assert_eq!(tab.judge(1, "accepted", &json!({})).status, 200);
    let changed = json!({
        "yiddish": "קעפּלאָניע", "english": ["Keplonia", "Keplonian"], "pos": "name.place", "note": "a country",
    });
    assert_eq!(
        tab.judge(2, "accepted", &json!({"draft": changed})).status,
        200
    );
    let rejected = tab.judge(3, "rejected", &json!({"reason": "only part of a term"}));
    assert_eq!(rejected.json()["progress"]["rejected"], 1);
    tab.judge(4, "later", &json!({}));
    let third = tab.candidate(3);
    assert_eq!(third["judgement"]["reason"], "only part of a term");
    assert_eq!(third["judgement"]["reviewer"], "Rivke");
    assert!(third["judgement"]["at"].as_str().unwrap().ends_with('Z'));
    let page = tab.get("/api/export.csv");
    let expected = "yiddish,english,pos,note\n\
        שנייַמאַן,snowman,noun,\n\
        קעפּלאָניע,Keplonia | Keplonian,name.place,a country\n";
    assert_eq!(page.text, expected);
    drop(served);
    let run = kepl(
        folder.path(),
        &["review", "c.csv", "--export", "out.csv"],
        b"",
    );
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        fs::read_to_string(folder.path().join("out.csv")).unwrap(),
        expected
    );
    // The store alone is enough.
    let run = kepl(
        folder.path(),
        &["review", "c.csv.review", "--export", "-"],
        b"",
    );
    assert_eq!(run.stdout, expected);
}

#[test]
fn what_is_no_entry_is_not_accepted() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let mut tab = Client::new(&served, "tab");
    let draft = json!({"yiddish": "", "english": ["x"], "pos": "nuon"});
    let reply = tab.judge(1, "accepted", &json!({"draft": draft}));
    assert_eq!(reply.status, 422);
    let columns: Vec<Value> = reply.json()["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["column"].clone())
        .collect();
    assert_eq!(columns, ["yiddish", "pos"]);
    assert_eq!(states(&tab)[0], "open");
    // What the linter says of a draft is shown beside it, before it is saved.
    let draft = json!({"yiddish": "טאָג", "english": ["day (of the week)"], "pos": "noun"});
    let reply = tab.post("/api/lint", &draft).unwrap().json();
    assert_eq!(reply["findings"][0]["code"], "explained-sense");
}

#[test]
fn two_tabs_never_overwrite_each_other_unseen() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let mut one = Client::new(&served, "one");
    let two = Client::new(&served, "two");
    assert_eq!(one.judge(1, "accepted", &json!({})).status, 200);
    let late = json!({"version": 0, "verdict": "rejected", "tab": "two", "key": "late"});
    let reply = two.post("/api/candidates/1/judgement", &late).unwrap();
    assert_eq!(reply.status, 409);
    assert_eq!(reply.json()["candidate"]["state"], "accepted");
    assert_eq!(one.candidate(1)["history"].as_array().unwrap().len(), 1);
    let changes = two.get("/api/changes?seq=0").json();
    assert_eq!(changes["rows"][0]["state"], "accepted");
}

#[test]
fn everything_can_be_undone_even_after_a_restart() {
    let folder = folder();
    let mut served = Served::start(folder.path(), &["c.csv"]);
    let mut tab = Client::new(&served, "tab");
    for id in 1..=4 {
        tab.judge(id, "accepted", &json!({}));
        tab.judge(id, "rejected", &json!({}));
    }
    served.kill();
    let served = Served::start(folder.path(), &["c.csv"]);
    let mut tab = Client::new(&served, "another");
    for left in (0..8).rev() {
        assert!(tab.undo()["undone"].is_object(), "{left} are left");
        let rejected = states(&tab).iter().filter(|s| *s == "rejected").count();
        assert_eq!(rejected, left / 2);
    }
    assert_eq!(states(&tab), ["open"; 4]);
    assert_eq!(tab.undo()["undone"], Value::Null);
    assert_eq!(tab.candidate(1)["history"].as_array().unwrap().len(), 4);
}

#[test]
fn a_killed_server_loses_nothing_that_it_has_answered() {
    let folder = folder();
    let mut answered = 0;
    for round in 0..50_u64 {
        let mut served = Served::start(folder.path(), &["c.csv"]);
        let mut tab = Client::new(&served, &format!("tab{round}"));
        let history = |tab: &Client| tab.candidate(1)["history"].as_array().unwrap().len();
        let before = history(&tab);
        assert!(
            before >= answered,
            "{answered} were answered, {before} are there"
        );
        answered = before;
        // Some are answered; then one is under way while the server is killed.
        for _ in 0..=round % 3 {
            assert_eq!(tab.judge(1, "accepted", &json!({})).status, 200);
            answered += 1;
        }
        let version = tab.candidate(1)["version"].clone();
        let body = json!({"version": version, "verdict": "rejected", "tab": "t", "key": format!("last{round}")});
        let last = std::thread::spawn(move || tab.post("/api/candidates/1/judgement", &body));
        std::thread::sleep(std::time::Duration::from_micros(round * 97));
        served.kill();
        if last
            .join()
            .unwrap()
            .is_some_and(|reply| reply.status == 200)
        {
            answered += 1;
        }
    }
    let served = Served::start(folder.path(), &["c.csv"]);
    let tab = Client::new(&served, "end");
    let history = tab.candidate(1)["history"].as_array().unwrap().len();
    assert!(history >= answered);
}

#[cfg(unix)]
#[test]
fn an_ended_server_leaves_one_file() {
    let folder = folder();
    let mut served = Served::start(folder.path(), &["c.csv"]);
    Client::new(&served, "tab").judge(1, "accepted", &json!({}));
    assert_eq!(served.interrupt(), Some(0));
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["c.csv", "c.csv.review"]);
}

#[test]
fn new_figures_come_in_and_judgements_stay() {
    let folder = folder();
    {
        let served = Served::start(folder.path(), &["c.csv"]);
        Client::new(&served, "tab").judge(1, "accepted", &json!({}));
    }
    let more =
        CANDIDATES.replace("noun,word,7,", "noun,word,70,") + "הינט,dogs,,noun,word,1,1,0.1,\n";
    fs::write(folder.path().join("c.csv"), more).unwrap();
    let served = Served::start(folder.path(), &["c.csv"]);
    let tab = Client::new(&served, "tab");
    let first = tab.candidate(1);
    assert_eq!(
        (&first["count"], &first["state"]),
        (&json!(70), &json!("accepted"))
    );
    assert_eq!(tab.get("/api/candidates?limit=9").json()["total"], 5);
}

#[test]
fn accepted_entries_are_merged_after_a_check_and_a_copy() {
    let folder = folder();
    let mine = "english,yiddish,pos\n\"day\",טאָג,noun\n";
    let path = folder.path().join("mine.csv");
    fs::write(&path, mine).unwrap();
    {
        let served = Served::start(folder.path(), &["c.csv"]);
        let mut tab = Client::new(&served, "tab");
        tab.judge(3, "accepted", &json!({}));
        let bad =
            json!({"yiddish": "שנייבאַל", "english": ["snowball (made of snow)"], "pos": "noun"});
        tab.judge(4, "accepted", &json!({"draft": bad}));
    }
    let arguments = ["review", "c.csv", "--apply", "mine.csv"];
    let run = kepl(folder.path(), &arguments, b"");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("explained-sense"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    {
        let served = Served::start(folder.path(), &["c.csv"]);
        let good = json!({"yiddish": "שנייבאַל", "english": ["snowball"], "pos": "noun"});
        Client::new(&served, "later").judge(4, "accepted", &json!({"draft": good}));
    }
    let run = kepl(folder.path(), &arguments, b"");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let merged = "english,yiddish,pos\nday | weekday,טאָג,noun\nsnowball,שנייבאַל,noun\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), merged);
    assert_eq!(
        fs::read_to_string(folder.path().join("mine.csv.bak")).unwrap(),
        mine
    );
    // A second time there is nothing to do, and no copy is made.
    let run = kepl(folder.path(), &arguments, b"");
    assert!(
        run.stderr.contains("0 added, 0 extended, 2 known"),
        "{}",
        run.stderr
    );
    assert!(!folder.path().join("mine.csv.bak2").exists());
}

#[test]
fn a_glossary_is_edited_with_findings_beside_its_rows() {
    let folder = folder();
    let path = folder.path().join("mine.csv");
    let mine = "yiddish,english,pos\nטאָג,day (24 hours),noun\nנאַכט,night,noun\nשניי,snow,noun\n";
    fs::write(&path, mine).unwrap();
    let served = Served::start(folder.path(), &["--edit", "mine.csv"]);
    let mut tab = Client::new(&served, "tab");
    let found = tab.get("/api/candidates?findings=true&limit=9").json();
    assert_eq!(found["total"], 1);
    let first = tab.candidate(1);
    assert_eq!(first["findings"][0]["code"], "explained-sense");
    let draft = json!({"yiddish": "טאָג", "english": ["day"], "pos": "noun"});
    tab.judge(1, "accepted", &json!({"draft": draft}));
    tab.judge(2, "rejected", &json!({}));
    tab.judge(3, "accepted", &json!({}));
    // Until it is written, the file is as it was.
    assert_eq!(fs::read_to_string(&path).unwrap(), mine);
    let saved = tab.post("/api/save", &json!({})).unwrap().json();
    assert_eq!(
        (&saved["changed"], &saved["deleted"]),
        (&json!(1), &json!(1))
    );
    let after = "yiddish,english,pos\nטאָג,day,noun\nשניי,snow,noun\n";
    assert_eq!(fs::read_to_string(&path).unwrap(), after);
    assert_eq!(
        fs::read_to_string(folder.path().join("mine.csv.bak")).unwrap(),
        mine
    );
    let list = tab.get("/api/candidates?limit=9").json();
    assert_eq!(
        (&list["total"], &list["rows"][0]["state"]),
        (&json!(2), &json!("accepted"))
    );
    assert_eq!(tab.candidate(1)["findings"], json!([]));
    drop(served);
    // A row that was changed elsewhere is to be judged again; the others are not.
    fs::write(&path, after.replace("snow,", "snow | flurry,")).unwrap();
    let served = Served::start(folder.path(), &["--edit", "mine.csv"]);
    let tab = Client::new(&served, "tab");
    let open = tab.get("/api/candidates?state=open&limit=9").json();
    assert_eq!(open["rows"][0]["english"], "snow | flurry");
    assert_eq!(open["total"], 1);
}

#[test]
fn nobody_else_gets_in() {
    let folder = folder();
    let served = Served::start(folder.path(), &["c.csv"]);
    let tab = Client::new(&served, "tab");
    let host = served.base.trim_start_matches("http://");
    let body = r#"{"version":0,"verdict":"accepted","tab":"x","key":"x"}"#;
    let ours = [
        ("host", host),
        ("origin", served.base.as_str()),
        ("cookie", tab.cookie()),
        ("x-kepl-store", tab.store()),
        ("content-type", "application/json"),
    ];
    let url = format!("{}/api/candidates/1/judgement", served.base);
    let with = |name: &str, value: Option<&str>| {
        let mut headers: Vec<(&str, &str)> = ours.iter().filter(|h| h.0 != name).copied().collect();
        headers.extend(value.map(|v| (name, v)));
        request("POST", &url, &headers, body).unwrap().status
    };
    for (name, value, status) in [
        ("host", Some("evil.example"), 403),
        ("origin", Some("http://evil.example"), 403),
        ("origin", Some("null"), 403),
        ("origin", None, 403),
        ("cookie", None, 403),
        ("cookie", Some("kepl-review=guess"), 403),
        ("x-kepl-store", None, 403),
        ("x-kepl-store", Some("another"), 410),
        ("sec-fetch-site", Some("cross-site"), 403),
        ("content-type", Some("text/plain"), 415),
    ] {
        assert_eq!(with(name, value), status, "{name}: {value:?}");
    }
    assert_eq!(states(&tab)[0], "open");
    let long = format!(r#"{{"version":0,"reason":"{}"}}"#, "x".repeat(300_000));
    let reply = request("POST", &url, &ours, &long);
    assert!(reply.is_none_or(|r| r.status == 413));
    for path in [
        "/",
        "/assets/app.js",
        "/api/setup",
        "/start?token=guess",
        "/start",
    ] {
        let reply = request("GET", &format!("{}{path}", served.base), &[], "").unwrap();
        assert_eq!(reply.status, 403, "{path}");
        assert!(reply.header("set-cookie").is_none());
    }
    for path in ["/", "/assets/app.js", "/api/setup", "/nothing"] {
        let reply = tab.get(path);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    }
    assert_eq!(with("origin", Some(&served.base)), 200);
}

#[test]
fn hostile_candidates_stay_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = "yiddish,english,contexts\n\
        <script>alert(1)</script>,<img src=x onerror=alert(2)>,\u{202E}a\u{202C} ⇄ </script><b>b</b>\n\
        טאג\u{202E}gad\u{202C}\u{200F},day\u{2066},\n\
        '); DROP TABLE candidates; --,x,\n";
    fs::write(folder.path().join("c.csv"), hostile).unwrap();
    let served = Served::start(folder.path(), &["c.csv"]);
    let mut tab = Client::new(&served, "tab");
    let reply = tab.get("/api/candidates/1");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(
        reply.json()["candidate"]["yiddish"],
        "<script>alert(1)</script>"
    );
    let reply = tab.get("/api/candidates?text=');%20DROP&limit=9");
    assert_eq!(reply.json()["total"], 1);
    // What goes into a glossary has no characters that nobody sees.
    tab.judge(2, "accepted", &json!({}));
    let csv = tab.get("/api/export.csv").text;
    assert!(
        !csv.contains(['\u{202E}', '\u{200F}', '\u{2066}']),
        "{csv:?}"
    );
    assert!(csv.contains(",day"), "{csv:?}");
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = folder();
    let run = |arguments: &[&str]| kepl(folder.path(), arguments, b"");
    let absent = run(&["review", "no.csv"]);
    assert_eq!(absent.code, Some(2));
    assert!(absent.stderr.contains("no.csv"), "{}", absent.stderr);
    assert!(!Path::new("no.csv.review").exists());
    fs::write(folder.path().join("x.csv"), "a,b\n").unwrap();
    assert!(run(&["review", "x.csv"]).stderr.contains("missing-column"));
    assert!(
        run(&["review", "c.csv", "--store", "c.csv"])
            .stderr
            .contains("unusable-store")
    );
    assert_eq!(run(&["review"]).code, Some(2));
    let busy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = busy.local_addr().unwrap().port().to_string();
    let taken = run(&["review", "c.csv", "--port", &port]);
    assert!(taken.stderr.contains("no-server"), "{}", taken.stderr);
}
