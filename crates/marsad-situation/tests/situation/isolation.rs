//! What is cut off from its own side.
use crate::towns::{derive, on, record, situation};
use marsad_situation::{AsOf, Situation};
use marsad_text::Span;

const HELD: [&str; 2] = [
    "controls by=syrian-government-forces at=city/airport",
    "controls by=syrian-government-forces at=city/west",
];
const ROAD: [&str; 1] = ["supply city/airport city/cemetery city/west"];

fn with_lines(more: &[&str], routes: &[&str]) -> Situation {
    let lines: Vec<&str> = HELD.iter().chain(more).copied().collect();
    on(&[("a", "2017-01-10", &lines)], None, routes)
}

/// Isolated or not, as said, as derived.
fn airport(situation: &Situation) -> (bool, bool, Option<bool>) {
    let area = situation.area("city/airport").unwrap();
    let isolation = area.isolation.as_ref();
    (
        area.isolated,
        isolation.is_some_and(|isolation| !isolation.quoted.is_empty()),
        isolation.and_then(|isolation| isolation.derived),
    )
}

#[test]
fn an_area_whose_every_route_is_cut_is_isolated_though_no_source_says_so() {
    let situation = with_lines(&["cut_route by=islamic-state at=city/cemetery"], &ROAD);
    assert_eq!(airport(&situation), (true, false, Some(true)));
}

#[test]
fn a_route_of_unknown_state_leaves_isolation_open() {
    let routes = [ROAD[0], "runway city/airport - depot"];
    assert_eq!(
        airport(&with_lines(&["cut_route by=islamic-state at=city/cemetery"], &routes)),
        (false, false, None)
    );
}

#[test]
fn a_route_into_another_sides_area_is_no_way_out() {
    let more = ["cut_route by=islamic-state at=city/cemetery", "controls by=islamic-state at=depot"];
    let routes = [ROAD[0], "runway city/airport - depot"];
    assert_eq!(airport(&with_lines(&more, &routes)), (true, false, Some(true)));
}

#[test]
fn a_sources_word_holds_where_the_routes_do_not_tell() {
    let more = ["isolate by=islamic-state at=city/airport apart=city/west"];
    let situation = with_lines(&more, &[]);
    assert_eq!(airport(&situation), (true, true, None));
    let isolation = situation.area("city/airport").unwrap().isolation.as_ref().unwrap();
    assert_eq!(isolation.apart_from, ["city/west"]);
}

#[test]
fn an_open_route_outweighs_a_sources_word_and_both_are_shown() {
    let more = [
        "isolated at=city/airport apart=city/west",
        "open_route by=syrian-government-forces at=city/cemetery",
    ];
    assert_eq!(airport(&with_lines(&more, &ROAD)), (false, true, Some(false)));
}

#[test]
fn neighbours_of_another_side_are_not_enough_without_a_reported_cut() {
    let more = ["controls by=islamic-state at=depot"];
    assert_eq!(airport(&with_lines(&more, &["runway city/airport - depot"])), (false, false, None));
}

#[test]
fn a_side_does_not_cut_itself_off() {
    let more = ["cut_route by=syrian-government-forces at=city/cemetery"];
    assert_eq!(airport(&with_lines(&more, &ROAD)), (false, false, None));
}

#[test]
fn an_area_that_the_severing_side_has_taken_is_not_isolated() {
    let told = [
        ("a", "2017-01-10", &["isolate by=islamic-state at=city/airport"][..]),
        ("b", "2017-01-12", &["capture by=islamic-state at=city/airport"]),
    ];
    assert!(!situation(&told).area("city/airport").unwrap().isolated);
}

#[test]
fn a_feared_isolation_is_none() {
    let situation = with_lines(&["isolate by=islamic-state at=city/airport how=feared"], &[]);
    assert_eq!(airport(&situation), (false, false, None));
}

#[test]
fn an_area_whose_siege_is_broken_after_the_cut_is_reached_though_no_known_route_is_open() {
    let told = |day| {
        let cut = [HELD[0], HELD[1], "cut_route by=islamic-state at=city/cemetery"];
        let broken = ["break_siege by=syrian-government-forces at=city/airport"];
        airport(&on(&[("a", "2017-01-10", &cut[..]), ("b", day, &broken)], Some("2017-02-01"), &ROAD))
    };
    assert_eq!(told("2017-01-20"), (false, false, None));
    assert_eq!(told("2017-01-05"), (true, false, Some(true)));
}

/// "There it cut off it and the east": the first place stands in an earlier sentence.
#[test]
fn a_place_joined_to_one_of_an_earlier_sentence_is_cut_off_with_it() {
    let lines = [HELD[0], "isolate by=islamic-state at=city/airport,city/east"];
    let mut snapshot = record(&[("a", "2017-01-10", &lines)]);
    let text = &mut snapshot.reports[0].report.text;
    let start = u32::try_from(text.len()).unwrap();
    text.push_str("\u{648}east");
    let claim = &mut snapshot.claims[1].claim;
    claim.sentence = Span::new(start, start + 5);
    claim.places[0].passage.span = Span::new(0, 4);
    claim.places[1].passage.span = Span::new(start + 1, start + 5);
    let situation = derive(&snapshot, AsOf::default(), &[]);
    assert!(["city/airport", "city/east"].iter().all(|id| situation.area(id).unwrap().isolated));
}
