use std::path::{Path, PathBuf};

/// Why a record cannot be opened, read or written, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {fault}\n  help: {help}", path = path.display(), help = fault.help())]
pub struct RecordError {
    /// The record file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a record.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The file does not exist, and was not to be made.
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
    #[error("this record cannot be written: the file or its folder is read-only")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// SQLite reports something else.
    #[error("{0}")]
    Sqlite(rusqlite::Error),
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
            Self::Sqlite(_) => "check that the disk can be read and written",
        }
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::NotADatabase) => Self::NotARecord,
            Some(Code::DatabaseCorrupt) => Self::Corrupt("its pages do not fit together".to_owned()),
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Locked,
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => Self::ReadOnly,
            Some(Code::DiskFull) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}

impl Fault {
    pub(crate) fn at(self, path: &Path) -> RecordError {
        RecordError { path: path.to_owned(), fault: self }
    }
}
