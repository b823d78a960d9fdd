//! Glossaries in the formats of other tools: a file a format, each with what it writes and what it reads.
//!
//! A format keeps what it has a place for; `fields` says how the rest is written where the format
//! has remarks, so that what kepl wrote comes back whole. What a file holds that kepl cannot use is
//! reported with its place, and the rest of the file is read.

mod anki;
mod fields;
mod kaikki;
mod omegat;
mod tbx;
mod tmx;
mod weblate;
mod xml;

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::entry::Entry;
use super::read::Rows;
use crate::error::{Notice, Place};
use crate::yiddish::normalize;

/// A format of another tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `TermBase eXchange`, ISO 30042:2019, in the dialect TBX-Basic.
    Tbx,
    /// Translation Memory eXchange 1.4.
    Tmx,
    /// The tab-separated glossary of `OmegaT`.
    Omegat,
    /// The CSV of Weblate's glossaries.
    Weblate,
    /// JSON Lines of kaikki.org, which Wiktextract makes of Wiktionary.
    Kaikki,
    /// Tab-separated notes for Anki.
    Anki,
}

impl Format {
    /// All formats, in the order the help lists them.
    pub const ALL: [Self; 6] = [
        Self::Tbx,
        Self::Tmx,
        Self::Omegat,
        Self::Weblate,
        Self::Kaikki,
        Self::Anki,
    ];

    /// The format's name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tbx => "tbx",
            Self::Tmx => "tmx",
            Self::Omegat => "omegat",
            Self::Weblate => "weblate",
            Self::Kaikki => "kaikki",
            Self::Anki => "anki",
        }
    }
}

/// Writes `entries` in another tool's format.
///
/// # Errors
/// Whatever the output cannot do.
pub fn export(format: Format, entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Tbx => tbx::write(entries, output),
        Format::Tmx => tmx::write(entries, output),
        Format::Omegat => omegat::write(entries, output),
        Format::Weblate => weblate::write(entries, output),
        Format::Kaikki => kaikki::write(entries, output),
        Format::Anki => anki::write(entries, output),
    }
}

/// Reads the entries of `text`, a file of another tool that messages call `file`.
///
/// ```
/// use kepl::glossary::exchange::{Format, import};
///
/// let rows = import(Format::Omegat, "טאָג\tday\tnoun\n", "glossary.txt");
/// assert_eq!(rows.entries[0].english, ["day"]);
/// ```
pub fn import(format: Format, text: &str, file: &str) -> Rows {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut import = Import::new(file);
    match format {
        Format::Tbx => tbx::read(text, &mut import),
        Format::Tmx => tmx::read(text, &mut import),
        Format::Omegat => omegat::read(text, &mut import),
        Format::Weblate => weblate::read(text, &mut import),
        Format::Kaikki => kaikki::read(text, &mut import),
        Format::Anki => anki::read(text, &mut import),
    }
    import.rows
}

/// What a reader has read so far.
struct Import<'f> {
    file: &'f str,
    rows: Rows,
    /// The senses of the last entry.
    senses: FxHashSet<String>,
}

impl<'f> Import<'f> {
    fn new(file: &'f str) -> Self {
        Self {
            file,
            rows: Rows::default(),
            senses: FxHashSet::default(),
        }
    }

    /// An entry to be filled.
    fn blank(&self, line: usize) -> Entry {
        Entry {
            yiddish: String::new(),
            english: Vec::new(),
            pos: None,
            forms: Vec::new(),
            variants: Vec::new(),
            tags: Vec::new(),
            note: String::new(),
            romanized: String::new(),
            file: self.file.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
        }
    }

    /// Takes an entry. If all but the senses is as in the one before, it has more senses of that.
    fn add(&mut self, mut entry: Entry, column: usize) {
        entry.yiddish = normalize(&value(&entry.yiddish)).text;
        let mut seen = FxHashSet::default();
        entry.english = (entry.english.iter().map(|s| sense(s)))
            .filter(|sense| !sense.is_empty() && seen.insert(sense.clone()))
            .collect();
        let side = match (entry.yiddish.is_empty(), entry.english.is_empty()) {
            (true, _) => "Yiddish",
            (_, true) => "English",
            _ => return self.join(entry),
        };
        let place = Place::line(self.file, entry.line as usize).at(column);
        self.rows.notices.push(Notice::warning(
            "empty-cell",
            place,
            format!("the entry has no {side}"),
            "fill it in, or leave the entry out",
        ));
    }

    fn join(&mut self, entry: Entry) {
        if let Some(last) = self.rows.entries.last_mut()
            && differ_in_senses_only(last, &entry)
        {
            for sense in entry.english {
                if self.senses.insert(sense.clone()) {
                    last.english.push(sense);
                }
            }
            return;
        }
        self.senses = entry.english.iter().cloned().collect();
        self.rows.entries.push(entry);
    }

    /// The file cannot be read from here on, or not at all.
    fn fail(&mut self, code: &'static str, place: Place, found: impl Into<String>, advice: &str) {
        let notice = Notice::error(code, place, found, advice);
        self.rows.notices.push(notice);
    }
}

/// Whether two entries are alike but for their senses and lines.
fn differ_in_senses_only(a: &Entry, b: &Entry) -> bool {
    let Entry {
        yiddish,
        english: _,
        pos,
        forms,
        variants,
        tags,
        note,
        romanized,
        file,
        line: _,
    } = a;
    (yiddish, pos, forms, variants) == (&b.yiddish, &b.pos, &b.forms, &b.variants)
        && (tags, note, romanized, file) == (&b.tags, &b.note, &b.romanized, &b.file)
}

/// A value on one line, with single spaces.
fn value(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sense: a bar would split it.
fn sense(text: &str) -> String {
    value(&text.replace('|', "/"))
}

/// Whether a language tag stands for Yiddish: `yi`, the old `ji`, the three-letter codes.
fn is_yiddish(tag: &str) -> bool {
    primary(tag, &["yi", "ji", "yid", "ydd", "yih"])
}

/// Whether a language tag stands for English.
fn is_english(tag: &str) -> bool {
    primary(tag, &["en", "eng"])
}

fn primary(tag: &str, codes: &[&str]) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    codes.iter().any(|code| primary.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::super::entry::{FormKind, Pos, tag};
    use super::*;
    use proptest::prelude::*;

    /// What a format holds of an entry comes back. All formats hold all, but where the file was.
    fn round_trip(format: Format, entries: &[Entry]) {
        let mut out = Vec::new();
        export(format, entries, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let rows = import(format, &text, "x");
        assert_eq!(rows.notices, [], "{text}");
        let back: Vec<Entry> = rows
            .entries
            .into_iter()
            .map(|e| Entry { line: 0, ..e })
            .collect();
        assert_eq!(back, entries, "{text}");
    }

    fn entry() -> impl Strategy<Value = Entry> {
        let word = || "[אבגדהוזטי]{2,6}";
        let form = (
            prop::sample::select(vec![
                FormKind::Plural,
                FormKind::Participle,
                FormKind::Present,
                FormKind::Comparative,
                FormKind::Diminutive,
                FormKind::Case,
            ]),
            word(),
        );
        let english = prop::collection::btree_set("[a-z]{1,5}( [A-Z&<>\"'#=,.]{1,4})?", 1..4);
        let tags = prop::collection::btree_set(prop::sample::select(tag::KNOWN.to_vec()), 0..3);
        (
            (word(), prop::option::of(word())),
            english,
            prop::option::of(prop::sample::select(Pos::ALL.to_vec())),
            prop::collection::vec(form, 0..3),
            prop::collection::btree_set(word(), 0..3),
            tags,
            prop::option::of("[a-z]{1,5}[ ;:<&\"]{1,2}[a-z]{1,5}"),
            prop::option::of("[a-z-]{1,8}"),
        )
            .prop_map(
                |(lemma, english, pos, forms, variants, tags, note, romanized)| Entry {
                    yiddish: match lemma.1 {
                        Some(particle) => format!("{particle}|{}", lemma.0),
                        None => lemma.0,
                    },
                    english: english.into_iter().collect(),
                    pos,
                    forms,
                    variants: variants.into_iter().collect(),
                    tags: tags.into_iter().map(str::to_owned).collect(),
                    note: value(&note.unwrap_or_default()),
                    romanized: romanized.unwrap_or_default(),
                    file: "x".to_owned(),
                    line: 0,
                },
            )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_pair_round_trips(mut entries in prop::collection::vec(entry(), 1..6)) {
            // Entries that differ in their senses only are one.
            for (at, entry) in entries.iter_mut().enumerate() {
                entry.yiddish.push_str(&"ק".repeat(at + 1));
            }
            for format in Format::ALL {
                round_trip(format, &entries);
            }
        }
    }

    #[test]
    fn a_word_of_very_many_senses_is_read_in_time() {
        let begun = std::time::Instant::now();
        let text: String = (0..100_000).map(|n| format!("טאָג\tday {n}\n")).collect();
        let rows = import(Format::Omegat, &text, "x");
        assert_eq!(rows.entries[0].english.len(), 100_000);
        let terms: String = (0..100_000)
            .map(|n| format!("<tig><term>א{n}</term></tig>"))
            .collect();
        let text = format!(
            "<tbx><termEntry><langSet xml:lang='yi'>{terms}</langSet>\
             <langSet xml:lang='en'><tig><term>a</term></tig></langSet></termEntry></tbx>"
        );
        let rows = import(Format::Tbx, &text, "x");
        assert_eq!(rows.entries[0].variants.len(), 99_999);
        // Comparing each with all took minutes.
        assert!(begun.elapsed().as_secs() < 20);
    }

    #[test]
    fn the_builtin_glossary_round_trips() {
        let entries: Vec<Entry> = super::super::Glossary::builtin()
            .entries()
            .into_iter()
            .map(|e| Entry {
                file: "x".to_owned(),
                line: 0,
                ..e
            })
            .filter(|e| {
                let distinct: std::collections::BTreeSet<&String> = e.english.iter().collect();
                distinct.len() == e.english.len()
            })
            .collect();
        for format in Format::ALL {
            round_trip(format, &entries);
        }
    }

    #[test]
    fn a_malformed_file_of_each_kind_gives_its_place() {
        for (format, text, code, place) in [
            (Format::Tbx, "<tbx>\n<text></tbx>", "bad-xml", "x:2:7"),
            (
                Format::Tbx,
                "<!DOCTYPE tbx [<!ENTITY a \"b\">]>\n<tbx/>",
                "bad-xml",
                "x:1:1",
            ),
            (Format::Tbx, "<html/>", "bad-xml", "x:1:1"),
            (
                Format::Tmx,
                "<tmx>\n<body>&boom;</body></tmx>",
                "bad-xml",
                "x:2:7",
            ),
            (Format::Tmx, "<tmx><body>\n", "bad-xml", "x:2:1"),
            (Format::Omegat, "טאָג\tday\nטאָג\n", "bad-row", "x:2"),
            (
                Format::Weblate,
                "source,target\nטאָג,\"day\n",
                "bad-row",
                "x:2:6",
            ),
            (Format::Weblate, "a,b\n", "missing-column", "x:1"),
            (
                Format::Kaikki,
                "{\"word\":\"טאָג\",}\n",
                "bad-json",
                "x:1:16",
            ),
            (Format::Kaikki, "\n{\"word\":1}\n", "bad-json", "x:2"),
            (Format::Anki, "#separator:tab\nטאָג\n", "bad-row", "x:2"),
        ] {
            let rows = import(format, text, "x");
            let found: Vec<_> = rows
                .notices
                .iter()
                .map(|n| (n.code, n.place.to_string()))
                .collect();
            assert_eq!(found, [(code, place.to_owned())], "{text}");
        }
    }
}
