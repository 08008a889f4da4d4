//! Claims laid out in time and by place once, so that the picture of any day is drawn without going through them all anew.
use crate::fact::{Fact, times};
use crate::harm::tells_of_harm;
use crate::specific::most_specific;
use crate::view::View;
use crate::weeks::{self, WeekOfHarm};
use crate::{AsOf, Passable, Setting, Situation};
use jiff::civil::Date;
use marsad_coder::{Claim, ClaimType, Modality, PlaceFiller, Role};
use marsad_record::{Snapshot, StoredReport};
use std::collections::{BTreeMap, HashMap};
use std::ops::{Deref, Range};

/// A snapshot with its claims laid out: what takes longest of drawing a situation, and is the same for every day.
///
/// It is of the setting that it was made with; another one needs a reading of its own.
#[derive(Debug)]
pub struct Reading<S> {
    snapshot: S,
    layout: Layout,
}

impl<S: Deref<Target = Snapshot>> Reading<S> {
    /// Reads a snapshot, borrowed or shared.
    pub fn of(snapshot: S, setting: &Setting) -> Self {
        let layout = Layout::of(&snapshot, setting);
        Self { snapshot, layout }
    }

    /// The snapshot that was read.
    pub fn snapshot(&self) -> &S {
        &self.snapshot
    }

    /// What its claims amount to on a day: the same as [`Situation::derive`] says.
    pub fn situation(&self, setting: &Setting, as_of: AsOf) -> Situation {
        Situation::picture(&self.view(setting, as_of), as_of, &[], &BTreeMap::new())
    }

    /// The same, with these areas though no claim names them: they may share in what holds of their containers.
    pub fn situation_with(&self, setting: &Setting, as_of: AsOf, also: &[String]) -> Situation {
        Situation::picture(&self.view(setting, as_of), as_of, also, &BTreeMap::new())
    }

    /// The same, as if these routes were as given; see [`Situation::suppose`].
    pub fn suppose(
        &self,
        setting: &Setting,
        as_of: AsOf,
        supposed: &BTreeMap<String, Passable>,
    ) -> Situation {
        Situation::picture(&self.view(setting, as_of), as_of, &[], supposed)
    }

    /// Harm by week; see [`crate::harm_by_week`].
    pub fn harm_by_week(&self, setting: &Setting, as_of: AsOf) -> Vec<WeekOfHarm> {
        weeks::of_view(&self.view(setting, as_of))
    }

    fn view<'a>(&'a self, setting: &'a Setting<'a>, as_of: AsOf) -> View<'a> {
        View::new(setting, &self.snapshot, &self.layout, as_of)
    }
}

/// A claim's turn in time. Its number among these is what the rest of the layout knows it by.
#[derive(Debug, Clone)]
pub(crate) struct Laid {
    /// Its place among the snapshot's claims.
    claim: u32,
    pub(crate) claim_type: ClaimType,
    pub(crate) modality: Modality,
    /// Whether it says that people suffered.
    pub(crate) harms: bool,
    /// Day its report was published.
    published: Option<Date>,
    /// First day it speaks of.
    from: Option<Date>,
    /// Last day it speaks of.
    at: Option<Date>,
    /// Where in [`Layout::fillers`] its places stand, without those that merely contain another.
    fillers: Range<u32>,
}

/// A claim that names a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming {
    pub(crate) laid: u32,
    pub(crate) role: Role,
    pub(crate) claim_type: ClaimType,
    pub(crate) modality: Modality,
}

/// Every claim of a snapshot, oldest first; of one day in no order of arrival, undated ones first.
#[derive(Debug)]
pub(crate) struct Layout {
    all: Vec<Laid>,
    fillers: Vec<u16>,
    /// Ids of every place that a claim names, in order.
    pub(crate) places: Vec<String>,
    numbers: HashMap<String, usize>,
    /// The claims that name each of them.
    namings: Vec<Vec<Naming>>,
}

impl Layout {
    fn of(snapshot: &Snapshot, setting: &Setting) -> Self {
        let mut all: Vec<Laid> = snapshot
            .claims
            .iter()
            .zip(0..)
            .map(|(stored, claim)| laid(snapshot, &stored.claim, claim))
            .collect();
        all.sort_by(|a, b| (a.at, order(snapshot, a)).cmp(&(b.at, order(snapshot, b))));
        let mut named: HashMap<&str, Vec<Naming>> = HashMap::new();
        let mut fillers = Vec::new();
        for (laid, number) in all.iter_mut().zip(0..) {
            let stored = &snapshot.claims[laid.claim as usize];
            let start = length(&fillers);
            fillers.extend(most_specific(setting, &stored.claim, &snapshot.report_of(stored).report.text));
            laid.fillers = start..length(&fillers);
            for filler in laid.places(&fillers, &stored.claim) {
                let Some(id) = filler.id.as_deref() else { continue };
                let Laid { claim_type, modality, .. } = *laid;
                let naming = Naming { laid: number, role: filler.role, claim_type, modality };
                let namings = named.entry(id).or_default();
                // One claim names its places one after the other.
                let own = namings.iter().rev().take_while(|other| other.laid == number);
                if !own.clone().any(|other| other.role == filler.role) {
                    namings.push(naming);
                }
            }
        }
        let named: BTreeMap<&str, Vec<Naming>> = named.into_iter().collect();
        let places: Vec<String> = named.keys().map(|&id| id.to_owned()).collect();
        let numbers = places.iter().cloned().zip(0..).collect();
        Self { all, fillers, places, numbers, namings: named.into_values().collect() }
    }

    /// The claims that name a place, in their order.
    pub(crate) fn naming(&self, place: &str) -> &[Naming] {
        self.numbers.get(place).map_or(&[], |&number| &self.namings[number])
    }

    /// Every claim with its number.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&Laid, u32)> {
        self.all.iter().zip(0..)
    }

    pub(crate) fn get(&self, number: u32) -> &Laid {
        &self.all[number as usize]
    }

    /// The places of a fact that say where it was, without those that merely contain another of the same role.
    pub(crate) fn places_of<'a>(&self, fact: &Fact<'a>) -> impl Iterator<Item = &'a PlaceFiller> {
        self.get(fact.laid).places(&self.fillers, fact.claim)
    }
}

impl Laid {
    fn places<'a>(&self, fillers: &[u16], claim: &'a Claim) -> impl Iterator<Item = &'a PlaceFiller> {
        let own = &fillers[self.fillers.start as usize..self.fillers.end as usize];
        own.iter().map(|&index| &claim.places[usize::from(index)])
    }

    /// Whether it counts on a day, by what had been published by then: of an undated report nobody can say so.
    pub(crate) fn is_told(&self, on: Option<Date>, known: Option<Date>) -> bool {
        is_known(self.published, known) && on.is_none_or(|on| self.from.is_none_or(|from| from <= on))
    }

    /// Whether it is asserted and of one of these types.
    pub(crate) fn asserts(&self, types: &[ClaimType]) -> bool {
        self.modality == Modality::Actual && types.contains(&self.claim_type)
    }

    /// Whether it goes on beyond a day.
    pub(crate) fn outlasts(&self, on: Option<Date>) -> bool {
        on.zip(self.at).is_some_and(|(on, at)| on < at)
    }

    pub(crate) fn fact<'a>(&self, number: u32, snapshot: &'a Snapshot, on: Option<Date>) -> Fact<'a> {
        let stored = &snapshot.claims[self.claim as usize];
        let at = self.at.map(|at| on.map_or(at, |on| at.min(on)));
        let report = snapshot.report_of(stored);
        Fact { id: &stored.id, claim: &stored.claim, report, from: self.from, at, laid: number }
    }
}

/// The day asked about: as given, else the newest report's.
pub(crate) fn day_asked(snapshot: &Snapshot, as_of: AsOf) -> Option<Date> {
    let days = || snapshot.reports.iter().map(|stored: &StoredReport| stored.report.date);
    as_of.on.or_else(|| days().filter(|&day| is_known(day, as_of.known)).max().flatten())
}

fn is_known(published: Option<Date>, known: Option<Date>) -> bool {
    known.is_none_or(|known| published.is_some_and(|day| day <= known))
}

fn laid(snapshot: &Snapshot, claim: &Claim, number: u32) -> Laid {
    let published = snapshot.report_of(&snapshot.claims[number as usize]).report.date;
    let (from, at) = times(claim, published);
    let (claim_type, modality) = (claim.claim_type, claim.modality);
    let harms = modality == Modality::Actual && tells_of_harm(claim);
    Laid { claim: number, claim_type, modality, harms, published, from, at, fillers: 0..0 }
}

/// What tells claims of one day apart, however they came.
fn order<'s>(snapshot: &'s Snapshot, laid: &Laid) -> (&'s str, u32, &'s str) {
    let stored = &snapshot.claims[laid.claim as usize];
    (&snapshot.report_of(stored).sha256, stored.claim.span.start, &stored.id)
}

#[allow(clippy::cast_possible_truncation, reason = "a snapshot's places are far fewer than 4,000 million")]
fn length(fillers: &[u16]) -> u32 {
    fillers.len() as u32
}
