//! Growing a glossary: from many headlines with their stories, the pairs that it lacks.
//!
//! What the glossary explains is taken out of every document first ([`mod@residue`]); what is left is kept
//! in a [`store`], counted ([`mod@census`]) and linked ([`mod@link`]); what speaks for each pair comes to a
//! probability ([`features`]).
//!
//! ```
//! use kepl::{Document, Glossary, induce::{Inducer, Options}};
//!
//! let glossary = Glossary::builtin();
//! let mut inducer = Inducer::new(&glossary).unwrap();
//! for (headline, body) in [
//!     ("די קרעקסל איז גרויס", "The squirrel is big."),
//!     ("א קרעקסל און א הונט", "A squirrel and a dog."),
//! ] {
//!     inducer.add(&Document {
//!         id: String::new(),
//!         headline: headline.to_owned(),
//!         body: body.to_owned(),
//!         place: kepl::error::Place::default(),
//!     }).unwrap();
//! }
//! let candidates = inducer.candidates(&Options::default()).unwrap();
//! assert_eq!(candidates[0].english, "squirrel");
//! ```

pub mod candidate;
pub mod census;
pub mod confirmed;
pub mod context;
pub mod encode;
pub mod evidence;
pub mod features;
pub mod hash;
pub mod kin;
pub mod link;
pub mod pool;
pub mod residue;
pub mod score;
pub mod store;
pub mod suggest;
pub mod words;

use std::path::Path;

use crate::document::Document;
use crate::glossary::Glossary;

pub use candidate::{Candidate, Kind};
pub use context::Context;
pub use store::{Store, StoreError};

use census::{Census, Sieve, census};
use evidence::Evidence;
use link::{Pair, link};
use residue::{Residue, residue};
use score::{Scored, score};

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Candidates less probable are left out.
    pub min_probability: f64,
    /// Of each Yiddish word so many candidates at most.
    pub per_word: usize,
    /// Contexts of each candidate at most.
    pub contexts: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            min_probability: 0.01,
            per_word: 10,
            contexts: 3,
        }
    }
}

/// Documents from which on words met only once are left out, so that memory suffices for any number.
const MANY: u64 = 100_000;
/// So many documents more, and a word must be met once more.
const STEP: u64 = 400_000;

/// Collects documents and finds what the glossary lacks.
#[derive(Debug)]
pub struct Inducer<'g> {
    glossary: &'g Glossary,
    store: Store,
}

/// What the counting came to, before it is judged.
#[derive(Debug)]
pub struct Counted {
    /// Both sides, numbered.
    pub census: Census,
    /// All pairs.
    pub pairs: Vec<Pair>,
    /// The best pairs of each unit with their features.
    pub scored: Vec<Scored>,
}

impl<'g> Inducer<'g> {
    /// One that keeps what it reads in a file of its own, which goes when it goes.
    pub fn new(glossary: &'g Glossary) -> Result<Self, StoreError> {
        Ok(Self {
            glossary,
            store: Store::temporary(glossary.mark())?,
        })
    }

    /// One that goes on from the store at `path`, which it makes if there is none.
    ///
    /// Documents that were read by another glossary are read again by this one.
    pub fn open(glossary: &'g Glossary, path: &Path) -> Result<Self, StoreError> {
        let mut store = Store::open(path, glossary.mark())?;
        if store.mark() != glossary.mark() {
            store.renew(glossary.mark(), |old| residue(glossary, &document(old)))?;
        }
        Ok(Self { glossary, store })
    }

    /// How many documents there are.
    pub fn documents(&self) -> u64 {
        self.store.documents()
    }

    /// What `document` leaves unexplained, for [`Inducer::keep`]: this part may run on many threads.
    pub fn read(glossary: &Glossary, document: &Document) -> Residue {
        residue(glossary, document)
    }

    /// Keeps what [`Inducer::read`] found; false where the document is there already.
    pub fn keep(&mut self, residue: &Residue) -> Result<bool, StoreError> {
        self.store.add(residue)
    }

    /// Reads `document` and keeps what it leaves.
    pub fn add(&mut self, document: &Document) -> Result<bool, StoreError> {
        let residue = residue(self.glossary, document);
        self.keep(&residue)
    }

    /// Counts and links everything.
    pub fn count(&mut self) -> Result<Counted, StoreError> {
        self.store.flush()?;
        let documents = self.store.documents();
        let sieve = if documents > MANY {
            let least = u8::try_from(2 + documents / STEP).unwrap_or(u8::MAX);
            Sieve::fill(&mut self.store, least)?
        } else {
            Sieve::open()
        };
        let census = census(&mut self.store, &sieve)?;
        drop(sieve);
        let evidence = Evidence::new(self.glossary);
        let pairs = link(&mut self.store, &census, &evidence)?;
        let scored = score(&census, &pairs);
        Ok(Counted {
            census,
            pairs,
            scored,
        })
    }

    /// The candidates, best first.
    pub fn candidates(&mut self, options: &Options) -> Result<Vec<Candidate>, StoreError> {
        let counted = self.count()?;
        candidate::candidates(self.glossary, &mut self.store, &counted, options)
    }
}

fn document(residue: &Residue) -> Document {
    Document {
        id: residue.id.clone(),
        headline: residue.headline.clone(),
        body: residue.body.clone(),
        place: crate::error::Place::default(),
    }
}
