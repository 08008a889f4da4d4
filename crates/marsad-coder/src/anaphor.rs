//! Places that a report names once and then points back to: "the town", "these neighbourhoods", "the supply road".
use crate::assemble::passage;
use crate::context::Context;
use crate::distance_m;
use crate::document::ARTICLE;
use crate::gazetteer::Row;
use crate::mention::{Entity, Mention, PlaceWord, Prep};
use crate::resolve::resolve;
use crate::scene::Scene;
use crate::{Gazetteer, Passage, PlaceFiller, PlaceKind, Problem, Role};
use marsad_data::DataFiles;
use marsad_text::{fold, word_table};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

/// How many places back a definite noun may point.
const REACH: usize = 12;
/// What a town has one of, so that it goes by the noun alone.
const ONE_A_TOWN: [PlaceKind; 4] = [PlaceKind::Airport, PlaceKind::Port, PlaceKind::Dam, PlaceKind::Crossing];
/// How far from a town's point they may lie, in metres.
const OUTSKIRTS_M: f64 = 15_000.0;

/// One row of `words/ar/places/anaphors.csv`: a noun and the kinds of place it may point back to.
#[derive(Debug, Clone)]
pub(crate) struct Anaphor {
    pub(crate) phrase: String,
    folded: String,
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
            Ok(Anaphor { folded: fold(&row.phrase), phrase: row.phrase, kinds, many: row.kind == "many" })
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
    /// The words that name it and the row they were taken for; several where a plural points back to several.
    pub(crate) places: Vec<(Passage, Option<&'g Row>)>,
    /// How many rows bear the name.
    pub(crate) candidates: usize,
}

/// A claim's filler for a place and the words that name it.
pub(crate) fn filler(words: &Passage, place: Option<&Row>, role: Role, candidates: usize) -> PlaceFiller {
    PlaceFiller {
        passage: words.clone(),
        role,
        id: place.map(|place| place.id.clone()),
        name_en: place.map(|place| place.name_en.clone()),
        lat: place.map(|place| place.lat),
        lon: place.map(|place| place.lon),
        precision_m: place.map(|place| place.precision_m),
        candidates: u32::try_from(candidates).unwrap_or(u32::MAX),
        part: false,
    }
}

/// The places of a sentence whose name is nobody else's, or a city's, each with the only mention that names it or none.
fn plain<'g>(scene: &Scene, gazetteer: &'g Gazetteer) -> Vec<(&'g Row, Option<usize>)> {
    let mut plain: Vec<(&Row, Option<usize>)> = Vec::new();
    for (index, mention) in scene.mentions.iter().enumerate() {
        let Entity::Place { name, kind: PlaceWord::Known } = &mention.entity else { continue };
        let mut rows = gazetteer.named_folded(name);
        let city = rows.clone().find(|row| row.kind == PlaceKind::City);
        let only = rows.next().filter(|_| rows.next().is_none());
        let Some(row) = only.or(city) else { continue };
        match plain.iter_mut().find(|(other, _)| std::ptr::eq(*other, row)) {
            Some((_, only)) => *only = None,
            None => plain.push((row, Some(index))),
        }
    }
    plain
}

/// "The road of X - Y": two places that a dash joins behind a road's head noun, where the gazetteer has that road.
fn name_roads<'g>(scene: &Scene, gazetteer: &'g Gazetteer, all: &mut [Resolved<'g>]) {
    for (at, pair) in scene.mentions.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let road = scene.document.list(scene.words.route, first.tokens.start).is_some();
        let dash = second.tokens.start == first.tokens.end + 1 && scene.document.is_mark(first.tokens.end);
        let (Some(one), Some(other)) = (all.get(at), all.get(at + 1)) else { continue };
        let ([(from, _)], [(to, _)]) = (&one.places[..], &other.places[..]) else { continue };
        if road && dash && second.joined {
            let whole = gazetteer.named_folded(&fold(&format!("{} {}", from.text, to.text))).next();
            let words = from.clone();
            if let (Some(place), Some(resolved)) = (whole, all.get_mut(at)) {
                resolved.places = vec![(words, Some(place))];
            }
        }
    }
}

/// Whether a mention gives a bearing of the place before it ("X, north of Y"), or a name to talks.
fn gives_bearing(scene: &Scene, mention: &Mention) -> bool {
    if mention.prep == Prep::Title {
        return true;
    }
    let mut at = mention.tokens.start;
    while let Some(part) =
        scene.document.list_before(scene.words.place_part, at).filter(|part| part.clitics.cost == 0)
    {
        at = part.tokens.start;
    }
    let before = |other: &Mention| other.tokens.end == at && other.is_named_place();
    at < mention.tokens.start && scene.mentions.iter().any(before)
}

/// A place that a report has named.
#[derive(Debug, Clone)]
struct Known<'g> {
    place: Option<&'g Row>,
    passage: Passage,
    /// Its head noun where it has one, folded.
    head: String,
    /// The number of the list it stood in; places of one list were named side by side.
    list: u32,
    /// Whether it only says where the place before it lies ("X, north of Y").
    bearing: bool,
}

/// The first word of a name, folded.
fn first_word(name: &str) -> String {
    let mut words = name.split_whitespace().map(fold);
    let mut first = words.find(|word| !word.is_empty()).unwrap_or_default();
    first.truncate(first.find(' ').unwrap_or(first.len()));
    first
}

/// The places a report has named so far.
#[derive(Debug, Default)]
pub(crate) struct Named<'g> {
    places: Vec<Known<'g>>,
    lists: u32,
    /// Where the sentence begins that is being read.
    sentence: u32,
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
        let plain = plain(scene, gazetteer);
        self.sentence = scene.document.text.span(scene.tokens.clone()).start;
        for (index, mention) in scene.mentions.iter().enumerate() {
            all.push(match &mention.entity {
                Entity::Place { kind: PlaceWord::Anaphor(row), .. } => {
                    let words = passage(scene, mention.tokens.clone(), mention.lead);
                    let noun = anaphors.get(usize::from(*row));
                    let places = noun.map(|noun| {
                        let country = || context.country_of_report().and_then(|id| gazetteer.row(id));
                        if noun.is_country() {
                            vec![(words, country())]
                        } else {
                            self.points_to(noun, &words, gazetteer)
                        }
                    });
                    Resolved { places: places.unwrap_or_default(), candidates: 0 }
                }
                Entity::Place { kind: PlaceWord::Told, .. } => Resolved::default(),
                Entity::Place { name, .. } => {
                    let beside =
                        plain.iter().filter(|(_, only)| *only != Some(index)).map(|(place, _)| *place);
                    let before = self.places.iter().rev().filter_map(|known| known.place).take(6);
                    let near: Vec<&Row> = before.chain(beside).collect();
                    self.look_up(scene, mention, name, gazetteer, context, &near)
                }
                _ => Resolved::default(),
            });
        }
        name_roads(scene, gazetteer, &mut all);
        all
    }

    /// How many places were named.
    pub(crate) fn count(&self) -> usize {
        self.places.len()
    }

    /// Of the first `count` places named the last one, as what is left of it by a claim.
    pub(crate) fn last(&self, count: usize) -> Option<PlaceFiller> {
        let lived_in = |known: &&Known| {
            known.place.is_some_and(|place| (PlaceKind::City..=PlaceKind::Camp).contains(&place.kind))
        };
        let recent = || self.places.iter().take(count).rev().take(4);
        let known = recent().find(lived_in).or_else(|| recent().next())?;
        Some(filler(&known.passage, known.place, Role::From, 1))
    }

    fn look_up(
        &mut self,
        scene: &Scene,
        mention: &Mention,
        name: &str,
        gazetteer: &'g Gazetteer,
        context: &Context,
        near: &[&Row],
    ) -> Resolved<'g> {
        let surface = scene.document.text.words(mention.tokens.clone());
        let (place, candidates) = resolve(name, surface, mention.lead, gazetteer, context, near);
        let place = place.or_else(|| self.region(name, gazetteer));
        self.lists += u32::from(!mention.joined);
        let passage = passage(scene, mention.tokens.clone(), mention.lead);
        let bearing = gives_bearing(scene, mention);
        let head = first_word(&passage.text);
        self.places.push(Known { place, passage: passage.clone(), head, list: self.lists, bearing });
        Resolved { places: vec![(passage, place)], candidates }
    }

    /// "The western countryside" is that of the city or governorate named last.
    fn region(&self, name: &str, gazetteer: &'g Gazetteer) -> Option<&'g Row> {
        let (noun, side) = name.split_once(' ')?;
        let noun = noun.strip_prefix(ARTICLE)?;
        let large = |place: &&Row| matches!(place.kind, PlaceKind::City | PlaceKind::Governorate);
        let recent = self.places.iter().rev().filter_map(|known| known.place).take(REACH);
        let owners = recent.flat_map(|place| std::iter::once(place).chain(gazetteer.around(place)));
        // Places named one after another lie in the same ones.
        let mut seen: Vec<&Row> = Vec::new();
        let mut is_new = |owner: &&'g Row| {
            let new = !seen.iter().any(|other| std::ptr::eq(*other, *owner));
            seen.extend(Some(*owner).filter(|_| new));
            new
        };
        let rows = |owner: &Row| {
            let full = |owner: &str| format!("{noun} {} {side}", fold(owner));
            owner.names().find_map(|owner| gazetteer.named_folded(&full(owner)).next())
        };
        owners.filter(large).filter(|owner| is_new(owner)).find_map(rows)
    }

    /// The place or places of fitting kind named last; a city also where only a part of it was named.
    fn points_to(
        &self,
        noun: &Anaphor,
        words: &Passage,
        gazetteer: &'g Gazetteer,
    ) -> Vec<(Passage, Option<&'g Row>)> {
        if noun.is_list() {
            return self.last_list(noun);
        }
        let recent = || self.places.iter().rev().take(REACH);
        let fitting = || recent().filter(|known| noun.fits(known));
        if let Some(known) = fitting().find(|known| !known.bearing).or_else(|| fitting().next()) {
            // What another sentence named stands in this one as the noun.
            let said = if known.passage.span.start < self.sentence { words } else { &known.passage };
            return vec![(said.clone(), known.place)];
        }
        if let Some(only) = self.of_town(noun, gazetteer) {
            return vec![(words.clone(), Some(only))];
        }
        let up = |known: &Known<'g>| gazetteer.around(known.place?).find(|up| noun.kinds.contains(&up.kind));
        // What has no name to find, a road or a border: its own words still say what was fought for.
        vec![(words.clone(), recent().find_map(up))]
    }

    /// "The airport" that the report has not named: that of the town named last, where only one lies near it.
    fn of_town(&self, noun: &Anaphor, gazetteer: &'g Gazetteer) -> Option<&'g Row> {
        let kinds: Vec<PlaceKind> =
            noun.kinds.iter().copied().filter(|kind| ONE_A_TOWN.contains(kind)).collect();
        if kinds.is_empty() {
            return None;
        }
        let lived_in = |place: &&Row| (PlaceKind::City..=PlaceKind::Neighbourhood).contains(&place.kind);
        let told = || self.places.iter().rev().take(REACH).filter_map(|known| known.place);
        // "The airport … and the port": of the town that the other is of.
        let town = told().find(lived_in).or_else(|| told().find(|place| ONE_A_TOWN.contains(&place.kind)))?;
        let near = |place: &&Row| distance_m(place.point(), town.point()) <= OUTSKIRTS_M;
        let mut found: Vec<&Row> = gazetteer.of_kinds(&kinds).into_iter().filter(near).collect();
        if found.iter().any(|place| place.is_added) {
            found.retain(|place| place.is_added);
        }
        if let [only] = found[..] { Some(only) } else { None }
    }

    /// The last places of fitting kind that were named side by side.
    fn last_list(&self, noun: &Anaphor) -> Vec<(Passage, Option<&'g Row>)> {
        let fitting =
            |list: u32| self.places.iter().filter(move |known| known.list == list && noun.fits(known));
        let mut lists = self.places.iter().rev().take(2 * REACH).map(|known| known.list);
        let Some(list) = lists.find(|&list| fitting(list).count() > 1) else {
            // "The quarters of X", which is one place, then "the quarters".
            let same = |known: &&Known| known.head == noun.folded;
            let one = self.places.iter().rev().take(REACH).find(same);
            return one.map(|known| (known.passage.clone(), known.place)).into_iter().collect();
        };
        fitting(list).map(|known| (known.passage.clone(), known.place)).collect()
    }
}

impl Anaphor {
    /// Whether it means the country that the report is about.
    pub(crate) fn is_country(&self) -> bool {
        self.kinds == [PlaceKind::Country]
    }

    /// Whether it means several places named side by side, not a road's ends.
    pub(crate) fn is_list(&self) -> bool {
        self.many && self.kinds != [PlaceKind::Road]
    }

    fn fits(&self, known: &Known) -> bool {
        known.head.strip_prefix(ARTICLE).unwrap_or(&known.head) == self.folded
            || known.place.is_some_and(|place| self.kinds.contains(&place.kind))
    }
}
