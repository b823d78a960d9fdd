//! Web pages: the headline in Hebrew script and the paragraphs of the article.

use std::ops::Deref;

use scraper::node::{Element, Node};
use scraper::{ElementRef, Html, Selector};

use super::checks::{Found, finish};
use super::{Lines, ReadOptions, Reading, id_of_file, is_mostly_hebrew, text};
use crate::error::{Notice, Place};

/// Parts of a page that are not the story, wherever they stand.
const NOT_STORY: [&str; 16] = [
    "aside",
    "audio",
    "button",
    "figcaption",
    "footer",
    "form",
    "header",
    "iframe",
    "nav",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "template",
    "video",
];

/// Elements that begin a new paragraph when a page marks none with `p`.
const BLOCKS: [&str; 14] = [
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dt",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];

/// Reads the one document of a page.
pub(super) fn read(mut lines: Lines, options: &ReadOptions) -> Result<Reading, Notice> {
    let mut source = String::new();
    while let Some(line) = lines.next_line() {
        source.push_str(line?);
        source.push('\n');
    }
    let name = lines.name();
    if source.trim().is_empty() {
        return Err(text::empty(name));
    }
    if depth(&source) > DEEPEST {
        return Err(Notice::error(
            "too-deep",
            Place::file(name),
            format!("more than {DEEPEST} elements inside each other, or never closed"),
            "check that it is a page; no browser shows one as deep",
        ));
    }
    let page = Html::parse_document(&source);
    finish(
        Found {
            id: id_of_file(name),
            headline: headline(&page).unwrap_or_default(),
            body: story(&page),
            place: Place::file(name),
        },
        options,
    )
}

/// Elements inside each other at most. Reading a page takes time in proportion to its depth for each element.
const DEEPEST: usize = 10_000;

/// Elements that never hold others, or end by themselves where the next of their kind begins.
const SHALLOW: [&str; 27] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td",
    "tfoot", "th", "tr", "wbr",
];

/// How many elements stand inside each other at most, or a little more.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let bytes = page.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let (closes, rest) = match rest.strip_prefix(b"/") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let length = rest
            .iter()
            .take(16)
            .take_while(|b| b.is_ascii_alphanumeric());
        let name = rest[..length.count()].to_ascii_lowercase();
        let known = std::str::from_utf8(&name).unwrap_or_default();
        if known.is_empty() || SHALLOW.binary_search(&known).is_ok() {
            continue;
        }
        depth = if closes {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        deepest = deepest.max(depth);
    }
    deepest
}

/// All elements that a selector names, in the order of the page.
fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector)
        .map_or_else(|_| Vec::new(), |selector| page.select(&selector).collect())
}

/// The first heading or title in Hebrew script; a heading of the article goes before one of the page.
fn headline(page: &Html) -> Option<String> {
    let headings = [
        "article h1, main h1",
        "article h2, main h2",
        "h1",
        "h2",
        r#"meta[property="og:title"]"#,
        "title",
    ];
    headings.iter().find_map(|selector| {
        select(page, selector)
            .into_iter()
            .filter(|heading| !is_beside_story(*heading))
            .map(|heading| match heading.value().attr("content") {
                Some(content) => collapse(content),
                None => collapse(&heading.text().collect::<String>()),
            })
            .find(|text| is_mostly_hebrew(text))
    })
}

/// Whether a heading belongs to a part of the page such as the navigation.
///
/// A `header` may hold the headline, although it holds nothing of the story.
fn is_beside_story(heading: ElementRef) -> bool {
    heading
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|around| around.value().name() != "header" && is_not_story(around.value()))
}

fn is_not_story(element: &Element) -> bool {
    NOT_STORY.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
}

/// Whether an element has nothing of the story in it but comes between two lines of it.
fn ends_line(element: &Element) -> bool {
    matches!(
        element.name(),
        "br" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    )
}

/// The paragraphs of the story, a line each: of the longest article, or else of the whole page.
fn story(page: &Html) -> String {
    let longest = |selector: &str| {
        select(page, selector)
            .into_iter()
            .filter(|root| !is_beside_story(*root))
            .map(paragraphs)
            // Of equally long ones the last is taken, which this makes the first of the page.
            .rev()
            .max_by_key(String::len)
            .filter(|story| !story.is_empty())
    };
    ["article", "main, [role=main]", "body"]
        .into_iter()
        .find_map(longest)
        .unwrap_or_default()
}

/// The text under `root` that is not Hebrew, a paragraph a line.
///
/// Paragraphs are the `p` elements; on a page that has none there, whatever begins a new line on the screen.
fn paragraphs(root: ElementRef) -> String {
    let lines = |marked| {
        let mut lines = StoryLines {
            marked,
            lines: Vec::new(),
            line: String::new(),
        };
        lines.read(root);
        lines.lines.join("\n")
    };
    let story = lines(true);
    if story.is_empty() {
        lines(false)
    } else {
        story
    }
}

/// A node of the page; the crate that the type comes from is not one of ours.
type NodeRef<'a> = <ElementRef<'a> as Deref>::Target;

/// What is still to be done, the last first.
enum Step<'a> {
    Read {
        node: NodeRef<'a>,
        in_paragraph: bool,
    },
    EndLine,
}

/// The steps that read the children of a node, the last child first.
fn children(node: NodeRef<'_>, in_paragraph: bool) -> impl Iterator<Item = Step<'_>> {
    let children = node.children().rev();
    children.map(move |node| Step::Read { node, in_paragraph })
}

struct StoryLines {
    /// Whether only the text of `p` elements counts.
    marked: bool,
    lines: Vec<String>,
    line: String,
}

impl StoryLines {
    /// Reads all that is under `root`. A page may be nested deeper than calls could follow it.
    fn read(&mut self, root: ElementRef) {
        let mut steps = vec![Step::EndLine];
        steps.extend(children(*root, false));
        while let Some(step) = steps.pop() {
            let Step::Read { node, in_paragraph } = step else {
                self.end_line();
                continue;
            };
            match node.value() {
                Node::Text(text) if in_paragraph || !self.marked => self.line.push_str(text),
                // A script or a button inside a paragraph does not end it.
                Node::Element(element) if is_not_story(element) && in_paragraph => {}
                Node::Element(element) if is_not_story(element) || ends_line(element) => {
                    self.end_line();
                }
                Node::Element(element) => {
                    let name = element.name();
                    if BLOCKS.contains(&name) {
                        self.end_line();
                        steps.push(Step::EndLine);
                    }
                    steps.extend(children(node, in_paragraph || name == "p"));
                }
                _ => {}
            }
        }
    }

    fn end_line(&mut self) {
        let line = collapse(&self.line);
        self.line.clear();
        if !line.is_empty() && !is_mostly_hebrew(&line) {
            self.lines.push(line);
        }
    }
}

/// White space as a browser shows it: one space for any run, none at the ends.
///
/// A no-break space is no white space in this sense.
fn collapse(text: &str) -> String {
    let words: Vec<_> = text.split_ascii_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::{Format, read_from};
    use super::*;

    const HEADLINE: &str = "יאפאן צינדט אן אלארעם";
    const SITE: &str = "די צייטונג";

    fn read_page(page: &str) -> Result<Reading, Notice> {
        let page = page.replace("HEAD", HEADLINE).replace("SITE", SITE);
        let source = std::io::Cursor::new(page);
        read_from(source, "p.html", Format::Html, &ReadOptions::default())
            .next()
            .unwrap()
    }

    #[test]
    fn the_article_is_taken_out_of_the_page() {
        let reading = read_page(
            "<!doctype html><html><head><title>HEAD - SITE</title></head><body>
            <header><h1>SITE</h1><nav><p>Home</p></nav></header>
            <article><p>Teaser</p></article>
            <article><header><h1>HEAD</h1><p>By A. Reporter</p></header>
              <figure><img><figcaption><p>A ship</p></figcaption></figure>
              <p>First &amp; <b>bold</b>\n  words<script>no()</script>.<br>After a break.</p>
              <p>HEAD</p><h2>Between</h2>
              <div><p>Second.</p><aside><p>Read also</p></aside></div>
            </article><footer><p>Imprint</p></footer></body></html>",
        )
        .unwrap();
        assert_eq!(reading.document.id, "p");
        assert_eq!(reading.document.headline, HEADLINE);
        assert_eq!(
            reading.document.body,
            "First & bold words.\nAfter a break.\nSecond."
        );
    }

    #[test]
    fn a_page_without_paragraphs_is_read_by_its_lines() {
        let reading = read_page("<h2>HEAD</h2><div>One<br>two<div>three</div>four</div>").unwrap();
        assert_eq!(reading.document.body, "One\ntwo\nthree\nfour");
    }

    #[test]
    fn a_page_may_be_nested_deeply() {
        let page = format!("<h1>HEAD</h1>{}Story.", "<div>".repeat(10_000));
        assert_eq!(read_page(&page).unwrap().document.body, "Story.");
    }

    #[test]
    fn the_title_serves_where_no_heading_is_hebrew() {
        let titled = "<title>SITE</title><meta property='og:title' content='HEAD'><h1>Logo</h1><p>Story.</p>";
        assert_eq!(read_page(titled).unwrap().document.headline, HEADLINE);
        let titled = "<title>HEAD</title><h1>Logo</h1><nav><h2>SITE</h2></nav><p>Story.</p>";
        assert_eq!(read_page(titled).unwrap().document.headline, HEADLINE);
    }

    #[test]
    fn what_is_missing_is_named() {
        let code = |page: &str| read_page(page).unwrap_err().code;
        assert_eq!(code("<h1>English</h1><p>Story.</p>"), "no-headline");
        assert_eq!(code("<h1>HEAD</h1><p>HEAD</p>"), "no-body");
        assert_eq!(code("\n \n"), "empty-file");
    }
}
