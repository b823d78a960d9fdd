//! Words and numbers of both sides: they stand where they say, in order, on the borders of characters.
#![no_main]

use kepl::yiddish::numbers;
use kepl::{Body, Headline};
use kepl_fuzz::GLOSSARY;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    yiddish(text);
    english(text);
});

fn yiddish(text: &str) {
    let headline = Headline::parse(text);
    let chars: Vec<char> = headline.normalized.text.chars().collect();
    let mut before = 0;
    for token in &headline.tokens {
        assert!(before <= token.range.start && token.range.start < token.range.end);
        before = token.range.end;
        let slice: String = chars[token.range.clone()].iter().collect();
        assert_eq!(slice, token.text);
    }
    for at in 0..headline.tokens.len() {
        let rest = &headline.tokens[at..];
        if let Some(number) = numbers::read(rest) {
            assert!((1..=rest.len()).contains(&number.tokens), "{number:?}");
            assert!(!number.value.is_nan(), "{number:?}");
            assert!(!number.english().is_empty());
        }
    }
    assert!(!GLOSSARY.romanize(&text.replace('\n', " ")).contains('\n'));
}

fn english(text: &str) {
    let body = Body::parse(text);
    let mut before = 0;
    let mut sentence = 0;
    for word in &body.words {
        assert!(before <= word.bytes.start && word.bytes.start < word.bytes.end);
        before = word.bytes.end;
        assert_eq!(text[..word.bytes.start].chars().count(), word.chars.start);
        assert_eq!(text[word.bytes.clone()].chars().count(), word.chars.len());
        assert!(word.sentence >= sentence);
        sentence = word.sentence;
        let place = body.find(word.hash);
        assert!(
            place
                .iter()
                .any(|&at| body.words[at as usize].bytes == word.bytes)
        );
    }
    for number in &body.numbers {
        assert!(number.words.start < number.words.end && number.words.end <= body.words.len());
        assert!(!number.value.is_nan(), "{number:?}");
    }
}
