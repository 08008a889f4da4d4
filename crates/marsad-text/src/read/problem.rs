use std::fmt::{self, Display};
use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;

/// An input, or a line of it, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadProblem {
    /// The file as it was named.
    pub file: String,
    /// The line of a `.jsonl` file, from 1; none where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub help: String,
}

impl ReadProblem {
    pub(super) fn of(file: &str, line: Option<usize>, what: &impl ToString, help: &str) -> Self {
        Self { file: file.to_owned(), line, what: what.to_string(), help: help.to_owned() }
    }
}

impl Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map_or_else(String::new, |line| format!(":{line}"));
        write!(f, "{}{line}: {}\n  help: {}", self.file, self.what, self.help)
    }
}

impl std::error::Error for ReadProblem {}

/// A file that can be read.
pub(super) fn open(path: &Path) -> Result<File, ReadProblem> {
    let file = path.display().to_string();
    if path.is_dir() {
        let help = format!("name the files in it, as in {}", path.join("*.txt").display());
        return Err(ReadProblem::of(&file, None, &"this is a folder, not a report", &help));
    }
    File::open(path).map_err(|error| {
        let help = match error.kind() {
            ErrorKind::NotFound => "check the name and the folder it is looked for in",
            ErrorKind::PermissionDenied => "ask for leave to read it, or copy it where you may",
            _ => "check that the disk or share can be read",
        };
        ReadProblem::of(&file, None, &format!("cannot be read: {error}"), help)
    })
}

/// What is wrong with a line of JSON, with the column alone: the line is named beside it.
pub(super) fn json(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split_once(" at line ").map_or(text.as_str(), |(what, _)| what);
    format!("not a report in JSON: {what}, column {}", error.column())
}
