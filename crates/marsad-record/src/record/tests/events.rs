//! The index of events says what grouping all claims says.
use super::on_both_stores;
use super::place::Place;
use crate::event::tests::{Says, says};
use crate::{Act, Clocks, Event, Record, Review, SameEvent, Wanted, events};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use marsad_coder::{Actors, ClaimType, Gazetteer};
use marsad_data::DataFiles;
use marsad_text::Report;

on_both_stores!(
    the_index_has_the_events_of_the_record_whatever_came_when,
    reviews_redactions_and_copies_change_the_index,
    pages_give_every_event_once_newest_first,
    events_are_found_by_place_type_day_and_sources,
    an_index_made_by_other_rules_is_made_anew,
);

const DAY: Date = date(2019, 3, 1);
const PLACES: [&str; 5] = ["sy/ariha", "sy/sarmin", "sy/idlib", "sy/idlib-governorate", "sy/ariha-district"];
const TYPES: [ClaimType; 4] =
    [ClaimType::AirStrike, ClaimType::Shelling, ClaimType::Casualties, ClaimType::Capture];
const PARTIES: [&str; 3] = ["russian-forces", "syrian-government-forces", "islamic-state"];

struct Ground {
    rules: SameEvent,
    gazetteer: Gazetteer,
}

impl Ground {
    fn load() -> Self {
        let data = DataFiles::embedded();
        let rules = SameEvent::load(&data, &Actors::load(&data).unwrap()).unwrap();
        Self { rules, gazetteer: Gazetteer::load(&data).unwrap() }
    }

    /// What the index gives, page by page.
    fn indexed(&self, record: &mut Record, wanted: &Wanted, size: usize) -> Vec<Event> {
        record.index_events(&self.rules, &self.gazetteer).unwrap();
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let page =
                record.page_of_events(wanted, after.as_deref(), size, &self.rules, &self.gazetteer).unwrap();
            all.extend(page.events);
            after = page.next;
            if after.is_none() {
                return all;
            }
        }
    }

    /// What grouping all claims gives.
    fn grouped(&self, record: &Record) -> Vec<Event> {
        events(&record.as_of(Clocks::default()).unwrap(), &self.rules, &self.gazetteer)
    }

    fn assert_same(&self, record: &mut Record) {
        let mut indexed = self.indexed(record, &Wanted::default(), 7);
        indexed.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(indexed, self.grouped(record));
    }
}

/// A claim drawn by a number, so that many tell of one event and many nearly do.
fn drawn(number: usize) -> Says {
    let dice = |sides: usize, salt: usize| (number * 7919 + salt * 104_729) / 13 % sides;
    let day = DAY.saturating_add(i64::try_from(dice(4, 1)).unwrap().days());
    let says = says("o", TYPES[dice(4, 2)]).on(day).at(PLACES[dice(5, 3)]);
    let says = if dice(3, 4) == 0 { says } else { says.by(PARTIES[dice(3, 5)]) };
    if dice(2, 6) == 0 { says } else { says.killed(3 + dice(3, 7) as u64, 5 + dice(3, 7) as u64) }
}

fn add(record: &mut Record, number: usize, told: &[Says]) {
    let text = format!("report {number} of an outlet on what happened there, in words of its own {number}");
    let day = Some(DAY.saturating_add(i64::try_from(number % 5).unwrap().days()));
    let report = Report { id: number.to_string(), text, date: day, ..Report::default() };
    let claims: Vec<_> = (0..)
        .zip(told)
        .map(|(at, Says(_, claim))| {
            let mut claim = claim.clone();
            claim.sentence = marsad_text::Span::new(at, at + 1);
            claim
        })
        .collect();
    record.add(&report, &claims, None).unwrap();
}

fn decide(record: &mut Record, act: Act) {
    let (author, reason) = ("Lina".to_owned(), "r".to_owned());
    record.review(Review { author, reason, act }).unwrap();
}

fn the_index_has_the_events_of_the_record_whatever_came_when(place: &Place) {
    let ground = Ground::load();
    let mut record = place.record();
    for step in 0..6 {
        for number in step * 10..step * 10 + 10 {
            add(&mut record, number, &[drawn(number * 2), drawn(number * 2 + 1)]);
        }
        ground.assert_same(&mut record);
    }
}

fn reviews_redactions_and_copies_change_the_index(place: &Place) {
    let ground = Ground::load();
    let mut record = place.record();
    for number in 0..60 {
        add(&mut record, number, &[drawn(number)]);
    }
    let several = ground.grouped(&record).into_iter().find(|event| event.claims.len() > 2).unwrap();
    let ids: Vec<String> = several.claims.iter().map(|member| member.claim.clone()).collect();
    decide(&mut record, Act::Split { claims: vec![ids[0].clone()], from: ids[1..].to_vec() });
    ground.assert_same(&mut record);
    decide(&mut record, Act::Reject { claim: ids[1].clone() });
    ground.assert_same(&mut record);
    decide(&mut record, Act::Merge { claims: vec![ids[0].clone(), ids[2].clone()] });
    ground.assert_same(&mut record);
    let value = serde_json::json!("capture");
    decide(&mut record, Act::Correct { claim: ids[2].clone(), slot: "type".to_owned(), value });
    ground.assert_same(&mut record);
    let report = ids[0].split_once('-').unwrap().0;
    record.redact(report, "Lina", "asked to").unwrap();
    ground.assert_same(&mut record);
    let text = "report 7 of an outlet on what happened there, in words of its own 7".to_owned();
    let copy = Report { outlet: Some("copier".to_owned()), text, date: Some(DAY), ..Report::default() };
    record.add(&copy, &[drawn(7).1], None).unwrap();
    ground.assert_same(&mut record);
}

fn pages_give_every_event_once_newest_first(place: &Place) {
    let ground = Ground::load();
    let mut record = place.record();
    for number in 0..30 {
        add(&mut record, number, &[drawn(number)]);
    }
    let one_by_one = ground.indexed(&mut record, &Wanted::default(), 1);
    assert_eq!(one_by_one, ground.indexed(&mut record, &Wanted::default(), 1000));
    let days: Vec<Date> = one_by_one.iter().filter_map(Event::days).map(|days| days.end).collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
}

fn events_are_found_by_place_type_day_and_sources(place: &Place) {
    let ground = Ground::load();
    let mut record = place.record();
    for number in 0..40 {
        add(&mut record, number, &[drawn(number)]);
    }
    let all = ground.grouped(&record);
    let mut found = [0; 3];
    for (place, event_type, sources) in [
        ("sy/idlib-governorate", None, 2),
        ("sy/idlib-district", Some(ClaimType::Shelling), 1),
        ("sy/ariha", Some(ClaimType::Capture), 1),
    ] {
        let wanted = Wanted {
            place: Some(place.to_owned()),
            event_type,
            from: Some(date(2019, 3, 2)),
            to: Some(date(2019, 3, 3)),
            sources,
        };
        let right = all.iter().filter(|event| wanted.takes(event, &ground.gazetteer)).count();
        let listed = ground.indexed(&mut record, &wanted, 3).len();
        assert_eq!(listed, right, "{place}");
        found[sources] += listed;
    }
    assert!(found[1] > 0 && found[2] > 0, "{found:?}");
}

fn an_index_made_by_other_rules_is_made_anew(place: &Place) {
    let mut ground = Ground::load();
    let mut record = place.record();
    for number in 0..20 {
        add(&mut record, number, &[drawn(number)]);
    }
    ground.assert_same(&mut record);
    ground.gazetteer.add_csv("own.csv", "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source\nsy/sarmin,س,Sarmin,,town,sy/ariha-district,35.9,36.7,2500,x\n").unwrap();
    ground.assert_same(&mut record);
}
