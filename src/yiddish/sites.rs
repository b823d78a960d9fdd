//! The letters of unpointed Yiddish that can be read in more than one way, and their neighbours.

/// A letter, or two, that can be read in more than one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// Where it begins among the letters.
    pub at: usize,
    /// Which row of [`MARKS`] its readings are.
    pub kind: usize,
}

impl Site {
    /// Behind its last letter, where its mark stands.
    pub fn end(self) -> usize {
        self.at + if self.kind == YUDS { 2 } else { 1 }
    }
}

const ALEF: usize = 0;
const PE: usize = 1;
const YUDS: usize = 2;

/// The marks that tell the readings of each kind of site apart, by label.
pub const MARKS: [&[Option<char>]; 3] = [
    &[Some('\u{05B7}'), Some('\u{05B8}'), None],
    &[Some('\u{05BC}'), Some('\u{05BF}')],
    &[None, Some('\u{05B7}')],
];

/// Keys of the letters in question.
const ALEF_BYTE: u8 = b'A';
const YUD_BYTE: u8 = b'J';
/// Pe is the 21st code point from alef, final forms counted.
const PE_BYTE: u8 = b'A' + 20;

/// The sites of a word, given as a key.
pub fn sites(letters: &[u8]) -> Vec<Site> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let kind = match letter {
            ALEF_BYTE => Some(ALEF),
            PE_BYTE => Some(PE),
            YUD_BYTE if letters.get(at + 1) == Some(&YUD_BYTE) => Some(YUDS),
            _ => None,
        };
        match kind {
            Some(kind) => {
                let site = Site { at, kind };
                at = site.end();
                out.push(site);
            }
            None => at += 1,
        }
    }
    out
}

/// What stands around a site, on either side as many letters as its row asks for.
#[derive(Clone, Copy)]
pub struct Context {
    bytes: [u8; 3 + WIDEST],
    len: usize,
}

/// The most letters of a context, of both sides together.
const WIDEST: usize = 8;

impl Context {
    fn new(letters: &[u8], site: Site, before: usize, after: usize) -> Self {
        let mut bytes = [b'0'; 3 + WIDEST];
        bytes[0] += site.kind as u8;
        bytes[1] += before as u8;
        bytes[2] += after as u8;
        let left = (1..=before).map(|d| match site.at.checked_sub(d) {
            Some(i) => letters[i],
            None => b'^',
        });
        let right = (0..after).map(|d| letters.get(site.end() + d).copied().unwrap_or(b'$'));
        let mut len = 3;
        for letter in left.chain(right) {
            bytes[len] = letter;
            len += 1;
        }
        Self { bytes, len }
    }
}

impl AsRef<[u8]> for Context {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// The contexts of a site in three rows, each narrowest first: letters on both sides, before it alone,
/// after it alone. A row is asked on its own, since an ending says as much as a beginning.
pub fn contexts(letters: &[u8], site: Site) -> [impl Iterator<Item = Context>; 3] {
    const BOTH: &[(usize, usize)] = &[
        (0, 0),
        (0, 1),
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 3),
        (2, 4),
        (3, 4),
        (4, 4),
    ];
    const BEFORE: &[(usize, usize)] = &[(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0)];
    const AFTER: &[(usize, usize)] = &[(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 5)];
    [BOTH, BEFORE, AFTER].map(|widths| {
        widths
            .iter()
            .map(move |&(before, after)| Context::new(letters, site, before, after))
    })
}
