//! Every way to ask this server: one table, which the router and the OpenAPI document are both made of.
use super::openapi::{Parameter, bbox, datetime, day, number, one_of, path, required, text};
use super::{Desk, api, assets, ogc, openapi, reading, reviewing, stream, told};
use axum::Router;
use axum::routing::{MethodRouter, get, post};
use marsad_coder::ClaimType;
use std::sync::Arc;

/// Which collection of the tools for maps a path is of.
const OGC: &str = "OGC API - Features";
const RECORD: &str = "Record";
const REVIEW: &str = "Review";
const JSON: &str = "application/json";

/// One path.
pub(super) struct Way {
    pub(super) path: &'static str,
    /// A path that takes something in, or leaves things to do; everybody's view has none of them.
    pub(super) takes: bool,
    pub(super) tag: &'static str,
    pub(super) says: &'static str,
    pub(super) parameters: Vec<Parameter>,
    pub(super) answer: &'static str,
    handler: MethodRouter<Arc<Desk>>,
}

impl Way {
    fn new(
        tag: &'static str,
        path: &'static str,
        says: &'static str,
        parameters: Vec<Parameter>,
        handler: MethodRouter<Arc<Desk>>,
    ) -> Self {
        Self { path, takes: false, tag, says, parameters, answer: JSON, handler }
    }

    fn answering(self, answer: &'static str) -> Self {
        Self { answer, ..self }
    }

    fn of_reviewers(self) -> Self {
        Self { takes: true, ..self }
    }
}

/// The table.
pub(super) fn ways() -> Vec<Way> {
    let document =
        Way::new(OGC, "/api", "This document", vec![], get(openapi::serve)).answering(openapi::MEDIA_TYPE);
    let ours = of_record().into_iter().chain(of_reviewers()).chain([document]);
    ours.chain(of_ogc()).collect()
}

fn of_record() -> Vec<Way> {
    let types: Vec<&str> = ClaimType::ALL.iter().map(|kind| kind.name()).collect();
    let clocks = || vec![day("on", "The day asked about; the newest where none is given"), known()];
    vec![
        Way::new(
            RECORD,
            "/api/situation",
            "Who holds what on a day, what is cut off, who suffers",
            clocks(),
            get(api::situation),
        ),
        Way::new(RECORD, "/api/map", "The same, drawn", clocks(), get(api::map))
            .answering("application/geo+json"),
        Way::new(
            RECORD,
            "/api/changes",
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
            "/api/claims",
            "Claims, each with its report and sentence, in the order they were recorded; behind the last of a page, the header Link names the next",
            vec![
                known(),
                number("limit", "No more than so many", 1),
                text("after", "The id of the claim that the page follows"),
            ],
            get(api::claims),
        ),
        Way::new(
            RECORD,
            "/api/events",
            "Events: what all the reports say that tell of one",
            vec![
                text("place", "Gazetteer id: only what happened there or in its parts"),
                one_of("type", "Only of this claim type", &types),
                text("actor", "Only where this party takes part or suffers"),
                day("from", "Only what may have happened on this day or later"),
                day("to", "Only what may have happened on this day or before"),
                number("limit", "No more than so many", 1),
                number("offset", "Past so many", 0),
            ],
            get(told::list),
        ),
        Way::new(
            RECORD,
            "/api/reports/{id}",
            "A report with its text",
            vec![path("id", "Id of the report")],
            get(api::report),
        ),
        Way::new(
            RECORD,
            "/api/why",
            "What is known of a place, with its proofs and every sentence they rest on",
            vec![
                required(text("place", "Gazetteer id of the place")),
                day("on", "The day asked about"),
                known(),
            ],
            get(api::why),
        ),
        Way::new(RECORD, "/api/actors", "The parties that the record speaks of", vec![], get(api::actors)),
        Way::new(
            RECORD,
            "/api/places",
            "The places of every country that the record speaks of",
            vec![],
            get(api::places),
        ),
        Way::new(
            RECORD,
            stream::PATH,
            "Each claim as it comes in, as server-sent events",
            vec![known()],
            get(stream::stream),
        )
        .answering("text/event-stream"),
    ]
}

fn of_reviewers() -> [Way; 4] {
    [
        Way::new(
            REVIEW,
            "/api/code",
            "The claims of a text, which is kept nowhere",
            vec![],
            post(reading::code),
        )
        .of_reviewers(),
        Way::new(REVIEW, "/api/review", "Takes a review", vec![], post(reviewing::review)).of_reviewers(),
        Way::new(
            REVIEW,
            "/api/review/queue",
            "The claims that nobody has looked at, by impact and doubt",
            vec![number("limit", "No more than so many", 1)],
            get(reviewing::waiting),
        )
        .of_reviewers(),
        Way::new(
            REVIEW,
            "/api/review/history/{claim}",
            "What was decided of a claim, oldest first",
            vec![path("claim", "Id of the claim")],
            get(reviewing::history),
        )
        .of_reviewers(),
    ]
}

fn known() -> Parameter {
    day("known", "Only what had been published by this day")
}

fn of_ogc() -> [Way; 6] {
    let form = || one_of("f", "The form; else what the header Accept asks for", &["json", "html"]);
    let collection = || path("collection", "areas, routes or events");
    [
        Way::new(OGC, "/ogc", "Where everything is", vec![form()], get(ogc::landing)),
        Way::new(OGC, "/ogc/conformance", "What of the standard is kept", vec![form()], get(ogc::conformance)),
        Way::new(OGC, "/ogc/collections", "The collections", vec![form()], get(ogc::collections)),
        Way::new(OGC, "/ogc/collections/{collection}", "A collection", vec![collection(), form()], get(ogc::collection)),
        Way::new(
            OGC,
            "/ogc/collections/{collection}/items",
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
            "/ogc/collections/{collection}/items/{feature}",
            "A feature",
            vec![collection(), path("feature", "Its id"), form()],
            get(ogc::item),
        )
        .answering("application/geo+json"),
    ]
}

/// The router of the table, and of the page.
pub(super) fn router(is_public: bool) -> Router<Arc<Desk>> {
    let shown = ways().into_iter().filter(|way| !(is_public && way.takes));
    let table = shown.fold(Router::new(), |router, way| router.route(way.path, way.handler));
    table.route("/a/{*area}", get(assets::area)).route("/embed", get(assets::embed)).fallback(assets::asset)
}
