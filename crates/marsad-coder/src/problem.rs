use marsad_text::DataProblem;
use std::fmt;

/// Something wrong in a data file, said so that its author can mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, below the data folder or as the user named it.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column, from 1; 0 where the whole line is meant.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub help: String,
}

impl Problem {
    /// A problem with a whole line.
    pub fn at(file: &str, line: usize, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, column: 0, what: what.into(), help: help.into() }
    }

    /// A problem with a row of a CSV file.
    pub fn in_row(file: &str, error: &csv::Error, help: &str) -> Self {
        let line = error.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
        Self::at(file, line, error.to_string(), help)
    }

    /// A problem with a TOML file of this text.
    pub fn in_toml(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let before = |start: usize| text.bytes().take(start).filter(|&byte| byte == b'\n').count() + 1;
        let line = error.span().map_or(0, |at| before(at.start));
        Self::at(file, line, error.message(), "compare the file with the one the program brings")
    }

    /// The rows of a CSV file; [`Problem::in_row`] of the first that does not read.
    pub fn or_rows<T: for<'de> serde::Deserialize<'de>>(file: &str, text: &str) -> Result<Vec<T>, Self> {
        let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect::<Result<_, _>>();
        rows.map_err(|error| Self::in_row(file, &error, "see CONTRIBUTING.md for this file's columns"))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}\n  help: {}", self.file, self.line, self.column.max(1), self.what, self.help)
    }
}

impl std::error::Error for Problem {}

impl From<DataProblem> for Problem {
    fn from(problem: DataProblem) -> Self {
        Self::at(&problem.file, problem.line, problem.what, "a row is phrase,value,kind")
    }
}
