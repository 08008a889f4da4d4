//! Where an event lies: country, administrative areas, and how exactly that is known.
use marsad_coder::{Gazetteer, Place, PlaceKind};
use marsad_record::Location;

/// Half a degree: a cell of PRIO-GRID.
const CELL: f64 = 0.5;
const CELLS_AROUND: f64 = 720.0;

/// UCDP takes what lies within this of a known point for near it.
const NEAR_M: u32 = 25_000;

/// A place of the gazetteer and what contains it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Site<'a> {
    pub(crate) place: Option<&'a Place>,
    pub(crate) country: Option<&'a Place>,
    /// Governorate, district and subdistrict.
    pub(crate) admin: [Option<&'a Place>; 3],
}

impl<'a> Site<'a> {
    pub(crate) fn of(location: Option<&Location>, gazetteer: &'a Gazetteer) -> Self {
        let Some(place) = location.and_then(|it| it.id.as_deref()).and_then(|id| gazetteer.get(id)) else {
            return Self::default();
        };
        let around: Vec<&Place> = std::iter::once(place).chain(gazetteer.containers(&place.id)).collect();
        let of_kind = |kind| around.iter().copied().find(|outer| outer.kind == kind);
        let admin = [PlaceKind::Governorate, PlaceKind::District, PlaceKind::Subdistrict].map(of_kind);
        Self { place: Some(place), country: of_kind(PlaceKind::Country), admin }
    }

    /// English name of the country.
    pub(crate) fn country_name(&self) -> Option<&'a str> {
        self.country.map(|country| country.name_en.as_str())
    }

    /// English name of an administrative area, by its level from 1.
    pub(crate) fn admin_name(&self, level: usize) -> Option<&'a str> {
        self.admin.get(level.checked_sub(1)?).copied().flatten().map(|area| area.name_en.as_str())
    }

    /// ACLED's `geo_precision`: 1 a town or a site, 2 a part of a region, 3 a region.
    pub(crate) fn acled_precision(&self) -> Option<u8> {
        Some(match self.place?.kind {
            PlaceKind::Country | PlaceKind::Governorate => 3,
            kind if is_spread(kind) => 2,
            _ => 1,
        })
    }

    /// UCDP's `where_prec`: 1 the place itself, 2 within 25 km of it, 3 a district, 4 a governorate, 5 a line or a vague
    /// area, 6 a country.
    pub(crate) fn ucdp_precision(&self) -> Option<u8> {
        let place = self.place?;
        Some(match place.kind {
            PlaceKind::Country => 6,
            PlaceKind::Governorate => 4,
            PlaceKind::District => 3,
            kind if is_spread(kind) && place.precision_m > NEAR_M => 5,
            PlaceKind::Road | PlaceKind::River => 5,
            kind if is_spread(kind) => 2,
            _ => 1,
        })
    }
}

/// Whether a sort of place is no town and no site.
fn is_spread(kind: PlaceKind) -> bool {
    use PlaceKind::{Area, Desert, District, Front, Mountain, River, Road, Subdistrict};
    matches!(kind, District | Subdistrict | Area | Road | Front | River | Mountain | Desert)
}

/// Number of the PRIO-GRID cell that holds a point, from 1 at the south-west corner of the world (A. Tollefsen, H. Strand,
/// H. Buhaug 2012).
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "there are 259,200 cells")]
pub(crate) fn priogrid(lat: f64, lon: f64) -> Option<u32> {
    let in_world = (-90.0..90.0).contains(&lat) && (-180.0..180.0).contains(&lon);
    let (row, column) = (((lat + 90.0) / CELL).floor(), ((lon + 180.0) / CELL).floor());
    in_world.then(|| (row * CELLS_AROUND + column) as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::{Site, priogrid};
    use marsad_coder::Gazetteer;
    use marsad_data::DataFiles;

    #[test]
    fn a_point_is_in_the_cell_that_prio_grid_numbers() {
        // PRIO-GRID's own corners: gid 1 is the cell around (-89.75, -179.75), 259200 the one around (89.75, 179.75).
        assert_eq!(priogrid(-89.75, -179.75), Some(1));
        assert_eq!(priogrid(89.75, 179.75), Some(259_200));
        // Damascus, in UCDP's own rows (33.51, 36.28).
        assert_eq!(priogrid(33.51, 36.28), Some(247 * 720 + 432 + 1));
        assert_eq!(priogrid(91.0, 0.0), None);
    }

    #[test]
    fn precision_follows_from_the_sort_of_place() {
        let gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
        let of = |id: &str| {
            let site = Site { place: gazetteer.get(id), ..Site::default() };
            (site.acled_precision(), site.ucdp_precision())
        };
        assert_eq!(of("sy/deir-ez-zor"), (Some(1), Some(1)));
        assert_eq!(of("sy/deir-ez-zor-governorate"), (Some(3), Some(4)));
        assert_eq!(of("sy"), (Some(3), Some(6)));
        assert_eq!(of("nowhere"), (None, None));
    }
}
