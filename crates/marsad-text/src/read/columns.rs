//! Which column of a table, or key of a line of JSON, holds which part of a report.
use super::input::{Origin, filled, is_empty};
use super::{DayError, ReadProblem, publication_day};
use crate::Report;
use crate::language::tag;
use csv::StringRecord;
use jiff::civil::Date;
use std::str::FromStr;

/// The parts of a report that a table may hold.
const PARTS: [&str; 7] = ["text", "id", "date", "title", "url", "outlet", "language"];

/// Which column of a table, or key of a line of JSON, holds which part of a report; its own name where nothing else is said.
///
/// ```
/// let columns: marsad_text::Columns = "text=body,date=published".parse().unwrap();
/// assert_eq!(columns.of("text"), "body");
/// assert_eq!(columns.of("title"), "title");
/// assert!("author=name".parse::<marsad_text::Columns>().is_err());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(&'static str, String)>);

impl Columns {
    /// The column that holds a part of a report.
    pub fn of<'s>(&'s self, part: &'s str) -> &'s str {
        self.0.iter().find(|(named, _)| *named == part).map_or(part, |(_, column)| column)
    }

    /// Whether a heading has every column that was named, and one for the text.
    pub(super) fn check(&self, heading: &StringRecord) -> Result<(), String> {
        let named = self.0.iter().map(|(_, column)| column.as_str());
        let missing = |column: &&str| heading.iter().all(|name| name.trim() != *column);
        match std::iter::once(self.of("text")).chain(named).find(missing) {
            Some(column) => {
                let all: Vec<&str> = heading.iter().map(str::trim).collect();
                Err(format!("the table has no column `{column}`; it has {}", all.join(", ")))
            }
            None => Ok(()),
        }
    }
}

impl FromStr for Columns {
    type Err = String;

    /// `PART=COLUMN`, several with commas between them.
    fn from_str(value: &str) -> Result<Self, String> {
        let pair = |pair: &str| {
            let (part, column) = pair.split_once('=').ok_or_else(|| format!("`{pair}` is no PART=COLUMN"))?;
            let known = PARTS.into_iter().find(|known| *known == part.trim());
            let known = known
                .ok_or_else(|| format!("a report has no `{}`; it has {}", part.trim(), PARTS.join(", ")))?;
            Ok((known, column.trim().to_owned()))
        };
        value.split(',').map(pair).collect::<Result<_, String>>().map(Self)
    }
}

/// A row of a table, or a line of JSON, by the parts of a report.
#[derive(Debug, Default)]
pub(super) struct Row {
    text: Option<String>,
    id: Option<String>,
    date: Option<String>,
    title: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    language: Option<String>,
}

impl Row {
    /// The row whose columns hold what `value` gives for each.
    pub(super) fn from_columns(columns: &Columns, value: impl Fn(&str) -> Option<String>) -> Self {
        let of = |part| value(columns.of(part));
        // Exports write an empty string for what they do not know.
        let known = |part| filled(of(part));
        Self {
            text: of("text"),
            id: known("id"),
            date: known("date"),
            title: known("title"),
            url: known("url"),
            outlet: known("outlet"),
            language: known("language").and_then(|value| tag(&value)),
        }
    }

    /// The report that the row of a line gives.
    pub(super) fn report(self, origin: &Origin, line: usize) -> Result<Report, ReadProblem> {
        let problem = |what: &str, help: &str| origin.problem(Some(line), &what, help);
        let text = self.text.ok_or_else(|| {
            let what = format!("`{}` is missing, which holds the text", origin.options.columns.of("text"));
            problem(&what, "give the report's text, or say with `--columns text=NAME` what holds it")
        })?;
        if is_empty(&text) {
            return Err(problem("the report is empty", "give its text, or take the line out"));
        }
        let own = self.date.map(|value| origin.options.day(&value)).transpose();
        let own = own.map_err(|error| problem(&error.to_string(), error.help()))?;
        Ok(Report {
            id: self.id.unwrap_or_else(|| format!("{}:{line}", origin.name)),
            text,
            date: own.or(origin.options.date),
            title: self.title,
            url: self.url,
            outlet: self.outlet,
            language: self.language,
        })
    }
}

/// How to read reports.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The day of publication of reports that bring none.
    pub date: Option<Date>,
    /// Where tables and lines of JSON hold what.
    pub columns: Columns,
    /// How tables and lines of JSON write a day, as in `%d/%m/%Y`; ISO 8601 where not given.
    pub date_format: Option<String>,
}

impl ReadOptions {
    fn day(&self, value: &str) -> Result<Date, DayError> {
        let Some(format) = &self.date_format else { return publication_day(value) };
        let day = Date::strptime(format, value.trim()).map_err(|_| DayError::NotADay(value.to_owned()))?;
        publication_day(&day.to_string())
    }
}
