//! COD-AB, OCHA's administrative boundaries: a file a level, as GeoJSON or as a table.
use super::feature::Feature;
use super::{Import, Order, is_arabic, name_and_aliases, usual_radius};
use marsad_coder::{Place, PlaceKind, Problem};

const LAT: &[&str] = &["center_lat", "latitude", "lat", "y_coord", "point_y", "y"];
const LON: &[&str] = &["center_lon", "longitude", "lon", "x_coord", "point_x", "x"];
const LEVELS: [PlaceKind; 5] = [
    PlaceKind::Country,
    PlaceKind::Governorate,
    PlaceKind::District,
    PlaceKind::Subdistrict,
    PlaceKind::Locality,
];

pub(super) fn read(feature: &Feature, order: Order, import: &mut Import) {
    match place(feature, order) {
        Ok(Some(place)) if place.kind == PlaceKind::Country && order.known.get(&place.id).is_some() => {}
        Ok(Some(place)) => import.add(feature.spot, place),
        Ok(None) => {}
        Err(problem) => import.problems.push(problem),
    }
}

/// The place of a row: the smallest area that it has a P-code for.
fn place(feature: &Feature, order: Order) -> Result<Option<Place>, Problem> {
    let level = (0..LEVELS.len()).rev().find(|&level| code(feature, level).is_some());
    let (level, code) = level.and_then(|level| Some((level, code(feature, level)?))).ok_or_else(|| {
        let help = "take a file whose properties are called ADM1_PCODE, ADM1_EN and ADM1_AR (or adm1_pcode, adm1_name, admin1Pcode)";
        feature.spot.problem("the row has no P-code", help)
    })?;
    let country = country(feature, &code, order);
    if order.country.is_some_and(|wanted| wanted != country) {
        return Ok(None);
    }
    let (lat, lon, radius) = feature.circle(LAT, LON)?;
    let kind = LEVELS[level];
    let id = |code: &str| format!("{country}/{}", code.to_lowercase());
    let (english, arabic) = (names(feature, level, "en"), names(feature, level, "ar"));
    let english = english.into_iter().find(|name| !is_arabic(name)).unwrap_or_default();
    let (name_ar, aliases) = name_and_aliases(arabic.into_iter().filter(|name| is_arabic(name)), &[]);
    let above = (1..level).rev().find_map(|level| self::code(feature, level));
    let parent = if level == 0 { String::new() } else { above.map_or(country.clone(), |code| id(&code)) };
    Ok(Some(Place {
        id: if level == 0 { country.clone() } else { id(&code) },
        name_ar,
        name_en: english,
        aliases,
        kind,
        parent,
        lat,
        lon,
        precision_m: if radius == 0 { usual_radius(kind) } else { radius },
        source: "OCHA COD-AB".to_owned(),
    }))
}

/// The P-code of a level.
fn code(feature: &Feature, level: usize) -> Option<String> {
    feature.text(&[&format!("adm{level}_pcode"), &format!("admin{level}pcode")])
}

/// The country's ISO code: the file's own, or the letters that P-codes begin with.
fn country(feature: &Feature, code: &str, order: Order) -> String {
    let national = self::code(feature, 0).or_else(|| feature.text(&["iso2"]));
    let letters: String = national.unwrap_or_else(|| code.to_owned()).chars().take(2).collect();
    let country =
        Some(letters.to_lowercase()).filter(|it| it.len() == 2 && it.chars().all(|c| c.is_ascii_lowercase()));
    country.or_else(|| order.country.map(str::to_owned)).unwrap_or_default()
}

/// Names of a level in a language: under that language's own name, or where the row says which column it is in.
fn names(feature: &Feature, level: usize, language: &str) -> Vec<String> {
    let own = [
        format!("adm{level}_{language}"),
        format!("admin{level}name_{language}"),
        format!("adm{level}alt1{language}"),
        format!("adm{level}alt2{language}"),
        format!("adm{level}alt1_{language}"),
        format!("adm{level}alt2_{language}"),
    ];
    let mut names: Vec<String> = own.iter().flat_map(|name| feature.list(name)).collect();
    for turn in ["", "1", "2", "3"] {
        if feature.text(&[&format!("lang{turn}")]).as_deref() == Some(language) {
            names.extend(feature.list(&format!("adm{level}_name{turn}")));
        }
    }
    names
}
