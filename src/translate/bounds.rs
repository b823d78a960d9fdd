//! Where the clauses of a sentence lie.

use std::ops::Range;

use super::clause::{BRACKETS, Clauses, ENDS};
use super::tag::Tag;

impl Clauses<'_, '_> {
    /// Where the clauses lie; punctuation between them is a range of its own.
    pub(super) fn ranges(&self) -> Vec<Range<usize>> {
        let n = self.units.len();
        let has_finite = |r: Range<usize>| r.into_iter().any(|i| self.tag(i) == Tag::Finite);
        let mut out = Vec::new();
        let mut start = 0;
        for i in 0..n {
            let unit = &self.units[i];
            let cut = if unit.is_mark(&ENDS) || unit.is_mark(&BRACKETS) {
                !self.abbreviates(i)
            } else if unit.is_mark(&[',', '–', '—']) {
                let next = (i + 1..n)
                    .find(|&j| {
                        self.units[j].tag() == Tag::Mark && !self.units[j].is_mark(&['"', '״'])
                    })
                    .unwrap_or(n);
                has_finite(i + 1..next) || i + 1 == n
            } else {
                false
            };
            if cut {
                if start < i {
                    out.push(start..i);
                }
                out.push(i..i + 1);
                start = i + 1;
                continue;
            }
            let opens = match unit.tag() {
                Tag::Subordinator => {
                    i > start && self.tag(i - 1) != Tag::Preposition && has_finite(i..n)
                }
                Tag::Preposition => i + 1 < n && self.tag(i + 1) == Tag::Subordinator && i > start,
                // A second finite verb begins the main clause after a subordinate one.
                Tag::Finite => {
                    let seen = (start..i).rev().find(|&k| self.tag(k) == Tag::Finite);
                    seen.is_some_and(|k| !(k..i).any(|j| self.tag(j) == Tag::Conjunction))
                }
                Tag::Conjunction => {
                    let next = (i + 1..n)
                        .find(|&j| {
                            matches!(
                                self.tag(j),
                                Tag::Mark | Tag::Conjunction | Tag::Subordinator
                            )
                        })
                        .unwrap_or(n);
                    has_finite(start..i) && has_finite(i..next)
                }
                _ => false,
            };
            if opens && start < i {
                out.push(start..i);
                start = i;
            }
        }
        if start < n {
            out.push(start..n);
        }
        out
    }

    /// Whether the full stop at `i` belongs to an abbreviation in Latin letters: `Jr.`
    fn abbreviates(&self, i: usize) -> bool {
        let unit = &self.units[i];
        unit.text == "."
            && i + 1 < self.units.len()
            && i.checked_sub(1).is_some_and(|b| {
                let before = &self.units[b].text;
                before.len() <= 3 && before.is_ascii() && before.starts_with(char::is_alphabetic)
            })
    }
}
