//! Says how far reading is, where it takes long enough to be noticed.

use serde_json::{Value, json};

use super::Session;
use super::asking::Asked;

/// Fewer documents are read before anybody wonders.
const MANY: usize = 300;
const TOKEN: &str = "medlint/reading";

/// What the client was told.
#[derive(Debug, Default)]
pub(super) enum Progress {
    #[default]
    Quiet,
    /// It was asked to make room for it.
    Asked,
    Shown {
        total: usize,
        percent: usize,
    },
    /// It does not want to.
    Refused,
}

impl Session {
    /// Tells how many documents are still to be read.
    pub(super) fn tell_progress(&mut self) {
        if !self.client.shows_progress() {
            return;
        }
        let left: usize = self.folders.values().map(|f| f.unread.len() + f.reading.len()).sum::<usize>()
            + self.arrived.len();
        match self.progress {
            Progress::Quiet if left > MANY => {
                self.progress = Progress::Asked;
                self.ask("window/workDoneProgress/create", json!({ "token": TOKEN }), Asked::Progress);
            }
            Progress::Shown { .. } if left == 0 => {
                self.progress = Progress::Quiet;
                self.tell_reading(&json!({ "kind": "end" }));
            }
            Progress::Shown { total, percent } => {
                let total = total.max(left);
                let now = (total - left) * 100 / total;
                // A line for each twentieth.
                let told = if now >= percent + 5 { now } else { percent };
                self.progress = Progress::Shown { total, percent: told };
                if told != percent {
                    let message = format!("{} of {total} documents", total - left);
                    self.tell_reading(&json!({ "kind": "report", "percentage": now, "message": message }));
                }
            }
            // What is refused is asked again the next time there is much to read.
            Progress::Refused if left == 0 => self.progress = Progress::Quiet,
            Progress::Quiet | Progress::Asked | Progress::Refused => {}
        }
    }

    /// The client has made room for it, or not.
    pub(super) fn begin_progress(&mut self, shown: bool) {
        if !matches!(self.progress, Progress::Asked) {
            return;
        }
        if !shown {
            self.progress = Progress::Refused;
            return;
        }
        self.progress = Progress::Shown { total: 1, percent: 0 };
        self.tell_reading(&json!({
            "kind": "begin", "title": "medlint reads documents", "cancellable": false, "percentage": 0,
        }));
    }

    fn tell_reading(&mut self, value: &Value) {
        self.notify("$/progress", json!({ "token": TOKEN, "value": value }));
    }
}
