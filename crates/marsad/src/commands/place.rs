//! Which place a person means by a name or an id.
use super::Error;
use marsad_coder::{Gazetteer, Place};
use marsad_situation::Situation;
use marsad_text::fold;

/// As like as this a name must be to be worth suggesting, from 0 to 1.
const ALIKE: f64 = 0.7;
const SUGGESTIONS: usize = 5;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A place, by id.
    Place(String),
    /// A route, by id.
    Route(String),
}

impl Found {
    /// Its id.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Place(id) | Self::Route(id) => id,
        }
    }
}

/// The place or route of that id or Arabic or English name; else an error that lists what may have been meant.
pub(crate) fn find(gazetteer: &Gazetteer, situation: &Situation, name: &str) -> Result<Found, Error> {
    if gazetteer.get(name).is_some() || situation.area(name).is_some() {
        return Ok(Found::Place(name.to_owned()));
    }
    let named = gazetteer.named(name);
    if let Some(place) = meant(gazetteer, situation, &named) {
        return Ok(Found::Place(place.id.clone()));
    }
    if !named.is_empty() {
        return Err(ambiguous(gazetteer, name, &named));
    }
    let folded = fold(name);
    let called = |ar: &str, en: &str| fold(ar) == folded || fold(en) == folded;
    let area = situation.areas.iter().find(|area| called(&area.name_ar, &area.name_en));
    let route =
        || situation.routes.iter().find(|route| route.id == name || called(&route.name_ar, &route.name_en));
    match (area, route()) {
        (Some(area), _) => Ok(Found::Place(area.id.clone())),
        (None, Some(route)) => Ok(Found::Route(route.id.clone())),
        (None, None) => Err(unknown(gazetteer, name)),
    }
}

/// The id of the gazetteer's place of that id or name; else an error that lists what may have been meant.
pub(crate) fn id(gazetteer: &Gazetteer, name: &str) -> Result<String, Error> {
    if gazetteer.get(name).is_some() {
        return Ok(name.to_owned());
    }
    let named = gazetteer.named(name);
    let place = inmost(gazetteer, &named).map(|place| place.id.clone());
    place.ok_or_else(|| match named[..] {
        [] => unknown(gazetteer, name),
        _ => ambiguous(gazetteer, name, &named),
    })
}

/// The one that the reports speak of; of a place and what contains it, the place itself.
fn meant<'g>(gazetteer: &Gazetteer, situation: &Situation, named: &[&'g Place]) -> Option<&'g Place> {
    let spoken: Vec<&Place> =
        named.iter().filter(|place| situation.area(&place.id).is_some()).copied().collect();
    inmost(gazetteer, if spoken.is_empty() { named } else { &spoken })
}

/// The one that all the others contain.
fn inmost<'g>(gazetteer: &Gazetteer, candidates: &[&'g Place]) -> Option<&'g Place> {
    let is_inmost = |place: &&&Place| {
        let up: Vec<&str> = gazetteer.containers(&place.id).map(|outer| outer.id.as_str()).collect();
        candidates.iter().all(|other| other.id == place.id || up.contains(&other.id.as_str()))
    };
    candidates.iter().find(is_inmost).copied()
}

fn ambiguous(gazetteer: &Gazetteer, name: &str, named: &[&Place]) -> Error {
    format!(
        "{name}: {} places bear this name\n{}\n  help: ask by the id",
        named.len(),
        list(gazetteer, named)
    )
    .into()
}

fn unknown(gazetteer: &Gazetteer, name: &str) -> Error {
    let near = nearest(gazetteer, name);
    if near.is_empty() {
        return format!("{name}: no such place\n  help: add it with --places CSV").into();
    }
    format!(
        "{name}: no such place; names like it:\n{}\n  help: ask by one of these, or add it with --places CSV",
        list(gazetteer, &near)
    )
    .into()
}

/// The places whose names are most like it, best first.
fn nearest<'g>(gazetteer: &'g Gazetteer, name: &str) -> Vec<&'g Place> {
    let folded = fold(name);
    let likeness = |place: &Place| {
        place
            .names()
            .map(|known| strsim::normalized_damerau_levenshtein(&fold(known), &folded))
            .fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &Place)> =
        gazetteer.iter().map(|place| (likeness(place), place)).filter(|(like, _)| *like >= ALIKE).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    near.into_iter().take(SUGGESTIONS).map(|(_, place)| place).collect()
}

fn list(gazetteer: &Gazetteer, places: &[&Place]) -> String {
    let row = |place: &&Place| {
        let within = gazetteer.containers(&place.id).next().map(|outer| format!(", in {}", outer.name_en));
        format!("  {}  {}{}  {}", place.id, place.name_en, within.unwrap_or_default(), place.name_ar)
    };
    places.iter().map(row).collect::<Vec<_>>().join("\n")
}
