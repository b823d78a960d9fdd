//! How probable it is that a headline fits its story.
//!
//! A logistic model over what the alignment and the findings tell; its coefficients are
//! `glossaries/tables/consistency.csv`, fitted by `examples/calibrate_check.rs`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::case::{Case, Kind, Term};
use super::cues::Kind as Cue;
use super::finding::{Finding, Severity};
use super::places;
use crate::align::choose::rareness;
use crate::align::sound;
use crate::english::{fold, is_function_word};
use crate::tables::CONSISTENCY;
use crate::yiddish::{TokenKind, key};

/// What the model sees; the names are those of the table.
pub const FEATURES: [&str; 11] = [
    "bias",
    "supported",
    "confidence",
    "evidence",
    "together",
    "names-missing",
    "words-missing",
    "numbers-missing",
    "numbers-extra",
    "names-extra",
    "findings",
];

/// The values of [`FEATURES`].
pub type Features = [f32; FEATURES.len()];

/// The features of a headline with its story.
pub fn features(case: &Case, findings: &[Finding]) -> Features {
    let (mut all, mut supported, mut sure) = (0.0_f32, 0.0_f32, 0.0_f32);
    let (mut names_missing, mut words_missing) = (0.0_f32, 0.0_f32);
    for (_, term) in case.content() {
        let weight = weight(case, term);
        all += weight;
        if let Some(confidence) = support(case, term) {
            supported += weight;
            sure += weight * confidence;
        } else if term.kind.is_name() || term.kind == Kind::Date {
            names_missing += 1.0;
        } else if term.kind != Kind::Number {
            words_missing += weight;
        }
    }
    let meeting = case.meeting();
    let met: f32 = meeting.iter().sum();
    let together = meeting.iter().copied().fold(0.0, f32::max) / met.max(1.0);
    let extra = Extra::count(case);
    let share = |n: f32| n / all.max(1.0);
    [
        1.0,
        share(supported),
        share(sure),
        (sure - BY_CHANCE * all) / (all + 1.0).sqrt(),
        together,
        names_missing.sqrt(),
        words_missing.ln_1p(),
        numbers_missing(case).sqrt(),
        extra.numbers.sqrt() * extra.brevity.powi(2),
        extra.names.sqrt() * extra.brevity.powi(2),
        findings.iter().map(gravity).sum::<f32>().sqrt(),
    ]
}

/// How much of a headline is in the story of another, about.
const BY_CHANCE: f32 = 0.25;
/// Warnings that tell what no other feature does.
const COUNTED: [&str; 2] = ["certainty", "quantity"];

/// How much a finding says that the other features do not.
fn gravity(finding: &Finding) -> f32 {
    match finding.severity {
        Severity::Error => 1.0,
        Severity::Warning if COUNTED.contains(&finding.code) => 0.5,
        _ => 0.0,
    }
}

/// What stands for a term without being a pair of it, such as Brooklyn for New York, is as sure as this.
const NEAR: f32 = 0.8;

/// How surely the story bears a term out, where it does.
fn support(case: &Case, term: &Term) -> Option<f32> {
    if !term.is_unsupported() {
        return Some(term.pair.confidence as f32);
    }
    let otherwise = match term.kind {
        Kind::Place => term.senses().any(|s| places::is_near(s, case.body)),
        Kind::Number => {
            let mut numbers = case.numbers.iter();
            numbers.any(|n| n.supported && term.tokens.contains(&n.token))
        }
        _ => false,
    };
    otherwise.then_some(NEAR)
}

/// How much a term says: names and numbers more than words, rare words more than common ones.
fn weight(case: &Case, term: &Term) -> f32 {
    match term.kind {
        Kind::Person | Kind::Place | Kind::Org | Kind::Number | Kind::Date => return 1.5,
        Kind::Unknown => return 0.8,
        _ => {}
    }
    let rare = match &term.words {
        Some(words) => words
            .clone()
            .map(|w| rareness(case.word(w)))
            .fold(0.0, f32::max),
        None => term
            .senses()
            .flat_map(|s| s.split(' '))
            .map(rareness)
            .fold(1.0, f32::min),
    };
    0.3 + rare
}

/// The probability for these features.
pub fn score(features: &Features) -> f64 {
    let sum: f32 = FEATURES
        .iter()
        .zip(features)
        .map(|(name, value)| {
            let row = CONSISTENCY.iter().find(|c| c.feature == *name);
            row.map_or(0.0, |c| c.weight) * value
        })
        .sum();
    f64::from(1.0 / (1.0 + (-sum).exp()))
}

/// What a good pair of headline and story reaches in the features that raise the score.
const USUAL: [(&str, f32); 4] = [
    ("supported", 1.0),
    ("confidence", 0.8),
    ("evidence", 1.4),
    ("together", 0.8),
];

/// What lowers the score most.
pub fn reason(features: &Features) -> &'static str {
    let loss = |at: usize| {
        let row = CONSISTENCY.iter().find(|c| c.feature == FEATURES[at]);
        let weight = row.map_or(0.0, |c| c.weight);
        let usual = USUAL.iter().find(|(name, _)| *name == FEATURES[at]);
        weight * (usual.map_or(0.0, |(_, usual)| *usual) - features[at])
    };
    let worst = (1..FEATURES.len()).max_by(|&a, &b| loss(a).total_cmp(&loss(b)));
    match worst.map_or("", |at| FEATURES[at]) {
        "together" => "the words of the headline do not meet in a sentence of the story",
        "names-missing" | "words-missing" => "words of the headline are not in the story",
        "numbers-missing" => "numbers of the headline are not in the story",
        "numbers-extra" => "the story has numbers that the headline has not",
        "names-extra" => "the story has names that the headline has not",
        "findings" => "the findings speak against it",
        _ => "few words of the headline are surely in the story",
    }
}

/// Runs of digits, with how often each occurs. Separators of thousands do not part them.
fn digit_runs(text: &str) -> FxHashMap<String, i32> {
    let chars: Vec<char> = text.chars().collect();
    let mut out: FxHashMap<String, i32> = FxHashMap::default();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut run = String::new();
        while at < chars.len() {
            let thousands = chars[at] == ','
                && chars.len() > at + 3
                && chars[at + 1..at + 4].iter().all(char::is_ascii_digit)
                && !chars.get(at + 4).is_some_and(char::is_ascii_digit);
            if chars[at].is_ascii_digit() {
                run.push(chars[at]);
            } else if !thousands {
                break;
            }
            at += 1;
        }
        *out.entry(run).or_default() += 1;
    }
    out
}

/// Numbers of the headline that the story lacks.
fn numbers_missing(case: &Case) -> f32 {
    case.numbers
        .iter()
        .filter(|n| n.value != 1.0 && !n.supported)
        .count() as f32
}

/// What a story says beyond its headline, and how much that means.
struct Extra {
    /// Numbers that the headline does not have.
    numbers: f32,
    /// Names that sound like nothing in the headline, each by how little.
    names: f32,
    /// How much of the story a headline of this length can tell: the less it is, the more it may leave out.
    brevity: f32,
}

/// Below this brevity what the story says beyond its headline means nothing.
const LEAST_BREVITY: f32 = 0.25;

impl Extra {
    fn count(case: &Case) -> Self {
        let body = case.body;
        let terms = case.content().count() as f32;
        let words = (0..body.words.len()).filter(|&i| !is_function_word(&fold(case.word(i))));
        // Of a long story no more are counted than it takes to know it for long.
        let most = (terms / LEAST_BREVITY) as usize + 1;
        let brevity = (terms / words.take(most).count().max(1) as f32).min(1.0);
        if brevity < LEAST_BREVITY {
            return Self {
                numbers: 0.0,
                names: 0.0,
                brevity,
            };
        }
        Self {
            numbers: numbers_extra(case),
            names: names_extra(case),
            brevity,
        }
    }
}

/// The numbers of the story that a headline with numbers of its own lacks. One without any chose to tell
/// none, and those of the story say nothing against it.
fn numbers_extra(case: &Case) -> f32 {
    let headline = digit_runs(&case.headline.text);
    if headline.is_empty() && case.numbers.is_empty() {
        return 0.0;
    }
    let mut story = digit_runs(case.body.text);
    // Digits that are number words in the headline.
    for (number, _) in case
        .body
        .numbers
        .iter()
        .zip(&case.said)
        .filter(|(_, said)| **said)
    {
        for run in digit_runs(case.body.slice(&number.words)).keys() {
            story.remove(run);
        }
    }
    story
        .iter()
        .map(|(run, n)| (n - headline.get(run).unwrap_or(&0)).max(0) as f32)
        .sum()
}

/// So many words of a headline are held against the names of the story: no headline has more.
const MOST_WORDS: usize = 100;

/// Names of the story that stand for no term, each by how little it sounds like any word of the headline.
fn names_extra(case: &Case) -> f32 {
    let keys: FxHashSet<Vec<u8>> = case
        .headline
        .tokens
        .iter()
        .filter(|t| t.kind == TokenKind::Word)
        .map(|t| key::of(&t.text))
        .filter(|k| k.len() >= 2)
        .take(MOST_WORDS)
        .collect();
    let latin: FxHashSet<String> = case
        .headline
        .tokens
        .iter()
        .filter(|t| t.kind == TokenKind::Latin)
        .map(|t| fold(&t.text))
        .collect();
    let near: FxHashSet<usize> = case
        .terms
        .iter()
        .filter(|t| t.kind == Kind::Place && t.is_unsupported())
        .filter_map(|t| t.senses().find_map(|s| places::near(s, case.body)))
        .collect();
    (0..case.body.words.len())
        .filter(|&i| case.body.words[i].capital && !case.is_told(i) && !near.contains(&i))
        .filter(|&i| !case.body.words[i].opens && !is_function_word(&fold(case.word(i))))
        .map(|i| {
            let english = fold(case.word(i));
            if latin.contains(&english) {
                return 0.0;
            }
            let best = keys
                .iter()
                .filter(|k| sound::can_begin(k, english.as_bytes()))
                .map(|k| sound::similarity(k, english.as_bytes()))
                .fold(0.0, f32::max);
            leaving_out(case, i) * (1.0 - best)
        })
        .sum()
}

/// How much it says that a headline leaves out a name: of days and of parts of names it has, little.
fn leaving_out(case: &Case, word: usize) -> f32 {
    let is_date = |kind| case.cue(word, kind).is_some();
    if is_date(Cue::Weekday) || is_date(Cue::Month) {
        return 0.2;
    }
    let is_part = |a: usize, b: usize| {
        let other = if a == word { b } else { a };
        case.touch(a, b) && case.body.words[other].capital && case.explained[other].is_some()
    };
    let before = word
        .checked_sub(1)
        .is_some_and(|before| is_part(before, word));
    if before || is_part(word, word + 1) {
        0.3
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::{Aligner, Body, Glossary, Headline};

    const EXTRA: &str = "numbers-extra";

    fn of(headline: &str, body: &str) -> Features {
        let glossary = Glossary::builtin();
        let (headline, body) = (Headline::parse(headline), Body::parse(body));
        let alignment = crate::align::Alignment {
            document: String::new(),
            pairs: Aligner::new(&glossary).align(&headline, &body),
        };
        Checker::new(&glossary).features(&headline, &body, &alignment)
    }

    fn feature(features: &Features, name: &str) -> f32 {
        features[FEATURES.iter().position(|f| *f == name).unwrap()]
    }

    #[test]
    fn numbers_count_against_a_headline_that_has_some() {
        let body = "Two trains collided near London; 12 people were hurt, 3 of them badly.";
        let none = of("צוויי באנען שטויסן זיך צוזאמען נעבן לאנדאן", body);
        assert!(feature(&none, EXTRA) > 0.0);
        let none = of("באנען שטויסן זיך צוזאמען נעבן לאנדאן", body);
        assert!(feature(&none, EXTRA).abs() < 1e-6);
    }

    #[test]
    fn the_reason_is_what_costs_most() {
        let other = of("פרעזידענט רעדט מיט דעם מיניסטער", "The cat sleeps.");
        assert_eq!(
            reason(&other),
            "few words of the headline are surely in the story"
        );
        let mut good = [1.0, 1.0, 1.0, 2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        good[FEATURES.iter().position(|f| *f == EXTRA).unwrap()] = 1.0;
        assert_eq!(
            reason(&good),
            "the story has numbers that the headline has not"
        );
    }
}
