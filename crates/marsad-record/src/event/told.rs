//! What a claim brings to a comparison.
use super::rules::SameEvent;
use crate::{Snapshot, StoredClaim};
use jiff::civil::Date;
use marsad_coder::{Claim, Gazetteer, Kind, Modality, PlaceFiller, distance_m};
use marsad_text::fold;

/// A claim that may tell of an event, with what is compared of it.
#[derive(Debug)]
pub(super) struct Told<'s> {
    pub(super) stored: &'s StoredClaim,
    /// Source of its report.
    pub(super) source: &'s str,
    /// Day its report was published.
    pub(super) published: Option<Date>,
    pub(super) days: Option<Span>,
    pub(super) sites: Vec<Site<'s>>,
    /// Parties that act, and those it is done to.
    pub(super) parties: [Vec<&'s str>; 2],
    /// Groups of people it is done to.
    pub(super) people: Vec<&'s str>,
}

/// The days on which it may have happened, counted from an arbitrary one, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: i32,
    pub(super) last: i32,
    /// Whether the report says so; else it was published on the last of them.
    pub(super) is_said: bool,
}

impl Span {
    /// Whether what spans so many days sums up many events.
    pub(super) fn is_summary(self, rules: &SameEvent) -> bool {
        self.last - self.first > rules.limits.summary_days
    }
}

/// A place of a claim that holds no other place of it.
#[derive(Debug)]
pub(super) struct Site<'s> {
    /// Gazetteer id, where it has one.
    id: Option<&'s str>,
    /// That id, or what it goes by without.
    pub(super) key: String,
    /// The one of its containers that bears its name: a province is often called by its capital's.
    province: Option<&'s str>,
    /// Ids of the places that contain it, the nearest first.
    pub(super) containers: Vec<&'s str>,
    pub(super) point: Option<(f64, f64)>,
    /// Radius in metres within which it lies.
    radius_m: u32,
    pub(super) is_region: bool,
    pub(super) is_known: bool,
}

/// The claims that may tell of an event, in the order of their ids.
pub(super) fn all<'s>(snapshot: &'s Snapshot, rules: &SameEvent, gazetteer: &'s Gazetteer) -> Vec<Told<'s>> {
    let mut all: Vec<Told> = snapshot
        .claims
        .iter()
        .filter(|stored| may_tell(&stored.claim))
        .map(|stored| {
            let report = snapshot.report_of(stored);
            Told::of(stored, &report.source, report.report.date, rules, gazetteer)
        })
        .collect();
    all.sort_by(|a, b| a.stored.id.cmp(&b.stored.id));
    all
}

/// What is sought or feared has not happened; what is denied may have, as others tell it.
fn may_tell(claim: &Claim) -> bool {
    claim.kind == Kind::Event && !matches!(claim.modality, Modality::Intended | Modality::Feared)
}

impl<'s> Told<'s> {
    fn of(
        stored: &'s StoredClaim,
        source: &'s str,
        published: Option<Date>,
        rules: &SameEvent,
        gazetteer: &'s Gazetteer,
    ) -> Self {
        let claim = &stored.claim;
        let ids = |parties: &'s [marsad_coder::Party], people: bool| -> Vec<&'s str> {
            let ids = parties.iter().map(|party| party.id.as_str());
            ids.filter(|id| rules.is_people(id) == people).collect()
        };
        Self {
            stored,
            source,
            published,
            days: days(claim, published, rules.limits.unsaid_days),
            sites: sites(&claim.places, rules, gazetteer),
            parties: [ids(&claim.actors, false), ids(&claim.targets, false)],
            people: ids(&claim.targets, true),
        }
    }

    pub(super) fn claim(&self) -> &'s Claim {
        &self.stored.claim
    }
}

/// Days since 1970.
pub(super) fn number(day: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    day.since(epoch).map_or(0, |span| span.get_days())
}

fn days(claim: &Claim, published: Option<Date>, unsaid_days: i32) -> Option<Span> {
    let said = claim.when.as_ref().and_then(|when| {
        let first = when.start.or(when.end)?;
        Some(Span { first: number(first), last: number(when.end.unwrap_or(first)), is_said: true })
    });
    said.or_else(|| {
        let last = number(published?);
        Some(Span { first: last - unsaid_days, last, is_said: false })
    })
}

/// The places of a claim but for those that only say where another of them lies.
fn sites<'s>(places: &'s [PlaceFiller], rules: &SameEvent, gazetteer: &'s Gazetteer) -> Vec<Site<'s>> {
    let all: Vec<Site> = places.iter().map(|filler| Site::of(filler, rules, gazetteer)).collect();
    let (known, mut unknown): (Vec<Site>, Vec<Site>) = all.into_iter().partition(|site| site.is_known);
    if unknown.is_empty() {
        let outer: Vec<bool> = known.iter().map(|site| known.iter().any(|other| site.holds(other))).collect();
        return known.into_iter().zip(outer).filter(|(_, outer)| !outer).map(|(site, _)| site).collect();
    }
    // What no gazetteer has lies in what it is named beside.
    for site in &mut unknown {
        for outer in &known {
            site.containers.extend(outer.id);
            site.containers.extend(&outer.containers);
        }
    }
    unknown
}

impl<'s> Site<'s> {
    fn of(filler: &'s PlaceFiller, rules: &SameEvent, gazetteer: &'s Gazetteer) -> Self {
        let id = filler.id.as_deref();
        let containers = || id.into_iter().flat_map(|id| gazetteer.containers(id));
        let name = id.and_then(|id| gazetteer.get(id)).map(|place| place.name_ar.as_str());
        let province = containers().filter(|outer| name == Some(&outer.name_ar)).last();
        Self {
            id,
            province: province.map(|place| place.id.as_str()),
            key: id.map_or_else(|| unlisted(&filler.passage.text), str::to_owned),
            containers: containers().map(|place| place.id.as_str()).collect(),
            point: filler.lat.zip(filler.lon),
            radius_m: filler.precision_m.unwrap_or(0),
            is_region: filler.precision_m.is_some_and(|metres| metres >= rules.limits.region_m),
            is_known: id.is_some(),
        }
    }

    /// Whether another place lies in the province that bears this one's name.
    pub(super) fn may_hold(&self, other: &Self) -> bool {
        self.province.is_some_and(|id| other.containers.contains(&id) || other.id == Some(id))
    }

    /// Whether another place lies in this one, by the gazetteer or by their points.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let wider = self.radius_m >= other.radius_m.saturating_mul(2);
        let around = || {
            let apart = self.point.zip(other.point).map(|(one, other)| distance_m(one, other));
            apart.is_some_and(|apart| apart <= f64::from(self.radius_m))
        };
        self.id.is_some_and(|id| other.containers.contains(&id)) || (wider && around())
    }
}

/// What a place goes by that no gazetteer has: its name without the first of several words, which often says what sort of
/// place it is and differs from report to report.
fn unlisted(name: &str) -> String {
    let folded = fold(name);
    format!("?{}", folded.split_once(' ').map_or(folded.as_str(), |(_, tail)| tail))
}
