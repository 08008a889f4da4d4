//! What the coder saw in a text, step by step: for the linguist who asks why a rule fired or did not.
use crate::mention::{Entity, Mention, PlaceWord, Prep};
use crate::scene::Scene;
use crate::{Claim, Gazetteer};
use serde::Serialize;
use std::fmt::{self, Display};

/// What the coder saw in one sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The sentence.
    pub sentence: String,
    /// Its tokens in folded form, clauses parted by `|`.
    pub tokens: String,
    /// What it names.
    pub mentions: Vec<Seen>,
    /// The words that made patterns fire, each with its pattern.
    pub triggers: Vec<Fired>,
    /// What came of it.
    pub claims: Vec<Claim>,
}

/// Something that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The words that name it.
    pub text: String,
    /// `party`, `people`, `place`, `number` or `time`.
    pub what: &'static str,
    /// Its id, or what it says; of a place every row of the gazetteer that bears the name, of which the report tells one.
    pub values: Vec<String>,
    /// What the preposition before it does, where one stands there.
    pub preposition: Option<String>,
    /// Whether "and" or a comma joins it to the one before.
    pub joined: bool,
}

/// Words that made a pattern fire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fired {
    /// The words.
    pub text: String,
    /// The rule file and its pattern: `territory/capture#take`.
    pub rule: String,
}

/// The explanation of a sentence whose claims are `claims`.
pub(crate) fn explain(scene: &Scene, gazetteer: &Gazetteer, claims: &[Claim]) -> Explanation {
    let document = scene.document;
    let words = scene.tokens.clone().map(|token| {
        let opens = token > scene.tokens.start && scene.clause(token) != scene.clause(token - 1);
        format!("{}{}", if opens { "| " } else { "" }, document.text.folded(token))
    });
    let fired = scene.triggers.iter().map(|trigger| Fired {
        text: document.text.words(trigger.tokens.clone()).to_owned(),
        rule: trigger.pattern.id.clone(),
    });
    Explanation {
        sentence: document.text.words(scene.tokens.clone()).to_owned(),
        tokens: words.collect::<Vec<_>>().join(" "),
        mentions: scene.mentions.iter().map(|mention| seen(scene, gazetteer, mention)).collect(),
        triggers: fired.collect(),
        claims: claims.to_vec(),
    }
}

fn seen(scene: &Scene, gazetteer: &Gazetteer, mention: &Mention) -> Seen {
    let number = |number: Option<u64>| number.map_or("*".to_owned(), |number| number.to_string());
    let (what, values) = match &mention.entity {
        Entity::Party { id, .. } => ("party", vec![(*id).to_owned()]),
        Entity::People { group, .. } => ("people", vec![(*group).to_owned()]),
        Entity::Place { name, kind } => ("place", rows(gazetteer, name, *kind)),
        Entity::Number(found) => ("number", vec![format!("{}-{}", found.min, number(found.max))]),
        Entity::Time(time) => ("time", vec![time.start.map_or("?".to_owned(), |day| day.to_string())]),
    };
    Seen {
        text: scene.document.text.words(mention.tokens.clone()).to_owned(),
        what,
        values,
        preposition: (mention.prep != Prep::None).then(|| format!("{:?}", mention.prep).to_lowercase()),
        joined: mention.joined,
    }
}

fn rows(gazetteer: &Gazetteer, name: &str, kind: PlaceWord) -> Vec<String> {
    match kind {
        PlaceWord::Anaphor(_) => vec!["named before".to_owned()],
        PlaceWord::Told => vec!["none named before".to_owned()],
        PlaceWord::Unknown => vec!["in no gazetteer".to_owned()],
        PlaceWord::Known => gazetteer.named_folded(name).map(|row| row.id.clone()).collect(),
    }
}

impl Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {} {}", self.text, self.what, self.values.join(", "))?;
        if let Some(preposition) = &self.preposition {
            write!(f, " (behind \"{preposition}\")")?;
        }
        if self.joined { f.write_str(" (joined to the one before)") } else { Ok(()) }
    }
}

impl Display for Fired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", self.text, self.rule)
    }
}
