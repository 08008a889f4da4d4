//! `marsad code`: text in, claims out.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
mod support;

use std::io::Read;
use support::{Workplace, corpus};

const REPORT: &str = "سيطرت قوات النظام على بلدة السخنة في ريف حمص.";

#[test]
fn a_report_is_read_from_a_file_or_standard_input_with_the_same_claims() {
    let here = Workplace::new();
    here.write("stdin", REPORT);
    let from_file = here.run(&["code", "stdin"]);
    from_file.went_well();
    assert_eq!(here.run_with_input(&["code"], REPORT.as_bytes()).went_well().out, from_file.out);
    assert_eq!(here.run_with_input(&["code", "-"], REPORT.as_bytes()).went_well().out, from_file.out);
}

#[test]
fn every_line_of_output_is_one_claim_whose_offsets_count_code_points() {
    let here = Workplace::new();
    here.write("a.txt", format!("\u{feff}😀\r\n{REPORT}"));
    let text: Vec<char> = format!("😀\r\n{REPORT}").chars().collect();
    for line in here.run(&["code", "a.txt", "--date", "2017-08-13"]).went_well().out.lines() {
        let claim: serde_json::Value = serde_json::from_str(line).unwrap();
        let at = |key: &str| usize::try_from(claim["trigger"][key].as_u64().unwrap()).unwrap();
        let trigger: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(claim["trigger"]["text"], trigger);
        assert_eq!(claim["doc"], "a.txt");
    }
}

#[test]
fn reports_are_coded_in_the_order_of_the_call() {
    let here = Workplace::new();
    here.write("a.txt", REPORT)
        .write("b.jsonl", format!("{{\"text\":\"{REPORT}\"}}\n{{\"id\":\"x\",\"text\":\"{REPORT}\"}}"));
    let table = here.run(&["code", "b.jsonl", "a.txt", "--format", "table", "--date", "2017-08-13"]);
    let headings: Vec<&str> =
        table.went_well().out.lines().filter(|line| line.contains("(2017-08-13)")).collect();
    let names: Vec<&str> = headings.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["b.jsonl:1", "x", "a.txt"]);
}

#[test]
fn a_windows_1256_file_gives_what_the_same_text_in_utf_8_gives() {
    let here = Workplace::new();
    let (bytes, text) = (std::fs::read(corpus("windows-1256.txt")).unwrap(), corpus("windows-1256.txt"));
    let (decoded, problems) =
        marsad_text::read_reports("windows-1256.txt", &bytes, &marsad_text::ReadOptions::default());
    assert!(problems.is_empty());
    here.write("windows-1256.txt", &decoded[0].text);
    assert_eq!(here.run(&["code", &text]).went_well().out, here.run(&["code", "windows-1256.txt"]).out);
}

#[test]
fn what_cannot_be_read_is_named_and_counted_and_the_rest_is_coded() {
    let here = Workplace::new();
    here.write("good.txt", REPORT).write("empty.txt", " \n").write("broken.txt", b"abc \xFF\xFE\x80 def");
    here.write(
        "lines.jsonl",
        format!("{{\"text\":\"{REPORT}\"}}\n{{\"text\":\"x\",\"date\":\"2017-02-30\"}}\nnonsense\n"),
    );
    let files = ["no.txt", ".", "empty.txt", "broken.txt", "lines.jsonl", "good.txt"];
    let ran = here.run(&[&["code", "--format", "table"], &files[..]].concat());
    ran.failed_saying(&[
        "no.txt: cannot be read: No such file",
        ".: this is a folder, not a report\n  help: name the files in it",
        "empty.txt: the report is empty\n  help:",
        "broken.txt: byte 4 (0xFF)",
        "lines.jsonl:2: `2017-02-30` is no day of the calendar\n  help: write the day of publication as YYYY-MM-DD",
        "lines.jsonl:3: not a report in JSON",
        "6 inputs could not be read",
    ]);
    assert!(
        ran.out.contains("lines.jsonl:1 (no date)") && ran.out.contains("good.txt (no date)"),
        "{}",
        ran.out
    );
}

#[test]
fn a_day_that_is_to_come_or_does_not_exist_is_refused_with_the_value_and_the_cure() {
    let here = Workplace::new();
    here.write("a.txt", REPORT).write("b.jsonl", "{\"text\":\"x\",\"date\":\"2999-01-01\"}");
    here.run(&["code", "b.jsonl"])
        .failed_saying(&["b.jsonl:1: 2999-01-01 is still to come", "help: give the day"]);
    for (value, why) in [("2999-01-01", "is still to come"), ("2017-02-30", "is no day of the calendar")] {
        let ran = here.run(&["code", "a.txt", "--date", value]);
        assert!(ran.failed_saying(&["--date", value, why, "help: "]).out.is_empty());
    }
}

#[test]
fn a_gazetteer_that_cannot_be_read_stops_the_call() {
    let here = Workplace::new();
    here.write("a.txt", REPORT).write("bad.csv", "id,name_ar\nx,y\n");
    here.run(&["code", "a.txt", "--places", "no.csv"])
        .failed_saying(&["no.csv: No such file", "help: --places"]);
    here.run(&["code", "a.txt", "--places", "bad.csv"])
        .failed_saying(&["bad.csv:2", "help: a row is id,name_ar"]);
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let here = Workplace::new();
    let lines = format!("{{\"text\":\"{REPORT}\"}}\n").repeat(5000);
    here.write("many.jsonl", lines);
    let mut child = here.command(&["code", "many.jsonl", "--format", "table"]).spawn().unwrap();
    let mut some = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let ran: support::Ran = child.wait_with_output().unwrap().into();
    assert_eq!((ran.went_well().err.as_str(), ran.code), ("", Some(0)));
}

#[test]
fn a_report_may_stand_before_or_behind_the_places() {
    let here = Workplace::new();
    let place = "my/place,\u{628}\u{644}\u{62f}\u{62a}\u{64a},Mine,,town,,35,40,500,me";
    here.write(
        "mine.csv",
        format!("id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source\n{place}\n"),
    );
    here.write("more.csv", "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source\n");
    here.write("report.txt", REPORT);
    let before = here.run(&["code", "report.txt", "--places", "mine.csv"]);
    let behind = here.run(&["code", "--places", "mine.csv", "--places", "more.csv", "report.txt"]);
    assert_eq!(before.went_well().out, behind.went_well().out);
}

#[test]
fn a_report_in_another_language_or_without_its_day_is_remarked_on() {
    let here = Workplace::new();
    here.write("en.txt", "Government forces took the town.")
        .write("ar.txt", format!("{REPORT} انسحب التنظيم منها أمس."));
    let english = here.run(&["code", "en.txt"]);
    assert_eq!(english.went_well().out, "");
    assert!(english.err.contains("en.txt: there is no Arabic in it"), "{}", english.err);
    let undated = here.run(&["code", "ar.txt"]);
    assert!(undated.went_well().err.contains("count days from the report's own"), "{}", undated.err);
    assert_eq!(here.run(&["code", "ar.txt", "--date", "2017-08-13"]).went_well().err, "");
}
