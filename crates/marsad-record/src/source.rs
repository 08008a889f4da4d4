//! Which reports carry one text: copies of an agency's text, even retouched, are one source and not many.
//!
//! Two texts are near copies when the sets of their shingles (runs of two folded words) have a Jaccard index of 0.4 or more
//! and they were published within a week of each other. An outlet that changes a fifth of an agency's words stays above
//! that (see the tests); two reporters who write of one event stay below it, even where both close with the same
//! paragraph of background. In a text of fewer than 40 words one place or number is much of what it says, and only 0.9
//! makes a copy. A report of unknown day may belong to any week.
//!
//! Candidates are found by `MinHash` with banding: A. Broder, "On the resemblance and containment of documents" (1997);
//! J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets", chapter 3.
use crate::{Fault, entry};
use jiff::ToSpan;
use jiff::civil::Date;
use marsad_text::Report;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

const SHINGLE_WORDS: usize = 2;
const WINDOW_DAYS: i64 = 7;
/// Shingles below which a text is short.
const SHORT: usize = 40;

/// A band is a few least hashes together. At an index of 0.4, 1 - (1 - 0.4³)⁶⁰ = 98 % of copies share one; of texts with
/// an index of 0.1, as two reports on one war have, 6 %.
const BANDS: u64 = 60;
const BAND_ROWS: u64 = 3;

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

    /// Whether the two are near copies.
    fn is_like(&self, other: &Self) -> bool {
        let both = self.0.iter().filter(|shingle| other.0.binary_search(shingle).is_ok()).count();
        let either = self.0.len() + other.0.len() - both;
        let short = self.0.len().min(other.0.len()) < SHORT;
        both * 10 >= either * if short { 9 } else { 4 }
    }

    /// One number for each band: texts that are alike have at least one of them in common, almost always.
    fn bands(&self) -> impl Iterator<Item = i64> {
        let least =
            |row| self.0.iter().map(|&shingle| mix(u64::from(shingle) ^ mix(row))).min().unwrap_or_default();
        (0..BANDS).map(move |band| {
            let rows = (0..BAND_ROWS).map(|row| least(band * BAND_ROWS + row));
            // SQLite's integers are signed; the bits are what counts.
            rows.fold(band, |all, row| mix(all ^ row)).cast_signed()
        })
    }
}

/// FNV-1a: stable across versions, which the standard hasher does not promise.
fn hash(shingle: &str) -> u32 {
    shingle.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The finaliser of `SplitMix64` (G. Steele, D. Lea, C. Flood 2014): spreads every bit of a number over all of them.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
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

/// Entries that share a band and a week with the report, oldest first.
fn candidates(db: &Connection, own: &Shingles, day: Option<Date>) -> Result<BTreeSet<i64>, Fault> {
    let from = written(day.map(|day| day.saturating_sub(WINDOW_DAYS.days())));
    let to = written(day.map(|day| day.saturating_add(WINDOW_DAYS.days())));
    let mut query = db.prepare_cached(
        "SELECT seq FROM bands WHERE band = ?1 AND (?2 = '' OR day = '' OR day BETWEEN ?2 AND ?3)",
    )?;
    let mut found = BTreeSet::new();
    for band in own.bands() {
        for seq in query.query_map(params![band, from, to], |row| row.get(0))? {
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
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO bands (band, day, seq) VALUES (?1, ?2, ?3)")?;
    let day = written(report.date);
    for band in own.bands() {
        insert.execute(params![band, day, seq])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Shingles, mix};

    fn numbers(range: std::ops::Range<u32>) -> Shingles {
        Shingles::of(&range.map(|n| n.to_string()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn spelling_variants_of_one_text_have_the_same_shingles() {
        let text = "سيطرت قوات النظام على بلدة السخنة في ريف حمص الشرقي";
        assert_eq!(Shingles::of(text), Shingles::of("سيطرت قوات النظام علي بلده السّخنة، في ريف حمص الشرقي."));
    }

    /// A text of `length` words with a share of them replaced, dropped or followed by another, by a seed.
    fn retouched(length: u64, share: u64, seed: u64) -> (String, String) {
        let word = |n: u64| format!("w{}", mix(n) % 4000);
        let wire: Vec<String> = (0..length).map(|n| word(seed * length + n)).collect();
        let edit = |(n, own): (u64, &String)| {
            let dice = mix(seed ^ mix(n));
            let other = word(dice);
            match dice % 100 {
                it if it < share / 2 => other,
                it if it < share * 3 / 4 => String::new(),
                it if it < share => format!("{own} {other}"),
                _ => own.clone(),
            }
        };
        let copy: Vec<String> = (0..).zip(&wire).map(edit).filter(|word| !word.is_empty()).collect();
        (wire.join(" "), copy.join(" "))
    }

    #[test]
    fn of_copies_with_a_fifth_of_their_words_changed_95_in_100_are_found() {
        let mut found = 0;
        for seed in 0..500 {
            let (wire, copy) = retouched(120 + seed % 300, 20, seed);
            let (wire, copy) = (Shingles::of(&wire), Shingles::of(&copy));
            let candidate = wire.bands().any(|band| copy.bands().any(|other| other == band));
            found += usize::from(candidate && wire.is_like(&copy));
        }
        assert!(found >= 475, "{found} of 500");
    }

    #[test]
    fn two_texts_with_a_third_of_their_words_in_common_are_two() {
        let wire = numbers(0..300);
        assert!(!wire.is_like(&numbers(150..450)));
        assert!(!wire.is_like(&Shingles::of("")));
    }

    #[test]
    fn short_messages_that_name_different_places_are_two() {
        let message = |place: &str| {
            Shingles::of(&format!("قصفت قوات النظام بالمدفعية بلدة {place} في ريف إدلب الجنوبي دون إصابات"))
        };
        assert!(!message("كنصفرة").is_like(&message("البارة")));
        assert!(message("كنصفرة").is_like(&message("كنصفره")));
    }

    #[test]
    fn shingles_are_kept_as_they_were_and_hash_the_same_on_every_machine() {
        let wire = numbers(0..100);
        assert_eq!(Shingles::from_bytes(&wire.to_bytes()), wire);
        assert_eq!(super::hash("a"), 0xe40c_292c);
    }
}
