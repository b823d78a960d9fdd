//! One story a headline and one headline a story: the assignment that is best as a whole.
//!
//! An auction after Bertsekas: headlines bid for their best story, by as much as it is better for them than
//! the next one, and whoever is outbid bids again. With small steps the outcome is within a step a headline
//! of the best there is. Each headline knows only its candidates, so it may end with none of them.

use std::collections::VecDeque;

use super::margin::Judged;

/// The least that a bid raises the price.
const STEP: f32 = 0.002;
/// To be left without a story is worth as much as one with this judgement.
const NOTHING: f32 = -1.0;

/// For each headline the index of its story among its candidates.
pub fn assign(judged: &[Vec<Judged>], stories: usize) -> Vec<Option<usize>> {
    let mut prices = vec![0.0_f32; stories];
    let mut owners: Vec<Option<usize>> = vec![None; stories];
    let mut chosen: Vec<Option<usize>> = vec![None; judged.len()];
    let mut waiting: VecDeque<usize> = (0..judged.len()).collect();
    while let Some(headline) = waiting.pop_front() {
        let (mut best, mut second) = ((NOTHING, None), NOTHING);
        for (i, candidate) in judged[headline].iter().enumerate() {
            let gain = candidate.value - prices[candidate.story as usize];
            if gain > best.0 {
                second = best.0;
                best = (gain, Some(i));
            } else if gain > second {
                second = gain;
            }
        }
        let (gain, Some(index)) = best else { continue };
        let story = judged[headline][index].story as usize;
        prices[story] += gain - second + STEP;
        chosen[headline] = Some(index);
        if let Some(before) = owners[story].replace(headline) {
            chosen[before] = None;
            waiting.push_back(before);
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(values: &[(u32, f32)]) -> Vec<Judged> {
        values
            .iter()
            .map(|&(story, value)| Judged {
                story,
                value,
                score: 0.5,
            })
            .collect()
    }

    #[test]
    fn the_whole_is_best_and_not_each() {
        let judged = [list(&[(0, 0.9), (1, 0.8)]), list(&[(0, 0.8), (1, 0.1)])];
        assert_eq!(assign(&judged, 2), [Some(1), Some(0)]);
    }

    #[test]
    fn more_headlines_than_stories_leave_some_without() {
        let judged = [list(&[(0, 0.5)]), list(&[(0, 0.7)]), list(&[])];
        assert_eq!(assign(&judged, 1), [None, Some(0), None]);
    }
}
