//! `kepl.toml`.
#![no_main]

// The command has these files, not the library.
#[allow(dead_code, reason = "the command uses all of it")]
#[path = "../../src/cli/check/config.rs"]
mod config;

use kepl::check::Settings;
use kepl_fuzz::{SCRATCH, check_notice, scratch};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let path = scratch("kepl.toml", bytes);
    match config::Config::find(Some(&path), SCRATCH.path()) {
        Err(notice) => check_notice(&notice),
        Ok(config) => {
            let base = Settings::default();
            for file in ["a.txt", "news/today/a.txt", "-", ""] {
                let settings = config.settings(file, &base);
                assert!((0.0..=1.0).contains(&settings.doubtful));
                assert!((0.0..=1.0).contains(&settings.inconsistent));
            }
            let lines = 1 + bytes.iter().filter(|b| **b == b'\n').count();
            let places = config.codes().map(|(_, place)| place);
            for place in places.chain(config.fail_on().map(|(_, place)| place)) {
                assert!(place.line.is_some_and(|line| (1..=lines).contains(&line)));
            }
            let _ = (config.glossaries().count(), config.shown());
        }
    }
});
