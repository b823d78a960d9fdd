//! Contracted words taken apart, before anything else is asked of them.

use super::unit::closed;
use crate::glossary::Glossary;
use crate::glossary::analyse::Reading;
use crate::tables::CONTRACTIONS;
use crate::yiddish::normalize::GERESH;
use crate::yiddish::{Token, TokenKind, key};

/// Tokens with contracted words taken apart: `ס׳איז`, `פאר׳ן`, `האסטו`. Also whether a possessive
/// ending was cut off.
pub fn expand(tokens: &[Token], glossary: &Glossary) -> Vec<(Token, bool)> {
    let mut out: Vec<(Token, bool)> = Vec::with_capacity(tokens.len());
    for token in tokens {
        // `19טע`: an ordinal in digits.
        if let Some((digits, _)) = out.last_mut()
            && digits.kind == TokenKind::Number
            && digits.range.end == token.range.start
            && ORDINAL_ENDINGS.contains(&token.text.trim_start_matches(GERESH))
        {
            digits.text.push_str("th");
            digits.range.end = token.range.end;
            continue;
        }
        if token.kind == TokenKind::Word
            && let Some(parts) = apart(token, glossary)
        {
            out.extend(parts);
            continue;
        }
        out.push((token.clone(), false));
    }
    out
}

/// Endings of ordinals after digits.
const ORDINAL_ENDINGS: [&str; 8] = ["טע", "טער", "טן", "סטע", "סטער", "סטן", "ט", "סט"];

fn piece(of: &Token, text: &str) -> Token {
    Token {
        text: text.to_owned(),
        ..of.clone()
    }
}

fn apart(token: &Token, glossary: &Glossary) -> Option<Vec<(Token, bool)>> {
    let whole = key::of(&token.text);
    if let Some((before, after)) = token.text.split_once(GERESH)
        && !before.is_empty()
        && !after.is_empty()
        && closed(&whole).is_empty()
    {
        let has = |side: &str, part: &str| {
            CONTRACTIONS
                .iter()
                .any(|c| c.side == side && c.part == key::of(part))
        };
        if has("before", before)
            && before.chars().count() == 1
            && !closed(&key::of(before)).is_empty()
        {
            return Some(vec![
                (piece(token, before), false),
                (piece(token, after), false),
            ]);
        }
        if has("after", after) {
            let preposition = closed(&key::of(before)).iter().any(|c| c.class == "prep");
            if preposition {
                return Some(vec![
                    (piece(token, before), false),
                    (piece(token, "דעם"), false),
                ]);
            }
            return Some(vec![(piece(token, before), after == "ס")]);
        }
    }
    // The pronoun of the second person leans on its verb.
    let stem = token.text.strip_suffix("טו")?;
    let joined = |r: &Reading| r.inflection() == "2sg-du";
    let leans = stem.ends_with('ס')
        && closed(&whole).is_empty()
        && glossary.exact(&whole).iter().all(joined);
    leans.then(|| {
        vec![
            (piece(token, &format!("{stem}ט")), false),
            (piece(token, "דו"), false),
        ]
    })
}
