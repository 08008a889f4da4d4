//! Figures over time: what people suffered, who held how much, who told of it.
use super::api::{AtDesk, Failure};
use super::desk::Desk;
use crate::commands::Error;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Span;
use jiff::civil::Date;
use marsad_coder::Modality;
use marsad_record::{Snapshot, StoredReport};
use marsad_situation::{AsOf, Holding, Setting, Situation, Status};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Pictures in a course at most: more could not be told apart on a page.
const MOST_DAYS: i32 = 53;

/// A stretch of days, and what had been published by another.
#[derive(Debug, Deserialize)]
pub(super) struct Period {
    from: Option<Date>,
    to: Option<Date>,
    known: Option<Date>,
}

impl Period {
    fn as_of(&self) -> AsOf {
        AsOf { on: self.to, known: self.known }
    }

    /// Whether a report of that day, or of an unknown one, is within.
    fn holds(&self, day: Option<Date>) -> bool {
        let begun = self.from.is_none_or(|from| day.is_none_or(|day| day >= from));
        let known = self.known.is_none_or(|known| day.is_some_and(|day| day <= known));
        begun && known && self.to.is_none_or(|to| day.is_none_or(|day| day <= to))
    }
}

/// What people suffered week by week, by who is said to have done it; what is of no known week comes first.
pub(super) async fn harm(State(desk): AtDesk, Query(period): Query<Period>) -> Result<Response, Failure> {
    let setting = desk.setting()?;
    let mut weeks = desk.reading(&setting)?.harm_by_week(&setting, period.as_of());
    let ends_before =
        |week: Date, from: Date| week.checked_add(Span::new().days(6)).is_ok_and(|last| last < from);
    weeks.retain(|told| !told.week.zip(period.from).is_some_and(|(week, from)| ends_before(week, from)));
    Ok(Json(json!({ "from": period.from, "to": period.to, "known": period.known, "weeks": weeks }))
        .into_response())
}

/// Who held what share on one day.
#[derive(Debug, Serialize)]
struct CourseDay {
    on: Date,
    /// Areas that hold no other area that is told of.
    areas: usize,
    shares: Vec<Share>,
}

/// What one party held, or nobody alone.
#[derive(Debug, Default, Serialize)]
struct Share {
    status: Option<Status>,
    holder: Option<String>,
    areas: usize,
    /// Of those, the areas of which somebody says how many people are in them.
    counted: usize,
    /// At least so many people are in those; none where nobody says.
    min: Option<u64>,
    /// At most; none where somebody leaves it open.
    max: Option<u64>,
}

/// Who held what share of the areas, and how many people were in them, at even steps up to the last day.
pub(super) async fn control(State(desk): AtDesk, Query(period): Query<Period>) -> Result<Response, Failure> {
    let setting = desk.setting()?;
    let reading = desk.reading(&setting)?;
    let days = days(reading.snapshot(), &period)?;
    let course: Vec<CourseDay> = days
        .into_iter()
        .map(|on| {
            let as_of = AsOf { on: Some(on), known: period.known };
            shares(&desk, on, &reading.situation(&setting, as_of))
        })
        .collect();
    Ok(Json(json!({ "known": period.known, "days": course })).into_response())
}

/// Evenly spaced days up to the last of the period; where no first day is given, from the first report's.
fn days(snapshot: &Snapshot, period: &Period) -> Result<Vec<Date>, Error> {
    let told = || snapshot.reports.iter().filter_map(|report| report.report.date);
    let (Some(from), Some(to)) = (period.from.or_else(|| told().min()), period.to.or_else(|| told().max()))
    else {
        return Ok(Vec::new());
    };
    // A stretch that ends before it begins has no day.
    if to < from {
        return Ok(Vec::new());
    }
    let whole = to.since((jiff::Unit::Day, from))?.get_days();
    let step = whole.div_euclid(MOST_DAYS).saturating_add(1);
    let back =
        (0..=whole.div_euclid(step)).map(|at| to.checked_sub(Span::new().days(at.saturating_mul(step))));
    let mut days = back.collect::<Result<Vec<_>, _>>()?;
    days.reverse();
    Ok(days)
}

fn shares(desk: &Desk, on: Date, situation: &Situation) -> CourseDay {
    let containers: BTreeSet<&str> = situation
        .areas
        .iter()
        .flat_map(|area| desk.gazetteer().containers(&area.id))
        .map(|place| place.id.as_str())
        .collect();
    let mut counted_together = BTreeSet::new();
    let mut shares: BTreeMap<(Status, Option<&str>), Share> = BTreeMap::new();
    let mut areas = 0;
    for area in situation.areas.iter().filter(|area| !containers.contains(area.id.as_str())) {
        areas += 1;
        let holder = area.holder.as_deref().filter(|_| area.status == Status::Held);
        let share = shares.entry((area.status, holder)).or_default();
        share.areas += 1;
        share.count(area, &mut counted_together);
    }
    let named = shares.into_iter().map(|((status, holder), share)| Share {
        status: Some(status),
        holder: holder.map(str::to_owned),
        ..share
    });
    CourseDay { on, areas, shares: named.collect() }
}

impl Share {
    /// Adds the people of an area; a number that counts several areas together is added with the first of them.
    fn count<'a>(&mut self, area: &'a Holding, counted_together: &mut BTreeSet<&'a str>) {
        let Some(people) = &area.population else { return };
        let is_first = self.counted == 0;
        self.counted += 1;
        if counted_together.contains(area.id.as_str()) {
            return;
        }
        counted_together.extend(people.together_with.iter().map(String::as_str));
        self.min = match (self.min, people.min) {
            (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
            (known, None) | (None, known) => known,
        };
        let before = if is_first { Some(0) } else { self.max };
        self.max = before.zip(people.max).map(|(sum, more)| sum.saturating_add(more));
    }
}

/// Who published, and what was read there.
#[derive(Debug, Default, Serialize)]
struct Publisher<'a> {
    outlet: Option<&'a str>,
    reports: usize,
    /// Of those, the ones that repeat another report's text.
    copies: usize,
    claims: usize,
    /// Of those, the ones that are put as fact.
    facts: usize,
    first: Option<Date>,
    last: Option<Date>,
}

/// Reports and claims by who published them, most claims first.
pub(super) async fn sources(State(desk): AtDesk, Query(period): Query<Period>) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let within = |report: &&StoredReport| period.holds(report.report.date);
    let mut outlets: BTreeMap<Option<&str>, Publisher> = BTreeMap::new();
    for report in snapshot.reports.iter().filter(within) {
        let name = report.report.outlet.as_deref();
        let outlet =
            outlets.entry(name).or_insert_with(|| Publisher { outlet: name, ..Publisher::default() });
        outlet.reports += 1;
        outlet.copies += usize::from(report.source != report.id);
        let day = report.report.date;
        outlet.first = outlet.first.into_iter().chain(day).min();
        outlet.last = outlet.last.max(day);
    }
    for stored in &snapshot.claims {
        let report = snapshot.report_of(stored);
        if let Some(outlet) = outlets.get_mut(&report.report.outlet.as_deref()).filter(|_| within(&report)) {
            outlet.claims += 1;
            outlet.facts += usize::from(stored.claim.modality == Modality::Actual);
        }
    }
    let mut outlets: Vec<Publisher> = outlets.into_values().collect();
    outlets.sort_by_key(|outlet| (std::cmp::Reverse((outlet.claims, outlet.reports)), outlet.outlet));
    Ok(Json(json!({ "from": period.from, "to": period.to, "known": period.known, "sources": outlets }))
        .into_response())
}

impl Desk {
    /// What is known before any report is read.
    pub(super) fn setting(&self) -> Result<Setting<'_>, Error> {
        Ok(Setting::load(self.data(), self.gazetteer(), self.actors())?)
    }
}
