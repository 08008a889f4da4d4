//! Made-up towns and reports, small enough to hold in one's head.
//!
//! A report is written as lines like `capture by=islamic-state at=city/west`, one claim a line; see [`claim`] for the
//! words that a line may hold.
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_coder::{
    Actors, Claim, ClaimType, Count, Gazetteer, Modality, Party, Passage, PlaceFiller, Precision, Role,
    TimePassage, When,
};
use marsad_data::DataFiles;
use marsad_record::{Snapshot, Status, StoredClaim, StoredReport};
use marsad_situation::{AsOf, Passable, Reading, Route, Setting, Situation};
use marsad_text::{Report, Span};
use std::collections::BTreeMap;

/// ```text
///   land (country)
///    +- plain (governorate)
///        +- city ---- west, east, airport, cemetery (an area on the way from airport to west), ring-road
///        +- town
///        +- depot
///    steppe, a region around it all, and a river
///   ir (a country with parties of its own)
///    +- capital
/// ```
const PLACES: &str = "\
id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source
land,land,Land,,country,,35,40,100000,drawn
plain,plain,Plain,,governorate,land,35,40,50000,drawn
city,city,City,,city,plain,35,40,2000,drawn
city/west,west,West,,neighbourhood,city,35,39.9,500,drawn
city/east,east,East,,neighbourhood,city,35,40.1,500,drawn
city/airport,airport,Airport,,airport,city,34.9,40.1,500,drawn
city/cemetery,cemetery,Cemetery,,area,city,34.95,40,500,drawn
city/ring-road,ring road,Ring road,,road,city,35,40,900,drawn
town,town,Town,,town,plain,35.2,40.2,2000,drawn
depot,depot,Depot,,town,plain,35.4,40.4,2000,drawn
steppe,steppe,Steppe,,area,land,35.3,40.3,60000,drawn
river,river,River,,river,land,35.1,40.1,30000,drawn
ir,ir,Ir,,country,,32,54,800000,drawn
capital,capital,Capital,,city,ir,35,51,20000,drawn
";

/// A report: its source's name, day (or `-`), and claims.
pub(crate) type Told<'a> = (&'a str, &'a str, &'a [&'a str]);

/// The record of these reports, in this order of arrival. Reports of one source's name carry one wire text.
pub(crate) fn record(told: &[Told]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for (source, date, lines) in told {
        let text = lines.join("\n");
        let sha256 = format!("{source}|{date}|{text}");
        let report = Report {
            id: format!("{source} {date}"),
            text,
            date: date.parse().ok(),
            outlet: Some((*source).to_owned()),
            ..Report::default()
        };
        let index = snapshot.reports.len();
        let claims = lines.iter().zip(1..).map(|(line, number)| StoredClaim {
            id: format!("{source}:{date}:{number}"),
            claim: Box::new(claim(line, &report)),
            report: index,
            status: Status::Machine,
            reviewer: None,
        });
        snapshot.claims.extend(claims);
        snapshot.reports.push(StoredReport {
            report,
            id: sha256.clone(),
            sha256,
            recorded: Timestamp::UNIX_EPOCH,
            source: (*source).to_owned(),
            original: None,
        });
    }
    snapshot
}

/// What these reports amount to on the newest one's day.
pub(crate) fn situation(told: &[Told]) -> Situation {
    on(told, None, &[])
}

/// What they amount to on a day, with these known routes (`id from via to`).
pub(crate) fn on(told: &[Told], day: Option<&str>, routes: &[&str]) -> Situation {
    derive(&record(told), AsOf { on: day.map(|day| day.parse().unwrap()), known: None }, routes)
}

/// What they amount to, with this area though no claim may name it.
pub(crate) fn asked_for(told: &[Told], area: &str) -> Situation {
    derive_with(&record(told), AsOf::default(), &[], &[area.to_owned()])
}

pub(crate) fn derive(snapshot: &Snapshot, as_of: AsOf, routes: &[&str]) -> Situation {
    derive_with(snapshot, as_of, routes, &[])
}

fn derive_with(snapshot: &Snapshot, as_of: AsOf, routes: &[&str], also: &[String]) -> Situation {
    with_setting(routes, |setting| Situation::derive_with(snapshot, setting, as_of, also))
}

/// The picture of the newest day, as if these routes were as given.
pub(crate) fn suppose(
    snapshot: &Snapshot,
    routes: &[&str],
    supposed: &BTreeMap<String, Passable>,
) -> Situation {
    with_setting(routes, |setting| Situation::suppose(snapshot, setting, AsOf::default(), supposed))
}

/// The pictures of these days, all from one reading.
pub(crate) fn read_once(snapshot: &Snapshot, routes: &[&str], days: &[AsOf]) -> Vec<Situation> {
    with_setting(routes, |setting| {
        let reading = Reading::of(snapshot, setting);
        days.iter().map(|&day| reading.situation(setting, day)).collect()
    })
}

fn with_setting<T>(routes: &[&str], draw: impl Fn(&Setting) -> T) -> T {
    let data = DataFiles::embedded();
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_csv("towns.csv", PLACES).unwrap();
    let actors = Actors::load(&data).unwrap();
    let mut setting = Setting::load(&data, &gazetteer, &actors).unwrap();
    setting.routes = routes.iter().map(|line| route(line)).collect();
    draw(&setting)
}

fn route(line: &str) -> Route {
    let words: Vec<&str> = line.split_whitespace().collect();
    Route {
        id: words[0].into(),
        name_ar: words[0].into(),
        name_en: words[0].into(),
        aliases: String::new(),
        from: words[1].into(),
        via: words[2].trim_matches('-').into(),
        to: words[3].into(),
        kind: "road".into(),
        source: "drawn".into(),
    }
}

/// A claim from a line: its type, then `by= target= at= from= to= via= apart=` (ids, several with `,`; `?word` is a place
/// without a row), `in-part-of=` (said of a part of the place), `how=failed`, `on=DAY`, `since=DAY`, `ago=DAYS`, `within=DAY..DAY`, `sentence=all` (the whole report is one),
/// `killed=MIN..MAX` and other counts.
fn claim(line: &str, report: &Report) -> Claim {
    let span = report.text.find(line).map(|at| Span::new(at as u32, (at + line.len()) as u32)).unwrap();
    let mut words = line.split_whitespace();
    let mut claim = bare(ClaimType::from_name(words.next().unwrap()).unwrap(), &report.id, span);
    for (key, value) in words.filter_map(|word| word.split_once('=')) {
        let party = |id: &str| Party { id: id.to_owned(), passage: Passage { text: id.to_owned(), span } };
        let ids = || value.split(',');
        let mut place = |role| claim.places.extend(ids().map(|id| filler(id, role, span)));
        match key {
            "by" => claim.actors.extend(ids().map(party)),
            "target" => claim.targets.extend(ids().map(party)),
            "at" => place(Role::At),
            "in-part-of" => {
                claim.places.extend(ids().map(|id| PlaceFiller { part: true, ..filler(id, Role::At, span) }));
            }
            "from" => place(Role::From),
            "to" => place(Role::To),
            "via" => place(Role::Via),
            "apart" => place(Role::ApartFrom),
            "how" => claim.modality = serde_json::from_value(value.into()).unwrap(),
            "sentence" => claim.sentence = Span::new(0, report.text.len() as u32),
            "on" | "since" | "ago" | "within" => claim.when = Some(when(key, value, report.date, span)),
            what => claim.counts.push(count(what, value, span)),
        }
    }
    claim
}

/// A claim of that type with nothing filled.
fn bare(claim_type: ClaimType, doc: &str, span: Span) -> Claim {
    Claim {
        doc: doc.to_owned(),
        claim_type,
        kind: claim_type.kind(),
        modality: Modality::Actual,
        span,
        trigger: Passage { text: claim_type.name().into(), span: Span::new(span.start, span.start + 4) },
        sentence: span,
        actors: Vec::new(),
        targets: Vec::new(),
        places: Vec::new(),
        counts: Vec::new(),
        when: None,
        attribution: None,
        instrument: None,
        rule: "drawn".into(),
        confidence: 1.0,
    }
}

fn filler(id: &str, role: Role, span: Span) -> PlaceFiller {
    let unknown = id.strip_prefix('?').map(|words| words.replace('-', " "));
    PlaceFiller {
        passage: Passage { text: unknown.clone().unwrap_or_else(|| id.to_owned()), span },
        role,
        id: unknown.is_none().then(|| id.to_owned()),
        name_en: None,
        lat: None,
        lon: None,
        precision_m: None,
        candidates: 1,
        part: false,
    }
}

fn when(key: &str, value: &str, published: Option<Date>, at: Span) -> When {
    let days: Option<i32> = if key == "ago" { value.parse().ok().map(|days: i32| -days) } else { None };
    let (first, last) = value.split_once("..").map_or((value, None), |(first, last)| (first, Some(last)));
    let start = match days {
        Some(days) => published.map(|day| day.checked_add(jiff::Span::new().days(days)).unwrap()),
        None => Some(first.parse().unwrap()),
    };
    let only = if key == "on" { start } else { None };
    When {
        passage: TimePassage { text: format!("{key} {value}"), at },
        start,
        end: last.map(|day| day.parse().unwrap()).or(only),
        precision: if start.is_some() { Precision::Approximate } else { Precision::Relative },
        relative_days: days,
        since: matches!(key, "since" | "ago"),
    }
}

fn count(what: &str, value: &str, span: Span) -> Count {
    let (min, max) = value.split_once("..").unwrap_or((value, value));
    Count {
        what: what.to_owned(),
        who: Some("civilians".into()),
        min: min.parse().ok(),
        max: max.parse().ok(),
        passage: Passage { text: value.to_owned(), span },
    }
}
