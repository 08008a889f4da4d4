//! `marsad project`: who can leave the areas that are shut in.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::non_ascii_literal, reason = "tests show real text")]
mod support;

use serde_json::Value;
use support::Workplace;

fn outlook(report: &str) -> Value {
    let place = Workplace::new();
    place.write("report.txt", report);
    place.run(&["add", "--date", "2017-02-08", "report.txt"]).went_well();
    let ran = place.run(&["project", "--format", "json"]);
    ran.went_well();
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_besieged_area_whose_people_are_kept_in_has_no_way_out() {
    let all = outlook(
        "يحاصر تنظيم داعش حيي الجورة والقصور في مدينة دير الزور منذ أكثر من عامين. \
         ويمنع التنظيم المدنيين من الخروج من حي الجورة.",
    );
    let joura =
        all.as_array().unwrap().iter().find(|area| area["area"] == "sy/deir-ez-zor/al-joura").unwrap();
    assert_eq!((&joura["access"], &joura["leave"]), (&Value::from("besieged"), &Value::from("no")));
    assert_eq!(joura["kept_in_by"], serde_json::json!(["islamic-state"]));
}

#[test]
fn where_no_report_tells_of_a_way_nothing_is_said_of_leaving() {
    let all = outlook("تحاصر قوات النظام بلدة مضايا في ريف دمشق.");
    assert_eq!(all[0]["leave"], "unknown");
}

#[test]
fn an_area_that_is_not_shut_in_is_not_listed() {
    assert_eq!(outlook("سيطرت قوات النظام على مدينة تدمر."), serde_json::json!([]));
}
