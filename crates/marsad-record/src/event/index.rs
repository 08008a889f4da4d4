//! The index of events: which claims make one, and where and when it was, so that a page of events is found without reading
//! the log. It is made of the log, entry by entry, and made anew where the rules or the gazetteer differ.
//!
//! Claims that may be joined, directly or over others, are a component. An entry changes only the components that it
//! touches: they are read and grouped anew, which gives what grouping everything would give.
use super::rules::SameEvent;
use super::{event_id, first_claim, group, keys, listing, merge, told};
use crate::chain;
use crate::entry::Entry;
use crate::record;
use crate::review::Act;
use crate::snapshot::written_id;
use crate::store::{self, Change, Store, Value};
use crate::{Fault, Record, RecordError};
use marsad_coder::Gazetteer;
use std::collections::BTreeSet;

/// What the index remembers how far it has read under.
const CURSOR: &str = "index of events";
/// Entries taken in at a time: memory is bounded by them and what they touch.
const CHUNK: i64 = 2_000;

impl Record {
    /// Brings the index of events up to the end of the log.
    pub fn index_events(&mut self, rules: &SameEvent, gazetteer: &Gazetteer) -> Result<(), RecordError> {
        let indexed = Index { record: self, rules, gazetteer }.catch_up();
        self.say(indexed)
    }
}

struct Index<'r> {
    record: &'r Record,
    rules: &'r SameEvent,
    gazetteer: &'r Gazetteer,
}

impl Index<'_> {
    fn store(&self) -> &dyn Store {
        self.record.store()
    }

    fn catch_up(&self) -> Result<(), Fault> {
        let made_with = self.fingerprint();
        loop {
            let change = Change::begin(self.store())?;
            let from = self.read_upto(&made_with)?;
            let to = record::end(self.store())?.seq.min(from + CHUNK);
            if from == to {
                return change.commit();
            }
            self.take(from, to)?;
            record::put_memory(self.store(), CURSOR, &format!("{made_with} {to}"))?;
            change.commit()?;
        }
    }

    /// What the index depends on beside the log.
    fn fingerprint(&self) -> String {
        let mut told = format!("{:?}", self.rules);
        for place in self.gazetteer.iter() {
            told.extend([place.id.as_str(), ",", &place.parent, ";"]);
        }
        chain::sha256(told.as_bytes())
    }

    /// The last entry that was read by these rules; empties an index that was made by others.
    fn read_upto(&self, made_with: &str) -> Result<i64, Fault> {
        let kept = record::memory(self.store(), CURSOR)?;
        let upto = kept.as_deref().and_then(|kept| kept.strip_prefix(made_with)?.trim().parse().ok());
        if let Some(upto) = upto {
            return Ok(upto);
        }
        for sql in ["DELETE FROM event_claims", "DELETE FROM event_keys", "DELETE FROM event_places"] {
            self.store().execute(sql, &[])?;
        }
        Ok(0)
    }

    /// Takes in the entries behind one and up to another.
    fn take(&self, from: i64, to: i64) -> Result<(), Fault> {
        let mut claims = BTreeSet::new();
        for seq in from + 1..=to {
            self.touched(seq, &mut claims)?;
        }
        for component in self.components(&claims)? {
            claims.extend(self.claims_of(&component)?);
            self.forget(&component)?;
        }
        self.put(&claims)
    }

    /// Adds the ids of the claims that an entry changes.
    fn touched(&self, seq: i64, claims: &mut BTreeSet<String>) -> Result<(), Fault> {
        match self.record.entry(seq)? {
            Some(Entry::Report(filed)) => {
                let id = self.record.report_id(seq)?;
                claims.extend((1..=filed.claims.len()).map(|number| format!("{id}-{number}")));
                // A copy may change what source stands for those it is a copy of.
                let sql = "SELECT claim FROM event_claims WHERE entry IN \
                     (SELECT seq FROM reports WHERE source = (SELECT source FROM reports WHERE seq = $1))";
                claims.extend(self.ids(sql, &[Value::Int(seq)])?);
            }
            Some(Entry::Review(review)) => {
                claims.extend(review.claims().into_iter().map(str::to_owned));
                if let Act::Add { report, claim } = &review.act {
                    claims.insert(written_id(report, claim));
                }
            }
            Some(Entry::Redaction(redaction)) => {
                let sql = "SELECT claim FROM event_claims WHERE entry = $1";
                claims.extend(self.ids(sql, &[Value::Int(redaction.entry)])?);
            }
            Some(Entry::Policy(_) | Entry::Audit(_)) | None => {}
        }
        Ok(())
    }

    fn ids(&self, sql: &'static str, values: &[Value]) -> Result<Vec<String>, Fault> {
        store::all(self.store(), sql, values, |row| row.text(0))
    }

    /// The components that these claims are in, or may come to be in.
    fn components(&self, claims: &BTreeSet<String>) -> Result<BTreeSet<String>, Fault> {
        let mut found = BTreeSet::new();
        for claim in claims {
            found.extend(self.component(claim)?);
        }
        let snapshot = self.record.claims_now(claims)?;
        let told = told::all(&snapshot, self.rules, self.gazetteer);
        for (key, window) in keys::sought(&told, self.rules) {
            for event in keys::events(self.store(), &key, window)? {
                found.extend(self.component(first_claim(&event))?);
            }
        }
        Ok(found)
    }

    fn component(&self, claim: &str) -> Result<Option<String>, Fault> {
        let sql = "SELECT component FROM event_claims WHERE claim = $1";
        store::first(self.store(), sql, &[Value::Text(claim)], |row| row.text(0))
    }

    fn claims_of(&self, component: &str) -> Result<Vec<String>, Fault> {
        self.ids("SELECT claim FROM event_claims WHERE component = $1", &[Value::Text(component)])
    }

    fn forget(&self, component: &str) -> Result<(), Fault> {
        let sql = "SELECT DISTINCT event FROM event_claims WHERE component = $1";
        for event in self.ids(sql, &[Value::Text(component)])? {
            self.store().execute("DELETE FROM event_keys WHERE event = $1", &[Value::Text(&event)])?;
            self.store().execute("DELETE FROM event_places WHERE event = $1", &[Value::Text(&event)])?;
        }
        self.store().execute("DELETE FROM event_claims WHERE component = $1", &[Value::Text(component)])
    }

    /// Groups these claims and lists what they make.
    fn put(&self, claims: &BTreeSet<String>) -> Result<(), Fault> {
        let snapshot = self.record.claims_now(claims)?;
        let told = told::all(&snapshot, self.rules, self.gazetteer);
        for group in group::groups(&told, &snapshot.judgements, self.rules) {
            let Some(&first) = group.members.first() else { continue };
            let event = event_id(&told[first].stored.id);
            let component = &told[group.component].stored.id;
            for &index in &group.members {
                let stored = told[index].stored;
                self.put_claim(&stored.id, &snapshot.report_of(stored).id, &event, component)?;
            }
            keys::put(self.store(), &event, group.members.iter().map(|&index| &told[index]), self.rules)?;
            if let Some(event) = merge::event(&told, group, self.rules) {
                listing::put(self.store(), &event, self.rules, self.gazetteer)?;
            }
        }
        Ok(())
    }

    fn put_claim(&self, claim: &str, report: &str, event: &str, component: &str) -> Result<(), Fault> {
        self.store().execute(
            "INSERT INTO event_claims (claim, entry, event, component) \
             SELECT $1, seq, $2, $3 FROM reports WHERE id = $4",
            &[Value::Text(claim), Value::Text(event), Value::Text(component), Value::Text(report)],
        )
    }
}
