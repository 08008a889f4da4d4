//! Who holds an area: taken, held, left, fought over, disputed.
//!
//! The claims on an area and on what contains it are read day by day, oldest first. Within a day the more specific
//! place wins, then the taking over the mere holding; independent sources that still differ dispute the area.
use crate::fact::{Fact, distinct, since, sources};
use crate::view::View;
use crate::{Rule, Since};
use jiff::ToSpan;
use jiff::civil::Date;
use marsad_coder::{ClaimType, PlaceKind, Role};
use std::collections::{BTreeMap, BTreeSet};

/// For so many days another source's word still stands against a mere report of holding.
const FRESH_DAYS: i32 = 7;
/// So long without a word of fighting, and the next fight is another one.
const LULL_DAYS: i32 = 90;
const HOLDS: [ClaimType; 2] = [ClaimType::Capture, ClaimType::Controls];
const FIGHTS: [ClaimType; 3] = [ClaimType::Assault, ClaimType::Advance, ClaimType::Contested];

/// A fact on the area, or on one of its containers.
#[derive(Debug, Clone, Copy)]
struct Word<'a> {
    fact: Fact<'a>,
    /// 0 on the area itself, 1 on its container, and so on.
    distance: usize,
    /// Whether it stands on a container of many places.
    is_around: bool,
    /// Whether it says so of a part of the area only: whoever takes one is fighting for the area.
    is_partial: bool,
    /// Whether it says that a party entered the area which, as the same sentence says, the other side left.
    is_entry: bool,
}

/// A side said to hold the area, and who says so.
#[derive(Debug, Clone)]
pub(crate) struct Holder<'a> {
    /// Actor ids: the most often named first, then allies named with it.
    pub(crate) actors: Vec<String>,
    /// The claims, oldest first, since it last changed hands.
    pub(crate) facts: Vec<Fact<'a>>,
    /// How far up the containers the word on it stands.
    distance: usize,
}

/// What the claims say of who holds an area.
#[derive(Debug, Clone, Default)]
pub(crate) struct Control<'a> {
    /// One side, or the sides of a dispute, best supported first.
    pub(crate) holders: Vec<Holder<'a>>,
    /// The claims of a fight that no later word has ended.
    pub(crate) fights: Vec<Fact<'a>>,
    /// Parts of it that another side holds, with that side.
    pub(crate) parts: Vec<(String, Vec<String>, Vec<Fact<'a>>)>,
    /// Who left it and has not come back, with the claims that say so.
    pub(crate) left: BTreeMap<&'a str, Vec<Fact<'a>>>,
}

/// What the claims say of who holds an area.
pub(crate) fn control<'a>(view: &View<'a>, area: &str) -> Control<'a> {
    let words = words(view, area);
    let mut control = Control::default();
    for day in words.chunk_by(|a, b| a.fact.at == b.fact.at) {
        control.leave(day);
        control.lose(view, day);
        let taken = control.settle(view, day);
        control.fight(view, area, day, taken);
    }
    control
}

/// Every word on an area, its own and its containers', oldest first.
fn words<'a>(view: &View<'a>, area: &str) -> Vec<Word<'a>> {
    let up = view.setting.gazetteer.containers(area).filter(|place| place.kind != PlaceKind::Country);
    let mut words: Vec<Word> = std::iter::once(area)
        .chain(up.map(|place| place.id.as_str()))
        .enumerate()
        .flat_map(|(distance, place)| said(view, place, distance))
        .filter(Word::passes_down)
        .collect();
    date_by_taking(&mut words);
    mark_entries(view, &mut words);
    words.sort_by(|a, b| (a.fact.at, a.order()).cmp(&(b.fact.at, b.order())));
    words.dedup_by(|a, b| a.fact.id == b.fact.id && a.distance == b.distance);
    words
}

/// "It took the plant on Saturday after battles": a fight without a day came before the taking that its sentence dates.
fn date_by_taking(words: &mut [Word]) {
    let dated = |word: &&Word| word.is(ClaimType::Capture) && word.fact.claim.when.is_some();
    let taken: Vec<Fact> = words.iter().filter(dated).map(|word| word.fact).collect();
    let undated = |word: &&mut Word| word.is(ClaimType::Assault) && word.fact.claim.when.is_none();
    for Word { fact, .. } in words.iter_mut().filter(undated) {
        if let Some(taking) = taken.iter().find(|taking| taking.is_in_sentence_of(fact)) {
            (fact.from, fact.at) = (taking.from, taking.at);
        }
    }
}

/// "It entered the town after the other side's withdrawal": that other side's going leaves it to whoever came.
fn mark_entries(view: &View, words: &mut [Word]) {
    let left: Vec<Fact> = words.iter().filter(|word| word.leaves()).map(|word| word.fact).collect();
    let enters = |word: &&mut Word| word.is(ClaimType::Advance) && !word.is_partial;
    for word in words.iter_mut().filter(enters) {
        let comer: Vec<&str> = word.fact.actors().collect();
        word.is_entry = left.iter().any(|left| {
            let leaver: Vec<&str> = left.actors().collect();
            left.is_in_sentence_of(&word.fact) && !view.allied(&leaver, &comer, word.fact.at)
        });
    }
}

/// What is said of a place so far up: of a container, only who took, held or left it.
fn said<'a>(view: &View<'a>, place: &str, distance: usize) -> impl Iterator<Item = Word<'a>> {
    let at = |types: &[ClaimType], roles: &[Role]| view.told(place, types, roles);
    let (is_around, wide) = (view.is_around(place), view.is_wide(place));
    let mut facts = at(&HOLDS, &[Role::At]);
    facts.extend(at(&[ClaimType::Withdrawal], &[Role::From]));
    // "It left the quarter of A in the city of B": only where no other place is left does B stand for it.
    let names_what_is_left = |fact: &Fact| fact.fillers(&[Role::From]).next().is_some();
    facts.extend(
        at(&[ClaimType::Withdrawal], &[Role::At]).into_iter().filter(|fact| !names_what_is_left(fact)),
    );
    if distance == 0 && !wide {
        facts.extend(at(&FIGHTS, &[Role::At]));
        facts.extend(at(&[ClaimType::Assault], &[Role::To]));
    }
    facts
        .into_iter()
        .map(move |fact| Word {
            fact,
            distance,
            is_around,
            is_partial: fact.is_of_part(place),
            is_entry: false,
        })
        // A part of what lies around the area, or of a whole governorate, says nothing of it.
        .filter(move |word| !word.is_partial || distance == 0 && !wide)
}

impl<'a> Word<'a> {
    fn order(&self) -> (usize, &'a str, u32, &'a str) {
        (self.distance, &self.fact.report.sha256, self.fact.claim.span.start, self.fact.id)
    }

    fn is(&self, claim_type: ClaimType) -> bool {
        self.fact.claim.claim_type == claim_type
    }

    /// Whether it says who holds the area.
    fn holds(&self) -> bool {
        HOLDS.iter().any(|kind| self.is(*kind)) && !self.is_partial || self.is_entry
    }

    /// Whether it says who took the area.
    fn takes(&self) -> bool {
        self.is(ClaimType::Capture) && !self.is_partial || self.is_entry
    }

    /// Whether it says that somebody left the area itself, and not a part of it alone.
    fn leaves(&self) -> bool {
        self.is(ClaimType::Withdrawal) && self.distance == 0 && !self.is_partial
    }

    /// "Areas under A in that governorate" says nothing of each of them; taking the whole of it does.
    fn passes_down(&self) -> bool {
        self.distance == 0 || !self.is_around || self.is(ClaimType::Capture)
    }

    /// Whether it says otherwise than a word that stands nearer: only a whole town's taking does.
    fn outdoes(&self, nearer: usize) -> bool {
        self.distance <= nearer || (self.is(ClaimType::Capture) && !self.is_around)
    }
}

impl<'a> Control<'a> {
    /// Ids of who holds it: the side that alone does, or every side of a dispute.
    pub(crate) fn actors(&self) -> Vec<String> {
        distinct(self.holders.iter().flat_map(|holder| &holder.actors).map(String::as_str))
    }

    /// The side that alone holds it.
    pub(crate) fn holder(&self) -> Option<&Holder<'a>> {
        if let [only] = &self.holders[..] { Some(only) } else { None }
    }

    /// Withdrawals end a holding, and take the leaving side out of the fight.
    fn leave(&mut self, day: &[Word<'a>]) {
        for word in day.iter().filter(|word| word.is(ClaimType::Withdrawal) && !word.is_partial) {
            for actor in word.fact.actors() {
                self.holders.iter_mut().for_each(|holder| holder.actors.retain(|id| id != actor));
                self.holders.retain(|holder| !holder.actors.is_empty());
                self.fights.retain(|fight| {
                    fight.actors().any(|id| id != actor) || fight.targets().any(|id| id != actor)
                });
                if word.distance == 0 {
                    self.left.entry(actor).or_default().push(word.fact);
                }
            }
        }
    }

    /// "The town was freed": by whom nobody says, but whoever held it holds it no longer. One who took it lately may be
    /// whom it is said of, unless it is named as the loser.
    fn lose(&mut self, view: &View<'a>, day: &[Word<'a>]) {
        for word in day.iter().filter(|word| word.takes()) {
            if word.fact.actors().any(|id| view.setting.can_hold(id)) {
                continue;
            }
            let named_as_lost: Vec<&str> = word.fact.targets().collect();
            let is_lost_by = |holder: &Holder| {
                let named = view.allied(&named_as_lost, &holder.actors, word.fact.at);
                let lately = holder.took_it() && within(LULL_DAYS, holder.latest(), word.fact.at);
                named || named_as_lost.is_empty() && !lately
            };
            for lost in self.holders.extract_if(.., |holder| is_lost_by(holder)) {
                for actor in lost.facts.iter().flat_map(Fact::actors).collect::<BTreeSet<_>>() {
                    self.left.entry(actor).or_default().push(word.fact);
                }
                self.fights.clear();
            }
        }
    }

    /// Applies the day's words on who holds it; says whether it was taken that day.
    fn settle(&mut self, view: &View<'a>, day: &[Word<'a>]) -> bool {
        let said = self.worth_hearing(view, day);
        if said.is_empty() {
            return false;
        }
        let taken = said.iter().any(Word::takes);
        let mut sides = sides(view, &said);
        let one_source = sources(said.iter().map(|word| &word.fact)) == 1;
        if sides.len() > 1 && one_source {
            self.holders.clear();
            self.fights = said.iter().map(|word| word.fact).collect();
            return true;
        }
        self.carry_over(view, &mut sides, taken);
        rank(&mut sides);
        self.left.retain(|actor, _| !sides.iter().any(|side| side.actors.iter().any(|id| id == actor)));
        self.holders = sides;
        self.fights.clear();
        taken
    }

    /// The day's words on who holds it that no other word of the day makes idle.
    fn worth_hearing(&self, view: &View<'a>, day: &[Word<'a>]) -> Vec<Word<'a>> {
        let mut said: Vec<Word> = day.iter().filter(|word| word.holds()).copied().collect();
        said.retain(|word| word.fact.actors().any(|id| view.setting.can_hold(id)));
        let nearest = said.iter().map(|word| word.distance).min().unwrap_or(0);
        let own = self.holders.iter().map(|holder| holder.distance).min();
        said.retain(|word| word.distance == nearest);
        said.retain(|word| own.is_none_or(|own| word.outdoes(own)));
        let idle =
            |word: &Word| word.is(ClaimType::Controls) && day.iter().any(|other| word.yields_to(view, other));
        said.iter().filter(|word| !idle(word)).copied().collect()
    }

    /// Keeps what earlier days said of a side that is named again, and other sources' still fresh word against it.
    fn carry_over(&mut self, view: &View<'a>, sides: &mut Vec<Holder<'a>>, taken: bool) {
        let now = sides.iter().filter_map(Holder::latest).max();
        let said_by: Vec<&str> = sides.iter().flat_map(|side| &side.facts).map(Fact::source).collect();
        for old in self.holders.drain(..) {
            if let Some(same) = sides.iter_mut().find(|side| view.allied(&side.actors, &old.actors, now)) {
                // "The town fell", and days later "its last quarter was taken": that quarter had not fallen with it.
                if !(same.took_it() && old.is_inherited() && !same.is_inherited()) {
                    same.facts.splice(0..0, old.facts);
                    same.name(view);
                }
            } else if !taken && old.stands(now, &said_by) {
                sides.push(old);
            }
        }
    }

    /// Adds the day's fights, unless the day's taking ended them; after a lull a new fight begins.
    fn fight(&mut self, view: &View<'a>, area: &str, day: &[Word<'a>], taken: bool) {
        let taken_by: Vec<&str> =
            day.iter().filter(|word| word.takes()).map(|word| word.fact.source()).collect();
        // Whoever still advances into a part does not hold it for having taken the whole.
        let presumed = self.holder().is_some_and(Holder::is_inherited);
        // "Freed after battles": nobody says by whom, but those battles are over.
        let ended = |fight: &Word| {
            !fight.is(ClaimType::Contested)
                && day.iter().any(|word| {
                    word.takes() && word.distance == 0 && word.fact.is_in_sentence_of(&fight.fact)
                })
        };
        let goes_on = |word: &Word| {
            if taken {
                word.is(ClaimType::Contested) && !taken_by.contains(&word.fact.source())
            } else {
                !ended(word)
            }
        };
        let holder = self.actors();
        let fights: Vec<Fact> = day
            .iter()
            .filter(|word| {
                word.is_fight(view, area, &holder) && goes_on(word) || presumed && word.is(ClaimType::Advance)
            })
            .map(|word| word.fact)
            .collect();
        let lull = |last: &Fact, next: &Fact| !within(LULL_DAYS, last.at, next.at);
        if self.fights.last().zip(fights.first()).is_some_and(|(last, next)| lull(last, next)) {
            self.fights.clear();
        }
        self.fights.extend(fights);
    }
}

/// Whether the later day is at most so many days after the earlier; an unknown day only goes with another.
fn within(days: i32, earlier: Option<Date>, later: Option<Date>) -> bool {
    match (earlier, later) {
        (Some(earlier), Some(later)) => earlier.checked_add(days.days()).is_ok_and(|until| later <= until),
        (earlier, later) => earlier == later,
    }
}

impl Word<'_> {
    /// Whether someone other than its holder fights for the area here. Force against people alone is no such fight, nor
    /// is what a group does far from the countries where it holds or seeks ground.
    fn is_fight(&self, view: &View, area: &str, holder: &[String]) -> bool {
        let arms = |id: &&str| view.setting.can_hold(id);
        let targets: Vec<&str> = self.fact.targets().collect();
        let mut parties = self.fact.actors().chain(self.fact.targets()).filter(arms);
        let against_people = !targets.is_empty() && !targets.iter().any(arms);
        // "Clashes in the quarter": somebody fights there, though nobody says who.
        let nobody = targets.is_empty() && self.fact.actors().next().is_none();
        if self.is(ClaimType::Contested) {
            return true;
        }
        (self.is_partial || FIGHTS.iter().any(|kind| self.is(*kind)))
            && !against_people
            && (nobody
                || parties.any(|id| {
                    !view.allied(&[id], holder, self.fact.at) && !view.setting.strikes_abroad(id, area)
                }))
    }

    /// A word of holding gives way to its own source's word, of the same day, of another's taking or of leaving.
    fn yields_to(&self, view: &View, other: &Self) -> bool {
        let (mine, theirs): (Vec<_>, Vec<_>) = (self.fact.actors().collect(), other.fact.actors().collect());
        let same_source = self.fact.source() == other.fact.source() && other.distance <= self.distance;
        same_source
            && ((other.takes() && !view.allied(&mine, &theirs, self.fact.at))
                || (other.is(ClaimType::Withdrawal) && mine.iter().all(|id| theirs.contains(id))))
    }
}

impl Holder<'_> {
    /// Its newest claim's day.
    pub(crate) fn latest(&self) -> Option<Date> {
        self.facts.iter().filter_map(|fact| fact.at).max()
    }

    /// Since when it holds the area.
    pub(crate) fn since(&self) -> Since {
        let taken: Vec<Fact> =
            self.facts.iter().filter(|fact| !fact.asserts(&[ClaimType::Controls])).copied().collect();
        if taken.is_empty() { since(&self.facts) } else { since(&taken).earliest(since(&self.facts)) }
    }

    /// Whether it took the area, rather than being said to hold it.
    pub(crate) fn took_it(&self) -> bool {
        !self.facts.iter().all(|fact| fact.asserts(&[ClaimType::Controls]))
    }

    /// The rule by which it holds the area: taken in a fight or entered once the other side had left, or said to be held.
    pub(crate) fn rule(&self) -> Rule {
        if self.facts.iter().any(|fact| fact.asserts(&[ClaimType::Capture])) {
            Rule::Captured
        } else if self.took_it() {
            Rule::Entered
        } else {
            Rule::Controlled
        }
    }

    /// Whether the word on it is one on a container of the area.
    pub(crate) fn is_inherited(&self) -> bool {
        self.distance > 0
    }

    /// Puts the most often named party first.
    fn name(&mut self, view: &View) {
        let facts = &self.facts;
        let actors = distinct(facts.iter().flat_map(Fact::actors)).into_iter();
        let mut counted: Vec<(usize, String)> = actors
            .filter(|id| view.setting.can_hold(id))
            .map(|id| (facts.iter().filter(|fact| fact.actors().any(|actor| actor == id)).count(), id))
            .collect();
        counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        self.actors = counted.into_iter().map(|(_, id)| id).collect();
    }

    /// Whether it still stands against newer words from those sources.
    fn stands(&self, now: Option<Date>, said_by: &[&str]) -> bool {
        within(FRESH_DAYS, self.latest(), now)
            && self.facts.iter().any(|fact| !said_by.contains(&fact.source()))
    }
}

/// The sides that the words name, in order of first mention.
fn sides<'a>(view: &View<'a>, said: &[Word<'a>]) -> Vec<Holder<'a>> {
    let mut sides: Vec<Holder> = Vec::new();
    for word in said {
        let actors = distinct(word.fact.actors());
        match sides.iter_mut().find(|side| view.allied(&side.actors, &actors, word.fact.at)) {
            Some(side) => side.facts.push(word.fact),
            None => sides.push(Holder { actors, facts: vec![word.fact], distance: word.distance }),
        }
    }
    for side in &mut sides {
        side.name(view);
    }
    sides
}

/// Best supported first: newer, more specific, more sources; then by name.
fn rank(sides: &mut [Holder]) {
    sides.sort_by(|a, b| {
        let newer = b.latest().cmp(&a.latest());
        let nearer = a.distance.cmp(&b.distance);
        let more = sources(&b.facts).cmp(&sources(&a.facts));
        newer.then(nearer).then(more).then_with(|| a.actors.cmp(&b.actors))
    });
}
