//! Notes for Anki: text with tabs under comments that say so, which Anki reads without questions.

use std::io::{self, Write};

use super::super::entry::Entry;
use super::super::sheet::{Dialect, Row, quoted, split};
use super::super::write::forms;
use super::{Import, fields};
use crate::error::Place;

const DIALECT: Dialect = Dialect {
    delimiter: '\t',
    quoted: true,
};

/// Our columns as people see them, and the fields behind them.
const COLUMNS: [(&str, &str); 9] = [
    ("Yiddish", "yiddish"),
    ("English", "english"),
    ("Part of speech", "pos"),
    ("Romanized", "romanized"),
    ("Forms", "forms"),
    ("Variants", "variants"),
    ("Note", "note"),
    ("Lemma", "lemma"),
    ("Tags", "tags"),
];

pub(super) fn write(entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    let names = COLUMNS.map(|(name, _)| name).join("\t");
    writeln!(
        output,
        "#separator:tab\n#html:false\n#tags column:{}\n#columns:{names}",
        COLUMNS.len()
    )?;
    for entry in entries {
        let separable = if entry.yiddish.contains('|') {
            &*entry.yiddish
        } else {
            ""
        };
        let tags: Vec<String> = entry.tags.iter().map(|t| t.replace(' ', "_")).collect();
        let cells = [
            fields::written(entry),
            entry.english.join(" | "),
            entry.pos.map(|p| p.as_str().to_owned()).unwrap_or_default(),
            entry.romanized.clone(),
            forms(entry).join(" | "),
            entry.variants.join(" | "),
            entry.note.clone(),
            separable.to_owned(),
            tags.join(" "),
        ];
        let cells = cells.map(|cell| quoted(&super::value(&cell), DIALECT));
        writeln!(output, "{}", cells.join("\t"))?;
    }
    Ok(())
}

/// What the comments at the head say.
struct Header {
    dialect: Dialect,
    html: bool,
    /// The field of each column; `None` for what is no field of ours.
    columns: Option<Vec<Option<&'static str>>>,
    tags: Option<usize>,
    /// Columns that are not fields of the note.
    others: Vec<usize>,
}

impl Header {
    fn of(text: &str) -> Self {
        let mut header = Self {
            dialect: DIALECT,
            html: false,
            columns: None,
            tags: None,
            others: Vec::new(),
        };
        let comments = text.lines().take_while(|l| l.starts_with('#'));
        for (key, value) in comments.filter_map(|l| l[1..].split_once(':')) {
            let column = || {
                value
                    .trim()
                    .parse::<usize>()
                    .ok()
                    .and_then(|n| n.checked_sub(1))
            };
            match key.to_ascii_lowercase().as_str() {
                "separator" => header.dialect.delimiter = separator(value),
                "html" => header.html = value.trim() == "true",
                "tags column" => header.tags = column(),
                "deck column" | "notetype column" | "guid column" => header.others.extend(column()),
                "columns" => {
                    let names = value.split(header.dialect.delimiter);
                    header.columns = Some(names.map(field).collect());
                }
                _ => {}
            }
        }
        header
    }

    /// The field in column `at`. Without names the first two columns are the word and its meaning.
    fn field(&self, at: usize) -> Option<&'static str> {
        if self.tags == Some(at) {
            return Some("tags");
        }
        if self.others.contains(&at) {
            return None;
        }
        let named = self
            .columns
            .as_ref()
            .filter(|c| c.contains(&Some("yiddish")));
        if let Some(columns) = named {
            return columns.get(at).copied().flatten();
        }
        let before = (0..at).filter(|i| self.tags != Some(*i) && !self.others.contains(i));
        match before.count() {
            0 => Some("yiddish"),
            1 => Some("english"),
            _ => None,
        }
    }
}

fn separator(name: &str) -> char {
    match name.trim().to_ascii_lowercase().as_str() {
        "comma" | "," => ',',
        "semicolon" | ";" => ';',
        "pipe" | "|" => '|',
        "colon" | ":" => ':',
        "space" => ' ',
        _ => '\t',
    }
}

fn field(name: &str) -> Option<&'static str> {
    let found = COLUMNS
        .iter()
        .find(|(ours, _)| name.trim().eq_ignore_ascii_case(ours));
    found.map(|(_, field)| *field)
}

pub(super) fn read(text: &str, import: &mut Import) {
    let header = Header::of(text);
    let comments = text.lines().take_while(|l| l.starts_with('#')).count();
    for row in split(text, header.dialect) {
        if row.line <= comments {
            continue;
        }
        if let Some((line, column)) = row.unclosed {
            return import.fail(
                "bad-row",
                Place::line(import.file, line).at(column),
                "a quoted field that is never closed",
                "close the field with a quote, and double the quotes inside it",
            );
        }
        if row.cells.len() < 2 {
            import.fail(
                "bad-row",
                Place::line(import.file, row.line),
                "the note has one field",
                "give at least the Yiddish and the English, and the separator in the first line",
            );
            continue;
        }
        let entry = entry(&row, &header, import);
        import.add(entry, row.cells[0].column);
    }
}

fn entry(row: &Row, header: &Header, import: &Import) -> Entry {
    let mut entry = import.blank(row.line);
    let mut separable = String::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let text = if header.html {
            plain(&cell.text)
        } else {
            cell.text.clone()
        };
        match header.field(at) {
            Some("yiddish") => entry.yiddish = text,
            Some("lemma") => separable = text,
            Some("english") => {
                entry.english = super::super::entry::split_values(&text)
                    .map(str::to_owned)
                    .collect();
            }
            Some("tags") => entry.tags = text.split_whitespace().map(str::to_owned).collect(),
            Some(name) if !text.is_empty() => {
                fields::set(&mut entry, name, &text);
            }
            _ => {}
        }
    }
    if !separable.is_empty() {
        entry.yiddish = separable;
    }
    entry
}

/// The text of an HTML field.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(super::value(&out), |text, (entity, c)| {
        text.replace(entity, c)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Format, import};

    #[test]
    fn a_deck_of_another_hand() {
        let text = "#separator:Comma\n#html:true\n#deck column:1\n#tags column:4\n\
                    D,<b>טאָג</b>,day &amp; date,old rare\n";
        let rows = import(Format::Anki, text, "x");
        let entry = &rows.entries[0];
        assert_eq!(entry.yiddish, "טאָג");
        assert_eq!(entry.english, ["day & date"]);
        assert_eq!(entry.tags, ["old", "rare"]);
    }
}
