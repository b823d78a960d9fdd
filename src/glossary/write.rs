//! Writing glossary files.

use std::io::{self, Write};

use super::entry::Entry;
use super::read::COLUMNS;

/// The cells of `entry`, in the order of [`COLUMNS`].
pub fn cells(entry: &Entry) -> [String; COLUMNS.len()] {
    [
        entry.yiddish.clone(),
        entry.english.join(" | "),
        entry.pos.map(|p| p.as_str().to_owned()).unwrap_or_default(),
        forms(entry).join(" | "),
        entry.variants.join(" | "),
        entry.tags.join(" | "),
        entry.note.clone(),
        entry.romanized.clone(),
    ]
}

/// The irregular forms with their labels.
pub fn forms(entry: &Entry) -> Vec<String> {
    let labelled =
        |(kind, form): &(super::entry::FormKind, String)| format!("{}:{form}", kind.label());
    entry.forms.iter().map(labelled).collect()
}

/// Writes `entries` as a glossary file with the first two columns, those that `columns` names, and
/// those that any entry fills.
///
/// # Errors
/// Whatever the output cannot do.
pub fn write<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    columns: &[&str],
    output: impl Write,
) -> io::Result<()> {
    let rows: Vec<[String; COLUMNS.len()]> = entries.into_iter().map(cells).collect();
    let wanted: Vec<usize> = (0..COLUMNS.len())
        .filter(|&at| {
            at < 2 || columns.contains(&COLUMNS[at]) || rows.iter().any(|row| !row[at].is_empty())
        })
        .collect();
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(wanted.iter().map(|&at| COLUMNS[at]))?;
    for row in &rows {
        writer.write_record(wanted.iter().map(|&at| &row[at]))?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::super::read::read;
    use super::*;

    #[test]
    fn what_is_written_reads_the_same() {
        let text = "yiddish,english,pos,forms,note\n\
                    טאָג,day | date,noun,pl:טעג,\"a, b\"\n\
                    שבת,Sabbath,,,\n";
        let rows = read(text.as_bytes(), "own.csv");
        let mut out = Vec::new();
        write(&rows.entries, &[], &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), text);
    }
}
