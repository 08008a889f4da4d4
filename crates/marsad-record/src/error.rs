use crate::Address;

/// Why a record cannot be opened, read or written, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{record}: {fault}\n  help: {help}", help = fault.help())]
pub struct RecordError {
    /// Where the record is.
    pub record: Address,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a record, or with what it is asked to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// There is no record, and none was to be made.
    #[error("there is no record here")]
    Missing,
    /// The folder that would hold it does not exist.
    #[error("there is no such folder to hold the record")]
    NoFolder,
    /// The path is a folder.
    #[error("this is a folder, not a record")]
    Folder,
    /// The file holds something else.
    #[error("this file is not a Marsad record")]
    NotARecord,
    /// An edition of this program from before its first release wrote it.
    #[error("this record has format {0}, from before the first release, which this program no longer reads")]
    Older(i64),
    /// A later edition of this program wrote it.
    #[error("this record has format {0}, which is newer than this program reads")]
    Newer(i64),
    /// The file is damaged, or somebody changed an entry.
    #[error("this record is damaged: {0}")]
    Corrupt(String),
    /// Another process holds it.
    #[error("another process is writing to this record, and still was after 5 seconds")]
    Locked,
    /// The file or its folder does not allow writing.
    #[error("this record cannot be written: it is read-only")]
    ReadOnly,
    /// The disk takes no more: it is full, or the file is as large as a limit lets it become.
    #[error("the disk is full, or the file may not become larger")]
    Full,
    /// The server cannot be reached, or ended the connection.
    #[error("the server does not answer: {0}")]
    Server(String),
    /// The database reports something else.
    #[error("{0}")]
    Database(String),
    /// The record it would be copied to holds something already.
    #[error("this record is not empty: it holds {0} entries")]
    NotEmpty(i64),
    /// A review, redaction or checkpoint that the record cannot take.
    #[error("{0}")]
    Refused(Refusal),
}

/// Why a review, redaction or checkpoint is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// No claim has that id.
    #[error("no claim has the id {0}")]
    NoClaim(String),
    /// No report has that id.
    #[error("no report has the id {0}")]
    NoReport(String),
    /// Nobody is named as author, or no reason is given.
    #[error("a review needs an author and a reason")]
    Unsigned,
    /// The value does not fit the slot.
    #[error("{slot} cannot be set to that: {reason}")]
    Value {
        /// The slot.
        slot: String,
        /// What does not fit.
        reason: String,
    },
    /// The words that a claim rests on are not in the report.
    #[error("the report has no code points {start}..{end}")]
    Span {
        /// First code point.
        start: u32,
        /// Code point after the last.
        end: u32,
    },
    /// A claim is published before anybody has reviewed it.
    #[error("claim {0} has not been reviewed yet")]
    Unreviewed(String),
    /// The record wants two people, and this is one.
    #[error("claim {claim} was last reviewed by {author}, and this record wants somebody else to publish it")]
    SamePerson {
        /// The claim.
        claim: String,
        /// Who reviewed it.
        author: String,
    },
    /// A merge or split that names too few claims.
    #[error("it takes at least two claims")]
    TooFew,
    /// The text is no key, or no time-stamp token for this checkpoint.
    #[error("{0}")]
    Proof(String),
}

impl Fault {
    fn help(&self) -> &'static str {
        match self {
            Self::Missing => "`marsad add FILE` makes one; `--record PATH` names another",
            Self::NoFolder => "make the folder first, or name another with `--record PATH`",
            Self::Folder => "name a file in it, as in `--record FOLDER/marsad.db`",
            Self::NotARecord => "name a record, or a file that does not exist yet, with `--record PATH`",
            Self::Older(_) => "add the reports to a new record with `--record PATH`",
            Self::Newer(_) => "read it with the newer program that wrote it",
            Self::Corrupt(_) => {
                "keep this file as it is, and go back to a copy of it or add the reports to a new record"
            }
            Self::Locked => {
                "wait until the other `marsad` has ended, or stop it; what it has finished is kept"
            }
            Self::ReadOnly => {
                "allow writing to the file and its folder, or name another with `--record PATH`"
            }
            Self::Full => "make room and run the command again; reports already added are kept",
            Self::Server(_) => "check the URL, the login and the network; what was finished is kept",
            Self::Database(_) => "check that the disk can be read and written",
            Self::NotEmpty(_) => "name a record that does not exist yet",
            Self::Refused(refusal) => refusal.help(),
        }
    }

    /// Refuses a record of another format than this program's.
    pub(crate) fn unless_format(found: i64, own: i64) -> Result<(), Self> {
        match found {
            same if same == own => Ok(()),
            older if older < own => Err(Self::Older(older)),
            newer => Err(Self::Newer(newer)),
        }
    }

    pub(crate) fn at(self, record: &Address) -> RecordError {
        RecordError { record: record.clone(), fault: self }
    }
}

impl Refusal {
    fn help(&self) -> &'static str {
        match self {
            Self::NoClaim(_) => "`marsad review queue` lists ids; one is REPORT-NUMBER",
            Self::NoReport(_) => "`marsad search WORDS` lists ids of reports",
            Self::Unsigned => "give `--author NAME` and `--reason TEXT`",
            Self::Value { .. } => "give the slot as `marsad code` prints it, in JSON",
            Self::Span { .. } => "give code points of the report's text, counted from 0",
            Self::Unreviewed(_) => "accept or correct it first",
            Self::SamePerson { .. } => "let another person publish it",
            Self::TooFew => "name the claims, with a space between ids",
            Self::Proof(_) => "give the file as the tool that made it wrote it",
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
