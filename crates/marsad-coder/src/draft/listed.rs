//! Deeds that a sentence only lists: "the crimes that the group committed, which included the shelling of … and arrests".
use super::Draft;
use crate::ClaimType;
use crate::draft::is_violence;
use crate::mention::{Entity, Mention, Prep};
use crate::scene::Scene;

/// Tokens before "included" within which whoever committed the deeds is named.
const COMMITTED: usize = 12;

/// Gives what stands behind "which included" and names nobody who did it to whoever committed what included it.
pub(super) fn listed(scene: &Scene, drafts: &mut [Draft]) {
    let Some(included) = scene.document.find(scene.words.included, scene.tokens.clone()) else { return };
    let Some(committer) = committer(scene, included.tokens.start) else { return };
    let chain = scene.chain(committer);
    let all: Vec<usize> = chain.iter().map(|mention| scene.index(mention)).collect();
    let own = |draft: &&mut Draft| {
        let deed = is_violence(draft.claim_type)
            || matches!(
                draft.claim_type,
                ClaimType::Besieged
                    | ClaimType::Arrest
                    | ClaimType::Abduction
                    | ClaimType::IllTreatment
                    | ClaimType::Destruction
                    | ClaimType::BlockGoods
            );
        let noun = draft.noun || draft.claim_type == ClaimType::Besieged;
        deed && noun && draft.slots.actors.is_empty() && draft.trigger.start >= included.tokens.end
    };
    for draft in drafts.iter_mut().filter(own) {
        draft.slots.actors.clone_from(&all);
    }
}

/// The party behind "by", or behind the verb of committing, before a token.
fn committer<'s, 'c>(scene: &'s Scene<'c, '_>, included: usize) -> Option<&'s Mention<'c>> {
    let from = included.saturating_sub(COMMITTED).max(scene.tokens.start);
    let mut before = scene.within(from..included);
    before.rfind(|mention| {
        let verb = scene.document.list_before(scene.words.light_verb, mention.tokens.start);
        let commits = verb.is_some() && matches!(mention.prep, Prep::None);
        matches!(mention.entity, Entity::Party { armed: true, .. }) && (commits || mention.prep == Prep::By)
    })
}
