//! Checking the whole record, without anybody's help.
use crate::chain::sha256;
use crate::checkpoint::Checkpoint;
use crate::entry::Entry;
use crate::{Fault, Record, RecordError, original, record};
use std::collections::{BTreeMap, BTreeSet};

/// What a check of the whole record found in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries whose seal holds.
    pub entries: i64,
    /// Reports among them that were redacted: their hash is there, their body is not.
    pub redacted: usize,
    /// Originals whose bytes have their hash.
    pub originals: usize,
    /// Checkpoints whose signature holds and that saw this very log.
    pub checkpoints: Vec<Checkpoint>,
}

/// What the walk along the log brings together.
#[derive(Default)]
struct Walk {
    seals: BTreeMap<i64, String>,
    /// Entries without a body, and those that a redaction names.
    bare: BTreeSet<i64>,
    redacted: BTreeSet<i64>,
    originals: BTreeSet<String>,
}

impl Record {
    /// Checks every page, entry, original and checkpoint; a fault names the first entry that was changed, removed or moved.
    pub fn verify(&self) -> Result<Verified, RecordError> {
        self.say(self.check())
    }

    fn check(&self) -> Result<Verified, Fault> {
        self.store().check()?;
        let checkpoints = self.checkpoints_stored()?;
        let marked: BTreeSet<i64> = checkpoints.iter().map(|point| point.seq).collect();
        let end = record::end(self.store())?;
        let mut walk = Walk::default();
        self.each_entry(end.seq, |line| {
            if marked.contains(&line.seq) {
                walk.seals.insert(line.seq, line.hash.clone());
            }
            walk.see(line.seq, line.entry()?);
            Ok(())
        })?;
        walk.check_redactions()?;
        for point in &checkpoints {
            point.check(walk.seals.get(&point.seq).map(String::as_str))?;
        }
        Ok(Verified {
            entries: end.seq,
            redacted: walk.redacted.len(),
            originals: self.check_originals(&walk.originals)?,
            checkpoints,
        })
    }

    fn check_originals(&self, wanted: &BTreeSet<String>) -> Result<usize, Fault> {
        for hash in wanted {
            match original::bytes(self.store(), hash)? {
                None => return Err(Fault::Corrupt(format!("the original {hash} is gone"))),
                Some(bytes) if sha256(&bytes) != *hash => {
                    return Err(Fault::Corrupt(format!("the original {hash} was changed")));
                }
                Some(_) => {}
            }
        }
        Ok(wanted.len())
    }
}

impl Walk {
    fn see(&mut self, seq: i64, entry: Option<Entry>) {
        match entry {
            None => {
                self.bare.insert(seq);
            }
            Some(Entry::Redaction(redaction)) => {
                self.redacted.insert(redaction.entry);
            }
            Some(Entry::Report(filed)) => {
                self.originals.extend(filed.original.map(|original| original.sha256));
            }
            Some(Entry::Review(_) | Entry::Policy(_) | Entry::Audit(_)) => {}
        }
    }

    /// A body may only be missing where a later entry says who took it out and why.
    fn check_redactions(&self) -> Result<(), Fault> {
        match self.bare.difference(&self.redacted).next() {
            Some(seq) => {
                Err(Fault::Corrupt(format!("the body of entry {seq} is gone, and no redaction names it")))
            }
            None => Ok(()),
        }
    }
}
