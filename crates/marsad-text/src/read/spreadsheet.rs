//! Tables: a CSV file with a heading, each row a report.
use super::ReadProblem;
use super::columns::Row;
use super::decode::Decoded;
use super::input::{Input, Origin, Part};
use super::reader::{Found, Reader, found};
use crate::Report;
use csv::{Position, ReaderBuilder, StringRecord};
use std::sync::Arc;

const HELP: &str = "the first row names the columns; `--columns text=NAME,date=NAME` says which hold what";

/// A CSV file: fields parted by commas, semicolons or tabs, whichever its heading has most of.
pub(super) struct Spreadsheet;

impl Reader for Spreadsheet {
    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/csv", "text/tab-separated-values"]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let Decoded { text, coding } = origin.text(&bytes)?;
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
        let unreadable = |error| origin.problem(Some(1), &format!("not a table: {error}"), HELP);
        let heading = reader.headers().map_err(unreadable)?.clone();
        let columns = &origin.options.columns;
        columns.check(&heading).map_err(|missing| origin.problem(Some(1), &missing, HELP))?;
        let rows: Vec<_> = reader.records().collect();
        if rows.is_empty() {
            return Err(origin.problem(None, &"the table holds no row", HELP));
        }
        // A row ends where the next begins.
        let ends: Vec<usize> = rows.iter().skip(1).map(start).chain([text.len()]).collect();
        let read = |(row, end): (csv::Result<StringRecord>, usize)| {
            let written = text.get(start(&row)..end).unwrap_or_default().trim_matches(['\r', '\n']);
            let report = read_row(origin, &heading, row)?;
            let bytes = coding.bytes_of(written);
            Ok(Input::of_part(origin, Part { report, bytes, media_type: "text/csv", is_summary: false }))
        };
        Ok(found(rows.into_iter().zip(ends).map(read).collect()))
    }
}

/// Where a row stands in the table.
fn position(row: &csv::Result<StringRecord>) -> Option<&Position> {
    row.as_ref().map_or_else(csv::Error::position, StringRecord::position)
}

fn start(row: &csv::Result<StringRecord>) -> usize {
    position(row).and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default()
}

fn read_row(
    origin: &Origin,
    heading: &StringRecord,
    row: csv::Result<StringRecord>,
) -> Result<Report, ReadProblem> {
    let line = position(&row).and_then(|at| usize::try_from(at.line()).ok());
    let row = row.map_err(|error| origin.problem(line, &format!("not a row of the table: {error}"), HELP))?;
    let value = |column: &str| {
        let at = heading.iter().position(|name| name.trim() == column)?;
        row.get(at).map(str::to_owned)
    };
    let columns = &origin.options.columns;
    Row::from_columns(columns, value).report(origin, line.unwrap_or_default())
}

/// What parts the fields of the heading.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |c: u8| heading.bytes().filter(|&byte| byte == c).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&c| count(c)).unwrap_or(b',')
}
