//! Siege: three criteria, each dated and sourced, and what sources call it outright.
use crate::control::{Control, Holder};
use crate::fact::{Fact, distinct, ids, since};
use crate::link::is_way;
use crate::view::View;
use crate::{Access, Criterion, CriterionKind, Proof, Rule, Siege, Since};
use jiff::ToSpan;
use jiff::civil::Date;
use marsad_coder::{ClaimType, Modality, Role};

const SIEGE: [ClaimType; 4] =
    [ClaimType::Besieged, ClaimType::Encircle, ClaimType::BlockGoods, ClaimType::DenyExit];
const WAYS: [ClaimType; 2] = [ClaimType::BreakSiege, ClaimType::OpenRoute];
const ANYWHERE: [Role; 4] = [Role::At, Role::To, Role::From, Role::Via];
/// Siege Watch counts a siege as one of long standing from here on.
const LONG_MONTHS: i32 = 6;
const LONG_DAYS: u32 = 183;

/// So long after the last word of a party's holding an area its siege on it is no echo of how it came to hold it.
const SETTLED_DAYS: i32 = 30;

/// What the claims say of goods and people getting in and out of an area.
#[derive(Debug, Default)]
pub(crate) struct Ring {
    pub(crate) siege: Option<Siege>,
    pub(crate) access: Option<Access>,
    pub(crate) open_since: Option<Date>,
    pub(crate) proof: Option<Proof>,
}

/// The claims of a siege that are in force at an area.
struct InForce<'a> {
    own: Vec<Fact<'a>>,
    /// From the containers, where the besieged party holds the area.
    passed: Vec<Fact<'a>>,
}

/// Whether an area is besieged, hard to reach or open.
pub(crate) fn ring(view: &View, area: &str, control: &Control) -> Ring {
    let lifted = lifted(view, area);
    let force = in_force(view, area, control, &lifted);
    if force.own.is_empty() && force.passed.is_empty() {
        let open = !lifted.is_empty();
        let proof = open.then(|| Proof::new(Rule::Lifted, ids(&lifted)));
        let open_since = open_since(view, area, &lifted);
        return Ring { siege: None, access: open.then_some(Access::Open), open_since, proof };
    }
    let siege = siege(view, area, control, &force);
    let quoted = !siege.quoted.is_empty() && siege.denied.is_empty();
    let met = siege.criteria.len();
    let access = match met {
        3 => Access::Besieged,
        _ if quoted => Access::Besieged,
        1 | 2 => Access::HardToReach,
        _ => Access::Unknown,
    };
    let proof = proof(&siege, &force, quoted);
    Ring { siege: Some(siege), access: Some(access), open_since: None, proof: Some(proof) }
}

/// The claims that a siege on the area, or on what contains it, was lifted, or a way to it opened.
fn lifted<'a>(view: &View<'a>, area: &str) -> Vec<Fact<'a>> {
    let mut facts = view.asserted(area, &WAYS, &ANYWHERE);
    for place in view.setting.gazetteer.containers(area) {
        facts.extend(view.asserted(&place.id, &WAYS[..1], &[Role::At]));
    }
    facts.sort_by_key(|fact| fact.at);
    facts
}

/// The day of the first word of an open way that no later word of a siege on the area or around it follows.
fn open_since(view: &View, area: &str, lifted: &[Fact]) -> Option<Date> {
    let around = view.setting.gazetteer.containers(area).map(|place| place.id.as_str());
    let shut = std::iter::once(area).chain(around).flat_map(|place| said_at(view, place));
    let last_shut = shut.filter_map(|fact| fact.at).max();
    let days = || lifted.iter().filter_map(|fact| fact.at);
    days().find(|&day| Some(day) > last_shut).or_else(|| days().next_back())
}

fn in_force<'a>(view: &View<'a>, area: &str, control: &Control<'a>, lifted: &[Fact]) -> InForce<'a> {
    let broken =
        lifted.iter().filter(|fact| fact.claim.claim_type == ClaimType::BreakSiege).map(|fact| fact.at).max();
    let taken = control.holder().filter(|holder| holder.took_it()).and_then(|holder| holder.since().date);
    let holder = control.actors();
    let relieved = relieved(view, area, &holder);
    let stands = |fact: &Fact| {
        broken.is_none_or(|broken| fact.at > broken)
            && (taken.is_none() || fact.at >= taken)
            && (relieved.is_none() || fact.at >= relieved)
    };
    let by_holder = |fact: &Fact| {
        let by: Vec<&str> = fact.actors().collect();
        !by.is_empty() && by.iter().all(|id| view.allied(&[id], &holder, fact.at))
    };
    let whole = control.parts.is_empty();
    let rings =
        |fact: &Fact| whole && matches!(fact.claim.claim_type, ClaimType::Besieged | ClaimType::Encircle);
    // Who took a place and months later lays siege to it holds it no more than in name.
    let held_on = control.holder().and_then(Holder::latest);
    let in_name = |fact: &Fact| {
        let settled = held_on.and_then(|day| day.checked_add(SETTLED_DAYS.days()).ok());
        settled.is_some_and(|settled| fact.at.is_some_and(|day| day >= settled))
    };
    let idle = |fact: &Fact| rings(fact) && by_holder(fact) && !in_name(fact);
    let own = said_at(view, area).into_iter().filter(|fact| stands(fact) && !idle(fact)).collect();
    let passed = view
        .setting
        .gazetteer
        .containers(area)
        .filter(|place| !view.is_around(&place.id))
        .flat_map(|place| said_at(view, &place.id))
        .filter(|fact| stands(fact) && !is_way(view, area))
        .filter(|fact| reaches(view, fact, &holder) || is_besieged_as_one(fact, control))
        .collect();
    InForce { own, passed }
}

/// The day of the last word that the holder's side took the town around the area: nobody besieges it there any more.
fn relieved(view: &View, area: &str, holder: &[String]) -> Option<Date> {
    let around = view.setting.gazetteer.containers(area).filter(|place| !view.is_around(&place.id));
    let taken = around.flat_map(|place| view.asserted(&place.id, &[ClaimType::Capture], &[Role::At]));
    let by_holder = |fact: &Fact| {
        let by: Vec<&str> = fact.actors().collect();
        view.allied(&by, holder, fact.at)
    };
    taken.filter(by_holder).filter_map(|fact| fact.at).max()
}

fn said_at<'a>(view: &View<'a>, place: &str) -> Vec<Fact<'a>> {
    let mut facts = view.asserted(place, &SIEGE[..2], &[Role::At]);
    facts.extend(view.asserted(place, &SIEGE[2..3], &[Role::At, Role::To]));
    facts.extend(view.asserted(place, &SIEGE[3..], &[Role::At, Role::From]));
    facts
}

/// Whether a siege on the container is one on a part with that holder: the besieged party's, where it is named.
fn reaches(view: &View, fact: &Fact, holder: &[String]) -> bool {
    let by: Vec<&str> = fact.actors().collect();
    let besieged: Vec<&str> = fact.targets().filter(|id| view.setting.can_hold(id)).collect();
    let outside = by.iter().any(|id| !view.allied(&[id], holder, fact.at));
    !holder.is_empty() && outside && (besieged.is_empty() || view.allied(&besieged, holder, fact.at))
}

/// Whether a siege of which no party is named is one on the area too: its holder holds it for holding what is besieged.
fn is_besieged_as_one(fact: &Fact, control: &Control) -> bool {
    let nobody = fact.actors().next().is_none() && fact.targets().next().is_none();
    nobody && control.holder().is_some_and(Holder::is_inherited)
}

fn siege(view: &View, area: &str, control: &Control, force: &InForce) -> Siege {
    let all: Vec<Fact> = force.own.iter().chain(&force.passed).copied().collect();
    let of =
        |claim_type| all.iter().filter(|f| f.claim.claim_type == claim_type).copied().collect::<Vec<Fact>>();
    let quoted = of(ClaimType::Besieged);
    let kinds = [
        (CriterionKind::Encircled, ClaimType::Encircle),
        (CriterionKind::GoodsBlocked, ClaimType::BlockGoods),
        (CriterionKind::ExitDenied, ClaimType::DenyExit),
    ];
    let criteria =
        kinds.into_iter().filter_map(|(kind, claim_type)| criterion(kind, &of(claim_type))).collect();
    let holder = control.actors();
    let besiegers = |facts: &[Fact]| distinct(facts.iter().flat_map(|f| f.actors().collect::<Vec<_>>()));
    let all_by = besiegers(&all);
    let newest = all.iter().filter_map(|fact| fact.at).max();
    let outside: Vec<String> =
        all_by.iter().filter(|id| !view.allied(&[id], &holder, newest)).cloned().collect();
    let since = since(&all);
    Siege {
        by: if outside.is_empty() { all_by } else { outside },
        six_months: lasted(&since, &all, view.on),
        since,
        criteria,
        denied: denials(view, area, &quoted),
        quoted: ids(&quoted),
    }
}

fn criterion(kind: CriterionKind, facts: &[Fact]) -> Option<Criterion> {
    let by = distinct(facts.iter().flat_map(|fact| fact.actors().collect::<Vec<_>>()));
    (!facts.is_empty()).then(|| Criterion { kind, by, since: since(facts), evidence: ids(facts) })
}

/// Claims of another source, no older than the last that says "besieged", that it is not.
fn denials(view: &View, area: &str, quoted: &[Fact]) -> Vec<String> {
    let newest = quoted.iter().map(|fact| fact.at).max();
    let denied = view.put(area, Modality::Denied, &SIEGE[..2]);
    let counts = |fact: &&Fact| {
        newest.is_some_and(|newest| fact.at >= newest)
            && quoted.iter().any(|quote| quote.source() != fact.source())
    };
    ids(denied.iter().filter(counts))
}

/// Whether it has lasted six months: not known where its first day is merely the first report's.
fn lasted(since: &Since, facts: &[Fact], on: Option<Date>) -> Option<bool> {
    let Some((start, on)) = since.date.zip(on) else {
        return since.days_before_report.map(|days| days >= LONG_DAYS);
    };
    let begins = |fact: &Fact| fact.claim.when.is_some() || fact.claim.claim_type == ClaimType::Encircle;
    let known = facts.iter().any(|fact| fact.from == Some(start) && begins(fact));
    let long = start.checked_add(LONG_MONTHS.months()).is_ok_and(|then| then <= on);
    (long || known).then_some(long)
}

fn proof(siege: &Siege, force: &InForce, quoted: bool) -> Proof {
    let met: Vec<String> = siege.criteria.iter().flat_map(|criterion| criterion.evidence.clone()).collect();
    let criteria = Proof::new(Rule::Criteria, met);
    let own = if quoted {
        let from = if siege.criteria.is_empty() { Vec::new() } else { vec![criteria] };
        Proof::new(Rule::Quoted, siege.quoted.clone()).following(from)
    } else {
        criteria
    };
    if force.own.is_empty() { Proof::new(Rule::PassedOn, Vec::new()).following(vec![own]) } else { own }
}
