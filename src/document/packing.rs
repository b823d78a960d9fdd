//! Files that are compressed: the last ending of the name says how.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Packing {
    /// gzip, `.gz`.
    Gzip,
    /// Zstandard, `.zst`.
    Zstd,
}

impl Packing {
    /// What the ending of a file's name says, if it says anything.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "gz" => Some(Self::Gzip),
            "zst" => Some(Self::Zstd),
            _ => None,
        }
    }

    /// The bytes of `file` as they were before it was compressed.
    pub(super) fn unpack(self, file: File) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(io::BufReader::new(file))),
            Self::Zstd => Box::new(zstd::stream::read::Decoder::new(file)?),
        })
    }
}

/// The name of a file as it was before it was compressed.
pub(super) fn unpacked(path: &Path) -> PathBuf {
    match Packing::of_path(path) {
        Some(_) => path.with_extension(""),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, id_of_file};
    use super::*;

    #[test]
    fn the_ending_before_the_last_tells_the_format() {
        for name in ["news.JSONL.gz", "news.jsonl.ZST", "news.jsonl"] {
            assert_eq!(Format::of_path(Path::new(name)), Some(Format::Jsonl));
        }
        assert_eq!(Format::of_path(Path::new("news.gz")), None);
        assert_eq!(id_of_file("a/one.txt.gz"), "one");
    }
}
