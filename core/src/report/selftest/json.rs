//! The record for programs, with every case. Version 1; later versions of medlint only add keys.

use serde::Serialize;

use super::Record;
use crate::report::json::{Tool, print};
use crate::selftest::{Case, Compared, Rates};

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    tool: Tool<'a>,
    program: Program<'a>,
    date: Option<&'a str>,
    milliseconds: Option<u64>,
    installation: Installation<'a>,
    quality: Quality,
    cases: Vec<OneCase<'a>>,
}

#[derive(Serialize)]
struct Program<'a> {
    sha256: Option<&'a str>,
    platform: &'a str,
}

#[derive(Serialize)]
struct Installation<'a> {
    holds: bool,
    outcomes: Hashes<'a>,
    set: Hashes<'a>,
}

#[derive(Serialize)]
struct Hashes<'a> {
    count: usize,
    sha256: &'a str,
    recorded: &'a str,
    same: bool,
}

impl<'a> From<&'a Compared> for Hashes<'a> {
    fn from(compared: &'a Compared) -> Self {
        let Compared { count, sha256, recorded } = compared;
        Hashes { count: *count, sha256, recorded, same: compared.same() }
    }
}

#[derive(Serialize)]
struct Quality {
    cases: usize,
    passed: usize,
    accepted: usize,
    overlooked: usize,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    id: &'static str,
    sort: &'static str,
    asked: &'static str,
    cases: usize,
    passed: usize,
    accepted: usize,
    overlooked: usize,
}

#[derive(Serialize)]
struct OneCase<'a> {
    id: String,
    topic: &'a str,
    group: &'static str,
    expected: Vec<&'static str>,
    found: &'static str,
    passed: bool,
    score: Option<i32>,
    lines: Option<[u32; 2]>,
}

impl<'a> From<&'a Case> for OneCase<'a> {
    fn from(case: &'a Case) -> Self {
        OneCase {
            id: case.id(),
            topic: &case.topic,
            group: case.asked.id(),
            expected: case.expected.iter().map(|state| state.id()).collect(),
            found: case.found.id(),
            passed: case.passed(),
            score: case.best.map(|best| best.0),
            lines: case.best.map(|(_, (first, last))| [first, last]),
        }
    }
}

/// The record as JSON; `docs/schema/selftest-1.schema.json` describes it.
pub fn json(record: &Record<'_>) -> String {
    let test = record.test;
    let Rates { cases, passed, accepted, overlooked } = record.all();
    let groups = test.groups().into_iter().map(|(asked, rates)| Group {
        id: asked.id(),
        sort: asked.sort(),
        asked: asked.what(),
        cases: rates.cases,
        passed: rates.passed,
        accepted: rates.accepted,
        overlooked: rates.overlooked,
    });
    print(&Out {
        version: 1,
        tool: Tool::new(record.version, record.catalogue),
        program: Program {
            sha256: record.circumstances.program.as_deref(),
            platform: &record.circumstances.platform,
        },
        date: record.circumstances.date.as_deref(),
        milliseconds: record.circumstances.milliseconds,
        installation: Installation {
            holds: test.holds(),
            outcomes: (&test.outcomes).into(),
            set: (&test.set).into(),
        },
        quality: Quality { cases, passed, accepted, overlooked, groups: groups.collect() },
        cases: test.cases.iter().map(OneCase::from).collect(),
    })
}
