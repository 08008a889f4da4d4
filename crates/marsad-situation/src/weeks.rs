//! Harm week by week, by who is said to have done it.
use crate::fact::{Fact, ids, sources};
use crate::harm::{Range, Toll, add, blamed, tolls_of, total, where_suffered};
use crate::view::View;
use crate::{AsOf, Reading, Setting};
use jiff::Span;
use jiff::civil::{Date, Weekday};
use marsad_record::Snapshot;
use serde::Serialize;
use std::collections::BTreeMap;

/// What people suffered in a week at the hands of the same parties, as alleged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeekOfHarm {
    /// Its Monday; none where no report tells the day.
    pub week: Option<Date>,
    /// Actor ids of who is said to have done it, together; empty where nobody is named.
    pub by: Vec<String>,
    /// `killed`, `injured`, `casualties`, `detained`, `abducted`, `displaced`.
    #[serde(rename = "type")]
    pub what: String,
    /// Whether it counts those who fight.
    pub fighters: bool,
    /// Least number; none where no report gives one.
    pub min: Option<u64>,
    /// Greatest number; none where some report leaves it open.
    pub max: Option<u64>,
    /// How many independent sources tell of it.
    pub sources: usize,
    /// Ids of the claims.
    pub evidence: Vec<String>,
}

type Key<'a> = (Option<Date>, Vec<&'a str>, &'a str, bool);

/// Harm by week, parties, sort and whether it is of those who fight: of all weeks up to the day asked about, the undated first.
///
/// Each claim counts in the week in which what it tells of began, and at one of its places. Where sources blame different
/// parties for one thing, each of the parties has it: these are allegations, and do not add up to all that was suffered.
pub fn harm_by_week(snapshot: &Snapshot, setting: &Setting, as_of: AsOf) -> Vec<WeekOfHarm> {
    Reading::of(snapshot, setting).harm_by_week(setting, as_of)
}

pub(crate) fn of_view(view: &View) -> Vec<WeekOfHarm> {
    let mut weeks: BTreeMap<Key, BTreeMap<Option<&str>, Vec<Toll>>> = BTreeMap::new();
    for fact in view.facts(|laid| laid.harms) {
        let area = where_suffered(view, &fact).into_iter().next().flatten();
        for (what, range, who) in tolls_of(&fact) {
            let toll = Toll { fact, range, who };
            let mut by = blamed(view, &toll);
            by.sort_unstable();
            by.dedup();
            let key = (fact.from.map(monday), by, what, who.is_some_and(|who| view.setting.fights(who)));
            weeks.entry(key).or_default().entry(area).or_default().push(toll);
        }
    }
    weeks.into_iter().map(|(key, areas)| week_of_harm(key, &areas)).collect()
}

/// The first day of its week.
fn monday(day: Date) -> Date {
    let since = day.weekday().since(Weekday::Monday);
    day.checked_sub(Span::new().days(i64::from(since))).unwrap_or(day)
}

fn week_of_harm((week, by, what, fighters): Key, areas: &BTreeMap<Option<&str>, Vec<Toll>>) -> WeekOfHarm {
    let (min, max): Range = areas.values().map(|tolls| total(tolls)).reduce(add).unwrap_or_default();
    let told: Vec<Fact> = areas.values().flatten().map(|toll| toll.fact).collect();
    WeekOfHarm {
        week,
        by: by.into_iter().map(str::to_owned).collect(),
        what: what.to_owned(),
        fighters,
        min,
        max,
        sources: sources(&told),
        evidence: ids(&told),
    }
}
