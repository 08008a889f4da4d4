//! `marsad score`: how well the coder reads, against claims that people found.
use super::{Error, Outcome, coder, say};
use crate::cli::ScoreArgs;
use crate::score::{Annotated, Document, PlaceNames, Score};
use marsad_data::DataFiles;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(crate) fn run(data: &DataFiles, args: &ScoreArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let mut score = Score::new(PlaceNames::load(data));
    for document in documents(&args.file)? {
        let (claims, notices) = coder.code(&document.report());
        say(&notices);
        score.count(&document, &claims.iter().map(Annotated::from).collect::<Vec<_>>());
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    score.write(&mut out, args.errors)?;
    out.flush()?;
    Ok(Outcome::default())
}

/// The annotated documents of a file. A line that is none ends the call: a score over a part of a file would mislead.
fn documents(file: &Path) -> Result<Vec<Document>, Error> {
    let help = "an annotated document is a line {\"id\", \"date\", \"text\", \"claims\": [...]}";
    let text =
        fs::read_to_string(file).map_err(|error| format!("{}: {error}\n  help: {help}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let document = |(at, line): (usize, &str)| {
        let told = |error| format!("{}:{}: {error}\n  help: {help}", file.display(), at + 1).into();
        serde_json::from_str(line).map_err(told)
    };
    lines.map(document).collect()
}
