//! Who is besieged, by whom, since when.
use crate::towns::{asked_for, on, situation};
use marsad_situation::{Access, CriterionKind, Holding, Situation};

const IS: &str = "islamic-state";

fn area<'a>(situation: &'a Situation, id: &str) -> &'a Holding {
    situation.area(id).unwrap_or_else(|| panic!("{id} is not in the situation"))
}

fn access(lines: &[&str]) -> Access {
    area(&situation(&[("a", "2017-01-10", lines)]), "town").access
}

#[test]
fn one_or_two_criteria_make_a_town_hard_to_reach_and_three_besieged() {
    let all = [
        "encircle by=islamic-state at=town",
        "block_goods by=islamic-state to=town",
        "deny_exit by=islamic-state from=town",
    ];
    assert_eq!(access(&all[..1]), Access::HardToReach);
    assert_eq!(access(&all[1..]), Access::HardToReach);
    assert_eq!(access(&all), Access::Besieged);
}

#[test]
fn a_source_that_says_besieged_outright_is_quoted_beside_the_criteria_that_are_met() {
    let situation = situation(&[(
        "a",
        "2017-01-10",
        &["besieged by=islamic-state at=town", "block_goods by=islamic-state to=town"],
    )]);
    let siege = area(&situation, "town").siege.as_ref().unwrap();
    assert_eq!(area(&situation, "town").access, Access::Besieged);
    assert_eq!(siege.quoted, ["a:2017-01-10:1"]);
    assert_eq!(siege.criteria.iter().map(|met| met.kind).collect::<Vec<_>>(), [CriterionKind::GoodsBlocked]);
}

#[test]
fn a_siege_on_a_part_is_none_on_the_whole_town_nor_are_those_inside_its_people() {
    let told = ["besieged by=islamic-state in-part-of=town", "population in-part-of=town population=900"];
    let situation =
        situation(&[("a", "2017-01-10", &["controls by=islamic-state at=town", told[0], told[1]])]);
    assert_eq!(area(&situation, "town").access, Access::Unknown);
    assert_eq!(area(&situation, "town").population, None);
}

#[test]
fn a_denied_siege_stands_on_its_criteria_alone() {
    let told = [
        ("a", "2017-01-10", &["besieged by=islamic-state at=town", "encircle by=islamic-state at=town"][..]),
        ("b", "2017-01-11", &["besieged by=islamic-state at=town how=denied"]),
    ];
    let situation = situation(&told);
    assert_eq!(area(&situation, "town").access, Access::HardToReach);
    assert_eq!(area(&situation, "town").siege.as_ref().unwrap().denied, ["b:2017-01-11:1"]);
}

#[test]
fn a_feared_or_intended_siege_is_none() {
    for how in ["feared", "intended", "failed"] {
        let line = format!("besieged by=islamic-state at=town how={how}");
        let told =
            [("a", "2017-01-10", &["controls by=syrian-government-forces at=town", line.as_str()][..])];
        assert_eq!(area(&situation(&told), "town").access, Access::Unknown, "{how}");
    }
}

#[test]
fn a_siege_on_a_city_is_one_on_the_parts_that_the_besieged_party_holds() {
    let lines = [
        "besieged by=islamic-state at=city since=2015-01-01",
        "controls by=syrian-government-forces at=city/west",
        "controls by=islamic-state at=city/east",
    ];
    let situation = situation(&[("a", "2017-01-10", &lines)]);
    assert_eq!(area(&situation, "city/west").access, Access::Besieged);
    assert_eq!(
        area(&situation, "city/west").siege.as_ref().unwrap().since.date,
        Some("2015-01-01".parse().unwrap())
    );
    assert_eq!(area(&situation, "city/east").access, Access::Unknown);
}

#[test]
fn a_siege_on_city_and_parts_spares_the_parts_that_the_besieger_holds() {
    let lines =
        ["besieged by=islamic-state at=city,city/west,city/east", "controls by=islamic-state at=city/east"];
    let situation = situation(&[("a", "2017-01-10", &lines)]);
    assert_eq!(area(&situation, "city/west").access, Access::Besieged);
    assert_eq!(area(&situation, "city/east").access, Access::Unknown);
}

#[test]
fn a_part_is_besieged_no_more_once_its_side_takes_the_city_around_it_unless_told_so_anew() {
    let siege =
        ["controls by=syrian-government-forces at=city/west", "besieged by=islamic-state at=city/west"];
    let told = [
        ("a", "2017-01-10", &siege[..]),
        ("b", "2017-02-10", &["capture by=russian-forces at=city"]),
        ("c", "2017-03-10", &siege[1..]),
    ];
    let access = |reports: usize| area(&situation(&told[..reports]), "city/west").access;
    assert_eq!([1, 2, 3].map(access), [Access::Besieged, Access::Unknown, Access::Besieged]);
}

#[test]
fn without_a_report_date_the_siege_keeps_the_reports_own_words() {
    let situation = situation(&[("a", "-", &["besieged by=islamic-state at=town ago=730"])]);
    let siege = area(&situation, "town").siege.as_ref().unwrap();
    assert_eq!((siege.since.date, siege.since.days_before_report), (None, Some(730)));
    assert_eq!(siege.since.text.as_deref(), Some("ago 730"));
    assert_eq!((siege.six_months, &siege.by[..]), (Some(true), &[IS.to_owned()][..]));
}

#[test]
fn six_months_count_from_the_first_day_told_to_the_day_asked() {
    let told = [("a", "2017-01-10", &["encircle by=islamic-state at=town"][..])];
    let label = |day| area(&on(&told, Some(day), &[]), "town").siege.as_ref().unwrap().six_months;
    assert_eq!(label("2017-07-09"), Some(false));
    assert_eq!(label("2017-07-10"), Some(true));
}

#[test]
fn a_first_report_of_a_siege_does_not_tell_how_young_it_is() {
    let situation = situation(&[("a", "2017-01-10", &["besieged by=islamic-state at=town"])]);
    assert_eq!(area(&situation, "town").siege.as_ref().unwrap().six_months, None);
}

#[test]
fn a_broken_siege_is_over_and_the_day_before_it_was_not() {
    let told = [
        ("a", "2017-01-10", &["besieged by=islamic-state at=city/west"][..]),
        ("b", "2017-09-05", &["break_siege by=syrian-government-forces at=city"]),
    ];
    assert_eq!(area(&situation(&told), "city/west").access, Access::Open);
    assert_eq!(area(&on(&told, Some("2017-09-04"), &[]), "city/west").access, Access::Besieged);
}

#[test]
fn a_failed_attempt_to_break_a_siege_leaves_it() {
    let told = [
        ("a", "2017-01-10", &["besieged by=islamic-state at=town"][..]),
        ("b", "2017-02-05", &["break_siege by=syrian-government-forces at=town how=failed"]),
    ];
    let situation = situation(&told);
    assert_eq!(area(&situation, "town").access, Access::Besieged);
    assert_eq!(area(&situation, "town").failed.len(), 1);
}

#[test]
fn a_town_that_its_besieger_takes_is_besieged_no_more() {
    let told = [
        ("a", "2017-01-10", &["besieged by=islamic-state at=town"][..]),
        ("b", "2017-02-05", &["capture by=islamic-state at=town"]),
    ];
    assert_eq!(area(&situation(&told), "town").access, Access::Unknown);
}

#[test]
fn a_governorate_that_is_encircled_is_no_siege_on_each_of_its_towns() {
    let lines = ["encircle by=islamic-state at=plain", "controls by=syrian-government-forces at=town"];
    assert_eq!(area(&situation(&[("a", "2017-01-10", &lines)]), "town").access, Access::Unknown);
}

#[test]
fn a_siege_of_nobody_named_is_one_on_what_is_held_with_the_place() {
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=city"][..]),
        ("b", "2017-01-11", &["controls by=syrian-government-forces at=city/west"]),
        ("c", "2017-01-12", &["besieged at=city"]),
    ];
    assert_eq!(area(&asked_for(&told, "city/east"), "city/east").access, Access::Besieged);
    assert_eq!(area(&situation(&told), "city/west").access, Access::Unknown);
}

#[test]
fn who_took_a_place_and_months_later_besieges_it_holds_it_in_name_only() {
    let taken = ("a", "2017-01-10", &["capture by=islamic-state at=town"][..]);
    let siege = &["besieged by=islamic-state at=town"][..];
    let later = situation(&[taken, ("b", "2017-06-20", siege)]);
    assert_eq!(area(&later, "town").access, Access::Besieged);
    let echo = situation(&[taken, ("b", "2017-01-12", siege)]);
    assert_eq!(area(&echo, "town").access, Access::Unknown, "how it came to take it");
}
