//! Words of `marsad review`.
use super::{RecordArg, SignedArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// What to review.
#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[command(subcommand)]
    pub(crate) task: ReviewTask,
}

/// What to do. Claims go by their ids, which `queue`, `why` and `status --format json` show.
#[derive(Debug, Subcommand)]
pub(crate) enum ReviewTask {
    /// Claims that nobody has looked at, first those that matter most and are least sure
    Queue {
        /// Show no more than so many
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        #[command(flatten)]
        record: RecordArg,
    },
    /// All that reviewers did with a claim
    History {
        /// The claim
        claim: String,
        #[command(flatten)]
        record: RecordArg,
    },
    /// The claim is right as it stands
    Accept(OneArgs),
    /// The report does not say so
    Reject(OneArgs),
    /// Say something about a claim
    Comment(OneArgs),
    /// The claim may be shown to everybody
    Publish(OneArgs),
    /// A slot of the claim should hold something else
    Correct {
        /// The slot: type, modality, actors, targets, places, counts, when, attribution or instrument
        #[arg(long)]
        slot: String,
        /// What it should hold, as `marsad code` prints it
        #[arg(long, value_name = "JSON")]
        value: String,
        #[command(flatten)]
        one: OneArgs,
    },
    /// The report says something that was not found
    Add {
        /// Id of the report
        report: String,
        /// A file with the claim, as `marsad code` prints it
        #[arg(long, value_name = "FILE")]
        claim: PathBuf,
        #[command(flatten)]
        by: SignedArgs,
        #[command(flatten)]
        record: RecordArg,
    },
    /// These claims tell of one event
    Merge {
        /// The claims
        #[arg(value_name = "CLAIM", required = true, num_args = 2..)]
        claims: Vec<String>,
        #[command(flatten)]
        by: SignedArgs,
        #[command(flatten)]
        record: RecordArg,
    },
    /// These claims tell of another event than those
    Split {
        /// The claims
        #[arg(value_name = "CLAIM", required = true)]
        claims: Vec<String>,
        /// The claims they do not belong to
        #[arg(long, value_name = "CLAIM", required = true, num_args = 1..)]
        from: Vec<String>,
        #[command(flatten)]
        by: SignedArgs,
        #[command(flatten)]
        record: RecordArg,
    },
    /// From here on, somebody other than its reviewer has to publish a claim
    TwoPeople {
        /// No longer
        #[arg(long)]
        off: bool,
        #[command(flatten)]
        by: SignedArgs,
        #[command(flatten)]
        record: RecordArg,
    },
}

/// One claim.
#[derive(Debug, Args)]
pub(crate) struct OneArgs {
    /// The claim
    pub(crate) claim: String,
    #[command(flatten)]
    pub(crate) by: SignedArgs,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}
