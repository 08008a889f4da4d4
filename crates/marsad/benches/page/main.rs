//! What the page and the server cost over a record of 5,000 areas and 50,000 things that happened: time to the first map, a
//! step of the slider and what is sent, in a real browser; answers a second and the slowest of a hundred at 64 connections.
//!
//! On two cores without a graphics card (Chromium 1280 x 800, its software renderer), nothing else running: first map 1.4 to 1.6 s (budget
//! 1.5; 2.3 s for whoever asks first), 1.46 MB sent with the list, packed with Brotli (budget 1.5), 18,200 situations/s with p99
//! 6 ms (budgets 2,000 and 25), memory 357 MB (budget 300, missed). A step of the slider takes 0.12 s at the median and 0.5 s at
//! the longest (budget 0.1, missed); drawing the map once takes the processor 81 ms.
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]
#[path = "../../../marsad-situation/benches/load/made_up.rs"]
#[allow(clippy::non_ascii_literal, reason = "text as it is written")]
mod made_up;
mod many;

use made_up::MadeUp;
use marsad_coder::Gazetteer;
use marsad_data::DataFiles;
use marsad_record::Record;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Of ten claims each.
const REPORTS: u64 = 5_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("page.db");
    add(&record);
    let server = Server::start(&record);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/test/budget.mjs");
    let ran = Command::new("node").arg(script).arg(&server.url).status().unwrap();
    assert!(ran.success(), "the page failed");
    let host = server.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    for path in ["/api/situation?on=2016-10-01", "/api/picture?on=2016-10-01", "/api/days"] {
        many::told(path, many::ask(&host, path));
    }
    println!("{:<44}{:>12} MB", "memory of the server at most", server.peak_megabytes());
}

fn add(file: &Path) {
    let gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
    let made_up = MadeUp::over(gazetteer.iter(), 5_000);
    let mut record = Record::open(file).unwrap();
    let mut batch = record.batch().unwrap();
    for number in 0..REPORTS {
        let filed = made_up.report(number, REPORTS);
        batch.add(&filed.report, &filed.claims, Some(&filed.original)).unwrap();
    }
    batch.commit().unwrap();
}

/// The program, serving.
struct Server {
    child: Child,
    url: String,
}

impl Server {
    fn start(record: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_marsad"))
            .args(["serve", "--bind", "127.0.0.1:0", "--record"])
            .arg(record)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        let url = said.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        Self { child, url }
    }

    fn peak_megabytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1000
    }
}

/// However the bench ends, nothing is left running.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
