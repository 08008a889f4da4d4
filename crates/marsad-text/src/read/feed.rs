//! Feeds: RSS, Atom; each entry is a report.
use super::ReadProblem;
use super::decode::{Decoded, decode_xml};
use super::input::{Input, Origin, Part, filled, is_empty};
use super::markup::{entries, text_of};
use super::reader::{Found, Reader, found};
use crate::language::tag;
use crate::{Report, publication_day};
use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Text};
use feed_rs::parser;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use std::sync::Arc;

/// A feed that was saved or fetched.
pub(super) struct Feed;

impl Reader for Feed {
    fn endings(&self) -> &'static [&'static str] {
        &["rss", "atom", "xml"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &[
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
            "application/xml",
            "text/xml",
            "application/feed+json",
        ]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let decoded = decode_xml(&bytes, origin.served.as_deref());
        let Decoded { text: xml, coding } = decoded.map_err(|bad| origin.undecodable(None, &bad))?;
        let parser = parser::Builder::new().timestamp_parser(day_as_written).build();
        let feed = parser.parse(xml.as_bytes()).map_err(|error| {
            let help = "name an RSS or Atom feed; save a page as `.html`";
            origin.problem(None, &format!("not a feed: {error}"), help)
        })?;
        if feed.entries.is_empty() {
            return Err(origin.problem(None, &"the feed holds no entry", "name a feed that has entries"));
        }
        let outlet = title(feed.title);
        let language = feed.language.and_then(|language| tag(&language));
        // Where they cannot be told apart, each entry was taken from the whole.
        let written = entries(&xml).filter(|it| it.len() == feed.entries.len());
        let written = written.unwrap_or_else(|| vec![xml.as_str(); feed.entries.len()]);
        let read = |((number, entry), written): ((usize, Entry), &str)| {
            let (mut report, is_summary) = read_entry(origin, number, entry, outlet.clone())?;
            report.language = report.language.or_else(|| language.clone());
            let bytes = coding.bytes_of(written);
            Ok(Input::of_part(origin, Part { report, bytes, media_type: "application/xml", is_summary }))
        };
        Ok(found((1..).zip(feed.entries).zip(written).map(read).collect()))
    }
}

/// The report of an entry, and whether it only sums up the page that it links to.
fn read_entry(
    origin: &Origin,
    number: usize,
    entry: Entry,
    outlet: Option<String>,
) -> Result<(Report, bool), ReadProblem> {
    let body = entry.content.and_then(|content| content.body).map(|body| text_of(&body));
    let body = body.filter(|text| !is_empty(text));
    let is_summary = body.is_none();
    let summary = entry.summary.map(|summary| text_of(&summary.content));
    let title = title(entry.title);
    // Feeds of headlines alone give the headline: it is all they say.
    let text = [body, summary, title.clone()].into_iter().flatten().find(|text| !is_empty(text));
    let Some(text) = text else {
        let what = format!("entry {number} of the feed holds no text");
        return Err(origin.problem(None, &what, "read the page that it links to"));
    };
    let published = entry.published.or(entry.updated).and_then(|time| day(&time));
    let url = entry.links.into_iter().find(|link| link.rel.as_deref() != Some("self")).map(|link| link.href);
    let report = Report {
        id: filled(Some(entry.id)).unwrap_or_else(|| format!("{}:{number}", origin.name)),
        text,
        date: published.or(origin.options.date),
        title,
        url,
        outlet,
        language: entry.language.and_then(|language| tag(&language)),
    };
    Ok((report, is_summary))
}

fn title(title: Option<Text>) -> Option<String> {
    filled(title.map(|title| text_of(&title.content)))
}

/// A time of a feed as if it were written in UTC, so that its day stays the day it was written with.
fn day_as_written(value: &str) -> Option<DateTime<Utc>> {
    let local = rfc2822::parse(value.trim()).map(|time| time.date()).ok();
    let day = local.or_else(|| publication_day(value).ok())?;
    DateTime::from_timestamp(day.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second(), 0)
}

/// A day still to come is none of publication.
fn day(time: &DateTime<Utc>) -> Option<Date> {
    publication_day(&time.date_naive().to_string()).ok()
}
