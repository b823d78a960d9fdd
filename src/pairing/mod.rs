//! Pairing: which story belongs to which headline, among many of both.
//!
//! ```
//! use kepl::Glossary;
//! use kepl::pairing::{Options, pair};
//!
//! let headlines = ["שטורעם אין יאפאן", "נייע שולע אין ברוקלין"];
//! let stories = ["A new school opened in Brooklyn.", "Japan was hit by a storm."];
//! let pairs = pair(&Glossary::builtin(), &headlines, &stories, Options::default());
//! assert_eq!((pairs[0][0].body, pairs[1][0].body), (1, 0));
//! ```
//!
//! Four steps: [`stories`] indexes the stories by what they say; [`query`] looks the terms of the headlines
//! up there, by their [`senses`] and, for [`names`], by their sound; [`search`] finds the likest stories of
//! each headline; [`margin`] judges them against one another, and [`mod@assign`] may leave each story to one
//! headline only. The outcome does not depend on how many threads share the work.

pub mod assign;
pub mod margin;
pub mod names;
pub mod query;
pub mod search;
pub mod senses;
pub mod skeleton;
pub mod stories;

use rayon::prelude::*;

use crate::Glossary;
use margin::Judged;
use query::Queries;
use search::Searcher;
use stories::Stories;

/// A story for a headline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pairing {
    /// The story, by its place among the bodies.
    pub body: usize,
    /// The probability that they belong together, 0 to 1.
    pub score: f64,
    /// The score less that of the headline's best other story.
    pub margin: f64,
}

/// What is wanted of the pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// Stories for each headline, the best ones.
    pub top: usize,
    /// Pairs with a smaller margin are left out.
    pub min_margin: f64,
    /// Give each story to one headline only.
    pub assign: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            top: 1,
            min_margin: f64::NEG_INFINITY,
            assign: false,
        }
    }
}

/// The stories of each headline, the best first.
///
/// With `assign` a headline has at most the one story that it was given.
pub fn pair(
    glossary: &Glossary,
    headlines: &[&str],
    bodies: &[&str],
    options: Options,
) -> Vec<Vec<Pairing>> {
    let stories = Stories::read(bodies);
    let queries = Queries::read(glossary, headlines, &stories);
    let searcher = || Searcher::new(&stories, &queries);
    let candidates: Vec<_> = (0..headlines.len())
        .into_par_iter()
        .map_init(searcher, search::Searcher::search)
        .collect();
    let judged = margin::judge(&candidates, stories.len());
    if options.assign {
        let chosen = assign::assign(&judged, stories.len());
        let own = judged
            .into_iter()
            .zip(chosen)
            .map(|(list, own)| assigned(&list, own));
        own.map(|list| kept(list, options)).collect()
    } else {
        judged
            .into_iter()
            .map(|list| kept(all(&list), options))
            .collect()
    }
}

fn kept(mut list: Vec<Pairing>, options: Options) -> Vec<Pairing> {
    list.retain(|pairing| pairing.margin >= options.min_margin);
    list.truncate(options.top);
    list
}

/// All pairs of one headline.
fn all(list: &[Judged]) -> Vec<Pairing> {
    (0..list.len()).map(|at| pairing(list, at)).collect()
}

/// The pair that a headline was assigned.
fn assigned(list: &[Judged], own: Option<usize>) -> Vec<Pairing> {
    own.map(|at| pairing(list, at)).into_iter().collect()
}

fn pairing(list: &[Judged], at: usize) -> Pairing {
    let score = f64::from(list[at].score);
    let other = list
        .get(usize::from(at == 0))
        .map_or(0.0, |other| f64::from(other.score));
    Pairing {
        body: list[at].story as usize,
        score,
        margin: score - other,
    }
}
