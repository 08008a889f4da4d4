//! `marsad add`: reports into a record.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
mod support;

use marsad_record::{Clocks, Record, Snapshot};
use std::time::Duration;
use support::{Ran, Workplace, corpus};

const REPORT: &str = "سيطرت قوات النظام على بلدة السخنة في ريف حمص.";

fn held(here: &Workplace) -> Snapshot {
    Record::open_existing(&here.path("marsad.db")).unwrap().as_of(Clocks::default()).unwrap()
}

fn first_line(ran: &Ran) -> &str {
    ran.out.lines().next().unwrap_or_default()
}

#[test]
fn a_report_is_kept_with_its_day_and_adding_it_again_changes_nothing() {
    let here = Workplace::new();
    here.write("a.txt", REPORT);
    let add = ["add", "a.txt", "--date", "2017-08-13"];
    assert!(
        first_line(here.run(&add).went_well()).starts_with("marsad.db: 1 report added, 0 already there; ")
    );
    let before = held(&here);
    assert_eq!(before.reports[0].report.text, REPORT);
    assert_eq!(before.reports[0].report.date.unwrap().to_string(), "2017-08-13");
    let again = here.run(&add);
    assert_eq!(
        again.went_well().out,
        "marsad.db: 0 reports added, 1 already there; 0 claims (0 events, 0 states)\n"
    );
    assert_eq!(held(&here), before);
}

#[test]
fn the_record_holds_the_claims_that_code_prints() {
    let here = Workplace::new();
    let demo = corpus("demo/demo.jsonl");
    here.run(&["add", &demo]).went_well();
    let printed = here.run(&["code", &demo]);
    let kept: Vec<_> =
        held(&here).claims.iter().map(|it| serde_json::to_string(&it.claim).unwrap()).collect();
    assert_eq!(kept, printed.went_well().out.lines().collect::<Vec<_>>());
}

#[test]
fn the_demo_has_one_agency_text_that_two_outlets_carry() {
    let here = Workplace::new();
    here.run(&["add", &corpus("demo/demo.jsonl")]).went_well();
    let reports = held(&here).reports;
    let mut sources: Vec<&str> = reports.iter().map(|report| report.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    assert_eq!(sources.len(), reports.len() - 1);
}

#[test]
fn what_cannot_be_read_is_named_and_counted_and_the_rest_is_added() {
    let here = Workplace::new();
    here.write("good.txt", REPORT)
        .write("empty.txt", "")
        .write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    here.write(
        "lines.jsonl",
        "{\"text\":\"a b\"}\n{\"text\":\"x\",\"date\":\"2999-01-01\"}\n{\"text\":\"c d\"}\n",
    );
    let ran = here.run(&["add", "no.txt", "empty.txt", "picture.txt", ".", "lines.jsonl", "good.txt"]);
    ran.failed_saying(&[
        "no.txt: ",
        "empty.txt: ",
        "picture.txt: byte 0 (0x89)",
        ".: this is a folder",
        "lines.jsonl:2: 2999-01-01",
        "5 inputs could not be read",
    ]);
    assert!(first_line(&ran).starts_with("marsad.db: 3 reports added, 0 already there"), "{}", ran.out);
    assert_eq!(held(&here).reports.len(), 3);
}

#[test]
fn a_call_that_reads_nothing_makes_no_record() {
    let here = Workplace::new();
    here.run(&["add", "no.txt"]).failed_saying(&["1 input could not be read"]);
    assert!(!here.path("marsad.db").exists());
    here.run(&["add"]).failed_saying(&["<FILE|URL>..."]);
}

#[test]
fn standard_input_and_another_record_may_be_named() {
    let here = Workplace::new();
    here.run_with_input(&["add", "-", "--record", "other?mode=memory.db"], REPORT.as_bytes()).went_well();
    let record = Record::open_existing(&here.path("other?mode=memory.db")).unwrap();
    assert_eq!(record.as_of(Clocks::default()).unwrap().reports[0].report.id, "stdin");
}

#[test]
fn a_file_that_is_no_record_is_refused_and_left_alone() {
    let here = Workplace::new();
    here.write("a.txt", REPORT)
        .write("notes.txt", "these are my notes, and nothing may be written over them");
    let ran = here.run(&["add", "a.txt", "--record", "notes.txt"]);
    ran.failed_saying(&["notes.txt: this file is not a Marsad record", "help: name a record"]);
    assert!(std::fs::read_to_string(here.path("notes.txt")).unwrap().starts_with("these are my notes"));
}

#[test]
fn a_damaged_record_is_refused_and_left_alone() {
    let here = Workplace::new();
    here.write("a.txt", REPORT).run(&["add", &corpus("demo/demo.jsonl")]).went_well();
    let whole = std::fs::read(here.path("marsad.db")).unwrap();
    let damaged = &whole[..whole.len() / 2];
    here.write("marsad.db", damaged);
    here.run(&["add", "a.txt"])
        .failed_saying(&["marsad.db: this record is damaged", "help: keep this file as it is"]);
    assert_eq!(std::fs::read(here.path("marsad.db")).unwrap(), damaged);
}

#[test]
fn a_record_that_cannot_be_made_where_it_was_asked_for_says_so() {
    let here = Workplace::new();
    here.write("a.txt", REPORT);
    here.run(&["add", "a.txt", "--record", "no/marsad.db"])
        .failed_saying(&["no/marsad.db: there is no such folder", "help:"]);
    here.run(&["add", "a.txt", "--record", "."])
        .failed_saying(&[".: this is a folder", "help: name a file in it"]);
    // Nobody may make files here, not even root.
    #[cfg(target_os = "linux")]
    here.run(&["add", "a.txt", "--record", "/proc/marsad.db"]).failed_saying(&[
        "/proc/marsad.db: ",
        "read-only",
        "help:",
    ]);
}

#[test]
fn a_locked_record_is_waited_for_and_then_named() {
    let here = Workplace::new();
    here.write("a.txt", "a b").write("b.txt", REPORT).run(&["add", "a.txt"]).went_well();
    let other = rusqlite::Connection::open(here.path("marsad.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = here.command(&["add", "b.txt"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    other.execute_batch("COMMIT").unwrap();
    Ran::from(waiting.wait_with_output().unwrap()).went_well();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    here.write("c.txt", "c d");
    let ran = here.run(&["add", "c.txt"]);
    ran.failed_saying(&["marsad.db: another process is writing to this record", "help: wait until"]);
    assert_eq!(held(&here).reports.len(), 2);
}

#[test]
fn two_calls_may_make_and_fill_one_record_at_once() {
    let here = Workplace::new();
    let lines = |from: usize| {
        (from..from + 40).map(|n| format!("{{\"text\":\"a {n}\"}}")).collect::<Vec<_>>().join("\n")
    };
    here.write("a.jsonl", lines(0)).write("b.jsonl", lines(40));
    let calls = ["a.jsonl", "b.jsonl"].map(|file| here.command(&["add", file]).spawn().unwrap());
    for call in calls {
        Ran::from(call.wait_with_output().unwrap()).went_well();
    }
    assert_eq!(held(&here).reports.len(), 80);
}

#[test]
fn a_report_has_the_language_it_is_declared_to_be_in_or_surely_is_in() {
    let here = Workplace::new();
    let persian = "نیروهای دولتی سوریه امروز کنترل شهر السخنه را به دست گرفتند";
    here.write("lines.jsonl", format!("{{\"text\":\"{REPORT}\"}}\n{{\"text\":\"{REPORT}\",\"language\":\"ar-SY\",\"url\":\"u\"}}\n{{\"text\":\"{persian}\"}}\n"));
    let ran = here.run(&["add", "lines.jsonl"]);
    let languages: Vec<_> = held(&here).reports.into_iter().map(|it| it.report.language).collect();
    assert_eq!(languages, [Some("ar".to_owned()), Some("ar-SY".to_owned()), None]);
    assert!(
        ran.went_well().err.contains("lines.jsonl:3: it is in neither Arabic nor English"),
        "{}",
        ran.err
    );
}
