//! How sure a pair is: a probability from what speaks for it.
//!
//! A logistic model; its coefficients are `glossaries/tables/confidence.csv`, fitted by
//! `scripts/calibrate.py` on aligned headlines. Of pairs given 0.9, nine in ten are right.

use super::Relation;
use super::choose::Weighed;
use crate::tables::CONFIDENCE;

/// What the model sees of a pair, in the order of the names in the table.
pub fn features(weighed: &Weighed, rivals: usize) -> [(&'static str, f32); 8] {
    let is = |relation: Relation| f32::from(u8::from(weighed.candidate.relation == relation));
    [
        ("bias", 1.0),
        ("fit", weighed.candidate.fit),
        ("together", weighed.together),
        ("rare", weighed.rare),
        ("rivals", (rivals as f32).min(6.0)),
        ("synonym", is(Relation::Synonym)),
        ("family", is(Relation::Family)),
        ("transliteration", is(Relation::Transliteration)),
    ]
}

/// The probability that a pair is right. `rivals` counts the other candidates of its term that
/// fit nearly as well.
pub fn confidence(weighed: &Weighed, rivals: usize) -> f64 {
    let score: f32 = features(weighed, rivals)
        .iter()
        .map(|(name, value)| {
            let coefficient = CONFIDENCE
                .iter()
                .find(|c| c.feature == *name)
                .map_or(0.0, |c| c.weight);
            coefficient * value
        })
        .sum();
    f64::from(1.0 / (1.0 + (-score).exp()))
}
