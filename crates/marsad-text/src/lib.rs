//! From bytes to sentences, tokens, numbers and dates: knows Arabic and English, nothing of war.
//!
//! Every position is a [`Span`] in Unicode code points of the original text, which no step alters.

mod fold;
mod report;
mod span;

pub use fold::fold;
pub use report::Report;
pub use span::Span;
