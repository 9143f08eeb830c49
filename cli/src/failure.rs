//! How a run ends: the exit codes, and the error that ends it early.

use std::fmt;

/// The end of a run that got to its end. The codes are documented in `--help` and never change meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Everything was looked at, and nothing is as severe as `--fail-on`.
    Clean,
    /// Something is.
    Findings,
    /// Something could not be looked at: a file, a part of the configuration. Outranks findings, because they may be
    /// incomplete.
    Trouble,
}

impl Outcome {
    /// The exit code of the process.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Trouble => 2,
        }
    }

    /// [`Outcome::Trouble`] when there was any.
    pub(crate) fn of_trouble(trouble: bool) -> Self {
        if trouble { Self::Trouble } else { Self::Clean }
    }
}

/// Why a run cannot go on: what is wrong, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: Option<String>,
}

impl Failure {
    /// A failure with nothing more to say.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), help: None }
    }

    /// Adds what to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// A word that should name something in the catalogue and does not.
    pub(crate) fn unknown(sort: &str, word: &str, near: Option<&str>, list: &str) -> Self {
        let help = match near {
            Some(near) => format!("did you mean `{near}`? `medlint list {list}` shows all"),
            None => format!("`medlint list {list}` shows all"),
        };
        Failure::new(format!("`{word}` is not a {sort} that medlint knows")).help(help)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
