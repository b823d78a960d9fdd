//! Other encodings to UTF-8, as they are read.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

/// Turns another encoding into UTF-8 as it is read.
///
/// Bytes that mean nothing come out as one 0xFF, which is never UTF-8: so the check of the lines finds
/// them, and knows their line and column.
pub(super) struct Transcoder<R> {
    source: R,
    decoder: Decoder,
    raw: Box<[u8]>,
    start: usize,
    end: usize,
    ended: bool,
    output: Vec<u8>,
    taken: usize,
}

impl<R: Read> Transcoder<R> {
    pub(super) fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; 1 << 14].into_boxed_slice(),
            start: 0,
            end: 0,
            ended: false,
            output: Vec::new(),
            taken: 0,
        }
    }

    /// Decodes the next stretch of the source into `output`.
    fn advance(&mut self) -> io::Result<()> {
        if self.start == self.end {
            self.start = 0;
            self.end = self.source.read(&mut self.raw)?;
            self.ended = self.end == 0;
        }
        self.output.resize(1 << 16, 0);
        self.taken = 0;
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
            &self.raw[self.start..self.end],
            &mut self.output[..(1 << 16) - 1],
            self.ended,
        );
        self.start += read;
        self.output.truncate(written);
        if let DecoderResult::Malformed(..) = result {
            self.output.push(0xFF);
            // The decoder has more to say even if the source has not.
            self.ended = false;
        }
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.output.len() {
            if self.ended {
                return Ok(0);
            }
            self.advance()?;
        }
        let count = buffer.len().min(self.output.len() - self.taken);
        buffer[..count].copy_from_slice(&self.output[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Yields a byte at a time, so that every character is torn apart.
    struct Dribble<'a>(&'a [u8]);

    impl Read for Dribble<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> Vec<u8> {
        let mut text = Vec::new();
        let mut transcoder = Transcoder::new(Dribble(bytes), encoding);
        transcoder.read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn characters_torn_between_reads_are_put_together() {
        let text = "שלום 𐤀";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(transcoded(&bytes, encoding_rs::UTF_16LE), text.as_bytes());
    }

    #[test]
    fn what_means_nothing_becomes_one_byte_that_is_never_utf_8() {
        let odd = b"a\0b\0\0\xD8c\0\x01";
        assert_eq!(transcoded(odd, encoding_rs::UTF_16LE), b"ab\xFFc\xFF");
        assert_eq!(transcoded(b"a\xFFb", encoding_rs::WINDOWS_1255), b"a\xFFb");
    }
}
