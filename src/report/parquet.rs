//! Parquet files of pairs, findings and translations, written a row group at a time.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::arrow::{self, Batches};
use super::findings::{Checked, Findings};
use super::{Options, Report};
use crate::align::Alignment;
use crate::check::Code;
use crate::document::Document;
use crate::translate::Translation;

/// Rows that are handed to the encoder at once.
const BATCH: usize = 4096;
/// Bytes that a row group takes in memory before it is written.
const ROW_GROUP: usize = 64 << 20;
/// How hard Zstandard tries, as elsewhere.
const ZSTD_LEVEL: i32 = 3;

/// What is encoded and not yet written; the encoder owns one handle and the file the other.
#[derive(Clone, Default)]
struct Encoded(Arc<Mutex<Vec<u8>>>);

impl Encoded {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Encoded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file in the making. Its bytes go to whatever output is given with each step.
struct File<B> {
    rows: B,
    encoded: Encoded,
    writer: Option<ArrowWriter<Encoded>>,
}

impl<B: Batches> File<B> {
    fn new(rows: B) -> Self {
        Self {
            rows,
            encoded: Encoded::default(),
            writer: None,
        }
    }

    fn begin(&mut self, output: &mut dyn Write) -> io::Result<()> {
        let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(into_io)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(concat!("kepl ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let encoded = self.encoded.clone();
        let writer = ArrowWriter::try_new(encoded, B::schema(), Some(properties));
        self.writer = Some(writer.map_err(into_io)?);
        self.hand_over(output)
    }

    /// Encodes the rows if there are enough of them, and writes the row group if it is long enough.
    fn step(&mut self, output: &mut dyn Write) -> io::Result<()> {
        if self.rows.len() < BATCH {
            return Ok(());
        }
        self.encode()?;
        if self.writer()?.memory_size() >= ROW_GROUP {
            self.row_group(output)?;
        }
        Ok(())
    }

    fn row_group(&mut self, output: &mut dyn Write) -> io::Result<()> {
        self.encode()?;
        self.writer()?.flush().map_err(into_io)?;
        self.hand_over(output)
    }

    fn finish(&mut self, output: &mut dyn Write) -> io::Result<()> {
        self.encode()?;
        self.writer()?.finish().map_err(into_io)?;
        self.hand_over(output)?;
        output.flush()
    }

    fn encode(&mut self) -> io::Result<()> {
        if self.rows.len() == 0 {
            return Ok(());
        }
        let batch = self.rows.take().map_err(io::Error::other)?;
        self.writer()?.write(&batch).map_err(into_io)
    }

    fn hand_over(&mut self, output: &mut dyn Write) -> io::Result<()> {
        output.write_all(&self.encoded.take())
    }

    fn writer(&mut self) -> io::Result<&mut ArrowWriter<Encoded>> {
        let writer = self.writer.as_mut();
        writer.ok_or_else(|| io::Error::other("the file is not begun"))
    }
}

fn into_io(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

/// The file of pairs.
pub(super) struct Pairs<W> {
    output: W,
    file: File<arrow::Pairs>,
}

impl<W: Write> Pairs<W> {
    pub(super) fn new(output: W, options: Options) -> Self {
        let file = File::new(arrow::Pairs::new(options));
        Self { output, file }
    }
}

impl<W: Write> Report for Pairs<W> {
    fn begin(&mut self) -> io::Result<()> {
        self.file.begin(&mut self.output)
    }

    fn alignment(&mut self, _document: &Document, alignment: &Alignment) -> io::Result<()> {
        self.file.rows.push(alignment);
        self.file.step(&mut self.output)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.row_group(&mut self.output)?;
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.file.finish(&mut self.output)
    }
}

/// The file of findings.
pub(super) struct Reports<W> {
    output: W,
    file: File<arrow::Findings>,
}

impl<W: Write> Reports<W> {
    pub(super) fn new(output: W) -> Self {
        let file = File::new(arrow::Findings::default());
        Self { output, file }
    }
}

impl<W: Write> Findings for Reports<W> {
    fn begin(&mut self, _codes: &[Code]) -> io::Result<()> {
        self.file.begin(&mut self.output)
    }

    fn report(&mut self, checked: Checked) -> io::Result<()> {
        self.file.rows.push(checked.report);
        self.file.step(&mut self.output)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.row_group(&mut self.output)?;
        self.output.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.file.finish(&mut self.output)
    }
}

/// The file of translations. Its bytes go to whatever output is given with each step.
pub struct TranslationFile(File<arrow::Translations>);

impl TranslationFile {
    /// Writes what comes before the first headline.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    pub fn begin(output: &mut dyn Write) -> io::Result<Self> {
        let mut file = File::new(arrow::Translations::default());
        file.begin(output)?;
        Ok(Self(file))
    }

    /// Adds one headline.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    pub fn translation(
        &mut self,
        document: &Document,
        translation: &Translation,
        output: &mut dyn Write,
    ) -> io::Result<()> {
        self.0.rows.push(document, translation);
        self.0.step(output)
    }

    /// Writes what comes after the last headline, and flushes the output.
    ///
    /// # Errors
    ///
    /// Whatever the output cannot do.
    pub fn finish(mut self, output: &mut dyn Write) -> io::Result<()> {
        self.0.finish(output)
    }
}
