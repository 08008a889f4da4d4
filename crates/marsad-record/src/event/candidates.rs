//! Pairs of claims that are worth comparing: near in place and day, or of one source.
use super::rules::SameEvent;
use super::told::{Site, Told};
use rustc_hash::FxHashMap;

/// Degrees that a cell of the grid is wide and high; more than the rules' near distance up to 60 degrees north.
const CELL: f64 = 0.06;

/// A cell and those around it.
pub(super) const NEXT: [(i64, i64); 9] =
    [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 0), (0, 1), (1, -1), (1, 0), (1, 1)];

/// What claims are gathered by.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key<'t> {
    Place(&'t str),
    Cell(i64, i64),
    Source(&'t str),
}

/// Claims (by their index) of one key, and those that are to be compared with them but not with each other.
#[derive(Debug, Default)]
struct Block {
    own: Vec<u32>,
    beside: Vec<u32>,
}

/// Every pair, lower index first, in order.
pub(super) fn pairs(told: &[Told], rules: &SameEvent) -> Vec<(u32, u32)> {
    let mut blocks: FxHashMap<Key, Block> = FxHashMap::default();
    for (index, claim) in (0..).zip(told) {
        blocks.entry(Key::Source(claim.source)).or_default().own.push(index);
        let is_summary = claim.days.is_none_or(|days| days.is_summary(rules));
        for site in claim.sites.iter().filter(|_| !is_summary) {
            place(&mut blocks, index, site);
        }
    }
    let mut pairs = Vec::new();
    #[allow(clippy::iter_over_hash_type, reason = "the pairs are sorted below")]
    for (key, block) in blocks {
        let days = if matches!(key, Key::Source(_)) { i32::MAX } else { rules.widest() };
        block.pairs(told, days, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn place<'t>(blocks: &mut FxHashMap<Key<'t>, Block>, index: u32, site: &'t Site) {
    blocks.entry(Key::Place(&site.key)).or_default().own.push(index);
    for container in &site.containers {
        blocks.entry(Key::Place(container)).or_default().beside.push(index);
    }
    let Some((row, column)) = cell_of(site) else { return };
    blocks.entry(Key::Cell(row, column)).or_default().own.push(index);
    // The other half of the cells around it finds this one among its own.
    for (down, right) in &NEXT[5..] {
        blocks.entry(Key::Cell(row + down, column + right)).or_default().beside.push(index);
    }
}

/// The cell of the grid, by row and column, that a place lies in; none for a region.
pub(super) fn cell_of(site: &Site) -> Option<(i64, i64)> {
    site.point.filter(|_| !site.is_region).map(|(lat, lon)| (cell(lat), cell(lon)))
}

#[allow(clippy::cast_possible_truncation, reason = "degrees are far below the greatest integer")]
fn cell(degrees: f64) -> i64 {
    (degrees / CELL).floor() as i64
}

impl Block {
    /// Adds the pairs of this block that are no more than some days apart.
    fn pairs(mut self, told: &[Told], days: i32, pairs: &mut Vec<(u32, u32)>) {
        let span = |index: u32| told[index as usize].days.map_or((0, 0), |span| (span.first, span.last));
        let mut all: Vec<(u32, bool)> = self.own.drain(..).map(|index| (index, true)).collect();
        all.extend(self.beside.drain(..).map(|index| (index, false)));
        all.sort_by_key(|&(index, _)| (span(index).0, index));
        for (at, &(one, is_own)) in all.iter().enumerate() {
            let until = span(one).1.saturating_add(days);
            let after = all[at + 1..].iter().take_while(|(other, _)| span(*other).0 <= until);
            let with = after.filter(|&&(other, other_own)| other != one && (is_own || other_own));
            pairs.extend(with.map(|&(other, _)| (one.min(other), one.max(other))));
        }
    }
}
