//! Translation: an English line for a Yiddish headline, with the story as witness.
//!
//! The words are read ([`mod@read`]) and [tagged](tag), [clauses](clause) are put into English order with their
//! [verb groups](verbs), each word has its [choices](options), and a [search] picks by an
//! [n-gram model](ngrams). What no entry knows is [spelled by sound](names) and marked.

mod around;
mod articles;
mod bounds;
pub mod clause;
pub mod expand;
pub mod gloss;
mod governed;
pub mod names;
pub mod ngrams;
pub mod numbers;
pub mod options;
mod phrase;
pub mod place;
pub mod read;
pub mod search;
mod serving;
pub mod settle;
pub mod surface;
pub mod tag;
pub mod unit;
pub mod uses;
pub mod verbs;
pub mod witness;

use std::ops::Range;

use serde::Serialize;

use crate::align::Aligner;
use crate::english::Body;
use crate::glossary::Glossary;
use crate::yiddish::{Headline, Token};
use clause::{Clauses, Slot};
use ngrams::Ngrams;
use search::Way;
use surface::Piece;
use witness::Witness;

/// The manner of the English line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Running text if the line ends like a sentence or is long, a headline otherwise.
    #[default]
    Auto,
    /// No full stop.
    Headline,
    /// Running text.
    Sentence,
}

impl Style {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Headline, Self::Sentence];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Headline => "headline",
            Self::Sentence => "sentence",
        }
    }
}

/// What becomes of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Articles {
    /// Where the Yiddish has them.
    AsWritten,
    /// Left out where a headline can do without.
    Dropped,
    /// Also where only English wants them.
    Inserted,
}

/// An English word or phrase and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// The English words.
    pub english: String,
    /// The Yiddish words, as written.
    pub yiddish: String,
    /// The entry or rule.
    pub source: String,
    /// Guessed by sound: no entry knows the word.
    pub guessed: bool,
}

/// One English line with its cost.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alternative {
    /// The line.
    pub text: String,
    /// How unlikely, compared with others of the same headline.
    pub cost: f32,
}

/// A headline in English.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Translation {
    /// The best line.
    pub text: String,
    /// Other lines, cheapest first.
    pub alternatives: Vec<Alternative>,
    /// Where each English word comes from, in English order.
    pub links: Vec<Link>,
}

/// Lines of more tokens are translated part by part.
const LONGEST: usize = 256;

/// Translates headlines by one glossary.
#[derive(Debug, Clone, Copy)]
pub struct Translator<'g> {
    glossary: &'g Glossary,
    style: Style,
    alternatives: usize,
}

impl<'g> Translator<'g> {
    /// A translator that knows `glossary`.
    pub fn new(glossary: &'g Glossary) -> Self {
        Self {
            glossary,
            style: Style::Auto,
            alternatives: 0,
        }
    }

    /// The same in another style.
    #[must_use]
    pub fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The same with so many alternatives.
    #[must_use]
    pub fn alternatives(self, alternatives: usize) -> Self {
        Self {
            alternatives,
            ..self
        }
    }

    /// `headline` in English; `body` may be empty.
    ///
    /// ```
    /// use kepl::translate::Translator;
    /// use kepl::{Body, Glossary, Headline};
    ///
    /// let glossary = Glossary::builtin();
    /// let translator = Translator::new(&glossary);
    /// let headline = Headline::parse("יאפאן זאגט נישט פון רוסלאנד");
    /// let english = translator.translate(&headline, &Body::parse(""));
    /// assert_eq!(english.text, "Japan does not say of Russia");
    /// ```
    pub fn translate(&self, headline: &Headline, body: &Body) -> Translation {
        if headline.tokens.len() > LONGEST {
            return self.by_parts(headline, body);
        }
        let ngrams = Ngrams::get();
        let tokens = expand::expand(&headline.tokens, self.glossary);
        let units = read::units(&tokens, self.glossary);
        let witness = if body.words.is_empty() {
            Witness::default()
        } else {
            let pairs = Aligner::new(self.glossary).align(headline, body);
            Witness::new(body, pairs, places(headline, &tokens))
        };
        let style = self.style_of(headline);
        let articles = match (self.style, style) {
            (Style::Headline, _) => Articles::Dropped,
            (_, Style::Sentence) => Articles::Inserted,
            _ => Articles::AsWritten,
        };
        let clauses = Clauses {
            units: &units,
            witness: &witness,
            ngrams,
            headline: style != Style::Sentence,
        };
        let slots = clauses.articles(
            clauses.measures(clauses.governed(clauses.slots())),
            articles,
        );
        let ways = search::search(&slots, ngrams);
        let text = |way: &Way| surface::line(&pieces(&slots, way), style);
        let Some(best) = ways.first() else {
            return Translation {
                text: String::new(),
                alternatives: Vec::new(),
                links: Vec::new(),
            };
        };
        let first = text(best);
        let mut alternatives: Vec<Alternative> = Vec::new();
        for way in ways.iter().skip(1) {
            if alternatives.len() == self.alternatives {
                break;
            }
            let line = text(way);
            if line != first && !alternatives.iter().any(|a| a.text == line) {
                alternatives.push(Alternative {
                    text: line,
                    cost: way.cost - best.cost,
                });
            }
        }
        let links = slots
            .iter()
            .zip(&best.picks)
            .filter(|(slot, pick)| {
                let put_in = slot.units.is_empty();
                !(slot.mark || put_in && slot.choices[**pick].text.is_empty())
            })
            .map(|(slot, &pick)| {
                let choice = &slot.choices[pick];
                let yiddish: Vec<&str> =
                    slot.units.iter().map(|&u| units[u].text.as_str()).collect();
                Link {
                    english: choice.text.clone(),
                    yiddish: yiddish.join(" … "),
                    source: choice.source.clone(),
                    guessed: choice.guessed,
                }
            })
            .collect();
        Translation {
            text: first,
            alternatives,
            links,
        }
    }

    /// A line that is longer than any headline, part by part, so that the time is in proportion to its length.
    fn by_parts(&self, headline: &Headline, body: &Body) -> Translation {
        let bytes: Vec<usize> = headline
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([headline.text.len()])
            .collect();
        let mut whole = Translation {
            text: String::new(),
            alternatives: Vec::new(),
            links: Vec::new(),
        };
        let translator = Self {
            style: self.style_of(headline),
            alternatives: 0,
            ..*self
        };
        for tokens in headline.tokens.chunks(LONGEST) {
            let spans = tokens
                .iter()
                .map(|t| headline.normalized.source_span(t.range.clone()));
            let (start, end) = spans.fold((usize::MAX, 0), |(start, end), span| {
                (start.min(span.start), end.max(span.end))
            });
            let Some(part) = bytes
                .get(start)
                .zip(bytes.get(end))
                .and_then(|(&start, &end)| headline.text.get(start..end))
            else {
                continue;
            };
            let part = translator.translate(&Headline::parse(part), body);
            if !whole.text.is_empty() {
                whole.text.push(' ');
            }
            whole.text.push_str(&part.text);
            whole.links.extend(part.links);
        }
        whole
    }

    fn style_of(&self, headline: &Headline) -> Style {
        match self.style {
            Style::Auto => {
                let last = headline.tokens.last().map_or("", |t| t.text.as_str());
                let sentence =
                    matches!(last, "." | "?" | "!" | "\"" | "״") || headline.tokens.len() > 14;
                if sentence {
                    Style::Sentence
                } else {
                    Style::Headline
                }
            }
            style => style,
        }
    }
}

/// Where the tokens stand in the headline as it was given.
fn places(headline: &Headline, tokens: &[(Token, bool)]) -> Vec<Range<usize>> {
    tokens
        .iter()
        .map(|(t, _)| headline.normalized.source_span(t.range.clone()))
        .collect()
}

fn pieces<'s>(slots: &'s [Slot], way: &Way) -> Vec<Piece<'s>> {
    slots
        .iter()
        .zip(&way.picks)
        .map(|(slot, &pick)| Piece {
            text: &slot.choices[pick].text,
            mark: slot.mark,
            spaced: true,
        })
        .collect()
}
