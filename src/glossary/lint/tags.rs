//! Checks of the tags and of what they ask for.

use super::super::entry::{PLURAL_SOUND, split_values, tag};
use super::{Context, Row, column};
use crate::error::Notice;
use crate::yiddish::letters::is_hebrew_script;

/// `unknown-tag`.
pub(super) fn unknown(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for t in &row.entry.tags {
        if !tag::KNOWN.contains(&t.as_str()) {
            let found = format!("`{t}` is not a tag that kepl knows");
            let advice = format!("use some of {}", tag::KNOWN.join(" "));
            out.push(row.warn(column::TAGS, "unknown-tag", found, &advice));
        }
    }
}

/// `no-sound`.
pub(super) fn no_sound(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    if row.entry.has_tag(tag::HEBREW) && row.entry.sound().is_empty() {
        let found = format!(
            "`{}` is of Hebrew origin and has no romanization",
            row.entry.yiddish
        );
        let advice = "fill the column `romanized`, since the spelling does not show the sound";
        out.push(row.warn(column::ROMANIZED, "no-sound", found, advice));
    }
}

/// `odd-sound`.
pub(super) fn odd_sound(row: Row, _: &mut Context, out: &mut Vec<Notice>) {
    for (i, value) in split_values(&row.entry.romanized).enumerate() {
        let plural = value.strip_prefix(PLURAL_SOUND);
        let word = plural.unwrap_or(value);
        let latin = |c: char| c.is_alphabetic() && !is_hebrew_script(c);
        let reads = word.chars().any(latin)
            && word
                .chars()
                .all(|c| latin(c) || matches!(c, ' ' | '-' | '\'' | '’' | '.'));
        if !reads || i > 0 && plural.is_none() {
            let found = format!("`{value}` is not a romanization");
            let advice = "write the sound in Latin letters, and that of a plural after `pl:`";
            out.push(row.warn(column::ROMANIZED, "odd-sound", found, advice));
        }
    }
}
