//! Finds which signs of the lexicon meet in which statement.

use super::context::Context;
use super::lexicon::{Atom, Force, Index, Lexicon, NONE, Reach};
use super::same::Same;
use super::scan::Scan;
use std::ops::Range;

/// A sign that met.
#[derive(Debug, Clone, Copy)]
pub struct Hit {
    /// The statement; for a sign that met over several, the first of the run.
    pub statement: u32,
    /// One past the last statement of the run.
    pub end: u32,
    /// Topic of the sign.
    pub topic: u16,
    /// What it amounts to.
    pub force: Force,
    /// Where it met.
    pub reach: Reach,
    /// The sign, an index into [`Lexicon::signs`].
    pub sign: u16,
}

/// Runs of statements in which the parts of a `passage:` sign may be spread.
pub const PASSAGE: usize = 8;

/// How many atoms of one part occur; valid for one round only, so that nothing has to be cleared in between.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    round: u32,
    all: u16,
    /// Without those that stand outside, too.
    new: u16,
}

/// What was counted of all parts in one statement, or in what it stands under.
#[derive(Debug)]
struct Tally {
    round: u32,
    counts: Vec<Count>,
    /// Parts of which something occurs.
    touched: Vec<u16>,
}

impl Tally {
    fn new(parts: usize) -> Self {
        Self { round: 0, counts: vec![Count::default(); parts], touched: Vec::new() }
    }

    fn begin(&mut self) {
        self.round += 1;
        self.touched.clear();
    }

    fn add(&mut self, part: u16, new: bool) {
        let count = &mut self.counts[part as usize];
        if count.round != self.round {
            *count = Count { round: self.round, all: 0, new: 0 };
            self.touched.push(part);
        }
        count.all += 1;
        count.new += u16::from(new);
    }

    fn of(&self, part: u16) -> Count {
        let count = self.counts[part as usize];
        if count.round == self.round { count } else { Count::default() }
    }
}

/// Finds the signs of one index in one statement or run after the other.
struct Search<'a> {
    lexicon: &'a Lexicon,
    index: &'a Index,
    own: Tally,
    outside: Tally,
    /// Atoms of what the present statement stands under, sorted.
    outside_atoms: Vec<Atom>,
    /// Parts with something outside that signs begin with.
    outside_firsts: Vec<u16>,
    under: Option<Context>,
    atoms: Vec<Atom>,
}

impl<'a> Search<'a> {
    fn new(lexicon: &'a Lexicon, index: &'a Index) -> Self {
        let parts = lexicon.parts.len();
        Self {
            lexicon,
            index,
            own: Tally::new(parts),
            outside: Tally::new(parts),
            outside_atoms: Vec::new(),
            outside_firsts: Vec::new(),
            under: None,
            atoms: Vec::new(),
        }
    }

    /// What stands over the next statements; does nothing when it is the same as before.
    fn stand_under(&mut self, context: &Context, scan: &Scan) {
        if self.under == Some(*context) {
            return;
        }
        self.under = Some(*context);
        collect(&mut self.outside_atoms, context.all(), scan, self.lexicon);
        self.outside.begin();
        for atom in &self.outside_atoms {
            for part in self.index.parts_of(*atom) {
                self.outside.add(*part, true);
            }
        }
        let begins = |part: &u16| !self.index.signs_of(*part).is_empty();
        self.outside_firsts.clear();
        self.outside_firsts.extend(self.outside.touched.iter().copied().filter(begins));
    }

    /// Whether a part is there.
    fn has(&self, part: u16) -> bool {
        let rule = &self.lexicon.parts[part as usize];
        match u16::from(rule.count) {
            0 => self.own.of(part).all == 0,
            least if rule.outside => self.outside.of(part).all >= least,
            least => self.own.of(part).new + self.outside.of(part).all >= least,
        }
    }

    /// Whether something of a part stands in the statement itself, where it may stand there.
    fn has_own(&self, part: u16) -> bool {
        let rule = &self.lexicon.parts[part as usize];
        rule.count > 0 && !rule.outside && self.own.of(part).all > 0
    }

    /// Calls `each` with every sign that meets in the statements.
    fn signs(&mut self, statements: impl Iterator<Item = u32>, scan: &Scan, mut each: impl FnMut(u16)) {
        collect(&mut self.atoms, statements, scan, self.lexicon);
        if self.atoms.is_empty() {
            return;
        }
        self.own.begin();
        for atom in &self.atoms {
            let parts = self.index.parts_of(*atom);
            if !parts.is_empty() {
                let new = self.outside_atoms.binary_search(atom).is_err();
                parts.iter().for_each(|part| self.own.add(*part, new));
            }
        }
        let firsts = self.own.touched.iter();
        let above = self.outside_firsts.iter().filter(|p| self.own.of(**p).all == 0);
        for part in firsts.chain(above) {
            for sign in self.index.signs_of(*part) {
                let rule = &self.lexicon.signs[*sign as usize];
                let parts = &self.lexicon.sign_parts[rule.start as usize..rule.end as usize];
                if parts.iter().all(|p| self.has(*p)) && parts.iter().any(|p| self.has_own(*p)) {
                    let excluded = self.lexicon.exclusions.get(rule.topic as usize).copied().unwrap_or(NONE);
                    if excluded == NONE || !self.has(excluded) {
                        each(*sign);
                    }
                }
            }
        }
    }
}

/// The different atoms of statements and the concepts that they express, sorted.
fn collect(out: &mut Vec<Atom>, statements: impl Iterator<Item = u32>, scan: &Scan, lexicon: &Lexicon) {
    out.clear();
    for statement in statements {
        for occurrence in scan.of(statement) {
            out.push(occurrence.atom);
            out.extend_from_slice(lexicon.emits(occurrence.atom));
        }
    }
    out.sort_unstable();
    out.dedup();
}

/// Signs that met, first those in statements, then those in runs; and where those of each end.
#[derive(Debug, Default)]
pub(super) struct Hits {
    pub(super) all: Vec<Hit>,
    statement_ends: Vec<u32>,
    run_ends: Vec<u32>,
}

impl Hits {
    fn of(&self, ends: &[u32], first: u32, n: usize) -> &[Hit] {
        let start = n.checked_sub(1).map_or(first, |before| ends[before]);
        &self.all[start as usize..ends[n] as usize]
    }

    fn of_statement(&self, n: u32) -> &[Hit] {
        self.of(&self.statement_ends, 0, n as usize)
    }

    fn of_run(&self, n: usize) -> &[Hit] {
        self.of(&self.run_ends, self.statement_ends.last().copied().unwrap_or(0), n)
    }
}

/// What was found in the document before, and how far it holds.
pub(super) struct Before<'a> {
    pub(super) hits: &'a Hits,
    pub(super) runs: &'a [Range<u32>],
    pub(super) asserts: &'a [bool],
    pub(super) same: Same,
    /// Which statements are the same and stand under the same.
    pub(super) alike: &'a [bool],
}

impl Before<'_> {
    fn in_statement(&self, n: u32) -> Option<&[Hit]> {
        let before = self.same.before(n).filter(|_| self.alike[n as usize])?;
        Some(self.hits.of_statement(before))
    }

    fn in_run(&self, run: &Range<u32>, asserts: &[bool]) -> Option<&[Hit]> {
        let before = self.same.run_before(run).filter(|_| self.alike[run.start as usize])?;
        let at = self.runs.binary_search_by_key(&before.start, |run| run.start).ok()?;
        let (old, new) = (before.start as usize..before.end as usize, run.start as usize..run.end as usize);
        let holds = self.runs[at] == before && self.asserts[old] == asserts[new];
        // every statement of the run must be the same, not only its ends
        let holds = holds && run.clone().all(|n| self.same.before(n).is_some());
        holds.then(|| self.hits.of_run(at))
    }
}

/// All signs that meet, by statement. `asserts` tells which statements may take part in a passage.
pub fn find(
    scan: &Scan,
    contexts: &[Context],
    runs: &[Range<u32>],
    lexicon: &Lexicon,
    asserts: &[bool],
) -> Vec<Hit> {
    find_after(scan, contexts, runs, lexicon, asserts, None).all
}

/// The same, with what holds still from the document before.
pub(super) fn find_after(
    scan: &Scan,
    contexts: &[Context],
    runs: &[Range<u32>],
    lexicon: &Lexicon,
    asserts: &[bool],
    before: Option<&Before<'_>>,
) -> Hits {
    let mut found = Hits::default();
    let hit = |sign: u16, statements: Range<u32>| {
        let rule = &lexicon.signs[sign as usize];
        Hit {
            statement: statements.start,
            end: statements.end,
            topic: rule.topic,
            force: rule.force,
            reach: rule.reach,
            sign,
        }
    };
    let mut search = None;
    for (n, context) in contexts.iter().enumerate() {
        let n = n as u32;
        if let Some((before, old)) = before.and_then(|b| Some((b, b.in_statement(n)?))) {
            let now = |hit: &Hit| Hit { statement: n, end: n + 1, ..*hit };
            debug_assert!(old.iter().all(|hit| before.same.now(hit.statement) == n));
            found.all.extend(old.iter().map(now));
        } else {
            let search = search.get_or_insert_with(|| Search::new(lexicon, &lexicon.statement_index));
            search.stand_under(context, scan);
            search.signs(std::iter::once(n), scan, |sign| found.all.push(hit(sign, n..n + 1)));
        }
        found.statement_ends.push(found.all.len() as u32);
    }
    let mut search = None;
    for run in runs {
        if let Some(old) = before.and_then(|b| b.in_run(run, asserts)) {
            let now = |hit: &Hit| Hit { statement: run.start, end: run.end, ..*hit };
            found.all.extend(old.iter().map(now));
        } else {
            let search = search.get_or_insert_with(|| Search::new(lexicon, &lexicon.passage_index));
            search.stand_under(&contexts[run.start as usize], scan);
            let counted = run.clone().filter(|n| asserts[*n as usize]);
            search.signs(counted, scan, |sign| found.all.push(hit(sign, run.clone())));
        }
        found.run_ends.push(found.all.len() as u32);
    }
    found
}

/// What headings say about the statements under them: every name or title of a topic in a heading is a title of those
/// whose own words speak for the topic (`about`), too. Titles that stand in plain text are dropped, because a title is
/// made of common words.
pub fn with_titles(
    hits: &[Hit],
    contexts: &[Context],
    is_heading: &dyn Fn(u32) -> bool,
    about: &dyn Fn(u32, u16) -> bool,
) -> Vec<Hit> {
    let mut named: Vec<Hit> =
        hits.iter().filter(|h| h.force == Force::Name && is_heading(h.statement)).copied().collect();
    named.sort_by_key(|h| (h.statement, h.topic));
    named.dedup_by_key(|h| (h.statement, h.topic));
    let mut out: Vec<Hit> =
        hits.iter().filter(|h| h.reach != Reach::Title || is_heading(h.statement)).copied().collect();
    for (n, context) in contexts.iter().enumerate() {
        for heading in [context.heading, context.above].into_iter().flatten() {
            let from = named.partition_point(|h| h.statement < heading);
            let statement = n as u32;
            let under = named[from..].iter().take_while(|h| h.statement == heading);
            for hit in under.filter(|h| about(statement, h.topic)) {
                out.push(Hit { statement, end: statement + 1, reach: Reach::Title, ..*hit });
            }
        }
    }
    out
}
