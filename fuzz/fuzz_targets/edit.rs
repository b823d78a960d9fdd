//! Editing a glossary on the page: a row that was not changed stays as it was.
#![no_main]

use std::cell::RefCell;

use kepl::glossary::entry::Entry;
use kepl::glossary::read;
use kepl::review::{Answer, Draft, Filter, Judgement, Store, Verdict, edit};
use kepl_fuzz::{check_notice, contents, fresh};
use libfuzzer_sys::fuzz_target;

/// Files that one store takes before it is made anew.
const MOST: usize = 200;

thread_local! {
    static STORE: RefCell<Option<(Store, usize)>> = const { RefCell::new(None) };
}

fn judged(store: &Store, id: i64, version: i64, verdict: Verdict, yiddish: Option<&str>) {
    let draft = yiddish.map(|yiddish| {
        let detail = store
            .detail(id)
            .expect("a store")
            .expect("a row of the list");
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
    let words = |entries: &[Entry]| -> Vec<(String, Vec<String>)> {
        let words = entries
            .iter()
            .map(|e| (e.yiddish.clone(), e.english.clone()));
        words.collect()
    };
    let mut expected = words(&before);
    for (at, row) in rows.iter().take(2).enumerate() {
        let detail = store
            .detail(row.id)
            .expect("a store")
            .expect("a row of the list");
        let Draft {
            yiddish, english, ..
        } = detail.proposal;
        let place = expected
            .iter()
            .position(|word| *word == (yiddish.clone(), english.clone()));
        expected.swap_remove(place.expect("a row of the file"));
        if at == 0 {
            judged(store, row.id, row.version, Verdict::Rejected, None);
        } else {
            judged(store, row.id, row.version, Verdict::Accepted, Some("קעפּל"));
        }
    }
    match edit::save(store, &path) {
        Err(notices) => notices.iter().for_each(check_notice),
        Ok(saved) => {
            assert_eq!(saved.missing, 0, "{:?}", String::from_utf8_lossy(bytes));
            let after = read::read(&contents(&path)[..], "g.csv").entries;
            assert_eq!(after.len() + saved.deleted, before.len());
            let mut after = words(&after);
            after.retain(|word| word.0 != "קעפּל");
            expected.retain(|word| word.0 != "קעפּל");
            expected.sort();
            after.sort();
            assert_eq!(after, expected);
        }
    }
}
