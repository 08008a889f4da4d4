//! A record made of known claims, and the program serving it.
#![allow(dead_code, reason = "each test file uses a part of it")]
use crate::support::Workplace;
use marsad_coder::Claim;
use marsad_record::Record;
use marsad_text::Report;
use serde::Deserialize;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command};

#[derive(Deserialize)]
struct Coded {
    report: Report,
    claims: Vec<Claim>,
}

/// Makes `marsad.db` in the workplace from `fixtures/record.jsonl`: reports with their claims, so that what the doors show
/// does not hang on what the coder finds.
pub(crate) fn make_record(place: &Workplace) {
    let mut record = Record::open(&place.path("marsad.db")).unwrap();
    for line in include_str!("../fixtures/record.jsonl").lines() {
        let coded: Coded = serde_json::from_str(line).unwrap();
        record.add(&coded.report, &coded.claims, None).unwrap();
    }
}

/// A running `marsad serve` or `demo`; ended when dropped.
pub(crate) struct Served {
    child: Child,
    /// `http://127.0.0.1:PORT/`, with the day the program proposes.
    pub(crate) url: String,
}

impl Served {
    /// Starts the program on a free port and waits until it says where it is.
    pub(crate) fn start(place: &Workplace, args: &[&str]) -> Self {
        let mut child = place.command(args).args(["--bind", "127.0.0.1:0"]).spawn().unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let url = said.filter_map(|line| {
            let start = line.find("http://")?;
            line.get(start..)?.split_whitespace().next().map(str::to_owned)
        });
        let url = url.take(1).collect::<String>();
        assert!(!url.is_empty(), "the program did not say where it serves");
        Self { child, url }
    }

    /// Whether it ends by itself, and without an error, when it is told to as by Ctrl-C.
    pub(crate) fn ends_well_when_interrupted(mut self) -> bool {
        let told = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        told.success() && self.child.wait().unwrap().success()
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn host(&self) -> &str {
        self.url.trim_start_matches("http://").split('/').next().unwrap()
    }

    /// The answer to a GET, head and body, asked for by this host name.
    pub(crate) fn get_as(&self, host: &str, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    /// The answer to a GET with one more line in its head.
    pub(crate) fn ask_with(&self, path: &str, line: &str) -> String {
        let host = self.host();
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{line}\r\n\r\n"))
    }

    /// The answer to a POST, head and body.
    pub(crate) fn post_as(&self, content_type: &str, path: &str, body: &serde_json::Value) -> String {
        let (host, body) = (self.host(), body.to_string());
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: {content_type}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    /// The answer to JSON that is posted, head and body.
    pub(crate) fn post(&self, path: &str, body: &serde_json::Value) -> String {
        self.post_as("application/json", path, body)
    }

    /// The answer to any request: its method and path, further lines of its head, and JSON to send.
    pub(crate) fn request(&self, what: &str, lines: &[String], body: Option<&serde_json::Value>) -> String {
        let (host, body) = (self.host(), body.map(ToString::to_string).unwrap_or_default());
        let lines = lines.iter().map(|line| format!("{line}\r\n")).collect::<Vec<_>>().concat();
        self.ask(&format!(
            "{what} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n{lines}\r\n{body}",
            body.len()
        ))
    }

    /// Whatever is answered to the bytes of a request; of a stream that never ends, its head.
    pub(crate) fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        if request.starts_with("GET /api/stream") {
            let head =
                BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
            return head.collect::<Vec<_>>().join("\r\n") + "\r\n\r\n";
        }
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The answer to a GET, head and body.
    pub(crate) fn get(&self, path: &str) -> String {
        self.get_as(self.host(), path)
    }

    /// The JSON that a GET gives.
    pub(crate) fn json(&self, path: &str) -> serde_json::Value {
        body_of(&self.get(path))
    }
}

/// The JSON of an answer that went well.
pub(crate) fn body_of(answer: &str) -> serde_json::Value {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself; either way it must not outlive the test.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
