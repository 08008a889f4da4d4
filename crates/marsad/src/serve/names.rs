//! The names of what claims speak of: parties with their colours, places with where they lie.
use crate::publish::Palette;
use marsad_coder::{Actors, Claim, Gazetteer, Place};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The parties and groups of people of these claims, by id: names, colour, texture.
pub(super) fn parties<'a>(
    claims: impl Iterator<Item = &'a Claim>,
    actors: &Actors,
) -> Result<BTreeMap<String, Value>, toml::de::Error> {
    let palette = Palette::read()?;
    let named: BTreeSet<&str> = claims.flat_map(parties_of).collect();
    let described = named.into_iter().map(|id| {
        let (name_ar, name_en) = actors.names(id).unwrap_or((id, id));
        let (colour, texture) = palette.of(id).cloned().unwrap_or_default();
        let actor =
            json!({ "id": id, "name_ar": name_ar, "name_en": name_en, "colour": colour, "texture": texture });
        (id.to_owned(), actor)
    });
    Ok(described.collect())
}

fn parties_of(claim: &Claim) -> impl Iterator<Item = &str> {
    claim.actors.iter().chain(&claim.targets).map(|party| party.id.as_str())
}

/// Every place of the countries that these claims speak of.
pub(super) fn countries<'a>(claims: impl Iterator<Item = &'a Claim>, gazetteer: &Gazetteer) -> Vec<Value> {
    let country = |id: &str| {
        gazetteer.containers(id).last().or_else(|| gazetteer.get(id)).map(|place| place.id.clone())
    };
    let countries: BTreeSet<String> = places_of(claims).into_iter().filter_map(country).collect();
    let near = |place: &&Place| country(&place.id).is_some_and(|id| countries.contains(&id));
    gazetteer.iter().filter(near).map(brief).collect()
}

/// The places of these claims alone.
pub(super) fn places<'a>(claims: impl Iterator<Item = &'a Claim>, gazetteer: &Gazetteer) -> Vec<Value> {
    places_of(claims).into_iter().filter_map(|id| gazetteer.get(id)).map(brief).collect()
}

fn places_of<'a>(claims: impl Iterator<Item = &'a Claim>) -> BTreeSet<&'a str> {
    claims.flat_map(|claim| &claim.places).filter_map(|place| place.id.as_deref()).collect()
}

fn brief(place: &Place) -> Value {
    json!({
        "id": place.id, "name_ar": place.name_ar, "name_en": place.name_en, "kind": place.kind,
        "parent": place.parent, "lat": place.lat, "lon": place.lon,
    })
}
