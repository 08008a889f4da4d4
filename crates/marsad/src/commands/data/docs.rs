//! `marsad data docs`: the rules for the reader, written from the data files so that no page goes stale.
mod page;

use crate::cli::DocsArgs;
use crate::commands::{Error, Outcome};
use marsad_data::DataFiles;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub(super) fn run(data: &DataFiles, args: &DocsArgs) -> Result<Outcome, Error> {
    let page = page::of(data)?;
    match &args.page {
        Some(path) if args.check => compare(path, &page)?,
        Some(path) => fs::write(path, page).map_err(|error| format!("{}: {error}", path.display()))?,
        None => io::stdout().write_all(page.as_bytes())?,
    }
    Ok(Outcome::default())
}

/// Fails with the first line that is not as the data files are.
fn compare(path: &Path, page: &str) -> Result<(), Error> {
    let name = path.display();
    let cure = format!("help: run `marsad data docs {name}`, or `make data`");
    let written = fs::read_to_string(path).map_err(|error| format!("{name}: {error}\n  {cure}"))?;
    if written == page {
        return Ok(());
    }
    let same = written.lines().zip(page.lines()).take_while(|(a, b)| a == b).count();
    Err(format!("{name}:{}: the page is not what the data files say\n  {cure}", same + 1).into())
}
