//! Word tables: `phrase,value,kind` with one phrase a line.
use marsad_data::DataFiles;
use std::fmt;

/// One row of a word table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRow {
    /// A word or phrase.
    pub phrase: String,
    /// What it stands for; what that means depends on the table.
    pub value: String,
    /// What it does in the table.
    pub kind: String,
    line: usize,
}

/// A word table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataProblem {
    /// The file, below the data folder.
    pub file: String,
    /// Line, from 1; 0 where the file is missing.
    pub line: usize,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for DataProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n  help: a row is phrase,value,kind", self.file, self.line, self.what)
    }
}

impl std::error::Error for DataProblem {}

impl WordRow {
    /// This row as a problem: its value or kind is none the file knows.
    pub fn problem(&self, file: &str) -> DataProblem {
        let what = format!("value \"{}\" does not fit kind \"{}\"", self.value, self.kind);
        DataProblem { file: file.to_owned(), line: self.line, what }
    }
}

/// The rows of a word table, its heading left out.
pub fn word_table(data: &DataFiles, file: &str) -> Result<Vec<WordRow>, DataProblem> {
    let problem = |line, what: &str| DataProblem { file: file.to_owned(), line, what: what.to_owned() };
    let text = data.get(file).ok_or_else(|| problem(0, "the file is missing"))?;
    let lines = text
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(at, line)| {
            let mut cells = line.split(',').map(|cell| cell.trim().to_owned());
            match (cells.next(), cells.next(), cells.next(), cells.next()) {
                (Some(phrase), Some(value), Some(kind), None) => {
                    Ok(WordRow { phrase, value, kind, line: at + 1 })
                }
                _ => Err(problem(at + 1, "the row has not three cells")),
            }
        })
        .collect()
}
