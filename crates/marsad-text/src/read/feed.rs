//! Feeds: RSS, Atom; each entry is a report.
use super::ReadProblem;
use super::decode::decode_xml;
use super::input::{Input, Origin, filled, is_empty};
use super::markup::text_of;
use super::reader::{Found, Reader, found};
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

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let xml = decode_xml(&bytes).map_err(|bad| origin.undecodable(None, &bad))?;
        let parser = parser::Builder::new().timestamp_parser(day_as_written).build();
        let feed = parser.parse(xml.as_bytes()).map_err(|error| {
            let help = "name an RSS or Atom feed; save a page as `.html`";
            origin.problem(None, &format!("not a feed: {error}"), help)
        })?;
        if feed.entries.is_empty() {
            return Err(origin.problem(None, &"the feed holds no entry", "name a feed that has entries"));
        }
        let outlet = title(feed.title);
        let report = |(number, entry)| read_entry(origin, number, entry, outlet.clone());
        Ok(found((1..).zip(feed.entries).map(report).collect()))
    }
}

fn read_entry(
    origin: &Arc<Origin>,
    number: usize,
    entry: Entry,
    outlet: Option<String>,
) -> Result<Input, ReadProblem> {
    let body = entry.content.and_then(|content| content.body).map(|body| text_of(&body));
    let summary = entry.summary.map(|summary| text_of(&summary.content));
    let title = title(entry.title);
    // Feeds of headlines alone give the headline: it is all they say.
    let text = [body, summary, title.clone()].into_iter().flatten().find(|text| !is_empty(text));
    let Some(text) = text else {
        let what = format!("entry {number} of the feed holds no text");
        return Err(origin.problem(None, &what, "read the page that it links to"));
    };
    let published = entry.published.or(entry.updated).and_then(|time| day(&time));
    Ok(Input::of_report(
        origin,
        Report {
            id: filled(Some(entry.id)).unwrap_or_else(|| format!("{}:{number}", origin.name)),
            text,
            date: published.or(origin.options.date),
            title,
            url: entry
                .links
                .into_iter()
                .find(|link| link.rel.as_deref() != Some("self"))
                .map(|link| link.href),
            outlet,
        },
    ))
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
