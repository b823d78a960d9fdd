//! From the order of a Yiddish clause to that of an English one.
//!
//! A clause has one finite verb. Its participles and infinitives are brought to it, a subject that follows it
//! is put before it, negations and short adverbs go where English has them.

use std::ops::Range;

use super::ngrams::Ngrams;
use super::options::{Choice, choices};
use super::place::push;
use super::tag::Tag;
use super::unit::{Form, Unit};
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
    /// A headline, in which the passive does without its auxiliary: *schools closed*.
    pub headline: bool,
}

pub(super) const ENDS: [char; 5] = ['.', '?', '!', ';', ':'];
pub(super) const BRACKETS: [char; 2] = ['(', ')'];

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

    pub(super) fn tag(&self, i: usize) -> Tag {
        self.units[i].tag()
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
        let mut relative = matches!(opener, "relative" | "question") && !asked;
        for i in range.start..at {
            self.emit(i, false, out);
        }
        let Some(finite) = (at..range.end).find(|&i| self.tag(i) == Tag::Finite) else {
            let mut all: Vec<usize> = (at..range.end).collect();
            self.be_before_participle(&mut all);
            for i in all {
                self.emit(i, false, out);
            }
            return relative;
        };
        let mut rest: Vec<usize> = (finite + 1..range.end).collect();
        let others = self.take_others(finite, &mut rest);
        let pre: Vec<usize> = (at..finite).collect();
        // `וואָס האָב איך געזאָגט` asks, with or without its mark.
        let asked = asked || (first && opener == "question" && pre.is_empty());
        relative &= !asked;
        let nominative = rest.first().is_some_and(|&i| self.is_nominative(i));
        let who = opener == "question" && at > 0 && self.is_nominative_question(at - 1);
        let by_itself = (self.has_subject(&pre) && !nominative)
            || (who && pre.is_empty())
            || (pre.is_empty() && relative)
            || (pre.is_empty() && after_relative && !first);
        let imperative =
            first && pre.is_empty() && !asked && self.units[finite].analysis().form == Form::Stem;
        // `און האט געזאגט` goes on with the subject that it has.
        let shared = !first
            && pre.is_empty()
            && opener.is_empty()
            && at > range.start
            && !self.pronoun_follows(&rest)
            && !nominative;
        let phrase_asks = asked && pre.first().is_some_and(|&i| self.asks(i));
        let inverts = (!by_itself || phrase_asks)
            && !imperative
            && !shared
            && (!pre.is_empty()
                || !first
                || asked
                || opener == "subord"
                || self.pronoun_follows(&rest));
        // `האָסט געזען?`: the pronoun of the second person is in the verb.
        let you = self.is_second_person(finite)
            && !imperative
            && !(at..range.end).any(|i| self.is_second_pronoun(i));
        let mut subject = if inverts && !you {
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
        let mut denied = self.take_negation(&mut rest);
        // `קיינער קומט נישט` denies twice, *nobody comes* once.
        let twice = denied.filter(|_| {
            let mut all = pre.iter().chain(&subject).chain(&rest);
            all.any(|&i| self.denies(i, &["never", "nobody", "nothing"]))
        });
        if twice.is_some() {
            denied = None;
        }
        let fronted = asked
            && (pre.is_empty()
                || opener == "question"
                || pre.first().is_some_and(|&i| self.asks(i)))
            && (you || !subject.is_empty());
        let denying = rest
            .first()
            .is_some_and(|&i| self.tag(i) == Tag::Adverb && self.denies(i, &["never"]));
        let alone = others.is_empty() && !(denying && self.units[finite].class().is_empty());
        let adverbs = if alone {
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
                .any(|&i| self.is_plural_pronoun(i))
                || you,
        };
        let mut english = group.english(self.witness, denied.is_some(), fronted);
        let mut members = vec![finite];
        members.extend(&others);
        members.extend(twice);
        let existential = self.existential(&pre, &subject, finite, &mut rest);
        if existential
            && self.counts_many(&rest)
            && let Some(auxiliary) = &mut english.auxiliary
        {
            match auxiliary.as_str() {
                "is" => "are".clone_into(auxiliary),
                "was" => "were".clone_into(auxiliary),
                _ => {}
            }
        }
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
        if you {
            push(out, vec![Choice::new("you", 0.0, "rule:you")], vec![finite]);
        }
        let nothing_between = denied.is_none() && adverbs.is_empty();
        let mut auxiliary = english.auxiliary.filter(|_| !fronted);
        if self.headline && denied.is_none() && opener.is_empty() {
            let passive = self.units[finite].class() == "become" && !others.is_empty();
            auxiliary =
                auxiliary.filter(|word| !(passive && matches!(word.as_str(), "is" | "are")));
            for choice in &mut english.rest {
                if self.units[finite].class().is_empty()
                    && let Some(rest) = choice.text.strip_prefix("are ")
                {
                    choice.text = rest.to_owned();
                }
            }
        }
        if denied.is_some() && auxiliary.as_deref() == Some("can") {
            auxiliary = Some("cannot".to_owned());
            members.extend(denied.take());
        }
        if let Some(auxiliary) = auxiliary {
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
        self.be_before_participle(&mut rest);
        let has_conjunct = rest.iter().any(|&i| self.tag(i) == Tag::Conjunction);
        for &i in &rest {
            // A second participle after a conjunction shares the auxiliary of the first.
            if has_conjunct && self.tag(i) == Tag::Participle && !others.is_empty() {
                self.emit_conjunct(i, finite, out);
            } else {
                self.emit(i, false, out);
            }
        }
        // After a clause that opens the sentence the main one inverts: `ווען ער קומט, לאַכט זי`.
        relative && !first
    }
}
