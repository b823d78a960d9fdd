//! Text inside HTML and XML.

use std::fmt::{self, Display, Write as _};

use crate::document::is_bidi_control;

/// Text with all that would be markup escaped, for element content and for quoted attributes alike.
///
/// Direction controls and the characters that XML does not allow are left out.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c if is_bidi_control(c) || !is_allowed(c) => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// The `Char` production of XML 1.0.
fn is_allowed(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        c => c >= ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let text = "<a href=\"x\">'&'\u{0}\u{202E}\u{FFFE}\n</a>";
        let escaped = "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;\n&lt;/a&gt;";
        assert_eq!(Escaped(text).to_string(), escaped);
    }
}
