//! Which reports carry one text: copies of an agency's text, even retouched, are one source and not many.
//!
//! Two texts are near copies when the sets of their shingles (runs of five folded words) have a Jaccard index of 0.6 or
//! more and they were published within a week of each other. Outlets that change an agency's lead and a verb and add a
//! line of background stay above that; two reporters who write of one event hardly share a shingle. A report of unknown
//! day may belong to any week.
use crate::{Fault, entry};
use jiff::ToSpan;
use jiff::civil::Date;
use marsad_text::Report;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

const SHINGLE_WORDS: usize = 5;
const WINDOW_DAYS: i64 = 7;

/// The shingles of a text in ascending order, hashed so that they are the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shingles(Vec<u32>);

impl Shingles {
    fn of(text: &str) -> Self {
        let folded = marsad_text::fold(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let size = SHINGLE_WORDS.min(words.len());
        let mut all: Vec<u32> = words.windows(size).map(|run| hash(&run.join(" "))).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.as_chunks().0.iter().map(|&shingle| u32::from_be_bytes(shingle)).collect())
    }

    fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|shingle| shingle.to_be_bytes()).collect()
    }

    /// Whether at least three fifths of the two sets together are in both.
    fn is_like(&self, other: &Self) -> bool {
        let both = self.0.iter().filter(|shingle| other.0.binary_search(shingle).is_ok()).count();
        both * 5 >= (self.0.len() + other.0.len() - both) * 3
    }

    /// The least shingles: two sets that are alike share at least one of them, so only these need an index.
    fn least(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied().take(self.0.len() * 2 / 5 + 1)
    }
}

/// FNV-1a: stable across versions, which the standard hasher does not promise.
fn hash(shingle: &str) -> u32 {
    shingle.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The source of a report that is about to be recorded: that of the first report with its text, or nearly so.
pub(crate) fn find(db: &Connection, report: &Report, sha256: &str) -> Result<String, Fault> {
    let mut same = db.prepare_cached("SELECT source FROM entries WHERE sha256 = ?1 ORDER BY seq LIMIT 1")?;
    if let Some(source) = same.query_row([sha256], |row| row.get(0)).optional()? {
        return Ok(source);
    }
    let own = Shingles::of(&report.text);
    let mut set = db.prepare_cached(
        "SELECT shingles, source FROM shingle_sets JOIN entries USING (seq) WHERE seq = ?1",
    )?;
    for seq in candidates(db, &own, report.date)? {
        let (bytes, source): (Vec<u8>, String) =
            set.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if own.is_like(&Shingles::from_bytes(&bytes)) {
            return Ok(source);
        }
    }
    Ok(entry::short(sha256))
}

/// Entries that share an indexed shingle and a week with the report, oldest first.
fn candidates(db: &Connection, own: &Shingles, day: Option<Date>) -> Result<BTreeSet<i64>, Fault> {
    let from = written(day.map(|day| day.saturating_sub(WINDOW_DAYS.days())));
    let to = written(day.map(|day| day.saturating_add(WINDOW_DAYS.days())));
    let mut query = db.prepare_cached(
        "SELECT seq FROM shingles WHERE shingle = ?1 AND (?2 = '' OR day = '' OR day BETWEEN ?2 AND ?3)",
    )?;
    let mut found = BTreeSet::new();
    for shingle in own.least() {
        for seq in query.query_map(params![shingle, from, to], |row| row.get(0))? {
            found.insert(seq?);
        }
    }
    Ok(found)
}

/// A day as the index has it.
fn written(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Indexes a recorded report, so that later copies of it are found.
pub(crate) fn index(db: &Connection, seq: i64, report: &Report) -> Result<(), Fault> {
    let own = Shingles::of(&report.text);
    db.prepare_cached("INSERT INTO shingle_sets (seq, shingles) VALUES (?1, ?2)")?
        .execute(params![seq, own.to_bytes()])?;
    let mut insert = db.prepare_cached("INSERT INTO shingles (shingle, day, seq) VALUES (?1, ?2, ?3)")?;
    let day = written(report.date);
    for shingle in own.least() {
        insert.execute(params![shingle, day, seq])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Shingles;

    fn numbers(range: std::ops::Range<u32>) -> Shingles {
        Shingles::of(&range.map(|n| n.to_string()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn spelling_variants_of_one_text_have_the_same_shingles() {
        let text = "سيطرت قوات النظام على بلدة السخنة في ريف حمص الشرقي";
        assert_eq!(Shingles::of(text), Shingles::of("سيطرت قوات النظام علي بلده السّخنة، في ريف حمص الشرقي."));
    }

    #[test]
    fn a_retouched_text_is_alike_and_another_is_not() {
        let wire = numbers(0..100);
        assert!(wire.is_like(&numbers(5..130)));
        assert!(!wire.is_like(&numbers(40..140)));
        assert!(!wire.is_like(&Shingles::of("")));
    }

    #[test]
    fn texts_that_are_alike_share_an_indexed_shingle() {
        let wire = numbers(0..100);
        for end in 60..170 {
            let other = numbers(0..end);
            let shared = wire.least().any(|shingle| other.least().any(|it| it == shingle));
            assert!(shared || !wire.is_like(&other), "0..{end}");
        }
    }

    #[test]
    fn shingles_are_kept_as_they_were_and_hash_the_same_on_every_machine() {
        let wire = numbers(0..100);
        assert_eq!(Shingles::from_bytes(&wire.to_bytes()), wire);
        assert_eq!(super::hash("a"), 0xe40c_292c);
    }
}
