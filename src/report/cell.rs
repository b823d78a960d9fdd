//! What is done to a text before it becomes a cell, so that it reads as what it is and runs nothing.

use std::borrow::Cow;

use crate::document::is_bidi_control;

/// The text without the characters that only steer the direction of others.
///
/// They are taken out of every output: a cell that held an override would read differently from its
/// characters, and one that held half of a pair would turn its neighbours.
pub fn without_bidi_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_bidi_control) {
        Cow::Owned(text.chars().filter(|&c| !is_bidi_control(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The text with an apostrophe before it if a spreadsheet program would take it for a formula.
pub fn defused(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_go_and_letters_stay() {
        assert_eq!(
            without_bidi_controls("\u{202E}a\u{2066}b\u{200F}\u{061C}"),
            "ab"
        );
        assert!(matches!(without_bidi_controls("קעפּל"), Cow::Borrowed(_)));
    }

    #[test]
    fn formulas_are_defused_and_other_cells_left_alone() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert_eq!(defused(formula.into()), format!("'{formula}"));
        }
        assert!(matches!(defused("1=1".into()), Cow::Borrowed("1=1")));
    }
}
