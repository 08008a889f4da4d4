//! Who may do what.
use clap::ValueEnum;
use serde::Serialize;

/// What a path asks of whoever asks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Right {
    /// Nothing: the login itself, and what says nothing of the record.
    None,
    /// To read the record.
    Read,
    /// To have a text coded, which is kept nowhere.
    Code,
    /// To say something about a claim.
    Comment,
    /// To decide of claims: accept, correct, reject, add, split, merge.
    Review,
    /// To let a claim out to everybody.
    Publish,
    /// To see who has an account and what was done with it.
    Manage,
}

impl Right {
    /// Every right that somebody may have.
    pub(crate) const ALL: [Self; 6] =
        [Self::Read, Self::Code, Self::Comment, Self::Review, Self::Publish, Self::Manage];

    /// Its name in the document of the API.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Read => "read",
            Self::Code => "code",
            Self::Comment => "comment",
            Self::Review => "review",
            Self::Publish => "publish",
            Self::Manage => "manage",
        }
    }
}

/// What somebody is in a team; one person may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Reads the record
    Reader,
    /// Reads, has texts coded, comments on claims
    Coder,
    /// Also accepts, corrects, rejects, splits and merges claims
    Reviewer,
    /// Reads, comments, and lets reviewed claims out to everybody
    Publisher,
    /// Sees accounts and the audit, and may all that a reviewer may; not publish
    Admin,
}

impl Role {
    /// What the role may do. To publish is a right of its own: who runs the server does not have it by that.
    pub(crate) fn rights(self) -> &'static [Right] {
        match self {
            Self::Reader => &[Right::Read],
            Self::Coder => &[Right::Read, Right::Code, Right::Comment],
            Self::Reviewer => &[Right::Read, Right::Code, Right::Comment, Right::Review],
            Self::Publisher => &[Right::Read, Right::Code, Right::Comment, Right::Publish],
            Self::Admin => &[Right::Read, Right::Code, Right::Comment, Right::Review, Right::Manage],
        }
    }

    /// Its name on the command line, in the store and in answers.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Whether one of the roles has the right.
pub(crate) fn may(roles: &[Role], right: Right) -> bool {
    right == Right::None || roles.iter().any(|role| role.rights().contains(&right))
}
