//! Documents: a Yiddish headline with its English story, and the readers that find them in files.

use crate::error::Place;

/// A headline and the story under it, as they stood in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What the outputs call it: the record's `id`, or the file's name without its ending.
    pub id: String,
    /// The Yiddish headline, unchanged.
    pub headline: String,
    /// The English story, unchanged; offsets in outputs count its Unicode scalar values.
    pub body: String,
    /// Where it was read from.
    pub place: Place,
}
