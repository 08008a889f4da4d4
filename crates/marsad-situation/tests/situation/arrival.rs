//! The order in which reports arrive, and when they were taken in, changes nothing.
use crate::towns::{derive, read_once, record};
use marsad_record::Snapshot;
use marsad_situation::AsOf;
use proptest::prelude::*;
use proptest::sample::select;

const TYPES: [&str; 14] = [
    "capture",
    "controls",
    "withdrawal",
    "assault",
    "advance",
    "besieged",
    "encircle",
    "break_siege",
    "block_goods",
    "deny_exit",
    "cut_route",
    "open_route",
    "isolate",
    "population",
];
const PARTIES: [&str; 4] =
    ["islamic-state", "syrian-government-forces", "russian-forces", "opposition-groups"];
const PLACES: [&str; 6] = ["city", "city/west", "city/east", "town", "plain", "city/ring-road"];
const DAYS: [&str; 4] = ["-", "2017-01-10", "2017-01-12", "2017-03-01"];
const SOURCES: [&str; 3] = ["a", "b", "c"];

fn line() -> impl Strategy<Value = String> {
    let how = select(vec!["actual", "actual", "actual", "failed", "denied"]);
    (select(&TYPES[..]), select(&PARTIES[..]), select(&PLACES[..]), how)
        .prop_map(|(what, by, at, how)| format!("{what} by={by} at={at} how={how} killed=3 population=50"))
}

type Words = (&'static str, &'static str, Vec<String>);

fn reports() -> impl Strategy<Value = Vec<Words>> {
    let report = (select(&SOURCES[..]), select(&DAYS[..]), prop::collection::vec(line(), 1..5));
    prop::collection::vec(report, 0..8).prop_map(|mut reports: Vec<Words>| {
        reports.sort();
        reports.dedup();
        reports
    })
}

fn snapshot(reports: &[Words]) -> Snapshot {
    let lines: Vec<Vec<&str>> =
        reports.iter().map(|(_, _, lines)| lines.iter().map(String::as_str).collect()).collect();
    let told: Vec<_> =
        reports.iter().zip(&lines).map(|((source, day, _), lines)| (*source, *day, &lines[..])).collect();
    let mut snapshot = record(&told);
    // Claim ids come from a report's text, not from its turn.
    for claim in &mut snapshot.claims {
        claim.id = format!("{}#{}", snapshot.reports[claim.report].sha256, claim.claim.span.start);
    }
    snapshot
}

const ROUTES: [&str; 1] = ["north city - town"];

fn bytes(reports: &[Words], as_of: AsOf) -> String {
    serde_json::to_string(&derive(&snapshot(reports), as_of, &ROUTES)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_arrival_does_not_change_the_situation(
        (here, there) in reports().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        on in select(vec![None, Some("2017-01-11"), Some("2017-06-01")]),
    ) {
        let as_of = AsOf { on: on.map(|day| day.parse().unwrap()), known: None };
        prop_assert_eq!(bytes(&here, as_of), bytes(&there, as_of));
    }

    #[test]
    fn what_was_not_known_yet_does_not_change_what_was_known(all in reports()) {
        let known = AsOf { on: None, known: Some("2017-01-11".parse().unwrap()) };
        let early: Vec<_> = all.iter().filter(|(_, day, _)| *day == "2017-01-10").cloned().collect();
        prop_assert_eq!(bytes(&all, known), bytes(&early, known));
    }
    #[test]
    fn one_reading_draws_each_day_as_if_nothing_later_had_been_told(all in reports()) {
        let on = |day: &str| AsOf { on: Some(day.parse().unwrap()), known: None };
        let days = ["2017-06-01", "2017-01-10", "2017-01-11", "2017-01-12"];
        let drawn = read_once(&snapshot(&all), &ROUTES, &days.map(on));
        for (day, drawn) in days.into_iter().zip(drawn) {
            let told: Vec<_> = all.iter().filter(|(_, then, _)| *then <= day).cloned().collect();
            prop_assert_eq!(serde_json::to_string(&drawn).unwrap(), bytes(&told, on(day)));
        }
    }
}
