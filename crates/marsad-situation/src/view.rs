//! Facts by place, and what a place is to another.
use crate::fact::Fact;
use crate::reading::{Laid, Layout, Naming, day_asked};
use crate::{AsOf, Route, Setting};
use jiff::civil::Date;
use marsad_coder::{ClaimType, Modality, Place, PlaceFiller, PlaceKind, Role};
use marsad_record::Snapshot;
use std::collections::HashMap;

/// From this radius on a place is a region rather than an area that someone fights for or holds.
pub(crate) const REGION_M: f64 = 30_000.0;

/// The setting, and the facts that count on a day: where to find those of a place.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) on: Option<Date>,
    known: Option<Date>,
    snapshot: &'a Snapshot,
    layout: &'a Layout,
    /// The known routes by their own ids and by the places they run through.
    routes: HashMap<&'a str, Vec<&'a Route>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(
        setting: &'a Setting<'a>,
        snapshot: &'a Snapshot,
        layout: &'a Layout,
        as_of: AsOf,
    ) -> Self {
        let (on, known) = (day_asked(snapshot, as_of), as_of.known);
        Self { setting, on, known, snapshot, layout, routes: by_their_places(&setting.routes) }
    }

    /// Ids of every place that some claim names, in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = &'a str> {
        let is_named = |place: &&str| self.layout.naming(place).iter().any(|naming| self.tells(naming.laid));
        self.layout.places.iter().map(String::as_str).filter(is_named)
    }

    /// The facts of these claims that count, in order.
    pub(crate) fn facts(&self, wanted: impl Fn(&Laid) -> bool) -> Vec<Fact<'a>> {
        let wanted = self.layout.all().filter(|(laid, _)| wanted(laid)).map(|(_, number)| number);
        self.in_order(wanted)
    }

    /// Those of these claims that count, given in the layout's order: what goes on beyond the day is of that day.
    fn in_order(&self, numbers: impl Iterator<Item = u32>) -> Vec<Fact<'a>> {
        let told = numbers.map(|number| (self.layout.get(number), number));
        let mut outlasts = false;
        let mut facts: Vec<Fact> = told
            .filter(|(laid, _)| laid.is_told(self.on, self.known))
            .inspect(|(laid, _)| outlasts |= laid.outlasts(self.on))
            .map(|(laid, number)| laid.fact(number, self.snapshot, self.on))
            .collect();
        if outlasts {
            facts.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        facts
    }

    fn tells(&self, number: u32) -> bool {
        self.layout.get(number).is_told(self.on, self.known)
    }

    /// The known routes that are one of these places or run through one, each once, by id.
    pub(crate) fn routes_over<'p>(&self, places: impl Iterator<Item = &'p str>) -> Vec<&'a Route> {
        let mut over: Vec<&Route> =
            places.filter_map(|place| self.routes.get(place)).flatten().copied().collect();
        over.sort_by(|a, b| a.id.cmp(&b.id));
        over.dedup_by(|a, b| a.id == b.id);
        over
    }

    /// The facts put so and of these types that name a place in one of these roles.
    fn naming(&self, place: &str, how: Modality, types: &[ClaimType], roles: &[Role]) -> Vec<Fact<'a>> {
        let wanted = |naming: &&Naming| {
            naming.modality == how && types.contains(&naming.claim_type) && roles.contains(&naming.role)
        };
        self.in_order(self.layout.naming(place).iter().filter(wanted).map(|naming| naming.laid))
    }

    /// The asserted facts of these types that name a place in one of these roles, said of it or of a part of it.
    pub(crate) fn told(&self, place: &str, types: &[ClaimType], roles: &[Role]) -> Vec<Fact<'a>> {
        self.naming(place, Modality::Actual, types, roles)
    }

    /// The same, said of the whole place.
    pub(crate) fn asserted(&self, place: &str, types: &[ClaimType], roles: &[Role]) -> Vec<Fact<'a>> {
        let mut facts = self.told(place, types, roles);
        facts.retain(|fact| !fact.is_of_part(place));
        facts
    }

    /// The facts of that modality and these types at a place.
    pub(crate) fn put(&self, place: &str, modality: Modality, types: &[ClaimType]) -> Vec<Fact<'a>> {
        self.naming(place, modality, types, &[Role::At, Role::To, Role::From, Role::Via])
    }

    /// Ids of a fact's places in these roles, without those that merely contain another.
    pub(crate) fn specific(&self, fact: &Fact<'a>, roles: &[Role]) -> Vec<&'a str> {
        let fillers = self.layout.places_of(fact).filter(|place| roles.contains(&place.role));
        fillers.filter_map(|place| place.id.as_deref()).collect()
    }

    /// The first fact's words for a place.
    fn filler(&self, id: &str) -> Option<&'a PlaceFiller> {
        let told = self.in_order(self.layout.naming(id).iter().map(|naming| naming.laid));
        let mut named = told.iter().flat_map(|fact| self.layout.places_of(fact));
        named.find(|filler| filler.id.as_deref() == Some(id))
    }

    /// The gazetteer's row.
    pub(crate) fn place(&self, id: &str) -> Option<&'a Place> {
        self.setting.gazetteer.get(id)
    }

    /// What sort of place it is.
    pub(crate) fn kind(&self, id: &str) -> Option<PlaceKind> {
        self.place(id).map(|place| place.kind)
    }

    /// Whether it is too wide to be fought over as one: a governorate or a region.
    pub(crate) fn is_wide(&self, id: &str) -> bool {
        self.place(id).is_some_and(|place| {
            matches!(place.kind, PlaceKind::Country | PlaceKind::Governorate)
                || (matches!(place.kind, PlaceKind::Area | PlaceKind::Desert)
                    && f64::from(place.precision_m) >= REGION_M)
        })
    }

    /// Arabic and English name: the gazetteer's, else the report's own words.
    pub(crate) fn names(&self, id: &str) -> (String, String) {
        if let Some(place) = self.place(id) {
            return (place.name_ar.clone(), place.name_en.clone());
        }
        let filler = self.filler(id);
        let en = filler.and_then(|filler| filler.name_en.clone());
        (
            filler.map_or_else(String::new, |filler| filler.passage.text.clone()),
            en.unwrap_or_else(|| id.to_owned()),
        )
    }

    /// Where it lies: the gazetteer's word, else the claim's.
    pub(crate) fn lies(&self, id: &str) -> (Option<f64>, Option<f64>, Option<u32>) {
        if let Some(place) = self.place(id) {
            return (Some(place.lat), Some(place.lon), Some(place.precision_m));
        }
        self.filler(id).map_or((None, None, None), |filler| (filler.lat, filler.lon, filler.precision_m))
    }

    /// Whether `outer` contains `inner`, at any depth.
    pub(crate) fn contains(&self, outer: &str, inner: &str) -> bool {
        self.setting.gazetteer.containers(inner).any(|place| place.id == outer)
    }

    /// Whether it is a container of many places, of which a word on the whole of it says little each.
    pub(crate) fn is_around(&self, id: &str) -> bool {
        matches!(self.kind(id), Some(PlaceKind::District | PlaceKind::Subdistrict)) || self.is_wide(id)
    }

    /// Whether any of one list fights beside any of the other on a day.
    pub(crate) fn allied<A: AsRef<str>, B: AsRef<str>>(
        &self,
        ours: &[A],
        theirs: &[B],
        day: Option<Date>,
    ) -> bool {
        ours.iter().any(|a| theirs.iter().any(|b| self.setting.same_side(a.as_ref(), b.as_ref(), day)))
    }
}

fn by_their_places(routes: &[Route]) -> HashMap<&str, Vec<&Route>> {
    let mut over: HashMap<&str, Vec<&Route>> = HashMap::new();
    for route in routes {
        for place in route.places().chain([route.id.as_str()]) {
            over.entry(place).or_default().push(route);
        }
    }
    over
}
