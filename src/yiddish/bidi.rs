//! Text stored in visual order, letter by letter from the left, is put back in reading order.
//!
//! Old files and some PDF extracts hold Hebrew script that way. The sign is a letter that only
//! ends words standing at the beginning of one.

use unicode_bidi::{BidiInfo, Level};

use super::letters::{is_final, is_hebrew_script, is_point};
use super::normalize::Mapped;

/// Whether the Hebrew-script words of `line` look reversed: more of them begin with a final
/// letter than end with one.
pub fn is_visual_order(line: &str) -> bool {
    let (mut at_start, mut at_end) = (0, 0);
    for word in line.split(|c: char| !(is_hebrew_script(c) || is_point(c))) {
        let mut letters = word.chars().filter(|&c| !is_point(c));
        let first = letters.next();
        let last = letters.next_back();
        if let (Some(first), Some(last)) = (first, last) {
            at_start += usize::from(is_final(first));
            at_end += usize::from(is_final(last));
        }
    }
    at_start > at_end
}

/// Puts each line that is stored visually into logical order; other lines pass unchanged.
///
/// The bidirectional algorithm turns reading order into screen order by reversing runs; for a
/// right-to-left line the same reversal undoes it.
pub fn to_logical_order(chars: &[Mapped]) -> Vec<Mapped> {
    let mut out = Vec::with_capacity(chars.len());
    for line in chars.split_inclusive(|m| m.c == '\n') {
        let (content, newline) = match line.split_last() {
            Some((last, rest)) if last.c == '\n' => (rest, Some(last)),
            _ => (line, None),
        };
        let text: String = content.iter().map(|m| m.c).collect();
        if is_visual_order(&text) {
            let reordered = visual_order(&text);
            let moved: String = reordered.iter().map(|&i| content[i].c).collect();
            // Mixed lines can be ambiguous either way; only an order that reads better is taken.
            if is_visual_order(&moved) {
                out.extend_from_slice(content);
            } else {
                out.extend(reordered.into_iter().map(|i| content[i].clone()));
            }
        } else {
            out.extend_from_slice(content);
        }
        out.extend(newline.cloned());
    }
    out
}

/// The characters of a right-to-left line by their place on screen, left to right.
fn visual_order(line: &str) -> Vec<usize> {
    let info = BidiInfo::new(line, Some(Level::rtl()));
    let levels: Vec<Level> = line
        .char_indices()
        .map(|(byte, _)| info.levels[byte])
        .collect();
    BidiInfo::reorder_visual(&levels)
}

#[cfg(test)]
mod tests {

    use crate::yiddish::normalize;

    #[test]
    fn a_reversed_line_is_read_forwards() {
        let logical = "מענטשן אין 25 לענדער";
        let visual = "רעדנעל 25 ןיא ןשטנעמ";
        assert_eq!(normalize(visual).text, logical);
        assert_eq!(normalize(logical).text, logical);
    }

    #[test]
    fn a_wide_final_letter_is_a_final_letter() {
        // Else the line would be turned the second time only.
        let once = normalize("\u{FB26}ו ער").text;
        assert_eq!(normalize(&once).text, once);
    }

    #[test]
    fn spans_lead_back_into_the_reversed_line() {
        let n = normalize("ןיא");
        assert_eq!(n.text, "אין");
        assert_eq!(n.spans, vec![2..3, 1..2, 0..1]);
    }
}
