//! Editing a glossary on the page: a row that was not changed stays as it was.
#![no_main]

use std::cell::RefCell;

use kepl::glossary::read;
use kepl::review::{Answer, Filter, Judgement, Store, Verdict, edit};
use kepl_fuzz::{check_notice, contents, fresh};
use libfuzzer_sys::fuzz_target;

/// Files that one store takes before it is made anew.
const MOST: usize = 200;

thread_local! {
    static STORE: RefCell<Option<(Store, usize)>> = const { RefCell::new(None) };
}

fn judged(store: &Store, id: i64, version: i64, verdict: Verdict, yiddish: Option<&str>) {
    let draft = yiddish.map(|yiddish| {
        let detail = store.detail(id).expect("a store").expect("a row of the list");
        let mut draft = detail.draft().clone();
        draft.yiddish = yiddish.to_owned();
        draft
    });
    let answer = store.judge(&Judgement {
        candidate: id,
        version,
        verdict,
        draft,
        reason: String::new(),
        reviewer: String::new(),
        tab: "1".to_owned(),
        key: format!("{id}-{version}"),
    });
    assert_eq!(answer.expect("a store"), Answer::Saved);
}

fuzz_target!(|bytes: &[u8]| {
    STORE.with_borrow_mut(|slot| {
        if slot.as_ref().is_none_or(|(_, used)| *used >= MOST) {
            *slot = None;
            let store = Store::open(&fresh("edit").join("s.sqlite")).expect("a store");
            *slot = Some((store, 0));
        }
        if let Some((store, used)) = slot {
            *used += 1;
            one(store, bytes);
        }
    });
});

fn one(store: &Store, bytes: &[u8]) {
    let path = fresh("edited").join("g.csv");
    std::fs::write(&path, bytes).expect("a scratch file");
    if let Err(notices) = edit::take(store, &path) {
        notices.iter().for_each(check_notice);
        assert_eq!(contents(&path), bytes);
        return;
    }
    let before = read::read(bytes, "g.csv").entries;
    let filter = Filter {
        limit: 3,
        ..Filter::default()
    };
    let rows = store.list(&filter).expect("a store").rows;
    assert_eq!(rows.is_empty(), before.is_empty());
    // The first row goes, the second is changed, the others stay.
    for (at, row) in rows.iter().take(2).enumerate() {
        match at {
            0 => judged(store, row.id, row.version, Verdict::Rejected, None),
            _ => judged(store, row.id, row.version, Verdict::Accepted, Some("קעפּל")),
        }
    }
    match edit::save(store, &path) {
        Err(notices) => notices.iter().for_each(check_notice),
        Ok(saved) => {
            assert_eq!(saved.missing, 0, "{:?}", String::from_utf8_lossy(bytes));
            let after = read::read(&contents(&path)[..], "g.csv");
            assert_eq!(after.entries.len() + saved.deleted, before.len());
            for (old, new) in before.iter().skip(2).zip(after.entries.iter().skip(1)) {
                assert_eq!((&old.yiddish, &old.english), (&new.yiddish, &new.english));
            }
        }
    }
}
