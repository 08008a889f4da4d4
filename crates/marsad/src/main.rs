//! `marsad`: from Arabic conflict reporting to a sourced map.
mod cli;
mod commands;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::run(cli::Cli::parse()) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("marsad: {error}");
            ExitCode::FAILURE
        }
    }
}
