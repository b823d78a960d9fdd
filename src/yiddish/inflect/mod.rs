//! All forms of a lemma, by the rules of `glossaries/tables/inflection.csv`.
//!
//! The glossary is compiled from what this module generates, so that looking a form up costs no
//! more than looking a lemma up. The same code runs when the default glossary is compiled and
//! when a user's own is laid over it.

mod nominal;
mod verb;

use rustc_hash::FxHashMap;

use super::key;
use super::letters::{is_point, reshape};
use crate::glossary::entry::{Entry, FormKind, Pos, tag};
use crate::tables::{INFLECTION, InflectionRule};
use nominal::{agreement_variants, nominal_bases};
use verb::{VerbForms, VerbShape};

/// A form of a lemma.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Pointed as far as the lemma is.
    pub text: String,
    /// What stands apart from the rest in a main clause: the particle of a separable verb, or the
    /// complement of a phrasal one.
    pub apart: Option<String>,
    /// Index into [`INFLECTION`].
    pub rule: u16,
    /// How much less likely this reading is than the lemma's own, 0 for none.
    pub cost: f32,
    /// Made from a variant spelling, not from the lemma.
    pub variant: bool,
}

/// What other entries must know of a verb: its irregular forms, by the key of its infinitive.
#[derive(Debug, Default)]
pub struct IrregularVerbs {
    forms: FxHashMap<Vec<u8>, Vec<(FormKind, String)>>,
}

impl IrregularVerbs {
    /// Collects them from `entries`.
    pub fn collect<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let mut forms = FxHashMap::default();
        for entry in entries {
            let irregular = entry.pos == Some(Pos::Verb)
                && !entry.forms.is_empty()
                && !entry.yiddish.contains(['|', ' ']);
            if irregular {
                forms.insert(key::of(&entry.yiddish), entry.forms.clone());
            }
        }
        Self { forms }
    }

    /// Adds those of `other`.
    pub fn extend(&mut self, other: Self) {
        self.forms.extend(other.forms);
    }

    /// Takes the forms of one verb out.
    pub fn take(&mut self, infinitive: &str) -> Option<Vec<(FormKind, String)>> {
        self.forms.remove(&key::of(infinitive))
    }

    /// Puts the forms of one verb in.
    pub fn put(&mut self, infinitive: &str, forms: Vec<(FormKind, String)>) {
        self.forms.insert(key::of(infinitive), forms);
    }

    fn of(&self, infinitive: &str) -> Option<&[(FormKind, String)]> {
        self.forms.get(&key::of(infinitive)).map(Vec::as_slice)
    }
}

/// All forms of `entry`, the lemma first.
pub fn forms(entry: &Entry, irregular: &IrregularVerbs) -> Vec<Form> {
    let mut out = Vec::new();
    let mut paradigm = |lemma: &str, listed: &[(FormKind, String)], variant: bool| {
        let mut generator = Generator {
            entry,
            irregular,
            out: &mut out,
            variant,
        };
        if entry.pos == Some(Pos::Verb) {
            generator.verb(lemma, listed);
        } else {
            generator.nominal(lemma, listed);
        }
    };
    paradigm(&entry.yiddish, &entry.forms, false);
    for variant in &entry.variants {
        // A variant may keep its own irregular forms in step only by chance: the regular ones are safe.
        paradigm(variant, &[], true);
    }
    out
}

struct Generator<'a> {
    entry: &'a Entry,
    irregular: &'a IrregularVerbs,
    out: &'a mut Vec<Form>,
    variant: bool,
}

const VARIANT_COST: f32 = 0.03;
/// A finite form written together with its particle, against the standard.
const JOINED_FINITE_COST: f32 = 0.3;

impl Generator<'_> {
    fn push(&mut self, rule: usize, text: &str, apart: Option<&str>, extra: f32) {
        let cost = INFLECTION[rule].cost + extra + if self.variant { VARIANT_COST } else { 0.0 };
        self.out.push(Form {
            text: reshape(text),
            apart: apart.map(reshape),
            rule: u16::try_from(rule).unwrap_or(u16::MAX),
            cost,
            variant: self.variant,
        });
    }

    /// Nouns, adjectives, names and everything that only takes endings.
    fn nominal(&mut self, lemma: &str, listed: &[(FormKind, String)]) {
        // A user's row without a part of speech behaves like a noun: it may be plural or possessive.
        let pos = self.entry.pos.unwrap_or(Pos::Noun);
        // `די וואָס` has no masculine that would be `די וואָסער`, *the water*.
        let phrase = matches!(pos, Pos::Adv | Pos::Pron) && lemma.contains(' ');
        let bare = phrase || self.entry.has_tag(tag::INDECLINABLE);
        for base_word in agreement_variants(lemma, pos) {
            for (index, rule) in rules_of(pos) {
                if bare && (rule.base != "lemma" || !rule.suffix.is_empty())
                    || rule.base == "hebrew" && !takes_hebrew_endings(self.entry, lemma)
                {
                    continue;
                }
                let extra = if base_word == lemma { 0.0 } else { 0.1 };
                for base in nominal_bases(rule.base, &base_word, listed) {
                    self.push(index, &join(&base, rule.suffix), None, extra);
                }
            }
        }
    }

    fn verb(&mut self, lemma: &str, listed: &[(FormKind, String)]) {
        let shape = VerbShape::of(lemma);
        let verb = VerbForms::of(&shape, listed, self.irregular);
        let rest = shape.complement();
        for (index, rule) in rules_of(Pos::Verb) {
            if rule.base == "complement" {
                // Headlines leave the verb out (מודה: pleads guilty); other nouns have their own entries.
                if self.entry.has_tag(tag::HEBREW) && !shape.before.is_empty() {
                    self.push(index, &shape.before, None, 0.0);
                }
                continue;
            }
            for base in verb.bases(rule.base) {
                let finite = matches!(rule.base, "stem" | "present")
                    && !matches!(rule.rule, "action-noun" | "agent")
                    && !rule.rule.contains("noun")
                    && !rule.rule.starts_with("agent");
                let text = join(&base, rule.suffix);
                let joined = format!("{}{}", shape.particle, text);
                let apart = format!("{}{}", shape.particle_word(), rest);
                if finite {
                    if apart.is_empty() {
                        self.push(index, &text, None, 0.0);
                        continue;
                    }
                    self.push(index, &text, Some(apart.trim()), 0.0);
                    if !shape.particle.is_empty() {
                        self.push(index, &shape.around(&joined), None, JOINED_FINITE_COST);
                    }
                } else if rule.base == "tsu" {
                    // Without a particle, tsu is a word of its own.
                    if !shape.particle.is_empty() {
                        self.push(index, &shape.around(&base), None, 0.0);
                    }
                } else {
                    self.push(index, &shape.around(&joined), None, 0.0);
                    // The plural present is the infinitive: in a main clause it splits too.
                    if rule.rule == "infinitive" && !apart.is_empty() {
                        self.push(index, &text, Some(apart.trim()), 0.02);
                    }
                }
            }
        }
    }
}

/// Endings of Hebrew are for nouns of Hebrew origin, and for those that end like agents: `פּויערים`.
fn takes_hebrew_endings(entry: &Entry, lemma: &str) -> bool {
    entry.has_tag(tag::HEBREW) || lemma.ends_with("ער")
}

fn rules_of(pos: Pos) -> impl Iterator<Item = (usize, &'static InflectionRule)> {
    INFLECTION
        .iter()
        .enumerate()
        .filter(move |(_, rule)| rule.pos == pos.as_str())
}

fn of_kind(forms: &[(FormKind, String)], kind: FormKind) -> Vec<String> {
    forms
        .iter()
        .filter(|(k, _)| *k == kind)
        .map(|(_, form)| form.clone())
        .collect()
}

/// `base` with `suffix`, where the spelling writes a doubled sound once: אַרבעט + ט.
fn join(base: &str, suffix: &str) -> String {
    let last = base.chars().rev().find(|&c| !is_point(c)).unwrap_or(' ');
    let doubled = suffix.starts_with('ט') && last == 'ט'
        || suffix.starts_with('ס') && suffix.len() > 2 && last == 'ס';
    let suffix = if doubled {
        suffix.strip_prefix(last).unwrap_or(suffix)
    } else {
        suffix
    };
    format!("{base}{suffix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(yiddish: &str, pos: Pos, forms: &str) -> Entry {
        Entry {
            yiddish: yiddish.to_owned(),
            english: vec!["x".to_owned()],
            pos: Some(pos),
            forms: crate::glossary::entry::split_values(forms)
                .map(|f| crate::glossary::entry::parse_form(f).unwrap())
                .collect(),
            variants: Vec::new(),
            tags: Vec::new(),
            note: String::new(),
            romanized: String::new(),
            file: "test.csv".to_owned(),
            line: 1,
        }
    }

    fn has(entry: &Entry, irregular: &IrregularVerbs, text: &str, apart: Option<&str>) -> bool {
        forms(entry, irregular)
            .iter()
            .any(|f| f.text == text && f.apart.as_deref() == apart)
    }

    #[test]
    fn a_hebrew_part_stands_alone_in_headlines() {
        let none = IrregularVerbs::default();
        let mut e = entry("מסכּים זייַן", Pos::Verb, "");
        assert!(!has(&e, &none, "מסכּים", None));
        e.tags.push(tag::HEBREW.to_owned());
        assert!(has(&e, &none, "מסכּים", None));
    }

    #[test]
    fn the_pronoun_joins_the_second_person() {
        let e = entry("מאַכן", Pos::Verb, "");
        assert!(has(&e, &IrregularVerbs::default(), "מאַכסטו", None));
    }

    #[test]
    fn a_regular_verb() {
        let e = entry("מאַכן", Pos::Verb, "");
        let none = IrregularVerbs::default();
        for form in [
            "מאַכן",
            "מאַך",
            "מאַכסט",
            "מאַכט",
            "געמאַכט",
            "געמאַכטער",
            "מאַכנדיק",
        ] {
            assert!(has(&e, &none, form, None), "{form}");
        }
    }

    #[test]
    fn verbs_in_irn_take_no_ge_unless_they_are_short() {
        let none = IrregularVerbs::default();
        let e = entry("פּראָטעסטירן", Pos::Verb, "");
        assert!(has(&e, &none, "פּראָטעסטירט", None));
        assert!(!has(&e, &none, "געפּראָטעסטירט", None));
        assert!(has(&entry("פֿירן", Pos::Verb, ""), &none, "געפֿירט", None));
    }

    #[test]
    fn a_stem_in_t_writes_the_t_once() {
        let e = entry("אַרבעטן", Pos::Verb, "");
        assert!(has(&e, &IrregularVerbs::default(), "געאַרבעט", None));
    }

    #[test]
    fn separable_verbs_split_and_inherit_from_their_base() {
        let give = entry("געבן", Pos::Verb, "pp:געגעבן | pres:גיט");
        let irregular = IrregularVerbs::collect([&give]);
        let e = entry("אויס|געבן", Pos::Verb, "");
        assert!(has(&e, &irregular, "אויסגעגעבן", None));
        assert!(has(&e, &irregular, "אויסצוגעבן", None));
        assert!(has(&e, &irregular, "אויסגעגעבענע", None));
        assert!(has(&e, &irregular, "גיט", Some("אויס")));
        let e = entry("פֿאַרגעבן", Pos::Verb, "");
        assert!(has(&e, &irregular, "פֿאַרגעבן", None));
        assert!(has(&e, &irregular, "פֿאַרגיט", None));
    }

    #[test]
    fn phrasal_verbs_split_at_their_complement() {
        let have = entry("האָבן", Pos::Verb, "pp:געהאַט | pres:האָט");
        let irregular = IrregularVerbs::collect([&have]);
        let e = entry("חתונה האָבן", Pos::Verb, "");
        assert!(has(&e, &irregular, "חתונה געהאַט", None));
        assert!(has(&e, &irregular, "האָט", Some("חתונה")));
        let e = entry("אָנ|צינדן אַלאַרעם", Pos::Verb, "pp:אָנגעצונדן");
        assert!(has(&e, &irregular, "צינדט", Some("אָן אַלאַרעם")));
        assert!(has(&e, &irregular, "אָנגעצונדן אַלאַרעם", None));
    }

    #[test]
    fn adjectives_and_nouns() {
        let none = IrregularVerbs::default();
        let e = entry("גרויס", Pos::Adj, "cmp:גרעסער");
        for form in ["גרויסע", "גרויסן", "גרעסערע", "גרעסטער"] {
            assert!(has(&e, &none, form, None), "{form}");
        }
        let e = entry("מלחמה", Pos::Noun, "");
        assert!(has(&e, &none, "מלחמות", None));
        let e = entry("ווייַסע הויז", Pos::Org, "");
        assert!(has(&e, &none, "ווייַסן הויז", None));
    }
}
