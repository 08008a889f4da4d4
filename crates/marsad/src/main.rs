//! `marsad`: from Arabic conflict reporting to a sourced map.
#![cfg_attr(test, allow(clippy::non_ascii_literal, reason = "tests show real text"))]

mod cli;
mod commands;
mod fetch;
mod import;
mod publish;
mod score;
mod serve;

use clap::Parser;
use std::process::ExitCode;

/// A report makes thousands of small lists and strings, which most systems' own allocators take longer to hand out.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::run(cli::Cli::parse()) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            eprintln!("marsad: {error}");
            ExitCode::FAILURE
        }
    }
}
