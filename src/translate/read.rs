//! Reading a headline for translation: its words, and what each can be.

use std::ops::Range;

use super::settle;
use super::tag::{self, Tag};
use super::unit::{Analysis, Form, Origin, Unit, closed};
use super::uses::{guesses, tags_of_class, uses};
use crate::align::terms::{Kind, Term, terms_of};
use crate::glossary::Glossary;
use crate::glossary::analyse::{Derivation, Reading};
use crate::glossary::entry::Pos;
use crate::yiddish::{Token, TokenKind, key};

/// What a noun or verb costs that is also a word of a closed class: `מיט` is hardly ever *tries*.
const CLOSED_TOO: f32 = 1.9;
/// What a word costs that is seldom met.
const RARE: f32 = 1.0;

/// The words of a headline, each with what it is likeliest to be.
pub fn units<'g>(tokens: &[(Token, bool)], glossary: &'g Glossary) -> Vec<Unit<'g>> {
    let mut out: Vec<Unit<'g>> = Vec::new();
    let plain: Vec<Token> = tokens.iter().map(|(t, _)| t.clone()).collect();
    let mut start = 0;
    while start < plain.len() {
        if plain[start].kind == TokenKind::Punctuation {
            out.push(verbatim(start, &plain[start].text, Tag::Mark));
            start += 1;
            continue;
        }
        let end = (start..plain.len())
            .find(|&i| plain[i].kind == TokenKind::Punctuation)
            .unwrap_or(plain.len());
        for term in terms_of(&plain[start..end], glossary) {
            match two_words(&term, &plain[start..end]) {
                Some(range) => {
                    for at in range {
                        let terms = terms_of(&plain[start + at..=start + at], glossary);
                        out.extend(
                            terms
                                .into_iter()
                                .map(|t| unit(t, start + at, tokens, glossary)),
                        );
                    }
                }
                None => out.push(unit(term, start, tokens, glossary)),
            }
        }
        start = end;
    }
    out.sort_by_key(|u| u.parts.first().map_or(0, |p| p.start));
    let tags: Vec<Vec<(Tag, f32)>> = out
        .iter()
        .map(|u| u.analyses.iter().map(|a| (a.tag, a.cost)).collect())
        .collect();
    for (unit, chosen) in out.iter_mut().zip(tag::choose(&tags)) {
        unit.chosen = chosen;
    }
    settle::settle(&mut out);
    for i in 0..out.len() {
        out[i].is_count = out[i].tag() == Tag::Number && counts(&out[i + 1..]);
    }
    out
}

/// The words of a term that a sentence needs apart: `נישט קיין`, whose first word goes to the verb, and an
/// infinitive after `צו`, which has the letters of a verb with that particle.
fn two_words(term: &Term, tokens: &[Token]) -> Option<Range<usize>> {
    let [range] = &term.parts[..] else {
        return None;
    };
    let [first, second] = &tokens[range.clone()] else {
        return None;
    };
    let is = |token: &Token, class: &str| {
        closed(&key::of(&token.text))
            .iter()
            .any(|row| row.class == class)
    };
    let denied = is(first, "neg") && is(second, "negative");
    let infinitive = is(first, "tsu")
        && term
            .readings
            .iter()
            .any(|r| r.pos() == Some(Pos::Verb) && r.inflection().starts_with("infinitive"));
    (denied || infinitive).then(|| range.clone())
}

/// Whether what follows a number is what it counts: a noun with its adjectives.
fn counts(rest: &[Unit]) -> bool {
    rest.iter()
        .find(|u| u.tag() != Tag::Adjective)
        .is_some_and(|u| u.tag() == Tag::Noun)
}

fn verbatim<'g>(at: usize, text: &str, tag: Tag) -> Unit<'g> {
    Unit {
        parts: vec![at..at + 1],
        text: text.to_owned(),
        key: key::of(text),
        analyses: vec![Analysis {
            tag,
            form: Form::Base,
            cost: 0.0,
            origin: Origin::Verbatim,
        }],
        chosen: 0,
        is_age: false,
        is_count: false,
        possessive: false,
    }
}

fn unit<'g>(
    term: Term<'g>,
    offset: usize,
    tokens: &[(Token, bool)],
    glossary: &'g Glossary,
) -> Unit<'g> {
    let parts: Vec<Range<usize>> = term
        .parts
        .iter()
        .map(|p| p.start + offset..p.end + offset)
        .collect();
    let words: Vec<&Token> = parts
        .iter()
        .flat_map(|p| tokens[p.clone()].iter().map(|t| &t.0))
        .collect();
    let text = words
        .iter()
        .map(|t| t.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    let possessive = parts.last().is_some_and(|p| tokens[p.end - 1].1);
    if words.iter().all(|t| t.kind == TokenKind::Latin) {
        let mut unit = verbatim(parts[0].start, &text, Tag::Name);
        unit.parts = parts;
        unit.possessive = possessive;
        return unit;
    }
    let digits_only = words.iter().all(|t| t.kind == TokenKind::Number);
    if digits_only && !matches!(term.kind, Kind::Number(_)) {
        let mut unit = verbatim(parts[0].start, &text, Tag::Number);
        unit.parts = parts;
        return unit;
    }
    let key = term.key.clone();
    let is_age = term.is_age;
    let analyses = analyses(term, &words, &text, glossary);
    Unit {
        parts,
        text,
        key,
        analyses,
        chosen: 0,
        is_age,
        is_count: false,
        possessive,
    }
}

/// All that a term can be.
fn analyses<'g>(
    term: Term<'g>,
    words: &[&Token],
    text: &str,
    glossary: &'g Glossary,
) -> Vec<Analysis<'g>> {
    let single = words.len() == 1;
    let mut analyses = Vec::new();
    match &term.kind {
        Kind::Number(number) => analyses.push(Analysis {
            tag: if term.is_age {
                Tag::Adjective
            } else {
                Tag::Number
            },
            form: Form::Base,
            cost: 0.0,
            origin: Origin::Number(*number),
        }),
        Kind::Acronym(letters) => analyses.push(Analysis {
            tag: Tag::Name,
            form: Form::Base,
            cost: 0.0,
            origin: Origin::Acronym(letters.clone()),
        }),
        Kind::Word | Kind::Function => {}
    }
    if matches!(&term.kind, Kind::Number(n) if n.ordinal) && single {
        // `צענטער` is tenth and centre.
        let nouns = glossary.exact(&term.key);
        for reading in nouns.into_iter().filter(|r| r.pos() == Some(Pos::Noun)) {
            analyses.extend(
                uses(&reading)
                    .into_iter()
                    .map(|(tag, form, cost)| Analysis {
                        tag,
                        form,
                        cost: cost + 0.2 + 1.5 * reading.cost,
                        origin: Origin::Entry(reading.clone()),
                    }),
            );
        }
    }
    let rows = if single { closed(&term.key) } else { &[] };
    for (rank, row) in rows.iter().enumerate() {
        analyses.extend(tags_of_class(row).iter().map(|&(tag, cost)| Analysis {
            tag,
            form: Form::Base,
            cost: cost + 0.15 * rank as f32 + if row.is_rare() { 0.5 * RARE } else { 0.0 },
            origin: Origin::Closed(row),
        }));
    }
    if !matches!(term.kind, Kind::Number(_) | Kind::Acronym(_)) {
        let reflexive = |r: &Reading| r.entry().is_reflexive();
        let other_verb = term
            .readings
            .iter()
            .any(|r| !reflexive(r) && r.pos() == Some(Pos::Verb));
        let has_zikh = words.iter().any(|t| t.text == "זיך");
        for reading in term.readings {
            // The meaning with `זיך` is not that without.
            if reflexive(&reading) && !has_zikh && other_verb {
                continue;
            }
            let function = reading.entry().is_function() && reading.derivation == Derivation::None;
            if reading.entry().is_forbidden() || (function && !rows.is_empty()) {
                continue;
            }
            let common = rows.iter().any(|row| !row.is_rare());
            let noun = reading.pos() == Some(Pos::Noun);
            let mut extra = match rows {
                [] => 0.0,
                _ if noun && !common => 0.0,
                _ => CLOSED_TOO,
            };
            if reading.entry().is_rare() {
                extra += RARE;
            }
            for (tag, form, cost) in uses(&reading) {
                analyses.push(Analysis {
                    tag,
                    form,
                    cost: cost + extra + 1.5 * reading.cost.max(0.0),
                    origin: Origin::Entry(reading.clone()),
                });
            }
        }
    }
    if analyses.is_empty() {
        analyses.extend(guesses(text).map(|(tag, form, cost)| Analysis {
            tag,
            form,
            cost,
            origin: Origin::Unknown,
        }));
    }
    analyses
}
