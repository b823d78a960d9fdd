//! How fast kepl works, on a corpus that is made up here: `cargo bench`.
//!
//! The corpus is the same every time. Its documents are of the size of a news story, about 3 KB,
//! with headlines of a dozen words; all of it runs on one thread.

mod corpus;

use std::sync::LazyLock;

use corpus::document;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use kepl::document::Document;
use kepl::report::{Format, Options, writer};
use kepl::yiddish::Spelling;
use kepl::{Glossary, Headline, align_document};

/// The allocator of the binary: a headline makes many short strings.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

const DOCUMENTS: usize = 256;

static GLOSSARY: LazyLock<Glossary> = LazyLock::new(Glossary::builtin);
static CORPUS: LazyLock<Vec<Document>> = LazyLock::new(|| (0..DOCUMENTS).map(document).collect());
static WORDS: LazyLock<Vec<String>> = LazyLock::new(words);

/// The words of the headlines, as often as they occur.
fn words() -> Vec<String> {
    let headlines = CORPUS.iter().map(|d| Headline::parse(&d.headline));
    headlines
        .flat_map(|h| h.tokens)
        .map(|token| token.text)
        .collect()
}

/// Documents a second from headline and story in memory to the rows of a CSV.
#[divan::bench]
fn align(bencher: Bencher<'_, '_>) {
    let bytes: usize = CORPUS.iter().map(|d| d.headline.len() + d.body.len()).sum();
    bencher
        .counter(ItemsCount::new(CORPUS.len()))
        .counter(BytesCount::new(bytes))
        .bench(|| {
            let mut report = writer(Format::Csv, Options::default(), std::io::sink());
            for document in &*CORPUS {
                let alignment = align_document(&GLOSSARY, black_box(document));
                report.alignment(document, &alignment)?;
            }
            report.finish()
        });
}

/// Lines a second put into standard characters.
#[divan::bench]
fn normalize(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(CORPUS.len())).bench(|| {
        let lines = CORPUS
            .iter()
            .map(|d| kepl::yiddish::normalize(black_box(&d.headline)));
        lines.map(|line| line.text.len()).sum::<usize>()
    });
}

/// Lines a second put into standard spelling.
#[divan::bench]
fn spell(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(CORPUS.len())).bench(|| {
        let lines = CORPUS
            .iter()
            .map(|d| GLOSSARY.normalize_line(black_box(&d.headline), Spelling::Yivo));
        lines.map(|line| line.len()).sum::<usize>()
    });
}

/// Lines a second put into Latin letters.
#[divan::bench]
fn romanize(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(CORPUS.len())).bench(|| {
        let lines = CORPUS
            .iter()
            .map(|d| GLOSSARY.romanize(black_box(&d.headline)));
        lines.map(|line| line.len()).sum::<usize>()
    });
}

/// Words a second looked up.
#[divan::bench]
fn lookup(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(WORDS.len())).bench(|| {
        let words = WORDS.iter().map(|word| GLOSSARY.lookup(black_box(word)));
        words.filter(|found| found.known).count()
    });
}
