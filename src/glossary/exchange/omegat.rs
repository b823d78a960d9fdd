//! The glossary of `OmegaT`: source, target and comment between tabs, a line for each sense. Lines that
//! begin with `#` say nothing.

use std::io::{self, Write};

use super::super::entry::Entry;
use super::super::sheet::{Dialect, split};
use super::{Import, fields};
use crate::error::Place;

const DIALECT: Dialect = Dialect {
    delimiter: '\t',
    quoted: false,
};

pub(super) fn write(entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    writeln!(
        output,
        "# Glossary in tab-separated format -*- coding: utf-8 -*-"
    )?;
    for entry in entries {
        let (source, comment) = (fields::written(entry), fields::remark(entry));
        for sense in &entry.english {
            let comment = if comment.is_empty() {
                String::new()
            } else {
                format!("\t{}", super::value(&comment))
            };
            writeln!(
                output,
                "{}\t{}{comment}",
                super::value(&source),
                super::value(sense)
            )?;
        }
    }
    Ok(())
}

pub(super) fn read(text: &str, import: &mut Import) {
    for row in split(text, DIALECT) {
        if row.cells[0].text.starts_with('#') {
            continue;
        }
        let mut cells = row.cells.iter().map(|c| c.text.as_str());
        let (Some(source), Some(target)) = (cells.next(), cells.next()) else {
            import.fail(
                "bad-row",
                Place::line(import.file, row.line),
                "the line has no tab",
                "write the Yiddish, a tab, and the English",
            );
            continue;
        };
        let mut entry = import.blank(row.line);
        source.clone_into(&mut entry.yiddish);
        entry.english.push(target.to_owned());
        fields::read_remark(&mut entry, cells.next().unwrap_or_default().trim());
        import.add(entry, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, import};

    #[test]
    fn a_comment_of_another_hand_is_a_note() {
        let rows = import(Format::Omegat, "# x\nטאָג\tday\tadv? ask; noun\n", "x");
        assert_eq!(rows.entries[0].note, "adv? ask; noun");
        assert_eq!(rows.entries[0].pos, None);
    }
}
