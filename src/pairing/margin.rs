//! Margins: how much better a pair is than what else either side could be paired with.
//!
//! A story full of common words is a little like every headline, and would be the best for many. So a pair
//! is judged against its neighbours on both sides, the next best stories of the headline and the next best
//! headlines of the story, as cross-domain similarity local scaling does (Conneau et al. 2018).

use super::search::Candidate;

/// Neighbours on each side that a pair is judged against.
const NEIGHBOURS: usize = 2;
/// How the judgement becomes a probability: fitted to the best stories of headlines of which some had their
/// own story among the others and some had not.
mod logistic {
    pub const BIAS: f32 = -2.3;
    pub const SLOPE: f32 = 26.0;
}

/// A story for a headline, judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The story.
    pub story: u32,
    /// The judgement; only its order matters.
    pub value: f32,
    /// How probable it is that they belong together, 0 to 1.
    pub score: f32,
}

/// Judges the candidates of all headlines against one another; the best come first.
pub fn judge(candidates: &[Vec<Candidate>], stories: usize) -> Vec<Vec<Judged>> {
    let rivals = rivals(candidates, stories);
    candidates
        .iter()
        .map(|list| {
            let mut own = Best::default();
            list.iter().for_each(|c| own.add(c.likeness));
            let mut judged: Vec<Judged> = list
                .iter()
                .map(|c| {
                    let others =
                        own.without(c.likeness) + rivals[c.story as usize].without(c.likeness);
                    let value = c.likeness - others / 2.0;
                    let score = 1.0 / (1.0 + (-logistic::BIAS - logistic::SLOPE * value).exp());
                    Judged {
                        story: c.story,
                        value,
                        score,
                    }
                })
                .collect();
            judged.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.story.cmp(&b.story)));
            judged
        })
        .collect()
}

/// For each story the best likenesses among all headlines.
fn rivals(candidates: &[Vec<Candidate>], stories: usize) -> Vec<Best> {
    let mut out = vec![Best::default(); stories];
    for candidate in candidates.iter().flatten() {
        out[candidate.story as usize].add(candidate.likeness);
    }
    out
}

/// The best few likenesses, falling.
#[derive(Debug, Clone, Copy, Default)]
struct Best([f32; NEIGHBOURS + 1]);

impl Best {
    fn add(&mut self, mut likeness: f32) {
        for slot in &mut self.0 {
            if likeness > *slot {
                std::mem::swap(slot, &mut likeness);
            }
        }
    }

    /// The mean of the best but for one, which may be among them.
    fn without(&self, likeness: f32) -> f32 {
        let sum: f32 = self.0.iter().sum();
        let last = self.0[NEIGHBOURS];
        // A likeness that is not among the best takes the place of the last of them.
        (sum - likeness.max(last)) / NEIGHBOURS as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(likenesses: &[(u32, f32)]) -> Vec<Candidate> {
        likenesses
            .iter()
            .map(|&(story, likeness)| Candidate { story, likeness })
            .collect()
    }

    #[test]
    fn a_story_that_is_like_every_headline_yields_to_another() {
        let candidates = [
            list(&[(0, 0.50), (1, 0.45)]),
            list(&[(0, 0.60), (2, 0.30)]),
            list(&[(0, 0.55), (3, 0.20)]),
        ];
        let judged = judge(&candidates, 4);
        assert_eq!(judged[0][0].story, 1);
        assert_eq!(judged[1][0].story, 0);
    }

    #[test]
    fn the_mean_leaves_out_one() {
        let mut best = Best::default();
        for likeness in [0.1, 0.5, 0.3, 0.4, 0.2, 0.05] {
            best.add(likeness);
        }
        assert!((best.without(0.5) - 0.35).abs() < 1e-6);
        assert!((best.without(0.05) - 0.45).abs() < 1e-6);
    }
}
