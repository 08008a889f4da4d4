//! Markup inside feeds, where it stands for the text of a report.
use dom_smoothie::Readability;

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
