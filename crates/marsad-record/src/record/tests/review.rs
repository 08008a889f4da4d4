//! What reviewers decide.
use super::place::Place;
use super::{claim, on_both_stores, report};
use crate::{Act, Clocks, Record, RecordError, Review, Snapshot, Status};
use marsad_coder::{ClaimType, Modality};
use marsad_text::Span;

on_both_stores!(
    a_correction_moves_the_past_as_known_now_and_leaves_what_was_recorded_then,
    a_rejected_claim_is_gone_until_somebody_takes_it_back_in,
    a_claim_that_the_coder_missed_is_written_by_hand_with_its_words,
    a_claim_is_published_only_once_reviewed_and_by_somebody_else_where_two_people_are_wanted,
    what_does_not_fit_is_refused_and_changes_nothing,
    merges_and_splits_are_kept_for_the_events,
);

fn filled(place: &Place) -> (Record, String) {
    let mut record = place.record();
    let claims = [claim(ClaimType::Shelling), claim(ClaimType::Capture)];
    record.add(&report("قصفت المدفعية الحي", None), &claims, None).unwrap();
    let first = now(&record).claims[0].id.clone();
    (record, first)
}

fn now(record: &Record) -> Snapshot {
    record.as_of(Clocks::default()).unwrap()
}

fn review(record: &mut Record, author: &str, act: Act) -> Result<Vec<String>, RecordError> {
    record.review(Review { author: author.to_owned(), reason: "read the report".to_owned(), act })
}

fn a_correction_moves_the_past_as_known_now_and_leaves_what_was_recorded_then(place: &Place) {
    let (mut record, claim) = filled(place);
    let then = record.end().unwrap().recorded;
    let before = now(&record);
    let value = "air_strike".into();
    review(&mut record, "Ann", Act::Correct { claim: claim.clone(), slot: "type".to_owned(), value })
        .unwrap();
    let after = now(&record);
    let stored = &after.claims[0];
    assert_eq!((stored.claim.claim_type, stored.status), (ClaimType::AirStrike, Status::Reviewed));
    assert_eq!(stored.reviewer.as_deref(), Some("Ann"));
    assert_eq!(record.as_of(Clocks { recorded: then, ..Clocks::default() }).unwrap(), before);
    let history = record.history(&claim).unwrap();
    assert_eq!((history.len(), history[0].seq, history[0].review.author.as_str()), (1, 2, "Ann"));
}

fn a_rejected_claim_is_gone_until_somebody_takes_it_back_in(place: &Place) {
    let (mut record, claim) = filled(place);
    review(&mut record, "Ann", Act::Reject { claim: claim.clone() }).unwrap();
    assert_eq!(now(&record).claims.len(), 1);
    review(&mut record, "Bob", Act::Accept { claim: claim.clone() }).unwrap();
    assert_eq!(now(&record).claims.len(), 2);
    review(&mut record, "Cy", Act::Comment { claim: claim.clone() }).unwrap();
    assert_eq!(record.history(&claim).unwrap().len(), 3);
}

fn a_claim_that_the_coder_missed_is_written_by_hand_with_its_words(place: &Place) {
    let (mut record, _) = filled(place);
    let id = now(&record).reports[0].id.clone();
    let mut written = claim(ClaimType::Destruction);
    written.span = Span::new(5, 18);
    let add = |claim| Act::Add { report: id.clone(), claim: Box::new(claim) };
    let ids = review(&mut record, "Ann", add(written.clone())).unwrap();
    let snapshot = now(&record);
    let stored = snapshot.claims.last().unwrap();
    assert_eq!((&stored.id, &*stored.claim, stored.status), (&ids[0], &written, Status::Reviewed));
    assert!(ids[0].starts_with(&format!("{id}-h")), "{ids:?}");
    review(&mut record, "Bob", Act::Publish { claim: ids[0].clone() }).unwrap();
    written.span = Span::new(5, 99);
    let error = review(&mut record, "Ann", add(written)).unwrap_err().to_string();
    assert!(error.contains("no code points 5..99"), "{error}");
}

fn a_claim_is_published_only_once_reviewed_and_by_somebody_else_where_two_people_are_wanted(place: &Place) {
    let (mut record, claim) = filled(place);
    let publish = || Act::Publish { claim: claim.clone() };
    let error = review(&mut record, "Ann", publish()).unwrap_err().to_string();
    assert!(error.contains("has not been reviewed yet"), "{error}");
    record.ask_for_two_people(true, "Ann", "our rules").unwrap();
    review(&mut record, "Ann", Act::Accept { claim: claim.clone() }).unwrap();
    let error = review(&mut record, "Ann", publish()).unwrap_err().to_string();
    assert!(error.contains("last reviewed by Ann"), "{error}");
    review(&mut record, "Bob", publish()).unwrap();
    assert_eq!(now(&record).claims[0].status, Status::Published);
    review(&mut record, "Bob", Act::Accept { claim: claim.clone() }).unwrap();
    assert_eq!(now(&record).claims[0].status, Status::Reviewed, "it has to be published anew");
    record.ask_for_two_people(false, "Ann", "only me today").unwrap();
    review(&mut record, "Bob", publish()).unwrap();
}

fn what_does_not_fit_is_refused_and_changes_nothing(place: &Place) {
    let (mut record, claim) = filled(place);
    let end = record.end().unwrap();
    let correct = |slot: &str, value: serde_json::Value| Act::Correct {
        claim: claim.clone(),
        slot: slot.to_owned(),
        value,
    };
    for (act, said) in [
        (Act::Accept { claim: "none-1".to_owned() }, "no claim has the id none-1"),
        (Act::Accept { claim: format!("{claim}0") }, "no claim has the id"),
        (correct("modality", "perhaps".into()), "modality cannot be set to that"),
        (correct("start", 3.into()), "the slots are type, modality"),
        (Act::Merge { claims: vec![claim.clone()] }, "at least two claims"),
    ] {
        let error = review(&mut record, "Ann", act).unwrap_err().to_string();
        assert!(error.contains(said) && error.contains("help: "), "{error}");
    }
    let unsigned = review(&mut record, "", Act::Accept { claim: claim.clone() }).unwrap_err().to_string();
    assert!(unsigned.contains("author and a reason"), "{unsigned}");
    assert_eq!(record.end().unwrap(), end);
    assert_eq!(now(&record).claims[0].claim.modality, Modality::Actual);
}

fn merges_and_splits_are_kept_for_the_events(place: &Place) {
    let (mut record, _) = filled(place);
    let ids: Vec<String> = now(&record).claims.into_iter().map(|stored| stored.id).collect();
    review(&mut record, "Ann", Act::Merge { claims: ids.clone() }).unwrap();
    let split = Act::Split { claims: ids[..1].to_vec(), from: ids[1..].to_vec() };
    review(&mut record, "Bob", split).unwrap();
    let judged = now(&record).judgements;
    assert_eq!((judged[0].claims.len(), judged[0].apart_from.len()), (2, 0));
    assert_eq!((judged[1].author.as_str(), &judged[1].apart_from), ("Bob", &ids[1..].to_vec()));
    assert_eq!(record.history(&ids[1]).unwrap().len(), 2);
}
