//! All and some, most and few.

use rustc_hash::FxHashSet;

use crate::check::case::Case;
use crate::check::cues::Kind as Cue;
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};

/// Finds quantities that differ.
pub struct Quantity;

const QUANTITY: Code = Code {
    name: "quantity",
    severity: Severity::Warning,
    says: "the headline says all, most, some or few of what the story says another of",
};

/// Quantities that cannot both be so.
const CONFLICTS: [(&str, &str); 8] = [
    ("all", "some"),
    ("all", "most"),
    ("all", "few"),
    ("all", "many"),
    ("all", "none"),
    ("most", "few"),
    ("most", "some"),
    ("many", "few"),
];

/// Pairs less sure than this tell nothing.
const SURE: f64 = 0.7;

impl Rule for Quantity {
    fn codes(&self) -> &[Code] {
        &[QUANTITY]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        let mut seen = FxHashSet::default();
        for at in 0..case.headline.tokens.len() {
            let Some(said) = case.headline_cue(at, Cue::Quantity) else {
                continue;
            };
            let counted = case.content_after(at, 2);
            let Some(term) = counted.filter(|t| t.is_sure(SURE)) else {
                continue;
            };
            let Some(words) = &term.words else { continue };
            // Said again it is no more wrong.
            if !seen.insert((said, case.body.words[words.start].hash)) {
                continue;
            }
            let mentions = case.body.find(case.body.words[words.start].hash);
            let found: Vec<(usize, &str)> = mentions
                .iter()
                .filter_map(|&m| story_quantity(case, m as usize))
                .collect();
            let conflict =
                |told: &str| CONFLICTS.contains(&(said, told)) || CONFLICTS.contains(&(told, said));
            if let Some(&(first, _)) = found.first()
                && found.iter().all(|(_, told)| conflict(told))
            {
                let tokens = at..term.tokens.end;
                let yiddish = &case.headline.tokens[at].text;
                let english = case.word(first);
                let message =
                    format!("the headline says {yiddish} ({said}) where the story says {english}");
                findings.push(case.about_tokens(
                    &QUANTITY,
                    &tokens,
                    Some(first..words.end.max(first + 1).min(first + 4)),
                    message,
                    "say how many, as the story does",
                ));
            }
        }
    }
}

/// The quantity before a word of the story: some of the, most.
fn story_quantity(case: &Case, at: usize) -> Option<(usize, &'static str)> {
    let sentence = case.sentence_of(at);
    let start = at.saturating_sub(3).max(sentence.start);
    for i in (start..at).rev() {
        if let Some(class) = case.cue(i, Cue::Quantity) {
            return Some((i, class));
        }
        if !case.touch(i, i + 1) {
            return None;
        }
        let word = crate::english::fold(case.word(i));
        let light = matches!(
            word.as_str(),
            "of" | "the" | "its" | "their" | "these" | "those"
        );
        let describes = i + 1 == at && !crate::english::is_function_word(&word);
        if !light && !describes {
            return None;
        }
    }
    None
}
