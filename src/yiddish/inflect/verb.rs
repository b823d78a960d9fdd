//! The parts of a verb lemma, and the bases that the rules of verbs build on.

use super::nominal::adjective_stem;
use super::{IrregularVerbs, join, of_kind};
use crate::glossary::entry::FormKind;
use crate::tables::{PREFIXES, STEMS};
use crate::yiddish::letters::{fold_final, is_letter, is_point, is_vowel};
use crate::yiddish::normalize::MAQAF;

/// The parts of a verb lemma: `אָנ|צינדן אַלאַרעם`, `חתונה האָבן`, `שעמען זיך`.
pub(super) struct VerbShape {
    pub(super) before: String,
    pub(super) particle: String,
    infinitive: String,
    after: String,
}

impl VerbShape {
    pub(super) fn of(lemma: &str) -> Self {
        let words: Vec<&str> = lemma.split_whitespace().filter(|&w| w != "זיך").collect();
        let at = words
            .iter()
            .position(|w| w.contains('|'))
            .unwrap_or(match words.last() {
                // מסכים זיין, חתונה האָבן: the verb comes last; עסן מיטאָג: it comes first.
                Some(last) if words.len() > 1 && last.ends_with('ן') => words.len() - 1,
                _ => 0,
            });
        let verb = words.get(at).copied().unwrap_or_default();
        let (particle, infinitive) = verb.split_once('|').unwrap_or(("", verb));
        Self {
            before: words[..at].join(" "),
            particle: particle.to_owned(),
            infinitive: infinitive.to_owned(),
            after: words.get(at + 1..).unwrap_or_default().join(" "),
        }
    }

    /// The particle as a word: with a space to what follows.
    pub(super) fn particle_word(&self) -> String {
        if self.particle.is_empty() {
            String::new()
        } else {
            format!("{} ", self.particle)
        }
    }

    pub(super) fn complement(&self) -> String {
        [self.before.as_str(), self.after.as_str()]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// `form` with the complement where it stands beside an infinitive or participle.
    pub(super) fn around(&self, form: &str) -> String {
        [self.before.as_str(), form, self.after.as_str()]
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The bases the rules of verbs build on.
pub(super) struct VerbForms {
    infinitive: String,
    particle: String,
    stems: Vec<String>,
    present: Vec<String>,
    participles: Vec<String>,
}

impl VerbForms {
    pub(super) fn of(
        shape: &VerbShape,
        listed: &[(FormKind, String)],
        irregular: &IrregularVerbs,
    ) -> Self {
        let infinitive = shape.infinitive.as_str();
        let inherited = irregular
            .of(infinitive)
            .map(|forms| (String::new(), forms))
            .or_else(|| {
                inseparable(infinitive).find_map(|(prefix, base)| {
                    irregular.of(base).map(|forms| (prefix.to_owned(), forms))
                })
            });
        let mut present: Vec<String> = of_kind(listed, FormKind::Present);
        let mut participles: Vec<String> = of_kind(listed, FormKind::Participle)
            .into_iter()
            .map(|p| strip_letters(&p, &shape.particle).unwrap_or(p))
            .map(|p| match shape.before.as_str() {
                "" => p,
                before => p
                    .strip_prefix(before)
                    .map_or(p.clone(), |r| r.trim().to_owned()),
            })
            .collect();
        if let Some((prefix, forms)) = inherited {
            if present.is_empty() {
                present = of_kind(forms, FormKind::Present)
                    .into_iter()
                    .map(|p| format!("{prefix}{p}"))
                    .collect();
            }
            if participles.is_empty() {
                participles = of_kind(forms, FormKind::Participle)
                    .into_iter()
                    .map(|p| {
                        if prefix.is_empty() {
                            p
                        } else {
                            format!("{prefix}{}", p.strip_prefix("גע").unwrap_or(&p))
                        }
                    })
                    .collect();
            }
        }
        let stems = stems(infinitive);
        if participles.is_empty() {
            let takes_ge =
                inseparable(infinitive).next().is_none() && !is_international(infinitive);
            let ge = if takes_ge { "גע" } else { "" };
            participles = stems
                .iter()
                .map(|s| join(&format!("{ge}{s}"), "ט"))
                .collect();
        }
        Self {
            infinitive: infinitive.to_owned(),
            particle: shape.particle.clone(),
            stems,
            present,
            participles,
        }
    }

    pub(super) fn bases(&self, base: &str) -> Vec<String> {
        match base {
            "lemma" => vec![self.infinitive.clone()],
            "tsu" => vec![format!("{}צו{}", self.particle, self.infinitive)],
            "stem" => self.stems.clone(),
            // גיי, שטיי, זע: an e comes between the stem and an ending in n.
            "vowel-stem" => self
                .stems
                .iter()
                .filter(|s| {
                    s.chars()
                        .rev()
                        .find(|&c| !is_point(c))
                        .is_some_and(is_vowel)
                })
                .cloned()
                .collect(),
            "present" => self.present.clone(),
            "participle" => self.participles.clone(),
            "participle-adj" => self.participles.iter().map(|p| adjective_stem(p)).collect(),
            _ => Vec::new(),
        }
    }
}

/// The ways to cut an inseparable prefix off an infinitive that leave a word.
fn inseparable(infinitive: &str) -> impl Iterator<Item = (&'static str, &str)> {
    PREFIXES
        .iter()
        .filter(|p| p.kind == "inseparable")
        .filter_map(move |p| Some((p.prefix, infinitive.strip_prefix(p.prefix)?)))
        .filter(|(_, rest)| rest.chars().filter(|&c| is_letter(c)).count() >= 3)
}

/// Verbs in -irn take no ge-, but for native ones of one syllable: שטודירן, but געפֿירט.
fn is_international(infinitive: &str) -> bool {
    infinitive
        .strip_suffix("ירן")
        .is_some_and(|root| root.chars().any(is_vowel))
}

/// The present stems of an infinitive: all that the first matching ending of
/// `glossaries/tables/stems.csv` allows.
fn stems(infinitive: &str) -> Vec<String> {
    let Some(first) = STEMS
        .iter()
        .find(|s| stem_with(infinitive, s.ending, s.stem).is_some())
    else {
        return vec![infinitive.to_owned()];
    };
    STEMS
        .iter()
        .filter(|s| s.ending == first.ending)
        .filter_map(|s| stem_with(infinitive, s.ending, s.stem))
        .collect()
}

fn stem_with(infinitive: &str, ending: &str, stem: &str) -> Option<String> {
    let root = infinitive.strip_suffix(ending)?;
    let letters = root.chars().filter(|&c| is_letter(c)).count();
    // זען is זע + ן, not ז + ען.
    let enough = letters >= 2 || (letters == 1 && ending == "ן");
    enough.then(|| format!("{root}{stem}"))
}

/// `word` without the letters of `prefix` at its beginning, whatever the points and final forms.
fn strip_letters(word: &str, prefix: &str) -> Option<String> {
    if prefix.is_empty() {
        return None;
    }
    let wanted: Vec<char> = prefix
        .chars()
        .filter(|&c| is_letter(c))
        .map(fold_final)
        .collect();
    let mut seen = 0;
    for (at, c) in word.char_indices() {
        if seen == wanted.len() && !is_point(c) {
            return Some(word[at..].to_owned());
        }
        if is_letter(c) {
            if wanted.get(seen) != Some(&fold_final(c)) {
                return None;
            }
            seen += 1;
        } else if !is_point(c) && c != MAQAF {
            return None;
        }
    }
    None
}
