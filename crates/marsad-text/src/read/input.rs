//! One report of an input, taken from it and not read yet.
use super::columns::{ReadOptions, Row};
use super::decode::{Undecodable, decode, without_mark};
use super::problem::json;
use super::{ReadProblem, page};
use crate::Report;
use crate::fold::is_silent;
use serde_json::{Map, Value};
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
    pub(super) options: ReadOptions,
}

/// One report of an input: what is costly, decoding and parsing, is left to [`Input::read`], so that several threads can
/// share it.
#[derive(Debug, Clone)]
pub struct Input {
    pub(super) origin: Arc<Origin>,
    pub(super) content: Content,
    /// Bytes of the input that it takes up.
    pub(super) size: usize,
}

/// What a report is still to be made of.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// The bytes of its text.
    Text(Vec<u8>),
    /// The bytes of a line of JSON, its number, and the offset of its first byte.
    Line { bytes: Vec<u8>, number: usize, offset: usize },
    /// The bytes of a page of the web.
    Page(Vec<u8>),
    /// Nothing: it is read.
    Report(Box<Report>),
}

impl Input {
    /// A report that its reader has made.
    pub(super) fn of_report(origin: &Arc<Origin>, report: Report) -> Self {
        let size = report.text.len();
        Self { origin: Arc::clone(origin), content: Content::Report(Box::new(report)), size }
    }

    /// How many bytes of its file it takes up.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Reads the report.
    pub fn read(self) -> Result<Report, ReadProblem> {
        match self.content {
            Content::Text(bytes) => read_text(&self.origin, &bytes),
            Content::Line { bytes, number, offset } => read_line(&self.origin, &bytes, number, offset),
            Content::Page(bytes) => page::report(&self.origin, &bytes),
            Content::Report(report) => Ok(*report),
        }
    }
}

fn read_text(origin: &Origin, bytes: &[u8]) -> Result<Report, ReadProblem> {
    let text = origin.text(bytes)?;
    if is_empty(&text) {
        let help = "give a file that holds the report's text";
        return Err(origin.problem(None, &"the report is empty", help));
    }
    Ok(Report { id: origin.name.clone(), text, date: origin.options.date, ..Report::default() })
}

fn read_line(origin: &Origin, bytes: &[u8], number: usize, offset: usize) -> Result<Report, ReadProblem> {
    let at = Some(number);
    let text = decode(bytes, offset).map_err(|bad| origin.undecodable(at, &bad))?;
    let line: Map<String, Value> =
        serde_json::from_str(&text).map_err(|error| origin.problem(at, &json(&error), SHAPE))?;
    let columns = &origin.options.columns;
    let value = |key: &str| match line.get(key)? {
        Value::String(value) => Some(value.clone()),
        // Many collections number their reports.
        Value::Number(value) if key == columns.of("id") => Some(value.to_string()),
        _ => None,
    };
    Row::from_columns(columns, value).report(origin, number)
}

impl Origin {
    /// The text that all the bytes of an input spell.
    pub(super) fn text(&self, bytes: &[u8]) -> Result<String, ReadProblem> {
        let text = without_mark(bytes).and_then(|(bytes, start)| decode(&bytes, start));
        text.map_err(|bad| self.undecodable(None, &bad))
    }

    pub(super) fn undecodable(&self, line: Option<usize>, bad: &Undecodable) -> ReadProblem {
        self.problem(line, bad, bad.help())
    }

    pub(super) fn problem(&self, line: Option<usize>, what: &impl ToString, help: &str) -> ReadProblem {
        ReadProblem::of(&self.file, line, what, help)
    }
}

/// A value that says something.
pub(super) fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// Whether nobody could read a word in it.
pub(super) fn is_empty(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_silent(c))
}
