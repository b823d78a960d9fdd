//! The parts of the crate's `glossary` module that compiling needs.

#[path = "../src/glossary/compile.rs"]
pub mod compile;
#[path = "../src/glossary/entry.rs"]
pub mod entry;
#[path = "../src/glossary/pointing.rs"]
pub mod pointing;
#[path = "../src/glossary/postings.rs"]
pub mod postings;
#[path = "../src/glossary/read.rs"]
pub mod read;
#[path = "../src/glossary/sheet.rs"]
pub mod sheet;
