//! Compressed files: such as were never packed, and such as were packed and spoilt.
#![no_main]

use std::io::Write as _;

use arbitrary::Arbitrary;
use kepl::document::{Input, ReadOptions, read};
use kepl_fuzz::{check_records, scratch};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Packed<'a> {
    zstd: bool,
    /// What the name says of the content.
    format: u8,
    /// How often the content is repeated before it is packed.
    times: u8,
    /// Whether `content` is the file as it is.
    raw: bool,
    /// Bytes of the packed file that are changed, and to what.
    spoilt: Vec<(u16, u8)>,
    content: &'a [u8],
}

/// No more than this may come out.
const LIMIT: usize = 1 << 20;

fuzz_target!(|packed: Packed| {
    let content = packed.content.repeat(usize::from(packed.times) + 1);
    let mut bytes = if packed.raw {
        packed.content.to_vec()
    } else if packed.zstd {
        zstd::encode_all(&content[..], 1).expect("memory to pack")
    } else {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&content).expect("memory to pack");
        encoder.finish().expect("memory to pack")
    };
    for &(at, byte) in &packed.spoilt {
        if !bytes.is_empty() {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
    }
    let ending = ["txt", "jsonl", "csv", "tsv", "html"][usize::from(packed.format) % 5];
    let packing = if packed.zstd { "zst" } else { "gz" };
    let path = scratch(&format!("d.{ending}.{packing}"), &bytes);
    let options = ReadOptions {
        max_line: LIMIT,
        ..ReadOptions::default()
    };
    // A packed byte stands for some thousands at most.
    let most = (bytes.len() + 1) << 16;
    check_records(read(&Input::File(path), &options), most, &options);
});
