//! The kepl binary.
fn main() {}
