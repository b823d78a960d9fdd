//! Fits the coefficients of `glossaries/tables/confidence.csv` and draws how well they hold.
//!
//! ```sh
//! cargo run --release --example calibrate -- tests/documents/gold.jsonl > confidence.csv
//! ```
//!
//! Reads headline, body and gold pairs from JSON Lines, aligns, and fits a logistic model of
//! whether a pair is right by gradient descent with a little shrinkage. Half of the documents are
//! kept for the reliability diagram, `docs/reliability.svg`, which shows for pairs of each
//! confidence what share of them is right.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;

use kepl::align::confidence::FEATURES;
use kepl::{Aligner, Body, Glossary, Headline};

#[derive(serde::Deserialize)]
struct Gold {
    headline: String,
    body: String,
    gold: BTreeMap<String, Vec<String>>,
}

type Sample = ([f32; FEATURES.len()], bool);

fn main() -> Result<(), Box<dyn Error>> {
    let glossary = Glossary::builtin();
    let (mut fit, mut held_out) = (Vec::new(), Vec::new());
    for path in std::env::args().skip(1) {
        for (i, line) in fs::read_to_string(path)?.lines().enumerate() {
            let document: Gold = serde_json::from_str(line)?;
            let side = if i % 2 == 0 { &mut fit } else { &mut held_out };
            samples(&glossary, &document, side);
        }
    }
    let held = weights(&fit);
    fs::write("docs/reliability.svg", diagram(&held, &held_out)?)?;
    fit.extend_from_slice(&held_out);
    println!("feature,weight");
    for (name, weight) in FEATURES.iter().zip(weights(&fit)) {
        println!("{name},{weight:.3}");
    }
    Ok(())
}

fn letters(text: &str) -> Vec<u8> {
    kepl::yiddish::key::of(text)
}

fn words(text: &str) -> Vec<String> {
    text.split([' ', '-', '–'])
        .map(kepl::english::fold)
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "the" | "a" | "an"))
        .collect()
}

fn samples(glossary: &Glossary, document: &Gold, out: &mut Vec<Sample>) {
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    for (pair, features) in Aligner::new(glossary).align_with_features(&headline, &body) {
        let Some(features) = features else { continue };
        let key = letters(&pair.yiddish);
        let Some((_, gold)) = document.gold.iter().find(|(term, _)| letters(term) == key) else {
            continue;
        };
        let found = words(&pair.english);
        let right = gold
            .iter()
            .map(|g| words(g))
            .any(|g| g.iter().all(|w| found.contains(w)) || found.iter().all(|w| g.contains(w)));
        out.push((features, right));
    }
}

fn probability(weights: &[f32], features: &[f32]) -> f32 {
    let score: f32 = weights.iter().zip(features).map(|(w, x)| w * x).sum();
    1.0 / (1.0 + (-score).exp())
}

/// Logistic regression: batch gradient descent, L2 on everything but the bias.
fn weights(samples: &[Sample]) -> Vec<f32> {
    const STEPS: usize = 20_000;
    const RATE: f32 = 0.5;
    const SHRINK: f32 = 0.002;
    let mut weights = vec![0.0_f32; FEATURES.len()];
    for _ in 0..STEPS {
        let mut gradient = vec![0.0_f32; FEATURES.len()];
        for (features, right) in samples {
            let error = probability(&weights, features) - f32::from(u8::from(*right));
            for (g, x) in gradient.iter_mut().zip(features) {
                *g += error * x;
            }
        }
        for (i, (w, g)) in weights.iter_mut().zip(&gradient).enumerate() {
            let shrink = if i == 0 { 0.0 } else { SHRINK * *w };
            *w -= RATE * (g / samples.len() as f32 + shrink);
        }
    }
    weights
}

/// The reliability diagram: a dot a band of confidence, its area the number of pairs.
fn diagram(weights: &[f32], samples: &[Sample]) -> Result<String, std::fmt::Error> {
    let mut bands = [(0.0_f32, 0.0_f32, 0.0_f32); 10];
    for (features, right) in samples {
        let p = probability(weights, features);
        let band = &mut bands[((p * 10.0) as usize).min(9)];
        band.0 += p;
        band.1 += f32::from(u8::from(*right));
        band.2 += 1.0;
    }
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 340 340\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Reliability of confidence: share of right pairs against confidence, on documents not used for fitting</title>\n\
         <rect width=\"340\" height=\"340\" fill=\"white\"/>\n\
         <path d=\"M40 300H300M40 300V40M40 300L300 40\" stroke=\"#999\" fill=\"none\"/>\n\
         <text x=\"130\" y=\"330\">confidence</text><text x=\"14\" y=\"200\" transform=\"rotate(-90 14 200)\">share right</text>\n",
    );
    for (p, right, n) in bands.into_iter().filter(|b| b.2 > 0.0) {
        writeln!(
            svg,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{:.1}\" fill=\"#0a6\" fill-opacity=\"0.6\"><title>{n} pairs: confidence {:.2}, right {:.2}</title></circle>",
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
