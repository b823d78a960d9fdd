//! Documents: a Yiddish headline with its English story, and the readers that find them in files.
//!
//! ```
//! use kepl::document::{Format, ReadOptions, read_from};
//!
//! let page = "קעפּל אויף ייִדיש\nAn English story.\n";
//! let options = ReadOptions::default();
//! let mut records = read_from(page.as_bytes(), "page.txt", Format::Text, &options);
//! let reading = records.next().unwrap().unwrap();
//! assert_eq!(reading.document.id, "page");
//! assert_eq!(reading.document.body, "An English story.");
//! ```

#[cfg(feature = "arrow")]
mod arrow;
mod checks;
mod decode;
mod hebrew;
mod html;
mod jsonl;
mod packing;
mod page;
#[cfg_attr(not(feature = "parquet"), path = "no_parquet.rs")]
mod parquet;
mod quoting;
mod rows;
mod source;
mod table;
mod text;
mod texts;
mod transcode;

use std::io::Read;
use std::path::Path;

use crate::error::{Notice, Place};

#[cfg(feature = "arrow")]
pub use arrow::Columns;
pub(crate) use checks::misleading_control;
pub use decode::Lines;
pub use hebrew::seems_hebrew;
pub use packing::Packing;
pub use source::{Input, expand};
pub use texts::{Side, Text, Texts, texts};

/// A headline and the story under it, as they stood in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the outputs call it: the record's `id`, or the file's name without its ending.
    pub id: String,
    /// The Yiddish headline, unchanged.
    pub headline: String,
    /// The English story, unchanged; offsets in outputs count its Unicode scalar values.
    pub body: String,
    /// Where it was read from.
    pub place: Place,
}

/// A document together with what a person should know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Notices that do not keep the document from being used.
    pub warnings: Vec<Notice>,
}

/// What a reader yields: documents and, in their place among them, the records that could not be used.
///
/// An `Err` never ends the reading; what follows it in the input still comes.
pub type Records = Box<dyn Iterator<Item = Result<Reading, Notice>> + Send>;

/// How the documents lie in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One document: the first line in Hebrew script is the headline, the other lines are the story.
    Text,
    /// A JSON object a line, with `headline`, `body` and perhaps `id`.
    Jsonl,
    /// Comma-separated values with the columns `headline`, `body` and perhaps `id`.
    Csv,
    /// The same, separated by tabs.
    Tsv,
    /// A web page with one article.
    Html,
    /// A Parquet file with the columns of a table; only with the feature `parquet`.
    Parquet,
}

impl Format {
    /// All formats, in the order the help lists them.
    pub const ALL: [Self; 6] = [
        Self::Text,
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Html,
        Self::Parquet,
    ];

    /// The format's name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::Parquet => "parquet",
        }
    }

    /// The format that the ending of a file's name stands for; `.gz` and `.zst` after it do not count.
    pub fn of_path(path: &Path) -> Option<Self> {
        let path = packing::unpacked(path);
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "txt" | "text" => Self::Text,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "html" | "htm" | "xhtml" => Self::Html,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }

    /// The format that the first bytes of an input look like, for inputs whose name does not say.
    fn sniff(head: &[u8]) -> Self {
        if head.starts_with(b"PAR1") {
            return Self::Parquet;
        }
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
        match head.trim_ascii_start().first() {
            Some(b'{') => Self::Jsonl,
            Some(b'<') => Self::Html,
            _ => Self::Text,
        }
    }
}

/// How to read an input.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The format; `None` goes by the file's ending, or else by its first character.
    pub format: Option<Format>,
    /// The encoding of inputs without a byte order mark; `None` is UTF-8, and in a web page what the page says.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// The longest line, table row or text taken in, in bytes. A longer one is skipped without being held in
    /// memory. A web page may have 16 MiB at most, whatever this says.
    pub max_line: usize,
    /// Whether a document without a story is good enough, as it is for translating headlines.
    pub body_optional: bool,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            format: None,
            encoding: None,
            max_line: 64 << 20,
            body_optional: false,
        }
    }
}

/// Reads the documents of one input.
///
/// JSON Lines and tables are read record by record, however long the file; a text or a web page, which
/// is one document, is read whole. Of Parquet some hundred rows are held at once. A file that cannot be opened yields one error.
pub fn read(input: &Input, options: &ReadOptions) -> Records {
    let name = input.name();
    let named = options.format.or_else(|| input.format());
    if let (Some(Format::Parquet), Some(file)) = (named, input.plain_file()) {
        return match file {
            Ok(file) => parquet::of_file(file, &name, options),
            Err(notice) => Box::new(std::iter::once(Err(notice))),
        };
    }
    let mut source = match input.open() {
        Ok(source) => source,
        Err(notice) => return Box::new(std::iter::once(Err(notice))),
    };
    let format = match named {
        Some(format) => format,
        None => match source.peek() {
            Ok(head) => Format::sniff(head),
            Err(error) => {
                let notice = source::unreadable(&name, &error);
                return Box::new(std::iter::once(Err(notice)));
            }
        },
    };
    read_from(source, &name, format, options)
}

/// Reads documents from anything that yields bytes; `name` is what notices and ids call it.
pub fn read_from(
    source: impl Read + Send + 'static,
    name: &str,
    format: Format,
    options: &ReadOptions,
) -> Records {
    let lines = |source| Lines::new(source, name, options, format == Format::Html);
    let owned = options.clone();
    match format {
        Format::Parquet => parquet::of_stream(source, name, options),
        Format::Text => {
            let lines = lines(source);
            Box::new(std::iter::once_with(move || text::read(lines, &owned)))
        }
        Format::Html => {
            let lines = lines(source);
            Box::new(std::iter::once_with(move || html::read(lines, &owned)))
        }
        Format::Jsonl => Box::new(jsonl::Reader::new(lines(source), owned)),
        Format::Csv => Box::new(table::Reader::new(
            lines(source),
            table::Dialect::Csv,
            owned,
        )),
        Format::Tsv => Box::new(table::Reader::new(
            lines(source),
            table::Dialect::Tsv,
            owned,
        )),
    }
}

/// Reads the lines of one input, decoded, for work that is not about documents.
///
/// # Errors
///
/// A [`Notice`] with the code `unreadable` where the input cannot be opened.
pub fn lines(input: &Input, options: &ReadOptions) -> Result<Lines, Notice> {
    Ok(Lines::new(input.open()?, &input.name(), options, false))
}

/// What one document of a file is called: the file's name without folder and ending.
fn id_of_file(name: &str) -> String {
    if name == "-" {
        return "stdin".to_owned();
    }
    packing::unpacked(Path::new(name)).file_stem().map_or_else(
        || name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// Whether most of the letters of `text`, and at least one, are of the Hebrew script.
pub fn is_mostly_hebrew(text: &str) -> bool {
    let (mut hebrew, mut other) = (0_usize, 0_usize);
    for letter in text.chars().filter(|c| c.is_alphabetic()) {
        if is_hebrew_letter(letter) {
            hebrew += 1;
        } else {
            other += 1;
        }
    }
    hebrew > other
}

/// Letters of the Hebrew block and of its presentation forms; points and punctuation are not letters.
fn is_hebrew_letter(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05F2}' | '\u{FB1D}' | '\u{FB1F}'..='\u{FB28}' | '\u{FB2A}'..='\u{FB4F}')
}

/// Characters that only steer the direction of others: the marks, embeddings, overrides and isolates of the
/// bidirectional algorithm.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(
        c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_hebrew_by_the_majority_of_its_letters() {
        let mixed = "די FBI און די CIA ארבעטן";
        assert!(is_mostly_hebrew(mixed));
        assert!(!is_mostly_hebrew("The word קעפל is Yiddish"));
        assert!(!is_mostly_hebrew("2026 – 15%"));
    }

    #[test]
    fn the_ending_or_the_first_character_tells_the_format() {
        assert_eq!(Format::of_path(Path::new("a/B.JSONL")), Some(Format::Jsonl));
        assert_eq!(Format::of_path(Path::new("a/b.pdf")), None);
        assert_eq!(Format::sniff(b"\xEF\xBB\xBF\n {\"id\":1}"), Format::Jsonl);
        assert_eq!(Format::sniff(b"<!doctype html>"), Format::Html);
        assert_eq!(Format::sniff(b"PAR1\x15\0"), Format::Parquet);
        assert_eq!(Format::sniff(b""), Format::Text);
    }

    #[test]
    fn a_file_gives_its_document_the_name_without_the_ending() {
        assert_eq!(id_of_file("news/2026.02.14.txt"), "2026.02.14");
        assert_eq!(id_of_file("-"), "stdin");
    }
}
