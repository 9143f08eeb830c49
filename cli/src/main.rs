//! `medlint`: checks the design documents of a medical device for the cybersecurity content that regulators expect.
//!
//! Only the outside world is here: arguments, files, the terminal, threads, the clock. What documents show and what is
//! missing is the business of `medlint-core`, which knows none of these.

mod args;
mod assessed;
mod base;
mod baseline;
mod cache;
mod catalogue;
mod check;
mod destination;
mod diff;
mod documents;
mod explain;
mod failure;
mod git;
mod init;
mod input;
mod list;
mod lsp;
mod manual;
mod nothing;
mod output;
mod paths;
mod pipeline;
mod progress;
mod scan;
mod selftest;
mod settings;
mod unmatched;
mod walk;
mod watch;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;
use failure::{Failure, Outcome};
use output::Terminal;

/// Analyses are many small pieces, made on all cores. The allocators of systems stand in each other's way there, that of musl,
/// for which releases are built, most of all.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    let terminal = Terminal::new(args.color);
    let outcome = run(args.command, &terminal).unwrap_or_else(|failure| {
        terminal.failure(&failure);
        Outcome::Trouble
    });
    ExitCode::from(outcome.code())
}

fn run(command: Command, terminal: &Terminal) -> Result<Outcome, Failure> {
    match command {
        Command::Check(args) => check::run(&args, terminal),
        Command::Baseline(args) => baseline::run(&args, terminal),
        Command::Diff(args) => diff::run(&args, terminal),
        Command::Scan(args) => scan::run(&args, terminal),
        Command::Explain(args) => explain::run(&args, terminal),
        Command::List(args) => list::run(&args, terminal),
        Command::Init(args) => init::run(&args, terminal),
        Command::Selftest(args) => selftest::run(&args, terminal),
        Command::Catalogue(command) => catalogue::run(&command, terminal),
        Command::Lsp { .. } => lsp::run(),
        Command::Completions { shell } => manual::completions(shell, terminal),
        Command::Man { command } => manual::man(command.as_deref(), terminal),
    }
}
