//! A report as Markdown (`CommonMark` with the tables of GitHub). Drawings are left out: their words stand in for them.
use super::document::{Block, Document};
use std::io::{self, Write};

/// Writes the report.
pub(crate) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n\n{}", line(&document.title), line(&document.subtitle))?;
    for block in &document.blocks {
        writeln!(out)?;
        match block {
            Block::Heading(text) => writeln!(out, "## {}", line(text))?,
            Block::Text(text) => writeln!(out, "{}", line(text))?,
            Block::List(lines) => lines.iter().try_for_each(|text| writeln!(out, "- {}", line(text)))?,
            Block::Sources(lines) => {
                lines
                    .iter()
                    .zip(1..)
                    .try_for_each(|(text, number)| writeln!(out, "{number}. {}", line(text)))?;
            }
            Block::Table { head, rows } => {
                row(out, head)?;
                writeln!(out, "|{}", " --- |".repeat(head.len()))?;
                rows.iter().try_for_each(|cells| row(out, cells))?;
            }
            Block::Drawing { says, .. } => writeln!(out, "{}", line(says))?,
        }
    }
    Ok(())
}

fn row(out: &mut dyn Write, cells: &[String]) -> io::Result<()> {
    writeln!(out, "| {} |", cells.iter().map(|cell| line(cell)).collect::<Vec<_>>().join(" | "))
}

/// Text on one line, whose marks stay text: a report's words are not ours.
fn line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '#' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_words_of_a_report_cannot_become_marks() {
        assert_eq!(line("a|b\n<script>*x*"), "a\\|b \\<script\\>\\*x\\*");
    }
}
