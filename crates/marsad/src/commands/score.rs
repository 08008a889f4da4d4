//! `marsad score`: how well the coder reads, against claims that people found.
use super::{Error, Outcome, coder, say};
use crate::cli::ScoreArgs;
use crate::score::{Annotated, Coded, Document, PlaceNames, Score};
use marsad_data::DataFiles;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

const DOCUMENT: &str = "an annotated document is a line {\"id\", \"date\", \"text\", \"claims\": [...]}";
const CLAIM: &str = "a claim is a line {\"doc\", \"type\", \"modality\", \"start\", \"end\", ...}, as `marsad code` prints it";

pub(crate) fn run(data: &DataFiles, args: &ScoreArgs) -> Result<Outcome, Error> {
    let documents: Vec<Document> = lines(&args.file, DOCUMENT)?;
    let mut coded = match &args.claims {
        Some(file) => by_document(lines(file, CLAIM)?),
        None => code(data, args, &documents)?,
    };
    let mut score = Score::new(PlaceNames::load(data));
    for document in &documents {
        score.count(document, &coded.remove(&document.id).unwrap_or_default());
    }
    if let Some(stray) = coded.keys().next() {
        eprintln!(
            "marsad: claims of {} documents that are not annotated are left aside, the first {stray}",
            coded.len()
        );
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    score.write(&mut out, args.errors)?;
    out.flush()?;
    Ok(Outcome::default())
}

/// The coder's claims by their document.
fn code(
    data: &DataFiles,
    args: &ScoreArgs,
    documents: &[Document],
) -> Result<BTreeMap<String, Vec<Annotated>>, Error> {
    let coder = coder(data, &args.places.places)?;
    let claims = documents.iter().map(|document| {
        let (claims, notices) = coder.code(&document.report());
        say(&notices);
        (document.id.clone(), claims.iter().map(Annotated::from).collect())
    });
    Ok(claims.collect())
}

fn by_document(claims: Vec<Coded>) -> BTreeMap<String, Vec<Annotated>> {
    let mut all: BTreeMap<String, Vec<Annotated>> = BTreeMap::new();
    for coded in claims {
        all.entry(coded.doc).or_default().push(coded.claim);
    }
    all
}

/// What stands in a file, one a line. A line that is wrong ends the call: a score over a part of a file would mislead.
fn lines<T: DeserializeOwned>(file: &Path, help: &str) -> Result<Vec<T>, Error> {
    let text =
        fs::read_to_string(file).map_err(|error| format!("{}: {error}\n  help: {help}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(at, line): (usize, &str)| {
        let told = |error| format!("{}:{}: {error}\n  help: {help}", file.display(), at + 1).into();
        serde_json::from_str(line).map_err(told)
    };
    lines.map(read).collect()
}
