//! Candidates for evidence: windows of statements with what they say of which topic.

use super::State;
use super::analyze::Reading;
use super::judge;
use super::lexicon::{Force, NONE};
use super::memory::Kept;
use super::signs::Hit;
use super::weights::{self, Evaluator, Foremost, ONE, Signs, Window, WordSums};
use crate::document::BlockKind;
use std::ops::Range;

/// A window is evidence from this sum upwards ([`super::weights::COMBINED`]).
pub const SHOWN: i32 = 0;

/// From this sum upwards it shows half.
pub const PARTLY: i32 = -ONE;

/// The manner of a plain assertion: what a statement would say if only it said so.
const PLAIN_MANNER: i32 = ONE * 3 / 2;

/// A longer statement than this that says "there is no ..." can still show what it names.
const REFUSAL_WORDS: usize = 12;

/// A candidate for evidence: a window with its sums.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) state: State,
    pub(super) sum: i32,
    pub(super) window: Window,
    pub(super) sign: Option<u16>,
}

/// What signs say of a topic in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flag {
    topic: u16,
    signs: Signs,
    /// The first sign that shows it or half of it and begins in the statement; [`NONE`] for none.
    sign: u16,
}

/// What signs say of which topic, statement by statement.
#[derive(Debug, Default)]
pub(super) struct Flags {
    starts: Vec<u32>,
    items: Vec<Flag>,
}

impl Flags {
    pub(super) fn new(hits: &[Hit], statements: usize) -> Self {
        let mut all: Vec<(u32, Flag)> = Vec::with_capacity(hits.len() * 2);
        for hit in hits {
            let shows = matches!(hit.force, Force::Full | Force::Half);
            for n in hit.statement..hit.end {
                let sign = if shows && n == hit.statement { hit.sign } else { NONE };
                all.push((n, Flag { topic: hit.topic, signs: Signs::from(hit), sign }));
            }
        }
        all.sort_unstable_by_key(|(n, flag)| (*n, flag.topic));
        all.dedup_by(|(n, next), (m, kept)| {
            let same = (*n, next.topic) == (*m, kept.topic);
            if same {
                kept.signs |= next.signs;
                kept.sign = kept.sign.min(next.sign);
            }
            same
        });
        let mut starts = Vec::with_capacity(statements + 1);
        for (at, (n, _)) in all.iter().enumerate() {
            while starts.len() <= *n as usize {
                starts.push(at as u32);
            }
        }
        starts.resize(statements + 1, all.len() as u32);
        Self { starts, items: all.into_iter().map(|(_, flag)| flag).collect() }
    }

    /// Topics and flags of one statement, each topic once.
    fn of(&self, statement: u32) -> &[Flag] {
        let n = statement as usize;
        &self.items[self.starts[n] as usize..self.starts[n + 1] as usize]
    }

    /// Whether they say the same of two statements.
    pub(super) fn same(&self, statement: u32, others: &Flags, other: u32) -> bool {
        self.of(statement) == others.of(other)
    }

    /// Whether the statement names the topic.
    fn names(&self, statement: u32, topic: u16) -> bool {
        self.of(statement).iter().any(|flag| flag.topic == topic && flag.signs.name)
    }

    /// The first sign in a window that shows a topic or half of it.
    fn first_sign(&self, window: &Window, topic: u16) -> Option<u16> {
        window.statements.clone().find_map(|n| {
            let flags = self.of(n);
            let at = flags.binary_search_by_key(&topic, |flag| flag.topic).ok()?;
            Some(flags[at].sign).filter(|sign| *sign != NONE)
        })
    }
}

/// The flags of the statements of one window, topic by topic.
struct WindowFlags {
    of_topic: Vec<Signs>,
    set: Vec<u16>,
}

impl WindowFlags {
    fn new(topics: usize) -> Self {
        Self { of_topic: vec![Signs::default(); topics], set: Vec::new() }
    }

    fn collect(&mut self, flags: &Flags, statements: Range<u32>) {
        for topic in self.set.drain(..) {
            self.of_topic[topic as usize] = Signs::default();
        }
        for flag in statements.flat_map(|n| flags.of(n)) {
            let signs = &mut self.of_topic[flag.topic as usize];
            if *signs == Signs::default() {
                self.set.push(flag.topic);
            }
            *signs |= flag.signs;
        }
    }

    /// Calls `each` with the topics that have a flag or of which the words say at least `least`: for most topics
    /// nothing speaks, and they are not worth a sum.
    fn each(&self, words: &[i32], least: i32, mut each: impl FnMut(u16, Signs)) {
        for topic in &self.set {
            each(*topic, self.of_topic[*topic as usize]);
        }
        for (n, chunk) in words.chunks(16).enumerate() {
            if chunk.iter().fold(i32::MIN, |a, b| a.max(*b)) < least {
                continue;
            }
            for (at, word) in chunk.iter().enumerate() {
                let topic = n * 16 + at;
                if *word >= least && self.of_topic[topic] == Signs::default() {
                    each(topic as u16, Signs::default());
                }
            }
        }
    }
}

/// The candidates of a document with their topics: those of each run, then those of each statement that is no evidence.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    of_runs: Vec<(u16, Candidate)>,
    run_ends: Vec<u32>,
    lesser: Vec<(u16, Candidate)>,
    statement_ends: Vec<u32>,
}

/// The entries between two ends.
fn between<'a, T>(all: &'a [T], ends: &[u32], n: usize) -> &'a [T] {
    let start = n.checked_sub(1).map_or(0, |before| ends[before]);
    &all[start as usize..ends[n] as usize]
}

/// A candidate of the document before at its new place.
fn moved(old: &(u16, Candidate), by: u32) -> (u16, Candidate) {
    let (topic, old) = old;
    let statements = &old.window.statements;
    let statements = statements.start.wrapping_add(by)..statements.end.wrapping_add(by);
    (*topic, Candidate { window: Window { statements, ..old.window }, ..*old })
}

impl Candidates {
    /// All of them by topic, each list in the order in which they were found.
    pub(super) fn by_topic(&self, topics: usize) -> Vec<Vec<Candidate>> {
        let mut out: Vec<Vec<Candidate>> = vec![Vec::new(); topics];
        for (topic, candidate) in self.of_runs.iter().chain(&self.lesser) {
            out[usize::from(*topic)].push(candidate.clone());
        }
        out
    }
}

impl Reading<'_> {
    /// Which statements are said and read as in the document before.
    fn settled(&self, kept: &Kept) -> Vec<bool> {
        let settled = |n: usize| {
            let before = self.same.before(n as u32).filter(|_| self.alike[n])?;
            let b = before as usize;
            let same = self.manners[n].marks == kept.manners[b].marks
                && self.scores.manner[n] == kept.manner[b]
                && self.asserts[n] == kept.asserts[b]
                && self.flags.same(n as u32, &kept.flags, before);
            Some(same)
        };
        (0..self.statements.len()).map(|n| settled(n) == Some(true)).collect()
    }

    /// Looks at all windows, but for those of the document before that are the same in everything.
    pub(super) fn candidates(&self, kept: &Kept) -> Candidates {
        let settled = self.settled(kept);
        let mut found = Candidates::default();
        let mut looking = Looking::new(self, self.evaluator(&self.asserts));
        for run in &self.runs {
            let before = self.same.run_before(run).filter(|_| run.clone().all(|n| settled[n as usize]));
            let before = before.and_then(|before| {
                let at = kept.runs.binary_search_by_key(&before.start, |run| run.start).ok()?;
                (kept.runs[at] == before).then_some((at, run.start.wrapping_sub(before.start)))
            });
            match before {
                Some((at, by)) => {
                    let old = between(&kept.candidates.of_runs, &kept.candidates.run_ends, at);
                    found.of_runs.extend(old.iter().map(|old| moved(old, by)));
                }
                None => looking.run(run, &mut found.of_runs),
            }
            found.run_ends.push(found.of_runs.len() as u32);
        }
        let all = vec![true; self.statements.len()];
        let mut looking = Looking::new(self, self.evaluator(&all));
        let least = looking.evaluator.least_words(PLAIN_MANNER, 1, SHOWN);
        for n in 0..self.statements.len() as u32 {
            match self.same.before(n).filter(|_| settled[n as usize]) {
                Some(before) => {
                    let lesser = &kept.candidates;
                    let old = between(&lesser.lesser, &lesser.statement_ends, before as usize);
                    found.lesser.extend(old.iter().map(|old| moved(old, n.wrapping_sub(before))));
                }
                None => looking.lesser(n, least, &mut found.lesser),
            }
            found.statement_ends.push(found.lesser.len() as u32);
        }
        found
    }

    /// Headings that name a topic over a section without content.
    pub(super) fn empty_sections(&self, candidates: &mut [Vec<Candidate>]) {
        for (n, statement) in self.statements.iter().enumerate() {
            let block = &self.document.blocks[statement.block as usize];
            if !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term) {
                continue;
            }
            let n = n as u32;
            let mut state = None;
            for flag in self.flags.of(n).iter().filter(|f| f.signs.name || f.signs.title) {
                let state = *state.get_or_insert_with(|| self.heading_state(n));
                candidates[usize::from(flag.topic)].push(Candidate {
                    state,
                    sum: 0,
                    window: Window { statements: n..n + 1, size: 1 },
                    sign: None,
                });
            }
        }
    }

    /// Whether a short statement says plainly that there is nothing of what it names: "There is no audit log."
    fn refuses(&self, statement: u32, topic: u16) -> bool {
        let n = statement as usize;
        self.manners[n].marks.has(judge::REFUSAL)
            && self.scan.statement_tokens[n].len() <= REFUSAL_WORDS
            && self.flags.names(statement, topic)
    }

    /// The state that a statement which is no evidence gives a topic that it is about.
    pub(super) fn lesser(&self, statement: u32) -> State {
        let marks = self.manners[statement as usize].marks;
        let any = |list: &[judge::Marks]| list.iter().any(|m| marks.any(*m));
        if let Some(state) = judge::verdict(marks) {
            state
        } else if any(&[judge::BLANK, judge::EMPTY_CELLS, judge::COMMENT, judge::INSTRUCTION_FIRST]) {
            State::Placeholder
        } else if marks.any(judge::POINTER_TO_DOCUMENT) && !marks.any(judge::PLAN) {
            State::Elsewhere
        } else if any(&[judge::PLAN, judge::UNCHECKED]) && !marks.any(judge::CHECKED) {
            State::Planned
        } else if any(&[judge::REFUSAL, judge::DENIAL, judge::DENIAL_FIRST]) {
            State::Denied
        } else if marks.any(judge::TEMPLATE) && any(&[judge::EMPHASISED, judge::INSTRUCTION]) {
            State::Placeholder
        } else {
            State::Mentioned
        }
    }

    /// The state that a heading or bold label gives a topic that it names: that of what stands under it.
    pub(super) fn heading_state(&self, n: u32) -> State {
        let marks = self.manners[n as usize].marks;
        if marks.any(judge::UNDER_REFERENCES) || marks.any(judge::DOT_LEADER) {
            return State::Mentioned;
        }
        let block = &self.document.blocks[self.statements[n as usize].block as usize];
        // up to the next heading, or, under a bold label, the next label
        let is_label = block.kind == BlockKind::Term;
        let under = (n + 1..self.statements.len() as u32).take_while(|m| {
            let kind = self.document.blocks[self.statements[*m as usize].block as usize].kind;
            !(matches!(kind, BlockKind::Heading(_)) || is_label && kind == BlockKind::Term)
        });
        let content = under.filter(|m| !self.manners[*m as usize].marks.has(judge::HEADING));
        let states =
            content.map(|m| if self.asserts[m as usize] { State::Mentioned } else { self.lesser(m) });
        match states.min() {
            Some(state) => state,
            None if self.has_subsection(block.section) => State::Mentioned,
            None => State::Placeholder,
        }
    }

    fn has_subsection(&self, section: u32) -> bool {
        self.document.sections.get(section as usize + 1).is_some_and(|next| next.parent == Some(section))
    }
}

/// Looks at windows, with what one needs for it again and again.
struct Looking<'r, 'a> {
    reading: &'r Reading<'a>,
    evaluator: Evaluator<'r>,
    sums: WordSums<'r>,
    flags: WindowFlags,
    windows: Vec<Window>,
}

impl<'r, 'a> Looking<'r, 'a> {
    fn new(reading: &'r Reading<'a>, evaluator: Evaluator<'r>) -> Self {
        let flags = WindowFlags::new(reading.scores.topics);
        Self { reading, evaluator, sums: WordSums::new(evaluator), flags, windows: Vec::new() }
    }

    /// The candidates of a run.
    fn run(&mut self, run: &Range<u32>, out: &mut Vec<(u16, Candidate)>) {
        let Self { reading, evaluator, sums, flags: of_window, windows } = self;
        let (reading, flags) = (*reading, &reading.flags);
        windows.clear();
        weights::windows_of(run, &reading.asserts, windows);
        for window in windows.iter() {
            let words = sums.of(window);
            let manner = evaluator.manner(window);
            let least = evaluator.least_words(manner, window.size, PARTLY).min(evaluator.least_words(
                manner.max(PLAIN_MANNER),
                window.size,
                SHOWN,
            ));
            of_window.collect(flags, window.statements.clone());
            let mut foremost = None;
            of_window.each(words, least, |topic, signs| {
                let mut push = |state, sum, sign| {
                    out.push((topic, Candidate { state, sum, window: window.clone(), sign }));
                };
                if signs.name && window.statements.clone().any(|n| reading.refuses(n, topic)) {
                    if window.size == 1 {
                        push(State::Denied, 0, None);
                    }
                    return;
                }
                let foremost = *foremost.get_or_insert_with(|| Foremost::of(words.iter().copied()));
                let sum = |manner: i32| {
                    let words = words[topic as usize];
                    evaluator.combine(&evaluator.measures(words, foremost, manner, signs, window.size))
                };
                let asserted = sum(manner);
                let lesser = || reading.lesser(window.statements.start);
                let state = if asserted > SHOWN {
                    State::Shown
                } else if window.size == 1
                    && sum(manner.max(PLAIN_MANNER)) > SHOWN
                    && (manner < 0 || lesser() != State::Mentioned)
                {
                    lesser()
                } else if asserted > PARTLY {
                    State::Partly
                } else if signs.name && window.size == 1 {
                    lesser()
                } else {
                    return;
                };
                push(state, asserted, flags.first_sign(window, topic));
            });
        }
    }

    /// A statement that is no evidence: what it would show if it were a plain assertion.
    fn lesser(&mut self, n: u32, least: i32, out: &mut Vec<(u16, Candidate)>) {
        let Self { reading, evaluator, sums, flags: of_window, .. } = self;
        if reading.asserts[n as usize] || reading.manners[n as usize].marks.has(judge::HEADING) {
            return;
        }
        let window = Window { statements: n..n + 1, size: 1 };
        let words = sums.of(&window);
        of_window.collect(&reading.flags, window.statements.clone());
        let mut foremost = None;
        of_window.each(words, least, |topic, flags| {
            let foremost = *foremost.get_or_insert_with(|| Foremost::of(words.iter().copied()));
            let plain = evaluator.measures(words[topic as usize], foremost, PLAIN_MANNER, flags, 1);
            let sum = evaluator.combine(&plain);
            if sum > SHOWN || flags.name || flags.title || flags.full {
                out.push((
                    topic,
                    Candidate { state: reading.lesser(n), sum, window: window.clone(), sign: None },
                ));
            }
        });
    }
}
