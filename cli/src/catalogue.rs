//! `medlint catalogue`: what this version asks for, as a file, and what differs from another version.

use std::fs;
use std::path::Path;

use medlint_core::edition::{Edition, EditionError, compare, export};
use medlint_core::report;

use crate::args::{CatalogueCommand, CatalogueDiffArgs, DiffFormat};
use crate::failure::{Failure, Outcome};
use crate::output::{Terminal, reason};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Runs the command.
pub(crate) fn run(command: &CatalogueCommand, terminal: &Terminal) -> Result<Outcome, Failure> {
    match command {
        CatalogueCommand::Export => terminal.print(&export(VERSION))?,
        CatalogueCommand::Diff(args) => terminal.print(&difference(args, terminal)?)?,
    }
    Ok(Outcome::Clean)
}

fn difference(args: &CatalogueDiffArgs, terminal: &Terminal) -> Result<String, Failure> {
    let old = read(&args.old)?;
    let new = match &args.new {
        Some(file) => read(file)?,
        None => Edition::built_in(VERSION),
    };
    let comparison = compare(&old, &new);
    Ok(match args.format {
        DiffFormat::Text => report::edition::text(&comparison, &terminal.out),
        DiffFormat::Json => report::edition::json(&comparison),
        DiffFormat::Markdown => report::edition::markdown(&comparison),
    })
}

fn read(file: &Path) -> Result<Edition, Failure> {
    let bytes = fs::read(file)
        .map_err(|error| Failure::new(format!("{} cannot be read: {}", file.display(), reason(&error))))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::new(format!("{} is no text in UTF-8", file.display())).help(ORIGIN))?;
    Edition::read(&text).map_err(|error| {
        Failure::new(format!("{} {error}", file.display())).help(match error {
            EditionError::Newer(_) => "compare with the medlint that wrote it, or a later one",
            EditionError::NotJson(_) | EditionError::NotAnExport | EditionError::Damaged(_) => ORIGIN,
        })
    })
}

const ORIGIN: &str = "`medlint catalogue export > FILE` of the other version writes such a file";
