//! JSON Lines as Wiktextract makes them of Wiktionary and kaikki.org offers them: a word and part of
//! speech a line. Of a file with many languages the Yiddish words are taken.
//!
//! In a line that kepl wrote (`"source": "kepl"`) a gloss is a sense as it stands; in others glosses
//! are explanations, of which the words are taken.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::super::entry::{Entry, FormKind, PLURAL_SOUND, Pos, plural_sound};
use super::Import;
use crate::error::Place;
use crate::yiddish::romanize;

/// Our parts of speech and Wiktextract's; names have a topic besides.
const PARTS_OF_SPEECH: [(Pos, &str); 11] = [
    (Pos::Noun, "noun"),
    (Pos::Verb, "verb"),
    (Pos::Adj, "adj"),
    (Pos::Adv, "adv"),
    (Pos::Num, "num"),
    (Pos::Prep, "prep"),
    (Pos::Conj, "conj"),
    (Pos::Pron, "pron"),
    (Pos::Part, "particle"),
    (Pos::Interj, "intj"),
    (Pos::Phrase, "phrase"),
];

const NAME_TOPICS: [(Pos, &str); 3] = [
    (Pos::Place, "place"),
    (Pos::Person, "person"),
    (Pos::Org, "organization"),
];

/// Wiktextract's tags of the forms that we list.
const FORM_TAGS: [(FormKind, &[&str]); 6] = [
    (FormKind::Plural, &["plural"]),
    (FormKind::Participle, &["participle", "past"]),
    (FormKind::Present, &["present"]),
    (FormKind::Comparative, &["comparative"]),
    (FormKind::Diminutive, &["diminutive"]),
    (FormKind::Case, &["inflected"]),
];

pub(super) fn write(entries: &[Entry], output: &mut impl Write) -> io::Result<()> {
    for entry in entries {
        serde_json::to_writer(&mut *output, &line(entry))?;
        output.write_all(b"\n")?;
    }
    Ok(())
}

fn line(entry: &Entry) -> Value {
    let mut line = json!({
        "word": entry.lemma(),
        "lang": "Yiddish",
        "lang_code": "yi",
        "source": "kepl",
    });
    let pos = |known: &[(Pos, &'static str)]| {
        known
            .iter()
            .find(|(p, _)| Some(*p) == entry.pos)
            .map(|(_, name)| *name)
    };
    if let Some(name) = pos(&PARTS_OF_SPEECH) {
        line["pos"] = name.into();
    } else if let Some(topic) = pos(&NAME_TOPICS) {
        line["pos"] = "name".into();
        line["topics"] = json!([topic]);
    }
    let mut forms = Vec::new();
    if entry.yiddish.contains('|') {
        forms.push(json!({"form": entry.yiddish, "tags": ["canonical", "separable"]}));
    }
    if !entry.sound().is_empty() {
        forms.push(json!({"form": entry.sound(), "tags": ["romanization"]}));
    }
    if let Some(sound) = plural_sound(&entry.romanized) {
        forms.push(json!({"form": sound, "tags": ["plural", "romanization"]}));
    }
    for (kind, form) in &entry.forms {
        let tags = FORM_TAGS
            .iter()
            .find(|(k, _)| k == kind)
            .map(|(_, tags)| tags);
        forms.push(json!({"form": form, "tags": tags}));
    }
    for variant in &entry.variants {
        forms.push(json!({"form": variant, "tags": ["alternative"]}));
    }
    if !forms.is_empty() {
        line["forms"] = forms.into();
    }
    let senses = entry
        .english
        .iter()
        .map(|sense| json!({"glosses": [sense]}));
    line["senses"] = senses.collect();
    if !entry.tags.is_empty() {
        line["tags"] = entry.tags.clone().into();
    }
    if !entry.note.is_empty() {
        line["notes"] = json!([entry.note]);
    }
    line
}

pub(super) fn read(text: &str, import: &mut Import) {
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let number = at + 1;
        match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(word) => {
                if is_yiddish(&word) {
                    match entry(&word, import, number) {
                        Some(entry) => import.add(entry, 1),
                        None => import.fail(
                            "bad-json",
                            Place::line(import.file, number),
                            "no text `word` and list `senses` with `glosses`",
                            "give the JSON Lines of kaikki.org, unchanged",
                        ),
                    }
                }
            }
            Err(error) => {
                // The column counts bytes.
                let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
                let column = before.chars().count() + 1;
                import.fail(
                    "bad-json",
                    Place::line(import.file, number).at(column),
                    format!("not a JSON object ({})", reason(&error)),
                    "give the JSON Lines of kaikki.org, unchanged",
                );
            }
        }
    }
}

/// What is wrong, without the place, which is that in the line.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn is_yiddish(word: &Map<String, Value>) -> bool {
    match (string(word, "lang_code"), string(word, "lang")) {
        ("", "") => true,
        (code, lang) => super::is_yiddish(code) || lang == "Yiddish",
    }
}

fn string<'v>(object: &'v Map<String, Value>, key: &str) -> &'v str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(object: &'v Map<String, Value>, key: &str) -> &'v [Value] {
    object
        .get(key)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

fn strings<'v>(object: &'v Map<String, Value>, key: &str) -> Vec<&'v str> {
    list(object, key).iter().filter_map(Value::as_str).collect()
}

fn entry(word: &Map<String, Value>, import: &Import, line: usize) -> Option<Entry> {
    let mut entry = import.blank(line);
    word.get("word")?.as_str()?.clone_into(&mut entry.yiddish);
    let ours = string(word, "source") == "kepl";
    let glosses: Vec<&str> = word
        .get("senses")?
        .as_array()?
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|sense| strings(sense, "glosses").last().copied())
        .collect();
    entry.pos = pos(word, &glosses);
    for gloss in &glosses {
        if ours {
            entry.english.push((*gloss).to_owned());
        } else {
            entry.english.extend(words_of(gloss, entry.pos));
        }
    }
    let canonical = entry.yiddish.clone();
    for form in list(word, "forms").iter().filter_map(Value::as_object) {
        let (text, tags) = (string(form, "form"), strings(form, "tags"));
        let has = |tag: &str| tags.contains(&tag);
        if has("separable") && has("canonical") {
            text.clone_into(&mut entry.yiddish);
        } else if has("romanization") && has("plural") {
            if ours {
                entry.romanized = format!("{} | {PLURAL_SOUND}{text}", entry.romanized);
            }
        } else if has("romanization") {
            // Where the letters show the sound there is no need to say it.
            if entry.romanized.is_empty() && (ours || romanize::letters(&canonical) != text) {
                text.clone_into(&mut entry.romanized);
            }
        } else if has("alternative") {
            entry.variants.push(text.to_owned());
        } else if !text.is_empty() {
            let kind = FORM_TAGS.iter().find(|(_, wanted)| {
                // Cases and persons of a form are derived.
                wanted.len() == tags.len() && wanted.iter().all(|t| has(t))
            });
            let form = kind.map(|(kind, _)| (*kind, text.to_owned()));
            entry
                .forms
                .extend(form.filter(|f| ours || !entry.forms.contains(f)));
        }
    }
    if ours {
        entry.tags = strings(word, "tags")
            .into_iter()
            .map(str::to_owned)
            .collect();
    }
    entry.note = strings(word, "notes").join("; ");
    Some(entry)
}

fn pos(word: &Map<String, Value>, glosses: &[&str]) -> Option<Pos> {
    let name = string(word, "pos");
    if name == "name" {
        let topics = strings(word, "topics");
        let named = NAME_TOPICS.iter().find(|(_, topic)| topics.contains(topic));
        let person = ["given name", "surname", "family name"];
        let is_person = glosses.iter().any(|g| person.iter().any(|p| g.contains(p)));
        return Some(named.map_or(
            if is_person { Pos::Person } else { Pos::Place },
            |(p, _)| *p,
        ));
    }
    let same = PARTS_OF_SPEECH.iter().find(|(_, theirs)| *theirs == name);
    same.map(|(pos, _)| *pos)
}

/// The words of a gloss: `(transitive) to begin, to start` are `begin` and `start`.
fn words_of(gloss: &str, pos: Option<Pos>) -> Vec<String> {
    let mut depth = 0_u32;
    let plain: String = gloss
        .chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect();
    plain
        .split([',', ';'])
        .map(|part| {
            let part = super::value(part.trim_end_matches(['.', ':']));
            let bare = match pos {
                Some(Pos::Verb) => part.strip_prefix("to "),
                _ => ["a ", "an ", "the "]
                    .iter()
                    .find_map(|a| part.strip_prefix(a)),
            };
            bare.unwrap_or(&part).to_owned()
        })
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Format, import};
    use super::*;

    #[test]
    fn words_of_wiktionary() {
        let text = r#"{"word":"אָנהייבן","lang_code":"yi","pos":"verb","senses":[{"glosses":["(transitive) to begin, to start"]}],"forms":[{"form":"onheybn","tags":["romanization"]},{"form":"אָנגעהויבן","tags":["participle","past"]}]}
{"word":"Tag","lang_code":"de","pos":"noun","senses":[{"glosses":["day"]}]}
{"word":"משה","lang_code":"yi","pos":"name","senses":[{"glosses":["a male given name"]}],"forms":[{"form":"moyshe","tags":["romanization"]}]}
"#;
        let rows = import(Format::Kaikki, text, "x");
        assert_eq!(rows.notices, []);
        assert_eq!(rows.entries.len(), 2);
        let verb = &rows.entries[0];
        assert_eq!(verb.english, ["begin", "start"]);
        assert_eq!(verb.forms, [(FormKind::Participle, "אָנגעהויבן".to_owned())]);
        assert_eq!(verb.romanized, "");
        let name = &rows.entries[1];
        assert_eq!(
            (name.pos, name.romanized.as_str()),
            (Some(Pos::Person), "moyshe")
        );
    }
}
