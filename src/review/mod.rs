//! Judging candidates: a page in the browser, on which a person says what becomes an entry.
//!
//! [`read`](read::read) takes candidates in, [`Store`] keeps them and all that is decided about them, the
//! server shows the page, and [`export`] writes what was accepted. [`edit`] does the same
//! with the rows of a glossary.
//!
//! ```
//! use kepl::review::{Judgement, Store, Verdict, export};
//!
//! let folder = tempfile::tempdir().unwrap();
//! let candidates = folder.path().join("candidates.csv");
//! std::fs::write(&candidates, "yiddish,english,pos\nשניי,snow,noun\n").unwrap();
//!
//! let store = Store::open(&folder.path().join("candidates.sqlite")).unwrap();
//! store.import(&candidates).unwrap();
//! store
//!     .judge(&Judgement {
//!         candidate: 1,
//!         version: 0,
//!         verdict: Verdict::Accepted,
//!         draft: None,
//!         reason: String::new(),
//!         reviewer: "Rivke".into(),
//!         tab: "1".into(),
//!         key: "1".into(),
//!     })
//!     .unwrap();
//! let mut glossary = Vec::new();
//! export::export(&store, &mut glossary).unwrap();
//! assert_eq!(String::from_utf8(glossary).unwrap(), "yiddish,english,pos\nשניי,snow,noun\n");
//! ```

mod api;
mod assets;
mod candidate;
mod draft;
pub mod edit;
pub mod export;
mod glossary_file;
mod marks;
pub mod read;
mod security;
mod server;
mod store;

pub use candidate::{Candidate, Context, Kind};
pub use draft::Draft;
pub use server::{Server, Settings};
pub use store::{
    Answer, Detail, Event, Filter, Imported, Judgement, Page, Progress, RowView, Sort, Store,
    StoreError, Undone, Verdict, is_database,
};
