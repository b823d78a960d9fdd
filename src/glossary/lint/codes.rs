//! The codes of the findings. They are stable: a glossary's CI may rely on them.
//!
//! | code | what it says | `--fix` |
//! |---|---|---|
//! | `unreadable-glossary` | the file cannot be opened | |
//! | `bad-row` | a row is not valid CSV or not valid UTF-8 | |
//! | `missing-column`, `unknown-column`, `duplicate-column` | the header is not that of a glossary | |
//! | `too-few-columns`, `empty-cell` | a row lacks the Yiddish or the English | |
//! | `unknown-pos` | the part of speech is none of ours | |
//! | `unknown-form` | the label of an irregular form is none of ours | |
//! | `unknown-tag` | the tag is none of ours | |
//! | `mixed-scripts` | a word has letters of two scripts | |
//! | `look-alike` | a character only looks like the right one: a quote for gershayim, a hyphen for maqaf | quotes and hyphens |
//! | `unnormalized` | presentation forms, ligatures, marks in another order, invisible characters | yes |
//! | `untrimmed` | spaces at the edges of a value or doubled, empty values, a bar without spaces | yes |
//! | `final-inside` | a final letter stands inside a word | |
//! | `no-final` | a word ends in a letter that has a final form, and not in that form | |
//! | `impossible-point` | a point that its letter cannot carry, twice the same, or on no letter | |
//! | `half-pointed` | a word has some of its points and lacks others | |
//! | `unpointed` | the lemma lacks the points that another entry gives the same word | |
//! | `duplicate-key` | two entries of one word disagree on what it means | |
//! | `shadowed` | an entry is never reached, since another of the same word says it all | |
//! | `repeated-sense` | a sense stands twice | yes |
//! | `explained-sense` | a sense explains instead of translating | |
//! | `misspelled-english` | a word that English does not have, one letter away from one it has | |
//! | `derived-form` | the rules derive the listed form | yes |
//! | `derived-variant` | the rules lead from the listed variant to the lemma | yes |
//! | `no-sound` | a word of Hebrew origin without romanization | |
//! | `odd-sound` | a romanization that is no word in Latin letters, or has a label other than `pl:` | |

/// What a code says, for machines that show it beside a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code itself.
    pub name: &'static str,
    /// What it says, as a clause.
    pub says: &'static str,
}

/// Every code, in the order of the table.
pub const CODES: &[Code] = &[
    code("unreadable-glossary", "the file cannot be opened"),
    code("bad-row", "a row is not valid CSV or not valid UTF-8"),
    code("missing-column", "the header lacks a column"),
    code("unknown-column", "the header has a column of another name"),
    code("duplicate-column", "the header has a column twice"),
    code("too-few-columns", "a row lacks the Yiddish or the English"),
    code("empty-cell", "the Yiddish or the English is empty"),
    code("unknown-pos", "the part of speech is none of ours"),
    code(
        "unknown-form",
        "the label of an irregular form is none of ours",
    ),
    code("unknown-tag", "the tag is none of ours"),
    code("mixed-scripts", "a word has letters of two scripts"),
    code("look-alike", "a character only looks like the right one"),
    code(
        "unnormalized",
        "characters are encoded in another than the standard way",
    ),
    code(
        "untrimmed",
        "spaces or empty values stand where none belong",
    ),
    code("final-inside", "a final letter stands inside a word"),
    code(
        "no-final",
        "a word does not end in the final form of its letter",
    ),
    code(
        "impossible-point",
        "a letter has a point that it cannot carry",
    ),
    code(
        "half-pointed",
        "a word has some of its points and lacks others",
    ),
    code(
        "unpointed",
        "the lemma lacks the points that another entry has",
    ),
    code(
        "duplicate-key",
        "two entries of one word disagree on what it means",
    ),
    code(
        "shadowed",
        "an entry is never reached, since another says it all",
    ),
    code("repeated-sense", "a sense stands twice"),
    code("explained-sense", "a sense explains instead of translating"),
    code(
        "misspelled-english",
        "English has no such word, but one a letter away",
    ),
    code("derived-form", "the rules derive the listed form"),
    code(
        "derived-variant",
        "the rules lead from the variant to the lemma",
    ),
    code("no-sound", "a word of Hebrew origin has no romanization"),
    code("odd-sound", "a romanization is none, or has an odd label"),
];

const fn code(name: &'static str, says: &'static str) -> Code {
    Code { name, says }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_list_are_the_same() {
        let table: Vec<&str> = include_str!("codes.rs")
            .lines()
            .filter_map(|line| line.strip_prefix("//! | `"))
            .filter_map(|line| line.split(" | ").next())
            .flat_map(|cell| cell.trim_end_matches('`').split("`, `"))
            .collect();
        let list: Vec<&str> = CODES.iter().map(|c| c.name).collect();
        assert_eq!(table, list);
    }
}
