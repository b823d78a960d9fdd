//! TBX: ISO 30042:2019 in the DCA style and the dialect TBX-Basic. What the older edition calls
//! `termEntry` and `langSet` is read as well.
//!
//! A concept is an entry. Variants are terms of the type `variant`; a forbidden pair has the status of
//! a deprecated term; what TBX-Basic has no category for stands in notes of the term, the note for
//! people in a note of the concept.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::super::entry::{Entry, Pos, tag};
use super::xml::{self, Element};
use super::{Import, fields, is_english, is_yiddish};
use crate::report::markup::Escaped;

const DEPRECATED: &str = "deprecatedTerm-admn-sts";

pub(super) fn write(entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    output.write_all(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>A Yiddish-English glossary, written by kepl.</p></sourceDesc></fileDesc></tbxHeader>
"#,
    )?;
    if entries.is_empty() {
        // A body may not be empty.
        return output.write_all(b"<text/>\n</tbx>\n");
    }
    output.write_all(b"<text><body>\n")?;
    for (number, entry) in entries.iter().enumerate() {
        concept(entry, number + 1, output)?;
    }
    output.write_all(b"</body></text>\n</tbx>\n")
}

fn concept(entry: &Entry, number: usize, output: &mut impl Write) -> io::Result<()> {
    let pos = entry.pos.map(part_of_speech).map_or(String::new(), |pos| {
        format!("<termNote type=\"partOfSpeech\">{pos}</termNote>")
    });
    writeln!(output, "<conceptEntry id=\"c{number}\">")?;
    if !entry.note.is_empty() {
        writeln!(output, "<note>{}</note>", Escaped(&entry.note))?;
    }
    let status = if entry.has_tag(tag::FORBIDDEN) {
        format!("<termNote type=\"administrativeStatus\">{DEPRECATED}</termNote>")
    } else {
        String::new()
    };
    let lemma = fields::written(entry);
    write!(
        output,
        "<langSec xml:lang=\"yi\">\n<termSec><term>{}</term>{pos}{status}",
        Escaped(&lemma)
    )?;
    for (name, value) in fields::of(entry) {
        if name != "variants" {
            write!(output, "<note>{name}: {}</note>", Escaped(&value))?;
        }
    }
    writeln!(output, "</termSec>")?;
    for variant in &entry.variants {
        writeln!(
            output,
            "<termSec><term>{}</term><termNote type=\"termType\">variant</termNote></termSec>",
            Escaped(variant)
        )?;
    }
    writeln!(output, "</langSec>\n<langSec xml:lang=\"en\">")?;
    for sense in &entry.english {
        writeln!(
            output,
            "<termSec><term>{}</term>{pos}</termSec>",
            Escaped(sense)
        )?;
    }
    writeln!(output, "</langSec>\n</conceptEntry>")
}

/// The names that TBX-Basic has for the parts of speech.
fn part_of_speech(pos: Pos) -> &'static str {
    match pos {
        Pos::Noun => "noun",
        Pos::Verb => "verb",
        Pos::Adj => "adjective",
        Pos::Adv => "adverb",
        Pos::Place | Pos::Person | Pos::Org => "properNoun",
        _ => "other",
    }
}

pub(super) fn read(text: &str, import: &mut Import) {
    let records = ["conceptEntry", "termEntry"];
    let read = xml::records(text, import.file, &["tbx", "martif"], &records, |concept| {
        let mut entry = import.blank(concept.line);
        let mut variants = FxHashSet::default();
        for note in concept.children().filter(|e| e.name == "note") {
            entry.note = super::value(&note.text());
        }
        for section in concept.find(&["langSec", "langSet"]) {
            let language = section.attribute("xml:lang").unwrap_or_default();
            for term in section.find(&["termSec", "tig", "ntig"]) {
                if is_yiddish(language) {
                    yiddish(term, &mut entry, &mut variants);
                } else if is_english(language) {
                    entry.english.extend(word(term));
                }
            }
        }
        import.add(entry, concept.column);
    });
    if let Err(notice) = read {
        import.rows.notices.push(notice);
    }
}

fn word(term: &Element) -> Option<String> {
    Some(super::value(&term.find(&["term"]).first()?.text()))
}

fn yiddish(term: &Element, entry: &mut Entry, variants: &mut FxHashSet<String>) {
    let Some(word) = word(term) else { return };
    let note = |kind: &str| {
        term.find(&["termNote"])
            .into_iter()
            .find(|n| n.attribute("type") == Some(kind))
            .map(|n| super::value(&n.text()))
    };
    // The first term is the lemma, whatever the others are called.
    if !entry.yiddish.is_empty() {
        if word != entry.yiddish && variants.insert(word.clone()) {
            entry.variants.push(word);
        }
        return;
    }
    entry.yiddish = word;
    entry.pos = match note("partOfSpeech").as_deref() {
        Some("noun") => Some(Pos::Noun),
        Some("verb") => Some(Pos::Verb),
        Some("adjective") => Some(Pos::Adj),
        Some("adverb") => Some(Pos::Adv),
        _ => None,
    };
    for remark in term.find(&["note"]) {
        let text = super::value(&remark.text());
        let is_field = text
            .split_once(": ")
            .is_some_and(|(name, value)| fields::set(entry, name, value));
        if !is_field && entry.note.is_empty() {
            entry.note = text;
        }
    }
    variants.extend(entry.variants.iter().cloned());
    let deprecated = note("administrativeStatus").is_some_and(|s| s.starts_with("deprecatedTerm"));
    if deprecated && !entry.has_tag(tag::FORBIDDEN) {
        entry.tags.push(tag::FORBIDDEN.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, import};
    use super::*;

    /// The content models of the core structure of ISO 30042:2019, as far as we write it.
    #[test]
    fn the_core_structure_is_kept() {
        let text = "yiddish,english,pos,forms,variants,tags,note\n\
            אָנ|צינדן,light | set on fire,verb,pp:אָנגעצונדן,אן צינדן,forbidden | rare,ask\n";
        let entries = crate::glossary::read::read(text.as_bytes(), "x").entries;
        let mut out = Vec::new();
        write(&entries, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let names = |e: &Element| {
            e.children()
                .map(|c| c.name.clone())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let mut terms = Vec::new();
        xml::records(&text, "x", &["tbx"], &["conceptEntry"], |concept| {
            assert_eq!(names(concept), "note langSec langSec");
            terms.extend(concept.find(&["termSec"]).into_iter().map(names));
        })
        .unwrap();
        let expected = [
            "term termNote termNote note note note note",
            "term termNote",
            "term termNote",
            "term termNote",
        ];
        assert_eq!(terms, expected);
        assert!(text.contains("<term>אָנצינדן</term>"));
    }

    #[test]
    fn termbases_of_others_are_read() {
        let text = "<martif type=\"TBX\"><text><body>\n<termEntry id=\"1\"><descrip type=\"definition\">x</descrip>\
            <langSet xml:lang=\"en-US\"><tig><term>day</term></tig></langSet>\
            <langSet xml:lang=\"yi\"><ntig><termGrp><term>טאָג</term><termNote type=\"partOfSpeech\">noun</termNote>\
            </termGrp></ntig><tig><term>טאג</term></tig></langSet></termEntry>\n\
            <termEntry id=\"2\"><langSet xml:lang=\"de\"><tig><term>Tag</term></tig></langSet></termEntry>\
            </body></text></martif>";
        let rows = import(Format::Tbx, text, "x");
        assert_eq!(rows.entries.len(), 1);
        let entry = &rows.entries[0];
        assert_eq!(
            (entry.yiddish.as_str(), entry.pos),
            ("טאָג", Some(Pos::Noun))
        );
        assert_eq!(
            (entry.english.join(""), entry.variants.join("")),
            ("day".into(), "טאג".into())
        );
        assert_eq!(rows.notices[0].place.to_string(), "x:3:1");
    }
}
