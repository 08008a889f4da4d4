//! Which row of the gazetteer a name means, or none.
use crate::context::Context;
use crate::document::ARTICLE;
use crate::gazetteer::Row;
use crate::{Gazetteer, PlaceKind};
use marsad_text::fold;

/// A lead smaller than this decides nothing.
const TIE: f64 = 0.01;
/// How close a place is to the governorate or country that contains it.
const WIDE: f64 = 0.7;
/// Kilometres a degree of latitude spans (mean Earth radius 6,371 km).
const KM_PER_DEGREE: f64 = 111.19;

/// The row a name means, and how many bear it; none where none fits, or two fit equally.
///
/// `surface` is the name with its head noun as it stands, `lead` the
/// letters in front of it that are no part of it, `near` the places named before, the last first.
pub(crate) fn resolve<'g>(
    name: &str,
    surface: &str,
    lead: usize,
    gazetteer: &'g Gazetteer,
    context: &Context,
    near: &[&Row],
) -> (Option<&'g Row>, usize) {
    let folded = fold(surface);
    let head = folded.char_indices().nth(lead).and_then(|(at, _)| folded.get(at..)).unwrap_or_default();
    let mut rows: Vec<&Row> = gazetteer.named_folded(head).collect();
    // A name without its head is this place only where the head is one of the row's kind ("rif Dimashq" is no city).
    let full = !rows.is_empty();
    // The user's "airport of X" is that row, not the user's X.
    let own = rows.iter().any(|row| row.is_added);
    for row in gazetteer.named_folded(name) {
        let alone = !full || head_fits(row, head) || row.is_added && !own;
        if alone && !rows.iter().any(|other| other.id == row.id) {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        rows.extend(gazetteer.named_folded(&format!("{ARTICLE}{name}")));
    }
    // A row that the user added wins, with the head noun in its name or without.
    let added = rows.iter().any(|row| row.is_added);
    rows.retain(|row| !added || row.is_added);
    let candidates = rows.len();
    // A village, road or quarter of a country that the report is not about is no answer; ids of the user's own name no
    // country.
    let foreign = |row: &Row| !added && row.kind > PlaceKind::City && context.is_foreign(&row.country);
    rows.retain(|row| !foreign(row));
    if rows.is_empty() {
        rows = headed(name, gazetteer);
        rows.retain(|row| !foreign(row));
    }
    if let [only] = rows[..] {
        return (Some(only), candidates);
    }
    let scored = rows.into_iter().map(|row| (score(row, head, gazetteer, context, near), row));
    let mut scored: Vec<(f64, &Row)> = scored.collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let best = match &scored[..] {
        [(best, _), (next, _), ..] if best - next < TIE => None,
        [(_, row), ..] => Some(*row),
        [] => None,
    };
    (best, candidates)
}

/// Rows that keep a head noun before the name, because it is an everyday word: "the town of Tents" in a list of towns.
fn headed<'g>(name: &str, gazetteer: &'g Gazetteer) -> Vec<&'g Row> {
    let mut rows: Vec<&Row> = Vec::new();
    for (row, full) in gazetteer.headed(name) {
        let behind = full.split_once(' ').is_some_and(|(_, tail)| tail == name);
        if behind && head_fits(row, &full) && !rows.iter().any(|other| other.id == row.id) {
            rows.push(row);
        }
    }
    rows
}

fn score(row: &Row, surface: &str, gazetteer: &Gazetteer, context: &Context, near: &[&Row]) -> f64 {
    let votes = f64::from(context.votes(&row.country).min(20));
    let governorate = gazetteer.around(row).find(|up| up.kind == PlaceKind::Governorate);
    let share = governorate.map_or(0.0, |up| context.share(&up.id));
    let near = near.iter().map(|other| closeness(row, other, gazetteer));
    let neighbours = near.fold(0.0, f64::max);
    votes
        + 5.0 * share
        + 6.0 * neighbours
        + size(row.kind)
        + 10.0 * f64::from(u8::from(head_fits(row, surface)))
}

/// One where a town contains the other or both lie in one container, less with distance, or where no more than a
/// governorate holds both.
fn closeness(row: &Row, other: &Row, gazetteer: &Gazetteer) -> f64 {
    let contains = || {
        gazetteer.around(row).any(|up| std::ptr::eq(up, other))
            || gazetteer.around(other).any(|up| std::ptr::eq(up, row))
    };
    let siblings = !row.parent.is_empty() && row.parent == other.parent;
    let wide = row.kind.min(other.kind) <= PlaceKind::Governorate;
    if siblings || contains() {
        return if wide { WIDE } else { 1.0 };
    }
    let north = (row.lat - other.lat) * KM_PER_DEGREE;
    let east = (row.lon - other.lon) * KM_PER_DEGREE * row.lat.to_radians().cos();
    (1.0 - north.hypot(east) / 300.0).max(0.0)
}

/// Larger places are likelier to be meant.
fn size(kind: PlaceKind) -> f64 {
    match kind {
        PlaceKind::Country => 4.0,
        PlaceKind::City => 5.0,
        PlaceKind::Governorate => 2.0,
        PlaceKind::Town => 3.5,
        PlaceKind::Area => 2.5,
        PlaceKind::District | PlaceKind::Subdistrict => 0.5,
        PlaceKind::Neighbourhood | PlaceKind::Camp | PlaceKind::Airport | PlaceKind::Base => 1.2,
        _ => 1.0,
    }
}

/// Whether the head noun that stands before a name is one of its kind.
fn head_fits(row: &Row, surface: &str) -> bool {
    let first = surface.split(' ').next().unwrap_or_default();
    let heads: &[&str] = match row.kind {
        PlaceKind::Governorate => &["\u{645}\u{62D}\u{627}\u{641}\u{638}"],
        PlaceKind::District | PlaceKind::Subdistrict => &[
            "\u{645}\u{62F}\u{64A}\u{631}\u{64A}",
            "\u{642}\u{636}\u{627}",
            "\u{646}\u{627}\u{62D}\u{64A}",
            "\u{645}\u{646}\u{637}\u{642}",
        ],
        PlaceKind::City => &["\u{645}\u{62F}\u{64A}\u{646}"],
        PlaceKind::Town => &["\u{628}\u{644}\u{62F}", "\u{645}\u{62F}\u{64A}\u{646}"],
        PlaceKind::Village => &["\u{642}\u{631}\u{64A}", "\u{628}\u{644}\u{62F}"],
        PlaceKind::Neighbourhood => &["\u{62D}\u{64A}", "\u{627}\u{62D}\u{64A}\u{627}"],
        PlaceKind::Camp => &["\u{645}\u{62E}\u{64A}\u{645}"],
        PlaceKind::Area => &["\u{645}\u{646}\u{637}\u{642}"],
        PlaceKind::OilField => &["\u{62D}\u{642}\u{644}"],
        _ => &[],
    };
    surface.contains(' ') && heads.iter().any(|head| first.contains(head))
}
