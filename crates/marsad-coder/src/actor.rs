//! The actor dictionary: parties to conflicts, organisations, and groups of people.
use crate::Problem;
use marsad_data::DataFiles;
use marsad_text::fold;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// One party of `actors/*.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Canonical id, kebab-case.
    pub id: String,
    /// Usual English name.
    pub name_en: String,
    /// Usual Arabic name.
    pub name_ar: String,
    /// `state_forces`, `militia`, `rebel`, `jihadist`, `state`, `international_org` …
    pub kind: String,
    /// ISO 3166 alpha-2 codes, lower case, `;`-separated.
    #[serde(default)]
    pub country: String,
    /// First year of its existence, where it has one.
    #[serde(default)]
    pub from: String,
    /// Last year of its existence.
    #[serde(default)]
    pub to: String,
    /// Names that mean it wherever they stand, `;`-separated.
    #[serde(default)]
    pub surfaces: String,
    /// Names that mean it only in a report of its country, or once it has been named.
    #[serde(default)]
    pub context_surfaces: String,
    /// Where the row comes from.
    #[serde(default)]
    pub source: String,
}

/// One row of `actors/people.csv`: a group of people, with the forms that tell one, two and many apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Canonical id (`civilians`, `children` …).
    pub id: String,
    /// Usual English name.
    pub name_en: String,
    /// Usual Arabic name.
    pub name_ar: String,
    /// Forms that mean one, `;`-separated.
    pub singular: String,
    /// Forms that mean exactly two.
    pub dual: String,
    /// Forms that mean several.
    pub plural: String,
}

/// One row of `actors/demonyms.csv`: a nationality adjective and whose forces it marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demonym {
    /// Masculine singular, indefinite.
    pub adjective: String,
    /// Actor id of that state's forces.
    pub forces: String,
    /// Actor id of the state.
    pub state: String,
    /// ISO 3166 alpha-2 code, lower case.
    pub country: String,
}

/// "Forces of", before a name.
const FORCES_OF: &str = "\u{642}\u{648}\u{627}\u{62A} ";

/// Every actor, group of people and demonym the program knows.
#[derive(Debug, Clone, Default)]
pub struct Actors {
    rows: Vec<Actor>,
    /// For each row the codes of its countries.
    homes: Vec<Vec<String>>,
    /// For each row its first and last year, where it has them.
    years: Vec<(Option<i16>, Option<i16>)>,
    by_id: FxHashMap<String, usize>,
    /// For the row of a state or a government that of its forces, where a name of theirs says so.
    forces: FxHashMap<usize, usize>,
    /// Groups of people, in file order.
    pub people: Vec<People>,
    /// Nationality adjectives, in file order.
    pub demonyms: Vec<Demonym>,
}

impl Actors {
    /// The dictionary of `actors/*.csv`.
    pub fn load(data: &DataFiles) -> Result<Self, Problem> {
        let mut all = Self::default();
        for (file, text) in data.under("actors", "csv") {
            match file {
                "actors/people.csv" => all.people = Problem::or_rows(file, text)?,
                "actors/demonyms.csv" => all.demonyms = Problem::or_rows(file, text)?,
                _ => all.rows.extend(Problem::or_rows::<Actor>(file, text)?),
            }
        }
        let homes = |actor: &Actor| {
            let codes = actor.country.split(';').filter(|code| !code.is_empty());
            codes.map(str::to_owned).collect()
        };
        all.homes = all.rows.iter().map(homes).collect();
        all.years = all.rows.iter().map(|actor| (actor.from.parse().ok(), actor.to.parse().ok())).collect();
        all.by_id = all.rows.iter().enumerate().map(|(row, actor)| (actor.id.clone(), row)).collect();
        all.forces = forces(&all.rows);
        Ok(all)
    }

    /// The forces of a state or a government: those that a name of theirs calls "forces of" it.
    pub(crate) fn forces_of(&self, id: &str) -> Option<&str> {
        let row = self.by_id.get(id).and_then(|row| self.forces.get(row))?;
        Some(self.rows[*row].id.as_str())
    }

    /// The actor of that id.
    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).map(|&row| &self.rows[row])
    }

    /// Whether an actor may take part in fighting: organisations that help or report do not.
    pub(crate) fn is_armed(&self, id: &str) -> bool {
        self.get(id).is_some_and(|actor| !matches!(actor.kind.as_str(), "international_org" | "civil_org"))
    }

    /// The actor of a row, in the order of the files.
    pub(crate) fn row(&self, row: u32) -> Option<&Actor> {
        self.rows.get(usize::try_from(row).ok()?)
    }

    /// The codes of the countries of a row's actor.
    pub(crate) fn homes(&self, row: u32) -> &[String] {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        self.homes.get(row).map_or(&[], Vec::as_slice)
    }

    /// Whether a row's actor was there in a year, or in one next to its own: founding years differ between sources, and
    /// what has just ended is still spoken of.
    pub(crate) fn lived(&self, row: u32, year: i16) -> bool {
        let row = usize::try_from(row).unwrap_or(usize::MAX);
        self.years.get(row).is_none_or(|&(from, to)| {
            from.is_none_or(|from| from - 1 <= year) && to.is_none_or(|to| year <= to + 1)
        })
    }

    /// Arabic and English name of an actor or a group of people.
    pub fn names(&self, id: &str) -> Option<(&str, &str)> {
        let actor = self.get(id).map(|actor| (actor.name_ar.as_str(), actor.name_en.as_str()));
        actor.or_else(|| {
            let group = self.people.iter().find(|group| group.id == id)?;
            Some((group.name_ar.as_str(), group.name_en.as_str()))
        })
    }

    /// Every actor, in the order of the files.
    pub fn iter(&self) -> impl Iterator<Item = &Actor> {
        self.rows.iter()
    }
}

/// For each state and government the row whose surfaces say "forces of" it.
fn forces(rows: &[Actor]) -> FxHashMap<usize, usize> {
    let named = |row: usize| rows[row].surfaces.split(';').map(move |name| (fold(name), row));
    let governs = |row: &usize| matches!(rows[*row].kind.as_str(), "state" | "government");
    let governments: FxHashMap<String, usize> =
        (0..rows.len()).filter(governs).flat_map(named).filter(|(name, _)| !name.is_empty()).collect();
    let of = |(name, row): (String, usize)| Some((*governments.get(name.strip_prefix(FORCES_OF)?)?, row));
    (0..rows.len()).flat_map(named).filter_map(of).collect()
}
