//! What is asked of a collection.
use super::super::api::Failure;
use super::super::{Desk, guard};
use axum::http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::BTreeMap;

/// Features on a page where no number is asked for, and at most (`limit` of the standard's core).
const PAGE: usize = 100;
const MOST: usize = 10_000;

/// A request, understood.
pub(super) struct Asked {
    /// This server's address, as the asker has it.
    pub(super) base: String,
    pub(super) is_html: bool,
    pub(super) page: Page,
}

/// Which features, and how many.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    limit: usize,
    offset: usize,
    bbox: Option<[f64; 4]>,
    /// First and last day; none is open.
    pub(super) days: Option<(Option<Date>, Option<Date>)>,
    /// What the next page is asked with, but for its offset.
    words: String,
}

impl Asked {
    /// Takes the parameters that are known; the standard wants a 400 for any other.
    pub(super) fn of(
        desk: &Desk,
        headers: &HeaderMap,
        asked: &BTreeMap<String, String>,
        known: &[&str],
    ) -> Result<Self, Failure> {
        if let Some(other) = asked.keys().find(|name| *name != "f" && !known.contains(&name.as_str())) {
            let names = [&["f"], known].concat().join(", ");
            return Err(wrong(format!("`{other}` is no parameter here; known: {names}")));
        }
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_html = match asked.get("f").map(String::as_str) {
            Some("html") => true,
            Some("json") => false,
            Some(other) => return Err(wrong(format!("f={other}: ask for json or html"))),
            None => header(header::ACCEPT).starts_with("text/html"),
        };
        Ok(Self { base: guard::origin(&desk.open, guard::host(headers)), is_html, page: Page::of(asked)? })
    }
}

impl Page {
    fn of(asked: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let number = |name: &str, otherwise: usize| match asked.get(name) {
            None => Ok(otherwise),
            Some(said) => said.parse().map_err(|_| wrong(format!("{name}={said}: give a whole number"))),
        };
        let limit = number("limit", PAGE)?;
        if limit == 0 {
            return Err(wrong("limit=0: ask for 1 or more".to_owned()));
        }
        let words: Vec<String> = ["limit", "bbox", "datetime", "f"]
            .iter()
            .filter_map(|name| asked.get(*name).map(|said| format!("{name}={said}")))
            .collect();
        Ok(Self {
            limit: limit.min(MOST),
            offset: number("offset", 0)?,
            bbox: asked.get("bbox").map(|said| bbox(said)).transpose()?,
            days: asked.get("datetime").map(|said| days(said)).transpose()?,
            words: words.join("&"),
        })
    }

    /// The day whose picture is asked for.
    pub(super) fn on(&self) -> Option<Date> {
        self.days.and_then(|(from, to)| to.or(from))
    }

    /// Whether a feature lies in the box; one that lies nowhere lies in none.
    pub(super) fn takes(&self, feature: &Value) -> bool {
        let Some([west, south, east, north]) = self.bbox else { return true };
        extent_of(feature).is_some_and(|[left, bottom, right, top]| {
            left <= east && west <= right && bottom <= north && south <= top
        })
    }

    pub(super) fn shown<'f>(&self, matched: &'f [Value]) -> &'f [Value] {
        let from = self.offset.min(matched.len());
        &matched[from..(from + self.limit).min(matched.len())]
    }

    /// What the next page is asked with; none behind the last.
    pub(super) fn next(&self, matched: usize) -> Option<String> {
        let offset = self.offset.saturating_add(self.limit);
        let joint = if self.words.is_empty() { "" } else { "&" };
        (offset < matched).then(|| format!("{}{joint}offset={offset}", self.words))
    }
}

/// The least and greatest degrees of a feature's points: west, south, east, north.
pub(super) fn extent_of(feature: &Value) -> Option<[f64; 4]> {
    let mut points = Vec::new();
    collect(&feature["geometry"]["coordinates"], &mut points);
    points.into_iter().map(|(lon, lat)| [lon, lat, lon, lat]).reduce(joined)
}

/// The box that holds both.
pub(super) fn joined(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

fn collect(coordinates: &Value, points: &mut Vec<(f64, f64)>) {
    let Some(parts) = coordinates.as_array() else { return };
    match (parts.first().and_then(Value::as_f64), parts.get(1).and_then(Value::as_f64)) {
        (Some(lon), Some(lat)) => points.push((lon, lat)),
        _ => parts.iter().for_each(|part| collect(part, points)),
    }
}

fn bbox(said: &str) -> Result<[f64; 4], Failure> {
    let numbers: Option<Vec<f64>> = said.split(',').map(|number| number.trim().parse().ok()).collect();
    match numbers.as_deref() {
        Some([west, south, east, north] | [west, south, _, east, north, _]) => {
            Ok([*west, *south, *east, *north])
        }
        _ => Err(wrong(format!("bbox={said}: give west,south,east,north in degrees"))),
    }
}

fn days(said: &str) -> Result<(Option<Date>, Option<Date>), Failure> {
    let day = |said: &str| match said {
        "" | ".." => Ok(None),
        said => said
            .parse::<Date>()
            .or_else(|_| said.parse::<Timestamp>().map(|time| time.to_zoned(TimeZone::UTC).date()))
            .map(Some)
            .map_err(|_| wrong(format!("datetime={said}: give a day, a time, or two with a slash between"))),
    };
    match said.split_once('/') {
        Some((from, to)) => Ok((day(from)?, day(to)?)),
        None => day(said).map(|day| (day, day)),
    }
}

fn wrong(what: String) -> Failure {
    Failure(StatusCode::BAD_REQUEST, what)
}

#[cfg(test)]
mod tests {
    use super::Page;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn page(words: &[(&str, &str)]) -> Option<Page> {
        let asked: BTreeMap<String, String> =
            words.iter().map(|(name, said)| ((*name).to_owned(), (*said).to_owned())).collect();
        Page::of(&asked).ok()
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for wrong in
            [("limit", "0"), ("limit", "ten"), ("bbox", "1,2,3"), ("bbox", "1,2,3,4,5"), ("datetime", "soon")]
        {
            assert!(page(&[wrong]).is_none(), "{wrong:?}");
        }
        assert!(page(&[("bbox", "1,2,0,3,4,0"), ("datetime", "2017-01-01T00:00:00Z/..")]).is_some());
    }

    #[test]
    fn a_page_is_followed_by_the_next_until_the_last() {
        let all: Vec<_> = (0..5).map(|id| json!({ "id": id })).collect();
        let second = page(&[("limit", "2"), ("offset", "2")]).unwrap();
        assert_eq!(second.shown(&all), &all[2..4]);
        assert_eq!(second.next(5).as_deref(), Some("limit=2&offset=4"));
        assert_eq!(page(&[("limit", "2"), ("offset", "4")]).unwrap().next(5), None);
    }

    #[test]
    fn a_box_takes_what_reaches_into_it() {
        let asked = page(&[("bbox", "40,35,41,36")]).unwrap();
        let line = |to: f64| json!({ "geometry": { "coordinates": [[39.0, 35.5], [to, 35.5]] } });
        assert!(asked.takes(&line(40.5)) && !asked.takes(&line(39.5)));
        assert!(!asked.takes(&json!({ "geometry": null })));
    }
}
