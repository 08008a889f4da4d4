//! What the demo says of its record, in a few lines.
use crate::commands::Error;
use jiff::civil::Date;
use marsad_coder::{Claim, Coder, Modality};
use marsad_data::DataFiles;
use marsad_record::Snapshot;
use marsad_situation::{Access, AsOf, Passable, Reading, Setting, Situation};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

/// Counts of a record, and the pictures of its worst and its last day.
pub(crate) struct Summary {
    reports: usize,
    sources: usize,
    types: BTreeMap<&'static str, usize>,
    not_facts: usize,
    worst: Situation,
    last: Situation,
}

impl Summary {
    pub(crate) fn of(snapshot: &Snapshot, data: &DataFiles, coder: &Coder) -> Result<Self, Error> {
        let setting = Setting::load(data, coder.gazetteer(), coder.actors())?;
        let reading = Reading::of(snapshot, &setting);
        let picture = |on: Option<Date>| reading.situation(&setting, AsOf { on, known: None });
        let days: BTreeSet<Date> = snapshot.reports.iter().filter_map(|stored| stored.report.date).collect();
        // Of days that are equally bad, the first: that is when it became so.
        let worst = days.into_iter().rev().map(|day| picture(Some(day))).max_by_key(shut_in);
        let claims = || snapshot.claims.iter().map(|stored| &stored.claim);
        let mut types = BTreeMap::new();
        for claim in claims() {
            *types.entry(claim.claim_type.name()).or_default() += 1;
        }
        Ok(Self {
            reports: snapshot.reports.len(),
            sources: snapshot.reports.iter().map(|stored| &stored.source).collect::<BTreeSet<_>>().len(),
            types,
            not_facts: claims().filter(|claim| !is_fact(claim)).count(),
            worst: worst.unwrap_or_else(|| picture(None)),
            last: picture(None),
        })
    }

    /// The page's address for the day on which most was shut in.
    pub(crate) fn worst_day(&self) -> String {
        self.worst.on.map(|on| format!("#on={on}")).unwrap_or_default()
    }
}

fn is_fact(claim: &Claim) -> bool {
    claim.modality == Modality::Actual
}

/// How many areas are besieged or cut off.
fn shut_in(situation: &Situation) -> usize {
    situation
        .areas
        .iter()
        .map(|area| usize::from(area.access == Access::Besieged) + usize::from(area.isolated))
        .sum()
}

fn write_picture(f: &mut fmt::Formatter<'_>, situation: &Situation) -> fmt::Result {
    let day = situation.on.map(|on| on.to_string()).unwrap_or_default();
    let access = |wanted| situation.areas.iter().filter(|area| area.access == wanted).count();
    let isolated = situation.areas.iter().filter(|area| area.isolated).count();
    let cut = situation.routes.iter().filter(|route| route.state == Passable::Cut).count();
    writeln!(
        f,
        "{day}: {} areas: {} besieged, {} hard to reach, {} open; {isolated} isolated; {cut} of {} routes cut",
        situation.areas.len(),
        access(Access::Besieged),
        access(Access::HardToReach),
        access(Access::Open),
        situation.routes.len(),
    )
}

impl Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let copies = self.reports - self.sources;
        let claims: usize = self.types.values().sum();
        writeln!(
            f,
            "{} reports from {} independent sources (copies of one text count once: {copies})",
            self.reports, self.sources
        )?;
        writeln!(
            f,
            "{claims} claims, {} of them not said as fact (failed, intended, feared or denied)",
            self.not_facts
        )?;
        let types: Vec<String> = self.types.iter().map(|(name, count)| format!("{name} {count}")).collect();
        writeln!(f, "  {}", types.join(", "))?;
        write_picture(f, &self.worst)?;
        write_picture(f, &self.last)
    }
}
