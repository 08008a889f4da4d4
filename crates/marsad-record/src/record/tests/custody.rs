//! The chain, checkpoints, redaction, and moving from one store to another.
use super::place::Place;
use super::{claim, from_outlet, on_both_stores, report};
use crate::{Act, Clocks, Key, Record, Review};
use marsad_coder::ClaimType;
use marsad_text::Original;

on_both_stores!(
    a_changed_missing_or_moved_entry_is_noticed_and_named,
    a_checkpoint_notices_that_the_end_was_cut_off,
    a_redacted_report_leaves_its_hash_and_nothing_else,
    a_copy_on_the_other_store_has_the_same_seals,
);

fn a_changed_missing_or_moved_entry_is_noticed_and_named(place: &Place) {
    let mut record = place.record();
    for text in ["first", "yes", "last"] {
        record.add(&report(text, None), &[], None).unwrap();
    }
    assert_eq!(record.verify().unwrap().entries, 3);
    for (number, (sql, named)) in [
        ("UPDATE entries SET body = replace(body, 'yes', 'no') WHERE seq = 2", "entry 2 was changed"),
        ("UPDATE entries SET recorded = 5 WHERE seq = 2", "entry 2 was changed"),
        ("UPDATE entries SET body = NULL WHERE seq = 2", "the body of entry 2 is gone"),
        ("DELETE FROM entries WHERE seq = 2", "entry 2 is gone"),
        (
            "UPDATE entries SET seq = 9 WHERE seq = 3; UPDATE entries SET seq = 3 WHERE seq = 2; \
             UPDATE entries SET seq = 2 WHERE seq = 9",
            "entry 2 was changed",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let twin = place.twin(&format!("t{number}"), &record);
        twin.tamper(sql);
        let error = twin.open().verify().unwrap_err().to_string();
        assert!(error.contains("this record is damaged") && error.contains(named), "{sql}: {error}");
    }
}

fn a_checkpoint_notices_that_the_end_was_cut_off(place: &Place) {
    let mut record = place.record();
    let key = Key::generate().unwrap();
    for text in ["first", "last"] {
        record.add(&report(text, None), &[], None).unwrap();
    }
    let point = record.checkpoint(&key).unwrap();
    assert!(point.is_signed() && point.seq == 2);
    assert!(!crate::Checkpoint { seq: 1, ..point.clone() }.is_signed());
    record.add(&report("later", None), &[], None).unwrap();
    assert_eq!(record.verify().unwrap().checkpoints, [point]);
    assert!(record.stamp(b"no token").is_err());
    let twin = place.twin("cut", &record);
    twin.tamper("DELETE FROM entries WHERE seq > 1");
    let error = twin.open().verify().unwrap_err().to_string();
    assert!(error.contains("entry 2 is gone: a checkpoint saw it"), "{error}");
    let twin = place.twin("signature", &record);
    twin.tamper("UPDATE checkpoints SET seq = 1");
    let error = twin.open().verify().unwrap_err().to_string();
    assert!(error.contains("signature of the checkpoint of entry 1 does not hold"), "{error}");
}

fn a_redacted_report_leaves_its_hash_and_nothing_else(place: &Place) {
    let mut record = place.record();
    let original = |bytes: &[u8]| Original { bytes: bytes.to_vec(), media_type: None, address: None };
    let shared = original(b"shared");
    record.add(&from_outlet("سر", "أ"), &[claim(ClaimType::Arrest)], Some(&original(b"own"))).unwrap();
    record.add(&from_outlet("نص", "ب"), &[claim(ClaimType::Arrest)], Some(&shared)).unwrap();
    record.add(&from_outlet("نص آخر", "ب"), &[], Some(&shared)).unwrap();
    let before = record.as_of(Clocks::default()).unwrap().reports;
    assert!(record.redact(&before[0].id, " ", "why").is_err());
    assert!(record.redact("none", "Ann", "why").is_err());
    for report in &before[..2] {
        record.redact(&report.id, "Ann", "names a witness").unwrap();
    }
    let after = record.as_of(Clocks::default()).unwrap();
    assert_eq!((after.reports.len(), after.claims.len()), (1, 0));
    assert!(record.search("سر", 9).unwrap().is_empty());
    let kept = |at: usize| record.original(&before[at].original.as_ref().unwrap().sha256).unwrap();
    assert_eq!(kept(0), None);
    assert_eq!(kept(1).as_deref(), Some(&b"shared"[..]), "another report was taken from it too");
    assert_eq!(record.verify().unwrap().redacted, 2);
    assert_eq!(record.verify().unwrap().entries, 5);
    place.tamper("UPDATE entries SET body = NULL WHERE seq = 4");
    assert!(record.verify().is_err(), "a redaction of a redaction");
}

fn a_copy_on_the_other_store_has_the_same_seals(place: &Place) {
    let mut record = place.record();
    let original = Original { bytes: b"bytes".to_vec(), media_type: None, address: None };
    record.add(&report("قصف على الجورة", None), &[claim(ClaimType::Shelling)], Some(&original)).unwrap();
    record.add(&report("سر", None), &[], None).unwrap();
    let before = record.as_of(Clocks::default()).unwrap();
    let act = Act::Accept { claim: before.claims[0].id.clone() };
    record.review(Review { author: "Ann".to_owned(), reason: "read it".to_owned(), act }).unwrap();
    record.redact(&before.reports[1].id, "Ann", "why").unwrap();
    record.checkpoint(&Key::generate().unwrap()).unwrap();
    let other = match place {
        Place::File(_) => Place::server(),
        Place::Server(_) => Place::file(),
    };
    let mut copy = other.record();
    assert_eq!(record.copy_to(&mut copy).unwrap(), 4);
    assert_eq!(copy.verify().unwrap(), record.verify().unwrap());
    assert_eq!(copy.end().unwrap(), record.end().unwrap());
    let all = Clocks::default();
    assert_eq!(copy.as_of(all).unwrap(), record.as_of(all).unwrap());
    assert_eq!(copy.search("جوره", 9).unwrap().len(), 1);
    assert_eq!(copy.history(&before.claims[0].id).unwrap().len(), 1);
    assert_eq!(record.copy_to(&mut copy).unwrap_err().to_string().lines().count(), 2, "it is not empty");
    copy.add(&report("جديد", None), &[], None).unwrap();
    assert_eq!(copy.verify().unwrap().entries, 5);
}

/// A record beside another, to be damaged.
struct Twin<'p> {
    place: &'p Place,
    name: String,
}

impl Place {
    fn twin(&self, name: &str, record: &Record) -> Twin<'_> {
        record.copy_to(&mut Record::open(self.address(name)).unwrap()).unwrap();
        Twin { place: self, name: name.to_owned() }
    }
}

impl Twin<'_> {
    fn tamper(&self, sql: &str) {
        self.place.tamper_with(&self.name, sql);
    }

    fn open(&self) -> Record {
        Record::open_existing(self.place.address(&self.name)).unwrap()
    }
}
