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
use crate::Fault;
use crate::store::{self, Store, Value};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use marsad_text::Report;
use std::collections::BTreeMap;

const SHINGLE_WORDS: usize = 2;
const WINDOW_DAYS: i64 = 7;
const FIRST_WEEK: Date = date(1970, 1, 1);
/// Before every other week.
const UNKNOWN_WEEK: i64 = i64::MIN + 1;
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
            // A database's integers are signed; the bits are what counts.
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

/// What a report goes by in the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name<'a> {
    /// The report's id.
    pub(crate) id: &'a str,
    /// SHA-256 of its text.
    pub(crate) text: &'a str,
    /// SHA-256 of the bytes it was taken from, where they were kept.
    pub(crate) original: Option<&'a str>,
}

/// Notes which earlier reports a new one is a near copy of, one for each group of copies, and what source stands for them all.
pub(crate) fn file(store: &dyn Store, seq: i64, report: &Report, name: &Name) -> Result<(), Fault> {
    let own = Shingles::of(&report.text);
    let bands: Vec<i64> = own.bands().collect();
    let copied = copied(store, &own, &bands, report.date, name.text)?;
    let id = name.id;
    let source = copied.iter().map(|(_, source)| source.as_str()).chain([id]).min().unwrap_or(id);
    for (earlier, joined) in &copied {
        store.execute(
            "INSERT INTO copies (seq, earlier) VALUES ($1, $2)",
            &[Value::Int(seq), Value::Int(*earlier)],
        )?;
        store.execute(
            "UPDATE reports SET source = $1 WHERE source = $2",
            &[Value::Text(source), Value::Text(joined)],
        )?;
    }
    let day = written(report.date);
    store.execute(
        "INSERT INTO reports (seq, id, text_sha256, published, source, original) \
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            Value::Int(seq),
            Value::Text(id),
            Value::Text(name.text),
            Value::Text(&day),
            Value::Text(source),
            Value::Maybe(name.original),
        ],
    )?;
    index(store, seq, &own, &bands, week_of(report.date))
}

/// Earlier reports with the same text, or nearly so: the oldest of each group of copies, with the group's source.
fn copied(
    store: &dyn Store,
    own: &Shingles,
    bands: &[i64],
    day: Option<Date>,
    text: &str,
) -> Result<Vec<(i64, String)>, Fault> {
    let mut found: Vec<(i64, String)> = store::all(
        store,
        "SELECT min(seq), source FROM reports WHERE text_sha256 = $1 GROUP BY source",
        &[Value::Text(text)],
        |row| Ok((row.int(0)?, row.text(1)?)),
    )?;
    for (seq, source) in candidates(store, bands, day)? {
        if found.iter().any(|(_, known)| *known == source) {
            continue;
        }
        let sql = "SELECT shingles FROM shingle_sets WHERE seq = $1";
        let shingles = store::first(store, sql, &[Value::Int(seq)], |row| row.bytes(0))?;
        if shingles.is_some_and(|shingles| own.is_like(&Shingles::from_bytes(&shingles))) {
            found.push((seq, source));
        }
    }
    Ok(found)
}

/// Entries that share a band and a week with the report, oldest first, with their sources.
fn candidates(store: &dyn Store, bands: &[i64], day: Option<Date>) -> Result<BTreeMap<i64, String>, Fault> {
    let from = written(day.map(|day| day.saturating_sub(WINDOW_DAYS.days())));
    let to = written(day.map(|day| day.saturating_add(WINDOW_DAYS.days())));
    let mut found = BTreeMap::new();
    for week in weeks_near(store, day)? {
        for &band in bands {
            let sql = "SELECT seq, source FROM bands JOIN reports USING (seq) WHERE week = $1 AND band = $2 \
                 AND ($3 = '' OR published = '' OR published BETWEEN $3 AND $4)";
            let values = [Value::Int(week), Value::Int(band), Value::Text(&from), Value::Text(&to)];
            store.query(sql, &values, &mut |row| {
                found.insert(row.int(0)?, row.text(1)?);
                Ok(())
            })?;
        }
    }
    Ok(found)
}

/// The weeks in which a copy of a report of that day may have been published: those around it and the unknown one, or
/// every week there is.
fn weeks_near(store: &dyn Store, day: Option<Date>) -> Result<Vec<i64>, Fault> {
    let Some(day) = day else { return weeks(store) };
    let week = |days: i64| week_of(Some(day.saturating_add(days.days())));
    let mut near = vec![UNKNOWN_WEEK, week(-WINDOW_DAYS), week(0), week(WINDOW_DAYS)];
    near.dedup();
    Ok(near)
}

/// Every week of which a report is indexed.
fn weeks(store: &dyn Store) -> Result<Vec<i64>, Fault> {
    let mut weeks = Vec::new();
    let mut last = i64::MIN;
    let sql = "SELECT week FROM bands WHERE week > $1 ORDER BY week LIMIT 1";
    while let Some(next) = store::first(store, sql, &[Value::Int(last)], |row| row.int(0))? {
        weeks.push(next);
        last = next;
    }
    Ok(weeks)
}

/// A day's week, counted from one in 1970. Reports come more or less in the order of their days, so that an index by weeks
/// is read and written in few places at a time, however large it grows.
fn week_of(day: Option<Date>) -> i64 {
    let since = |day: Date| i64::from((day - FIRST_WEEK).get_days()).div_euclid(7);
    day.map_or(UNKNOWN_WEEK, since)
}

/// A day as the index has it.
fn written(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Indexes a recorded report, so that later copies of it are found.
fn index(store: &dyn Store, seq: i64, own: &Shingles, bands: &[i64], week: i64) -> Result<(), Fault> {
    store.execute(
        "INSERT INTO shingle_sets (seq, shingles) VALUES ($1, $2)",
        &[Value::Int(seq), Value::Bytes(&own.to_bytes())],
    )?;
    for &band in bands {
        store.execute(
            "INSERT INTO bands (week, band, seq) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            &[Value::Int(week), Value::Int(band), Value::Int(seq)],
        )?;
    }
    Ok(())
}

/// Takes a redacted report's words out of the index. What it was a copy of is still known.
pub(crate) fn forget(store: &dyn Store, seq: i64) -> Result<(), Fault> {
    store.execute("DELETE FROM shingle_sets WHERE seq = $1", &[Value::Int(seq)])?;
    store.execute("DELETE FROM bands WHERE seq = $1", &[Value::Int(seq)])
}

/// The sources as they were known at a moment of the log: the least id of each group of copies.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// Entry to its report's id.
    ids: BTreeMap<i64, String>,
    /// Entry to one that stands for more of its group.
    parent: BTreeMap<i64, i64>,
}

impl Sources {
    /// What was known once entry `last` had been recorded.
    pub(crate) fn read(store: &dyn Store, last: i64) -> Result<Self, Fault> {
        let upto = [Value::Int(last)];
        let ids = store::all(store, "SELECT seq, id FROM reports WHERE seq <= $1", &upto, |row| {
            Ok((row.int(0)?, row.text(1)?))
        })?;
        let mut sources = Self { ids: ids.into_iter().collect(), parent: BTreeMap::new() };
        let pairs = store::all(store, "SELECT seq, earlier FROM copies WHERE seq <= $1", &upto, |row| {
            Ok((row.int(0)?, row.int(1)?))
        })?;
        for (seq, earlier) in pairs {
            sources.join(seq, earlier);
        }
        Ok(sources)
    }

    /// What is known now of some reports alone.
    pub(crate) fn of(store: &dyn Store, entries: impl Iterator<Item = i64>) -> Result<Self, Fault> {
        let mut sources = Self::default();
        for seq in entries {
            let sql = "SELECT own.id, other.seq, other.id FROM reports own \
                 JOIN reports other ON other.id = own.source WHERE own.seq = $1";
            store.query(sql, &[Value::Int(seq)], &mut |row| {
                sources.ids.insert(seq, row.text(0)?);
                sources.ids.insert(row.int(1)?, row.text(2)?);
                if row.int(1)? != seq {
                    sources.parent.insert(seq, row.int(1)?);
                }
                Ok(())
            })?;
        }
        Ok(sources)
    }

    fn root(&self, mut seq: i64) -> i64 {
        while let Some(&parent) = self.parent.get(&seq) {
            seq = parent;
        }
        seq
    }

    fn join(&mut self, one: i64, other: i64) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let (least, more) =
            if self.ids.get(&one) < self.ids.get(&other) { (one, other) } else { (other, one) };
        self.parent.insert(more, least);
    }

    /// The id of an entry's report.
    pub(crate) fn id(&self, seq: i64) -> Result<&str, Fault> {
        let missing = || Fault::Corrupt(format!("the report of entry {seq} is not in the index"));
        self.ids.get(&seq).map(String::as_str).ok_or_else(missing)
    }

    /// The source of an entry's report.
    pub(crate) fn source(&self, seq: i64) -> Result<&str, Fault> {
        self.id(self.root(seq))
    }
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
