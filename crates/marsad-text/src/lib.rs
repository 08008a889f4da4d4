//! From bytes to sentences, tokens, numbers and dates: knows Arabic and English, nothing of war.
//!
//! Every position is a [`Span`] in Unicode code points of the original text, which no step alters.
#![cfg_attr(test, allow(clippy::non_ascii_literal, reason = "tests show real text"))]

mod fold;
mod read;
mod report;
mod span;

pub use fold::fold;
pub use read::{DayError, Read, ReadProblem, publication_day, read_path, read_reports};
pub use report::Report;
pub use span::Span;
