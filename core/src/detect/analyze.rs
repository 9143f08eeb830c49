//! Puts it together: from a document to the state of every topic, with evidence.

use super::candidates::{Candidate, Candidates, Flags};
pub use super::candidates::{PARTLY, SHOWN};
use super::context::{Context, contexts};
use super::evidence::quote;
use super::judge::{self, Manner};
use super::lexicon::{Atom, Lexicon};
use super::memory::{Kept, Memory};
use super::own::Own;
use super::same::Same;
use super::scan::{Scan, scan};
use super::signs::{self, Hit, Hits};
use super::weights::{self, Evaluator, Scores, Sums, Weights};
use super::{Analysis, Blank, Heading, TopicResult, kind};
use crate::catalog::{Catalogue, CueId, KindId, TopicId};
use crate::document::{BlockKind, Document};
use crate::language::{self, Statement};
use std::ops::Range;

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

impl Detector<'_> {
    /// Cues of requirements that occur in a statement.
    pub(super) fn cues_in(&self, scan: &Scan, statement: u32) -> impl Iterator<Item = CueId> {
        scan.of(statement).iter().flat_map(|occurrence| {
            let at = self.cues.partition_point(|c| c.0 < occurrence.atom);
            let same = self.cues[at..].iter().take_while(|c| c.0 == occurrence.atom);
            same.map(|c| CueId(c.1))
        })
    }
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
    let reading = Reading::new(detector, document, catalogue);
    let (topics, _) = reading.topics(&Kept::default());
    reading.analysis(topics, catalogue, kind)
}

/// Analyses a document and does only again what changed since the last time. What comes out is the same as without
/// `memory`.
pub fn analyze_again(
    memory: &mut Memory,
    document: &Document,
    catalogue: &Catalogue,
    kind: Option<KindId>,
) -> Analysis {
    let detector = Detector::built_in();
    // taken out: should anything panic on the way, nothing half done is remembered
    let mut kept = memory.take(catalogue);
    let reading = Reading::after(&detector, document, &mut kept).with_own(catalogue, &mut kept);
    let (topics, chosen) = reading.topics(&kept);
    let analysis = reading.analysis(topics, catalogue, kind);
    memory.keep(catalogue, Kept::of(reading, chosen, &analysis));
    analysis
}

/// What the evidence was chosen from.
pub(super) struct Chosen {
    pub(super) candidates: Candidates,
    /// For each topic with a state the candidates that its evidence is made of.
    pub(super) evidence: Vec<Vec<Candidate>>,
}

/// Everything that was found out about one document on the way.
pub(super) struct Reading<'a> {
    pub(super) detector: &'a Detector<'a>,
    pub(super) document: &'a Document,
    pub(super) statements: Vec<Statement>,
    pub(super) scan: Scan,
    words: Vec<judge::Words>,
    pub(super) manners: Vec<Manner>,
    pub(super) contexts: Vec<Context>,
    pub(super) runs: Vec<Range<u32>>,
    pub(super) scores: Scores,
    /// What the words of the statements alone say of their manner.
    manner_by_words: Vec<i32>,
    pub(super) asserts: Vec<bool>,
    /// Signs that met, without titles.
    met: Hits,
    pub(super) hits: Vec<Hit>,
    pub(super) flags: Flags,
    pub(super) own: Option<Own<'a>>,
    /// What is the same as in the document before.
    pub(super) same: Same,
    /// Which statements are the same and stand under the same.
    pub(super) alike: Vec<bool>,
}

impl<'a> Reading<'a> {
    /// Reads a document for the first time.
    pub(super) fn new(detector: &'a Detector<'a>, document: &'a Document, catalogue: &'a Catalogue) -> Self {
        let mut kept = Kept::default();
        Self::after(detector, document, &mut kept).with_own(catalogue, &mut kept)
    }

    /// Reads a document after another; takes over from that what can be changed in its place.
    pub(super) fn after(detector: &'a Detector<'a>, document: &'a Document, kept: &mut Kept) -> Self {
        let statements = language::statements(document);
        let same = Same::of((&kept.text, &kept.statements), (&document.text, &statements));
        let changed = &statements[same.changed().start as usize..same.changed().end as usize];
        let mut scan = std::mem::take(&mut kept.scan);
        let mut words = std::mem::take(&mut kept.words);
        let mut sums = std::mem::take(&mut kept.sums);
        let new = self::scan(document, changed, detector.lexicon);
        sums.replace(same, Sums::of(&new, detector.weights), detector.weights);
        words.splice(same.replaced(), judge::words(&document.text, changed, &new, detector.lexicon));
        scan.replace(same, new);

        let manners = judge::manners(document, &statements, &words);
        let contexts = contexts(document, &statements);
        let sections: Vec<u32> =
            statements.iter().map(|s| document.blocks[s.block as usize].section).collect();
        let runs = weights::runs(&scan, &manners, &sections, &contexts);
        let (scores, manner_by_words) = weights::scores(sums, &manners, &contexts, detector.weights);
        let asserts = scores.asserts(&manners);
        let alike = alike(same, &kept.contexts, &contexts);
        let before =
            signs::Before { hits: &kept.met, runs: &kept.runs, asserts: &kept.asserts, same, alike: &alike };
        let met = signs::find_after(&scan, &contexts, &runs, detector.lexicon, &asserts, Some(&before));
        let is_heading = |n: u32| manners[n as usize].marks.has(judge::HEADING);
        let about = |n: u32, topic: u16| scores.is_about(n, topic);
        let hits = signs::with_titles(&met.all, &contexts, &is_heading, &about);
        let flags = Flags::new(&hits, statements.len());
        Self {
            detector,
            document,
            statements,
            scan,
            words,
            manners,
            contexts,
            runs,
            scores,
            manner_by_words,
            asserts,
            met,
            hits,
            flags,
            own: None,
            same,
            alike,
        }
    }

    /// The same, looked at for the topics and cues of an organisation's own, too.
    pub(super) fn with_own(mut self, catalogue: &'a Catalogue, kept: &mut Kept) -> Self {
        self.own = catalogue.own.as_deref().map(|tables| Own::new(tables, &self, kept));
        self
    }

    /// State and evidence of every topic, and what it was chosen from.
    pub(super) fn topics(&self, kept: &Kept) -> (Vec<TopicResult>, Chosen) {
        let candidates = self.candidates(kept);
        let mut by_topic = candidates.by_topic(self.scores.topics);
        self.empty_sections(&mut by_topic);
        let built_in = (0..).zip(by_topic);
        let results =
            built_in.chain(self.own_candidates()).filter_map(|(topic, list)| self.result(topic, list, kept));
        let (topics, evidence) = results.unzip();
        (topics, Chosen { candidates, evidence })
    }

    fn analysis(&self, topics: Vec<TopicResult>, catalogue: &Catalogue, kind: Option<KindId>) -> Analysis {
        let document = self.document;
        Analysis {
            path: document.path.clone(),
            format: document.format,
            digest: document.digest,
            title: document.title.clone(),
            kind: kind::recognise(document, catalogue, kind, &topics),
            blanks: self.blanks(&topics),
            citations: self.citations(catalogue),
            topics,
            headings: self.headings(),
            statements: self.statements.len() as u32,
            notices: document.notices.clone(),
        }
    }

    pub(super) fn evaluator<'s>(&'s self, asserts: &'s [bool]) -> Evaluator<'s> {
        Evaluator { scores: &self.scores, contexts: &self.contexts, asserts, weights: self.detector.weights }
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
        // Lines of all evidence, close together: there may be many blanks.
        let evidence = topics.iter().flat_map(|t| t.evidence.iter().map(|e| (e.lines.0, e.lines.1, t.topic)));
        let places: Vec<(u32, u32, TopicId)> = evidence.collect();
        for (n, manner) in self.manners.iter().enumerate() {
            let Some(first) = manner.blanks.places.first() else { continue };
            if manner.marks.any(judge::Marks(judge::COMMENT.0 | judge::CODE.0)) {
                continue;
            }
            let statement = &self.statements[n];
            let last = manner.blanks.places.last().unwrap_or(first);
            let source = self.document.source_range(first.start..last.end);
            let lines = self.document.lines_of(&source);
            let about = places.iter().filter(|(from, to, _)| *from <= lines.1 && lines.0 <= *to);
            let mut about: Vec<TopicId> = about.map(|(_, _, topic)| *topic).collect();
            about.dedup();
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
}

/// Which statements are the same as before and stand under the same.
fn alike(same: Same, before: &[Context], contexts: &[Context]) -> Vec<bool> {
    let each = (0..).zip(contexts);
    each.map(|(n, context)| {
        let Some(old) = same.before(n) else { return false };
        let pairs = before[old as usize].list().into_iter().zip(context.list());
        pairs.into_iter().all(|pair| match pair {
            (Some(old), Some(now)) => same.before(now) == Some(old),
            (old, now) => old == now,
        })
    })
    .collect()
}

impl Kept {
    fn of(mut reading: Reading<'_>, chosen: Chosen, analysis: &Analysis) -> Self {
        let sums = Sums::take(&mut reading.scores, reading.manner_by_words);
        Self {
            text: reading.document.text.clone(),
            statements: reading.statements,
            scan: reading.scan,
            words: reading.words,
            sums,
            manners: reading.manners,
            contexts: reading.contexts,
            runs: reading.runs,
            manner: reading.scores.manner,
            asserts: reading.asserts,
            met: reading.met,
            flags: reading.flags,
            candidates: chosen.candidates,
            chosen: chosen.evidence,
            topics: analysis.topics.clone(),
            own: reading.own.map(|own| (own.scan, own.met)),
        }
    }
}
