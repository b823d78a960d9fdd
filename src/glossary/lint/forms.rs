//! Checks of the listed forms and variants: whether the rules need them.

use super::super::entry::{Entry, FormKind, Pos};
use super::{Context, Row, column};
use crate::error::Notice;
use crate::tables::INFLECTION;
use crate::yiddish::inflect::{IrregularVerbs, forms};
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
    let base = (entry.pos == Some(Pos::Verb))
        .then(|| irregular.take(&entry.yiddish))
        .flatten();
    let mut rest = Entry {
        variants: Vec::new(),
        ..entry.clone()
    };
    let mut out = Vec::new();
    for listed in &entry.forms {
        let kept = rest.forms.clone();
        rest.forms.retain(|f| f != listed);
        if derives(&rest, irregular, listed.0, &listed.1) {
            out.push(listed.clone());
        } else {
            rest.forms = kept;
        }
    }
    if let Some(forms) = base {
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
        };
        // Of a verb in two parts the list names the part that changes.
        of_kind && made.cost <= DEAR_FORM && made.text == form
    })
}

/// `derived-variant`.
pub(super) fn derived_variants(row: Row, context: &mut Context, out: &mut Vec<Notice>) {
    for variant in same_key(row.entry, &context.irregular) {
        let found = format!(
            "`{variant}` differs from a form of `{}` in points and separators only",
            row.entry.yiddish
        );
        let advice = "leave the variant out; --fix does";
        out.push(row.warn(column::VARIANTS, "derived-variant", found, advice));
    }
}

/// The variants of `entry` that have the same key as one of its forms.
pub(super) fn same_key(entry: &Entry, irregular: &IrregularVerbs) -> Vec<String> {
    if entry.variants.is_empty() {
        return Vec::new();
    }
    let plain = Entry {
        variants: Vec::new(),
        ..entry.clone()
    };
    let keys: Vec<Vec<u8>> = forms(&plain, irregular)
        .iter()
        .filter(|f| f.apart.is_none())
        .map(|f| key::of(&f.text))
        .collect();
    let derived = entry.variants.iter().filter(|v| keys.contains(&key::of(v)));
    derived.cloned().collect()
}
