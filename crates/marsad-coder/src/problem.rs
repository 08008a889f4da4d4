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
