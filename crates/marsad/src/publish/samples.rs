//! Events and figures made by hand, for tests.
use marsad_coder::{ClaimType, Modality};
use marsad_record::{Event, Figure};

/// An assault of which nothing more is known.
pub(super) fn event(id: &str) -> Event {
    Event {
        id: id.to_owned(),
        event_type: ClaimType::Assault,
        told_as: vec![],
        modality: Modality::Actual,
        when: None,
        reported: None,
        places: vec![],
        actors: vec![],
        targets: vec![],
        instruments: vec![],
        figures: vec![],
        disputed: vec![],
        claims: vec![],
        links: vec![],
        sources: 1,
    }
}

/// A number that all sources give.
pub(super) fn figure(what: &str, who: Option<&str>, min: u64, max: Option<u64>) -> Figure {
    Figure {
        what: what.to_owned(),
        who: who.map(str::to_owned),
        agreed: Some((min, max)),
        low: min,
        high: max,
        said: vec![],
    }
}
