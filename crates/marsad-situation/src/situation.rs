//! The picture of a day.
use crate::areas::areas;
use crate::harm::harm;
use crate::routes::routes;
use crate::view::View;
use crate::{Attempt, Holding, Proof, Reading, Setting, Since};
use jiff::civil::Date;
use marsad_record::Snapshot;
use serde::Serialize;
use std::collections::BTreeMap;

/// Which day is asked about, and what had been published by then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AsOf {
    /// The day asked about (valid time); none is the newest report's day.
    pub on: Option<Date>,
    /// Only reports published up to this day (publication time); none is every report.
    pub known: Option<Date>,
}

/// Who holds what, what is cut off and who suffers, on one day. The empty one says nothing of anything.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Situation {
    /// The day; none where no report is dated and none was asked for.
    pub on: Option<Date>,
    /// Publication day up to which reports were read; none is all of them.
    pub known: Option<Date>,
    /// Areas, by id.
    pub areas: Vec<Holding>,
    /// Routes that some report speaks of, by id.
    pub routes: Vec<RouteState>,
    /// What people suffered, by area and type.
    pub harm: Vec<Harm>,
}

/// Whether a route can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Passable {
    /// It can.
    Open,
    /// It is fought over, or sources disagree.
    Contested,
    /// It cannot.
    Cut,
    /// No report tells.
    Unknown,
}

/// A road, crossing or supply line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RouteState {
    /// Id of `routes/*.csv` or of a gazetteer row; made of its places' ids where it is neither.
    pub id: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Whether it can be used.
    pub state: Passable,
    /// Actor id of who cut or opened it.
    pub by: Option<String>,
    /// Since when.
    #[serde(flatten)]
    pub since: Since,
    /// Gazetteer ids of the places it runs through, one end to the other.
    pub places: Vec<String>,
    /// Gazetteer ids of the areas that live on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<String>,
    /// Attempts to take or open it that failed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<Attempt>,
    /// Ids of every claim that any of this rests on.
    pub evidence: Vec<String>,
    /// Why this is said.
    pub proof: Vec<Proof>,
}

/// What people suffered in one area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Harm {
    /// Gazetteer id of the area; none where the reports do not say where.
    pub area: Option<String>,
    /// Arabic name.
    pub name_ar: Option<String>,
    /// English name.
    pub name_en: Option<String>,
    /// `killed`, `injured`, `casualties`, `detained`, `abducted`, `displaced`.
    #[serde(rename = "type")]
    pub what: String,
    /// Whether it counts those who fight; else civilians and those of whom nobody says who they were.
    pub fighters: bool,
    /// Least number; none where no report gives one.
    pub min: Option<u64>,
    /// Greatest number; none where some report leaves it open.
    pub max: Option<u64>,
    /// Actor ids of who is said to have done it.
    pub by: Vec<String>,
    /// What each independent source says.
    pub sources: Vec<HarmSource>,
    /// Ids of the claims.
    pub evidence: Vec<String>,
    /// Why this is said.
    pub proof: Vec<Proof>,
}

/// What one independent source says of a harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HarmSource {
    /// Who published it.
    pub outlet: Option<String>,
    /// Least number.
    pub min: Option<u64>,
    /// Greatest number.
    pub max: Option<u64>,
    /// Ids of its claims.
    pub evidence: Vec<String>,
}

impl Situation {
    /// What the snapshot's claims amount to on a day.
    pub fn derive(snapshot: &Snapshot, setting: &Setting, as_of: AsOf) -> Self {
        Self::derive_with(snapshot, setting, as_of, &[])
    }

    /// The same, with these areas though no claim names them: they may share in what holds of their containers.
    pub fn derive_with(snapshot: &Snapshot, setting: &Setting, as_of: AsOf, also: &[String]) -> Self {
        Reading::of(snapshot, setting).situation_with(setting, as_of, also)
    }

    /// The same, as if these routes were as given: what would follow from opening or cutting them. It is no statement of the
    /// record, and what it changes rests on no claim.
    pub fn suppose(
        snapshot: &Snapshot,
        setting: &Setting,
        as_of: AsOf,
        supposed: &BTreeMap<String, Passable>,
    ) -> Self {
        Reading::of(snapshot, setting).suppose(setting, as_of, supposed)
    }

    pub(crate) fn picture(
        view: &View,
        as_of: AsOf,
        also: &[String],
        supposed: &BTreeMap<String, Passable>,
    ) -> Self {
        let on = view.on;
        let mut routes = routes(view);
        for route in &mut routes {
            if let Some(&state) = supposed.get(&route.id).filter(|&&state| state != route.state) {
                route.suppose(state, on);
            }
        }
        let areas = areas(view, &routes, also);
        routes.retain(|route| !route.evidence.is_empty() || supposed.contains_key(&route.id));
        Self { on, known: as_of.known, areas, routes, harm: harm(view) }
    }

    /// The area of that id.
    pub fn area(&self, id: &str) -> Option<&Holding> {
        self.areas.iter().find(|area| area.id == id)
    }

    /// The route of that id.
    pub fn route(&self, id: &str) -> Option<&RouteState> {
        self.routes.iter().find(|route| route.id == id)
    }
}
