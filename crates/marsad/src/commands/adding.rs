//! Reports into a record, by `add` and `watch`.
use super::input::{Found, each_report};
use super::progress::Progress;
use super::{Error, Outcome, record};
use crate::cli::RecordArg;
use marsad_coder::{Claim, ClaimType, Coder, Kind};
use marsad_record::{Added, Record};
use marsad_text::{Original, Report};
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::num::NonZeroUsize;

/// So many reports go into the record at once: each time, the disk has to be waited for.
const PILE: usize = 64;

/// Adds to a record.
pub(crate) struct Adding<'a> {
    coder: Coder,
    threads: NonZeroUsize,
    pile: Pile<'a>,
}

impl<'a> Adding<'a> {
    pub(crate) fn new(coder: Coder, threads: NonZeroUsize, place: &'a RecordArg) -> Self {
        let pile = Pile { place, record: None, coded: Vec::new(), tally: Tally::default() };
        Self { coder, threads, pile }
    }

    /// Codes and adds every report that is found.
    pub(crate) fn add(
        &mut self,
        found: impl Iterator<Item = Found>,
        progress: &Progress,
    ) -> Result<Outcome, Error> {
        let Self { coder, threads, pile } = self;
        let code = |report: Report, original| {
            let report = report.with_language();
            let (claims, notices) = coder.code(&report);
            (Coded { report, claims, original }, notices)
        };
        let outcome = each_report(found, *threads, progress, code, |coded| pile.take(coded));
        // What was coded before the call was cut short is added all the same.
        pile.file().and(outcome)
    }

    /// The record; made where there is none.
    pub(crate) fn record(&mut self) -> Result<&mut Record, Error> {
        opened(&mut self.pile.record, self.pile.place)
    }

    /// What was added since it was last asked.
    pub(crate) fn take_tally(&mut self) -> Tally {
        std::mem::take(&mut self.pile.tally)
    }
}

/// A report that is coded and not yet in the record.
struct Coded {
    report: Report,
    claims: Vec<Claim>,
    original: Original,
}

/// Coded reports, until the record takes them all at once.
struct Pile<'a> {
    place: &'a RecordArg,
    /// Opened for the first report, so that a call that reads nothing makes no record.
    record: Option<Record>,
    coded: Vec<Coded>,
    tally: Tally,
}

impl Pile<'_> {
    fn take(&mut self, coded: Coded) -> Result<(), Error> {
        self.coded.push(coded);
        if self.coded.len() < PILE { Ok(()) } else { self.file() }
    }

    fn file(&mut self) -> Result<(), Error> {
        if self.coded.is_empty() {
            return Ok(());
        }
        let mut batch = opened(&mut self.record, self.place)?.batch()?;
        let mut added = Vec::new();
        for Coded { report, claims, original } in &self.coded {
            added.push(batch.add(report, claims, Some(original))?);
        }
        batch.commit()?;
        for (coded, added) in self.coded.drain(..).zip(added) {
            self.tally.count(added, &coded.claims);
        }
        Ok(())
    }
}

fn opened<'r>(open: &'r mut Option<Record>, place: &RecordArg) -> Result<&'r mut Record, Error> {
    Ok(match open {
        Some(record) => record,
        None => open.insert(record::open(place)?),
    })
}

/// What was added.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    new: usize,
    already_there: usize,
    claims: BTreeMap<ClaimType, usize>,
}

impl Tally {
    fn count(&mut self, added: Added, claims: &[Claim]) {
        match added {
            Added::AlreadyThere => self.already_there += 1,
            Added::New => {
                self.new += 1;
                for claim in claims {
                    *self.claims.entry(claim.claim_type).or_default() += 1;
                }
            }
        }
    }

    /// In a few words, without the types of claims.
    pub(crate) fn in_short(&self) -> String {
        let claims = number(self.claims.values().sum(), "claim");
        format!("{} added, {} already there; {claims}", number(self.new, "report"), self.already_there)
    }

    fn of_kind(&self, kind: Kind) -> usize {
        self.claims.iter().filter(|(claim_type, _)| claim_type.kind() == kind).map(|(_, count)| count).sum()
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (events, states) = (self.of_kind(Kind::Event), self.of_kind(Kind::State));
        write!(f, "{} ({}, {})", self.in_short(), number(events, "event"), number(states, "state"))?;
        for (index, (claim_type, count)) in self.claims.iter().enumerate() {
            write!(f, "{}{} {count}", if index == 0 { "\n" } else { ", " }, claim_type.name())?;
        }
        Ok(())
    }
}

fn number(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
