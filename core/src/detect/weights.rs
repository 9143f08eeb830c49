//! Learned weights: how much each word speaks for each topic, and how much each turn of phrase speaks for evidence.
//!
//! Sparse linear models, trained by `cargo xtask train` from the passages of the topics, kept as readable tables in
//! `core/catalog/model/` and evaluated in integers, so that every platform comes to the same result.

pub use super::compile::{COMBINED, NEAR};
use super::context::{Context, StatementId};
use super::judge::{self, Manner, Marks};
pub use super::learned::{ONE, STEP, Weights};
use super::lexicon::{Force, Reach};
use super::same::Same;
use super::scan::Scan;
use super::signs::Hit;
use std::ops::{BitOrAssign, Range};

/// Added to the square of a window's length, so that one known word among numbers does not count like a sentence.
pub const SMOOTH: u32 = 60;

/// Up to this manner a statement is no evidence at all; above it, its manner counts in the sum.
pub const MANNER_FLOOR: i32 = 0;

/// Rarities are in sixteenths, sums of weights in steps.
const SCALE: f32 = (16 * STEP) as f32;

/// From here upwards a statement's own words speak for a topic, see [`Scores::is_about`].
pub const ABOUT: f32 = 0.3 * ONE as f32;

/// Vectors of one document: for each statement how much its words speak for each topic.
#[derive(Debug, Default)]
pub struct Scores {
    /// Number of topics.
    pub topics: usize,
    /// Statement by statement, topic by topic: sums of weights in [`STEP`]s.
    pub words: Vec<i32>,
    /// For each statement the sum of squared rarities (in 1/256).
    pub norms: Vec<u32>,
    /// For each statement how much it speaks for evidence, [`ONE`] is certain enough.
    pub manner: Vec<i32>,
}

impl Scores {
    /// The sums of one statement, topic by topic.
    fn row(&self, statement: StatementId) -> &[i32] {
        &self.words[statement as usize * self.topics..(statement as usize + 1) * self.topics]
    }

    /// Which statements can be evidence: those that are said as a matter of fact and are text of their own.
    pub fn asserts(&self, manners: &[Manner]) -> Vec<bool> {
        let each = manners.iter().zip(&self.manner);
        each.map(|(m, score)| *score > MANNER_FLOOR && !m.marks.any(judge::FRAME)).collect()
    }

    /// Whether the words of a statement alone, without those that it stands under, speak clearly for a topic.
    pub fn is_about(&self, statement: StatementId, topic: u16) -> bool {
        let norm = (self.norms[statement as usize].saturating_add(SMOOTH * 256) as f32).sqrt();
        self.row(statement)[usize::from(topic)] as f32 * SCALE > norm * ABOUT
    }
}

/// Sums of the words of statements, wherever these stand.
#[derive(Debug, Default)]
pub(super) struct Sums {
    words: Vec<i32>,
    norms: Vec<u32>,
    /// What the words say of the manner.
    manner: Vec<i32>,
}

impl Sums {
    /// Of the statements of a scan.
    pub(super) fn of(scan: &Scan, weights: &Weights) -> Self {
        let topics = weights.bias.len();
        let statements = scan.statement_occurrences.len();
        let mut sums = Self {
            words: vec![0; statements * topics],
            norms: vec![0; statements],
            manner: Vec::with_capacity(statements),
        };
        for n in 0..statements {
            let row = &mut sums.words[n * topics..(n + 1) * topics];
            let mut manner = 0;
            let mut count = 1;
            for occurrence in scan.of(n as u32) {
                let atom = occurrence.atom as usize;
                let Some(rarity) = weights.rarity.get(atom) else { continue };
                let word = i32::from(weights.manner_words[atom]);
                if word != 0 {
                    manner += word;
                    count += 1;
                }
                if *rarity == 0 {
                    continue;
                }
                sums.norms[n] += u32::from(*rarity) * u32::from(*rarity);
                for (topic, weight) in weights.items_of(occurrence.atom) {
                    row[usize::from(*topic)] += i32::from(*weight);
                }
            }
            // words of a long statement count less each
            sums.manner.push(manner * 4 / isqrt(16 * count));
        }
        sums
    }

    /// Puts the sums of new statements in the place of those that stood there.
    pub(super) fn replace(&mut self, same: Same, new: Sums, weights: &Weights) {
        let topics = weights.bias.len();
        let Range { start, end } = same.replaced();
        self.words.splice(start * topics..end * topics, new.words);
        self.norms.splice(start..end, new.norms);
        self.manner.splice(start..end, new.manner);
    }

    /// What is kept of scores for the next document.
    pub(super) fn take(scores: &mut Scores, manner: Vec<i32>) -> Self {
        Self { words: std::mem::take(&mut scores.words), norms: std::mem::take(&mut scores.norms), manner }
    }
}

/// Sums up the words of every statement.
pub fn score(scan: &Scan, manners: &[Manner], contexts: &[Context], weights: &Weights) -> Scores {
    scores(Sums::of(scan, weights), manners, contexts, weights).0
}

/// Scores of statements from their sums and from where they stand; gives what the words alone say of the manner back.
pub(super) fn scores(
    sums: Sums,
    manners: &[Manner],
    contexts: &[Context],
    weights: &Weights,
) -> (Scores, Vec<i32>) {
    let Sums { words, norms, manner: by_words } = sums;
    let each = manners.iter().zip(&by_words);
    let mut manner: Vec<i32> =
        each.map(|(m, words)| weights.manner_bias + mark_weights(m.marks, weights) + words).collect();
    if !weights.near.is_empty() {
        manner = near(&manner, manners, contexts)
            .iter()
            .map(|measures| measures.iter().zip(weights.near.iter()).map(|(m, w)| m * w / ONE).sum())
            .collect();
    }
    for (score, manner) in manner.iter_mut().zip(manners) {
        if judge::verdict(manner.marks).is_some() {
            *score = -MOST_MANNER;
        }
    }
    (Scores { topics: weights.bias.len(), words, norms, manner }, by_words)
}

/// Manner counts up to here, for and against.
const MOST_MANNER: i32 = 4 * ONE;

/// So many neighbours on each side are looked at.
const NEIGHBOURS: usize = 6;

/// For each statement the measures of [`NEAR`]: a glossary, a form, an agenda shows in the lines around, too.
pub fn near(manner: &[i32], manners: &[Manner], contexts: &[Context]) -> Vec<[i32; NEAR.len()]> {
    let own: Vec<i32> = manner
        .iter()
        .zip(manners)
        .map(|(score, manner)| {
            let certain = judge::verdict(manner.marks).is_some();
            if certain { -MOST_MANNER } else { (*score).clamp(-MOST_MANNER, MOST_MANNER) }
        })
        .collect();
    let of = |n: usize| own[n];
    let mut out: Vec<[i32; NEAR.len()]> = own.iter().map(|own| [ONE, *own, 0, 0, 0]).collect();
    let text: Vec<usize> = (0..manner.len()).filter(|n| !manners[*n].marks.any(judge::FRAME)).collect();
    for (at, n) in text.iter().enumerate() {
        let heading = contexts[*n].heading;
        let around = &text[at.saturating_sub(NEIGHBOURS)..text.len().min(at + NEIGHBOURS + 1)];
        let others = around.iter().filter(|m| *m != n && contexts[**m].heading == heading).map(|m| of(*m));
        let (count, sum, least) = others.fold((0, 0, MOST_MANNER), |(c, s, l), m| (c + 1, s + m, l.min(m)));
        if count > 0 {
            (out[*n][2], out[*n][3]) = (sum / count, least);
        }
        out[*n][4] = heading.map_or(0, |h| of(h as usize));
    }
    out
}

fn mark_weights(marks: Marks, weights: &Weights) -> i32 {
    let (mut sum, mut left) = (0, marks.0);
    while left != 0 {
        sum += i32::from(weights.manner_marks[left.trailing_zeros() as usize]);
        left &= left - 1;
    }
    sum
}

/// Integer square root, rounded down.
pub fn isqrt(n: i32) -> i32 {
    n.max(0).isqrt()
}

/// A run of statements that is scored as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// First statement to one past the last; those that are no evidence in between do not count.
    pub statements: Range<StatementId>,
    /// Number of statements in it that count.
    pub size: u32,
}

/// Runs of statements of one section that follow one another, at most `PASSAGE` long: what can be read as a passage.
pub fn runs(scan: &Scan, manners: &[Manner], sections: &[u32], contexts: &[Context]) -> Vec<Range<u32>> {
    let mut out: Vec<Range<u32>> = Vec::new();
    let heading = judge::HEADING;
    for n in 0..scan.statement_occurrences.len() {
        if manners[n].marks.has(heading) {
            continue;
        }
        let n = n as u32;
        match out.last_mut() {
            Some(run)
                if run.end == n
                    && sections[run.start as usize] == sections[n as usize]
                    && contexts[run.start as usize].heading == contexts[n as usize].heading
                    && run.len() < super::signs::PASSAGE =>
            {
                run.end = n + 1;
            }
            _ => out.push(n..n + 1),
        }
    }
    out
}

/// Windows over the statements of the runs that are evidence: each alone, two and four in a row, whole runs.
pub fn windows(runs: &[Range<u32>], asserts: &[bool]) -> Vec<Window> {
    let mut out = Vec::new();
    for run in runs {
        windows_of(run, asserts, &mut out);
    }
    out
}

/// The windows of one run.
pub(super) fn windows_of(run: &Range<u32>, asserts: &[bool], out: &mut Vec<Window>) {
    let counted: Vec<u32> = run.clone().filter(|n| asserts[*n as usize]).collect();
    for size in [1, 2, 4] {
        if counted.len() < size {
            break;
        }
        for window in counted.windows(size) {
            out.push(Window { statements: window[0]..window[size - 1] + 1, size: size as u32 });
        }
    }
    if counted.len() == 3 || counted.len() > 4 {
        let last = counted[counted.len() - 1] + 1;
        out.push(Window { statements: counted[0]..last, size: counted.len() as u32 });
    }
}

/// The two topics that the words of a window speak for most.
#[derive(Debug, Clone, Copy)]
pub struct Foremost {
    /// The highest score.
    pub first: i32,
    /// The next.
    pub second: i32,
}

impl Foremost {
    /// Of the scores of all topics.
    pub fn of(words: impl IntoIterator<Item = i32>) -> Self {
        let mut out = Self { first: i32::MIN / 2, second: i32::MIN / 2 };
        for word in words {
            if word > out.first {
                out.second = out.first;
                out.first = word;
            } else if word > out.second {
                out.second = word;
            }
        }
        out
    }
}

/// What the signs add to the score of a window, strongest of each sort per topic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// A sign that shows the topic met.
    pub full: bool,
    /// A sign that shows half of it met.
    pub half: bool,
    /// It is named.
    pub name: bool,
    /// It stands under its usual title.
    pub title: bool,
}

impl From<&Hit> for Signs {
    fn from(hit: &Hit) -> Self {
        Self {
            full: hit.force == Force::Full,
            half: hit.force == Force::Half,
            name: hit.force == Force::Name && hit.reach != Reach::Title,
            title: hit.force == Force::Name && hit.reach == Reach::Title,
        }
    }
}

impl BitOrAssign for Signs {
    fn bitor_assign(&mut self, other: Self) {
        self.full |= other.full;
        self.half |= other.half;
        self.name |= other.name;
        self.title |= other.title;
    }
}

/// The parts of the last sum for one window and topic, in the order of [`COMBINED`], each scaled by [`ONE`].
pub type Measures = [i32; COMBINED.len()];

/// Everything that is needed to judge windows of one document.
#[derive(Debug, Clone, Copy)]
pub struct Evaluator<'a> {
    /// Word sums.
    pub scores: &'a Scores,
    /// Contexts of the statements.
    pub contexts: &'a [Context],
    /// Which statements count.
    pub asserts: &'a [bool],
    /// The tables.
    pub weights: &'a Weights,
}

/// How much the words of windows speak for each topic: see [`WordSums::of`].
#[derive(Debug)]
pub struct WordSums<'a> {
    evaluator: Evaluator<'a>,
    /// What the last window stood under, with the sums of its words: the next one mostly stands under the same.
    under: Option<Context>,
    context_sums: Vec<i32>,
    context_norm: u32,
    sums: Vec<i32>,
}

impl<'a> WordSums<'a> {
    /// Nothing is summed up yet.
    pub fn new(evaluator: Evaluator<'a>) -> Self {
        let sums = vec![0; evaluator.scores.topics];
        Self { evaluator, under: None, context_sums: sums.clone(), context_norm: 0, sums }
    }

    /// Topic by topic, how much the words of a window, read under its context, speak for it.
    pub fn of(&mut self, window: &Window) -> &[i32] {
        let Evaluator { scores, contexts, asserts, weights } = self.evaluator;
        let context = contexts[window.statements.start as usize];
        if self.under != Some(context) {
            self.under = Some(context);
            self.context_sums.fill(0);
            self.context_norm = 0;
            for n in context.all() {
                add(&mut self.context_sums, scores.row(n));
                self.context_norm += scores.norms[n as usize];
            }
        }
        self.sums.copy_from_slice(&self.context_sums);
        let mut norm = self.context_norm;
        for n in window.statements.clone().filter(|n| asserts[*n as usize]) {
            // a lead-in inside the window counts once
            if context.all().any(|c| c == n) {
                continue;
            }
            add(&mut self.sums, scores.row(n));
            norm += scores.norms[n as usize];
        }
        // rarities are in sixteenths; single steps of IEEE arithmetic give every platform the same
        let factor = SCALE / (norm.saturating_add(SMOOTH * 256) as f32).sqrt();
        for (sum, bias) in self.sums.iter_mut().zip(weights.bias.iter()) {
            *sum = (*sum as f32 * factor) as i32 + bias;
        }
        &self.sums
    }
}

fn add(sums: &mut [i32], row: &[i32]) {
    sums.iter_mut().zip(row).for_each(|(sum, one)| *sum += one);
}

impl Evaluator<'_> {
    /// Manner of a window: that of its statements on average.
    pub fn manner(&self, window: &Window) -> i32 {
        let all = window.statements.clone().filter(|n| self.asserts[*n as usize]);
        let sum: i32 = all.map(|n| self.scores.manner[n as usize].clamp(-MOST_MANNER, MOST_MANNER)).sum();
        sum / window.size.max(1) as i32
    }

    /// The parts of the last sum.
    pub fn measures(&self, words: i32, foremost: Foremost, manner: i32, signs: Signs, size: u32) -> Measures {
        let flag = |on: bool| if on { ONE } else { 0 };
        [
            ONE,
            words.clamp(-2 * ONE, ONE),
            manner.min(2 * ONE),
            manner.min(ONE / 2),
            flag(signs.full),
            flag(signs.half && !signs.full),
            flag(signs.name),
            flag(signs.title),
            flag(size == 2),
            flag(size > 2),
            if signs.full || signs.title || signs.name { (words + ONE / 2).clamp(0, ONE) } else { 0 },
            flag(words >= foremost.first),
            if words >= foremost.first { (words - foremost.second).min(ONE) } else { 0 },
            (foremost.first - words).clamp(0, ONE),
        ]
    }

    /// The least that the words must say for the sum of a window without signs to exceed `limit`.
    pub fn least_words(&self, manner: i32, size: u32, limit: i32) -> i32 {
        let even = Foremost { first: 1, second: 0 };
        let rest = self.measures(0, even, manner, Signs::default(), size);
        let weight = |name: &str| {
            let at = COMBINED.iter().position(|c| *c == name);
            at.and_then(|n| self.weights.combine.get(n)).copied().unwrap_or(0)
        };
        // the measures that depend on the other topics, at their best
        let best = weight("foremost").max(0) + weight("margin").max(0) + weight("behind").max(0) + 2;
        let words = weight("words").max(1);
        let missing = i64::from(limit - self.combine(&rest) - best);
        (missing * i64::from(ONE) / i64::from(words)).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
    }

    /// The last sum; above 0 the window shows the topic.
    pub fn combine(&self, measures: &Measures) -> i32 {
        let sum: i64 = measures
            .iter()
            .zip(self.weights.combine.iter())
            .map(|(m, w)| i64::from(*m) * i64::from(*w))
            .sum();
        (sum / i64::from(ONE)) as i32
    }
}
