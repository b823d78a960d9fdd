//! Normalizing: done twice it is as done once, and every character knows where it came from.
#![no_main]

use kepl::yiddish::normalize::{is_invisible, unpointed};
use kepl::yiddish::{Spelling, key, normalize};
use kepl_fuzz::GLOSSARY;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let length = text.chars().count();
    let once = normalize(text);
    assert_eq!(once.text.chars().count(), once.spans.len());
    for span in &once.spans {
        assert!(
            span.start < span.end && span.end <= length,
            "{span:?} of {length}"
        );
    }
    let whole = once.source_span(0..once.spans.len());
    assert!(whole.start <= whole.end && whole.end <= length);
    assert!(!once.text.contains(is_invisible));
    assert_eq!(normalize(&once.text).text, once.text);
    assert_eq!(key::of(&once.text), key::of(&unpointed(&once.text)));
    for spelling in [Spelling::Yivo, Spelling::Unpointed, Spelling::AsIs] {
        let line = text.replace('\n', " ");
        assert!(!GLOSSARY.normalize_line(&line, spelling).contains('\n'));
    }
});
