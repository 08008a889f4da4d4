//! OGC API - Features 1.0 (OGC 17-069r4): core, GeoJSON, HTML and OpenAPI 3.0, for programs that draw maps.
mod html;
mod items;
mod query;

use super::api::{AtDesk, Failure};
use super::openapi;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use items::features;
use query::Asked;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const CONFORMANCE: &str = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
const CLASSES: [&str; 4] = ["core", "geojson", "html", "oas30"];
const GEOJSON: &str = "application/geo+json";

/// What can be asked for: its id, title and description.
const COLLECTIONS: [(&str, &str, &str); 3] = [
    ("areas", "Areas", "Who holds each area on a day, and whether it is besieged or cut off"),
    ("routes", "Routes", "Roads, crossings and supply lines, and whether they are open on a day"),
    ("events", "Events", "What happened, as all the reports that tell of it have it"),
];

type Query1 = Query<BTreeMap<String, String>>;

/// The landing page.
pub(super) async fn landing(
    State(desk): AtDesk,
    headers: HeaderMap,
    Query(asked): Query1,
) -> Result<Response, Failure> {
    let asked = Asked::of(&desk, &headers, &asked, &[])?;
    let base = &asked.base;
    let body = json!({
        "title": "Marsad",
        "description": "A sourced, mapped, time-travelling record of conflict reporting.",
        "links": [
            asked.own_link("/ogc", "application/json"),
            link("service-desc", openapi::MEDIA_TYPE, &format!("{base}/api"), "The API"),
            link("conformance", "application/json", &format!("{base}/ogc/conformance"), "Conformance"),
            link("data", "application/json", &format!("{base}/ogc/collections"), "Collections"),
        ],
    });
    Ok(asked.answer("Marsad", &body, "application/json"))
}

/// What of the standard is kept.
pub(super) async fn conformance(
    State(desk): AtDesk,
    headers: HeaderMap,
    Query(asked): Query1,
) -> Result<Response, Failure> {
    let asked = Asked::of(&desk, &headers, &asked, &[])?;
    let classes: Vec<String> = CLASSES.iter().map(|class| format!("{CONFORMANCE}{class}")).collect();
    Ok(asked.answer("Conformance", &json!({ "conformsTo": classes }), "application/json"))
}

/// The collections.
pub(super) async fn collections(
    State(desk): AtDesk,
    headers: HeaderMap,
    Query(asked): Query1,
) -> Result<Response, Failure> {
    let asked = Asked::of(&desk, &headers, &asked, &[])?;
    let mut described = Vec::new();
    for (id, ..) in COLLECTIONS {
        described.push(about(&desk, &asked, id)?);
    }
    let links = [asked.own_link("/ogc/collections", "application/json")];
    Ok(asked.answer("Collections", &json!({ "links": links, "collections": described }), "application/json"))
}

/// One of them.
pub(super) async fn collection(
    State(desk): AtDesk,
    Path(id): Path<String>,
    headers: HeaderMap,
    Query(asked): Query1,
) -> Result<Response, Failure> {
    let asked = Asked::of(&desk, &headers, &asked, &[])?;
    Ok(asked.answer(&id, &about(&desk, &asked, &id)?, "application/json"))
}

/// Its features.
pub(super) async fn items(
    State(desk): AtDesk,
    Path(id): Path<String>,
    headers: HeaderMap,
    Query(asked): Query1,
) -> Result<Response, Failure> {
    let asked = Asked::of(&desk, &headers, &asked, &["limit", "offset", "bbox", "datetime"])?;
    known(&id)?;
    let found = features(&desk, &id, &asked.page)?;
    let path = format!("/ogc/collections/{id}/items");
    let matched: Vec<Value> = found.into_iter().filter(|feature| asked.page.takes(feature)).collect();
    let shown = asked.page.shown(&matched);
    let mut links = vec![asked.own_link(&path, GEOJSON)];
    if let Some(next) = asked.page.next(matched.len()) {
        let href = format!("{}{path}?{next}", asked.base);
        links.push(link("next", GEOJSON, &href, "The next page"));
    }
    let body = json!({
        "type": "FeatureCollection",
        "timeStamp": jiff::Timestamp::now(),
        "numberMatched": matched.len(),
        "numberReturned": shown.len(),
        "links": links,
        "features": shown,
    });
    Ok(asked.answer(&id, &body, GEOJSON))
}

/// One of them.
pub(super) async fn item(
    State(desk): AtDesk,
    Path((id, feature)): Path<(String, String)>,
    headers: HeaderMap,
    Query(asked): Query1,
) -> Result<Response, Failure> {
    let asked = Asked::of(&desk, &headers, &asked, &["datetime"])?;
    known(&id)?;
    // Ids of places have slashes, which a path may carry escaped.
    let found = features(&desk, &id, &asked.page)?.into_iter().find(|one| one["id"] == feature);
    let mut found = found.ok_or_else(|| missing(&format!("feature {feature} in {id}")))?;
    let own = format!("/ogc/collections/{id}/items/{}", feature.replace('/', "%2F"));
    let parent = format!("{}/ogc/collections/{id}", asked.base);
    found["links"] = json!([
        asked.own_link(&own, GEOJSON),
        link("collection", "application/json", &parent, "The collection"),
    ]);
    Ok(asked.answer(&feature, &found, GEOJSON))
}

fn known(id: &str) -> Result<(&'static str, &'static str), Failure> {
    let found = COLLECTIONS.iter().find(|(known, ..)| *known == id);
    found.map(|(_, title, says)| (*title, *says)).ok_or_else(|| missing(&format!("collection {id}")))
}

fn missing(what: &str) -> Failure {
    Failure(StatusCode::NOT_FOUND, format!("there is no {what}; see /ogc/collections"))
}

fn about(desk: &super::Desk, asked: &Asked, id: &str) -> Result<Value, Failure> {
    let (title, says) = known(id)?;
    let items = format!("{}/ogc/collections/{id}/items", asked.base);
    let (bbox, days) = items::extent(desk, id)?;
    Ok(json!({
        "id": id,
        "title": title,
        "description": says,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {
            "spatial": { "bbox": [bbox], "crs": CRS84 },
            "temporal": { "interval": [days] },
        },
        "links": [
            asked.own_link(&format!("/ogc/collections/{id}"), "application/json"),
            link("items", GEOJSON, &items, title),
            link("items", "text/html", &format!("{items}?f=html"), title),
        ],
    }))
}

fn link(rel: &str, media_type: &str, href: &str, title: &str) -> Value {
    json!({ "rel": rel, "type": media_type, "href": href, "title": title })
}

impl Asked {
    fn own_link(&self, path: &str, media_type: &str) -> Value {
        link("self", media_type, &format!("{}{path}", self.base), "This page")
    }

    /// The answer in the form asked for.
    fn answer(&self, title: &str, body: &Value, media_type: &'static str) -> Response {
        if self.is_html {
            return Html(html::page(title, body)).into_response();
        }
        ([(header::CONTENT_TYPE, media_type)], body.to_string()).into_response()
    }
}
