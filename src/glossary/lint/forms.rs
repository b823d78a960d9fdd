//! Checks of the listed forms and variants: whether the rules need them.

use rustc_hash::FxHashSet;

use super::super::entry::{Entry, FormKind};
use super::{Context, Row, column};
use crate::error::Notice;
use crate::tables::INFLECTION;
use crate::yiddish::inflect::{Form, IrregularVerbs, forms};
use crate::yiddish::key;
use crate::yiddish::letters::reshape;

/// A derived form that is less likely than this is better listed.
const DEAR_FORM: f32 = 0.07;

/// `derived-form`.
pub(super) fn derived_forms(row: Row, context: &mut Context, out: &mut Vec<Notice>) {
    for (kind, form) in derived(row.entry, &mut context.irregular) {
        let found = format!(
            "the rules derive `{}:{form}` from `{}`",
            kind.label(),
            row.entry.yiddish
        );
        let advice = "leave the form out; --fix does";
        out.push(row.warn(column::FORMS, "derived-form", found, advice));
    }
}

/// The listed forms of `entry` that the rules derive without them.
pub(super) fn derived(entry: &Entry, irregular: &mut IrregularVerbs) -> Vec<(FormKind, String)> {
    if entry.forms.is_empty() {
        return Vec::new();
    }
    let known = irregular.take(&entry.yiddish);
    let mut rest = Entry {
        variants: Vec::new(),
        ..entry.clone()
    };
    let mut out = Vec::new();
    for listed in &entry.forms {
        let kept = rest.forms.clone();
        rest.forms.retain(|f| f != listed);
        // As long as a verb lists any form it inherits none.
        irregular.extend(IrregularVerbs::collect([&rest]));
        if derives(&rest, irregular, listed.0, &listed.1) {
            out.push(listed.clone());
        } else {
            rest.forms = kept;
        }
        irregular.take(&entry.yiddish);
    }
    if let Some(forms) = known {
        irregular.put(&entry.yiddish, forms);
    }
    out
}

/// Whether the rules make `form` of `entry` as a form of this kind.
fn derives(entry: &Entry, irregular: &IrregularVerbs, kind: FormKind, form: &str) -> bool {
    let form = reshape(form);
    forms(entry, irregular).iter().any(|made| {
        let rule = &INFLECTION[usize::from(made.rule)];
        let of_kind = match kind {
            FormKind::Plural => rule.rule.starts_with("plural") && rule.base != "plural",
            FormKind::Participle => rule.rule == "participle",
            FormKind::Present => matches!(rule.rule, "stem" | "2sg" | "3sg"),
            FormKind::Comparative => rule.rule == "comparative",
            FormKind::Diminutive => rule.rule.starts_with("diminutive") && rule.base == "lemma",
            FormKind::Case => rule.base == "long",
        };
        // Of a verb in two parts the list names the part that changes.
        of_kind && made.cost <= DEAR_FORM && made.text == form
    })
}

/// `derived-variant`.
pub(super) fn derived_variants(row: Row, context: &mut Context, out: &mut Vec<Notice>) {
    for variant in same_key(row.entry, &context.irregular) {
        let found = format!(
            "the rules make `{variant}` and its forms of `{}`",
            row.entry.yiddish
        );
        let advice = "leave the variant out; --fix does";
        out.push(row.warn(column::VARIANTS, "derived-variant", found, advice));
    }
}

/// The variants of `entry` that add nothing: they have the key of the lemma, or all forms that the rules
/// make of them are forms of the lemma too.
pub(super) fn same_key(entry: &Entry, irregular: &IrregularVerbs) -> Vec<String> {
    if entry.variants.is_empty() {
        return Vec::new();
    }
    let lemma = key::of(&entry.yiddish);
    let own = keys(
        &Entry {
            variants: Vec::new(),
            ..entry.clone()
        },
        irregular,
    );
    let derived = entry.variants.iter().filter(|variant| {
        let as_lemma = Entry {
            yiddish: (*variant).clone(),
            variants: Vec::new(),
            forms: Vec::new(),
            ..entry.clone()
        };
        key::of(variant) == lemma || keys(&as_lemma, irregular).is_subset(&own)
    });
    derived.cloned().collect()
}

/// The keys of all forms of an entry, those in two places with both.
fn keys(entry: &Entry, irregular: &IrregularVerbs) -> FxHashSet<(Vec<u8>, Vec<u8>)> {
    let apart = |form: &Form| form.apart.as_deref().map(key::of).unwrap_or_default();
    forms(entry, irregular)
        .iter()
        .map(|form| (key::of(&form.text), apart(form)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::codes;

    #[test]
    fn only_what_the_rules_lead_to_is_found() {
        let found = |row: &str| codes(row);
        assert_eq!(found("באַלאַגערן,besiege,verb,pp:באַלאַגערט"), ["derived-form"]);
        assert_eq!(found("באַגיין,commit,verb,pp:באַגאַנגען"), ["derived-form"]);
        // With a form of its own it does not inherit the participle of its base.
        assert_eq!(
            found("באַגיין,commit,verb,pp:באַגאַנגען | pres:באַגי"),
            Vec::<&str>::new()
        );
        assert_eq!(found("יום־טובֿ,holiday,noun,,יום טוב"), ["derived-variant"]);
        assert_eq!(found("אָנ|הייבן,begin,verb,,אנ|הויבן"), Vec::<&str>::new());
    }
}
