//! What speaks for a Yiddish word meaning an English one, as numbers, and the probability they come to.
//!
//! A logistic model; its coefficients are `glossaries/tables/induction.csv`, fitted by
//! `examples/fit_induction.rs` on words that are hidden from the glossary and asked for again.

use crate::tables::INDUCTION;

/// The names of the features, as in the table.
pub const FEATURES: [&str; 28] = [
    "bias",
    "share",
    "back",
    "count",
    "association",
    "coverage",
    "near",
    "free",
    "sound",
    "kinship",
    "relatives",
    "function",
    "common",
    "capital",
    "lead",
    "back-lead",
    "known",
    "left",
    "doubtful",
    "same-pos",
    "other-pos",
    "single",
    "single-sound",
    "single-near",
    "share-count",
    "coverage-lead",
    "sound-capital",
    "best",
];

/// The values of [`FEATURES`] for one pair.
pub type Features = [f32; FEATURES.len()];

/// The names of the features that a pair has among the other candidates of its word.
pub const RIVALS: [&str; 5] = [
    "rank-bias",
    "rank-odds",
    "rank-first",
    "rank-behind",
    "rank-ahead",
];

/// The values of [`RIVALS`] for the candidate at `rank` of those with `odds`, best first.
pub fn rivals(odds: &[f64], rank: usize) -> [f32; RIVALS.len()] {
    let own = odds.get(rank).copied().unwrap_or_default();
    let first = odds.first().copied().unwrap_or(own);
    let second = odds.get(1).copied().unwrap_or(-6.0).max(-6.0);
    let is_first = rank == 0;
    [
        1.0,
        own as f32,
        f32::from(u8::from(is_first)),
        (first - own).min(8.0) as f32,
        if is_first {
            (own - second).min(8.0) as f32
        } else {
            0.0
        },
    ]
}

/// The log odds of the candidate at `rank` once its rivals are known: a word seldom has two meanings.
pub fn among_rivals(odds: &[f64], rank: usize) -> f64 {
    INDUCTION
        .iter()
        .skip(FEATURES.len())
        .zip(rivals(odds, rank))
        .map(|(c, x)| f64::from(c.weight) * f64::from(x))
        .sum()
}

/// The log odds that a pair with these features is right.
pub fn odds(features: &Features) -> f64 {
    // The table is in the order of the names: a test says so.
    INDUCTION
        .iter()
        .zip(features)
        .map(|(c, &x)| f64::from(c.weight) * f64::from(x))
        .sum()
}

/// The probability that log odds stand for.
pub fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_features_in_their_order() {
        let names: Vec<&str> = INDUCTION.iter().map(|c| c.feature).collect();
        assert_eq!(names, [&FEATURES[..], &RIVALS].concat());
    }
}
