//! The OpenAPI document (3.0.3), made of the table of routes.
use super::routes::{Way, ways};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// As OGC API - Features wants it named.
pub(super) const MEDIA_TYPE: &str = "application/vnd.oai.openapi+json;version=3.0";

/// What may be asked with a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    name: &'static str,
    says: &'static str,
    in_path: bool,
    required: bool,
    sort: Sort,
}

#[derive(Debug, Clone, Copy)]
enum Sort {
    Text,
    Day,
    Number,
}

pub(super) fn text(name: &'static str, says: &'static str) -> Parameter {
    Parameter { name, says, in_path: false, required: false, sort: Sort::Text }
}

pub(super) fn day(name: &'static str, says: &'static str) -> Parameter {
    Parameter { sort: Sort::Day, ..text(name, says) }
}

pub(super) fn number(name: &'static str, says: &'static str) -> Parameter {
    Parameter { sort: Sort::Number, ..text(name, says) }
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
    let posts = matches!(way.path, "/api/code" | "/api/review");
    let mut operation = json!({
        "operationId": operation_id(way.path),
        "tags": [way.tag],
        "summary": way.says,
        "parameters": way.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "responses": {
            "200": { "description": "The answer", "content": content(way.answer) },
            "default": {
                "description": "What is wrong, and how to ask instead",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            },
        },
    });
    if posts {
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": { "type": "object" } } } });
    }
    json!({ (if posts { "post" } else { "get" }): operation })
}

fn content(media_type: &str) -> Value {
    let stream = media_type == "text/event-stream";
    let schema = if stream { json!({ "type": "string" }) } else { json!({}) };
    json!({ media_type: { "schema": schema } })
}

/// `/api/review/queue` is `review_queue`.
fn operation_id(path: &str) -> String {
    let parts = path.split(['/', '{', '}']).filter(|part| !part.is_empty() && *part != "api");
    let id = parts.collect::<Vec<_>>().join("_");
    if id.is_empty() { "openapi".to_owned() } else { id }
}

fn parameter(parameter: &Parameter) -> Value {
    let schema = match parameter.sort {
        Sort::Text => json!({ "type": "string" }),
        Sort::Day => json!({ "type": "string", "format": "date" }),
        Sort::Number => json!({ "type": "integer", "minimum": 0 }),
    };
    json!({
        "name": parameter.name,
        "in": if parameter.in_path { "path" } else { "query" },
        "description": parameter.says,
        "required": parameter.required,
        "schema": schema,
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
