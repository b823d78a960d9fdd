//! Arguments that several subcommands have in common.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use encoding_rs::Encoding;
use kepl::Glossary;
use kepl::document::{self, Document, Format, Input, ReadOptions, Reading, Records};
use kepl::error::Notice;
use kepl::report::Output;

use super::Stop;
use super::chunks::Limit;
use super::diagnostics::render;

/// Where documents come from and how they are read.
#[derive(clap::Args)]
pub(super) struct Documents {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,

    /// The format of the inputs, where the file's ending does not tell
    #[arg(long, value_name = "FORMAT", value_parser = one_of(Format::ALL, Format::as_str))]
    from: Option<Format>,

    #[command(flatten)]
    encoding: Encoded,
}

/// The encoding of inputs.
#[derive(clap::Args)]
pub(super) struct Encoded {
    /// The encoding of inputs that are not UTF-8 and have no byte order mark, such as windows-1255
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
}

impl Encoded {
    pub(super) fn options(&self) -> ReadOptions {
        ReadOptions {
            encoding: self.encoding,
            ..ReadOptions::default()
        }
    }
}

impl Documents {
    /// The files and folders named.
    pub(super) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The documents of all inputs, one input after another.
    pub(super) fn read(&self) -> Result<Records, Stop> {
        self.records(false)
    }

    /// The same, but a document may be without a story.
    pub(super) fn read_headlines(&self) -> Result<Records, Stop> {
        self.records(true)
    }

    /// The inputs named, with the files of folders one by one.
    pub(super) fn inputs(&self) -> Result<Vec<Result<Input, Notice>>, Stop> {
        Ok(document::expand(
            &files_or_stdin(&self.files)?,
            &["headline"],
        ))
    }

    /// The options on how the inputs are read, by name.
    pub(super) fn options(&self) -> [(String, String); 2] {
        let from = self.from.map_or("by the ending", Format::as_str);
        let encoding = self.encoding.encoding.map_or("none", Encoding::name);
        [("--from", from), ("--encoding", encoding)].map(|(n, v)| (n.to_owned(), v.to_owned()))
    }

    fn records(&self, body_optional: bool) -> Result<Records, Stop> {
        let options = ReadOptions {
            format: self.from,
            body_optional,
            ..self.encoding.options()
        };
        let inputs = self.inputs()?;
        Ok(Box::new(inputs.into_iter().flat_map(
            move |input| match input {
                Ok(input) => document::read(&input, &options),
                Err(notice) => Box::new(std::iter::once(Err(notice))),
            },
        )))
    }
}

/// A record with its number among those of all inputs, from 0.
pub(super) type Numbered = (usize, Result<Reading, Notice>);

/// Documents that are held at once; the bytes keep very long ones from filling the memory.
pub(super) const DOCUMENTS_AT_ONCE: Limit = Limit {
    items: 512,
    bytes: 16 << 20,
};

/// The bytes of a document's texts; what could not be read has none.
pub(super) fn size((_, record): &Numbered) -> usize {
    record.as_ref().map_or(0, |reading| {
        let Document { headline, body, .. } = &reading.document;
        headline.len() + body.len()
    })
}

/// The file that `-o` names, or standard output.
pub(super) fn output(file: Option<&PathBuf>) -> Result<Output, Stop> {
    Ok(match file {
        Some(path) => Output::file(path)?,
        None => Output::stdout(),
    })
}

/// The files named, or standard input if something comes from there.
pub(super) fn files_or_stdin(files: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    if !files.is_empty() {
        return Ok(files.to_vec());
    }
    if std::io::stdin().is_terminal() {
        return Err(Stop::usage("no input: name a file, or pipe something in"));
    }
    Ok(vec![PathBuf::from("-")])
}

/// The lines of files, as they are, for work that is not about documents.
pub(super) fn lines(
    files: &[PathBuf],
    options: &ReadOptions,
) -> impl Iterator<Item = Result<String, Notice>> + Send + use<> {
    let inputs: Vec<_> = files
        .iter()
        .map(|file| Input::from_argument(file))
        .collect();
    let options = options.clone();
    inputs.into_iter().flat_map(move |input| {
        let (lines, failure) = match document::lines(&input, &options) {
            Ok(lines) => (Some(lines), None),
            Err(notice) => (None, Some(Err(notice))),
        };
        failure.into_iter().chain(lines.into_iter().flatten())
    })
}

/// Which glossary is used.
#[derive(clap::Args)]
pub(super) struct Glossaries {
    /// A glossary of your own, laid over the default one; the last of several wins
    #[arg(long, value_name = "FILE")]
    glossary: Vec<PathBuf>,
}

impl Glossaries {
    pub(super) fn load(&self) -> Result<Glossary, Stop> {
        self.load_over(std::iter::empty())
    }

    /// The same, with those named laid over `first`.
    pub(super) fn load_over(&self, first: impl Iterator<Item = PathBuf>) -> Result<Glossary, Stop> {
        let mut glossary = Glossary::builtin();
        for file in first.chain(self.glossary.iter().cloned()) {
            for warning in glossary.overlay(&file).map_err(Stop::Notices)? {
                // Where standard error is closed there is nobody to tell.
                let _ = anstream::stderr().write_all(render(&warning).as_bytes());
            }
        }
        Ok(glossary)
    }
}

/// A parser for an argument that is one of a few named things.
pub(super) fn one_of<T, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.map(name)).try_map(move |given| {
        let found = all.into_iter().find(|&one| name(one) == given);
        found.ok_or("not one of the possible values")
    })
}

/// A probability, or anything else that lies between 0 and 1.
pub(super) fn fraction(given: &str) -> Result<f64, String> {
    match given.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("give a number from 0 to 1, such as 0.5".to_owned()),
    }
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        "no encoding of this name is known; examples are utf-8, utf-16le, windows-1255, iso-8859-8".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_lie_between_0_and_1() {
        assert_eq!(fraction("0.25"), Ok(0.25));
        for wrong in ["1.01", "-0.1", "NaN", "half", ""] {
            assert!(fraction(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn encodings_go_by_their_usual_names() {
        assert_eq!(encoding("Windows-1255"), Ok(encoding_rs::WINDOWS_1255));
        assert_eq!(encoding("hebrew").map(Encoding::name), Ok("ISO-8859-8"));
        assert!(
            encoding("windows-9999")
                .unwrap_err()
                .contains("windows-1255")
        );
    }
}
