//! What is new, as it comes in: server-sent events.
use super::api::{AtDesk, Clocks, Failure};
use super::team::{Asker, Right, is_over};
use super::{Desk, claims};
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

pub(super) const PATH: &str = "/api/stream";
/// How often the record is looked at.
const PAUSE: Duration = Duration::from_secs(1);

/// Who listens, and what they have been told.
struct Listener {
    desk: Arc<Desk>,
    asker: Asker,
    clocks: Clocks,
    told: BTreeSet<String>,
}

/// Each claim that comes into the record from now on, as an event named `claim`; until whoever listens is logged out.
pub(super) async fn stream(
    State(desk): AtDesk,
    Extension(asker): Extension<Asker>,
    Query(clocks): Query<Clocks>,
) -> Result<impl IntoResponse, Failure> {
    let told = desk.snapshot()?.claims.iter().map(|stored| stored.id.clone()).collect();
    let listener = Listener { desk, asker, clocks, told };
    let news = stream::unfold(listener, |mut listener| async {
        loop {
            tokio::time::sleep(PAUSE).await;
            if is_over(&listener.desk, &listener.asker, Right::Read) {
                return None;
            }
            // A record that cannot be read now may be read a moment later.
            let new = listener.news().unwrap_or_default();
            if !new.is_empty() {
                return Some((stream::iter(new.into_iter().map(Ok::<_, Infallible>)), listener));
            }
        }
    });
    Ok(Sse::new(futures_util::StreamExt::flatten(news)).keep_alive(KeepAlive::default()))
}

impl Listener {
    fn news(&mut self) -> Result<Vec<Event>, Failure> {
        let snapshot = self.desk.snapshot()?;
        let mut events = Vec::new();
        for stored in &snapshot.claims {
            if self.told.insert(stored.id.clone()) {
                let claim = claims::claim(stored, snapshot.report_of(stored));
                if self.clocks.has_published(snapshot.report_of(stored)) {
                    events.push(Event::default().event("claim").id(&stored.id).json_data(claim)?);
                }
            }
        }
        Ok(events)
    }
}
