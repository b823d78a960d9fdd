//! The tables that inflection needs, read while the crate is being built: they cannot be compiled
//! in yet, since this is what compiles them.

use std::path::Path;
use std::sync::LazyLock;

use crate::codegen;

pub struct InflectionRule {
    pub pos: &'static str,
    pub rule: &'static str,
    pub base: &'static str,
    pub suffix: &'static str,
    pub cost: f32,
}

pub struct StemRule {
    pub ending: &'static str,
    pub stem: &'static str,
}

pub struct Prefix {
    pub prefix: &'static str,
    pub kind: &'static str,
}

fn cells<const N: usize>(file: &str, columns: [&str; N]) -> Vec<[&'static str; N]> {
    let path = Path::new("glossaries/tables").join(file);
    let rows = codegen::rows(&path, &columns).unwrap_or_else(|e| panic!("{e}"));
    rows.into_iter()
        .map(|row| {
            let mut row = row.into_iter();
            std::array::from_fn(|_| &*row.next().unwrap_or_default().leak())
        })
        .collect()
}

pub static INFLECTION: LazyLock<Vec<InflectionRule>> = LazyLock::new(|| {
    cells("inflection.csv", ["pos", "rule", "base", "suffix", "cost"])
        .into_iter()
        .map(|[pos, rule, base, suffix, cost]| InflectionRule {
            pos,
            rule,
            base,
            suffix,
            cost: cost
                .parse()
                .unwrap_or_else(|_| panic!("inflection.csv: cost `{cost}`")),
        })
        .collect()
});

pub static STEMS: LazyLock<Vec<StemRule>> = LazyLock::new(|| {
    cells("stems.csv", ["ending", "stem"])
        .into_iter()
        .map(|[ending, stem]| StemRule { ending, stem })
        .collect()
});

pub static PREFIXES: LazyLock<Vec<Prefix>> = LazyLock::new(|| {
    cells("prefixes.csv", ["prefix", "kind"])
        .into_iter()
        .map(|[prefix, kind]| Prefix { prefix, kind })
        .collect()
});
