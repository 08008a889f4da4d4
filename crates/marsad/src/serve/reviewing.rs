//! The reviewer's desk: what waits, what was decided before, and what is decided now.
use super::api::{AtDesk, Failure};
use super::claims;
use super::team::{Asker, Right};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use marsad_record::{Act, Fault, Review, queue};
use serde::Deserialize;
use serde_json::{Value, json};

/// Claims shown at a time where no number is asked for.
const SCREENFUL: usize = 50;

/// How many to show.
#[derive(Debug, Deserialize)]
pub(super) struct Paging {
    limit: Option<usize>,
}

/// The claims that nobody has looked at, by impact and doubt.
pub(super) async fn waiting(State(desk): AtDesk, Query(paging): Query<Paging>) -> Result<Response, Failure> {
    let snapshot = desk.snapshot()?;
    let queue = queue(&snapshot);
    let shown = queue.iter().take(paging.limit.unwrap_or(SCREENFUL));
    let claims: Vec<Value> = shown
        .map(|waiting| {
            let claim = claims::claim(waiting.claim, snapshot.report_of(waiting.claim));
            json!({ "claim": claim, "doubts": waiting.doubts, "impact": waiting.impact, "doubt": waiting.doubt })
        })
        .collect();
    Ok(Json(json!({ "waiting": queue.len(), "claims": claims })).into_response())
}

/// What was decided of a claim before, oldest first.
pub(super) async fn history(State(desk): AtDesk, Path(claim): Path<String>) -> Result<Response, Failure> {
    let reviews = desk.history(&claim)?;
    let reviews: Vec<Value> = reviews
        .into_iter()
        .map(|reviewed| json!({ "seq": reviewed.seq, "recorded": reviewed.recorded, "review": reviewed.review }))
        .collect();
    Ok(Json(reviews).into_response())
}

/// Takes a review. Its body is JSON, which a page elsewhere cannot send without asking this server first, and it says no.
/// Of a team, whoever is logged in is its author, whatever it says.
pub(super) async fn review(
    State(desk): AtDesk,
    Extension(asker): Extension<Asker>,
    Json(mut said): Json<Value>,
) -> Result<Response, Failure> {
    if let (Some(name), Some(said)) = (asker.name(), said.as_object_mut()) {
        said.insert("author".to_owned(), name.into());
    }
    let review: Review = serde_json::from_value(said)
        .map_err(|error| Failure(StatusCode::UNPROCESSABLE_ENTITY, format!("this is no review: {error}")))?;
    let right = needed(&review.act);
    if !asker.may(right) {
        let said = format!("your roles do not give the right to {}", right.name());
        return Err(Failure(StatusCode::FORBIDDEN, said));
    }
    let claims = desk.review(review).map_err(|error| {
        let status = match error.fault {
            Fault::Refused(_) => StatusCode::CONFLICT,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Failure(status, error.to_string())
    })?;
    Ok(Json(json!({ "claims": claims })).into_response())
}

/// The right that an act needs: publishing is one of its own, and everybody who may comment may comment.
fn needed(act: &Act) -> Right {
    match act {
        Act::Publish { .. } => Right::Publish,
        Act::Comment { .. } => Right::Comment,
        _ => Right::Review,
    }
}
