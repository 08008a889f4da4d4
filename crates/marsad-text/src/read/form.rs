//! What form an input is of: by what it was served as, or by how its name ends.
use super::decode::Coding;
use super::reader::{Found, Reader, reader_of, reader_served};
use encoding_rs::UTF_8;
use std::path::Path;

/// Lines of JSON have no registered type; these are in use.
const LINES: [&str; 4] =
    ["application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/ndjson"];

/// What says nothing of the form of a file, which is then told by its name.
const UNTOLD: [&str; 4] = ["", "text/plain", "application/octet-stream", "binary/octet-stream"];

/// How an input is read on.
pub(super) enum Form {
    /// The whole input is one report.
    Whole,
    /// A report a line, from the next.
    Lines(Next),
    /// By a reader of such files, which then has what is left.
    Read(&'static dyn Reader),
    Found(Found),
}

/// Where the next line stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub(super) number: usize,
    pub(super) offset: usize,
    /// Whether a line before it held anything.
    pub(super) any: bool,
    pub(super) coding: Coding,
}

impl Next {
    const FIRST: Self = Self { number: 0, offset: 0, any: false, coding: Coding::Of(UTF_8) };
}

/// The form of a file of that name.
pub(super) fn form_of(name: &str) -> Form {
    let ending = Path::new(name).extension();
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl")) {
        return Form::Lines(Next::FIRST);
    }
    reader_of(name).map_or(Form::Whole, Form::Read)
}

/// The form of what was served at an address; none where it cannot hold a report.
pub(super) fn form_served(address: &str, media_type: Option<&str>) -> Option<Form> {
    let kind =
        media_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if LINES.contains(&kind.as_str()) {
        return Some(Form::Lines(Next::FIRST));
    }
    if let Some(reader) = reader_served(&kind) {
        return Some(Form::Read(reader));
    }
    let untold = UNTOLD.contains(&kind.as_str()) || kind.starts_with("text/");
    untold.then(|| form_of(last_name(address)))
}

/// The last name in an address: what a file would be called that it is saved to.
fn last_name(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, path)| path);
    path.split_once('/').and_then(|(_, path)| path.rsplit('/').next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Form, form_served, last_name};

    fn served(address: &str, media_type: &str) -> &'static str {
        match form_served(address, Some(media_type)) {
            None => "nothing",
            Some(Form::Whole) => "text",
            Some(Form::Lines(_)) => "lines",
            Some(Form::Read(reader)) => reader.endings()[0],
            Some(Form::Found(_)) => "found",
        }
    }

    #[test]
    fn the_media_type_tells_the_form_and_the_name_where_that_says_nothing() {
        for (address, media_type, form) in [
            ("https://a.example/", "text/html; charset=utf-8", "html"),
            ("https://a.example/feed", "Application/RSS+XML", "rss"),
            ("https://a.example/page.html", "text/csv", "csv"),
            ("https://a.example/b.zip", "application/octet-stream", "zip"),
            ("https://a.example/b.jsonl?x=1#y", "", "lines"),
            ("https://a.example/b", "application/x-ndjson", "lines"),
            ("https://a.example/b.txt", "text/plain", "text"),
            ("https://a.example", "text/plain", "text"),
            ("https://a.example/b.html", "image/png", "nothing"),
        ] {
            assert_eq!(served(address, media_type), form, "{address} {media_type}");
        }
    }

    #[test]
    fn a_name_of_a_machine_is_no_name_of_a_file() {
        assert_eq!(last_name("https://archive.zip"), "");
        assert_eq!(last_name("https://archive.zip/a/b.csv?c=/d.zip"), "b.csv");
    }
}
