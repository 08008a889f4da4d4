//! A report as Typst's markup, made for A4: what `typst compile` sets as a PDF.
//!
//! Every word of the report stands in a string of Typst's, so that none of them can become markup.
use super::Lang;
use super::document::{Block, Document};
use std::io::{self, Write};

/// Fonts in the order they are tried, letter by letter; Libertinus comes with Typst, the others from the machine.
const ARABIC_FIRST: &str =
    r#"("Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "Libertinus Serif", "DejaVu Sans")"#;
const LATIN_FIRST: &str =
    r#"("Libertinus Serif", "Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "DejaVu Sans")"#;

/// Page and headings.
const STYLE: &str = include_str!("print.typ");

/// Writes the report.
pub(crate) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let (lang, dir) = if document.lang == Lang::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    let fonts = if document.lang == Lang::Ar { ARABIC_FIRST } else { LATIN_FIRST };
    writeln!(out, "#set text(lang: \"{lang}\", dir: {dir})\n#let fonts = {fonts}")?;
    writeln!(out, "#set document(title: {})", string(&document.title))?;
    out.write_all(STYLE.as_bytes())?;
    writeln!(out, "#heading(level: 1, {})", string(&document.title))?;
    writeln!(out, "#subtitle({})", string(&document.subtitle))?;
    for block in &document.blocks {
        match block {
            Block::Heading(words) => writeln!(out, "#heading(level: 2, {})", string(words))?,
            Block::Text(words) => writeln!(out, "#par[{}]", referred(words))?,
            Block::List(lines) => list(out, lines)?,
            Block::Sources(lines) => sources(out, lines)?,
            Block::Table { head, rows } => table(out, head, rows)?,
            Block::Drawing { svg, says } => {
                writeln!(out, "#drawing({}, {})", string(svg), string(says))?;
            }
        }
    }
    Ok(())
}

fn list(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    writeln!(out, "#list(")?;
    lines.iter().try_for_each(|line| writeln!(out, "  [{}],", referred(line)))?;
    writeln!(out, ")")
}

/// The sources, each with the label that its number leads to.
fn sources(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    writeln!(out, "#columns(2)[")?;
    for (line, number) in lines.iter().zip(1..) {
        writeln!(out, "#source({number}, {}) <source-{number}>", string(line))?;
    }
    writeln!(out, "]")
}

fn table(out: &mut dyn Write, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    writeln!(out, "#rows({},", head.len())?;
    let cells = |out: &mut dyn Write, cells: &[String]| {
        cells.iter().try_for_each(|cell| write!(out, "[{}], ", referred(cell)))
    };
    write!(out, "  (")?;
    cells(out, head)?;
    writeln!(out, "),")?;
    for row in rows {
        write!(out, "  (")?;
        cells(out, row)?;
        writeln!(out, "),")?;
    }
    writeln!(out, ")")
}

/// Text as a string of Typst's: its words are not ours, and a string holds no markup.
fn string(words: &str) -> String {
    let mut quoted = String::with_capacity(words.len() + 2);
    quoted.push('"');
    for c in words.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' | '\r' => quoted.push(' '),
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

/// The same as content, with `[3]` leading to the third source.
fn referred(words: &str) -> String {
    let mut out = String::new();
    let mut plain = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((number, behind))
                if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                out.extend(["#", &string(&plain), ";#to-source(", number, ");"]);
                plain.clear();
                rest = behind;
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    out + "#" + &string(&plain) + ";"
}

#[cfg(test)]
mod tests {
    use super::{referred, string};

    #[test]
    fn the_words_of_a_report_stay_in_their_strings() {
        assert_eq!(string("a\"b\\c\n#d"), "\"a\\\"b\\\\c #d\"");
    }

    #[test]
    fn numbers_in_brackets_lead_to_their_source() {
        assert_eq!(referred("12 [3]"), "#\"12 \";#to-source(3);#\"\";");
        assert_eq!(referred("#x [y] [4"), "#\"#x [y] [4\";");
    }
}
