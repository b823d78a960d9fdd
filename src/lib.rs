//! kepl reads a Yiddish headline and the English story under it.

pub mod align;
pub mod blob;
pub mod document;
pub mod english;
pub mod error;
pub mod glossary;
pub mod tables;
pub mod yiddish;

pub use english::Body;
pub use glossary::Glossary;
pub use yiddish::Headline;
