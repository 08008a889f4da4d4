//! What people suffered, and how many live where.
use crate::towns::{derive, record, situation};
use marsad_situation::{AsOf, Harm, Situation};

fn only(situation: &Situation) -> &Harm {
    let [harm] = &situation.harm[..] else { panic!("one harm, not {:?}", situation.harm) };
    harm
}

fn range(situation: &Situation) -> (Option<u64>, Option<u64>) {
    (only(situation).min, only(situation).max)
}

#[test]
fn dozens_stay_a_range() {
    let situation =
        situation(&[("a", "2017-01-10", &["air_strike by=russian-forces at=town killed=20..99"])]);
    assert_eq!(range(&situation), (Some(20), Some(99)));
    assert_eq!(only(&situation).by, ["russian-forces"]);
}

#[test]
fn sources_that_differ_span_a_range_and_copies_of_one_text_do_not_add_up() {
    let told = [
        ("wire", "2017-01-10", &["shelling at=town killed=7"][..]),
        ("wire", "2017-01-10", &["shelling at=town killed=7", "hardship at=town"]),
        ("b", "2017-01-10", &["shelling at=town killed=9"]),
    ];
    assert_eq!(range(&situation(&told)), (Some(7), Some(9)));
    assert_eq!(only(&situation(&told)).sources.len(), 2);
}

#[test]
fn days_add_up() {
    let told = [
        ("a", "2017-01-10", &["shelling at=town killed=7"][..]),
        ("a2", "2017-01-14", &["shelling at=town killed=2"]),
    ];
    assert_eq!(range(&situation(&told)), (Some(9), Some(9)));
}

#[test]
fn unknown_stays_unknown() {
    let uncounted =
        situation(&[("a", "2017-01-10", &["arrest by=syrian-government-forces at=town target=civilians"])]);
    assert_eq!((only(&uncounted).what.as_str(), range(&uncounted)), ("detained", (None, None)));
    let open = situation(&[("a", "2017-01-10", &["shelling at=town casualties=1.."])]);
    assert_eq!(range(&open), (Some(1), None));
}

#[test]
fn harm_that_no_report_places_is_kept_without_an_area() {
    let situation = situation(&[("a", "-", &["air_strike by=russian-forces killed=20..99"])]);
    assert_eq!(only(&situation).area, None);
}

#[test]
fn those_who_fight_and_those_who_do_not_are_two_rows() {
    let mut snapshot = record(&[(
        "a",
        "2017-01-10",
        &["shelling at=town killed=7", "shelling at=town killed=30", "shelling at=town killed=4"],
    )]);
    for (claim, who) in snapshot.claims.iter_mut().zip([None, Some("fighters"), Some("islamic-state")]) {
        claim.claim.counts[0].who = who.map(str::to_owned);
    }
    let harm = derive(&snapshot, AsOf::default(), &[]).harm;
    let rows: Vec<_> = harm.iter().map(|one| (one.fighters, one.min, one.max)).collect();
    assert_eq!(rows, [(false, Some(7), Some(7)), (true, Some(34), Some(34))]);
}

#[test]
fn who_killed_in_a_fight_of_two_sides_is_unknown() {
    let fight = "assault by=islamic-state,syrian-government-forces at=town killed=7";
    assert!(only(&situation(&[("a", "2017-01-10", &[fight])])).by.is_empty());
    let allied = "assault by=russian-forces,syrian-government-forces at=town killed=7";
    assert_eq!(
        only(&situation(&[("a", "2017-01-10", &[allied])])).by,
        ["russian-forces", "syrian-government-forces"]
    );
    let counted = format!("{fight} target=civilians");
    assert!(only(&situation(&[("a", "2017-01-10", &[&counted])])).by.is_empty());
}

#[test]
fn feared_and_denied_harm_is_none() {
    for how in ["feared", "denied", "intended", "failed"] {
        let line = format!("killing by=islamic-state at=town killed=5 how={how}");
        assert!(situation(&[("a", "2017-01-10", &[&line])]).harm.is_empty(), "{how}");
    }
}

#[test]
fn a_number_given_for_two_quarters_counts_them_together() {
    let situation = situation(&[("a", "-", &["population at=city/west,city/east population=100000"])]);
    let people = situation.area("city/west").unwrap().population.as_ref().unwrap();
    assert_eq!((people.min, people.max), (Some(100_000), Some(100_000)));
    assert_eq!(people.together_with, ["city/east"]);
}

#[test]
fn sources_that_count_differently_span_a_range_of_people() {
    let told = [
        ("a", "2017-01-10", &["population at=town population=90000"][..]),
        ("b", "2017-01-11", &["population at=town population=120000"]),
    ];
    let situation = situation(&told);
    let people = situation.area("town").unwrap().population.as_ref().unwrap();
    assert_eq!((people.min, people.max, people.sources), (Some(90_000), Some(120_000), 2));
}
