//! Pages of events: by place, type and day, newest first.
use super::rules::SameEvent;
use super::told::number;
use super::{Days, Event, events, first_claim};
use crate::store::{self, Row, Store, Value};
use crate::{Fault, Record, RecordError, Snapshot};
use jiff::civil::Date;
use marsad_coder::{ClaimType, Gazetteer};
use std::collections::{BTreeMap, BTreeSet};

/// The place under which every event is listed.
const EVERYWHERE: &str = "";
/// What stands before the place of an event that spans so many days that it would have to be looked for far from its last.
const LONG: char = '+';

/// Which events are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Gazetteer id: only what happened there or in its parts.
    pub place: Option<String>,
    /// Only of this type.
    pub event_type: Option<ClaimType>,
    /// Only what may have happened on this day or later; where nobody says when it happened, what was reported then.
    pub from: Option<Date>,
    /// Only what may have happened on this day or before.
    pub to: Option<Date>,
    /// Only what so many sources tell of, or more.
    pub sources: usize,
}

/// Some events, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The events.
    pub events: Vec<Event>,
    /// What to ask for the next page with; none after the last.
    pub next: Option<String>,
}

/// Where an event is listed, in the order of a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    /// Minus its last day.
    newest: i64,
    event: String,
}

impl Wanted {
    /// Whether an event is asked for.
    pub fn takes(&self, event: &Event, gazetteer: &Gazetteer) -> bool {
        let days = event.days();
        let ids = || event.places.iter().filter_map(|it| it.id.as_deref());
        self.place.as_ref().is_none_or(|place| ids().any(|id| gazetteer.lies_in(id, place)))
            && self.event_type.is_none_or(|wanted| event.event_type == wanted)
            && self.from.is_none_or(|from| days.is_some_and(|days| days.end >= from))
            && self.to.is_none_or(|to| days.is_some_and(|days| days.start <= to))
            && event.sources >= self.sources
    }
}

impl Record {
    /// The next events behind a page's end that are asked for, from the index as it stands ([`Record::index_events`]).
    pub fn page_of_events(
        &self,
        wanted: &Wanted,
        after: Option<&str>,
        limit: usize,
        rules: &SameEvent,
        gazetteer: &Gazetteer,
    ) -> Result<Page, RecordError> {
        let page = self.page(wanted, after.and_then(At::parse), limit, rules, gazetteer);
        self.say(page)
    }

    /// The event of that id, from the index as it stands.
    pub fn event(
        &self,
        id: &str,
        rules: &SameEvent,
        gazetteer: &Gazetteer,
    ) -> Result<Option<Event>, RecordError> {
        let made = self.made(std::iter::once(id), rules, gazetteer);
        self.say(made.map(|mut made| made.remove(id)))
    }

    /// What these claims and their reports say, as the record has them now.
    pub fn passages(&self, event: &Event) -> Result<Snapshot, RecordError> {
        let claims = event.claims.iter().map(|member| member.claim.clone()).collect();
        self.say(self.claims_now(&claims))
    }

    fn page(
        &self,
        wanted: &Wanted,
        after: Option<At>,
        limit: usize,
        rules: &SameEvent,
        gazetteer: &Gazetteer,
    ) -> Result<Page, Fault> {
        let mut listed = self.listed(wanted, after, limit + 1, rules)?;
        let has_more = listed.len() > limit;
        listed.truncate(limit);
        let next = listed.last().filter(|_| has_more).map(At::write);
        let mut made = self.made(listed.iter().map(|at| at.event.as_str()), rules, gazetteer)?;
        let events = listed.iter().filter_map(|at| made.remove(&at.event)).collect();
        Ok(Page { events, next })
    }

    /// Events by their ids, made of their claims.
    fn made<'e>(
        &self,
        ids: impl Iterator<Item = &'e str>,
        rules: &SameEvent,
        gazetteer: &Gazetteer,
    ) -> Result<BTreeMap<String, Event>, Fault> {
        let mut claims = BTreeSet::new();
        for id in ids {
            let sql = "SELECT claim FROM event_claims WHERE component = \
                 (SELECT component FROM event_claims WHERE claim = $1) AND event = $2";
            let values = [Value::Text(first_claim(id)), Value::Text(id)];
            claims.extend(store::all(self.store(), sql, &values, |row| row.text(0))?);
        }
        // Claims of whole events alone come together as they did among all the others.
        let made = events(&self.claims_now(&claims)?, rules, gazetteer);
        Ok(made.into_iter().map(|event| (event.id.clone(), event)).collect())
    }

    /// Where the first events behind a place in the list stand.
    fn listed(
        &self,
        wanted: &Wanted,
        after: Option<At>,
        limit: usize,
        rules: &SameEvent,
    ) -> Result<Vec<At>, Fault> {
        let place = wanted.place.as_deref().unwrap_or(EVERYWHERE);
        let after = after.unwrap_or(At { newest: i64::MIN, event: String::new() });
        let from = wanted.from.map_or(i64::MIN, |day| number(day).into());
        let to = wanted.to.map_or(i64::MAX, |day| number(day).into());
        let types =
            ClaimType::ALL.iter().filter(|kind| wanted.event_type.is_none_or(|wanted| wanted == **kind));
        let mut found = Vec::new();
        for kind in types {
            // What spans few days has its last one soon behind the days asked for.
            let soon = to.saturating_add(rules.limits.summary_days.into());
            for (place, latest) in [(place.to_owned(), soon), (format!("{LONG}{place}"), i64::MAX)] {
                let sql = "SELECT newest, event FROM event_places WHERE place = $1 AND type = $2 \
                     AND newest >= $3 AND (newest > $4 OR event > $5) AND newest <= $6 AND first <= $7 \
                     AND sources >= $8 ORDER BY newest, event LIMIT $9";
                let values = [
                    Value::Text(&place),
                    Value::Text(kind.name()),
                    Value::Int(after.newest.max(-latest)),
                    Value::Int(after.newest),
                    Value::Text(&after.event),
                    Value::Int(from.saturating_neg()),
                    Value::Int(to),
                    Value::Int(i64::try_from(wanted.sources).unwrap_or(i64::MAX)),
                    Value::Int(i64::try_from(limit).unwrap_or(i64::MAX)),
                ];
                found.extend(store::all(self.store(), sql, &values, At::read)?);
            }
        }
        found.sort();
        found.truncate(limit);
        Ok(found)
    }
}

impl At {
    fn read(row: &dyn Row) -> Result<Self, Fault> {
        Ok(Self { newest: row.int(0)?, event: row.text(1)? })
    }

    fn write(&self) -> String {
        format!("{}@{}", self.event, self.newest)
    }

    fn parse(written: &str) -> Option<Self> {
        let (event, newest) = written.rsplit_once('@')?;
        Some(Self { newest: newest.parse().ok()?, event: event.to_owned() })
    }
}

impl Event {
    /// When it happened; where nobody says, when it was reported.
    pub fn days(&self) -> Option<Days> {
        self.when.or(self.reported)
    }
}

/// Lists an event under its type, everywhere and at each place that holds it. One of no known day comes last.
pub(super) fn put(
    store: &dyn Store,
    event: &Event,
    rules: &SameEvent,
    gazetteer: &Gazetteer,
) -> Result<(), Fault> {
    let (first, last) = event.days().map_or((i64::MIN, i64::MIN + 1), |days| {
        (i64::from(number(days.start)), i64::from(number(days.end)))
    });
    let is_long = last.saturating_sub(first) > rules.limits.summary_days.into();
    let mut places = BTreeSet::from([EVERYWHERE]);
    for id in event.places.iter().filter_map(|place| place.id.as_deref()) {
        places.insert(id);
        places.extend(gazetteer.containers(id).map(|outer| outer.id.as_str()));
    }
    places.into_iter().try_for_each(|place| {
        let place = if is_long { format!("{LONG}{place}") } else { place.to_owned() };
        store.execute(
            "INSERT INTO event_places (place, type, newest, event, first, sources) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                Value::Text(&place),
                Value::Text(event.event_type.name()),
                Value::Int(-last),
                Value::Text(&event.id),
                Value::Int(first),
                Value::Int(i64::try_from(event.sources).unwrap_or(i64::MAX)),
            ],
        )
    })
}
