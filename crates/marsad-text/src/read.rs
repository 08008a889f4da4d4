//! From bytes to reports: what can be read is read, and what cannot is said, with where it stands and how to mend it.
mod day;
mod decode;
mod problem;

use crate::Report;
use crate::fold::is_silent;
use decode::{decode, without_mark};
use jiff::civil::Date;
use serde::Deserialize;
use std::path::Path;

pub use day::{DayError, publication_day};
pub use problem::ReadProblem;

/// The reports that were read, and what could not be.
pub type Read = (Vec<Report>, Vec<ReadProblem>);

/// Reads a file: `.jsonl` holds one report a line, any other name one report.
pub fn read_path(path: &Path, date: Option<Date>) -> Read {
    let file = path.display().to_string();
    let name = path.file_name().map_or_else(|| file.clone(), |name| name.to_string_lossy().into_owned());
    let (reports, mut problems) = match problem::open(path) {
        Ok(bytes) => read_reports(&name, &bytes, date),
        Err(problem) => (Vec::new(), vec![problem]),
    };
    for problem in &mut problems {
        problem.file.clone_from(&file);
    }
    (reports, problems)
}

/// Reads what a file of that name holds. `date` is the day of publication of reports that bring none.
///
/// Text is UTF-8, Windows-1256 or UTF-16 with a byte order mark; the mark is no part of the text, and nothing else is
/// changed.
///
/// ```
/// let line = r#"{"text": "قصف على الحي", "date": "2017-01-17"}"#;
/// let (reports, problems) = marsad_text::read_reports("news.jsonl", line.as_bytes(), None);
/// assert_eq!(reports[0].id, "news.jsonl:1");
/// assert!(problems.is_empty());
/// ```
pub fn read_reports(name: &str, bytes: &[u8], date: Option<Date>) -> Read {
    let (bytes, start) = match without_mark(bytes) {
        Ok(unmarked) => unmarked,
        Err(bad) => return (Vec::new(), vec![ReadProblem::of(name, None, &bad, bad.help())]),
    };
    let lines = Path::new(name).extension().is_some_and(|ext| ext.eq_ignore_ascii_case("jsonl"));
    if lines {
        return read_lines(name, &bytes, start, date);
    }
    match read_text(name, &bytes, start, date) {
        Ok(report) => (vec![report], Vec::new()),
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

fn read_text(name: &str, bytes: &[u8], start: usize, date: Option<Date>) -> Result<Report, ReadProblem> {
    let text = decode(bytes, start).map_err(|bad| ReadProblem::of(name, None, &bad, bad.help()))?;
    if is_empty(&text) {
        return Err(ReadProblem::of(
            name,
            None,
            &"the report is empty",
            "give a file that holds the report's text",
        ));
    }
    Ok(Report { id: name.to_owned(), text, date, ..Report::default() })
}

fn read_lines(name: &str, bytes: &[u8], start: usize, date: Option<Date>) -> Read {
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    let mut offset = start;
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        if !line.trim_ascii().is_empty() {
            match read_line(name, number, line, offset, date) {
                Ok(report) => reports.push(report),
                Err(problem) => problems.push(problem),
            }
        }
        offset += line.len() + 1;
    }
    if reports.is_empty() && problems.is_empty() {
        problems.push(ReadProblem::of(name, None, &"the file holds no report", SHAPE));
    }
    (reports, problems)
}

const SHAPE: &str =
    "a line is one JSON object with `text`, and `id`, `date`, `title`, `url` and `outlet` where known";

/// A line of a `.jsonl` file; keys it does not name are passed over.
#[derive(Debug, Deserialize)]
struct Line {
    id: Option<Id>,
    text: String,
    date: Option<String>,
    title: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
}

/// Many collections number their reports.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(i64),
}

fn read_line(
    name: &str,
    number: usize,
    line: &[u8],
    offset: usize,
    date: Option<Date>,
) -> Result<Report, ReadProblem> {
    let at = Some(number);
    let json = decode(line, offset).map_err(|bad| ReadProblem::of(name, at, &bad, bad.help()))?;
    let line: Line = serde_json::from_str(&json)
        .map_err(|error| ReadProblem::of(name, at, &problem::json(&error), SHAPE))?;
    if is_empty(&line.text) {
        return Err(ReadProblem::of(name, at, &"the report is empty", "give its text, or take the line out"));
    }
    let own = filled(line.date).map(|value| publication_day(&value)).transpose();
    let own = own.map_err(|error| ReadProblem::of(name, at, &error, error.help()))?;
    Ok(Report {
        id: line.id.and_then(Id::text).unwrap_or_else(|| format!("{name}:{number}")),
        text: line.text,
        date: own.or(date),
        title: filled(line.title),
        url: filled(line.url),
        outlet: filled(line.outlet),
    })
}

impl Id {
    fn text(self) -> Option<String> {
        match self {
            Self::Name(name) => filled(Some(name)),
            Self::Number(number) => Some(number.to_string()),
        }
    }
}

/// Exports write an empty string for what they do not know.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// Whether nobody could read a word in it.
fn is_empty(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_silent(c))
}

#[cfg(test)]
mod tests;
