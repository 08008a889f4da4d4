//! CSV that a spreadsheet opens as it was meant.
use std::io::{self, Write};

/// A column: its name and its HXL hashtag, which may be empty.
pub(crate) type Column = (&'static str, &'static str);

/// What to put before the rows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Heading {
    /// A byte order mark: Excel reads UTF-8 only where it finds one.
    pub(crate) bom: bool,
    /// A row of HXL hashtags under the names.
    pub(crate) hxl: bool,
}

/// A cell of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell(String);

impl Cell {
    /// What is not known.
    pub(crate) fn empty() -> Self {
        Self::default()
    }

    /// A number, or a value of this program's own: never a formula.
    #[allow(clippy::needless_pass_by_value, reason = "numbers and days are as cheap to pass")]
    pub(crate) fn value(value: impl ToString) -> Self {
        Self(value.to_string())
    }

    /// A value where there is one.
    pub(crate) fn maybe(value: Option<impl ToString>) -> Self {
        value.map_or_else(Self::default, Self::value)
    }

    /// Words from a report or a data file, on one line. A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a
    /// formula and runs it, so an apostrophe is put before it (OWASP, "CSV Injection").
    pub(crate) fn text(text: &str) -> Self {
        let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        let line = line.collect::<Vec<_>>().join(" ");
        // Marks of direction are invisible, and must not hide a formula.
        let seen = line.trim_start_matches(|c: char| c == ' ' || is_unseen(c));
        if seen.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) {
            return Self(format!("'{line}"));
        }
        Self(line)
    }
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Writes a heading and rows of as many cells.
pub(crate) fn write(
    columns: &[Column],
    heading: Heading,
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: &mut dyn Write,
) -> io::Result<()> {
    if heading.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut sheet = csv::Writer::from_writer(&mut out);
    sheet.write_record(columns.iter().map(|(name, _)| name)).map_err(unwritten)?;
    if heading.hxl {
        sheet.write_record(columns.iter().map(|(_, tag)| tag)).map_err(unwritten)?;
    }
    for row in rows {
        sheet.write_record(row.iter().map(|cell| &cell.0)).map_err(unwritten)?;
    }
    sheet.flush()
}

/// Why it could not be written, as the system says it: that a reader left early is no failure.
fn unwritten(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Heading, write};

    #[test]
    fn what_a_spreadsheet_would_run_is_made_text_and_a_number_stays_one() {
        for (text, cell) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\u{200f}+1", "'\u{200f}+1"),
            ("\t+1", "'+1"),
            ("- قتل", "'- قتل"),
            ("قتل =1", "قتل =1"),
            ("سطر\nآخر", "سطر آخر"),
        ] {
            assert_eq!(Cell::text(text).0, cell);
        }
        assert_eq!(Cell::value(-3.5).0, "-3.5");
    }

    #[test]
    fn a_heading_brings_its_mark_and_its_hashtags() {
        let columns = [("date", "#date"), ("words", "")];
        let mut out = Vec::new();
        let heading = Heading { bom: true, hxl: true };
        write(&columns, heading, std::iter::once(vec![Cell::empty(), Cell::text("a,b")]), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "\u{feff}date,words\n#date,\n,\"a,b\"\n");
    }
}
