//! The parts of the crate's `yiddish` module that compiling needs.

#[path = "../src/yiddish/bidi.rs"]
pub mod bidi;
#[path = "../src/yiddish/inflect/mod.rs"]
pub mod inflect;
#[path = "../src/yiddish/key.rs"]
pub mod key;
#[path = "../src/yiddish/letters.rs"]
pub mod letters;
#[path = "../src/yiddish/normalize.rs"]
pub mod normalize;
#[path = "../src/yiddish/sites.rs"]
pub mod sites;
