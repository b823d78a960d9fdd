//! The journal of an output half-written: whatever it says, what was written is kept up to a byte that it names.
#![no_main]

use std::io::Write as _;

use kepl::report::Output;
use kepl_fuzz::{check_notice, contents, fresh};
use libfuzzer_sys::fuzz_target;

/// What the earlier run wrote.
const WRITTEN: &[u8] = b"id,term\n1,one\n2,two\n3,three\n4,four\n";

fuzz_target!(|journal: &[u8]| {
    let folder = fresh("journal");
    let target = folder.join("o.csv");
    std::fs::write(folder.join("o.csv.partial"), WRITTEN).expect("a scratch file");
    std::fs::write(folder.join("o.csv.journal"), journal).expect("a scratch file");
    let dependencies = vec![("--format".to_owned(), "csv".to_owned())];
    match Output::resumable(&target, &dependencies) {
        Err(notice) => {
            check_notice(&notice);
            assert_eq!(contents(&folder.join("o.csv.partial")), WRITTEN);
        }
        Ok((mut output, checkpoint, mut progress)) => {
            output.write_all(b"5,five\n").expect("a scratch file");
            progress.records = progress.records.wrapping_add(1);
            checkpoint.set(progress);
            output.flush().expect("a scratch file");
            output.commit().expect("a scratch file");
            let whole = contents(&target);
            let kept = whole
                .strip_suffix(b"5,five\n")
                .expect("what was written last");
            assert!(WRITTEN.starts_with(kept));
        }
    }
});
