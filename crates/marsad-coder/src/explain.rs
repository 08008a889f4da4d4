//! What the coder saw in a text, step by step: for the linguist who asks why a rule fired or did not.
use crate::mention::{Entity, Mention, PlaceWord};
use crate::scene::Scene;
use crate::{Claim, Gazetteer};

/// What the coder saw in one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The sentence.
    pub sentence: String,
    /// Its tokens in folded form, clauses parted by `|`.
    pub tokens: String,
    /// What it names.
    pub mentions: Vec<String>,
    /// The words that made patterns fire, each with its pattern.
    pub triggers: Vec<String>,
    /// What came of it.
    pub claims: Vec<Claim>,
}

/// The explanation of a sentence whose claims are `claims`.
pub(crate) fn explain(scene: &Scene, gazetteer: &Gazetteer, claims: &[Claim]) -> Explanation {
    let document = scene.document;
    let words = scene.tokens.clone().map(|token| {
        let opens = token > scene.tokens.start && scene.clause(token) != scene.clause(token - 1);
        format!("{}{}", if opens { "| " } else { "" }, document.text.folded(token))
    });
    Explanation {
        sentence: document.text.words(scene.tokens.clone()).to_owned(),
        tokens: words.collect::<Vec<_>>().join(" "),
        mentions: scene.mentions.iter().map(|mention| describe(scene, gazetteer, mention)).collect(),
        triggers: scene
            .triggers
            .iter()
            .map(|trigger| format!("{}  {}", document.text.words(trigger.tokens.clone()), trigger.pattern.id))
            .collect(),
        claims: claims.to_vec(),
    }
}

fn describe(scene: &Scene, gazetteer: &Gazetteer, mention: &Mention) -> String {
    let what = match &mention.entity {
        Entity::Party { id, .. } => format!("party {id}"),
        Entity::People { group, .. } => format!("people {group}"),
        Entity::Place { name, kind } => {
            let rows = gazetteer.named(name);
            let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
            match kind {
                PlaceWord::Anaphor(_) => "place named before".to_owned(),
                PlaceWord::Unknown => "place the gazetteer lacks".to_owned(),
                PlaceWord::Known => format!("place {}", ids.join(", ")),
            }
        }
        Entity::Number(number) => {
            format!("number {}-{}", number.min, number.max.map_or("*".to_owned(), |max| max.to_string()))
        }
        Entity::Time(time) => format!("time {}", time.start.map_or("?".to_owned(), |day| day.to_string())),
    };
    let joined = if mention.joined { ", joined" } else { "" };
    format!("{}  {what} ({:?}{joined})", scene.document.text.words(mention.tokens.clone()), mention.prep)
}
