//! `marsad data docs` and `marsad data try`: the data files for the reader.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
mod support;

use std::path::Path;
use support::Workplace;

const SENTENCE: &str = "سيطرت قوات النظام على بلدة السخنة ومدينة تدمر.";

#[test]
fn the_page_of_rules_is_what_the_data_files_say() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md").display().to_string();
    Workplace::new().run(&["data", "docs", &page, "--check"]).went_well();
}

#[test]
fn a_page_that_says_something_else_is_named_with_the_line_and_the_cure() {
    let here = Workplace::new();
    here.run(&["data", "docs", "page.md"]).went_well();
    here.run(&["data", "docs", "page.md", "--check"]).went_well();
    let page = std::fs::read_to_string(here.path("page.md")).unwrap();
    here.write("page.md", page.replacen("claims", "says", 1));
    here.run(&["data", "docs", "page.md", "--check"])
        .failed_saying(&["page.md:1: the page is not what", "help: run `marsad data docs page.md`"]);
    here.run(&["data", "docs", "no.md", "--check"]).failed_saying(&["no.md: No such file", "help: run"]);
}

#[test]
fn the_page_has_every_type_and_every_word_list() {
    let page = Workplace::new().run(&["data", "docs"]).went_well().out.clone();
    for claim_type in marsad_coder::ClaimType::ALL {
        assert!(page.contains(&format!("\n### {}\n", claim_type.name())), "{}", claim_type.name());
    }
    for (path, _) in marsad_data::DataFiles::embedded().under("words/ar", "txt") {
        assert!(page.contains(&format!("](../data/{path})")), "{path}");
    }
}

#[test]
fn a_tried_sentence_shows_its_words_names_candidates_rules_and_claims() {
    let shown = Workplace::new().run(&["data", "try", SENTENCE]).went_well().out.clone();
    for part in
        ["  words   سيطرت قوات النظام علي", "party syrian-government-forces\n", "territory/capture#take"]
    {
        assert!(shown.contains(part), "{part} is not in:\n{shown}");
    }
    assert!(shown.contains("(behind \"on\")") && shown.contains("(joined to the one before)"), "{shown}");
}

#[test]
fn a_tried_sentence_is_one_json_object_where_that_is_asked_for() {
    let shown = Workplace::new().run(&["data", "try", SENTENCE, "--format", "jsonl"]).went_well().out.clone();
    let sentence: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(sentence["mentions"][0]["values"][0], "syrian-government-forces");
    assert_eq!(sentence["triggers"][0]["rule"], "territory/capture#take");
    assert_eq!(sentence["claims"][0]["type"], "capture");
}
