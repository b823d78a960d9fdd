//! Hashes that are the same on every machine and in every version.

/// FNV-1a, with its bits mixed once more at the end.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for &b in bytes {
        hash = (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01B3);
    }
    mix(hash)
}

/// The hash of a text.
pub fn hash_text(text: &str) -> u64 {
    hash_bytes(text.as_bytes())
}

/// Spreads the bits of a number.
pub fn mix(mut n: u64) -> u64 {
    n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}
