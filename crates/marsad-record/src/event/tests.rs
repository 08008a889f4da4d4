//! What makes one event of many claims, and what keeps two apart.
use crate::event::{Event, SameEvent, events};
use crate::{Judgement, Snapshot, Status, StoredClaim, StoredReport};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use marsad_coder::{
    Actors, Claim, ClaimType, Count, Gazetteer, Modality, Party, Passage, PlaceFiller, Precision, Role,
    TimePassage, When,
};
use marsad_data::DataFiles;
use marsad_text::{Report, Span};

const DAY: Date = date(2019, 3, 5);
const NOWHERE: Span = Span { start: 0, end: 1 };

/// What one report says in its only sentence.
#[derive(Clone)]
pub(crate) struct Says(pub(crate) &'static str, pub(crate) Claim);

pub(crate) fn says(outlet: &'static str, claim_type: ClaimType) -> Says {
    let trigger = Passage { text: "x".to_owned(), span: NOWHERE };
    let claim = Claim {
        doc: outlet.to_owned(),
        claim_type,
        kind: claim_type.kind(),
        modality: Modality::Actual,
        span: NOWHERE,
        trigger,
        sentence: NOWHERE,
        actors: vec![],
        targets: vec![],
        places: vec![],
        counts: vec![],
        when: None,
        attribution: None,
        instrument: None,
        rule: String::new(),
        confidence: 0.9,
    };
    Says(outlet, claim).on(DAY)
}

impl Says {
    pub(crate) fn on(mut self, day: Date) -> Self {
        self.1.when = Some(When {
            passage: TimePassage { text: "x".to_owned(), at: NOWHERE },
            start: Some(day),
            end: Some(day),
            precision: Precision::Day,
            relative_days: None,
            since: false,
        });
        self
    }

    pub(crate) fn at(mut self, id: &str) -> Self {
        let gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
        let place = gazetteer.get(id).unwrap();
        self.1.places.push(PlaceFiller {
            passage: Passage { text: place.name_ar.clone(), span: NOWHERE },
            role: Role::At,
            id: Some(place.id.clone()),
            name_en: Some(place.name_en.clone()),
            lat: Some(place.lat),
            lon: Some(place.lon),
            precision_m: Some(place.precision_m),
            candidates: 1,
            part: false,
        });
        self
    }

    pub(crate) fn by(mut self, id: &str) -> Self {
        let passage = Passage { text: "x".to_owned(), span: NOWHERE };
        self.1.actors.push(Party { id: id.to_owned(), passage });
        self
    }

    pub(crate) fn killed(mut self, min: u64, max: u64) -> Self {
        self.1.counts.push(Count {
            what: "killed".to_owned(),
            who: None,
            min: Some(min),
            max: Some(max),
            passage: Passage { text: "x".to_owned(), span: NOWHERE },
        });
        self
    }

    fn put(mut self, modality: Modality) -> Self {
        self.1.modality = modality;
        self
    }
}

fn snapshot(told: &[Says]) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for (index, Says(outlet, claim)) in told.iter().enumerate() {
        snapshot.reports.push(StoredReport {
            id: (*outlet).to_owned(),
            report: Report { id: (*outlet).to_owned(), date: Some(date(2019, 3, 6)), ..Report::default() },
            sha256: String::new(),
            recorded: Timestamp::UNIX_EPOCH,
            source: outlet.split('=').next_back().unwrap().to_owned(),
            original: None,
        });
        let id = format!("{outlet}-1");
        let status = Status::Machine;
        snapshot.claims.push(StoredClaim {
            id,
            claim: Box::new(claim.clone()),
            report: index,
            status,
            reviewer: None,
        });
    }
    snapshot
}

fn merged(snapshot: &Snapshot) -> Vec<Event> {
    let data = DataFiles::embedded();
    let rules = SameEvent::load(&data, &Actors::load(&data).unwrap()).unwrap();
    events(snapshot, &rules, &Gazetteer::load(&data).unwrap())
}

fn told(told: &[Says]) -> Vec<Event> {
    merged(&snapshot(told))
}

fn judged(author: &str, claims: &[&str], apart_from: &[&str]) -> Judgement {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    Judgement {
        author: author.to_owned(),
        reason: "r".to_owned(),
        claims: owned(claims),
        apart_from: owned(apart_from),
    }
}

/// Five outlets on one strike: a city or its governorate's town, a toll that rises, one who blames another.
fn five() -> Vec<Says> {
    vec![
        says("a", ClaimType::AirStrike).at("sy/ariha").by("russian-forces").killed(7, 7),
        says("b", ClaimType::AirStrike).at("sy/ariha").by("syrian-government-forces").killed(7, 7),
        says("c", ClaimType::AirStrike).at("sy/ariha").killed(12, 12),
        says("d", ClaimType::Casualties).at("sy/ariha").killed(10, 99),
        says("e", ClaimType::Shelling).at("sy/ariha").by("russian-forces"),
    ]
}

#[test]
fn five_sources_on_one_strike_make_one_event_with_what_they_agree_on_and_what_not() {
    let events = told(&five());
    let [event] = &events[..] else { panic!("{events:#?}") };
    assert_eq!((event.event_type, event.sources, event.links.len()), (ClaimType::AirStrike, 5, 4));
    let killed = &event.figures[0];
    assert_eq!((killed.agreed, killed.low, killed.high, killed.said.len()), (None, 7, Some(99), 4));
    let disputed: Vec<&str> = event.disputed.iter().map(|dispute| dispute.slot.as_str()).collect();
    assert_eq!(disputed, ["type", "actors"]);
    assert_eq!(event.when.map(|days| (days.start, days.end)), Some((DAY, DAY)));
}

#[test]
fn the_order_in_which_reports_came_makes_no_difference() {
    let events = told(&five());
    let mut reports = five();
    for _ in 0..reports.len() {
        reports.rotate_left(1);
        assert_eq!(told(&reports), events);
    }
    reports.reverse();
    assert_eq!(told(&reports), events);
}

#[test]
fn copies_of_one_text_are_one_source() {
    let strike = |outlet| says(outlet, ClaimType::AirStrike).at("sy/ariha").killed(7, 7);
    let events = told(&[strike("a=wire"), strike("b=wire"), strike("c")]);
    assert_eq!((events.len(), events[0].claims.len(), events[0].sources), (1, 3, 2));
    assert_eq!(events[0].figures[0].agreed, Some((7, Some(7))));
}

#[test]
fn two_villages_on_one_day_and_one_village_on_two_days_are_two_events() {
    let strike = |outlet| says(outlet, ClaimType::AirStrike).by("russian-forces");
    assert_eq!(told(&[strike("a").at("sy/ariha"), strike("b").at("sy/sarmin")]).len(), 2);
    let next = strike("b").at("sy/ariha").on(date(2019, 3, 6));
    assert_eq!(told(&[strike("a").at("sy/ariha"), next]).len(), 2);
}

#[test]
fn a_week_of_strikes_does_not_run_together() {
    let on =
        |outlet, day| says(outlet, ClaimType::AirStrike).at("sy/ariha").killed(5, 5).on(date(2019, 3, day));
    let events = told(&[on("a", 1), on("b", 2), on("c", 3), on("d", 4), on("e", 5)]);
    assert!(events.iter().all(|event| event.claims.len() <= 2), "{events:#?}");
}

#[test]
fn what_one_side_takes_the_other_does_not_take_at_the_same_time() {
    let takes = |outlet, by| says(outlet, ClaimType::Capture).at("sy/ariha").by(by);
    let sides = [takes("a", "syrian-government-forces"), takes("b", "islamic-state")];
    assert_eq!(told(&sides).len(), 2);
    let allies = [takes("a", "syrian-government-forces"), takes("b", "russian-forces")];
    assert_eq!(told(&allies).len(), 1);
}

#[test]
fn a_clash_has_two_sides_and_no_dispute_on_who_did_it() {
    let clash = |outlet, by| says(outlet, ClaimType::Assault).at("sy/ariha").by(by);
    let events = told(&[clash("a", "syrian-government-forces"), clash("b", "islamic-state")]);
    assert_eq!((events.len(), events[0].actors.len(), events[0].disputed.len()), (1, 2, 0));
}

#[test]
fn a_denial_disputes_an_event_and_makes_none() {
    let strike = |outlet| says(outlet, ClaimType::AirStrike).at("sy/ariha").by("russian-forces");
    let denial = strike("b").put(Modality::Denied);
    assert!(told(std::slice::from_ref(&denial)).is_empty());
    let events = told(&[strike("a"), denial]);
    assert_eq!((events.len(), events[0].modality), (1, Modality::Actual));
    assert_eq!(events[0].disputed[0].slot, "modality");
}

#[test]
fn what_is_feared_or_planned_is_no_event() {
    let strike = |modality| says("a", ClaimType::AirStrike).at("sy/ariha").put(modality);
    assert!(told(&[strike(Modality::Feared)]).is_empty());
    assert!(told(&[strike(Modality::Intended)]).is_empty());
}

#[test]
fn reviewers_have_the_last_word_and_the_later_one_the_very_last() {
    let mut snapshot = snapshot(&[
        says("a", ClaimType::AirStrike).at("sy/ariha"),
        says("b", ClaimType::AirStrike).at("sy/ariha"),
        says("c", ClaimType::AirStrike).at("sy/sarmin"),
    ]);
    assert_eq!(merged(&snapshot).len(), 2);
    snapshot.judgements = vec![judged("Lina", &["a-1"], &["b-1"]), judged("Lina", &["b-1", "c-1"], &[])];
    let events = merged(&snapshot);
    let of =
        |index: usize| events[index].claims.iter().map(|member| member.claim.as_str()).collect::<Vec<_>>();
    assert_eq!((events.len(), of(0), of(1)), (2, vec!["a-1"], vec!["b-1", "c-1"]));
    assert_eq!(events[1].links[0].because, ["Lina: r"]);
    snapshot.judgements.push(judged("Omar", &["b-1"], &["c-1"]));
    assert_eq!(merged(&snapshot).len(), 3);
}

#[test]
fn a_type_in_no_family_is_named() {
    let own = DataFiles::embedded();
    let text = own.get("ontology/events.toml").unwrap().replace("\"protest\"", "\"threat\"");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("ontology")).unwrap();
    std::fs::write(folder.path().join("ontology/events.toml"), text).unwrap();
    let data = DataFiles::from_dir(folder.path()).unwrap();
    let problem = SameEvent::load(&data, &Actors::load(&own).unwrap()).unwrap_err();
    assert_eq!(problem.what, "`protest` is in no family");
}
