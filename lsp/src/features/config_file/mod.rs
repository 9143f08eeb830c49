//! medlint.toml while it is written: what its words mean, what can stand there, where it leads.
//!
//! The keys and their words come from `medlint_core::config::keys`; mistakes are told as diagnostics. All of it works in a
//! file that is no valid TOML yet.

mod completion;
mod definition;
mod hover;
mod spots;
mod symbols;

use medlint_core::assess::Date;
use medlint_core::config::keys::{KEYS, Key};
use medlint_core::document::LineIndex;

pub(crate) use completion::complete;
pub(crate) use definition::{answer, definition, references};
pub(crate) use hover::hover;
pub(crate) use spots::text_of;
pub(crate) use symbols::symbols;

use crate::client::Client;
use crate::folder::Folder;
use crate::place::Places;

/// A medlint.toml in its set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ConfigView<'a> {
    pub(crate) client: &'a Client,
    pub(crate) folder: &'a Folder,
    /// Its text, as it is open, else as it was read.
    pub(crate) text: &'a str,
    pub(crate) lines: &'a LineIndex,
    /// The day.
    pub(crate) today: Option<Date>,
}

impl<'a> ConfigView<'a> {
    pub(crate) fn places(&self) -> Places<'a> {
        Places { source: self.text, lines: self.lines, encoding: self.client.encoding }
    }
}

/// What is known of a key.
fn key(table: &str, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.table == table && key.name == name)
}

/// The table whose keys are facts.
const FACTS: &str = "device.facts";
