//! Routes: open, fought over, cut, or not known.
use crate::fact::{Fact, distinct, ids, since};
use crate::link::{Link, is_way};
use crate::reading::Laid;
use crate::view::View;
use crate::{Attempt, Passable, Proof, RouteState, Rule, Since};
use jiff::civil::Date;
use marsad_coder::{ClaimType, Modality, Role};
use marsad_text::fold;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TURNS: [ClaimType; 3] = [ClaimType::CutRoute, ClaimType::OpenRoute, ClaimType::SupplyLine];
const FIGHTS: [ClaimType; 4] =
    [ClaimType::Assault, ClaimType::Advance, ClaimType::Contested, ClaimType::Capture];
const TRIES: [ClaimType; 4] =
    [ClaimType::Capture, ClaimType::OpenRoute, ClaimType::Assault, ClaimType::CutRoute];

/// A route and the claims on it, oldest first.
#[derive(Debug)]
struct Course<'a> {
    link: Link,
    facts: Vec<Fact<'a>>,
    failed: Vec<Fact<'a>>,
}

/// Every known route and every route that a claim speaks of, by id.
pub(crate) fn routes(view: &View) -> Vec<RouteState> {
    let mut courses: BTreeMap<String, Course> = BTreeMap::new();
    for route in &view.setting.routes {
        courses.insert(route.id.clone(), Course::new(Link::known(route)));
    }
    for fact in view.facts(|laid| laid.asserts(&TURNS)) {
        if let Some(link) = Link::of(view, &fact) {
            courses.entry(link.id.clone()).or_insert_with(|| Course::new(link)).facts.push(fact);
        }
    }
    let mut courses: Vec<Course> = courses.into_values().collect();
    add_fights(view, &mut courses);
    courses.into_par_iter().map(|course| course.state(view)).collect()
}

/// Adds each fight for a route, and each failed attempt on it, to the routes it concerns.
fn add_fights<'a>(view: &View<'a>, courses: &mut [Course<'a>]) {
    let index = Index::of(view, courses);
    let mut found = Vec::new();
    let failed = |laid: &Laid| laid.modality == Modality::Failed && TRIES.contains(&laid.claim_type);
    for fact in view.facts(|laid| failed(laid) || laid.asserts(&FIGHTS)) {
        if fact.asserts(&FIGHTS) {
            found.extend(index.on_it(&fact).into_iter().map(|course| (course, false, fact)));
        } else {
            found.extend(index.tried(view, courses, &fact).into_iter().map(|course| (course, true, fact)));
        }
    }
    for (course, failed, fact) in found {
        let Course { facts, failed: attempts, .. } = &mut courses[course];
        if failed { attempts.push(fact) } else { facts.push(fact) }
    }
}

/// Where to find the routes that a fact may concern, by their place in the list.
struct Index<'a> {
    ids: BTreeMap<String, usize>,
    /// By the roads, bridges and crossings that they run over.
    ways: BTreeMap<String, Vec<usize>>,
    /// By the texts that tell of their being cut or opened.
    texts: BTreeMap<&'a str, BTreeSet<usize>>,
}

impl<'a> Index<'a> {
    fn of(view: &View, courses: &[Course<'a>]) -> Self {
        let mut index = Self { ids: BTreeMap::new(), ways: BTreeMap::new(), texts: BTreeMap::new() };
        for (at, course) in courses.iter().enumerate() {
            index.ids.insert(course.link.id.clone(), at);
            for way in course.link.places.iter().filter(|id| is_way(view, id)) {
                index.ways.entry(way.clone()).or_default().push(at);
            }
            for fact in course.facts.iter().filter(|fact| fact.asserts(&TURNS[..2])) {
                index.texts.entry(&fact.report.sha256).or_default().insert(at);
            }
        }
        index
    }

    /// The routes that a fact's places are, or lie on.
    fn on_it(&self, fact: &Fact) -> BTreeSet<usize> {
        let at = fact.fillers(&[Role::At, Role::Via]).filter_map(|place| place.id.as_deref());
        let courses = |id| self.ids.get(id).into_iter().chain(self.ways.get(id).into_iter().flatten());
        at.flat_map(courses).copied().collect()
    }

    /// The routes on which a failed attempt was made.
    fn tried(&self, view: &View, courses: &[Course], fact: &Fact) -> BTreeSet<usize> {
        let mut tried = self.on_it(fact);
        let told = self.texts.get(fact.report.sha256.as_str()).into_iter().flatten();
        tried.extend(told.filter(|&&course| courses[course].is_meant_by(fact)));
        if TURNS.contains(&fact.claim.claim_type) {
            // It names that very route.
            let named = Link::of(view, fact).and_then(|link| self.ids.get(&link.id).copied());
            tried.extend(named);
        }
        tried
    }
}

impl<'a> Course<'a> {
    fn new(link: Link) -> Self {
        Self { link, facts: Vec::new(), failed: Vec::new() }
    }

    /// Whether a failed attempt on an unnamed place repeats the words of the same report for this route ("the supply road").
    fn is_meant_by(&self, fact: &Fact) -> bool {
        let same_words = |cut: &&Fact| {
            let passage = format!(" {} ", fold(&cut.claim.span.of(&cut.report.report.text)));
            fact.fillers(&[Role::At])
                .filter(|place| place.id.is_none() && !place.passage.text.is_empty())
                .any(|place| passage.contains(&format!(" {} ", fold(&place.passage.text))))
        };
        let before = |cut: &&Fact| {
            cut.report.sha256 == fact.report.sha256 && cut.claim.span.end <= fact.claim.span.start
        };
        let turns = self.facts.iter().filter(|turn| turn.asserts(&TURNS[..2]));
        turns.filter(before).any(|turn| same_words(&turn))
    }

    fn state(mut self, view: &View) -> RouteState {
        self.facts.sort_by(|a, b| (a.at, &a.report.sha256, a.id).cmp(&(b.at, &b.report.sha256, b.id)));
        let turn = self.turn(view);
        let supply: Vec<Fact> = self.facts.iter().filter(|f| f.asserts(&TURNS[2..])).copied().collect();
        let failed = self.failed_since(&turn);
        let proof = proof(&turn, &supply, &failed);
        let all: Vec<Fact> = turn.facts.iter().chain(&supply).chain(&failed).copied().collect();
        let supplies =
            supply.iter().flat_map(|f| f.fillers(&[Role::To])).filter_map(|place| place.id.as_deref());
        RouteState {
            by: turn
                .facts
                .iter()
                .flat_map(Fact::actors)
                .find(|id| view.setting.can_hold(id))
                .map(str::to_owned),
            since: turn.since(),
            state: turn.state,
            supplies: distinct(supplies),
            failed: failed.iter().map(Attempt::of).collect(),
            evidence: ids(&all),
            proof,
            id: self.link.id,
            name_ar: self.link.name_ar,
            name_en: self.link.name_en,
            places: self.link.places,
        }
    }

    /// The last turn that the route took.
    fn turn(&self, view: &View) -> Turn<'a> {
        let mut turn = Turn { state: Passable::Unknown, facts: Vec::new() };
        for day in self.facts.chunk_by(|a, b| a.at == b.at) {
            turn.take(view, day);
        }
        turn
    }

    /// Failed attempts no older than the last turn.
    fn failed_since(&self, turn: &Turn<'a>) -> Vec<Fact<'a>> {
        let last = turn.facts.iter().map(|fact| fact.at).min();
        self.failed.iter().filter(|fact| last.is_none_or(|last| fact.at >= last)).copied().collect()
    }
}

/// A state, and the claims that brought it.
#[derive(Debug)]
struct Turn<'a> {
    state: Passable,
    facts: Vec<Fact<'a>>,
}

impl<'a> Turn<'a> {
    fn take(&mut self, view: &View, day: &[Fact<'a>]) {
        let of = |claim_type| {
            day.iter().filter(|fact| fact.asserts(&[claim_type])).copied().collect::<Vec<Fact>>()
        };
        let (cut, open) = (of(ClaimType::CutRoute), of(ClaimType::OpenRoute));
        let fights: Vec<Fact> = day.iter().filter(|fact| fact.asserts(&FIGHTS[..3])).copied().collect();
        match (cut.is_empty(), open.is_empty()) {
            (false, false) => self.turn_to(Passable::Contested, cut.into_iter().chain(open).collect()),
            (false, true) => self.turn_to(Passable::Cut, cut),
            (true, false) => self.turn_to(Passable::Open, open),
            (true, true) => self.fought(view, day, fights),
        }
    }

    /// Fighting makes a route contested; taking it from whoever cut it opens it.
    fn fought(&mut self, view: &View, day: &[Fact<'a>], fights: Vec<Fact<'a>>) {
        let cutters: Vec<&str> = self.facts.iter().flat_map(Fact::actors).collect();
        let retaken = |fact: &&Fact| {
            let by: Vec<&str> = fact.actors().collect();
            fact.asserts(&FIGHTS[3..]) && !by.is_empty() && !view.allied(&by, &cutters, fact.at)
        };
        let retaken: Vec<Fact> = day.iter().filter(retaken).copied().collect();
        if self.state == Passable::Cut && !retaken.is_empty() {
            self.turn_to(Passable::Open, retaken);
        } else if !fights.is_empty() {
            self.turn_to(Passable::Contested, fights);
        }
    }

    /// The same state again only adds evidence.
    fn turn_to(&mut self, state: Passable, facts: Vec<Fact<'a>>) {
        if self.state == state {
            self.facts.extend(facts);
        } else {
            *self = Self { state, facts };
        }
    }

    fn since(&self) -> Since {
        since(&self.facts)
    }
}

impl RouteState {
    /// Takes the route for open or cut from that day on, by nobody named, and on no claim.
    pub(crate) fn suppose(&mut self, state: Passable, on: Option<Date>) {
        self.state = state;
        self.by = None;
        self.since = Since { date: on, ..Since::default() };
        self.evidence.clear();
        self.proof.clear();
    }

    /// Whether its state is supposed: a told one rests on claims.
    pub(crate) fn is_supposed(&self) -> bool {
        self.state != Passable::Unknown && self.evidence.is_empty()
    }
}

impl Attempt {
    /// The attempt that a failed claim tells of.
    pub(crate) fn of(fact: &Fact) -> Self {
        Self {
            by: distinct(fact.actors()),
            what: fact.claim.claim_type.name(),
            on: fact.from,
            evidence: fact.id.to_owned(),
        }
    }
}

fn proof(turn: &Turn, supply: &[Fact], failed: &[Fact]) -> Vec<Proof> {
    let rule = match turn.state {
        Passable::Open => Some(Rule::Opened),
        Passable::Cut => Some(Rule::Cut),
        Passable::Contested => Some(Rule::RouteFought),
        Passable::Unknown => None,
    };
    let stated = rule.map(|rule| Proof::new(rule, ids(&turn.facts)));
    let supplies = (!supply.is_empty()).then(|| Proof::new(Rule::Supplies, ids(supply)));
    let tried = (!failed.is_empty()).then(|| Proof::new(Rule::Failed, ids(failed)));
    stated.into_iter().chain(supplies).chain(tried).collect()
}
