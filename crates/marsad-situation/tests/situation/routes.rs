//! Which routes are open, which are cut.
use crate::towns::{on, situation};
use marsad_situation::{Passable, RouteState, Situation};

/// The only known routes of the plain.
const KNOWN: [&str; 3] =
    ["supply city/airport city/cemetery city/west", "north city - town", "far town - depot"];

fn only(situation: &Situation) -> &RouteState {
    let [route] = &situation.routes[..] else { panic!("one route, not {:?}", situation.routes) };
    route
}

#[test]
fn a_cut_is_matched_to_the_known_route_by_a_place_on_the_way() {
    let lines = ["cut_route by=islamic-state at=city/cemetery from=city/airport to=?the-western-side"];
    let situation = on(&[("a", "2017-01-10", &lines)], None, &KNOWN);
    let route = only(&situation);
    assert_eq!(
        (route.id.as_str(), route.state, route.by.as_deref()),
        ("supply", Passable::Cut, Some("islamic-state"))
    );
}

#[test]
fn a_cut_is_matched_to_the_known_route_by_both_its_ends_in_either_order() {
    for line in
        ["cut_route by=islamic-state from=city to=town", "cut_route by=islamic-state from=town to=city"]
    {
        assert_eq!(only(&on(&[("a", "2017-01-10", &[line])], None, &KNOWN)).id, "north");
    }
}

#[test]
fn a_place_on_the_way_tells_more_than_a_city_around_both_ends() {
    let known = [KNOWN[0], "bypass city city/east city/airport"];
    let lines = ["cut_route by=islamic-state at=city/cemetery from=city/airport"];
    assert_eq!(only(&on(&[("a", "2017-01-10", &lines)], None, &known)).id, "supply");
}

#[test]
fn a_route_that_no_file_knows_is_made_of_the_claims_own_places() {
    let one = situation(&[("a", "2017-01-10", &["cut_route by=islamic-state from=town to=depot"])]);
    let other = situation(&[("a", "2017-01-10", &["cut_route by=islamic-state from=depot to=town"])]);
    assert_eq!(only(&one).id, only(&other).id);
    assert_eq!(only(&one).name_en, "Depot - Town");
}

#[test]
fn a_claim_without_a_known_place_makes_no_route() {
    assert!(
        situation(&[("a", "2017-01-10", &["cut_route by=islamic-state at=?the-road"])]).routes.is_empty()
    );
}

#[test]
fn a_route_is_cut_then_opened_and_the_day_asked_decides() {
    let told = [
        ("a", "2017-01-10", &["cut_route by=islamic-state at=city/ring-road"][..]),
        ("b", "2017-02-10", &["open_route by=syrian-government-forces at=city/ring-road"]),
    ];
    let state = |day| only(&on(&told, day, &[])).state;
    assert_eq!(only(&situation(&told)).id, "city/ring-road");
    assert_eq!([state(Some("2017-01-20")), state(None)], [Passable::Cut, Passable::Open]);
}

#[test]
fn sources_that_differ_on_a_day_and_fights_make_a_route_contested() {
    let differ = [
        ("a", "2017-01-10", &["cut_route by=islamic-state at=city/ring-road"][..]),
        ("b", "2017-01-10", &["open_route by=syrian-government-forces at=city/ring-road"]),
    ];
    let fought = [
        ("a", "2017-01-10", &["open_route by=syrian-government-forces at=city/ring-road"][..]),
        ("b", "2017-01-12", &["assault by=islamic-state at=city/ring-road"]),
    ];
    assert_eq!(only(&situation(&differ)).state, Passable::Contested);
    assert_eq!(only(&situation(&fought)).state, Passable::Contested);
}

#[test]
fn an_intended_cut_is_none() {
    for how in ["intended", "feared", "denied", "failed"] {
        let line = format!("cut_route by=islamic-state from=city to=town how={how}");
        let situation = situation(&[("a", "2017-01-10", &[&line])]);
        assert!(situation.routes.iter().all(|route| route.state == Passable::Unknown), "{how}");
    }
}

#[test]
fn a_failed_attempt_on_the_road_just_named_is_one_on_that_route() {
    let lines = [
        "cut_route by=islamic-state at=city/cemetery from=city/airport via=?the-supply-road",
        "capture by=syrian-government-forces at=?cut-route how=failed",
        "capture by=syrian-government-forces at=?another-road how=failed",
    ];
    // The words of the first attempt stand in the cut's own passage; those of the second do not.
    let situation = situation(&[("a", "-", &lines)]);
    let route = only(&situation);
    assert_eq!(route.state, Passable::Cut);
    assert_eq!(route.failed.iter().map(|attempt| attempt.evidence.as_str()).collect::<Vec<_>>(), ["a:-:2"]);
    assert!(situation.areas.is_empty());
}

#[test]
fn a_supply_line_names_the_area_that_lives_on_it_and_opens_nothing() {
    let situation =
        on(&[("a", "-", &["supply_line by=syrian-government-forces via=town to=city"])], None, &KNOWN);
    let route = only(&situation);
    assert_eq!((route.id.as_str(), route.state), ("north", Passable::Unknown));
    assert_eq!(route.supplies, ["city"]);
}
