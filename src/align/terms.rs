//! The terms of a headline: the likeliest way to cut it into words, phrases and split verbs.
//!
//! Every run of tokens that can be a term is an edge of a lattice, with a cost; split verbs take
//! tokens out of the line. The cheapest way through wins (Viterbi).

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::glossary::Glossary;
use crate::glossary::analyse::{Derivation, Reading, contraction};
use crate::glossary::compile::GAP;
use crate::glossary::entry::Pos;
use crate::tables::{LETTER_NAMES, PARTICLES};
use crate::yiddish::numbers::{self, Number};
use crate::yiddish::{Headline, Token, TokenKind, key};

/// What a term is, besides the readings the glossary has for it.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A word or phrase.
    Word,
    /// A number.
    Number(Number),
    /// Letters read by their names: `עף־בי־איי`.
    Acronym(String),
    /// A word that serves others.
    Function,
}

/// A term of a headline.
#[derive(Debug, Clone)]
pub struct Term<'g> {
    /// Its tokens: more than one run where something stands between.
    pub parts: Vec<Range<usize>>,
    /// What it is.
    pub kind: Kind,
    /// Its readings, cheapest first; none where the glossary does not know it.
    pub readings: Vec<Reading<'g>>,
    /// Its letters as a key.
    pub key: Vec<u8>,
    /// A number that is somebody's age: `28־יעריגער`.
    pub is_age: bool,
}

impl Term<'_> {
    /// The first token.
    pub fn start(&self) -> usize {
        self.parts.first().map_or(0, |p| p.start)
    }

    /// Whether the glossary does not know the word.
    pub fn is_unknown(&self) -> bool {
        self.readings.is_empty() && self.kind == Kind::Word
    }
}

/// Costs of the lattice. A content term costs more than a function word, so that a phrase or split
/// verb is cheaper than its words one by one.
mod cost {
    pub const TERM: f32 = 1.0;
    pub const FUNCTION: f32 = 0.35;
    pub const UNKNOWN: f32 = 2.0;
    pub const PUNCTUATION: f32 = 0.0;
    /// Each word that stands between the parts of a split verb.
    pub const GAP: f32 = 0.03;
    /// The particle of a split verb is followed by a noun phrase, so it may be a preposition.
    pub const PREPOSITION: f32 = 0.6;
    /// A verb and particle that the glossary does not have together.
    pub const UNLISTED: f32 = 0.15;
    /// Readings are weighed against the terms with this.
    pub const READING: f32 = 0.6;
}

/// Readings dearer than the best by more than this are dropped.
const READING_MARGIN: f32 = 0.6;
/// A function word may cost this much more than the best reading and still be taken for one.
const FUNCTION_MARGIN: f32 = 0.05;
/// Most tokens a phrase may have.
const LONGEST_PHRASE: usize = 5;
/// How far before a particle its verb may stand where the glossary does not have the two.
const NEAR_PARTICLE: usize = 3;
/// How far the second part of a split verb may be.
const WIDEST_GAP: usize = 9;

struct Edge<'g> {
    end: usize,
    cost: f32,
    term: Option<Term<'g>>,
}

/// Cuts `headline` into its terms, in the order of their first tokens.
pub fn terms<'g>(headline: &Headline, glossary: &'g Glossary) -> Vec<Term<'g>> {
    terms_of(&headline.tokens, glossary)
}

/// The same of any run of tokens.
pub fn terms_of<'g>(tokens: &[Token], glossary: &'g Glossary) -> Vec<Term<'g>> {
    let lattice: Vec<Vec<Edge<'g>>> = (0..tokens.len())
        .map(|start| edges(tokens, start, glossary))
        .collect();
    let splits = splits(tokens, &lattice, glossary);
    let mut best = (path(&lattice, &[]), None);
    let choices = splits.iter().map(|s| vec![s]).chain(
        pairs(&splits)
            .filter(|(a, b)| !clash(&a.0, &b.0))
            .map(|(a, b)| vec![a, b]),
    );
    for chosen in choices {
        let taken: Vec<&Range<usize>> = chosen.iter().flat_map(|s| &s.0.parts).collect();
        let extra: f32 = chosen.iter().map(|s| s.1).sum();
        let (way, way_cost) = path(&lattice, &taken);
        if way_cost + extra < best.0.1 {
            best = ((way, way_cost + extra), Some(chosen));
        }
    }
    let ((way, _), chosen) = best;
    let mut out: Vec<Term<'g>> = way
        .into_iter()
        .filter_map(|(start, edge)| lattice[start][edge].term.clone())
        .collect();
    out.extend(chosen.into_iter().flatten().map(|(term, _)| term.clone()));
    out.sort_by_key(Term::start);
    absorb_reflexive(tokens, &mut out);
    out
}

fn pairs<T>(items: &[T]) -> impl Iterator<Item = (&T, &T)> {
    items
        .iter()
        .enumerate()
        .flat_map(|(i, a)| items[i + 1..].iter().map(move |b| (a, b)))
}

/// Whether two split verbs want the same token.
fn clash(a: &Term, b: &Term) -> bool {
    a.parts
        .iter()
        .any(|p| b.parts.iter().any(|q| p.start < q.end && q.start < p.end))
}

/// The cheapest way through the lattice that leaves `taken` alone: (token, edge) pairs and the cost.
fn path(lattice: &[Vec<Edge>], taken: &[&Range<usize>]) -> (Vec<(usize, usize)>, f32) {
    let n = lattice.len();
    let busy = |i: usize| taken.iter().any(|t| t.contains(&i));
    let mut best = vec![(f32::INFINITY, None); n + 1];
    best[0].0 = 0.0;
    for start in 0..n {
        let so_far = best[start].0;
        if busy(start) {
            if so_far < best[start + 1].0 {
                best[start + 1] = (so_far, Some((start, usize::MAX)));
            }
            continue;
        }
        for (i, edge) in lattice[start].iter().enumerate() {
            if (start..edge.end).any(busy) {
                continue;
            }
            let total = so_far + edge.cost;
            if total < best[edge.end].0 {
                best[edge.end] = (total, Some((start, i)));
            }
        }
    }
    let mut way = Vec::new();
    let mut at = n;
    while let Some((start, edge)) = best[at].1 {
        if edge != usize::MAX {
            way.push((start, edge));
        }
        at = start;
    }
    way.reverse();
    (way, best[n].0)
}

/// What can begin at token `start`.
fn edges<'g>(tokens: &[Token], start: usize, glossary: &'g Glossary) -> Vec<Edge<'g>> {
    let token = &tokens[start];
    let mut out = Vec::new();
    if token.kind == TokenKind::Punctuation {
        out.push(Edge {
            end: start + 1,
            cost: cost::PUNCTUATION,
            term: None,
        });
        return out;
    }
    let number = numbers::read(&tokens[start..]);
    if let Some(number) = number.filter(|n| !is_other(glossary, token, n)) {
        let mut end = start + number.tokens;
        let is_age = tokens
            .get(end)
            .is_some_and(|t| t.glued && is_year_old(&t.text));
        end += usize::from(is_age);
        out.push(Edge {
            end,
            cost: cost::TERM - 0.05,
            term: Some(Term {
                parts: vec![start..end],
                kind: Kind::Number(number),
                readings: numeral_readings(glossary, &key_of(&tokens[start..end])),
                key: key_of(&tokens[start..end]),
                is_age,
            }),
        });
    }
    if let Some((letters, end)) = acronym(tokens, start) {
        out.push(Edge {
            end,
            cost: cost::TERM + 0.2,
            term: Some(Term {
                parts: vec![start..end],
                kind: Kind::Acronym(letters),
                readings: Vec::new(),
                key: key_of(&tokens[start..end]),
                is_age: false,
            }),
        });
    }
    out.push(single(tokens, start, glossary));
    let longest = (start + LONGEST_PHRASE).min(tokens.len());
    for end in start + 2..=longest {
        if tokens[end - 1].kind == TokenKind::Punctuation {
            break;
        }
        let phrase = key_of(&tokens[start..end]);
        let joined = tokens[start + 1..end].iter().all(|t| t.glued);
        // Where nothing begins so, no longer run is a phrase either.
        if !joined && !glossary.has_prefix(&phrase) {
            break;
        }
        let readings: Vec<Reading> = if joined {
            // What maqaf joins may be a compound that no entry has.
            glossary.readings(&phrase)
        } else {
            let whole = glossary.exact(&phrase).into_iter();
            whole.filter(spans_words).collect()
        };
        if let Some(cheapest) = readings.first() {
            let function = cheapest.entry().is_function();
            out.push(Edge {
                end,
                cost: if function { cost::FUNCTION } else { cost::TERM }
                    + cost::READING * cheapest.cost.max(0.0),
                term: Some(term(start..end, readings, phrase)),
            });
        }
    }
    out
}

/// Whether letters that could be a number are an abbreviation of the glossary instead: `תנ״ך`.
fn is_other(glossary: &Glossary, token: &Token, number: &Number) -> bool {
    let gershayim = crate::yiddish::normalize::GERSHAYIM;
    let abbreviation = |r: &Reading| {
        r.form().contains(gershayim) && r.entry().senses().next() != Some(&*number.english())
    };
    token.text.contains(gershayim)
        && glossary
            .exact(&key::of(&token.text))
            .iter()
            .any(abbreviation)
}

/// Whether a reading of several tokens is of a term that is written in several words.
fn spans_words(reading: &Reading) -> bool {
    reading
        .form()
        .contains([' ', crate::yiddish::normalize::MAQAF])
}

fn key_of(tokens: &[Token]) -> Vec<u8> {
    let mut out = Vec::new();
    for token in tokens {
        key::push(&token.text, &mut out);
    }
    out
}

fn term(range: Range<usize>, readings: Vec<Reading<'_>>, key: Vec<u8>) -> Term<'_> {
    // Where a function word is as likely as any other reading, it is one.
    let least = readings.first().map_or(0.0, |r| r.cost) + FUNCTION_MARGIN;
    let function = readings
        .iter()
        .any(|r| r.cost <= least && r.entry().is_function() && r.derivation == Derivation::None);
    Term {
        parts: vec![range],
        kind: if function { Kind::Function } else { Kind::Word },
        readings,
        key,
        is_age: false,
    }
}

/// The readings of a number word as a number: `דריי` is three, not a turn.
fn numeral_readings<'g>(glossary: &'g Glossary, key: &[u8]) -> Vec<Reading<'g>> {
    let mut readings = glossary.exact(key);
    readings.retain(|r| matches!(r.pos(), Some(Pos::Num | Pos::Adj)));
    readings
}

/// Whether a word joined to a number makes an age of it.
fn is_year_old(word: &str) -> bool {
    let key = key::of(word);
    ["יעריג", "יעריק", "יאריג", "יאריק", "יעהריג"]
        .iter()
        .any(|y| key.starts_with(&key::of(y)))
}

/// A token on its own.
fn single<'g>(tokens: &[Token], start: usize, glossary: &'g Glossary) -> Edge<'g> {
    let token = &tokens[start];
    let word_key = key::of(&token.text);
    let mut readings = match token.kind {
        TokenKind::Word => glossary.readings(&word_key),
        _ => Vec::new(),
    };
    if readings.is_empty()
        && let Some(rest) = contraction(&token.text)
    {
        readings = glossary.readings(&key::of(rest));
    }
    if let Some(best) = readings.first().map(|r| r.cost) {
        readings.retain(|r| r.cost <= best + READING_MARGIN);
    }
    let dearness = readings.first().map(|r| r.cost.max(0.0));
    let term = term(start..start + 1, readings, word_key);
    let cost = match dearness {
        _ if term.kind == Kind::Function => cost::FUNCTION,
        Some(dearness) => cost::TERM + cost::READING * dearness,
        None => cost::UNKNOWN,
    };
    Edge {
        end: start + 1,
        cost,
        term: Some(term),
    }
}

/// No name has more initials, and what has would be read again from each of its letters.
const LONGEST_ACRONYM: usize = 16;

/// Letter names joined by maqaf: `ען־בי־עי`.
fn acronym(tokens: &[Token], start: usize) -> Option<(String, usize)> {
    // One letter is none, and most words stand alone.
    if !tokens.get(start + 1).is_some_and(|next| next.glued) {
        return None;
    }
    let name = |t: &Token| {
        let key = key::of(&t.text);
        LETTER_NAMES.iter().find(|l| l.key == key).map(|l| l.letter)
    };
    let mut letters = String::new();
    let mut end = start;
    while let Some(token) = tokens.get(end).filter(|t| end == start || t.glued) {
        letters.push(name(token)?);
        end += 1;
        if end - start > LONGEST_ACRONYM {
            return None;
        }
    }
    (letters.len() >= 2).then_some((letters, end))
}

/// Verbs whose parts stand apart, with what each costs.
fn splits<'g>(
    tokens: &[Token],
    lattice: &[Vec<Edge<'g>>],
    glossary: &'g Glossary,
) -> Vec<(Term<'g>, f32)> {
    let mut out: Vec<(Term<'g>, f32)> = Vec::new();
    for (first, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        for finite in finite_keys(&key::of(&token.text), &lattice[first]) {
            let mut before_gap = finite.0.clone();
            before_gap.push(GAP);
            if !glossary.has_prefix(&before_gap) {
                continue;
            }
            let widest = (first + 1 + WIDEST_GAP).min(tokens.len());
            for second in first + 1..widest {
                if tokens[second].kind == TokenKind::Punctuation {
                    break;
                }
                for end in second + 1..=(second + 3).min(tokens.len()) {
                    if tokens[end - 1].kind == TokenKind::Punctuation {
                        break;
                    }
                    let mut split_key = before_gap.clone();
                    split_key.extend(key_of(&tokens[second..end]));
                    if !glossary.has_prefix(&split_key) {
                        break;
                    }
                    let readings = glossary.exact(&split_key);
                    let Some(cheapest) = readings.first() else {
                        continue;
                    };
                    let price = cost::TERM - 0.1 * (end - second) as f32
                        + cost::READING * (cheapest.cost + finite.1).max(0.0)
                        + cost::GAP * (second - first - 1) as f32
                        + preposition_cost(tokens, lattice, second, end);
                    let term = Term {
                        parts: vec![first..first + 1, second..end],
                        kind: Kind::Word,
                        readings,
                        key: split_key,
                        is_age: false,
                    };
                    out.push((term, price));
                }
            }
        }
    }
    if out.is_empty() {
        out.extend(unlisted_splits(tokens, lattice));
    }
    out.sort_by(|a, b| a.1.total_cmp(&b.1));
    out.truncate(4);
    out
}

/// A verb with a particle that the glossary does not have together: the verb's own readings serve,
/// provided that the particle is nothing else and stands near.
fn unlisted_splits<'g>(tokens: &[Token], lattice: &[Vec<Edge<'g>>]) -> Vec<(Term<'g>, f32)> {
    let particle = |t: &Token| {
        let key = key::of(&t.text);
        PARTICLES.iter().any(|p| p.only == "yes" && p.key == key)
    };
    let mut out = Vec::new();
    for second in (1..tokens.len()).filter(|&i| particle(&tokens[i])) {
        let nearest = second.saturating_sub(NEAR_PARTICLE)..second;
        let verb = nearest.rev().find_map(|first| {
            let edge = lattice[first].iter().find(|e| e.end == first + 1)?;
            let term = edge.term.as_ref().filter(|t| t.kind == Kind::Word)?;
            let best = term.readings.first()?;
            (best.pos() == Some(Pos::Verb)).then_some((first, term))
        });
        if let Some((first, verb)) = verb {
            let mut term = verb.clone();
            term.parts = vec![first..first + 1, second..second + 1];
            out.push((term, cost::TERM + cost::UNLISTED));
        }
    }
    out
}

/// The keys under which a finite verb may stand in the glossary: its own, and those it is a
/// spelling of, with what the spelling costs.
fn finite_keys(own: &[u8], edges: &[Edge]) -> Vec<(Vec<u8>, f32)> {
    let mut out = vec![(own.to_vec(), 0.0)];
    let readings = edges
        .iter()
        .filter(|e| e.term.as_ref().is_some_and(|t| t.parts[0].len() == 1));
    for reading in readings
        .filter_map(|e| e.term.as_ref())
        .flat_map(|t| &t.readings)
    {
        let form = reading.key.clone();
        if reading.derivation == Derivation::None && !out.iter().any(|(k, _)| *k == form) {
            out.push((form, reading.cost));
        }
    }
    out.truncate(3);
    out
}

/// A particle that is also a preposition is taken for one where a noun phrase follows it.
fn preposition_cost(tokens: &[Token], lattice: &[Vec<Edge>], second: usize, end: usize) -> f32 {
    let reads_as = |i: usize, pos: &[&str]| {
        lattice[i].iter().filter_map(|e| e.term.as_ref()).any(|t| {
            t.readings
                .iter()
                .any(|r| r.entry().pos().is_some_and(|p| pos.contains(&p.as_str())))
        })
    };
    let next = tokens.get(end).filter(|t| t.kind != TokenKind::Punctuation);
    let single_preposition = end == second + 1 && reads_as(second, &["prep"]);
    if single_preposition && next.is_some() && !reads_as(end, &["prep", "conj"]) {
        cost::PREPOSITION
    } else {
        0.0
    }
}

/// `זיך` beside a verb that the glossary has with it belongs to the term.
fn absorb_reflexive(tokens: &[Token], terms: &mut Vec<Term>) {
    let zikh = key::of("זיך");
    let mut absorbed = FxHashSet::default();
    for (at, token) in tokens.iter().enumerate() {
        if key::of(&token.text) != zikh {
            continue;
        }
        // פאָרשטעלונג is no verb, though made of one; אַנטשולדיקט is also a word by itself.
        let reflexive = |t: &Term| {
            matches!(t.kind, Kind::Word | Kind::Function)
                && t.readings
                    .iter()
                    .any(|r| r.entry().is_reflexive() && r.pos() == Some(Pos::Verb))
        };
        let near = |t: &Term| {
            t.parts
                .iter()
                .map(|p| {
                    if p.end <= at {
                        at - p.end
                    } else {
                        (p.start - at.min(p.start)).saturating_sub(1)
                    }
                })
                .min()
                .unwrap_or(usize::MAX)
        };
        // They are in the order of their first tokens, and only those about here can be near.
        let first = terms.partition_point(|t| t.start() + 2 * WIDEST_GAP < at);
        let host = terms
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, t)| t.start() <= at + 4)
            .filter(|(_, t)| reflexive(t) && near(t) <= 3)
            .min_by_key(|(_, t)| near(t))
            .map(|(i, _)| i);
        let Some(host) = host else { continue };
        let term = &mut terms[host];
        term.kind = Kind::Word;
        term.readings
            .retain(|r| r.entry().is_reflexive() || r.entry().pos() != Some(Pos::Verb));
        let beside = term
            .parts
            .iter_mut()
            .find(|p| p.end == at || p.start == at + 1);
        if let Some(part) = beside {
            *part = part.start.min(at)..part.end.max(at + 1);
        } else {
            term.parts.push(at..at + 1);
            term.parts.sort_by_key(|p| p.start);
        }
        absorbed.insert(at);
    }
    let alone = |t: &Term| t.kind == Kind::Function && t.parts == [t.start()..t.start() + 1];
    terms.retain(|t| !(alone(t) && absorbed.contains(&t.start())));
}
