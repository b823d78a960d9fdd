//! What a document leaves unexplained: the terms for which the glossary has no word in the story,
//! and the words of the story that no known term stands for.

use crate::align::choose::Weighed;
use crate::align::confidence::confidence;
use crate::align::pairs::evidence;
use crate::align::terms::{Kind, Term};
use crate::align::{Aligner, Assignment, Relation};
use crate::document::Document;
use crate::english::{Body, fold, is_function_word};
use crate::glossary::Glossary;
use crate::glossary::analyse::{Derivation, Reading};
use crate::glossary::entry::Pos;
use crate::tables::{PREFIXES, SPELLING, SUFFIXES};
use crate::yiddish::letters::reshape;
use crate::yiddish::{Headline, TokenKind, key};

use super::evidence::can_be;
use super::words::class;

/// Words of a story that are looked at; what comes later says little of the headline.
const MOST_WORDS: usize = 240;
/// A reading dearer than this may be chance.
const DOUBTFUL: f32 = 0.3;
/// From this confidence on a pair explains its words.
const SURE: f64 = 0.55;

/// Why a term is left over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// The glossary and the rules do not know the word.
    Unknown,
    /// The only readings are dear ones, and the story supports none of them.
    Doubtful,
    /// A known word, but the story has none of its senses.
    Unsupported,
}

/// A term left over.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The word, normalized.
    pub form: String,
    /// The lemma of its likeliest reading, empty where there is none.
    pub lemma: String,
    /// Part of speech of that reading.
    pub pos: Option<Pos>,
    /// Why it is left.
    pub state: State,
    /// Its token in the headline.
    pub at: u16,
    /// Unicode scalar values of the headline as written, end exclusive.
    pub span: (u32, u32),
    /// The nearest explained term on either side: how many tokens away, and at which word of the story.
    pub anchors: [Option<(u16, u16)>; 2],
}

/// How the glossary explains a term that has no entry of its own for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// By rules of spelling.
    Respelled,
    /// By rules that make new words, such as those of compounds.
    Derived,
    /// By a word of the same root and another part of speech: an infinitive that looks like a plural,
    /// a noun that looks like a verb's stem.
    Family,
    /// By a synonym of a sense, or another word of its family.
    Synonym,
}

/// A term that the story supports, but by a rule and not by an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmed {
    /// The word, normalized.
    pub form: String,
    /// The form as the rules build it, pointed.
    pub built: String,
    /// The lemma it was led back to.
    pub lemma: String,
    /// Part of speech of the word as it stands.
    pub pos: Option<Pos>,
    /// Which kind of rule.
    pub way: Way,
    /// The story's words: the class of a single one, or as written.
    pub english: String,
    /// How sure the pair is, in 255ths.
    pub sure: u8,
    /// Unicode scalar values of the headline as written, end exclusive.
    pub span: (u32, u32),
    /// Unicode scalar values of the story, likewise.
    pub word_span: (u32, u32),
}

/// A word of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// All its forms are one class: see [`class`].
    pub class: String,
    /// Its place among the words of the story.
    pub at: u16,
    /// How far no known term explains it, 255 for not at all.
    pub free: u8,
    /// Written with a capital where that says something.
    pub capital: bool,
    /// Stands at the beginning of a sentence.
    pub opens: bool,
    /// Unicode scalar values of the story, end exclusive.
    pub span: (u32, u32),
}

/// What is left of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Residue {
    /// The document's id.
    pub id: String,
    /// Its headline, as written.
    pub headline: String,
    /// Its story, as written.
    pub body: String,
    /// How many tokens the headline has.
    pub tokens: u16,
    /// Terms left over.
    pub left: Vec<Left>,
    /// Lemmas of known terms that the story supports.
    pub supported: Vec<String>,
    /// Terms that it supports by a rule only.
    pub confirmed: Vec<Confirmed>,
    /// The story's words, as far as they are looked at.
    pub words: Vec<Word>,
}

/// Takes what `glossary` explains out of `document`.
pub fn residue(glossary: &Glossary, document: &Document) -> Residue {
    let headline = Headline::parse(&document.headline);
    let body = Body::parse(&document.body);
    let Assignment {
        terms: found,
        weighed,
        chosen,
    } = Aligner::new(glossary).assign(&headline, &body);
    let mut free = vec![255u8; body.words.len()];
    // For each explained term its token and its word.
    let mut anchors: Vec<(u16, u16)> = Vec::new();
    let mut left: Vec<(usize, State)> = Vec::new();
    let mut supported = Vec::new();
    let mut confirmed = Vec::new();
    for (i, term) in found.iter().enumerate() {
        let pick = chosen.get(i).copied().flatten().map(|c| &weighed[i][c]);
        let sure = pick.map_or(0.0, |w| confidence(&evidence(w, &weighed[i])));
        // A verb that the glossary has with זיך only is another verb where it stands without.
        let bare = term.parts == [term.start()..term.start() + 1];
        let reflexive = |r: &Reading| bare && r.entry().is_reflexive();
        let plain = term.readings.iter().find(|r| !reflexive(r));
        if let Some(w) = pick.filter(|_| sure >= SURE) {
            let words = &w.candidate.words;
            anchors.push((term.start() as u16, words.start as u16));
            let reading = w.candidate.reading.and_then(|r| term.readings.get(r));
            // A name taken by its sound alone is what a glossary lacks.
            let explained = match reading {
                Some(r) => !reflexive(r),
                None => !term.is_unknown() && w.candidate.relation != Relation::Transliteration,
            };
            if explained {
                for word in words.clone() {
                    free[word] = free[word].min(((1.0 - sure) * 255.0) as u8);
                }
                supported.extend(reading.map(|r| r.entry().lemma().to_owned()));
                if let Some(reading) = reading.filter(|_| wanted(term, &headline)) {
                    confirmed.extend(confirm(term, reading, w, sure, &headline, &body));
                }
                continue;
            }
        }
        let state = match plain {
            None => State::Unknown,
            Some(r) if r.cost > DOUBTFUL => State::Doubtful,
            Some(_) => State::Unsupported,
        };
        if wanted(term, &headline) {
            left.push((i, state));
        }
    }
    anchors.sort_unstable();
    let left = left
        .into_iter()
        .map(|(i, state)| leave(&found[i], state, &headline, &anchors))
        .collect();
    Residue {
        id: document.id.clone(),
        headline: document.headline.clone(),
        body: document.body.clone(),
        tokens: headline.tokens.len() as u16,
        left,
        supported,
        confirmed,
        words: words(&body, &free),
    }
}

/// A spelling by rules dearer than this is worth an entry under `variants`.
const DEAR_SPELLING: f32 = 0.15;
/// Rules of inflection dearer than this make new words.
const WORD_FORMING: f32 = 0.3;

/// The term with its words, where a rule and no entry explains the one or the other.
fn confirm(
    term: &Term,
    reading: &Reading,
    weighed: &Weighed,
    sure: f64,
    headline: &Headline,
    body: &Body,
) -> Option<Confirmed> {
    let words = &weighed.candidate.words;
    let rule = reading.inflection();
    let pos = reading.pos();
    let one = words.len() == 1;
    let text = body.slice(words);
    let english = if one {
        class(text)
    } else {
        text.to_lowercase()
    };
    // A verb's stem where the story has a noun, a noun's plural where it has a verb: other words.
    let noun = rule == "stem" && one && as_noun(body, words.start);
    let verb = pos == Some(Pos::Noun)
        && term.key.ends_with(&key::of("ן"))
        && can_be(&english, Pos::Verb) == Some(true)
        && one;
    let forming = f32::from(reading.posting.cost) / 100.0 >= WORD_FORMING;
    let spelling: f32 = reading
        .spelling
        .iter()
        .map(|&r| SPELLING[usize::from(r)].cost)
        .sum();
    let (way, pos) = match weighed.candidate.relation {
        // A noun that the rules make of a verb, with the very verb in the story: a looser rendering,
        // but for those who do it, whom English names by the same rule.
        Relation::Family if forming && pos == Some(Pos::Verb) => (Way::Derived, Some(Pos::Noun)),
        Relation::Exact | Relation::Inflected if noun || forming && pos == Some(Pos::Verb) => {
            (Way::Family, Some(Pos::Noun))
        }
        Relation::Exact | Relation::Inflected | Relation::Family
            if forming || reading.derivation != Derivation::None =>
        {
            (Way::Derived, pos)
        }
        Relation::Exact | Relation::Inflected if spelling >= DEAR_SPELLING => (Way::Respelled, pos),
        Relation::Family if verb => (Way::Family, Some(Pos::Verb)),
        Relation::Family | Relation::Synonym if one => (Way::Synonym, pos),
        _ => return None,
    };
    let at = term.parts[0].start;
    let token = &headline.tokens[at];
    let span = headline.normalized.source_span(token.range.clone());
    let chars = body.chars(words);
    Some(Confirmed {
        form: token.text.clone(),
        built: built(reading),
        lemma: reading.entry().lemma().to_owned(),
        pos,
        way,
        english,
        sure: (sure * 255.0) as u8,
        span: (span.start as u32, span.end as u32),
        word_span: (chars.start as u32, chars.end as u32),
    })
}

/// Words after which English has a verb.
const BEFORE_VERBS: [&str; 24] = [
    "to", "not", "will", "would", "can", "could", "should", "shall", "must", "may", "might", "i",
    "you", "we", "they", "do", "did", "does", "dont", "lets", "let", "please", "who", "and",
];

/// Whether the word at `at` stands where English has a noun.
fn as_noun(body: &Body, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| body.words.get(i));
    !body.words[at].opens
        && before
            .is_some_and(|w| !BEFORE_VERBS.contains(&fold(&body.text[w.bytes.clone()]).as_str()))
}

/// The word as the rules build it, with the points of its parts.
fn built(reading: &Reading) -> String {
    let form = reading.form();
    match &reading.derivation {
        Derivation::None => form,
        Derivation::Suffix(i) => reshape(&format!("{form}{}", SUFFIXES[*i].text)),
        Derivation::Prefix(i) => reshape(&format!("{}{form}", PREFIXES[*i].prefix)),
        Derivation::Compound(before) => {
            let parts: String = before
                .iter()
                .map(|m| {
                    let part = reading.index.form(&m.form, &m.posting);
                    part + &key::show(&m.link)
                })
                .collect();
            reshape(&(parts + &form))
        }
    }
}

/// What the lemmas of reflexive verbs end in.
const REFLEXIVE: &str = " זיך";

/// Whether a term can become an entry: one word, in Hebrew script.
fn wanted(term: &Term, headline: &Headline) -> bool {
    let word = |t: usize| headline.tokens[t].kind == TokenKind::Word;
    term.kind == Kind::Word
        && term.parts.len() == 1
        && term.parts[0].len() == 1
        && word(term.parts[0].start)
        && key::of(&headline.tokens[term.parts[0].start].text).len() >= 2
}

fn leave(term: &Term, state: State, headline: &Headline, anchors: &[(u16, u16)]) -> Left {
    let at = term.parts[0].start;
    let token = &headline.tokens[at];
    let span = headline.normalized.source_span(token.range.clone());
    let here = at as u16;
    let before = anchors.iter().rev().find(|a| a.0 < here);
    let after = anchors.iter().find(|a| a.0 > here);
    let plain = term.readings.iter().find(|r| !r.entry().is_reflexive());
    let reading = plain.or(term.readings.first());
    Left {
        form: token.text.clone(),
        lemma: reading
            .map(|r| r.entry().lemma().trim_end_matches(REFLEXIVE).to_owned())
            .unwrap_or_default(),
        pos: reading.and_then(Reading::pos),
        state,
        at: here,
        span: (span.start as u32, span.end as u32),
        anchors: [
            before.map(|&(t, w)| (here - t, w)),
            after.map(|&(t, w)| (t - here, w)),
        ],
    }
}

fn words(body: &Body, free: &[u8]) -> Vec<Word> {
    body.words
        .iter()
        .take(MOST_WORDS)
        .enumerate()
        .filter(|(_, w)| !w.number)
        .map(|(at, w)| {
            let text = &body.text[w.bytes.clone()];
            Word {
                class: class(text),
                at: at as u16,
                free: free[at],
                capital: w.capital && (!w.opens || w.acronym) && !is_function_word(&fold(text)),
                opens: w.opens,
                span: (w.chars.start as u32, w.chars.end as u32),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Place;

    fn document(headline: &str, body: &str) -> Document {
        Document {
            id: "1".to_owned(),
            headline: headline.to_owned(),
            body: body.to_owned(),
            place: Place::default(),
        }
    }

    #[test]
    fn known_pairs_are_taken_out() {
        let d = document(
            "רוסלאנד ווארנט קרעקסלבוים",
            "Russia warned the chestnut growers.",
        );
        let r = residue(&Glossary::builtin(), &d);
        let left: Vec<&str> = r.left.iter().map(|l| l.form.as_str()).collect();
        assert_eq!(left, ["קרעקסלבוים"]);
        assert_eq!(r.left[0].state, State::Unknown);
        let free = |class: &str| r.words.iter().find(|w| w.class == class).map(|w| w.free);
        assert!(free("russia").is_some_and(|f| f < 100));
        assert_eq!(free("chestnut"), Some(255));
        assert_eq!(r.left[0].anchors[0], Some((1, 1)));
    }

    #[test]
    fn a_name_known_by_its_sound_alone_is_left() {
        // What another entry makes of the letters is not what the story confirms.
        let glossary = Glossary::builtin().without(["לאָנדאָן"]);
        let d = document("אנטלאפן קיין לאנדאן", "They fled to London.");
        let r = residue(&glossary, &d);
        let left: Vec<&str> = r.left.iter().map(|l| l.form.as_str()).collect();
        assert_eq!(left, ["לאנדאן"]);
        let london = r.words.iter().find(|w| w.class == "london");
        assert_eq!(london.map(|w| w.free), Some(255));
    }

    #[test]
    fn what_is_absent_is_absent_from_verbs_made_with_it() {
        let glossary = Glossary::builtin().without(["מסכּים"]);
        let d = document("ער איז מסכים", "He agrees.");
        let left = residue(&glossary, &d).left;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].state, State::Unknown);
    }
}
