//! What a watch knows of an address from one round to the next, and from one call to the next.
use crate::commands::Error;
use crate::fetch::Validators;
use jiff::{SignedDuration, Timestamp};
use marsad_record::Record;
use marsad_text::Report;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::time::Duration;

/// However often it failed, an address is asked again after a day.
const LONGEST_REST: Duration = Duration::from_secs(24 * 60 * 60);

/// What is known of an address, by the record.
pub(super) fn recall(record: &Record, address: &str) -> Result<Memory, Error> {
    let known = record.remembered(&key(address))?;
    // What another version wrote otherwise is found out anew: the record takes nothing twice.
    Ok(known.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// Has the record remember what is known of an address now.
pub(super) fn keep(record: &mut Record, address: &str, memory: &Memory) -> Result<(), Error> {
    Ok(record.remember(&key(address), &serde_json::to_string(memory)?)?)
}

fn key(address: &str) -> String {
    format!("watch {address}")
}

/// What is known of an address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    validators: Validators,
    /// The entries it had when it was last asked.
    seen: BTreeSet<String>,
    /// How often in a row it could not be had.
    failures: u32,
    /// When it may be asked again.
    not_before: Option<Timestamp>,
}

impl Memory {
    pub(super) fn validators(&self) -> &Validators {
        &self.validators
    }

    /// Whether the address is to be left alone for now.
    pub(super) fn rests(&self, now: Timestamp) -> bool {
        self.not_before.is_some_and(|not_before| now < not_before)
    }

    /// Whether an entry was there, and read as it is now, when the address was last asked.
    pub(super) fn has_seen(&self, mark: &str) -> bool {
        self.seen.contains(mark)
    }

    /// The address answered that nothing changed.
    pub(super) fn unchanged(&mut self) {
        *self = Self { failures: 0, not_before: None, ..std::mem::take(self) };
    }

    /// The address was read, and had these entries.
    pub(super) fn read(&mut self, validators: Validators, seen: BTreeSet<String>) {
        *self = Self { validators, seen, ..Self::default() };
    }

    /// The address could not be had: it rests for twice as long after each failure, and for as long as it asked.
    pub(super) fn failed(&mut self, every: Duration, retry_after: Option<Duration>, now: Timestamp) {
        self.failures = self.failures.saturating_add(1);
        let doubled = every.saturating_mul(2_u32.saturating_pow(self.failures)).min(LONGEST_REST);
        let rest = SignedDuration::try_from(doubled.max(retry_after.unwrap_or_default())).unwrap_or_default();
        self.not_before = now.checked_add(rest).ok();
    }
}

/// What tells an entry apart from others, and from itself once it was rewritten.
pub(super) fn mark(entry: &Report) -> String {
    let digest =
        Sha256::new().chain_update(&entry.id).chain_update("\n").chain_update(&entry.text).finalize();
    let head = digest.first_chunk().copied().unwrap_or_default();
    format!("{:032x}", u128::from_be_bytes(head))
}

#[cfg(test)]
mod tests {
    use super::{Memory, mark};
    use jiff::{SignedDuration, Timestamp};
    use marsad_text::Report;
    use std::time::Duration;

    const QUARTER: Duration = Duration::from_secs(900);

    fn rest_after(failures: u32, retry_after: Option<Duration>) -> SignedDuration {
        let (mut memory, now) = (Memory::default(), Timestamp::UNIX_EPOCH);
        for _ in 0..failures {
            memory.failed(QUARTER, retry_after, now);
        }
        memory.not_before.unwrap().duration_since(now)
    }

    #[test]
    fn an_address_that_fails_rests_twice_as_long_each_time_and_a_day_at_most() {
        assert_eq!(rest_after(1, None), SignedDuration::from_mins(30));
        assert_eq!(rest_after(2, None), SignedDuration::from_mins(60));
        assert_eq!(rest_after(9, None), SignedDuration::from_hours(24));
        assert_eq!(rest_after(1000, None), SignedDuration::from_hours(24));
    }

    #[test]
    fn an_address_rests_for_as_long_as_it_asks() {
        assert_eq!(rest_after(1, Some(QUARTER * 10)), SignedDuration::from_mins(150));
        assert_eq!(rest_after(1, Some(QUARTER)), SignedDuration::from_mins(30));
        assert_eq!(rest_after(9, Some(QUARTER * 1000)), SignedDuration::from_hours(250));
    }

    #[test]
    fn an_address_that_answers_rests_no_more() {
        let (mut memory, now) = (Memory::default(), Timestamp::UNIX_EPOCH);
        memory.failed(QUARTER, None, now);
        assert!(memory.rests(now));
        memory.unchanged();
        assert!(!memory.rests(now) && memory == Memory::default());
    }

    #[test]
    fn an_entry_that_was_rewritten_has_another_mark() {
        let entry = Report { id: "1".to_owned(), text: "قصف".to_owned(), ..Report::default() };
        let rewritten = Report { text: "قصف.".to_owned(), ..entry.clone() };
        assert_eq!(mark(&entry), mark(&Report { outlet: Some("x".to_owned()), ..entry.clone() }));
        assert_ne!(mark(&entry), mark(&rewritten));
    }
}
