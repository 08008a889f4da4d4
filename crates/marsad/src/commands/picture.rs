//! The situation that a question asks for, and what is needed to put it into words.
use super::place::{self, Found};
use super::{Error, gazetteer, phrase, record};
use crate::cli::AskArgs;
use jiff::civil::Date;
use marsad_coder::{Actors, Gazetteer};
use marsad_data::DataFiles;
use marsad_record::Snapshot;
use marsad_situation::{AsOf, Setting, Situation};
use marsad_text::fold;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Places and parties, and the words that make a number a least one.
pub(crate) struct Ground<'d> {
    data: &'d DataFiles,
    pub(crate) gazetteer: Gazetteer,
    actors: Actors,
    at_least: Vec<String>,
}

/// A situation and the snapshot it was derived from.
pub(crate) struct Picture<'g> {
    pub(crate) situation: Situation,
    pub(crate) snapshot: Cow<'g, Snapshot>,
    pub(crate) setting: Setting<'g>,
    as_of: AsOf,
    at_least: &'g [String],
}

impl<'d> Ground<'d> {
    pub(crate) fn load(data: &'d DataFiles, places: &[PathBuf]) -> Result<Self, Error> {
        let numbers = data.get("words/ar/text/numbers.csv").unwrap_or_default();
        let rows =
            csv::Reader::from_reader(numbers.as_bytes()).into_records().collect::<Result<Vec<_>, _>>()?;
        let least =
            rows.iter().filter(|row| row.get(2) == Some("at_least")).filter_map(|row| row.get(0)).map(fold);
        let at_least = least.collect();
        Ok(Self { data, gazetteer: gazetteer(data, places)?, actors: Actors::load(data)?, at_least })
    }

    pub(crate) fn actors(&self) -> &Actors {
        &self.actors
    }
}

impl<'g> Picture<'g> {
    pub(crate) fn new(ground: &'g Ground, ask: &AskArgs) -> Result<Self, Error> {
        let snapshot = record::snapshot(&ask.record, ask.known, ask.recorded)?;
        Self::drawn(ground, Cow::Owned(snapshot), AsOf { on: ask.on, known: ask.known })
    }

    /// The picture of a day, from a snapshot that serves several.
    pub(crate) fn of(
        ground: &'g Ground,
        snapshot: &'g Snapshot,
        on: Option<Date>,
        known: Option<Date>,
    ) -> Result<Self, Error> {
        Self::drawn(ground, Cow::Borrowed(snapshot), AsOf { on, known })
    }

    fn drawn(ground: &'g Ground, snapshot: Cow<'g, Snapshot>, as_of: AsOf) -> Result<Self, Error> {
        let setting = Setting::load(ground.data, &ground.gazetteer, &ground.actors)?;
        let situation = Situation::derive(&snapshot, &setting, as_of);
        if let Some(note) = before_all(&snapshot, &situation, as_of.on) {
            eprintln!("marsad: {note}");
        }
        Ok(Self { situation, snapshot, setting, as_of, at_least: &ground.at_least })
    }

    /// The place or route that a name stands for.
    pub(crate) fn asked(&self, name: &str) -> Result<Found, Error> {
        place::find(self.setting.gazetteer, &self.situation, name)
    }

    /// Id of the place or route that a name stands for.
    pub(crate) fn place_asked(&self, name: &str) -> Result<String, Error> {
        Ok(self.asked(name)?.id().to_owned())
    }

    /// Ids of the routes that a name stands for: a route's own, or of a road, crossing or bridge those that run over it.
    pub(crate) fn routes_asked(&self, name: &str) -> Result<Vec<String>, Error> {
        let known = self.setting.routes.iter().find(|route| route.id == name || route.is_called(name));
        if let Some(route) = known {
            return Ok(vec![route.id.clone()]);
        }
        let id = self.place_asked(name)?;
        let over =
            self.setting.routes.iter().filter(|route| route.runs_over(&id)).map(|route| route.id.clone());
        let told = self.situation.routes.iter().filter(|route| route.id == id || route.places.contains(&id));
        let ids: BTreeSet<String> = over.chain(told.map(|route| route.id.clone())).collect();
        if ids.is_empty() {
            let help = "`marsad status` lists the routes that the reports speak of";
            return Err(format!("{name}: no known route runs over it\n  help: {help}").into());
        }
        Ok(ids.into_iter().collect())
    }

    /// Leaves only what concerns one place: it, the routes through it, the harm in it, and those of its parts if asked to.
    pub(crate) fn narrow_to(&mut self, name: &str, with_parts: bool) -> Result<(), Error> {
        let asked = self.asked(name)?;
        if let Found::Place(id) = &asked
            && self.situation.area(id).is_none()
        {
            let also = std::slice::from_ref(id);
            self.situation = Situation::derive_with(&self.snapshot, &self.setting, self.as_of, also);
        }
        narrow(&mut self.situation, self.setting.gazetteer, &asked, with_parts);
        Ok(())
    }

    /// English name of a party.
    pub(crate) fn actor(&self, id: &str) -> String {
        phrase::actor(self.setting.actors, id)
    }

    /// English names of parties, as a list in a sentence.
    pub(crate) fn parties(&self, ids: &[String]) -> String {
        and(&ids.iter().map(|id| self.actor(id)).collect::<Vec<_>>())
    }

    /// English name of a place of the situation or the gazetteer.
    pub(crate) fn place(&self, id: &str) -> String {
        let known = self.setting.gazetteer.get(id).map(|place| place.name_en.clone());
        known
            .or_else(|| self.situation.area(id).map(|area| area.name_en.clone()))
            .unwrap_or_else(|| id.to_owned())
    }

    /// English name of a route.
    pub(crate) fn route(&self, id: &str) -> String {
        let known =
            self.setting.routes.iter().find(|route| route.id == id).map(|route| route.name_en.clone());
        known
            .or_else(|| self.situation.route(id).map(|route| route.name_en.clone()))
            .unwrap_or_else(|| self.place(id))
    }

    /// Whether words of time make the number in them a least one ("more than two years").
    pub(crate) fn is_at_least(&self, words: &str) -> bool {
        let words = format!(" {} ", fold(words));
        self.at_least.iter().any(|phrase| words.contains(&format!(" {phrase} ")))
    }
}

/// Leaves only what concerns one place or route, and of a place its parts if asked to.
pub(crate) fn narrow(situation: &mut Situation, gazetteer: &Gazetteer, asked: &Found, with_parts: bool) {
    let part = |other: &str, id: &str| gazetteer.containers(other).any(|place| place.id == id);
    let within = |other: &str| match asked {
        Found::Place(id) => other == id || (with_parts && part(other, id)),
        Found::Route(id) => other == id,
    };
    let is_place = matches!(asked, Found::Place(_));
    situation.areas.retain(|area| within(&area.id));
    situation
        .routes
        .retain(|route| within(&route.id) || is_place && route.places.iter().any(|place| within(place)));
    situation.harm.retain(|harm| harm.area.as_deref().is_some_and(within));
}

/// What to say of a day that nothing is told of because it lies before the first report.
fn before_all(snapshot: &Snapshot, situation: &Situation, on: Option<Date>) -> Option<String> {
    let first = snapshot.reports.iter().filter_map(|stored| stored.report.date).min()?;
    let on = on.filter(|on| *on < first && situation.areas.is_empty() && situation.routes.is_empty())?;
    Some(format!("{on} lies before the first report, which is of {first}, and none tells of days so early"))
}

/// "a", "a and b", "a, b and c".
pub(crate) fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
