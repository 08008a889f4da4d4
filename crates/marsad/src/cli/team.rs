//! Words of `marsad team`.
use super::RecordArg;
use crate::serve::team::Role;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Who may come in.
#[derive(Debug, Args)]
pub(crate) struct TeamArgs {
    #[command(subcommand)]
    pub(crate) task: TeamTask,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub(crate) enum TeamTask {
    /// Give somebody an account; the password is asked for, or read from standard input
    Add {
        /// The name to log in by, which is also what their decisions are signed with
        name: String,
        #[command(flatten)]
        roles: RolesArg,
        #[command(flatten)]
        accounts: AccountsArg,
    },
    /// Who has an account, with which roles
    List(AccountsArg),
    /// Give somebody other roles; they have to log in again
    Role {
        /// Whose
        name: String,
        #[command(flatten)]
        roles: RolesArg,
        #[command(flatten)]
        accounts: AccountsArg,
    },
    /// Set a new password; every session of theirs ends, and an account that was shut is open again
    Reset {
        /// Whose
        name: String,
        #[command(flatten)]
        accounts: AccountsArg,
    },
    /// Ask for a one-time code at each login: shows what an authenticator needs, and wants a first code of it
    Totp {
        /// Whose
        name: String,
        /// Ask for codes no longer
        #[arg(long)]
        off: bool,
        #[command(flatten)]
        accounts: AccountsArg,
    },
    /// Take an account away; what was signed with its name stays
    Remove {
        /// Whose
        name: String,
        #[command(flatten)]
        accounts: AccountsArg,
    },
    /// Who came in, was kept out, or changed accounts, newest first
    Audit {
        /// Show no more than so many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
        #[command(flatten)]
        record: RecordArg,
    },
}

/// Which roles.
#[derive(Debug, Args)]
pub(crate) struct RolesArg {
    /// What they are; several with commas between
    #[arg(long = "role", value_name = "ROLE", value_enum, required = true, value_delimiter = ',')]
    pub(crate) roles: Vec<Role>,
}

/// Which accounts, of which record.
#[derive(Debug, Args)]
pub(crate) struct AccountsArg {
    #[command(flatten)]
    pub(crate) record: RecordArg,
    /// The accounts; beside the record where not given, as in `marsad.accounts.db`
    #[arg(long = "accounts", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}
