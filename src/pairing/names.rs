//! Words of the stories that a headline's names and unknown words sound like.

use rustc_hash::FxHashMap;

use super::skeleton::{self, Skeleton};
use super::stories::{Feature, Spelling, Stories};
use crate::align::names::stems;
use crate::align::sound;
use crate::align::terms::{Kind, Term};
use crate::english::Lexicon;
use crate::glossary::entry::Pos;

/// A name must sound this much like its spelling.
const LEAST: f32 = 0.6;
/// A common word must do so more.
const LEAST_COMMON: f32 = 0.72;
/// A word that means something else must fit nearly wholly to be a name.
const LEAST_HOMOGRAPH: f32 = 0.85;
/// What it is worth then.
const HOMOGRAPH: f32 = 0.5;
/// What a sound is worth against a sense of the glossary.
const SOUND: f32 = 0.95;
/// Readings dearer than this may be chance, so that the word may be a name all the same.
const DOUBTFUL: f32 = 0.3;

/// The words of the stories by their skeletons.
pub struct Names<'s> {
    stories: &'s Stories,
    by_skeleton: FxHashMap<Skeleton, Vec<Feature>>,
}

/// How far a term may be looked for by its sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Freedom {
    /// What nobody knows, and English loans: any word.
    Any,
    /// Names: words with a capital.
    Names,
    /// Words that mean something else, but could be somebody's name (`גליק`).
    Homograph,
}

impl<'s> Names<'s> {
    /// Gathers the words of `stories`.
    pub fn new(stories: &'s Stories) -> Self {
        let mut by_skeleton: FxHashMap<Skeleton, Vec<Feature>> = FxHashMap::default();
        for (feature, spelling) in stories.spellings() {
            for skeleton in skeleton::english(&spelling.folded) {
                by_skeleton.entry(skeleton).or_default().push(feature);
            }
        }
        Self {
            stories,
            by_skeleton,
        }
    }

    /// The words that `term` sounds like, each with how well it fits.
    pub fn find(&self, term: &Term) -> Vec<(Feature, f32)> {
        let Some(freedom) = freedom(term) else {
            return Vec::new();
        };
        let mut out: Vec<(Feature, f32)> = Vec::new();
        for (stem, less) in stems(&term.key) {
            self.sounds_like(stem, less, freedom, &mut out);
        }
        out
    }

    fn sounds_like(&self, key: &[u8], less: f32, freedom: Freedom, out: &mut Vec<(Feature, f32)>) {
        for skeleton in skeleton::yiddish(key) {
            for &feature in self
                .by_skeleton
                .get(&skeleton)
                .map_or(&[][..], Vec::as_slice)
            {
                let Some(spelling) = self.stories.spelling(feature) else {
                    continue;
                };
                let Some(least) = least(spelling, freedom) else {
                    continue;
                };
                let spelled = spelling.folded.as_bytes();
                let like = sound::similarity_above(key, spelled, least + less) - less;
                if like >= least {
                    let worth = if freedom == Freedom::Homograph {
                        HOMOGRAPH
                    } else {
                        SOUND
                    };
                    out.push((feature, like * worth));
                }
            }
        }
    }
}

/// How well a word must fit; `None` where it does not come into question.
fn least(spelling: &Spelling, freedom: Freedom) -> Option<f32> {
    // A word that opens every sentence it stands in may be a name if no dictionary has it.
    let name = spelling.name || Lexicon::get().find(&spelling.folded).is_none();
    match freedom {
        Freedom::Any if name => Some(LEAST),
        Freedom::Any => Some(LEAST_COMMON),
        Freedom::Names => name.then_some(LEAST),
        Freedom::Homograph => name.then_some(LEAST_HOMOGRAPH),
    }
}

fn freedom(term: &Term) -> Option<Freedom> {
    if term.kind != Kind::Word || term.key.len() < 2 || term.parts.len() > 1 {
        return None;
    }
    let any = |wanted: fn(&crate::glossary::index::EntryRef) -> bool| {
        term.readings.iter().any(|r| wanted(&r.entry()))
    };
    Some(if term.is_unknown() || any(|e| e.is_english()) {
        Freedom::Any
    } else if any(|e| e.pos().is_some_and(Pos::is_name))
        || term.readings.iter().all(|r| r.cost > DOUBTFUL)
    {
        Freedom::Names
    } else {
        Freedom::Homograph
    })
}
