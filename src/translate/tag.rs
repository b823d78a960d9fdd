//! What each word does in its sentence: a hidden Markov model over hand-written costs.

use crate::tables::{TAG_COSTS, TagCosts};

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names say it
pub enum Tag {
    Determiner,
    Noun,
    Name,
    Adjective,
    Adverb,
    /// A finite verb.
    Finite,
    Infinitive,
    Participle,
    Preposition,
    /// A coordinating conjunction.
    Conjunction,
    /// What opens a subordinate clause: a conjunction, relative or question word.
    Subordinator,
    Pronoun,
    Negation,
    Number,
    /// `צו` before an infinitive.
    Tsu,
    Mark,
}

impl Tag {
    /// The name in glosses and explanations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Determiner => "det",
            Self::Noun => "noun",
            Self::Name => "name",
            Self::Adjective => "adj",
            Self::Adverb => "adv",
            Self::Finite => "fin",
            Self::Infinitive => "inf",
            Self::Participle => "ptc",
            Self::Preposition => "prep",
            Self::Conjunction => "conj",
            Self::Subordinator => "sub",
            Self::Pronoun => "pron",
            Self::Negation => "neg",
            Self::Number => "num",
            Self::Tsu => "tsu",
            Self::Mark => "punct",
        }
    }

    fn cost_in(self, row: &TagCosts) -> f32 {
        match self {
            Self::Determiner => row.det,
            Self::Noun => row.noun,
            Self::Name => row.name,
            Self::Adjective => row.adj,
            Self::Adverb => row.adv,
            Self::Finite => row.fin,
            Self::Infinitive => row.inf,
            Self::Participle => row.ptc,
            Self::Preposition => row.prep,
            Self::Conjunction => row.conj,
            Self::Subordinator => row.sub,
            Self::Pronoun => row.pron,
            Self::Negation => row.neg,
            Self::Number => row.num,
            Self::Tsu => row.tsu,
            Self::Mark => row.punct,
        }
    }
}

/// What `tag` costs after `before`; `None` is the beginning.
fn transition(before: Option<Tag>, tag: Tag) -> f32 {
    // The rows stand in the order of the tags, after that of the beginning.
    let row = TAG_COSTS.get(before.map_or(0, |b| b as usize + 1));
    row.map_or(0.0, |row| tag.cost_in(row))
}

/// The cheapest choice of one of the tags of each word: indices into `words`' lists.
pub fn choose(words: &[Vec<(Tag, f32)>]) -> Vec<usize> {
    let mut best: Vec<Vec<(f32, usize)>> = Vec::with_capacity(words.len());
    for (i, word) in words.iter().enumerate() {
        let row = word
            .iter()
            .map(|&(tag, own)| {
                let before = i.checked_sub(1).map(|b| (&words[b], &best[b]));
                let (so_far, from) = match before {
                    None => (transition(None, tag), 0),
                    Some((tags, costs)) => tags
                        .iter()
                        .zip(costs)
                        .enumerate()
                        .map(|(k, (&(b, _), &(cost, _)))| (cost + transition(Some(b), tag), k))
                        .min_by(|a, b| a.0.total_cmp(&b.0))
                        .unwrap_or((0.0, 0)),
                };
                (so_far + own, from)
            })
            .collect();
        best.push(row);
    }
    let mut out = vec![0; words.len()];
    let last = best
        .last()
        .and_then(|row| (0..row.len()).min_by(|&a, &b| row[a].0.total_cmp(&row[b].0)));
    if let Some(mut at) = last {
        for i in (0..words.len()).rev() {
            out[i] = at;
            at = best[i][at].1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_stand_in_the_order_of_the_tags() {
        assert_eq!(TAG_COSTS[0].before, "edge");
        for (i, tag) in [Tag::Determiner, Tag::Finite, Tag::Mark]
            .into_iter()
            .enumerate()
        {
            let row = &TAG_COSTS[tag as usize + 1];
            assert_eq!(row.before, tag.as_str(), "{i}");
        }
    }

    #[test]
    fn neighbours_decide() {
        let either = vec![(Tag::Preposition, 0.0), (Tag::Tsu, 0.0)];
        let chosen = choose(&[either.clone(), vec![(Tag::Infinitive, 0.0)]]);
        assert_eq!(chosen[0], 1);
        let chosen = choose(&[either, vec![(Tag::Name, 0.0)]]);
        assert_eq!(chosen[0], 0);
    }
}
