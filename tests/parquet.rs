//! Parquet in and out: the same documents and the same rows as in the other formats.

#![allow(clippy::unwrap_used, reason = "a helper of tests fails as a test does")]

mod common;

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int8Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray,
    StructArray,
};
use arrow_schema::DataType;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use common::{GoldDocument, HEADLINE, Run, gold, kepl};

fn write(path: &Path, columns: Vec<(&str, ArrayRef)>, compression: Compression) {
    let columns = columns.into_iter().map(|(n, a)| (n, a, true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).unwrap();
    let properties = WriterProperties::builder()
        .set_compression(compression)
        // Several row groups, so that rows must be counted over their borders.
        .set_max_row_group_row_count(Some(7))
        .build();
    let file = File::create(path).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

/// Writes the first documents of the gold set as `news.parquet`.
fn write_gold(folder: &Path, documents: usize) {
    let path = folder.join("news.parquet");
    write(&path, columns(&gold()[..documents]), Compression::SNAPPY);
}

fn read(path: &Path) -> RecordBatch {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap());
    let reader = reader.unwrap().with_batch_size(1 << 20).build().unwrap();
    let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    assert_eq!(batches.len(), 1);
    batches[0].clone()
}

fn strings(texts: impl Iterator<Item = String>) -> ArrayRef {
    Arc::new(texts.map(Some).collect::<StringArray>())
}

/// Columns of documents, the kinds of text mixed.
fn columns(documents: &[GoldDocument]) -> Vec<(&'static str, ArrayRef)> {
    let bodies = documents.iter().map(|d| Some(d.body.clone()));
    let ids: DictionaryArray<Int8Type> = documents.iter().map(|d| Some(&*d.id)).collect();
    let urls = documents.iter().map(|_| "https://example.org".to_owned());
    vec![
        ("url", strings(urls)),
        ("body", Arc::new(bodies.collect::<LargeStringArray>())),
        (
            "Headline",
            strings(documents.iter().map(|d| d.headline.clone())),
        ),
        ("id", Arc::new(ids)),
    ]
}

fn jsonl(path: &Path, documents: &[GoldDocument]) {
    let lines = documents.iter().map(|d| {
        let line = serde_json::json!({"id": d.id, "headline": d.headline, "body": d.body});
        format!("{line}\n")
    });
    fs::write(path, lines.collect::<String>()).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn assert_clean(run: &Run) {
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

/// What the CSV has in its cells.
fn cell(column: &dyn Array, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Float64 => format!("{:.3}", column.as_primitive::<Float64Type>().value(row)),
        other => panic!("{other}"),
    }
}

#[test]
fn pairs_are_those_of_the_other_formats() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let documents = &gold()[..20];
    jsonl(&folder.join("news.jsonl"), documents);
    let csv = kepl(folder, &["align", "news.jsonl", "--all"], b"");
    let expected = csv::ReaderBuilder::new();
    let mut expected = expected.from_reader(csv.stdout.as_bytes());
    let header: Vec<String> = expected
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let rows: Vec<csv::StringRecord> = expected.records().map(Result::unwrap).collect();
    let zstd = Compression::ZSTD(ZstdLevel::default());
    for compression in [Compression::SNAPPY, zstd, Compression::UNCOMPRESSED] {
        write(
            &folder.join("news.parquet"),
            columns(documents),
            compression,
        );
        let arguments = ["align", "news.parquet", "--all", "-o", "pairs.parquet"];
        assert_clean(&kepl(folder, &arguments, b""));
        let pairs = read(&folder.join("pairs.parquet"));
        let schema = pairs.schema();
        let found: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        assert_eq!(found, header);
        assert_eq!(pairs.num_rows(), rows.len());
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = pairs.columns().iter().map(|c| cell(c, at)).collect();
            assert_eq!(cells, row.iter().collect::<Vec<_>>(), "row {at}");
        }
    }
    for (name, kind) in [
        ("term", DataType::Int32),
        ("confidence", DataType::Float64),
        ("start", DataType::Int32),
    ] {
        let pairs = read(&folder.join("pairs.parquet"));
        let column = pairs.column_by_name(name).unwrap();
        assert_eq!(column.data_type(), &kind, "{name}");
        assert_eq!(column.null_count() > 0, name == "start", "{name}");
    }
    let left = ["news.jsonl", "news.parquet", "pairs.parquet"];
    assert_eq!(names(folder), left, "nothing of the work is left behind");
}

#[test]
fn findings_and_translations_are_those_of_json_lines() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(
        &folder.join("news.parquet"),
        vec![
            ("id", Arc::new(Int64Array::from(vec![1, 2]))),
            (
                "headline",
                strings(
                    ["צוועלף סאלדאטן אין כארקיוו", "סאלדאטן אין כארקיוו"]
                        .map(str::to_owned)
                        .into_iter(),
                ),
            ),
            (
                "body",
                strings(
                    ["Twenty soldiers came to Kharkiv."; 2]
                        .map(str::to_owned)
                        .into_iter(),
                ),
            ),
        ],
        Compression::SNAPPY,
    );
    let lines = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let run = kepl(folder, arguments, b"");
        let lines = run.stdout.lines();
        lines.map(|l| serde_json::from_str(l).unwrap()).collect()
    };
    let expected = lines(&["check", "news.parquet", "--format", "jsonl"]);
    let run = kepl(
        folder,
        &["check", "news.parquet", "-o", "found.parquet"],
        b"",
    );
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert_eq!(json(&read(&folder.join("found.parquet"))), expected);
    assert_eq!(expected[0]["findings"][0]["english"], "Twenty");

    let more = ["--alternatives", "2", "--format"];
    let translate = ["translate", "news.parquet"];
    let expected = lines(&[&translate[..], &more[..], &["jsonl"]].concat());
    let to = ["parquet", "-o", "english.parquet"];
    assert_clean(&kepl(
        folder,
        &[&translate[..], &more[..], &to[..]].concat(),
        b"",
    ));
    assert_eq!(json(&read(&folder.join("english.parquet"))), expected);
}

/// The rows of a table as the objects of JSON Lines.
fn json(batch: &RecordBatch) -> Vec<serde_json::Value> {
    let rows = StructArray::from(batch.clone());
    (0..rows.len()).map(|row| value(&rows, row)).collect()
}

fn value(array: &dyn Array, row: usize) -> serde_json::Value {
    if array.is_null(row) {
        return serde_json::Value::Null;
    }
    match array.data_type() {
        DataType::Struct(fields) => {
            let array = array.as_struct();
            let names = fields.iter().map(|f| f.name().clone());
            let cells = array.columns().iter().map(|c| value(c, row));
            // Where a thing is in the headline is a list of pairs in JSON.
            let cells: Vec<_> = cells.collect();
            if fields.len() == 2 && fields[0].name() == "start" {
                return cells.into();
            }
            let object: serde_json::Map<_, _> = names.zip(cells).collect();
            let empty = |name: &str, v: &serde_json::Value| {
                name == "alternatives" && v == &serde_json::json!([])
            };
            object.into_iter().filter(|(n, v)| !empty(n, v)).collect()
        }
        DataType::List(_) => {
            let list = array.as_list::<i32>().value(row);
            let all: Vec<_> = (0..list.len()).map(|at| value(&list, at)).collect();
            all.into()
        }
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Float32 => {
            let number = array
                .as_primitive::<arrow_array::types::Float32Type>()
                .value(row);
            // As it is written with its own digits, not with those of a double.
            serde_json::from_str(&number.to_string()).unwrap()
        }
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        _ => array.as_string::<i32>().value(row).into(),
    }
}

#[test]
fn a_bad_record_is_counted_and_the_others_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let rows = 1000;
    let headline = |row: usize| (row != 300).then_some(HEADLINE);
    let columns: Vec<(&str, ArrayRef)> = vec![
        (
            "headline",
            Arc::new((0..rows).map(headline).collect::<StringArray>()),
        ),
        (
            "body",
            strings((0..rows).map(|_| "Japan sounds the alarm.".to_owned())),
        ),
    ];
    write(
        &folder.path().join("news.parquet"),
        columns,
        Compression::SNAPPY,
    );
    let run = kepl(folder.path(), &["translate", "news.parquet"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("news.parquet:301"), "{}", run.stderr);
    assert!(run.stderr.contains("no-headline"), "{}", run.stderr);
    let ids = common::documents(&run.stdout);
    assert_eq!(ids.len(), rows - 1);
    assert_eq!(
        ids[298..301],
        ["news.parquet:299", "news.parquet:300", "news.parquet:302"]
    );
}

#[test]
fn what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let headlines = || strings([HEADLINE.to_owned()].into_iter());
    let number = || Arc::new(Int64Array::from(vec![1])) as ArrayRef;
    write(
        &folder.join("no-body.parquet"),
        vec![("id", number()), ("headline", headlines())],
        Compression::SNAPPY,
    );
    write(
        &folder.join("number.parquet"),
        vec![("body", number()), ("headline", headlines())],
        Compression::SNAPPY,
    );
    fs::write(folder.join("text.parquet"), "no Parquet at all").unwrap();
    fs::write(folder.join("pairs.parquet"), "old").unwrap();
    for (file, told) in [
        ("no-body.parquet", "no column `body` among `id`, `headline`"),
        ("number.parquet", "the column `body` is of the type Int64"),
        ("text.parquet", "cannot be read as Parquet"),
        ("none.parquet", "cannot be read"),
    ] {
        let run = kepl(folder, &["align", file], b"");
        assert_eq!(run.code, Some(2), "{file}");
        assert!(run.stderr.contains(file), "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    assert_clean(&kepl(folder, &["translate", "no-body.parquet"], b""));
}

#[test]
fn a_file_that_is_cut_short_is_told_of_and_the_old_output_stays_if_nothing_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_gold(folder, 3);
    let bytes = fs::read(folder.join("news.parquet")).unwrap();
    fs::write(folder.join("short.parquet"), &bytes[..bytes.len() / 2]).unwrap();
    let run = kepl(folder, &["align", "short.parquet"], b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("bad-parquet"), "{}", run.stderr);

    fs::write(folder.join("pairs.parquet"), "old").unwrap();
    let run = kepl(
        folder,
        &[
            "align",
            "news.parquet",
            "--glossary",
            "none.csv",
            "-o",
            "pairs.parquet",
        ],
        b"",
    );
    assert_eq!(run.code, Some(2));
    assert_eq!(
        fs::read_to_string(folder.join("pairs.parquet")).unwrap(),
        "old"
    );
}

#[test]
fn standard_input_and_compressed_files_are_recognized() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_gold(folder, 3);
    let bytes = fs::read(folder.join("news.parquet")).unwrap();
    let expected = kepl(folder, &["align", "news.parquet"], b"").stdout;
    assert!(expected.lines().count() > 3);
    assert_eq!(kepl(folder, &["align"], &bytes).stdout, expected);
    let packed = zstd::encode_all(&bytes[..], 1).unwrap();
    fs::write(folder.join("news.parquet.zst"), packed).unwrap();
    assert_eq!(
        kepl(folder, &["align", "news.parquet.zst"], b"").stdout,
        expected
    );
}

#[test]
fn of_a_folder_the_tables_with_headlines_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_gold(folder, 2);
    let alone = kepl(folder, &["align", "."], b"");
    assert_clean(&kepl(folder, &["align", ".", "-o", "pairs.parquet"], b""));
    let beside = kepl(folder, &["align", "."], b"");
    assert_clean(&beside);
    assert_eq!(beside.stdout, alone.stdout);
    assert!(beside.stderr.contains("other-table"), "{}", beside.stderr);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_gold(folder, 1);
    for (arguments, told) in [
        (
            &["--format", "tsv", "-o", "p.parquet"][..],
            "leave --format out",
        ),
        (&["-o", "p.parquet.gz"], "compressed inside"),
        (
            &["-o", "p.parquet", "--resume"],
            "--resume does not go with --format parquet",
        ),
        (&["-o", "p.parquet", "--excel"], "--excel goes with"),
    ] {
        let run = kepl(
            folder,
            &[&["align", "news.parquet"], arguments].concat(),
            b"",
        );
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
    assert_eq!(names(folder), ["news.parquet"]);
}
