//! Facts by place, and what a place is to another.
use crate::fact::Fact;
use crate::{Route, Setting};
use jiff::civil::Date;
use marsad_coder::{ClaimType, Modality, Place, PlaceFiller, PlaceKind, Role};
use marsad_text::Span;
use std::collections::{BTreeMap, HashMap};

/// From this radius on a place is a region rather than an area that someone fights for or holds.
const REGION_M: f64 = 30_000.0;

/// The setting, the facts in order, and where to find those of a place.
#[derive(Debug)]
pub(crate) struct View<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) on: Option<Date>,
    pub(crate) facts: Vec<Fact<'a>>,
    by_place: BTreeMap<&'a str, Vec<(usize, Role)>>,
    fillers: BTreeMap<&'a str, &'a PlaceFiller>,
    /// The known routes by their own ids and by the places they run through.
    routes: HashMap<&'a str, Vec<&'a Route>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(setting: &'a Setting<'a>, on: Option<Date>, facts: Vec<Fact<'a>>) -> Self {
        let (by_place, fillers) = (BTreeMap::new(), BTreeMap::new());
        let mut view =
            Self { setting, on, facts, by_place, fillers, routes: by_their_places(&setting.routes) };
        for (index, fact) in view.facts.iter().enumerate() {
            for filler in most_specific(setting, fact) {
                let Some(id) = filler.id.as_deref() else { continue };
                let named = view.by_place.entry(id).or_default();
                if !named.contains(&(index, filler.role)) {
                    named.push((index, filler.role));
                }
                view.fillers.entry(id).or_insert(filler);
            }
        }
        view
    }

    /// Ids of every place that some claim names, in order.
    pub(crate) fn places(&self) -> impl Iterator<Item = &'a str> {
        self.by_place.keys().copied()
    }

    /// The known routes that are one of these places or run through one, each once, by id.
    pub(crate) fn routes_over<'p>(&self, places: impl Iterator<Item = &'p str>) -> Vec<&'a Route> {
        let mut over: Vec<&Route> =
            places.filter_map(|place| self.routes.get(place)).flatten().copied().collect();
        over.sort_by(|a, b| a.id.cmp(&b.id));
        over.dedup_by(|a, b| a.id == b.id);
        over
    }

    /// The facts, of any modality, that name a place in one of these roles.
    pub(crate) fn naming(&self, place: &str, roles: &[Role]) -> impl Iterator<Item = &Fact<'a>> {
        let named = self.by_place.get(place).map_or(&[][..], Vec::as_slice);
        named.iter().filter(move |(_, role)| roles.contains(role)).map(|&(index, _)| &self.facts[index])
    }

    /// The asserted facts of these types that name a place in one of these roles, said of it or of a part of it.
    pub(crate) fn told(&self, place: &str, types: &[ClaimType], roles: &[Role]) -> Vec<Fact<'a>> {
        self.naming(place, roles).filter(|fact| fact.asserts(types)).copied().collect()
    }

    /// The same, said of the whole place.
    pub(crate) fn asserted(&self, place: &str, types: &[ClaimType], roles: &[Role]) -> Vec<Fact<'a>> {
        let mut facts = self.told(place, types, roles);
        facts.retain(|fact| !fact.is_of_part(place));
        facts
    }

    /// The facts of that modality and these types at a place.
    pub(crate) fn put(&self, place: &str, modality: Modality, types: &[ClaimType]) -> Vec<Fact<'a>> {
        self.naming(place, &[Role::At, Role::To, Role::From, Role::Via])
            .filter(|fact| fact.claim.modality == modality && types.contains(&fact.claim.claim_type))
            .copied()
            .collect()
    }

    /// Ids of a fact's places in these roles, without those that merely contain another.
    pub(crate) fn specific(&self, fact: &Fact<'a>, roles: &[Role]) -> Vec<&'a str> {
        let fillers =
            most_specific(self.setting, fact).into_iter().filter(|place| roles.contains(&place.role));
        fillers.filter_map(|place| place.id.as_deref()).collect()
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
        let filler = self.fillers.get(id);
        let en = filler.and_then(|filler| filler.name_en.clone());
        (
            filler.map_or_else(String::new, |filler| filler.passage.text.clone()),
            en.unwrap_or_else(|| id.to_owned()),
        )
    }

    /// Where it lies: the gazetteer's word, else the claim's.
    pub(crate) fn lies(&self, id: &str) -> (Option<f64>, Option<f64>, Option<u32>) {
        match (self.place(id), self.fillers.get(id)) {
            (Some(place), _) => (Some(place.lat), Some(place.lon), Some(place.precision_m)),
            (None, Some(filler)) => (filler.lat, filler.lon, filler.precision_m),
            (None, None) => (None, None, None),
        }
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

/// The places of a claim that a gazetteer knows, without those that merely contain another of the same role.
fn most_specific<'a>(setting: &Setting, fact: &Fact<'a>) -> Vec<&'a PlaceFiller> {
    let places = &fact.claim.places;
    let row = |filler: &PlaceFiller| setting.gazetteer.get(filler.id.as_deref()?);
    let says_where = |outer: &PlaceFiller, inner: &PlaceFiller| {
        let (Some(outer), Some(inner)) = (row(outer), row(inner)) else { return false };
        setting.gazetteer.containers(&inner.id).any(|place| place.id == outer.id)
            || is_region_of(outer, inner)
    };
    let within = |outer: &PlaceFiller| {
        let part = |inner: &&PlaceFiller| inner.role == outer.role && says_where(outer, inner);
        places.iter().filter(part).any(|inner| !is_named_beside(fact, outer, inner))
    };
    let ground = grounds(fact);
    let grounded = |place: &PlaceFiller| place.role != Role::At || ground.contains(&place.passage.span);
    places.iter().filter(|place| place.id.is_some() && !within(place) && grounded(place)).collect()
}

/// "The city and its port": what contains a place is meant itself where "and" joins the two.
fn is_named_beside(fact: &Fact, outer: &PlaceFiller, inner: &PlaceFiller) -> bool {
    let (first, second) = (outer.passage.span, inner.passage.span);
    let between = || Span::new(first.end, second.start).of(&fact.report.report.text);
    first.end < second.start && between().trim() == "\u{648}"
}

/// Letters of "and on", "and in".
const AND_ON: usize = 4;

/// Where a claim's first place and those listed with it stand: a place behind it with no "and" between only says where
/// that one lies ("the plant east of the town").
fn grounds(fact: &Fact) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last: Option<(Span, bool)> = None;
    for place in fact.fillers(&[Role::At]) {
        let span = place.passage.span;
        let listed = last.is_none_or(|(before, kept)| {
            let follows = before.end <= span.start;
            if follows { kept && is_joined(fact, before, span) } else { true }
        });
        if listed {
            spans.push(span);
        }
        last = Some((span, listed));
    }
    spans
}

/// Whether only "and", a comma or a dash part two places, or "and" opens what parts them ("and on"); after a place that an
/// earlier sentence names ("it and the town"), whether an "and" is written to the second.
fn is_joined(fact: &Fact, before: Span, after: Span) -> bool {
    let sentence = fact.claim.sentence;
    let text = &fact.report.report.text;
    if before.start < sentence.start && after.start >= sentence.start {
        let told = Span::new(sentence.start, after.start).of(text);
        let and_on = told.ends_with(' ').then(|| told.split_whitespace().next_back()).flatten();
        return told.ends_with('\u{648}')
            || and_on.is_some_and(|word| word.starts_with('\u{648}') && word.chars().count() <= AND_ON);
    }
    let between = Span::new(before.end, after.start).of(text);
    let words = between.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty() || words.starts_with('\u{648}') && words.chars().count() <= AND_ON + 2
}

/// Whether one place is a region around the other ("Palmyra in central Syria"), though no row of it.
fn is_region_of(outer: &Place, inner: &Place) -> bool {
    let (wide, near) = (f64::from(outer.precision_m), f64::from(inner.precision_m));
    let metres =
        111_000.0 * (outer.lat - inner.lat).hypot((outer.lon - inner.lon) * outer.lat.to_radians().cos());
    wide >= REGION_M && wide >= 10.0 * near && metres <= 2.0 * wide
}
