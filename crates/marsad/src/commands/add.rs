use super::input::each_report;
use super::{Error, Outcome, coder, record};
use crate::cli::AddArgs;
use marsad_coder::{Claim, ClaimType, Kind};
use marsad_data::DataFiles;
use marsad_record::{Added, Record};
use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::io::Write;

pub(crate) fn run(data: &DataFiles, args: &AddArgs) -> Result<Outcome, Error> {
    let coder = coder(data, &args.places.places)?;
    let mut tally = Tally::default();
    // Opened for the first report, so that a call that reads nothing makes no record.
    let mut open: Option<Record> = None;
    let code = |report, _| {
        let (claims, notices) = coder.code(&report);
        ((report, claims), notices)
    };
    let outcome = each_report(&args.files, &args.read, code, |(report, claims)| {
        let record = match &mut open {
            Some(record) => record,
            None => open.insert(record::open(&args.record)?),
        };
        tally.count(record.add(&report, &claims)?, &claims);
        Ok(())
    });
    // A call that was cut short has still added what it added.
    writeln!(std::io::stdout(), "{}: {tally}", args.record.path.display())?;
    outcome
}

/// What a call added.
#[derive(Debug, Default)]
struct Tally {
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

    fn of_kind(&self, kind: Kind) -> usize {
        self.claims.iter().filter(|(claim_type, _)| claim_type.kind() == kind).map(|(_, count)| count).sum()
    }
}

impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (events, states) = (self.of_kind(Kind::Event), self.of_kind(Kind::State));
        write!(f, "{} added, {} already there; ", number(self.new, "report"), self.already_there)?;
        write!(
            f,
            "{} ({}, {})",
            number(events + states, "claim"),
            number(events, "event"),
            number(states, "state")
        )?;
        for (index, (claim_type, count)) in self.claims.iter().enumerate() {
            write!(f, "{}{} {count}", if index == 0 { "\n" } else { ", " }, claim_type.name())?;
        }
        Ok(())
    }
}

fn number(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
