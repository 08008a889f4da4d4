//! Which of a claim's places say where it was, and which only where another of them lies.
use crate::Setting;
use crate::view::REGION_M;
use marsad_coder::{Claim, ClaimType, Place, PlaceFiller, Role};
use marsad_text::Span;

/// The claim's places, by their number in it, that a gazetteer knows, without those that merely contain another of the same role.
pub(crate) fn most_specific(setting: &Setting, claim: &Claim, text: &str) -> Vec<u16> {
    let places = &claim.places;
    let row = |filler: &PlaceFiller| setting.gazetteer.get(filler.id.as_deref()?);
    let says_where = |outer: &PlaceFiller, inner: &PlaceFiller| {
        let (Some(outer), Some(inner)) = (row(outer), row(inner)) else { return false };
        setting.gazetteer.containers(&inner.id).any(|place| place.id == outer.id)
            || is_region_of(outer, inner)
    };
    let within = |outer: &PlaceFiller| {
        let part = |inner: &&PlaceFiller| inner.role == outer.role && says_where(outer, inner);
        places.iter().filter(part).any(|inner| !is_named_beside(text, outer, inner))
    };
    let mut ground = grounds(claim, text);
    ground.extend(around_unknown(claim, text, &ground));
    let grounded = |place: &PlaceFiller| place.role != Role::At || ground.contains(&place.passage.span);
    let specific = |place: &PlaceFiller| place.id.is_some() && !within(place) && grounded(place);
    places.iter().zip(0..).filter(|(place, _)| specific(place)).map(|(_, index)| index).collect()
}

/// "The city and its port": what contains a place is meant itself where "and" joins the two.
fn is_named_beside(text: &str, outer: &PlaceFiller, inner: &PlaceFiller) -> bool {
    let (first, second) = (outer.passage.span, inner.passage.span);
    let between = || Span::new(first.end, second.start).of(text);
    first.end < second.start && between().trim() == "\u{648}"
}

/// Min, fi, dakhil, dimn: "of", "in", "inside", "within", before the place that one without a row lies in.
const INSIDE: [&str; 4] =
    ["\u{645}\u{646}", "\u{641}\u{64A}", "\u{62F}\u{627}\u{62E}\u{644}", "\u{636}\u{645}\u{646}"];
/// Baynaha, min baynaha, minha, abrazuha, ahammuha: "among them", before places that are named out of those in a region.
const AMONG: [&str; 5] = [
    "\u{628}\u{64A}\u{646}\u{647}\u{627}",
    "\u{645}\u{646} \u{628}\u{64A}\u{646}\u{647}\u{627}",
    "\u{645}\u{646}\u{647}\u{627}",
    "\u{623}\u{628}\u{631}\u{632}\u{647}\u{627}",
    "\u{623}\u{647}\u{645}\u{647}\u{627}",
];

/// "They fought in the eastern quarters of the city": quarters that no row is of are fought for with the city they lie in.
/// Of a taking only where it is said of a part.
fn around_unknown(claim: &Claim, text: &str, ground: &[Span]) -> Option<Span> {
    let mut at = claim.places.iter().filter(|place| place.role == Role::At);
    let unknown = |place: &&PlaceFiller| place.id.is_none() || !ground.contains(&place.passage.span);
    let last = at.clone().take_while(|place| ground.contains(&place.passage.span)).last()?;
    if !at.all(|place| unknown(&place)) {
        return None;
    }
    let inside = |place: &&PlaceFiller| {
        let between = Span::new(last.passage.span.end, place.passage.span.start).of(text);
        INSIDE.iter().any(|word| between.split_whitespace().next_back() == Some(word))
            || between.ends_with(" \u{628}")
    };
    let fought = match claim.claim_type {
        ClaimType::Assault | ClaimType::Advance | ClaimType::Contested => true,
        ClaimType::Capture => false,
        _ => return None,
    };
    let around = claim.places.iter().find(|place| place.passage.span.start >= last.passage.span.end)?;
    let meant = around.role == Role::At && inside(&around) && (fought || around.part);
    meant.then_some(around.passage.span)
}

/// Letters of "and on", "and in".
const AND_ON: usize = 4;

/// Where a claim's first place and those listed with it stand: a place behind it with no "and" between only says where
/// that one lies ("the plant east of the town").
fn grounds(claim: &Claim, text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut last: Option<(Span, bool)> = None;
    for place in claim.places.iter().filter(|place| place.role == Role::At) {
        let span = place.passage.span;
        let listed = last.is_none_or(|(before, kept)| {
            let follows = before.end <= span.start;
            if follows { kept && is_joined(claim, text, before, span) } else { true }
        });
        if listed {
            spans.push(span);
        }
        last = Some((span, listed));
    }
    spans
}

/// Whether only "and", a comma or a dash part two places, or "and" opens what parts them ("and on"); after a place that an
/// earlier sentence names ("it and the town"), whether an "and" is written to the second.
fn is_joined(claim: &Claim, text: &str, before: Span, after: Span) -> bool {
    let sentence = claim.sentence;
    if before.start < sentence.start && after.start >= sentence.start {
        let told = Span::new(sentence.start, after.start).of(text);
        let and_on = told.ends_with(' ').then(|| told.split_whitespace().next_back()).flatten();
        return told.ends_with('\u{648}')
            || and_on.is_some_and(|word| word.starts_with('\u{648}') && word.chars().count() <= AND_ON);
    }
    let between = Span::new(before.end, after.start).of(text);
    let words = between.trim_matches(|c: char| !c.is_alphanumeric());
    words.is_empty()
        || AMONG.contains(&words)
        || words.starts_with('\u{648}') && words.chars().count() <= AND_ON + 2
}

/// Whether one place is a region around the other ("Palmyra in central Syria"), though no row of it.
fn is_region_of(outer: &Place, inner: &Place) -> bool {
    let (wide, near) = (f64::from(outer.precision_m), f64::from(inner.precision_m));
    let metres =
        111_000.0 * (outer.lat - inner.lat).hypot((outer.lon - inner.lon) * outer.lat.to_radians().cos());
    wide >= REGION_M && wide >= 10.0 * near && metres <= 2.0 * wide
}

#[cfg(test)]
#[allow(clippy::non_ascii_literal, reason = "tests show real text")]
mod tests {
    use super::around_unknown;
    use marsad_coder::{Claim, ClaimType, Coder, Gazetteer};
    use marsad_data::DataFiles;
    use marsad_text::Report;

    fn claims(text: &str) -> Vec<Claim> {
        let data = DataFiles::embedded();
        let coder = Coder::new(&data, Gazetteer::load(&data).unwrap()).unwrap();
        coder.code(&Report { text: text.to_owned(), ..Report::default() }).0
    }

    /// The words around which the first claim of that type is said to be.
    fn around(claim_type: ClaimType, text: &str) -> Option<String> {
        let claims = claims(text);
        let claim = claims.iter().find(|claim| claim.claim_type == claim_type).unwrap();
        around_unknown(claim, text, &super::grounds(claim, text)).map(|span| span.of(text))
    }

    #[test]
    fn what_no_row_is_of_is_fought_for_with_the_town_it_lies_in() {
        let fought = "اندلعت معارك بين الجيش السوداني وقوات الدعم السريع في الأحياء الشرقية من مدينة سنجة.";
        assert_eq!(around(ClaimType::Assault, fought).as_deref(), Some("مدينة سنجة"));
        let beside = "اندلعت معارك بين الجيش السوداني وقوات الدعم السريع في معمل السكر شرق مدينة سنجة.";
        assert_eq!(around(ClaimType::Assault, beside), None, "the plant lies outside the town");
    }

    #[test]
    fn places_named_among_those_of_a_region_are_meant() {
        let text = "سيطرت قوات الدعم السريع على عشر قرى في ولاية الجزيرة بينها رفاعة.";
        let claims = claims(text);
        assert_eq!(super::grounds(&claims[0], text).len(), claims[0].places.len());
    }
}
