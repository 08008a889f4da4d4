//! Deadly events as rows of the shape of UCDP's Georeferenced Event Dataset. None of UCDP's own data is in it.
use super::account::{Account, Background, outlet};
use super::filing::Filing;
use super::sheet::{self, Cell, Column, Heading};
use super::sides::Side;
use super::site::priogrid;
use super::toll::Toll;
use jiff::civil::Date;
use std::io::{self, Write};

const COLUMNS: [Column; 49] = [
    ("id", "#event+id"),
    ("relid", "#event+id+rel"),
    ("year", "#date+occurred+year"),
    ("active_year", ""),
    ("code_status", "#status"),
    ("type_of_violence", "#event+type+code"),
    ("conflict_dset_id", ""),
    ("conflict_new_id", ""),
    ("conflict_name", ""),
    ("dyad_dset_id", ""),
    ("dyad_new_id", ""),
    ("dyad_name", "#group+name+dyad"),
    ("side_a_dset_id", ""),
    ("side_a_new_id", ""),
    ("side_a", "#group+name+first"),
    ("side_b_dset_id", ""),
    ("side_b_new_id", ""),
    ("side_b", "#group+name+second"),
    ("number_of_sources", "#meta+source+num"),
    ("source_article", "#meta+source+article"),
    ("source_office", "#meta+source"),
    ("source_date", "#date+reported"),
    ("source_headline", "#meta+source+title"),
    ("source_original", "#meta+source+original"),
    ("where_prec", "#geo+precision"),
    ("where_coordinates", "#loc+name"),
    ("where_description", "#loc+description"),
    ("adm_1", "#adm1+name"),
    ("adm_2", "#adm2+name"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("geom_wkt", "#geo+wkt"),
    ("priogrid_gid", "#geo+cell"),
    ("country", "#country+name"),
    ("country_id", "#country+code+gw"),
    ("region", "#region+name"),
    ("event_clarity", "#event+precision"),
    ("date_prec", "#date+precision"),
    ("date_start", "#date+start"),
    ("date_end", "#date+end"),
    ("deaths_a", "#affected+killed+first"),
    ("deaths_b", "#affected+killed+second"),
    ("deaths_civilians", "#affected+killed+civilians"),
    ("deaths_unknown", "#affected+killed+unknown"),
    ("best", "#affected+killed"),
    ("high", "#affected+killed+max"),
    ("low", "#affected+killed+min"),
    ("gwnoa", "#group+code+first"),
    ("gwnob", "#group+code+second"),
];

/// Writes the events of violence in which somebody died; how many are none.
pub(crate) fn write(
    accounts: &[Account],
    background: &Background,
    heading: Heading,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let deadly: Vec<_> = accounts.iter().filter_map(|it| Some((it, deaths(it, background)?))).collect();
    let rows = deadly.iter().map(|(account, toll)| row(account, toll, background));
    sheet::write(&COLUMNS, heading, rows, out)?;
    Ok(accounts.len() - deadly.len())
}

/// The dead of an event of organised violence; a toll that nobody says the cause of is none.
fn deaths(account: &Account, background: &Background) -> Option<Toll> {
    let filing = Filing::of(account, background)?;
    let violent = filing.disorder.is_some_and(|disorder| disorder.starts_with("Political violence"));
    account.toll.filter(|toll| violent && toll.best > 0)
}

fn row(account: &Account, toll: &Toll, background: &Background) -> Vec<Cell> {
    let mut row = identity(account, background);
    row.extend(sources(account));
    row.extend(whereabouts(account, background));
    row.extend(times(account));
    row.extend([toll.first, toll.second, toll.civilians, toll.unknown, toll.best].map(Cell::value));
    row.extend([Cell::maybe(toll.high), Cell::value(toll.low)]);
    row.extend(
        [&account.sides.first, &account.sides.second].map(|side| Cell::maybe(state(side, background))),
    );
    row
}

fn identity(account: &Account, background: &Background) -> Vec<Cell> {
    let name = |side: &Side| side.parties.first().and_then(|_| side.name(None, background));
    let (a, b) = (name(&account.sides.first), name(&account.sides.second));
    let b = b.or_else(|| account.sides.is_on_civilians(background).then(|| "Civilians".to_owned()));
    let dyad = a.as_ref().zip(b.as_ref()).map(|(a, b)| format!("{a} - {b}"));
    let (none, text) = (Cell::empty, |words: Option<String>| Cell::text(&words.unwrap_or_default()));
    vec![
        Cell::value(&account.event.id),
        Cell::value(&account.event.id),
        Cell::maybe(account.day().map(Date::year)),
        none(),
        Cell::value(super::acled::status(account.status)),
        Cell::maybe(type_of_violence(account, background)),
        none(),
        none(),
        none(),
        none(),
        none(),
        text(dyad),
        none(),
        none(),
        text(a),
        none(),
        none(),
        text(b),
    ]
}

/// 1 a state is a side of it, 2 none of the two sides is a state, 3 civilians were killed deliberately; none where the reports
/// do not tell.
fn type_of_violence(account: &Account, background: &Background) -> Option<u8> {
    let sides = &account.sides;
    if background.codes.table.one_sided.contains(&account.event.event_type) && !sides.first.parties.is_empty()
    {
        return Some(3);
    }
    let (a, b) = (sides.first.parties.first()?, sides.second.parties.first()?);
    let is_state = |id: &str| {
        let code = background.actors.get(id).and_then(|actor| background.codes.table.inter.get(&actor.kind));
        code == Some(&1)
    };
    Some(if is_state(a) || is_state(b) { 1 } else { 2 })
}

fn sources(account: &Account) -> Vec<Cell> {
    let reports: Vec<_> = account.told.iter().map(|(_, stored)| *stored).collect();
    let join = |of: &dyn Fn(&marsad_record::StoredReport) -> Option<String>| {
        let mut all: Vec<String> = reports.iter().filter_map(|stored| of(stored)).collect();
        all.dedup();
        Cell::text(&all.join("; "))
    };
    let day = |stored: &marsad_record::StoredReport| stored.report.date.map(|day| day.to_string());
    let said = account.told.iter().filter_map(|(claim, _)| claim.claim.attribution.as_ref());
    let mut originals: Vec<&str> = said.map(|source| source.passage.text.as_str()).collect();
    originals.dedup();
    vec![
        Cell::value(account.event.sources),
        join(&|stored| {
            let parts = [Some(outlet(stored).to_owned()), day(stored), stored.report.title.clone()];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }),
        join(&|stored| stored.report.outlet.clone()),
        join(&day),
        join(&|stored| stored.report.title.clone()),
        Cell::text(&originals.join("; ")),
    ]
}

fn whereabouts(account: &Account, background: &Background) -> Vec<Cell> {
    let (site, place) = (&account.site, account.place);
    let point = place.and_then(|place| Some((place.lat?, place.lon?)));
    let codes = site.country.and_then(|country| background.codes.country(&country.id));
    let said: Vec<&str> = account.event.places.iter().map(|place| place.text.as_str()).collect();
    vec![
        Cell::maybe(site.ucdp_precision()),
        Cell::text(place.and_then(|place| place.name_en.as_deref()).unwrap_or_default()),
        Cell::text(&said.join("; ")),
        Cell::text(site.admin_name(1).unwrap_or_default()),
        Cell::text(site.admin_name(2).unwrap_or_default()),
        Cell::maybe(point.map(|(lat, _)| lat)),
        Cell::maybe(point.map(|(_, lon)| lon)),
        Cell::maybe(point.map(|(lat, lon)| format!("POINT ({lon} {lat})"))),
        Cell::maybe(point.and_then(|(lat, lon)| priogrid(lat, lon))),
        Cell::text(site.country_name().unwrap_or_default()),
        Cell::maybe(codes.and_then(|codes| codes.gw)),
        Cell::value(codes.map(|codes| codes.ucdp_region.as_str()).unwrap_or_default()),
    ]
}

fn times(account: &Account) -> [Cell; 4] {
    let days = account.days();
    let precision = date_precision(account);
    // A day and a place of its own tell an event apart from a sum of many.
    let clear = precision == Some(1) && account.site.ucdp_precision().is_some_and(|precision| precision <= 2);
    [
        Cell::value(if clear { 1 } else { 2 }),
        Cell::maybe(precision),
        Cell::maybe(days.map(|days| days.start)),
        Cell::maybe(days.map(|days| days.end)),
    ]
}

/// 1 the day itself, 2 two to six days, 3 a week, 4 a month or about, 5 longer; empty where nobody says when.
fn date_precision(account: &Account) -> Option<u8> {
    match account.length() {
        Some(..=1) => Some(1),
        Some(2..=6) => Some(2),
        Some(7) => Some(3),
        Some(8..=31) => Some(4),
        Some(_) => Some(5),
        None => account.is_about().then_some(4),
    }
}

/// The code of Gleditsch and Ward of the state that a side's first party belongs to.
fn state(side: &Side, background: &Background) -> Option<u16> {
    let actor = background.actors.get(side.parties.first()?)?;
    let is_state = background.codes.table.inter.get(&actor.kind) == Some(&1);
    let country = background.codes.country(&actor.country).filter(|_| is_state)?;
    country.gw
}
