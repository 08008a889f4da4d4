//! Tables for the eye: columns of English, Arabic names last, what lies behind each row below it.
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A row of cells, the Arabic name last, and the lines below it.
pub(super) struct Row {
    pub(super) cells: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// Prints a heading and its rows; nothing where there is none.
pub(super) fn section(out: &mut impl Write, headings: &[&str], rows: Vec<Row>) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.width());
        cells.chain(headings.get(column).map(|heading| heading.width())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    line(out, &headings.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>(), &widths)?;
    for row in rows {
        line(out, &row.cells, &widths)?;
        for note in row.notes {
            writeln!(out, "    {note}")?;
        }
    }
    Ok(())
}

fn line(out: &mut impl Write, cells: &[String], widths: &[usize]) -> io::Result<()> {
    let pad = |(cell, width): (&String, &usize)| {
        format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width())))
    };
    let padded: Vec<String> = cells.iter().zip(widths).map(pad).collect();
    writeln!(out, "{}", padded.join("  ").trim_end())
}
