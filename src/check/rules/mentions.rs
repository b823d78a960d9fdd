//! Verbs that the story never has without a word before them that changes what they say: may close, did not close.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::check::case::{Case, Kind, Term};
use crate::check::cues;
use crate::english::fold;
use crate::english::lexicon::form_hashes;

/// Pairs less sure than this tell nothing.
const SURE: f64 = 0.75;

/// The first verb of the headline with a word before every mention of it in the story, with the story's words from
/// the one to the other. `before` finds the word before a mention.
///
/// One mention without such a word is enough for a headline.
pub(super) fn always_after<'c, 'a>(
    case: &'c Case<'a>,
    before: impl Fn(usize) -> Option<usize>,
) -> Option<(&'c Term<'a>, Range<usize>)> {
    let mut seen = FxHashSet::default();
    let verbs = case
        .terms
        .iter()
        .filter(|t| t.kind == Kind::Verb && t.is_sure(SURE));
    for term in verbs {
        let Some(words) = &term.words else { continue };
        let hash = case.body.words[words.start].hash;
        if !seen.insert(hash) {
            continue;
        }
        let mut mentions = places_of(case, term, hash);
        mentions.sort_unstable();
        let found: Option<Vec<usize>> = mentions.iter().map(|&at| before(at)).collect();
        if let Some(&first) = found.as_ref().and_then(|f| f.first()) {
            return Some((term, first..mentions[0] + words.len()));
        }
    }
    None
}

/// Where the story has the word with this hash, the counterpart of `term`, in any of its forms.
fn places_of(case: &Case, term: &Term, hash: u32) -> Vec<usize> {
    let forms = term
        .senses()
        .find(|sense| cues::is_form(sense, hash))
        .map_or_else(|| vec![hash], |sense| form_hashes(&fold(sense)));
    let distinct: FxHashSet<u32> = forms.into_iter().collect();
    let places = distinct.iter().flat_map(|&form| case.body.find(form));
    places.map(|&at| at as usize).collect()
}
