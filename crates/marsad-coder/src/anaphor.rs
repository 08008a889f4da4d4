//! Places that a report names once and then points back to: "the town", "these neighbourhoods", "the supply road".
use crate::context::Context;
use crate::mention::{Entity, PlaceWord};
use crate::resolve::resolve;
use crate::scene::Scene;
use crate::{Gazetteer, Place, PlaceKind, Problem};
use marsad_data::DataFiles;
use marsad_text::word_table;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// How many places back a definite noun may point.
const REACH: usize = 12;

/// One row of `words/ar/places/anaphors.csv`: a noun and the kinds of place it may point back to.
#[derive(Debug, Clone)]
pub(crate) struct Anaphor {
    pub(crate) phrase: String,
    kinds: Vec<PlaceKind>,
    /// Whether it means several places ("these neighbourhoods").
    many: bool,
}

/// The nouns of `words/ar/places/anaphors.csv`.
pub(crate) fn anaphors(data: &DataFiles) -> Result<Vec<Anaphor>, Problem> {
    let file = "words/ar/places/anaphors.csv";
    word_table(data, file)?
        .into_iter()
        .map(|row| {
            let kinds: Result<Vec<PlaceKind>, _> = row.value.split_whitespace().map(kind).collect();
            let kinds = kinds.map_err(|_| Problem::from(row.problem(file)))?;
            Ok(Anaphor { phrase: row.phrase, kinds, many: row.kind == "many" })
        })
        .collect()
}

fn kind(name: &str) -> Result<PlaceKind, Error> {
    let name: StrDeserializer<Error> = name.into_deserializer();
    PlaceKind::deserialize(name)
}

/// What a mention of a place was taken for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Resolved<'g> {
    /// The rows; several where a plural points back to several, none where nothing fits.
    pub(crate) places: Vec<&'g Place>,
    /// How many rows bear the name.
    pub(crate) candidates: usize,
    /// Whether a plural points back to it.
    pub(crate) several: bool,
}

/// The places a report has named so far.
#[derive(Debug, Default)]
pub(crate) struct Named<'g> {
    /// Each with the number of the list it stood in; places of one list were named side by side.
    places: Vec<(&'g Place, u32)>,
    lists: u32,
}

impl<'g> Named<'g> {
    /// What each mention of a sentence is taken for, in the mentions' order; those that are no place stay empty.
    pub(crate) fn resolve(
        &mut self,
        scene: &Scene,
        gazetteer: &'g Gazetteer,
        context: &Context,
        anaphors: &[Anaphor],
    ) -> Vec<Resolved<'g>> {
        let mut all = Vec::with_capacity(scene.mentions.len());
        for mention in &scene.mentions {
            let Entity::Place { name, kind } = &mention.entity else {
                all.push(Resolved::default());
                continue;
            };
            if let PlaceWord::Anaphor(row) = kind {
                let noun = anaphors.get(usize::from(*row));
                let places = noun.map(|noun| self.points_to(noun, gazetteer)).unwrap_or_default();
                all.push(Resolved { places, candidates: 0, several: noun.is_some_and(|noun| noun.many) });
                continue;
            }
            let near: Vec<&Place> = self.places.iter().rev().take(6).map(|(place, _)| *place).collect();
            let surface = scene.document.text.words(mention.tokens.clone());
            let (place, candidates) = resolve(name, surface, mention.lead, gazetteer, context, &near);
            self.lists += u32::from(!mention.joined);
            self.places.extend(place.map(|place| (place, self.lists)));
            all.push(Resolved { places: place.into_iter().collect(), candidates, several: false });
        }
        all
    }

    /// The place or places of fitting kind named last; a city also where only a part of it was named.
    fn points_to(&self, noun: &Anaphor, gazetteer: &'g Gazetteer) -> Vec<&'g Place> {
        let fits = |place: &Place| noun.kinds.contains(&place.kind);
        let recent = || self.places.iter().rev().take(REACH);
        if noun.many {
            return self.last_list(fits);
        }
        let named = recent().map(|(place, _)| *place).find(|place| fits(place));
        let around = || recent().find_map(|(place, _)| gazetteer.containers(&place.id).find(|up| fits(up)));
        named.or_else(around).into_iter().collect()
    }

    /// The last places of fitting kind that were named side by side.
    fn last_list(&self, fits: impl Fn(&Place) -> bool) -> Vec<&'g Place> {
        let fitting = |list: u32| {
            self.places.iter().filter(move |(_, own)| *own == list).filter(|(place, _)| fits(place))
        };
        let mut lists = self.places.iter().rev().take(2 * REACH).map(|(_, list)| *list);
        let Some(list) = lists.find(|&list| fitting(list).count() > 1) else { return Vec::new() };
        let mut places: Vec<&'g Place> = Vec::new();
        for (place, _) in fitting(list) {
            if !places.iter().any(|other| other.id == place.id) {
                places.push(place);
            }
        }
        places
    }
}
