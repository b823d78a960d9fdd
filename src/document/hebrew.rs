//! Whether a headline in Hebrew script is in the Hebrew language.
//!
//! Yiddish holds thousands of Hebrew words, so one word says little; the table weighs function words and
//! the beginnings and endings of words, for Hebrew with a plus and for Yiddish with a minus.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Columns `word,weight`; `x-` is the beginning of a word and `-x` its ending.
const TABLE: &str = include_str!("../../glossaries/tables/hebrew-language.csv");

/// The sum of weights from which on a headline counts as Hebrew.
const THRESHOLD: i32 = 3;

#[derive(Default)]
struct Weights {
    words: FxHashMap<&'static str, i32>,
    beginnings: Vec<(&'static str, i32)>,
    endings: Vec<(&'static str, i32)>,
}

/// The table as it is needed, made at the first headline.
fn weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| parse(TABLE))
}

fn parse(table: &'static str) -> Weights {
    let mut weights = Weights::default();
    let rows = table.lines().skip(1).filter_map(|row| {
        let (word, weight) = row.split_once(',')?;
        Some((word, weight.trim().parse().ok()?))
    });
    for (word, weight) in rows {
        if let Some(ending) = word.strip_prefix('-') {
            weights.endings.push((ending, weight));
        } else if let Some(beginning) = word.strip_suffix('-') {
            weights.beginnings.push((beginning, weight));
        } else {
            weights.words.insert(word, weight);
        }
    }
    weights
}

/// Whether the words of a headline speak for the Hebrew language rather than for Yiddish.
pub fn seems_hebrew(headline: &str) -> bool {
    let weights = weights();
    let letters: String = headline.chars().filter(|c| !is_point(*c)).collect();
    let words = letters
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.map(|word| weight(weights, word)).sum::<i32>() >= THRESHOLD
}

fn weight(weights: &Weights, word: &str) -> i32 {
    if let Some(&weight) = weights.words.get(word) {
        return weight;
    }
    // An affix tells nothing in a word that is hardly longer.
    let long_enough = |affix: &str| word.chars().count() >= affix.chars().count() + 2;
    let beginning = weights
        .beginnings
        .iter()
        .filter(|(affix, _)| word.starts_with(affix));
    let ending = weights
        .endings
        .iter()
        .filter(|(affix, _)| word.ends_with(affix));
    beginning
        .chain(ending)
        .filter(|(affix, _)| long_enough(affix))
        .map(|(_, weight)| weight)
        .sum()
}

/// Vowel points and other marks above and below the letters.
fn is_point(c: char) -> bool {
    matches!(c, '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C2}' | '\u{05C4}'..='\u{05C5}' | '\u{05C7}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_used() {
        let rows = TABLE.lines().skip(1).filter(|row| !row.is_empty()).count();
        let weights = weights();
        let used = weights.words.len() + weights.beginnings.len() + weights.endings.len();
        assert_eq!(used, rows);
    }

    #[test]
    fn hebrew_headlines_are_told() {
        let headlines = [
            "ראש הממשלה נפגש עם נשיא ארצות הברית בוושינגטון",
            "המשטרה עצרה את החשוד שברח מבית הסוהר",
            "הנשיא אמר כי הוא לא יחתום על ההסכם",
            "צה״ל תקף מטרות של חמאס ברצועת עזה",
            "שר הביטחון: לא נאפשר לאיראן להשיג נשק גרעיני",
            "שלושה בני אדם נהרגו בתאונת דרכים בצפון",
            "הכנסת אישרה את התקציב לשנת 2026",
        ];
        for headline in headlines {
            assert!(seems_hebrew(headline), "{headline}");
        }
    }

    #[test]
    fn yiddish_headlines_with_hebrew_words_are_let_pass() {
        let headlines = [
            "יאפאן צינדט אן אלארעם איבער די צוזאמענארבעט צווישן רוסלאנד און צפון קארעא",
            "הרב הגאון רבי משה כהן נפטר געווארן אין ירושלים עיה״ק",
            "חתונה שמחה ביים הויף פון סאטמאר",
            "בית דין פסק׳נט: מען טאר נישט לאזן די קינדער אן השגחה",
            "ישראל באמבארדירט עזה",
            "אסיפת חירום פון רבנים וועגן חינוך הבנים והבנות",
            "דער כנסת באשטעטיגט די בודזשעט",
            "ראש הממשלה נתניהו רעדט מיט טראמפ",
        ];
        for headline in headlines {
            assert!(!seems_hebrew(headline), "{headline}");
        }
    }
}
