//! Mutations: good evidence turned into each other state, and edits that change nothing that is said.
//!
//! [`try_all`] is the one door: it turns a [`Subject`] in every way there is and says what was found. `turns` are the
//! mutations, `neutral` the edits, `subject` is what is turned, `text` and `verbs` are what they work with. Everything is
//! deterministic. Counting, and where subjects come from, is the business of who calls.

mod neutral;
mod subject;
pub mod text;
mod turns;
mod verbs;

pub use neutral::{EDITS, Edit};
pub use subject::{Subject, Topic};
pub use turns::{MUTATIONS, Mutation, Turned};

use crate::catalog::Catalogue;
use crate::detect::{Analysis, Evidence, State};
use crate::document::Document;

/// What the detector makes of a topic in a text.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The state of the topic.
    pub state: State,
    /// Its best evidence; none when it is missing.
    pub best: Option<Evidence>,
}

/// How a text was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// By a mutation: its index in [`MUTATIONS`].
    Mutation(usize),
    /// By an edit that must not matter: its index in [`EDITS`].
    Edit(usize),
}

impl Change {
    /// The name of the mutation or edit.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mutation(n) => MUTATIONS[n].id,
            Self::Edit(n) => EDITS[n].id,
        }
    }

    /// What is done to the text.
    pub fn what(self) -> &'static str {
        match self {
            Self::Mutation(n) => MUTATIONS[n].what,
            Self::Edit(n) => EDITS[n].what,
        }
    }
}

/// A changed text and what was found in it.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What was done.
    pub change: Change,
    /// The text, without the headings above it.
    pub text: String,
    /// States that are right.
    pub expected: &'static [State],
    /// What was found.
    pub found: Outcome,
}

/// What the detector makes of the topic of `subject` in another text of it.
pub fn outcome(
    subject: &Subject,
    text: &str,
    catalogue: &Catalogue,
    analyze: &dyn Fn(&Document) -> Analysis,
) -> Outcome {
    let source = subject.document(text);
    let analysis = analyze(&Document::read("design/section.md", source.as_bytes()));
    let found = analysis.topics.into_iter().find(|t| catalogue[t.topic].id == subject.topic.id);
    found.map_or(Outcome { state: State::Missing, best: None }, |t| Outcome {
        state: t.state,
        best: t.evidence.into_iter().next(),
    })
}

/// Every mutation and edit that applies, in order. `None` when the detector does not take the subject for shown: then
/// nothing can be said about what becomes of it.
pub fn try_all(
    subject: &Subject,
    catalogue: &Catalogue,
    analyze: &dyn Fn(&Document) -> Analysis,
) -> Option<Vec<Trial>> {
    let look = |text: &str| outcome(subject, text, catalogue, analyze);
    let shown = |text: &str| look(text).state == State::Shown;
    if !shown(&subject.text()) {
        return None;
    }
    let mut trials = Vec::new();
    for (n, mutation) in MUTATIONS.iter().enumerate() {
        let Some(turned) = (mutation.turn)(subject) else { continue };
        if turned.before.as_ref().is_some_and(|before| !shown(before)) {
            continue;
        }
        let found = look(&turned.text);
        trials.push(Trial { change: Change::Mutation(n), text: turned.text, expected: turned.expect, found });
    }
    // sections of documents are edited as a whole
    if shown(&subject.with_body(&subject.whole)) {
        for (n, edit) in EDITS.iter().enumerate() {
            let Some(text) = (edit.edit)(subject) else { continue };
            let found = look(&text);
            trials.push(Trial { change: Change::Edit(n), text, expected: &[State::Shown], found });
        }
    }
    Some(trials)
}
