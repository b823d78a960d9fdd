//! From counted pairs to features, for all pairs of a unit at once: they are each other's rivals.

use super::census::{Census, Class, Unit};
use super::evidence::{can_be, common};
use super::features::Features;
use super::link::{ONE, Pair};
use super::residue::State;
use crate::english::is_function_word;
use crate::glossary::entry::Pos;
use crate::yiddish::key;

/// A pair with what speaks for it.
#[derive(Debug, Clone, Copy)]
pub struct Scored {
    /// Index among the pairs.
    pub pair: usize,
    /// See [`super::features::FEATURES`].
    pub features: Features,
}

/// Pairs of one unit that are looked at closely, by their share of its links.
const LOOKED_AT: usize = 48;

/// The two greatest links of something.
#[derive(Debug, Clone, Copy, Default)]
struct Top(u64, u64);

impl Top {
    fn add(&mut self, links: u64) {
        if links > self.0 {
            *self = Self(links, self.0);
        } else if links > self.1 {
            self.1 = links;
        }
    }

    /// The greatest but for one that is `own`.
    fn other(self, own: u64) -> u64 {
        if own == self.0 { self.1 } else { self.0 }
    }
}

/// Scores `pairs`, which stand in the order of their units.
pub fn score(census: &Census, pairs: &[Pair]) -> Vec<Scored> {
    let mut by_class = vec![Top::default(); census.classes.len()];
    for pair in pairs {
        by_class[pair.class as usize].add(pair.links);
    }
    let mut out = Vec::new();
    let mut start = 0;
    for run in pairs.chunk_by(|a, b| a.unit == b.unit) {
        let unit = &census.units[run[0].unit as usize];
        let mut top = Top::default();
        let mut meets = Top::default();
        for pair in run {
            top.add(pair.links);
            meets.add(pair.documents);
        }
        let mut order: Vec<usize> = (0..run.len()).collect();
        let worth = |i: usize| {
            let p = &run[i];
            p.links as f64 + ONE * f64::from(p.like.prior() - 1.0) * 0.1
        };
        order.sort_by(|&a, &b| worth(b).total_cmp(&worth(a)).then(a.cmp(&b)));
        for i in order.into_iter().take(LOOKED_AT) {
            let pair = &run[i];
            let class = &census.classes[pair.class as usize];
            let rivals = [
                top.other(pair.links),
                by_class[pair.class as usize].other(pair.links),
                meets.other(pair.documents),
                u64::from(pair.links >= top.0),
            ];
            out.push(Scored {
                pair: start + i,
                features: features(census, unit, class, pair, rivals),
            });
        }
        start += run.len();
    }
    out
}

fn features(
    census: &Census,
    unit: &Unit,
    class: &Class,
    pair: &Pair,
    rivals: [u64; 4],
) -> Features {
    let links = pair.links as f64 / ONE;
    let [other, back_other, meets, best] = rivals;
    let n = unit.left as f64;
    let m = class.free as f64 / 255.0;
    let together = pair.documents.max(1) as f64;
    let share = links / (n + 0.5);
    let lead = |own: f64, other: f64| ((own + 0.1) / (other + 0.1)).ln().clamp(-3.0, 3.0) / 3.0;
    let near = pair.near as f64 / ONE / together;
    let free = pair.free as f64 / 255.0 / together;
    let coverage = (pair.documents as f64 / n).min(1.0);
    let flag = |b: bool| f64::from(u8::from(b));
    let single = flag(unit.left == 1);
    let capital = class.capital as f64 / (class.capital + class.lower).max(1) as f64;
    let sound = f64::from(pair.like.sound);
    let sounds = ((sound - 0.4) / 0.6).max(0.0);
    let kinship = ((f64::from(pair.like.kinship) - 0.5) / 0.5).max(0.0);
    let known = unit.state == State::Unsupported;
    let total = (unit.left + unit.supported) as f64;
    let pos = guess_pos(unit).and_then(|p| can_be(&class.word, p));
    let association = likelihood_ratio(
        pair.documents as f64,
        n,
        class.count as f64,
        census.documents as f64,
    );
    [
        1.0,
        share,
        links / (m + 0.5),
        (1.0 + n).ln() / 3.0,
        (1.0 + association).ln() / 4.0,
        coverage,
        near,
        free,
        sounds,
        kinship,
        f64::from(pair.like.relatives).min(2.0),
        flag(is_function_word(&class.word)),
        common(class),
        capital,
        lead(links, other as f64 / ONE),
        lead(links, back_other as f64 / ONE),
        flag(known),
        if known { n / total } else { 0.0 },
        flag(unit.state == State::Doubtful),
        flag(pos == Some(true)),
        flag(pos == Some(false)),
        single,
        single * sounds,
        single * near,
        share * (1.0 + n).ln() / 3.0,
        coverage - (meets as f64 / n).min(1.0),
        sounds * capital,
        best as f64,
    ]
    .map(|x| x as f32)
}

/// Dunning's log-likelihood ratio of two things met `a` and `b` times, together `ab` times, in `n` documents.
pub fn likelihood_ratio(ab: f64, a: f64, b: f64, n: f64) -> f64 {
    let (a, b) = (a.max(ab), b.max(ab));
    let n = n.max(a + b - ab);
    let cells = [
        (ab, a * b / n),
        (a - ab, a * (n - b) / n),
        (b - ab, b * (n - a) / n),
        (n - a - b + ab, (n - a) * (n - b) / n),
    ];
    let sum: f64 = cells
        .iter()
        .filter(|(seen, expected)| *seen > 0.0 && *expected > 0.0)
        .map(|(seen, expected)| seen * (seen / expected).ln())
        .sum();
    if ab * n > a * b { 2.0 * sum } else { 0.0 }
}

/// The part of speech that the unit's ending suggests.
pub fn guess_pos(unit: &Unit) -> Option<Pos> {
    if unit.pos.is_some() {
        return unit.pos;
    }
    let ends = |endings: &[&str]| {
        endings
            .iter()
            .any(|e| unit.key.len() > 3 && unit.key.ends_with(&key::of(e)))
    };
    if ends(&[
        "ונג",
        "קייט",
        "הייט",
        "שאפט",
        "ציע",
        "יזם",
        "ונגען",
        "ים",
        "ות",
    ]) {
        Some(Pos::Noun)
    } else if ends(&["יש", "ישע", "ישער", "ישן", "לעך", "דיק", "דיקע", "דיקער"])
    {
        Some(Pos::Adj)
    } else if ends(&["ירן", "ירט", "נדיק"]) || unit.key.starts_with(&key::of("גע")) && ends(&["ט"])
    {
        Some(Pos::Verb)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_meets_by_chance_is_not_associated() {
        assert!(likelihood_ratio(1.0, 10.0, 10.0, 100.0) < 1e-9);
        assert!(likelihood_ratio(5.0, 5.0, 5.0, 100.0) > 30.0);
    }
}
