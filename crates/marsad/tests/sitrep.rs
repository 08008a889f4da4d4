//! `marsad sitrep`: the situation report of a day.
#![allow(clippy::unwrap_used, clippy::non_ascii_literal, reason = "a test may panic, and shows real text")]
#[path = "support/door.rs"]
mod door;
mod support;

use door::make_record;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use support::Workplace;

fn written(args: &[&str]) -> String {
    let place = Workplace::new();
    make_record(&place);
    let ran = place.run(&[&["sitrep", "--on", "2017-02-20"], args].concat());
    ran.went_well();
    ran.out
}

/// The numbers in square brackets.
fn cited(text: &str) -> BTreeSet<usize> {
    text.split('[').filter_map(|rest| rest.split_once(']')?.0.parse().ok()).collect()
}

#[test]
fn every_reference_has_its_source_and_every_source_is_referred_to() {
    for lang in ["ar", "en"] {
        let report = written(&["--lang", lang, "--format", "md"]);
        let (body, sources) = report.rsplit_once("\n## ").unwrap();
        let listed: BTreeSet<usize> =
            sources.lines().filter_map(|line| line.split_once(". ")?.0.parse().ok()).collect();
        assert!(!listed.is_empty());
        assert_eq!(cited(body), listed, "{report}");
    }
}

#[test]
fn no_figure_stands_without_its_report() {
    let report = written(&["--lang", "en", "--format", "md"]);
    let harm = report.split_once("## Harm").unwrap().1.split_once("\n## ").unwrap().0;
    let rows: Vec<&str> = harm.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    assert!(!rows.is_empty());
    for row in rows {
        assert!(!cited(row).is_empty(), "{row}");
    }
}

#[test]
fn the_page_is_in_the_readers_direction_and_loads_nothing() {
    let page = written(&["--lang", "ar"]);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(page.contains("<svg "), "no map");
    for loader in ["<script", "<link", "<img", "<iframe", "@import", "url("] {
        assert!(!page.contains(loader), "{loader}");
    }
    assert!(written(&["--lang", "en"]).contains("<html lang=\"en\" dir=\"ltr\">"));
}

#[test]
fn what_a_stranger_wrote_stays_text() {
    for format in ["html", "md"] {
        // In Markdown a backslash makes a mark a letter.
        let report = written(&["--format", format]).replace("\\<", "&lt;");
        assert!(report.contains("&lt;img src=x") && !report.contains("<img"), "{report}");
    }
}

#[test]
fn a_report_of_one_place_is_of_it_alone() {
    let report = written(&["sy/deir-ez-zor/al-maqabir", "--lang", "en", "--format", "md"]);
    assert!(report.starts_with("# Situation report: al-Maqabir"), "{report}");
    assert!(!report.contains("| al-Hamidiyah |"), "{report}");
}

#[test]
fn what_a_table_has_no_room_for_is_counted() {
    let towns = "الميادين البوكمال كباجب مراط مظلوم حطلة السخنة تدمر الرقة الباب جرابلس منبج اعزاز دوما";
    let told: Vec<String> =
        towns.split(' ').map(|town| format!("سيطر تنظيم داعش على مدينة {town}.")).collect();
    let place = Workplace::new();
    place.write("towns.txt", told.join("\n"));
    place.run(&["add", "--date", "2017-02-20", "towns.txt"]).went_well();
    let ran = place.run(&["sitrep", "--lang", "en", "--format", "md"]);
    ran.went_well();
    let control = ran.out.split_once("## Control").unwrap().1.split_once("\n## ").unwrap().0;
    assert_eq!(control.lines().filter(|line| line.starts_with('|')).count(), 2 + 12, "{control}");
    assert!(control.contains("And 2 more"), "{control}");
}

/// The folder of the Python that `make test` sets up, before the machine's own.
fn with_readers() -> String {
    let readers = Path::new(env!("CARGO_BIN_EXE_marsad")).ancestors().nth(2).unwrap().join("readers/bin");
    format!("{}:{}", readers.display(), std::env::var("PATH").unwrap())
}

/// A print of the test record, as `pdftotext` and `pdfinfo` read it.
fn printed(lang: &str) -> (String, String) {
    let place = Workplace::new();
    make_record(&place);
    let args = ["sitrep", "--on", "2017-02-20", "--lang", lang, "--format", "pdf", "--out", "s.pdf"];
    let ran = place.command(&args).env("PATH", with_readers()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let read = |program: &str, args: &[&str]| {
        let ran = Command::new(program).args(args).current_dir(place.path("")).output().unwrap();
        assert!(ran.status.success(), "{program}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    };
    (read("pdftotext", &["-layout", "s.pdf", "-"]), read("pdffonts", &["s.pdf"]))
}

#[test]
fn the_print_has_the_figures_the_sources_and_a_font_for_each_script() {
    let (english, _) = printed("en");
    for words in ["Situation report", "Besieged and hard-to-reach areas", "al-Joura", "Sources", "sha256"] {
        assert!(english.contains(words), "`{words}` is not in:\n{english}");
    }
    assert!(english.contains("<img src=x"), "what a stranger wrote is lost or is no text:\n{english}");
    let (arabic, fonts) = printed("ar");
    assert!(arabic.contains("الجورة") && arabic.contains("محاصرة"), "{arabic}");
    assert!(fonts.contains("Naskh"), "{fonts}");
}

#[test]
fn without_typst_the_print_says_what_is_missing_and_leaves_no_file() {
    let place = Workplace::new();
    make_record(&place);
    let args = ["sitrep", "--on", "2017-02-20", "--format", "pdf", "--out", "s.pdf"];
    let ran: support::Ran = place.command(&args).env("PATH", place.path("")).output().unwrap().into();
    ran.failed_saying(&["typst", "help: install Typst", "--format typst"]);
    assert!(!place.path("s.pdf").exists());
}
