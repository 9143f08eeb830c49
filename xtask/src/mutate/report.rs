//! Counts what came of the trials, and prints it.

use super::subjects::{Origin, Source};
use medlint_core::detect::State;
use medlint_core::selftest::mutation::{self, Change, EDITS, MUTATIONS};
use std::fmt;

/// One mutated text and what was found in it.
#[derive(Debug, Clone)]
pub(crate) struct Trial {
    /// The mutation or edit.
    pub(crate) mutation: &'static str,
    /// The passage, or document and line.
    pub(crate) subject: String,
    /// The topic's id.
    pub(crate) topic: String,
    /// Kept aside by training.
    pub(crate) aside: bool,
    /// States that would be right.
    pub(crate) expected: &'static [State],
    /// The state found.
    pub(crate) found: State,
    /// Its best evidence, in words.
    pub(crate) because: String,
    /// The mutated text.
    pub(crate) text: String,
}

impl Trial {
    fn new(source: &Source, trial: mutation::Trial) -> Self {
        let subject = &source.subject;
        let because = trial
            .found
            .best
            .map_or(String::new(), |e| format!("{:?} (sum {}; {})", e.quote, e.score, e.because.join("; ")));
        Self {
            mutation: trial.change.id(),
            subject: subject.id.clone(),
            topic: subject.topic.id.clone(),
            aside: source.aside,
            expected: trial.expected,
            found: trial.found.state,
            because,
            text: subject.document(&trial.text),
        }
    }

    /// Not shown any more, nor partly.
    pub(crate) fn flipped(&self) -> bool {
        !matches!(self.found, State::Shown | State::Partly)
    }

    /// The state that was expected.
    pub(crate) fn exact(&self) -> bool {
        self.expected.contains(&self.found)
    }
}

/// What came of one mutation or edit.
#[derive(Debug, Default, Clone)]
pub(crate) struct Count {
    pub(crate) tried: u32,
    /// No longer `shown` or `partly`.
    pub(crate) flipped: u32,
    /// Exactly the expected state; for an edit: still `shown`.
    pub(crate) exact: u32,
    /// Still `shown`.
    pub(crate) shown: u32,
    /// Tried and flipped (for an edit: stable) among passages that training kept aside.
    pub(crate) aside: (u32, u32),
    /// How often each state was found, in the order of [`State::ALL`].
    pub(crate) states: [u32; 8],
    /// States that were right in any of the trials.
    pub(crate) expected: Vec<State>,
}

impl Count {
    fn add(&mut self, trial: &Trial, good: bool) {
        self.tried += 1;
        self.expected.extend(trial.expected);
        self.expected.sort_unstable();
        self.expected.dedup();
        self.flipped += u32::from(trial.flipped());
        self.exact += u32::from(trial.exact());
        self.shown += u32::from(trial.found == State::Shown);
        if trial.aside {
            self.aside.0 += 1;
            self.aside.1 += u32::from(good);
        }
        if let Some(n) = State::ALL.iter().position(|s| *s == trial.found) {
            self.states[n] += 1;
        }
    }

    fn plus(&mut self, other: &Self) {
        self.tried += other.tried;
        self.flipped += other.flipped;
        self.exact += other.exact;
        self.shown += other.shown;
        self.aside.0 += other.aside.0;
        self.aside.1 += other.aside.1;
        self.states.iter_mut().zip(other.states).for_each(|(a, b)| *a += b);
    }
}

/// What came of a run.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    /// For each origin subjects offered and used (those that the detector takes for shown).
    pub(crate) subjects: [(u32, u32); 3],
    /// One for each of the mutations.
    pub(crate) mutations: Vec<Count>,
    /// One for each of the neutral edits.
    pub(crate) edits: Vec<Count>,
    /// Mutated texts whose state is not the expected one, edited ones that are not shown any more.
    pub(crate) failures: Vec<Trial>,
}

fn rate(part: u32, whole: u32) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.3}", f64::from(part) / f64::from(whole)) }
}

impl Report {
    pub(super) fn new() -> Self {
        Self {
            subjects: [(0, 0); 3],
            mutations: vec![Count::default(); MUTATIONS.len()],
            edits: vec![Count::default(); EDITS.len()],
            failures: Vec::new(),
        }
    }

    pub(super) fn offered(&mut self, origin: Origin) {
        self.subjects[origin as usize].0 += 1;
    }

    pub(super) fn used(&mut self, origin: Origin) {
        self.subjects[origin as usize].1 += 1;
    }

    pub(super) fn add(&mut self, source: &Source, trial: mutation::Trial) {
        let change = trial.change;
        let trial = Trial::new(source, trial);
        let good = match change {
            Change::Mutation(n) => {
                self.mutations[n].add(&trial, trial.flipped());
                trial.flipped() && trial.exact()
            }
            Change::Edit(n) => {
                self.edits[n].add(&trial, trial.exact());
                trial.exact()
            }
        };
        if !good {
            self.failures.push(trial);
        }
    }

    fn sum(counts: &[Count]) -> Count {
        let mut sum = Count::default();
        counts.iter().for_each(|c| sum.plus(c));
        sum
    }

    /// Share of all mutations after which the topic was neither shown nor partly shown.
    pub(crate) fn flip_rate(&self) -> f64 {
        let sum = Self::sum(&self.mutations);
        f64::from(sum.flipped) / f64::from(sum.tried.max(1))
    }

    /// Share of all neutral edits after which the topic was still shown.
    pub(crate) fn stable_rate(&self) -> f64 {
        let sum = Self::sum(&self.edits);
        f64::from(sum.exact) / f64::from(sum.tried.max(1))
    }

    /// At most `most` failures of each mutation and edit (of those whose name begins with `only`), worst first: texts
    /// that did not flip, then those that flipped to another state than the expected one.
    pub(crate) fn worst(&self, only: &str, most: usize) -> String {
        let mut out = String::new();
        let ids = MUTATIONS.iter().map(|m| m.id).chain(EDITS.iter().map(|e| e.id));
        for id in ids.filter(|id| id.starts_with(only)) {
            let mut list: Vec<&Trial> = self.failures.iter().filter(|t| t.mutation == id).collect();
            list.sort_by_key(|t| t.found);
            for trial in list.iter().take(most) {
                let expected: Vec<&str> = trial.expected.iter().map(|s| s.id()).collect();
                out.push_str(&format!(
                    "=== {id} · {} · {}{} · found {}, expected {}\n{}--- {}\n\n",
                    trial.topic,
                    trial.subject,
                    if trial.aside { " (aside)" } else { "" },
                    trial.found.id(),
                    expected.join(" or "),
                    trial.text,
                    trial.because
                ));
            }
        }
        out
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [passages, examples, corpus] = self.subjects;
        writeln!(
            f,
            "Good evidence: {} of {} passages, {} of {} sections of the example, {} of {} sections of the corpus. The \
             others are not shown when cut out and are left out.\n",
            passages.1, passages.0, examples.1, examples.0, corpus.1, corpus.0
        )?;
        writeln!(
            f,
            "| mutation | what is done | expected | tried | flipped | exact | aside flipped | found |"
        )?;
        writeln!(f, "|---|---|---|---:|---:|---:|---:|---|")?;
        for (mutation, count) in MUTATIONS.iter().zip(&self.mutations) {
            let expected: Vec<&str> = count.expected.iter().map(|s| s.id()).collect();
            // any state but shown and partly
            let expected = if expected.len() > 5 { "not shown".to_owned() } else { expected.join(", ") };
            writeln!(
                f,
                "| {} | {} | {expected} | {} | {} | {} | {} | {} |",
                mutation.id,
                mutation.what,
                count.tried,
                rate(count.flipped, count.tried),
                rate(count.exact, count.tried),
                rate(count.aside.1, count.aside.0),
                states(count)
            )?;
        }
        let sum = Self::sum(&self.mutations);
        writeln!(
            f,
            "| **all** | | | {} | **{}** | {} | {} | |\n",
            sum.tried,
            rate(sum.flipped, sum.tried),
            rate(sum.exact, sum.tried),
            rate(sum.aside.1, sum.aside.0)
        )?;
        writeln!(f, "| neutral edit | what is done | tried | stable | aside stable | found |")?;
        writeln!(f, "|---|---|---:|---:|---:|---|")?;
        for (edit, count) in EDITS.iter().zip(&self.edits) {
            writeln!(
                f,
                "| {} | {} | {} | {} | {} | {} |",
                edit.id,
                edit.what,
                count.tried,
                rate(count.exact, count.tried),
                rate(count.aside.1, count.aside.0),
                states(count)
            )?;
        }
        let sum = Self::sum(&self.edits);
        writeln!(
            f,
            "| **all** | | {} | **{}** | {} | |",
            sum.tried,
            rate(sum.exact, sum.tried),
            rate(sum.aside.1, sum.aside.0)
        )
    }
}

/// States found, most frequent first, when there is more than one.
fn states(count: &Count) -> String {
    let mut list: Vec<(u32, &str)> = count.states.iter().zip(State::ALL).map(|(n, s)| (*n, s.id())).collect();
    list.retain(|s| s.0 > 0);
    list.sort_by_key(|entry| std::cmp::Reverse(entry.0));
    list.iter().map(|(n, s)| format!("{s} {n}")).collect::<Vec<_>>().join(", ")
}
