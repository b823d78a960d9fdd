//! Checks of the tags and of what they ask for.

use super::super::entry::tag;
use super::{Context, Row, column};
use crate::error::Notice;

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
    if row.entry.has_tag(tag::HEBREW) && row.entry.romanized.is_empty() {
        let found = format!(
            "`{}` is of Hebrew origin and has no romanization",
            row.entry.yiddish
        );
        let advice = "fill the column `romanized`, since the spelling does not show the sound";
        out.push(row.warn(column::ROMANIZED, "no-sound", found, advice));
    }
}
