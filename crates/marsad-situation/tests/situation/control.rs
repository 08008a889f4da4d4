//! Who holds what.

use crate::towns::{on, situation};
use marsad_situation::{Holding, Rule, Situation, Status};

const ARMY: &str = "syrian-government-forces";
const IS: &str = "islamic-state";

fn area<'a>(situation: &'a Situation, id: &str) -> &'a Holding {
    situation.area(id).unwrap_or_else(|| panic!("{id} is not among {:?}", ids(situation)))
}

fn ids(situation: &Situation) -> Vec<&str> {
    situation.areas.iter().map(|area| area.id.as_str()).collect()
}

fn held(situation: &Situation, id: &str) -> (Status, Option<String>) {
    let area = area(situation, id);
    (area.status, area.holder.clone())
}

fn by(id: &str) -> (Status, Option<String>) {
    (Status::Held, Some(id.to_owned()))
}

#[test]
fn a_captured_area_is_held_from_that_day() {
    let told = [("a", "2017-01-10", &["capture by=islamic-state at=town"][..])];
    assert_eq!(held(&situation(&told), "town"), by(IS));
    assert_eq!(area(&situation(&told), "town").since.date, Some("2017-01-10".parse().unwrap()));
    assert!(on(&told, Some("2017-01-09"), &[]).areas.is_empty());
}

#[test]
fn the_later_capture_holds() {
    let told = [
        ("a", "2017-01-10", &["capture by=islamic-state at=town"][..]),
        ("b", "2017-01-12", &["capture by=syrian-government-forces at=town"]),
    ];
    assert_eq!(held(&situation(&told), "town"), by(ARMY));
    assert_eq!(held(&on(&told, Some("2017-01-11"), &[]), "town"), by(IS));
}

#[test]
fn whoever_takes_a_part_fights_for_the_area() {
    let told = [
        ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"][..]),
        ("b", "2017-01-11", &["capture by=islamic-state in-part-of=town"]),
    ];
    let town = situation(&told);
    assert_eq!(area(&town, "town").status, Status::Contested);
    assert_eq!(area(&town, "town").holders, [ARMY, IS]);
    let told = [told[0], ("b", "2017-01-11", &["capture by=syrian-government-forces in-part-of=town"])];
    assert_eq!(held(&situation(&told), "town"), by(ARMY), "its own part");
}

#[test]
fn a_river_is_crossed_and_no_area() {
    let told = [("a", "2017-01-10", &["advance by=islamic-state at=river"][..])];
    assert!(situation(&told).area("river").is_none());
}

#[test]
fn holding_a_part_of_a_governorate_says_nothing_of_the_whole() {
    let told = [("a", "2017-01-10", &["controls by=islamic-state in-part-of=plain"][..])];
    assert!(situation(&told).area("plain").is_none_or(|plain| plain.status == Status::Unknown));
}

#[test]
fn what_is_only_failed_feared_intended_or_denied_changes_nothing() {
    for how in ["failed", "feared", "intended", "denied"] {
        let claim = format!("capture by=islamic-state at=town how={how}");
        let left = format!("withdrawal by=syrian-government-forces from=town how={how}");
        let later = [claim.as_str(), left.as_str()];
        let told = [
            ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"][..]),
            ("b", "2017-01-11", &later),
        ];
        assert_eq!(held(&situation(&told), "town"), by(ARMY), "{how}");
    }
}

#[test]
fn a_failed_attempt_is_evidence_of_a_fight() {
    let told = [("a", "2017-01-10", &["capture by=islamic-state at=town how=failed"][..])];
    let situation = situation(&told);
    assert_eq!(held(&situation, "town"), (Status::Unknown, None));
    assert_eq!(area(&situation, "town").failed[0].evidence, "a:2017-01-10:1");
}

#[test]
fn a_withdrawal_ends_a_holding() {
    let told = [
        ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"][..]),
        ("a2", "2017-01-11", &["withdrawal by=syrian-government-forces from=town"]),
    ];
    let situation = situation(&told);
    assert_eq!(held(&situation, "town"), (Status::Unknown, None));
    assert_eq!(area(&situation, "town").withdrawn[0].actor, ARMY);
}

#[test]
fn those_who_withdrew_before_a_capture_are_named_beside_the_new_holder() {
    let told = [(
        "a",
        "-",
        &[
            "capture by=islamic-state at=town",
            "withdrawal by=russian-forces,syrian-government-forces from=town",
        ][..],
    )];
    let situation = situation(&told);
    let gone: Vec<&str> = area(&situation, "town").withdrawn.iter().map(|left| left.actor.as_str()).collect();
    assert_eq!(held(&situation, "town"), by(IS));
    assert_eq!(gone, ["russian-forces", ARMY]);
}

#[test]
fn an_advance_makes_an_area_contested_not_taken() {
    for fight in [
        "advance by=islamic-state at=town",
        "assault by=islamic-state at=town",
        "contested by=islamic-state at=town",
    ] {
        let told = [
            ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"][..]),
            ("b", "2017-01-12", &[fight]),
        ];
        let situation = situation(&told);
        assert_eq!(held(&situation, "town"), (Status::Contested, Some(ARMY.into())), "{fight}");
        assert_eq!(area(&situation, "town").holders, [ARMY, IS], "{fight}");
    }
}

#[test]
fn a_groups_attack_in_a_country_where_it_seeks_no_ground_makes_no_front() {
    let told = |how: &'static [&'static str]| situation(&[("a", "2017-06-07", how)]);
    assert_eq!(ids(&told(&["assault by=islamic-state at=capital"])), [""; 0]);
    let fought = told(&["assault by=islamic-state target=iranian-forces at=capital"]);
    assert_eq!(area(&fought, "capital").status, Status::Contested);
    assert_eq!(area(&told(&["assault by=islamic-state at=town"]), "town").status, Status::Contested);
}

#[test]
fn a_capture_on_the_day_of_the_assault_ends_the_fight() {
    let told =
        [("a", "2017-01-10", &["assault by=islamic-state at=town", "capture by=islamic-state at=town"][..])];
    assert_eq!(held(&situation(&told), "town"), by(IS));
}

#[test]
fn a_citys_capture_passes_to_its_parts() {
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=city/east"][..]),
        ("b", "2017-01-12", &["capture by=syrian-government-forces at=city"]),
    ];
    assert_eq!(held(&situation(&told), "city/east"), by(ARMY));
}

#[test]
fn a_part_into_which_the_taker_of_the_city_still_advances_is_contested() {
    let said = ["capture by=islamic-state at=city", "advance by=islamic-state at=city/west"];
    let told = [("a", "2017-01-10", &said[..])];
    assert_eq!(held(&situation(&told), "city/west").0, Status::Contested);
    assert_eq!(held(&situation(&told), "city"), by(IS));
}

#[test]
fn a_fight_told_without_a_day_came_before_the_taking_that_its_sentence_dates() {
    let taking = "capture by=islamic-state at=town on=2017-01-10 sentence=all";
    let fight = "assault target=syrian-government-forces at=town";
    let before = format!("{fight} sentence=all");
    let held_after = |fight: &str| held(&situation(&[("a", "2017-01-11", &[taking, fight][..])]), "town");
    assert_eq!(held_after(&before), by(IS));
    assert_eq!(held_after(fight).0, Status::Contested);
}

#[test]
fn a_day_is_worth_more_than_the_month_it_lies_in() {
    let told = [
        ("a", "2017-01-17", &["capture by=islamic-state at=town on=2017-01-16"][..]),
        ("b", "2017-02-12", &["controls by=islamic-state at=town within=2017-01-01..2017-01-31"]),
    ];
    assert_eq!(area(&situation(&told), "town").since.date, Some("2017-01-16".parse().unwrap()));
}

#[test]
fn a_part_said_to_be_held_by_another_the_same_day_is_not_taken_with_its_city() {
    let lines = ["capture by=islamic-state at=city", "controls by=syrian-government-forces at=city/west"];
    let situation = situation(&[("a", "-", &lines)]);
    assert_eq!(held(&situation, "city/west"), by(ARMY));
    assert_eq!(area(&situation, "city").status, Status::Contested);
    assert_eq!(area(&situation, "city").holders, [IS, ARMY]);
}

#[test]
fn a_parts_capture_does_not_take_the_city() {
    let told = [
        ("a", "2017-01-10", &["capture by=islamic-state at=city"][..]),
        ("b", "2017-01-12", &["capture by=syrian-government-forces at=city/west"]),
    ];
    let situation = situation(&told);
    assert_eq!(held(&situation, "city"), (Status::Contested, Some(IS.into())));
    assert_eq!(held(&situation, "city/west"), by(ARMY));
}

#[test]
fn a_city_named_beside_its_part_only_says_where_the_part_lies() {
    let situation = situation(&[("a", "2017-01-10", &["capture by=islamic-state at=city/west,city"])]);
    assert_eq!(ids(&situation), ["city/west"]);
}

#[test]
fn areas_held_in_a_governorate_do_not_make_all_of_it_held() {
    let told = [
        ("a", "2017-01-10", &["assault by=islamic-state at=town"][..]),
        ("b", "2017-01-11", &["controls by=syrian-government-forces at=plain"]),
    ];
    assert_eq!(held(&situation(&told), "town"), (Status::Contested, None));
}

#[test]
fn a_country_is_never_an_area() {
    let situation = situation(&[(
        "a",
        "2017-01-10",
        &["capture by=islamic-state at=land", "assault by=islamic-state at=land,plain"],
    )]);
    assert_eq!(ids(&situation), [""; 0]);
}

#[test]
fn independent_sources_of_one_day_that_differ_dispute_the_area() {
    let told = [
        ("a", "2017-01-10", &["capture by=islamic-state at=town"][..]),
        ("b", "2017-01-10", &["controls by=syrian-government-forces at=town"]),
        ("c", "2017-01-10", &["controls by=syrian-government-forces at=town"]),
    ];
    let situation = situation(&told);
    let town = area(&situation, "town");
    assert_eq!((town.status, &town.holder), (Status::Disputed, &None));
    assert_eq!(town.holders, [ARMY, IS]);
    assert_eq!(town.sides.iter().map(|side| side.sources).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn two_copies_of_one_wire_text_are_one_source() {
    let told = [
        ("wire", "2017-01-10", &["controls by=islamic-state at=town"][..]),
        ("wire", "2017-01-10", &["controls by=islamic-state at=town", "hardship at=town"]),
        ("b", "2017-01-10", &["controls by=syrian-government-forces at=town"]),
    ];
    let situation = situation(&told);
    assert_eq!(area(&situation, "town").sides.iter().map(|side| side.sources).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn another_sources_word_of_holding_a_day_later_disputes_and_its_word_of_capture_does_not() {
    let first = ("a", "2017-01-10", &["capture by=islamic-state at=town"][..]);
    let holding = [first, ("b", "2017-01-11", &["controls by=syrian-government-forces at=town"])];
    let taking = [first, ("b", "2017-01-11", &["capture by=syrian-government-forces at=town"])];
    let much_later = [first, ("b", "2017-03-11", &["controls by=syrian-government-forces at=town"])];
    assert_eq!(area(&situation(&holding), "town").status, Status::Disputed);
    assert_eq!(held(&situation(&taking), "town"), by(ARMY));
    assert_eq!(held(&situation(&much_later), "town"), by(ARMY));
}

#[test]
fn undated_reports_that_differ_dispute_because_no_date_is_guessed() {
    let told = [
        ("a", "-", &["capture by=islamic-state at=town"][..]),
        ("b", "-", &["capture by=syrian-government-forces at=town"]),
    ];
    assert_eq!(area(&situation(&told), "town").status, Status::Disputed);
}

#[test]
fn allies_hold_an_area_together() {
    let told = [
        ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"][..]),
        ("b", "2017-01-10", &["controls by=pro-government-militias,syrian-government-forces at=town"]),
    ];
    let situation = situation(&told);
    assert_eq!(held(&situation, "town"), by(ARMY));
    assert_eq!(area(&situation, "town").jointly_with, ["pro-government-militias"]);
}

#[test]
fn a_place_that_no_gazetteer_knows_makes_no_area() {
    let situation = situation(&[(
        "a",
        "2017-01-10",
        &["capture by=islamic-state at=?these-quarters", "capture by=islamic-state"],
    )]);
    assert!(situation.areas.is_empty());
}

#[test]
fn no_reports_are_no_situation() {
    let situation = situation(&[]);
    assert_eq!(
        (situation.on, situation.areas.len(), situation.routes.len(), situation.harm.len()),
        (None, 0, 0, 0)
    );
}

#[test]
fn a_region_named_beside_a_town_only_says_where_the_town_lies() {
    let situation = situation(&[(
        "a",
        "2017-01-10",
        &["capture by=islamic-state at=town,steppe", "assault by=islamic-state at=steppe"],
    )]);
    assert_eq!(ids(&situation), ["town"]);
}

#[test]
fn a_part_that_no_report_names_is_held_with_its_city_when_it_is_asked_for() {
    let told = [("a", "2017-01-10", &["capture by=islamic-state at=city"][..])];
    assert_eq!(ids(&situation(&told)), ["city"]);
    let asked = crate::towns::asked_for(&told, "city/west");
    assert_eq!(held(&asked, "city/west"), by(IS));
    assert_eq!(area(&asked, "city/west").proof[0].rule, Rule::Inherited);
}

#[test]
fn a_fight_after_a_long_lull_is_another_fight() {
    let told = [
        ("a", "2016-01-10", &["assault by=opposition-groups at=town"][..]),
        ("b", "2017-01-10", &["assault by=islamic-state at=town"]),
        ("c", "2017-02-10", &["assault by=syrian-government-forces at=town"]),
    ];
    let situation = situation(&told);
    assert_eq!(area(&situation, "town").holders, [IS, ARMY]);
    assert_eq!(area(&situation, "town").since.date, Some("2017-01-10".parse().unwrap()));
}

#[test]
fn a_holders_own_raid_and_force_against_people_alone_contest_nothing() {
    for force in
        ["assault by=syrian-government-forces at=town", "assault by=islamic-state target=civilians at=town"]
    {
        let told = [
            ("a", "2017-01-10", &["controls by=syrian-government-forces at=town"][..]),
            ("b", "2017-01-12", &[force]),
        ];
        assert_eq!(held(&situation(&told), "town"), by(ARMY), "{force}");
    }
}

#[test]
fn those_who_bear_no_arms_hold_nothing() {
    let situation =
        situation(&[("a", "2017-01-10", &["controls by=civilians at=town", "controls by=un at=depot"])]);
    assert_eq!(ids(&situation), [""; 0]);
}

#[test]
fn a_governorates_capture_takes_the_towns_of_which_nothing_else_is_said() {
    let told = [
        (
            "a",
            "2017-01-10",
            &["controls by=syrian-government-forces at=town", "assault by=opposition-groups at=depot"][..],
        ),
        ("b", "2017-01-12", &["capture by=islamic-state at=plain"]),
    ];
    let situation = situation(&told);
    assert_eq!(held(&situation, "town"), by(ARMY));
    assert_eq!(held(&situation, "depot"), by(IS));
}

#[test]
fn parties_are_allies_only_while_they_are() {
    let at = |day| {
        situation(&[
            ("a", day, &["controls by=houthis at=town"][..]),
            ("b", day, &["controls by=saleh-forces at=town"]),
        ])
    };
    assert_eq!(area(&at("2016-01-10"), "town").status, Status::Held);
    assert_eq!(area(&at("2017-12-10"), "town").status, Status::Disputed);
}

#[test]
fn leaving_a_quarter_leaves_the_city_held() {
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=city"][..]),
        ("b", "2017-01-12", &["withdrawal by=islamic-state from=city/west at=city"]),
    ];
    assert_eq!(held(&situation(&told), "city"), by(IS));
    assert_ne!(held(&situation(&told), "city/west"), by(IS));
}

#[test]
fn whoever_loses_a_part_of_it_still_holds_it() {
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=town"][..]),
        ("b", "2017-01-12", &["withdrawal by=islamic-state in-part-of=town"]),
    ];
    assert_eq!(held(&situation(&told), "town"), by(IS));
}

#[test]
fn what_nobody_named_frees_its_holder_has_lost() {
    let told = [
        ("a", "2016-01-10", &["controls by=islamic-state at=town"][..]),
        ("b", "2017-01-12", &["capture at=town"]),
    ];
    assert_eq!(held(&situation(&told), "town"), (Status::Unknown, None));
    assert_eq!(area(&situation(&told), "town").withdrawn[0].actor, IS);
    assert_eq!(held(&on(&told, Some("2017-01-11"), &[]), "town"), by(IS));
}

#[test]
fn a_taking_by_nobody_named_may_be_that_of_whoever_took_it_lately() {
    let told = [
        ("a", "2017-01-10", &["capture by=islamic-state at=town"][..]),
        ("b", "2017-01-12", &["capture at=town"]),
    ];
    assert_eq!(held(&situation(&told), "town"), by(IS));
    let told = [told[0], ("b", "2017-01-12", &["capture target=islamic-state at=town"])];
    assert_eq!(held(&situation(&told), "town").1, None, "it is named as the loser");
}

#[test]
fn a_clash_of_nobody_named_is_a_fight() {
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=town"][..]),
        ("b", "2017-01-12", &["assault at=town"]),
    ];
    assert_eq!(area(&situation(&told), "town").status, Status::Contested);
}

#[test]
fn whoever_enters_what_the_other_side_left_holds_it() {
    let entry = "advance by=syrian-government-forces at=town sentence=all";
    let left = "withdrawal by=islamic-state from=town sentence=all";
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=town"][..]),
        ("b", "2017-01-12", &[entry, left]),
    ];
    let after = situation(&told);
    assert_eq!(held(&after, "town"), by(ARMY));
    assert_eq!(area(&after, "town").since.date, Some("2017-01-12".parse().unwrap()));
    assert!(area(&after, "town").proof.iter().any(|proof| proof.rule == Rule::Entered));
    let apart = [
        told[0],
        (
            "b",
            "2017-01-12",
            &["advance by=syrian-government-forces at=town", "withdrawal by=islamic-state from=depot"],
        ),
    ];
    assert_eq!(area(&situation(&apart), "town").status, Status::Contested, "nobody left the town");
}

#[test]
fn battles_before_a_taking_by_nobody_named_are_over() {
    let told = [
        ("a", "2017-01-10", &["controls by=islamic-state at=town"][..]),
        (
            "b",
            "2017-01-12",
            &["capture at=town sentence=all", "assault by=islamic-state at=town sentence=all"],
        ),
    ];
    let after = situation(&told);
    assert_eq!(held(&after, "town"), (Status::Unknown, None));
    let apart = [told[0], ("b", "2017-01-12", &["capture at=town", "assault by=islamic-state at=town"])];
    assert_eq!(area(&situation(&apart), "town").status, Status::Contested, "another sentence's battle");
}

#[test]
fn a_part_taken_after_the_whole_is_held_from_its_own_taking() {
    let told = [
        ("a", "2017-01-10", &["capture by=syrian-government-forces at=city"][..]),
        ("b", "2017-01-14", &["capture by=syrian-government-forces at=city/west"]),
    ];
    let since = |situation: &Situation, id: &str| area(situation, id).since.date;
    let day = |day: &str| Some(day.parse().unwrap());
    assert_eq!(since(&situation(&told), "city/west"), day("2017-01-14"));
    assert_eq!(since(&situation(&told), "city"), day("2017-01-10"));
    let said = [told[0], ("b", "2017-01-14", &["controls by=syrian-government-forces at=city/west"])];
    assert_eq!(since(&situation(&said), "city/west"), day("2017-01-10"), "it is merely said to be held");
}
