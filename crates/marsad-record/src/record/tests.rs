//! What a record promises, on a file and on a server alike.
mod custody;
mod events;
mod log;
mod place;
mod review;
mod time;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use marsad_coder::{Claim, ClaimType, Modality, Passage};
use marsad_text::{Report, Span};

/// Makes each of these functions a test on a SQLite file and a test on a PostgreSQL server.
macro_rules! on_both_stores {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $name() { super::$name(&crate::record::tests::place::Place::file()); })+
        }
        mod postgres {
            $(#[test] fn $name() { super::$name(&crate::record::tests::place::Place::server()); })+
        }
    };
}
use on_both_stores;

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
    let span = Span::new(0, 1);
    Claim {
        doc: "r".to_owned(),
        claim_type,
        kind: claim_type.kind(),
        modality: Modality::Actual,
        span,
        trigger: Passage { text: "ق".to_owned(), span },
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
