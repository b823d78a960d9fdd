//! Web pages: the headline in Hebrew script and the paragraphs of the article.

use std::ops::Deref;

use scraper::node::{Element, Node};
use scraper::{ElementRef, Html, Selector};

use super::checks::{Found, finish};
use super::{Lines, ReadOptions, Reading, id_of_file, is_mostly_hebrew, page, text};
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
    let longest = options.max_line.min(page::LONGEST);
    let source = lines.whole(longest)?;
    let name = lines.name();
    if source.trim().is_empty() {
        return Err(text::empty(name));
    }
    let page = page::parse(&source).map_err(|found| {
        let advice = "check that it is a page of one article; no browser shows one like that";
        Notice::error("bad-page", Place::file(name), found, advice)
    })?;
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

/// All elements that a selector names, in the order of the page.
fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector)
        .map_or_else(|_| Vec::new(), |selector| page.select(&selector).collect())
}

/// Pieces of text in a heading at most: of one that is never closed, the page is not read for each other in it.
const MOST_PARTS: usize = 100;

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
                None => collapse(&heading.text().take(MOST_PARTS).collect::<String>()),
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
        let mut nested = Nested::default();
        let mut roots = select(page, selector);
        roots.retain(|root| nested.takes(*root) && !is_beside_story(*root));
        roots
            .into_iter()
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

/// Articles inside each other at most. Each is read to its end, and so is all that is in it.
const MOST_NESTED: usize = 8;

/// The articles that are open, of those that come in the order of the page.
#[derive(Default)]
struct Nested<'a>(Vec<NodeRef<'a>>);

impl<'a> Nested<'a> {
    /// Whether an article is to be read.
    fn takes(&mut self, root: ElementRef<'a>) -> bool {
        while self
            .0
            .last()
            .is_some_and(|last| !root.ancestors().any(|node| node == *last))
        {
            self.0.pop();
        }
        let taken = self.0.len() < MOST_NESTED;
        if taken {
            self.0.push(*root);
        }
        taken
    }
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
        let page = format!("<h1>HEAD</h1>{}Story.", "<div>".repeat(900));
        assert_eq!(read_page(&page).unwrap().document.body, "Story.");
        let page = page.replace("<div>", "<div><div>");
        assert_eq!(read_page(&page).unwrap_err().code, "bad-page");
    }

    #[test]
    fn articles_and_headings_inside_each_other_are_not_read_for_each() {
        let begun = std::time::Instant::now();
        for (open, story) in [
            ("<article><p>", true),
            ("<main><p>", true),
            ("<h1><b>", false),
        ] {
            let page = format!(
                "<h2>HEAD</h2>{}{}",
                open.repeat(400),
                "<p>Story. ".repeat(50_000)
            );
            assert_eq!(read_page(&page).is_ok(), story, "{open}");
        }
        assert!(begun.elapsed().as_secs() < 20);
    }

    #[test]
    fn a_page_without_end_is_not_taken_in() {
        let options = ReadOptions {
            max_line: 1000,
            ..ReadOptions::default()
        };
        for format in [Format::Html, Format::Text] {
            let endless = std::io::BufReader::new(std::io::repeat(b'\n'));
            let read = read_from(endless, "p", format, &options).next().unwrap();
            assert_eq!(read.unwrap_err().code, "file-too-long");
        }
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
