//! Counting: claims found, missed and spurious, slot by slot and type by type.
use super::document::Party;
use super::matching::pairs;
use super::{Annotated, Document, PlaceNames};
use std::collections::{BTreeMap, BTreeSet};

/// The types that say who holds what: on them the map stands.
const CONTROL: [&str; 8] =
    ["capture", "withdrawal", "controls", "advance", "besieged", "encircle", "isolate", "cut_route"];

/// The slots that are compared, in the order of the table.
pub(super) const SLOTS: [&str; 4] = ["actors", "targets", "places", "counts"];

/// Found, spurious and missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) found: usize,
    pub(crate) spurious: usize,
    pub(crate) missed: usize,
}

/// One claim that is not paired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) missed: bool,
    pub(crate) doc: String,
    pub(crate) claim_type: String,
    pub(crate) passage: String,
}

/// The whole count.
#[derive(Debug)]
pub(crate) struct Score {
    names: PlaceNames,
    pub(super) documents: usize,
    pub(super) claims: Tally,
    pub(super) same_modality: usize,
    pub(super) slots: [Tally; 4],
    exact: usize,
    /// Claims of the types that say who holds what: annotated, coded, exact.
    control: [usize; 3],
    /// Each type with its turn in the order of first mention.
    pub(super) by_type: BTreeMap<String, (usize, Tally)>,
    pub(super) faults: Vec<Fault>,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.spurious += other.spurious;
        self.missed += other.missed;
    }

    fn is_clean(self) -> bool {
        self.spurious == 0 && self.missed == 0
    }
}

impl Score {
    pub(crate) fn new(names: PlaceNames) -> Self {
        Self {
            names,
            documents: 0,
            claims: Tally::default(),
            same_modality: 0,
            slots: [Tally::default(); 4],
            exact: 0,
            control: [0; 3],
            by_type: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// Counts one document and the claims that were coded from it.
    pub(crate) fn count(&mut self, document: &Document, coded: &[Annotated]) {
        self.documents += 1;
        let pairs = pairs(&document.claims, coded);
        for (claim, pair) in document.claims.iter().zip(&pairs) {
            self.annotated(document, claim, pair.map(|at| &coded[at]));
        }
        for (at, claim) in coded.iter().enumerate() {
            self.control[1] += usize::from(is_control(claim));
            if !pairs.contains(&Some(at)) {
                self.spurious(document, claim);
            }
        }
    }

    /// Claims whose modality, actors and places are all as annotated.
    pub(super) fn exact(&self) -> Tally {
        let Tally { found, spurious, missed } = self.claims;
        whole(self.exact, found + spurious, found + missed)
    }

    /// The same for the types that say who holds what.
    pub(super) fn exact_control(&self) -> Tally {
        let [annotated, coded, exact] = self.control;
        whole(exact, coded, annotated)
    }

    fn annotated(&mut self, document: &Document, claim: &Annotated, coded: Option<&Annotated>) {
        let found = usize::from(coded.is_some());
        let tally = Tally { found, spurious: 0, missed: 1 - found };
        self.claims.add(tally);
        self.of_type(&claim.claim_type).add(tally);
        let slots = self.compare(claim, coded);
        self.slots.iter_mut().zip(slots).for_each(|(sum, slot)| sum.add(slot));
        let same_modality = coded.is_some_and(|coded| coded.modality == claim.modality);
        let [actors, _, places, _] = slots;
        let exact = usize::from(same_modality && actors.is_clean() && places.is_clean());
        self.same_modality += usize::from(same_modality);
        self.exact += exact;
        if is_control(claim) {
            self.control[0] += 1;
            self.control[2] += exact;
        }
        if coded.is_none() {
            self.fault(document, claim, true);
        }
    }

    fn spurious(&mut self, document: &Document, claim: &Annotated) {
        let tally = Tally { spurious: 1, ..Tally::default() };
        self.claims.add(tally);
        self.of_type(&claim.claim_type).add(tally);
        // Beside a claim that says nothing, all its fillers are spurious.
        let slots = self.compare(&claim.emptied(), Some(claim));
        self.slots.iter_mut().zip(slots).for_each(|(sum, slot)| sum.add(slot));
        self.fault(document, claim, false);
    }

    fn fault(&mut self, document: &Document, claim: &Annotated, missed: bool) {
        self.faults.push(Fault {
            missed,
            doc: document.id.clone(),
            claim_type: claim.claim_type.clone(),
            passage: claim.span.of(&document.text).replace('\n', " "),
        });
    }

    fn of_type(&mut self, name: &str) -> &mut Tally {
        let turn = self.by_type.len();
        &mut self.by_type.entry(name.to_owned()).or_insert((turn, Tally::default())).1
    }

    /// Slot by slot; all of a claim that is not paired is missed.
    fn compare(&self, claim: &Annotated, coded: Option<&Annotated>) -> [Tally; 4] {
        let nothing = claim.emptied();
        let coded = coded.unwrap_or(&nothing);
        [
            paired(&distinct(&claim.actors), &distinct(&coded.actors), |a, b| a == b),
            paired(&distinct(&claim.targets), &distinct(&coded.targets), |a, b| a == b),
            paired(&claim.places, &coded.places, |a, b| self.names.same(&a.text, &b.text)),
            paired(&claim.counts, &coded.counts, |a, b| a == b),
        ]
    }
}

fn whole(exact: usize, coded: usize, annotated: usize) -> Tally {
    Tally { found: exact, spurious: coded - exact, missed: annotated - exact }
}

fn is_control(claim: &Annotated) -> bool {
    CONTROL.contains(&claim.claim_type.as_str())
}

/// A party named twice is one filler.
fn distinct(parties: &[Party]) -> Vec<&str> {
    parties.iter().map(|party| party.id.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Pairs fillers one to one, each with the first that fits.
fn paired<T>(annotated: &[T], coded: &[T], same: impl Fn(&T, &T) -> bool) -> Tally {
    let mut left: Vec<&T> = coded.iter().collect();
    let mut found = 0;
    for filler in annotated {
        if let Some(at) = left.iter().position(|other| same(filler, other)) {
            left.remove(at);
            found += 1;
        }
    }
    Tally { found, spurious: left.len(), missed: annotated.len() - found }
}

#[cfg(test)]
mod tests {
    use super::{Score, Tally};
    use crate::score::{Annotated, Document, PlaceNames};
    use marsad_data::DataFiles;
    use serde_json::{Value, json};

    const TEXT: &str = "سيطر التنظيم على بلدة التبني";

    fn claim(name: &str, slots: &Value) -> Value {
        let mut claim = json!({"type": name, "modality": "actual", "start": 0, "end": 28});
        if let (Value::Object(claim), Value::Object(slots)) = (&mut claim, slots.clone()) {
            claim.extend(slots);
        }
        claim
    }

    fn score(annotated: &Value, coded: &Value) -> Score {
        let line = json!({"id": "a", "date": null, "text": TEXT, "claims": annotated});
        let document: Document = serde_json::from_value(line).unwrap();
        let coded: Vec<Annotated> = serde_json::from_value(coded.clone()).unwrap();
        let mut score = Score::new(PlaceNames::load(&DataFiles::embedded()));
        score.count(&document, &coded);
        score
    }

    #[test]
    fn a_claim_is_exact_with_the_modality_the_actors_and_the_places_annotated() {
        let slots = json!({"actors": [{"id": "islamic-state"}], "places": [{"text": "بلدة التبني"}]});
        let other = json!({"actors": [{"id": "islamic-state"}, {"id": "islamic-state"}], "places": [{"text": "التبني"}]});
        let same = score(&json!([claim("capture", &slots)]), &json!([claim("capture", &other)]));
        assert_eq!(same.exact_control(), Tally { found: 1, spurious: 0, missed: 0 });
        let placeless = json!({"actors": [{"id": "islamic-state"}]});
        let short = score(&json!([claim("capture", &slots)]), &json!([claim("capture", &placeless)]));
        assert_eq!(short.claims, Tally { found: 1, spurious: 0, missed: 0 });
        assert_eq!(short.exact(), Tally { found: 0, spurious: 1, missed: 1 });
    }

    #[test]
    fn what_a_spurious_claim_says_is_spurious_and_what_a_missed_one_says_is_missed() {
        let actor = json!({"actors": [{"id": "islamic-state"}]});
        let score = score(&json!([claim("arrest", &actor)]), &json!([claim("capture", &actor)]));
        assert_eq!(score.claims, Tally { found: 0, spurious: 1, missed: 1 });
        assert_eq!(score.slots[0], Tally { found: 0, spurious: 1, missed: 1 });
        assert_eq!(score.faults.len(), 2);
    }

    #[test]
    fn the_table_has_a_row_for_each_slot_and_type() {
        let mut out = Vec::new();
        score(&json!([claim("capture", &json!({}))]), &json!([])).write(&mut out, 1).unwrap();
        let table = String::from_utf8(out).unwrap();
        assert!(
            table.contains("claims (type+passage)  P 0.000  R 0.000  F1 0.000   tp 0 fp 0 fn 1\n"),
            "{table}"
        );
        assert!(table.ends_with(&format!("MISSED   a capture | {TEXT}\n")), "{table}");
    }
}
