//! Tables: a CSV file with a heading, each row a report.
use super::ReadProblem;
use super::columns::Row;
use super::input::{Input, Origin};
use super::reader::{Found, Reader, found};
use csv::{ReaderBuilder, StringRecord};
use std::sync::Arc;

const HELP: &str = "the first row names the columns; `--columns text=NAME,date=NAME` says which hold what";

/// A CSV file: fields parted by commas, semicolons or tabs, whichever its heading has most of.
pub(super) struct Spreadsheet;

impl Reader for Spreadsheet {
    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let text = origin.text(&bytes)?;
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
        let unreadable = |error| origin.problem(Some(1), &format!("not a table: {error}"), HELP);
        let heading = reader.headers().map_err(unreadable)?.clone();
        let columns = &origin.options.columns;
        columns.check(&heading).map_err(|missing| origin.problem(Some(1), &missing, HELP))?;
        let rows: Vec<_> = reader.records().map(|row| read_row(origin, &heading, row)).collect();
        if rows.is_empty() {
            return Err(origin.problem(None, &"the table holds no row", HELP));
        }
        Ok(found(rows))
    }
}

fn read_row(
    origin: &Arc<Origin>,
    heading: &StringRecord,
    row: csv::Result<StringRecord>,
) -> Result<Input, ReadProblem> {
    let row = row.map_err(|error| {
        let line = error.position().and_then(|at| usize::try_from(at.line()).ok());
        origin.problem(line, &format!("not a row of the table: {error}"), HELP)
    })?;
    let line = row.position().and_then(|at| usize::try_from(at.line()).ok()).unwrap_or_default();
    let value = |column: &str| {
        let at = heading.iter().position(|name| name.trim() == column)?;
        row.get(at).map(str::to_owned)
    };
    let columns = &origin.options.columns;
    Row::from_columns(columns, value).report(origin, line).map(|report| Input::of_report(origin, report))
}

/// What parts the fields of the heading.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().next().unwrap_or_default();
    let count = |c: u8| heading.bytes().filter(|&byte| byte == c).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&c| count(c)).unwrap_or(b',')
}
