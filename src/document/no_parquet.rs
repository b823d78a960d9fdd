//! What stands in for the reader of Parquet in a build without it.

use std::fs::File;
use std::io::Read;

use super::{ReadOptions, Records};
use crate::error::{Notice, Place};

pub(super) fn of_file(_file: File, name: &str, _options: &ReadOptions) -> Records {
    let notice = Notice::lacking_feature("parquet", Place::file(name));
    Box::new(std::iter::once(Err(notice)))
}

pub(super) fn of_stream(
    _source: impl Read + Send + 'static,
    name: &str,
    _options: &ReadOptions,
) -> Records {
    let notice = Notice::lacking_feature("parquet", Place::file(name));
    Box::new(std::iter::once(Err(notice)))
}

pub(super) fn has_column(_file: File, _columns: &[&str]) -> bool {
    true
}
