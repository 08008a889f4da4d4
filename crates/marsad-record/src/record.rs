//! The record: an append-only log, and what is read from it.
use crate::chain::{self, GENESIS, Head};
use crate::entry::{Entry, Filed, OriginalSeal, Policy, Redaction, report_id};
use crate::review::is_signed;
use crate::source::{self, Name, Sources};
use crate::store::{self, Change, Row, Store, Value};
use crate::{
    Address, Clocks, Fault, RecordError, Refusal, Snapshot, StoredReport, original, search, snapshot,
};
use jiff::Timestamp;
use marsad_coder::Claim;
use marsad_text::{Original, Report};

/// How many entries are read at a time: memory is bounded by it.
const PAGE: i64 = 256;

/// What became of a report that was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It is in the record now.
    New,
    /// The record already held this text under the same outlet, address and day.
    AlreadyThere,
}

/// The end of a record's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// How many entries.
    pub seq: i64,
    /// The last one's seal; 64 zeros where there is none.
    pub hash: String,
    /// When it was recorded.
    pub recorded: Option<Timestamp>,
}

/// An open record. Whatever interrupts the program leaves whole entries only.
pub struct Record {
    store: Box<dyn Store>,
    address: Address,
}

impl Record {
    /// Opens a record for adding to it; makes it where there is none.
    pub fn open(address: impl Into<Address>) -> Result<Self, RecordError> {
        Self::connect(address.into(), true)
    }

    /// Opens a record that must be there.
    pub fn open_existing(address: impl Into<Address>) -> Result<Self, RecordError> {
        Self::connect(address.into(), false)
    }

    fn connect(address: Address, make: bool) -> Result<Self, RecordError> {
        match store::open(&address, make) {
            Ok(store) => Ok(Self { store, address }),
            Err(fault) => Err(fault.at(&address)),
        }
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    pub(crate) fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    pub(crate) fn say<T>(&self, result: Result<T, Fault>) -> Result<T, RecordError> {
        result.map_err(|fault| fault.at(&self.address))
    }

    /// Adds a report, its claims and the bytes it was taken from, all or nothing.
    pub fn add(
        &mut self,
        report: &Report,
        claims: &[Claim],
        original: Option<&Original>,
    ) -> Result<Added, RecordError> {
        let mut batch = self.batch()?;
        let added = batch.add(report, claims, original)?;
        batch.commit()?;
        Ok(added)
    }

    /// Starts adding many reports at once: all of them or none are kept. Other programs wait meanwhile.
    pub fn batch(&mut self) -> Result<Batch<'_>, RecordError> {
        self.batch_at(Timestamp::now())
    }

    pub(crate) fn batch_at(&mut self, now: Timestamp) -> Result<Batch<'_>, RecordError> {
        let change = self.say(Change::begin(self.store()))?;
        let end = self.say(end(self.store()))?;
        Ok(Batch { record: self, change, end, now })
    }

    /// The end of the log; it changes with every entry.
    pub fn end(&self) -> Result<End, RecordError> {
        self.say(end(self.store()))
    }

    /// What the record held by these clocks.
    pub fn as_of(&self, clocks: Clocks) -> Result<Snapshot, RecordError> {
        self.say(self.read(clocks))
    }

    fn read(&self, clocks: Clocks) -> Result<Snapshot, Fault> {
        let until = clocks.recorded.map_or(i64::MAX, Timestamp::as_microsecond);
        let last = last_by(self.store(), until)?;
        let mut builder = snapshot::Builder::new(clocks, Sources::read(self.store(), last)?);
        self.each_entry(last, |line| match line.entry()? {
            Some(entry) => builder.take(line.seq, line.time()?, entry),
            None => Ok(()),
        })?;
        Ok(builder.finish())
    }

    /// Every entry up to `last` in the order it was recorded, each one's seal and body checked before it is believed.
    pub(crate) fn each_entry(
        &self,
        last: i64,
        mut take: impl FnMut(Line) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut previous = (0, GENESIS.to_owned());
        while previous.0 < last {
            let sql = "SELECT seq, kind, recorded, body, body_sha256, hash FROM entries \
                 WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3";
            let values = [Value::Int(previous.0), Value::Int(last), Value::Int(PAGE)];
            let page = store::all(self.store(), sql, &values, Line::read)?;
            if page.is_empty() {
                return Err(Fault::Corrupt(format!("entry {} is gone", previous.0 + 1)));
            }
            for line in page {
                line.check(&previous)?;
                previous = (line.seq, line.hash.clone());
                take(line)?;
            }
        }
        Ok(())
    }

    /// Takes a report out for good, with its claims and the bytes it came from. Its hash stays, so that the chain holds and
    /// anybody can tell what was taken out, and why.
    pub fn redact(&mut self, report: &str, author: &str, reason: &str) -> Result<(), RecordError> {
        let redacted = self.redact_entry(report, author, reason);
        self.say(redacted)
    }

    fn redact_entry(&self, report: &str, author: &str, reason: &str) -> Result<(), Fault> {
        if !is_signed(author, reason) {
            return Err(Refusal::Unsigned.into());
        }
        let change = Change::begin(self.store())?;
        let entry = self.entry_of(report)?.ok_or_else(|| Refusal::NoReport(report.to_owned()))?;
        let redaction = Redaction { author: author.to_owned(), reason: reason.to_owned(), entry };
        let end = end(self.store())?;
        end.append(self.store(), Timestamp::now(), &Entry::Redaction(redaction))?;
        self.store().execute("UPDATE entries SET body = NULL WHERE seq = $1", &[Value::Int(entry)])?;
        self.store().execute("UPDATE reports SET original = NULL WHERE seq = $1", &[Value::Int(entry)])?;
        // Bytes that another report was taken from as well stay.
        original::forget(self.store())?;
        source::forget(self.store(), entry)?;
        search::forget(self.store(), entry)?;
        change.commit()
    }

    /// From here on, somebody other than its reviewer has to publish a claim; or no longer.
    pub fn ask_for_two_people(
        &mut self,
        two_people: bool,
        author: &str,
        reason: &str,
    ) -> Result<(), RecordError> {
        let policy = Policy { author: author.to_owned(), reason: reason.to_owned(), two_people };
        let appended = self.append(Timestamp::now(), &Entry::Policy(policy));
        self.say(appended)
    }

    pub(crate) fn append(&self, now: Timestamp, entry: &Entry) -> Result<(), Fault> {
        let change = Change::begin(self.store())?;
        end(self.store())?.append(self.store(), now, entry)?;
        change.commit()
    }

    /// The entry that holds the report of that id.
    pub(crate) fn entry_of(&self, report: &str) -> Result<Option<i64>, Fault> {
        let sql = "SELECT seq FROM reports WHERE id = $1";
        store::first(self.store(), sql, &[Value::Text(report)], |row| row.int(0))
    }

    /// The id of the report that an entry holds.
    pub(crate) fn report_id(&self, seq: i64) -> Result<String, Fault> {
        let sql = "SELECT id FROM reports WHERE seq = $1";
        let missing = || Fault::Corrupt(format!("the report of entry {seq} is not in the index"));
        store::first(self.store(), sql, &[Value::Int(seq)], |row| row.text(0))?.ok_or_else(missing)
    }

    /// What an entry holds; none where it was redacted.
    pub(crate) fn entry(&self, seq: i64) -> Result<Option<Entry>, Fault> {
        let sql = "SELECT body FROM entries WHERE seq = $1";
        let body = store::first(self.store(), sql, &[Value::Int(seq)], |row| row.maybe(0))?.flatten();
        body.map(|body| Entry::parse(seq, &body)).transpose()
    }

    /// What an entry holds of a report; none where it was redacted.
    pub(crate) fn filed(&self, seq: i64) -> Result<Option<Filed>, Fault> {
        match self.entry(seq)? {
            Some(Entry::Report(filed)) => Ok(Some(filed)),
            _ => Ok(None),
        }
    }

    /// The report of an entry as it is stored; none where it was redacted.
    pub(crate) fn stored(&self, seq: i64) -> Result<Option<StoredReport>, Fault> {
        let sql =
            "SELECT id, text_sha256, source, recorded FROM reports JOIN entries USING (seq) WHERE seq = $1";
        let named = store::first(self.store(), sql, &[Value::Int(seq)], |row| {
            Ok((row.text(0)?, row.text(1)?, row.text(2)?, time(seq, row.int(3)?)?))
        })?;
        let stored = named.zip(self.filed(seq)?);
        Ok(stored.map(|((id, sha256, source, recorded), Filed { report, original, .. })| StoredReport {
            id,
            report,
            sha256,
            recorded,
            source,
            original,
        }))
    }

    /// What a program that fetches remembered under a key.
    pub fn remembered(&self, key: &str) -> Result<Option<String>, RecordError> {
        self.say(memory(self.store(), key))
    }

    /// Remembers a value under a key from one call to the next; no part of the log.
    pub fn remember(&mut self, key: &str, value: &str) -> Result<(), RecordError> {
        self.say(put_memory(self.store(), key, value))
    }
}

impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Record").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Reports being added; all of them are kept when it is committed, none when it is dropped before.
pub struct Batch<'r> {
    record: &'r Record,
    change: Change<'r>,
    end: End,
    now: Timestamp,
}

impl Batch<'_> {
    /// Adds a report, its claims and the bytes it was taken from.
    pub fn add(
        &mut self,
        report: &Report,
        claims: &[Claim],
        original: Option<&Original>,
    ) -> Result<Added, RecordError> {
        let filed = self.file(report, claims, original);
        self.record.say(filed)
    }

    fn file(
        &mut self,
        report: &Report,
        claims: &[Claim],
        original: Option<&Original>,
    ) -> Result<Added, Fault> {
        let text = chain::sha256(report.text.as_bytes());
        let id = report_id(report, &text);
        if self.record.entry_of(&id)?.is_some() {
            return Ok(Added::AlreadyThere);
        }
        let store = self.record.store();
        let seal = original.map(OriginalSeal::of);
        if let (Some(original), Some(seal)) = (original, &seal) {
            original::keep(store, &seal.sha256, &original.bytes)?;
        }
        let name = Name { id: &id, text: &text, original: seal.as_ref().map(|seal| seal.sha256.as_str()) };
        let filed = Filed { report: report.clone(), claims: claims.to_vec(), original: seal.clone() };
        self.end = self.end.append(store, self.now, &Entry::Report(filed))?;
        source::file(store, self.end.seq, report, &name)?;
        search::index(store, self.end.seq, report)?;
        Ok(Added::New)
    }

    /// Keeps them.
    pub fn commit(self) -> Result<(), RecordError> {
        let Self { record, change, .. } = self;
        record.say(change.commit())
    }
}

impl End {
    /// Puts an entry after it, in an open change; the new end.
    pub(crate) fn append(&self, store: &dyn Store, now: Timestamp, entry: &Entry) -> Result<Self, Fault> {
        // A clock that was set back must not put an entry before the one it follows.
        let recorded = self.recorded.map_or(now, |last| last.max(now)).as_microsecond();
        let (seq, kind, body) = (self.seq + 1, entry.kind(), entry.body()?);
        let body_sha256 = chain::sha256(body.as_bytes());
        let hash = Head { seq, kind, recorded, body_sha256: &body_sha256 }.seal(&self.hash);
        let line = Line { seq, kind: kind.to_owned(), recorded, body: Some(body), body_sha256, hash };
        line.put(store)?;
        Ok(Self { seq, recorded: Some(line.time()?), hash: line.hash })
    }
}

/// What is remembered under a key.
pub(crate) fn memory(store: &dyn Store, key: &str) -> Result<Option<String>, Fault> {
    let sql = "SELECT value FROM memory WHERE key = $1";
    store::first(store, sql, &[Value::Text(key)], |row| row.text(0))
}

/// Remembers a value under a key.
pub(crate) fn put_memory(store: &dyn Store, key: &str, value: &str) -> Result<(), Fault> {
    let sql = "INSERT INTO memory (key, value) VALUES ($1, $2) \
         ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    store.execute(sql, &[Value::Text(key), Value::Text(value)])
}

pub(crate) fn end(store: &dyn Store) -> Result<End, Fault> {
    end_by(store, "SELECT seq, hash, recorded FROM entries ORDER BY seq DESC LIMIT 1")
}

/// The one entry that a statement gives by number, seal and time; the log's beginning where it gives none.
pub(crate) fn end_by(store: &dyn Store, sql: &'static str) -> Result<End, Fault> {
    let read = |row: &dyn Row| {
        let seq = row.int(0)?;
        Ok(End { seq, hash: row.text(1)?, recorded: Some(time(seq, row.int(2)?)?) })
    };
    let none = End { seq: 0, hash: GENESIS.to_owned(), recorded: None };
    Ok(store::first(store, sql, &[], read)?.unwrap_or(none))
}

/// The last entry recorded by a moment, in microseconds since 1970.
pub(crate) fn last_by(store: &dyn Store, until: i64) -> Result<i64, Fault> {
    // Times never go back along the log.
    let sql = "SELECT coalesce(max(seq), 0) FROM entries WHERE recorded <= $1";
    Ok(store::first(store, sql, &[Value::Int(until)], |row| row.int(0))?.unwrap_or(0))
}

pub(crate) fn time(seq: i64, recorded: i64) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(recorded)
        .map_err(|error| Fault::Corrupt(format!("entry {seq} has no time: {error}")))
}

/// A row of the log as it stands in the store.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) seq: i64,
    pub(crate) kind: String,
    pub(crate) recorded: i64,
    pub(crate) body: Option<String>,
    pub(crate) body_sha256: String,
    pub(crate) hash: String,
}

impl Line {
    fn read(row: &dyn Row) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.int(0)?,
            kind: row.text(1)?,
            recorded: row.int(2)?,
            body: row.maybe(3)?,
            body_sha256: row.text(4)?,
            hash: row.text(5)?,
        })
    }

    /// Puts it into a store as it stands.
    pub(crate) fn put(&self, store: &dyn Store) -> Result<(), Fault> {
        store.execute(
            "INSERT INTO entries (seq, kind, recorded, body, body_sha256, hash) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                Value::Int(self.seq),
                Value::Text(&self.kind),
                Value::Int(self.recorded),
                Value::Maybe(self.body.as_deref()),
                Value::Text(&self.body_sha256),
                Value::Text(&self.hash),
            ],
        )
    }

    /// Whether it follows that entry and is as it was sealed.
    fn check(&self, (seq, hash): &(i64, String)) -> Result<(), Fault> {
        let head =
            Head { seq: self.seq, kind: &self.kind, recorded: self.recorded, body_sha256: &self.body_sha256 };
        let whole = self.body.as_ref().is_none_or(|body| chain::sha256(body.as_bytes()) == self.body_sha256);
        let next = seq + 1;
        if self.seq != next {
            return Err(Fault::Corrupt(format!("entry {next} is gone")));
        }
        if !whole || head.seal(hash) != self.hash {
            return Err(Fault::Corrupt(format!("entry {next} was changed, or the entries before it were")));
        }
        Ok(())
    }

    /// What it holds; none where it was redacted.
    pub(crate) fn entry(&self) -> Result<Option<Entry>, Fault> {
        self.body.as_ref().map(|body| Entry::parse(self.seq, body)).transpose()
    }

    pub(crate) fn time(&self) -> Result<Timestamp, Fault> {
        time(self.seq, self.recorded)
    }
}

#[cfg(test)]
mod tests;
