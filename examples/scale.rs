//! The two ends of the measurements in `docs/performance.md`: a corpus of any size, and the least that
//! reading it can cost.
//!
//! ```text
//! cargo run --release --example scale -- generate 100000 > corpus.jsonl
//! cargo run --release --example scale -- bare corpus.jsonl
//! ```

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

use serde::Deserialize;
use serde_json::json;

/// The same allocator as in the binary, so that the two can be compared.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["generate", number] => generate(number.parse()?),
        ["bare", file] => bare(file),
        _ => Err("usage: scale generate NUMBER | scale bare FILE".into()),
    }
}

/// Writes so many documents as JSON Lines.
fn generate(number: usize) -> Result<(), Box<dyn Error>> {
    let mut output = BufWriter::new(io::stdout().lock());
    for number in 0..number {
        let document = corpus::document(number);
        let line = json!({
            "id": document.id,
            "headline": document.headline,
            "body": document.body,
        });
        serde_json::to_writer(&mut output, &line)?;
        output.write_all(b"\n")?;
    }
    Ok(output.flush()?)
}

#[derive(Deserialize)]
struct Record {
    headline: String,
    body: String,
}

/// Decodes the file, as every reader must, and counts the words and the bytes of the stories.
fn bare(file: &str) -> Result<(), Box<dyn Error>> {
    let mut input = BufReader::with_capacity(1 << 16, File::open(file)?);
    let mut line = String::new();
    let (mut documents, mut words, mut bytes) = (0_usize, 0_usize, 0_usize);
    while input.read_line(&mut line)? > 0 {
        let record: Record = serde_json::from_str(&line)?;
        let texts = [&record.headline, &record.body];
        words += texts
            .iter()
            .map(|text| text.split_whitespace().count())
            .sum::<usize>();
        bytes += record.body.len();
        documents += 1;
        line.clear();
    }
    println!("{documents} documents, {words} words, {bytes} bytes of stories");
    Ok(())
}
