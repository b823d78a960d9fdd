//! What stands in for the writers of Parquet in a build without them: nothing can be begun.

use std::io::{self, Write};
use std::marker::PhantomData;

use super::findings::{Checked, Findings};
use super::{Options, Report};
use crate::align::Alignment;
use crate::check::Code;
use crate::document::Document;
use crate::error::{Notice, Place};
use crate::translate::Translation;

fn lacking() -> io::Error {
    let notice = Notice::lacking_feature("parquet", Place::file("-"));
    io::Error::new(io::ErrorKind::Unsupported, notice)
}

pub(super) struct Pairs<W>(PhantomData<W>);

impl<W: Write> Pairs<W> {
    pub(super) fn new(_output: W, _options: Options) -> Self {
        Self(PhantomData)
    }
}

impl<W: Write> Report for Pairs<W> {
    fn begin(&mut self) -> io::Result<()> {
        Err(lacking())
    }

    fn alignment(&mut self, _document: &Document, _alignment: &Alignment) -> io::Result<()> {
        Err(lacking())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(lacking())
    }

    fn finish(&mut self) -> io::Result<()> {
        Err(lacking())
    }
}

pub(super) struct Reports<W>(PhantomData<W>);

impl<W: Write> Reports<W> {
    pub(super) fn new(_output: W) -> Self {
        Self(PhantomData)
    }
}

impl<W: Write> Findings for Reports<W> {
    fn begin(&mut self, _codes: &[Code]) -> io::Result<()> {
        Err(lacking())
    }

    fn report(&mut self, _checked: Checked) -> io::Result<()> {
        Err(lacking())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(lacking())
    }

    fn finish(&mut self) -> io::Result<()> {
        Err(lacking())
    }
}

/// The file of translations, of which this build has none.
pub struct TranslationFile(());

impl TranslationFile {
    /// Begins nothing.
    ///
    /// # Errors
    ///
    /// Always: the feature `parquet` is lacking.
    pub fn begin(_output: &mut dyn Write) -> io::Result<Self> {
        Err(lacking())
    }

    /// Adds nothing.
    ///
    /// # Errors
    ///
    /// Always: the feature `parquet` is lacking.
    pub fn translation(
        &mut self,
        _document: &Document,
        _translation: &Translation,
        _output: &mut dyn Write,
    ) -> io::Result<()> {
        Err(lacking())
    }

    /// Ends nothing.
    ///
    /// # Errors
    ///
    /// Always: the feature `parquet` is lacking.
    pub fn finish(self, _output: &mut dyn Write) -> io::Result<()> {
        Err(lacking())
    }
}
