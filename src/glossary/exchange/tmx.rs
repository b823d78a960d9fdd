//! TMX 1.4: a translation unit for each sense, so that tools that know one translation a language
//! see them all. What TMX has no element for stands in `prop`.

use std::io::{self, Write};

use super::super::entry::Entry;
use super::xml::{self, Element};
use super::{Import, fields, is_english, is_yiddish};
use crate::report::markup::Escaped;

pub(super) fn write(entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    writeln!(
        output,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <tmx version=\"1.4\">\n\
         <header creationtool=\"kepl\" creationtoolversion=\"{}\" segtype=\"phrase\" \
         o-tmf=\"kepl glossary\" adminlang=\"en\" srclang=\"yi\" datatype=\"plaintext\"/>\n\
         <body>",
        env!("CARGO_PKG_VERSION")
    )?;
    for (number, entry) in entries.iter().enumerate() {
        for (at, sense) in entry.english.iter().enumerate() {
            writeln!(output, "<tu tuid=\"{}.{}\">", number + 1, at + 1)?;
            if !entry.note.is_empty() {
                writeln!(output, "<note>{}</note>", Escaped(&entry.note))?;
            }
            for (name, value) in fields::of(entry) {
                writeln!(output, "<prop type=\"{name}\">{}</prop>", Escaped(&value))?;
            }
            writeln!(
                output,
                "<tuv xml:lang=\"yi\"><seg>{}</seg></tuv>\n<tuv xml:lang=\"en\"><seg>{}</seg></tuv>\n</tu>",
                Escaped(&fields::written(entry)),
                Escaped(sense)
            )?;
        }
    }
    output.write_all(b"</body>\n</tmx>\n")
}

pub(super) fn read(text: &str, import: &mut Import) {
    let read = xml::records(text, import.file, &["tmx"], &["tu"], |unit| {
        let entry = entry(unit, import);
        import.add(entry, unit.column);
    });
    if let Err(notice) = read {
        import.rows.notices.push(notice);
    }
}

fn entry(unit: &Element, import: &Import) -> Entry {
    let mut entry = import.blank(unit.line);
    for variant in unit.find(&["tuv"]) {
        let language = variant
            .attribute("xml:lang")
            .or_else(|| variant.attribute("lang"))
            .unwrap_or_default();
        let segment = variant
            .find(&["seg"])
            .first()
            .map(|s| super::value(&s.text()));
        match segment {
            Some(segment) if is_yiddish(language) => entry.yiddish = segment,
            Some(segment) if is_english(language) => entry.english.push(segment),
            _ => {}
        }
    }
    for child in unit.children() {
        let text = super::value(&child.text());
        match child.name.as_str() {
            "note" => entry.note = text,
            "prop" => {
                fields::set(
                    &mut entry,
                    child.attribute("type").unwrap_or_default(),
                    &text,
                );
            }
            _ => {}
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::super::{Format, import};

    #[test]
    fn codes_inside_segments_are_left_out() {
        let text = "<tmx version=\"1.4\"><header/><body><tu>\
            <tuv xml:lang=\"YI\"><seg><bpt i=\"1\">{\\b </bpt>טאָג<ept i=\"1\">}</ept></seg></tuv>\
            <tuv lang=\"EN-US\"><seg>a <hi>day</hi></seg></tuv></tu></body></tmx>";
        let rows = import(Format::Tmx, text, "x");
        assert_eq!(rows.entries[0].yiddish, "טאָג");
        assert_eq!(rows.entries[0].english, ["a day"]);
    }
}
