//! Documents as JSON Lines.
#![no_main]

use kepl::document::Format;
use kepl_fuzz::read_documents;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_documents(bytes, Format::Jsonl));
