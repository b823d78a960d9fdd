//! Fits the coefficients of `glossaries/tables/consistency.csv` and draws how well they hold.
//!
//! ```sh
//! cargo run --release --example calibrate_check -- sentences.jsonl tests/documents/gold.jsonl \
//!     --altered tests/documents/altered.jsonl tests/documents/check.jsonl > consistency.csv
//! ```
//!
//! The files are JSON Lines of headlines with the stories that belong to them (`headline`, `body`). Of each pair
//! wrong ones are made: the story of another headline, and, where the headline tells all of the story, another number
//! and another name in it.
//! `--altered` names headlines made wrong by hand (`of`, the `id` of the right one, and `headline`). Where a line has
//! a headline `right` or `wrong` for its `body`, these are taken, and nothing is made. A logistic
//! model is fitted by gradient descent with a little shrinkage and then scaled, right and wrong pairs weighing the
//! same. Half of
//! the documents are kept for the reliability diagram, `docs/reliability-check.svg`, and the expected calibration
//! error; the coefficients printed are fitted to all.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;

use kepl::align::Alignment;
use kepl::check::score::{FEATURES, Features};
use kepl::check::{Checker, Settings};
use kepl::{Aligner, Body, Glossary, Headline};

#[derive(serde::Deserialize)]
struct Pair {
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    of: serde_json::Value,
    #[serde(default)]
    headline: String,
    #[serde(default)]
    body: String,
    right: Option<String>,
    wrong: Option<String>,
    /// A glossary that the headline is to be read with, which it is not here.
    glossary: Option<String>,
}

struct Sample {
    features: Features,
    fits: bool,
    weight: f32,
    /// The document it was made of.
    document: usize,
    /// The file the document is from, from 1.
    file: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let glossary = Glossary::builtin();
    let checker = Checker::new(&glossary).with_settings(Settings::default());
    let mut samples = Vec::new();
    let mut right: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let (mut documents, mut files) = (0, 0);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let by_hand = argument == "--altered";
        let path = if by_hand {
            arguments.next().ok_or("--altered needs a file")?
        } else {
            argument
        };
        let pairs: Vec<Pair> = fs::read_to_string(&path)?
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        if by_hand {
            for pair in &pairs {
                let (body, document) = right.get(&pair.of.to_string()).ok_or("unknown `of`")?;
                samples.push(sample(&checker, &pair.headline, body, false, *document));
            }
            mark(&mut samples, files);
            continue;
        }
        files += 1;
        let names: Vec<&str> = pairs.iter().flat_map(|p| names(&p.body)).collect();
        for (i, pair) in pairs.iter().enumerate() {
            let document = documents + i;
            if pair.right.is_some() || pair.wrong.is_some() {
                if pair.glossary.is_none() {
                    let given = [(&pair.right, true), (&pair.wrong, false)];
                    samples.extend(given.iter().filter_map(|(headline, fits)| {
                        let headline = headline.as_deref()?;
                        Some(sample(&checker, headline, &pair.body, *fits, document))
                    }));
                }
                continue;
            }
            right.insert(pair.id.to_string(), (pair.body.clone(), document));
            samples.push(sample(&checker, &pair.headline, &pair.body, true, document));
            let other = &pairs[(i + 37) % pairs.len()].body;
            let mut wrong = vec![other.clone()];
            if tells_all(pair) {
                wrong.extend(other_number(&pair.body, i));
                wrong.extend(other_name(&pair.body, &names, i));
            }
            for body in wrong {
                samples.push(sample(&checker, &pair.headline, &body, false, document));
            }
        }
        documents += pairs.len();
        mark(&mut samples, files);
    }
    balance(&mut samples);
    let (fit, held): (Vec<&Sample>, Vec<&Sample>) =
        samples.iter().partition(|s| s.document % 2 == 0);
    let half = weights(&fit);
    fs::write("docs/reliability-check.svg", diagram(&half, &held)?)?;
    eprintln!(
        "{} pairs; expected calibration error on the half not fitted: {:.3}",
        samples.len(),
        calibration_error(&half, &held)
    );
    println!("feature,weight");
    for (name, weight) in FEATURES
        .iter()
        .zip(weights(&samples.iter().collect::<Vec<_>>()))
    {
        println!("{name},{weight:.3}");
    }
    Ok(())
}

fn sample(checker: &Checker, headline: &str, body: &str, fits: bool, document: usize) -> Sample {
    let headline = Headline::parse(headline);
    let body = Body::parse(body);
    let alignment = Alignment {
        document: String::new(),
        pairs: Aligner::new(checker.glossary()).align(&headline, &body),
    };
    Sample {
        features: checker.features(&headline, &body, &alignment),
        fits,
        weight: 1.0,
        document,
        file: 0,
    }
}

/// Whether the headline is so long beside its story that it tells all of it. Of a longer story a number or name
/// may be made another, and the headline, which leaves it out, still fits.
fn tells_all(pair: &Pair) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    3 * words(&pair.headline) >= 2 * words(&pair.body)
}

/// The samples that were added last are of file `file`.
fn mark(samples: &mut [Sample], file: usize) {
    for sample in samples.iter_mut().filter(|s| s.file == 0) {
        sample.file = file;
    }
}

/// Of every file right and wrong pairs weigh the same, and all files do.
fn balance(samples: &mut [Sample]) {
    let mut counts: BTreeMap<(usize, bool), f32> = BTreeMap::new();
    for sample in samples.iter() {
        *counts.entry((sample.file, sample.fits)).or_default() += 1.0;
    }
    let share = samples.len() as f32 / counts.len() as f32;
    for sample in samples {
        sample.weight = share / counts[&(sample.file, sample.fits)];
    }
}

/// Runs of capitalized words inside sentences.
fn names(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start: Option<usize> = None;
    let mut at = 0;
    let mut inside = false;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let capital = bare.starts_with(char::is_uppercase) && bare.len() >= 4;
        let letters = bare.chars().all(char::is_alphabetic);
        if capital && inside && letters {
            start.get_or_insert(at);
        } else if let Some(first) = start.take() {
            out.push(text[first..at].trim_end());
        }
        inside = bare.ends_with(|c: char| c.is_lowercase() || c == ',');
        at += word.len();
    }
    out
}

fn other_name(text: &str, all: &[&str], seed: usize) -> Option<String> {
    let own = names(text);
    let name = own.get(seed % own.len().max(1))?;
    let other = all.iter().cycle().skip(seed * 7919 % all.len());
    let other = other.take(all.len()).find(|o| *o != name)?;
    Some(text.replace(name, other))
}

fn other_number(text: &str, seed: usize) -> Option<String> {
    let runs: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|r| !r.is_empty())
        .collect();
    let run = runs.get(seed % runs.len().max(1))?;
    let value: u64 = run.parse().ok()?;
    Some(text.replace(run, &(value + [1, 2, 3, 5, 7, 11][seed % 6]).to_string()))
}

fn sum(weights: &[f32], features: &[f32]) -> f32 {
    weights.iter().zip(features).map(|(w, x)| w * x).sum()
}

fn sigmoid(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

fn probability(weights: &[f32], features: &[f32]) -> f32 {
    sigmoid(sum(weights, features))
}

/// Logistic regression: batch gradient descent, L2 on everything but the bias.
fn weights(samples: &[&Sample]) -> Vec<f32> {
    const STEPS: usize = 12_000;
    const RATE: f32 = 0.5;
    const SHRINK: f32 = 0.002;
    const LEAST_WEIGHT: f32 = 0.1;
    let total: f32 = samples.iter().map(|s| s.weight).sum();
    let mut weights = vec![0.0_f32; FEATURES.len()];
    for _ in 0..STEPS {
        let mut gradient = vec![0.0_f32; FEATURES.len()];
        for sample in samples {
            let aim = f32::from(u8::from(sample.fits));
            let error = probability(&weights, &sample.features) - aim;
            for (g, x) in gradient.iter_mut().zip(&sample.features) {
                *g += sample.weight * error * x;
            }
        }
        for (i, (w, g)) in weights.iter_mut().zip(&gradient).enumerate() {
            let shrink = if i == 0 { 0.0 } else { SHRINK * *w };
            *w -= RATE * (g / total + shrink);
            // What speaks against a headline must never raise its score, however the samples fell out.
            let (least, most) = match i {
                0 => (f32::NEG_INFINITY, f32::INFINITY),
                1..=4 => (LEAST_WEIGHT, f32::INFINITY),
                _ => (f32::NEG_INFINITY, -LEAST_WEIGHT),
            };
            *w = w.clamp(least, most);
        }
    }
    scaled(weights, samples, total)
}

/// The weights times what makes their probabilities the surest that the samples bear out: shrinkage, which ranks
/// better, makes them too timid.
fn scaled(mut weights: Vec<f32>, samples: &[&Sample], total: f32) -> Vec<f32> {
    const STEPS: usize = 4000;
    const RATE: f32 = 0.2;
    let sums: Vec<f32> = samples.iter().map(|s| sum(&weights, &s.features)).collect();
    let (mut scale, mut offset) = (1.0_f32, 0.0_f32);
    for _ in 0..STEPS {
        let (mut by_scale, mut by_offset) = (0.0_f32, 0.0_f32);
        for (sample, sum) in samples.iter().zip(&sums) {
            let aim = f32::from(u8::from(sample.fits));
            let error = sample.weight * (sigmoid(scale * sum + offset) - aim);
            by_scale += error * sum;
            by_offset += error;
        }
        scale -= RATE * by_scale / total;
        offset -= RATE * by_offset / total;
    }
    for weight in &mut weights {
        *weight *= scale;
    }
    weights[0] += offset;
    weights
}

/// Sums of one band of scores: weight, score, right ones.
type Band = (f32, f32, f32);

fn bands(weights: &[f32], samples: &[&Sample]) -> [Band; 10] {
    let mut bands = [(0.0, 0.0, 0.0); 10];
    for sample in samples {
        let p = probability(weights, &sample.features);
        let band: &mut Band = &mut bands[((p * 10.0) as usize).min(9)];
        band.0 += sample.weight;
        band.1 += sample.weight * p;
        band.2 += sample.weight * f32::from(u8::from(sample.fits));
    }
    bands
}

/// How far score and share of right pairs are apart, on average over the bands.
fn calibration_error(weights: &[f32], samples: &[&Sample]) -> f32 {
    let total: f32 = samples.iter().map(|s| s.weight).sum();
    let bands = bands(weights, samples);
    bands.iter().map(|b| (b.1 - b.2).abs()).sum::<f32>() / total
}

/// The reliability diagram: a dot a band of scores, its area the weight of the pairs.
fn diagram(weights: &[f32], samples: &[&Sample]) -> Result<String, std::fmt::Error> {
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 340 340\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Reliability of the score: share of headlines that fit against score, on documents not used for fitting</title>\n\
         <rect width=\"340\" height=\"340\" fill=\"white\"/>\n\
         <path d=\"M40 300H300M40 300V40M40 300L300 40\" stroke=\"#999\" fill=\"none\"/>\n\
         <text x=\"150\" y=\"330\">score</text><text x=\"14\" y=\"200\" transform=\"rotate(-90 14 200)\">share that fits</text>\n",
    );
    for (n, p, right) in bands(weights, samples).into_iter().filter(|b| b.0 > 0.0) {
        writeln!(
            svg,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\" fill=\"#0a6\" fill-opacity=\"0.6\"><title>weight {n:.0}: score {:.2}, fits {:.2}</title></circle>",
            40.0 + 260.0 * p / n,
            300.0 - 260.0 * right / n,
            2.0 + n.sqrt(),
            p / n,
            right / n,
        )?;
    }
    svg.push_str("</svg>\n");
    Ok(svg)
}
