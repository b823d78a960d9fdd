//! Spellings: finding a word that the glossary spells otherwise.
//!
//! The rules of `glossaries/tables/spelling.csv` say which letters of the press stand for which
//! letters of the glossary, and at what cost. They are applied while walking the automaton of the
//! glossary's forms, so that only spellings of real words are ever followed.

use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst, Output};

use super::key;
use crate::blob::Blob;
use crate::tables::{SPELLING, SpellingRule};

/// A form that a key may be a spelling of.
#[derive(Debug, Clone, PartialEq)]
pub struct Respelled {
    /// How much of the key was used.
    pub end: usize,
    /// The automaton's value for the form.
    pub value: u64,
    /// Sum of the costs of the rules applied, 0 where the key is spelled as in the glossary.
    pub cost: f32,
    /// The key of the form, as the glossary spells it.
    pub form: Vec<u8>,
    /// The rules applied, as indices into [`SPELLING`].
    pub rules: Vec<u8>,
}

/// The most rules one word may need.
const MOST_RULES: usize = 3;

/// Rules by the first letter they look for.
static BY_LETTER: LazyLock<[Vec<u8>; 32]> = LazyLock::new(|| {
    let mut by: [Vec<u8>; 32] = Default::default();
    for (i, rule) in SPELLING.iter().enumerate() {
        if let (Some(first), Ok(i)) = (rule.from.first(), u8::try_from(i)) {
            by[usize::from(first & 31)].push(i);
        }
    }
    by
});

/// Which ends of the key count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Forms of the whole key.
    Whole,
    /// Forms of every beginning of the key.
    Prefixes,
}

/// Forms that `key` can be a spelling of, at no more than `budget`; cheapest first.
pub fn respell(automaton: &Fst<Blob>, key: &[u8], budget: f32, extent: Extent) -> Vec<Respelled> {
    let mut walk = Walk {
        automaton,
        key,
        budget,
        extent,
        rules: Vec::new(),
        form: Vec::new(),
        found: Vec::new(),
    };
    walk.step(automaton.root().addr(), Output::zero(), 0, 0.0);
    let mut found = walk.found;
    found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.value.cmp(&b.value)));
    let mut kept = 0;
    for i in 0..found.len() {
        let again = found[..kept]
            .iter()
            .any(|r| (r.end, r.value) == (found[i].end, found[i].value));
        if !again {
            found.swap(kept, i);
            kept += 1;
        }
    }
    found.truncate(kept);
    found
}

struct Walk<'a> {
    automaton: &'a Fst<Blob>,
    key: &'a [u8],
    budget: f32,
    extent: Extent,
    rules: Vec<u8>,
    form: Vec<u8>,
    found: Vec<Respelled>,
}

impl Walk<'_> {
    fn step(&mut self, addr: CompiledAddr, output: Output, at: usize, cost: f32) {
        let node = self.automaton.node(addr);
        let ends = match self.extent {
            Extent::Whole => at == self.key.len(),
            Extent::Prefixes => at > 0,
        };
        if ends && node.is_final() {
            self.found.push(Respelled {
                end: at,
                value: output.cat(node.final_output()).value(),
                cost,
                form: self.form.clone(),
                rules: self.rules.clone(),
            });
        }
        let Some(&byte) = self.key.get(at) else {
            return;
        };
        if let Some(i) = node.find_input(byte) {
            let t = node.transition(i);
            self.form.push(byte);
            self.step(t.addr, output.cat(t.out), at + 1, cost);
            self.form.pop();
        }
        if self.rules.len() == MOST_RULES {
            return;
        }
        for &i in &BY_LETTER[usize::from(byte & 31)] {
            let rule = &SPELLING[usize::from(i)];
            if cost + rule.cost > self.budget || !self.applies(rule, at) {
                continue;
            }
            if let Some((next, out)) = self.follow(addr, output, rule.to) {
                self.rules.push(i);
                self.form.extend(rule.to);
                self.step(next, out, at + rule.from.len(), cost + rule.cost);
                self.form.truncate(self.form.len() - rule.to.len());
                self.rules.pop();
            }
        }
    }

    fn follow(
        &self,
        mut addr: CompiledAddr,
        mut output: Output,
        bytes: &[u8],
    ) -> Option<(CompiledAddr, Output)> {
        for &byte in bytes {
            let node = self.automaton.node(addr);
            let t = node.transition(node.find_input(byte)?);
            output = output.cat(t.out);
            addr = t.addr;
        }
        Some((addr, output))
    }

    fn applies(&self, rule: &SpellingRule, at: usize) -> bool {
        self.key[at..].starts_with(rule.from)
            && neighbour(rule.before, at.checked_sub(1).and_then(|i| self.key.get(i)))
            && neighbour(rule.after, self.key.get(at + rule.from.len()))
    }
}

/// Whether what stands beside the letters is what the rule asks for.
fn neighbour(wanted: &str, found: Option<&u8>) -> bool {
    match (wanted, found) {
        ("", _) | ("^" | "$", None) => true,
        ("^" | "$", Some(_)) | (_, None) => false,
        ("V", Some(&b)) => key::is_vowel(b),
        ("C", Some(&b)) => b.is_ascii_uppercase() && !key::is_vowel(b),
        (letters, Some(&b)) => letters.chars().any(|c| key::byte(c) == Some(b)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn automaton(words: &[&str]) -> Fst<Blob> {
        let mut keys: Vec<Vec<u8>> = words.iter().map(|w| key::of(w)).collect();
        keys.sort();
        let mut builder = fst::raw::Builder::memory();
        for (i, key) in keys.iter().enumerate() {
            builder.insert(key, i as u64).unwrap();
        }
        Fst::new(Blob::Owned(builder.into_inner().unwrap())).unwrap()
    }

    fn names(known: &str, written: &str) -> Option<Vec<&'static str>> {
        let found = respell(&automaton(&[known]), &key::of(written), 1.0, Extent::Whole);
        let best = found.first()?;
        Some(
            best.rules
                .iter()
                .map(|&r| SPELLING[usize::from(r)].rule)
                .collect(),
        )
    }

    #[test]
    fn press_spellings_lead_back() {
        for (known, written) in [
            ("געזען", "געזעהן"),
            ("וויכטיק", "וויכטיג"),
            ("מעגלעך", "מעגליך"),
            ("פֿאַרבינדונג", "פערבינדונג"),
            ("ייִד", "איד"),
            ("זאָגן", "זאגען"),
            ("וואַסער", "וואססער"),
        ] {
            let rules = names(known, written);
            assert!(rules.is_some_and(|r| r.len() == 1), "{written}");
        }
    }

    #[test]
    fn the_words_own_spelling_costs_nothing() {
        assert_eq!(names("קינד", "קינד"), Some(vec![]));
        assert_eq!(names("קינד", "מאַמע"), None);
    }

    #[test]
    fn prefixes_are_found_for_compounds() {
        let fst = automaton(&["שטאט", "ראט"]);
        let found = respell(&fst, &key::of("שטאטראט"), 0.0, Extent::Prefixes);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].end, 4);
    }
}
