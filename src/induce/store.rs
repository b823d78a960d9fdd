//! Where the residues of many documents are kept: a file that is read through again and again, so that
//! memory does not grow with the corpus.
//!
//! The file begins with a line that names the format and with the mark of the glossary by which the
//! documents were read. A record is its length, its checksum and its bytes. What a killed process has
//! left half written at the end is cut off when the file is opened again.

use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::encode::{decode, encode};
use super::hash::hash_bytes;
use super::residue::Residue;

const MAGIC: &[u8; 16] = b"kepl induce v2\n\n";
/// Bytes before the first record: the format and the glossary's mark.
const HEADER: u64 = 24;
/// Records read at once, which is also what threads share among them.
const CHUNK: usize = 2048;
/// No record is as long as this.
const LONGEST: u32 = 1 << 28;

/// Residues in a file.
#[derive(Debug)]
pub struct Store {
    file: File,
    writer: Option<BufWriter<File>>,
    seen: FxHashSet<u64>,
    mark: u64,
    documents: u64,
}

/// What keeps a store from being used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file could not be read or written.
    #[error("the store cannot be used: {0}")]
    Io(#[from] io::Error),
    /// The file is something else.
    #[error("the file is no store of kepl induce")]
    Foreign,
}

impl Store {
    /// A store that lasts as long as the process.
    pub fn temporary(mark: u64) -> Result<Self, StoreError> {
        Self::begin(tempfile::tempfile()?, mark)
    }

    /// The store at `path`, made if there is none.
    pub fn open(path: &Path, mark: u64) -> Result<Self, StoreError> {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        if file.metadata()?.len() == 0 {
            return Self::begin(file, mark);
        }
        let mut header = [0; HEADER as usize];
        let mut reader = BufReader::new(file.try_clone()?);
        if reader.read_exact(&mut header).is_err() || header[..16] != *MAGIC {
            return Err(StoreError::Foreign);
        }
        let mut old = [0; 8];
        old.copy_from_slice(&header[16..]);
        let mut store = Self {
            file,
            writer: None,
            seen: FxHashSet::default(),
            mark: u64::from_le_bytes(old),
            documents: 0,
        };
        let mut whole = HEADER;
        let mut buffer = Vec::new();
        while let Some(length) = read_record(&mut reader, &mut buffer)? {
            if let Some(residue) = decode(&buffer) {
                store.seen.insert(content(&residue.headline, &residue.body));
                store.documents += 1;
            }
            whole += length;
        }
        store.file.set_len(whole)?;
        Ok(store)
    }

    fn begin(mut file: File, mark: u64) -> Result<Self, StoreError> {
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(MAGIC)?;
        file.write_all(&mark.to_le_bytes())?;
        Ok(Self {
            file,
            writer: None,
            seen: FxHashSet::default(),
            mark,
            documents: 0,
        })
    }

    /// The mark of the glossary by which its documents were read.
    pub fn mark(&self) -> u64 {
        self.mark
    }

    /// How many documents it holds.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Adds a residue; one of a document that is there already is not added again.
    pub fn add(&mut self, residue: &Residue) -> Result<bool, StoreError> {
        if !self.seen.insert(content(&residue.headline, &residue.body)) {
            return Ok(false);
        }
        if self.writer.is_none() {
            let mut file = self.file.try_clone()?;
            file.seek(SeekFrom::End(0))?;
            self.writer = Some(BufWriter::with_capacity(1 << 18, file));
        }
        if let Some(writer) = &mut self.writer {
            let bytes = encode(residue);
            writer.write_all(&(bytes.len() as u32).to_le_bytes())?;
            writer.write_all(&(hash_bytes(&bytes) as u32).to_le_bytes())?;
            writer.write_all(&bytes)?;
        }
        self.documents += 1;
        Ok(true)
    }

    /// Writes out what is still in memory.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        if let Some(mut writer) = self.writer.take() {
            writer.flush()?;
        }
        Ok(())
    }

    /// Calls `work` on every residue, on several threads at once and in no order, and `take` on
    /// what each portion of them came to, in the order of the file.
    pub fn pass<R: Send>(
        &mut self,
        work: impl Fn(Residue) -> R + Sync,
        mut take: impl FnMut(Vec<R>),
    ) -> Result<(), StoreError> {
        self.flush()?;
        let mut file = self.file.try_clone()?;
        file.seek(SeekFrom::Start(HEADER))?;
        let mut reader = BufReader::with_capacity(1 << 18, file);
        loop {
            let mut chunk: Vec<Vec<u8>> = Vec::with_capacity(CHUNK);
            let mut buffer = Vec::new();
            while chunk.len() < CHUNK && read_record(&mut reader, &mut buffer)?.is_some() {
                chunk.push(std::mem::take(&mut buffer));
            }
            if chunk.is_empty() {
                return Ok(());
            }
            let done = chunk
                .into_par_iter()
                .filter_map(|bytes| decode(&bytes).map(&work))
                .collect();
            take(done);
        }
    }

    /// Reads every document again by another glossary, whose mark is `mark`.
    pub fn renew(
        &mut self,
        mark: u64,
        read: impl Fn(&Residue) -> Residue + Sync,
    ) -> Result<(), StoreError> {
        let mut fresh = Self::temporary(mark)?;
        let mut failure = None;
        self.pass(
            |old| read(&old),
            |done| {
                for residue in done {
                    if failure.is_none() {
                        failure = fresh.add(&residue).err();
                    }
                }
            },
        )?;
        if let Some(error) = failure {
            return Err(error);
        }
        fresh.flush()?;
        fresh.file.seek(SeekFrom::Start(0))?;
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        io::copy(&mut fresh.file, &mut self.file)?;
        self.mark = mark;
        Ok(())
    }
}

/// What tells a document from others: its texts, not its name.
pub fn content(headline: &str, body: &str) -> u64 {
    hash_bytes(headline.as_bytes()) ^ hash_bytes(body.as_bytes()).rotate_left(17)
}

/// Reads the next record into `buffer`; its length with the head, or none where no whole one follows.
fn read_record(reader: &mut impl Read, buffer: &mut Vec<u8>) -> io::Result<Option<u64>> {
    let mut head = [0; 8];
    if !read_whole(reader, &mut head)? {
        return Ok(None);
    }
    let length = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    let sum = u32::from_le_bytes([head[4], head[5], head[6], head[7]]);
    if length > LONGEST {
        return Ok(None);
    }
    buffer.clear();
    buffer.resize(length as usize, 0);
    let whole = read_whole(reader, buffer)? && hash_bytes(buffer) as u32 == sum;
    Ok(whole.then_some(u64::from(length) + 8))
}

fn read_whole(reader: &mut impl Read, into: &mut [u8]) -> io::Result<bool> {
    match reader.read_exact(into) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn residue(id: &str) -> Residue {
        Residue {
            id: id.to_owned(),
            headline: format!("קעפּל {id}"),
            body: "body".to_owned(),
            tokens: 2,
            left: Vec::new(),
            supported: Vec::new(),
            confirmed: Vec::new(),
            words: Vec::new(),
        }
    }

    fn ids(store: &mut Store) -> Vec<String> {
        let mut out = Vec::new();
        store.pass(|r| r.id, |ids| out.extend(ids)).unwrap();
        out
    }

    #[test]
    fn a_store_goes_on_where_it_ended() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let mut store = Store::open(&path, 7).unwrap();
        assert!(store.add(&residue("1")).unwrap());
        store.flush().unwrap();
        drop(store);
        let mut store = Store::open(&path, 8).unwrap();
        assert_eq!((store.mark(), store.documents()), (7, 1));
        assert!(!store.add(&residue("1")).unwrap());
        assert!(store.add(&residue("2")).unwrap());
        assert_eq!(ids(&mut store), ["1", "2"]);
    }

    #[test]
    fn half_a_record_is_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let mut store = Store::open(&path, 7).unwrap();
        store.add(&residue("1")).unwrap();
        store.add(&residue("2")).unwrap();
        store.flush().unwrap();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() - 3]).unwrap();
        let mut store = Store::open(&path, 7).unwrap();
        store.add(&residue("3")).unwrap();
        assert_eq!(ids(&mut store), ["1", "3"]);
    }

    #[test]
    fn other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "these are somebody's notes, and not a store").unwrap();
        assert!(matches!(Store::open(&path, 7), Err(StoreError::Foreign)));
        assert!(std::fs::read_to_string(&path).unwrap().contains("notes"));
    }

    #[test]
    fn another_glossary_reads_everything_anew() {
        let mut store = Store::temporary(1).unwrap();
        store.add(&residue("1")).unwrap();
        let longer = |r: &Residue| Residue {
            id: format!("{}!", r.id),
            ..r.clone()
        };
        store.renew(2, longer).unwrap();
        assert_eq!(store.mark(), 2);
        assert_eq!(ids(&mut store), ["1!"]);
    }
}
