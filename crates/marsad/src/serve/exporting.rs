//! Taking events along, in the forms that other programs read: what `marsad export` writes, of what whoever asks may see.
use super::api::{AtDesk, Failure};
use super::team::Asker;
use super::told::Which;
use crate::cli::ExportFormat;
use crate::commands::write_events;
use crate::publish::{Background, Codes, Heading, accounts};
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clap::ValueEnum;
use marsad_coder::Modality;
use marsad_record::{Alliances, Audit, Deed, Event};
use serde::Deserialize;

pub(super) const PATH: &str = "/api/export";

/// In which form.
#[derive(Debug, Deserialize)]
pub(super) struct Form {
    format: String,
}

/// What the forms are served as.
pub(super) const MEDIA_TYPES: [&str; 4] =
    ["text/csv", "application/x-ndjson", "application/geo+json", "application/vnd.apache.parquet"];

/// Names of the forms; a bundle of evidence is made where the record is.
pub(super) fn forms() -> Vec<String> {
    let all = ExportFormat::value_variants().iter().filter(|form| **form != ExportFormat::Bundle);
    all.map(|form| form.name()).collect()
}

/// `/api/export`: events that happened or were tried, as a file. That somebody of a team took them along is noted.
pub(super) async fn export(
    State(desk): AtDesk,
    Extension(asker): Extension<Asker>,
    Query(which): Query<Which>,
    Query(Form { format }): Query<Form>,
) -> Result<Response, Failure> {
    let form = ExportFormat::from_str(&format, false).ok().filter(|form| *form != ExportFormat::Bundle);
    let form = form.ok_or_else(|| {
        Failure(StatusCode::BAD_REQUEST, format!("format={format}: ask for one of {}", forms().join(", ")))
    })?;
    let told = desk.told()?;
    let happened = |event: &&&Event| matches!(event.modality, Modality::Actual | Modality::Failed);
    let events: Vec<Event> = which.matched(&told, &desk)?.iter().filter(happened).copied().cloned().collect();
    let (alliances, codes) = (Alliances::load(desk.data())?, Codes::load(desk.data())?);
    let background = Background {
        snapshot: told.snapshot(),
        gazetteer: desk.gazetteer(),
        actors: desk.actors(),
        alliances: &alliances,
        codes: &codes,
    };
    let mut file = Vec::new();
    write_events(
        form,
        &accounts(&events, &background),
        &background,
        Heading { bom: true, hxl: false },
        &mut file,
    )?;
    if let Some(name) = asker.name() {
        desk.audit(Audit { who: Some(name.to_owned()), deed: Deed::Export { format } })?;
    }
    let (media_type, ending) = served_as(form);
    let name = format!("attachment; filename=\"marsad-{}.{ending}\"", form.name());
    Ok(([(header::CONTENT_TYPE, media_type), (header::CONTENT_DISPOSITION, name.as_str())], file)
        .into_response())
}

fn served_as(form: ExportFormat) -> (&'static str, &'static str) {
    let [csv, lines, geojson, parquet] = MEDIA_TYPES;
    match form {
        ExportFormat::Plover => (lines, "jsonl"),
        ExportFormat::Geojson => (geojson, "geojson"),
        ExportFormat::Geoparquet => (parquet, "parquet"),
        _ => (csv, "csv"),
    }
}
