//! The OpenAPI document (3.0.3), made of the table of routes.
use super::routes::{Way, ways};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// As OGC API - Features wants it named.
pub(super) const MEDIA_TYPE: &str = "application/vnd.oai.openapi+json;version=3.0";

/// Numbers beyond this mean nothing here; every system reads them.
const MOST: u32 = i32::MAX as u32;

/// What may be asked with a path.
#[derive(Debug, Clone)]
pub(super) struct Parameter {
    name: &'static str,
    says: &'static str,
    in_path: bool,
    required: bool,
    schema: Value,
}

fn of(name: &'static str, says: &'static str, schema: Value) -> Parameter {
    Parameter { name, says, in_path: false, required: false, schema }
}

pub(super) fn text(name: &'static str, says: &'static str) -> Parameter {
    of(name, says, json!({ "type": "string" }))
}

pub(super) fn day(name: &'static str, says: &'static str) -> Parameter {
    of(name, says, json!({ "type": "string", "format": "date" }))
}

/// A whole number, this or more.
pub(super) fn number(name: &'static str, says: &'static str, least: usize) -> Parameter {
    of(name, says, json!({ "type": "integer", "minimum": least, "maximum": MOST }))
}

pub(super) fn one_of(name: &'static str, says: &'static str, values: &[&str]) -> Parameter {
    of(name, says, json!({ "type": "string", "enum": values }))
}

/// As OGC API - Features words it: four numbers, or six with heights.
pub(super) fn bbox(says: &'static str) -> Parameter {
    let numbers = |many: usize| json!({ "minItems": many, "maxItems": many });
    let schema = json!({ "type": "array", "items": { "type": "number" }, "oneOf": [numbers(4), numbers(6)] });
    of("bbox", says, schema)
}

/// A day or an open or closed stretch of days (RFC 3339), times of day being allowed as well.
pub(super) fn datetime(says: &'static str) -> Parameter {
    const DAY: &str = r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])";
    of("datetime", says, json!({ "type": "string", "pattern": format!(r"^((\.\.|{DAY})/)?{DAY}$") }))
}

pub(super) fn path(name: &'static str, says: &'static str) -> Parameter {
    Parameter { in_path: true, required: true, ..text(name, says) }
}

pub(super) fn required(parameter: Parameter) -> Parameter {
    Parameter { required: true, ..parameter }
}

/// The document.
pub(crate) fn document() -> Value {
    let paths: Map<String, Value> = ways().iter().map(|way| (way.path.to_owned(), described(way))).collect();
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Marsad",
            "description": "A sourced, mapped, time-travelling record of conflict reporting. Every statement traces to the passage it came from.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "url": "https://spdx.org/licenses/MIT.html" },
        },
        "paths": paths,
        "components": { "schemas": { "Problem": problem() } },
    })
}

/// `/api`.
pub(super) async fn serve() -> Response {
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], document().to_string()).into_response()
}

fn described(way: &Way) -> Value {
    let body = body_of(way.path);
    let verb = if body.is_some() { "post" } else { "get" };
    let mut operation = json!({
        "operationId": operation_id(way.path),
        "tags": [way.tag],
        "summary": way.says,
        "parameters": way.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "responses": {
            "200": { "description": "The answer", "content": content(way) },
            "default": {
                "description": "What is wrong, and how to ask instead",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            },
        },
    });
    if let Some(schema) = body {
        operation["requestBody"] =
            json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    json!({ verb: operation })
}

/// What is sent to a path that takes something in.
fn body_of(path: &str) -> Option<Value> {
    let text = || json!({ "type": "string" });
    match path {
        "/api/code" => Some(json!({
            "type": "object",
            "required": ["text"],
            "properties": { "text": text(), "title": text(), "date": { "type": "string", "format": "date" } },
            "additionalProperties": false,
        })),
        // Other acts have further slots, as `marsad review --help` lists them.
        "/api/review" => Some(json!({
            "type": "object",
            "required": ["act", "claim", "author", "reason"],
            "properties": {
                "act": { "type": "string", "enum": ["accept", "reject", "publish"] },
                "claim": text(), "author": text(), "reason": text(),
            },
        })),
        _ => None,
    }
}

/// The forms that an answer may have.
fn content(way: &Way) -> Value {
    let words = || json!({ "schema": { "type": "string" } });
    let own = if way.answer == "text/event-stream" { words() } else { json!({ "schema": {} }) };
    let mut forms = json!({ way.answer: own });
    if way.path.starts_with("/ogc") {
        forms["text/html"] = words();
    }
    forms
}

/// `/api/review/queue` is `review_queue`.
fn operation_id(path: &str) -> String {
    let parts = path.split(['/', '{', '}']).filter(|part| !part.is_empty() && *part != "api");
    let id = parts.collect::<Vec<_>>().join("_");
    if id.is_empty() { "openapi".to_owned() } else { id }
}

fn parameter(parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name,
        "in": if parameter.in_path { "path" } else { "query" },
        "description": parameter.says,
        "required": parameter.required,
        "explode": false,
        "schema": parameter.schema,
    })
}

/// RFC 9457.
fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "instance": { "type": "string" },
        },
    })
}
