//! What is known before any report is read: places, parties, routes, and who fights beside whom.
use jiff::civil::Date;
use marsad_coder::{Actor, Actors, Gazetteer, Place, PlaceKind, Problem, distance_m};
use marsad_data::DataFiles;
use marsad_record::Alliances;
use marsad_text::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const UNARMED: [&str; 2] = ["civil_org", "international_org"];
/// The group of people that the coder counts as those who fight.
const FIGHTERS: &str = "fighters";
/// Parties whose people fight; of the police, of authorities, parties and tribes that is not said by the name alone.
const FIGHTING: [&str; 5] = ["coalition", "jihadist", "militia", "rebel", "state_forces"];
/// Parties that hold or seek ground only in the countries that their row lists.
const GROUPS: [&str; 3] = ["jihadist", "militia", "rebel"];

/// The folder among the data files that the user's own routes are put in, each file under the path the user named.
pub const USER_ROUTES: &str = "routes/user";

/// One row of `routes/*.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Its id.
    pub id: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Other names, `;`-separated.
    #[serde(default)]
    pub aliases: String,
    /// Gazetteer id of one end.
    pub from: String,
    /// Gazetteer id of the other end.
    pub to: String,
    /// Gazetteer ids of the places between, in order, `;`-separated.
    #[serde(default)]
    pub via: String,
    /// `road`, `supply_line`, `crossing`, `bridge`, `river` or `air`.
    pub kind: String,
    /// Where the row comes from.
    #[serde(default)]
    pub source: String,
}

impl Route {
    /// Gazetteer ids of the places it runs through, one end to the other.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        let ends = |id| std::iter::once(id).filter(|id: &&str| !id.is_empty());
        let via = self.via.split(';').map(str::trim).filter(|id| !id.is_empty());
        ends(self.from.as_str()).chain(via).chain(ends(self.to.as_str()))
    }

    /// Whether it is the place of that id, or runs through it.
    pub fn runs_over(&self, place: &str) -> bool {
        self.places().any(|id| id == place)
    }

    /// Whether it bears that Arabic, English or other name, in any spelling.
    pub fn is_called(&self, name: &str) -> bool {
        let folded = fold(name);
        let names = [self.name_ar.as_str(), self.name_en.as_str()].into_iter().chain(self.aliases.split(';'));
        names.map(str::trim).any(|known| !known.is_empty() && fold(known) == folded)
    }
}

/// Places, parties, routes and alliances.
#[derive(Debug, Clone)]
pub struct Setting<'a> {
    /// Places.
    pub gazetteer: &'a Gazetteer,
    /// Parties.
    pub actors: &'a Actors,
    /// Known routes, by id.
    pub routes: Vec<Route>,
    alliances: Alliances,
    /// Countries that some party's row lists.
    countries: BTreeSet<&'a str>,
}

impl<'a> Setting<'a> {
    /// The setting of these data files.
    pub fn load(data: &DataFiles, gazetteer: &'a Gazetteer, actors: &'a Actors) -> Result<Self, Problem> {
        let mut routes = Vec::new();
        for (file, text) in data.under("routes", "csv") {
            routes.extend(Problem::or_rows::<Route>(file, text)?);
        }
        routes.sort_by(|a, b| a.id.cmp(&b.id));
        routes.dedup_by(|a, b| a.id == b.id);
        let alliances = Alliances::load(data)?;
        let countries = actors.iter().flat_map(countries).collect();
        Ok(Self { gazetteer, actors, routes, alliances, countries })
    }

    /// Whether two parties are one side on a day; on an unknown day, whether they ever were.
    pub fn same_side(&self, a: &str, b: &str, on: Option<Date>) -> bool {
        self.alliances.same_side(a, b, on)
    }

    /// Whether an id is a party that can hold ground or fight for it: no group of people, aid agency or world body.
    pub fn can_hold(&self, id: &str) -> bool {
        let people = self.actors.people.iter().any(|group| group.id == id);
        let unarmed = self.actors.get(id).is_some_and(|actor| UNARMED.contains(&actor.kind.as_str()));
        !people && !unarmed
    }

    /// Whether people counted under this id fight: the group of fighters, or those of an armed party.
    pub fn fights(&self, id: &str) -> bool {
        let armed = |actor: &Actor| FIGHTING.contains(&actor.kind.as_str());
        id == FIGHTERS || self.actors.get(id).is_some_and(armed)
    }

    /// Whether a place lies in a country of known parties that is none of those where this group holds or seeks ground.
    pub fn strikes_abroad(&self, id: &str, place: &str) -> bool {
        let group = self.actors.get(id).filter(|actor| GROUPS.contains(&actor.kind.as_str()));
        let country = self.gazetteer.containers(place).last().map(|country| country.id.as_str());
        group.zip(country).is_some_and(|(group, country)| {
            !group.country.is_empty()
                && self.countries.contains(country)
                && !countries(group).any(|own| own == country)
        })
    }
}

/// The user's own routes as roads that reports may name, each midway between its ends.
///
/// A row that does not read, or names a place that is not known, is a problem of the user's file.
pub fn user_roads(data: &DataFiles, gazetteer: &Gazetteer) -> Result<Vec<Place>, Problem> {
    let mut roads = Vec::new();
    for (path, text) in data.under(USER_ROUTES, "csv") {
        let file = path.strip_prefix(USER_ROUTES).unwrap_or(path).trim_start_matches('/');
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let wrong = |error: &csv::Error| {
            Problem::in_row(file, error, "write the file with `marsad data import routes`")
        };
        let headings = reader.headers().map_err(|error| wrong(&error))?.clone();
        for row in reader.records() {
            let row = row.map_err(|error| wrong(&error))?;
            let line = row.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
            let route: Route = row.deserialize(Some(&headings)).map_err(|error| wrong(&error))?;
            roads.push(road(&route, gazetteer, file, line)?);
        }
    }
    Ok(roads)
}

fn road(route: &Route, gazetteer: &Gazetteer, file: &str, line: usize) -> Result<Place, Problem> {
    let end = |column: &str, id: &str| {
        gazetteer.get(id).ok_or_else(|| {
            let (what, help) = if id.is_empty() {
                (format!("the route has no end: `{column}` is empty"), "name a place's id")
            } else {
                (format!("{column}: no place has the id {id}"), "add the place with --places, or mend the id")
            };
            Problem::at(file, line, what, help)
        })
    };
    let (from, to) = (end("from", &route.from)?, end("to", &route.to)?);
    if let Some(unknown) = route.places().find(|id| gazetteer.get(id).is_none()) {
        end("via", unknown)?;
    }
    let span = distance_m((from.lat, from.lon), (to.lat, to.lon));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "half the Earth's girth fits")]
    let precision_m = (span / 2.0) as u32;
    Ok(Place {
        id: route.id.clone(),
        name_ar: route.name_ar.clone(),
        name_en: route.name_en.clone(),
        aliases: route.aliases.clone(),
        kind: PlaceKind::Road,
        parent: common(gazetteer, &route.from, &route.to),
        lat: f64::midpoint(from.lat, to.lat),
        lon: f64::midpoint(from.lon, to.lon),
        precision_m,
        source: route.source.clone(),
    })
}

/// The smallest place that contains both; empty where none does.
fn common(gazetteer: &Gazetteer, from: &str, to: &str) -> String {
    let holds = |up: &&Place| gazetteer.lies_in(to, &up.id);
    gazetteer.containers(from).find(holds).map(|up| up.id.clone()).unwrap_or_default()
}

/// The countries that a party's row lists.
fn countries(actor: &Actor) -> impl Iterator<Item = &str> {
    actor.country.split(';').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::Setting;
    use marsad_coder::{Actors, Gazetteer};
    use marsad_data::DataFiles;

    fn checked(check: impl Fn(&Setting) -> Vec<String>) {
        let data = DataFiles::embedded();
        let (gazetteer, actors) = (Gazetteer::load(&data).unwrap(), Actors::load(&data).unwrap());
        assert_eq!(check(&Setting::load(&data, &gazetteer, &actors).unwrap()), [""; 0]);
    }

    #[test]
    fn every_route_runs_through_known_places() {
        checked(|setting| {
            let unknown = |id: &&str| setting.gazetteer.get(id).is_none();
            let routes = setting.routes.iter();
            routes
                .flat_map(|route| route.places().filter(unknown).map(|id| format!("{}: {id}", route.id)))
                .collect()
        });
    }
}
