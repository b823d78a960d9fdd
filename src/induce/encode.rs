//! The bytes of a [`Residue`] on disk: numbers of variable length, texts with their length before them.

use super::residue::{Confirmed, Left, Residue, State, Way, Word};
use crate::glossary::entry::Pos;

/// Writes numbers and texts.
#[derive(Debug, Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut n: u32) {
        while n >= 0x80 {
            self.0.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend(text.as_bytes());
    }

    fn pos(&mut self, pos: Option<Pos>) {
        let code = pos
            .and_then(|p| Pos::ALL.iter().position(|&q| q == p))
            .map_or(0, |i| i + 1);
        self.number(code as u32);
    }

    fn span(&mut self, (start, end): (u32, u32)) {
        self.number(start);
        self.number(end.saturating_sub(start));
    }
}

/// Reads what a [`Writer`] wrote; `None` where the bytes are not such.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn number(&mut self) -> Option<u32> {
        let mut out = 0u32;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            out |= u32::from(byte & 0x7F).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(out);
            }
        }
        None
    }

    fn short(&mut self) -> Option<u16> {
        u16::try_from(self.number()?).ok()
    }

    fn text(&mut self) -> Option<&'a str> {
        let len = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    #[allow(
        clippy::option_option,
        reason = "outside: whether the record is whole; inside: whether the word has a part of speech"
    )]
    fn pos(&mut self) -> Option<Option<Pos>> {
        let code = self.number()? as usize;
        Some(code.checked_sub(1).and_then(|i| Pos::ALL.get(i).copied()))
    }

    fn span(&mut self) -> Option<(u32, u32)> {
        let start = self.number()?;
        Some((start, start.checked_add(self.number()?)?))
    }
}

const WAYS: [Way; 4] = [Way::Respelled, Way::Derived, Way::Family, Way::Synonym];
const STATES: [State; 3] = [State::Unknown, State::Doubtful, State::Unsupported];

/// `residue` as bytes.
pub fn encode(residue: &Residue) -> Vec<u8> {
    let mut out = Writer::default();
    out.text(&residue.id);
    out.text(&residue.headline);
    out.text(&residue.body);
    out.number(u32::from(residue.tokens));
    out.number(residue.left.len() as u32);
    for left in &residue.left {
        out.text(&left.form);
        out.text(&left.lemma);
        out.pos(left.pos);
        out.number(STATES.iter().position(|&s| s == left.state).unwrap_or(0) as u32);
        out.number(u32::from(left.at));
        out.span(left.span);
        for anchor in left.anchors {
            let (tokens, word) = anchor.map_or((0, 0), |(t, w)| (t + 1, w));
            out.number(u32::from(tokens));
            out.number(u32::from(word));
        }
    }
    out.number(residue.supported.len() as u32);
    for lemma in &residue.supported {
        out.text(lemma);
    }
    out.number(residue.confirmed.len() as u32);
    for c in &residue.confirmed {
        out.text(&c.form);
        out.text(&c.built);
        out.text(&c.lemma);
        out.pos(c.pos);
        out.number(WAYS.iter().position(|&w| w == c.way).unwrap_or(0) as u32);
        out.text(&c.english);
        out.0.push(c.sure);
        out.span(c.span);
        out.span(c.word_span);
    }
    out.number(residue.words.len() as u32);
    for word in &residue.words {
        out.text(&word.class);
        out.number(u32::from(word.at));
        out.0.push(word.free);
        out.0
            .push(u8::from(word.capital) | u8::from(word.opens) << 1);
        out.span(word.span);
    }
    out.0
}

/// Reads what [`encode`] wrote.
pub fn decode(bytes: &[u8]) -> Option<Residue> {
    let mut from = Reader(bytes);
    let id = from.text()?.to_owned();
    let headline = from.text()?.to_owned();
    let body = from.text()?.to_owned();
    let tokens = from.short()?;
    let mut left = Vec::new();
    for _ in 0..from.number()? {
        left.push(Left {
            form: from.text()?.to_owned(),
            lemma: from.text()?.to_owned(),
            pos: from.pos()?,
            state: *STATES.get(from.number()? as usize)?,
            at: from.short()?,
            span: from.span()?,
            anchors: [anchor(&mut from)?, anchor(&mut from)?],
        });
    }
    let mut supported = Vec::new();
    for _ in 0..from.number()? {
        supported.push(from.text()?.to_owned());
    }
    let mut confirmed = Vec::new();
    for _ in 0..from.number()? {
        confirmed.push(Confirmed {
            form: from.text()?.to_owned(),
            built: from.text()?.to_owned(),
            lemma: from.text()?.to_owned(),
            pos: from.pos()?,
            way: *WAYS.get(from.number()? as usize)?,
            english: from.text()?.to_owned(),
            sure: from.byte()?,
            span: from.span()?,
            word_span: from.span()?,
        });
    }
    let mut words = Vec::new();
    for _ in 0..from.number()? {
        let class = from.text()?.to_owned();
        let at = from.short()?;
        let free = from.byte()?;
        let flags = from.byte()?;
        words.push(Word {
            class,
            at,
            free,
            capital: flags & 1 != 0,
            opens: flags & 2 != 0,
            span: from.span()?,
        });
    }
    from.0.is_empty().then_some(Residue {
        id,
        headline,
        body,
        tokens,
        left,
        supported,
        confirmed,
        words,
    })
}

#[allow(
    clippy::option_option,
    reason = "outside: whether the record is whole; inside: whether there is an anchor"
)]
fn anchor(from: &mut Reader) -> Option<Option<(u16, u16)>> {
    let tokens = from.short()?;
    let word = from.short()?;
    Some(tokens.checked_sub(1).map(|t| (t, word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Residue {
        Residue {
            id: "a".to_owned(),
            headline: "קרעקסלבוים".to_owned(),
            body: "chestnuts".repeat(40),
            tokens: 300,
            left: vec![Left {
                form: "קרעקסלבוים".to_owned(),
                lemma: String::new(),
                pos: Some(Pos::Phrase),
                state: State::Doubtful,
                at: 299,
                span: (5, 4000),
                anchors: [None, Some((0, 200))],
            }],
            supported: vec!["רוסלאַנד".to_owned()],
            confirmed: vec![Confirmed {
                form: "לאנדנס".to_owned(),
                built: "לאַנדנס".to_owned(),
                lemma: "לאַנד".to_owned(),
                pos: None,
                way: Way::Family,
                english: "country".to_owned(),
                sure: 200,
                span: (1, 2),
                word_span: (300, 307),
            }],
            words: vec![Word {
                class: "chestnut".to_owned(),
                at: 7,
                free: 255,
                capital: false,
                opens: true,
                span: (70_000, 70_009),
            }],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        assert_eq!(decode(&encode(&sample())), Some(sample()));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = encode(&sample());
        for cut in 0..bytes.len() {
            assert_eq!(decode(&bytes[..cut]), None, "{cut}");
        }
    }
}
