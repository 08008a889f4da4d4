//! What a situation report says: every line from the situation or its changes, every figure with its reports.
use super::Lang;
use super::document::{Block, Document};
use super::drawing::drawing;
use super::references::References;
use super::words::Words;
use crate::publish::Palette;
use jiff::civil::Date;
use marsad_coder::{Actors, Gazetteer};
use marsad_record::Snapshot;
use marsad_situation::{
    Access, Aspect, Change, CriterionKind, Harm, Holding, Passable, RouteState, Siege, Since, Situation,
    Standing, State, Status,
};

/// As many changes, areas or harms as two pages hold.
const MOST: usize = 12;
/// As many of the reports' references beside one figure.
const CITED: usize = 4;

/// What a report is made of.
pub(crate) struct Matter<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) situation: &'a Situation,
    /// What changed since the day before the report's span.
    pub(crate) changes: &'a [Change],
    /// That day.
    pub(crate) since: Option<Date>,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) actors: &'a Actors,
    /// The place that the report is of; none is all that the record speaks of.
    pub(crate) place: Option<&'a str>,
}

/// The report of that matter in that language.
pub(crate) fn report(matter: &Matter, lang: Lang) -> Result<Document, toml::de::Error> {
    let (words, palette) = (Words::read(lang)?, Palette::read()?);
    let writer = Writer { matter, references: References::new(matter.snapshot), words: &words };
    let mut blocks = vec![Block::Text(writer.origin())];
    if let Some(svg) = drawing(matter.situation, matter.gazetteer, &palette, &words) {
        blocks.push(Block::Drawing { svg, says: words.say("map_note") });
    }
    blocks.extend(writer.shut_in());
    blocks.extend(writer.changes());
    blocks.extend(writer.control());
    blocks.extend(writer.routes());
    blocks.extend(writer.harm());
    blocks.extend(writer.disputed());
    blocks.push(Block::Heading(words.say("sources")));
    blocks.push(Block::Sources(writer.references.list(&words)));
    let place = matter.place.map_or_else(|| words.say("everywhere"), |id| writer.place(id));
    let title = words.fill("title", &[("place", &place)]);
    Ok(Document { lang, title, subtitle: writer.subtitle(), blocks })
}

struct Writer<'a> {
    matter: &'a Matter<'a>,
    references: References<'a>,
    words: &'a Words,
}

impl Writer<'_> {
    fn subtitle(&self) -> String {
        let day = |key: &str, day| self.words.fill(key, &[("day", &self.words.day(day))]);
        let known = self.matter.situation.known.map(|known| day("known", Some(known)));
        [Some(day("day", self.matter.situation.on)), known]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(&self.words.say("comma"))
    }

    fn origin(&self) -> String {
        let (reports, claims) = (self.matter.snapshot.reports.len(), self.matter.snapshot.claims.len());
        self.words.fill("from", &[("reports", &reports.to_string()), ("claims", &claims.to_string())])
    }

    fn place(&self, id: &str) -> String {
        let known = self.matter.gazetteer.get(id);
        known.map_or_else(|| id.to_owned(), |place| self.words.name(&place.name_ar, &place.name_en))
    }

    fn actor(&self, id: &str) -> String {
        let names = self.matter.actors.names(id);
        names.map_or_else(|| id.to_owned(), |(name_ar, name_en)| self.words.name(name_ar, name_en))
    }

    fn actors(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.actor(id)).collect::<Vec<_>>().join(&self.words.say("comma"))
    }

    /// The reports of these claims, the first few of many.
    fn cite(&self, claims: &[String]) -> String {
        self.references.to(claims.get(..CITED).unwrap_or(claims))
    }

    fn since(&self, since: &Since) -> String {
        since
            .date
            .map(|day| day.to_string())
            .or_else(|| since.text.clone())
            .unwrap_or_else(|| self.words.say("unknown"))
    }

    fn heads(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| self.words.say(key)).collect()
    }

    /// A heading and a table of the first items, and how many more there are; or what is said where there are none.
    fn section<T>(
        &self,
        heading: String,
        nothing: Option<&str>,
        head: &[&str],
        items: &[T],
        row: impl Fn(&T) -> Vec<String>,
    ) -> Vec<Block> {
        let rows: Vec<Vec<String>> = items.iter().take(MOST).map(row).collect();
        let body = match (rows.is_empty(), nothing) {
            (true, None) => return Vec::new(),
            (true, Some(nothing)) => Block::Text(self.words.say(nothing)),
            (false, _) => Block::Table { head: self.heads(head), rows },
        };
        let left = items.len().saturating_sub(MOST);
        let more = (left > 0).then(|| Block::Text(self.words.fill("more", &[("n", &left.to_string())])));
        [Block::Heading(heading), body].into_iter().chain(more).collect()
    }

    fn shut_in(&self) -> Vec<Block> {
        let mut areas: Vec<&Holding> = self.matter.situation.areas.iter().collect();
        areas.retain(|area| matches!(area.access, Access::Besieged | Access::HardToReach));
        areas.sort_by_key(|area| (area.access != Access::Besieged, area.name_en.clone()));
        let shut_in: Vec<(&Holding, &Siege)> =
            areas.into_iter().filter_map(|area| Some((area, area.siege.as_ref()?))).collect();
        let head = ["area", "access", "by", "since", "signs", "people"];
        let row = |&(area, siege): &(&Holding, &Siege)| self.shut_in_row(area, siege);
        self.section(self.words.say("shut_in"), Some("nobody_shut_in"), &head, &shut_in, row)
    }

    fn shut_in_row(&self, area: &Holding, siege: &Siege) -> Vec<String> {
        let said_so = siege.quoted.iter();
        let met = siege.criteria.iter().flat_map(|criterion| &criterion.evidence);
        let evidence: Vec<String> = said_so.chain(met).cloned().collect();
        let mut signs: Vec<String> = siege.criteria.iter().map(|met| self.sign(met.kind)).collect();
        signs.extend((!siege.quoted.is_empty()).then(|| self.words.say("quoted")));
        signs.extend((siege.six_months == Some(true)).then(|| self.words.say("six_months")));
        let people = area.population.as_ref().map(|people| {
            format!("{} {}", self.words.range(people.min, people.max), self.cite(&people.evidence))
        });
        vec![
            self.words.name(&area.name_ar, &area.name_en),
            format!("{} {}", self.access(area.access), self.cite(&evidence)),
            self.actors(&siege.by),
            self.since(&siege.since),
            signs.join(&self.words.say("comma")),
            people.unwrap_or_else(|| self.words.say("unknown")),
        ]
    }

    fn sign(&self, kind: CriterionKind) -> String {
        self.words.say(match kind {
            CriterionKind::Encircled => "encircled",
            CriterionKind::GoodsBlocked => "goods_blocked",
            CriterionKind::ExitDenied => "exit_denied",
        })
    }

    fn access(&self, access: Access) -> String {
        self.words.say(match access {
            Access::Besieged => "besieged",
            Access::HardToReach => "hard_to_reach",
            Access::Open => "open",
            Access::Unknown => "unknown",
        })
    }

    fn changes(&self) -> Vec<Block> {
        let heading = self.words.fill("changes", &[("day", &self.words.day(self.matter.since))]);
        let row = |change: &Change| {
            vec![
                self.words.name(&change.name_ar, &change.name_en),
                self.words.say(match change.aspect {
                    Aspect::Control => "aspect_control",
                    Aspect::Access => "aspect_access",
                    Aspect::Isolation => "aspect_isolation",
                    Aspect::Route => "aspect_route",
                }),
                self.standing(&change.before),
                format!("{} {}", self.standing(&change.after), self.cite(&change.evidence)),
            ]
        };
        let head = ["area", "what", "before", "after"];
        self.section(heading, Some("no_changes"), &head, self.matter.changes, row)
    }

    fn standing(&self, standing: &Standing) -> String {
        let state = match standing.state {
            State::Control(status) => self.status(status),
            State::Access(access) => self.access(access),
            State::Isolated(isolated) => self.words.say(if isolated { "isolated" } else { "linked" }),
            State::Route(passable) => self.passable(passable),
        };
        match (standing.state, standing.by.is_empty()) {
            (_, true) => state,
            (State::Control(Status::Held), false) => self.actors(&standing.by),
            _ => format!("{state} ({})", self.actors(&standing.by)),
        }
    }

    fn status(&self, status: Status) -> String {
        self.words.say(match status {
            Status::Held => "held",
            Status::Contested => "contested",
            Status::Disputed => "disputed_state",
            Status::Unknown => "unknown",
        })
    }

    fn passable(&self, passable: Passable) -> String {
        self.words.say(match passable {
            Passable::Open => "open",
            Passable::Contested => "contested",
            Passable::Cut => "cut",
            Passable::Unknown => "unknown",
        })
    }

    /// The areas that somebody holds or fights for, the newest first.
    fn control(&self) -> Vec<Block> {
        let mut areas: Vec<&Holding> =
            self.matter.situation.areas.iter().filter(|area| area.status != Status::Unknown).collect();
        areas.sort_by(|a, b| b.since.date.cmp(&a.since.date).then_with(|| a.id.cmp(&b.id)));
        let row = |area: &&Holding| {
            vec![
                self.words.name(&area.name_ar, &area.name_en),
                self.actors(&area.sides()),
                format!("{} {}", self.status(area.status), self.cite(&area.evidence)),
                self.since(&area.since),
            ]
        };
        self.section(self.words.say("control"), None, &["area", "holder", "status", "since"], &areas, row)
    }

    fn routes(&self) -> Vec<Block> {
        let mut known: Vec<&RouteState> = self.matter.situation.routes.iter().collect();
        known.retain(|route| route.state != Passable::Unknown);
        let row = |route: &&RouteState| {
            vec![
                self.words.name(&route.name_ar, &route.name_en),
                format!("{} {}", self.passable(route.state), self.cite(&route.evidence)),
                route.by.as_deref().map(|id| self.actor(id)).unwrap_or_default(),
                self.since(&route.since),
            ]
        };
        self.section(self.words.say("routes"), None, &["route", "state", "by", "since"], &known, row)
    }

    fn harm(&self) -> Vec<Block> {
        let mut harms: Vec<&Harm> = self.matter.situation.harm.iter().collect();
        harms.sort_by_key(|harm| std::cmp::Reverse(harm.max.or(harm.min)));
        let row = |harm: &&Harm| {
            let area = harm.name_ar.as_deref().zip(harm.name_en.as_deref());
            let what = self.words.say(&harm.what);
            vec![
                area.map_or_else(|| self.words.say("nowhere"), |(ar, en)| self.words.name(ar, en)),
                if harm.fighters { format!("{what} ({})", self.words.say("fighters")) } else { what },
                format!("{} {}", self.words.range(harm.min, harm.max), self.cite(&harm.evidence)),
                if harm.by.is_empty() { self.words.say("unknown") } else { self.actors(&harm.by) },
                harm.sources.len().to_string(),
            ]
        };
        let head = ["area", "type", "number", "alleged", "count_sources"];
        self.section(self.words.say("harm"), Some("no_harm"), &head, &harms, row)
    }

    /// Where independent sources name different holders: each side with who says so.
    fn disputed(&self) -> Vec<Block> {
        let disputed = self.matter.situation.areas.iter().filter(|area| area.status == Status::Disputed);
        let lines: Vec<String> = disputed
            .map(|area| {
                let sides = area.sides.iter().map(|side| {
                    let sources = self.words.fill("source_count", &[("n", &side.sources.to_string())]);
                    let (holder, day) = (self.actor(&side.holder), self.words.day(side.latest));
                    let refs = self.cite(&side.evidence);
                    let values =
                        [("holder", holder.as_str()), ("sources", &sources), ("day", &day), ("refs", &refs)];
                    self.words.fill("says", &values)
                });
                let sides: Vec<String> = sides.collect();
                format!("{} - {}", self.words.name(&area.name_ar, &area.name_en), sides.join("; "))
            })
            .collect();
        if lines.is_empty() {
            Vec::new()
        } else {
            vec![Block::Heading(self.words.say("disputed")), Block::List(lines)]
        }
    }
}
