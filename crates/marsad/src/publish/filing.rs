//! Where ACLED files an event: what all the sub-event types that it may be have in common, and nothing more.
use super::account::{Account, Background};
use super::codes::SubEvent;
use marsad_coder::Modality;

/// ACLED's types; none of a sort where more than one is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Filing<'a> {
    pub(crate) sub_event: Option<&'a str>,
    pub(crate) event: Option<&'a str>,
    pub(crate) disorder: Option<&'a str>,
    /// Whether civilians are the only ones that are said to suffer it.
    pub(crate) on_civilians: bool,
}

impl<'a> Filing<'a> {
    /// Where an event is filed; none where ACLED has no such event.
    pub(crate) fn of(account: &Account, background: &Background<'a>) -> Option<Self> {
        let possible = possible(account, background);
        let kinds: Vec<&SubEvent> = possible.iter().map(|(_, kind)| *kind).collect();
        let disorder = same(kinds.iter().map(|kind| kind.disorder.as_str()));
        Some(Self {
            sub_event: same(possible.iter().map(|(name, _)| *name)),
            event: same(kinds.iter().map(|kind| kind.event.as_str())),
            disorder,
            on_civilians: disorder.is_some_and(|disorder| disorder.starts_with("Political violence"))
                && account.sides.is_on_civilians(background),
        })
        .filter(|_| !possible.is_empty())
    }
}

/// The sub-event types that the event may be, given who does it.
fn possible<'a>(account: &Account, background: &Background<'a>) -> Vec<(&'a str, &'a SubEvent)> {
    let (codes, event) = (background.codes, account.event);
    let names = match event.modality {
        Modality::Actual => codes.acled(event.event_type),
        Modality::Failed => codes.table.failed.get(&event.event_type).map_or(&[][..], std::slice::from_ref),
        _ => &[],
    };
    let all: Vec<(&str, &SubEvent)> =
        names.iter().filter_map(|name| Some((name.as_str(), codes.table.sub_event.get(name)?))).collect();
    let country = account.site.country.map(|country| country.id.as_str());
    let Some(doer) = account.sides.first.inter(country, background) else { return all };
    let can = |kind: &SubEvent| kind.inter.is_empty() || kind.inter.contains(&doer);
    let some: Vec<_> = all.iter().copied().filter(|(_, kind)| can(kind)).collect();
    if some.is_empty() { all } else { some }
}

/// The value, where there is one and no other.
fn same<'a>(mut values: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
