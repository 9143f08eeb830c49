//! Progress of a long run: one line on stderr that is gone when the run is over.

use std::time::{Duration, Instant};

use crate::output::Terminal;

/// Runs that are over sooner show nothing.
const LONG: Duration = Duration::from_millis(700);
/// How often the line changes.
const PACE: Duration = Duration::from_millis(100);

/// A line that counts documents.
pub(crate) struct Progress<'a> {
    terminal: &'a Terminal,
    next: Instant,
    total: usize,
    visible: bool,
}

impl<'a> Progress<'a> {
    /// Begins to count.
    pub(crate) fn new(terminal: &'a Terminal, total: usize) -> Self {
        Progress { terminal, next: Instant::now() + LONG, total, visible: false }
    }

    /// How long to wait for the next document before the line is due.
    pub(crate) fn pace(&self) -> Duration {
        PACE
    }

    /// Shows how far the run is, if it is time to.
    pub(crate) fn show(&mut self, done: usize) {
        if !self.terminal.interactive || Instant::now() < self.next {
            return;
        }
        self.next = Instant::now() + PACE;
        self.visible = true;
        self.terminal.tell(&format!("\r\u{1b}[2Kread {done} of {} documents", self.total));
    }

    /// Takes the line away, so that something else can be written.
    pub(crate) fn clear(&mut self) {
        if self.visible {
            self.visible = false;
            self.terminal.tell("\r\u{1b}[2K");
        }
    }
}
