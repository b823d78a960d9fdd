//! Words that the user's own glossary forbids, or for which it prefers others.

use rustc_hash::FxHashMap;

use crate::check::case::{Case, Kind, Term};
use crate::check::cues::is_form;
use crate::check::finding::{Finding, Severity};
use crate::check::rules::{Code, Rule};
use crate::english::fold;
use crate::glossary::Glossary;
use crate::glossary::analyse::Reading;
use crate::glossary::entry::Pos;
use crate::yiddish::key;

/// Finds forbidden and non-preferred renderings.
pub struct Rendering {
    /// Forbidden senses by the key of the lemma.
    forbidden: FxHashMap<Vec<u8>, Vec<String>>,
    /// The lemma to be used for a sense.
    wanted: FxHashMap<String, String>,
    /// The preferred word for a sense.
    preferred: FxHashMap<String, Preferred>,
}

/// A word that the glossary prefers.
#[derive(Clone)]
struct Preferred {
    lemma: String,
    /// The keys of its lemmas in the whole glossary: it may be spelled otherwise there.
    keys: Vec<Vec<u8>>,
    /// What parts of speech it is there.
    pos: Vec<Pos>,
}

impl Preferred {
    fn new(lemma: &str, glossary: &Glossary) -> Self {
        let own = key::of(lemma);
        let mut readings = glossary.readings(&own);
        let least = readings.first().map_or(0.0, |r| r.cost);
        readings.retain(|r| r.cost <= least);
        Self {
            lemma: lemma.to_owned(),
            pos: readings.iter().filter_map(Reading::pos).collect(),
            keys: readings
                .iter()
                .map(|r| key::of(&r.entry().lemma().replace('|', "")))
                .chain([own])
                .collect(),
        }
    }

    /// Whether a term might stand for it, and is another word.
    fn is_better_than(&self, term: &Term) -> bool {
        let own = [key::of(&term.pair.lemma), key::of(&term.pair.normalized)];
        let pos = term.pair.pos.parse::<Pos>();
        let comparable = self.pos.is_empty() || pos.map_or(true, |p| self.pos.contains(&p));
        comparable && !own.iter().any(|k| self.keys.contains(k))
    }
}

const FORBIDDEN: Code = Code {
    name: "forbidden-term",
    severity: Severity::Error,
    says: "the glossary forbids the word for what the story says",
};
const NOT_PREFERRED: Code = Code {
    name: "non-preferred-term",
    severity: Severity::Note,
    says: "the glossary prefers another word for what the story says",
};

impl Rendering {
    /// Gathers what the layers over the default glossary say.
    pub fn new(glossary: &Glossary) -> Self {
        let mut rule = Self {
            forbidden: FxHashMap::default(),
            wanted: FxHashMap::default(),
            preferred: FxHashMap::default(),
        };
        for layer in glossary.layers().skip(1) {
            for entry in (0..layer.len() as u32).map(|id| layer.entry(id)) {
                let lemma = entry.lemma().replace('|', "");
                let senses = || entry.senses().map(fold);
                if entry.is_forbidden() {
                    rule.forbidden
                        .entry(key::of(&lemma))
                        .or_default()
                        .extend(senses());
                    continue;
                }
                rule.wanted.extend(senses().map(|s| (s, lemma.clone())));
                if entry.tags().any(|t| t == "preferred") {
                    let word = Preferred::new(&lemma, glossary);
                    rule.preferred.extend(senses().map(|s| (s, word.clone())));
                }
            }
        }
        rule
    }

    fn forbidden<'s>(&'s self, case: &Case, term: &Term) -> Option<&'s str> {
        let keys = [key::of(&term.pair.lemma), key::of(&term.pair.normalized)];
        let senses = keys.iter().find_map(|k| self.forbidden.get(k))?;
        senses
            .iter()
            .map(String::as_str)
            .find(|s| says(case, term, s))
    }
}

/// Whether the story's words for a term are a form of `sense`.
fn says(case: &Case, term: &Term, sense: &str) -> bool {
    let Some(words) = &term.words else {
        return false;
    };
    let own: Vec<&str> = sense.split([' ', '-']).collect();
    own.len() == words.len()
        && own
            .iter()
            .zip(words.clone())
            .all(|(w, at)| is_form(w, case.body.words[at].hash))
}

impl Rule for Rendering {
    fn codes(&self) -> &[Code] {
        &[FORBIDDEN, NOT_PREFERRED]
    }

    fn find(&self, case: &Case, findings: &mut Vec<Finding>) {
        if self.forbidden.is_empty() && self.preferred.is_empty() {
            return;
        }
        for term in case.terms.iter().filter(|t| t.kind != Kind::Function) {
            let yiddish = &term.pair.yiddish;
            let words = term.words.clone();
            if let Some(sense) = self.forbidden(case, term) {
                let message = format!("the glossary forbids {yiddish} for “{sense}”");
                let advice = self.wanted.get(sense).map_or_else(
                    || "use another word".to_owned(),
                    |lemma| format!("write {lemma}"),
                );
                findings.push(case.about_term(&FORBIDDEN, term, words, message, advice));
                continue;
            }
            let better = self
                .preferred
                .iter()
                .filter(|(sense, word)| word.is_better_than(term) && says(case, term, sense))
                .map(|(sense, word)| (sense, &word.lemma))
                .min();
            if let Some((sense, lemma)) = better {
                let message = format!("the glossary prefers {lemma} to {yiddish} for “{sense}”");
                let advice = format!("write {lemma}");
                findings.push(case.about_term(&NOT_PREFERRED, term, words, message, advice));
            }
        }
    }
}
