//! The situation report: two pages that say what holds on a day, what changed, who is shut in and who was harmed, each
//! figure with the reports it comes from.
mod contents;
mod document;
mod drawing;
pub(crate) mod html;
pub(crate) mod markdown;
mod references;
pub(crate) mod typst;
mod words;

pub(crate) use contents::{Matter, report};
pub(crate) use words::Lang;
