//! `kepl.ignore`, and the findings of an earlier run.
#![no_main]

// The command has this file, not the library.
#[allow(dead_code, reason = "the command uses all of it")]
#[path = "../../src/cli/check/ignore.rs"]
mod ignore;

use kepl::check::{Code, Finding, Severity};
use kepl::error::{Notice, Place};
use kepl_fuzz::{check_notice, scratch};
use libfuzzer_sys::fuzz_target;

const CODE: Code = Code {
    name: "certainty",
    severity: Severity::Warning,
    says: "",
};

/// As the command says it.
fn unknown_code(place: Place, code: &str) -> Notice {
    Notice::error(
        "unknown-code",
        place,
        format!("no code `{code}`"),
        "use another",
    )
}

fuzz_target!(|bytes: &[u8]| {
    let path = scratch("kepl.ignore", bytes);
    let mut ignored = ignore::Ignored::default();
    let mut notices = Vec::new();
    ignored.read(&path, &[CODE], &mut notices);
    notices.iter().for_each(check_notice);
    if let Err(notice) = ignored.read_baseline(&path) {
        check_notice(&notice);
    }
    let finding = Finding {
        code: CODE.name,
        severity: CODE.severity,
        yiddish: "א".to_owned(),
        headline: vec![0..1],
        english: String::new(),
        span: None,
        message: String::new(),
        advice: String::new(),
    };
    ignored.shows("1", &finding);
});
