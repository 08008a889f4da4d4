//! Pages of the web: the main text of a page, without its menus, and what the page says of itself.
use super::ReadProblem;
use super::decode::decode_page;
use super::input::{Content, Input, Origin, filled, is_empty};
use super::reader::{Found, Reader, found};
use crate::language::tag;
use crate::{Report, publication_day};
use dom_smoothie::{Config, Readability, TextMode};
use jiff::civil::Date;
use std::sync::Arc;

/// Elements beyond which a page is not searched: a page of news has a few thousand.
const MOST_ELEMENTS: usize = 200_000;

/// A saved page.
pub(super) struct Page;

impl Reader for Page {
    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["text/html", "application/xhtml+xml"]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let size = bytes.len();
        Ok(found(vec![Ok(Input::of_content(origin, Content::Page(bytes), size))]))
    }
}

/// The report of a page.
pub(super) fn report(origin: &Origin, bytes: &[u8]) -> Result<Report, ReadProblem> {
    let html = decode_page(bytes, origin.served.as_deref());
    let html = html.map_err(|bad| origin.undecodable(None, &bad))?.text;
    let config =
        Config { text_mode: TextMode::Formatted, max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let unreadable = |error| {
        let help = "save the text of the report as `.txt`";
        origin.problem(None, &format!("no main text is found in this page: {error}"), help)
    };
    let mut page = Readability::new(html, None, Some(config)).map_err(unreadable)?;
    let (address, day, language) = (address(&page), day(&page), language(&page));
    let article = page.parse().map_err(unreadable)?;
    let text = article.text_content.trim().to_owned();
    if is_empty(&text) {
        return Err(origin.problem(None, &"the page holds no text", "save the text of the report as `.txt`"));
    }
    let published = article.published_time.and_then(|time| publication_day(&time).ok());
    Ok(Report {
        id: origin.name.clone(),
        text,
        date: published.or(day).or(origin.options.date),
        title: filled(Some(article.title)),
        url: address.or(article.url).or_else(|| origin.url()),
        outlet: filled(article.site_name),
        language,
    })
}

/// The address that the page gives as its own.
fn address(page: &Readability) -> Option<String> {
    let named = |selector, attribute| page.doc.select(selector).attr(attribute).map(|it| it.to_string());
    filled(named("link[rel=canonical]", "href"))
        .or_else(|| filled(named("meta[property='og:url']", "content")))
}

/// The language that the page says it is in.
fn language(page: &Readability) -> Option<String> {
    tag(&page.doc.select("html").attr("lang")?)
}

/// The day in the page's one `<time>`; of several nobody can say which is the report's.
fn day(page: &Readability) -> Option<Date> {
    let marked = page.doc.select("[itemprop=datePublished]");
    let given = marked.attr("datetime").or_else(|| marked.attr("content"));
    let times = page.doc.select("time[datetime]");
    let only = || (times.length() == 1).then(|| times.attr("datetime")).flatten();
    publication_day(&given.or_else(only)?).ok()
}
