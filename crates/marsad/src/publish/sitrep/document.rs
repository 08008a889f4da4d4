//! A report as its writers take it: headings, lines and tables, before it is Markdown, a page or a print.
use super::Lang;

/// A report.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    /// The line below the title.
    pub(crate) subtitle: String,
    pub(crate) blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Debug)]
pub(crate) enum Block {
    Heading(String),
    Text(String),
    /// Lines of equal rank.
    List(Vec<String>),
    /// The reports that the numbers in square brackets stand for, from 1.
    Sources(Vec<String>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    /// A drawing, as SVG, and what it shows in words.
    Drawing {
        svg: String,
        says: String,
    },
}
