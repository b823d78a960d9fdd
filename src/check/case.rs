//! A headline with its story and pairs, as the rules look at them.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::align::TermPair;
use crate::check::cues::{self, Kind as Cue};
use crate::check::finding::Finding;
use crate::check::numbers;
use crate::check::rules::Code;
use crate::check::term;
use crate::english::{Body, Lexicon, Word, fold};
use crate::yiddish::Headline;

pub use crate::check::numbers::HeadlineNumber;
pub use crate::check::term::{Kind, Term};

/// A headline with its story and pairs.
pub struct Case<'a> {
    /// The headline.
    pub headline: &'a Headline,
    /// The story.
    pub body: &'a Body<'a>,
    /// The terms of the headline in order, function words included.
    pub terms: Vec<Term<'a>>,
    /// The numbers of the headline, a hundred at most.
    pub numbers: Vec<HeadlineNumber>,
    /// For each number of the story, whether the headline has it.
    pub said: Vec<bool>,
    /// For each word of the story, the term that stands for it.
    pub explained: Vec<Option<usize>>,
    /// The words, by hash, of which a mention stands for a term.
    told: FxHashSet<u32>,
    /// The first word of each sentence of the story, and the end of the last.
    sentence_starts: Vec<usize>,
    /// The characters of the headline.
    letters: Vec<char>,
    /// For each token, the characters of the headline it came from.
    token_spans: Vec<Range<usize>>,
    /// For each token, the first term that holds it.
    holders: Vec<Option<usize>>,
    /// For each sentence of the story, how many terms of the headline it has.
    meeting: Vec<f32>,
}

impl<'a> Case<'a> {
    /// Looks at `pairs`, the alignment of `headline` with `body`.
    pub fn new(headline: &'a Headline, body: &'a Body<'a>, pairs: &'a [TermPair]) -> Self {
        let token_spans: Vec<Range<usize>> = headline
            .tokens
            .iter()
            .map(|t| headline.normalized.source_span(t.range.clone()))
            .collect();
        let mut explained = vec![None; body.words.len()];
        let mut told = FxHashSet::default();
        // Of a line stored the wrong way round they are not.
        let in_order = token_spans.is_sorted_by_key(|s| s.start);
        let terms: Vec<Term> = pairs
            .iter()
            .enumerate()
            .map(|(i, pair)| {
                let words = pair.span.as_ref().map(|span| words_of(body, span));
                for word in words.clone().into_iter().flatten() {
                    explained[word] = Some(i);
                    told.insert(body.words[word].hash);
                }
                Term {
                    pair,
                    kind: term::kind(pair),
                    tokens: tokens_of(&token_spans, in_order, &pair.headline_spans),
                    words,
                }
            })
            .collect();
        let mut sentence_starts = Vec::with_capacity(body.sentences() + 1);
        for (i, word) in body.words.iter().enumerate() {
            while sentence_starts.len() <= word.sentence as usize {
                sentence_starts.push(i);
            }
        }
        sentence_starts.push(body.words.len());
        let numbers = numbers::of_headline(&headline.tokens, &terms, body);
        let said = body
            .numbers
            .iter()
            .map(|story| numbers.iter().any(|n| n.is(story)))
            .collect();
        Self {
            numbers,
            said,
            holders: holders(&token_spans, &terms),
            meeting: meeting(body, &terms),
            letters: headline.text.chars().collect(),
            headline,
            body,
            terms,
            explained,
            told,
            sentence_starts,
            token_spans,
        }
    }

    /// The terms that are more than function words.
    pub fn content(&self) -> impl Iterator<Item = (usize, &Term<'a>)> {
        self.terms
            .iter()
            .enumerate()
            .filter(|(_, t)| t.kind != Kind::Function)
    }

    /// The term that holds token `at`.
    pub fn term_at(&self, at: usize) -> Option<&Term<'a>> {
        self.terms.get((*self.holders.get(at)?)?)
    }

    /// The first term after token `at` that is more than a function word, where it begins at most `reach` tokens on.
    pub fn content_after(&self, at: usize, reach: usize) -> Option<&Term<'a>> {
        (at + 1..=at + reach)
            .filter_map(|t| self.term_at(t))
            .find(|t| t.kind != Kind::Function && t.tokens.start > at)
    }

    /// Whether a word of the story, or another mention of it, stands for a term.
    pub fn is_told(&self, word: usize) -> bool {
        self.told.contains(&self.body.words[word].hash)
    }

    /// The words of a sentence, counted from 0.
    pub fn sentence(&self, sentence: usize) -> Range<usize> {
        let start = self.sentence_starts.get(sentence).copied().unwrap_or(0);
        let end = self.sentence_starts.get(sentence + 1).copied();
        start..end.unwrap_or(start)
    }

    /// The words of the sentence that word `at` stands in.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        self.body
            .words
            .get(at)
            .map_or(0..0, |w| self.sentence(w.sentence as usize))
    }

    /// For each sentence of the story, how many terms of the headline it has.
    pub fn meeting(&self) -> &[f32] {
        &self.meeting
    }

    /// The sentence in which most terms of the headline meet.
    pub fn focus(&self) -> Option<usize> {
        let (best, weight) = self
            .meeting
            .iter()
            .enumerate()
            .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        (*weight > 0.0).then_some(best)
    }

    /// A word of the story as written.
    pub fn word(&self, at: usize) -> &'a str {
        self.body
            .words
            .get(at)
            .map_or("", |w| &self.body.text[w.bytes.clone()])
    }

    /// What a word of the story is, of one kind of cue.
    pub fn cue(&self, at: usize, kind: Cue) -> Option<&'static str> {
        let word = self.body.words.get(at)?;
        let needs_capital = matches!(kind, Cue::Weekday | Cue::Month);
        if needs_capital && !word.capital {
            return None;
        }
        cues::english(word.hash, kind)
    }

    /// What a token of the headline is, of one kind of cue.
    pub fn headline_cue(&self, at: usize, kind: Cue) -> Option<&'static str> {
        cues::yiddish(self.headline.tokens.get(at)?, kind)
    }

    /// Whether a word of the story looks like part of a name.
    pub fn is_name(&self, at: usize) -> bool {
        let Some(word) = self.body.words.get(at) else {
            return false;
        };
        word.capital
            && (!word.opens || is_rare(self.word(at)))
            && self.cue(at, Cue::Weekday).is_none()
            && self.cue(at, Cue::Month).is_none()
            && !is_title(self.word(at))
    }

    /// The whole name around word `at`: capitals beside it that stand for no other term.
    pub fn whole_name(&self, at: usize) -> Range<usize> {
        let free = |i: usize| self.is_name(i) && self.explained[i].is_none();
        let sentence = self.sentence_of(at);
        let joined = |a: usize, b: usize| self.touch(a, b);
        let (mut start, mut end) = (at, at + 1);
        while start > sentence.start && free(start - 1) && joined(start - 1, start) {
            start -= 1;
        }
        while end < sentence.end && free(end) && joined(end - 1, end) {
            end += 1;
        }
        start..end
    }

    /// Whether nothing but a space or hyphen stands between two neighbouring words of the story.
    pub fn touch(&self, a: usize, b: usize) -> bool {
        match (self.body.words.get(a), self.body.words.get(b)) {
            (Some(a), Some(b)) => self
                .body
                .text
                .get(a.bytes.end..b.bytes.start)
                .is_some_and(|between| between.chars().all(|c| matches!(c, ' ' | '-' | '–'))),
            _ => false,
        }
    }

    /// The characters of the headline that a run of tokens came from.
    pub fn span_of_tokens(&self, tokens: &Range<usize>) -> Range<usize> {
        let spans = self.token_spans.get(tokens.clone()).unwrap_or_default();
        let start = spans.iter().map(|s| s.start).min().unwrap_or(0);
        let end = spans.iter().map(|s| s.end).max().unwrap_or(start);
        start..end
    }

    /// A finding about a term, with the story's words where there are some.
    pub fn about_term(
        &self,
        code: &Code,
        term: &Term,
        words: Option<Range<usize>>,
        message: String,
        advice: impl Into<String>,
    ) -> Finding {
        let headline = term.pair.headline_spans.clone();
        let yiddish = term.pair.yiddish.clone();
        self.finding(code, yiddish, headline, words, message, advice)
    }

    /// A finding about a run of tokens.
    pub fn about_tokens(
        &self,
        code: &Code,
        tokens: &Range<usize>,
        words: Option<Range<usize>>,
        message: String,
        advice: impl Into<String>,
    ) -> Finding {
        let span = self.span_of_tokens(tokens);
        let yiddish = self.letters.get(span.clone()).unwrap_or_default();
        let yiddish = yiddish.iter().collect();
        self.finding(code, yiddish, vec![span], words, message, advice)
    }

    fn finding(
        &self,
        code: &Code,
        yiddish: String,
        headline: Vec<Range<usize>>,
        words: Option<Range<usize>>,
        message: String,
        advice: impl Into<String>,
    ) -> Finding {
        Finding {
            code: code.name,
            severity: code.severity,
            yiddish,
            headline,
            english: words
                .as_ref()
                .map(|w| self.body.slice(w).to_owned())
                .unwrap_or_default(),
            span: words.map(|w| self.body.chars(&w)),
            message,
            advice: advice.into(),
        }
    }
}

/// The characters `span` of `text`.
pub fn slice(text: &str, span: &Range<usize>) -> String {
    text.chars()
        .skip(span.start)
        .take(span.end.saturating_sub(span.start))
        .collect()
}

/// For each token, the first of `terms` that holds it.
fn holders(spans: &[Range<usize>], terms: &[Term]) -> Vec<Option<usize>> {
    let mut out = vec![None; spans.len()];
    for (i, term) in terms.iter().enumerate() {
        let parts = &term.pair.headline_spans;
        for at in term.tokens.clone() {
            let span = &spans[at];
            let held = parts
                .iter()
                .any(|p| p.start <= span.start && span.end <= p.end);
            if held && out[at].is_none() {
                out[at] = Some(i);
            }
        }
    }
    out
}

/// For each sentence of `body`, how many of `terms` it has, each by how sure that is.
fn meeting(body: &Body, terms: &[Term]) -> Vec<f32> {
    let mut out = vec![0.0; body.sentences()];
    for term in terms.iter().filter(|t| t.kind != Kind::Function) {
        if let Some(words) = &term.words {
            out[body.words[words.start].sentence as usize] += term.pair.confidence as f32;
        }
    }
    out
}

fn words_of(body: &Body, span: &Range<usize>) -> Range<usize> {
    let words: &[Word] = &body.words;
    let start = words.partition_point(|w| w.chars.start < span.start);
    let end = words.partition_point(|w| w.chars.start < span.end);
    start..end
}

/// The tokens, which have these spans, from the first to the last in any of `parts`.
fn tokens_of(spans: &[Range<usize>], in_order: bool, parts: &[Range<usize>]) -> Range<usize> {
    let inside = |s: &Range<usize>| parts.iter().any(|p| p.start <= s.start && s.end <= p.end);
    let from = parts.iter().map(|p| p.start).min().unwrap_or(0);
    let to = parts.iter().map(|p| p.end).max().unwrap_or(0);
    // Those that can be inside at all, so that a long line is not gone through for each pair.
    let (from, to) = if in_order {
        let first = |at: usize| spans.partition_point(|s| s.start < at);
        (first(from), first(to).max(first(from)))
    } else {
        (0, spans.len())
    };
    let near = &spans[from..to];
    let Some(start) = near.iter().position(inside) else {
        return 0..0;
    };
    let last = near.iter().rposition(inside).unwrap_or(start);
    from + start..from + last + 1
}

/// Whether no dictionary has the word, so that a capital at the beginning of a sentence means a name.
fn is_rare(word: &str) -> bool {
    Lexicon::get().find(&fold(word)).is_none()
}

/// Words with a capital that stand before names and are none.
fn is_title(word: &str) -> bool {
    crate::tables::ABBREVIATIONS.iter().any(|a| a.word == word)
        || word == "I"
        || crate::english::is_function_word(&fold(word))
}
