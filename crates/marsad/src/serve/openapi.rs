//! The OpenAPI document (3.0.3), made of the table of routes.
use super::exporting;
use super::routes::{Way, ways};
use super::team::{Right, login};
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
        "components": components(),
    })
}

/// `/api`.
pub(super) async fn serve() -> Response {
    ([(header::CONTENT_TYPE, MEDIA_TYPE)], document().to_string()).into_response()
}

fn described(way: &Way) -> Value {
    let mut responses = refusals(way);
    responses.insert("200".to_owned(), json!({ "description": "The answer", "content": content(way) }));
    responses.insert(
        "default".to_owned(),
        json!({ "description": "What is wrong, and how to ask instead", "content": in_problem() }),
    );
    let mut operation = json!({
        "operationId": operation_id(way.path),
        "tags": [way.tag],
        "summary": way.says,
        "x-right": way.right.name(),
        "security": security(way),
        "parameters": way.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "responses": responses,
    });
    let Some(schema) = &way.body else { return json!({ "get": operation }) };
    operation["requestBody"] =
        json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    json!({ "post": operation })
}

fn in_problem() -> Value {
    json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } })
}

/// What stands in the way of a team's server, beside what is wrong with the question.
fn refusals(way: &Way) -> Map<String, Value> {
    let mut refusals = Map::new();
    let mut refuse = |status: &str| {
        refusals.insert(status.to_owned(), json!({ "$ref": format!("#/components/responses/{status}") }));
    };
    if way.right != Right::None || login::PATHS.contains(&way.path) {
        refuse("401");
    }
    if way.right != Right::None || way.body.is_some() {
        refuse("403");
    }
    if way.body.is_some() {
        refuse("429");
    }
    refusals
}

/// What lets one through: a session, and for whatever changes something the proof that it comes from the page; nothing where
/// the server is no team's.
fn security(way: &Way) -> Value {
    match (way.right, &way.body) {
        (Right::None, _) => json!([]),
        (_, None) => json!([{ "session": [] }, {}]),
        (_, Some(_)) => json!([{ "session": [], "proof": [] }, {}]),
    }
}

fn components() -> Value {
    let refused = |says: &str| json!({ "description": says, "content": in_problem() });
    json!({
        "schemas": { "Problem": problem() },
        "responses": {
            "401": refused("Of a team's server: log in first, or the name, the password or the code is wrong"),
            "403": refused("Of a team's server: your roles do not give the right that `x-right` names, or the proof is missing; of any: a page elsewhere asks"),
            "429": refused("Of a team's server: too many tries; wait as many seconds as Retry-After says"),
        },
        "securitySchemes": {
            "session": {
                "type": "apiKey", "in": "cookie", "name": "marsad",
                "description": "What /api/login sets; by HTTPS its name is `__Host-marsad`",
            },
            "proof": {
                "type": "apiKey", "in": "header", "name": "X-CSRF-Token",
                "description": "The `proof` that /api/login and /api/session give",
            },
        },
    })
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false })
}

/// A text to be coded.
pub(super) fn pasted() -> Value {
    let words = || json!({ "type": "string" });
    let day = json!({ "type": "string", "format": "date" });
    object(&["text"], &json!({ "text": words(), "title": words(), "date": day }))
}

/// A review; other acts have further slots, as `marsad review --help` lists them.
pub(super) fn decision() -> Value {
    let words = || json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["act", "claim", "author", "reason"],
        "properties": {
            "act": { "type": "string", "enum": ["accept", "reject", "comment", "publish"] },
            "claim": words(), "author": words(), "reason": words(),
        },
    })
}

/// What one logs in with.
pub(super) fn credentials() -> Value {
    let words = || json!({ "type": "string" });
    object(&["name", "password"], &json!({ "name": words(), "password": words(), "code": words() }))
}

/// The same, and the password that one wants from now on.
pub(super) fn new_credentials() -> Value {
    let mut asked = credentials();
    asked["required"] = json!(["name", "password", "new"]);
    asked["properties"]["new"] = json!({ "type": "string" });
    asked
}

/// An empty object.
pub(super) fn nothing() -> Value {
    object(&[], &json!({}))
}

/// The forms that an answer may have.
fn content(way: &Way) -> Value {
    let words = || json!({ "schema": { "type": "string" } });
    let own = if way.answer == "text/event-stream" { words() } else { json!({ "schema": {} }) };
    let mut forms = json!({ way.answer: own });
    if way.path == exporting::PATH {
        let schema = |form: &str| if form.ends_with("+json") { json!({ "schema": {} }) } else { words() };
        forms = exporting::MEDIA_TYPES.iter().map(|form| ((*form).to_owned(), schema(form))).collect();
    }
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
