//! The terminal: what is written where, in which colours, how wide.
//!
//! Reports go to stdout, everything about the run itself to stderr. A reader that goes away (`| head`) ends the output
//! quietly.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

use medlint_core::report::text::Style;

use crate::failure::Failure;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless NO_COLOR is set; CLICOLOR_FORCE overrules both
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How wide text is set when nobody tells.
const WIDTH: usize = 100;
/// Wider lines are hard to read.
const WIDEST: usize = 120;

/// Stdout and stderr.
pub(crate) struct Terminal {
    /// How reports are set.
    pub(crate) out: Style,
    /// How messages are set.
    pub(crate) err: Style,
    /// Whether stderr is a terminal, where progress can be shown.
    pub(crate) interactive: bool,
    closed: Cell<bool>,
    /// Nothing is told on stderr.
    silent: bool,
}

impl Terminal {
    /// Looks at stdout, stderr and the environment.
    pub(crate) fn new(when: When) -> Self {
        let (out, err) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        let width = width(out || err);
        Terminal {
            out: Style { color: colors(when, out), width },
            err: Style { color: colors(when, err), width },
            interactive: err && !is_dumb(),
            closed: Cell::new(false),
            silent: false,
        }
    }

    /// The same, but nothing is told on stderr: for what the user did not ask about.
    pub(crate) fn silent(&self) -> Self {
        Terminal { interactive: false, closed: Cell::new(false), silent: true, ..*self }
    }

    /// Writes a piece of the report.
    ///
    /// # Errors
    /// When it cannot be written, unless nobody reads it any more.
    pub(crate) fn print(&self, text: &str) -> Result<(), Failure> {
        if self.closed.get() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed.set(true);
                Ok(())
            }
            Err(error) => Err(Failure::new(format!("the report cannot be written: {}", reason(&error)))),
            Ok(()) => Ok(()),
        }
    }

    /// Whether the reader of stdout has gone away, so that there is no point in going on.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.get()
    }

    /// Writes text to stderr as it is.
    pub(crate) fn tell(&self, text: &str) {
        if self.silent {
            return;
        }
        // There is nobody to tell that stderr cannot be written to.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Something worth knowing.
    pub(crate) fn note(&self, message: &str) {
        self.message("note", "1;36", message);
    }

    /// Something that may not be as it was meant.
    pub(crate) fn warning(&self, message: &str) {
        self.message("warning", "1;33", message);
    }

    /// Something that could not be done.
    pub(crate) fn error(&self, message: &str) {
        self.message("error", "1;31", message);
    }

    /// What to do about the message before.
    pub(crate) fn help(&self, message: &str) {
        self.message("help", "1;36", message);
    }

    /// Why a run ends here.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.error(&failure.message);
        if let Some(help) = &failure.help {
            self.help(help);
        }
    }

    fn message(&self, label: &str, color: &str, message: &str) {
        let message = wrap(&harmless(message), self.err.width, label.len() + 2);
        let label =
            if self.err.color { format!("\u{1b}[{color}m{label}\u{1b}[0m") } else { label.to_owned() };
        self.tell(&format!("{label}: {message}\n"));
    }
}

/// Breaks lines at spaces; the first begins behind a label, the others are set in.
fn wrap(text: &str, width: usize, label: usize) -> String {
    const INDENT: &str = "    ";
    let mut out = String::with_capacity(text.len() + 16);
    let mut column = label;
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
            column = 0;
        }
        for (n, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if n > 0 && column + 1 + length > width {
                out.push('\n');
                out.push_str(INDENT);
                column = INDENT.len();
            } else if n > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
    }
    out
}

/// What went wrong with a file, without the number that Rust adds.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split_once(" (os error").map_or(text.as_str(), |(text, _)| text);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !text.starts_with("I/O") => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// A name of a file can hold anything; the terminal gets no control characters from it.
fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// <https://no-color.org> and <https://bixense.com/clicolors>.
fn colors(when: When, is_terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_zero = |name: &str| std::env::var_os(name).is_some_and(|value| value == "0");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if set("CLICOLOR_FORCE") && !is_zero("CLICOLOR_FORCE") => true,
        When::Auto => is_terminal && !is_zero("CLICOLOR") && !is_dumb(),
    }
}

/// The width of the terminal; a fixed one where there is none, so that the same input gives the same bytes.
fn width(is_terminal: bool) -> usize {
    if !is_terminal {
        return WIDTH;
    }
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(seen).unwrap_or(WIDTH).min(WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_as_part_of_a_sentence() {
        assert_eq!(reason(&io::Error::from_raw_os_error(2)), "no such file or directory");
        assert_eq!(reason(&io::Error::other("I/O trouble")), "I/O trouble");
    }

    #[test]
    fn a_file_name_cannot_write_to_the_terminal() {
        assert_eq!(harmless("a\u{1b}[31m\n"), "a\u{fffd}[31m\n");
    }

    #[test]
    fn messages_are_wrapped_behind_their_label() {
        assert_eq!(wrap("one two three\n  four five", 14, 6), "one two\n    three\n  four five");
    }

    #[test]
    fn what_the_user_says_counts_most() {
        assert!(colors(When::Always, false));
        assert!(!colors(When::Never, true));
    }
}
