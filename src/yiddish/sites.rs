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

/// The contexts of a site in three rows, each widest first: letters on both sides, before it alone,
/// after it alone. A row is asked on its own, since an ending says as much as a beginning.
pub fn contexts(letters: &[u8], site: &Site) -> [Vec<Vec<u8>>; 3] {
    const BOTH: &[(usize, usize)] = &[
        (4, 4),
        (3, 4),
        (2, 4),
        (2, 3),
        (1, 3),
        (1, 2),
        (1, 1),
        (0, 1),
        (0, 0),
    ];
    const BEFORE: &[(usize, usize)] = &[(5, 0), (4, 0), (3, 0), (2, 0), (1, 0), (0, 0)];
    const AFTER: &[(usize, usize)] = &[(0, 5), (0, 4), (0, 3), (0, 2), (0, 1), (0, 0)];
    let letter = |i: Option<usize>| match i {
        None => b'^',
        Some(i) => letters.get(i).copied().unwrap_or(b'$'),
    };
    [BOTH, BEFORE, AFTER].map(|widths| {
        widths
            .iter()
            .map(|&(before, after)| {
                let mut context = vec![
                    b'0' + site.kind as u8,
                    b'0' + before as u8,
                    b'0' + after as u8,
                ];
                context.extend((1..=before).map(|d| letter(site.at.checked_sub(d))));
                context.extend((0..after).map(|d| letter(Some(site.end() + d))));
                context
            })
            .collect()
    })
}
