//! Tables of other tools: what was read comes back when it is written and read again.
#![no_main]

use kepl::glossary::exchange::Format;
use kepl_fuzz::import;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| import(text, &[Format::Omegat, Format::Weblate, Format::Anki]));
