//! Reading a report for whoever pastes it in: coded as it would be, and kept nowhere.
use super::api::{AtDesk, Failure};
use super::{claims, names};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use marsad_text::Report;
use serde::Deserialize;
use serde_json::json;

/// A text, and what is known of it.
#[derive(Debug, Deserialize)]
pub(super) struct Pasted {
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<Date>,
}

/// The claims of a text, the parties and places they speak of, and what was passed over.
pub(super) async fn code(State(desk): AtDesk, Json(pasted): Json<Pasted>) -> Result<Response, Failure> {
    let report = Report {
        id: "pasted".to_owned(),
        text: pasted.text,
        title: pasted.title,
        date: pasted.date,
        ..Report::default()
    };
    let (found, notices) = desk.coder.code(&report);
    let numbered = found.iter().enumerate();
    let claims: Vec<_> = numbered.map(|(index, claim)| claims::unstored(index + 1, claim, &report)).collect();
    let notices: Vec<_> = notices.into_iter().map(|notice| notice.what).collect();
    let actors = names::parties(found.iter(), desk.actors())?;
    let places = names::places(found.iter(), desk.gazetteer());
    let body = json!({ "text": report.text, "claims": claims, "notices": notices, "actors": actors, "places": places });
    Ok(Json(body).into_response())
}
