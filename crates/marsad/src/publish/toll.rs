//! How many were killed, by side: never more than sources say, never the same dead twice.
use super::codes::Table;
use super::sides::Sides;
use marsad_record::{Event, Figure};
use std::collections::BTreeMap;

/// Everybody, of whom some groups are parts.
pub(super) const WHOLE: &str = "civilians";

/// The dead of an event. `best` is what sources agree on, the least of a range, and where they differ the least of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Toll {
    /// Of the first side.
    pub(crate) first: u64,
    /// Of the second side.
    pub(crate) second: u64,
    pub(crate) civilians: u64,
    /// Of whom no source says what they were.
    pub(crate) unknown: u64,
    pub(crate) best: u64,
    pub(crate) low: u64,
    /// None where a source leaves it open.
    pub(crate) high: Option<u64>,
}

/// Whose dead a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    First,
    Second,
    Civilians,
    Unknown,
}

impl Toll {
    pub(crate) fn of(event: &Event, sides: &Sides, table: &Table) -> Option<Self> {
        let dead: Vec<&Figure> = event.figures.iter().filter(|figure| figure.what == "killed").collect();
        if dead.is_empty() {
            return None;
        }
        let mut groups: BTreeMap<Whose, Vec<&Figure>> = BTreeMap::new();
        for figure in dead {
            groups.entry(whose(figure, sides, table)).or_default().push(figure);
        }
        let best = |group| groups.get(&group).map_or(0, |of| together(of, best_of));
        let (first, second, civilians) = (best(Whose::First), best(Whose::Second), best(Whose::Civilians));
        let all = all_together(&groups, best_of);
        Some(Self {
            first,
            second,
            civilians,
            unknown: all.saturating_sub(first + second + civilians),
            best: all,
            low: all_together(&groups, |figure| figure.low),
            high: is_bounded(&groups).then(|| all_together(&groups, |figure| figure.high.unwrap_or(0))),
        })
    }
}

fn best_of(figure: &Figure) -> u64 {
    figure.agreed.map_or(figure.low, |(least, _)| least)
}

fn is_bounded(groups: &BTreeMap<Whose, Vec<&Figure>>) -> bool {
    groups.values().flatten().all(|figure| figure.high.is_some())
}

fn whose(figure: &Figure, sides: &Sides, table: &Table) -> Whose {
    let Some(who) = figure.who.as_deref() else { return Whose::Unknown };
    if sides.first.parties.contains(&who) {
        Whose::First
    } else if sides.second.parties.contains(&who) {
        Whose::Second
    } else if table.inter.contains_key(who) {
        Whose::Civilians
    } else {
        Whose::Unknown
    }
}

/// The dead of one side: children are civilians too, and a number of all civilians has them in it.
fn together(figures: &[&Figure], number: impl Fn(&Figure) -> u64) -> u64 {
    let is_whole = |figure: &&&Figure| figure.who.as_deref().is_none_or(|who| who == WHOLE);
    let whole = figures.iter().filter(is_whole).map(|figure| number(figure)).max().unwrap_or(0);
    let parts: u64 = figures.iter().filter(|figure| !is_whole(figure)).map(|figure| number(figure)).sum();
    whole.max(parts)
}

/// All the dead: a number that says nothing of who they were may have the others in it.
fn all_together(groups: &BTreeMap<Whose, Vec<&Figure>>, number: impl Fn(&Figure) -> u64 + Copy) -> u64 {
    let of = |group| groups.get(&group).map_or(0, |figures| together(figures, number));
    let sided = of(Whose::First) + of(Whose::Second) + of(Whose::Civilians);
    sided.max(of(Whose::Unknown))
}

#[cfg(test)]
mod tests {
    use super::Toll;
    use crate::publish::codes::Codes;
    use crate::publish::samples::{event, figure};
    use crate::publish::sides::{Side, Sides};
    use marsad_data::DataFiles;

    fn toll(figures: &[(Option<&str>, u64, Option<u64>)]) -> Option<Toll> {
        let mut event = event("e-1");
        event.figures = figures.iter().map(|&(who, min, max)| figure("killed", who, min, max)).collect();
        let side = |id| Side { parties: vec![id], people: vec![] };
        let sides = Sides { first: side("islamic-state"), second: side("syrian-government-forces") };
        Toll::of(&event, &sides, &Codes::load(&DataFiles::embedded()).unwrap().table)
    }

    #[test]
    fn the_dead_are_told_by_side_and_added_up() {
        let toll = toll(&[(Some("islamic-state"), 4, Some(4)), (Some("civilians"), 20, Some(99))]).unwrap();
        assert_eq!((toll.first, toll.second, toll.civilians, toll.unknown), (4, 0, 20, 0));
        assert_eq!((toll.best, toll.low, toll.high), (24, 24, Some(103)));
    }

    #[test]
    fn children_among_the_civilians_are_not_counted_twice() {
        let toll = toll(&[(Some("children"), 5, Some(5)), (Some("civilians"), 15, Some(15))]).unwrap();
        assert_eq!((toll.civilians, toll.best), (15, 15));
    }

    #[test]
    fn a_number_of_all_the_dead_has_the_others_in_it() {
        let toll = toll(&[(None, 12, None), (Some("islamic-state"), 4, Some(4))]).unwrap();
        assert_eq!((toll.first, toll.unknown, toll.best, toll.high), (4, 8, 12, None));
    }

    #[test]
    fn where_nobody_gives_a_number_there_is_none() {
        assert_eq!(toll(&[]), None);
    }
}
