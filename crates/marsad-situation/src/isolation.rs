//! Isolation: what sources say is cut off, and what follows from the routes.
use crate::control::Control;
use crate::fact::{Fact, distinct, ids, since};
use crate::link::is_way;
use crate::view::View;
use crate::{Isolation, Passable, Proof, RouteState, Rule};
use marsad_coder::{ClaimType, Role};
use std::collections::BTreeMap;

const SEVERS: [ClaimType; 2] = [ClaimType::Isolate, ClaimType::Isolated];
const MENDS: [ClaimType; 2] = [ClaimType::BreakSiege, ClaimType::OpenRoute];

/// Whether an area is cut off from the rest of its holder's area, by the routes that run through it, with the proofs.
pub(crate) fn isolation<'a>(
    view: &View<'a>,
    area: &str,
    controls: &BTreeMap<&'a str, Control<'a>>,
    near: &[&RouteState],
) -> Option<(Isolation, Vec<Proof>)> {
    let holder = controls.get(area).map(Control::actors).unwrap_or_default();
    let quoted = severed(view, area, &holder);
    let (derived, deciding) = path(view, area, &holder, controls, near);
    if quoted.is_empty() && derived != Some(true) {
        return None;
    }
    let proofs = proofs(&quoted, derived, &deciding);
    Some((told(&quoted, derived, &deciding), proofs))
}

fn told(quoted: &[Fact], derived: Option<bool>, deciding: &[&RouteState]) -> Isolation {
    let apart = quoted.iter().flat_map(|fact| fact.fillers(&[Role::ApartFrom]));
    let cut = deciding.iter().filter(|route| route.state == Passable::Cut);
    let by = quoted.iter().flat_map(Fact::actors).chain(cut.filter_map(|route| route.by.as_deref()));
    let first_route = || deciding.first().map(|route| route.since.clone()).unwrap_or_default();
    Isolation {
        by: distinct(by),
        apart_from: distinct(apart.filter_map(|place| place.id.as_deref())),
        since: if quoted.is_empty() { first_route() } else { since(quoted) },
        routes: deciding.iter().map(|route| route.id.clone()).collect(),
        quoted: ids(quoted),
        derived,
    }
}

impl Isolation {
    /// Whether the area is cut off: what the routes say, and a source's word where they do not tell.
    pub fn holds(&self) -> bool {
        self.derived.unwrap_or(!self.quoted.is_empty())
    }
}

/// The claims that it was cut off and that nothing since has undone.
fn severed<'a>(view: &View<'a>, area: &str, holder: &[String]) -> Vec<Fact<'a>> {
    let mended =
        view.asserted(area, &MENDS, &[Role::At, Role::To, Role::From]).iter().map(|fact| fact.at).max();
    let own_doing = |fact: &Fact| {
        let by: Vec<&str> = fact.actors().collect();
        !by.is_empty() && by.iter().all(|id| view.allied(&[id], holder, fact.at))
    };
    let mut facts = view.asserted(area, &SEVERS, &[Role::At]);
    facts.retain(|fact| mended.is_none_or(|mended| fact.at > mended) && !own_doing(fact));
    facts
}

/// Whether the known routes cut it off (`true`), link it (`false`) or do not tell, and the routes that decide.
fn path<'r>(
    view: &View,
    area: &str,
    holder: &[String],
    controls: &BTreeMap<&str, Control>,
    near: &[&'r RouteState],
) -> (Option<bool>, Vec<&'r RouteState>) {
    if holder.is_empty() || near.is_empty() || is_way(view, area) {
        return (None, Vec::new());
    }
    let held = |route: &RouteState| -> Vec<Vec<String>> {
        let others = route.places.iter().filter(|id| *id != area).filter_map(|id| controls.get(id.as_str()));
        others.map(Control::sole).filter(|side| !side.is_empty()).collect()
    };
    let ours = |side: &Vec<String>| view.allied(side, holder, view.on);
    let open = |route: &&&RouteState| {
        let (held, is_supposed) = (held(route), route.is_supposed());
        // Who supposes a way open supposes that people pass wherever it leads.
        route.state == Passable::Open && (is_supposed || !held.is_empty() && held.iter().all(ours))
    };
    let cut = |route: &&RouteState| is_cut_by_others(view, route, holder);
    let blocked = |route: &&RouteState| cut(route) || !held(route).iter().all(ours);
    let links: Vec<&RouteState> = near.iter().filter(open).copied().collect();
    // No file knows every track: that a neighbour is another side's is not enough without a reported cut.
    let shut = near.iter().any(cut) && near.iter().all(blocked) && !reached(view, area, near);
    match (links.is_empty(), shut) {
        (false, _) => (Some(false), links),
        (true, true) => (Some(true), near.to_vec()),
        (true, false) => (None, Vec::new()),
    }
}

/// Whether the siege was broken after every cut: there is a way in, though no file may know it.
fn reached(view: &View, area: &str, near: &[&RouteState]) -> bool {
    let broken = view.asserted(area, &MENDS[..1], &[Role::At]).iter().filter_map(|fact| fact.at).max();
    broken.is_some_and(|day| near.iter().all(|route| route.since.date.is_none_or(|cut| cut < day)))
}

fn is_cut_by_others(view: &View, route: &RouteState, holder: &[String]) -> bool {
    let by_us = route.by.as_ref().is_some_and(|by| view.allied(&[by], holder, view.on));
    route.state == Passable::Cut && !by_us
}

fn proofs(quoted: &[Fact], derived: Option<bool>, deciding: &[&RouteState]) -> Vec<Proof> {
    let said = (!quoted.is_empty()).then(|| Proof::new(Rule::Severed, ids(quoted)));
    let follows = derived.map(|cut| {
        let rule = if cut { Rule::NoPath } else { Rule::Path };
        Proof::new(rule, Vec::new())
            .following(deciding.iter().flat_map(|route| route.proof.clone()).collect())
    });
    follows.into_iter().chain(said).collect()
}
