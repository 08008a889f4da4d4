//! Every way to ask this server: one table, which the router and the OpenAPI document are both made of.
use super::openapi::{Parameter, bbox, datetime, day, number, one_of, path, required, text};
use super::team::{Locked, Right, gate, login};
use super::{
    Desk, api, assets, basemap, charts, exporting, manners, ogc, openapi, picture, reading, reviewing,
    stream, told,
};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any, get, post};
use marsad_coder::ClaimType;
use serde_json::Value;
use std::sync::Arc;

/// Which collection of the tools for maps a path is of.
const OGC: &str = "OGC API - Features";
const RECORD: &str = "Record";
const REVIEW: &str = "Review";
const TEAM: &str = "Team";
const JSON: &str = "application/json";

/// One path.
pub(super) struct Way {
    pub(super) path: &'static str,
    /// What a team's server asks for before it answers; some acts of a review need more.
    pub(super) right: Right,
    /// A path that takes something in, or leaves things to do; everybody's view has none of them.
    pub(super) takes: bool,
    pub(super) tag: &'static str,
    pub(super) says: &'static str,
    pub(super) parameters: Vec<Parameter>,
    pub(super) answer: &'static str,
    /// What is sent; none where nothing is, and the path is asked by GET.
    pub(super) body: Option<Value>,
    handler: MethodRouter<Arc<Desk>>,
}

impl Way {
    fn new(
        tag: &'static str,
        (path, right): (&'static str, Right),
        says: &'static str,
        parameters: Vec<Parameter>,
        handler: MethodRouter<Arc<Desk>>,
    ) -> Self {
        Self { path, right, takes: false, tag, says, parameters, answer: JSON, body: None, handler }
    }

    fn answering(self, answer: &'static str) -> Self {
        Self { answer, ..self }
    }

    fn sent(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }

    fn of_reviewers(self) -> Self {
        Self { takes: true, ..self }
    }
}

/// The table.
pub(super) fn ways() -> Vec<Way> {
    let document = Way::new(OGC, ("/api", Right::None), "This document", vec![], get(openapi::serve))
        .answering(openapi::MEDIA_TYPE);
    let ours = of_record().into_iter().chain(of_reviewers()).chain(of_team()).chain([document]);
    ours.chain(of_page()).chain(of_ogc()).collect()
}

fn of_record() -> Vec<Way> {
    let forms = exporting::forms();
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let clocks = || vec![day("on", "The day asked about; the newest where none is given"), known()];
    vec![
        Way::new(
            RECORD,
            ("/api/situation", Right::Read),
            "Who holds what on a day, what is cut off, who suffers",
            clocks(),
            get(api::situation),
        ),
        Way::new(RECORD, ("/api/map", Right::Read), "The same, drawn", clocks(), get(api::map))
            .answering("application/geo+json"),
        Way::new(
            RECORD,
            ("/api/changes", Right::Read),
            "Who gained and lost what between two days",
            vec![
                required(day("from", "The earlier day")),
                day("to", "The later day; the newest where none is given"),
                known(),
            ],
            get(api::changed),
        ),
        Way::new(
            RECORD,
            ("/api/claims", Right::Read),
            "Claims, each with its report and sentence, in the order they were recorded; behind the last of a page, the header Link names the next",
            vec![
                known(),
                day("from", "Only of reports published on this day or later"),
                day("to", "Only of reports published on this day or before"),
                text("outlet", "Only of reports of this outlet; empty: only of those that name none"),
                text("ids", "Only the claims of these ids, with commas between"),
                one_of("order", "Those of the newest reports first; else as they were recorded", &["newest"]),
                number("limit", "No more than so many", 1),
                text("after", "The id of the claim that the page follows"),
            ],
            get(api::claims),
        ),
        Way::new(
            RECORD,
            ("/api/events", Right::Read),
            "Events: what all the reports say that tell of one",
            [events(), vec![number("limit", "No more than so many", 1), number("offset", "Past so many", 0)]]
                .concat(),
            get(told::list),
        ),
        Way::new(
            RECORD,
            (exporting::PATH, Right::Read),
            "Events that happened or were tried, as a file in the forms that other programs read",
            [vec![required(one_of("format", "The form", &forms))], events()].concat(),
            get(exporting::export),
        )
        .answering(exporting::MEDIA_TYPES[0]),
        Way::new(
            RECORD,
            ("/api/reports/{id}", Right::Read),
            "A report with its text",
            vec![path("id", "Id of the report")],
            get(api::report),
        ),
        Way::new(
            RECORD,
            ("/api/why", Right::Read),
            "What is known of a place or a route, with its proofs and every sentence they rest on",
            vec![
                text("place", "Gazetteer id of the place"),
                text("route", "Id of a route, in place of a place"),
                day("on", "The day asked about"),
                known(),
            ],
            get(api::why),
        ),
        Way::new(
            RECORD,
            ("/api/actors", Right::Read),
            "The parties that the record speaks of",
            vec![],
            get(api::actors),
        ),
        Way::new(
            RECORD,
            ("/api/places", Right::Read),
            "The places of every country that the record speaks of",
            vec![],
            get(api::places),
        ),
        Way::new(
            RECORD,
            (stream::PATH, Right::Read),
            "Each claim as it comes in, as server-sent events",
            vec![known()],
            get(stream::stream),
        )
        .answering("text/event-stream"),
    ]
}

fn of_page() -> [Way; 6] {
    let period = || {
        vec![
            day("from", "The first day; the first report's where none is given"),
            day("to", "The last day; the newest report's where none is given"),
            known(),
        ]
    };
    [
        Way::new(
            RECORD,
            ("/api/picture", Right::Read),
            "The picture of a day, short: what the page draws and lists",
            vec![day("on", "The day asked about; the newest where none is given"), known()],
            get(picture::picture),
        ),
        Way::new(
            RECORD,
            ("/api/lately", Right::Read),
            "What happened on the last days up to one, and where: events as the map marks them",
            vec![
                day("on", "The last of the days; the newest where none is given"),
                number("days", "So many days; seven where no number is given", 1),
                known(),
            ],
            get(told::lately),
        ),
        Way::new(
            RECORD,
            ("/api/days", Right::Read),
            "How much the record holds, and how much of it was published on each day",
            vec![],
            get(picture::days),
        ),
        Way::new(
            RECORD,
            ("/api/harm", Right::Read),
            "What people suffered week by week, by who is said to have done it",
            period(),
            get(charts::harm),
        ),
        Way::new(
            RECORD,
            ("/api/control", Right::Read),
            "Who held what share of areas and people, at even steps of days",
            period(),
            get(charts::control),
        ),
        Way::new(
            RECORD,
            ("/api/sources", Right::Read),
            "Reports and claims by who published them",
            period(),
            get(charts::sources),
        ),
    ]
}

/// Which events.
fn events() -> Vec<Parameter> {
    let types: Vec<&str> = ClaimType::ALL.iter().map(|kind| kind.name()).collect();
    vec![
        text("place", "Gazetteer id: only what happened there or in its parts"),
        one_of("type", "Only of this claim type", &types),
        text("actor", "Only where this party takes part or suffers"),
        day("from", "Only what may have happened on this day or later"),
        day("to", "Only what may have happened on this day or before"),
    ]
}

fn of_reviewers() -> [Way; 4] {
    [
        Way::new(
            REVIEW,
            ("/api/code", Right::Code),
            "The claims of a text, which is kept nowhere",
            vec![],
            post(reading::code),
        )
        .sent(openapi::pasted())
        .of_reviewers(),
        Way::new(REVIEW, ("/api/review", Right::Comment), "Takes a review; of a team, to publish needs the right `publish`, to comment `comment`, and all else `review`, and the author is whoever is logged in", vec![], post(reviewing::review))
            .sent(openapi::decision())
            .of_reviewers(),
        Way::new(
            REVIEW,
            ("/api/review/queue", Right::Read),
            "The claims that nobody has looked at, by impact and doubt",
            vec![number("limit", "No more than so many", 1)],
            get(reviewing::waiting),
        )
        .of_reviewers(),
        Way::new(
            REVIEW,
            ("/api/review/history/{claim}", Right::Read),
            "What was decided of a claim, oldest first",
            vec![path("claim", "Id of the claim")],
            get(reviewing::history),
        )
        .of_reviewers(),
    ]
}

fn of_team() -> [Way; 6] {
    [
        Way::new(TEAM, (login::PATHS[0], Right::None), "Begins a session", vec![], post(login::log_in))
            .sent(openapi::credentials()),
        Way::new(
            TEAM,
            (login::PATHS[1], Right::None),
            "Begins a session with a new password, and ends every other of that person",
            vec![],
            post(login::change_password),
        )
        .sent(openapi::new_credentials()),
        Way::new(TEAM, ("/api/logout", Right::Read), "Ends the session", vec![], post(login::log_out))
            .sent(openapi::nothing()),
        Way::new(
            TEAM,
            ("/api/session", Right::None),
            "Who is logged in, and what they may do; `proof` goes into the header X-CSRF-Token",
            vec![],
            get(login::session),
        ),
        Way::new(TEAM, ("/api/team", Right::Manage), "Who has an account", vec![], get(login::members)),
        Way::new(
            TEAM,
            ("/api/audit", Right::Manage),
            "Who came in, was kept out or changed accounts, newest first",
            vec![number("limit", "No more than so many", 1)],
            get(login::audit),
        ),
    ]
    .map(Way::of_reviewers)
}

fn known() -> Parameter {
    day("known", "Only what had been published by this day")
}

fn of_ogc() -> [Way; 6] {
    let form = || one_of("f", "The form; else what the header Accept asks for", &["json", "html"]);
    let collection = || path("collection", "areas, routes or events");
    [
        Way::new(OGC, ("/ogc", Right::Read), "Where everything is", vec![form()], get(ogc::landing)),
        Way::new(OGC, ("/ogc/conformance", Right::Read), "What of the standard is kept", vec![form()], get(ogc::conformance)),
        Way::new(OGC, ("/ogc/collections", Right::Read), "The collections", vec![form()], get(ogc::collections)),
        Way::new(OGC, ("/ogc/collections/{collection}", Right::Read), "A collection", vec![collection(), form()], get(ogc::collection)),
        Way::new(
            OGC,
            ("/ogc/collections/{collection}/items", Right::Read),
            "Its features",
            vec![
                collection(),
                number("limit", "No more than so many, 1 to 10000", 1),
                number("offset", "Past so many", 0),
                bbox("West, south, east, north in degrees (CRS84)"),
                datetime("A day or a time, or two with a slash between: of areas and routes the picture of the last day, of events those that touch it"),
                form(),
            ],
            get(ogc::items),
        )
        .answering("application/geo+json"),
        Way::new(
            OGC,
            ("/ogc/collections/{collection}/items/{feature}", Right::Read),
            "A feature",
            vec![collection(), path("feature", "Its id"), form()],
            get(ogc::item),
        )
        .answering("application/geo+json"),
    ]
}

/// The router of the table, and of the page, whose own files say nothing of the record.
pub(super) fn router(desk: &Arc<Desk>) -> Router<Arc<Desk>> {
    let is_public = desk.open.public.is_some();
    let shown = ways().into_iter().filter(|way| !(is_public && way.takes));
    let behind = |right, handler| locked(desk, right, handler);
    let table =
        shown.fold(Router::new(), |router, way| router.route(way.path, behind(way.right, way.handler)));
    let page = behind(Right::None, any(assets::asset));
    table
        .route(basemap::PATH, behind(Right::Read, get(basemap::part)))
        .route("/a/{*area}", behind(Right::None, get(assets::area)))
        .route("/embed", behind(Right::Read, get(assets::embed)))
        .route("/{*file}", page.clone())
        .route("/", page)
}

/// A handler behind its gate; what is kept for later is looked at behind it, too.
fn locked(desk: &Arc<Desk>, right: Right, handler: MethodRouter<Arc<Desk>>) -> MethodRouter<Arc<Desk>> {
    let lock: Locked = (Arc::clone(desk), right);
    handler.layer(from_fn_with_state(Arc::clone(desk), manners::tags)).layer(from_fn_with_state(lock, gate))
}
