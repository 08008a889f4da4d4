//! What goes in, what counts as the same, and what is refused.
use super::place::Place;
use super::{DAY, at, claim, from_outlet, on_both_stores, report};
use crate::{Added, Clocks, Fault, Record, Snapshot};
use jiff::civil::date;
use marsad_coder::ClaimType;
use marsad_text::{Original, Report};
use std::path::PathBuf;

on_both_stores!(
    what_goes_in_comes_out_after_closing,
    adding_the_same_report_again_changes_nothing,
    the_same_text_from_another_outlet_is_kept_as_a_copy_of_one_source,
    near_copies_within_a_week_are_one_source_and_later_ones_are_not,
    a_report_that_is_like_two_others_makes_all_three_one_source,
    a_batch_that_is_not_committed_leaves_nothing,
    entries_can_be_neither_changed_nor_deleted,
    a_record_that_another_process_writes_to_is_said_to_be_locked,
    two_programs_may_add_at_once,
    words_are_found_in_any_spelling_and_with_what_is_written_onto_them,
    what_is_remembered_is_there_the_next_time,
);

fn now(record: &Record) -> Snapshot {
    record.as_of(Clocks::default()).unwrap()
}

fn what_goes_in_comes_out_after_closing(place: &Place) {
    let mut record = place.record();
    let report = from_outlet("قصفت المدفعية\r\nالحي\0", "وكالة");
    let claims = [claim(ClaimType::Shelling), claim(ClaimType::Besieged)];
    let original = Original { bytes: vec![0, 255], media_type: Some("text/plain".to_owned()), address: None };
    let mut batch = record.batch_at(at(0)).unwrap();
    assert_eq!(batch.add(&report, &claims, Some(&original)).unwrap(), Added::New);
    batch.commit().unwrap();
    drop(record);
    let record = Record::open_existing(place.address("marsad")).unwrap();
    let snapshot = now(&record);
    let stored = &snapshot.reports[0];
    assert_eq!((&stored.report, stored.recorded), (&report, at(0)));
    assert_eq!(snapshot.claims.iter().map(|it| (*it.claim).clone()).collect::<Vec<_>>(), claims);
    assert_eq!(snapshot.claims[1].id, format!("{}-2", stored.id));
    assert_eq!(stored.source, stored.id);
    let seal = stored.original.as_ref().unwrap();
    assert_eq!((seal.length, seal.media_type.as_deref()), (2, Some("text/plain")));
    assert_eq!(record.original(&seal.sha256).unwrap(), Some(vec![0, 255]));
}

fn adding_the_same_report_again_changes_nothing(place: &Place) {
    let mut record = place.record();
    record.add(&report("نص", None), &[claim(ClaimType::Capture)], None).unwrap();
    let (before, end) = (now(&record), record.end().unwrap());
    let renamed = Report { id: "other".to_owned(), ..report("نص", None) };
    assert_eq!(record.add(&renamed, &[], None).unwrap(), Added::AlreadyThere);
    assert_eq!((now(&record), record.end().unwrap()), (before, end));
    let later = report("نص", Some(date(2017, 3, 1)));
    assert_eq!(record.add(&later, &[], None).unwrap(), Added::New, "a formula repeated on another day");
}

fn the_same_text_from_another_outlet_is_kept_as_a_copy_of_one_source(place: &Place) {
    let mut record = place.record();
    for outlet in ["أ", "ب"] {
        let added = record.add(&from_outlet("نص", outlet), &[claim(ClaimType::Capture)], None).unwrap();
        assert_eq!(added, Added::New);
    }
    let snapshot = now(&record);
    assert_eq!(snapshot.reports[0].source, snapshot.reports[1].source);
    assert_ne!(snapshot.claims[0].id, snapshot.claims[1].id);
}

fn near_copies_within_a_week_are_one_source_and_later_ones_are_not(place: &Place) {
    let mut record = place.record();
    let wire = words(0..60);
    let retouched = format!("عاجل: {wire}.");
    for (text, day) in [
        (wire.as_str(), Some(DAY)),
        (&retouched, Some(date(2017, 1, 24))),
        (&format!("{retouched} ا"), Some(date(2017, 6, 1))),
        (&format!("{retouched} ب"), Some(date(2017, 1, 12))),
        ("نص آخر لا صلة له بما سبق من كلام", Some(DAY)),
    ] {
        record.add(&report(text, day), &[], None).unwrap();
    }
    assert_eq!(groups(&now(&record)), [0, 0, 2, 0, 4]);
}

/// A stretch of a made-up text.
fn words(range: std::ops::Range<u32>) -> String {
    range.map(|n| format!("كلمة{n}")).collect::<Vec<_>>().join(" ")
}

/// For each report, the first that has its source.
fn groups(snapshot: &Snapshot) -> Vec<usize> {
    let reports = &snapshot.reports;
    let first = |source: &str| reports.iter().position(|other| other.source == source).unwrap();
    reports.iter().map(|report| first(&report.source)).collect()
}

fn a_report_that_is_like_two_others_makes_all_three_one_source(place: &Place) {
    let texts = [words(0..100), words(50..150), words(20..130)];
    for (order, expected) in [([0, 1, 2], [0, 0, 0]), ([0, 2, 1], [0, 0, 0]), ([2, 1, 0], [0, 0, 0])] {
        let mut record =
            Record::open(place.address(&format!("r{}{}{}", order[0], order[1], order[2]))).unwrap();
        for (text, nth) in order.into_iter().zip(0..) {
            record
                .batch_at(at(nth))
                .map(|mut batch| {
                    batch.add(&report(&texts[text], Some(DAY)), &[], None).unwrap();
                    batch.commit().unwrap();
                })
                .unwrap();
        }
        let snapshot = now(&record);
        assert_eq!(groups(&snapshot), expected, "{order:?}");
        assert_eq!(Some(&snapshot.reports[0].source), snapshot.reports.iter().map(|it| &it.id).min());
        let then = record.as_of(Clocks { recorded: Some(at(1)), ..Clocks::default() }).unwrap();
        let were_one = order[..2] != [0, 1];
        assert_eq!(then.reports[0].source == then.reports[1].source, were_one, "{order:?}");
    }
}

fn a_batch_that_is_not_committed_leaves_nothing(place: &Place) {
    let mut record = place.record();
    let mut batch = record.batch().unwrap();
    batch.add(&report("أ", None), &[claim(ClaimType::Capture)], None).unwrap();
    drop(batch);
    assert!(now(&record).reports.is_empty());
    assert_eq!(record.add(&report("أ", None), &[], None).unwrap(), Added::New);
}

fn entries_can_be_neither_changed_nor_deleted(place: &Place) {
    place.record().add(&report("أ", None), &[], None).unwrap();
    assert!(!place.allows("UPDATE entries SET kind = 'x'"));
    assert!(!place.allows("UPDATE entries SET body = 'x'"));
    assert!(!place.allows("UPDATE entries SET body = NULL, hash = 'x'"));
    assert!(!place.allows("DELETE FROM entries"));
}

fn a_record_that_another_process_writes_to_is_said_to_be_locked(place: &Place) {
    let mut record = place.record();
    let mut other = place.record();
    let batch = other.batch().unwrap();
    let error = record.add(&report("أ", None), &[], None).unwrap_err();
    assert!(matches!(error.fault, Fault::Locked), "{error}");
    assert!(error.to_string().contains("help: wait"), "{error}");
    drop(batch);
    assert_eq!(record.add(&report("أ", None), &[], None).unwrap(), Added::New);
}

fn two_programs_may_add_at_once(place: &Place) {
    place.record();
    std::thread::scope(|scope| {
        for worker in 0..2 {
            scope.spawn(move || {
                let mut record = place.record();
                for n in 0..20 {
                    record.add(&report(&format!("{worker} {n}"), None), &[], None).unwrap();
                }
            });
        }
    });
    assert_eq!(place.record().verify().unwrap().entries, 40);
}

fn words_are_found_in_any_spelling_and_with_what_is_written_onto_them(place: &Place) {
    let mut record = place.record();
    let texts = ["قصف على حي الجورة", "غارات بتدمر وريفها", "هدوء في إدلب"];
    for text in texts {
        record.add(&report(text, None), &[], None).unwrap();
    }
    for (words, found) in [
        ("الجوره", &texts[..1]),
        ("جورة", &texts[..1]),
        ("تدمر", &texts[1..2]),
        ("ادلب", &texts[2..]),
        ("غارات تدمر", &texts[1..2]),
        ("غارات ادلب", &[]),
        ("", &[]),
        ("\" OR ' & |", &[]),
    ] {
        let reports = record.search(words, 10).unwrap();
        assert_eq!(reports.iter().map(|it| it.report.text.as_str()).collect::<Vec<_>>(), found, "{words}");
    }
}

fn what_is_remembered_is_there_the_next_time(place: &Place) {
    let mut record = place.record();
    assert_eq!(record.remembered("etag").unwrap(), None);
    record.remember("etag", "1").unwrap();
    record.remember("etag", "2").unwrap();
    assert_eq!(place.record().remembered("etag").unwrap().as_deref(), Some("2"));
}

fn file() -> (Place, PathBuf) {
    let place = Place::file();
    let crate::Address::File(path) = place.address("marsad") else { unreachable!() };
    (place, path)
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
    let (place, path) = file();
    let mut record = place.record();
    for n in 0..50 {
        record.add(&report(&format!("{n} ").repeat(400), None), &[], None).unwrap();
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
    let (place, path) = file();
    place.record();
    let missing = path.with_file_name("no.db");
    assert!(matches!(Record::open_existing(&missing).unwrap_err().fault, Fault::Missing));
    assert!(!missing.exists());
    let nowhere = path.with_file_name("no").join("no.db");
    assert!(matches!(Record::open(&nowhere).unwrap_err().fault, Fault::NoFolder));
    assert!(matches!(Record::open(path.parent().unwrap()).unwrap_err().fault, Fault::Folder));
    for (format, newer) in [(99, true), (1, false)] {
        rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", format).unwrap();
        let fault = Record::open(&path).unwrap_err().fault;
        assert_eq!(matches!(fault, Fault::Newer(99)), newer, "{fault}");
        assert_eq!(matches!(fault, Fault::Older(1)), !newer, "{fault}");
    }
}

#[test]
fn a_database_without_a_record_and_a_server_that_is_not_there_are_told_apart() {
    let place = Place::server();
    let error = Record::open_existing(place.address("empty")).unwrap_err();
    assert!(matches!(error.fault, Fault::Missing), "{error}");
    let error = Record::open("postgres://ann:hush@localhost:1/none").unwrap_err();
    assert!(matches!(error.fault, Fault::Server(_)), "{error}");
    assert!(!error.to_string().contains("hush"), "{error}");
}
