//! What differs between two pictures, and what would follow from a supposition.
use crate::towns::{derive, on, record, suppose};
use marsad_situation::{AsOf, Aspect, Passable, Situation, State, Status, changes};
use std::collections::BTreeMap;

const ARMY: &str = "syrian-government-forces";
const IS: &str = "islamic-state";

const TOLD: [(&str, &str, &[&str]); 3] = [
    ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"]),
    ("b", "2017-01-12", &["capture by=islamic-state at=town"]),
    ("c", "2017-01-14", &["besieged by=syrian-government-forces at=town"]),
];

fn pictures(first: &str, second: &str) -> (Situation, Situation) {
    (on(&TOLD, Some(first), &[]), on(&TOLD, Some(second), &[]))
}

#[test]
fn what_changed_hands_is_told_with_both_holders_and_the_claims_of_the_new_one() {
    let (before, after) = pictures("2017-01-10", "2017-01-12");
    let [change] = &changes(&before, &after)[..] else { panic!("{:?}", changes(&before, &after)) };
    assert_eq!((change.id.as_str(), change.aspect), ("town", Aspect::Control));
    assert_eq!(
        (change.before.state, &change.before.by[..]),
        (State::Control(Status::Held), &[ARMY.to_owned()][..])
    );
    assert_eq!(
        (change.after.state, &change.after.by[..]),
        (State::Control(Status::Held), &[IS.to_owned()][..])
    );
    assert!(!change.evidence.is_empty());
}

#[test]
fn each_aspect_is_a_change_of_its_own() {
    let (before, after) = pictures("2017-01-12", "2017-01-14");
    let aspects: Vec<Aspect> = changes(&before, &after).iter().map(|change| change.aspect).collect();
    assert_eq!(aspects, [Aspect::Access]);
}

#[test]
fn a_picture_does_not_differ_from_itself_and_differs_both_ways_from_another() {
    let (before, after) = pictures("2017-01-10", "2017-01-14");
    assert!(changes(&after, &after).is_empty());
    let (there, back) = (changes(&before, &after), changes(&after, &before));
    assert_eq!(there.len(), back.len());
    assert!(
        there.iter().zip(&back).all(|(one, other)| one.before == other.after && one.after == other.before)
    );
}

#[test]
fn a_supposed_road_links_what_was_cut_off_and_leaves_the_picture_as_it_is() {
    let told = [(
        "a",
        "2017-01-10",
        &[
            "controls by=syrian-government-forces at=city/airport",
            "controls by=syrian-government-forces at=city/west",
            "cut_route by=islamic-state at=city/cemetery",
        ][..],
    )];
    let routes = ["supply city/airport city/cemetery city/west"];
    let snapshot = record(&told);
    let cut = derive(&snapshot, AsOf::default(), &routes);
    let open = suppose(&snapshot, &routes, &BTreeMap::from([("supply".to_owned(), Passable::Open)]));
    let isolated = |picture: &Situation| picture.area("city/airport").map(|airport| airport.isolated);
    assert_eq!((isolated(&cut), isolated(&open)), (Some(true), Some(false)));
    assert_eq!(open.route("supply").map(|road| road.state), Some(Passable::Open));
    assert_eq!(derive(&snapshot, AsOf::default(), &routes), cut);
}

#[test]
fn a_road_supposed_open_leads_past_whoever_holds_the_ground_beside_it() {
    let told = [(
        "a",
        "2017-01-10",
        &[
            "controls by=syrian-government-forces at=city/airport",
            "capture by=islamic-state at=city/cemetery",
            "isolated at=city/airport",
        ][..],
    )];
    let routes = ["supply city/airport city/cemetery city/west"];
    let snapshot = record(&told);
    let open = suppose(&snapshot, &routes, &BTreeMap::from([("supply".to_owned(), Passable::Open)]));
    let isolated = |picture: &Situation| picture.area("city/airport").map(|airport| airport.isolated);
    assert_eq!(isolated(&derive(&snapshot, AsOf::default(), &routes)), Some(true));
    assert_eq!(isolated(&open), Some(false));
}

#[test]
fn a_road_supposed_cut_cuts_off_even_those_who_opened_it_and_names_nobody() {
    let told = [(
        "a",
        "2017-01-10",
        &[
            "controls by=syrian-government-forces at=city/airport",
            "controls by=syrian-government-forces at=city/west",
            "open_route by=syrian-government-forces at=city/cemetery",
        ][..],
    )];
    let routes = ["supply city/airport city/cemetery city/west"];
    let cut = suppose(&record(&told), &routes, &BTreeMap::from([("supply".to_owned(), Passable::Cut)]));
    assert_eq!(cut.area("city/airport").map(|airport| airport.isolated), Some(true));
    let road = cut.route("supply").unwrap();
    assert_eq!((&road.by, &road.evidence[..]), (&None, &[][..]), "a supposition rests on no claim");
}

#[test]
fn what_is_open_again_is_so_since_the_first_word_of_it_after_the_siege() {
    let mut told = TOLD.to_vec();
    told.push(("d", "2017-01-20", &["break_siege by=islamic-state at=town"]));
    told.push(("e", "2017-01-25", &["break_siege by=islamic-state at=town"]));
    let (before, after) = (on(&told, Some("2017-01-14"), &[]), on(&told, Some("2017-01-30"), &[]));
    let [change] = &changes(&before, &after)[..] else { panic!("{:?}", changes(&before, &after)) };
    assert_eq!(change.aspect, Aspect::Access);
    assert_eq!(change.since.date.map(|day| day.to_string()), Some("2017-01-20".to_owned()));
}

#[test]
fn a_change_rests_on_the_claims_of_what_changed_alone() {
    let (before, after) = pictures("2017-01-12", "2017-01-14");
    let town = after.area("town").unwrap();
    let [change] = &changes(&before, &after)[..] else { panic!("{:?}", changes(&before, &after)) };
    assert_eq!(change.evidence.len(), 1, "the siege, not who took the town");
    assert!(town.evidence.len() > 1 && town.evidence.contains(&change.evidence[0]));
}
