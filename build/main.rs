//! Compiles `glossaries/` into the binary: the entries into an automaton, the tables into static data.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

// The crate's own modules, in the places where `crate::` finds them.
#[allow(dead_code, missing_docs)]
#[path = "../src/blob.rs"]
mod blob;
mod codegen;
mod english;
#[allow(dead_code, missing_docs)]
#[path = "../src/error.rs"]
mod error;
#[allow(dead_code, missing_docs)]
mod glossary;
mod hebrew;
mod soviet;
mod tables;
mod vowels;
#[allow(dead_code, missing_docs)]
mod yiddish;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-changed=glossaries");
    for shared in [
        "blob.rs",
        "english/inflect.rs",
        "glossary/compile.rs",
        "glossary/entry.rs",
        "glossary/read.rs",
        "glossary/pointing.rs",
        "glossary/postings.rs",
        "yiddish",
    ] {
        println!("cargo:rerun-if-changed=src/{shared}");
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(
        out.join("tables.rs"),
        codegen::tables(Path::new("glossaries/tables"))?,
    )?;
    let entries = read_glossary(Path::new("glossaries"))?;
    let compiled =
        glossary::compile::compile(&entries, yiddish::inflect::IrregularVerbs::default());
    fs::write(out.join("glossary.bin"), compiled)?;
    fs::write(out.join("vowels.fst"), vowels::train(&entries)?)?;
    let tables = Path::new("glossaries/tables");
    fs::write(out.join("hebrew.bin"), hebrew::train(&entries, tables)?)?;
    fs::write(out.join("soviet.fst"), soviet::compile(&entries, tables)?)?;
    fs::write(out.join("hebrew.rs"), hebrew::prefixes(tables)?)?;
    fs::write(
        out.join("english.bin"),
        english::compile(Path::new("glossaries/english"))?,
    )?;
    Ok(())
}

fn read_glossary(folder: &Path) -> Result<Vec<glossary::entry::Entry>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|f| Some(f.ok()?.path()))
        .filter(|f| f.extension().is_some_and(|e| e == "csv"))
        .collect();
    files.sort();
    let mut entries = Vec::new();
    for file in files {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let rows = glossary::read::read(File::open(&file)?, &name);
        if let Some(notice) = rows.notices.first() {
            return Err(notice.to_string().into());
        }
        entries.extend(rows.entries);
    }
    Ok(entries)
}
