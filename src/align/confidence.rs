//! How sure a pair is: a probability from what speaks for it.
//!
//! A logistic model; its coefficients are `glossaries/tables/confidence.csv`, fitted by
//! `examples/calibrate.rs` on aligned headlines. Of pairs given 0.9, nine in ten are right.

use super::Relation;
use super::choose::Weighed;
use crate::tables::CONFIDENCE;

/// What the model sees of a pair; the names are those of the table.
pub const FEATURES: [&str; 10] = [
    "bias",
    "fit",
    "fit-squared",
    "together",
    "rare",
    "rivals",
    "synonym",
    "family",
    "transliteration",
    "phrase",
];

/// The values of [`FEATURES`] for a pair. `rivals` counts the other candidates of its term that fit
/// nearly as well.
pub fn features(weighed: &Weighed, rivals: usize) -> [f32; FEATURES.len()] {
    let candidate = &weighed.candidate;
    let is = |relation: Relation| f32::from(u8::from(candidate.relation == relation));
    [
        1.0,
        candidate.fit,
        candidate.fit * candidate.fit,
        weighed.together,
        weighed.rare,
        (rivals as f32).min(6.0) / 6.0,
        is(Relation::Synonym),
        is(Relation::Family),
        is(Relation::Transliteration),
        f32::from(u8::from(candidate.words.len() > 1)),
    ]
}

/// The probability that a pair with these features is right.
pub fn confidence(features: &[f32; FEATURES.len()]) -> f64 {
    let score: f32 = FEATURES
        .iter()
        .zip(features)
        .map(|(name, value)| {
            let row = CONFIDENCE.iter().find(|c| c.feature == *name);
            row.map_or(0.0, |c| c.weight) * value
        })
        .sum();
    f64::from(1.0 / (1.0 + (-score).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_coefficient() {
        for name in FEATURES {
            assert!(CONFIDENCE.iter().any(|c| c.feature == name), "{name}");
        }
        assert_eq!(CONFIDENCE.len(), FEATURES.len());
    }
}
