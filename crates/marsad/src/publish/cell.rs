//! Cells: plainly approximate outlines for places of which only a point is known.
//!
//! A cell is a disc around the place's point, as wide as its sort of place usually is. Where two discs overlap they meet in
//! the line through their crossings (a power diagram), so that neighbours share an edge and neither swallows the other. A
//! disc that lies within another is left whole: it is drawn on top.
use marsad_coder::PlaceKind;

/// A disc of so many corners is half a hundredth of its radius short of a round one, which nobody sees.
const CORNERS: u32 = 32;
const METRES_PER_DEGREE: f64 = 111_320.0;
/// Of its radius, what a place keeps that its neighbours leave nothing.
const LEAST: f64 = 0.2;

/// Where a place lies, and how far its cell reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Disc {
    pub(crate) lon: f64,
    pub(crate) lat: f64,
    pub(crate) radius_m: f64,
}

/// Metres east and north of a disc's centre.
pub(crate) type Offset = (f64, f64);

/// How far a sort of place usually reaches from its centre, in metres; none where a disc would say nothing.
pub(crate) fn reach(kind: PlaceKind, precision_m: u32) -> Option<f64> {
    let stated = f64::from(precision_m);
    Some(match kind {
        PlaceKind::Country | PlaceKind::River | PlaceKind::Road => return None,
        PlaceKind::Governorate => 30_000.0,
        PlaceKind::District => 15_000.0,
        PlaceKind::Subdistrict => 8_000.0,
        PlaceKind::City => 3_000.0,
        PlaceKind::Town | PlaceKind::OilField | PlaceKind::Port | PlaceKind::Island => 1_800.0,
        PlaceKind::Area | PlaceKind::Front | PlaceKind::Mountain | PlaceKind::Desert => {
            stated.clamp(800.0, 15_000.0)
        }
        PlaceKind::Airport => 1_600.0,
        PlaceKind::Neighbourhood | PlaceKind::Camp => stated.clamp(450.0, 1_200.0),
        PlaceKind::Crossing | PlaceKind::Bridge | PlaceKind::Hospital | PlaceKind::BorderPoint => 500.0,
        PlaceKind::Village | PlaceKind::Base | PlaceKind::Dam | PlaceKind::Locality => 1_000.0,
    })
}

/// The cell of a disc among its neighbours: a closed ring of longitude and latitude, anticlockwise as RFC 7946 wants it.
pub(crate) fn ring<'a>(disc: &Disc, neighbours: impl Iterator<Item = &'a Disc>) -> Vec<[f64; 2]> {
    outline(disc, neighbours).into_iter().map(|offset| disc.place(offset)).collect()
}

/// The same in metres east and north of its centre.
pub(crate) fn outline<'a>(disc: &Disc, neighbours: impl Iterator<Item = &'a Disc>) -> Vec<Offset> {
    let whole = |radius_m: f64| -> Vec<Offset> {
        let disc = Disc { radius_m, ..*disc };
        (0..CORNERS).map(|corner| disc.corner(corner)).collect()
    };
    let mut corners = whole(disc.radius_m);
    for (toward, limit) in neighbours.filter_map(|other| disc.border_with(other)) {
        corners = clip(&corners, toward, limit);
    }
    // Many neighbours together may leave a place nothing: it is still there, and has some ground around its point.
    if corners.len() < 3 {
        corners = whole(disc.radius_m * LEAST);
    }
    corners.extend(corners.first().copied());
    corners
}

impl Disc {
    /// Whether an outline is the whole disc, within a metre: no neighbour took anything of it.
    pub(crate) fn is_whole(&self, outline: &[Offset]) -> bool {
        outline.iter().all(|(east, north)| (east.hypot(*north) - self.radius_m).abs() < 1.0)
    }

    fn corner(&self, corner: u32) -> Offset {
        let angle = f64::from(corner) / f64::from(CORNERS) * std::f64::consts::TAU;
        (self.radius_m * angle.cos(), self.radius_m * angle.sin())
    }

    fn metres_per_degree_east(&self) -> f64 {
        METRES_PER_DEGREE * self.lat.to_radians().cos()
    }

    /// Whether two discs may touch: asked of many pairs, so without the length of a way.
    pub(crate) fn is_near(&self, other: &Self) -> bool {
        let reach = self.radius_m + other.radius_m;
        let (east, north) = self.offset_of(other);
        north.abs() < reach && east.abs() < reach
    }

    /// The degrees of latitude within which it may touch another that reaches this far, in metres.
    pub(crate) fn latitudes(&self, reach_m: f64) -> (f64, f64) {
        let degrees = (self.radius_m + reach_m) / METRES_PER_DEGREE;
        (self.lat - degrees, self.lat + degrees)
    }

    fn offset_of(&self, other: &Self) -> Offset {
        ((other.lon - self.lon) * self.metres_per_degree_east(), (other.lat - self.lat) * METRES_PER_DEGREE)
    }

    fn place(&self, (east, north): Offset) -> [f64; 2] {
        // Six digits are a tenth of a metre: finer would claim what no gazetteer knows.
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        [round(self.lon + east / self.metres_per_degree_east()), round(self.lat + north / METRES_PER_DEGREE)]
    }

    /// The way to an overlapping disc, and how far this one's cell goes that way (times the length of the way); none where
    /// the two do not cross.
    fn border_with(&self, other: &Self) -> Option<(Offset, f64)> {
        let toward = self.offset_of(other);
        let distance = toward.0.hypot(toward.1);
        let crossing = distance < self.radius_m + other.radius_m
            && distance > (self.radius_m - other.radius_m).abs()
            && distance > 1.0;
        let limit = (distance.powi(2) + self.radius_m.powi(2) - other.radius_m.powi(2)) / 2.0;
        crossing.then_some((toward, limit))
    }
}

/// What of a convex ring lies on the near side of a line (Sutherland and Hodgman).
fn clip(corners: &[Offset], toward: Offset, limit: f64) -> Vec<Offset> {
    let along = |(x, y): Offset| x * toward.0 + y * toward.1;
    let mut kept = Vec::with_capacity(corners.len() + 1);
    for (index, &corner) in corners.iter().enumerate() {
        let next = corners[(index + 1) % corners.len()];
        let (here, there) = (along(corner), along(next));
        if here <= limit {
            kept.push(corner);
        }
        if (here <= limit) != (there <= limit) {
            let share = (limit - here) / (there - here);
            kept.push((corner.0 + share * (next.0 - corner.0), corner.1 + share * (next.1 - corner.1)));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Disc, outline, ring};

    fn disc(lon: f64, radius_m: f64) -> Disc {
        Disc { lon, lat: 35.3, radius_m }
    }

    fn reaches_east(ring: &[[f64; 2]]) -> f64 {
        ring.iter().map(|point| point[0]).fold(f64::MIN, f64::max)
    }

    #[test]
    fn a_cell_alone_is_a_closed_ring_around_its_point() {
        let ring = ring(&disc(40.0, 1000.0), std::iter::empty());
        assert_eq!(ring.first(), ring.last());
        assert_eq!(ring.len(), 33);
        assert!(ring[1][1] > ring[0][1], "the ring must run anticlockwise");
    }

    #[test]
    fn neighbours_of_one_size_meet_half_way() {
        let (west, east) = (disc(40.0, 1000.0), disc(40.01, 1000.0));
        assert!((reaches_east(&ring(&west, [east].iter())) - 40.005).abs() < 1e-5);
    }

    #[test]
    fn a_place_that_its_neighbours_leave_nothing_keeps_some_ground() {
        let quarter = disc(40.0, 500.0);
        let around = [disc(39.994, 900.0), disc(40.006, 900.0)];
        let ring = ring(&quarter, around.iter());
        assert_eq!((ring.len(), ring.first()), (33, ring.last()));
        assert!(reaches_east(&ring) > 40.0);
    }

    #[test]
    fn an_outline_is_whole_until_a_neighbour_takes_of_it() {
        let (one, near, far) = (disc(40.0, 1000.0), disc(40.01, 1000.0), disc(41.0, 1000.0));
        assert!(one.is_whole(&outline(&one, [far].iter())));
        assert!(!one.is_whole(&outline(&one, [near].iter())));
    }

    #[test]
    fn a_cell_within_another_and_a_cell_far_away_stay_whole() {
        let (city, quarter, far) = (disc(40.0, 5000.0), disc(40.01, 500.0), disc(41.0, 500.0));
        for (one, other) in [(city, quarter), (quarter, city), (quarter, far)] {
            assert_eq!(ring(&one, [other].iter()), ring(&one, std::iter::empty()));
        }
    }
}
