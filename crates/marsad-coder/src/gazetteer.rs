//! The gazetteer: places with their names, kind, container and coordinates.
use crate::Problem;
use marsad_data::DataFiles;
use marsad_text::fold;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

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

/// Every place the program knows, by id and by folded name.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    places: Vec<Place>,
    by_id: FxHashMap<String, usize>,
    by_name: FxHashMap<String, Vec<usize>>,
    /// Rows by the words of their names behind the first, which may be a head noun.
    by_tail: FxHashMap<String, Vec<usize>>,
    by_kind: FxHashMap<PlaceKind, Vec<usize>>,
    /// For each row the one that contains it.
    outer: Vec<Option<usize>>,
    /// ISO codes of the countries of rows that the user added under ids that name none, by id.
    countries: FxHashMap<String, String>,
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
        gazetteer.link();
        gazetteer.first_added = gazetteer.places.len();
        Ok(gazetteer)
    }

    /// Adds the rows of a CSV; a row with a known id replaces the one before it.
    ///
    /// Columns: `id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source`, aliases separated by `;`.
    pub fn add_csv(&mut self, file: &str, text: &str) -> Result<(), Problem> {
        let first = self.places.len();
        let added = self.add_rows(file, text);
        self.link();
        self.find_countries();
        added.and_then(|lines| self.without_cycle(file, first, &lines))
    }

    /// Adds places, such as the user's roads.
    pub fn add(&mut self, places: Vec<Place>) {
        for place in places {
            self.insert(place);
        }
        self.link();
        self.find_countries();
    }

    /// Nothing contains itself: each added row, by its line, is followed up to where its containers end.
    fn without_cycle(&self, file: &str, first: usize, lines: &[usize]) -> Result<(), Problem> {
        let up = |row: usize| self.outer.get(row).copied().flatten();
        for (row, &line) in (first..).zip(lines) {
            if std::iter::successors(up(row), |&at| up(at)).take(DEEPEST).any(|at| at == row) {
                let id = &self.places[row].id;
                let what = format!("{id} lies in itself, by way of its parent {}", self.places[row].parent);
                return Err(Problem::at(file, line, what, "mend the column `parent`"));
            }
        }
        Ok(())
    }

    /// Finds the country of the rows whose ids name none: which army "the army" is hangs on it.
    fn find_countries(&mut self) {
        let (built_in, added) = self.places.split_at(self.first_added);
        let country =
            |place: &Place| self.get(place.id_head()).is_some_and(|row| row.kind == PlaceKind::Country);
        let nameless = added.iter().filter(|place| !country(place));
        let near = nameless.filter_map(|place| {
            let away = |row: &&Place| distance_m(row.point(), place.point());
            let settled =
                built_in.iter().filter(|row| row.kind >= PlaceKind::City && away(row) < NEIGHBOUR_M);
            let nearest = settled.min_by(|a, b| away(a).total_cmp(&away(b)))?;
            Some((place.id.clone(), nearest.id_head().to_owned()))
        });
        self.countries = near.collect();
    }

    /// ISO code of a row's country: what its id begins with, or of a user's own row whose id names none, the country of
    /// the built-in row that lies nearest.
    pub(crate) fn country<'a>(&'a self, place: &'a Place) -> &'a str {
        self.countries.get(&place.id).map_or_else(|| place.id_head(), String::as_str)
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

    /// Finds for every row the one that contains it, which may stand in a file read later.
    fn link(&mut self) {
        let outer = |place: &Place| {
            self.by_id.get(&place.parent).copied().filter(|&row| self.places[row].id != place.id)
        };
        self.outer = self.places.iter().map(outer).collect();
    }

    fn insert(&mut self, place: Place) {
        let index = self.places.len();
        if let Some(old) = self.by_id.insert(place.id.clone(), index) {
            for name in self.places[old].names() {
                if let Some(rows) = self.by_name.get_mut(&fold(name)) {
                    rows.retain(|&row| row != old);
                }
            }
        }
        for name in place.names() {
            let name = fold(name);
            if let Some((_, tail)) = name.split_once(' ') {
                self.by_tail.entry(tail.to_owned()).or_default().push(index);
            }
            let rows = self.by_name.entry(name).or_default();
            if !rows.contains(&index) {
                rows.push(index);
            }
        }
        self.by_kind.entry(place.kind).or_default().push(index);
        self.places.push(place);
    }

    /// The row of that id.
    pub fn get(&self, id: &str) -> Option<&Place> {
        self.by_id.get(id).map(|&row| &self.places[row])
    }

    /// Every row that bears the name, in any spelling; rows the user added come first, and alone where there are any.
    pub fn named(&self, name: &str) -> Vec<&Place> {
        self.named_folded(&fold(name))
    }

    /// The same of a name that is folded already.
    pub(crate) fn named_folded(&self, name: &str) -> Vec<&Place> {
        let rows = self.rows(name);
        let added = rows.iter().any(|&row| row >= self.first_added);
        rows.iter().filter(|&&row| !added || row >= self.first_added).map(|&row| &self.places[row]).collect()
    }

    fn rows(&self, name: &str) -> &[usize] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Rows whose names are one word, say a head noun, and then these words; with those names, folded.
    pub(crate) fn headed(&self, words: &str) -> impl Iterator<Item = (&Place, String)> {
        let rows = self.by_tail.get(words).map_or(&[][..], Vec::as_slice);
        let places = rows.iter().map(|&row| &self.places[row]);
        places.flat_map(move |place| place.names().map(move |name| (place, fold(name))))
    }

    /// Every row that bears the folded name, those that the user's hide among them.
    pub(crate) fn every(&self, name: &str) -> Vec<&Place> {
        self.rows(name).iter().map(|&row| &self.places[row]).collect()
    }

    /// Every place of these kinds; those that a row of the user's replaces are left out.
    pub(crate) fn of_kinds(&self, kinds: &[PlaceKind]) -> Vec<&Place> {
        let rows = kinds.iter().filter_map(|kind| self.by_kind.get(kind)).flatten();
        let places = rows.map(|&row| &self.places[row]);
        places.filter(|place| self.get(&place.id).is_some_and(|now| std::ptr::eq(now, *place))).collect()
    }

    /// Whether the user added a row.
    pub(crate) fn is_added(&self, place: &Place) -> bool {
        self.first_added < self.places.len()
            && self.by_id.get(&place.id).is_some_and(|&row| row >= self.first_added)
    }

    /// Every name a place bears, folded, in no particular order.
    pub(crate) fn folded_names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The row that contains `id`, then the one that contains that, up to the country.
    pub fn containers<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Place> {
        let up = |row: usize| self.outer.get(row).copied().flatten();
        let first = self.by_id.get(id).and_then(|&row| up(row));
        // A cycle in a user's file must not hang the program.
        std::iter::successors(first, move |&row| up(row)).take(DEEPEST).map(|row| &self.places[row])
    }

    /// Whether a place is another or a part of it, at any depth.
    pub fn lies_in(&self, part: &str, whole: &str) -> bool {
        part == whole || self.containers(part).any(|container| container.id == whole)
    }

    /// Every row, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places
            .iter()
            .enumerate()
            .filter(|(row, place)| self.by_id.get(&place.id) == Some(row))
            .map(|(_, p)| p)
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
