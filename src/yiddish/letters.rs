//! What kind of character each Hebrew-script code point is.

/// A Hebrew-script letter proper: alef to tav, final forms included, no points.
pub fn is_letter(c: char) -> bool {
    ('\u{05D0}'..='\u{05EA}').contains(&c)
}

/// A point or accent that stands on a Hebrew letter.
pub fn is_point(c: char) -> bool {
    matches!(
        c,
        '\u{0591}'
            ..='\u{05BD}'
                | '\u{05BF}'
                | '\u{05C1}'
                | '\u{05C2}'
                | '\u{05C4}'
                | '\u{05C5}'
                | '\u{05C7}'
                | '\u{FB1E}'
    )
}

/// Any character of a Hebrew-script word: letters, ligatures and presentation forms, not points.
pub fn is_hebrew_script(c: char) -> bool {
    is_letter(c)
        || matches!(c, '\u{05EF}'..='\u{05F2}' | '\u{FB1D}' | '\u{FB1F}'..='\u{FB28}' | '\u{FB2A}'..='\u{FB4F}')
}

/// The letter without its final form.
pub fn fold_final(c: char) -> char {
    match c {
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        other => other,
    }
}

/// The letter in its final form, where it has one.
pub fn to_final(c: char) -> char {
    match c {
        'כ' => 'ך',
        'מ' => 'ם',
        'נ' => 'ן',
        'פ' => 'ף',
        'צ' => 'ץ',
        other => other,
    }
}

/// A letter that only ever stands at the end of a word, also in a form of its own: wide, or with its point.
pub fn is_final(c: char) -> bool {
    fold_final(c) != c || matches!(c, '\u{FB26}' | '\u{FB3A}' | '\u{FB43}')
}

/// A letter that writes a vowel in unpointed Yiddish.
pub fn is_vowel(c: char) -> bool {
    matches!(c, 'א' | 'ע' | 'ו' | 'י')
}

/// `text` with Hebrew letters given the form their place in the word asks for:
/// final at the end of a word, plain elsewhere. Points may follow the letter.
///
/// Used on forms that code has put together from a stem and an ending.
pub fn reshape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if !is_letter(c) {
            out.push(c);
            continue;
        }
        let mut dagesh = false;
        let next = chars.clone().find(|&n| {
            dagesh |= n == '\u{05BC}';
            !is_point(n)
        });
        let ends =
            !next.is_some_and(|n| is_letter(n) || matches!(n, '\u{05F3}' | '\u{05F4}' | '|'));
        // A pe or kaf with a dot is a stop and keeps its plain form even at the end (זאַפּ).
        out.push(if ends && !dagesh {
            to_final(c)
        } else {
            fold_final(c)
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reshaping_puts_finals_only_at_the_end() {
        assert_eq!(reshape("מאַכנדיק צוזאַמענ"), "מאַכנדיק צוזאַמען");
        assert_eq!(reshape("אָןהייבנ"), "אָנהייבן");
        assert_eq!(reshape("זאַפּ"), "זאַפּ");
        assert_eq!(reshape("אויפֿ"), "אויף\u{05BF}");
    }
}
