//! Telegram's own export (`result.json`, "machine-readable JSON"): each message with text is a report.
use super::ReadProblem;
use super::input::{Input, Origin, filled, is_empty};
use super::problem::json;
use super::reader::{Found, Reader, found};
use crate::{Report, publication_day};
use serde::Deserialize;
use std::sync::Arc;

const HELP: &str =
    "export the channel from Telegram Desktop as machine-readable JSON and name its result.json";

/// An export of one chat or of an account.
pub(super) struct Telegram;

impl Reader for Telegram {
    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let export = export(origin, &bytes)?;
        let chats = export.chats.map(|chats| chats.list).unwrap_or_default();
        let reports: Vec<_> = std::iter::once(export.chat)
            .chain(chats)
            .flat_map(|chat| reports(origin, chat))
            .map(|report| Ok(Input::of_report(origin, report)))
            .collect();
        if reports.is_empty() {
            return Err(origin.problem(None, &"the export holds no message with text", HELP));
        }
        Ok(found(reports))
    }
}

fn export(origin: &Origin, bytes: &[u8]) -> Result<Export, ReadProblem> {
    let text = origin.text(bytes)?;
    let export: Export = serde_json::from_str(&text)
        .map_err(|error| origin.problem(Some(error.line()), &json(&error), HELP))?;
    if export.chat.messages.is_none() && export.chats.is_none() {
        return Err(origin.problem(None, &"not a Telegram export: it has no `messages`", HELP));
    }
    Ok(export)
}

/// The reports of a chat. Photographs and films without a word, and notices of who joined, are none.
fn reports(origin: &Origin, chat: Chat) -> impl Iterator<Item = Report> {
    let (outlet, day) = (filled(chat.name), origin.options.date);
    let stem = outlet.clone().unwrap_or_else(|| origin.name.clone());
    chat.messages.into_iter().flatten().filter(|message| message.kind == "message").filter_map(
        move |message| {
            let text = message.text.plain();
            // The export's own clock: the day as the channel's reader saw it.
            let published = message.date.and_then(|value| publication_day(&value).ok());
            (!is_empty(&text)).then(|| Report {
                id: format!("{stem}/{}", message.id),
                text,
                date: published.or(day),
                outlet: outlet.clone(),
                ..Report::default()
            })
        },
    )
}

#[derive(Deserialize)]
struct Export {
    #[serde(flatten)]
    chat: Chat,
    chats: Option<Chats>,
}

#[derive(Deserialize)]
struct Chats {
    list: Vec<Chat>,
}

#[derive(Deserialize)]
struct Chat {
    name: Option<String>,
    messages: Option<Vec<Message>>,
}

#[derive(Deserialize)]
struct Message {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
    date: Option<String>,
    #[serde(default)]
    text: Parts,
}

/// A message's text: in one piece, or in pieces where some of it is bold or linked.
#[derive(Deserialize)]
#[serde(untagged)]
enum Parts {
    One(String),
    Many(Vec<Part>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Part {
    Plain(String),
    Marked { text: String },
}

impl Default for Parts {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Parts {
    fn plain(self) -> String {
        match self {
            Self::One(text) => text,
            Self::Many(parts) => parts
                .into_iter()
                .map(|part| match part {
                    Part::Plain(text) | Part::Marked { text } => text,
                })
                .collect(),
        }
    }
}
