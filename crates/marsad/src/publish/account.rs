//! An event as exports tell it: with its claims and reports, where it lies, who stands against whom and how many died.
use super::codes::Codes;
use super::sides::Sides;
use super::site::Site;
use super::toll::Toll;
use jiff::civil::Date;
use marsad_coder::{Actors, Gazetteer, Precision};
use marsad_record::{Alliances, Days, Event, Location, Snapshot, Status, StoredClaim, StoredReport};
use std::collections::{BTreeMap, BTreeSet};

/// What exports look names, places and claims up in.
pub(crate) struct Background<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) actors: &'a Actors,
    pub(crate) alliances: &'a Alliances,
    pub(crate) codes: &'a Codes,
}

/// An event, and all that exports say of it.
pub(crate) struct Account<'a> {
    pub(crate) event: &'a Event,
    /// Its claims, each with its report.
    pub(crate) told: Vec<(&'a StoredClaim, &'a StoredReport)>,
    /// How far the least reviewed of them has come.
    pub(crate) status: Status,
    /// Where it happened, as exactly as anybody says.
    pub(crate) place: Option<&'a Location>,
    pub(crate) site: Site<'a>,
    pub(crate) sides: Sides<'a>,
    /// Who was killed, where anybody says.
    pub(crate) toll: Option<Toll>,
}

/// The accounts of these events.
pub(crate) fn accounts<'a>(events: &'a [Event], background: &Background<'a>) -> Vec<Account<'a>> {
    let by_id: BTreeMap<&str, &StoredClaim> =
        background.snapshot.claims.iter().map(|stored| (stored.id.as_str(), stored)).collect();
    events.iter().map(|event| Account::of(event, &by_id, background)).collect()
}

impl<'a> Account<'a> {
    fn of(event: &'a Event, by_id: &BTreeMap<&str, &'a StoredClaim>, background: &Background<'a>) -> Self {
        let stored = event.claims.iter().filter_map(|member| by_id.get(member.claim.as_str()).copied());
        let told: Vec<_> = stored.map(|claim| (claim, background.snapshot.report_of(claim))).collect();
        let place = principal(&event.places);
        let sides = Sides::of(event, background);
        Self {
            event,
            status: told.iter().map(|(claim, _)| claim.status).min().unwrap_or_default(),
            place,
            site: Site::of(place, background.gazetteer),
            toll: Toll::of(event, &sides, &background.codes.table),
            sides,
            told,
        }
    }

    /// When it happened; where nobody says, when it was first reported.
    pub(crate) fn days(&self) -> Option<Days> {
        self.event.when.or_else(|| {
            let first = self.event.reported?.start;
            Some(Days { start: first, end: first })
        })
    }

    /// The middle of the days on which it may have happened, which is how ACLED dates a stretch of days.
    pub(crate) fn day(&self) -> Option<Date> {
        let days = self.days()?;
        let length = days.start.until(days.end).map_or(0, |span| span.get_days());
        days.start.checked_add(jiff::Span::new().days(length / 2)).ok()
    }

    /// So many days it may have happened on; none where nobody says when, or nobody exactly.
    pub(crate) fn length(&self) -> Option<i32> {
        let days = self.event.when?;
        let whens = self.told.iter().filter_map(|(stored, _)| stored.claim.when.as_ref());
        let exact = whens.into_iter().any(|when| when.precision != Precision::Approximate);
        exact.then(|| days.start.until(days.end).map_or(0, |span| span.get_days()) + 1)
    }

    /// Whether its day is told, though only about.
    pub(crate) fn is_about(&self) -> bool {
        self.event.when.is_some() && self.length().is_none()
    }

    /// Who published the reports: outlets, else addresses, else names of files.
    pub(crate) fn outlets(&self) -> BTreeSet<&'a str> {
        self.told.iter().map(|(_, stored)| outlet(stored)).collect()
    }

    /// The sentence of each claim, with who published it and when.
    pub(crate) fn passages(&self) -> Vec<String> {
        let passage = |(claim, stored): &(&StoredClaim, &StoredReport)| {
            let day = stored.report.date.map(|day| format!(", {day}")).unwrap_or_default();
            let words = claim.claim.sentence.of(&stored.report.text);
            format!("{}{day}: \u{ab}{}\u{bb}", outlet(stored), words.trim())
        };
        let mut passages: Vec<String> = self.told.iter().map(passage).collect();
        passages.dedup();
        passages
    }
}

/// Who published a report, as far as anybody knows.
pub(crate) fn outlet(stored: &StoredReport) -> &str {
    let report = &stored.report;
    report.outlet.as_deref().or(report.url.as_deref()).unwrap_or(&report.id)
}

/// The place to file an event under: where it happened before where it came from or went, and one that can be drawn first.
fn principal(places: &[Location]) -> Option<&Location> {
    let at = |place: &&Location| place.role == marsad_coder::Role::At;
    let drawn = |place: &&Location| place.lat.is_some() && place.lon.is_some();
    let mut all = places.iter();
    let first = all.clone().filter(at).find(drawn).or_else(|| all.clone().find(drawn));
    first.or_else(|| all.clone().find(at)).or_else(|| all.next())
}
