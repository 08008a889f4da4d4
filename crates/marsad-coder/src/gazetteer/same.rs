//! A user's row for a place that a built-in row is of too: it takes that row's names and place in the world, so that a
//! report that uses another of them still means the user's place.
use super::{Gazetteer, Place, PlaceKind, Row, distance_m};
use marsad_text::fold;

/// Two rows of one name lie so much further apart than their precisions say at most, in metres.
const SLACK_M: f64 = 3_000.0;

impl Gazetteer {
    /// Gives each of the user's rows the names of the built-in row of the same place, and lays that row inside it.
    pub(super) fn take_over(&mut self) {
        for own in self.first_added..self.rows.len() {
            for known in self.known_as(own) {
                let names: Vec<String> = self.rows[known].names().map(str::to_owned).collect();
                // One that the user puts inside it is a part of it that bears its name.
                if self.around(&self.rows[own]).any(|up| up.number == known) {
                    continue;
                }
                self.rows[own].outer = self.rows[own].outer.or(self.rows[known].outer);
                self.rows[known].outer = Some(own);
                for name in names {
                    self.call(own, &name);
                }
            }
        }
    }

    /// The built-in rows of the place that this row is of.
    fn known_as(&self, own: usize) -> Vec<usize> {
        let row = &self.rows[own];
        let bearing = row.names().filter_map(|name| self.by_name.get(&fold(name))).flatten().copied();
        let mut known: Vec<usize> = bearing
            .filter(|&other| other < self.first_added && is_same(row, &self.rows[other]))
            // A row that the user's file replaces by its id is gone.
            .filter(|&other| self.by_id.get(&self.rows[other].id) == Some(&other))
            .filter(|&other| self.is_nearest(own, other))
            .collect();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Whether no other row of the user's of that name is nearer to a built-in row.
    fn is_nearest(&self, own: usize, known: usize) -> bool {
        let away = |row: usize| distance_m(self.rows[row].point(), self.rows[known].point());
        let names = self.rows[known].names().filter_map(|name| self.by_name.get(&fold(name))).flatten();
        let mut rivals = names.filter(|&&row| row >= self.first_added && row != own);
        !rivals.any(|&rival| is_same(&self.rows[rival], &self.rows[known]) && away(rival) < away(own))
    }

    /// Gives a row one more name.
    fn call(&mut self, row: usize, name: &str) {
        let folded = fold(name);
        if self.rows[row].names().any(|known| fold(known) == folded) {
            return;
        }
        let aliases = &mut self.rows[row].place.aliases;
        if !aliases.is_empty() {
            aliases.push(';');
        }
        aliases.push_str(name);
        self.index(row, folded);
    }
}

/// Whether two rows that share a name are of one place: near enough, and of kinds that may be said of one.
fn is_same(own: &Row, known: &Row) -> bool {
    let reach = f64::from(own.precision_m) + f64::from(known.precision_m) + SLACK_M;
    may_be_one(own, known) && distance_m(own.point(), known.point()) <= reach
}

fn may_be_one(own: &Place, known: &Place) -> bool {
    use PlaceKind::{Area, Camp, City, Country, District, Governorate, Locality, Neighbourhood, Subdistrict};
    use PlaceKind::{BorderPoint, Crossing, Town, Village};
    let administrative = |kind| matches!(kind, Country | Governorate | District | Subdistrict);
    let lived_in = |kind| matches!(kind, City | Town | Village | Camp | Neighbourhood | Area);
    let passed = |kind| matches!(kind, BorderPoint | Crossing);
    match (own.kind, known.kind) {
        (a, b) if a == b => true,
        (a, b) if administrative(a) || administrative(b) => false,
        // What a file has no better word for.
        (Locality, _) | (_, Locality) => true,
        (a, b) => lived_in(a) && lived_in(b) || passed(a) && passed(b),
    }
}

#[cfg(test)]
#[allow(clippy::non_ascii_literal, reason = "tests show real text")]
mod tests {
    use crate::Gazetteer;
    use marsad_data::DataFiles;

    const HEAD: &str = "id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source\n";

    fn with(rows: &str) -> Gazetteer {
        let mut gazetteer = Gazetteer::load(&DataFiles::embedded()).unwrap();
        gazetteer.add_csv("mine.csv", &format!("{HEAD}{rows}")).unwrap();
        gazetteer
    }

    fn named(gazetteer: &Gazetteer, name: &str) -> Vec<String> {
        gazetteer.named(name).into_iter().map(|place| place.id.clone()).collect()
    }

    #[test]
    fn a_users_row_bears_every_name_of_the_place_and_holds_its_parts() {
        let gazetteer = with("my/mosul,الموصل,Mosul,,city,,36.34,43.13,5000,me\n");
        assert_eq!(named(&gazetteer, "أم الربيعين"), ["my/mosul"]);
        assert!(gazetteer.lies_in("iq/mosul/old-city", "my/mosul"));
        assert!(gazetteer.lies_in("my/mosul", "iq/nineveh-governorate"));
    }

    #[test]
    fn a_place_far_off_or_of_another_kind_only_shares_the_name() {
        let gazetteer = with(
            "my/mosul,الموصل,Mosul,,city,,33.0,43.13,5000,me\nmy/road,سنجار,Sinjar,,road,,36.3,41.8,5000,me\n",
        );
        assert!(!gazetteer.lies_in("iq/mosul/old-city", "my/mosul"));
        assert!(!gazetteer.lies_in("iq/sinjar", "my/road"));
    }

    #[test]
    fn a_users_part_of_the_place_that_bears_its_name_stays_a_part() {
        let gazetteer = with("my/mosul,الموصل,Mosul,,area,iq/mosul,36.34,43.13,900,me\n");
        assert!(gazetteer.lies_in("my/mosul", "iq/mosul"));
        assert!(!gazetteer.lies_in("iq/mosul", "my/mosul"));
    }
}
