//! Bytes to lines of text: byte order marks, encodings, and what is wrong with a line, with its place.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::ReadOptions;
use super::source::unreadable;
use super::transcode::Transcoder;
use crate::error::{Notice, Place};

/// The lines of an input, decoded and checked; a line that is not good text is an `Err`, and the next follows.
///
/// Lines come without their line feed; a carriage return before it is kept for those who need the text as
/// it was. No more than the longest allowed line is ever held in memory.
pub struct Lines {
    source: Box<dyn BufRead + Send>,
    name: String,
    encoding: &'static Encoding,
    max_line: usize,
    number: usize,
    buffer: Vec<u8>,
    finished: bool,
}

impl Lines {
    /// Lines of `source`, called `name` in notices; `page` looks for the encoding that a web page declares.
    pub(super) fn new(
        source: impl Read + Send + 'static,
        name: &str,
        options: &ReadOptions,
        page: bool,
    ) -> Self {
        let (source, encoding) = decoded(source, options.encoding, page);
        Self {
            source,
            name: name.to_owned(),
            encoding,
            max_line: options.max_line,
            number: 0,
            buffer: Vec::new(),
            finished: false,
        }
    }

    /// What the input is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number of the line yielded last, from 1; 0 before the first.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The next line, or `None` at the end of the input.
    ///
    /// # Errors
    ///
    /// A [`Notice`] about this line alone, with the code `invalid-utf8`, `invalid-encoding`, `nul-byte` or
    /// `line-too-long`; or `unreadable`, after which nothing comes.
    pub fn next_line(&mut self) -> Option<Result<&str, Notice>> {
        if self.finished {
            return None;
        }
        self.buffer.clear();
        let length = match self.fill() {
            Ok(None) => {
                self.finished = true;
                return None;
            }
            Ok(Some(length)) => length,
            Err(error) => {
                self.finished = true;
                return Some(Err(unreadable(&self.name, &error)));
            }
        };
        self.number += 1;
        if length > self.max_line {
            self.buffer = Vec::new();
            return Some(Err(self.too_long(length)));
        }
        Some(self.checked())
    }

    /// All the lines that are left as one text, which may have `longest` bytes.
    ///
    /// What was packed can be a thousand times larger than its file.
    pub(super) fn whole(&mut self, longest: usize) -> Result<String, Notice> {
        let mut text = String::new();
        while let Some(line) = self.next_line() {
            let line = line?;
            if line.len() >= longest - text.len() {
                return Err(self.endless(longest));
            }
            text.push_str(line);
            text.push('\n');
        }
        Ok(text)
    }

    /// The notice for one text that goes on for more than `longest` bytes.
    pub(super) fn endless(&self, longest: usize) -> Notice {
        Notice::error(
            "file-too-long",
            Place::file(&self.name),
            format!("more than {longest} bytes, which is all that one text or page may have"),
            "check that the file holds one text; put many documents into a table or JSON Lines",
        )
    }

    /// Reads to the next line feed and returns the line's length, of which the buffer holds what is allowed.
    fn fill(&mut self) -> io::Result<Option<usize>> {
        let mut length = 0;
        loop {
            let chunk = match self.source.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok((length > 0).then_some(length));
            }
            let end = memchr::memchr(b'\n', chunk);
            let part = &chunk[..end.unwrap_or(chunk.len())];
            length += part.len();
            if length <= self.max_line {
                self.buffer.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            if end.is_some() {
                return Ok(Some(length));
            }
        }
    }

    fn checked(&self) -> Result<&str, Notice> {
        let text = match std::str::from_utf8(&self.buffer) {
            Ok(text) => text,
            Err(error) => return Err(self.invalid(error.valid_up_to())),
        };
        match memchr::memchr(0, text.as_bytes()) {
            None => Ok(text),
            Some(at) => Err(Notice::error(
                "nul-byte",
                self.place(at),
                "a NUL character, which text never holds",
                "check that the file is text; if it is UTF-16, give `--encoding utf-16le` or `utf-16be`",
            )),
        }
    }

    fn invalid(&self, at: usize) -> Notice {
        if self.encoding == UTF_8 {
            Notice::error(
                "invalid-utf8",
                self.place(at),
                format!("the byte 0x{:02X} is not valid UTF-8", self.buffer[at]),
                "save the file as UTF-8, or name its encoding, such as `--encoding windows-1255`",
            )
        } else {
            Notice::error(
                "invalid-encoding",
                self.place(at),
                format!("bytes that mean nothing in {}", self.encoding.name()),
                "name the right encoding with `--encoding`, or save the file as UTF-8",
            )
        }
    }

    fn too_long(&self, length: usize) -> Notice {
        Notice::error(
            "line-too-long",
            Place::line(&self.name, self.number),
            format!(
                "a line of {length} bytes, where {} are allowed",
                self.max_line
            ),
            "check that the file has line ends, and put one record on a line",
        )
    }

    /// The place of a byte of the buffer, all bytes before which are good UTF-8.
    fn place(&self, byte: usize) -> Place {
        let column = std::str::from_utf8(&self.buffer[..byte]).map_or(0, |s| s.chars().count());
        Place::line(&self.name, self.number).at(column + 1)
    }
}

impl Iterator for Lines {
    type Item = Result<String, Notice>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_line().map(|line| line.map(str::to_owned))
    }
}

/// How much of a web page is searched for its encoding; the HTML standard says 1024 bytes.
const PAGE_HEAD: usize = 1024;

/// The bytes of `source` as UTF-8, and the encoding they were in.
fn decoded(
    mut source: impl Read + Send + 'static,
    named: Option<&'static Encoding>,
    page: bool,
) -> (Box<dyn BufRead + Send>, &'static Encoding) {
    let mut head = Vec::new();
    let wanted = if page { PAGE_HEAD } else { 3 };
    // A failure to read comes up again when the lines are read, where it can be reported.
    let failure = (&mut source)
        .take(wanted as u64)
        .read_to_end(&mut head)
        .err();
    let (encoding, mark) = Encoding::for_bom(&head).unwrap_or_else(|| {
        let declared = page.then(|| declared_encoding(&head)).flatten();
        (named.or(declared).unwrap_or(UTF_8), 0)
    });
    head.drain(..mark);
    let source = io::Cursor::new(head).chain(Failing(failure)).chain(source);
    if encoding == UTF_8 {
        (Box::new(BufReader::with_capacity(1 << 16, source)), UTF_8)
    } else {
        let transcoder = Transcoder::new(source, encoding);
        (
            Box::new(BufReader::with_capacity(1 << 16, transcoder)),
            encoding,
        )
    }
}

/// Yields the error it holds, once, and otherwise nothing.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The encoding in `<meta charset=…>` or `<meta … content="text/html; charset=…">`.
fn declared_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label: Vec<u8> = head[at..]
        .iter()
        .copied()
        .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
        .collect();
    match Encoding::for_label(&label)? {
        // A page that could be read this far as ASCII is not in UTF-16, whatever it says.
        encoding if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        encoding => Some(encoding),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "שלום וועלט\nסוף";

    fn lines(bytes: Vec<u8>, options: &ReadOptions) -> Vec<Result<String, Notice>> {
        Lines::new(io::Cursor::new(bytes), "f", options, false).collect()
    }

    fn good(bytes: Vec<u8>, options: &ReadOptions) -> Vec<String> {
        lines(bytes, options)
            .into_iter()
            .map(Result::unwrap)
            .collect()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    }

    fn expected() -> Vec<&'static str> {
        WORDS.split('\n').collect()
    }

    #[test]
    fn byte_order_marks_tell_the_encoding() {
        let options = ReadOptions::default();
        let marked = [b"\xEF\xBB\xBF", WORDS.as_bytes()].concat();
        assert_eq!(good(marked, &options), expected());
        assert_eq!(good(WORDS.into(), &options), expected());
        assert_eq!(good(utf16(WORDS, u16::to_le_bytes), &options), expected());
        assert_eq!(good(utf16(WORDS, u16::to_be_bytes), &options), expected());
    }

    #[test]
    fn a_named_encoding_is_used_unless_a_mark_says_otherwise() {
        let options = ReadOptions {
            encoding: Encoding::for_label(b"windows-1255"),
            ..ReadOptions::default()
        };
        let (bytes, _, _) = encoding_rs::WINDOWS_1255.encode(WORDS);
        assert_eq!(good(bytes.into_owned(), &options), expected());
        assert_eq!(good(utf16(WORDS, u16::to_le_bytes), &options), expected());
    }

    #[test]
    fn long_inputs_survive_the_seams_between_buffers() {
        let text = "אבג x\n".repeat(20_000);
        let options = ReadOptions::default();
        let read = good(utf16(&text, u16::to_be_bytes), &options);
        assert_eq!(read.len(), 20_000);
        assert!(
            read.iter()
                .all(|line| line == text.trim_end().split('\n').next().unwrap())
        );
    }

    #[test]
    fn a_bad_byte_is_named_by_line_and_column_and_the_next_line_comes() {
        let read = lines(
            b"ok\n\xD7\x90b\xFFc\nlast".to_vec(),
            &ReadOptions::default(),
        );
        let notice = read[1].as_ref().unwrap_err();
        assert_eq!(notice.code, "invalid-utf8");
        assert_eq!(notice.place.to_string(), "f:2:3");
        assert!(notice.found.contains("0xFF"));
        assert_eq!(read[2].as_deref(), Ok("last"));
    }

    #[test]
    fn half_a_surrogate_pair_is_found_in_utf_16() {
        let mut bytes = utf16("a\nb", u16::to_le_bytes);
        bytes.extend(0xD800_u16.to_le_bytes());
        let read = lines(bytes, &ReadOptions::default());
        let notice = read[1].as_ref().unwrap_err();
        assert_eq!(
            (notice.code, notice.place.column),
            ("invalid-encoding", Some(2))
        );
    }

    #[test]
    fn a_nul_is_found_with_its_place() {
        let read = lines(b"a\nbc\0".to_vec(), &ReadOptions::default());
        let notice = read[1].as_ref().unwrap_err();
        assert_eq!(
            (notice.code, notice.place.to_string().as_str()),
            ("nul-byte", "f:2:3")
        );
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_the_next_read() {
        let options = ReadOptions {
            max_line: 10,
            ..ReadOptions::default()
        };
        let read = lines(b"1234567890\n12345678901\nshort".to_vec(), &options);
        assert_eq!(read[0].as_deref(), Ok("1234567890"));
        assert_eq!(read[1].as_ref().unwrap_err().code, "line-too-long");
        assert_eq!(read[2].as_deref(), Ok("short"));
    }

    #[test]
    fn a_page_says_its_own_encoding() {
        let head = b"<meta http-equiv=x content='text/html; charset=Windows-1255'>";
        assert_eq!(declared_encoding(head), Some(encoding_rs::WINDOWS_1255));
        assert_eq!(declared_encoding(b"<meta charset=\"utf-16\">"), Some(UTF_8));
        assert_eq!(declared_encoding(b"<p>no</p>"), None);
    }
}
