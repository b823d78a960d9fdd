//! How much of a text the glossary knows, and which of its words it does not.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::Glossary;
use super::compile::GAP;
use crate::yiddish::{Headline, Token, TokenKind, key};

/// Distinct words remembered at most; then those met least often are forgotten.
const MOST_WORDS: usize = 1 << 20;
/// Characters of a line shown around an unknown word.
const CONTEXT: usize = 80;
/// Words joined at most when looking for a phrase.
const LONGEST_PHRASE: usize = 4;
/// Words between a verb and its particle at most.
const FARTHEST_PARTICLE: usize = 12;

/// What a text comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// Words of the Hebrew script.
    pub tokens: u64,
    /// Those of them that the glossary and the rules explain.
    pub known: u64,
    /// The others, most frequent first.
    pub unknown: Vec<Unknown>,
}

impl Covered {
    /// The known share of the words, 1 where there are none.
    pub fn share(&self) -> f64 {
        if self.tokens == 0 {
            1.0
        } else {
            self.known as f64 / self.tokens as f64
        }
    }
}

/// A word that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// The word, normalized.
    pub yiddish: String,
    /// How often it was met.
    pub count: u64,
    /// The line in which it was met first, or the part of it around the word.
    pub context: String,
}

/// Counts known and unknown words.
///
/// A word is looked up once, however often it comes. Besides words that are known by themselves,
/// those count as known that a maqaf or a space joins to a known whole, and the verb whose particle
/// stands later in the line.
///
/// ```
/// use kepl::glossary::Coverage;
///
/// let glossary = kepl::Glossary::builtin();
/// let mut coverage = Coverage::new(&glossary);
/// coverage.add(&["די צייטונג שרייבט קרעקסלבוים".to_owned()]);
/// let covered = coverage.finish();
/// assert_eq!((covered.tokens, covered.known), (4, 3));
/// assert_eq!(covered.unknown[0].yiddish, "קרעקסלבוים");
/// ```
#[derive(Debug)]
pub struct Coverage<'g> {
    glossary: &'g Glossary,
    tokens: u64,
    known: u64,
    words: FxHashMap<String, Word>,
    most: usize,
}

/// What is remembered of a word.
#[derive(Debug)]
enum Word {
    Known,
    Unknown { count: u64, context: String },
}

impl<'g> Coverage<'g> {
    /// Nothing counted so far.
    pub fn new(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            tokens: 0,
            known: 0,
            words: FxHashMap::default(),
            most: MOST_WORDS,
        }
    }

    /// Counts the words of `lines`, which are read in parallel.
    pub fn add(&mut self, lines: &[String]) {
        let headlines: Vec<Headline> = lines.par_iter().map(|l| Headline::parse(l)).collect();
        self.look_up(&headlines);
        for headline in &headlines {
            for (at, token) in headline.tokens.iter().enumerate() {
                if token.kind == TokenKind::Word {
                    self.count(headline, at, token);
                }
            }
        }
        if self.words.len() > self.most {
            self.forget();
        }
    }

    /// What was counted.
    pub fn finish(self) -> Covered {
        let mut unknown: Vec<Unknown> = self
            .words
            .into_iter()
            .filter_map(|(yiddish, word)| match word {
                Word::Unknown { count, context } if count > 0 => Some(Unknown {
                    yiddish,
                    count,
                    context,
                }),
                _ => None,
            })
            .collect();
        unknown.sort_by(|a, b| {
            b.count
                .cmp(&a.count)
                .then_with(|| a.yiddish.cmp(&b.yiddish))
        });
        Covered {
            tokens: self.tokens,
            known: self.known,
            unknown,
        }
    }

    /// Looks up the words not met before.
    fn look_up(&mut self, headlines: &[Headline]) {
        let new: FxHashSet<&str> = headlines
            .iter()
            .flat_map(|h| &h.tokens)
            .filter(|t| t.kind == TokenKind::Word && !self.words.contains_key(&t.text))
            .map(|t| t.text.as_str())
            .collect();
        let new: Vec<&str> = new.into_iter().collect();
        let found: Vec<(String, Word)> = new
            .into_par_iter()
            .map(|word| {
                let known = self.glossary.lookup(word).known;
                let unknown = Word::Unknown {
                    count: 0,
                    context: String::new(),
                };
                (word.to_owned(), if known { Word::Known } else { unknown })
            })
            .collect();
        self.words.extend(found);
    }

    fn count(&mut self, headline: &Headline, at: usize, token: &Token) {
        self.tokens += 1;
        match self.words.get_mut(&token.text) {
            Some(Word::Unknown { count, context }) => {
                if in_whole(self.glossary, &headline.tokens, at)
                    || has_particle(self.glossary, &headline.tokens, at)
                {
                    self.known += 1;
                    return;
                }
                *count += 1;
                if *count == 1 {
                    *context = around(headline, token);
                }
            }
            _ => self.known += 1,
        }
    }

    /// Makes room: the words met least often go, and what is known, which can be looked up again.
    fn forget(&mut self) {
        let keep = self.most / 2;
        let mut counts: Vec<u64> = self
            .words
            .values()
            .filter_map(|w| match w {
                Word::Unknown { count, .. } => Some(*count),
                Word::Known => None,
            })
            .collect();
        counts.sort_unstable_by(|a, b| b.cmp(a));
        let least = counts.get(keep).copied().unwrap_or(0);
        self.words
            .retain(|_, w| matches!(w, Word::Unknown { count, .. } if *count > least));
    }
}

/// Whether the token is part of a known whole of several tokens: `ניו־יאָרק`, `האָנג קאָנג`.
fn in_whole(glossary: &Glossary, tokens: &[Token], at: usize) -> bool {
    let first = at.saturating_sub(LONGEST_PHRASE - 1);
    (first..=at).any(|start| {
        (at.max(start + 1)..tokens.len().min(start + LONGEST_PHRASE)).any(|end| {
            let whole = &tokens[start..=end];
            whole.iter().all(|t| t.kind == TokenKind::Word) && is_known(glossary, whole)
        })
    })
}

fn is_known(glossary: &Glossary, whole: &[Token]) -> bool {
    let mut joined = Vec::new();
    for token in whole {
        key::push(&token.text, &mut joined);
    }
    !glossary.exact(&joined).is_empty()
}

/// Whether the token is a verb form whose particle stands later in the line: `צינדט … אָן`.
fn has_particle(glossary: &Glossary, tokens: &[Token], at: usize) -> bool {
    let mut split = key::of(&tokens[at].text);
    split.push(GAP);
    let stem = split.len();
    tokens
        .iter()
        .skip(at + 1)
        .take(FARTHEST_PARTICLE)
        .filter(|t| t.kind == TokenKind::Word)
        .any(|t| {
            split.truncate(stem);
            key::push(&t.text, &mut split);
            !glossary.exact(&split).is_empty()
        })
}

/// The line, or where it is long the part of it around `token`.
fn around(headline: &Headline, token: &Token) -> String {
    let chars = headline.normalized.text.chars();
    let half = CONTEXT.saturating_sub(token.range.len()) / 2;
    let start = token.range.start.saturating_sub(half);
    let part: String = chars.skip(start).take(CONTEXT).collect();
    part.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(lines: &[&str]) -> Covered {
        let glossary = Glossary::builtin();
        let mut coverage = Coverage::new(&glossary);
        for line in lines {
            coverage.add(&[(*line).to_owned()]);
        }
        coverage.finish()
    }

    #[test]
    fn unknown_words_come_most_frequent_first_with_their_first_context() {
        let covered = cover(&["דער קרעקסלבוים", "א פלאקסנדויץ און א קרעקסלבוים"]);
        assert_eq!((covered.tokens, covered.known), (7, 4));
        let brief: Vec<_> = covered
            .unknown
            .iter()
            .map(|u| (u.yiddish.as_str(), u.count, u.context.as_str()))
            .collect();
        assert_eq!(
            brief,
            [
                ("קרעקסלבוים", 2, "דער קרעקסלבוים"),
                ("פלאקסנדויץ", 1, "א פלאקסנדויץ און א קרעקסלבוים"),
            ]
        );
    }

    #[test]
    fn only_hebrew_script_counts() {
        let covered = cover(&["FBI 2026 – 15%", ""]);
        assert_eq!((covered.tokens, covered.share()), (0, 1.0));
    }

    #[test]
    fn parts_of_a_known_whole_are_known() {
        let covered = cover(&["ניו־יארק", "האנג קאנג"]);
        assert_eq!((covered.tokens, covered.known), (4, 4));
    }

    #[test]
    fn long_lines_are_cut_around_the_word() {
        let line = format!("{} קרעקסלבוים {}", "דער ".repeat(100), "איז ".repeat(100));
        let covered = cover(&[&line]);
        let context = &covered.unknown[0].context;
        assert!(context.contains("קרעקסלבוים") && context.chars().count() <= CONTEXT);
    }

    #[test]
    fn the_rare_are_forgotten_when_there_are_too_many() {
        let glossary = Glossary::builtin();
        let mut coverage = Coverage::new(&glossary);
        coverage.most = 4;
        coverage.add(&["קרעקסלבוים קרעקסלבוים פלאקסנדויץ גרעפצלקויט דער די".to_owned()]);
        assert!(coverage.words.len() <= 4);
        let covered = coverage.finish();
        assert_eq!((covered.tokens, covered.unknown[0].count), (6, 2));
    }
}
