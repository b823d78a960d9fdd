//! kepl reads a Yiddish headline and the English story under it.

pub mod align;
pub mod blob;
pub mod document;
pub mod error;
pub mod glossary;
pub mod yiddish;

pub use glossary::Glossary;
pub use yiddish::Headline;
