//! Pooling: forms of one unknown lemma are counted together.
//!
//! The endings of `glossaries/tables/inflection.csv` are taken off every unknown form; a lemma that
//! several forms of the corpus could come from is taken to be theirs.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::glossary::entry::Pos;
use crate::tables::INFLECTION;
use crate::yiddish::key;

/// An unknown form with the number of documents it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Its key.
    pub key: Vec<u8>,
    /// Documents.
    pub count: u64,
}

/// A lemma that several forms could come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Pool {
    /// The key of the lemma.
    pub lemma: Vec<u8>,
    /// Its part of speech.
    pub pos: Pos,
    /// Indices of its forms.
    pub forms: Vec<usize>,
}

/// What must be left of a word without its ending, in letters.
const SHORTEST_STEM: usize = 3;
/// Rules dearer than this make new words, or are too rare to be told from chance.
const DEAREST: f32 = 0.2;

/// How a form comes from a lemma: what is taken off, what is put on.
struct Ending {
    pos: Pos,
    prefix: Vec<u8>,
    suffix: Vec<u8>,
    /// What the lemma has after the stem.
    lemma: &'static [&'static str],
}

fn endings() -> Vec<Ending> {
    const BARE: &[&str] = &[""];
    const INFINITIVE: &[&str] = &["ן", "ען"];
    let ge = key::of("גע");
    let mut out = Vec::new();
    for rule in INFLECTION.iter().filter(|r| r.cost <= DEAREST) {
        let Ok(pos) = rule.pos.parse::<Pos>() else {
            continue;
        };
        let suffix = key::of(rule.suffix);
        let mut add = |prefix: &[u8], suffix: Vec<u8>, lemma| {
            out.push(Ending {
                pos,
                prefix: prefix.to_vec(),
                suffix,
                lemma,
            });
        };
        match (pos, rule.base) {
            (Pos::Noun | Pos::Adj | Pos::Place, "lemma" | "adj" | "long" | "hebrew") => {
                add(&[], suffix, BARE);
            }
            (Pos::Verb, "stem") => add(&[], suffix, INFINITIVE),
            // Participles end in -t before any other ending.
            (Pos::Verb, "participle" | "participle-adj") => {
                let mut long = key::of("ט");
                long.extend(&suffix);
                add(&ge, long.clone(), INFINITIVE);
                add(&[], long, INFINITIVE);
            }
            (Pos::Verb, "lemma") if rule.rule == "infinitive" => {
                add(&[], key::of("ן"), &["ן"]);
                add(&[], key::of("ען"), &["ען"]);
            }
            _ => {}
        }
    }
    out
}

/// The pools of `forms`, each form in one at most.
pub fn pools(forms: &[Form]) -> Vec<Pool> {
    let endings = endings();
    let mut guesses: FxHashMap<(Vec<u8>, Pos), Vec<usize>> = FxHashMap::default();
    for (i, form) in forms.iter().enumerate() {
        let mut own: FxHashSet<(Vec<u8>, Pos)> = FxHashSet::default();
        for ending in &endings {
            let Some(stem) = form
                .key
                .strip_prefix(ending.prefix.as_slice())
                .and_then(|k| k.strip_suffix(ending.suffix.as_slice()))
                .filter(|s| s.len() >= SHORTEST_STEM)
            else {
                continue;
            };
            for end in ending.lemma {
                let mut lemma = stem.to_vec();
                key::push(end, &mut lemma);
                own.insert((lemma, ending.pos));
            }
        }
        for guess in own {
            guesses.entry(guess).or_default().push(i);
        }
    }
    let attested: FxHashSet<&[u8]> = forms.iter().map(|f| f.key.as_slice()).collect();
    let mut ranked: Vec<Ranked> = guesses
        .into_iter()
        .filter(|(_, members)| members.len() > 1)
        .map(|((lemma, pos), members)| Ranked {
            members: members.len() + usize::from(attested.contains(lemma.as_slice())),
            count: members.iter().map(|&i| forms[i].count).sum(),
            pool: Pool {
                lemma,
                pos,
                forms: members,
            },
        })
        .collect();
    ranked.sort_by(|a, b| {
        (b.members, b.count)
            .cmp(&(a.members, a.count))
            .then_with(|| (&a.pool.lemma, a.pool.pos).cmp(&(&b.pool.lemma, b.pool.pos)))
    });
    let mut taken = vec![false; forms.len()];
    let mut out = Vec::new();
    for Ranked { mut pool, .. } in ranked {
        pool.forms.retain(|&i| !taken[i]);
        if pool.forms.len() > 1 {
            pool.forms.iter().for_each(|&i| taken[i] = true);
            out.push(pool);
        }
    }
    out
}

struct Ranked {
    members: usize,
    count: u64,
    pool: Pool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pooled(words: &[&str]) -> Vec<(String, Pos, usize)> {
        let forms: Vec<Form> = words
            .iter()
            .map(|w| Form {
                key: key::of(w),
                count: 1,
            })
            .collect();
        pools(&forms)
            .into_iter()
            .map(|p| (key::show(&p.lemma), p.pos, p.forms.len()))
            .collect()
    }

    #[test]
    fn forms_of_a_verb_come_together() {
        let found = pooled(&["בלאזשקען", "בלאזשקעט", "געבלאזשקעט"]);
        assert_eq!(found, [(key::show(&key::of("בלאזשקען")), Pos::Verb, 3)]);
    }

    #[test]
    fn forms_of_an_adjective_come_together() {
        let found = pooled(&["קרימפיש", "קרימפישע", "קרימפישער", "קרימפישן"]);
        assert_eq!(found, [(key::show(&key::of("קרימפיש")), Pos::Adj, 4)]);
    }

    #[test]
    fn strangers_stay_apart() {
        assert_eq!(pooled(&["בלאזשקען", "קרימפישע"]), []);
    }
}
