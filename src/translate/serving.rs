//! Words that serve others, told from what is spelled alike: articles, pronouns, prepositions, question words.

use super::tag::Tag;
use super::unit::{Analysis, Form, Origin, Unit};

/// An article that neither noun nor adjective follows is a pronoun: `האסט דאס געזען`.
pub(super) fn articles_without_noun(units: &mut [Unit]) {
    for i in 0..units.len() {
        if units[i].class() != "article" {
            continue;
        }
        let alone = units.get(i + 1).is_none_or(|u| {
            matches!(
                u.tag(),
                Tag::Finite | Tag::Participle | Tag::Preposition | Tag::Mark | Tag::Negation
            ) && !u.is_mark(&['"', '״', '“', '”'])
        });
        if alone {
            units[i].retag(|a| a.tag == Tag::Pronoun);
        }
    }
}

/// `דאָס` before a name or a possessive is no article: `this is Leah's`.
pub(super) fn pronouns_before_names(units: &mut [Unit]) {
    let this = crate::yiddish::key::of("דאָס");
    for i in 1..units.len() {
        let next = &units[i];
        let owner = next.tag() == Tag::Name || next.class() == "possessive";
        if owner && units[i - 1].tag() == Tag::Determiner && units[i - 1].key == this {
            units[i - 1].retag(|a| a.tag == Tag::Pronoun);
        }
    }
}

/// What opens a clause or is a preposition, as `ווי`, is the preposition where no finite verb follows.
pub(super) fn prepositions_without_verb(units: &mut [Unit]) {
    for i in 0..units.len() {
        if units[i].tag() != Tag::Subordinator {
            continue;
        }
        let followed = units[i + 1..]
            .iter()
            .take_while(|u| {
                !matches!(u.tag(), Tag::Subordinator | Tag::Conjunction)
                    && (u.tag() != Tag::Mark || u.is_mark(&['"', '״', '-', '/']))
            })
            .any(|u| matches!(u.tag(), Tag::Finite | Tag::Tsu));
        let noun = units.get(i + 1).is_some_and(|u| {
            matches!(
                u.tag(),
                Tag::Noun | Tag::Name | Tag::Determiner | Tag::Adjective | Tag::Number
            )
        });
        if !followed && noun {
            units[i].retag(|a| a.tag == Tag::Preposition);
        }
    }
}

/// `קיין` before a name is *to*, unless something is denied.
pub(super) fn to_places(units: &mut [Unit]) {
    for i in 1..units.len() {
        if units[i - 1].class() == "negative"
            && units[i].tag() == Tag::Name
            && !units[..i].iter().any(|u| u.tag() == Tag::Negation)
        {
            units[i - 1].retag(|a| a.tag == Tag::Preposition);
        }
    }
}

/// After an article of the singular a noun in ־ס before another noun is no plural: `דעם ברודערס הויז`.
pub(super) fn possessives_after_singular(units: &mut [Unit]) {
    for i in 1..units.len().saturating_sub(1) {
        let Origin::Closed(article) = units[i - 1].analysis().origin else {
            continue;
        };
        if article.note == "singular"
            && article.class == "article"
            && units[i].analysis().form == Form::Plural
            && matches!(units[i + 1].tag(), Tag::Noun | Tag::Adjective)
        {
            units[i].retag(|a| a.tag == Tag::Noun && a.form == Form::Possessive);
        }
    }
}

/// `צי` before its verb only says that it asks.
pub(super) fn questions_without_word(units: &mut [Unit]) {
    for i in 1..units.len() {
        let begins = i == 1 || units[i - 2].tag() == Tag::Mark;
        if begins && units[i].tag() == Tag::Finite {
            units[i - 1]
                .retag(|a| matches!(a.origin, Origin::Closed(row) if row.class == "whether"));
        }
    }
}

/// `איר` before what can be the verb that goes with it is no possessive: `איר זייט`.
pub(super) fn pronouns_before_auxiliaries(units: &mut [Unit]) {
    for i in 1..units.len() {
        let auxiliary =
            |a: &Analysis| a.tag == Tag::Finite && matches!(a.origin, Origin::Closed(_));
        if units[i - 1].class() == "possessive"
            && units[i - 1].can_be(Tag::Pronoun)
            && units[i].analyses.iter().any(auxiliary)
        {
            units[i - 1].retag(|a| a.tag == Tag::Pronoun);
            units[i].retag(auxiliary);
        }
    }
}

/// `וואָס` that goes with no noun before it is *what*: after a verb or a preposition, and at the beginning.
pub(super) fn relatives_without_noun(units: &mut [Unit]) {
    for i in 0..units.len() {
        if units[i].class() != "relative" {
            continue;
        }
        let alone = i.checked_sub(1).is_none_or(|b| {
            let before = &units[b];
            // `saw a man who came` has the noun before the participle.
            let noun = b
                .checked_sub(1)
                .is_some_and(|n| matches!(units[n].tag(), Tag::Noun | Tag::Name));
            matches!(before.tag(), Tag::Finite | Tag::Preposition | Tag::Negation)
                || (matches!(before.tag(), Tag::Infinitive | Tag::Participle) && !noun)
                || before.is_mark(&['.', '?', '!', ':', '"', '״'])
        });
        if alone {
            units[i].retag(|a| matches!(a.origin, Origin::Closed(row) if row.class == "question"));
        }
    }
}

/// A possessive that no noun follows is something else: `very`, `be`. So is one before an adjective without
/// ending, which goes with no noun.
pub(super) fn determiners_without_noun(units: &mut [Unit]) {
    for i in 0..units.len() {
        if units[i].class() != "possessive" {
            continue;
        }
        let after_verb = units[..i]
            .iter()
            .any(|u| matches!(u.class(), "be" | "become" | "been"));
        let predicate = |u: &Unit| {
            u.tag() != Tag::Adjective && u.can_be(Tag::Adjective) && u.can_be(Tag::Adverb)
        };
        if after_verb
            && units[i].can_be(Tag::Adverb)
            && units.get(i + 1).is_some_and(predicate)
            && units
                .get(i + 2)
                .is_none_or(|u| !matches!(u.tag(), Tag::Noun | Tag::Adjective))
        {
            units[i].retag(|a| a.tag == Tag::Adverb);
            units[i + 1].retag(|a| a.tag == Tag::Adjective);
            continue;
        }
        let head = units[i + 1..].iter().position(|u| {
            !matches!(
                u.tag(),
                Tag::Adjective | Tag::Number | Tag::Adverb | Tag::Participle
            )
        });
        let noun = head.is_some_and(|h| match units[i + 1 + h].tag() {
            Tag::Noun | Tag::Name => true,
            // `her coming`, but not `you first to come`.
            Tag::Infinitive => h == 0,
            _ => false,
        });
        if !noun {
            let unit = &mut units[i];
            let _ = unit.retag(|a| a.tag == Tag::Adverb)
                || unit.retag(|a| a.tag == Tag::Infinitive)
                || unit.retag(|a| a.tag == Tag::Pronoun);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::settle::tests::tags;
    use super::*;

    #[test]
    fn an_article_without_noun_is_a_pronoun() {
        assert_eq!(tags("ער האט דאס געזען")[2], Tag::Pronoun);
        assert_eq!(tags("ער האט דאס הויז געזען")[2], Tag::Determiner);
    }

    #[test]
    fn what_opens_no_clause_is_a_preposition() {
        assert_eq!(tags("גרעסער ווי א הויז")[1], Tag::Preposition);
        assert_eq!(tags("ביז ער קומט")[0], Tag::Subordinator);
    }

    #[test]
    fn keyn_before_a_place_denies_nothing() {
        assert_eq!(tags("ער פארט קיין אמעריקע")[2], Tag::Preposition);
        assert_eq!(tags("ער האט נישט קיין געלט")[3], Tag::Determiner);
    }
}
