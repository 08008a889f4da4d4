//! What a record survives: a program that is killed, a disk that takes no more, a folder that may not be written to, damage,
//! and a clock that is set back. After each of them it says what is wrong, and nothing that was added is lost.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
#![cfg(unix)]
mod support;

use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use support::{Ran, Workplace};

const REPORT: &str = "سيطرت قوات النظام على بلدة السخنة في ريف حمص.";
const ADD: [&str; 2] = ["add", "many.jsonl"];

/// A folder with a file of so many reports.
fn with_reports(count: usize) -> Workplace {
    let here = Workplace::new();
    let line = |n| format!("{{\"text\":\"{REPORT} {n}\",\"url\":\"{n}\",\"date\":\"2017-08-13\"}}");
    here.write("many.jsonl", (0..count).map(line).collect::<Vec<_>>().join("\n"));
    here
}

/// What the log holds, entry for entry: reports with their claims, without the moments they were recorded.
fn bodies(record: &Path) -> Vec<String> {
    let db = Connection::open(record).unwrap();
    let mut query = db.prepare("SELECT body FROM entries ORDER BY seq").unwrap();
    let rows = query.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn wait_for(path: &Path) {
    while !path.exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// How many programs are killed: as many as the environment says, for a longer run.
fn kills() -> u32 {
    std::env::var("MARSAD_KILLS").map_or(6, |count| count.parse().unwrap())
}

#[test]
fn a_program_killed_at_any_moment_leaves_whole_reports_and_the_next_call_adds_what_is_missing() {
    let here = with_reports(200);
    here.run(&[&ADD[..], &["--record", "whole.db"]].concat()).went_well();
    let whole = bodies(&here.path("whole.db"));
    let file = here.path("marsad.db");
    let (mut killed, mut moment, mut span) = (0, 0x9E37_79B9_u32, Duration::from_secs(1));
    while killed < kills() {
        let mut child = here.command(&ADD).spawn().unwrap();
        wait_for(&file);
        let begun = Instant::now();
        moment = moment.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        std::thread::sleep(span.mul_f64(f64::from(moment) / f64::from(u32::MAX)));
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        killed += u32::from(!ended);
        let added = sound_entries(&here);
        assert_eq!(added, whole[..added.len()], "kill {killed}");
        if added.len() == whole.len() {
            // It was done before it was killed: the next ones are killed sooner, over a record of their own.
            span = span.min(begun.elapsed());
            std::fs::remove_file(&file).unwrap();
        }
    }
    let (there, missing) = (sound_entries(&here).len(), whole.len() - sound_entries(&here).len());
    let ran = here.run(&ADD);
    let said = format!("marsad.db: {missing} reports added, {there} already there");
    assert!(ran.went_well().out.starts_with(&said), "{said}: {}", ran.out);
    assert_eq!(sound_entries(&here), whole);
}

/// What the log holds, once `verify` has found it in order. A program killed before it laid out a record leaves none.
fn sound_entries(here: &Workplace) -> Vec<String> {
    let ran = here.run(&["verify"]);
    if ran.err.contains("there is no record here") {
        return Vec::new();
    }
    ran.went_well();
    bodies(&here.path("marsad.db"))
}

#[test]
fn a_disk_that_takes_no_more_is_named_with_the_cure_and_the_rest_is_added_once_there_is_room() {
    let here = with_reports(130);
    here.run(&[&ADD[..], &["--record", "whole.db"]].concat()).went_well();
    here.write("first.txt", REPORT).run(&["add", "first.txt"]).went_well();
    // In units of 512 bytes: room for the record as it is, and for a part of what is to come.
    let call = format!("trap '' XFSZ; ulimit -f 1000; exec {} add many.jsonl", env!("CARGO_BIN_EXE_marsad"));
    let ran = within(&here, Command::new("sh").args(["-c", &call]));
    ran.failed_saying(&["marsad.db: ", "full", "help: make room"]);
    let there = sound_entries(&here);
    assert!((1..131).contains(&there.len()), "{}", there.len());
    here.run(&ADD).went_well();
    let all = sound_entries(&here);
    assert_eq!(all[..there.len()], there);
    assert_eq!(all[1..], bodies(&here.path("whole.db")));
}

fn within(here: &Workplace, command: &mut Command) -> Ran {
    command.current_dir(here.path("")).output().unwrap().into()
}

/// The program without the right to pass over what files and folders allow, which root has.
fn as_anybody(here: &Workplace, args: &[&str]) -> Ran {
    let is_root = std::os::unix::fs::MetadataExt::uid(&std::fs::metadata("/proc/self").unwrap()) == 0;
    if !is_root {
        return here.run(args);
    }
    let program = ["--bounding-set=-dac_override,-dac_read_search", env!("CARGO_BIN_EXE_marsad")];
    within(here, Command::new("setpriv").args(program).args(args))
}

fn allow(here: &Workplace, name: &str, mode: u32) {
    std::fs::set_permissions(here.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_record_that_may_not_be_written_to_says_so_and_stays_as_it_is() {
    let here = with_reports(2);
    here.write("first.txt", REPORT).run(&["add", "first.txt"]).went_well();
    let before = std::fs::read(here.path("marsad.db")).unwrap();
    let refused = ["marsad.db: this record cannot be written: it is read-only", "help: allow writing to"];
    allow(&here, "marsad.db", 0o444);
    as_anybody(&here, &ADD).failed_saying(&refused);
    allow(&here, "marsad.db", 0o644);
    allow(&here, "", 0o555);
    as_anybody(&here, &ADD).failed_saying(&refused);
    allow(&here, "", 0o755);
    assert_eq!(std::fs::read(here.path("marsad.db")).unwrap(), before);
    here.run(&ADD).went_well();
    assert_eq!(sound_entries(&here).len(), 3);
}

#[test]
fn a_page_overwritten_behind_the_program_is_noticed_by_every_command_and_left_as_it_is() {
    let here = with_reports(100);
    here.run(&ADD).went_well();
    let mut bytes = std::fs::read(here.path("marsad.db")).unwrap();
    let body = "\"text\":\"سيطرت".as_bytes();
    let at = bytes.windows(body.len()).position(|window| window == body).unwrap();
    bytes[at + 8..at + 16].copy_from_slice(b"nothing.");
    here.write("marsad.db", &bytes);
    for command in [&["verify"][..], &["status"], &["copy", "marsad.db", "other.db"]] {
        here.run(command)
            .failed_saying(&["marsad.db: this record is damaged: entry", "help: keep this file"]);
    }
    let page = bytes.len() / 2 / 4096 * 4096;
    bytes[page..page + 4096].fill(0xa5);
    here.write("marsad.db", &bytes);
    for command in [&["verify"][..], &ADD] {
        here.run(command).failed_saying(&["marsad.db: this record is damaged", "help: keep this file"]);
    }
    assert_eq!(std::fs::read(here.path("marsad.db")).unwrap(), bytes);
}

#[test]
fn a_clock_that_was_set_back_is_said_and_no_entry_is_recorded_before_the_one_it_follows() {
    let here = with_reports(2);
    here.write("first.txt", REPORT).run(&["add", "first.txt"]).went_well();
    // The first entry as a clock that was ahead of its time would have recorded it: the year 2100.
    let ahead = 4_102_444_800_000_000_i64;
    let db = Connection::open(here.path("marsad.db")).unwrap();
    let sha256: String = db.query_row("SELECT body_sha256 FROM entries", [], |row| row.get(0)).unwrap();
    let sealed = format!("{}\n1\nreport\n{ahead}\n{sha256}", "0".repeat(64));
    let seal = Sha256::digest(sealed).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    db.execute_batch(&format!(
        "DROP TRIGGER entries_are_never_changed; UPDATE entries SET recorded = {ahead}, hash = '{seal}'"
    ))
    .unwrap();
    let ran = here.run(&ADD);
    let said =
        "marsad.db: its last entry was recorded on 2100-01-01T00:00:00Z, which by this clock is yet to come";
    assert!(ran.went_well().err.contains(said) && ran.err.contains("help: set the clock"), "{}", ran.err);
    let times: Vec<i64> = {
        let mut query = db.prepare("SELECT recorded FROM entries ORDER BY seq").unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(times, [ahead; 3]);
    here.run(&["verify"]).went_well();
}
