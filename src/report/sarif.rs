//! Findings for code scanning: SARIF 2.1.0 (OASIS), which forges and editors show beside the lines.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::error::{Notice, Place, Severity};

/// Writes `notices` as one run; `rules` are all codes that there are, with what each says.
///
/// # Errors
///
/// Whatever the output cannot do.
pub fn write<'a>(
    notices: &[Notice],
    rules: impl Iterator<Item = (&'a str, &'a str)>,
    output: &mut impl Write,
) -> io::Result<()> {
    let rules: Vec<(&str, &str)> = rules.collect();
    let described: Vec<Value> = rules
        .iter()
        .map(|(name, says)| json!({"id": name, "shortDescription": {"text": says}}))
        .collect();
    let results: Vec<Value> = notices.iter().map(|n| result(n, &rules)).collect();
    write_log(&results, &described, output)
}

/// Writes one run of these results; `rules` describe all that there could be.
pub(crate) fn write_log(
    results: &[Value],
    rules: &[Value],
    output: &mut impl Write,
) -> io::Result<()> {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "kepl",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *output, &log)?;
    output.write_all(b"\n")
}

fn result(notice: &Notice, rules: &[(&str, &str)]) -> Value {
    let mut result = json!({
        "ruleId": notice.code,
        "level": match notice.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": {"text": format!("{}; {}", notice.found, notice.advice)},
        "locations": [{"physicalLocation": location(&notice.place)}],
    });
    if let Some(index) = rules.iter().position(|(name, _)| *name == notice.code) {
        result["ruleIndex"] = index.into();
    }
    result
}

/// Where a result is.
pub(crate) fn location(place: &Place) -> Value {
    let mut location = json!({"artifactLocation": {"uri": uri(&place.file)}});
    if let Some(line) = place.line {
        location["region"] = json!({"startLine": line});
        if let Some(column) = place.column {
            location["region"]["startColumn"] = column.into();
        }
    }
    location
}

/// A path as a relative reference, or with a scheme if it is absolute.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_has_its_rule_and_region() {
        let place = Place::line("my files/ו.csv", 3).at(7);
        let notice = Notice::warning("some-code", place, "something odd", "do this");
        let mut out = Vec::new();
        write(
            &[notice],
            [("other", "x"), ("some-code", "y")].into_iter(),
            &mut out,
        )
        .unwrap();
        let log: Value = serde_json::from_slice(&out).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][1]["id"], "some-code");
        let result = &run["results"][0];
        assert_eq!(result["ruleIndex"], 1);
        assert_eq!(result["message"]["text"], "something odd; do this");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20files/%D7%95.csv");
        assert_eq!(place["region"], json!({"startLine": 3, "startColumn": 7}));
    }
}
