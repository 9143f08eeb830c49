//! How each statement of a document stands to one topic: for `medlint scan --why`, for whoever writes lexicons, and for
//! everybody who does not believe the result.

use super::analyze::Reading;
use super::compile::COMBINED;
use super::lexicon::{Force, Reach};
use super::signs::Hit;
use super::weights::{Foremost, ONE, Signs, Window, WordSums};
use super::{Detector, judge};
use crate::catalog::{Catalogue, TopicId};
use crate::document::Document;
use std::ops::Range;

/// A statement that has to do with a topic, and what it amounts to by itself.
///
/// Evidence can be more than one statement: then the words of all are added up before they are judged.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// First and last line, 1-based, inclusive.
    pub lines: (u32, u32),
    /// The statement without markup.
    pub text: String,
    /// A heading, header row or comment, which is read with what stands under it and is no evidence itself.
    pub frame: bool,
    /// How it is said: above 0 as a matter of fact; -4.0 is certain not to be. In thousandths.
    pub manner: i32,
    /// The marks from which that was judged.
    pub marks: Vec<&'static str>,
    /// The words that speak for the topic and, below 0, against it, strongest first, in thousandths.
    pub words: Vec<(String, i32)>,
    /// The signs that met: what each amounts to and the words that made it meet.
    pub signs: Vec<(&'static str, String)>,
    /// What the last sum is made of, in thousandths; parts that are 0 are left out. Empty for own topics, which have no
    /// learned words, and for frames.
    pub parts: Vec<(&'static str, i32)>,
    /// The sum: above 0 the statement alone shows the topic, above -1.0 half of it.
    pub sum: i32,
}

/// In thousandths.
fn thousandths(value: i32) -> i32 {
    (i64::from(value) * 1000 / i64::from(ONE)) as i32
}

/// At most so many words are told, for and against.
const WORDS: usize = 8;

/// All statements of a document that have to do with a topic, in order.
pub fn inspect(document: &Document, catalogue: &Catalogue, topic: TopicId) -> Vec<Inspected> {
    let detector = Detector::built_in();
    let reading = Reading::new(&detector, document, catalogue);
    let index = topic.index() as u16;
    let learned = topic.index() < reading.scores.topics;
    let hits: Vec<&Hit> = match &reading.own {
        Some(own) if !learned => own.met.all.iter().filter(|h| h.topic == index).collect(),
        _ => reading.hits.iter().filter(|h| h.topic == index).collect(),
    };
    let all = vec![true; reading.statements.len()];
    let evaluator = reading.evaluator(&all);
    let mut sums = WordSums::new(evaluator);
    let mut out = Vec::new();
    for n in 0..reading.statements.len() as u32 {
        let mine: Vec<&Hit> = hits.iter().copied().filter(|h| (h.statement..h.end).contains(&n)).collect();
        if mine.is_empty() && !(learned && reading.scores.is_about(n, index)) {
            continue;
        }
        let frame = reading.manners[n as usize].marks.any(judge::FRAME);
        let manner = reading.scores.manner[n as usize];
        let (mut parts, mut sum) = (Vec::new(), 0);
        if learned && !frame {
            let window = Window { statements: n..n + 1, size: 1 };
            let words = sums.of(&window);
            let mut signs = Signs::default();
            mine.iter().for_each(|hit| signs |= Signs::from(*hit));
            let foremost = Foremost::of(words.iter().copied());
            let measures = evaluator.measures(words[topic.index()], foremost, manner, signs, 1);
            sum = evaluator.combine(&measures);
            let weighed = measures.iter().zip(evaluator.weights.combine.iter());
            let weighed = weighed.map(|(m, w)| (i64::from(*m) * i64::from(*w) / i64::from(ONE)) as i32);
            parts = COMBINED.into_iter().zip(weighed.map(thousandths)).filter(|p| p.1 != 0).collect();
        }
        let statement = &reading.statements[n as usize];
        let source = document.source_range(statement.text.clone());
        out.push(Inspected {
            lines: document.lines_of(&source),
            text: document.text[statement.text.start as usize..statement.text.end as usize].to_owned(),
            frame,
            manner: thousandths(manner),
            marks: reading.manners[n as usize].marks.names().collect(),
            words: if learned { words(&reading, index, n) } else { Vec::new() },
            signs: mine.iter().map(|hit| (name(hit), reading.words_of_hit(hit))).collect(),
            parts,
            sum: thousandths(sum),
        });
    }
    out
}

/// What a sign that met amounts to.
fn name(hit: &Hit) -> &'static str {
    match (hit.force, hit.reach) {
        (Force::Full, Reach::Passage) => "sign over several statements",
        (Force::Full, _) => "sign",
        (Force::Half, _) => "half a sign",
        (Force::Name, Reach::Title) => "title",
        (Force::Name, _) => "name",
    }
}

/// The words of a statement with their weights for a topic, strongest first.
fn words(reading: &Reading<'_>, topic: u16, statement: u32) -> Vec<(String, i32)> {
    let mut found: Vec<(i32, Range<u32>)> = reading.weighed(topic, statement).collect();
    found.sort_by(|a, b| b.0.unsigned_abs().cmp(&a.0.unsigned_abs()).then(a.1.start.cmp(&b.1.start)));
    let mut out: Vec<(String, i32)> = Vec::new();
    for (weight, range) in found {
        let word = reading.document.text[range.start as usize..range.end as usize].to_lowercase();
        if out.len() < WORDS && !out.iter().any(|w| w.0 == word) {
            out.push((word, thousandths(weight)));
        }
    }
    out
}
