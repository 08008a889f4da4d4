//! What the claims of one event say together: what they agree on, and every side where they differ.
use super::group::Group;
use super::rules::SameEvent;
use super::told::Told;
use super::{Days, Dispute, Event, Figure, Location, Member, Named, Said, Side, event_id};
use jiff::civil::Date;
use marsad_coder::{ClaimType, Modality, PlaceFiller};
use std::collections::{BTreeMap, BTreeSet};

/// What sources have in a slot, each with who they are.
type Sides<'s, T> = BTreeMap<T, BTreeSet<&'s str>>;

/// The event of a group of claims; none where they only deny it.
pub(super) fn event(told: &[Told], group: Group, rules: &SameEvent) -> Option<Event> {
    let claims: Vec<&Told> = group.members.iter().map(|&index| &told[index]).collect();
    let modalities = sides(&claims, |told| vec![told.claim().modality]);
    let modality =
        modalities.iter().max_by_key(|(modality, who)| (who.len(), std::cmp::Reverse(**modality)))?;
    if modalities.keys().all(|&modality| modality == Modality::Denied) {
        return None;
    }
    let types = sides(&claims, |told| vec![told.claim().claim_type]);
    let actors = sides(&claims, |told| told.claim().actors.iter().map(|party| party.id.clone()).collect());
    let days = sides(&claims, |told| said(told).into_iter().collect());
    Some(Event {
        id: event_id(&claims.first()?.stored.id),
        event_type: principal(&types, rules)?,
        modality: *modality.0,
        when: when(&days),
        reported: reported(&claims),
        places: places(&claims),
        targets: named(sides(&claims, |told| told.claim().targets.iter().map(|it| it.id.clone()).collect())),
        instruments: named(sides(&claims, |told| {
            told.claim().instrument.iter().map(|it| it.id.clone()).collect()
        })),
        figures: figures(&claims),
        disputed: disputes(&types, &modalities, &days, &actors, rules),
        actors: named(actors),
        told_as: types
            .into_iter()
            .map(|(kind, who)| Named { id: kind.name().to_owned(), sources: owned(who) })
            .collect(),
        sources: claims.iter().map(|told| told.source).collect::<BTreeSet<_>>().len(),
        claims: claims
            .iter()
            .map(|told| Member { claim: told.stored.id.clone(), source: told.source.to_owned() })
            .collect(),
        links: group.links,
    })
}

fn sides<'s, T: Ord>(claims: &[&Told<'s>], slot: impl Fn(&Told<'s>) -> Vec<T>) -> Sides<'s, T> {
    let mut sides = Sides::new();
    for told in claims {
        for value in slot(told) {
            sides.entry(value).or_default().insert(told.source);
        }
    }
    sides
}

fn owned(sources: BTreeSet<&str>) -> Vec<String> {
    sources.into_iter().map(str::to_owned).collect()
}

fn named(sides: Sides<String>) -> Vec<Named> {
    let mut named: Vec<Named> =
        sides.into_iter().map(|(id, sources)| Named { id, sources: owned(sources) }).collect();
    named.sort_by_key(|it| std::cmp::Reverse(it.sources.len()));
    named
}

/// The type that most sources give; what came of a deed only where none names the deed.
fn principal(types: &Sides<ClaimType>, rules: &SameEvent) -> Option<ClaimType> {
    let rank =
        |kind: ClaimType| rules.deeds.iter().position(|deed| *deed == kind).unwrap_or(rules.deeds.len());
    let deed = |kind: ClaimType| !rules.outcomes.contains(&kind);
    let best = types.iter().max_by_key(|(kind, who)| {
        (deed(**kind), who.len(), std::cmp::Reverse(rank(**kind)), std::cmp::Reverse(**kind))
    });
    best.map(|(&kind, _)| kind)
}

/// First and last day that a claim's own words give.
fn said(told: &Told) -> Option<(Date, Date)> {
    let when = told.claim().when.as_ref()?;
    let start = when.start.or(when.end)?;
    Some((start, when.end.unwrap_or(start)))
}

/// The days that all who say any allow; where they disagree, all that any gives.
fn when(days: &Sides<(Date, Date)>) -> Option<Days> {
    let start = days.keys().map(|(start, _)| *start);
    let end = days.keys().map(|(_, end)| *end);
    let (latest, earliest) = (start.clone().max()?, end.clone().min()?);
    let agreed = Days { start: latest, end: earliest };
    Some(if latest <= earliest { agreed } else { Days { start: start.min()?, end: end.max()? } })
}

fn reported(claims: &[&Told]) -> Option<Days> {
    let days = claims.iter().filter_map(|told| told.published);
    Some(Days { start: days.clone().min()?, end: days.max()? })
}

/// Every place that is named, the most exactly known first.
fn places(claims: &[&Told]) -> Vec<Location> {
    let mut sides: BTreeMap<_, (&PlaceFiller, BTreeSet<&str>)> = BTreeMap::new();
    for told in claims {
        for place in &told.claim().places {
            let key = (place.role, place.id.as_deref().unwrap_or(&place.passage.text));
            sides.entry(key).or_insert((place, BTreeSet::new())).1.insert(told.source);
        }
    }
    let mut places: Vec<Location> =
        sides.into_values().map(|(place, who)| Location::of(place, who)).collect();
    places.sort_by_key(|it| (it.precision_m.unwrap_or(u32::MAX), std::cmp::Reverse(it.sources.len())));
    places
}

impl Location {
    fn of(place: &PlaceFiller, sources: BTreeSet<&str>) -> Self {
        Self {
            role: place.role,
            text: place.passage.text.clone(),
            id: place.id.clone(),
            name_en: place.name_en.clone(),
            lat: place.lat,
            lon: place.lon,
            precision_m: place.precision_m,
            sources: owned(sources),
        }
    }
}

fn figures(claims: &[&Told]) -> Vec<Figure> {
    let mut said: BTreeMap<(&str, Option<&str>), Vec<Said>> = BTreeMap::new();
    for told in claims {
        for count in &told.claim().counts {
            let all = said.entry((&count.what, count.who.as_deref())).or_default();
            let min = count.min.unwrap_or(0);
            if !all.iter().any(|it| it.source == told.source && it.min == min && it.max == count.max) {
                let claim = told.stored.id.clone();
                all.push(Said { source: told.source.to_owned(), min, max: count.max, claim });
            }
        }
    }
    said.into_iter().map(|((what, who), said)| figure(what, who, said)).collect()
}

fn figure(what: &str, who: Option<&str>, said: Vec<Said>) -> Figure {
    let mut sources: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for it in &said {
        let max = it.max.unwrap_or(u64::MAX);
        let hull = sources.entry(&it.source).or_insert((it.min, max));
        *hull = (hull.0.min(it.min), hull.1.max(max));
    }
    let from = sources.values().map(|hull| hull.0).max().unwrap_or(0);
    let to = sources.values().map(|hull| hull.1).min().unwrap_or(u64::MAX);
    let bound = |max: u64| (max < u64::MAX).then_some(max);
    Figure {
        what: what.to_owned(),
        who: who.map(str::to_owned),
        agreed: (from <= to).then(|| (from, bound(to))),
        low: said.iter().map(|it| it.min).min().unwrap_or(0),
        high: said.iter().map(|it| it.max).max_by_key(|max| max.unwrap_or(u64::MAX)).flatten(),
        said,
    }
}

fn disputes(
    types: &Sides<ClaimType>,
    modalities: &Sides<Modality>,
    days: &Sides<(Date, Date)>,
    actors: &Sides<String>,
    rules: &SameEvent,
) -> Vec<Dispute> {
    let means: Sides<ClaimType> = types
        .iter()
        .filter(|(kind, _)| rules.means.contains(kind))
        .map(|(kind, who)| (*kind, who.clone()))
        .collect();
    let day = |&(start, end): &(Date, Date)| {
        if start == end { start.to_string() } else { format!("{start}/{end}") }
    };
    let is_mutual = principal(types, rules).is_some_and(|kind| rules.mutual.contains(&kind));
    let overlap = |a: &(Date, Date), b: &(Date, Date)| a.0 <= b.1 && b.0 <= a.1;
    let differ = [
        dispute("type", &means, |kind| kind.name().to_owned(), |_, _| false),
        dispute("modality", modalities, |modality| modality.name().to_owned(), |_, _| false),
        dispute("when", days, day, overlap),
        dispute("actors", actors, String::clone, |_, _| is_mutual),
    ];
    differ.into_iter().flatten().collect()
}

/// A dispute where two values do not agree and no source gives both.
fn dispute<T: Ord>(
    slot: &str,
    sides: &Sides<T>,
    name: impl Fn(&T) -> String,
    agree: impl Fn(&T, &T) -> bool,
) -> Option<Dispute> {
    let differ = |one: &T, who: &BTreeSet<&str>| {
        sides.iter().any(|(other, others)| other != one && !agree(one, other) && who.is_disjoint(others))
    };
    let sides: Vec<Side> = sides
        .iter()
        .filter(|(value, who)| differ(value, who))
        .map(|(value, who)| Side { value: name(value), sources: owned(who.clone()) })
        .collect();
    (!sides.is_empty()).then(|| Dispute { slot: slot.to_owned(), sides })
}
