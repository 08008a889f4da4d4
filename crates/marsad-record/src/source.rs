//! Which reports carry one text: copies of an agency's text, even retouched, are one source and not many.
//!
//! Two texts are near copies when the sets of their shingles (runs of five folded words) have a Jaccard index of 0.8 or
//! more and they were published within a week of each other. A report of unknown day may belong to any week.
use crate::entry::Entry;
use crate::{Fault, entry};
use jiff::ToSpan;
use jiff::civil::Date;
use marsad_text::Report;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

const SHINGLE_WORDS: usize = 5;
const WINDOW_DAYS: i64 = 7;

/// The shingles of a text, hashed so that they are the same on every machine.
pub(crate) fn shingles(text: &str) -> BTreeSet<i64> {
    let folded = marsad_text::fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let size = SHINGLE_WORDS.min(words.len());
    words.windows(size).map(|run| hash(&run.join(" "))).collect()
}

/// FNV-1a: stable across versions, which the standard hasher does not promise.
fn hash(shingle: &str) -> i64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    shingle.bytes().fold(0xcbf2_9ce4_8422_2325, step).cast_signed()
}

/// Whether at least four fifths of the two sets together are in both.
fn alike(a: &BTreeSet<i64>, b: &BTreeSet<i64>) -> bool {
    let both = a.intersection(b).count();
    both * 5 >= (a.len() + b.len() - both) * 4
}

/// The least shingles: two sets that are [`alike`] share at least one of them, so only these need an index.
fn prefix(shingles: &BTreeSet<i64>) -> impl Iterator<Item = i64> {
    shingles.iter().copied().take(shingles.len() / 5 + 1)
}

/// The source of a report that is about to be recorded: that of the first report with its text, or nearly so.
pub(crate) fn find(db: &Connection, report: &Report, sha256: &str) -> Result<String, Fault> {
    if let Some(source) = source_where(db, "sha256 = ?1", sha256)? {
        return Ok(source);
    }
    let own = shingles(&report.text);
    for seq in candidates(db, &own, report.date)? {
        let body: String =
            db.query_row("SELECT body FROM entries WHERE seq = ?1", [seq], |row| row.get(0))?;
        if alike(&own, &shingles(&Entry::parse(seq, &body)?.report.text)) {
            return source_where(db, "seq = ?1", seq)?
                .ok_or_else(|| Fault::Corrupt(format!("entry {seq} has gone")));
        }
    }
    Ok(entry::short(sha256))
}

fn source_where(db: &Connection, test: &str, value: impl rusqlite::ToSql) -> Result<Option<String>, Fault> {
    let query = format!("SELECT source FROM entries WHERE {test} ORDER BY seq LIMIT 1");
    Ok(db.prepare_cached(&query)?.query_row([value], |row| row.get(0)).optional()?)
}

/// Entries that share an indexed shingle and a week with the report, oldest first.
fn candidates(db: &Connection, own: &BTreeSet<i64>, day: Option<Date>) -> Result<BTreeSet<i64>, Fault> {
    let from = day.map(|day| day.saturating_sub(WINDOW_DAYS.days()).to_string());
    let to = day.map(|day| day.saturating_add(WINDOW_DAYS.days()).to_string());
    let mut query = db.prepare_cached(
        "SELECT seq FROM shingles WHERE shingle = ?1 AND (?2 IS NULL OR day IS NULL OR day BETWEEN ?2 AND ?3)",
    )?;
    let mut found = BTreeSet::new();
    for shingle in prefix(own) {
        for seq in query.query_map(params![shingle, from, to], |row| row.get(0))? {
            found.insert(seq?);
        }
    }
    Ok(found)
}

/// Indexes a recorded report, so that later copies of it are found.
pub(crate) fn index(db: &Connection, seq: i64, report: &Report) -> Result<(), Fault> {
    let mut insert = db.prepare_cached("INSERT INTO shingles (shingle, day, seq) VALUES (?1, ?2, ?3)")?;
    let day = report.date.map(|day| day.to_string());
    for shingle in prefix(&shingles(&report.text)) {
        insert.execute(params![shingle, day, seq])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{alike, prefix, shingles};

    fn numbers(range: std::ops::Range<u32>) -> String {
        range.map(|n| n.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn spelling_variants_of_one_text_have_the_same_shingles() {
        let text = "سيطرت قوات النظام على بلدة السخنة في ريف حمص الشرقي";
        assert_eq!(shingles(text), shingles("سيطرت قوات النظام علي بلده السّخنة، في ريف حمص الشرقي."));
    }

    #[test]
    fn a_retouched_text_is_alike_and_another_is_not() {
        let wire = shingles(&numbers(0..100));
        assert!(alike(&wire, &shingles(&numbers(0..109))));
        assert!(!alike(&wire, &shingles(&numbers(20..120))));
        assert!(!alike(&wire, &shingles("")));
    }

    #[test]
    fn texts_that_are_alike_share_an_indexed_shingle() {
        let wire = shingles(&numbers(0..100));
        for end in 85..118 {
            let other = shingles(&numbers(0..end));
            let shared = prefix(&wire).any(|shingle| prefix(&other).any(|it| it == shingle));
            assert!(shared || !alike(&wire, &other), "0..{end}");
        }
    }

    #[test]
    fn a_shingle_hashes_the_same_on_every_machine() {
        assert_eq!(super::hash("a"), 0xaf63_dc4c_8601_ec8c_u64.cast_signed());
    }
}
