//! Finds which signs of the lexicon meet in which statement.

use super::context::Context;
use super::lexicon::{Atom, Force, Index, Lexicon, NONE, Reach};
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

/// All signs that meet, by statement. `asserts` tells which statements may take part in a passage.
pub fn find(
    scan: &Scan,
    contexts: &[Context],
    runs: &[Range<u32>],
    lexicon: &Lexicon,
    asserts: &[bool],
) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut push = |sign: u16, statements: Range<u32>| {
        let rule = &lexicon.signs[sign as usize];
        hits.push(Hit {
            statement: statements.start,
            end: statements.end,
            topic: rule.topic,
            force: rule.force,
            reach: rule.reach,
            sign,
        });
    };
    let mut search = Search::new(lexicon, &lexicon.statement_index);
    for (n, context) in contexts.iter().enumerate() {
        let n = n as u32;
        search.stand_under(context, scan);
        search.signs(std::iter::once(n), scan, |sign| push(sign, n..n + 1));
    }
    let mut search = Search::new(lexicon, &lexicon.passage_index);
    for run in runs {
        search.stand_under(&contexts[run.start as usize], scan);
        let counted = run.clone().filter(|n| asserts[*n as usize]);
        search.signs(counted, scan, |sign| push(sign, run.clone()));
    }
    hits
}

/// What headings say about the statements under them: every name or title of a topic in a heading is a title of those
/// whose own words speak for the topic (`about`), too. Titles that stand in plain text are dropped, because a title is
/// made of common words.
pub fn with_titles(
    hits: Vec<Hit>,
    contexts: &[Context],
    is_heading: &dyn Fn(u32) -> bool,
    about: &dyn Fn(u32, u16) -> bool,
) -> Vec<Hit> {
    let mut named: Vec<Hit> =
        hits.iter().filter(|h| h.force == Force::Name && is_heading(h.statement)).copied().collect();
    named.sort_by_key(|h| (h.statement, h.topic));
    named.dedup_by_key(|h| (h.statement, h.topic));
    let mut out: Vec<Hit> =
        hits.into_iter().filter(|h| h.reach != Reach::Title || is_heading(h.statement)).collect();
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
