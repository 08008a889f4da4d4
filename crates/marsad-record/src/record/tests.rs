use super::{Added, Record};
use crate::Fault;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use marsad_coder::{Claim, ClaimType, Modality, Passage};
use marsad_text::{Report, Span};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const DAY: Date = date(2017, 1, 17);

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_500_000_000 + second).unwrap()
}

fn report(text: &str, day: Option<Date>) -> Report {
    Report { id: "r".to_owned(), text: text.to_owned(), date: day, ..Report::default() }
}

fn from_outlet(text: &str, outlet: &str) -> Report {
    Report { outlet: Some(outlet.to_owned()), ..report(text, Some(DAY)) }
}

fn claim(claim_type: ClaimType) -> Claim {
    let span = Span::new(0, 4);
    Claim {
        doc: "r".to_owned(),
        claim_type,
        kind: claim_type.kind(),
        modality: Modality::Actual,
        span,
        trigger: Passage { text: "قصفت".to_owned(), span },
        sentence: span,
        actors: vec![],
        targets: vec![],
        places: vec![],
        counts: vec![],
        when: None,
        attribution: None,
        instrument: None,
        rule: "fighting/shelling".to_owned(),
        confidence: 0.9,
    }
}

fn empty() -> (TempDir, PathBuf, Record) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marsad.db");
    let record = Record::open(&path).unwrap();
    (folder, path, record)
}

/// Changes the file behind the record's back.
fn tamper(path: &Path, sql: &str) {
    let db = rusqlite::Connection::open(path).unwrap();
    let open = "PRAGMA foreign_keys = OFF; DROP TRIGGER entries_are_never_changed; DROP TRIGGER entries_are_never_deleted";
    db.execute_batch(&format!("{open}; {sql}")).unwrap();
}

#[test]
fn what_goes_in_comes_out_after_closing() {
    let (_folder, path, mut record) = empty();
    let report = from_outlet("قصفت المدفعية\r\nالحي\0", "وكالة");
    let claims = [claim(ClaimType::Shelling), claim(ClaimType::Besieged)];
    assert_eq!(record.add_at(at(0), &report, &claims).unwrap(), Added::New);
    drop(record);
    let snapshot = Record::open_existing(&path).unwrap().snapshot(None, None).unwrap();
    assert_eq!(snapshot.reports[0].report, report);
    assert_eq!(snapshot.reports[0].recorded, at(0));
    assert_eq!(snapshot.claims.iter().map(|it| it.claim.clone()).collect::<Vec<_>>(), claims);
    let stem = crate::entry::short(&snapshot.reports[0].sha256);
    assert_eq!(snapshot.claims[1].id, format!("{stem}-2"));
    assert_eq!(snapshot.reports[0].source, stem);
}

#[test]
fn adding_the_same_report_again_changes_nothing() {
    let (_folder, _, mut record) = empty();
    record.add(&report("نص", None), &[claim(ClaimType::Capture)]).unwrap();
    let before = record.snapshot(None, None).unwrap();
    let renamed = Report { id: "other".to_owned(), ..report("نص", None) };
    assert_eq!(record.add(&renamed, &[]).unwrap(), Added::AlreadyThere);
    assert_eq!(record.snapshot(None, None).unwrap(), before);
}

#[test]
fn the_same_text_from_another_outlet_is_kept_as_a_copy_of_one_source() {
    let (_folder, _, mut record) = empty();
    record.add(&from_outlet("نص", "أ"), &[claim(ClaimType::Capture)]).unwrap();
    assert_eq!(record.add(&from_outlet("نص", "ب"), &[claim(ClaimType::Capture)]).unwrap(), Added::New);
    let snapshot = record.snapshot(None, None).unwrap();
    assert_eq!(snapshot.reports[0].source, snapshot.reports[1].source);
    assert_ne!(snapshot.claims[0].id, snapshot.claims[1].id);
    assert!(snapshot.claims[1].id.ends_with(".2-1"), "{}", snapshot.claims[1].id);
}

#[test]
fn a_formula_repeated_on_another_day_is_another_report() {
    let (_folder, _, mut record) = empty();
    record.add(&report("قصف على الحي", Some(DAY)), &[]).unwrap();
    assert_eq!(record.add(&report("قصف على الحي", Some(date(2017, 3, 1))), &[]).unwrap(), Added::New);
}

#[test]
fn near_copies_within_a_week_are_one_source_and_later_ones_are_not() {
    let (_folder, _, mut record) = empty();
    let wire = (0..60).map(|n| format!("كلمة{n}")).collect::<Vec<_>>().join(" ");
    let retouched = format!("عاجل: {wire}.");
    for (text, day) in [
        (wire.as_str(), Some(DAY)),
        (&retouched, Some(date(2017, 1, 24))),
        (&format!("{retouched} ا"), Some(date(2017, 6, 1))),
        (&format!("{retouched} ب"), None),
        ("نص آخر لا صلة له بما سبق من كلام", Some(DAY)),
    ] {
        record.add(&report(text, day), &[]).unwrap();
    }
    let reports = record.snapshot(None, None).unwrap().reports;
    let first = &reports[0].source;
    assert_eq!(
        reports.iter().map(|it| it.source == *first).collect::<Vec<_>>(),
        [true, true, false, true, false]
    );
}

#[test]
fn known_leaves_out_what_was_published_later_or_nobody_knows_when() {
    let (_folder, _, mut record) = empty();
    for (text, day) in [("أ", Some(DAY)), ("ب", Some(date(2017, 1, 18))), ("ج", None)] {
        record.add(&report(text, day), &[claim(ClaimType::Capture)]).unwrap();
    }
    let known = record.snapshot(Some(DAY), None).unwrap();
    assert_eq!((known.reports.len(), known.claims.len()), (1, 1));
    let all = record.snapshot(None, None).unwrap();
    assert_eq!(all.report_of(&all.claims[2]).report.text, "ج");
}

#[test]
fn recorded_shows_the_record_as_it_was_and_the_same_ids() {
    let (_folder, _, mut record) = empty();
    record.add_at(at(0), &report("أ", None), &[claim(ClaimType::Capture)]).unwrap();
    let then = record.snapshot(None, None).unwrap();
    record.add_at(at(10), &report("ب", None), &[claim(ClaimType::Capture)]).unwrap();
    assert_eq!(record.snapshot(None, Some(at(9))).unwrap(), then);
    assert_eq!(record.snapshot(None, Some(at(10))).unwrap().claims.len(), 2);
    assert!(record.snapshot(None, Some(at(-1))).unwrap().reports.is_empty());
}

#[test]
fn a_clock_set_back_does_not_reorder_the_log() {
    let (_folder, _, mut record) = empty();
    record.add_at(at(10), &report("أ", None), &[]).unwrap();
    record.add_at(at(0), &report("ب", None), &[]).unwrap();
    assert_eq!(record.snapshot(None, None).unwrap().reports[1].recorded, at(10));
}

#[test]
fn entries_can_be_neither_changed_nor_deleted() {
    let (_folder, path, mut record) = empty();
    record.add(&report("أ", None), &[]).unwrap();
    let db = rusqlite::Connection::open(path).unwrap();
    assert!(db.execute("UPDATE entries SET source = 'x'", []).is_err());
    assert!(db.execute("DELETE FROM entries", []).is_err());
}

#[test]
fn a_changed_or_missing_entry_is_noticed_and_named() {
    for sql in [
        "UPDATE entries SET body = replace(body, 'yes', 'no') WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 1",
        "UPDATE entries SET sha256 = 'x' WHERE seq = 2",
    ] {
        let (_folder, path, mut record) = empty();
        record.add(&report("first", None), &[]).unwrap();
        record.add(&report("yes", None), &[]).unwrap();
        assert_eq!(record.verify().unwrap(), 2);
        tamper(&path, sql);
        let error = record.snapshot(None, None).unwrap_err().to_string();
        assert!(error.contains("marsad.db: this record is damaged: entry 2"), "{error}");
        assert!(record.verify().is_err());
    }
}

#[test]
fn a_file_that_is_no_record_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "not a database at all, but long enough to be read as a header of one").unwrap();
    for error in [Record::open(&path).unwrap_err(), Record::open_existing(&path).unwrap_err()] {
        assert!(matches!(error.fault, Fault::NotARecord), "{error}");
    }
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(Record::open(&other).unwrap_err().fault, Fault::NotARecord));
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("not a database"));
}

#[test]
fn a_damaged_record_is_refused_before_anything_is_added() {
    let (_folder, path, mut record) = empty();
    for n in 0..50 {
        record.add(&report(&format!("{n} ").repeat(400), None), &[]).unwrap();
    }
    drop(record);
    let whole = std::fs::read(&path).unwrap();
    let cut = &whole[..whole.len() / 2];
    let mut overwritten = whole.clone();
    let middle = whole.len() / 2;
    overwritten[middle..middle + 4096].fill(0x5a);
    for damaged in [cut, &overwritten] {
        std::fs::write(&path, damaged).unwrap();
        let error = Record::open(&path).unwrap_err();
        assert!(matches!(error.fault, Fault::Corrupt(_)), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), damaged);
    }
}

#[test]
fn a_missing_record_a_folder_and_records_of_other_formats_are_told_apart() {
    let (folder, path, record) = empty();
    drop(record);
    let missing = folder.path().join("no.db");
    assert!(matches!(Record::open_existing(&missing).unwrap_err().fault, Fault::Missing));
    assert!(!missing.exists());
    assert!(matches!(Record::open(&folder.path().join("no/no.db")).unwrap_err().fault, Fault::NoFolder));
    assert!(matches!(Record::open(folder.path()).unwrap_err().fault, Fault::Folder));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Record::open(&path).unwrap_err().fault, Fault::Newer(99)));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 1).unwrap();
    assert!(matches!(Record::open(&path).unwrap_err().fault, Fault::Older(1)));
}

#[test]
fn a_record_that_another_process_writes_to_is_said_to_be_locked() {
    let (_folder, path, mut record) = empty();
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    record.db.busy_timeout(std::time::Duration::from_millis(20)).unwrap();
    let error = record.add(&report("أ", None), &[]).unwrap_err();
    assert!(matches!(error.fault, Fault::Locked), "{error}");
    assert!(error.to_string().contains("help: wait"), "{error}");
    assert!(record.snapshot(None, None).unwrap().reports.is_empty());
}

#[test]
fn two_programs_may_add_at_once() {
    let (_folder, path, _) = empty();
    std::thread::scope(|scope| {
        for worker in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let mut record = Record::open(path).unwrap();
                for n in 0..20 {
                    record.add(&report(&format!("{worker} {n}"), None), &[]).unwrap();
                }
            });
        }
    });
    assert_eq!(Record::open(&path).unwrap().verify().unwrap(), 40);
}
