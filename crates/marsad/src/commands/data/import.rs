//! `marsad data import`: a public gazetteer as a CSV for `--places`, or routes as one for `--routes`.
use crate::cli::{Gazetteers, ImportArgs};
use crate::commands::{Error, Outcome, gazetteer};
use crate::import::{Import, Order, import};
use marsad_data::DataFiles;
use std::io;

pub(super) fn run(data: &DataFiles, args: &ImportArgs) -> Result<Outcome, Error> {
    if args.alternate_names.is_some() && args.format != Gazetteers::Geonames {
        return Err(
            "--alternate-names is a table of GeoNames\n  help: leave it out with other formats".into()
        );
    }
    let order = Order {
        format: args.format,
        country: args.country.as_deref(),
        alternate_names: args.alternate_names.as_deref(),
        known: &gazetteer(data, &args.places.places)?,
    };
    let import = import(&args.files, order)?;
    let mut out = csv::Writer::from_writer(io::stdout().lock());
    for place in &import.places {
        out.serialize(place).map_err(io_error)?;
    }
    for route in &import.routes {
        out.serialize(route).map_err(io_error)?;
    }
    out.flush()?;
    say(&import, args.format == Gazetteers::Routes);
    Ok(Outcome { failed: import.problems.len() })
}

/// What became of the rows, on standard error.
fn say(import: &Import, routes: bool) {
    for problem in &import.problems {
        eprintln!("marsad: {problem}");
    }
    let count =
        |number: usize, thing: &str| format!("{number} {thing}{}", if number == 1 { "" } else { "s" });
    let silent = import.places.iter().filter(|place| place.name_ar.is_empty()).count();
    let without = if silent == 0 { String::new() } else { format!(", {silent} without an Arabic name") };
    eprintln!(
        "marsad: {}{without}; {} wrong",
        if routes { count(import.routes.len(), "route") } else { count(import.places.len(), "place") },
        count(import.problems.len(), "row")
    );
    if !import.left_out.is_empty() {
        let sorts: Vec<String> =
            import.left_out.iter().map(|(sort, rows)| format!("{sort} {rows}")).collect();
        eprintln!("marsad: left out, as reports seldom name them: {}", sorts.join(", "));
    }
}

/// So that a reader who left is known for one.
fn io_error(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => format!("{other:?}").into(),
    }
}
