//! Public gazetteers and users' routes as Marsad's own: each reads a format and gives [`Place`]s or [`Route`]s, and says of
//! each row why it cannot.
mod cod_ab;
mod feature;
mod geonames;
mod routes;
mod shape;
mod wof;

use crate::cli::Gazetteers;
use feature::Feature;
use marsad_coder::{Gazetteer, Place, PlaceKind, Problem};
use marsad_situation::Route;
use marsad_text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// What came of files: places or routes, rows that are wrong, and rows that are left out because reports do not name such things.
#[derive(Debug, Default)]
pub(crate) struct Import {
    pub(crate) places: Vec<Place>,
    pub(crate) routes: Vec<Route>,
    pub(crate) problems: Vec<Problem>,
    /// How many rows of each sort were left out.
    pub(crate) left_out: BTreeMap<String, usize>,
    ids: BTreeSet<String>,
}

/// What to read them with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order<'a> {
    pub(crate) format: Gazetteers,
    /// Only this country, in lower case; also that of rows which bring none.
    pub(crate) country: Option<&'a str>,
    /// GeoNames' table of names by language.
    pub(crate) alternate_names: Option<&'a Path>,
    /// The places that are known without the files.
    pub(crate) known: &'a Gazetteer,
}

/// Reads files of one format, in their order.
pub(crate) fn import(files: &[impl AsRef<Path>], order: Order) -> io::Result<Import> {
    let mut import = Import::default();
    match order.format {
        Gazetteers::Geonames => geonames::read(files, order, &mut import)?,
        Gazetteers::Wof => {
            feature::each(files, &mut import, |feature, import| wof::read(feature, order, import))?;
        }
        Gazetteers::CodAb => {
            feature::each(files, &mut import, |feature, import| cod_ab::read(feature, order, import))?;
        }
        Gazetteers::Routes => {
            feature::each(files, &mut import, |feature, import| routes::read(feature, order, import))?;
        }
    }
    Ok(import)
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
struct Spot<'a> {
    file: &'a str,
    line: usize,
}

impl Spot<'_> {
    fn problem(self, what: impl Into<String>, help: impl Into<String>) -> Problem {
        Problem::at(self.file, self.line, what, help)
    }
}

impl Import {
    /// Takes a place in, or says why it is none.
    fn add(&mut self, spot: Spot, place: Place) {
        match self.sound(&place) {
            Ok(()) => self.places.push(place),
            Err((what, help)) => self.problems.push(spot.problem(what, help)),
        }
    }

    fn sound(&mut self, place: &Place) -> Result<(), (String, &'static str)> {
        if place.names().next().is_none() {
            return Err((format!("{} has no name", place.id), "give it a name, or delete the row"));
        }
        if !(-90.0..=90.0).contains(&place.lat) || !(-180.0..=180.0).contains(&place.lon) {
            let what = format!("{}, {} lies nowhere on Earth", place.lat, place.lon);
            return Err((what, "give degrees, latitude -90 to 90 and longitude -180 to 180"));
        }
        if !self.ids.insert(place.id.clone()) {
            return Err((format!("{} stands twice", place.id), "keep one of the rows"));
        }
        Ok(())
    }

    /// The route, where no other bears its id.
    fn sound_route(&mut self, feature: &Feature, route: Route) -> Result<Route, Problem> {
        if self.ids.insert(route.id.clone()) {
            return Ok(route);
        }
        Err(feature.spot.problem(format!("{} stands twice", route.id), "give each route an id of its own"))
    }

    fn leave_out(&mut self, sort: &str) {
        *self.left_out.entry(sort.to_owned()).or_default() += 1;
    }
}

/// A file that is read line by line.
fn open(path: &Path) -> io::Result<BufReader<File>> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
    if path.is_dir() {
        return Err(io::Error::other(format!(
            "{}: this is a folder\n  help: name the files in it",
            path.display()
        )));
    }
    Ok(BufReader::new(File::open(path).map_err(named)?))
}

/// Lines with their numbers; one that is no UTF-8 is said and passed over.
fn lines(
    bytes: impl BufRead,
    file: &str,
    import: &mut Import,
    mut take: impl FnMut(usize, &str, &mut Import),
) -> io::Result<()> {
    for (number, line) in (1..).zip(bytes.split(b'\n')) {
        if let Ok(line) = String::from_utf8(line?) {
            take(number, line.trim_end_matches('\r').trim_start_matches('\u{feff}'), import);
        } else {
            import.problems.push(Problem::at(
                file,
                number,
                "the line is not UTF-8",
                "save the file as UTF-8",
            ));
        }
    }
    Ok(())
}

/// The first of these names, and the others as aliases: each spelling once.
fn name_and_aliases(names: impl IntoIterator<Item = String>, known: &[&str]) -> (String, String) {
    let mut seen: BTreeSet<String> = known.iter().map(|name| fold(name)).collect();
    let clean = names.into_iter().map(|name| name.replace(';', " ").trim().to_owned());
    let mut distinct = clean.filter(|name| !fold(name).is_empty() && seen.insert(fold(name)));
    let first = distinct.next().unwrap_or_default();
    (first, distinct.collect::<Vec<_>>().join(";"))
}

/// Whether a name is written in Arabic letters.
fn is_arabic(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().next().is_some()
        && letters().all(|c| matches!(c, '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FEFC}'))
}

/// Whether it has a letter that Persian, Kurdish or Urdu have and Arabic has not.
fn is_foreign(name: &str) -> bool {
    name.chars().any(|c| c.is_alphabetic() && !matches!(c, '\u{621}'..='\u{64A}'))
}

/// How far around its point a place of a kind may lie, where the source does not say.
fn usual_radius(kind: PlaceKind) -> u32 {
    match kind {
        PlaceKind::Country => 300_000,
        PlaceKind::Governorate => 60_000,
        PlaceKind::District => 20_000,
        PlaceKind::Subdistrict | PlaceKind::Area | PlaceKind::Mountain => 10_000,
        PlaceKind::Desert | PlaceKind::River | PlaceKind::Road => 50_000,
        PlaceKind::City | PlaceKind::Island => 5_000,
        PlaceKind::Neighbourhood => 1_000,
        _ => 2_000,
    }
}

/// A populated place by how many live there.
fn settlement(population: u64) -> PlaceKind {
    match population {
        0 => PlaceKind::Locality,
        1..10_000 => PlaceKind::Village,
        10_000..100_000 => PlaceKind::Town,
        _ => PlaceKind::City,
    }
}

#[cfg(test)]
mod tests;
