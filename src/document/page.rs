//! Parsing web pages with bounds: some short pages make trees without end, or take time without end.
//!
//! A mark-up parser of the standard opens the bold, italic and other elements that were not closed again in
//! each paragraph, so that a page of `n` of them and `n` paragraphs has `n²` elements; it compares each
//! attribute of a tag with those before it; and it goes through all elements that are open for each that begins.
//! So a page is parsed tag by tag, and left where the tree has grown out of proportion.

use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink, Node};

/// Bytes of a page at most.
pub(super) const LONGEST: usize = 16 << 20;
/// Elements inside each other at most. Browsers stop at about half of that.
pub(super) const DEEPEST: usize = 1_000;
/// Attributes of a tag at most, or words of a comment.
const MOST_ATTRIBUTES: usize = 20_000;
/// Nodes and attributes that any page may have; one more comes with every two bytes.
const ALLOWANCE: usize = 100_000;
/// Bytes handed to the parser in one go at most.
const PIECE: usize = 4096;

/// What the parser calls a node.
type NodeId = <HtmlTreeSink as TreeSink>::Handle;

/// Parses a page, or says what keeps it from being one.
pub(super) fn parse(source: &str) -> Result<Html, String> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let builder = Watched {
        builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(builder, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut watch = Watch::default();
    for piece in pieces(source) {
        queue.push_back(StrTendril::from(piece));
        // Scripts are not run.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        watch.look(piece, &tokenizer.sink)?;
    }
    tokenizer.end();
    Ok(tokenizer.sink.builder.sink.finish())
}

/// A page in pieces: each tag begins one.
fn pieces(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let within = &rest.as_bytes()[..rest.len().min(PIECE)];
        let tag = within
            .get(1..)
            .and_then(|after| memchr::memchr(b'<', after));
        let mut end = tag.map_or(within.len(), |at| at + 1);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Builds the tree and counts the tokens that it is built of.
struct Watched {
    builder: TreeBuilder<NodeId, HtmlTreeSink>,
    tokens: Cell<usize>,
}

impl TokenSink for Watched {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        // Errors come in the middle of tags too.
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What was read so far, and what came of it.
#[derive(Default)]
struct Watch {
    bytes: usize,
    tokens: usize,
    nodes: usize,
    /// Nodes and attributes.
    weight: usize,
    /// What may stand between the attributes of the tag that is not complete yet.
    separators: usize,
    /// Nodes since the depth was looked at.
    unmeasured: usize,
}

impl Watch {
    /// Whether the page may go on after `piece`.
    fn look(&mut self, piece: &str, sink: &Watched) -> Result<(), String> {
        self.bytes += piece.len();
        if sink.tokens.get() == self.tokens {
            let separates = |b: &u8| matches!(b, b'/' | b'"' | b'\'') || b.is_ascii_whitespace();
            self.separators += piece.bytes().filter(|b| separates(b)).count();
        } else {
            self.tokens = sink.tokens.get();
            self.separators = 0;
        }
        if self.separators > MOST_ATTRIBUTES {
            return Err(format!(
                "a tag with more than {MOST_ATTRIBUTES} attributes, or never closed"
            ));
        }
        let page = sink.builder.sink.0.borrow();
        let mut values = page.tree.values();
        let new = values.len() - self.nodes;
        self.nodes += new;
        self.weight += values.by_ref().rev().take(new).map(weight).sum::<usize>();
        if self.weight > ALLOWANCE + self.bytes / 2 {
            return Err("elements that are opened again and again".to_owned());
        }
        self.unmeasured += new;
        if self.unmeasured > MEASURE {
            self.unmeasured = 0;
            let last = page.tree.nodes().next_back();
            if last.is_some_and(|node| node.ancestors().count() > DEEPEST) {
                return Err(format!(
                    "more than {DEEPEST} elements inside each other, or never closed"
                ));
            }
        }
        Ok(())
    }
}

/// Nodes after which the depth is looked at again.
const MEASURE: usize = 64;

fn weight(node: &Node) -> usize {
    1 + node.as_element().map_or(0, |e| e.attrs.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(page: &str) -> Option<String> {
        let begun = std::time::Instant::now();
        let parsed = parse(page);
        // Without bounds each took minutes or gigabytes.
        assert!(begun.elapsed().as_secs() < 10);
        parsed.err()
    }

    #[test]
    fn a_page_comes_whole_however_it_is_cut() {
        let text = "א".repeat(PIECE);
        let page =
            format!("<!doctype html><p title='a<b>c'>{text}<b>bold &amp; <!-- <i> -->more</p>&am");
        let parsed = parse(&page).unwrap();
        assert_eq!(parsed.html(), Html::parse_document(&page).html());
        assert!(pieces(&page).all(|piece| piece.len() <= PIECE));
        assert_eq!(pieces(&page).collect::<String>(), page);
    }

    #[test]
    fn elements_that_each_paragraph_opens_again_are_refused() {
        let open: String = (0..900).map(|n| format!("<b id={n}>")).collect();
        let page = format!("<p>{open}</p>{}", "<p>x</p>".repeat(100_000));
        assert!(refused(&page).unwrap().contains("again"));
        let attributes: String = (0..5000).map(|n| format!(" a{n}")).collect();
        let page = format!("<p><b{attributes}></p>{}", "<p>x</p>".repeat(100_000));
        assert!(refused(&page).unwrap().contains("again"));
    }

    #[test]
    fn tags_without_end_are_refused() {
        let attributes: String = (0..2_000_000).map(|n| format!(" a{n}")).collect();
        for page in [
            format!("<p{attributes}>x"),
            format!("<p x{}>x", attributes.replace(' ', "=\"\"")),
            format!("<p x{}>x", attributes.replace(' ', "='<p>'")),
        ] {
            assert!(refused(&page).unwrap().contains("attributes"));
        }
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        assert!(
            refused(&"<div>".repeat(DEEPEST + 2 * MEASURE))
                .unwrap()
                .contains("inside")
        );
        assert_eq!(refused(&"<div>".repeat(DEEPEST - 10)), None);
    }

    #[test]
    fn what_pages_hold_a_lot_of_is_let_pass() {
        let page = format!("<table>{}</table>", "<tr><td>x<td a=b>y".repeat(50_000));
        assert_eq!(refused(&page), None);
        let page = format!(
            "<!--{}--><script>{}</script>",
            "<p> x".repeat(15_000),
            "a<b;\n".repeat(99_999)
        );
        assert_eq!(refused(&page), None);
    }
}
