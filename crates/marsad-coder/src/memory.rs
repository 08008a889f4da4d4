//! What a report has told so far, for subjects and sides that a later sentence leaves unnamed.
use crate::assemble::passage;
use crate::draft::{Draft, is_violence};
use crate::mention::Entity;
use crate::scene::Scene;
use crate::{ClaimType, Modality, Party};
use marsad_text::Span;
use std::collections::BTreeMap;

/// Sentences within which "the attack" is the strike told of before.
const STRIKE_REACH: usize = 2;
/// Characters within which who was named is still who a sentence leaves unnamed.
const FORGOTTEN: u32 = 450;
/// Sentences within which those who fight abroad still strike from the air.
const FLIGHT_REACH: usize = 4;

/// What the sentences before have named.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The party or parties that did something last.
    pub(crate) subject: Vec<Party>,
    /// The sentence that party did it in.
    pub(crate) subject_sentence: Option<Span>,
    /// Who did each type of thing last, and in which sentence: "the raids" are those of whoever raided before.
    agents: BTreeMap<ClaimType, (usize, Vec<Party>)>,
    /// Where the sentence's claims so far name whom they were done to: those did not do what follows.
    pub(crate) objects: Vec<Span>,
    /// Whom the sentence's last claim was done to, for "them".
    pub(crate) targets: Vec<Party>,
    /// Who attacked last, whatever with: "the attack" is theirs.
    pub(crate) attackers: Vec<Party>,
    /// The sides of the last clash that named both.
    pub(crate) clash: Vec<Party>,
    /// The type of the last strike or attack, and the sentence it was told in: "the attack" soon after is of its type.
    struck: Option<(ClaimType, usize)>,
    /// The same of the strike or attack before it.
    before: Option<(ClaimType, usize)>,
    /// Whether a heading has opened a part of the report.
    headed: bool,
    /// How many sentences were read.
    sentences: usize,
    /// The last two parties that fought each other, for "both sides".
    pub(crate) sides: Vec<Party>,
}

impl Memory {
    /// A second heading ("X governorate: …") begins another part: nobody is carried over into it.
    pub(crate) fn turn_page(&mut self) {
        if self.headed {
            self.subject.clear();
            self.attackers.clear();
            self.clash.clear();
            self.agents.clear();
        }
        self.headed = true;
    }

    /// Notes who acted, unless it is said that they did not, or only that they hold.
    pub(crate) fn acted(&mut self, draft: &Draft, actors: &[Party], foes: &[Party], sentence: Span) {
        let acts =
            !matches!(draft.claim_type, ClaimType::Controls | ClaimType::Besieged | ClaimType::Protest);
        if !actors.is_empty() && draft.modality != Modality::Denied && acts {
            actors.clone_into(&mut self.subject);
            self.subject_sentence = Some(sentence);
            self.agents.insert(draft.claim_type, (self.sentences, actors.to_vec()));
            if is_violence(draft.claim_type) && !draft.mutual {
                actors.clone_into(&mut self.attackers);
            }
            if draft.mutual && actors.len() > 1 {
                actors.clone_into(&mut self.clash);
            } else if draft.claim_type == ClaimType::Assault && !foes.is_empty() {
                // Who attacks and who is attacked fight "the battles" told of next.
                self.clash = actors.iter().chain(foes).cloned().collect();
            }
        }
    }

    /// Notes that a sentence speaks of those to whom something was to be done, who did not let it happen.
    pub(crate) fn goes_on_with(&mut self, parties: &[Party], sentence: Span) {
        parties.clone_into(&mut self.subject);
        self.subject_sentence = Some(sentence);
    }

    /// Who did that type of thing last.
    pub(crate) fn doers(&self, done: ClaimType) -> Option<&[Party]> {
        self.agents.get(&done).map(|(_, agents)| agents.as_slice())
    }

    /// Who did that type of thing in this sentence or the one before.
    pub(crate) fn recent_doers(&self, done: ClaimType) -> Option<&[Party]> {
        let recent = self.agents.get(&done).filter(|(told, _)| self.sentences - told <= 1);
        recent.map(|(_, agents)| agents.as_slice())
    }

    /// Gives a strike that points back the type of the one told shortly before, and notes the type of any other.
    pub(crate) fn strike(&mut self, draft: &mut Draft, doers: &[Party]) {
        let same_doer = |told: ClaimType| {
            let known = self.doers(told);
            doers.is_empty()
                || known.is_none_or(|known| {
                    known.iter().any(|agent| doers.iter().any(|doer| doer.id == agent.id))
                })
        };
        // "The attack" may have been anything; "the shelling" may have come from the air, and was no ground attack.
        let may_be = |told| draft.claim_type == ClaimType::Assault || told == ClaimType::AirStrike;
        match self.struck {
            Some((told, sentence))
                if draft.points_back
                    && self.sentences - sentence <= STRIKE_REACH
                    && may_be(told)
                    && same_doer(told) =>
            {
                draft.claim_type = told;
            }
            _ => {
                self.before = self.struck;
                self.struck = Some((draft.claim_type, self.sentences));
            }
        }
    }

    /// Takes a strike that leaves its means open, of those who fight abroad, for one from the air like the one told shortly
    /// before.
    pub(crate) fn fly(&mut self, draft: &mut Draft, doers: &[Party]) {
        let open = draft.open_means && draft.claim_type == ClaimType::Shelling;
        if open && self.flew(doers) {
            draft.claim_type = ClaimType::AirStrike;
            self.struck = Some((draft.claim_type, self.sentences));
        }
    }

    /// Whether the strike told shortly before was from the air and these did it, who have not been said to shell since.
    fn flew(&self, doers: &[Party]) -> bool {
        let near = |&(_, sentence): &(ClaimType, usize)| self.sentences - sentence <= FLIGHT_REACH;
        let flown = self.before.filter(near).is_some_and(|(told, _)| told == ClaimType::AirStrike);
        let did = |kind: ClaimType| {
            let (told, known) = self.agents.get(&kind)?;
            known.iter().any(|agent| doers.iter().any(|doer| doer.id == agent.id)).then_some(*told)
        };
        flown && did(ClaimType::AirStrike) > did(ClaimType::Shelling)
    }

    /// Forgets who was named long before a sentence ends.
    fn forget(&mut self, scene: &Scene) {
        let end = scene.document.text.span(scene.tokens.clone()).end;
        let gone = |parties: &[Party]| {
            parties.iter().all(|party| end.saturating_sub(party.passage.span.start) > FORGOTTEN)
        };
        for parties in [&mut self.subject, &mut self.attackers, &mut self.clash] {
            if gone(parties) {
                parties.clear();
            }
        }
        self.agents.retain(|_, (_, agents)| !gone(agents));
    }

    /// Notes the parties a sentence names, for "both sides" in a later one.
    pub(crate) fn see(&mut self, scene: &Scene) {
        for mention in &scene.mentions {
            if let Entity::Party { id, armed: true } = mention.entity {
                let party = Party {
                    id: id.to_owned(),
                    passage: passage(scene, mention.tokens.clone(), mention.lead),
                };
                self.sides.retain(|side| side.id != id);
                self.sides.push(party);
            }
        }
        self.objects.clear();
        self.forget(scene);
        self.sentences += 1;
        let excess = self.sides.len().saturating_sub(2);
        self.sides.drain(..excess);
    }
}

/// Whether a draft tells of a strike or an attack of one side on another.
pub(crate) fn is_strike(draft: &Draft) -> bool {
    is_violence(draft.claim_type) && !draft.mutual && draft.claim_type != ClaimType::Killing
}
