//! Events as rows of the shape that ACLED exports, for programs that read it. None of ACLED's own data is in it.
use super::account::{Account, Background};
use super::filing::Filing;
use super::sheet::{self, Cell, Column, Heading};
use marsad_record::{Dispute, Status};
use std::io::{self, Write};

const COLUMNS: [Column; 31] = [
    ("event_id_cnty", "#event+id"),
    ("event_date", "#date+occurred"),
    ("year", "#date+occurred+year"),
    ("time_precision", "#date+precision"),
    ("disorder_type", "#event+type+disorder"),
    ("event_type", "#event+type"),
    ("sub_event_type", "#event+type+sub"),
    ("actor1", "#group+name+first"),
    ("assoc_actor_1", "#group+name+first+assoc"),
    ("inter1", "#group+code+first"),
    ("actor2", "#group+name+second"),
    ("assoc_actor_2", "#group+name+second+assoc"),
    ("inter2", "#group+code+second"),
    ("interaction", "#group+code+interaction"),
    ("civilian_targeting", "#event+civilians"),
    ("iso", "#country+code+num"),
    ("region", "#region+name"),
    ("country", "#country+name"),
    ("admin1", "#adm1+name"),
    ("admin2", "#adm2+name"),
    ("admin3", "#adm3+name"),
    ("location", "#loc+name"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("geo_precision", "#geo+precision"),
    ("source", "#meta+source"),
    ("source_scale", "#meta+source+scale"),
    ("notes", "#description"),
    ("fatalities", "#affected+killed"),
    ("tags", "#meta+tags"),
    ("timestamp", "#date+updated+timestamp"),
];

/// Writes the events that ACLED has a type for; how many it has none for.
pub(crate) fn write(
    accounts: &[Account],
    background: &Background,
    heading: Heading,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let filed: Vec<_> = accounts.iter().filter_map(|it| Some((it, Filing::of(it, background)?))).collect();
    let rows = filed.iter().map(|(account, filing)| row(account, filing, background));
    sheet::write(&COLUMNS, heading, rows, out)?;
    Ok(accounts.len() - filed.len())
}

fn row(account: &Account, filing: &Filing, background: &Background) -> Vec<Cell> {
    let day = account.day();
    let mut row = vec![
        Cell::value(&account.event.id),
        Cell::maybe(day),
        Cell::maybe(day.map(jiff::civil::Date::year)),
        Cell::maybe(time_precision(account)),
        Cell::maybe(filing.disorder),
        Cell::maybe(filing.event),
        Cell::maybe(filing.sub_event),
    ];
    row.extend(parties(account, background));
    row.push(Cell::maybe(filing.on_civilians.then_some("Civilian targeting")));
    row.extend(whereabouts(account, background));
    row.extend(provenance(account));
    row
}

/// 1 the day itself, 2 within a week, 3 within a month or about; empty where nobody says when, or within more than that.
fn time_precision(account: &Account) -> Option<u8> {
    match account.length() {
        Some(..=1) => Some(1),
        Some(2..=7) => Some(2),
        Some(8..=31) => Some(3),
        Some(_) => None,
        None => account.is_about().then_some(3),
    }
}

fn parties(account: &Account, background: &Background) -> [Cell; 7] {
    let country = account.site.country.map(|country| country.id.as_str());
    let name = account.site.country_name();
    let (first, second) = (&account.sides.first, &account.sides.second);
    let (one, two) = (first.inter(country, background), second.inter(country, background));
    [
        text(first.name(name, background)),
        Cell::text(&first.others(background)),
        Cell::maybe(one),
        text(second.name(name, background)),
        Cell::text(&second.others(background)),
        Cell::maybe(two),
        Cell::maybe(interaction(account, one, two)),
    ]
}

/// The lesser code and then the greater; 0 in place of a side that there is not, and nothing where a side has no code.
fn interaction(account: &Account, one: Option<u8>, two: Option<u8>) -> Option<u8> {
    let second = &account.sides.second;
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two) * 10 + one.max(two)),
        (Some(one), None) if second.parties.is_empty() && second.people.is_empty() => Some(one * 10),
        _ => None,
    }
}

fn whereabouts(account: &Account, background: &Background) -> [Cell; 10] {
    let (site, place) = (&account.site, account.place);
    let codes = site.country.and_then(|country| background.codes.country(&country.id));
    let area = |level| Cell::text(site.admin_name(level).unwrap_or_default());
    [
        Cell::maybe(codes.and_then(|codes| codes.iso_numeric)),
        Cell::value(codes.map(|codes| codes.acled_region.as_str()).unwrap_or_default()),
        Cell::text(site.country_name().unwrap_or_default()),
        area(1),
        area(2),
        area(3),
        text(place.map(|place| place.name_en.clone().unwrap_or_else(|| place.text.clone()))),
        Cell::maybe(place.and_then(|place| place.lat)),
        Cell::maybe(place.and_then(|place| place.lon)),
        Cell::maybe(site.acled_precision()),
    ]
}

fn provenance(account: &Account) -> [Cell; 6] {
    let recorded = account.told.iter().map(|(_, stored)| stored.recorded.as_second()).max();
    [
        Cell::text(&account.outlets().into_iter().collect::<Vec<_>>().join("; ")),
        Cell::empty(),
        Cell::text(&notes(account)),
        Cell::maybe(account.toll.map(|toll| toll.best)),
        Cell::value(format!("status={}", status(account.status))),
        Cell::maybe(recorded),
    ]
}

/// The words of the reports, then what is not sure.
pub(super) fn notes(account: &Account) -> String {
    let mut notes = account.passages();
    if account.event.when.is_none() {
        notes.extend(
            account.event.reported.map(|days| format!("Day not told; first reported {}", days.start)),
        );
    }
    if let Some(days) = account.event.when.filter(|days| days.start != days.end) {
        notes.push(format!("Between {} and {}", days.start, days.end));
    }
    if let Some(toll) = account.toll.filter(|toll| Some(toll.low) != toll.high) {
        notes.push(match toll.high {
            Some(high) => format!("Killed: {} to {high}", toll.low),
            None => format!("Killed: {} or more", toll.low),
        });
    }
    notes.extend(account.event.disputed.iter().map(dispute));
    notes.join(" | ")
}

fn dispute(dispute: &Dispute) -> String {
    let sides: Vec<&str> = dispute.sides.iter().map(|side| side.value.as_str()).collect();
    format!("Sources differ on {}: {}", dispute.slot, sides.join(" or "))
}

/// Its name in JSON.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Machine => "machine",
        Status::Reviewed => "reviewed",
        Status::Published => "published",
    }
}

fn text(words: Option<String>) -> Cell {
    Cell::text(&words.unwrap_or_default())
}
