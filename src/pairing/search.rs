//! The stories that a headline may belong to: first by the index, then compared term by term.

use super::query::Queries;
use super::stories::{Feature, Stories, lead};

/// Stories compared fully for each headline.
pub const CANDIDATES: usize = 24;
/// Postings looked at for each headline. The rarest features come first, so that what is left out is what
/// nearly every story has.
const POSTINGS: usize = 60_000;
/// What matches count more whose neighbours in the headline are neighbours in the story too.
const TOGETHER: f32 = 0.1;
/// How far apart neighbours may be.
const NEAR: u32 = 2;

/// A story and how much it and the headline say the same, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The story.
    pub story: u32,
    /// How alike they are.
    pub likeness: f32,
}

/// A feature that one of the headline's terms can be.
#[derive(Debug, Clone, Copy)]
struct Hit {
    feature: Feature,
    /// The place of the term in the headline.
    term: u16,
    way: u16,
    slot: u16,
    fit: f32,
    /// What the slot says of what the headline says.
    weight: f32,
}

/// A word of a story that a slot of a term can be.
#[derive(Debug, Clone, Copy)]
struct Match {
    value: f32,
    /// Index into the hits.
    hit: u32,
    /// Place in the story.
    at: u32,
}

/// Searches the stories; each thread has its own.
pub struct Searcher<'a> {
    stories: &'a Stories,
    queries: &'a Queries,
    /// What a story's mass counts against a headline's: sentences are weighed whole, of a long story not all
    /// can be in the headline.
    ratio: f32,
    scores: Vec<f32>,
    touched: Vec<u32>,
    /// What the index finds; of one headline that can be most of the stories.
    found: Vec<Candidate>,
    /// For each feature, where its hits begin, plus 1.
    begins: Vec<u32>,
    hits: Vec<Hit>,
    matches: Vec<Match>,
    used_words: Vec<bool>,
    /// Of the matches chosen: the term, the place in the story and the value.
    chosen: Vec<(u16, u32, f32)>,
    /// For each term the way taken and the slots of it that are filled.
    taken: Vec<Option<(u16, u64)>>,
}

impl<'a> Searcher<'a> {
    /// A searcher for `queries` in `stories`.
    pub fn new(stories: &'a Stories, queries: &'a Queries) -> Self {
        let ratio = queries.mean_mass() / stories.mean_mass().max(f32::MIN_POSITIVE);
        Self {
            stories,
            queries,
            ratio: ratio.min(1.0),
            scores: vec![0.0; stories.len()],
            touched: Vec::new(),
            found: Vec::new(),
            begins: vec![0; stories.vocabulary()],
            hits: Vec::new(),
            matches: Vec::new(),
            used_words: Vec::new(),
            chosen: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// The stories most like a headline, the likest first.
    pub fn search(&mut self, headline: usize) -> Vec<Candidate> {
        self.gather_hits(headline);
        let mass = self.queries.mass(headline);
        let mut found = self.by_index(mass);
        for candidate in &mut found {
            candidate.likeness = self.compare(candidate.story, mass);
        }
        for hit in &self.hits {
            self.begins[hit.feature as usize] = 0;
        }
        found.sort_by(|a, b| {
            b.likeness
                .total_cmp(&a.likeness)
                .then(a.story.cmp(&b.story))
        });
        found
    }

    fn gather_hits(&mut self, headline: usize) {
        self.hits.clear();
        self.taken.clear();
        for (term, (expansion, weight)) in self.queries.terms(headline).enumerate() {
            self.taken.push(None);
            for (way, slots) in expansion.ways.iter().enumerate() {
                for (slot, part) in slots.iter().enumerate().take(64) {
                    self.hits
                        .extend(part.hits.iter().map(|&(feature, fit)| Hit {
                            feature,
                            term: term as u16,
                            way: way as u16,
                            slot: slot as u16,
                            fit,
                            weight: weight * part.share,
                        }));
                }
            }
        }
        self.hits.sort_by_key(|hit| hit.feature);
        for (i, hit) in self.hits.iter().enumerate() {
            let begin = &mut self.begins[hit.feature as usize];
            if *begin == 0 {
                *begin = i as u32 + 1;
            }
        }
    }

    /// The stories that have most of what the headline says.
    fn by_index(&mut self, mass: f32) -> Vec<Candidate> {
        let mut features: Vec<(usize, Feature, f32)> = Vec::new();
        for same in self.hits.chunk_by(|a, b| a.feature == b.feature) {
            let best = same.iter().map(|hit| hit.fit).fold(0.0, f32::max);
            let feature = same[0].feature;
            features.push((self.stories.postings(feature).len(), feature, best));
        }
        features.sort_by_key(|&(count, feature, _)| (count, feature));
        let mut left = POSTINGS;
        for (count, feature, fit) in features {
            if count > left && !self.touched.is_empty() {
                break;
            }
            left = left.saturating_sub(count);
            let value = fit * self.stories.weight(feature);
            for &story in self.stories.postings(feature) {
                let score = &mut self.scores[story as usize];
                if *score == 0.0 {
                    self.touched.push(story);
                }
                *score += value;
            }
        }
        self.found.clear();
        for story in self.touched.drain(..) {
            let score = std::mem::take(&mut self.scores[story as usize]);
            let likeness = score / (mass + self.ratio * self.stories.mass(story));
            self.found.push(Candidate { story, likeness });
        }
        let order = |a: &Candidate, b: &Candidate| {
            b.likeness
                .total_cmp(&a.likeness)
                .then(a.story.cmp(&b.story))
        };
        if self.found.len() > CANDIDATES {
            self.found.select_nth_unstable_by(CANDIDATES, order);
            self.found.truncate(CANDIDATES);
        }
        // A copy, so that what is kept of each headline is no longer than it is.
        self.found.clone()
    }

    /// How alike the headline and a story are: the share of what both say that each finds in the other.
    ///
    /// No word of the story is taken by two terms, and no term takes two words unless it has two parts; the
    /// most telling matches choose first.
    fn compare(&mut self, story: u32, mass: f32) -> f32 {
        self.matches.clear();
        let features = self.stories.features(story);
        for (at, &feature) in features.iter().enumerate() {
            let Some(begin) = self.begins[feature as usize].checked_sub(1) else {
                continue;
            };
            let weight = self.stories.weight(feature) * lead(at) * self.ratio;
            for (i, hit) in self.hits.iter().enumerate().skip(begin as usize) {
                if hit.feature != feature {
                    break;
                }
                self.matches.push(Match {
                    value: hit.fit * (hit.weight + weight),
                    hit: i as u32,
                    at: at as u32,
                });
            }
        }
        let total = self.choose(features.len());
        total / (mass + self.ratio * self.stories.mass(story)).max(f32::MIN_POSITIVE)
    }

    /// Chooses among the matches with a story of so many features; returns what the chosen ones are worth.
    fn choose(&mut self, features: usize) -> f32 {
        self.matches.sort_by(|a, b| {
            b.value
                .total_cmp(&a.value)
                .then((a.at, a.hit).cmp(&(b.at, b.hit)))
        });
        self.used_words.clear();
        self.used_words.resize(features, false);
        self.taken.fill(None);
        self.chosen.clear();
        for found in &self.matches {
            let hit = &self.hits[found.hit as usize];
            let taken = &mut self.taken[usize::from(hit.term)];
            let filled = match *taken {
                None => 0,
                Some((way, filled)) if way == hit.way => filled,
                Some(_) => continue,
            };
            let bit = 1_u64 << hit.slot;
            if filled & bit != 0 || std::mem::replace(&mut self.used_words[found.at as usize], true)
            {
                continue;
            }
            *taken = Some((hit.way, filled | bit));
            self.chosen.push((hit.term, found.at, found.value));
        }
        let alone: f32 = self.chosen.iter().map(|(.., value)| value).sum();
        self.chosen.sort_by_key(|&(term, at, _)| (term, at));
        let neighbours = self.chosen.windows(2).filter(|pair| {
            let apart = u32::from(pair[0].0.abs_diff(pair[1].0));
            apart <= NEAR && pair[0].1.abs_diff(pair[1].1) <= NEAR
        });
        let together: f32 = neighbours
            .map(|pair| f32::midpoint(pair[0].2, pair[1].2))
            .sum();
        alone + TOGETHER * together
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Glossary;

    #[test]
    fn what_is_kept_of_a_headline_does_not_grow_with_the_stories() {
        let stories = vec!["A new school opened in Brooklyn."; 2000];
        let stories = Stories::read(&stories);
        let headline = "נייע שולע אין ברוקלין";
        let queries = Queries::read(&Glossary::builtin(), &[headline], &stories);
        let found = Searcher::new(&stories, &queries).search(0);
        assert_eq!(found.len(), CANDIDATES);
        assert!(found.capacity() < 2 * CANDIDATES);
    }
}
