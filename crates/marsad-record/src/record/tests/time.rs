//! Three clocks.
use super::place::Place;
use super::{DAY, at, claim, on_both_stores, report};
use crate::{Act, Clocks, Record, Review, Snapshot};
use jiff::civil::date;
use marsad_coder::{ClaimType, Precision, TimePassage, When};
use marsad_text::{Report, Span};
use proptest::prelude::*;

on_both_stores!(
    known_leaves_out_what_was_published_later_or_nobody_knows_when,
    valid_leaves_out_what_began_later,
    recorded_shows_the_record_as_it_was_and_the_same_ids,
    a_clock_set_back_does_not_reorder_the_log,
);

fn known_leaves_out_what_was_published_later_or_nobody_knows_when(place: &Place) {
    let mut record = place.record();
    for (text, day) in [("أ", Some(DAY)), ("ب", Some(date(2017, 1, 18))), ("ج", None)] {
        record.add(&report(text, day), &[claim(ClaimType::Capture)], None).unwrap();
    }
    let known = record.as_of(Clocks { known: Some(DAY), ..Clocks::default() }).unwrap();
    assert_eq!((known.reports.len(), known.claims.len()), (1, 1));
    let all = record.as_of(Clocks::default()).unwrap();
    assert_eq!(all.report_of(&all.claims[2]).report.text, "ج");
}

fn valid_leaves_out_what_began_later(place: &Place) {
    let mut record = place.record();
    let mut earlier = claim(ClaimType::Capture);
    earlier.when = Some(When {
        passage: TimePassage { text: "ق".to_owned(), at: Span::new(0, 1) },
        start: Some(date(2017, 1, 3)),
        end: None,
        precision: Precision::Day,
        relative_days: None,
        since: false,
    });
    record.add(&report("أ", Some(DAY)), &[earlier, claim(ClaimType::Capture)], None).unwrap();
    record.add(&report("ب", None), &[claim(ClaimType::Capture)], None).unwrap();
    let then = record.as_of(Clocks { valid: Some(date(2017, 1, 10)), ..Clocks::default() }).unwrap();
    let ids: Vec<&str> = then.claims.iter().filter_map(|stored| stored.id.split('-').nth(1)).collect();
    assert_eq!(ids, ["1", "1"], "what began by then, and what nobody knows the day of");
    assert_eq!(then.reports.len(), 2);
}

fn recorded_shows_the_record_as_it_was_and_the_same_ids(place: &Place) {
    let mut record = place.record();
    add_at(&mut record, 0, &report("أ", None));
    let then = record.as_of(Clocks::default()).unwrap();
    add_at(&mut record, 10, &report("ب", None));
    assert_eq!(recorded(&record, 9), then);
    assert_eq!(recorded(&record, 10).claims.len(), 2);
    assert!(recorded(&record, -1).reports.is_empty());
}

fn a_clock_set_back_does_not_reorder_the_log(place: &Place) {
    let mut record = place.record();
    add_at(&mut record, 10, &report("أ", None));
    add_at(&mut record, 0, &report("ب", None));
    assert_eq!(record.as_of(Clocks::default()).unwrap().reports[1].recorded, at(10));
}

fn add_at(record: &mut Record, second: i64, report: &Report) {
    let mut batch = record.batch_at(at(second)).unwrap();
    batch.add(report, &[claim(ClaimType::Capture)], None).unwrap();
    batch.commit().unwrap();
}

fn recorded(record: &Record, second: i64) -> Snapshot {
    record.as_of(Clocks { recorded: Some(at(second)), ..Clocks::default() }).unwrap()
}

/// Something that happens to a record.
#[derive(Debug, Clone)]
enum Step {
    /// A report of so many words from a running text, published on some day.
    Add { from: u32, words: u32, day: Option<i8> },
    /// A review of one of the claims that are there.
    Review { claim: usize, act: u8 },
}

impl Step {
    fn take(&self, record: &mut Record, second: i64) {
        match *self {
            Self::Add { from, words, day } => {
                let text: Vec<String> = (from..from + words).map(|n| format!("w{n}")).collect();
                let day = day.map(|day| date(2017, 1, day));
                add_at(record, second, &report(&text.join(" "), day));
            }
            Self::Review { claim, act } => {
                let claims = record.as_of(Clocks::default()).unwrap().claims;
                if let Some(stored) = claims.get(claim % claims.len().max(1)) {
                    let claim = stored.id.clone();
                    let act = match act {
                        0 => Act::Accept { claim },
                        1 => Act::Reject { claim },
                        _ => Act::Correct { claim, slot: "modality".to_owned(), value: "failed".into() },
                    };
                    let review = Review { author: "a".to_owned(), reason: "b".to_owned(), act };
                    record.take(review, at(second)).unwrap();
                }
            }
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let add = (0..60_u32, 1..80_u32, prop::option::of(1..28_i8));
    let add = add.prop_map(|(from, words, day)| Step::Add { from, words, day });
    let review = (any::<usize>(), 0..3_u8).prop_map(|(claim, act)| Step::Review { claim, act });
    prop::collection::vec(prop_oneof![3 => add, 1 => review], 1..12)
}

fn sorted(mut snapshot: Snapshot) -> Vec<(String, String, String)> {
    let claims = std::mem::take(&mut snapshot.claims);
    let mut all: Vec<_> = claims
        .iter()
        .map(|stored| {
            let report = snapshot.report_of(stored);
            (stored.id.clone(), report.id.clone(), report.source.clone())
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn replaying_any_prefix_of_what_happened_gives_what_was_recorded_then(steps in steps()) {
        let place = Place::file();
        let mut record = place.record();
        for (step, second) in steps.iter().zip(0..) {
            step.take(&mut record, second);
        }
        for (length, last) in (0..=steps.len()).zip(-1..) {
            let mut replayed = Record::open(place.address(&format!("prefix{length}"))).unwrap();
            for (step, second) in steps[..length].iter().zip(0..) {
                step.take(&mut replayed, second);
            }
            let then = recorded(&record, last);
            prop_assert_eq!(then, replayed.as_of(Clocks::default()).unwrap());
        }
    }

    #[test]
    fn the_order_in_which_reports_arrive_does_not_change_what_they_amount_to(
        (steps, shuffled) in steps().prop_flat_map(|steps| {
            let adds: Vec<Step> =
                steps.into_iter().filter(|step| matches!(step, Step::Add { .. })).collect();
            (Just(adds.clone()), Just(adds).prop_shuffle())
        })
    ) {
        let place = Place::file();
        let of = |name: &str, steps: &[Step]| {
            let mut record = Record::open(place.address(name)).unwrap();
            for (step, second) in steps.iter().zip(0..) {
                step.take(&mut record, second);
            }
            sorted(record.as_of(Clocks::default()).unwrap())
        };
        prop_assert_eq!(of("one", &steps), of("other", &shuffled));
    }
}
