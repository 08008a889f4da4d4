//! Which route a claim speaks of: a known one, a road of the gazetteer, or one made of the claim's own places.
use crate::Route;
use crate::fact::{Fact, distinct};
use crate::view::View;
use marsad_coder::{ClaimType, PlaceKind, Role};

const WAYS: [PlaceKind; 4] =
    [PlaceKind::Road, PlaceKind::Bridge, PlaceKind::Crossing, PlaceKind::BorderPoint];

/// What a place that lies on a route, or is one, may be to a claim.
const ALL: [Role; 4] = [Role::At, Role::Via, Role::From, Role::To];

/// A route: its id, names, and the places it runs through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) id: String,
    pub(crate) name_ar: String,
    pub(crate) name_en: String,
    pub(crate) places: Vec<String>,
}

impl Link {
    /// A route of the data files.
    pub(crate) fn known(route: &Route) -> Self {
        let places = route.places().map(str::to_owned).collect();
        Self { id: route.id.clone(), name_ar: route.name_ar.clone(), name_en: route.name_en.clone(), places }
    }

    /// The route that a claim speaks of; none where no place of it is known.
    pub(crate) fn of(view: &View, fact: &Fact) -> Option<Self> {
        known(view, fact)
            .map(Self::known)
            .or_else(|| Self::way(view, fact))
            .or_else(|| Self::made(view, fact))
    }

    /// The gazetteer's road, bridge or crossing that the claim names.
    fn way(view: &View, fact: &Fact) -> Option<Self> {
        let id = named(fact, &[Role::At, Role::Via, Role::From, Role::To]).find(|id| is_way(view, id))?;
        let (name_ar, name_en) = view.names(id);
        let ends = named(fact, &[Role::From]).chain(std::iter::once(id)).chain(named(fact, &[Role::To]));
        Some(Self { id: id.to_owned(), name_ar, name_en, places: distinct(ends) })
    }

    /// A route made of the claim's own places, the same whichever end is named first.
    fn made(view: &View, fact: &Fact) -> Option<Self> {
        let (from, to) = (named(fact, &[Role::From]).next(), named(fact, &[Role::To]).next());
        let (from, to) = if from > to { (to, from) } else { (from, to) };
        let via = || named(fact, &[Role::At, Role::Via]).filter(|id| Some(*id) != from && Some(*id) != to);
        let places = distinct(from.into_iter().chain(via()).chain(to));
        let one_end = places.len() == 1 && via().next().is_none() && fact.asserts(&[ClaimType::SupplyLine]);
        // "The roads of the two neighbourhoods" says which area is shut in, not which road runs where.
        let no_course =
            from.is_none() && to.is_none() && !via().any(|id| is_way(view, id) || is_ground(view, id));
        if places.is_empty() || one_end || no_course {
            return None;
        }
        let english =
            |ids: Vec<String>| ids.iter().map(|id| view.names(id).1).collect::<Vec<_>>().join(" - ");
        let (ends, via) = (english(distinct(from.into_iter().chain(to))), english(distinct(via())));
        let name_en =
            [ends, via].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" via ");
        let name_ar = places.iter().map(|id| view.names(id).0).collect::<Vec<_>>().join(" - ");
        Some(Self { id: format!("route/{}", places.join("--")), name_ar, name_en, places })
    }
}

/// Whether a place is one that is passed along rather than lived in.
pub(crate) fn is_way(view: &View, id: &str) -> bool {
    view.kind(id).is_some_and(|kind| WAYS.contains(&kind))
}

/// Whether a place is open ground that a road may be known by ("the cemeteries").
fn is_ground(view: &View, id: &str) -> bool {
    view.kind(id)
        .is_some_and(|kind| matches!(kind, PlaceKind::Area | PlaceKind::Mountain | PlaceKind::Desert))
}

fn named<'a>(fact: &Fact<'a>, roles: &[Role]) -> impl Iterator<Item = &'a str> {
    fact.fillers(roles).filter_map(|place| place.id.as_deref())
}

/// The one known route that fits the claim's places best.
fn known<'v>(view: &View<'v>, fact: &Fact) -> Option<&'v Route> {
    // What fits runs through one of the claim's places, or is one.
    let mut fits: Vec<(u32, &Route)> = view
        .routes_over(named(fact, &ALL))
        .into_iter()
        .map(|route| (fit(view, fact, route), route))
        .filter(|(fit, _)| *fit >= 4)
        .collect();
    fits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    match &fits[..] {
        [(_, only)] => Some(only),
        [(best, route), (next, _), ..] if best > next => Some(route),
        _ => None,
    }
}

/// How well a claim's places fit a route: 20 its own id, 6 a place on the way, 4 both ends, one more where they
/// are the very ends, 1 for one end; 0 another's end.
fn fit(view: &View, fact: &Fact, route: &Route) -> u32 {
    // Two places named side by side are no two ends: "the roads of A and B".
    const ENDS: [Role; 3] = [Role::Via, Role::From, Role::To];
    if named(fact, &ALL).any(|id| id == route.id) {
        return 20;
    }
    let meets = |id: &str, end: &str| id == end || view.contains(id, end) || view.contains(end, id);
    let strays =
        |id: &str| !meets(id, &route.from) && !meets(id, &route.to) && !route.places().any(|p| p == id);
    if named(fact, &[Role::From, Role::To]).any(strays) {
        return 0;
    }
    let on_the_way =
        named(fact, &ALL).any(|id| route.places().any(|p| p == id) && id != route.from && id != route.to);
    let joins = |meets: &dyn Fn(&str, &str) -> bool, a: &str, b: &str| {
        (a == route.from && meets(b, &route.to)) || (a == route.to && meets(b, &route.from))
    };
    let both = |meets: &dyn Fn(&str, &str) -> bool| {
        named(fact, &ENDS).any(|a| named(fact, &ENDS).any(|b| a != b && joins(meets, a, b)))
    };
    let one = named(fact, &ALL).any(|id| id == route.from || id == route.to);
    u32::from(on_the_way) * 6 + u32::from(both(&meets)) * 4 + u32::from(both(&|a, b| a == b)) + u32::from(one)
}
