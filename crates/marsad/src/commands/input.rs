//! The reports of a call, in the order of its files.
use super::{Error, Outcome};
use jiff::civil::Date;
use marsad_text::{Read, ReadProblem, Report, read_path, read_reports};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Hands every report to `take`. What cannot be read is said on standard error and counted, and the rest goes on; an error
/// of `take` itself ends the call.
pub(crate) fn each_report(
    files: &[PathBuf],
    date: Option<Date>,
    mut take: impl FnMut(Report) -> Result<(), Error>,
) -> Result<Outcome, Error> {
    let standard_input = [PathBuf::from("-")];
    let files = if files.is_empty() { &standard_input } else { files };
    let mut failed = 0;
    for file in files {
        let (reports, problems) = read(file, date);
        reports.into_iter().try_for_each(&mut take)?;
        for problem in &problems {
            eprintln!("marsad: {problem}");
        }
        failed += problems.len();
    }
    if failed > 0 {
        eprintln!("marsad: {failed} input{} could not be read", if failed == 1 { "" } else { "s" });
    }
    Ok(Outcome { failed })
}

fn read(file: &Path, date: Option<Date>) -> Read {
    if file != Path::new("-") {
        return read_path(file, date);
    }
    let mut bytes = Vec::new();
    match std::io::stdin().read_to_end(&mut bytes) {
        Ok(_) => read_reports("stdin", &bytes, date),
        Err(error) => (Vec::new(), vec![interrupted(&error)]),
    }
}

fn interrupted(error: &std::io::Error) -> ReadProblem {
    ReadProblem {
        file: "stdin".to_owned(),
        line: None,
        what: format!("cannot be read: {error}"),
        help: "name a file, or pipe a report in".to_owned(),
    }
}
