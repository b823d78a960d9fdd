//! A glossary entry while a person works on it: its cells as text, whether or not they are right.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::error::{Notice, Place};
use crate::glossary::entry::{Entry, Pos, parse_form, split_values};
use crate::glossary::lint::fixing::{english_text, yiddish_text};
use crate::glossary::write;

/// The cells of an entry, lists as lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// The lemma.
    pub yiddish: String,
    /// English senses, best first.
    pub english: Vec<String>,
    /// Part of speech; empty where nothing says it.
    pub pos: String,
    /// Irregular forms with their labels.
    pub forms: Vec<String>,
    /// Spellings that no rule derives.
    pub variants: Vec<String>,
    /// Domain and register.
    pub tags: Vec<String>,
    /// For people.
    pub note: String,
    /// Romanization where the spelling does not show the sound.
    pub romanized: String,
}

/// No cell of an entry needs more bytes.
const LONGEST: usize = 2000;
/// No list of an entry needs more values.
const MOST: usize = 60;

impl Draft {
    /// The cells of `entry`.
    pub fn of(entry: &Entry) -> Self {
        Self {
            yiddish: entry.yiddish.clone(),
            english: entry.english.clone(),
            pos: entry.pos.map_or("", Pos::as_str).to_owned(),
            forms: write::forms(entry),
            variants: entry.variants.clone(),
            tags: entry.tags.clone(),
            note: entry.note.clone(),
            romanized: entry.romanized.clone(),
        }
    }

    /// The draft in standard characters: invisible ones gone, spaces at the edges too, and a value
    /// that holds several cut into them.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let line = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let list = |values: &[String], tidy: fn(&str) -> String| -> Vec<String> {
            let cell = values
                .iter()
                .map(|v| line(v))
                .collect::<Vec<_>>()
                .join(" | ");
            let mut seen = FxHashSet::default();
            split_values(&tidy(&cell))
                .map(line)
                .filter(|value| !value.is_empty() && seen.insert(value.clone()))
                .collect()
        };
        Self {
            yiddish: line(&yiddish_text(&self.yiddish)),
            english: list(&self.english, english_text),
            pos: line(&self.pos),
            forms: list(&self.forms, yiddish_text),
            variants: list(&self.variants, yiddish_text),
            tags: list(&self.tags, english_text),
            note: line(&english_text(&self.note)),
            romanized: line(&english_text(&self.romanized)),
        }
    }

    /// The entry that the draft is, or what keeps it from being one.
    ///
    /// # Errors
    /// A notice for each cell that cannot stand; its place has the number of the column.
    pub fn entry(&self) -> Result<Entry, Vec<Notice>> {
        let mut faults = Vec::new();
        let mut fault = |code, column, found: String, advice: &str| {
            let place = Place::line("", 1).at(column);
            faults.push(Notice::error(code, place, found, advice));
        };
        if self.yiddish.is_empty() {
            fault("empty-cell", 1, "the Yiddish is empty".into(), "fill it");
        }
        if self.english.is_empty() {
            fault(
                "empty-cell",
                2,
                "there is no English sense".into(),
                "give at least one",
            );
        }
        let pos = match self.pos.as_str() {
            "" => None,
            text => text.parse::<Pos>().ok().or_else(|| {
                let all = Pos::ALL.map(Pos::as_str).join(" ");
                let found = format!("`{text}` is not a part of speech");
                fault("unknown-pos", 3, found, &format!("use one of {all}"));
                None
            }),
        };
        let mut forms = Vec::new();
        for value in &self.forms {
            match parse_form(value) {
                Ok(form) => forms.push(form),
                Err(label) => fault(
                    "unknown-form",
                    4,
                    format!("`{label}` is not a label of irregular forms"),
                    "write pl: pp: pres: cmp: or dim: before the form",
                ),
            }
        }
        for (column, values) in self.lists() {
            if values.len() > MOST || values.iter().any(|v| v.len() > LONGEST) {
                let found = "there is more text than an entry can hold".to_owned();
                fault("too-long", column, found, "shorten it");
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Entry {
            yiddish: self.yiddish.clone(),
            english: self.english.clone(),
            pos,
            forms,
            variants: self.variants.clone(),
            tags: self.tags.clone(),
            note: self.note.clone(),
            romanized: self.romanized.clone(),
            file: String::new(),
            line: 1,
        })
    }

    /// Every column with its number and its values.
    fn lists(&self) -> [(usize, &[String]); 8] {
        let one = std::slice::from_ref;
        [
            (1, one(&self.yiddish)),
            (2, &self.english),
            (3, one(&self.pos)),
            (4, &self.forms),
            (5, &self.variants),
            (6, &self.tags),
            (7, one(&self.note)),
            (8, one(&self.romanized)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tidying_takes_out_what_nobody_sees() {
        let draft = Draft {
            yiddish: " \u{202E}טאָג\u{200B} ".into(),
            english: vec!["day | date".into(), " day ".into(), String::new()],
            note: "two\nlines".into(),
            ..Draft::default()
        };
        let tidy = draft.tidied();
        assert_eq!(tidy.yiddish, "טאָג");
        assert_eq!(tidy.english, ["day", "date"]);
        assert_eq!(tidy.note, "two lines");
        assert_eq!(tidy.tidied(), tidy);
    }

    #[test]
    fn an_entry_comes_back_from_its_draft() {
        let rows = crate::glossary::read::read(
            "yiddish,english,pos,forms,variants,tags,note,romanized\n\
             טאָג,day | date,noun,pl:טעג,דאג,formal,of the week,tog\n"
                .as_bytes(),
            "",
        );
        let mut entry = rows.entries[0].clone();
        entry.line = 1;
        assert_eq!(Draft::of(&entry).tidied().entry(), Ok(entry));
    }

    #[test]
    fn each_cell_that_cannot_stand_is_named() {
        let draft = Draft {
            pos: "nuon".into(),
            forms: vec!["plural:x".into()],
            note: "x".repeat(LONGEST + 1),
            ..Draft::default()
        };
        let faults = draft.entry().unwrap_err();
        let found: Vec<_> = faults.iter().map(|n| (n.code, n.place.column)).collect();
        assert_eq!(
            found,
            [
                ("empty-cell", Some(1)),
                ("empty-cell", Some(2)),
                ("unknown-pos", Some(3)),
                ("unknown-form", Some(4)),
                ("too-long", Some(7)),
            ]
        );
    }
}
