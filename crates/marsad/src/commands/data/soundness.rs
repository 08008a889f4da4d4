//! `marsad data check`: what is wrong with the data files, as a compiler would say it.
use crate::commands::{Error, Outcome};
use crate::publish::Codes;
use marsad_coder::{Actors, check};
use marsad_data::DataFiles;
use marsad_record::SameEvent;
use std::io::{self, Write};
use std::path::Path;

/// Prints every problem; each counts as a failure of the call.
pub(super) fn run(data: &DataFiles, dir: Option<&Path>) -> Result<Outcome, Error> {
    let mut problems = check(data);
    let events = Actors::load(data).and_then(|actors| SameEvent::load(data, &actors));
    problems.extend(events.err().filter(|problem| !problems.contains(problem)));
    problems.extend(Codes::load(data).err().filter(|problem| !problems.contains(problem)));
    let mut out = io::BufWriter::new(io::stdout().lock());
    for problem in &problems {
        // A path that the reader's terminal can open.
        let path = dir.map(|dir| format!("{}/", dir.display())).unwrap_or_default();
        writeln!(out, "{path}{problem}")?;
    }
    match problems.len() {
        0 => writeln!(out, "The data files are sound.")?,
        1 => writeln!(out, "1 problem")?,
        many => writeln!(out, "{many} problems")?,
    }
    out.flush()?;
    Ok(Outcome { failed: problems.len() })
}
