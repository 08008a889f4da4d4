use super::{Import, Order, import};
use crate::cli::Gazetteers;
use marsad_coder::{Gazetteer, Place, PlaceKind};
use marsad_data::DataFiles;
use std::path::PathBuf;

/// Imports files of these names and texts; `alt.txt` is the table of names.
fn read(format: Gazetteers, country: Option<&str>, files: &[(&str, &str)]) -> Import {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).unwrap();
    }
    let (alternate_names, files): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|path| path.ends_with("alt.txt"));
    let known = Gazetteer::load(&DataFiles::embedded()).unwrap();
    let alternate_names = alternate_names.first().map(PathBuf::as_path);
    import(&files, Order { format, country, alternate_names, known: &known }).unwrap()
}

fn of<'i>(import: &'i Import, id: &str) -> &'i Place {
    import.places.iter().find(|place| place.id == id).unwrap_or_else(|| panic!("{id} is not in {import:?}"))
}

/// A row of GeoNames' dump, with the columns that are read.
fn row(
    id: &str,
    names: [&str; 2],
    at: [&str; 2],
    code: [&str; 3],
    areas: [&str; 2],
    population: &str,
) -> String {
    let [name, others] = names;
    let [lat, lon] = at;
    let [class, code, country] = code;
    let [a1, a2] = areas;
    format!(
        "{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\t{class}\t{code}\t{country}\t\t{a1}\t{a2}\t\t\t{population}\t\t\tAsia/X\t2024-01-01\n"
    )
}

fn dump() -> String {
    [
        row("1", ["Syria", "سوريا"], ["35", "38"], ["A", "PCLI", "SY"], ["00", ""], "0"),
        row(
            "2",
            ["Upper Governorate", "المحافظة العليا"],
            ["36", "38"],
            ["A", "ADM1", "SY"],
            ["07", ""],
            "0",
        ),
        row("3", ["Inner District", ""], ["36.1", "38.1"], ["A", "ADM2", "SY"], ["07", "0701"], "0"),
        row(
            "4",
            ["Tall Warda", "Tall Warda,تل وردة,تل ورده,تلّ الوردة,گردا"],
            ["36.12", "38.2"],
            ["P", "PPL", "SY"],
            ["07", "0701"],
            "12000",
        ),
        row("5", ["Lone Farm", "مزرعة"], ["36.2", "38.2"], ["P", "PPL", "SY"], ["08", ""], "0"),
        row("6", ["Grand Hotel", "فندق"], ["36.2", "38.2"], ["S", "HTL", "SY"], ["07", ""], "0"),
        row("7", ["Elsewhere", "هناك"], ["33", "44"], ["P", "PPL", "IQ"], ["01", ""], "0"),
    ]
    .concat()
}

#[test]
fn a_geonames_dump_gives_places_with_kind_container_and_arabic_names() {
    let import = read(Gazetteers::Geonames, Some("sy"), &[("SY.txt", &dump())]);
    assert_eq!(
        (import.problems.len(), import.places.len()),
        (0, 4),
        "the country is known, the hotel no place"
    );
    assert_eq!(import.left_out.get("S.HTL"), Some(&1));
    let town = of(&import, "sy/geonames-4");
    assert_eq!((town.name_ar.as_str(), town.aliases.as_str()), ("تل وردة", "تلّ الوردة;گردا"));
    assert_eq!((town.kind, town.parent.as_str()), (PlaceKind::Town, "sy/geonames-3"));
    assert_eq!(of(&import, "sy/geonames-3").parent, "sy/geonames-2");
    assert_eq!(of(&import, "sy/geonames-2").parent, "sy");
    let farm = of(&import, "sy/geonames-5");
    assert_eq!((farm.kind, farm.parent.as_str()), (PlaceKind::Locality, "sy"), "no row has its area's code");
}

#[test]
fn a_table_of_names_tells_the_usual_arabic_and_english_name() {
    let table = "10\t4\tar\tتل الورد\t\t\t\t\n11\t4\tar\tالورد\t1\t\t\t\n12\t4\ten\tRose Hill\t1\t\t\t\n\
        13\t4\tar\tاسم قديم\t\t\t\t1\n14\t9\tar\tغيره\t\t\t\t\nbroken\n";
    let import = read(Gazetteers::Geonames, Some("sy"), &[("SY.txt", &dump()), ("alt.txt", table)]);
    let town = of(&import, "sy/geonames-4");
    assert_eq!((town.name_ar.as_str(), town.name_en.as_str()), ("الورد", "Rose Hill"));
    assert_eq!(town.aliases, "تل الورد;تل وردة;تلّ الوردة;گردا");
    assert_eq!(import.problems.len(), 1);
    assert!(import.problems[0].to_string().contains("alt.txt:6"), "{}", import.problems[0]);
}

#[test]
fn a_bad_row_is_named_with_its_line_and_the_cure_and_the_others_are_imported() {
    let bad = row("8", ["Nowhere", "لا مكان"], ["north", "38"], ["P", "PPL", "SY"], ["07", ""], "0");
    let off = row("9", ["Off", "بعيد"], ["95.0", "38"], ["P", "PPL", "SY"], ["07", ""], "0");
    let text = format!(
        "{}{bad}{off}short\trow\n{}",
        dump(),
        row("4", ["Again", ""], ["1", "1"], ["P", "PPL", "SY"], ["", ""], "0")
    );
    let import = read(Gazetteers::Geonames, None, &[("SY.txt", &text)]);
    let said: Vec<String> = import.problems.iter().map(ToString::to_string).collect();
    for (line, what) in [
        (8, "\"north\" is no number"),
        (9, "lies nowhere on Earth"),
        (10, "has 2 columns"),
        (11, "stands twice"),
    ] {
        let found = said
            .iter()
            .any(|it| it.contains(&format!("SY.txt:{line}:")) && it.contains(what) && it.contains("help: "));
        assert!(found, "{line} {what}: {said:?}");
    }
    assert_eq!((said.len(), import.places.len()), (4, 5));
}

const WOF: &str = r#"{"type": "FeatureCollection", "features": [
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.2, 35.3]}, "properties": {
    "wof:id": 11, "wof:parent_id": 5, "wof:placetype": "locality", "wof:name": "Warda", "wof:country": "SY",
    "name:ara_x_preferred": ["الوردة"], "name:ara_x_variant": ["ورده"], "wof:population": 150000}},
  {"type": "Feature", "geometry": null, "properties": {"wof:id": 12, "wof:placetype": "locality", "wof:name": "Lost"}},
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.2, 35.4]}, "properties": {
    "wof:id": 13, "wof:placetype": "venue", "wof:name": "Cafe", "wof:country": "SY"}},
  {"type": "Feature", "geometry": {"type": "Point", "coordinates": [40.2, 35.4]}, "properties": {
    "wof:id": 14, "wof:placetype": "county", "wof:name": "Old", "wof:superseded_by": [15]}},
  {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[40, 35], [41, 35], [41, 36], [40, 36], [40, 35]]]},
   "properties": {"wof:id": 5, "wof:parent_id": 3, "wof:placetype": "region", "wof:country": "SY", "wof:name": "Upper"}}
]}"#;

#[test]
fn a_collection_of_whos_on_first_gives_places_and_names_the_line_of_what_is_wrong() {
    let import = read(Gazetteers::Wof, Some("sy"), &[("all.geojson", WOF)]);
    let city = of(&import, "sy/wof-11");
    assert_eq!(
        (city.name_ar.as_str(), city.aliases.as_str(), city.name_en.as_str()),
        ("الوردة", "ورده", "Warda")
    );
    assert_eq!((city.kind, city.parent.as_str(), city.precision_m), (PlaceKind::City, "sy/wof-5", 2_000));
    let region = of(&import, "sy/wof-5");
    assert_eq!((region.kind, region.parent.as_str()), (PlaceKind::Governorate, "sy"));
    assert!(region.precision_m > 70_000 && (region.lat - 35.5).abs() < 1e-9, "{region:?}");
    assert_eq!(import.left_out.keys().collect::<Vec<_>>(), ["superseded", "venue"]);
    assert!(import.problems[0].to_string().contains("all.geojson:5:1: nothing says where it lies\n  help: "));
}

#[test]
fn features_a_line_and_tables_of_whos_on_first_are_read_too() {
    let line = |id: u32| {
        format!(
            r#"{{"properties": {{"wof:id": {id}, "wof:placetype": "neighbourhood", "wof:name": "N{id}", "geom:latitude": 35.0, "geom:longitude": 40.0}}}}"#
        )
    };
    let lines = format!("{}\n{{\"properties\": \n{}\n", line(1), line(3));
    let table = "id,parent_id,placetype,name,iso_country,latitude,longitude\n7,1,locality,الوردة,SY,35.1,40.1\n8,1,locality\n";
    let import = read(Gazetteers::Wof, Some("sy"), &[("a.geojson", &lines), ("b.csv", table)]);
    assert_eq!(
        import.places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>(),
        ["sy/wof-1", "sy/wof-3", "sy/wof-7"]
    );
    assert_eq!(
        (of(&import, "sy/wof-7").name_ar.as_str(), of(&import, "sy/wof-7").name_en.as_str()),
        ("الوردة", "")
    );
    let said: Vec<String> = import.problems.iter().map(ToString::to_string).collect();
    assert!(said[0].contains("a.geojson:2:1: this is no GeoJSON feature"), "{said:?}");
    assert!(
        said[1].contains("b.csv:3:1: ") && said[1].contains("help: give the row as many cells"),
        "{said:?}"
    );
}

#[test]
fn boundaries_of_ocha_give_a_place_of_the_smallest_level_of_each_row() {
    let square =
        r#"{"type": "Polygon", "coordinates": [[[40, 35], [40.2, 35], [40.2, 35.2], [40, 35.2], [40, 35]]]}"#;
    let old = format!(
        r#"{{"type": "FeatureCollection", "features": [{{"type": "Feature", "geometry": {square}, "properties": {{
        "ADM3_EN": "Warda", "ADM3_AR": "الوردة", "ADM3ALT1AR": "ناحية الورد", "ADM3_PCODE": "SY070102",
        "ADM2_EN": "Inner", "ADM2_PCODE": "SY0701", "ADM1_PCODE": "SY07", "ADM0_PCODE": "SY"}}}}]}}"#
    );
    let new = "adm1_name,adm1_name1,adm1_pcode,adm0_pcode,lang,lang1,center_lat,center_lon\n\
        Upper,العليا,YE12,YE,en,ar,15.5,44.5\nLower,السفلى,,,en,ar,15.4,44.4\nBare,,YE13,YE,en,ar,,\n";
    let import = read(Gazetteers::CodAb, None, &[("adm3.geojson", &old), ("adm1.csv", new)]);
    let part = of(&import, "sy/sy070102");
    assert_eq!(
        (part.name_ar.as_str(), part.aliases.as_str(), part.name_en.as_str()),
        ("الوردة", "ناحية الورد", "Warda")
    );
    assert_eq!((part.kind, part.parent.as_str()), (PlaceKind::Subdistrict, "sy/sy0701"));
    let upper = of(&import, "ye/ye12");
    assert_eq!((upper.name_ar.as_str(), upper.parent.as_str(), upper.precision_m), ("العليا", "ye", 60_000));
    let said: Vec<String> = import.problems.iter().map(ToString::to_string).collect();
    assert!(said[0].contains("adm1.csv:3:1: the row has no P-code\n  help: take a file whose"), "{said:?}");
    assert!(said[1].contains("adm1.csv:4:1: nothing says where it lies\n  help: "), "{said:?}");
}

#[test]
fn a_file_that_is_no_gazetteer_is_said() {
    let import = read(Gazetteers::CodAb, None, &[("a.geojson", "<html>")]);
    assert!(import.problems[0].to_string().contains("a.geojson:1:1: this is no GeoJSON feature"));
}
