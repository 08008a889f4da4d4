use serde::{Deserialize, Serialize};

/// A half-open stretch `start..end` of a report's original text, in Unicode code points.
///
/// Code points are what the W3C `TextPositionSelector` counts, and what Python, PostgreSQL and most annotation tools
/// index by. No step of the chain alters the text a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; an `end` before `start` is read as empty.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Number of code points.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// What of `text` the span covers; empty where it lies outside.
    pub fn of(self, text: &str) -> String {
        text.chars().skip(self.start as usize).take(self.len() as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_counts_code_points_not_bytes() {
        assert_eq!(Span::new(2, 4).of("أ😀بت"), "بت");
        assert_eq!(Span::new(9, 12).of("abc"), "");
    }

    #[test]
    fn neighbours_do_not_overlap_but_share_a_hull() {
        let (a, b) = (Span::new(0, 3), Span::new(3, 5));
        assert!(!a.overlaps(b));
        assert_eq!(a.hull(b), Span::new(0, 5));
        assert!(a.hull(b).contains(b));
    }
}
