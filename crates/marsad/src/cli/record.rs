//! Words of the commands that look after a record.
use super::RecordArg;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// A record to check.
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// What to look for.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Words that the reports have, in any spelling
    #[arg(value_name = "WORD", required = true)]
    pub(crate) words: Vec<String>,
    /// Show no more than so many reports, newest first
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: u32,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// Where a record is, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct CopyArgs {
    /// The record: a file, or `postgres://…`
    pub(crate) from: PathBuf,
    /// Where the copy goes: a file, or `postgres://…`; nothing may be there yet
    pub(crate) to: PathBuf,
}

/// What to take out of the record.
#[derive(Debug, Args)]
pub(crate) struct RedactArgs {
    /// Id of the report: what stands before the hyphen in its claims' ids
    pub(crate) report: String,
    #[command(flatten)]
    pub(crate) by: SignedArgs,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// Who does it, and why.
#[derive(Debug, Args)]
pub(crate) struct SignedArgs {
    /// Who does this
    #[arg(long, value_name = "NAME")]
    pub(crate) author: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

/// What to do with the signed ends of the log.
#[derive(Debug, Args)]
pub(crate) struct CheckpointArgs {
    #[command(subcommand)]
    pub(crate) task: CheckpointTask,
}

/// What to do with the signed ends of the log.
#[derive(Debug, Subcommand)]
pub(crate) enum CheckpointTask {
    /// Make a key to sign with, in a file that only you can read
    Key {
        /// The file to make
        file: PathBuf,
    },
    /// Sign the log as it ends now, and print the checkpoint as JSON: keep it elsewhere
    Sign {
        /// The key's file
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// Write what a time-stamp authority (RFC 3161) is to be asked to this file
        #[arg(long, value_name = "FILE.tsq")]
        query: Option<PathBuf>,
        #[command(flatten)]
        record: RecordArg,
    },
    /// Put the answer of a time-stamp authority to the last checkpoint
    Stamp {
        /// The answer's file
        #[arg(value_name = "FILE.tsr")]
        token: PathBuf,
        #[command(flatten)]
        record: RecordArg,
    },
}
