//! Whether two claims tell of one event.
use super::rules::SameEvent;
use super::told::{Site, Told};
use marsad_coder::{Count, distance_m};

/// How two claims compare on one field: how they stand to each other in it, and what that weighs.
type Finding = (&'static str, &'static str, f32);

/// What speaks for it that two claims tell of one event.
#[derive(Debug)]
pub(super) struct Comparison([Finding; 7]);

impl Comparison {
    pub(super) fn score(&self) -> f32 {
        self.0.iter().map(|(.., weight)| weight).sum()
    }

    /// Each field that says anything, with its weight.
    pub(super) fn reasons(&self) -> Vec<String> {
        let telling = self.0.iter().filter(|(.., weight)| *weight != 0.0);
        telling.map(|(field, how, weight)| format!("{field} {how} {weight:+}")).collect()
    }
}

/// Compares two claims field by field; none where something sets them apart for good.
pub(super) fn compare(a: &Told, b: &Told, rules: &SameEvent) -> Option<Comparison> {
    let (one, other) = (a.claim(), b.claim());
    let same_type = one.claim_type == other.claim_type;
    let window = rules.days_apart(one.claim_type, other.claim_type)?;
    // What a sentence says twice over is two things.
    let one_sentence = a.stored.report == b.stored.report && one.sentence == other.sentence;
    if one_sentence && same_type {
        return None;
    }
    let kind = match (same_type, one_sentence) {
        (true, _) => ("type", "same", rules.kind.same),
        (false, true) => ("type", "related in one sentence", rules.kind.one_sentence),
        (false, false) => ("type", "related", rules.kind.related),
    };
    Some(Comparison([
        kind,
        place(a, b, rules)?,
        day(a, b, window, rules)?,
        parties(a, b, rules)?,
        people(a, b, rules),
        figure(a, b, rules),
        instrument(a, b, rules),
    ]))
}

fn place(a: &Told, b: &Told, rules: &SameEvent) -> Option<Finding> {
    let weights = &rules.place;
    if a.sites.is_empty() || b.sites.is_empty() {
        let together = a.source == b.source;
        let said = ("place", "told together", weights.told_together);
        return Some(if together { said } else { ("place", "unsaid", weights.unsaid) });
    }
    let pairs = a.sites.iter().flat_map(|one| b.sites.iter().map(move |other| (one, other)));
    let related = pairs.filter_map(|(one, other)| sites(one, other, rules));
    let best = related.max_by(|one, other| one.2.total_cmp(&other.2))?;
    let is_alone = |site: &Site, told: &Told| told.sites.iter().all(|other| other.key != site.key);
    let has_more = |one: &Told, other: &Told| one.sites.iter().any(|site| is_alone(site, other));
    let is_part = best.1 == "same" && (has_more(a, b) || has_more(b, a));
    Some(if is_part { ("place", "partly same", weights.part.min(best.2)) } else { best })
}

fn sites(a: &Site, b: &Site, rules: &SameEvent) -> Option<Finding> {
    let weights = &rules.place;
    if a.key == b.key {
        let region = ("region", "same", weights.region);
        return Some(if a.is_region { region } else { ("place", "same", weights.same) });
    }
    for (outer, inner) in [(a, b), (b, a)] {
        if outer.holds(inner) {
            let within = ("place", "within", weights.within);
            return Some(if outer.is_region { ("region", "around", weights.region) } else { within });
        }
    }
    if a.may_hold(b) || b.may_hold(a) {
        return Some(("region", "by that name around", weights.region));
    }
    if !a.is_known || !b.is_known {
        let may_be = ("place", "unknown", weights.unsaid);
        let differs = ("place", "differs", weights.other_name);
        return Some(if a.is_known == b.is_known { differs } else { may_be });
    }
    let near = a.point.zip(b.point).is_some_and(|(a, b)| distance_m(a, b) <= rules.limits.near_m);
    near.then_some(("place", "near", weights.near))
}

fn day(a: &Told, b: &Told, window: i32, rules: &SameEvent) -> Option<Finding> {
    let weights = &rules.day;
    let Some((one, other)) = a.days.zip(b.days) else {
        return (a.source == b.source).then_some(("day", "unsaid", weights.unsaid));
    };
    if one.is_summary(rules) || other.is_summary(rules) {
        return (one == other && a.source == b.source).then_some(("day", "same", weights.same));
    }
    let gap = (one.first - other.last).max(other.first - one.last).max(0);
    match (one.is_said, other.is_said) {
        (true, true) if one == other && one.first == one.last => Some(("day", "same", weights.same)),
        (true, true) if gap == 0 => Some(("day", "overlaps", weights.overlap)),
        (true, true) if gap <= window => Some(("day", "differs", weights.other)),
        (true, true) => None,
        _ if gap > 0 => None,
        _ => {
            // A day is as likely as the report is fresh.
            let behind = if one.is_said {
                other.last - one.last
            } else if other.is_said {
                one.last - other.last
            } else {
                (one.last - other.last).abs()
            };
            let days = f32::from(i16::try_from(behind.max(0)).unwrap_or(i16::MAX));
            Some(("day", "unsaid", days.mul_add(weights.later, weights.unsaid)))
        }
    }
}

fn parties(a: &Told, b: &Told, rules: &SameEvent) -> Option<Finding> {
    let weights = &rules.parties;
    let named = |told: &Told, id: &&str| told.parties.iter().any(|side| side.contains(id));
    let [doers, others] = [0, 1].map(|side| relation(&a.parties[side], &b.parties[side], a, rules));
    let kind = a.claim().claim_type;
    if doers == Relation::Differ && kind == b.claim().claim_type && rules.sided.contains(&kind) {
        return None;
    }
    let same = a.parties.iter().flatten().any(|id| named(b, id));
    Some(match (doers, others) {
        _ if same => ("parties", "same", weights.same),
        (Relation::Allied, _) | (_, Relation::Allied) => ("parties", "allied", weights.allied),
        (Relation::Differ, _) | (_, Relation::Differ) => ("parties", "differ", weights.other),
        _ => ("parties", "unsaid", weights.unsaid),
    })
}

/// How the parties that two claims name in one slot stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Unsaid,
    Same,
    Allied,
    Differ,
}

fn relation(one: &[&str], other: &[&str], told: &Told, rules: &SameEvent) -> Relation {
    if one.is_empty() || other.is_empty() {
        return Relation::Unsaid;
    }
    let allied = |a: &&str| other.iter().any(|b| rules.alliances.same_side(a, b, told.published));
    if one.iter().any(|id| other.contains(id)) {
        Relation::Same
    } else if one.iter().any(allied) {
        Relation::Allied
    } else {
        Relation::Differ
    }
}

fn people(a: &Told, b: &Told, rules: &SameEvent) -> Finding {
    if a.people.is_empty() || b.people.is_empty() {
        return ("people", "unsaid", rules.people.unsaid);
    }
    let same = a.people.iter().any(|id| b.people.contains(id));
    if same { ("people", "same", rules.people.same) } else { ("people", "differ", rules.people.other) }
}

fn figure(a: &Told, b: &Told, rules: &SameEvent) -> Finding {
    let mut found = ("figures", "unsaid", rules.figure.unsaid);
    for one in &a.claim().counts {
        for other in b.claim().counts.iter().filter(|other| is_one_count(one, other)) {
            let figure = counts(one, other, rules);
            if figure.1 == "same" {
                return figure;
            }
            if found.1 == "unsaid" || figure.2 < found.2 {
                found = figure;
            }
        }
    }
    found
}

/// Whether both count the same of the same people, as far as they say whom.
fn is_one_count(one: &Count, other: &Count) -> bool {
    one.what == other.what && (one.who.is_none() || other.who.is_none() || one.who == other.who)
}

/// How two numbers of one thing stand to each other.
fn counts(one: &Count, other: &Count, rules: &SameEvent) -> Finding {
    let weights = &rules.figure;
    let low = |count: &Count| count.min.unwrap_or(0);
    let high = |count: &Count| count.max.unwrap_or(u64::MAX);
    let is_exact = low(one) == high(one) && low(other) == high(other);
    let [least, most] = [low(one).min(low(other)), low(one).max(low(other))];
    if is_exact && least == most && least >= weights.same_from {
        ("figures", "same", weights.same)
    } else if low(one) <= high(other) && low(other) <= high(one) {
        ("figures", "overlap", weights.overlap)
    } else if least >= weights.same_from && most <= least.saturating_mul(2) {
        ("figures", "close", weights.close)
    } else {
        ("figures", "differ", weights.other)
    }
}

fn instrument(a: &Told, b: &Told, rules: &SameEvent) -> Finding {
    let weights = &rules.instrument;
    match (&a.claim().instrument, &b.claim().instrument) {
        (Some(one), Some(other)) if one.id == other.id => ("weapon", "same", weights.same),
        (Some(_), Some(_)) => ("weapon", "differs", weights.other),
        _ => ("weapon", "unsaid", weights.unsaid),
    }
}
