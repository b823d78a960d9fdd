//! Compiles the default glossary into the binary.
fn main() {}
