//! Compiled data: sections of bytes in one block that is read in place.
//!
//! Everything kepl knows is laid out this way inside the binary, so that starting up reads
//! nothing and copies nothing. Numbers are little-endian.

use std::borrow::Cow;

/// Collects sections into a block.
#[derive(Debug, Default)]
pub struct BlobWriter {
    sections: Vec<Vec<u8>>,
}

impl BlobWriter {
    /// Adds a section of bytes.
    pub fn bytes(&mut self, section: Vec<u8>) {
        self.sections.push(section);
    }

    /// Adds a section of numbers.
    pub fn numbers(&mut self, section: &[u32]) {
        self.sections
            .push(section.iter().flat_map(|n| n.to_le_bytes()).collect());
    }

    /// The block: the count of sections, the end of each, then the sections.
    pub fn finish(self) -> Vec<u8> {
        let header = 4 + 4 * self.sections.len();
        let mut out =
            Vec::with_capacity(header + self.sections.iter().map(Vec::len).sum::<usize>());
        out.extend((self.sections.len() as u32).to_le_bytes());
        let mut end = header;
        for section in &self.sections {
            end += section.len();
            out.extend((end as u32).to_le_bytes());
        }
        for section in self.sections {
            out.extend(section);
        }
        out
    }
}

/// A block, in the binary or in memory.
pub type Blob = Cow<'static, [u8]>;

/// Where section `index` of `blob` lies. Empty where there is none.
pub fn section(blob: &[u8], index: usize) -> std::ops::Range<usize> {
    let count = number(blob, 0) as usize;
    if index >= count {
        return 0..0;
    }
    let end = number(blob, 1 + index) as usize;
    let start = if index == 0 {
        4 + 4 * count
    } else {
        number(blob, index) as usize
    };
    start..end
}

/// The number at position `index` of a section of numbers; 0 beyond its end.
pub fn number(section: &[u8], index: usize) -> u32 {
    section
        .get(index * 4..index * 4 + 4)
        .and_then(|b| b.try_into().ok())
        .map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back() {
        let mut writer = BlobWriter::default();
        writer.bytes(b"abc".to_vec());
        writer.numbers(&[7, u32::MAX]);
        writer.bytes(Vec::new());
        let blob = writer.finish();
        assert_eq!(&blob[section(&blob, 0)], b"abc");
        assert_eq!(number(&blob[section(&blob, 1)], 1), u32::MAX);
        assert!(section(&blob, 2).is_empty());
        assert!(section(&blob, 9).is_empty());
    }
}
