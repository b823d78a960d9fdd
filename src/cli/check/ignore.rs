//! Findings that are not to be shown: those of `kepl.ignore`, and those of a baseline.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use kepl::check::{Code, Finding};
use kepl::error::{Notice, Place};
use kepl::report::findings::fingerprint;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The name of the file.
pub(super) const NAME: &str = "kepl.ignore";

/// What is not to be shown.
#[derive(Debug, Default)]
pub(super) struct Ignored {
    rules: Vec<Rule>,
    /// Fingerprints of findings that were there before.
    before: FxHashSet<String>,
}

#[derive(Debug, Deserialize)]
struct Rule {
    /// The id of a document, or `*`.
    document: String,
    /// A code, or `*`.
    code: String,
    reason: String,
    /// The last day, as year-month-day; empty for ever.
    #[serde(default)]
    until: String,
}

impl Ignored {
    /// Reads a file of rules for findings with these codes. What is wrong with it comes as notices; expired
    /// rules are among them.
    pub(super) fn read(&mut self, path: &Path, codes: &[Code], notices: &mut Vec<Notice>) {
        let shown = path.display().to_string();
        let reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .flexible(true)
            .from_path(path);
        let mut reader = match reader {
            Ok(reader) => reader,
            Err(error) => {
                let place = Place::file(shown);
                notices.push(bad(place, format!("cannot be read ({error})")));
                return;
            }
        };
        let today = today();
        let headers = reader.headers().cloned().unwrap_or_default();
        for record in reader.records() {
            let line = |r: &csv::StringRecord| r.position().map_or(0, |p| p.line() as usize);
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    notices.push(bad(Place::file(&shown), error.to_string()));
                    continue;
                }
            };
            let place = Place::line(&shown, line(&record));
            let rule: Rule = match record.deserialize(Some(&headers)) {
                Ok(rule) => rule,
                Err(error) => {
                    notices.push(bad(place, error.to_string()));
                    continue;
                }
            };
            if rule.code != "*" && !codes.iter().any(|c| c.name == rule.code) {
                notices.push(super::unknown_code(place, &rule.code));
            } else if rule.reason.is_empty() {
                notices.push(bad(place, "no reason is given".to_owned()));
            } else if !rule.until.is_empty() && !is_date(&rule.until) {
                notices.push(bad(place, format!("`{}` is no date", rule.until)));
            } else if !rule.until.is_empty() && rule.until < today {
                notices.push(Notice::warning(
                    "expired",
                    place,
                    format!(
                        "ignoring {} in {} ended on {}",
                        rule.code, rule.document, rule.until
                    ),
                    "take the line out, or give a later day",
                ));
            } else {
                self.rules.push(rule);
            }
        }
    }

    /// Takes the findings of an earlier run, as JSON Lines, for known.
    pub(super) fn read_baseline(&mut self, path: &Path) -> Result<(), Notice> {
        let shown = path.display().to_string();
        let wrong = |place: Place, found: String| {
            let advice = "give the output of `kepl check --format jsonl`";
            Notice::error("bad-baseline", place, found, advice)
        };
        let text = std::fs::read_to_string(path)
            .map_err(|e| wrong(Place::file(&shown), format!("cannot be read ({e})")))?;
        for (i, line) in text
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.trim().is_empty())
        {
            let before: Before = serde_json::from_str(line)
                .map_err(|e| wrong(Place::line(&shown, i + 1), e.to_string()))?;
            for f in &before.findings {
                self.before.insert(f.fingerprint(&before.document));
            }
        }
        Ok(())
    }

    /// Whether a finding is to be shown.
    pub(super) fn shows(&self, document: &str, finding: &Finding) -> bool {
        let is = |pattern: &str, value: &str| pattern == "*" || pattern == value;
        let ignored = self
            .rules
            .iter()
            .any(|r| is(&r.document, document) && is(&r.code, finding.code));
        !ignored && !self.before.contains(&fingerprint(document, finding))
    }
}

fn bad(place: Place, found: String) -> Notice {
    let advice = "give the columns document,code,reason,until, the last as 2027-01-31";
    Notice::error("bad-ignore", place, found, advice)
}

#[derive(Deserialize)]
struct Before {
    document: String,
    findings: Vec<BeforeFinding>,
}

#[derive(Deserialize)]
struct BeforeFinding {
    code: String,
    yiddish: String,
    english: String,
}

impl BeforeFinding {
    fn fingerprint(&self, document: &str) -> String {
        kepl::report::findings::fingerprint_of(document, &self.code, &self.yiddish, &self.english)
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    let number = |i: usize| parts[i].parse::<u32>().unwrap_or(0);
    lengths == [4, 2, 2] && (1..=12).contains(&number(1)) && (1..=31).contains(&number(2))
}

/// Today as year-month-day, in UTC.
fn today() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    date(since.as_secs() / 86_400)
}

/// The time of day, in UTC.
pub(super) fn time() -> String {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = since.as_secs() % 86_400;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}", seconds % 60)
}

/// The date of a day counted from the first of January 1970 (Howard Hinnant's algorithm).
fn date(day: u64) -> String {
    let z = day + 719_468;
    let era = z / 146_097;
    let day_of_era = z % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(20_454), "2026-01-01");
        assert!(is_date("2027-01-31") && !is_date("31.1.2027") && !is_date("2027-13-01"));
    }

    #[test]
    fn rules_without_reason_or_out_of_date_do_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        std::fs::write(
            &path,
            "document,code,reason,until\n# a comment\n1,certainty,the editor knows more,\n\
             2,certainty,,\n3,certainty,old,2001-01-01\n4,*,all of it,2999-01-01\n\
             5,certanty,a slip,\n",
        )
        .unwrap();
        let mut ignored = Ignored::default();
        let mut notices = Vec::new();
        let known = [Code {
            name: "certainty",
            severity: kepl::check::Severity::Warning,
            says: "",
        }];
        ignored.read(&path, &known, &mut notices);
        let codes: Vec<_> = notices.iter().map(|n| (n.code, n.place.line)).collect();
        let expected = [
            ("bad-ignore", Some(4)),
            ("expired", Some(5)),
            ("unknown-code", Some(7)),
        ];
        assert_eq!(codes, expected);
        assert_eq!(ignored.rules.len(), 2);
    }
}
