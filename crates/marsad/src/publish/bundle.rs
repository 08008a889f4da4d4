//! A bundle of evidence: reports, claims, events and the sealed log in one ZIP archive, with a page that checks them offline.
use super::account::{Account, Background};
use jiff::Timestamp;
use marsad_record::{Checkpoint, Event, Record, RecordError, Sealed, StoredClaim, StoredReport};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

const PAGE: &str = include_str!("bundle/page.html");
const STYLE: &str = include_str!("bundle/page.css");
const SCRIPT: &str = include_str!("bundle/page.js");
const READ_ME: &str = include_str!("bundle/README.txt");

/// What goes into a bundle.
pub(crate) struct Bundle<'a> {
    events: Vec<&'a Event>,
    claims: Vec<&'a StoredClaim>,
    reports: Vec<&'a StoredReport>,
    names: BTreeMap<&'a str, &'a str>,
    log: Vec<Sealed>,
    checkpoints: Vec<Checkpoint>,
    /// The bytes that the reports were taken from, by their SHA-256.
    originals: BTreeMap<String, Vec<u8>>,
}

/// What the page has of it.
#[derive(Serialize)]
struct Data<'a> {
    events: &'a [&'a Event],
    claims: Vec<ClaimLine<'a>>,
    reports: Vec<ReportLine<'a>>,
    names: &'a BTreeMap<&'a str, &'a str>,
    log: &'a [Sealed],
    checkpoints: Vec<CheckpointLine<'a>>,
}

/// A claim, by the id of the report it stands in.
#[derive(Serialize)]
struct ClaimLine<'a> {
    #[serde(flatten)]
    stored: &'a StoredClaim,
    /// In place of its index in a snapshot, which nobody has here.
    report_id: &'a str,
}

/// What tells a report apart; its words are in the log.
#[derive(Serialize)]
struct ReportLine<'a> {
    id: &'a str,
    sha256: &'a str,
    source: &'a str,
}

/// A checkpoint, with the very words that were signed.
#[derive(Serialize)]
struct CheckpointLine<'a> {
    #[serde(flatten)]
    point: &'a Checkpoint,
    message: String,
}

impl<'a> Bundle<'a> {
    /// What these events rest on, and the log up to a moment; bodies of entries about other reports are withheld.
    pub(crate) fn of(
        record: &Record,
        recorded: Option<Timestamp>,
        told: &'a [Account<'a>],
        background: &'a Background<'a>,
    ) -> Result<Self, RecordError> {
        let claims: BTreeMap<&str, _> =
            told.iter().flat_map(|it| &it.told).map(|(claim, _)| (claim.id.as_str(), *claim)).collect();
        let reports: BTreeMap<&str, _> =
            told.iter().flat_map(|it| &it.told).map(|(_, stored)| (stored.id.as_str(), *stored)).collect();
        let shows = |about: &[String]| {
            about.is_empty() || about.iter().any(|report| reports.contains_key(report.as_str()))
        };
        let log = record.log(recorded, shows)?;
        let last = log.last().map_or(0, |entry| entry.seq);
        let mut checkpoints = record.checkpoints()?;
        checkpoints.retain(|point| point.seq <= last);
        let mut originals = BTreeMap::new();
        for seal in reports.values().filter_map(|stored| stored.original.as_ref()) {
            originals.extend(record.original(&seal.sha256)?.map(|bytes| (seal.sha256.clone(), bytes)));
        }
        let events = told.iter().map(|account| account.event).collect();
        let names = names(told, background);
        let (claims, reports) = (claims.into_values().collect(), reports.into_values().collect());
        Ok(Self { events, claims, reports, names, log, checkpoints, originals })
    }

    /// What the page and the files have of it.
    fn data(&self) -> Data<'_> {
        let claims = self.claims.iter().map(|stored| ClaimLine { stored, report_id: report_of(stored) });
        let reports =
            self.reports.iter().map(|it| ReportLine { id: &it.id, sha256: &it.sha256, source: &it.source });
        let checkpoints =
            self.checkpoints.iter().map(|point| CheckpointLine { point, message: point.message() });
        Data {
            events: &self.events,
            claims: claims.collect(),
            reports: reports.collect(),
            names: &self.names,
            log: &self.log,
            checkpoints: checkpoints.collect(),
        }
    }
}

/// The report that a claim stands in: its id is what the claim's begins with.
fn report_of(claim: &StoredClaim) -> &str {
    claim.id.split('-').next().unwrap_or_default()
}

/// English names of parties, groups of people and places.
fn names<'a>(told: &[Account<'a>], background: &Background<'a>) -> BTreeMap<&'a str, &'a str> {
    let events = told.iter().map(|account| account.event);
    let parties = events.flat_map(|event| event.actors.iter().chain(&event.targets));
    let named = |id: &'a str| Some((id, background.actors.names(id)?.1));
    parties.filter_map(|party| named(&party.id)).collect()
}

/// Writes the archive; the same bundle gives the same bytes.
pub(crate) fn write(bundle: &Bundle, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut archive = Archive { zip: ZipWriter::new_stream(out), sums: String::new() };
    let data = bundle.data();
    archive.put("README.txt", READ_ME.as_bytes())?;
    archive.put("index.html", page(&data)?.as_bytes())?;
    archive.put("events.jsonl", &lines(data.events)?)?;
    archive.put("claims.jsonl", &lines(&data.claims)?)?;
    archive.put("reports.jsonl", &lines(&bundle.reports)?)?;
    archive.put("log.jsonl", &lines(data.log)?)?;
    if !data.checkpoints.is_empty() {
        archive.put("checkpoints.jsonl", &lines(&data.checkpoints)?)?;
    }
    for report in &bundle.reports {
        archive.put(&format!("reports/{}.txt", report.id), report.report.text.as_bytes())?;
    }
    for (sha256, bytes) in &bundle.originals {
        archive.put(&format!("originals/{sha256}"), bytes)?;
    }
    archive.finish()
}

/// A line of JSON each.
fn lines<T: Serialize>(items: &[T]) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    for item in items {
        serde_json::to_writer(&mut lines, item)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// The page, which needs nothing but itself. In its data no `<` stands: what a report says cannot end the script it is in.
fn page(data: &Data) -> io::Result<String> {
    let json = serde_json::to_string(data)?.replace('<', "\\u003c");
    Ok(PAGE.replace("/* style */", STYLE).replace("/* script */", SCRIPT).replace("/* data */", &json))
}

/// A ZIP archive, and the sums of what is in it, as `sha256sum -c` reads them.
struct Archive<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    sums: String,
}

impl<W: Write> Archive<W> {
    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.zip.start_file(name, SimpleFileOptions::default())?;
        self.zip.write_all(bytes)?;
        // Writing to a string cannot fail.
        for byte in Sha256::digest(bytes) {
            let _ = write!(self.sums, "{byte:02x}");
        }
        let _ = writeln!(self.sums, "  {name}");
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        let sums = std::mem::take(&mut self.sums);
        self.put("SHA256SUMS", sums.as_bytes())?;
        self.zip.finish()?.into_inner().flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Data, page};
    use std::collections::BTreeMap;

    #[test]
    fn what_a_report_says_cannot_end_the_script_it_stands_in() {
        let names = BTreeMap::from([("a", "</script><script>alert(1)</script><!--")]);
        let data = Data {
            events: &[],
            claims: vec![],
            reports: vec![],
            names: &names,
            log: &[],
            checkpoints: vec![],
        };
        let page = page(&data).unwrap();
        assert!(!page.contains("alert(1)</script>"), "{page}");
        assert!(page.contains("\\u003c/script>"));
    }
}
