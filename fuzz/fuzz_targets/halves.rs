//! Headlines without stories and stories without headlines, in all the forms they come in.
#![no_main]

use kepl::document::{Input, ReadOptions, Side, texts};
use kepl_fuzz::{check_notice, scratch};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions::default();
    for name in ["h.txt", "h.jsonl", "h.csv", "h.tsv", "h.html", "h"] {
        let input = Input::File(scratch(name, bytes));
        for side in [Side::Headlines, Side::Bodies] {
            for whole in [false, true] {
                for (count, text) in texts(&input, side, whole, &options).enumerate() {
                    assert!(count <= bytes.len(), "more texts than bytes");
                    match text {
                        Ok(text) => assert!(!text.text.trim().is_empty()),
                        Err(notice) => check_notice(&notice),
                    }
                }
            }
        }
    }
});
