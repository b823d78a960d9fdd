//! What the tagger cannot see, since it looks at neighbours only: words of one clause that depend on each other.

use super::serving;
use super::tag::Tag;
use super::unit::{Analysis, Form, Origin, Unit, closed};

/// Settles the tags of words that depend on others farther off.
pub fn settle(units: &mut [Unit]) {
    infinitives_after_tsu(units);
    verbs_beside_auxiliaries(units);
    participles_of_have(units);
    serving::determiners_without_noun(units);
    predicate_adjectives(units);
    serving::articles_without_noun(units);
    finite_after_subject(units);
    serving::prepositions_without_verb(units);
    serving::to_places(units);
    serving::possessives_after_singular(units);
    serving::questions_without_word(units);
    to_be_done(units);
    serving::pronouns_before_names(units);
    serving::pronouns_before_auxiliaries(units);
    serving::relatives_without_noun(units);
    imperatives(units);
}

/// A line without finite verb that begins with what can be one gives an order.
fn imperatives(units: &mut [Unit]) {
    let end = units
        .iter()
        .position(|u| u.tag() == Tag::Mark)
        .unwrap_or(units.len());
    let finite = units[..end].iter().any(|u| u.tag() == Tag::Finite);
    if !finite
        && end > 1
        && let Some(first) = units.first_mut()
        && first.class().is_empty()
    {
        first.retag(|a| a.tag == Tag::Finite && a.form == Form::Stem);
    }
}

/// `צו` before what can be an infinitive is the particle of it.
fn infinitives_after_tsu(units: &mut [Unit]) {
    for i in 1..units.len() {
        if units[i - 1].can_be(Tag::Tsu) && units[i].can_be(Tag::Infinitive) {
            units[i - 1].retag(|a| a.tag == Tag::Tsu);
            units[i].retag(|a| a.tag == Tag::Infinitive);
        }
    }
}

/// A clause has one finite verb: beside an auxiliary others are participles or infinitives, and what
/// was taken for a participle without an auxiliary is finite.
fn verbs_beside_auxiliaries(units: &mut [Unit]) {
    let mut auxiliary = "";
    let mut finite = false;
    for i in 0..units.len() {
        let unit = &units[i];
        match unit.tag() {
            Tag::Mark if !unit.is_mark(&['"', '״', '-', '/']) => (auxiliary, finite) = ("", false),
            Tag::Subordinator => (auxiliary, finite) = ("", false),
            Tag::Finite if auxiliary.is_empty() => {
                finite = true;
                auxiliary = unit.class();
            }
            Tag::Finite => {
                let units_class = unit.class();
                let modal = matches!(auxiliary, "modal" | "will" | "would");
                let between_is_conjunction = units[..i]
                    .iter()
                    .rev()
                    .take_while(|u| u.tag() != Tag::Finite)
                    .any(|u| u.tag() == Tag::Conjunction);
                let unit = &mut units[i];
                let done = if modal {
                    unit.retag(|a| a.tag == Tag::Infinitive && a.form != Form::TsuInfinitive)
                        || unit.retag(|a| a.tag == Tag::Participle)
                } else {
                    unit.retag(|a| a.tag == Tag::Participle)
                };
                if !done && between_is_conjunction {
                    auxiliary = units_class;
                }
            }
            Tag::Participle if !finite => {
                let auxiliary_follows = units[i + 1..]
                    .iter()
                    .take_while(|u| !matches!(u.tag(), Tag::Mark | Tag::Subordinator))
                    .any(|u| u.tag() == Tag::Finite);
                if !auxiliary_follows && units[i].retag(|a| a.tag == Tag::Finite) {
                    finite = true;
                }
            }
            _ => {}
        }
    }
}

/// `האָבן` in a clause without participle takes what was thought an adjective or adverb, if that can be one.
fn participles_of_have(units: &mut [Unit]) {
    let mut start = 0;
    for end in 0..=units.len() {
        let ends = units.get(end).is_none_or(|u| {
            u.tag() == Tag::Subordinator
                || (u.tag() == Tag::Mark && !u.is_mark(&['"', '״', '-', '/']))
        });
        if !ends {
            continue;
        }
        let clause = &mut units[start..end];
        start = end;
        let Some(have) = clause.iter().position(|u| u.class() == "have") else {
            continue;
        };
        if clause.iter().any(|u| u.tag() == Tag::Participle) {
            continue;
        }
        let loose = |u: &Unit| matches!(u.tag(), Tag::Adjective | Tag::Adverb);
        let candidate = clause[have + 1..]
            .iter_mut()
            .rfind(|u| loose(u) && u.can_be(Tag::Participle));
        if let Some(unit) = candidate {
            unit.retag(|a| a.tag == Tag::Participle);
            continue;
        }
        // `האסט דאס געזען`, which is not the gases.
        if let Some(last) = clause.len().checked_sub(1).filter(|&l| l > have + 1)
            && clause[last].tag() == Tag::Noun
            && clause[last].can_be(Tag::Participle)
            && !matches!(
                clause[last - 1].tag(),
                Tag::Adjective | Tag::Preposition | Tag::Number
            )
            && !matches!(
                clause[last - 1].class(),
                "indefinite" | "possessive" | "negative"
            )
        {
            clause[last].retag(|a| a.tag == Tag::Participle);
        }
    }
}

/// After *to be* a word without determiner that is a noun or an adjective without ending is the adjective: `איז שווער`.
fn predicate_adjectives(units: &mut [Unit]) {
    let mut be = false;
    for i in 0..units.len() {
        match units[i].tag() {
            Tag::Finite => be = matches!(units[i].class(), "be" | "become"),
            Tag::Mark | Tag::Subordinator => be = false,
            Tag::Adverb if be && units[i].analysis().form == Form::Comparative => {
                units[i].retag(|a| a.tag == Tag::Adjective && a.form == Form::Comparative);
            }
            Tag::Noun if be && i > 0 => {
                let open = matches!(
                    units[i - 1].tag(),
                    Tag::Finite | Tag::Adverb | Tag::Negation | Tag::Participle
                );
                let last = units
                    .get(i + 1)
                    .is_none_or(|u| !matches!(u.tag(), Tag::Noun | Tag::Name));
                if open && last && units[i].can_be(Tag::Adverb) {
                    units[i].retag(|a| a.tag == Tag::Adjective && a.form == Form::Base);
                }
            }
            _ => {}
        }
    }
}

/// A clause of a headline that has a subject and no finite verb, but what can be one, has that: `צווייטע וואלן ווערן בטל`.
fn finite_after_subject(units: &mut [Unit]) {
    let ends = |u: &Unit| {
        matches!(u.tag(), Tag::Subordinator | Tag::Conjunction)
            || (u.tag() == Tag::Mark && !u.is_mark(&['"', '״', '-', '/']))
    };
    for clause in units.split_mut(ends) {
        if clause.iter().any(|u| u.tag() == Tag::Finite) {
            continue;
        }
        let after_pronoun = |i: usize| {
            i == 1
                && closed(&clause[0].key)
                    .iter()
                    .any(|row| row.class == "subject")
                && clause[1].tag() == Tag::Preposition
                && clause[1].can_be(Tag::Finite)
        };
        let at = (1..clause.len()).find(|&i| {
            after_pronoun(i)
                || clause[i].tag() == Tag::Infinitive
                    && clause[i].analysis().form == Form::Base
                    && matches!(clause[i - 1].tag(), Tag::Noun | Tag::Name)
                    && !clause[..i]
                        .iter()
                        .any(|u| matches!(u.tag(), Tag::Preposition | Tag::Infinitive | Tag::Tsu))
        });
        if let Some(at) = at {
            clause[at].retag(|a| a.tag == Tag::Finite);
        }
    }
}

/// `צו` before a participle with its auxiliary goes with that: `צו געשאפן ווערן`, *to be created*.
fn to_be_done(units: &mut [Unit]) {
    for i in 2..units.len() {
        let [to, done, be] = &mut units[i - 2..=i] else {
            continue;
        };
        let auxiliary = |a: &Analysis| match a.origin {
            Origin::Closed(row) => row.class == "infinitive",
            _ => false,
        };
        if to.can_be(Tag::Tsu) && done.can_be(Tag::Participle) && be.analyses.iter().any(auxiliary)
        {
            to.retag(|a| a.tag == Tag::Tsu);
            done.retag(|a| a.tag == Tag::Participle);
            be.retag(auxiliary);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::expand::expand;
    use super::super::read::units;
    use super::*;
    use crate::glossary::Glossary;
    use crate::yiddish::Headline;

    /// What the words of `line` do in it.
    pub fn tags(line: &str) -> Vec<Tag> {
        let glossary = Glossary::builtin();
        let tokens = expand(&Headline::parse(line).tokens, &glossary);
        units(&tokens, &glossary).iter().map(Unit::tag).collect()
    }

    #[test]
    fn a_verb_beside_an_auxiliary_is_not_finite() {
        assert_eq!(
            tags("די רעגירונג האט פארלענגערט"),
            [Tag::Determiner, Tag::Noun, Tag::Finite, Tag::Participle]
        );
        assert_eq!(
            tags("די רעגירונג פארלענגערט"),
            [Tag::Determiner, Tag::Noun, Tag::Finite]
        );
    }

    #[test]
    fn a_possessive_without_noun_is_an_adverb() {
        assert_eq!(tags("דאס הויז איז זייער גרויס")[3], Tag::Adverb);
        assert_eq!(tags("זייער הויז איז גרויס")[0], Tag::Determiner);
    }

    #[test]
    fn orders_begin_with_their_verb() {
        assert_eq!(tags("רוף די פאליציי")[0], Tag::Finite);
    }
}
