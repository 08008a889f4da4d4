//! The gazetteer: places with their names, kind, container and coordinates.
mod same;

use crate::Problem;
use marsad_data::DataFiles;
use marsad_text::fold;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// What sort of place it is (OCHA's administrative levels, then what reporting names).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each kind is the plain English word")]
pub enum PlaceKind {
    Country,
    Governorate,
    District,
    Subdistrict,
    City,
    Town,
    Village,
    #[serde(alias = "suburb")]
    Neighbourhood,
    Camp,
    #[serde(alias = "region")]
    Area,
    Airport,
    #[serde(alias = "military_base", alias = "barracks")]
    Base,
    #[serde(alias = "border_crossing")]
    Crossing,
    Bridge,
    Road,
    Dam,
    OilField,
    Hospital,
    BorderPoint,
    Port,
    Island,
    Front,
    River,
    Mountain,
    Desert,
    /// Any other populated place, and every kind this program has no word for.
    #[serde(other)]
    Locality,
}

/// One row of the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its id, kept as the file gives it.
    pub id: String,
    /// Arabic name without a head noun.
    pub name_ar: String,
    /// Usual English name.
    pub name_en: String,
    /// Other names, `;`-separated.
    #[serde(default)]
    pub aliases: String,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Id of the row that contains it; empty for a country or where unknown.
    #[serde(default)]
    pub parent: String,
    /// WGS84 degrees north.
    pub lat: f64,
    /// WGS84 degrees east.
    pub lon: f64,
    /// Radius in metres within which the place lies.
    pub precision_m: u32,
    /// Where the row comes from.
    #[serde(default)]
    pub source: String,
}

impl Place {
    /// What its id begins with: the ISO code of its country in built-in rows.
    fn id_head(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// WGS84 degrees north and east.
    pub(crate) fn point(&self) -> (f64, f64) {
        (self.lat, self.lon)
    }

    /// Every name of it, Arabic name first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [self.name_ar.as_str(), self.name_en.as_str()]
            .into_iter()
            .chain(self.aliases.split(';').map(str::trim))
            .filter(|name| !name.is_empty())
    }
}

/// No real containment is deeper than this.
const DEEPEST: usize = 12;

/// How far from a built-in row one of the user's may lie and still be taken to be in the same country, in metres.
const NEIGHBOUR_M: f64 = 150_000.0;

/// A place with what follows from the other rows.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    place: Place,
    number: usize,
    /// The row that contains it.
    outer: Option<usize>,
    /// ISO code of its country: what its id begins with, or of a user's own row whose id names none, the country of the
    /// built-in row that lies nearest.
    pub(crate) country: String,
    /// Whether the user added it.
    pub(crate) is_added: bool,
}

impl Deref for Row {
    type Target = Place;

    fn deref(&self) -> &Place {
        &self.place
    }
}

/// Every place the program knows, by id and by folded name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    rows: Vec<Row>,
    by_id: FxHashMap<String, usize>,
    by_name: FxHashMap<String, Vec<usize>>,
    /// Rows by the words of their names behind the first, which may be a head noun.
    by_tail: FxHashMap<String, Vec<usize>>,
    by_kind: FxHashMap<PlaceKind, Vec<usize>>,
    /// Rows from this index on were added by the user and win over built-in rows of the same name.
    first_added: usize,
}

impl Gazetteer {
    /// The gazetteer of `places/*.csv`.
    pub fn load(data: &DataFiles) -> Result<Self, Problem> {
        let mut gazetteer = Self::default();
        for (file, text) in data.under("places", "csv") {
            gazetteer.add_rows(file, text)?;
        }
        gazetteer.first_added = gazetteer.rows.len();
        gazetteer.link();
        Ok(gazetteer)
    }

    /// Adds the rows of a CSV; a row with a known id replaces the one before it.
    ///
    /// Columns: `id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source`, aliases separated by `;`.
    pub fn add_csv(&mut self, file: &str, text: &str) -> Result<(), Problem> {
        let first = self.rows.len();
        let added = self.add_rows(file, text);
        self.link();
        added.and_then(|lines| self.without_cycle(file, first, &lines))
    }

    /// Adds places, such as the user's roads.
    pub fn add(&mut self, places: Vec<Place>) {
        for place in places {
            self.insert(place);
        }
        self.link();
    }

    /// Nothing contains itself: each added row, by its line, is followed up to where its containers end.
    fn without_cycle(&self, file: &str, first: usize, lines: &[usize]) -> Result<(), Problem> {
        for (row, &line) in self.rows.iter().skip(first).zip(lines) {
            if self.around(row).any(|up| up.number == row.number) {
                let what = format!("{} lies in itself, by way of its parent {}", row.id, row.parent);
                return Err(Problem::at(file, line, what, "mend the column `parent`"));
            }
        }
        Ok(())
    }

    /// Adds rows; gives the line of each.
    fn add_rows(&mut self, file: &str, text: &str) -> Result<Vec<usize>, Problem> {
        let mut reader =
            csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        // Behind the heading stands the first row.
        reader.headers().map_err(|error| row_problem(file, &error))?;
        let mut lines = Vec::new();
        let mut rows = reader.deserialize::<Place>();
        loop {
            let line = usize::try_from(rows.reader().position().line()).unwrap_or(usize::MAX);
            let Some(row) = rows.next() else { return Ok(lines) };
            self.insert(row.map_err(|error| row_problem(file, &error))?);
            lines.push(line);
        }
    }

    /// Finds for every row the one that contains it, which may stand in a file read later, and its country.
    fn link(&mut self) {
        let outer = |row: &Row| {
            let outer = self.by_id.get(&row.parent).copied();
            outer.filter(|&outer| self.rows[outer].id != row.id)
        };
        let is_added = |row: &Row| self.by_id.get(&row.id).is_some_and(|&row| row >= self.first_added);
        let find = |row: &Row| (outer(row), self.find_country(row), is_added(row));
        let found: Vec<_> = self.rows.iter().map(find).collect();
        for (row, found) in self.rows.iter_mut().zip(found) {
            (row.outer, row.country, row.is_added) = found;
        }
        self.take_over();
    }

    /// The country of a row, also where its id names none: which army "the army" is hangs on it.
    fn find_country(&self, row: &Row) -> String {
        let built_in = self.rows.get(..self.first_added).unwrap_or_default();
        let is_country = || self.get(row.id_head()).is_some_and(|head| head.kind == PlaceKind::Country);
        if row.number < self.first_added || is_country() {
            return row.id_head().to_owned();
        }
        let away = |other: &&Row| distance_m(other.point(), row.point());
        let settled =
            built_in.iter().filter(|other| other.kind >= PlaceKind::City && away(other) < NEIGHBOUR_M);
        let nearest = settled.min_by(|a, b| away(a).total_cmp(&away(b)));
        nearest.map_or_else(|| row.id_head(), |nearest| nearest.id_head()).to_owned()
    }

    fn insert(&mut self, place: Place) {
        let index = self.rows.len();
        if let Some(old) = self.by_id.insert(place.id.clone(), index) {
            for name in self.rows[old].names() {
                if let Some(rows) = self.by_name.get_mut(&fold(name)) {
                    rows.retain(|&row| row != old);
                }
            }
        }
        for name in place.names() {
            self.index(index, fold(name));
        }
        self.by_kind.entry(place.kind).or_default().push(index);
        self.rows.push(Row { place, number: index, outer: None, country: String::new(), is_added: false });
    }

    /// Makes a row be found by a folded name.
    fn index(&mut self, row: usize, name: String) {
        if let Some((_, tail)) = name.split_once(' ') {
            self.by_tail.entry(tail.to_owned()).or_default().push(row);
        }
        let rows = self.by_name.entry(name).or_default();
        if !rows.contains(&row) {
            rows.push(row);
        }
    }

    /// The row of that id.
    pub fn get(&self, id: &str) -> Option<&Place> {
        self.row(id).map(|row| &row.place)
    }

    /// The same with what follows from the other rows.
    pub(crate) fn row(&self, id: &str) -> Option<&Row> {
        self.by_id.get(id).map(|&row| &self.rows[row])
    }

    /// Every row that bears the name, in any spelling; rows the user added come first, and alone where there are any.
    pub fn named(&self, name: &str) -> Vec<&Place> {
        self.named_folded(&fold(name)).map(|row| &row.place).collect()
    }

    /// The same of a name that is folded already.
    pub(crate) fn named_folded(&self, name: &str) -> impl Iterator<Item = &Row> + Clone {
        let rows = self.every(name);
        let added = rows.clone().any(|row| row.is_added);
        rows.filter(move |row| !added || row.is_added)
    }

    /// Every row that bears the folded name, those that the user's hide among them.
    pub(crate) fn every(&self, name: &str) -> impl Iterator<Item = &Row> + Clone {
        self.by_name.get(name).into_iter().flatten().map(|&row| &self.rows[row])
    }

    /// Rows whose names are one word, say a head noun, and then these words; with those names, folded.
    pub(crate) fn headed(&self, words: &str) -> impl Iterator<Item = (&Row, String)> {
        let rows = self.by_tail.get(words).into_iter().flatten().map(|&row| &self.rows[row]);
        rows.flat_map(move |row| row.place.names().map(move |name| (row, fold(name))))
    }

    /// Every place of these kinds; those that a row of the user's replaces are left out.
    pub(crate) fn of_kinds(&self, kinds: &[PlaceKind]) -> Vec<&Row> {
        let rows = kinds.iter().filter_map(|kind| self.by_kind.get(kind)).flatten();
        let rows = rows.map(|&row| &self.rows[row]);
        rows.filter(|row| self.by_id.get(&row.id) == Some(&row.number)).collect()
    }

    /// Every name a place bears, folded, in no particular order.
    pub(crate) fn folded_names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The row that contains `id`, then the one that contains that, up to the country.
    pub fn containers<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Place> {
        self.row(id).into_iter().flat_map(|row| self.around(row)).map(|row| &row.place)
    }

    /// The row that contains another, then the one that contains that, up to the country.
    pub(crate) fn around<'a>(&'a self, row: &Row) -> impl Iterator<Item = &'a Row> {
        let outer = |row: usize| Some(&self.rows[row]);
        // A cycle in a user's file must not hang the program.
        std::iter::successors(row.outer.and_then(outer), move |row| row.outer.and_then(outer)).take(DEEPEST)
    }

    /// Whether a place is another or a part of it, at any depth.
    pub fn lies_in(&self, part: &str, whole: &str) -> bool {
        part == whole || self.containers(part).any(|container| container.id == whole)
    }

    /// Every row, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.rows.iter().filter(|row| self.by_id.get(&row.id) == Some(&row.number)).map(|row| &row.place)
    }
}

fn row_problem(file: &str, error: &csv::Error) -> Problem {
    Problem::in_row(file, error, "a row is id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source")
}

/// Great-circle distance in metres of two points given as degrees north and east (haversine formula, the IUGG's mean radius).
pub fn distance_m((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
    const EARTH_M: f64 = 6_371_008.8;
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let along = half(lon, other_lon) * lat.to_radians().cos() * other_lat.to_radians().cos();
    2.0 * EARTH_M * (half(lat, other_lat) + along).sqrt().min(1.0).asin()
}
