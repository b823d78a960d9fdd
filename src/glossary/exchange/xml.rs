//! XML as trees of one record at a time. A file that declares types or entities of its own is refused:
//! no glossary needs them, and they can be made to fill the memory or to read other files.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::error::{Notice, Place};

/// Elements inside each other at most.
const DEEPEST: usize = 64;
/// Attributes of an element at most. Each is compared with those before it.
const MOST_ATTRIBUTES: usize = 256;

/// An element with all that is in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) column: usize,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Text(String),
    Element(Element),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements in it, not those in them.
    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements of one of these names, however deep.
    pub(super) fn find<'e>(&'e self, names: &[&str]) -> Vec<&'e Element> {
        let mut out = Vec::new();
        for child in self.children() {
            if names.contains(&child.name.as_str()) {
                out.push(child);
            } else {
                out.extend(child.find(names));
            }
        }
        out
    }

    /// Its text and that of all elements in it but the codes of translation tools.
    pub(super) fn text(&self) -> String {
        self.nodes
            .iter()
            .map(|node| match node {
                Node::Text(text) => text.clone(),
                Node::Element(e) if ["bpt", "ept", "it", "ph", "ut"].contains(&e.name.as_str()) => {
                    String::new()
                }
                Node::Element(e) => e.text(),
            })
            .collect()
    }
}

/// Calls `take` on every element called one of `records`, in a document whose root is one of `roots`.
///
/// # Errors
/// Where the document is not well formed, or not of this kind.
pub(super) fn records(
    text: &str,
    file: &str,
    roots: &[&str],
    records: &[&str],
    mut take: impl FnMut(&Element),
) -> Result<(), Notice> {
    let mut reader = Reader::from_str(text);
    let mut places = Places::new(text);
    // The elements that are open; of those outside of records nothing is kept but the name.
    let mut open: Vec<Element> = Vec::new();
    let mut inside = 0_usize;
    let mut rooted = false;
    loop {
        let start = reader.buffer_position() as usize;
        let bad = |places: &mut Places, at: usize, found: String, advice: &str| {
            let (line, column) = places.of(at);
            Notice::error("bad-xml", Place::line(file, line).at(column), found, advice)
        };
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position() as usize;
            bad(
                &mut places,
                at,
                format!("not well-formed XML ({error})"),
                WELL_FORMED,
            )
        })?;
        match event {
            Event::Start(tag) | Event::Empty(tag) if open.len() >= DEEPEST => {
                let found = format!("`{}` is inside too many other elements", name(&tag));
                return Err(bad(&mut places, start, found, WELL_FORMED));
            }
            Event::Start(ref tag) | Event::Empty(ref tag) => {
                let name = name(tag);
                if open.is_empty() && (rooted || !roots.contains(&name.as_str())) {
                    let found = format!("the file begins with `{name}`");
                    let advice = format!("give a file whose outermost element is `{}`", roots[0]);
                    return Err(bad(&mut places, start, found, &advice));
                }
                rooted = true;
                let (line, column) = places.of(start);
                let attributes =
                    attributes(tag).map_err(|found| bad(&mut places, start, found, WELL_FORMED))?;
                inside += usize::from(inside > 0 || records.contains(&name.as_str()));
                open.push(Element {
                    name,
                    line,
                    column,
                    attributes,
                    nodes: Vec::new(),
                });
                if matches!(event, Event::Empty(_)) {
                    close(&mut open, &mut inside, &mut take);
                }
            }
            Event::End(_) => close(&mut open, &mut inside, &mut take),
            Event::Text(part) => add_text(&mut open, inside, &part.xml10_content()),
            Event::CData(part) => add_text(&mut open, inside, &part.xml10_content()),
            Event::GeneralRef(entity) => {
                let resolved = match entity.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    Ok(None) => predefined(&entity.xml10_content()),
                    Err(_) => None,
                };
                let Some(c) = resolved else {
                    let found = format!("the entity `&{};` is not defined", entity.xml10_content());
                    return Err(bad(&mut places, start, found, "write the character itself"));
                };
                add_text(&mut open, inside, c.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(declaration) if declaration.contains('[') => {
                let found = "the file declares types or entities of its own".to_owned();
                return Err(bad(&mut places, start, found, "take the declaration out"));
            }
            Event::Eof => {
                if let Some(element) = open.last() {
                    let found = format!("the file ends inside `{}`", element.name);
                    return Err(bad(&mut places, text.len(), found, "give the whole file"));
                }
                if !rooted {
                    let found = "the file has no element".to_owned();
                    return Err(bad(&mut places, 0, found, "give an XML file"));
                }
                return Ok(());
            }
            Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

const WELL_FORMED: &str = "save the file again with the program it comes from";

fn name(tag: &BytesStart) -> String {
    tag.local_name().as_ref().to_owned()
}

fn attributes(tag: &BytesStart) -> Result<Vec<(String, String)>, String> {
    tag.attributes()
        .enumerate()
        .map(|(at, attribute)| {
            if at >= MOST_ATTRIBUTES {
                return Err(format!("more than {MOST_ATTRIBUTES} attributes"));
            }
            let attribute = attribute.map_err(|error| format!("a bad attribute ({error})"))?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|error| format!("a bad attribute ({error})"))?;
            Ok((attribute.key.as_ref().to_owned(), value.into_owned()))
        })
        .collect()
}

fn predefined(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn add_text(open: &mut [Element], inside: usize, text: &str) {
    let Some(element) = open.last_mut().filter(|_| inside > 0) else {
        return;
    };
    match element.nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.nodes.push(Node::Text(text.to_owned())),
    }
}

/// The innermost element is complete.
fn close(open: &mut Vec<Element>, inside: &mut usize, take: &mut impl FnMut(&Element)) {
    let Some(element) = open.pop() else { return };
    match *inside {
        0 => {}
        1 => {
            take(&element);
            *inside = 0;
        }
        _ => {
            *inside -= 1;
            if let Some(parent) = open.last_mut() {
                parent.nodes.push(Node::Element(element));
            }
        }
    }
}

/// Lines and columns of bytes, asked for in rising order.
struct Places<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    fn of(&mut self, at: usize) -> (usize, usize) {
        if at < self.at {
            *self = Self::new(self.text);
        }
        for c in self.text[self.at..].chars() {
            if self.at >= at {
                break;
            }
            self.at += c.len_utf8();
            if c == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Result<Vec<String>, Notice> {
        let mut out = Vec::new();
        records(text, "x", &["r"], &["a"], |e| out.push(e.text()))?;
        Ok(out)
    }

    #[test]
    fn records_come_with_their_text() {
        let text = "<?xml version=\"1.0\"?>\n<!-- x --><r>y<a>1 &amp; &#x5D0;<b>2</b><![CDATA[<3]]></a><a/></r>";
        assert_eq!(texts(text).unwrap(), ["1 & א2<3", ""]);
    }

    #[test]
    fn bombs_are_refused() {
        let lol = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><r><a>&b;</a></r>";
        assert_eq!(texts(lol).unwrap_err().code, "bad-xml");
        let deep = format!("<r>{}", "<a>".repeat(100));
        assert_eq!(texts(&deep).unwrap_err().code, "bad-xml");
        let wide: String = (0..200_000).map(|n| format!(" a{n}=''")).collect();
        assert_eq!(texts(&format!("<r{wide}/>")).unwrap_err().code, "bad-xml");
        assert!(texts("<!DOCTYPE r SYSTEM \"r.dtd\"><r/>").is_ok());
    }
}
