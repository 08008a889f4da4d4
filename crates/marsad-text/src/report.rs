use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One report as it was published: its text untouched, and what is known of where it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Identifier that claims refer to (`doc`); a file's name where the report brings none.
    pub id: String,
    /// The text, byte for byte; every [`Span`](crate::Span) points into it.
    pub text: String,
    /// The day it was published (Gregorian), never guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The language it is in, as a BCP 47 tag such as `ar` or `ar-SY`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
