//! The files of the page, inside the binary.

/// A file: its path, its type, its text.
pub(super) type Asset = (&'static str, &'static str, &'static str);

const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The page itself.
pub(super) const PAGE: &str = include_str!("assets/index.html");

/// What the page loads.
pub(super) const ASSETS: &[Asset] = &[
    (
        "style.css",
        "text/css; charset=utf-8",
        include_str!("assets/style.css"),
    ),
    ("app.js", SCRIPT, include_str!("assets/app.js")),
    ("api.js", SCRIPT, include_str!("assets/api.js")),
    ("card.js", SCRIPT, include_str!("assets/card.js")),
    ("dom.js", SCRIPT, include_str!("assets/dom.js")),
    ("form.js", SCRIPT, include_str!("assets/form.js")),
    ("keys.js", SCRIPT, include_str!("assets/keys.js")),
    ("list.js", SCRIPT, include_str!("assets/list.js")),
    ("typing.js", SCRIPT, include_str!("assets/typing.js")),
];

/// What a browser sees that has not been at the start address.
pub(super) const CLOSED: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <title>kepl review</title><h1>This page opens from its start address</h1>\
    <p>Open the address that kepl printed when it was started. Each start has an address of its own.</p></html>";

/// What the start address answers: it leads on by itself, so that the cookie goes along with a request
/// of our own site, and the token does not stay in the address bar.
pub(super) const START: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta http-equiv=\"refresh\" content=\"0; url=/\"><title>kepl review</title>\
    <p><a href=\"/\">Go on</a></p></html>";
