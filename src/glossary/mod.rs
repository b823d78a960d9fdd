//! The glossary: entries, their compiled form, and what a word can be by them.

pub mod analyse;
pub mod compile;
pub mod coverage;
pub mod entry;
pub mod exchange;
pub mod files;
mod headword;
pub mod index;
pub mod lint;
pub mod lookup;
pub mod merge;
pub mod pointing;
pub mod postings;
pub mod read;
pub mod sheet;
pub mod soviet;
pub mod stats;
pub mod write;

use std::cell::RefCell;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashSet;

use crate::blob::Blob;
use crate::error::{Notice, Place, Severity};
use crate::induce::hash::{hash_bytes, mix};
use crate::memo::Memo;
use crate::yiddish::inflect::IrregularVerbs;
use crate::yiddish::key;
use analyse::{Derivation, Reading};
use entry::{Entry, Pos};
use index::Index;

pub use coverage::{Coverage, Covered, Unknown};
pub use lint::{fix, lint};
pub use lookup::{Analysis, Lookup};

static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/glossary.bin"));

static BUILTIN_INDEX: LazyLock<Arc<Index>> = LazyLock::new(|| {
    Arc::new(Index::new(Blob::Borrowed(BUILTIN)).expect("the build script wrote a whole index"))
});

thread_local! {
    /// What the built-in glossary says of the words met last.
    static READINGS: RefCell<Memo<Vec<u8>, Rc<[Reading<'static>]>>> =
        RefCell::new(Memo::new(1 << 13));
}

/// The readings of a key in the built-in glossary, which are the same whenever it is asked for.
fn remembered(builtin: &'static Index, key: &[u8]) -> Vec<Reading<'static>> {
    let known = READINGS.with_borrow(|memo| memo.get(key));
    if let Some(known) = known {
        return known.to_vec();
    }
    let readings = analyse::readings(builtin, key);
    // What is very long is not met again, and would fill the memory.
    if key.len() <= LONGEST_REMEMBERED {
        READINGS.with_borrow_mut(|memo| memo.put(key.to_vec(), readings.as_slice().into()));
    }
    readings
}

/// Keys longer than this are not remembered.
const LONGEST_REMEMBERED: usize = 64;

/// A reading of a later layer is taken for likelier than one of an earlier layer by this much.
const LAYER_BONUS: f32 = 0.5;

/// The default glossary with the user's own laid over it.
#[derive(Debug, Clone)]
pub struct Glossary {
    layers: Vec<Arc<Index>>,
    hidden: Arc<FxHashSet<Vec<u8>>>,
}

impl Glossary {
    /// The glossary inside the binary.
    pub fn builtin() -> Self {
        Self {
            layers: vec![BUILTIN_INDEX.clone()],
            hidden: Arc::default(),
        }
    }

    /// Lays the glossary file at `path` over what is there: its entries win.
    ///
    /// Returns what a person should know about the file, such as a column that is left out.
    ///
    /// # Errors
    /// What is wrong with the file. Nothing of it is used then.
    pub fn overlay(&mut self, path: &Path) -> Result<Vec<Notice>, Vec<Notice>> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| {
            vec![Notice::error(
                "unreadable-glossary",
                Place::file(&name),
                format!("the glossary cannot be opened: {error}"),
                "check the path given with --glossary",
            )]
        })?;
        self.overlay_from(file, &name)
    }

    /// The same for anything that yields the bytes of a glossary file; `name` is what notices and sources call it.
    ///
    /// # Errors
    /// What is wrong with it. Nothing of it is used then.
    pub fn overlay_from(
        &mut self,
        source: impl Read,
        name: &str,
    ) -> Result<Vec<Notice>, Vec<Notice>> {
        let rows = read::read(source, name);
        let (mut errors, warnings): (Vec<_>, Vec<_>) = rows
            .notices
            .into_iter()
            .partition(|n| n.severity == Severity::Error);
        errors.extend(disagreements(&rows.entries));
        if !errors.is_empty() {
            return Err(errors);
        }
        self.overlay_entries(&rows.entries);
        Ok(warnings)
    }

    /// Lays `entries` over what is there.
    pub fn overlay_entries(&mut self, entries: &[Entry]) {
        let known = self.irregular_verbs();
        let blob = compile::compile(entries, known);
        self.layers
            .extend(Index::new(Blob::Owned(blob)).map(Arc::new));
    }

    /// Treats the entries with these lemmas as absent.
    #[must_use]
    pub fn without<'a>(mut self, lemmas: impl IntoIterator<Item = &'a str>) -> Self {
        let mut hidden = (*self.hidden).clone();
        hidden.extend(lemmas.into_iter().map(key::of));
        self.hidden = Arc::new(hidden);
        self
    }

    /// The layers, the default glossary first.
    pub fn layers(&self) -> impl DoubleEndedIterator<Item = &Index> {
        self.layers.iter().map(|l| &**l)
    }

    /// How many entries all layers hold together.
    pub fn len(&self) -> usize {
        self.layers().map(Index::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every reading of `key`, cheapest first: see [`analyse::readings`].
    pub fn readings(&self, key: &[u8]) -> Vec<Reading<'_>> {
        self.collect(key, |layer, key| {
            if Self::is_builtin(layer) {
                remembered(&BUILTIN_INDEX, key)
            } else {
                analyse::readings(layer, key)
            }
        })
    }

    /// The same, for a key that will hardly be met again soon.
    fn readings_once(&self, key: &[u8]) -> Vec<Reading<'_>> {
        self.collect(key, analyse::readings)
    }

    /// Whether `index` is the one inside the binary, which never changes.
    pub(crate) fn is_builtin(index: &Index) -> bool {
        let builtin: &Index = &BUILTIN_INDEX;
        std::ptr::eq(index, builtin)
    }

    /// The readings of `key` that need no spelling rule, derivation or cut.
    pub fn exact(&self, key: &[u8]) -> Vec<Reading<'_>> {
        self.collect(key, analyse::exact)
    }

    /// Whether any form's key begins with `prefix`.
    pub fn has_prefix(&self, prefix: &[u8]) -> bool {
        self.layers().any(|layer| layer.has_prefix(prefix))
    }

    fn collect<'a>(
        &'a self,
        key: &[u8],
        find: impl Fn(&'a Index, &[u8]) -> Vec<Reading<'a>>,
    ) -> Vec<Reading<'a>> {
        let mut out: Vec<Reading<'a>> = Vec::new();
        for (depth, layer) in self.layers().enumerate() {
            let bonus = LAYER_BONUS * depth as f32;
            out.extend(
                find(layer, key)
                    .into_iter()
                    .filter(|r| self.shows(r))
                    .map(|mut r| {
                        r.cost -= bonus;
                        r
                    }),
            );
        }
        if self.layers.len() > 1 {
            out.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
        out
    }

    fn shows(&self, reading: &Reading) -> bool {
        if self.hidden.is_empty() {
            return true;
        }
        // A compound of an absent word would give that word away.
        let by_part = match &reading.derivation {
            Derivation::Compound(before) => before
                .iter()
                .any(|m| self.hides(reading.index.entry(m.posting.entry))),
            _ => false,
        };
        !by_part && !self.hides(reading.entry())
    }

    /// Whether `entry` is treated as absent: it or the word that it is said with, as מסכּים is in מסכּים זײַן.
    fn hides(&self, entry: index::EntryRef<'_>) -> bool {
        let lemma = entry.lemma();
        let hides = |word: &str| self.hidden.contains(&key::of(word));
        let said_with = || {
            let phrasal = entry.is_hebrew() && entry.pos() == Some(Pos::Verb);
            lemma.rsplit_once(' ').filter(|_| phrasal)
        };
        !self.hidden.is_empty()
            && (hides(lemma) || said_with().is_some_and(|(word, _)| hides(word)))
    }

    /// A number that changes when the glossary does, or what it treats as absent.
    pub fn mark(&self) -> u64 {
        let mut hidden: Vec<&Vec<u8>> = self.hidden.iter().collect();
        hidden.sort();
        let layers = self.layers().map(|l| hash_bytes(l.bytes()));
        let version = hash_bytes(env!("CARGO_PKG_VERSION").as_bytes());
        layers
            .chain(hidden.into_iter().map(|h| hash_bytes(h)))
            .fold(version, |mark, next| mix(mark ^ next))
    }

    /// The entries that are not treated as absent.
    pub fn shown(&self) -> impl Iterator<Item = index::EntryRef<'_>> {
        self.entry_refs().filter(|&e| !self.hides(e))
    }

    fn entry_refs(&self) -> impl Iterator<Item = index::EntryRef<'_>> {
        self.layers()
            .flat_map(|layer| (0..layer.len() as u32).map(move |id| layer.entry(id)))
    }

    /// All entries, without the notes, which are not compiled.
    pub fn entries(&self) -> Vec<Entry> {
        self.entry_refs().map(index::EntryRef::to_entry).collect()
    }

    /// The irregular verbs of all layers, for compiling another.
    fn irregular_verbs(&self) -> IrregularVerbs {
        let irregular = |e: &index::EntryRef| e.pos() == Some(Pos::Verb) && !e.forms().is_empty();
        let entries: Vec<Entry> = self
            .entry_refs()
            .filter(irregular)
            .map(index::EntryRef::to_entry)
            .collect();
        IrregularVerbs::collect(&entries)
    }
}

/// Rows of one file that give one lemma and part of speech different meanings.
fn disagreements(entries: &[Entry]) -> Vec<Notice> {
    let mut first: rustc_hash::FxHashMap<(Vec<u8>, Option<Pos>), &Entry> =
        rustc_hash::FxHashMap::default();
    let mut out = Vec::new();
    for entry in entries {
        match first.entry((key::of(&entry.yiddish), entry.pos)) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(entry);
            }
            std::collections::hash_map::Entry::Occupied(slot) => {
                let other = slot.get();
                let same_word = crate::yiddish::normalize::normalize(&other.yiddish).text
                    == crate::yiddish::normalize::normalize(&entry.yiddish).text;
                let forbids =
                    entry.has_tag(entry::tag::FORBIDDEN) != other.has_tag(entry::tag::FORBIDDEN);
                if same_word && !forbids && other.english != entry.english {
                    out.push(Notice::error(
                        "duplicate-key",
                        Place::line(&entry.file, entry.line as usize),
                        format!(
                            "`{}` already has another meaning in line {}",
                            entry.yiddish, other.line
                        ),
                        "put all senses in one row, split by ` | `",
                    ));
                }
            }
        }
    }
    out
}
