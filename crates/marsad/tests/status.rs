//! `marsad status` and `marsad why`: who holds what on a day, and the words behind it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::make_record;
use serde_json::Value;
use support::Workplace;

fn with_record() -> Workplace {
    let place = Workplace::new();
    make_record(&place);
    place
}

fn json(place: &Workplace, args: &[&str]) -> Value {
    let ran = place.run(&[&["status", "--format", "json"], args].concat());
    ran.went_well();
    serde_json::from_str(&ran.out).unwrap()
}

fn area<'a>(status: &'a Value, id: &str) -> &'a Value {
    status["areas"].as_array().unwrap().iter().find(|area| area["id"] == id).unwrap_or(&Value::Null)
}

#[test]
fn the_day_asked_is_the_newest_reports_unless_one_is_given() {
    let place = with_record();
    assert_eq!(json(&place, &[])["on"], "2017-02-20");
    let early = json(&place, &["--on", "2017-01-17"]);
    assert_eq!(early["on"], "2017-01-17");
    assert_eq!(area(&early, "sy/deir-ez-zor/al-ummal"), &Value::Null);
}

#[test]
fn what_was_published_later_is_left_out_where_known_is_given() {
    let status = json(&with_record(), &["--known", "2017-01-17"]);
    assert_eq!((&status["known"], &status["on"]), (&Value::from("2017-01-17"), &Value::from("2017-01-17")));
    assert_eq!(area(&status, "sy/deir-ez-zor/al-ummal"), &Value::Null);
}

#[test]
fn what_the_record_did_not_hold_yet_is_left_out_where_recorded_is_given() {
    let place = with_record();
    assert_eq!(json(&place, &["--recorded", "2001-01-01"])["areas"], Value::Array(Vec::new()));
    assert_ne!(json(&place, &["--recorded", "2999-01-01T00:00:00Z"])["areas"], Value::Array(Vec::new()));
    place.run(&["status", "--recorded", "yesterday"]).failed_saying(&["2026-01-31T12:00:00Z"]);
}

#[test]
fn an_area_that_two_sources_give_to_two_sides_is_disputed() {
    let status = json(&with_record(), &["--on", "2017-01-19"]);
    let quarter = area(&status, "sy/deir-ez-zor/al-ummal");
    assert_eq!((&quarter["status"], &quarter["holder"]), (&Value::from("disputed"), &Value::Null));
    assert_eq!(quarter["holders"].as_array().unwrap().len(), 2);
}

#[test]
fn a_place_is_asked_for_by_id_arabic_or_english_name() {
    let place = with_record();
    for name in ["sy/deir-ez-zor/al-maqabir", "المقابر", "al-Maqabir (cemeteries)"] {
        let status = json(&place, &[name]);
        let ids: Vec<&Value> = status["areas"].as_array().unwrap().iter().map(|area| &area["id"]).collect();
        assert_eq!(ids, ["sy/deir-ez-zor/al-maqabir"], "{name}");
    }
}

#[test]
fn a_city_is_shown_with_its_parts_and_the_routes_through_them() {
    let status = json(&with_record(), &["Deir ez-Zor"]);
    assert_eq!(area(&status, "sy/deir-ez-zor/al-maqabir")["holder"], "islamic-state");
    assert_eq!(status["routes"][0]["id"], "sy/deir-ez-zor/maqabir-road");
    assert_eq!(status["routes"][0]["state"], "cut");
}

#[test]
fn a_place_that_no_report_names_is_said_to_be_one() {
    let ran = with_record().run(&["status", "al-Rowad"]);
    ran.went_well();
    assert!(ran.out.contains("No report says anything of it."), "{}", ran.out);
}

#[test]
fn a_day_before_the_first_report_is_said_to_be_one() {
    let ran = with_record().run(&["status", "--on", "2001-01-01"]);
    ran.went_well();
    assert!(ran.err.contains("2001-01-01 lies before the first report, which is of "), "{}", ran.err);
}

#[test]
fn an_unknown_place_is_answered_with_names_like_it() {
    with_record().run(&["status", "al-Jorua"]).failed_saying(&[
        "no such place",
        "sy/deir-ez-zor/al-joura",
        "الجورة",
    ]);
}

#[test]
fn an_ambiguous_place_is_answered_with_every_place_of_that_name() {
    with_record().run(&["status", "الزهراء"]).failed_saying(&[
        "sy/aleppo/al-zahraa",
        "sy/homs/al-zahraa",
        "ask by the id",
    ]);
}

#[test]
fn the_table_keeps_its_columns_and_puts_arabic_last() {
    let ran = with_record().run(&["status", "al-Maqabir (cemeteries)", "--on", "2017-02-20"]);
    ran.went_well();
    let lines: Vec<&str> = ran.out.lines().collect();
    let column = |line: &str, words: &str| line.find(words).unwrap();
    assert_eq!(column(lines[2], "HELD BY"), column(lines[3], "Islamic State"));
    assert_eq!(column(lines[2], "STATUS"), column(lines[3], "held"));
    assert_eq!(column(lines[2], "NAME"), column(lines[3], "المقابر"));
    assert_eq!(lines[4].trim(), "an attempt by Syrian government forces to take it failed on 2017-02-11");
}

#[test]
fn what_is_only_intended_or_feared_is_nowhere_a_fact() {
    let status = json(&with_record(), &[]);
    assert_eq!(area(&status, "sy/deir-ez-zor/al-maqabir")["holder"], "islamic-state");
    let killed = status["harm"].as_array().unwrap().iter().filter(|harm| harm["type"] == "killed");
    assert!(killed.clone().all(|harm| harm["by"].as_array().unwrap().iter().all(|by| by != "islamic-state")));
}

#[test]
fn two_criteria_make_a_quarter_hard_to_reach_each_with_its_doer_and_claims() {
    let status = json(&with_record(), &["al-Joura"]);
    let quarter = area(&status, "sy/deir-ez-zor/al-joura");
    assert_eq!(quarter["access"], "hard-to-reach");
    let criteria = quarter["siege"]["criteria"].as_array().unwrap();
    assert_eq!(
        (&criteria[0]["kind"], &criteria[0]["by"][0]),
        (&Value::from("goods_blocked"), &Value::from("islamic-state"))
    );
    assert_eq!(
        (&criteria[1]["kind"], &criteria[1]["since"]),
        (&Value::from("exit_denied"), &Value::from("2017-02-20"))
    );
}

#[test]
fn why_leads_from_the_rule_to_outlet_day_and_the_marked_words() {
    let ran = with_record().run(&["why", "المقابر"]);
    ran.went_well();
    for words in [
        "held by Islamic State",
        "control/captured: A party that takes an area holds it from that day.",
        "وكالة ضفتين للأنباء, 2017-01-17  https://example.org/2017/01/pocket-split",
        "تمكن [تنظيم داعش]، [أمس الاثنين]، من [السيطرة على] [منطقة المقابر]",
    ] {
        assert!(ran.out.contains(words), "`{words}` is not in:\n{}", ran.out);
    }
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let place = with_record();
    let args = ["status", "--format", "json"];
    assert_eq!(place.run(&args).out, place.run(&args).out);
}

#[test]
fn asking_a_record_that_is_not_there_says_so_and_makes_none() {
    let place = Workplace::new();
    assert_ne!(place.run(&["status"]).code, Some(0));
    assert!(!place.path("marsad.db").exists());
}

#[test]
fn those_killed_where_two_sides_fight_are_blamed_on_neither_and_fighters_counted_apart() {
    let place = Workplace::new();
    let text = "دارت اشتباكات عنيفة بين قوات النظام وتنظيم داعش في مدينة تدمر أسفرت عن مقتل 12 من عناصر التنظيم وثلاثة مدنيين.";
    place.write("a.txt", text).run(&["add", "a.txt", "--date", "2017-01-17"]).went_well();
    let status = json(&place, &[]);
    let harm = status["harm"].as_array().unwrap();
    let killed: Vec<_> = harm.iter().map(|row| (row["min"].as_u64(), row["fighters"].as_bool())).collect();
    assert_eq!(killed, [(Some(3), Some(false)), (Some(12), Some(true))], "{status}");
    assert!(harm.iter().all(|row| row["by"] == serde_json::json!([])), "{status}");
}
