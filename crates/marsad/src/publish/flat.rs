//! An event in columns of plain values, as GeoJSON and GeoParquet take them.
use super::account::{Account, Background};
use super::acled::{notes, status};
use super::filing::Filing;
use super::sides::Side;
use serde_json::{Value, json};

/// What sort of values a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Text,
    Int,
    Day,
}

/// Names and sorts of the columns.
pub(crate) const COLUMNS: [(&str, Sort); 29] = [
    ("id", Sort::Text),
    ("type", Sort::Text),
    ("modality", Sort::Text),
    ("status", Sort::Text),
    ("date_start", Sort::Day),
    ("date_end", Sort::Day),
    ("reported_first", Sort::Day),
    ("reported_last", Sort::Day),
    ("actors", Sort::Text),
    ("targets", Sort::Text),
    ("people", Sort::Text),
    ("instruments", Sort::Text),
    ("place_id", Sort::Text),
    ("place", Sort::Text),
    ("place_text", Sort::Text),
    ("precision_m", Sort::Int),
    ("country", Sort::Text),
    ("admin1", Sort::Text),
    ("admin2", Sort::Text),
    ("admin1_pcode", Sort::Text),
    ("acled_sub_event", Sort::Text),
    ("killed", Sort::Int),
    ("killed_min", Sort::Int),
    ("killed_max", Sort::Int),
    ("sources", Sort::Int),
    ("outlets", Sort::Text),
    ("disputed", Sort::Text),
    ("claims", Sort::Text),
    ("notes", Sort::Text),
];

/// The values of an event, a column each; null where nothing is known.
pub(crate) fn row(account: &Account, background: &Background) -> [Value; COLUMNS.len()] {
    let (event, place, site) = (account.event, account.place, &account.site);
    let (first, second) = (&account.sides.first, &account.sides.second);
    let pcode = site.admin[0].and_then(|area| background.codes.pcode(area)).map(|area| area.code);
    let filing = Filing::of(account, background);
    [
        json!(event.id),
        json!(event.event_type),
        json!(event.modality),
        json!(status(account.status)),
        json!(event.when.map(|days| days.start)),
        json!(event.when.map(|days| days.end)),
        json!(event.reported.map(|days| days.start)),
        json!(event.reported.map(|days| days.end)),
        list(first.parties.iter().copied()),
        list(second.parties.iter().copied()),
        list(people(first).chain(people(second))),
        list(event.instruments.iter().map(|it| it.id.as_str())),
        json!(place.and_then(|place| place.id.as_deref())),
        json!(place.and_then(|place| place.name_en.as_deref())),
        json!(place.map(|place| place.text.as_str())),
        json!(place.and_then(|place| place.precision_m)),
        json!(site.country_name()),
        json!(site.admin_name(1)),
        json!(site.admin_name(2)),
        json!(pcode),
        json!(filing.and_then(|filing| filing.sub_event)),
        json!(account.toll.map(|toll| toll.best)),
        json!(account.toll.map(|toll| toll.low)),
        json!(account.toll.and_then(|toll| toll.high)),
        json!(event.sources),
        list(account.outlets().into_iter()),
        list(event.disputed.iter().map(|dispute| dispute.slot.as_str())),
        list(event.claims.iter().map(|member| member.claim.as_str())),
        json!(notes(account)),
    ]
}

/// Longitude and latitude of an event.
pub(crate) fn point(account: &Account) -> Option<[f64; 2]> {
    let place = account.place?;
    Some([place.lon?, place.lat?])
}

fn people<'a>(side: &Side<'a>) -> impl Iterator<Item = &'a str> {
    side.people.clone().into_iter()
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> Value {
    let items: Vec<&str> = items.collect();
    if items.is_empty() { Value::Null } else { json!(items.join("; ")) }
}
