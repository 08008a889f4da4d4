//! A report as one page of HTML that loads nothing, made for a screen and for two sheets of A4.
use super::Lang;
use super::document::{Block, Document};
use jiff::civil::Date;
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");

/// Writes the report.
pub(crate) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let (lang, dir) = if document.lang == Lang::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    let title = text(&document.title);
    writeln!(out, "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<h1>{title}</h1>\n<p class=\"day\">{}</p>", text(&document.subtitle))?;
    for block in &document.blocks {
        match block {
            Block::Heading(words) => writeln!(out, "<h2>{}</h2>", text(words))?,
            Block::Text(words) => writeln!(out, "<p>{}</p>", referred(words))?,
            Block::List(lines) => list(out, "ul", lines)?,
            Block::Sources(lines) => sources(out, lines)?,
            Block::Table { head, rows } => table(out, head, rows)?,
            Block::Drawing { svg, says } => {
                writeln!(out, "<figure>{svg}<figcaption>{}</figcaption></figure>", text(says))?;
            }
        }
    }
    writeln!(out, "</body>\n</html>")
}

fn list(out: &mut dyn Write, tag: &str, lines: &[String]) -> io::Result<()> {
    writeln!(out, "<{tag}>")?;
    lines.iter().try_for_each(|line| writeln!(out, "<li>{}</li>", referred(line)))?;
    writeln!(out, "</{tag}>")
}

fn sources(out: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    writeln!(out, "<ol class=\"sources\">")?;
    for (line, number) in lines.iter().zip(1..) {
        writeln!(out, "<li id=\"source-{number}\"><bdi>{}</bdi></li>", text(line))?;
    }
    writeln!(out, "</ol>")
}

fn table(out: &mut dyn Write, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    writeln!(out, "<table>\n<thead>")?;
    row(out, "th", head)?;
    writeln!(out, "</thead>\n<tbody>")?;
    rows.iter().try_for_each(|cells| row(out, "td", cells))?;
    writeln!(out, "</tbody>\n</table>")
}

fn row(out: &mut dyn Write, tag: &str, cells: &[String]) -> io::Result<()> {
    write!(out, "<tr>")?;
    for cell in cells {
        // A day is not broken.
        let class = if cell.parse::<Date>().is_ok() { " class=\"day\"" } else { "" };
        write!(out, "<{tag}{class}>{}</{tag}>", referred(cell))?;
    }
    writeln!(out, "</tr>")
}

/// Text whose marks stay text: a report's words are not ours.
fn text(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The same, with `[3]` leading to the third source.
fn referred(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(&text(before));
        match after.split_once(']') {
            Some((number, behind))
                if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                out.extend(["<a href=\"#source-", number, "\">[", number, "]</a>"]);
                rest = behind;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + &text(rest)
}

#[cfg(test)]
mod tests {
    use super::referred;

    #[test]
    fn numbers_in_brackets_lead_to_their_source_and_marks_stay_text() {
        assert_eq!(referred("12 [3]"), "12 <a href=\"#source-3\">[3]</a>");
        assert_eq!(referred("<b> [x] [4"), "&lt;b&gt; [x] [4");
    }
}
