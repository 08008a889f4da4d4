//! From bytes to reports: what can be read is read, and what cannot is said, with where it stands and how to mend it.
mod archive;
mod columns;
mod day;
mod decode;
mod feed;
mod form;
mod input;
mod inputs;
mod markup;
mod original;
mod page;
mod problem;
mod reader;
mod spreadsheet;
mod telegram;

use crate::Report;
use std::path::Path;

pub use columns::{Columns, ReadOptions};
pub use day::{DayError, publication_day};
pub use input::Input;
pub use inputs::Inputs;
pub use original::Original;
pub use problem::ReadProblem;

/// The reports that were read, and what could not be.
pub type Read = (Vec<Report>, Vec<ReadProblem>);

/// Reads a file, of a form that its name tells, as for [`Inputs::open`].
///
/// All of it is held at once; [`Inputs`] takes a large file report by report.
pub fn read_path(path: &Path, options: &ReadOptions) -> Read {
    match Inputs::open(path, options) {
        Ok(inputs) => read_all(inputs),
        Err(problem) => (Vec::new(), vec![problem]),
    }
}

/// Reads what a file of that name holds, as for [`Inputs::open`].
///
/// Text is UTF-8, Windows-1256 or UTF-16 with a byte order mark; the mark is no part of the text, and nothing else is
/// changed.
///
/// ```
/// use marsad_text::{ReadOptions, read_reports};
///
/// let line = r#"{"text": "قصف على الحي", "date": "2017-01-17"}"#;
/// let (reports, problems) = read_reports("news.jsonl", line.as_bytes(), &ReadOptions::default());
/// assert_eq!(reports[0].id, "news.jsonl:1");
/// assert!(problems.is_empty());
/// ```
pub fn read_reports(name: &str, bytes: &[u8], options: &ReadOptions) -> Read {
    read_all(Inputs::new(name, bytes, options))
}

fn read_all(inputs: Inputs) -> Read {
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    for read in inputs.map(|input| input.and_then(Input::read)) {
        match read {
            Ok((report, _)) => reports.push(report),
            Err(problem) => problems.push(problem),
        }
    }
    (reports, problems)
}

#[cfg(test)]
mod tests;
