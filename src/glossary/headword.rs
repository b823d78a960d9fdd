//! The headword a word belongs to: its lemma, part of speech and senses as a dictionary would have them.
//!
//! A form belongs under the lemma of its entry. A compound or a derived word is a word of its own: it is
//! put together from what the glossary has of its parts.

use super::analyse::{Derivation, Reading};
use super::entry::{Pos, split_values};
use crate::english::derive::{action, adjectival, agent, suffixed};
use crate::english::generate::{VerbForm, adverb, verb};
use crate::tables::{INFLECTION, InflectionRule, PREFIXES, SUFFIXES};
use crate::yiddish::key;
use crate::yiddish::letters::{is_letter, reshape};
use crate::yiddish::normalize::MAQAF;

/// Senses of a word that is put together.
const MOST: usize = 6;

impl Reading<'_> {
    /// The lemma of the word as it stands.
    pub fn lemma(&self) -> String {
        match &self.derivation {
            Derivation::None => match self.maker() {
                Some(rule) => with_ending(&self.form(), rule.suffix, dictionary_ending(rule)),
                None => self.entry().lemma().to_owned(),
            },
            Derivation::Suffix(i) => reshape(&format!("{}{}", self.form(), SUFFIXES[*i].lemma)),
            Derivation::Prefix(i) => format!("{}{}", PREFIXES[*i].prefix, self.entry().lemma()),
            Derivation::Compound(before) => {
                let mut out = String::new();
                let mut hebrew = false;
                for part in before {
                    hebrew |= self.index.entry(part.posting.entry).is_hebrew();
                    out.push_str(&self.index.form(&part.form, &part.posting));
                    out.push_str(&key::show(&part.link));
                }
                let head = self.base();
                // What is spelled traditionally is joined by a maqaf.
                if hebrew || head.entry().is_hebrew() {
                    out.push(MAQAF);
                }
                reshape(&(out + &head.lemma()))
            }
        }
    }

    /// Part of speech of that lemma.
    pub fn lemma_pos(&self) -> Option<Pos> {
        match self.derivation {
            Derivation::Suffix(i) => SUFFIXES[i].to.parse().ok(),
            _ => match self.maker() {
                Some(rule) => rule.makes.parse().ok(),
                None => self.entry().pos(),
            },
        }
    }

    /// What that lemma means, best first.
    pub fn lemma_senses(&self) -> Vec<String> {
        let entry = self.entry();
        match &self.derivation {
            Derivation::None => match self.maker() {
                Some(rule) => distinct(entry.senses().map(|s| made(s, rule))),
                None => entry.senses().map(str::to_owned).collect(),
            },
            Derivation::Suffix(_) => distinct(
                self.put_together(entry.senses().map(str::to_owned))
                    .into_iter(),
            ),
            Derivation::Prefix(_) => self.put_together(entry.senses().map(str::to_owned)),
            Derivation::Compound(_) => self.put_together(self.base().lemma_senses().into_iter()),
        }
    }

    /// `senses` of the entry as the whole word has them, with its suffix, its prefix or the parts before it.
    pub(crate) fn put_together(&self, senses: impl Iterator<Item = String>) -> Vec<String> {
        match &self.derivation {
            Derivation::None => senses.collect(),
            Derivation::Suffix(i) => senses.map(|s| suffixed(&s, SUFFIXES[*i].rule)).collect(),
            Derivation::Prefix(i) => senses
                .flat_map(|s| split_values(PREFIXES[*i].english).map(move |p| format!("{p}-{s}")))
                .collect(),
            Derivation::Compound(before) => {
                let first: Vec<&str> = before
                    .iter()
                    .filter_map(|m| self.index.entry(m.posting.entry).senses().next())
                    .collect();
                let first = first.join(" ");
                senses.map(|head| format!("{first} {head}")).collect()
            }
        }
    }

    /// Those senses in one string, split by ` | `.
    pub fn gloss(&self) -> String {
        if self.derivation == Derivation::None && self.maker().is_none() {
            return self.entry().gloss().to_owned();
        }
        self.lemma_senses().join(" | ")
    }

    /// The reading of what the word is derived from, or of a compound's head.
    fn base(&self) -> Self {
        Self {
            derivation: Derivation::None,
            ..self.clone()
        }
    }

    /// The rule of inflection that makes another word of the entry.
    fn maker(&self) -> Option<&'static InflectionRule> {
        INFLECTION
            .get(usize::from(self.posting.rule))
            .filter(|rule| !rule.makes.is_empty())
    }
}

/// The ending of the made word's own lemma: `ער` for the plural `ערס`.
fn dictionary_ending(rule: &InflectionRule) -> &'static str {
    let name = rule.rule.split('.').next().unwrap_or(rule.rule);
    INFLECTION
        .iter()
        .find(|r| r.pos == rule.pos && r.rule == name)
        .map_or("", |r| r.suffix)
}

/// `form` with `wanted` in the place of the ending `own`.
fn with_ending(form: &str, own: &str, wanted: &str) -> String {
    let letters = own.chars().filter(|&c| is_letter(c)).count();
    let cut = form
        .char_indices()
        .rev()
        .filter(|&(_, c)| is_letter(c))
        .nth(letters.wrapping_sub(1))
        .map_or(form.len(), |(at, _)| at);
    reshape(&format!("{}{wanted}", &form[..cut]))
}

/// A sense of the entry as the made word has it.
fn made(sense: &str, rule: &InflectionRule) -> String {
    let name = rule.rule.split(['.', '-']).next().unwrap_or(rule.rule);
    match name {
        "agent" => agent(sense),
        "action" => action(sense),
        "act" => verb(sense, VerbForm::Gerund),
        "with" => adjectival(sense),
        "manner" => adverb(sense),
        "quality" => suffixed(sense, "quality"),
        _ => sense.to_owned(),
    }
}

fn distinct(senses: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for sense in senses {
        if out.len() < MOST && !out.contains(&sense) {
            out.push(sense);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::Glossary;

    /// The first analysis by word formation: lemma, part of speech and first sense.
    fn headword(word: &str, by: &str) -> (String, String, String) {
        let found = Glossary::builtin().lookup(word);
        let analysis = found.analyses.iter().find(|a| a.rule.contains(by));
        let analysis = analysis.unwrap_or_else(|| panic!("{word}: {found:?}"));
        (
            analysis.lemma.clone(),
            analysis.pos.clone(),
            analysis.english[0].clone(),
        )
    }

    fn owned(a: &str, b: &str, c: &str) -> (String, String, String) {
        (a.to_owned(), b.to_owned(), c.to_owned())
    }

    #[test]
    fn a_compound_is_a_word_of_its_own() {
        let expected = owned("לאָמפּמאַרק", "noun", "lamp market");
        assert_eq!(headword("לאמפמארקן", "compound"), expected);
    }

    #[test]
    fn traditional_spelling_is_joined_by_maqaf() {
        let (lemma, ..) = headword("לבנה־לאמפ", "compound");
        assert_eq!(lemma, "לבֿנה־לאָמפּ");
    }

    #[test]
    fn a_derived_plural_has_the_singular_as_its_lemma() {
        let expected = owned("אַדאָפּטירער", "noun", "adopter");
        assert_eq!(headword("אדאפטירערס", "agent"), expected);
    }

    #[test]
    fn forms_belong_under_their_entry() {
        let expected = owned("הויז", "noun", "house");
        assert_eq!(headword("הייזער", "plural"), expected);
    }
}
