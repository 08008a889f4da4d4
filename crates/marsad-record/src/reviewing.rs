//! Taking reviews into the log, and reading them back.
use crate::entry::{Entry, Policy};
use crate::record::{self, Record};
use crate::review::{Act, Review, check_spans, corrected};
use crate::snapshot::{Builder, written_id};
use crate::source::Sources;
use crate::store::{self, Change, Row, Value};
use crate::{Clocks, Fault, RecordError, Refusal, Snapshot, StoredClaim};
use jiff::Timestamp;
use marsad_coder::Claim;
use std::collections::{BTreeMap, BTreeSet};

/// A review as the log has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed {
    /// Number of its entry.
    pub seq: i64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// What was decided.
    pub review: Review,
}

impl Record {
    /// Takes a review; gives the ids of the claims it is about. It is checked against what the record holds now.
    pub fn review(&mut self, review: Review) -> Result<Vec<String>, RecordError> {
        let taken = self.take(review, Timestamp::now());
        self.say(taken)
    }

    pub(crate) fn take(&self, review: Review, now: Timestamp) -> Result<Vec<String>, Fault> {
        if !review.is_signed() {
            return Err(Refusal::Unsigned.into());
        }
        let change = Change::begin(self.store())?;
        let mut claims: Vec<String> = review.claims().into_iter().map(str::to_owned).collect();
        match &review.act {
            Act::Add { report, claim } => {
                self.check_added(report, claim)?;
                claims.push(written_id(report, claim));
            }
            _ => self.check_known(&review, &claims)?,
        }
        let end = record::end(self.store())?.append(self.store(), now, &Entry::Review(review))?;
        self.index(end.seq, &claims)?;
        change.commit()?;
        Ok(claims)
    }

    fn check_added(&self, report: &str, claim: &Claim) -> Result<(), Fault> {
        let none = || Refusal::NoReport(report.to_owned());
        let seq = self.entry_of(report)?.ok_or_else(none)?;
        let filed = self.filed(seq)?.ok_or_else(none)?;
        Ok(check_spans(claim, &filed.report.text)?)
    }

    /// A review of claims: each is there, and what it should become fits.
    fn check_known(&self, review: &Review, claims: &[String]) -> Result<(), Fault> {
        if matches!(review.act, Act::Merge { .. } | Act::Split { .. }) && claims.len() < 2 {
            return Err(Refusal::TooFew.into());
        }
        let now = self.about(claims.iter())?;
        for id in claims {
            let (stored, report) = now.claim(id).ok_or_else(|| Refusal::NoClaim(id.clone()))?;
            match &review.act {
                Act::Correct { slot, value, .. } => {
                    check_spans(&corrected(&stored.claim, slot, value)?, &report.report.text)?;
                }
                Act::Publish { .. } => self.check_publishing(stored, &review.author)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn check_publishing(&self, stored: &StoredClaim, author: &str) -> Result<(), Fault> {
        let claim = stored.id.clone();
        match &stored.reviewer {
            None => Err(Refusal::Unreviewed(claim).into()),
            Some(reviewer) if reviewer == author && self.wants_two_people()? => {
                Err(Refusal::SamePerson { claim, author: author.to_owned() }.into())
            }
            Some(_) => Ok(()),
        }
    }

    fn wants_two_people(&self) -> Result<bool, Fault> {
        let sql = "SELECT seq, body FROM entries WHERE kind = 'policy' ORDER BY seq DESC LIMIT 1";
        let last = store::first(self.store(), sql, &[], |row| Ok((row.int(0)?, row.maybe(1)?)))?;
        let Some((seq, Some(body))) = last else { return Ok(false) };
        Ok(matches!(Entry::parse(seq, &body)?, Entry::Policy(Policy { two_people: true, .. })))
    }

    /// Notes which claims a review is about.
    fn index(&self, seq: i64, claims: &[String]) -> Result<(), Fault> {
        claims.iter().try_for_each(|claim| {
            self.store().execute(
                "INSERT INTO reviews (claim, seq) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                &[Value::Text(claim), Value::Int(seq)],
            )
        })
    }

    /// How these claims stand now, read from their own entries alone.
    fn about<'c>(&self, claims: impl IntoIterator<Item = &'c String>) -> Result<Builder, Fault> {
        let mut entries = BTreeMap::new();
        let mut reports = BTreeSet::new();
        let mut seqs = Vec::new();
        for claim in claims {
            let report = claim.split_once('-').map_or(claim.as_str(), |(report, _)| report);
            if reports.insert(report)
                && let Some(seq) = self.entry_of(report)?
            {
                seqs.push(seq);
                entries.extend(self.filed(seq)?.map(|filed| (seq, Entry::Report(filed))));
            }
            for reviewed in self.reviews_of(claim)? {
                entries.insert(reviewed.seq, Entry::Review(reviewed.review));
            }
        }
        let mut builder = Builder::new(Clocks::default(), Sources::of(self.store(), seqs.into_iter())?);
        for (seq, entry) in entries {
            builder.take(seq, Timestamp::UNIX_EPOCH, entry)?;
        }
        Ok(builder)
    }

    /// These claims alone, with their reports and what reviewers said of them, as the record has them now; when it took them
    /// in is left out.
    pub(crate) fn claims_now(&self, claims: &BTreeSet<String>) -> Result<Snapshot, Fault> {
        let mut snapshot = self.about(claims)?.finish();
        snapshot.claims.retain(|stored| claims.contains(&stored.id));
        Ok(snapshot)
    }

    /// Every review of a claim, oldest first.
    pub fn history(&self, claim: &str) -> Result<Vec<Reviewed>, RecordError> {
        self.say(self.reviews_of(claim))
    }

    fn reviews_of(&self, claim: &str) -> Result<Vec<Reviewed>, Fault> {
        let sql =
            "SELECT seq, recorded, body FROM reviews JOIN entries USING (seq) WHERE claim = $1 ORDER BY seq";
        let read = |row: &dyn Row| Ok((row.int(0)?, row.int(1)?, row.maybe(2)?));
        let rows = store::all(self.store(), sql, &[Value::Text(claim)], read)?;
        let reviews = rows.into_iter().filter_map(|(seq, recorded, body)| Some((seq, recorded, body?)));
        reviews.map(|(seq, recorded, body)| reviewed(seq, recorded, &body)).collect()
    }
}

fn reviewed(seq: i64, recorded: i64, body: &str) -> Result<Reviewed, Fault> {
    match Entry::parse(seq, body)? {
        Entry::Review(review) => Ok(Reviewed { seq, recorded: record::time(seq, recorded)?, review }),
        _ => Err(Fault::Corrupt(format!("entry {seq} is no review, and the index says it is"))),
    }
}
