//! Nothing takes more than linear time in its input, however odd the input is.
//!
//! Each case is timed at two sizes. The larger may take three times as much longer as it is larger, as the
//! machine may be slow in between; what is quadratic takes nearly three times longer than that allows.

use std::hint::black_box;
use std::io::Cursor;
use std::time::{Duration, Instant};

use kepl::document::{Document, Format, ReadOptions, read_from};
use kepl::error::Place;
use kepl::translate::Translator;
use kepl::yiddish::Spelling;
use kepl::{Body, Checker, Glossary, Headline, align_document, check_document};

/// How many times larger the larger input is.
const LARGER: usize = 8;
/// How many times longer it may take.
const LONGER: u32 = 24;
/// What takes no longer than this is too quick to be timed, and quick enough.
const QUICK: Duration = Duration::from_millis(120);

const HEADLINE: &str = "יאפאן צינדט אן אלארעם";

fn document(headline: String, body: String) -> Document {
    Document {
        id: "1".into(),
        headline,
        body,
        place: Place::file("1.txt"),
    }
}

fn time(work: &impl Fn(usize), size: usize) -> Duration {
    let begun = Instant::now();
    work(size);
    begun.elapsed()
}

/// Fails where `work` on an input of `most` takes out of proportion longer than on a part of it.
fn linear(name: &str, most: usize, work: impl Fn(usize)) {
    // The first call of all reads tables.
    work(1);
    // What else the machine does may fall on one run, and hardly on three.
    let tries: Vec<(Duration, Duration)> = (0..3)
        .map(|_| (time(&work, most / LARGER), time(&work, most)))
        .take_while_inclusive(|&(small, large)| large > QUICK && large > small * LONGER)
        .collect();
    println!("{name}: {tries:?}");
    let fine = tries
        .iter()
        .any(|&(small, large)| large <= QUICK || large <= small * LONGER);
    assert!(fine, "{name} at {most} / {LARGER} and {most}: {tries:?}");
}

/// `take_while`, with the first that is not taken.
trait TakeWhileInclusive: Iterator + Sized {
    fn take_while_inclusive(
        mut self,
        mut goes_on: impl FnMut(&Self::Item) -> bool,
    ) -> impl Iterator<Item = Self::Item> {
        let mut ended = false;
        std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let item = self.next()?;
            ended = !goes_on(&item);
            Some(item)
        })
    }
}

impl<I: Iterator> TakeWhileInclusive for I {}

/// Aligns, checks and translates such documents.
fn documents(name: &str, most: usize, make: impl Fn(usize) -> Document) {
    let glossary = Glossary::builtin();
    linear(&format!("align, {name}"), most, |size| {
        black_box(align_document(&glossary, &make(size)));
    });
    linear(&format!("check, {name}"), most, |size| {
        black_box(check_document(&Checker::new(&glossary), &make(size)));
    });
    linear(&format!("translate, {name}"), most, |size| {
        let document = make(size);
        let headline = Headline::parse(&document.headline);
        let body = Body::parse(&document.body);
        black_box(Translator::new(&glossary).translate(&headline, &body));
    });
}

#[test]
fn a_word_repeated_a_million_times() {
    documents("a word of the headline repeated", 1_000_000, |size| {
        document(HEADLINE.into(), "Japan ".repeat(size))
    });
}

#[test]
fn a_word_of_a_million_letters() {
    documents("a long word in the story", 1_000_000, |size| {
        document(HEADLINE.into(), "a".repeat(size))
    });
    documents("a long word in the headline", 1_000_000, |size| {
        document("א".repeat(size), "Japan sounds the alarm.".into())
    });
}

#[test]
fn a_thousand_candidates() {
    documents("candidates for each term", 8000, |size| {
        let body = "Japan sounded an alarm. Alarms were sounded in Japan. ".repeat(size / 4);
        document(HEADLINE.into(), body)
    });
    documents("names that sound alike", 8000, |size| {
        let names: String = (0..size).map(|n| format!("Kuom{n:x} ")).collect();
        document("קואמא טרעפט ערדאגאן".into(), names)
    });
}

#[test]
fn a_headline_of_ten_thousand_words() {
    for word in ["יאפאן ", "צינדט אן ", "זיך ", "בי־", "קוואקסלעך "] {
        let name = format!("headline of {}", word.trim());
        documents(&name, 10_000, |size| {
            document(
                word.repeat(size),
                "Japan sounds the alarm at fifteen.".into(),
            )
        });
    }
}

#[test]
fn thousands_of_numbers() {
    documents("other numbers in the story", 3000, |size| {
        let numbers =
            |first: usize| -> String { (0..size).map(|n| format!("{} ", first + 7 * n)).collect() };
        document(numbers(10_000), numbers(10_003))
    });
    documents("a sentence of numbers", 10_000, |size| {
        let numbers: String = (0..size).map(|n| format!("{n}, ")).collect();
        document("זיבן מענער און 3,000 פרויען".into(), numbers)
    });
}

/// A headline and a story that say the same, over and over.
#[test]
fn as_many_places_as_terms() {
    for (name, yiddish, english) in [
        ("the opposite", "שטייגט ", "It fell. "),
        ("a number", "צוויי טעג ", "Two days, two days. "),
        ("a denial", "נישט צינדט ", "It does not light. "),
        ("a quantity", "אלע שולן ", "All schools. "),
        ("a name", "ביידן יאפאן ", "Biden of Japan. "),
        ("one sentence", "יאפאן ", "Japan "),
    ] {
        documents(&format!("{name} again and again"), 4000, |size| {
            document(yiddish.repeat(size), english.repeat(size))
        });
    }
}

#[test]
fn lines_that_are_normalized() {
    let glossary = Glossary::builtin();
    let lines: [(&str, &str); 5] = [
        ("words", "יאפאן צינדט "),
        ("letters", "א"),
        ("points", "\u{05B7}"),
        ("maqafs", "בי־"),
        ("marks", "\u{202B}א"),
    ];
    for (name, part) in lines {
        linear(&format!("normalize, {name}"), 80_000, |size| {
            let line = part.repeat(size);
            black_box(glossary.normalize_line(&line, Spelling::Yivo));
            black_box(glossary.romanize(&line));
        });
    }
}

#[test]
fn pages_deeply_nested_or_never_closed() {
    for (name, open, close) in [
        ("nested", "<div>", "</div>"),
        ("never closed", "<p><b><i>", ""),
        ("only closed", "", "</div></p>"),
        ("comments", "<!-- ", ""),
        ("attributes", "<a href='x' ", ""),
    ] {
        linear(&format!("html, {name}"), 40_000, |size| {
            let page = format!(
                "<!doctype html><h1>{HEADLINE}</h1>{}<p>Japan sounds the alarm.</p>{}",
                open.repeat(size),
                close.repeat(size)
            );
            let options = ReadOptions::default();
            let source = Cursor::new(page);
            black_box(read_from(source, "p.html", Format::Html, &options).count());
        });
    }
}
