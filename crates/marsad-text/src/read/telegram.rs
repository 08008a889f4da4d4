//! Telegram's own export (`result.json`, "machine-readable JSON"): each message with text is a report.
use super::ReadProblem;
use super::decode::{Coding, Decoded};
use super::input::{Input, Origin, Part, filled, is_empty};
use super::problem::json;
use super::reader::{Found, Reader, found};
use crate::{Report, publication_day};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::sync::Arc;

const HELP: &str =
    "export the channel from Telegram Desktop as machine-readable JSON and name its result.json";

/// An export of one chat or of an account.
pub(super) struct Telegram;

impl Reader for Telegram {
    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn media_types(&self) -> &'static [&'static str] {
        &["application/json"]
    }

    fn read(&self, origin: &Arc<Origin>, bytes: Vec<u8>) -> Result<Found, ReadProblem> {
        let Decoded { text, coding } = origin.text(&bytes)?;
        let export: Export = serde_json::from_str(&text)
            .map_err(|error| origin.problem(Some(error.line()), &json(&error), HELP))?;
        let Some(chats) = export.chats() else {
            return Err(origin.problem(None, &"not a Telegram export: it has no `messages`", HELP));
        };
        let read = |chat: Chat| {
            let messages = chat.messages.unwrap_or_default();
            let read = |message| read_message(origin, chat.name.as_deref(), message, coding).transpose();
            messages.into_iter().filter_map(read).collect::<Vec<_>>()
        };
        let all: Vec<_> = chats.into_iter().flat_map(read).collect();
        if all.is_empty() {
            return Err(origin.problem(None, &"the export holds no message with text", HELP));
        }
        Ok(found(all))
    }
}

/// The report of a message; none of one without text.
fn read_message(
    origin: &Arc<Origin>,
    chat: Option<&str>,
    message: &RawValue,
    coding: Coding,
) -> Result<Option<Input>, ReadProblem> {
    let parsed: Message = serde_json::from_str(message.get()).map_err(|error| {
        let what = format!("a message cannot be read: {error}, in {:.60}", message.get());
        origin.problem(None, &what, HELP)
    })?;
    let part = |report| Part {
        report,
        bytes: coding.bytes_of(message.get()),
        media_type: "application/json",
        is_summary: false,
    };
    Ok(report(origin, chat, parsed).map(|report| Input::of_part(origin, part(report))))
}

/// The report of a message. A photograph or a film without a word, or a notice of who joined, is none.
fn report(origin: &Origin, chat: Option<&str>, message: Message) -> Option<Report> {
    let text = message.text.plain();
    if message.kind != "message" || is_empty(&text) {
        return None;
    }
    let outlet = filled(chat.map(str::to_owned));
    // The export's own clock: the day as the channel's reader saw it.
    let published = message.date.and_then(|value| publication_day(&value).ok());
    Some(Report {
        id: format!("{}/{}", outlet.as_ref().unwrap_or(&origin.name), message.id),
        text,
        date: published.or(origin.options.date),
        outlet,
        ..Report::default()
    })
}

/// An export of one chat or of an account.
#[derive(Deserialize)]
struct Export<'a> {
    name: Option<String>,
    #[serde(borrow)]
    messages: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    chats: Option<Chats<'a>>,
}

impl<'a> Export<'a> {
    /// Its chats; none where it has neither messages nor chats.
    fn chats(self) -> Option<Vec<Chat<'a>>> {
        match (self.messages, self.chats) {
            (None, chats) => chats.map(|chats| chats.list),
            (messages, chats) => {
                let own = Chat { name: self.name, messages };
                Some(std::iter::once(own).chain(chats.into_iter().flat_map(|chats| chats.list)).collect())
            }
        }
    }
}

#[derive(Deserialize)]
struct Chats<'a> {
    #[serde(borrow)]
    list: Vec<Chat<'a>>,
}

#[derive(Deserialize)]
struct Chat<'a> {
    name: Option<String>,
    #[serde(borrow)]
    messages: Option<Vec<&'a RawValue>>,
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
    Many(Vec<Piece>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Piece {
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
                .map(|piece| match piece {
                    Piece::Plain(text) | Piece::Marked { text } => text,
                })
                .collect(),
        }
    }
}
