//! Who stands against whom in an event, as far as its sources agree.
use super::account::Background;
use super::toll;
use marsad_coder::Actors;
use marsad_record::{Event, Named};

/// ACLED's code of civilians.
const CIVILIANS: u8 = 7;

/// The two sides of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sides<'a> {
    /// Who does it.
    pub(crate) first: Side<'a>,
    /// Whom it is done to, or who fights against the first.
    pub(crate) second: Side<'a>,
}

/// One side: parties, and groups of people that are no party.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Side<'a> {
    pub(crate) parties: Vec<&'a str>,
    pub(crate) people: Vec<&'a str>,
}

impl<'a> Sides<'a> {
    pub(crate) fn of(event: &'a Event, background: &Background<'a>) -> Self {
        let actors = agreed(event);
        let (mut first, mut second) =
            (Side::of(actors, background.actors), Side::of(event.targets.iter(), background.actors));
        if second.parties.is_empty()
            && background.codes.table.mutual.contains(&event.event_type)
            && let Some((&leader, others)) = first.parties.split_first()
        {
            let on = event.days().map(|days| days.start);
            let (with, against): (Vec<&str>, Vec<&str>) =
                others.iter().partition(|&&other| background.alliances.same_side(leader, other, on));
            first.parties = std::iter::once(leader).chain(with).collect();
            second.parties = against;
        }
        // Nobody stands against themselves: where merged claims have it so, who did it is the surer part.
        second.parties.retain(|party| !first.parties.contains(party));
        Self { first, second }
    }

    /// Whether nobody but civilians is said to suffer it.
    pub(crate) fn is_on_civilians(&self, background: &Background) -> bool {
        let table = &background.codes.table;
        let civilian = |id: &&str| table.inter.get(*id).is_some_and(|&code| code == CIVILIANS);
        let people = &self.second.people;
        self.second.parties.is_empty() && !people.is_empty() && people.iter().all(civilian)
    }
}

impl<'a> Side<'a> {
    fn of(named: impl Iterator<Item = &'a Named>, actors: &Actors) -> Self {
        let ids = named.map(|it| it.id.as_str());
        let (people, parties) = ids.partition(|id| actors.people.iter().any(|group| group.id == *id));
        Self { parties, people }
    }

    /// ACLED's code of this side in an event in a country.
    pub(crate) fn inter(&self, country: Option<&str>, background: &Background) -> Option<u8> {
        let table = &background.codes.table;
        let Some(&party) = self.parties.first() else {
            return table.inter.get(*self.people.first()?).copied();
        };
        let actor = background.actors.get(party)?;
        let code = table.inter.get(&actor.kind).copied();
        if code != Some(1) {
            return code;
        }
        // Whether forces are at home or abroad hangs on where it happened.
        let at_home = actor.country.split(';').any(|home| Some(home) == country);
        country.map(|_| if at_home { 1 } else { table.foreign })
    }

    /// English name of the first party; of people where there is none, with their country as ACLED writes it. Whoever has the
    /// code of civilians goes by that name.
    pub(crate) fn name(&self, country: Option<&str>, background: &Background) -> Option<String> {
        if let Some(&party) = self.parties.first() {
            return Some(english(party, background));
        }
        let people = english(leading(self.people.first()?, background), background);
        Some(country.map_or_else(|| people.clone(), |country| format!("{people} ({country})")))
    }

    /// English names of the others on this side, and what the people are who go by the name of civilians.
    pub(crate) fn others(&self, background: &Background) -> String {
        let named = self.parties.first().or(self.people.first());
        let shown = named.map(|id| if self.parties.is_empty() { leading(id, background) } else { id });
        let others = self.parties.iter().chain(&self.people).filter(|id| Some(**id) != shown);
        others.map(|id| english(id, background)).collect::<Vec<_>>().join("; ")
    }
}

/// The group that stands for these people.
fn leading<'a>(people: &'a str, background: &Background) -> &'a str {
    let code = background.codes.table.inter.get(people);
    if code == Some(&CIVILIANS) { toll::WHOLE } else { people }
}

fn english(id: &str, background: &Background) -> String {
    background.actors.names(id).map_or_else(|| id.to_owned(), |(_, english)| english.to_owned())
}

/// Who is said to have done it; where sources name different ones, whom most name, and nobody where none is named by more.
fn agreed(event: &Event) -> impl Iterator<Item = &Named> {
    let disputed = event.disputed.iter().any(|dispute| dispute.slot == "actors");
    let most = event.actors.first().map_or(0, |it| it.sources.len());
    let leading = event.actors.iter().filter(|it| it.sources.len() == most).count();
    let kept = match (disputed, leading) {
        (false, _) => event.actors.len(),
        (true, 1) => 1,
        (true, _) => 0,
    };
    event.actors.iter().take(kept)
}
