//! `marsad data import`: public gazetteers become places that the coder takes.
#![allow(
    clippy::non_ascii_literal,
    clippy::unwrap_used,
    reason = "tests show real text, and fail by panicking"
)]
mod support;

use support::Workplace;

const HEADING: &str = "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source";

#[test]
fn what_is_imported_is_found_in_reports() {
    let here = Workplace::new();
    let cells =
        ["77", "Hawsh Warda", "Hawsh Warda", "حوش وردة", "35.5", "40.25", "P", "PPL", "SY", "", "", ""];
    here.write("SY.txt", format!("{}\t\t\t1200\t\t\tAsia/Damascus\t2024-01-01\n", cells.join("\t")));
    let ran = here.run(&["data", "import", "geonames", "SY.txt", "--country", "SY"]);
    assert_eq!(ran.went_well().out.lines().next(), Some(HEADING));
    assert!(ran.err.contains("1 place; 0 rows wrong"), "{}", ran.err);
    here.write("places.csv", &ran.out).write("a.txt", "سيطرت قوات النظام على بلدة حوش وردة.");
    let coded = here.run(&["code", "a.txt", "--places", "places.csv"]);
    let claim: serde_json::Value =
        serde_json::from_str(coded.went_well().out.lines().next().unwrap()).unwrap();
    assert_eq!(
        (&claim["places"][0]["id"], &claim["places"][0]["lat"]),
        (&"sy/geonames-77".into(), &35.5.into())
    );
}

#[test]
fn rows_that_are_wrong_fail_the_call_and_the_rest_is_printed() {
    let here = Workplace::new();
    let csv = "adm1_pcode,adm1_ar,lat,lon\nXX01,العليا,35,40\nXX02,السفلى,here,40\n";
    let ran = here.write("adm1.csv", csv).run(&["data", "import", "cod-ab", "adm1.csv"]);
    ran.failed_saying(&["adm1.csv:3:1: nothing says where it lies\n  help: ", "1 place; 1 row wrong"]);
    assert_eq!(ran.out, format!("{HEADING}\nxx/xx01,العليا,,,governorate,xx,35.0,40.0,60000,OCHA COD-AB\n"));
}

#[test]
fn a_file_that_is_missing_and_a_country_that_is_none_are_refused() {
    let here = Workplace::new();
    here.run(&["data", "import", "wof", "no.geojson"]).failed_saying(&["no.geojson: No such file"]);
    here.run(&["data", "import", "wof", "no.geojson", "--country", "Syria"])
        .failed_saying(&["--country", "help: give the country as ISO 3166 does"]);
}
