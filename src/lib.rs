//! kepl reads a Yiddish headline and the English story under it.

pub mod align;
pub mod document;
pub mod error;
pub mod report;

mod stub;
pub use stub::{Glossary, align_document};
/// Stand-in.
pub mod yiddish {
    pub use crate::stub::{Spelling, normalize_line};
}
/// Stand-in.
pub mod glossary {
    pub use crate::stub::{Analysis, Lookup, lint};
}
