//! The evidence for a topic: of all candidates the best ones, with the words and judgements that tell why.

use super::analyze::Reading;
use super::candidates::Candidate;
use super::lexicon::{Force, Lexicon};
use super::memory::Kept;
use super::scan::Scan;
use super::signs::Hit;
use super::{Evidence, State, TopicResult, judge};
use crate::catalog::{CueId, TopicId};
use std::ops::Range;

/// At most so much evidence is kept for a topic in a document.
const EVIDENCE: usize = 5;

/// At most so much where the topic is neither shown nor half shown.
const LESSER_EVIDENCE: usize = 2;

impl Reading<'_> {
    /// The evidence of a topic from its candidates, and which of them it was made of.
    pub(super) fn result(
        &self,
        topic: u16,
        list: Vec<Candidate>,
        kept: &Kept,
    ) -> Option<(TopicResult, Vec<Candidate>)> {
        let state = list.iter().map(|c| c.state).min()?;
        let best = self.best(state, list);
        let evidence = best.iter().map(|c| self.evidence(topic, c, kept.evidence(topic, c, self))).collect();
        Some((TopicResult { topic: TopicId(topic), state, evidence }, best))
    }

    /// The best candidates, none of them twice, neighbours of one state as one.
    fn best(&self, state: State, mut list: Vec<Candidate>) -> Vec<Candidate> {
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
        kept
    }

    /// `before` is the same evidence in the document before: its texts hold still.
    fn evidence(&self, topic: u16, candidate: &Candidate, before: Option<&Evidence>) -> Evidence {
        let range = candidate.window.statements.clone();
        let first = &self.statements[range.start as usize];
        let last = &self.statements[range.end as usize - 1];
        let text = first.text.start..last.text.end;
        let source = self.document.source_range(text.clone());
        let section = self.document.blocks[first.block as usize].section;
        let reasoned = candidate.state == State::Denied
            && (range.start.saturating_sub(1)..(range.end + 1).min(self.statements.len() as u32))
                .any(|n| self.manners[n as usize].marks.any(judge::REASON));
        let (quote, because, cues) = match before {
            Some(before) => (before.quote.clone(), before.because.clone(), before.cues.clone()),
            None => (
                quote(&self.document.text[text.start as usize..text.end as usize]),
                self.because(topic, candidate),
                self.cues_of(range),
            ),
        };
        Evidence {
            state: candidate.state,
            lines: self.document.lines_of(&source),
            source,
            section,
            headings: self.document.headings(section).into_iter().map(str::to_owned).collect(),
            quote,
            because,
            cues,
            reasoned,
            score: candidate.sum,
        }
    }

    /// Cues of requirements in statements and in what the first stands under.
    fn cues_of(&self, range: Range<u32>) -> Vec<CueId> {
        let mut cues: Vec<CueId> = Vec::new();
        let context: Vec<u32> = self.contexts[range.start as usize].all().collect();
        for n in context.into_iter().chain(range) {
            cues.extend(self.detector.cues_in(&self.scan, n));
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
        cues
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

/// Text on one line, at most about 240 characters.
pub(super) fn quote(text: &str) -> String {
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
