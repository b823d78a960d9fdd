//! Text files: one document, whose first line in Hebrew script is the headline.

use super::checks::{Found, finish};
use super::{Lines, ReadOptions, Reading, id_of_file, is_mostly_hebrew};
use crate::error::{Notice, Place};

/// Reads the one document of a text file.
///
/// The story is every other line, those above the headline too, joined by line feeds. Blank lines at its
/// beginning and end only set it apart and are not part of it.
pub(super) fn read(mut lines: Lines, options: &ReadOptions) -> Result<Reading, Notice> {
    let mut headline = None;
    let mut headline_line = 1;
    let mut body = String::new();
    let mut length = 0_usize;
    while let Some(line) = lines.next_line() {
        let line = line?;
        length += line.len() + 1;
        if length > options.max_line {
            return Err(lines.endless(options.max_line));
        }
        let line = line.strip_suffix('\r').unwrap_or(line);
        if headline.is_none() && is_mostly_hebrew(line) {
            headline = Some(line.to_owned());
            headline_line = lines.number();
        } else if !(body.is_empty() && line.trim().is_empty()) {
            body.push_str(line);
            body.push('\n');
        }
    }
    let name = lines.name();
    if headline.is_none() && body.is_empty() {
        return Err(empty(name));
    }
    body.truncate(body.trim_end().len());
    finish(
        Found {
            id: id_of_file(name),
            headline: headline.unwrap_or_default(),
            body,
            place: Place::line(name, headline_line),
        },
        options,
    )
}

/// The notice for a file with nothing in it.
pub(super) fn empty(name: &str) -> Notice {
    Notice::error(
        "empty-file",
        Place::file(name),
        "the file is empty",
        "give a file with a Yiddish headline and an English story",
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read_from};
    use super::*;

    const HEADLINE: &str = "יאפאן צינדט אן אלארעם";
    const SECOND: &str = "נאך א שורה אויף אידיש";

    fn read_text(text: String) -> Result<Reading, Notice> {
        let options = ReadOptions::default();
        let source = std::io::Cursor::new(text);
        read_from(source, "news/a.txt", Format::Text, &options)
            .next()
            .unwrap()
    }

    #[test]
    fn the_story_is_kept_as_it_was() {
        let reading = read_text(format!(
            "{HEADLINE}\r\n\r\n First  line.\r\n\r\nSecond.\r\n"
        ))
        .unwrap();
        assert_eq!(reading.document.id, "a");
        assert_eq!(reading.document.headline, HEADLINE);
        assert_eq!(reading.document.body, " First  line.\n\nSecond.");
        assert_eq!(reading.warnings, []);
    }

    #[test]
    fn lines_above_the_headline_belong_to_the_story() {
        let reading = read_text(format!("By A Reporter\n{HEADLINE}\n{SECOND}\nStory.")).unwrap();
        assert_eq!(reading.document.headline, HEADLINE);
        assert_eq!(
            reading.document.body,
            format!("By A Reporter\n{SECOND}\nStory.")
        );
        assert_eq!(reading.document.place.line, Some(2));
    }

    #[test]
    fn what_is_missing_is_named() {
        let code = |text: String| read_text(text).unwrap_err().code;
        assert_eq!(code(String::new()), "empty-file");
        assert_eq!(code(" \n\n".to_owned()), "empty-file");
        assert_eq!(code("Only English.".to_owned()), "no-headline");
        assert_eq!(code(format!("{HEADLINE}\n\n")), "no-body");
    }
}
