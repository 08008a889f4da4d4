//! One report of an input, taken from it and not read yet.
use super::decode::{decode, without_mark};
use super::problem::json;
use super::{ReadProblem, publication_day};
use crate::Report;
use crate::fold::is_silent;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

/// What a line must be.
pub(super) const SHAPE: &str =
    "a line is one JSON object with `text`, and `id`, `date`, `title`, `url` and `outlet` where known";

/// What every report of an input shares.
#[derive(Debug)]
pub(super) struct Origin {
    /// Its name, which reports that bring none are called by.
    pub(super) name: String,
    /// Its name in problems.
    pub(super) file: String,
    /// The day of publication of reports that bring none.
    pub(super) date: Option<Date>,
}

/// The bytes of one report of an input: what is costly, decoding and parsing, is left to [`Input::read`], so that several
/// threads can share it.
#[derive(Debug, Clone)]
pub struct Input {
    pub(super) origin: Arc<Origin>,
    /// The line's number and the offset of its first byte; none where the whole input is one report.
    pub(super) line: Option<(usize, usize)>,
    pub(super) bytes: Vec<u8>,
    /// Bytes of the input that it takes up.
    pub(super) size: usize,
}

impl Input {
    /// How many bytes of its file it takes up.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Reads the report.
    pub fn read(self) -> Result<Report, ReadProblem> {
        match self.line {
            Some((number, offset)) => self.read_line(number, offset),
            None => self.read_text(),
        }
    }

    fn read_text(self) -> Result<Report, ReadProblem> {
        let text = without_mark(&self.bytes).and_then(|(bytes, start)| decode(&bytes, start));
        let text = text.map_err(|bad| self.origin.problem(None, &bad, bad.help()))?;
        if is_empty(&text) {
            let help = "give a file that holds the report's text";
            return Err(self.origin.problem(None, &"the report is empty", help));
        }
        Ok(Report { id: self.origin.name.clone(), text, date: self.origin.date, ..Report::default() })
    }

    fn read_line(self, number: usize, offset: usize) -> Result<Report, ReadProblem> {
        let origin = &self.origin;
        let at = Some(number);
        let text = decode(&self.bytes, offset).map_err(|bad| origin.problem(at, &bad, bad.help()))?;
        let line: Line =
            serde_json::from_str(&text).map_err(|error| origin.problem(at, &json(&error), SHAPE))?;
        if is_empty(&line.text) {
            return Err(origin.problem(at, &"the report is empty", "give its text, or take the line out"));
        }
        let own = filled(line.date).map(|value| publication_day(&value)).transpose();
        let own = own.map_err(|error| origin.problem(at, &error, error.help()))?;
        Ok(Report {
            id: line.id.and_then(Id::text).unwrap_or_else(|| format!("{}:{number}", origin.name)),
            text: line.text,
            date: own.or(origin.date),
            title: filled(line.title),
            url: filled(line.url),
            outlet: filled(line.outlet),
        })
    }
}

impl Origin {
    pub(super) fn problem(&self, line: Option<usize>, what: &impl ToString, help: &str) -> ReadProblem {
        ReadProblem::of(&self.file, line, what, help)
    }
}

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
