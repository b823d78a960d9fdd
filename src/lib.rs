//! kepl reads a Yiddish headline in Hebrew script and the English story under it, and says which
//! English words of the story each headline term stands for.
//!
//! ```
//! use kepl::{Aligner, Body, Glossary, Headline};
//!
//! let glossary = Glossary::builtin();
//! let headline = Headline::parse("יאפאן זאגט נישט פון רוסלאנד");
//! let body = Body::parse("Japanese officials did not comment on Russia.");
//!
//! let pairs = Aligner::new(&glossary).align(&headline, &body);
//! let russia = pairs.iter().find(|p| p.lemma == "רוסלאַנד").unwrap();
//! assert_eq!(russia.english, "Russia");
//! assert_eq!(russia.span, Some(38..44));
//! ```
//!
//! The stages, each a module: [`document`] reads files; [`yiddish`] and [`english`] read the two
//! sides; [`glossary`] says what a word can be; [`align`] pairs the terms; [`report`] writes.
//! [`check`] says whether the headline fits its story. [`pairing`] finds the story of each headline
//! among many; [`induce`] finds the words that the glossary lacks.

#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod align;
pub mod blob;
pub mod check;
pub mod document;
pub mod english;
pub mod error;
pub mod glossary;
pub mod induce;
mod memo;
pub mod pairing;
pub mod report;
#[cfg(feature = "review")]
pub mod review;
pub mod tables;
pub mod translate;
pub mod yiddish;

pub use align::{Aligner, Alignment, TermPair};
pub use check::{Checker, Finding, check_document};
pub use document::Document;
pub use english::Body;
pub use glossary::Glossary;
pub use yiddish::Headline;

/// The examples of `docs/check.md`, which are tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/check.md")]
struct CheckGuide;

/// Aligns one document: the pipeline in one call.
pub fn align_document(glossary: &Glossary, document: &Document) -> Alignment {
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    Alignment {
        document: document.id.clone(),
        pairs: Aligner::new(glossary).align(&headline, &body),
    }
}
