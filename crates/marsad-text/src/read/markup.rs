//! Markup inside feeds, where it stands for the text of a report.
use dom_smoothie::Readability;
use quick_xml::Reader;
use quick_xml::events::Event;

/// The text of a piece of HTML, a paragraph a line; text without markup stays as it is.
pub(super) fn text_of(html: &str) -> String {
    let plain = !html.contains(['<', '&']);
    if plain {
        return html.trim().to_owned();
    }
    let page = format!("<!DOCTYPE html><html><body>{html}</body></html>");
    let text =
        Readability::new(page, None, None).map(|page| page.doc.select("body").formatted_text().to_string());
    text.unwrap_or_default().trim().to_owned()
}

/// The entries of a feed as they are written in it, in their order; none where its elements do not close.
pub(super) fn entries(xml: &str) -> Option<Vec<&str>> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open) = (Vec::new(), None);
    let mut depth = 0_usize;
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Start(element) => {
                depth += 1;
                // The third level is that of an RSS channel's items; in Atom and RSS 1.0 they are on the second.
                if open.is_none() && depth <= 3 && is_entry(element.local_name().as_ref()) {
                    open = Some((start, depth));
                }
            }
            Event::End(_) => {
                let end = usize::try_from(reader.buffer_position()).ok()?;
                if let Some((start, _)) = open.take_if(|(_, at)| *at == depth) {
                    found.push(xml.get(start..end)?);
                }
                depth = depth.checked_sub(1)?;
            }
            Event::Eof => return (depth == 0).then_some(found),
            _ => {}
        }
    }
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

#[cfg(test)]
mod tests {
    use super::entries;

    #[test]
    fn entries_are_cut_out_as_they_are_written() {
        let rss = "<rss><channel><title>x</title>\n<item><a/>1</item> <item><![CDATA[</item>]]></item></channel></rss>";
        assert_eq!(entries(rss).unwrap(), ["<item><a/>1</item>", "<item><![CDATA[</item>]]></item>"]);
        let atom = "<?xml version='1.0'?><feed><entry id='1'><entry>2</entry></entry></feed>";
        assert_eq!(entries(atom).unwrap(), ["<entry id='1'><entry>2</entry></entry>"]);
        assert_eq!(entries("<rss><item>"), None);
    }
}
