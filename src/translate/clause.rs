//! From the order of a Yiddish clause to that of an English one.
//!
//! A clause has one finite verb. Its participles and infinitives are brought to it, a subject that follows it
//! is put before it, negations and short adverbs go where English has them.

use std::ops::Range;

use super::ngrams::Ngrams;
use super::options::{Choice, choices};
use super::place::push;
use super::read::{Form, Origin, Unit, closed};
use super::tag::Tag;
use super::verbs::Group;
use super::witness::Witness;

/// A place in the English sentence: the ways to fill it, and the words it stands for.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Ways to fill it.
    pub choices: Vec<Choice>,
    /// Units of the headline.
    pub units: Vec<usize>,
    /// A punctuation mark.
    pub mark: bool,
}

/// What clauses are made from.
pub struct Clauses<'a, 'g> {
    /// The words of the headline.
    pub units: &'a [Unit<'g>],
    /// The story.
    pub witness: &'a Witness<'a>,
    /// The language model.
    pub ngrams: Ngrams,
}

const ENDS: [char; 5] = ['.', '?', '!', ';', ':'];
const BRACKETS: [char; 2] = ['(', ')'];

impl Clauses<'_, '_> {
    /// The English order of all words.
    pub fn slots(&self) -> Vec<Slot> {
        let mut out = Vec::new();
        let mut first = true;
        let mut before_relative = false;
        for range in self.ranges() {
            let end_mark = self.units[range.start..]
                .iter()
                .find(|u| u.is_mark(&['.', '?', '!']));
            let asked = end_mark.is_some_and(|u| u.text == "?");
            if range.len() == 1 && self.units[range.start].tag() == Tag::Mark {
                first |= self.units[range.start].is_mark(&ENDS);
            } else {
                before_relative = self.clause(&range, first, asked, before_relative, &mut out);
                first = false;
                continue;
            }
            self.emit(range.start, false, &mut out);
        }
        out
    }

    fn tag(&self, i: usize) -> Tag {
        self.units[i].tag()
    }

    /// Where the clauses lie; punctuation between them is a range of its own.
    fn ranges(&self) -> Vec<Range<usize>> {
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

    /// Puts one clause in order. Returns whether it is a relative one.
    #[allow(
        clippy::too_many_lines,
        reason = "the order of the clause reads from top to bottom"
    )]
    fn clause(
        &self,
        range: &Range<usize>,
        first: bool,
        asked: bool,
        after_relative: bool,
        out: &mut Vec<Slot>,
    ) -> bool {
        let mut at = range.start;
        let mut opener = "";
        while at < range.end {
            match self.tag(at) {
                Tag::Conjunction => at += 1,
                Tag::Preposition if at + 1 < range.end && self.tag(at + 1) == Tag::Subordinator => {
                    at += 1;
                }
                Tag::Subordinator if opener.is_empty() => {
                    opener = match self.units[at].class() {
                        "" => "subord",
                        class => class,
                    };
                    at += 1;
                }
                _ => break,
            }
        }
        let relative = matches!(opener, "relative" | "question") && !asked;
        for i in range.start..at {
            self.emit(i, false, out);
        }
        let Some(finite) = (at..range.end).find(|&i| self.tag(i) == Tag::Finite) else {
            for i in at..range.end {
                self.emit(i, false, out);
            }
            return relative;
        };
        let mut rest: Vec<usize> = (finite + 1..range.end).collect();
        let others = self.take_others(finite, &mut rest);
        let pre: Vec<usize> = (at..finite).collect();
        let nominative = rest.first().is_some_and(|&i| self.is_nominative(i));
        let by_itself = (self.has_subject(&pre) && !nominative)
            || (pre.is_empty() && relative)
            || (pre.is_empty() && after_relative && !first);
        let imperative =
            first && pre.is_empty() && !asked && self.units[finite].analysis().form == Form::Stem;
        let inverts = !by_itself
            && !imperative
            && (!pre.is_empty()
                || !first
                || asked
                || opener == "subord"
                || self.pronoun_follows(&rest));
        let mut subject = if inverts {
            self.take_subject(&mut rest, asked)
        } else {
            Vec::new()
        };
        // `there is the house`: what nothing follows stays after the verb to be.
        let lone_be = self.units[finite].class() == "be" && others.is_empty() && rest.is_empty();
        if lone_be
            && !pre.is_empty()
            && !asked
            && !subject.iter().any(|&i| self.tag(i) == Tag::Pronoun)
        {
            rest.append(&mut subject);
        }
        let denied = self.take_negation(&mut rest);
        let fronted = asked && (pre.is_empty() || opener == "question") && !subject.is_empty();
        let adverbs = if others.is_empty() {
            Vec::new()
        } else {
            self.take_adverbs(&mut rest)
        };
        self.object_before_adverb(&others, &mut rest);
        let group = Group {
            finite: &self.units[finite],
            others: others.iter().map(|&i| &self.units[i]).collect(),
            not_third: pre
                .iter()
                .chain(&subject)
                .any(|&i| self.is_plural_pronoun(i)),
        };
        let english = group.english(self.witness, denied.is_some(), fronted);
        let mut members = vec![finite];
        members.extend(&others);
        let existential = self.existential(&pre, &subject, finite, &mut rest);
        let plural = self.plural_finite(finite)
            && !pre
                .iter()
                .chain(&subject)
                .any(|&i| self.tag(i) == Tag::Conjunction);
        let head = |list: &[usize]| {
            let nouns = list
                .iter()
                .take_while(|&&i| self.tag(i) != Tag::Preposition);
            nouns.filter(|&&i| self.tag(i) == Tag::Noun).last().copied()
        };
        let agreeing = if plural {
            head(&subject).or_else(|| if by_itself { head(&pre) } else { None })
        } else {
            None
        };
        let before_verb = |i: usize, out: &mut Vec<Slot>| {
            if Some(i) == agreeing {
                push(
                    out,
                    choices(&self.units[i], self.witness, true, self.ngrams),
                    vec![i],
                );
            } else if existential && self.units[i].class() == "subject" {
                push(out, vec![Choice::new("there", 0.0, "rule:there")], vec![i]);
            } else {
                self.emit(i, true, out);
            }
        };
        for &i in &pre {
            before_verb(i, out);
        }
        if fronted && let Some(auxiliary) = &english.auxiliary {
            push(
                out,
                vec![Choice::new(auxiliary.clone(), 0.0, "rule:order")],
                members.clone(),
            );
        }
        for &i in &subject {
            before_verb(i, out);
        }
        let nothing_between = denied.is_none() && adverbs.is_empty();
        if let Some(auxiliary) = english.auxiliary.filter(|_| !fronted) {
            push(
                out,
                vec![Choice::new(auxiliary, 0.0, "rule:auxiliary")],
                members.clone(),
            );
        }
        if let Some(no) = denied {
            push(
                out,
                vec![Choice::new("not", 0.0, "rule:negation")],
                vec![no],
            );
        }
        for i in adverbs {
            self.emit(i, false, out);
        }
        let mut main = english.rest;
        if nothing_between {
            main.extend(english.whole);
        }
        if !main.is_empty() {
            push(out, main, members);
        }
        let has_conjunct = rest.iter().any(|&i| self.tag(i) == Tag::Conjunction);
        for &i in &rest {
            // A second participle after a conjunction shares the auxiliary of the first.
            if has_conjunct && self.tag(i) == Tag::Participle && !others.is_empty() {
                self.emit_conjunct(i, finite, out);
            } else {
                self.emit(i, false, out);
            }
        }
        relative
    }

    /// Takes what belongs to the finite verb out of `rest`.
    fn take_others(&self, finite: usize, rest: &mut Vec<usize>) -> Vec<usize> {
        let class = self.units[finite].class();
        if class.is_empty() {
            return Vec::new();
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

    /// Whether a noun phrase without preposition stands among `pre`.
    fn has_subject(&self, pre: &[usize]) -> bool {
        let mut k = 0;
        while k < pre.len() {
            let unit = &self.units[pre[k]];
            match unit.tag() {
                Tag::Preposition => {
                    let end = self.noun_phrase(pre, k + 1);
                    k = end.max(k + 1);
                    continue;
                }
                Tag::Noun | Tag::Name if !self.is_time(pre[k]) => return true,
                Tag::Pronoun => {
                    let rows = closed(&unit.key);
                    if rows.is_empty() || rows.iter().any(|r| r.class == "subject") {
                        return true;
                    }
                }
                Tag::Number if k + 1 == pre.len() => return true,
                _ => {}
            }
            k += 1;
        }
        false
    }

    fn is_time(&self, i: usize) -> bool {
        match &self.units[i].analysis().origin {
            Origin::Entry(reading) => reading.entry().source().starts_with("time.csv"),
            _ => false,
        }
    }

    /// Whether the word is a pronoun that can be nothing but a subject.
    fn is_nominative(&self, i: usize) -> bool {
        let rows = closed(&self.units[i].key);
        self.tag(i) == Tag::Pronoun
            && rows.iter().any(|r| r.class == "subject")
            && !rows.iter().any(|r| r.class == "object")
    }

    /// Whether the finite verb is of the plural.
    fn plural_finite(&self, i: usize) -> bool {
        let unit = &self.units[i];
        match unit.analysis().origin {
            Origin::Closed(row) => {
                matches!(row.class, "have" | "be" | "become")
                    && ["have", "are"].iter().any(|p| row.english.starts_with(p))
                    || (row.class == "will" && unit.text.ends_with('ן'))
            }
            _ => unit.analysis().form == Form::Base && unit.text.ends_with('ן'),
        }
    }

    /// Whether the word is the subject pronoun of a person whose verb takes no -s.
    fn is_plural_pronoun(&self, i: usize) -> bool {
        self.tag(i) == Tag::Pronoun
            && closed(&self.units[i].key)
                .iter()
                .any(|r| r.class == "subject" && matches!(r.english, "I" | "you" | "we" | "they"))
    }

    fn pronoun_follows(&self, rest: &[usize]) -> bool {
        rest.first()
            .is_some_and(|&i| self.units[i].class() == "subject")
    }

    /// Whether nothing stands between two words.
    fn adjoin(&self, a: usize, b: usize) -> bool {
        let end = self.units[a].parts.last().map(|p| p.end);
        end == self.units[b].parts.first().map(|p| p.start)
    }

    /// The end of the noun phrase that begins at `list[from]`; `from` where there is none.
    fn noun_phrase(&self, list: &[usize], from: usize) -> usize {
        let mut k = from;
        let mut head = from;
        while k < list.len() && (k == from || self.adjoin(list[k - 1], list[k])) {
            let unit = &self.units[list[k]];
            match unit.tag() {
                Tag::Pronoun if k == from && unit.class() != "reflexive" => return k + 1,
                Tag::Noun | Tag::Name => {
                    k += 1;
                    head = k;
                }
                Tag::Determiner if head == from => k += 1,
                Tag::Adjective | Tag::Number | Tag::Adverb | Tag::Participle if head == from => {
                    k += 1;
                }
                Tag::Mark if unit.is_mark(&['"', '״', '“', '”']) => {
                    k += 1;
                    if head + 1 == k && head > from {
                        head = k;
                    }
                }
                _ => break,
            }
        }
        if head == from {
            let number = list.get(from).is_some_and(|&i| self.tag(i) == Tag::Number);
            return if number { from + 1 } else { from };
        }
        if let Some(&next) = list.get(head) {
            let of = closed(&self.units[next].key)
                .iter()
                .any(|r| r.english.starts_with("of"));
            let and = self.tag(next) == Tag::Conjunction;
            if (of && self.tag(next) == Tag::Preposition) || and {
                let end = self.noun_phrase(list, head + 1);
                if end > head + 1 {
                    return end;
                }
            }
        }
        head
    }

    /// Takes the subject that follows its verb out of `rest`.
    fn take_subject(&self, rest: &mut Vec<usize>, asked: bool) -> Vec<usize> {
        for skip in 0..=2.min(rest.len()) {
            let passable = rest[..skip].iter().all(|&i| {
                matches!(self.tag(i), Tag::Adverb | Tag::Negation)
                    || matches!(self.units[i].class(), "object" | "reflexive")
            });
            if !passable {
                break;
            }
            let Some(&next) = rest.get(skip) else { break };
            if self.tag(next) == Tag::Adverb && skip < 2 && !asked {
                continue;
            }
            if self.units[next].class() == "reflexive" {
                continue;
            }
            let rows = closed(&self.units[next].key);
            if self.tag(next) == Tag::Pronoun
                && !rows.is_empty()
                && !rows.iter().any(|r| r.class == "subject")
            {
                continue;
            }
            let end = self.noun_phrase(rest, skip);
            if end > skip {
                return rest.drain(skip..end).collect();
            }
        }
        Vec::new()
    }

    fn take_negation(&self, rest: &mut Vec<usize>) -> Option<usize> {
        let at = rest.iter().position(|&i| self.tag(i) == Tag::Negation)?;
        Some(rest.remove(at))
    }

    /// An object that follows an adverb after an auxiliary goes before it: `arrested two people yesterday`.
    fn object_before_adverb(&self, others: &[usize], rest: &mut [usize]) {
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
            Origin::Entry(reading) => reading.entry().is_function() && !unit.text.contains(' '),
            _ => false,
        }
    }

    /// Takes the adverbs that stand right after the verb out of `rest`.
    fn take_adverbs(&self, rest: &mut Vec<usize>) -> Vec<usize> {
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
    fn existential(
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
