//! A glossary file: reading, checking, repairing, and using it over the default one.
#![no_main]

use std::slice;

use kepl::glossary::{fix, lint, read};
use kepl::yiddish::Spelling;
use kepl_fuzz::{GLOSSARY, check_inside, check_notice, contents, scratch, split};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let rows = read::read(bytes, "g.csv");
    rows.notices
        .iter()
        .for_each(|notice| check_inside(notice, &text));
    for entry in &rows.entries {
        assert!(
            !entry.yiddish.is_empty() && !entry.english.is_empty(),
            "{entry:?}"
        );
    }

    let path = scratch("g.csv", bytes);
    match lint(slice::from_ref(&path)) {
        Ok(notices) => notices
            .iter()
            .for_each(|notice| check_inside(notice, &text)),
        Err(notices) => notices.iter().for_each(check_notice),
    }
    let mut glossary = GLOSSARY.clone();
    match glossary.overlay(&path) {
        Ok(_) => {
            for entry in rows.entries.iter().take(4) {
                glossary.lookup(&entry.yiddish);
                glossary.romanize(&entry.yiddish);
                glossary.normalize_line(&entry.yiddish, Spelling::Yivo);
                let line = format!("{}\n{}", entry.yiddish, entry.english[0]);
                kepl::align_document(&glossary, &split(&line));
            }
        }
        Err(notices) => notices.iter().for_each(check_notice),
    }

    // Repairing loses no row, and what is repaired needs no repair.
    let fine = rows.notices.is_empty();
    if fix(slice::from_ref(&path)).is_ok() && fine {
        let repaired = read::read(&contents(&path)[..], "g.csv");
        assert_eq!(
            repaired.entries.len(),
            rows.entries.len(),
            "{:?}",
            contents(&path)
        );
        let again = fix(slice::from_ref(&path)).expect("it was read before");
        assert_eq!(again, [], "{:?}", String::from_utf8_lossy(&contents(&path)));
    }
});
