//! `marsad score` counts as the reference scorer does, `score.py`: one table for one pair of files.
//!
//! The samples in `fixtures/score/` were written for this test, and `table.txt` is what the reference scorer prints of them.
//! Where that scorer is at hand (in `../shared`, or in the folder that `MARSAD_SHARED` names), it is run beside on these and
//! on its own samples.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use support::Workplace;

const ALL: [&str; 2] = ["--errors", "100000"];

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/score").join(name).display().to_string()
}

/// What the program prints of a pair of files.
fn table(reference: &str, claims: &str) -> String {
    let call = [&["score", reference, "--claims", claims], &ALL[..]].concat();
    Workplace::new().run(&call).went_well().out.clone()
}

/// The folder that the reference scorer lies in.
fn shared() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = std::env::var_os("MARSAD_SHARED").map_or(beside, PathBuf::from);
    folder.join("tools/score.py").is_file().then_some(folder)
}

/// What the reference scorer prints of a pair of files.
fn reference_table(shared: &Path, reference: &str, claims: &str) -> String {
    let mut scorer = Command::new("python3");
    let ran = scorer.arg(shared.join("tools/score.py")).args([reference, claims]).args(ALL).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

/// Fails with the first line that differs.
#[track_caller]
fn assert_same(ours: &str, theirs: &str, of: &str) {
    let differing = ours.lines().zip(theirs.lines()).find(|(a, b)| a != b);
    assert_eq!(differing, None, "{of}");
    assert_eq!(ours.lines().count(), theirs.lines().count(), "{of}");
}

#[test]
fn the_sample_gives_the_reference_scorers_table() {
    let ours = table(&fixture("reference.jsonl"), &fixture("coded.jsonl"));
    assert_same(&ours, &std::fs::read_to_string(fixture("table.txt")).unwrap(), "table.txt");
}

#[test]
fn the_reference_scorer_beside_it_prints_the_same() {
    let (reference, claims) = (fixture("reference.jsonl"), fixture("coded.jsonl"));
    let Some(shared) = shared() else {
        // Nothing to run beside it: the sample's recorded table stands for the scorer.
        return the_sample_gives_the_reference_scorers_table();
    };
    assert_same(&table(&reference, &claims), &reference_table(&shared, &reference, &claims), "the sample");
    for gold in ["seed", "dev"].map(|name| shared.join(format!("gold/{name}.jsonl"))) {
        let here = Workplace::new();
        let gold = gold.display().to_string();
        here.write("claims.jsonl", &here.run(&["code", &gold]).went_well().out);
        let claims = here.path("claims.jsonl").display().to_string();
        assert_same(&table(&gold, &claims), &reference_table(&shared, &gold, &claims), &gold);
        let coded = here.run(&["score", &gold, ALL[0], ALL[1]]).went_well().out.clone();
        assert_same(&coded, &table(&gold, &claims), &gold);
    }
}

#[test]
fn claims_of_documents_that_are_not_annotated_are_said_and_left_aside() {
    let here = Workplace::new();
    here.write("reference.jsonl", "{\"id\":\"a\",\"date\":null,\"text\":\"x\",\"claims\":[]}\n");
    here.write(
        "claims.jsonl",
        "{\"doc\":\"b\",\"type\":\"arrest\",\"modality\":\"actual\",\"start\":0,\"end\":1}\n",
    );
    let ran = here.run(&["score", "reference.jsonl", "--claims", "claims.jsonl"]);
    assert!(ran.went_well().out.starts_with("documents 1  gold claims 0  predicted 0\n"), "{}", ran.out);
    assert!(ran.err.contains("claims of 1 documents that are not annotated are left aside, the first b"));
}

#[test]
fn a_line_that_is_no_document_or_no_claim_ends_the_call_with_its_place() {
    let here = Workplace::new();
    here.write(
        "reference.jsonl",
        "{\"id\":\"a\",\"date\":null,\"text\":\"x\",\"claims\":[]}\n\n{\"id\":\"b\"}\n",
    );
    here.run(&["score", "reference.jsonl"])
        .failed_saying(&["reference.jsonl:3: missing field", "help: an annotated"]);
    here.write("reference.jsonl", "").write("claims.jsonl", "{}");
    here.run(&["score", "reference.jsonl", "--claims", "claims.jsonl"])
        .failed_saying(&["claims.jsonl:1: missing field", "help: a claim is a line"]);
}
