//! Areas: who holds each, who gets in and out, what it is cut off from, with the proofs.
use crate::control::{Control, Holder, control};
use crate::fact::{Fact, distinct, ids, since};
use crate::view::View;
use crate::{Access, Attempt, Departure, Holding, Proof, RouteState, Rule, Side, Since, Status};
use crate::{harm, isolation, siege};
use marsad_coder::{ClaimType, Modality, PlaceKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const TRIES: [ClaimType; 4] =
    [ClaimType::Capture, ClaimType::Assault, ClaimType::Advance, ClaimType::BreakSiege];

/// Who holds each place that a claim names, and each of `also`.
pub(crate) fn controls<'a>(view: &View<'a>, also: &'a [String]) -> BTreeMap<&'a str, Control<'a>> {
    let ids = view.places().chain(also.iter().map(String::as_str));
    // Nobody holds a river, and no report is asked who holds a whole country.
    let may_be_held = |id: &&str| !matches!(view.kind(id), Some(PlaceKind::Country | PlaceKind::River));
    let ids: Vec<&str> = ids.filter(may_be_held).collect();
    let mut controls: BTreeMap<&str, Control> =
        ids.into_par_iter().map(|id| (id, control(view, id))).collect();
    let parts = parts(view, &controls);
    for (container, part) in parts {
        if let Some(control) = controls.get_mut(container) {
            control.parts.push(part);
        }
    }
    controls
}

type Part<'a> = (String, Vec<String>, Vec<Fact<'a>>);

/// The parts of held areas that another side holds, each with its container.
fn parts<'a>(view: &View<'a>, controls: &BTreeMap<&'a str, Control<'a>>) -> Vec<(&'a str, Part<'a>)> {
    let held = |id: &str| controls.get(id).and_then(Control::holder);
    let mut parts = Vec::new();
    for (&id, control) in controls {
        let Some(part) = control.holder() else { continue };
        for place in view.setting.gazetteer.containers(id) {
            let Some((&container, _)) = controls.get_key_value(place.id.as_str()) else { continue };
            if held(container).is_some_and(|whole| !view.allied(&whole.actors, &part.actors, part.latest())) {
                parts.push((container, (id.to_owned(), part.actors.clone(), part.facts.clone())));
            }
        }
    }
    parts
}

/// Every area of which the claims say something, by id.
pub(crate) fn areas<'a>(view: &View<'a>, routes: &[RouteState], also: &'a [String]) -> Vec<Holding> {
    let controls = controls(view, also);
    let near = by_their_places(routes);
    let holding = |(&id, control): (&&'a str, &Control<'a>)| {
        holding(view, id, control, &controls, near.get(id).map_or(&[], Vec::as_slice))
    };
    // Each says what it says of itself alone: they are drawn side by side, and stay in order.
    let drawn: Vec<Holding> = controls.par_iter().map(holding).collect();
    drawn.into_iter().filter(|area| !area.evidence.is_empty()).collect()
}

/// The routes that run through each place.
fn by_their_places(routes: &[RouteState]) -> HashMap<&str, Vec<&RouteState>> {
    let mut near: HashMap<&str, Vec<&RouteState>> = HashMap::new();
    for route in routes {
        // A way that leads back to where it began runs through that place once.
        for place in route.places.iter().map(String::as_str).collect::<BTreeSet<_>>() {
            near.entry(place).or_default().push(route);
        }
    }
    near
}

fn holding<'a>(
    view: &View<'a>,
    id: &str,
    control: &Control<'a>,
    controls: &BTreeMap<&'a str, Control<'a>>,
    near: &[&RouteState],
) -> Holding {
    let ring = siege::ring(view, id, control);
    let (isolation, cut_off) = isolation::isolation(view, id, controls, near).unzip();
    let population = harm::population(view, id);
    let failed = view.put(id, Modality::Failed, &TRIES);
    let mut proof = control.proofs();
    proof.extend(ring.proof);
    proof.extend(cut_off.unwrap_or_default());
    proof.extend(population.iter().map(|people| Proof::new(Rule::Peopled, people.evidence.clone())));
    proof.extend((!failed.is_empty()).then(|| Proof::new(Rule::Failed, ids(&failed))));
    Holding {
        access: ring.access.unwrap_or(Access::Unknown),
        open_since: ring.open_since,
        isolated: isolation.as_ref().is_some_and(crate::Isolation::holds),
        population,
        siege: ring.siege,
        isolation,
        failed: failed.iter().map(Attempt::of).collect(),
        evidence: distinct(proof.iter().flat_map(Proof::evidence)),
        proof,
        ..held(view, id, control)
    }
}

/// Where the area lies and who holds it; nothing yet of sieges, people and proofs.
fn held(view: &View, id: &str, control: &Control) -> Holding {
    let ((name_ar, name_en), (lat, lon, precision_m)) = (view.names(id), view.lies(id));
    let mut actors = control.holder().map(|holder| holder.actors.clone()).unwrap_or_default().into_iter();
    Holding {
        id: id.to_owned(),
        name_ar,
        name_en,
        kind: view.kind(id),
        lat,
        lon,
        precision_m,
        holder: actors.next(),
        jointly_with: actors.collect(),
        holders: control.parties(view),
        status: control.status(),
        since: control.since(),
        withdrawn: control.departures(),
        sides: control.dispute(),
        access: Access::Unknown,
        open_since: None,
        isolated: false,
        population: None,
        siege: None,
        isolation: None,
        failed: Vec::new(),
        evidence: Vec::new(),
        proof: Vec::new(),
    }
}

impl Control<'_> {
    /// Ids of the side that holds it, alone and undisturbed.
    pub(crate) fn sole(&self) -> Vec<String> {
        if self.status() == Status::Held { self.actors() } else { Vec::new() }
    }

    fn status(&self) -> Status {
        match (self.holders.len(), self.fights.is_empty() && self.parts.is_empty()) {
            (2.., _) => Status::Disputed,
            (_, false) => Status::Contested,
            (1, true) => Status::Held,
            (0, true) => Status::Unknown,
        }
    }

    /// Every party to a fight or dispute: the holder first, then those who fight it for the area.
    fn parties(&self, view: &View) -> Vec<String> {
        if matches!(self.status(), Status::Held | Status::Unknown) {
            return Vec::new();
        }
        let held = self.holders.iter().filter_map(|holder| holder.actors.first()).map(String::as_str);
        let fighting = self.fights.iter().flat_map(|fight| fight.actors().chain(fight.targets()));
        let parts = self.parts.iter().filter_map(|(_, actors, _)| actors.first()).map(String::as_str);
        let all = distinct(held.chain(fighting.filter(|id| view.setting.can_hold(id))).chain(parts));
        let newest = self.fights.last().and_then(|fight| fight.at);
        let day = newest.max(self.holders.iter().filter_map(Holder::latest).max());
        let mut sides: Vec<String> = Vec::new();
        for id in all {
            if !view.allied(&[&id], &sides, day) {
                sides.push(id);
            }
        }
        sides
    }

    fn since(&self) -> Since {
        match (self.status(), self.holder()) {
            (Status::Contested, _) if !self.fights.is_empty() => since(&self.fights),
            (_, Some(holder)) => holder.since(),
            (_, None) => Since::default(),
        }
    }

    fn departures(&self) -> Vec<Departure> {
        let departure = |(actor, facts): (&&str, &Vec<Fact>)| Departure {
            actor: (*actor).to_owned(),
            since: since(facts),
            evidence: ids(facts),
        };
        self.left.iter().map(departure).collect()
    }

    fn dispute(&self) -> Vec<Side> {
        if self.holders.len() < 2 {
            return Vec::new();
        }
        self.holders.iter().map(Holder::side).collect()
    }

    fn proofs(&self) -> Vec<Proof> {
        let mut proofs: Vec<Proof> = self.holders.iter().map(Holder::proof).collect();
        if self.holders.len() > 1 {
            proofs = vec![Proof::new(Rule::Disputed, Vec::new()).following(proofs)];
        }
        if !self.parts.is_empty() {
            let held =
                self.parts.iter().map(|(_, _, facts)| Proof::new(Rule::Controlled, ids(facts))).collect();
            proofs.push(Proof::new(Rule::Mixed, Vec::new()).following(held));
        }
        if !self.fights.is_empty() {
            proofs.push(Proof::new(Rule::Fought, ids(&self.fights)));
        }
        let left: Vec<Fact> = self.left.values().flatten().copied().collect();
        if !left.is_empty() {
            proofs.push(Proof::new(Rule::Left, ids(&left)));
        }
        proofs
    }
}

impl Holder<'_> {
    fn side(&self) -> Side {
        Side {
            holder: self.actors.first().cloned().unwrap_or_default(),
            latest: self.latest(),
            sources: crate::fact::sources(&self.facts),
            evidence: ids(&self.facts),
        }
    }

    fn proof(&self) -> Proof {
        let own = Proof::new(self.rule(), ids(&self.facts));
        if self.is_inherited() { Proof::new(Rule::Inherited, Vec::new()).following(vec![own]) } else { own }
    }
}
