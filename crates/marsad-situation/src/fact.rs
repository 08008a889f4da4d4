//! Claims laid out in time: what each says, from when, and up to when it speaks.
use crate::Since;
use jiff::civil::Date;
use marsad_coder::{Claim, ClaimType, Kind, Modality, PlaceFiller, Role, When};
use marsad_record::StoredReport;
use std::collections::{BTreeSet, HashSet};

/// One claim that counts on the day asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact<'a> {
    /// The claim's id in the record.
    pub(crate) id: &'a str,
    /// What it says.
    pub(crate) claim: &'a Claim,
    /// Where it stands.
    pub(crate) report: &'a StoredReport,
    /// First day it speaks of; none where no day is known.
    pub(crate) from: Option<Date>,
    /// Last day it speaks of, not after the day asked about; what "newer" means.
    pub(crate) at: Option<Date>,
    /// Its number in the layout.
    pub(crate) laid: u32,
}

impl<'a> Fact<'a> {
    /// The independent source that says so.
    pub(crate) fn source(&self) -> &'a str {
        &self.report.source
    }

    /// What facts are ordered by: their days, and what does not depend on when they came.
    pub(crate) fn order(&self) -> (Option<Date>, &'a str, u32, &'a str) {
        (self.at, &self.report.sha256, self.claim.span.start, self.id)
    }

    /// Since when it holds, as far as this claim tells.
    pub(crate) fn since(&self) -> Since {
        let when = self.claim.when.as_ref();
        let days = when.and_then(|when| when.relative_days).filter(|days| *days < 0).map(i32::unsigned_abs);
        Since { date: self.from, text: when.map(|when| when.passage.text.clone()), days_before_report: days }
    }

    /// Whether the same sentence of the same report says both.
    pub(crate) fn is_in_sentence_of(&self, other: &Self) -> bool {
        self.report.sha256 == other.report.sha256 && self.claim.sentence == other.claim.sentence
    }

    /// The days between which it puts what began and ended then.
    fn days(&self) -> Option<(Date, Date)> {
        self.claim.when.as_ref().filter(|when| !when.since).and_then(|when| when.start.zip(when.end))
    }

    /// Whether it is asserted and of one of these types.
    pub(crate) fn asserts(&self, types: &[ClaimType]) -> bool {
        self.claim.modality == Modality::Actual && types.contains(&self.claim.claim_type)
    }

    /// Whether it is said of a part of the place only.
    pub(crate) fn is_of_part(&self, place: &str) -> bool {
        self.claim.places.iter().any(|filler| filler.part && filler.id.as_deref() == Some(place))
    }

    /// Ids of its actors.
    pub(crate) fn actors(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.claim.actors.iter().map(|party| party.id.as_str())
    }

    /// Ids of those it is done to.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.claim.targets.iter().map(|party| party.id.as_str())
    }

    /// The places it names in one of these roles.
    pub(crate) fn fillers(&self, roles: &[Role]) -> impl Iterator<Item = &'a PlaceFiller> {
        self.claim.places.iter().filter(|place| roles.contains(&place.role))
    }
}

/// First and last day that a claim speaks of.
pub(crate) fn times(claim: &Claim, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    match &claim.when {
        None => (published, published),
        Some(when) if lasts(claim, when) => (when.start, published.or(when.end)),
        Some(when) => {
            let start = when.start.or(when.end);
            (start, start)
        }
    }
}

/// Whether what it says began then and goes on up to the report.
fn lasts(claim: &Claim, when: &When) -> bool {
    const ONGOING: [ClaimType; 4] =
        [ClaimType::Encircle, ClaimType::BlockGoods, ClaimType::DenyExit, ClaimType::CutRoute];
    let counted = when.relative_days.is_some_and(|days| days < 0);
    match claim.kind {
        Kind::State => when.since || counted,
        Kind::Event => when.since && ONGOING.contains(&claim.claim_type),
    }
}

impl Since {
    /// The earlier of two: a day before mere words, and of words those that reach further back.
    #[must_use]
    pub(crate) fn earliest(self, other: Self) -> Self {
        match (self.date, other.date) {
            (Some(mine), Some(theirs)) if theirs < mine => other,
            (None, Some(_)) => other,
            (None, None) if other.reach() > self.reach() => other,
            _ => self,
        }
    }

    fn reach(&self) -> (Option<u32>, bool) {
        (self.days_before_report, self.text.is_some())
    }
}

/// The earliest that any of these facts tells, a vague one ("last month") only where none of the others names a day of it.
pub(crate) fn since<'a>(facts: impl IntoIterator<Item = &'a Fact<'a>>) -> Since {
    let facts: Vec<&Fact> = facts.into_iter().collect();
    let told: BTreeSet<(Date, Date)> = facts.iter().filter_map(|fact| fact.days()).collect();
    let narrowed = |(from, to): (Date, Date)| {
        told.range((from, Date::MIN)..).any(|&days| days.1 <= to && days != (from, to))
    };
    let exact = facts.iter().filter(|fact| !fact.days().is_some_and(narrowed));
    exact.map(|fact| fact.since()).reduce(Since::earliest).unwrap_or_default()
}

/// Their claims' ids, each once, in their order.
pub(crate) fn ids<'a>(facts: impl IntoIterator<Item = &'a Fact<'a>>) -> Vec<String> {
    distinct(facts.into_iter().map(|fact| fact.id))
}

/// How many independent sources they come from.
pub(crate) fn sources<'a>(facts: impl IntoIterator<Item = &'a Fact<'a>>) -> usize {
    facts.into_iter().map(Fact::source).collect::<BTreeSet<_>>().len()
}

/// Each once, in order of first mention.
pub(crate) fn distinct<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut known = HashSet::new();
    ids.into_iter().filter(|id| known.insert(*id)).map(str::to_owned).collect()
}
