//! Puts it together: from a document to the state of every topic, with evidence.

use super::context::{Context, contexts};
use super::judge::{self, Manner, judge};
use super::lexicon::{Atom, Force, Lexicon};
use super::own::Own;
use super::scan::{Scan, scan};
use super::signs::{self, Hit};
use super::weights::{self, Evaluator, Foremost, ONE, Scores, Signs, Weights, Window, WordSums};
use super::{Analysis, Blank, CitationHit, Evidence, Heading, State, TopicResult, kind};
use crate::catalog::{Catalogue, CueId, KindId, TopicId};
use crate::document::{BlockKind, Document};
use crate::language::{self, Statement};
use std::ops::Range;

/// A window is evidence from this sum upwards ([`super::weights::COMBINED`]).
pub const SHOWN: i32 = 0;

/// From this sum upwards it shows half.
pub const PARTLY: i32 = -ONE;

/// The manner of a plain assertion: what a statement would say if only it said so.
const PLAIN_MANNER: i32 = ONE * 3 / 2;

/// A longer statement than this that says "there is no ..." can still show what it names.
const REFUSAL_WORDS: usize = 12;

/// At most so much evidence is kept for a topic in a document.
const EVIDENCE: usize = 5;

/// At most so much where the topic is neither shown nor half shown.
const LESSER_EVIDENCE: usize = 2;

/// What the matching needs: a compiled lexicon and the learned weights.
#[derive(Debug, Clone, Copy)]
pub struct Detector<'a> {
    /// Phrases and signs.
    pub lexicon: &'a Lexicon,
    /// Learned weights.
    pub weights: &'a Weights,
    /// Atoms of the cues of requirements, sorted.
    pub cues: &'a [(Atom, u16)],
    /// Atoms of superseded editions, sorted.
    pub citations: &'a [(Atom, u16)],
}

/// Analyses a document. `kind` is what the configuration says it is, if it does.
pub fn analyze(document: &Document, catalogue: &Catalogue, kind: Option<KindId>) -> Analysis {
    analyze_with(&Detector::built_in(), document, catalogue, kind)
}

/// Analyses a document with another detector than the built-in one.
pub fn analyze_with(
    detector: &Detector<'_>,
    document: &Document,
    catalogue: &Catalogue,
    kind: Option<KindId>,
) -> Analysis {
    let reading = Reading::new(detector, document).with_own(catalogue);
    let mut topics = reading.topics();
    topics.extend(reading.own_topics());
    let kind = kind::recognise(document, catalogue, kind, &topics);
    Analysis {
        path: document.path.clone(),
        format: document.format,
        digest: document.digest,
        title: document.title.clone(),
        kind,
        blanks: reading.blanks(&topics),
        citations: reading.citations(catalogue),
        topics,
        headings: reading.headings(),
        statements: reading.statements.len() as u32,
        notices: document.notices.clone(),
    }
}

/// A candidate for evidence: a window with its sums.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) state: State,
    pub(super) sum: i32,
    pub(super) window: Window,
    pub(super) sign: Option<u16>,
}

/// Everything that was found out about one document on the way.
pub(super) struct Reading<'a> {
    detector: &'a Detector<'a>,
    pub(super) document: &'a Document,
    pub(super) statements: Vec<Statement>,
    pub(super) scan: Scan,
    pub(super) manners: Vec<Manner>,
    contexts: Vec<Context>,
    runs: Vec<Range<u32>>,
    pub(super) scores: Scores,
    pub(super) asserts: Vec<bool>,
    pub(super) hits: Vec<Hit>,
    pub(super) own: Option<Own<'a>>,
    /// Cues of requirements that occur in the statements, one after another, and where each statement's end.
    cues: Vec<CueId>,
    cue_ends: Vec<u32>,
}

/// What signs say of which topic, statement by statement.
struct Flags {
    starts: Vec<u32>,
    items: Vec<(u16, Signs)>,
}

impl Flags {
    fn new(hits: &[Hit], statements: usize) -> Self {
        let each = hits.iter().flat_map(|hit| (hit.statement..hit.end).map(move |n| (n, hit)));
        let mut all: Vec<(u32, u16, Signs)> = each.map(|(n, hit)| (n, hit.topic, Signs::from(hit))).collect();
        all.sort_unstable_by_key(|f| (f.0, f.1));
        all.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 |= next.2;
            }
            same
        });
        let starts = (0..=statements as u32).map(|n| all.partition_point(|f| f.0 < n) as u32).collect();
        Self { starts, items: all.into_iter().map(|f| (f.1, f.2)).collect() }
    }

    /// Topics and flags of one statement, each topic once.
    fn of(&self, statement: u32) -> &[(u16, Signs)] {
        let n = statement as usize;
        &self.items[self.starts[n] as usize..self.starts[n + 1] as usize]
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
        for (topic, signs) in statements.flat_map(|n| flags.of(n)) {
            if self.of_topic[*topic as usize] == Signs::default() {
                self.set.push(*topic);
            }
            self.of_topic[*topic as usize] |= *signs;
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

impl<'a> Reading<'a> {
    pub(super) fn new(detector: &'a Detector<'a>, document: &'a Document) -> Self {
        let statements = language::statements(document);
        let scan = scan(document, &statements, detector.lexicon);
        let manners = judge(document, &statements, &scan, detector.lexicon);
        let contexts = contexts(document, &statements);
        let sections: Vec<u32> =
            statements.iter().map(|s| document.blocks[s.block as usize].section).collect();
        let runs = weights::runs(&scan, &manners, &sections, &contexts);
        let scores = weights::score(&scan, &manners, &contexts, detector.weights);
        let asserts = scores.asserts(&manners);
        let hits = signs::find(&scan, &contexts, &runs, detector.lexicon, &asserts);
        let is_heading = |n: u32| manners[n as usize].marks.has(judge::HEADING);
        let about = |n: u32, topic: u16| scores.is_about(n, topic);
        let hits = signs::with_titles(hits, &contexts, &is_heading, &about);
        let (mut cues, mut cue_ends) = (Vec::new(), Vec::with_capacity(statements.len()));
        let is_cue = AtomSet::of(detector.cues);
        for range in &scan.statement_occurrences {
            let occurrences = &scan.occurrences[range.start as usize..range.end as usize];
            for occurrence in occurrences.iter().filter(|o| is_cue.has(o.atom)) {
                let at = detector.cues.partition_point(|c| c.0 < occurrence.atom);
                let same = detector.cues[at..].iter().take_while(|c| c.0 == occurrence.atom);
                cues.extend(same.map(|c| CueId(c.1)));
            }
            cue_ends.push(cues.len() as u32);
        }
        let own = None;
        Self {
            detector,
            document,
            statements,
            scan,
            manners,
            contexts,
            runs,
            scores,
            asserts,
            hits,
            own,
            cues,
            cue_ends,
        }
    }

    /// The same, looked at for the topics and cues of an organisation's own, too.
    pub(super) fn with_own(mut self, catalogue: &'a Catalogue) -> Self {
        self.own = catalogue.own.as_deref().map(|tables| {
            Own::new(tables, self.document, &self.statements, &self.contexts, &self.runs, &self.asserts)
        });
        self
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

    /// State and evidence of every topic.
    pub(super) fn topics(&self) -> Vec<TopicResult> {
        let mut candidates: Vec<Vec<Candidate>> = vec![Vec::new(); self.scores.topics];
        let flags = Flags::new(&self.hits, self.statements.len());
        let mut sign_of: Vec<(u32, u16, u16)> = self
            .hits
            .iter()
            .filter(|hit| matches!(hit.force, Force::Full | Force::Half))
            .map(|hit| (hit.statement, hit.topic, hit.sign))
            .collect();
        sign_of.sort_unstable();
        let first_sign = |window: &Window, topic: u16| {
            window.statements.clone().find_map(|n| {
                let at = sign_of.partition_point(|s| (s.0, s.1) < (n, topic));
                sign_of.get(at).filter(|s| (s.0, s.1) == (n, topic)).map(|s| s.2)
            })
        };
        let evaluator = self.evaluator(&self.asserts);
        let mut sums = WordSums::new(evaluator);
        let mut of_window = WindowFlags::new(self.scores.topics);
        for window in weights::windows(&self.runs, &self.asserts) {
            let words = sums.of(&window);
            let manner = evaluator.manner(&window);
            let least = evaluator.least_words(manner, window.size, PARTLY).min(evaluator.least_words(
                manner.max(PLAIN_MANNER),
                window.size,
                SHOWN,
            ));
            of_window.collect(&flags, window.statements.clone());
            let mut foremost = None;
            of_window.each(words, least, |topic, signs| {
                if signs.name && window.statements.clone().any(|n| self.refuses(&flags, n, topic)) {
                    if window.size == 1 {
                        let (state, window) = (State::Denied, window.clone());
                        candidates[topic as usize].push(Candidate { state, sum: 0, window, sign: None });
                    }
                    return;
                }
                let foremost = *foremost.get_or_insert_with(|| Foremost::of(words.iter().copied()));
                let sum = |manner: i32| {
                    let words = words[topic as usize];
                    evaluator.combine(&evaluator.measures(words, foremost, manner, signs, window.size))
                };
                let asserted = sum(manner);
                let lesser = || self.lesser(window.statements.start);
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
                let sign = first_sign(&window, topic);
                let window = window.clone();
                candidates[topic as usize].push(Candidate { state, sum: asserted, window, sign });
            });
        }
        self.lesser_statements(&flags, &mut of_window, &mut candidates);
        self.empty_sections(&flags, &mut candidates);
        candidates
            .into_iter()
            .enumerate()
            .filter_map(|(topic, list)| self.result(topic as u16, list))
            .collect()
    }

    /// Whether a short statement says plainly that there is nothing of what it names: "There is no audit log."
    fn refuses(&self, flags: &Flags, statement: u32, topic: u16) -> bool {
        let n = statement as usize;
        self.manners[n].marks.has(judge::REFUSAL)
            && self.scan.statement_tokens[n].len() <= REFUSAL_WORDS
            && flags.of(statement).iter().any(|f| f.0 == topic && f.1.name)
    }

    pub(super) fn evaluator<'s>(&'s self, asserts: &'s [bool]) -> Evaluator<'s> {
        Evaluator { scores: &self.scores, contexts: &self.contexts, asserts, weights: self.detector.weights }
    }

    /// Statements that are no evidence: what they would show if they were plain assertions.
    fn lesser_statements(
        &self,
        flags: &Flags,
        of_window: &mut WindowFlags,
        candidates: &mut [Vec<Candidate>],
    ) {
        let all = vec![true; self.statements.len()];
        let evaluator = self.evaluator(&all);
        let mut sums = WordSums::new(evaluator);
        let least = evaluator.least_words(PLAIN_MANNER, 1, SHOWN);
        for n in 0..self.statements.len() as u32 {
            if self.asserts[n as usize] || self.manners[n as usize].marks.has(judge::HEADING) {
                continue;
            }
            let window = Window { statements: n..n + 1, size: 1 };
            let words = sums.of(&window);
            of_window.collect(flags, window.statements.clone());
            let mut foremost = None;
            of_window.each(words, least, |topic, flags| {
                let foremost = *foremost.get_or_insert_with(|| Foremost::of(words.iter().copied()));
                let plain = evaluator.measures(words[topic as usize], foremost, PLAIN_MANNER, flags, 1);
                let sum = evaluator.combine(&plain);
                if sum > SHOWN || flags.name || flags.title || flags.full {
                    let (state, window) = (self.lesser(n), window.clone());
                    candidates[topic as usize].push(Candidate { state, sum, window, sign: None });
                }
            });
        }
    }

    /// Headings that name a topic over a section without content.
    fn empty_sections(&self, flags: &Flags, candidates: &mut [Vec<Candidate>]) {
        for (n, statement) in self.statements.iter().enumerate() {
            let block = &self.document.blocks[statement.block as usize];
            if !matches!(block.kind, BlockKind::Heading(_) | BlockKind::Term) {
                continue;
            }
            let n = n as u32;
            let mut state = None;
            for (topic, _) in flags.of(n).iter().filter(|f| f.1.name || f.1.title) {
                let state = *state.get_or_insert_with(|| self.heading_state(n));
                candidates[*topic as usize].push(Candidate {
                    state,
                    sum: 0,
                    window: Window { statements: n..n + 1, size: 1 },
                    sign: None,
                });
            }
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

    /// The best evidence, none of it twice, neighbours of one state as one.
    pub(super) fn result(&self, topic: u16, mut list: Vec<Candidate>) -> Option<TopicResult> {
        let state = list.iter().map(|c| c.state).min()?;
        // small windows first among equals: they name the place best
        list.sort_by(|a, b| {
            (a.state, -i64::from(a.sum) + i64::from(a.window.size) * 64, a.window.statements.start).cmp(&(
                b.state,
                -i64::from(b.sum) + i64::from(b.window.size) * 64,
                b.window.statements.start,
            ))
        });
        let most = if state <= State::Partly { EVIDENCE } else { LESSER_EVIDENCE };
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in list {
            let range = &candidate.window.statements;
            let near = |other: &Range<u32>| range.start <= other.end && other.start <= range.end;
            let section = |n: u32| self.document.blocks[self.statements[n as usize].block as usize].section;
            let Some(k) = kept.iter_mut().find(|k| near(&k.window.statements)) else {
                if kept.len() < most {
                    kept.push(candidate);
                }
                continue;
            };
            let one_section = section(k.window.statements.start) == section(range.start);
            let s = &mut k.window.statements;
            if k.state == candidate.state && one_section {
                if candidate.window.size <= 2 || s.len() == 1 {
                    *s = s.start.min(range.start)..s.end.max(range.end);
                }
                continue;
            }
            let apart = |k: &Candidate| {
                range.start >= k.window.statements.end || k.window.statements.start >= range.end
            };
            if kept.len() < most && kept.iter().all(apart) {
                kept.push(candidate);
            }
        }
        let evidence = kept.iter().map(|c| self.evidence(topic, c)).collect();
        Some(TopicResult { topic: TopicId(topic), state, evidence })
    }

    fn evidence(&self, topic: u16, candidate: &Candidate) -> Evidence {
        let range = candidate.window.statements.clone();
        let first = &self.statements[range.start as usize];
        let last = &self.statements[range.end as usize - 1];
        let text = first.text.start..last.text.end;
        let source = self.document.source_range(text.clone());
        let section = self.document.blocks[first.block as usize].section;
        let mut cues: Vec<CueId> = Vec::new();
        let context: Vec<u32> = self.contexts[range.start as usize].all().collect();
        for n in context.into_iter().chain(range.clone()) {
            let start = n.checked_sub(1).map_or(0, |before| self.cue_ends[before as usize]);
            cues.extend_from_slice(&self.cues[start as usize..self.cue_ends[n as usize] as usize]);
            if let Some(own) = &self.own {
                for occurrence in own.scan.of(n) {
                    let at = own.tables.cues.partition_point(|c| c.0 < occurrence.atom);
                    let same = own.tables.cues[at..].iter().take_while(|c| c.0 == occurrence.atom);
                    cues.extend(same.map(|c| CueId(c.1)));
                }
            }
        }
        cues.sort_unstable();
        cues.dedup();
        let reasoned = candidate.state == State::Denied
            && (range.start.saturating_sub(1)..(range.end + 1).min(self.statements.len() as u32))
                .any(|n| self.manners[n as usize].marks.any(judge::REASON));
        Evidence {
            state: candidate.state,
            lines: self.document.lines_of(&source),
            source,
            section,
            headings: self.document.headings(section).into_iter().map(str::to_owned).collect(),
            quote: quote(&self.document.text[text.start as usize..text.end as usize]),
            because: self.because(topic, candidate),
            cues,
            reasoned,
            score: candidate.sum,
        }
    }

    /// The phrases of a statement that have a weight for the topic, each with its place in the text, in order.
    pub(super) fn weighed(&self, topic: u16, statement: u32) -> impl Iterator<Item = (i32, Range<u32>)> {
        let occurrences = self.scan.of(statement).iter();
        occurrences.filter_map(move |occurrence| {
            let weight = self.detector.weights.of(occurrence.atom, topic);
            let last = occurrence.token + u32::from(occurrence.length) - 1;
            let (from, to) = (&self.scan.tokens[occurrence.token as usize], &self.scan.tokens[last as usize]);
            (weight != 0).then_some((weight, from.start..to.end))
        })
    }

    /// The words that speak most for the topic in a range of statements, strongest first, at most `most`.
    fn telling_words(&self, topic: u16, range: Range<u32>, most: usize) -> Vec<String> {
        let mut found: Vec<(i32, Range<u32>)> =
            range.flat_map(|n| self.weighed(topic, n)).filter(|(weight, _)| *weight > 0).collect();
        let written = |range: &Range<u32>| &self.document.text[range.start as usize..range.end as usize];
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| written(&a.1).cmp(written(&b.1))));
        let mut words: Vec<String> = Vec::new();
        for (_, range) in found {
            let word = written(&range);
            if words.len() < most && !words.iter().any(|w| w.eq_ignore_ascii_case(word)) {
                words.push(word.to_lowercase());
            }
        }
        words
    }

    fn because(&self, topic: u16, candidate: &Candidate) -> Vec<String> {
        let mut out = Vec::new();
        if let Some(sign) = candidate.sign {
            let (lexicon, scan) = self.tables(topic);
            let what = if lexicon.signs[sign as usize].force == Force::Name { "name" } else { "sign" };
            let words = self.sign_words(lexicon, scan, sign, candidate.window.statements.clone());
            out.push(format!("{what}: {words}"));
        }
        let words = self.telling_words(topic, candidate.window.statements.clone(), 5);
        if !words.is_empty() {
            out.push(format!("words: {}", words.join(", ")));
        }
        let marks = self.manners[candidate.window.statements.start as usize].marks;
        let why = match candidate.state {
            State::Shown => None,
            State::Partly => Some("says too little for certain".to_owned()),
            State::Elsewhere => Some("points to another place".to_owned()),
            State::Planned => Some("announces it".to_owned()),
            State::Denied => Some("says that there is none".to_owned()),
            State::Placeholder => {
                let what = self.manners[candidate.window.statements.start as usize].blanks.what;
                Some(if what.is_empty() { "is to be filled in".to_owned() } else { what.to_owned() })
            }
            State::Mentioned | State::Missing => Some("names it only".to_owned()),
        };
        out.extend(why.map(|w| format!("judgement: {w}")));
        if candidate.state != State::Shown {
            let names: Vec<&str> = marks.names().filter(|m| TELLING_MARKS.contains(m)).collect();
            if !names.is_empty() {
                out.push(format!("marks: {}", names.join(", ")));
            }
        }
        out
    }

    /// The words of the document that make a hit; for a title those of the heading.
    pub(super) fn words_of_hit(&self, hit: &Hit) -> String {
        let (lexicon, scan) = self.tables(hit.topic);
        self.sign_words(lexicon, scan, hit.sign, hit.statement..hit.end)
    }

    /// The lexicon that a topic's signs are in, and what was found of it.
    fn tables(&self, topic: u16) -> (&Lexicon, &Scan) {
        match &self.own {
            Some(own) if usize::from(topic) >= self.scores.topics => (&own.tables.lexicon, &own.scan),
            _ => (self.detector.lexicon, &self.scan),
        }
    }

    /// The words of the document that make a sign meet.
    fn sign_words(&self, lexicon: &Lexicon, scan: &Scan, sign: u16, range: Range<u32>) -> String {
        let sign = &lexicon.signs[sign as usize];
        let context: Vec<u32> = self.contexts[range.start as usize].all().collect();
        let mut found: Vec<String> = Vec::new();
        for part in &lexicon.sign_parts[sign.start as usize..sign.end as usize] {
            let part = &lexicon.parts[*part as usize];
            if part.count == 0 {
                continue;
            }
            let atoms = &lexicon.part_atoms[part.start as usize..part.end as usize];
            let hit = range.clone().chain(context.iter().copied()).find_map(|n| {
                scan.of(n).iter().find(|o| {
                    atoms.binary_search(&o.atom).is_ok()
                        || lexicon.emits(o.atom).iter().any(|e| atoms.binary_search(e).is_ok())
                })
            });
            if let Some(o) = hit {
                let from = &scan.tokens[o.token as usize];
                let to = &scan.tokens[(o.token + u32::from(o.length) - 1) as usize];
                found.push(self.document.text[from.start as usize..to.end as usize].to_lowercase());
            }
        }
        found.sort_unstable();
        found.dedup();
        found.join(" + ")
    }

    fn headings(&self) -> Vec<Heading> {
        let document = self.document;
        let headings = document.blocks.iter().filter_map(|b| match b.kind {
            BlockKind::Heading(level) => Some((level, b)),
            _ => None,
        });
        headings
            .map(|(level, b)| Heading {
                title: document.text[b.text.start as usize..b.text.end as usize].to_owned(),
                level,
                line: document.line_of(b.source.start),
                source: b.source.clone(),
            })
            .collect()
    }

    fn blanks(&self, topics: &[TopicResult]) -> Vec<Blank> {
        let mut out = Vec::new();
        for (n, manner) in self.manners.iter().enumerate() {
            let Some(first) = manner.blanks.places.first() else { continue };
            if manner.marks.any(judge::Marks(judge::COMMENT.0 | judge::CODE.0)) {
                continue;
            }
            let statement = &self.statements[n];
            let last = manner.blanks.places.last().unwrap_or(first);
            let source = self.document.source_range(first.start..last.end);
            let lines = self.document.lines_of(&source);
            let about = topics
                .iter()
                .filter(|t| t.evidence.iter().any(|e| e.lines.0 <= lines.1 && lines.0 <= e.lines.1))
                .map(|t| t.topic)
                .collect();
            let text = &self.document.text[statement.text.start as usize..statement.text.end as usize];
            out.push(Blank {
                source,
                lines,
                quote: quote(text),
                because: manner.blanks.what.to_owned(),
                topics: about,
            });
        }
        out
    }

    fn citations(&self, catalogue: &Catalogue) -> Vec<CitationHit> {
        let mut out: Vec<CitationHit> = Vec::new();
        let is_citation = AtomSet::of(self.detector.citations);
        for (n, statement) in self.statements.iter().enumerate() {
            let mut best: Option<(u32, u8, u16)> = None;
            let mut push = |found: Option<(u32, u8, u16)>| {
                let Some((token, length, citation)) = found else { return };
                let from = &self.scan.tokens[token as usize];
                let to = &self.scan.tokens[(token + u32::from(length) - 1) as usize];
                // "3.2.0-rc4" is no cipher, "md5sum-1" no hash: part of a longer name
                let before = self.document.text.as_bytes()[..from.start as usize].last_chunk::<2>();
                if before.is_some_and(|b| {
                    matches!(b[1], b'-' | b'.' | b'_' | b'/') && b[0].is_ascii_alphanumeric()
                }) {
                    return;
                }
                let entry = &catalogue.citations[citation as usize];
                let text = &self.document.text[statement.text.start as usize..statement.text.end as usize];
                let after = self.document.text[to.end as usize..].trim_start();
                let continued = after.get(..40.min(after.len())).or(Some(after)).map(str::to_ascii_lowercase);
                let continued = continued.unwrap_or_default();
                if entry.unless_followed_by.iter().any(|f| continued.starts_with(f.as_ref())) {
                    return;
                }
                let lower = text.to_ascii_lowercase();
                let excused = entry.except.iter().any(|e| contains_words(&lower, e));
                let source = self.document.source_range(from.start..to.end);
                out.push(CitationHit {
                    citation: usize::from(citation),
                    lines: self.document.lines_of(&source),
                    source,
                    quote: quote(text),
                    excused,
                });
            };
            for o in self.scan.of(n as u32).iter().filter(|o| is_citation.has(o.atom)) {
                let at = self.detector.citations.partition_point(|c| c.0 < o.atom);
                let Some((_, citation)) = self.detector.citations.get(at).filter(|c| c.0 == o.atom) else {
                    continue;
                };
                // of overlapping ones the longest
                match best {
                    Some((token, length, _)) if o.token < token + u32::from(length) => {
                        if o.length > length {
                            best = Some((o.token, o.length, *citation));
                        }
                    }
                    _ => {
                        push(best);
                        best = Some((o.token, o.length, *citation));
                    }
                }
            }
            push(best);
        }
        out
    }
}

/// A set of atoms: nearly every word of a document is asked whether it is in it.
struct AtomSet(Vec<u64>);

impl AtomSet {
    /// The atoms of a sorted table.
    fn of(table: &[(Atom, u16)]) -> Self {
        let most = table.last().map_or(0, |(atom, _)| usize::from(*atom) / 64 + 1);
        let mut bits = vec![0; most];
        for (atom, _) in table {
            bits[usize::from(*atom) / 64] |= 1 << (atom % 64);
        }
        Self(bits)
    }

    fn has(&self, atom: Atom) -> bool {
        self.0.get(usize::from(atom) / 64).is_some_and(|bits| bits >> (atom % 64) & 1 == 1)
    }
}

/// Marks that are worth telling the user.
const TELLING_MARKS: [&str; 21] = [
    "plan",
    "denial",
    "refusal",
    "pointer",
    "author-instruction",
    "duty",
    "duty-holder",
    "duty-verb",
    "source-voice",
    "blank",
    "empty-cells",
    "comment",
    "block-quote",
    "in-quotes",
    "dot-leader",
    "unchecked",
    "instruction-first",
    "under-plans",
    "under-references",
    "history-table",
    "template",
];

/// Whether `phrase` stands in `text` as whole words; both lower case.
fn contains_words(text: &str, phrase: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(phrase)
        .any(|(at, _)| edge(text[..at].chars().next_back()) && edge(text[at + phrase.len()..].chars().next()))
}

/// Text on one line, at most about 240 characters.
fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(260));
    let mut count = 0;
    for word in text.split_whitespace() {
        if count + word.chars().count() > 240 {
            if out.is_empty() {
                out.extend(word.chars().take(240));
            }
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
            count += 1;
        }
        out.push_str(word);
        count += word.chars().count();
    }
    out
}
