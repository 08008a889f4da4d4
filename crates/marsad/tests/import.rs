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

const ROUTE_HEADING: &str = "id,name_ar,name_en,aliases,from,to,via,kind,source";

#[test]
fn a_line_becomes_a_route_that_reports_may_name() {
    let here = Workplace::new();
    let line = r#"{"type":"Feature","properties":{"name":"Old track","name_ar":"طريق الكثبان القديم"},
        "geometry":{"type":"LineString","coordinates":[[38.28,34.56],[39.2,35.0],[40.14,35.33]]}}"#;
    let ran = here.write("track.geojson", line).run(&["data", "import", "routes", "track.geojson"]);
    let mut rows = ran.went_well().out.lines();
    assert_eq!(rows.next(), Some(ROUTE_HEADING));
    let row = rows.next().unwrap();
    assert!(
        row.starts_with("route/old-track,طريق الكثبان القديم,Old track,,sy/tadmur,sy/deir-ez-zor,"),
        "{row}"
    );
    here.write("routes.csv", &ran.out).write("a.txt", "قطعت قوات النظام طريق الكثبان القديم.");
    here.run(&["--routes", "routes.csv", "add", "a.txt", "--date", "2017-01-15"]).went_well();
    let status = here.run(&["--routes", "routes.csv", "status", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&status.went_well().out).unwrap();
    assert_eq!(status["routes"][0]["id"], "route/old-track", "{status}");
    assert_eq!(status["routes"][0]["state"], "cut");
}

#[test]
fn each_route_that_is_wrong_is_said_with_its_line_and_the_rest_is_printed() {
    let here = Workplace::new();
    let csv = "name_en,from,to,kind\nA,sy/raqqa,,\nB,دوما,sy/raqqa,\nC,sy/raqqa,Hamaa,\nD,sy/raqqa,sy/raqqa,\n\
               E,sy/raqqa,sy/hama,tunnel\nF,sy/raqqa,sy/hama,\nF,sy/raqqa,sy/hama,\n";
    let ran = here.write("routes.csv", csv).run(&["data", "import", "routes", "routes.csv"]);
    ran.failed_saying(&[
        "routes.csv:2:1: the route has no end: `to` is empty\n  help: fill `to`",
        "routes.csv:3:1: دوما: 3 places bear this name\n",
        "routes.csv:4:1: Hamaa: no such place; names like it:",
        "routes.csv:5:1: the route ends where it begins",
        "routes.csv:6:1: \"tunnel\" is no kind of route",
        "routes.csv:8:1: route/f stands twice",
        "1 route; 6 rows wrong",
    ]);
    assert_eq!(ran.out, format!("{ROUTE_HEADING}\nroute/f,,F,,sy/raqqa,sy/hama,,road,routes.csv\n"));
}

#[test]
fn a_route_without_an_end_and_a_place_within_itself_are_refused_with_their_line() {
    let here = Workplace::new();
    here.write("a.txt", "قصف على دوما.");
    here.write("routes.csv", format!("{ROUTE_HEADING}\nroute/x,,X,,sy/raqqa,sy/nowhere,,road,me\n"));
    here.run(&["--routes", "routes.csv", "code", "a.txt"])
        .failed_saying(&["routes.csv:2:1: to: no place has the id sy/nowhere\n  help: add the place"]);
    let cycle = "a,قرية الأولى,A,,village,b,35,40,1000,me\nb,ناحية الثانية,B,,subdistrict,a,35,40,1000,me\n";
    here.write("places.csv", format!("{HEADING}\n{cycle}"));
    here.run(&["code", "a.txt", "--places", "places.csv"])
        .failed_saying(&["places.csv:2:1: a lies in itself, by way of its parent b\n  help: mend"]);
}
