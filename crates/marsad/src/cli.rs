//! The command line: its words, and nothing else.
mod course;
mod data;
mod export;
mod page;
mod record;
mod review;
mod score;
mod sitrep;
mod team;
mod web;

use clap::{Args, Parser, Subcommand, ValueEnum};
pub(crate) use course::{ChangesArgs, CourseFormat, TimelineArgs, WhatIfArgs};
pub(crate) use data::{DataArgs, DataTask, DocsArgs, Gazetteers, ImportArgs, TryArgs, TryFormat};
pub(crate) use export::{ExportArgs, ExportFormat, LeastStatus};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use marsad_coder::ClaimType;
use marsad_text::{Columns, ReadOptions};
pub(crate) use page::{DemoArgs, MapArgs, ServeArgs};
pub(crate) use record::{
    CheckpointArgs, CheckpointTask, CopyArgs, RedactArgs, SearchArgs, SignedArgs, VerifyArgs,
};
pub(crate) use review::{OneArgs, ReviewArgs, ReviewTask};
pub(crate) use score::ScoreArgs;
pub(crate) use sitrep::{SitrepArgs, SitrepFormat};
use std::num::NonZeroUsize;
use std::path::PathBuf;
pub(crate) use team::{AccountsArg, TeamArgs, TeamTask};
pub(crate) use web::{WatchArgs, WebArgs};

/// Turns Arabic conflict reporting into a sourced, mapped, time-travelling record.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true)]
pub(crate) struct Cli {
    /// Read word lists, rules and gazetteers from this folder instead of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// More routes, as `marsad data import routes` prints them; may be repeated
    #[arg(long, global = true, value_name = "CSV")]
    pub(crate) routes: Vec<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Code reports: text in, claims out
    Code(CodeArgs),
    /// Code reports and add them to a record
    Add(AddArgs),
    /// Ask feeds and pages again and again, and add what is new to a record
    Watch(WatchArgs),
    /// Who holds what on a day, what is cut off, who suffers
    Status(StatusArgs),
    /// Why the situation says so: the rules, the claims and their very words
    Why(WhyArgs),
    /// Who gained and lost what between two days
    Changes(ChangesArgs),
    /// How a place fared, change by change
    Timeline(TimelineArgs),
    /// Which areas would be cut off or linked, and how many people are in them, if a way were opened or cut
    WhatIf(WhatIfArgs),
    /// The situation report of a day: two pages, each figure with its sources
    Sitrep(SitrepArgs),
    /// What happened, as all the reports that tell of it have it
    Events(EventsArgs),
    /// What may follow for civilians: who can leave the areas that are shut in
    Project(ProjectArgs),
    /// Draw the picture of a day as GeoJSON
    Map(MapArgs),
    /// Write events in the forms that other programs read, or as a bundle of evidence
    Export(ExportArgs),
    /// Find reports by their words
    Search(SearchArgs),
    /// Look claims through: what waits, what was decided, and decide
    Review(ReviewArgs),
    /// Check that nothing in the record was changed, removed or moved
    Verify(VerifyArgs),
    /// Sign the end of the log, so that others can check it later
    Checkpoint(CheckpointArgs),
    /// Take a report out of the record for good; its hash stays
    Redact(RedactArgs),
    /// Copy a record to another file or to a PostgreSQL server
    Copy(CopyArgs),
    /// Show a record and its map in a browser: on this machine only, or with `--team` to those who log in
    Serve(ServeArgs),
    /// Give people accounts and roles, for `marsad serve --team`
    Team(TeamArgs),
    /// Code the bundled reports and show what comes out
    Demo(DemoArgs),
    /// Check the data files, or try them on a text
    Data(DataArgs),
    /// Measure the coder against reference claims, which people found in the same texts
    Score(ScoreArgs),
}

/// Reports and what to know before reading them.
#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    /// Reports: `.txt` is one report, `.jsonl` one report a line, `.html` a page, `.rss`, `.atom` and `.xml` a
    /// feed, `.json` a Telegram export, `.csv` a table, `.zip` any of these; `-` or nothing reads one
    /// report from standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    /// How to print the claims
    #[arg(long, value_enum, default_value_t = CodeFormat::Jsonl)]
    pub(crate) format: CodeFormat,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
}

/// Reports and the record that takes them.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// Reports: `.txt` is one report, `.jsonl` one report a line, `.html` a page, `.rss`, `.atom` and `.xml` a
    /// feed, `.json` a Telegram export, `.csv` a table, `.zip` any of these; `-` reads one report
    /// from standard input; an address (https://…) is fetched, and is what the server says it is
    #[arg(value_name = "FILE|URL", required = true)]
    pub(crate) sources: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) read: ReadArgs,
    #[command(flatten)]
    pub(crate) web: WebArgs,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// How to read reports.
#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Publication day of reports that bring none, as YYYY-MM-DD
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) date: Option<Date>,
    /// Which columns of tables, or keys of lines of JSON, hold what, as in `text=body,date=published`
    #[arg(long, value_name = "PART=COLUMN,…")]
    pub(crate) columns: Option<Columns>,
    /// How tables and lines of JSON write a day, as in `%d/%m/%Y`; as YYYY-MM-DD where not given
    #[arg(long, value_name = "FORMAT")]
    pub(crate) date_format: Option<String>,
    /// Threads to code on; as many as the machine has cores where not given. The output does not depend on it
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

impl ReadArgs {
    /// What the readers are told.
    pub(crate) fn options(&self) -> ReadOptions {
        ReadOptions {
            date: self.date,
            columns: self.columns.clone().unwrap_or_default(),
            date_format: self.date_format.clone(),
        }
    }
}

/// What to ask of a record.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Only this place and its parts: an id, an Arabic or an English name
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// How to print the situation
    #[arg(long, value_enum, default_value_t = PictureFormat::Table)]
    pub(crate) format: PictureFormat,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// What to project.
#[derive(Debug, Args)]
pub(crate) struct ProjectArgs {
    /// Only this place and its parts: an id, an Arabic or an English name
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// How to print the projection
    #[arg(long, value_enum, default_value_t = StatusFormat::Table)]
    pub(crate) format: StatusFormat,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// Which events to list.
#[derive(Debug, Args)]
pub(crate) struct EventsArgs {
    /// Only in this place and its parts: an id, an Arabic or an English name
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    #[command(flatten)]
    pub(crate) which: WhichArgs,
    /// Show no more than so many events, newest first
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: usize,
    /// Show those behind the last page, by the words it ended with
    #[arg(long, value_name = "NEXT")]
    pub(crate) after: Option<String>,
    /// How to print them
    #[arg(long, value_enum, default_value_t = StatusFormat::Table)]
    pub(crate) format: StatusFormat,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// Which events.
#[derive(Debug, Args)]
pub(crate) struct WhichArgs {
    /// Only of this type, as `marsad code` names it
    #[arg(long = "type", value_name = "TYPE", value_parser = claim_type)]
    pub(crate) claim_type: Option<ClaimType>,
    /// Only what may have happened on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) from: Option<Date>,
    /// Only what may have happened on this day or before
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) to: Option<Date>,
    /// Only what so many sources tell of, or more
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) sources: usize,
}

/// What to have explained.
#[derive(Debug, Args)]
pub(crate) struct WhyArgs {
    /// The place: an id, an Arabic or an English name; or the id of an event
    #[arg(value_name = "PLACE")]
    pub(crate) place: String,
    #[command(flatten)]
    pub(crate) places: PlacesArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
}

/// Which record, by which clocks.
#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    /// The day asked about; the newest report's where none is given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) on: Option<Date>,
    /// Only what had been published by this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = publication_day)]
    pub(crate) known: Option<Date>,
    /// Only what this record held by then: a day, or a time like 2026-01-31T12:00:00Z
    #[arg(long, value_name = "TIME", value_parser = transaction_time)]
    pub(crate) recorded: Option<Timestamp>,
    #[command(flatten)]
    pub(crate) record: RecordArg,
}

/// How `status` prints the situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PictureFormat {
    /// Tables to read
    Table,
    /// One JSON object
    Json,
    /// Comma-separated values: an area or route a row
    Csv,
    /// Areas and routes drawn, as `marsad map` draws them
    Geojson,
}

/// How `project` and `events` print what they found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusFormat {
    /// Tables to read
    Table,
    /// One JSON object
    Json,
}

/// Which record.
#[derive(Debug, Args)]
pub(crate) struct RecordArg {
    /// The record: a file, or the URL of a PostgreSQL database, `postgres://…`
    #[arg(long = "record", value_name = "PATH", default_value = "marsad.db")]
    pub(crate) path: PathBuf,
}

/// More places.
#[derive(Debug, Args)]
pub(crate) struct PlacesArg {
    /// A gazetteer CSV to add: `id,name_ar,name_en,aliases,kind,parent,lat,lon,precision_m,source`; may be repeated
    #[arg(long, value_name = "CSV")]
    pub(crate) places: Vec<PathBuf>,
}

/// How `code` prints claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CodeFormat {
    /// One JSON object a line
    Jsonl,
    /// A table to read
    Table,
}

fn claim_type(value: &str) -> Result<ClaimType, String> {
    ClaimType::from_name(value).ok_or_else(|| {
        let names: Vec<&str> = ClaimType::ALL.iter().map(|kind| kind.name()).collect();
        format!("no such type\n  help: one of {}", names.join(", "))
    })
}

fn publication_day(value: &str) -> Result<Date, String> {
    marsad_text::publication_day(value).map_err(|error| format!("{error}\n  help: {}", error.help()))
}

/// A time, or the end of a day in UTC.
fn transaction_time(value: &str) -> Result<Timestamp, String> {
    let end_of =
        |day: Date| day.at(23, 59, 59, 999_999_999).to_zoned(TimeZone::UTC).map(|end| end.timestamp());
    let time = value.parse::<Timestamp>().or_else(|_| value.parse::<Date>().and_then(end_of));
    time.map_err(|error| format!("{error}\n  help: a day (2026-01-31) or a time (2026-01-31T12:00:00Z)"))
}
