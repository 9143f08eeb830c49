//! Finds which signs of the lexicon meet in which statement.

use super::context::Context;
use super::lexicon::{Atom, Force, Lexicon, NONE, Part, Reach};
use super::scan::{Occurrence, Scan};

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

/// Marks which atoms are present, without clearing between statements: a stamp that changes.
struct Presence {
    own: Vec<u32>,
    outside: Vec<u32>,
    now: u32,
}

impl Presence {
    fn has(&self, part: &Part, lexicon: &Lexicon) -> bool {
        let atoms = &lexicon.part_atoms[part.start as usize..part.end as usize];
        let here = |atom: &&Atom| {
            self.outside[**atom as usize] == self.now
                || (!part.outside && self.own[**atom as usize] == self.now)
        };
        match part.count {
            0 => !atoms.iter().any(|a| self.own[*a as usize] == self.now),
            1 => atoms.iter().any(|a| here(&a)),
            n => atoms.iter().filter(here).take(usize::from(n)).count() == usize::from(n),
        }
    }

    fn any_own(&self, part: &Part, lexicon: &Lexicon) -> bool {
        part.count > 0
            && !part.outside
            && lexicon.part_atoms[part.start as usize..part.end as usize]
                .iter()
                .any(|a| self.own[*a as usize] == self.now)
    }
}

fn stamp(present: &mut [u32], now: u32, occurrences: &[Occurrence], lexicon: &Lexicon, list: &mut Vec<Atom>) {
    for occurrence in occurrences {
        for atom in std::iter::once(&occurrence.atom).chain(lexicon.emits(occurrence.atom)) {
            if present[*atom as usize] != now {
                present[*atom as usize] = now;
                list.push(*atom);
            }
        }
    }
}

/// Runs of statements in which the parts of a `passage:` sign may be spread.
pub const PASSAGE: usize = 8;

/// All signs that meet, by statement. `asserts` tells which statements may take part in a passage.
pub fn find(
    scan: &Scan,
    contexts: &[Context],
    runs: &[std::ops::Range<u32>],
    lexicon: &Lexicon,
    asserts: &[bool],
) -> Vec<Hit> {
    let atoms = lexicon.node_atom.len().max(lexicon.atom_names.len()) + 1;
    let mut present = Presence { own: vec![0; atoms], outside: vec![0; atoms], now: 0 };
    let mut seen = vec![0_u32; lexicon.signs.len()];
    let mut hits = Vec::new();
    let mut list = Vec::new();
    let occurrences = |n: usize| {
        let range = scan.statement_occurrences[n].clone();
        &scan.occurrences[range.start as usize..range.end as usize]
    };
    for (n, context) in contexts.iter().enumerate() {
        present.now += 1;
        list.clear();
        stamp(&mut present.own, present.now, occurrences(n), lexicon, &mut list);
        if list.is_empty() {
            continue;
        }
        for outer in context.all() {
            stamp(&mut present.outside, present.now, occurrences(outer as usize), lexicon, &mut list);
        }
        for atom in &list {
            for sign_id in lexicon.postings(*atom) {
                let sign = &lexicon.signs[*sign_id as usize];
                if sign.reach == Reach::Passage || seen[*sign_id as usize] == present.now {
                    continue;
                }
                seen[*sign_id as usize] = present.now;
                let parts = &lexicon.sign_parts[sign.start as usize..sign.end as usize];
                let part = |p: &u16| &lexicon.parts[*p as usize];
                let excluded = lexicon.exclusions.get(sign.topic as usize).copied().unwrap_or(NONE);
                if parts.iter().all(|p| present.has(part(p), lexicon))
                    && parts.iter().any(|p| present.any_own(part(p), lexicon))
                    && (excluded == NONE || !present.has(&lexicon.parts[excluded as usize], lexicon))
                {
                    let (statement, end) = (n as u32, n as u32 + 1);
                    hits.push(Hit {
                        statement,
                        end,
                        topic: sign.topic,
                        force: sign.force,
                        reach: sign.reach,
                        sign: *sign_id,
                    });
                }
            }
        }
    }
    passages(&mut hits, &mut present, &mut seen, scan, contexts, runs, lexicon, asserts);
    hits
}

#[expect(clippy::too_many_arguments, reason = "one pass in two halves; they share the buffers")]
fn passages(
    hits: &mut Vec<Hit>,
    present: &mut Presence,
    seen: &mut [u32],
    scan: &Scan,
    contexts: &[Context],
    runs: &[std::ops::Range<u32>],
    lexicon: &Lexicon,
    asserts: &[bool],
) {
    let mut list = Vec::new();
    for run in runs {
        present.now += 1;
        list.clear();
        for n in run.clone().filter(|n| asserts[*n as usize]) {
            let range = scan.statement_occurrences[n as usize].clone();
            let found = &scan.occurrences[range.start as usize..range.end as usize];
            stamp(&mut present.own, present.now, found, lexicon, &mut list);
        }
        for outer in contexts[run.start as usize].all() {
            let range = scan.statement_occurrences[outer as usize].clone();
            let found = &scan.occurrences[range.start as usize..range.end as usize];
            stamp(&mut present.outside, present.now, found, lexicon, &mut list);
        }
        for atom in &list {
            for sign_id in lexicon.postings(*atom) {
                let sign = &lexicon.signs[*sign_id as usize];
                if sign.reach != Reach::Passage || seen[*sign_id as usize] == present.now {
                    continue;
                }
                seen[*sign_id as usize] = present.now;
                let parts = &lexicon.sign_parts[sign.start as usize..sign.end as usize];
                if parts.iter().all(|p| present.has(&lexicon.parts[*p as usize], lexicon)) {
                    hits.push(Hit {
                        statement: run.start,
                        end: run.end,
                        topic: sign.topic,
                        force: sign.force,
                        reach: sign.reach,
                        sign: *sign_id,
                    });
                }
            }
        }
    }
}
