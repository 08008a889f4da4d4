//! The features of a collection.
use super::super::Desk;
use super::super::api::{Clocks, Failure};
use super::query::{Page, extent_of, joined};
use crate::publish::geojson;
use jiff::civil::Date;
use serde_json::Value;

/// Every feature of a collection that its days ask for.
pub(super) fn features(desk: &Desk, collection: &str, page: &Page) -> Result<Vec<Value>, Failure> {
    if collection == "events" {
        let told = desk.told()?;
        return Ok(told.features(desk)?.iter().filter(|feature| touches(feature, page)).cloned().collect());
    }
    let layer = if collection == "areas" { "area" } else { "route" };
    let situation = desk.situation(Clocks::on(page.on()).into())?;
    let drawn = geojson::features(&situation, desk.gazetteer(), &desk.boundaries)?;
    Ok(drawn.into_iter().filter(|feature| feature["properties"]["layer"] == layer).collect())
}

/// Whether an event may have happened in the time asked for.
fn touches(event: &Value, page: &Page) -> bool {
    let day = |name: &str| event["properties"][name].as_str().and_then(|day| day.parse::<Date>().ok());
    let start = day("date_start").or_else(|| day("reported_first"));
    let end = day("date_end").or_else(|| day("reported_last"));
    page.days.is_none_or(|(from, to)| {
        from.is_none_or(|from| end.is_some_and(|end| end >= from))
            && to.is_none_or(|to| start.is_some_and(|start| start <= to))
    })
}

/// Where and when the features of a collection lie.
pub(super) fn extent(desk: &Desk, collection: &str) -> Result<([f64; 4], [Option<Date>; 2]), Failure> {
    let all = features(desk, collection, &Page::default())?;
    // The whole Earth, where nothing lies anywhere.
    let bbox = all.iter().filter_map(extent_of).reduce(joined).unwrap_or([-180.0, -90.0, 180.0, 90.0]);
    let snapshot = desk.snapshot()?;
    let days = || snapshot.reports.iter().filter_map(|stored| stored.report.date);
    Ok((bbox, [days().min(), days().max()]))
}
