//! kepl reads a Yiddish headline and the English story under it.

pub mod align;
pub mod document;
pub mod error;
pub mod report;
