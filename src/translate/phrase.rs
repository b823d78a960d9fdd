//! Noun phrases, and which of them is the subject.

use super::clause::Clauses;
use super::tag::Tag;
use super::unit::{Form, Origin, closed};
use crate::tables::ENGLISH_CUES;

impl Clauses<'_, '_> {
    /// Whether a noun phrase without preposition stands among `pre`.
    pub(super) fn has_subject(&self, pre: &[usize]) -> bool {
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
    pub(super) fn is_nominative(&self, i: usize) -> bool {
        let rows = closed(&self.units[i].key);
        self.tag(i) == Tag::Pronoun
            && rows.iter().any(|r| r.class == "subject")
            && !rows.iter().any(|r| r.class == "object")
    }

    /// Whether the finite verb is of the plural.
    pub(super) fn plural_finite(&self, i: usize) -> bool {
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

    /// Whether the finite verb is of the second person singular, whose pronoun may be left out.
    pub(super) fn is_second_person(&self, i: usize) -> bool {
        let unit = &self.units[i];
        match &unit.analysis().origin {
            Origin::Closed(_) => unit.text.ends_with("סט"),
            Origin::Entry(reading) => match reading.inflection() {
                "2sg" => true,
                "present" => unit.text.ends_with("סט"),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the question word can be nothing but the subject: `ווער`.
    pub(super) fn is_nominative_question(&self, i: usize) -> bool {
        match self.units[i].analysis().origin {
            Origin::Closed(row) => row.class == "question" && row.english == "who",
            _ => false,
        }
    }

    /// Whether the word is a phrase that asks: `וואָס פֿאַר אַ`.
    pub(super) fn asks(&self, i: usize) -> bool {
        match &self.units[i].analysis().origin {
            Origin::Entry(reading) => reading.entry().senses().next().is_some_and(|sense| {
                let word = sense.split(' ').next().unwrap_or_default();
                matches!(word, "what" | "which" | "how" | "whose")
            }),
            _ => false,
        }
    }

    /// Whether English denies by the word alone, in one of these ways: `nobody`, `never`.
    pub(super) fn denies(&self, i: usize, ways: &[&str]) -> bool {
        let negative = |sense: &str| {
            ENGLISH_CUES
                .iter()
                .any(|cue| cue.word == sense && ways.contains(&cue.class))
        };
        match &self.units[i].analysis().origin {
            Origin::Entry(reading) => reading.entry().senses().any(negative),
            _ => false,
        }
    }

    /// Whether the word is the pronoun of the second person singular.
    pub(super) fn is_second_pronoun(&self, i: usize) -> bool {
        self.units[i].text == "דו"
    }

    /// Whether the noun phrase that `list` begins with is of the plural.
    pub(super) fn counts_many(&self, list: &[usize]) -> bool {
        let head = list.iter().find(|&&i| {
            !matches!(
                self.tag(i),
                Tag::Adjective | Tag::Adverb | Tag::Determiner | Tag::Negation
            )
        });
        let Some(&head) = head else { return false };
        let analysis = self.units[head].analysis();
        match (self.tag(head), &analysis.origin) {
            (Tag::Number, Origin::Number(number)) => number.value != 1.0 && !number.ordinal,
            (Tag::Noun, _) => matches!(analysis.form, Form::Plural | Form::Agents),
            _ => false,
        }
    }

    /// Whether the word is the subject pronoun of a person whose verb takes no -s.
    pub(super) fn is_plural_pronoun(&self, i: usize) -> bool {
        self.tag(i) == Tag::Pronoun
            && closed(&self.units[i].key).iter().any(|r| {
                let first = r.english.split(" | ").next().unwrap_or_default();
                r.class == "subject" && matches!(first, "I" | "you" | "we" | "they")
            })
    }

    pub(super) fn pronoun_follows(&self, rest: &[usize]) -> bool {
        rest.first()
            .is_some_and(|&i| self.units[i].class() == "subject")
    }

    /// Whether nothing stands between two words.
    fn adjoin(&self, a: usize, b: usize) -> bool {
        let end = self.units[a].parts.last().map(|p| p.end);
        end == self.units[b].parts.first().map(|p| p.start)
    }

    /// The end of the noun phrase that begins at `list[from]`; `from` where there is none.
    pub(super) fn noun_phrase(&self, list: &[usize], from: usize) -> usize {
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
    pub(super) fn take_subject(&self, rest: &mut Vec<usize>, asked: bool) -> Vec<usize> {
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
}
