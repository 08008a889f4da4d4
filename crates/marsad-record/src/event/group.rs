//! Groups of claims, one an event: claims that reviewers put together, then the likest first.
use super::Link;
use super::candidates;
use super::compare::compare;
use super::rules::SameEvent;
use super::told::Told;
use crate::Judgement;
use std::collections::BTreeMap;

/// Claims of one event.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// By their index, ascending.
    pub(super) members: Vec<usize>,
    /// What joins them, one fewer.
    pub(super) links: Vec<Link>,
    /// The least of all claims that these may be joined with, directly or over others.
    pub(super) component: usize,
}

/// Groups the claims. The order in which they were recorded makes no difference: they come by their ids.
pub(super) fn groups(told: &[Told], judgements: &[Judgement], rules: &SameEvent) -> Vec<Group> {
    let said = Said::of(told, judgements);
    let mut grouping = Grouping::of(told, rules, &said);
    for (&(one, other), word) in &said.pairs {
        if word.together {
            grouping.join(one, other, |_| true, || word.link(told, one, other));
        }
    }
    let likest = likest(told, rules);
    let joined = said.pairs.iter().filter(|(_, word)| word.together).map(|(&pair, _)| pair);
    let near = likest.iter().map(|&(_, one, other)| (one, other));
    let components = components(told.len(), joined.chain(near));
    for (score, one, other) in likest {
        let is_enough = |between: Option<f32>| between.is_some_and(|mean| mean >= rules.mean);
        grouping.join(one, other, is_enough, || {
            let comparison = compare(&told[one], &told[other], rules);
            let because = comparison.map(|comparison| comparison.reasons()).unwrap_or_default();
            Link { claims: ids(told, one, other), score: Some(score), because }
        });
    }
    grouping.finish(&components)
}

/// For each claim the least that pairs lead to from it.
fn components(claims: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut least: Vec<usize> = (0..claims).collect();
    for (one, other) in pairs {
        let (one, other) = (root(&mut least, one), root(&mut least, other));
        least[one.max(other)] = one.min(other);
    }
    (0..claims).map(|claim| root(&mut least, claim)).collect()
}

/// Follows a claim to the least of its component, and shortens the way for the next.
fn root(least: &mut [usize], mut claim: usize) -> usize {
    while least[claim] != claim {
        least[claim] = least[least[claim]];
        claim = least[claim];
    }
    claim
}

fn ids(told: &[Told], one: usize, other: usize) -> (String, String) {
    (told[one].stored.id.clone(), told[other].stored.id.clone())
}

/// Pairs that reach the threshold, the likest first.
fn likest(told: &[Told], rules: &SameEvent) -> Vec<(f32, usize, usize)> {
    let mut pairs: Vec<(f32, usize, usize)> = candidates::pairs(told, rules)
        .into_iter()
        .map(|(one, other)| (one as usize, other as usize))
        .filter_map(|(one, other)| {
            let score = compare(&told[one], &told[other], rules)?.score();
            (score >= rules.threshold).then_some((score, one, other))
        })
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    pairs
}

/// What reviewers said of pairs of claims; of each pair, the last word counts.
struct Said<'j> {
    pairs: BTreeMap<(usize, usize), Word<'j>>,
}

struct Word<'j> {
    together: bool,
    judgement: &'j Judgement,
}

impl<'j> Said<'j> {
    fn of(told: &[Told], judgements: &'j [Judgement]) -> Self {
        let mut pairs = BTreeMap::new();
        let find = |ids: &[String]| -> Vec<usize> {
            let found = ids.iter().map(|id| told.binary_search_by(|it| it.stored.id.as_str().cmp(id)));
            found.filter_map(Result::ok).collect()
        };
        for judgement in judgements {
            let together = judgement.apart_from.is_empty();
            let ones = find(&judgement.claims);
            let others = if together { ones.clone() } else { find(&judgement.apart_from) };
            for &one in &ones {
                for &other in others.iter().filter(|&&other| other != one) {
                    pairs.insert((one.min(other), one.max(other)), Word { together, judgement });
                }
            }
        }
        Self { pairs }
    }

    fn are_apart(&self, one: usize, other: usize) -> bool {
        self.pairs.get(&(one.min(other), one.max(other))).is_some_and(|word| !word.together)
    }
}

impl Word<'_> {
    fn link(&self, told: &[Told], one: usize, other: usize) -> Link {
        let Judgement { author, reason, .. } = self.judgement;
        Link { claims: ids(told, one, other), score: None, because: vec![format!("{author}: {reason}")] }
    }
}

struct Grouping<'t> {
    told: &'t [Told<'t>],
    rules: &'t SameEvent,
    said: &'t Said<'t>,
    /// Claim to its group.
    of: Vec<usize>,
    groups: Vec<Group>,
}

impl<'t> Grouping<'t> {
    fn of(told: &'t [Told<'t>], rules: &'t SameEvent, said: &'t Said<'t>) -> Self {
        let of: Vec<usize> = (0..told.len()).collect();
        let groups = of.iter().map(|&index| Group { members: vec![index], ..Group::default() }).collect();
        Self { told, rules, said, of, groups }
    }

    /// Makes one group of those of two claims, unless a reviewer said that two of them are apart, or what lies between the
    /// groups is not enough.
    fn join(
        &mut self,
        one: usize,
        other: usize,
        is_enough: impl Fn(Option<f32>) -> bool,
        link: impl FnOnce() -> Link,
    ) {
        let (kept, gone) = (self.of[one], self.of[other]);
        if kept == gone || self.are_apart(kept, gone) || !is_enough(self.between(kept, gone)) {
            return;
        }
        let moved = std::mem::take(&mut self.groups[gone]);
        for &index in &moved.members {
            self.of[index] = kept;
        }
        let group = &mut self.groups[kept];
        group.members.extend(moved.members);
        group.links.extend(moved.links);
        group.links.push(link());
    }

    fn are_apart(&self, a: usize, b: usize) -> bool {
        let apart = |one| self.groups[b].members.iter().any(|&other| self.said.are_apart(one, other));
        !self.said.pairs.is_empty() && self.groups[a].members.iter().any(|&one| apart(one))
    }

    /// The mean of what speaks for it that the claims of two groups tell of one event; none where something sets two of
    /// them apart.
    fn between(&self, a: usize, b: usize) -> Option<f32> {
        let (mut sum, mut pairs) = (0.0, 0.0);
        for &one in &self.groups[a].members {
            for &other in &self.groups[b].members {
                sum += compare(&self.told[one], &self.told[other], self.rules)?.score();
                pairs += 1.0;
            }
        }
        Some(sum / pairs)
    }

    fn finish(self, components: &[usize]) -> Vec<Group> {
        let mut groups: Vec<Group> =
            self.groups.into_iter().filter(|group| !group.members.is_empty()).collect();
        for group in &mut groups {
            group.members.sort_unstable();
            group.component = components[group.members[0]];
        }
        groups.sort_by_key(|group| group.members.first().copied());
        groups
    }
}
