//! The page's own files, embedded in the program.
use super::api::{AtDesk, Failure};
use super::desk::Openness;
use super::team::{Asker, Right};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

#[derive(rust_embed::RustEmbed)]
#[folder = "web/dist"]
struct Page;

const NOT_BUILT: &str = "The page was not built: run `make web`, then build the program again.\n";

/// Where the page may be framed.
pub(super) const EMBEDDED: &str = "/embed";

/// `/a/AREA?on=…`: a link that stays, to the page with that area opened.
pub(super) async fn area(Path(area): Path<String>, RawQuery(asked): RawQuery) -> Redirect {
    let area = area.replace('%', "%25").replace('&', "%26").replace('#', "%23");
    let asked = asked.filter(|asked| !asked.is_empty()).map(|asked| format!("&{asked}"));
    Redirect::to(&format!("/#area={area}{}", asked.unwrap_or_default()))
}

/// The page for a frame, where some origin may show it in one.
pub(super) async fn embed(
    State(desk): AtDesk,
    Extension(asker): Extension<Asker>,
    uri: Uri,
) -> Result<Response, Failure> {
    if desk.open.framed_by.is_empty() {
        let help = "start the server with `--embed-in ORIGIN`";
        return Err(Failure(
            StatusCode::NOT_FOUND,
            format!("this page is shown in no frame\n  help: {help}\n"),
        ));
    }
    Ok(asset(State(desk), Extension(asker), uri).await)
}

/// Where one logs in.
const LOGIN: &str = "/login.html";

/// A file of the page; `/` is `index.html`, for those who may read.
pub(super) async fn asset(State(desk): AtDesk, Extension(asker): Extension<Asker>, uri: Uri) -> Response {
    let path = match uri.path().trim_start_matches('/') {
        "" | "embed" => "index.html",
        path => path,
    };
    if path == "index.html" && !asker.may(Right::Read) {
        return Redirect::to(LOGIN).into_response();
    }
    if path == "index.html"
        && let Some(page) = Page::get(path)
    {
        let page =
            String::from_utf8_lossy(&page.data).replacen("<html", &format!("<html{}", marks(&desk.open)), 1);
        return ([(header::CONTENT_TYPE, content_type(path))], page).into_response();
    }
    match Page::get(path) {
        Some(file) => ([(header::CONTENT_TYPE, content_type(path))], file.data).into_response(),
        None if Page::get("index.html").is_none() => {
            (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response()
        }
        None => (StatusCode::NOT_FOUND, "no such file\n").into_response(),
    }
}

/// What the page is told of its settings: everybody's view leaves out what it has not.
fn marks(open: &Openness) -> String {
    let public = if open.public.is_some() { " data-public" } else { "" };
    let basemap = open.basemap.as_ref().map_or_else(String::new, |basemap| {
        let address = basemap.address().replace('&', "&amp;").replace('"', "&quot;");
        format!(" data-basemap=\"{address}\"")
    });
    format!("{public}{basemap}")
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
