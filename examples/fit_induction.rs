//! Fits the coefficients of `glossaries/tables/induction.csv`.
//!
//! ```sh
//! cargo run --release --example fit_induction -- corpus.jsonl > induction.csv
//! ```
//!
//! Hides a random fifth of the glossary's own words at a time, asks for them again over the corpus, and
//! fits a logistic model of whether a pair of an absent word and an English one is in the entry that was
//! hidden. Standard error says how the probabilities hold on words that were not fitted on.

use std::error::Error;

use kepl::document::{Document, Input, ReadOptions, expand, read};
use kepl::english::Lexicon;
use kepl::glossary::Glossary;
use kepl::induce::features::{FEATURES, Features, RIVALS, rivals};
use kepl::induce::hash::{hash_bytes, mix};
use kepl::induce::residue::State;
use kepl::induce::words::{classes_of_sense, family};
use kepl::induce::{Counted, Inducer};
use kepl::yiddish::key;
use rustc_hash::FxHashSet;

/// A pair: its features, whether it is right, and the fold its word is in.
struct Sample {
    features: Features,
    right: bool,
    fold: u64,
    /// Samples of one word stand together and share this.
    word: usize,
}

const FOLDS: u64 = 5;
/// Ways of cutting the glossary into fifths.
const CUTS: u64 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<std::path::PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    let inputs: Vec<Input> = expand(&paths, &["headline"])
        .into_iter()
        .collect::<Result<_, _>>()?;
    let documents: Vec<Document> = inputs
        .iter()
        .flat_map(|input| read(input, &ReadOptions::default()))
        .filter_map(|record| Some(record.ok()?.document))
        .collect();
    let whole = Glossary::builtin();
    let mut samples = Vec::new();
    for cut in 0..CUTS {
        for fold in 0..FOLDS {
            let hidden: Vec<String> = whole
                .entries()
                .into_iter()
                .filter(|e| mix(hash_bytes(&key::of(&e.lemma())) ^ cut) % FOLDS == fold)
                .map(|e| e.lemma())
                .collect();
            let keys: FxHashSet<Vec<u8>> = hidden.iter().map(|l| key::of(l)).collect();
            let glossary = Glossary::builtin().without(hidden.iter().map(String::as_str));
            let mut inducer = Inducer::new(&glossary)?;
            for document in &documents {
                inducer.add(document)?;
            }
            judge(&whole, &keys, &inducer.count()?, &mut samples);
            eprintln!("cut {cut}, fifth {fold}: {} pairs", samples.len());
        }
    }
    report(&samples);
    println!("feature,weight");
    let all: Vec<&Sample> = samples.iter().collect();
    let weights = fit(&pairs_of(&all));
    let second = fit(&ranked(&all, &weights));
    let names = FEATURES.iter().chain(&RIVALS);
    for (name, weight) in names.zip(weights.iter().chain(&second)) {
        println!("{name},{weight:.3}");
    }
    Ok(())
}

/// Adds the pairs of words that were hidden, judged by their entries.
fn judge(whole: &Glossary, hidden: &FxHashSet<Vec<u8>>, counted: &Counted, out: &mut Vec<Sample>) {
    let scored = &counted.scored;
    for run in scored.chunk_by(|a, b| counted.pairs[a.pair].unit == counted.pairs[b.pair].unit) {
        let unit = &counted.census.units[counted.pairs[run[0].pair].unit as usize];
        let mut senses: FxHashSet<String> = FxHashSet::default();
        let mut known: FxHashSet<String> = FxHashSet::default();
        let mut asked = false;
        for form in unit.forms.iter().chain([&unit.key]) {
            for reading in whole.readings(form) {
                let entry = reading.entry();
                if hidden.contains(&key::of(entry.lemma())) {
                    asked = true;
                    senses.extend(entry.senses().flat_map(classes_of_sense));
                }
            }
        }
        if !asked {
            // What a known word means besides its senses is mostly a looser translation; a synonym of
            // one of them may pass for a further sense.
            if unit.state != State::Unsupported {
                continue;
            }
            for reading in whole.exact(&unit.key) {
                for sense in reading.entry().senses().flat_map(classes_of_sense) {
                    known.extend(family(&sense));
                    senses.extend(synonyms(&sense));
                    known.insert(sense);
                }
            }
        }
        let fold = mix(hash_bytes(&unit.key)) % FOLDS;
        let out_word = out.last().map_or(0, |s| s.word + 1);
        for s in run {
            let class = &counted.census.classes[counted.pairs[s.pair].class as usize];
            if known.contains(&class.word) {
                continue;
            }
            out.push(Sample {
                features: s.features,
                right: senses.contains(&class.word),
                fold,
                word: out_word,
            });
        }
    }
}

fn synonyms(class: &str) -> Vec<String> {
    let lexicon = Lexicon::get();
    let ids = lexicon.find(class).into_iter();
    ids.flat_map(|id| lexicon.synonyms(id))
        .map(|id| lexicon.word(id).to_owned())
        .collect()
}

fn odds(weights: &[f64], features: &[f32]) -> f64 {
    weights
        .iter()
        .zip(features)
        .map(|(w, &x)| w * f64::from(x))
        .sum()
}

fn probability(weights: &[f64], features: &[f32]) -> f64 {
    1.0 / (1.0 + (-odds(weights, features)).exp())
}

/// Of each word's pairs, best first, what they are among their rivals.
fn ranked(samples: &[&Sample], weights: &[f64]) -> Vec<(Vec<f32>, bool)> {
    let mut out = Vec::new();
    for word in samples.chunk_by(|a, b| a.word == b.word) {
        let mut own: Vec<(f64, bool)> = word
            .iter()
            .map(|s| (odds(weights, &s.features), s.right))
            .collect();
        own.sort_by(|a, b| b.0.total_cmp(&a.0));
        own.truncate(10);
        let all: Vec<f64> = own.iter().map(|o| o.0).collect();
        let ranks = own.iter().enumerate();
        out.extend(ranks.map(|(rank, o)| (rivals(&all, rank).to_vec(), o.1)));
    }
    out
}

fn pairs_of(samples: &[&Sample]) -> Vec<(Vec<f32>, bool)> {
    let pairs = samples.iter().map(|s| (s.features.to_vec(), s.right));
    pairs.collect()
}

/// How much weights are drawn towards 0, all but the constant.
const SHRINK: f64 = 2.0;

/// Logistic regression by Newton's method, with a little shrinkage.
fn fit(samples: &[(Vec<f32>, bool)]) -> Vec<f64> {
    let n = samples.first().map_or(0, |s| s.0.len());
    let mut weights = vec![0.0; n];
    for _ in 0..25 {
        let mut gradient = vec![0.0; n];
        let mut hessian = vec![vec![0.0; n]; n];
        for (features, right) in samples {
            let p = probability(&weights, features);
            let error = f64::from(u8::from(*right)) - p;
            let spread = (p * (1.0 - p)).max(1e-9);
            for i in 0..n {
                let x = f64::from(features[i]);
                if x == 0.0 {
                    continue;
                }
                gradient[i] += error * x;
                for j in 0..=i {
                    hessian[i][j] += spread * x * f64::from(features[j]);
                }
            }
        }
        for i in 0..n {
            let shrink = if i == 0 { 1e-6 } else { SHRINK };
            gradient[i] -= shrink * weights[i];
            hessian[i][i] += shrink;
            let row = hessian[i].clone();
            for (upper, &lower) in hessian.iter_mut().zip(&row).take(i) {
                upper[i] = lower;
            }
        }
        for (w, step) in weights.iter_mut().zip(solve(hessian, gradient)) {
            *w += step;
        }
    }
    weights
}

/// Solves a system of linear equations by elimination.
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = (i..n)
            .max_by(|&p, &q| a[p][i].abs().total_cmp(&a[q][i].abs()))
            .unwrap_or(i);
        a.swap(i, pivot);
        b.swap(i, pivot);
        for row in i + 1..n {
            let factor = a[row][i] / a[i][i];
            let (above, below) = a.split_at_mut(row);
            for (x, y) in below[0].iter_mut().zip(&above[i]).skip(i) {
                *x -= factor * y;
            }
            b[row] -= factor * b[i];
        }
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| a[i][j] * b[j]).sum();
        b[i] = (b[i] - known) / a[i][i];
    }
    b
}

/// Prints how many pairs of each probability are right, each fold by a model fitted on the others.
fn report(samples: &[Sample]) {
    let mut judged: Vec<(f64, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Sample> = samples.iter().filter(|s| s.fold != fold).collect();
        let weights = fit(&pairs_of(&others));
        let second = fit(&ranked(&others, &weights));
        let own: Vec<&Sample> = samples.iter().filter(|s| s.fold == fold).collect();
        let own = ranked(&own, &weights).into_iter();
        judged.extend(own.map(|(features, right)| (probability(&second, &features), right)));
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    for band in (0..10).rev() {
        let of = judged
            .iter()
            .filter(|j| ((j.0 * 10.0) as usize).min(9) == band);
        let (n, right) = of.fold((0, 0), |(n, r), j| (n + 1, r + usize::from(j.1)));
        if n > 0 {
            eprintln!(
                "{:.1} to {:.1}: {n} pairs, {:.3} right",
                band as f64 / 10.0,
                (band + 1) as f64 / 10.0,
                f64::from(right as u32) / f64::from(n)
            );
        }
    }
    let all = judged.iter().filter(|j| j.1).count();
    for n in [100, 300, 1000, 3000] {
        let right = judged.iter().take(n).filter(|j| j.1).count();
        eprintln!("best {n}: {right} right of {all}");
    }
}
