//! The numbers of a headline, and which of them the story bears out.
//!
//! Everything is compared once, for `MOST` numbers of the headline at most: many numbers on both sides would
//! otherwise take time by their product.

use rustc_hash::FxHashSet;

use crate::check::cues::{self, Kind as Cue};
use crate::check::term::{Kind, Term};
use crate::english::Body;
use crate::english::numbers::{Measure, Number as BodyNumber};
use crate::yiddish::{Token, numbers};

/// Numbers of a headline beyond these are not looked at: it is none.
const MOST: usize = 100;
/// A sentence with more numbers than these is a list, in which some sum comes to anything.
const MOST_SUMMED: usize = 8;

/// A number of the headline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadlineNumber {
    /// Its first token.
    pub token: usize,
    /// How many tokens it takes.
    pub tokens: usize,
    /// Its value.
    pub value: f64,
    /// Whether it is an ordinal.
    pub ordinal: bool,
    /// What it measures.
    pub measure: Measure,
    /// Whether the story has it, as a number or otherwise.
    pub supported: bool,
    /// Whether the story has it in other words, or numbers that add up to it.
    pub otherwise: bool,
}

impl HeadlineNumber {
    /// Whether a number of the story is this one, or one that the headline rounds.
    pub fn is(&self, story: &BodyNumber) -> bool {
        if self.measure == Measure::Count && story.measure == Measure::Count {
            return agrees(self.value, story.value);
        }
        // Nobody rounds the time of day or a decade.
        self.measure.same(self.value, story.measure, story.value)
    }
}

/// The numbers among `tokens`, beside those of `body`.
pub(super) fn of_headline(tokens: &[Token], terms: &[Term], body: &Body) -> Vec<HeadlineNumber> {
    // A word such as פירט may be an ordinal or a verb.
    let mut taken = vec![false; tokens.len()];
    for term in terms.iter().filter(|t| t.kind == Kind::Number) {
        for at in term.tokens.clone() {
            taken[at] = true;
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() && out.len() < MOST {
        let Some(number) = numbers::read(&tokens[at..]).filter(|_| taken[at]) else {
            at += 1;
            continue;
        };
        out.push(HeadlineNumber {
            token: at,
            tokens: number.tokens,
            value: number.value,
            ordinal: number.ordinal,
            measure: number.measure,
            supported: false,
            otherwise: false,
        });
        at += number.tokens.max(1);
    }
    if !out.is_empty() {
        let told = Told::of(body);
        for number in &mut out {
            number.otherwise = told.others.contains(&number.value.to_bits());
            number.supported = number.otherwise || body.numbers.iter().any(|n| number.is(n));
        }
    }
    out
}

/// What a story tells in other words and in sums.
struct Told {
    /// The bits of each value.
    others: FxHashSet<u64>,
}

impl Told {
    fn of(body: &Body) -> Self {
        let mut others = FxHashSet::default();
        // "Both", "a decade".
        for places in body.vocabulary() {
            let word = &body.words[places[0] as usize];
            let value = cues::english(word.hash, Cue::Number).and_then(|c| c.parse::<f64>().ok());
            others.extend(value.map(f64::to_bits));
        }
        add_parts(body, &mut others);
        let sentence = |n: &BodyNumber| body.words[n.words.start].sentence;
        for numbers in body.numbers.chunk_by(|a, b| sentence(a) == sentence(b)) {
            add_sums(numbers, &mut others);
        }
        Self { others }
    }
}

/// The digits in words that are no numbers: a flight, a road, a 4x4.
fn add_parts(body: &Body, parts: &mut FxHashSet<u64>) {
    let mut numbers = body.numbers.iter().peekable();
    for (at, word) in body.words.iter().enumerate() {
        while numbers.next_if(|n| n.words.end <= at).is_some() {}
        let text = &body.text[word.bytes.clone()];
        let is_number = numbers.peek().is_some_and(|n| n.words.start <= at);
        if is_number || !text.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let runs = text.split(|c: char| !c.is_ascii_digit());
        parts.extend(
            runs.filter_map(|run| run.parse::<f64>().ok())
                .map(f64::to_bits),
        );
    }
}

/// What two or three numbers of one sentence add up to: two men and a woman.
fn add_sums(numbers: &[BodyNumber], sums: &mut FxHashSet<u64>) {
    let usable = |n: &&BodyNumber| !n.ordinal && n.value >= 1.0;
    let values: Vec<f64> = numbers.iter().filter(usable).map(|n| n.value).collect();
    if values.len() > MOST_SUMMED {
        return;
    }
    for (i, a) in values.iter().enumerate() {
        for (j, b) in values.iter().enumerate().skip(i + 1) {
            sums.insert((a + b).to_bits());
            sums.extend(values[j + 1..].iter().map(|c| (a + b + c).to_bits()));
        }
    }
}

/// Whether `headline` is the number `story`, or a rounding of it.
pub fn agrees(headline: f64, story: f64) -> bool {
    if (headline - story).abs() <= 1e-6 * headline.abs().max(1.0) {
        return true;
    }
    let (h, s) = (headline.abs(), story.abs());
    if h < 10.0 || s < 10.0 {
        // 2.6 million is nearly 3 million, but 2 is not 3.
        return false;
    }
    let close = (h - s).abs() <= 0.05 * s;
    close && digits(h) < digits(s)
}

/// How many digits of a number say something: 2 of 46,000.
fn digits(value: f64) -> usize {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.contains('.') {
        return text.trim_start_matches(['0', '.']).len() - 1;
    }
    text.trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roundings_agree_and_other_numbers_do_not() {
        for (headline, story) in [
            (40_000.0, 40_000.0),
            (3e6, 2.94e6),
            (150.0, 147.0),
            (10_000.0, 10_240.0),
            (46.0, 45.7),
        ] {
            assert!(agrees(headline, story), "{headline} {story}");
        }
        for (headline, story) in [(46.0, 64.0), (3.0, 2.0), (147.0, 150.0), (20.0, 25.0)] {
            assert!(!agrees(headline, story), "{headline} {story}");
        }
    }

    #[test]
    fn digits_in_words_are_numbers_of_the_story() {
        let body = Body::parse("A 4x4 met flight CG4684.");
        let told = Told::of(&body);
        assert!(told.others.contains(&4684_f64.to_bits()));
        assert!(told.others.contains(&4_f64.to_bits()));
        assert!(!told.others.contains(&468_f64.to_bits()));
    }

    #[test]
    fn sums_are_of_one_sentence_that_is_no_list() {
        let bears_out = |story: &str, value: f64| {
            let body = Body::parse(story);
            Told::of(&body).others.contains(&value.to_bits())
        };
        assert!(bears_out(
            "Four men, three women and a 2-year-old fled.",
            9.0
        ));
        assert!(!bears_out("Four men fled. Three women stayed.", 7.0));
        assert!(!bears_out("They drew 1, 2, 3, 4, 5, 6, 7, 8 and 9.", 17.0));
    }
}
