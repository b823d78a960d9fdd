//! The columns of an entry that other formats have no place of their own for, as named values.

use super::super::entry::{Entry, parse_form, split_values};
use super::super::write::forms;

/// Between the fields of a remark.
const BETWEEN: &str = "; ";

/// The named values of `entry` besides lemma, senses and note, where they say something.
pub(super) fn of(entry: &Entry) -> Vec<(&'static str, String)> {
    let separable = if entry.yiddish.contains('|') {
        entry.yiddish.clone()
    } else {
        String::new()
    };
    let all = [
        (
            "pos",
            entry.pos.map(|p| p.as_str().to_owned()).unwrap_or_default(),
        ),
        // Other tools want the word as it is written.
        ("lemma", separable),
        ("forms", forms(entry).join(" | ")),
        ("variants", entry.variants.join(" | ")),
        ("tags", entry.tags.join(" | ")),
        ("romanized", entry.romanized.clone()),
    ];
    all.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// Sets the field `name`; whether there is such a field and the value fits it.
pub(super) fn set(entry: &mut Entry, name: &str, value: &str) -> bool {
    let values = || split_values(value).map(str::to_owned).collect::<Vec<_>>();
    match name {
        "pos" => match value.parse() {
            Ok(pos) => entry.pos = Some(pos),
            Err(()) => return false,
        },
        "lemma" => value.clone_into(&mut entry.yiddish),
        "forms" => match split_values(value).map(parse_form).collect() {
            Ok(forms) => entry.forms = forms,
            Err(_) => return false,
        },
        "variants" => entry.variants = values(),
        "tags" => entry.tags = values(),
        "romanized" => value.clone_into(&mut entry.romanized),
        "note" => value.clone_into(&mut entry.note),
        _ => return false,
    }
    true
}

/// The fields and the note on one line: `pos: noun; forms: pl:טעג; note: for people`.
pub(super) fn remark(entry: &Entry) -> String {
    let mut parts: Vec<String> = of(entry)
        .into_iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    if !entry.note.is_empty() {
        parts.push(format!("note: {}", entry.note));
    }
    parts.join(BETWEEN)
}

/// Reads a remark; what is no field is a note.
pub(super) fn read_remark(entry: &mut Entry, remark: &str) {
    let mut rest = remark;
    while !rest.is_empty() {
        if let Some(note) = rest.strip_prefix("note: ") {
            note.clone_into(&mut entry.note);
            return;
        }
        let (part, after) = rest.split_once(BETWEEN).unwrap_or((rest, ""));
        let is_field = match part.split_once(": ") {
            Some((name, value)) => set(entry, name, value),
            // A bare part of speech is how people write it.
            None => set(entry, "pos", part),
        };
        if !is_field {
            rest.clone_into(&mut entry.note);
            return;
        }
        rest = after;
    }
}

/// The lemma as it is written, without the bar of separable verbs.
pub(super) fn written(entry: &Entry) -> String {
    entry.lemma()
}
