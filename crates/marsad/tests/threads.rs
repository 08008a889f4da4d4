//! Reports coded on several threads, as they come.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
mod support;

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use support::Workplace;

const REPORT: &str = "سيطرت قوات النظام على بلدة السخنة في ريف حمص.";

/// Reports of growing length, some lines of which are none.
fn uneven(reports: usize) -> String {
    let mut lines = String::new();
    for number in 0..reports {
        let text = REPORT.repeat(number % 7);
        writeln!(lines, "{{\"id\":\"report {number}\",\"text\":\"{text}\"}}").unwrap();
    }
    lines
}

#[test]
fn any_number_of_threads_prints_the_same_in_the_same_order() {
    let here = Workplace::new();
    here.write("lines.jsonl", uneven(300)).write("empty.txt", "").write("a.txt", REPORT);
    let run = |threads: &str, format: &str| {
        let files = ["a.txt", "lines.jsonl", "empty.txt", "a.txt"];
        let ran = here.run(&[&["code", "--threads", threads, "--format", format], &files[..]].concat());
        (ran.out, ran.err)
    };
    for format in ["jsonl", "table"] {
        let (out, err) = run("1", format);
        assert!(out.contains("report 299") && err.contains("lines.jsonl:8: the report is empty"), "{err}");
        for threads in ["2", "3", "16"] {
            assert!(run(threads, format) == (out.clone(), err.clone()), "{threads} threads print otherwise");
        }
    }
}

#[test]
fn any_number_of_threads_makes_the_same_record() {
    let here = Workplace::new();
    here.write("lines.jsonl", uneven(60));
    let added = |threads: &str| {
        let record = format!("{threads}.db");
        here.run(&["add", "lines.jsonl", "--threads", threads, "--record", &record]);
        here.run(&["status", "--format", "json", "--record", &record]).went_well().out.clone()
    };
    assert_eq!(added("1"), added("4"));
}

#[test]
fn no_thread_at_all_is_refused() {
    let here = Workplace::new();
    here.write("a.txt", REPORT)
        .run(&["code", "a.txt", "--threads", "0"])
        .failed_saying(&["--threads", "'0'"]);
}

#[cfg(unix)]
#[test]
fn claims_are_printed_before_a_stream_has_ended() {
    let here = Workplace::new();
    std::os::unix::fs::symlink("/dev/stdin", here.path("stream.jsonl")).unwrap();
    let mut command = here.command(&["code", "stream.jsonl", "--threads", "2"]);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let line = format!("{{\"text\":\"{REPORT}\"}}\n");
    // Nobody reads on behind the first claim: only a program that waits for the end takes all of it.
    let feeder = std::thread::spawn(move || (0..100_000).all(|_| input.write_all(line.as_bytes()).is_ok()));
    let mut some = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!feeder.join().unwrap(), "the whole stream was read first");
}
