//! What differs between two pictures: who gained and lost what, who was shut in or reached, which ways were cut or opened.
use crate::fact::distinct;
use crate::{Access, Holding, Passable, Proof, RouteState, Rule, Since, Situation, Status};
use serde::Serialize;
use std::collections::BTreeSet;

/// Of an area or route, what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Who holds the area.
    Control,
    /// Whether goods and people get in and out.
    Access,
    /// Whether it is cut off from the rest of its holder's area.
    Isolation,
    /// Whether the route can be used.
    Route,
}

/// How an area or route stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum State {
    /// Of control.
    Control(Status),
    /// Of access.
    Access(Access),
    /// Whether it was isolated.
    Isolated(bool),
    /// Of a route.
    Route(Passable),
}

/// How an area or route stood, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// How.
    pub state: State,
    /// Actor ids of who held it, of the sides that fought or were said to hold it, of who besieged it or cut or opened it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
}

/// One thing that one picture says otherwise than another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Id of the area or route.
    pub id: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// What changed.
    pub aspect: Aspect,
    /// How it stood in the first picture.
    pub before: Standing,
    /// How it stands in the second.
    pub after: Standing,
    /// Since when it stands so, as far as the reports tell.
    #[serde(flatten)]
    pub since: Since,
    /// Ids of the claims that the second picture's statement rests on; those of the first where it says nothing any more.
    pub evidence: Vec<String>,
}

/// What the second picture says otherwise than the first, areas by id and then routes by id.
pub fn changes(before: &Situation, after: &Situation) -> Vec<Change> {
    let mut changes = Vec::new();
    let areas: BTreeSet<&str> = [before, after].into_iter().flat_map(Situation::area_ids).collect();
    for id in areas {
        let (then, now) = (before.area(id), after.area(id));
        // Whether a way is open is told of the route alone.
        let is_route = [before, after].iter().any(|picture| picture.route(id).is_some());
        let aspects = [Aspect::Control, Aspect::Access, Aspect::Isolation];
        for aspect in aspects.into_iter().filter(|aspect| !is_route || *aspect != Aspect::Access) {
            let standing =
                |area: Option<&Holding>| area.map_or_else(|| unknown(aspect), |area| area.stands(aspect));
            let grounds = |area: Option<&Holding>| area.map(|area| area.grounds(aspect)).unwrap_or_default();
            let evidence = [now, then].map(grounds).into_iter().find(|claims| !claims.is_empty());
            let told = now.or(then).map(|area| {
                let (name_ar, name_en) = (area.name_ar.clone(), area.name_en.clone());
                (name_ar, name_en, area.since_when(aspect), evidence.unwrap_or_default())
            });
            changes.extend(change(id, aspect, standing(then), standing(now), told));
        }
    }
    let routes: BTreeSet<&str> = [before, after].into_iter().flat_map(Situation::route_ids).collect();
    for id in routes {
        let (then, now) = (before.route(id), after.route(id));
        let standing =
            |route: Option<&RouteState>| route.map_or_else(|| unknown(Aspect::Route), RouteState::stands);
        let told = now.or(then).map(|route| {
            (route.name_ar.clone(), route.name_en.clone(), route.since.clone(), route.evidence.clone())
        });
        changes.extend(change(id, Aspect::Route, standing(then), standing(now), told));
    }
    changes
}

type Told = (String, String, Since, Vec<String>);

fn change(id: &str, aspect: Aspect, before: Standing, after: Standing, told: Option<Told>) -> Option<Change> {
    let (name_ar, name_en, since, evidence) = told.filter(|_| before != after)?;
    Some(Change { id: id.to_owned(), name_ar, name_en, aspect, before, after, since, evidence })
}

/// Where a picture says nothing.
fn unknown(aspect: Aspect) -> Standing {
    let state = match aspect {
        Aspect::Control => State::Control(Status::Unknown),
        Aspect::Access => State::Access(Access::Unknown),
        Aspect::Isolation => State::Isolated(false),
        Aspect::Route => State::Route(Passable::Unknown),
    };
    Standing { state, by: Vec::new() }
}

impl Situation {
    fn area_ids(&self) -> impl Iterator<Item = &str> {
        self.areas.iter().map(|area| area.id.as_str())
    }

    fn route_ids(&self) -> impl Iterator<Item = &str> {
        self.routes.iter().map(|route| route.id.as_str())
    }
}

impl Holding {
    /// Actor ids of who holds it, or of every side of a fight or dispute.
    pub fn sides(&self) -> Vec<String> {
        let alone = self.holder.iter().chain(&self.jointly_with);
        if self.holders.is_empty() { alone.cloned().collect() } else { self.holders.clone() }
    }

    fn stands(&self, aspect: Aspect) -> Standing {
        let (state, by) = match aspect {
            Aspect::Access => (
                State::Access(self.access),
                self.siege.as_ref().map(|siege| siege.by.clone()).unwrap_or_default(),
            ),
            Aspect::Isolation => (
                State::Isolated(self.isolated),
                self.isolation
                    .as_ref()
                    .filter(|_| self.isolated)
                    .map(|cut| cut.by.clone())
                    .unwrap_or_default(),
            ),
            Aspect::Control | Aspect::Route => (State::Control(self.status), self.sides()),
        };
        Standing { state, by }
    }

    /// Ids of the claims that this aspect rests on: a rule's id says what it is of.
    fn grounds(&self, aspect: Aspect) -> Vec<String> {
        let of = match aspect {
            Aspect::Access => "siege/",
            Aspect::Isolation if self.isolation.is_some() => "isolation/",
            Aspect::Isolation => Rule::Lifted.id(),
            Aspect::Control | Aspect::Route => "control/",
        };
        let rests_on = |proof: &&Proof| proof.rule.id().starts_with(of) && proof.rule != Rule::Failed;
        distinct(self.proof.iter().filter(rests_on).flat_map(Proof::evidence))
    }

    fn since_when(&self, aspect: Aspect) -> Since {
        let opened = || Since { date: self.open_since, ..Since::default() };
        match aspect {
            Aspect::Access => self.siege.as_ref().map_or_else(opened, |siege| siege.since.clone()),
            Aspect::Isolation if self.isolated => {
                self.isolation.as_ref().map(|cut| cut.since.clone()).unwrap_or_default()
            }
            // Words of its being cut off that still stand are older than whatever links it.
            Aspect::Isolation if self.isolation.is_some() => Since::default(),
            Aspect::Isolation => opened(),
            Aspect::Control | Aspect::Route => self.since.clone(),
        }
    }
}

impl RouteState {
    fn stands(&self) -> Standing {
        Standing { state: State::Route(self.state), by: self.by.iter().cloned().collect() }
    }
}
