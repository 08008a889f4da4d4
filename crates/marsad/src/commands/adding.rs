//! Reports into a record, by `add` and `watch`.
use super::input::{Found, each_report};
use super::progress::Progress;
use super::{Error, Outcome, record};
use crate::cli::RecordArg;
use marsad_coder::{Claim, ClaimType, Coder, Kind};
use marsad_record::{Added, Record};
use marsad_text::Report;
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::num::NonZeroUsize;

/// Adds to a record.
#[derive(Debug)]
pub(crate) struct Adding<'a> {
    coder: Coder,
    threads: NonZeroUsize,
    place: &'a RecordArg,
    /// Opened for the first report, so that a call that reads nothing makes no record.
    open: Option<Record>,
    tally: Tally,
}

impl<'a> Adding<'a> {
    pub(crate) fn new(coder: Coder, threads: NonZeroUsize, place: &'a RecordArg) -> Self {
        Self { coder, threads, place, open: None, tally: Tally::default() }
    }

    /// Codes and adds every report that is found.
    pub(crate) fn add(
        &mut self,
        found: impl Iterator<Item = Found>,
        progress: &Progress,
    ) -> Result<Outcome, Error> {
        let Self { coder, threads, place, open, tally } = self;
        let code = |report: Report, original| {
            let report = report.with_language();
            let (claims, notices) = coder.code(&report);
            ((report, original, claims), notices)
        };
        each_report(found, *threads, progress, code, |(report, _, claims)| {
            tally.count(opened(open, place)?.add(&report, &claims)?, &claims);
            Ok(())
        })
    }

    /// The record; made where there is none.
    pub(crate) fn record(&mut self) -> Result<&mut Record, Error> {
        opened(&mut self.open, self.place)
    }

    /// What was added since it was last asked.
    pub(crate) fn take_tally(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
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
