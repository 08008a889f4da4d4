//! Events by month and area, in the shape of the conflict events of OCHA's HDX HAPI.
use super::account::{Account, Background};
use super::codes::Pcode;
use super::filing::Filing;
use super::sheet::{self, Cell, Column, Heading};
use jiff::civil::Date;
use marsad_coder::Place;
use std::collections::BTreeMap;
use std::io::{self, Write};

const COLUMNS: [Column; 19] = [
    ("location_code", "#country+code"),
    ("has_hrp", "#meta+has_hrp"),
    ("in_gho", "#meta+in_gho"),
    ("provider_admin1_name", "#adm1+name+provider"),
    ("provider_admin2_name", "#adm2+name+provider"),
    ("admin1_code", "#adm1+code"),
    ("admin1_name", "#adm1+name"),
    ("admin2_code", "#adm2+code"),
    ("admin2_name", "#adm2+name"),
    ("admin_level", "#adm+level"),
    ("event_type", "#event+type"),
    ("events", "#indicator+event+num"),
    ("fatalities", "#affected+killed"),
    ("reference_period_start", "#date+start"),
    ("reference_period_end", "#date+end"),
    ("dataset_hdx_id", "#meta+dataset_id"),
    ("resource_hdx_id", "#meta+resource_id"),
    ("warning", "#meta+warning"),
    ("error", "#meta+error"),
];

/// Month, country, governorate, district and HAPI's type of event.
type Key<'a> = (Date, &'a str, Option<&'a str>, Option<&'a str>, &'static str);

/// What happened in an area in a month.
struct Sum<'a> {
    admin: [Option<&'a Place>; 2],
    events: usize,
    /// None where no report gives a number.
    fatalities: Option<u64>,
    /// Events of which only the day of the report is known.
    undated: usize,
}

/// Writes a row an area, month and type; how many events lie in no country or month, or are of no type that HAPI has.
pub(crate) fn write(
    accounts: &[Account],
    background: &Background,
    heading: Heading,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let mut sums: BTreeMap<Key, Sum> = BTreeMap::new();
    let mut left_out = 0;
    for account in accounts {
        let keys = keys(account, background);
        left_out += usize::from(keys.is_empty());
        for key in keys {
            add(sums.entry(key).or_insert_with(|| Sum::of(account)), account);
        }
    }
    let rows = sums.iter().map(|(key, sum)| row(key, sum, background));
    // HAPI's own files have their row of hashtags always.
    sheet::write(&COLUMNS, Heading { hxl: true, ..heading }, rows, out)?;
    Ok(left_out)
}

/// The rows that an event counts in: one on civilians counts as violence too, as in HAPI.
fn keys<'a>(account: &Account<'a>, background: &Background) -> Vec<Key<'a>> {
    let (Some(filing), Some(month), Some(country)) =
        (Filing::of(account, background), month(account), account.site.country)
    else {
        return vec![];
    };
    let disorder = filing.disorder.unwrap_or_default();
    let kinds = [
        ("political_violence", disorder.contains("Political violence")),
        ("civilian_targeting", filing.on_civilians),
        ("demonstration", disorder.contains("Demonstrations")),
    ];
    let area = |level: usize| account.site.admin[level].map(|area| area.id.as_str());
    let counted = kinds.into_iter().filter(|(_, counts)| *counts);
    counted.map(|(kind, _)| (month, country.id.as_str(), area(0), area(1), kind)).collect()
}

/// The first day of the month it happened in; none where it may have been another month.
fn month(account: &Account) -> Option<Date> {
    let days = account.days()?;
    let month = days.start.first_of_month();
    (month == days.end.first_of_month()).then_some(month)
}

impl<'a> Sum<'a> {
    fn of(account: &Account<'a>) -> Self {
        let [first, second, _] = account.site.admin;
        Self { admin: [first, second], events: 0, fatalities: None, undated: 0 }
    }
}

fn add(sum: &mut Sum, account: &Account) {
    sum.events += 1;
    sum.undated += usize::from(account.event.when.is_none());
    if let Some(toll) = account.toll {
        sum.fatalities = Some(sum.fatalities.unwrap_or(0) + toll.best);
    }
}

fn row((month, country, _, _, kind): &Key, sum: &Sum, background: &Background) -> Vec<Cell> {
    let codes = background.codes;
    let provider = |area: Option<&Place>| Cell::text(area.map(|it| it.name_en.as_str()).unwrap_or_default());
    let ocha = |area: Option<&Place>| {
        let Pcode { code, name, .. } = area.and_then(|area| codes.pcode(area))?;
        Some([Cell::value(code), Cell::text(&name)])
    };
    let [first, second] = sum.admin;
    let warning =
        (sum.undated > 0).then(|| format!("{} of {} dated by their reports", sum.undated, sum.events));
    let mut row =
        vec![Cell::maybe(codes.country(country).map(|it| it.iso3.as_str())), Cell::empty(), Cell::empty()];
    row.extend([provider(first), provider(second)]);
    row.extend([first, second].into_iter().flat_map(|area| ocha(area).unwrap_or_default()));
    row.extend([
        Cell::value(sum.admin.iter().flatten().count()),
        Cell::value(kind),
        Cell::value(sum.events),
        Cell::maybe(sum.fatalities),
        Cell::value(month),
        Cell::value(month.last_of_month()),
        Cell::empty(),
        Cell::empty(),
        Cell::maybe(warning),
        Cell::empty(),
    ]);
    row
}
