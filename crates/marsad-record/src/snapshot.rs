use crate::entry::{Entry, Filed, report_id};
use crate::review::{self, Act, Review, Status};
use crate::source::Sources;
use crate::{Fault, OriginalSeal};
use jiff::Timestamp;
use jiff::civil::Date;
use marsad_coder::Claim;
use marsad_text::Report;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The three clocks that a question to the record may set; none is "now".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Valid time: only claims about what had begun by this day, or of unknown day.
    pub valid: Option<Date>,
    /// Publication time: only reports published up to this day. One of unknown day is left out: nobody can say that it was
    /// out by then.
    pub known: Option<Date>,
    /// Transaction time: only what the record held at this moment.
    pub recorded: Option<Timestamp>,
}

/// A report as the record keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredReport {
    /// Stable id: 16 hexadecimal digits made of its text, outlet, address and day.
    pub id: String,
    /// The report, its text untouched.
    pub report: Report,
    /// SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal.
    pub sha256: String,
    /// When this record took it in (transaction time).
    pub recorded: Timestamp,
    /// The least id of the reports that carry the same text or nearly so: copies of one wire text count as one source.
    pub source: String,
    /// The bytes it was taken from, where they were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<OriginalSeal>,
}

/// A claim as the record keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredClaim {
    /// Stable id: the report's id, a hyphen, and the claim's number in it from 1; after a hyphen and `h`, of one that a
    /// reviewer wrote.
    pub id: String,
    /// What the report says, as corrected; boxed, for a list of many grows by copying.
    pub claim: Box<Claim>,
    /// Index into [`Snapshot::reports`].
    pub report: usize,
    /// How far it has come.
    #[serde(default)]
    pub status: Status,
    /// Who wrote, accepted or corrected it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
}

/// What a reviewer said of claims that tell of one event or of two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Ids of the claims that belong together.
    pub claims: Vec<String>,
    /// Ids of the claims that they do not belong to; none where the claims are to be merged.
    pub apart_from: Vec<String>,
}

/// What the record held at a moment, in the order it was recorded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Reports.
    pub reports: Vec<StoredReport>,
    /// Their claims, but for those that a reviewer rejected.
    pub claims: Vec<StoredClaim>,
    /// What reviewers said of which claims tell of one event.
    pub judgements: Vec<Judgement>,
}

impl Snapshot {
    /// The report a claim stands in.
    pub fn report_of(&self, claim: &StoredClaim) -> &StoredReport {
        &self.reports[claim.report]
    }
}

impl Clocks {
    fn has_published(&self, day: Option<Date>) -> bool {
        self.known.is_none_or(|known| day.is_some_and(|day| day <= known))
    }

    fn has_begun(&self, claim: &Claim, published: Option<Date>) -> bool {
        let begun = claim.when.as_ref().map_or(published, |when| when.start.or(when.end));
        self.valid.is_none_or(|valid| begun.is_none_or(|begun| begun <= valid))
    }
}

/// Makes a snapshot of the entries of the log, given in their order.
pub(crate) struct Builder {
    clocks: Clocks,
    sources: Sources,
    snapshot: Snapshot,
    rejected: Vec<bool>,
    /// A report's id to its index and that of its first claim.
    reports: BTreeMap<String, (usize, usize)>,
    /// The id of a claim that a reviewer wrote to its index.
    written: BTreeMap<String, usize>,
}

impl Builder {
    pub(crate) fn new(clocks: Clocks, sources: Sources) -> Self {
        let snapshot = Snapshot::default();
        Self {
            clocks,
            sources,
            snapshot,
            rejected: Vec::new(),
            reports: BTreeMap::new(),
            written: BTreeMap::new(),
        }
    }

    /// Takes the next entry.
    pub(crate) fn take(&mut self, seq: i64, recorded: Timestamp, entry: Entry) -> Result<(), Fault> {
        match entry {
            Entry::Report(filed) => self.file(seq, recorded, filed),
            Entry::Review(review) => {
                self.review(&review);
                Ok(())
            }
            Entry::Redaction(_) | Entry::Policy(_) | Entry::Audit(_) => Ok(()),
        }
    }

    fn file(&mut self, seq: i64, recorded: Timestamp, filed: Filed) -> Result<(), Fault> {
        let Filed { report, claims, original } = filed;
        if !self.clocks.has_published(report.date) {
            return Ok(());
        }
        let sha256 = crate::chain::sha256(report.text.as_bytes());
        let id = report_id(&report, &sha256);
        if id != self.sources.id(seq)? {
            return Err(Fault::Corrupt(format!("the index gives the report of entry {seq} another id")));
        }
        let index = self.snapshot.reports.len();
        self.reports.insert(id.clone(), (index, self.snapshot.claims.len()));
        for (claim, number) in claims.into_iter().zip(1..) {
            self.put(format!("{id}-{number}"), claim, index, None);
        }
        let source = self.sources.source(seq)?.to_owned();
        self.snapshot.reports.push(StoredReport { id, report, sha256, recorded, source, original });
        Ok(())
    }

    fn put(&mut self, id: String, claim: Claim, report: usize, reviewer: Option<String>) {
        let status = if reviewer.is_some() { Status::Reviewed } else { Status::Machine };
        let claim = Box::new(fitted(claim));
        self.snapshot.claims.push(StoredClaim { id, claim, report, status, reviewer });
        self.rejected.push(false);
    }

    /// The index of the claim of that id.
    fn index_of(&self, id: &str) -> Option<usize> {
        if let Some(&index) = self.written.get(id) {
            return Some(index);
        }
        let (report, number) = id.split_once('-')?;
        let (_, first) = *self.reports.get(report)?;
        let index = first.checked_add(number.parse::<usize>().ok()?.checked_sub(1)?)?;
        // Behind a report's last claim stand those of the next.
        self.snapshot.claims.get(index).filter(|stored| stored.id == id).map(|_| index)
    }

    /// Applies a review to the claims it is about; those that the clocks leave out are left alone.
    fn review(&mut self, review: &Review) {
        match &review.act {
            Act::Accept { claim } => self.change(review, claim, |_| ()),
            Act::Correct { claim, slot, value } => self.change(review, claim, |stored| {
                // It was checked when it was recorded.
                if let Ok(right) = review::corrected(&stored.claim, slot, value) {
                    *stored.claim = right;
                }
            }),
            Act::Reject { claim } => {
                if let Some(index) = self.index_of(claim) {
                    self.rejected[index] = true;
                }
            }
            Act::Publish { claim } => {
                if let Some(index) = self.index_of(claim) {
                    self.snapshot.claims[index].status = Status::Published;
                }
            }
            Act::Add { report, claim } => {
                if let Some(&(index, _)) = self.reports.get(report) {
                    let id = written_id(report, claim);
                    self.written.insert(id.clone(), self.snapshot.claims.len());
                    self.put(id, (**claim).clone(), index, Some(review.author.clone()));
                }
            }
            Act::Merge { claims } => self.judge(review, claims, &[]),
            Act::Split { claims, from } => self.judge(review, claims, from),
            Act::Comment { .. } => {}
        }
    }

    /// Whoever accepts or corrects a claim also takes it back in, and has its new words published anew.
    fn change(&mut self, review: &Review, claim: &str, change: impl FnOnce(&mut StoredClaim)) {
        if let Some(index) = self.index_of(claim) {
            let stored = &mut self.snapshot.claims[index];
            change(stored);
            stored.status = Status::Reviewed;
            stored.reviewer = Some(review.author.clone());
            self.rejected[index] = false;
        }
    }

    fn judge(&mut self, review: &Review, claims: &[String], apart_from: &[String]) {
        self.snapshot.judgements.push(Judgement {
            author: review.author.clone(),
            reason: review.reason.clone(),
            claims: claims.to_vec(),
            apart_from: apart_from.to_vec(),
        });
    }

    /// The claim of that id, rejected or not, and its report.
    pub(crate) fn claim(&self, id: &str) -> Option<(&StoredClaim, &StoredReport)> {
        let stored = &self.snapshot.claims[self.index_of(id)?];
        Some((stored, self.snapshot.report_of(stored)))
    }

    pub(crate) fn finish(mut self) -> Snapshot {
        let mut rejected = self.rejected.iter();
        let reports = &self.snapshot.reports;
        let clocks = self.clocks;
        self.snapshot.claims.retain(|stored| {
            rejected.next() == Some(&false)
                && clocks.has_begun(&stored.claim, reports[stored.report].report.date)
        });
        self.snapshot
    }
}

/// The claim without the room that reading leaves in its lists: they grow by four, and most claims have one place.
fn fitted(mut claim: Claim) -> Claim {
    claim.actors.shrink_to_fit();
    claim.targets.shrink_to_fit();
    claim.places.shrink_to_fit();
    claim.counts.shrink_to_fit();
    claim
}

/// The id of a claim that a reviewer wrote: made of what it says, so that writing it twice makes one.
pub(crate) fn written_id(report: &str, claim: &Claim) -> String {
    let json = serde_json::to_vec(claim).unwrap_or_default();
    let digits: String = crate::chain::sha256(&json).chars().take(6).collect();
    format!("{report}-h{digits}")
}
