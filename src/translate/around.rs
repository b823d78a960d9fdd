//! What belongs to the finite verb of a clause: its participles and infinitives, negation and adverbs.

use super::clause::{Clauses, ENDS};
use super::tag::Tag;
use super::unit::{Form, Origin, closed};
use crate::yiddish::key;

impl Clauses<'_, '_> {
    /// Takes what belongs to the finite verb out of `rest`.
    pub(super) fn take_others(&self, finite: usize, rest: &mut Vec<usize>) -> Vec<usize> {
        let class = self.units[finite].class();
        if class.is_empty() {
            return self.take_perfect(finite, rest);
        }
        let mut out = Vec::new();
        let mut after_tsu = false;
        for &i in rest.iter() {
            let unit = &self.units[i];
            match unit.tag() {
                Tag::Conjunction if !out.is_empty() => break,
                Tag::Finite => break,
                Tag::Mark if unit.is_mark(&[',']) && !out.is_empty() => break,
                Tag::Tsu => {
                    after_tsu = true;
                    continue;
                }
                Tag::Participle => {
                    // `are ships made to travel`: the participle goes with the noun before it.
                    if class == "be" && self.goes_with_noun(finite, i) {
                        continue;
                    }
                    let fits = matches!(class, "have" | "be" | "become" | "would")
                        || unit.class() == "modal.past"
                        || matches!(class, "will" | "modal");
                    let another = unit.class().is_empty()
                        && out.iter().any(|&o: &usize| {
                            self.tag(o) == Tag::Participle && self.units[o].class().is_empty()
                        });
                    if fits && !another {
                        out.push(i);
                    }
                }
                Tag::Infinitive
                    if !after_tsu
                        && unit.analysis().form != Form::TsuInfinitive
                        && i.checked_sub(1)
                            .is_none_or(|b| self.tag(b) != Tag::Preposition || b == finite) =>
                {
                    let modal = matches!(class, "will" | "would" | "modal");
                    let past_modal = rest.iter().any(|&j| self.units[j].class() == "modal.past");
                    if modal || past_modal {
                        out.push(i);
                    }
                }
                _ => {}
            }
            after_tsu = false;
        }
        rest.retain(|i| !out.contains(i));
        out
    }

    /// Takes the participle of the auxiliary that a verb of two words has in it: `האט חתונה געהאט`.
    fn take_perfect(&self, finite: usize, rest: &mut Vec<usize>) -> Vec<usize> {
        let Origin::Entry(reading) = &self.units[finite].analysis().origin else {
            return Vec::new();
        };
        let auxiliary = reading
            .entry()
            .lemma()
            .rsplit_once(' ')
            .map(|(_, last)| key::of(last));
        let classes: &[&str] = if auxiliary == Some(key::of("האבן")) {
            &["had"]
        } else if auxiliary == Some(key::of("זיין")) {
            &["been", "become.past"]
        } else {
            return Vec::new();
        };
        let at = rest
            .iter()
            .position(|&i| classes.contains(&self.units[i].class()));
        at.map(|at| vec![rest.remove(at)]).unwrap_or_default()
    }

    /// `צו געשאפן ווערן` is *to be created*.
    pub(super) fn be_before_participle(&self, rest: &mut [usize]) {
        for k in 2..rest.len() {
            let [to, done, be] = [rest[k - 2], rest[k - 1], rest[k]];
            if self.tag(to) == Tag::Tsu
                && self.tag(done) == Tag::Participle
                && self.units[be].class() == "infinitive"
            {
                rest.swap(k - 1, k);
            }
        }
    }

    /// Whether the participle at `i` goes with a noun that stands before it and after the verb `to be`.
    fn goes_with_noun(&self, finite: usize, i: usize) -> bool {
        let unit = &self.units[i];
        let passive = (finite + 1..self.units.len())
            .take_while(|&k| !self.units[k].is_mark(&ENDS))
            .any(|k| matches!(self.units[k].class(), "been" | "become.past" | "modal.past"));
        let ends = i + 1 >= self.units.len() || matches!(self.tag(i + 1), Tag::Mark | Tag::Finite);
        unit.class().is_empty()
            && !passive
            && !ends
            && finite > 0
            && self.tag(i - 1) == Tag::Noun
            && self.has_subject(&(finite + 1..i).collect::<Vec<_>>())
            && matches!(self.tag(finite - 1), Tag::Noun | Tag::Name | Tag::Pronoun)
    }

    pub(super) fn take_negation(&self, rest: &mut Vec<usize>) -> Option<usize> {
        let at = rest.iter().position(|&i| self.tag(i) == Tag::Negation)?;
        Some(rest.remove(at))
    }

    /// An object that follows an adverb after an auxiliary goes before it: `arrested two people yesterday`.
    pub(super) fn object_before_adverb(&self, others: &[usize], rest: &mut [usize]) {
        let adverb = rest.first().is_some_and(|&i| self.tag(i) == Tag::Adverb);
        if others.is_empty() || !adverb {
            return;
        }
        let end = self.noun_phrase(rest, 1);
        let modifies = rest.get(1).is_some_and(|&i| {
            matches!(self.tag(i), Tag::Adjective | Tag::Adverb | Tag::Participle)
        });
        if end > 1 && !modifies {
            rest[..end].rotate_left(1);
        }
    }

    /// Whether an adverb is one of those that stand beside the verb in English: `also`, `already`.
    fn serves(&self, i: usize) -> bool {
        let unit = &self.units[i];
        match &unit.analysis().origin {
            Origin::Closed(_) => true,
            Origin::Entry(reading) => {
                (reading.entry().is_function() && !unit.text.contains(' '))
                    || self.denies(i, &["never"])
            }
            _ => false,
        }
    }

    /// Takes the adverbs that stand right after the verb out of `rest`.
    pub(super) fn take_adverbs(&self, rest: &mut Vec<usize>) -> Vec<usize> {
        let many = rest
            .iter()
            .take_while(|&&i| self.tag(i) == Tag::Adverb && self.serves(i))
            .count();
        if many <= 2 {
            rest.drain(..many).collect()
        } else {
            Vec::new()
        }
    }

    /// Whether `it` is `there` here: `עס איז דא`. Takes the `דא` out.
    pub(super) fn existential(
        &self,
        pre: &[usize],
        subject: &[usize],
        finite: usize,
        rest: &mut Vec<usize>,
    ) -> bool {
        let it = |list: &[usize]| matches!(list, [i] if closed(&self.units[*i].key).iter().any(|r| r.english == "it" && r.class == "subject"));
        if self.units[finite].class() != "be" || !(it(pre) || it(subject)) {
            return false;
        }
        let da = crate::yiddish::key::of("דא");
        let Some(at) = rest.iter().position(|&i| self.units[i].key == da) else {
            return false;
        };
        rest.remove(at);
        true
    }
}
