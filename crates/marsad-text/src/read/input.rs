//! One report of an input, taken from it and not read yet.
use super::columns::{ReadOptions, Row};
use super::decode::{Coding, Decoded, Undecodable, decode, decode_text};
use super::problem::json;
use super::{Original, ReadProblem, page};
use crate::Report;
use crate::fold::is_silent;
use serde_json::{Map, Value};
use std::sync::Arc;

/// What a line must be.
pub(super) const SHAPE: &str = "a line is one JSON object with `text`, and `id`, `date`, `title`, `url`, `outlet` and `language` where known";

/// What every report of an input shares.
#[derive(Debug)]
pub(super) struct Origin {
    /// Its name, which reports that bring none are called by.
    pub(super) name: String,
    /// Its name in problems.
    pub(super) file: String,
    /// Where it is: an address of the web, or the name of a file.
    pub(super) address: String,
    /// What it was served as; none where it was not served.
    pub(super) served: Option<String>,
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
    /// The entry of a feed in whose place it is read.
    summary: Option<Box<Report>>,
}

/// What a report is still to be made of.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// The bytes of its text.
    Text(Vec<u8>),
    /// The bytes of a line of JSON, its number, and the offset of its first byte.
    Line { bytes: Vec<u8>, number: usize, offset: usize, coding: Coding },
    /// The bytes of a page of the web.
    Page(Vec<u8>),
    /// Nothing: it is read.
    Part(Box<Part>),
}

/// A part of a file that its reader has made a report of.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) report: Report,
    /// The part as it stands in the file.
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: &'static str,
    /// Whether the report only sums up the page at its address.
    pub(super) is_summary: bool,
}

impl Input {
    /// A report that its reader has made.
    pub(super) fn of_part(origin: &Arc<Origin>, part: Part) -> Self {
        let size = part.bytes.len();
        Self { origin: Arc::clone(origin), content: Content::Part(Box::new(part)), size, summary: None }
    }

    pub(super) fn of_content(origin: &Arc<Origin>, content: Content, size: usize) -> Self {
        Self { origin: Arc::clone(origin), content, size, summary: None }
    }

    /// How many bytes of its file it takes up.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The entry of a feed, message of an export or row of a table that it is.
    pub fn part(&self) -> Option<&Report> {
        match &self.content {
            Content::Part(part) => Some(&part.report),
            _ => None,
        }
    }

    /// The address of the page that it only sums up, as entries of many feeds do.
    pub fn summarises(&self) -> Option<&str> {
        match &self.content {
            Content::Part(part) if part.is_summary => part.report.url.as_deref(),
            _ => None,
        }
    }

    /// This page, read in place of the entry that sums it up: what it does not say of itself, the entry says.
    #[must_use]
    pub fn in_place_of(mut self, summary: &Report) -> Self {
        self.summary = Some(Box::new(Report { text: String::new(), ..summary.clone() }));
        self
    }

    /// Reads the report, and hands over what it was read from.
    pub fn read(self) -> Result<(Report, Original), ReadProblem> {
        let Self { origin, content, summary, .. } = self;
        let (mut report, original) = match content {
            Content::Text(bytes) => (read_text(&origin, &bytes)?, origin.original(bytes, "text/plain")),
            Content::Line { bytes, number, offset, coding } => {
                let (report, line) = read_line(&origin, &bytes, number, offset)?;
                // Lines in UTF-16 were turned into UTF-8 on the way.
                let bytes = if matches!(coding, Coding::Of(_)) { bytes } else { coding.bytes_of(&line) };
                (report, origin.original(bytes, "application/json"))
            }
            Content::Page(bytes) => (page::report(&origin, &bytes)?, origin.original(bytes, "text/html")),
            Content::Part(part) => (part.report, origin.original(part.bytes, part.media_type)),
        };
        if let Some(summary) = summary {
            complete(&mut report, *summary);
        }
        Ok((report, original))
    }
}

/// Takes from the entry of a feed what the page it sums up leaves open.
fn complete(report: &mut Report, summary: Report) {
    report.date = report.date.or(summary.date);
    report.title = report.title.take().or(summary.title);
    report.outlet = report.outlet.take().or(summary.outlet);
    report.language = report.language.take().or(summary.language);
}

fn read_text(origin: &Origin, bytes: &[u8]) -> Result<Report, ReadProblem> {
    let text = origin.text(bytes)?.text;
    if is_empty(&text) {
        let help = "give a file that holds the report's text";
        return Err(origin.problem(None, &"the report is empty", help));
    }
    let (id, date, url) = (origin.name.clone(), origin.options.date, origin.url());
    Ok(Report { id, text, date, url, ..Report::default() })
}

/// The report of a line of JSON, and the line.
fn read_line(
    origin: &Origin,
    bytes: &[u8],
    number: usize,
    offset: usize,
) -> Result<(Report, String), ReadProblem> {
    let at = Some(number);
    let text = decode(bytes, offset).map_err(|bad| origin.undecodable(at, &bad))?.text;
    let line: Map<String, Value> =
        serde_json::from_str(&text).map_err(|error| origin.problem(at, &json(&error), SHAPE))?;
    let columns = &origin.options.columns;
    let value = |key: &str| match line.get(key)? {
        Value::String(value) => Some(value.clone()),
        // Many collections number their reports.
        Value::Number(value) if key == columns.of("id") => Some(value.to_string()),
        _ => None,
    };
    let report = Row::from_columns(columns, value).report(origin, number)?;
    Ok((report, text))
}

impl Origin {
    /// What is called by one name everywhere, and was served as `served`, if it was.
    pub(super) fn named(name: &str, served: Option<&str>, options: &ReadOptions) -> Self {
        let (name, served) = (name.to_owned(), served.map(str::to_owned));
        Self { file: name.clone(), address: name.clone(), name, served, options: options.clone() }
    }

    /// The text that all the bytes of an input spell.
    pub(super) fn text(&self, bytes: &[u8]) -> Result<Decoded, ReadProblem> {
        decode_text(bytes, self.served.as_deref()).map_err(|bad| self.undecodable(None, &bad))
    }

    /// Its address, where it was served.
    pub(super) fn url(&self) -> Option<String> {
        self.served.as_ref().map(|_| self.address.clone())
    }

    /// What a report was read from; `media_type` is what it is where nobody served it as anything.
    fn original(&self, bytes: Vec<u8>, media_type: &str) -> Original {
        let served = self.served.clone().filter(|it| !it.is_empty());
        let media_type = Some(served.unwrap_or_else(|| media_type.to_owned()));
        Original { bytes, media_type, address: Some(self.address.clone()) }
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
