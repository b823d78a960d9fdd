//! Outputs that are compressed as they are written: the ending of the file's name says how.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::write::GzEncoder;

use crate::document::Packing;

/// How hard gzip tries; its own default.
const GZIP_LEVEL: u32 = 6;
/// How hard Zstandard tries; its own default.
const ZSTD_LEVEL: i32 = 3;

/// Writes to `W`, buffered, packed or as it is.
pub(super) struct Packed<W: Write> {
    packing: Option<Packing>,
    /// Only missing where a stream could not be ended, after which nothing can be written.
    stream: Option<Stream<W>>,
}

enum Stream<W: Write> {
    Plain(BufWriter<W>),
    Gzip(BufWriter<GzEncoder<W>>),
    Zstd(BufWriter<zstd::stream::write::Encoder<'static, W>>),
}

const BUFFER: usize = 1 << 16;

impl<W: Write> Stream<W> {
    fn new(inner: W, packing: Option<Packing>) -> io::Result<Self> {
        Ok(match packing {
            None => Self::Plain(BufWriter::with_capacity(BUFFER, inner)),
            Some(Packing::Gzip) => {
                let level = flate2::Compression::new(GZIP_LEVEL);
                Self::Gzip(BufWriter::with_capacity(
                    BUFFER,
                    GzEncoder::new(inner, level),
                ))
            }
            Some(Packing::Zstd) => {
                let mut encoder = zstd::stream::write::Encoder::new(inner, ZSTD_LEVEL)?;
                encoder.include_checksum(true)?;
                Self::Zstd(BufWriter::with_capacity(BUFFER, encoder))
            }
        })
    }

    /// Writes all, ends the stream, and gives back what it was written to.
    fn end(self) -> io::Result<W> {
        match self {
            Self::Plain(written) => written.into_inner().map_err(io::IntoInnerError::into_error),
            Self::Gzip(written) => {
                let encoder = written.into_inner();
                encoder.map_err(io::IntoInnerError::into_error)?.finish()
            }
            Self::Zstd(written) => {
                let encoder = written.into_inner();
                encoder.map_err(io::IntoInnerError::into_error)?.finish()
            }
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(written) => written,
            Self::Gzip(written) => written,
            Self::Zstd(written) => written,
        }
    }
}

impl<W: Write> Packed<W> {
    /// Packs as the name of `target` says.
    pub(super) fn new(inner: W, target: &Path) -> io::Result<Self> {
        let packing = Packing::of_path(target);
        Ok(Self {
            packing,
            stream: Some(Stream::new(inner, packing)?),
        })
    }

    /// Ends the stream, so that what is written so far can be unpacked, and begins another after it.
    ///
    /// Streams one after the other unpack to their texts one after the other.
    pub(super) fn part(&mut self) -> io::Result<()> {
        if self.packing.is_none() {
            return self.flush();
        }
        let stream = self.stream.take().ok_or_else(broken)?;
        self.stream = Some(Stream::new(stream.end()?, self.packing)?);
        Ok(())
    }

    /// Writes what is left, and gives back what it was written to.
    pub(super) fn finish(self) -> io::Result<W> {
        self.stream.ok_or_else(broken)?.end()
    }
}

fn broken() -> io::Error {
    io::Error::other("an earlier part could not be written")
}

impl<W: Write> Write for Packed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let stream = self.stream.as_mut().ok_or_else(broken)?;
        stream.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let stream = self.stream.as_mut().ok_or_else(broken)?;
        stream.writer().flush()
    }
}
