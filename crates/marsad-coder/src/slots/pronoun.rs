//! Whom a pronoun on the trigger means: "its arrest", "they attacked it", said of the party or people named before.
use super::{Reader, Slots};
use crate::ClaimType;
use crate::mention::{Entity, Mention, Prep};
use crate::rule::{Beside, Frame};
use marsad_text::TokenKind;

/// Ha, of "his", "hers" and "theirs".
const HIS: &str = "\u{647}";
const HER: &str = "\u{647}\u{627}";
const THEIR: &str = "\u{647}\u{645}";

impl<'c> Reader<'_, 'c, '_> {
    /// Makes those whom a pronoun on the trigger means the ones it is done to: they did not do it themselves.
    pub(super) fn point(&self, slots: &mut Slots) {
        let Some(patient) = self.patient_meant() else { return };
        let own = |index: usize| self.scene.mentions[index].entity == patient.entity;
        if slots.actors.iter().any(|&actor| own(actor)) {
            let other = self.free_before().find(|mention| mention.entity != patient.entity);
            slots.backers.clear();
            slots.actors = other.map(|mention| self.party_chain(mention)).unwrap_or_default();
        }
        if slots.actors.is_empty() && self.expels() {
            slots.subject = super::Unnamed::Nowhere;
        } else if slots.actors.is_empty() {
            slots.subject = super::Unnamed::Report;
            slots.fallback = self.subject_earlier();
        }
        slots.fallback.retain(|&index| !own(index));
        slots.targets = self.party_chain(patient);
    }

    /// The party or people nearest before the trigger that its pronoun agrees with; none where a place is nearer.
    fn patient_meant(&self) -> Option<&Mention<'c>> {
        let start = self.trigger.tokens.start;
        let noun = self.trigger.pattern.spec.frame == Frame::PatientNoun;
        let relative = start.checked_sub(1).filter(|&at| self.scene.is_relative(at));
        // "Raided his house and arrested him".
        let taken = matches!(
            self.trigger.pattern.claim_type,
            ClaimType::Arrest | ClaimType::Abduction | ClaimType::Killing
        );
        let verb =
            taken && self.trigger.pattern.spec.frame == Frame::Active && self.trigger.clitics.conjunction;
        if noun && !self.ends_phrase() || !noun && relative.is_none() && !verb {
            return None;
        }
        let pronoun = self.pronoun()?;
        let from = if noun || verb { self.scene.tokens.start } else { relative?.saturating_sub(1) };
        let mut before = self.scene.within(self.scene.tokens.start..start).rev();
        let expels = self.expels();
        let place = |mention: &Mention| matches!(mention.entity, Entity::Place { .. });
        before
            .find(|mention| self.agrees(mention, pronoun) && !(expels && place(mention)))
            .filter(|mention| mention.tokens.end > from && self.may_be_meant(mention))
    }

    /// "Its expulsion from the town": the pronoun is those who are driven out; of a town's freeing it is the town.
    fn expels(&self) -> bool {
        let trigger = self.trigger;
        let frees = self.scene.document.list(self.scene.words.free_noun, trigger.tokens.start).is_some();
        trigger.pattern.claim_type == ClaimType::Capture
            && trigger.pattern.with.contains(&Beside::Pronoun)
            && trigger.pattern.with.contains(&Beside::Actor)
            && !frees
    }

    /// Whether a mention may be whom a pronoun on such a deed means: a party that acts is not whom it arrests.
    fn may_be_meant(&self, mention: &Mention<'c>) -> bool {
        let acts = self.scene.triggers.iter().any(|trigger| {
            let verb = trigger.pattern.spec.frame == Frame::Active;
            verb && self.scene.gap(trigger.tokens.end, mention.tokens.start) == 0
                && trigger.tokens.end <= mention.tokens.start
        });
        let carries = self.scene.document.list_before(self.scene.words.light_verb, mention.tokens.start);
        let acts = acts || carries.is_some();
        match (self.trigger.pattern.claim_type, &mention.entity) {
            (_, Entity::Place { .. }) => false,
            (ClaimType::Assault, _) => !acts,
            (ClaimType::Capture, Entity::Party { armed, .. }) => *armed && self.expels(),
            (ClaimType::Arrest | ClaimType::Abduction | ClaimType::Killing, Entity::Party { armed, .. }) => {
                !armed && !acts
            }
            (ClaimType::Arrest | ClaimType::Abduction | ClaimType::Killing, _) => true,
            _ => false,
        }
    }

    /// The pronoun that the trigger ends with.
    fn pronoun(&self) -> Option<&'static str> {
        let spec = &self.trigger.pattern.spec;
        // A list may hold the noun with its pronoun.
        let listed = spec.points_back && spec.frame == Frame::PatientNoun;
        if !self.trigger.clitics.pronoun && !listed {
            return None;
        }
        let word = self.scene.document.text.folded(self.trigger.tokens.end - 1);
        [THEIR, HER, HIS].into_iter().find(|pronoun| word.ends_with(pronoun))
    }

    /// Whether nothing that its owner could do it to stands right behind a noun: a mark, "and" or a preposition does.
    fn ends_phrase(&self) -> bool {
        let next = self.trigger.tokens.end;
        let (document, words) = (self.scene.document, self.scene.words);
        if document.text.tokens.get(next).is_none_or(|token| token.kind == TokenKind::Mark) {
            return true;
        }
        let lists = [
            words.prep_at,
            words.prep_on,
            words.prep_from,
            words.prep_by,
            words.prep_with,
            words.prep_other,
            words.clause_opener,
        ];
        // Li- behind it is on whom or what its owner does it to.
        let li = document.text.folded(next).starts_with('\u{644}');
        let governed = !li && document.hits(next).iter().any(|hit| hit.clitics.preposition.is_some());
        let first = self.scene.within(next..next + 1).next();
        let time = first.is_some_and(|mention| matches!(mention.entity, Entity::Time(_)));
        // Wa-, bi-.
        let joined = first.is_none() && document.text.folded(next).starts_with(['\u{648}', '\u{628}']);
        // A word that names nobody: "his arrest at dawn".
        let nobody = |mention: &Mention| {
            !matches!(mention.entity, Entity::Party { .. } | Entity::People { .. } | Entity::Number(_))
        };
        let taken = matches!(self.trigger.pattern.claim_type, ClaimType::Arrest | ClaimType::Abduction);
        let plain = taken && self.scene.within(next..next + 3).all(nobody);
        governed || time || joined || plain || lists.iter().any(|&list| document.list(list, next).is_some())
    }

    /// Whether a pronoun may mean a mention: "her" is said of forces as of a town, "him" of an organisation as of a man.
    fn agrees(&self, mention: &Mention, pronoun: &str) -> bool {
        let word = self.scene.document.text.folded(mention.tokens.start);
        let feminine = word.ends_with('\u{647}') || word.ends_with("\u{627}\u{62A}");
        let men = word.ends_with("\u{648}\u{646}") || word.ends_with("\u{64A}\u{646}");
        match mention.entity {
            // Where somebody is, the pronoun rather means them.
            Entity::Place { .. } => pronoun != THEIR && mention.prep != Prep::At,
            Entity::Party { .. } => match pronoun {
                HER => feminine,
                HIS => !feminine && !men,
                _ => true,
            },
            Entity::People { number, .. } => match pronoun {
                HER => feminine && number == 1,
                HIS => !feminine && number == 1,
                _ => number != 1 || self.scene.is_counted(mention),
            },
            _ => false,
        }
    }
}
