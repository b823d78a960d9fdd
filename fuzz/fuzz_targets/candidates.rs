//! A table or JSON Lines of candidates, as `kepl review` takes them in.
#![no_main]

use kepl::review::{Context, read};
use kepl_fuzz::{check_notice, scratch};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = scratch("candidates", bytes);
    match read::read(&path) {
        Err(notice) => check_notice(&notice),
        Ok(candidates) => {
            for (count, candidate) in candidates.enumerate() {
                assert!(count <= bytes.len(), "more candidates than bytes");
                match candidate {
                    Err(notice) => check_notice(&notice),
                    Ok(candidate) => {
                        assert!(!candidate.yiddish.is_empty() && !candidate.english.is_empty());
                        let draft = candidate.proposal();
                        assert_eq!(draft.tidied(), draft);
                        let _ = draft.entry();
                    }
                }
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        Context::parse(text);
    }
});
