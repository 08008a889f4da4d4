//! Who can leave: the ways out of every area that is shut in, and what stands against using them.
use marsad_situation::{Access, CriterionKind, Holding, Passable, Population, RouteState, Situation};
use serde::Serialize;

/// Whether the people of an area can leave it, as far as reports tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Leave {
    /// A way out is open and nobody is said to keep people in.
    Possible,
    /// A way out is open, yet people are said to be kept in.
    Denied,
    /// Every way out that reports speak of is cut.
    No,
    /// No report tells of a way out.
    Unknown,
}

/// A route that touches an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Id of the route.
    pub route: String,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// Whether it can be used.
    pub state: Passable,
}

/// The ways out of an area that is besieged, hard to reach or isolated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Exits {
    /// Gazetteer id of the area.
    pub area: String,
    /// English name.
    pub name_en: String,
    /// Arabic name.
    pub name_ar: String,
    /// How it can be reached (UN usage).
    pub access: Access,
    /// How many people are inside; none where no report says.
    pub people: Option<Population>,
    /// Whether they can leave.
    pub leave: Leave,
    /// Actor ids of who is said to keep them in.
    pub kept_in_by: Vec<String>,
    /// Routes that touch it.
    pub ways: Vec<Way>,
    /// Ids of the claims that this rests on.
    pub evidence: Vec<String>,
}

/// The ways out of every area that is shut in, in the situation's order.
pub fn exits(situation: &Situation) -> Vec<Exits> {
    situation.areas.iter().filter(|area| is_shut_in(area)).map(|area| of(area, situation)).collect()
}

fn is_shut_in(area: &Holding) -> bool {
    area.isolated || matches!(area.access, Access::Besieged | Access::HardToReach)
}

fn of(area: &Holding, situation: &Situation) -> Exits {
    let touching: Vec<&RouteState> = situation
        .routes
        .iter()
        .filter(|route| route.places.contains(&area.id) || route.id == area.id)
        .collect();
    let kept_in: Vec<_> = area
        .siege
        .iter()
        .flat_map(|siege| &siege.criteria)
        .filter(|criterion| criterion.kind == CriterionKind::ExitDenied)
        .collect();
    let mut evidence: Vec<String> = touching.iter().flat_map(|route| &route.evidence).cloned().collect();
    evidence.extend(kept_in.iter().flat_map(|criterion| &criterion.evidence).cloned());
    evidence.sort();
    evidence.dedup();
    let mut kept_in_by: Vec<String> = kept_in.iter().flat_map(|criterion| &criterion.by).cloned().collect();
    kept_in_by.sort();
    kept_in_by.dedup();
    Exits {
        area: area.id.clone(),
        name_en: area.name_en.clone(),
        name_ar: area.name_ar.clone(),
        access: area.access,
        people: area.population.clone(),
        leave: leave(&touching, !kept_in.is_empty()),
        kept_in_by,
        ways: touching.into_iter().map(way).collect(),
        evidence,
    }
}

fn way(route: &RouteState) -> Way {
    Way {
        route: route.id.clone(),
        name_en: route.name_en.clone(),
        name_ar: route.name_ar.clone(),
        state: route.state,
    }
}

/// One open way is enough to leave, unless people are kept in; ways of which nothing is known decide nothing.
fn leave(routes: &[&RouteState], kept_in: bool) -> Leave {
    let is = |state: Passable| routes.iter().any(|route| route.state == state);
    let told = is(Passable::Open) || is(Passable::Cut) || is(Passable::Contested);
    match (is(Passable::Open), kept_in) {
        (true, true) => Leave::Denied,
        (true, false) => Leave::Possible,
        (false, true) => Leave::No,
        (false, false) if told && !is(Passable::Contested) => Leave::No,
        (false, false) => Leave::Unknown,
    }
}
