//! Tolls: how many were killed and injured, who they were, and who killed them where the sentence says so.
use crate::lexicon::{Hit, ListId};
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Scene;
use std::ops::Range;

/// Words within which the number and the people of a toll follow its verb or noun.
const REACH: usize = 8;

/// A number of people harmed.
#[derive(Debug, Clone)]
pub(crate) struct Toll {
    /// `killed`, `injured` or `casualties`.
    pub(crate) what: &'static str,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
    /// The mention that says who, by its index in the scene.
    pub(crate) who: Option<usize>,
    /// The words that say how many and who.
    pub(crate) tokens: Range<usize>,
    /// The word of harm itself.
    pub(crate) word: Range<usize>,
    /// The party that did it, where it is the verb's subject.
    pub(crate) agent: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Verb,
    Noun,
    People,
}

/// The tolls of a sentence, in order.
pub(crate) fn tolls(scene: &Scene) -> Vec<Toll> {
    let mut tolls: Vec<Toll> = Vec::new();
    let mut token = scene.tokens.start;
    while token < scene.tokens.end {
        let Some((what, form, hit)) = harm_word(scene, token) else {
            token += 1;
            continue;
        };
        let word = hit.tokens.clone();
        token = joint_end(scene, what, &word).filter(|_| form != Form::People).unwrap_or(word.end);
        let toll = match form {
            Form::People => people_toll(scene, what, hit),
            Form::Verb | Form::Noun => counted_toll(scene, what, form, &word),
        };
        if let Some(mut toll) = toll {
            same_people_as_before(scene, &mut toll, tolls.last());
            if tolls.last().is_none_or(|last| last.tokens != toll.tokens || last.what != toll.what) {
                tolls.push(toll);
            }
        }
    }
    tolls
}

fn harm_word<'s>(scene: &'s Scene, token: usize) -> Option<(&'static str, Form, &'s Hit)> {
    let words = scene.words;
    let lists: [(ListId, &str, Form); 7] = [
        (words.killed_people, "killed", Form::People),
        (words.injured_people, "injured", Form::People),
        (words.casualties_people, "casualties", Form::People),
        (words.killed_verb, "killed", Form::Verb),
        (words.injured_verb, "injured", Form::Verb),
        (words.killed_noun, "killed", Form::Noun),
        (words.injured_noun, "injured", Form::Noun),
    ];
    lists
        .into_iter()
        .find_map(|(list, what, form)| scene.document.list(list, token).map(|hit| (what, form, hit)))
}

/// "Five dead", "dead and wounded": a noun for the harmed, with a number before it or none.
fn people_toll(scene: &Scene, what: &'static str, hit: &Hit) -> Option<Toll> {
    let word = hit.tokens.clone();
    let number = scene.mentions.iter().find(|mention| {
        matches!(mention.entity, Entity::Number(_)) && near(scene, mention.tokens.end, word.start)
    });
    let (min, max, start) = match number {
        Some(Mention { entity: Entity::Number(number), tokens, .. }) => {
            (number.min, number.max, tokens.start)
        }
        _ if hit.clitics.article && what != "casualties" => return None,
        _ => {
            let (min, max) = bare_number(scene.document.text.folded(word.start), what);
            (min, max, word.start)
        }
    };
    let who = who_after(scene, word.end, 4);
    Some(Toll { what, min, max, who, tokens: start..word.end, word, agent: None })
}

fn near(scene: &Scene, end: usize, start: usize) -> bool {
    end <= start && scene.gap(end, start) == 0
}

/// How many a noun for the harmed means without a number: its form says one, two or several.
fn bare_number(folded: &str, what: &str) -> (u64, Option<u64>) {
    let dual = folded.ends_with("\u{64A}\u{646}") || folded.ends_with("\u{627}\u{646}");
    // qatil, jarih, shahid, musab: singulars without a plural's alef maqsura (folded to ya) or hamza.
    let singular = [
        "\u{644}",
        "\u{62D}",
        "\u{62F}",
        "\u{62F}\u{627}",
        "\u{644}\u{627}",
        "\u{62D}\u{627}",
        "\u{635}\u{627}\u{628}",
    ]
    .iter()
    .any(|end| folded.ends_with(end));
    match what {
        "casualties" => (1, None),
        _ if dual => (2, Some(2)),
        _ if singular => (1, Some(1)),
        _ => (2, None),
    }
}

/// Where "and injuring" ends in "killing and injuring six": the number counts both together.
fn joint_end(scene: &Scene, what: &str, word: &Range<usize>) -> Option<usize> {
    let next = word.end + usize::from(scene.document.is_waw(word.end));
    let (other, form, hit) = harm_word(scene, next)?;
    let joined = hit.clitics.conjunction || next > word.end;
    (joined && form != Form::People && other != what).then_some(hit.tokens.end)
}

fn who_after(scene: &Scene, from: usize, reach: usize) -> Option<usize> {
    let end = (from + reach).min(scene.tokens.end);
    scene
        .mentions
        .iter()
        .position(|mention| (from..end).contains(&mention.tokens.start) && is_victim(mention))
}

/// Whether a mention is a number that may count people: not an age, a distance or a share.
pub(crate) fn is_count(scene: &Scene, mention: &Mention) -> bool {
    matches!(mention.entity, Entity::Number(_))
        && scene.document.list(scene.words.unit, mention.tokens.end).is_none()
}

fn is_victim(mention: &Mention) -> bool {
    matches!(mention.entity, Entity::People { .. } | Entity::Party { .. })
}

/// "Killed five civilians", "the killing of two children": a verb or noun, then a number or people whose form counts them.
fn counted_toll(scene: &Scene, what: &'static str, form: Form, word: &Range<usize>) -> Option<Toll> {
    let limit = (word.end + REACH).min(scene.tokens.end);
    let from = joint_end(scene, what, word).unwrap_or(word.end);
    let what = if from > word.end { "casualties" } else { what };
    let end = (from + 1..limit).find(|&token| harm_word(scene, token).is_some()).unwrap_or(limit);
    let after: Vec<(usize, &Mention)> = scene
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| (from..end).contains(&mention.tokens.start))
        .collect();
    let counting = Counting { scene, what, form, word, from, agent: agent(scene, form, word, &after) };
    counting.before().or_else(|| counting.number(&after)).or_else(|| counting.people(&after))
}

/// What is known of a toll while its number is sought.
struct Counting<'s, 'c, 'd> {
    scene: &'s Scene<'c, 'd>,
    what: &'static str,
    form: Form,
    word: &'s Range<usize>,
    /// Where what the verb or noun counts begins.
    from: usize,
    agent: Option<usize>,
}

impl Counting<'_, '_, '_> {
    fn toll(&self, (min, max): (u64, Option<u64>), who: Option<usize>, tokens: Range<usize>) -> Toll {
        Toll { what: self.what, min, max, who, tokens, word: self.word.clone(), agent: self.agent }
    }

    /// "Ten civilians were killed": a plural verb whose subject stands before it.
    fn before(&self) -> Option<Toll> {
        // Third person plural: waw, alef.
        let plural = self.scene.document.text.folded(self.word.start).ends_with("\u{648}\u{627}");
        if self.form != Form::Verb || !plural {
            return None;
        }
        let near = |end: usize| end <= self.word.start && self.scene.gap(end, self.word.start) <= 1;
        let who =
            self.scene.mentions.iter().position(|mention| is_victim(mention) && near(mention.tokens.end))?;
        let start = self.scene.mentions[who].tokens.start;
        let counted = |mention: &&Mention| {
            is_count(self.scene, mention)
                && mention.tokens.end <= start
                && self.scene.gap(mention.tokens.end, start) <= 2
        };
        let number = self.scene.mentions.iter().rev().find(counted)?;
        let Entity::Number(value) = &number.entity else { return None };
        Some(Toll {
            agent: None,
            ..self.toll(
                (value.min, value.max),
                Some(who),
                number.tokens.start..self.scene.mentions[who].tokens.end,
            )
        })
    }

    /// A number behind the verb or noun, and whom it counts.
    fn number(&self, after: &[(usize, &Mention)]) -> Option<Toll> {
        let (_, mention) = after.iter().find(|(_, mention)| is_count(self.scene, mention))?;
        let (Entity::Number(number), tokens) = (&mention.entity, &mention.tokens) else { return None };
        let who = who_after(self.scene, tokens.end, 4);
        let others = self.scene.document.list(self.scene.words.others, tokens.end).map(|hit| hit.tokens.end);
        let named = who.and_then(|who| self.scene.mentions.get(who)).map_or(tokens.end, |who| who.tokens.end);
        let counts_people = who.is_some() || others.is_some() || tokens.start <= self.from + 1;
        counts_people
            .then(|| self.toll((number.min, number.max), who, tokens.start..named.max(others.unwrap_or(0))))
    }

    /// People whose form counts them: one, two, or several.
    fn people(&self, after: &[(usize, &Mention)]) -> Option<Toll> {
        let victim = |(index, mention): &&(usize, &Mention)| is_victim(mention) && Some(*index) != self.agent;
        let (index, people) = after.iter().find(victim)?;
        let range = match people.entity {
            Entity::People { number: 1, .. } => (1, Some(1)),
            Entity::People { number: 2, .. } => (2, Some(2)),
            Entity::People { .. } if !people.article || self.form == Form::Noun => (2, None),
            _ => return None,
        };
        Some(self.toll(range, Some(*index), people.tokens.clone()))
    }
}

/// The party that killed: right behind an active verb, with its victims behind it.
fn agent(scene: &Scene, form: Form, word: &Range<usize>, after: &[(usize, &Mention)]) -> Option<usize> {
    let (index, first) = after.first()?;
    let party = matches!(first.entity, Entity::Party { .. }) && !first.is_oblique();
    let victims = after.iter().skip(1).any(|(_, mention)| {
        matches!(mention.entity, Entity::Number(_)) || is_victim(mention) && !mention.joined
    });
    let adjacent = scene.gap(word.end, first.tokens.start) == 0;
    if form == Form::Verb && party && victims && adjacent {
        return Some(*index);
    }
    let armed = |mention: &Mention| {
        matches!(mention.entity, Entity::Party { armed: true, .. })
            && matches!(mention.prep, Prep::None | Prep::By)
    };
    let clause = scene.clause_tokens(word.start);
    let subject = scene.mentions.iter().rposition(|mention| {
        mention.tokens.end <= word.start && mention.tokens.start >= scene.tokens.start && armed(mention)
    })?;
    // "The army killed", "they were able to kill".
    let before = scene.gap(scene.mentions[subject].tokens.end, word.start) <= 1
        && form == Form::Verb
        && scene.mentions[subject].tokens.start >= clause.start;
    let managed = form == Form::Noun
        && (word.start.saturating_sub(4)..word.start)
            .any(|token| scene.document.list(scene.words.manage, token).is_some());
    (before || managed).then_some(subject)
}

/// "And four others were injured": the same people as in the toll before.
fn same_people_as_before(scene: &Scene, toll: &mut Toll, last: Option<&Toll>) {
    let others = (toll.tokens.start..toll.tokens.end + 2)
        .any(|token| scene.document.list(scene.words.others, token).is_some());
    if toll.who.is_none() || others {
        toll.who = toll.who.or_else(|| last.and_then(|last| last.who));
    }
}
