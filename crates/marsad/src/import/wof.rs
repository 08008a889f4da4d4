//! Who's On First: features as the project publishes them, or its tables.
use super::feature::Feature;
use super::{Import, Order, is_arabic, name_and_aliases, settlement, usual_radius};
use marsad_coder::{Place, PlaceKind, Problem};

const ID: &[&str] = &["wof:id", "wof_id", "id"];
const PARENT: &[&str] = &["wof:parent_id", "parent_id"];
const TYPE: &[&str] = &["wof:placetype", "placetype"];
const NAME: &[&str] = &["name:eng_x_preferred", "name_eng", "name_en", "wof:name", "wof_name", "name"];
const COUNTRY: &[&str] = &["wof:country", "wof_country", "iso:country", "iso_country", "iso", "country"];
const POPULATION: &[&str] = &["wof:population", "gn:population", "population"];
const LAT: &[&str] = &["lbl:latitude", "lbl_latitude", "geom:latitude", "geom_latitude", "latitude", "lat"];
const LON: &[&str] =
    &["lbl:longitude", "lbl_longitude", "geom:longitude", "geom_longitude", "longitude", "lon"];
const ARABIC: &[&str] =
    &["name:ara_x_preferred", "name:ara_x_variant", "name:ara_x_colloquial", "name_ara", "name_ar"];

pub(super) fn read(feature: &Feature, order: Order, import: &mut Import) {
    if is_past(feature) {
        return import.leave_out("superseded");
    }
    let country = feature.text(COUNTRY).map(|code| code.to_lowercase());
    if order.country.is_some_and(|wanted| country.as_deref().is_some_and(|own| own != wanted)) {
        return;
    }
    let country = country.or_else(|| order.country.map(str::to_owned)).unwrap_or_default();
    match place(feature, &country) {
        Ok(Ok(place)) if place.kind == PlaceKind::Country && order.known.get(&place.id).is_some() => {}
        Ok(Ok(place)) => import.add(feature.spot, place),
        Ok(Err(sort)) => import.leave_out(&sort),
        Err(problem) => import.problems.push(problem),
    }
}

/// Whether it is no more, or another row stands for it.
fn is_past(feature: &Feature) -> bool {
    let over = ["edtf:deprecated", "deprecated"]
        .iter()
        .any(|name| feature.text(&[name]).is_some_and(|at| at != "uuuu"));
    let current = feature.text(&["mz:is_current", "is_current"]);
    over || current.as_deref() == Some("0")
        || !["wof:superseded_by", "superseded_by"].iter().all(|name| feature.list(name).is_empty())
}

/// The place of a row, or the sort of place that reports do not name.
fn place(feature: &Feature, country: &str) -> Result<Result<Place, String>, Problem> {
    let wanted = |names: &[&str]| {
        let missing = || {
            feature
                .spot
                .problem(format!("there is no `{}`", names[0]), "take the row as Who's On First publishes it")
        };
        feature.text(names).ok_or_else(missing)
    };
    let (id, sort) = (wanted(ID)?, wanted(TYPE)?);
    let Some(kind) = kind(&sort, feature) else { return Ok(Err(sort)) };
    let (lat, lon, radius) = feature.circle(LAT, LON)?;
    let own = |id: &str| if country.is_empty() { format!("wof:{id}") } else { format!("{country}/wof-{id}") };
    let known = feature.text(NAME).unwrap_or_default();
    let arabic = ARABIC.iter().flat_map(|name| feature.list(name)).chain([known.clone()]);
    let (name_ar, aliases) = name_and_aliases(arabic.filter(|name| is_arabic(name)), &[]);
    let parent = feature.text(PARENT).filter(|id| !id.starts_with('-') && id != "0");
    let in_country = parent.is_some() && parent == feature.text(&["country_id"]);
    Ok(Ok(Place {
        id: if kind == PlaceKind::Country && !country.is_empty() { country.to_owned() } else { own(&id) },
        name_ar,
        name_en: if is_arabic(&known) { String::new() } else { known },
        aliases,
        kind,
        parent: match parent {
            Some(_) if in_country || kind == PlaceKind::Governorate => country.to_owned(),
            Some(parent) if kind != PlaceKind::Country => own(&parent),
            _ => String::new(),
        },
        lat,
        lon,
        precision_m: radius.max(usual_radius(kind).min(2_000)),
        source: "Who's On First".to_owned(),
    }))
}

fn kind(sort: &str, feature: &Feature) -> Option<PlaceKind> {
    Some(match sort {
        "country" => PlaceKind::Country,
        "region" => PlaceKind::Governorate,
        "county" => PlaceKind::District,
        "localadmin" => PlaceKind::Subdistrict,
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people")]
        "locality" => settlement(feature.number(POPULATION).unwrap_or(0.0) as u64),
        "borough" | "macrohood" | "neighbourhood" | "microhood" => PlaceKind::Neighbourhood,
        "campus" => PlaceKind::Area,
        _ => return None,
    })
}
